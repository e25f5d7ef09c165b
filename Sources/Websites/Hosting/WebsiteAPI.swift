import APIResources
import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import HTTPTypes
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
        routes.api(.get, "/api/v1/websites/{domain}", .reaching, "Show the options of a website", show)
        routes.api(
            .patch, "/api/v1/websites/{domain}", .reaching, "Change the options of a website", taking: WebsiteChangeResource.self, change)
        routes.api(
            .put, "/api/v1/websites/{domain}/files/{path...}", .reaching, "Put a file of a website",
            takesMediaType: "application/octet-stream",
            bodyLimit: SiteFiles.limit, put)
        routes.api(.get, "/api/v1/websites/{domain}/files/{path...}", .reaching, "Read a file of a website", read)
        routes.api(
            .get, "/api/v1/websites/{domain}/logs/{log}", .reaching, "Read the end of a log",
            query: [.init("lines", "How many lines.", .integer(1...2000))], log)
        routes.api(.post, "/api/v1/websites/{domain}/index-page", .reaching, "Put the first page back", restoreIndexPage)
        return routes
    }

    private func show(_ visit: Visit, _ name: String) async throws -> Resource<WebsiteResource> {
        let hosted = hosted
        return try await visit.database.read { db in
            let (domain, site) = try hosted.found(name, visit, in: db)
            return Resource(try WebsiteResource(site, of: domain, in: db))
        }
    }

    private func change(
        _ visit: Visit, _ name: String, _ new: WebsiteChangeResource
    ) async throws -> WhenLive<Resource<WebsiteResource>> {
        let change = try WebsiteChange(new)
        let hosted = hosted
        let changed = try await visit.database.write { db in
            let domain = try hosted.domains.locked(name, by: visit.actor, in: db)
            if visit.isConditional {
                let before = try hosted.websites.required(domain, in: db)
                try visit.requireMatch(WebsiteResource(before, of: domain, in: db))
            }
            let site = try hosted.websites.change(domain, change, by: visit.actor, in: db, at: visit.now)
            return Resource(try WebsiteResource(site, of: domain, in: db))
        }
        return WhenLive(changed) { db in
            let (domain, site) = try hosted.found(name, visit, in: db)
            let states = try hosted.statuses(of: domain, site: site, in: db).filter { $0.kind == .website }.map(\.status.state)
            return (Resource(try WebsiteResource(site, of: domain, in: db)), states.allSatisfy { $0 != .wanted && $0 != .applying })
        }
    }

    private func put(_ visit: Visit, _ name: String, _ path: String) async throws -> NoContent {
        let (domain, site) = try await found(name, visit)
        try domain.requireOpen(for: visit.actor)
        if visit.isConditional {
            let before = try await files.read(path, of: domain, site: site)
            try visit.requireMatch(bytes: { before })
        }
        try await files.put(visit.bytes, at: path, of: domain, site: site)
        return NoContent()
    }

    private func read(_ visit: Visit, _ name: String, _ path: String) async throws -> RawBody {
        let (domain, site) = try await found(name, visit)
        let name = path.split(separator: "/").last.map(String.init) ?? "file"
        return RawBody(try await files.read(path, of: domain, site: site), fileName: name)
    }

    private func log(_ visit: Visit, _ name: String, _ typed: String) async throws -> Resource<LogResource> {
        guard let log = SiteLog(rawValue: typed) else { throw Fault.notFound("log") }
        let (domain, site) = try await found(name, visit)
        let lines = try await files.log(log, lines: visit.query.number("lines") ?? 100, of: domain, site: site)
        return Resource(LogResource(lines: lines))
    }

    private func restoreIndexPage(_ visit: Visit, _ name: String) async throws -> NoContent {
        let (domain, site) = try await found(name, visit)
        try domain.requireOpen(for: visit.actor)
        try await files.restoreIndexPage(of: domain, site: site, in: visit.database)
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

extension WebsiteChange {
    /// Throws `Fault(.invalid)` beside `agreedPrices` for an unknown option or what is no amount.
    init(_ change: WebsiteChangeResource) throws {
        var complaints = Complaints()
        var agreed: [WebOption: Money] = [:]
        for (place, item) in (change.agreedPrices ?? []).enumerated() {
            guard let option = WebOption(rawValue: item.option) else {
                complaints.add("agreedPrices[\(place)].option", key: "website.option_unknown", "Choose web or php.")
                continue
            }
            agreed[option] = try complaints.take("agreedPrices[\(place)].price") {
                try Money(item.price.amount, in: Currency(item.price.currency))
            }
        }
        try complaints.check()
        self.init(documentRoot: change.documentRoot, isOn: change.isOn, runsPHP: change.runsPHP, agreedPrices: agreed)
    }
}
