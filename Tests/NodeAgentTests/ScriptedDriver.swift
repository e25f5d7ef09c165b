import AgentProtocol
import Core
import Foundation
import Logging
import NodeAgent
import Testing

/// A service that does what the test says and remembers the order of what it was asked.
final class ScriptedDriver: ServiceDriver {
    struct Applied: Sendable, Hashable {
        var object: String
        var kind: ObjectKind
        var sequence: Int64
        var presence: Presence
    }

    let kinds: Set<ObjectKind> = Set(ObjectKind.allCases)
    let concurrency: Int
    let applied = Locked<[Applied]>([])
    /// Objects that fail, and how often still; negative: always.
    let failures = Locked<[String: Int]>([:])
    /// Objects that wait until the test opens their gate.
    let gates = Locked<Set<String>>([])
    let running = Locked<[String]>([])
    let mostRunning = Locked(0)
    let onDisk = Locked<[ObjectReference: String]>([:])
    let retryAfter: Duration?

    init(concurrency: Int = 16, retryAfter: Duration? = .milliseconds(20)) {
        self.concurrency = concurrency
        self.retryAfter = retryAfter
    }

    func apply(_ change: Change, context: ApplyContext) async throws -> AppliedObject {
        let object = change.reference.object
        let count = running.withLock { running -> Int in
            running.append(object)
            return running.count
        }
        mostRunning.withLock { $0 = max($0, count) }
        defer { running.withLock { running in running.removeAll { $0 == object } } }
        while gates.value.contains(object) { try await Task.sleep(for: .milliseconds(1)) }
        let fails = failures.withLock { failures -> Bool in
            guard let left = failures[object], left != 0 else { return false }
            failures[object] = left - 1
            return true
        }
        applied.withLock {
            $0.append(Applied(object: object, kind: change.reference.kind, sequence: change.sequence, presence: change.presence))
        }
        if fails { throw ApplyFailure(key: "test.failed", words: "the daemon said no", retryAfter: retryAfter) }
        if change.presence != .present { return AppliedObject(result: .removed) }
        if change.reference.kind == .website, case .website(let site) = change.specification,
            context.specification(.account, site.account.text, on: change.reference.server) == nil
        {
            throw ApplyFailure(key: "test.account_missing", words: "the account is not there", retryAfter: .seconds(60))
        }
        return AppliedObject(result: .live(seen: "sequence \(change.sequence)"))
    }

    func inventory() async throws -> [ObjectReference: String] { onDisk.value }
    func services() async -> [ServiceState] { [ServiceState(name: "scripted", isRunning: true, words: "")] }
    func start() async throws {}
    func stop() async {}

    var order: [String] { applied.value.map(\.object) }
}

/// The journal with a fault in front: chosen commits fail.
final class FaultyJournal: JournalStore {
    struct Fault: Error {}

    let inner: Journal
    private let failing: Locked<Set<Int>>
    private let commits = Locked(0)

    init(_ inner: Journal, failing: [Int]) {
        self.inner = inner
        self.failing = Locked(Set(failing))
    }

    var count: Int { commits.value }

    func head() throws -> JournalHead { try inner.head() }
    func object(_ key: ObjectKey) throws -> JournalObject? { try inner.object(key) }
    func retries() throws -> [ObjectKey: Timestamp] { try inner.retries() }
    func keys() throws -> [ObjectKey: Presence] { try inner.keys() }
    func failures() throws -> [ObjectKey: String] { try inner.failures() }
    func presentCounts() throws -> (objects: Int, units: Int) { try inner.presentCounts() }
    func pendingOutcomes() throws -> [PendingOutcome] { try inner.pendingOutcomes() }
    func quarantined() throws -> [QuarantinedObject] { try inner.quarantined() }

    func commit(_ batch: JournalBatch) async throws {
        let number = commits.withLock { commits -> Int in
            commits += 1
            return commits
        }
        if failing.value.contains(number) { throw Fault() }
        try await inner.commit(batch)
    }
}

/// A node with a scripted control plane: messages are handed in, reports are looked at.
final class NodeBench: Sendable {
    static let installation = InstallationID(stored: "0197f000-0000-7000-8000-000000000001")
    static let server = LogicalServerID(stored: "0197f000-0000-7000-8000-000000000002")
    static let physical = PhysicalServerID(stored: "0197f000-0000-7000-8000-000000000003")
    static let account = AccountID(stored: "0197f000-0000-7000-8000-00000000000a")

    let directory: String
    let journal: FaultyJournal
    let driver: ScriptedDriver
    let node: Reconciler
    /// Keeps the directory that both use.
    private let before: NodeBench?

