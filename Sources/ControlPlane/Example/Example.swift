import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Foundation
import Identity
import Logging
import Persistence
import ServiceLifecycle
import Websites

/// Makes an empty database a ready-to-use example: two name servers and a web server on this machine, a plan, a customer with a website.
///
/// A second start finds everything as it was. In both cases it waits until the example answers and writes `ready.json`.
struct Example: Service {
    let configuration: ServeConfiguration
    let example: ExampleConfiguration
    let features: Features
    let servers: Servers
    let database: any Database
    let clock: Clock
    let logger: Logger

    static let machine = "this-machine"
    static let site = "kern-keramik.example"

    func run() async throws {
        try await setUpServers()
        let token = try await programToken()
        try await setUpCustomer()
        try await offerJoinLine()
        if try await waitUntilLive() { try await writeReady(tokenFile: token) }
        // A service that returns would end the whole group.
        try await gracefulShutdown()
    }

    // MARK: Setting up

    private func setUpServers() async throws {
        let (servers, example, now) = (servers, example, clock.now)
        try await database.write { db in
            if try !PhysicalServers.all(in: db).isEmpty { return }
            let machine = try Servers.add(
                name: Self.machine, addresses: ["127.0.0.1", "::1"] + example.dnsAddresses, operatingSystem: "Debian 12", by: .system,
                in: db, at: now)
            for address in example.dnsAddresses {
                _ = try servers.addLogical(
                    "dns", endpoints: ["\(address):\(example.dnsPort)"], on: machine.id, by: .system, in: db, at: now)
            }
            _ = try servers.addLogical(
                "web", endpoints: ["127.0.0.1:\(example.webPort)", "[::1]:\(example.webPort)"], on: machine.id, by: .system, in: db, at: now
            )
        }
    }

    private func setUpCustomer() async throws {
        let now = clock.now
        let isNew = try await database.write { db in
            if try !Plans.list(in: db).isEmpty { return false }
            var starter = PlanForm(name: "Starter", domainLimit: "", includesPHP: true)
            // 10 GB on the disk, 100 GB a month.
            starter.resources[.diskSpace] = ResourceTermsForm(free: "10240", most: "10240", isHard: false)
            starter.resources[.traffic] = ResourceTermsForm(free: "102400", most: "102400", isHard: false)
            _ = try Plans.create(starter, by: .system, in: db, at: now)
            return true
        }
        guard isNew else { return }
        // Nobody knows this password: the customer of the example signs in after its administrator has given him one.
        let account = try await features.owners.create(
            AccountForm(title: "Kern Keramik", plan: "Starter", login: "kern"),
            OwnerForm(login: "kern", email: "kern@example.org", password: ""), with: features.accounts,
            by: .system,
            in: database,
            at: now
        ).account
        let hosted = features.hosted
        _ = try await database.write { db in try hosted.add(Self.site, to: account, documentRoot: nil, by: .system, in: db, at: now) }
    }

    /// The token of `make run` for programs on this machine (security rule 18): in a file that only the control plane's user and root can read.
    private func programToken() async throws -> String {
        let path = configuration.privateDirectory + "/token"
        if FileManager.default.fileExists(atPath: path) { return path }
        try await ProgramToken.write(to: path, name: "this machine", logins: features.logins, in: database, at: clock.now)
        return path
    }

    /// A node that has not joined yet finds its line in the state directory; only root and the control plane can read it.
    private func offerJoinLine() async throws {
        let (servers, now) = (servers, clock.now)
        let line = try await database.write { db -> JoinLine? in
            guard let machine = try PhysicalServers.all(in: db).first(where: { $0.name == Self.machine }), machine.joinedAt == nil else {
                return nil
            }
            return try servers.joinLine(for: machine.id, by: .system, in: db, at: now)
        }
        if let line { try writePrivately(line.description + "\n", to: configuration.state + "/join-line") }
    }

    // MARK: Being ready

    /// False when the process is told to stop before that.
    private func waitUntilLive() async throws -> Bool {
        let hosted = features.hosted
        let changes = database.notifications(.statuses)
        func isLive() async throws -> Bool {
            try await database.read { db in
                // The example's site may have been deleted since: then there is nothing to wait for.
                guard let domain = try hosted.domains.find(DomainName(stored: Self.site), by: .system, in: db), domain.state == .active
                else {
                    return true
                }
                let parts = try hosted.statuses(of: domain, site: try hosted.websites.of(domain, in: db), in: db)
                return !parts.isEmpty && parts.allSatisfy { $0.status.state != .wanted && $0.status.state != .applying }
            }
        }
        if try await isLive() { return true }
        for await _ in changes.cancelOnGracefulShutdown() where try await isLive() { return true }
        return false
    }

    private func writeReady(tokenFile: String) async throws {
        let link = try await FirstStart.link(origin: configuration.origin, in: database, at: clock.now)
        let (example, site) = (example, Self.site)
        let nameServers = example.dnsAddresses.map { Ready.Address(address: $0, port: example.dnsPort) }
        let ready = Ready(
            panel: configuration.origin, firstAdministratorLink: link,
            api: .init(url: configuration.origin + "/api/v1", tokenFile: tokenFile),
            site: .init(name: site, address: "127.0.0.1", port: example.webPort), nameServers: nameServers,
            try: ["curl --resolve \(site):\(example.webPort):127.0.0.1 http://\(site):\(example.webPort)/"]
                + nameServers.map { "dig @\($0.address) -p \($0.port) \(site) SOA +short" })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try writePrivately(String(decoding: try encoder.encode(ready), as: UTF8.self) + "\n", to: configuration.state + "/ready.json")
        logger.info("ready", metadata: ["panel": "\(configuration.origin)"])
    }

    private struct Ready: Encodable {
        struct API: Encodable {
            var url: String
            var tokenFile: String
        }
        struct Site: Encodable {
            var name: String
            var address: String
            var port: Int
        }
        struct Address: Encodable, Sendable {
            var address: String
            var port: Int
        }
        var panel: String
        var firstAdministratorLink: String?
        var api: API
        var site: Site
        var nameServers: [Address]
        var `try`: [String]
    }
}
