import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Persistence

/// Files and logs of a site, asked of the node that holds them. The node's helper does the work as the customer (security rule 5).
package struct SiteFiles: Sendable {
    /// The largest file one request may carry, in bytes.
    package static let limit = 8 * 1024 * 1024

    private let requests: NodeRequests
    private let websites: Websites

    package init(requests: NodeRequests, websites: Websites) {
        self.requests = requests
        self.websites = websites
    }

    /// Writes `content` to `path` below the site's document root. Parent directories are made.
    ///
    /// Throws `Fault(.invalid)` beside `path`, `Fault(.limit)` over `limit`, `Fault(.unavailable)` when the node does not answer or is full.
    package func put(_ content: [UInt8], at path: String, of domain: Domain, site: Website) async throws {
        guard content.count <= SiteFiles.limit else {
            throw Fault(
                .limit, key: "file.too_large", arguments: ["size": String(content.count / 1_048_576)],
                "A file sent this way has at most 8 MB; this one has \(content.count / 1_048_576) MB.")
        }
        guard domain.state == .active || domain.state == .suspended else {
            throw Fault.conflict(
                key: "domain.in_trash", arguments: ["name": domain.name.display],
                "\(domain.name.display) is in the trash. Restore it first.")
        }
        try DemoAccounts.refuse(domain.isDemo)
        let full = try fullPath(path, site: site)
        let answer = try await requests.ask(
            .writeFile(account: site.account, path: full), of: site.server, content: content, timeout: .seconds(15))
        _ = try answer.bytes()
    }

    /// The file's bytes. Throws `Fault(.notFound)` when there is none.
    package func read(_ path: String, of domain: Domain, site: Website) async throws -> [UInt8] {
        try DemoAccounts.refuse(domain.isDemo)
        let full = try fullPath(path, site: site)
        let answer = try await requests.ask(
            .readFile(account: site.account, path: full, limit: SiteFiles.limit), of: site.server, content: nil, timeout: .seconds(15))
        _ = try answer.bytes()
        return answer.content ?? []
    }

    /// The last lines of a log, oldest first.
    package func log(_ log: SiteLog, lines: Int, of domain: Domain, site: Website) async throws -> [String] {
        try DemoAccounts.refuse(domain.isDemo)
        let answer = try await requests.ask(
            .readLog(website: site.id, log: log, lines: min(max(lines, 1), 2000)), of: site.server, content: nil, timeout: .seconds(10))
        _ = try answer.bytes()
        // Logs hold what strangers sent: anything that is not UTF-8 becomes U+FFFD instead of an error.
        return String(decoding: answer.content ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Puts the first index page back (H.WEB-02, "restore defaults").
    package func restoreIndexPage(of domain: Domain, site: Website, in database: any Database) async throws {
        let websites = websites
        let page = try await database.read { db in try websites.indexPage(for: domain, in: db) }
        try await put(Array(page.utf8), at: "index.html", of: domain, site: site)
    }

    private func fullPath(_ typed: String, site: Website) throws -> RelativePath {
        var complaints = Complaints()
        let path = try complaints.take("path") { try RelativePath(typed) }
        try complaints.check()
        return RelativePath(stored: "\(site.documentRoot)/\(path.map(String.init(describing:)) ?? "")")
    }
}
