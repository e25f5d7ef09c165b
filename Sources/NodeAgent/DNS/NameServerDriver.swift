import AgentProtocol
import Core
import Foundation
import Logging
import NIOPosix
import ServiceConfiguration

/// The DNS service: one private PowerDNS for each logical name server, each with its own addresses, rows and files.
///
/// A new zone is rows: the daemon answers for it at the next question and is neither restarted nor reloaded. Zones that wait together are written in
/// one transaction. Every change is looked at from outside: the SOA is asked for over UDP at each address until its serial is there.
package actor NameServerDriver: ServiceDriver {
    package nonisolated let kinds: Set<ObjectKind> = [.nameServer, .zone]
    /// Many, so that they meet in one transaction.
    package nonisolated let concurrency = 256

    private let configuration: AgentConfiguration
    private let supervisor: DaemonSupervisor
    private let logger: Logger
    /// The one thread that touches the files.
    private let writer = NIOThreadPool(numberOfThreads: 1)
    /// Threads that ask the daemons.
    private let askers = NIOThreadPool(numberOfThreads: 2)
    private var servers: [LogicalServerID: Server] = [:]

    /// Used on the writer's thread only.
    private struct Confined: @unchecked Sendable { let files: NameServerInstance }

    private struct Server {
        var files: Confined
        var endpoints: [Endpoint]
        var name: DomainName
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private struct Waiting {
        var write: NameServerInstance.ZoneWrite
        var done: CheckedContinuation<AppliedObject, any Error>
    }

    /// Where Debian's package pdns-server puts it.
    private static let program = "/usr/sbin/pdns_server"

    package init(configuration: AgentConfiguration, supervisor: DaemonSupervisor, logger: Logger) {
        self.configuration = configuration
        self.supervisor = supervisor
        self.logger = logger
        writer.start()
        askers.start()
    }

    package func apply(_ change: Change, context: ApplyContext) async throws -> AppliedObject {
        do {
            switch change.reference.kind {
            case .nameServer: return try await applyServer(change)
            case .zone: return try await applyZone(change)
            case .webServer, .account, .website:
                throw ApplyFailure(key: "node.no_such_service", words: "the name server has no \(change.reference.kind.rawValue)")
            }
        } catch {
            throw NameServerDriver.failure(error)
        }
    }

    package func inventory() async throws -> [ObjectReference: String] {
        var found: [ObjectReference: String] = [:]
        for (id, server) in servers {
            let zones = try await onWriter { try server.files.files.zones() }
            for (object, name) in zones {
                found[ObjectReference(server: id, kind: .zone, object: object)] = DomainName(stored: name).display
            }
            if let record = try await onWriter({ try server.files.files.record() }) { found[record.reference] = server.name.display }
        }
        return found
    }

    package func has(_ reference: ObjectReference) async throws -> Bool {
        guard let files = servers[reference.server]?.files else { return false }
        return try await onWriter {
            if reference.kind == .zone { return try files.files.contains(reference.object) }
            return try files.files.record()?.reference == reference
        }
    }

    package func services() async -> [ServiceState] {
        await supervisor.services().filter { $0.name.hasPrefix("powerdns-") }
    }

    package func start() async throws {
        let directory = NameServerInstance.directory(root: configuration.root)
        var problems: [any Error] = []
        for name in try SmallFiles.names(in: directory) {
            guard let id = LogicalServerID(name) else { continue }
            do {
                let files = confined(id)
                guard let record = try await onWriter({ try files.files.record() }) else { continue }
                // Opens the rows first: only a writer can bring the log of a crash in order.
                try await onWriter { try files.files.write(record) }
                guard record.isServing else { continue }
                servers[id] = Server(files: files, endpoints: record.specification.endpoints, name: record.specification.name)
                try await supervisor.ensure(daemon(id, record.specification))
            } catch {
                // The other name servers of this machine do not depend on it.
                problems.append(error)
            }
        }
        if let first = problems.first { throw first }
    }

    package func stop() async {
        for id in servers.keys { await supervisor.stop(daemonName(id)) }
    }

    // MARK: Name servers

    private func applyServer(_ change: Change) async throws -> AppliedObject {
        let id = change.reference.server
        let files = confined(id)
        let reference = change.reference
        switch change.presence {
        case .present:
            guard case .nameServer(let wanted) = change.specification else {
                throw ApplyFailure(key: "node.specification_missing", words: "a name server came without its specification")
            }
            let before = try await onWriter { () -> NameServerInstance.Record? in
                let before = try files.files.record()
                try files.files.write(NameServerInstance.Record(reference: reference, isServing: true, specification: wanted))
                return before
            }
            if servers[id] == nil {
                servers[id] = Server(files: files, endpoints: wanted.endpoints, name: wanted.name)
            }
            servers[id]?.endpoints = wanted.endpoints
            servers[id]?.name = wanted.name
            // PowerDNS takes addresses at its start only.
            if let before, before.isServing, before.specification != wanted { await supervisor.stop(daemonName(id)) }
            try await supervisor.ensure(daemon(id, wanted))
            let addresses = wanted.endpoints.map { "\($0.address.inURL):\($0.port)" }.joined(separator: ", ")
            return AppliedObject(result: .live(seen: "answers at \(addresses)"))
        case .trashed:
            await supervisor.stop(daemonName(id))
            try await onWriter {
                guard var record = try files.files.record() else { return }
                record.isServing = false
                try files.files.write(record)
            }
            forget(id)
            return AppliedObject(result: .removed)
        case .purged:
            await supervisor.stop(daemonName(id))
            try await onWriter { try files.files.purge() }
            forget(id)
            return AppliedObject(result: .removed)
        }
    }

    private func forget(_ id: LogicalServerID) {
        for one in servers.removeValue(forKey: id)?.waiting ?? [] {
            one.done.resume(
                throwing: ApplyFailure(key: "zone.name_server_missing", words: "the name server was removed", retryAfter: .seconds(10)))
        }
    }

    private func confined(_ id: LogicalServerID) -> Confined {
        servers[id]?.files ?? Confined(files: NameServerInstance(root: configuration.root, server: id, configuration: configuration))
    }

    private func daemonName(_ id: LogicalServerID) -> String { "powerdns-\(id.text)" }

    private func daemon(_ id: LogicalServerID, _ wanted: NameServerSpecification) -> Daemon {
        let directory = "\(configuration.root)/dns/\(id.text)"
        return Daemon(
            name: daemonName(id), command: Command(NameServerDriver.program, ["--config-dir=\(directory)"]),
            prepare: {
                // Its control socket outlives a kill.
                try SmallFiles.remove(directory + "/run/pdns.controlsocket")
            },
            isReady: { [askers] in
                // It answers everywhere, and it is this one that does.
                let answered = try? await askers.runIfActive {
                    try wanted.endpoints.allSatisfy {
                        try NameServerQuery($0, timeout: .milliseconds(100)).identity() == id.text
                    }
                }
                return answered ?? false
            })
    }

    // MARK: Zones

    private func applyZone(_ change: Change) async throws -> AppliedObject {
        let id = change.reference.server
        guard servers[id] != nil else {
            if change.presence != .present { return AppliedObject(result: .removed) }
            throw ApplyFailure(
                key: "zone.name_server_missing", words: "the name server that is to serve this zone is not on this node",
                retryAfter: .seconds(10))
        }
        var zone: ZoneSpecification?
        var rows: [PowerDNSRow] = []
        if case .zone(let wanted) = change.specification {
            zone = wanted
            if change.presence == .present {
                do throws(InputProblem) {
                    rows = try PowerDNSZone.rows(wanted)
                } catch {
                    throw ApplyFailure(key: error.key, words: error.sentence)
                }
            }
        } else if change.presence == .present {
            throw ApplyFailure(key: "node.specification_missing", words: "a zone came without its specification")
        }
        let write = NameServerInstance.ZoneWrite(
            object: change.reference.object, presence: change.presence, specification: zone, rows: rows)
        return try await withCheckedThrowingContinuation { done in
            servers[id]?.waiting.append(Waiting(write: write, done: done))
            if servers[id]?.isWriting == false {
                servers[id]?.isWriting = true
                Task { await self.writeZones(id) }
            }
        }
    }

    /// Writes what waits, all of it in one transaction; what comes meanwhile goes with the next.
    private func writeZones(_ id: LogicalServerID) async {
        while let server = servers[id], !server.waiting.isEmpty {
            servers[id]?.waiting = []
            let batch = server.waiting
            let writes = batch.map(\.write)
            let files = server.files
            do {
                let refused = try await onWriter { try files.files.write(writes) }
                // Looking does not hold up the next transaction.
                Task { await self.look(at: batch, refused: refused, server.endpoints, daemonName(id)) }
            } catch {
                for one in batch { one.done.resume(throwing: error) }
            }
        }
        servers[id]?.isWriting = false
    }

    private func look(at batch: [Waiting], refused: [String: ApplyFailure], _ endpoints: [Endpoint], _ daemon: String) async {
        let wanted = batch.map { one -> ZoneSpecification? in
            refused[one.write.object] == nil && one.write.presence == .present ? one.write.specification : nil
        }
        let seen: [Result<UInt32, NameServerQuery.Failure>]
        do {
            seen = try await askers.runIfActive { NameServerDriver.ask(endpoints, for: wanted) }
        } catch {
            for one in batch { one.done.resume(throwing: error) }
            return
        }
        var isRunning: ServiceState?
        // A look at every daemon of the machine, PHP's hundred masters too: only when there is something to explain.
        if seen.contains(where: { (try? $0.get()) == nil }) { isRunning = await supervisor.services().first { $0.name == daemon } }
        for (one, answer) in zip(batch, seen) {
            if let failure = refused[one.write.object] {
                one.done.resume(throwing: failure)
            } else if one.write.presence != .present {
                one.done.resume(returning: AppliedObject(result: .removed))
            } else {
                switch answer {
                case .success(let serial): one.done.resume(returning: AppliedObject(result: .live(seen: "serial \(serial)")))
                case .failure(let failure):
                    var words = failure.description
                    if let isRunning, !isRunning.isRunning { words = "PowerDNS does not run: \(isRunning.words)" }
                    one.done.resume(throwing: ApplyFailure(key: "powerdns.no_answer", words: words, retryAfter: .seconds(2)))
                }
            }
        }
    }

    /// Asks every address for every zone until the serial is there, at most two seconds for all of them.
    private static func ask(_ endpoints: [Endpoint], for zones: [ZoneSpecification?]) -> [Result<UInt32, NameServerQuery.Failure>] {
        var results = zones.map { _ in Result<UInt32, NameServerQuery.Failure>.success(0) }
        let deadline = ContinuousClock.now + .seconds(2)
        for endpoint in endpoints {
            let query: NameServerQuery
            do {
                query = try NameServerQuery(endpoint)
            } catch {
                return zones.map { _ in .failure(NameServerQuery.Failure(description: String(describing: error))) }
            }
            for (index, zone) in zones.enumerated() {
                guard let zone, case .success = results[index] else { continue }
                results[index] = ask(query, endpoint, zone, until: deadline)
            }
        }
        return results
    }

    private static func ask(
        _ query: NameServerQuery, _ endpoint: Endpoint, _ zone: ZoneSpecification, until deadline: ContinuousClock.Instant
    ) -> Result<UInt32, NameServerQuery.Failure> {
        var last = NameServerQuery.Failure(description: "\(endpoint.address.inURL):\(endpoint.port): no answer")
        repeat {
            do {
                switch try query.serial(of: zone.name) {
                case .serial(zone.serial): return .success(zone.serial)
                case .serial(let other): last.description = "\(endpoint.address.inURL) answers serial \(other), not \(zone.serial)"
                case .other(let code): last.description = "\(endpoint.address.inURL) answers code \(code) instead of the zone's SOA"
                }
                usleep(2000)
            } catch let failure as NameServerQuery.Failure {
                last = failure
            } catch {
                last.description = String(describing: error)
            }
        } while ContinuousClock.now < deadline
        return .failure(last)
    }

    private func onWriter<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await writer.runIfActive(body)
    }

    private static func failure(_ error: any Error) -> any Error {
        switch error {
        case let problem as SQLiteError where problem.isDiskFull:
            ApplyFailure(key: "node.disk_full", words: problem.words, retryAfter: .seconds(5))
        case let problem as SystemError where problem.isDiskFull:
            ApplyFailure(key: "node.disk_full", words: problem.description, retryAfter: .seconds(5))
        case let problem as SQLiteError: ApplyFailure(key: "powerdns.rows", words: problem.words, retryAfter: .seconds(5))
        case let failure as DaemonFailure: ApplyFailure(key: "powerdns.not_running", words: failure.words, retryAfter: .seconds(5))
        case let problem as InputProblem: ApplyFailure(key: problem.key, words: problem.sentence)
        default: error
        }
    }
}
