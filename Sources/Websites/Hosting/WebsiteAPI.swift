import APIResources
import AgentProtocol
import Core
import Domains
import Fleet
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import Presentation

/// `/api/v1/websites/{domain}`: options, files and logs of a site.
package struct WebsiteAPI: Sendable {
    private let hosted: HostedDomains
    private let files: SiteFiles

    package init(hosted: HostedDomains, files: SiteFiles) {
        self.hosted = hosted
        self.files = files
    }

    package func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/websites/{domain}", .reaching, show)
        routes.api(.patch, "/api/v1/websites/{domain}", .reaching, change)
        routes.api(.put, "/api/v1/websites/{domain}/files/{path...}", .reaching, bodyLimit: SiteFiles.limit, put)
        routes.api(.get, "/api/v1/websites/{domain}/files/{path...}", .reaching, read)
        routes.api(.get, "/api/v1/websites/{domain}/logs/{log}", .reaching, log)
        routes.api(.post, "/api/v1/websites/{domain}/index-page", .reaching, restoreIndexPage)
        return routes
    }

    private func show(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        return try await visit.database.read { db in
            let (domain, site) = try hosted.found(name, visit, in: db)
            return Resource(try WebsiteResource(site, of: domain, in: db))
        }
    }

    private func change(_ visit: Visit, _ name: String) async throws -> any Answer {
        let change = try visit.decode(WebsiteChangeResource.self)
        let hosted = hosted
        return try await visit.database.write { db in
            let domain = try hosted.domains.locked(name, by: visit.actor, in: db)
            let site = try hosted.websites.change(
                domain, WebsiteChange(documentRoot: change.documentRoot, isOn: change.isOn, runsPHP: change.runsPHP), by: visit.actor,
                in: db,
                at: visit.now)
            return Resource(try WebsiteResource(site, of: domain, in: db))
        }
    }

    private func put(_ visit: Visit, _ name: String, _ path: String) async throws -> any Answer {
        let (domain, site) = try await found(name, visit)
        try domain.requireOpen(for: visit.actor)
        try await files.put(visit.bytes, at: path, of: domain, site: site)
        return NoContent()
    }

    private func read(_ visit: Visit, _ name: String, _ path: String) async throws -> any Answer {
        let (_, site) = try await found(name, visit)
        let bytes = try await files.read(path, site: site)
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream", .contentDisposition: "attachment"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func log(_ visit: Visit, _ name: String, _ typed: String) async throws -> any Answer {
        guard let log = SiteLog(rawValue: typed) else { throw Fault.notFound("log") }
        let (_, site) = try await found(name, visit)
        return Resource(LogResource(lines: try await files.log(log, lines: visit.query.number("lines") ?? 100, site: site)))
    }

    private func restoreIndexPage(_ visit: Visit, _ name: String) async throws -> any Answer {
        let (domain, site) = try await found(name, visit)
        try domain.requireOpen(for: visit.actor)
        try await files.restoreIndexPage(of: domain, site: site)
        return NoContent()
    }

    private func found(_ name: String, _ visit: Visit) async throws -> (Domain, Website) {
        let hosted = hosted
        return try await visit.database.read { db in try hosted.found(name, visit, in: db) }
    }
}

extension HostedDomains {
    /// The domain within reach and its site. Throws `Fault(.notFound)`.
    func found(_ name: String, _ visit: Visit, in db: any Connection) throws -> (Domain, Website) {
        let domain = try domains.required(name, by: visit.actor, in: db)
        return (domain, try websites.required(domain, in: db))
    }
}