    /// - Parameter before: the process whose journal this one continues.
    init(
        driver: ScriptedDriver = ScriptedDriver(), after before: NodeBench? = nil, failingCommits: [Int] = [],
        removalDelay: Duration = .milliseconds(20)
    ) throws {
        self.before = before
        let directory = before?.directory ?? NSTemporaryDirectory() + "hostwright-node-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.directory = directory
        self.driver = driver
        journal = FaultyJournal(try Journal(path: directory + "/journal.sqlite"), failing: failingCommits)
        var settings = Reconciler.Settings()
        settings.removalDelay = removalDelay
        settings.journalRetry = .milliseconds(5)
        node = try Reconciler(
            drivers: [driver], configuration: NodeBench.configuration(directory), journal: journal, settings: settings,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    deinit {
        // What is left of a test's directory harms nobody.
        if before == nil { try? FileManager.default.removeItem(atPath: directory) }
    }

    static func configuration(_ root: String) -> AgentConfiguration {
        AgentConfiguration(
            root: root, firstUID: 200_000, uidCount: 1000, webServerUID: 65534, webServerGID: 65534, nameServerUID: 65534,
            nameServerGID: 65534)
    }

    // MARK: The control plane's side

    func hello(
        installation: InstallationID = NodeBench.installation, epoch: Int64 = 1, sequence: Int64 = 1000, confirmedThrough: Int64 = 0
    ) async throws {
        try await node.take(
            .hello(
                .init(
                    protocolVersion: 2, installation: installation, epoch: epoch, server: NodeBench.physical, sequence: sequence,
                    confirmedThrough: confirmedThrough)))
    }

    /// Opens a stream and greets; when the agent asks again, as with a new epoch, does so.
    func connect(epoch: Int64 = 1, sequence: Int64 = 1000, confirmedThrough: Int64 = 0) async throws -> Int64 {
        let (after, _) = await node.beginStream()
        do {
            try await hello(epoch: epoch, sequence: sequence, confirmedThrough: confirmedThrough)
            return after
        } catch is Reconciler.StreamEnd {
            let (after, _) = await node.beginStream()
            try await hello(epoch: epoch, sequence: sequence, confirmedThrough: confirmedThrough)
            return after
        }
    }

    func send(_ sequence: Int64, after previous: Int64? = nil, _ wanted: Wanted, _ presence: Presence = .present) async throws {
        try await node.take(
            .change(
                Change(
                    sequence: sequence, previous: previous ?? sequence - 1, reference: wanted.reference, presence: presence,
                    specification: presence == .purged ? nil : wanted.specification)))
    }

    /// Takes everything there is to report, as if it had arrived.
    func reports() async -> [Outcome] {
        var all: [Outcome] = []
        while let report = await node.nextReport(node: nil), !report.body.outcomes.isEmpty {
            all += report.body.outcomes
            await node.acknowledged(report)
        }
        return all
    }

    func requireEventually(_ condition: @Sendable () async throws -> Bool) async throws {
        let isTrue = try await eventually(condition)
        try #require(isTrue)
    }

    func eventually(_ condition: @Sendable () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(2))
        }
        return false
    }
}

/// An object that the scripted control plane wants.
struct Wanted: Sendable {
    var reference: ObjectReference
    var specification: Specification

    static func id(_ number: Int) -> String {
        let digits = String(number)
        return "0197f000-0000-7000-9000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func zone(_ number: Int, serial: UInt32 = 1, account: AccountID? = nil) throws -> Wanted {
        let name = try DomainName("zone\(number).example")
        return Wanted(
            reference: ObjectReference(server: NodeBench.server, kind: .zone, object: id(number)),
            specification: .zone(ZoneSpecification(name: name, serial: serial, records: [], account: account)))
    }

    static func website(_ number: Int, account: AccountID = NodeBench.account, uid: Int = 200_001) throws -> Wanted {
        Wanted(
            reference: ObjectReference(server: NodeBench.server, kind: .website, object: id(number)),
            specification: .website(
                WebsiteSpecification(
                    account: account, accountNumber: 1, uid: uid, names: [try DomainName("site\(number).example")],
                    documentRoot: try RelativePath("public"), runsPHP: true, indexPage: "")))
    }

    static func account(uid: Int = 200_001, isLocked: Bool = false) -> Wanted {
        Wanted(
            reference: ObjectReference(server: NodeBench.server, kind: .account, object: NodeBench.account.text),
            specification: .account(AccountSpecification(number: 1, uid: uid, isLocked: isLocked)))
    }

    static func webServer() throws -> Wanted {
        Wanted(
            reference: ObjectReference(server: NodeBench.server, kind: .webServer, object: NodeBench.server.text),
            specification: .webServer(
                WebServerSpecification(
                    name: try DomainName("web1.hosting.example"), endpoints: [Endpoint(address: try IPAddress("127.0.0.1"), port: 8080)],
                    firstUID: 200_000, uidCount: 1000)))
    }
}
