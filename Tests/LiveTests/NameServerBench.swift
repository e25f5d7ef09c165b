import AgentProtocol
import Core
import Foundation
import Logging
import NodeAgent

/// Two logical name servers on this machine, each a PowerDNS of its own, asked by `dig`.
final class NameServerBench: Sendable {
    let configuration: AgentConfiguration
    let supervisor: DaemonSupervisor
    let driver: NameServerDriver
    let first = NameServerBench.server()
    let second = NameServerBench.server()
    let endpoints: [LogicalServerID: [Endpoint]]
    private let sequence = Locked<Int64>(0)

    /// - Parameter uids: of the node that the name servers are part of.
    init(root: String? = nil, uids node: AgentConfiguration? = nil) throws {
        let root = root ?? "/tmp/hw-ns-\(UUID().uuidString.prefix(8).lowercased())"
        try SmallFiles.makeDirectory(root, mode: 0o711)
        configuration =
            node
            ?? AgentConfiguration(
                root: root, firstUID: 200_000, uidCount: 1000, webServerUID: 65534, webServerGID: 65534, nameServerUID: 65534,
                nameServerGID: 65534)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        supervisor = try DaemonSupervisor(root: root, logger: logger)
        driver = NameServerDriver(configuration: configuration, supervisor: supervisor, logger: logger)
        // An address of loopback for each test, so that suites can run beside each other.
        let net = "127.\(Int.random(in: 20...250)).\(Int.random(in: 1...250))"
        endpoints = [
            first: [
                Endpoint(address: IPAddress(stored: "\(net).1"), port: 5300), Endpoint(address: IPAddress(stored: "\(net).2"), port: 5300),
            ],
            second: [Endpoint(address: IPAddress(stored: "\(net).3"), port: 5300)],
        ]
    }

    private static func server() -> LogicalServerID { LogicalServerID() }

    /// Another agent's driver over the same files, as after a restart.
    func nextDriver() throws -> NameServerDriver {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return NameServerDriver(
            configuration: configuration, supervisor: try DaemonSupervisor(root: configuration.root, logger: logger), logger: logger)
    }

    func end() async {
        await driver.stop()
        await supervisor.stopAll()
        // What is left of a test's directory harms nobody.
        try? FileManager.default.removeItem(atPath: configuration.root)
    }

    func startBoth() async throws {
        try await apply(first, nameServer: "ns1.hosting.example")
        try await apply(second, nameServer: "ns2.hosting.example")
    }

    func apply(_ server: LogicalServerID, nameServer name: String, _ presence: Presence = .present) async throws {
        let specification = NameServerSpecification(name: try DomainName(name), endpoints: endpoints[server] ?? [])
        try await apply(
            ObjectReference(server: server, kind: .nameServer, object: server.text), presence, .nameServer(specification))
    }

    @discardableResult
    func apply(_ zone: ZoneSpecification, object: String, _ presence: Presence = .present) async throws -> [Outcome.Result] {
        var results: [Outcome.Result] = []
        for server in [first, second] {
            results.append(
                try await apply(
                    ObjectReference(server: server, kind: .zone, object: object), presence, presence == .purged ? nil : .zone(zone)))
        }
        return results
    }

    @discardableResult
    func apply(_ reference: ObjectReference, _ presence: Presence, _ specification: Specification?) async throws -> Outcome.Result {
        let number = sequence.withLock { sequence -> Int64 in
            sequence += 1
            return sequence
        }
        let change = Change(sequence: number, previous: number - 1, reference: reference, presence: presence, specification: specification)
        return try await driver.apply(change, context: ApplyContext { _, _, _ in nil }).result
    }

    /// What `dig` says, as lines: `+short` answers, or with `status` the code of the answer.
    func dig(_ endpoint: Endpoint, _ name: String, _ type: String, tcp: Bool = false, status: Bool = false) async throws -> String {
        var arguments = ["@\(endpoint.address.text)", "-p", String(endpoint.port), "+norecurse", "+tries=1", "+time=2"]
        arguments += [tcp ? "+tcp" : "+notcp", status ? "+comments" : "+short", name, type]
        let said = try await ProcessLauncher.run(Command("/usr/bin/dig", arguments))
        guard status else { return said.output.trimmingCharacters(in: .whitespacesAndNewlines) }
        return said.output.firstMatch(of: /status: ([A-Z]+)/).map { String($0.1) } ?? said.output
    }

    static func zone(_ name: String, serial: UInt32 = 2_026_112_201, address: String = "203.0.113.24") throws -> ZoneSpecification {
        let apex = try DomainName(name)
        let primary = try DomainName("ns1.hosting.example")
        return ZoneSpecification(
            name: apex, serial: serial,
            records: [
                ZoneRecord(
                    name: apex, timeToLive: 3600,
                    data: .soa(
                        primary: primary, contact: try DomainName("hostmaster.hosting.example"), refresh: 7200, retry: 900,
                        expire: 1_209_600,
                        minimum: 300)),
                ZoneRecord(name: apex, timeToLive: 3600, data: .ns(primary)),
                ZoneRecord(name: apex, timeToLive: 3600, data: .ns(try DomainName("ns2.hosting.example"))),
                ZoneRecord(name: apex, timeToLive: 300, data: .a(try IPAddress(address))),
                ZoneRecord(name: apex, timeToLive: 300, data: .aaaa(try IPAddress("2001:db8::24"))),
                ZoneRecord(name: apex.prefixed("www"), timeToLive: 300, data: .cname(apex)),
                ZoneRecord(name: apex.prefixed("mail.deep"), timeToLive: 300, data: .a(try IPAddress("203.0.113.25"))),
                ZoneRecord(name: apex, timeToLive: 3600, data: .mx(preference: 10, exchange: apex.prefixed("mail.deep"))),
                ZoneRecord(name: apex, timeToLive: 3600, data: .txt(#"v=spf1 "quoted" back\slash ü"#)),
            ])
    }
}
