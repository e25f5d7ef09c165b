import AgentProtocol
import Core
import Foundation
import Logging
import NodeAgent
import Synchronization
import Testing

/// A web node of a test's own: root below /tmp, a free port on 127.0.0.1, uids that no other node of this run has.
struct WebNode {
    let configuration: AgentConfiguration
    let server: LogicalServerID
    let endpoint: Endpoint
    let supervisor: DaemonSupervisor
    let driver: WebDriver

    private static let next = Atomic<Int>(0)

    /// Starts nothing yet but the driver.
    init(root: String? = nil, like other: WebNode? = nil, logLimit: Int? = nil) throws {
        if let other {
            configuration = other.configuration
            server = other.server
            endpoint = other.endpoint
        } else {
            let number = Self.next.wrappingAdd(1, ordering: .relaxed).oldValue
            let first = 1_000_000 + Int(getpid() % 20_000) * 10_000 + number * 400
            let root = try root ?? Self.scratch()
            configuration = AgentConfiguration(
                root: root, firstUID: first, uidCount: 300, webServerUID: first + 390, webServerGID: first + 390,
                nameServerUID: first + 391,
                nameServerGID: first + 391, executable: try Self.agentExecutable(), logLimit: logLimit)
            server = LogicalServerID()
            endpoint = Endpoint(address: try IPAddress("127.0.0.1"), port: try Self.freePort())
        }
        supervisor = try DaemonSupervisor(root: configuration.root, logger: Self.logger)
        driver = try WebDriver(configuration: configuration, supervisor: supervisor, logger: Self.logger)
    }

    static var logger: Logger {
        var logger = Logger(label: "live")
        logger.logLevel = .warning
        return logger
    }

    static func scratch() throws -> String {
        let path = "/tmp/hw-\(UUID().uuidString.prefix(8).lowercased())"
        try SmallFiles.makeDirectory(path, mode: 0o711)
        return path
    }

    /// Beside the test bundle in the build directory.
    static func agentExecutable() throws -> String {
        let directory = try #require(CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        for candidate in [directory, FileManager.default.currentDirectoryPath + "/.build/debug"] {
            let path = candidate + "/hostwright-agent"
            if access(path, X_OK) == 0 { return path }
        }
        throw LaunchFailure(executable: "hostwright-agent", words: "it is not beside the tests")
    }

    static func freePort() throws -> Int {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(number, $0, length)
                _ = getsockname(number, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    // MARK: What is wanted

    struct Account {
        var id = AccountID()
        var number: Int
        var uid: Int
    }

    struct Site {
        var id = WebsiteID()
        var account: Account
        var name: DomainName
        var specification: WebsiteSpecification
    }

    func account(_ number: Int) -> Account { Account(number: number, uid: configuration.firstUID + number) }

    func site(_ account: Account, _ name: String, root: String = "public", removesContent: Bool? = nil, createdAt: Timestamp? = nil) throws
        -> Site
    {
        let domain = try DomainName(name)
        return Site(
            account: account, name: domain,
            specification: WebsiteSpecification(
                account: account.id, accountNumber: account.number, uid: account.uid, names: [domain, domain.prefixed("www")],
                documentRoot: try RelativePath(root), runsPHP: true, indexPage: "index of \(name)", removesContent: removesContent,
                createdAt: createdAt))
    }

    @discardableResult
    func apply(
        _ kind: ObjectKind, _ object: String, _ specification: Specification?, _ presence: Presence = .present
    ) async throws -> Outcome.Result {
        let change = Change(
            sequence: 1, previous: 0, reference: ObjectReference(server: server, kind: kind, object: object), presence: presence,
            specification: specification)
        return try await driver.apply(change, context: ApplyContext { _, _, _ in nil }).result
    }

    func startServer() async throws {
        try await apply(
            .webServer, server.text,
            .webServer(
                WebServerSpecification(
                    name: try DomainName("web1.hosting.example"), endpoints: [endpoint], firstUID: configuration.firstUID,
                    uidCount: configuration.uidCount)))
    }

    @discardableResult
    func apply(_ account: Account, _ presence: Presence = .present, isLocked: Bool = false) async throws -> Outcome.Result {
        let wanted = AccountSpecification(number: account.number, uid: account.uid, isLocked: isLocked)
        return try await apply(.account, account.id.text, presence == .purged ? nil : .account(wanted), presence)
    }

    @discardableResult
    func apply(_ site: Site, _ presence: Presence = .present) async throws -> Outcome.Result {
        try await apply(.website, site.id.text, presence == .purged ? nil : .website(site.specification), presence)
    }

    func files(_ account: Account) async throws -> CustomerFiles { try await driver.files(of: account.id, on: server) }

    func put(_ account: Account, _ path: String, _ content: String) async throws {
        try await files(account).write(try RelativePath(path), Array(content.utf8))
    }

    // MARK: A visitor

    struct Answer {
        var status: Int
        var head: String
        var body: String
    }

    /// A foreign client asks for the page.
    func get(_ name: DomainName, _ path: String = "/", _ more: [String] = []) async throws -> Answer {
        try await get(host: name.ascii, path, more)
    }

    func get(host: String, _ path: String = "/", _ more: [String] = []) async throws -> Answer {
        let curl = try await ProcessLauncher.run(
            Command(
                "/usr/bin/curl",
                ["-s", "-i", "--path-as-is", "--max-time", "10", "-H", "Host: \(host)"] + more,
                operands: ["http://\(endpoint.address.inURL):\(endpoint.port)\(path)"]), limit: 1 << 20, timeout: .seconds(15))
        let parts = curl.output.components(separatedBy: "\r\n\r\n")
        let status = parts[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    /// Ends the daemons and removes the node's files.
    func remove() async throws {
        await driver.stop()
        await supervisor.stopAll()
        try FileManager.default.removeItem(atPath: configuration.root)
    }
}

/// A node with a web server for the length of the body; whatever happens, nothing of it is left.
func withWebNode(logLimit: Int? = nil, _ body: (WebNode) async throws -> Void) async throws {
    let node = try WebNode(logLimit: logLimit)
    do {
        try await node.startServer()
        try await body(node)
    } catch {
        let log = (try? String(contentsOfFile: "\(node.configuration.root)/log/web/error.log", encoding: .utf8)) ?? ""
        print("error log of the node:\n\(log.suffix(3000))")
        try await node.remove()
        throw error
    }
    try await node.remove()
}
