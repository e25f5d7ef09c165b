import AgentProtocol
import Core
import Crypto
import Foundation
import Identity
import Logging
import Persistence
import TestSupport
import X509

@testable import Fleet

/// An installation with one computer that carries a web and a name server.
struct FleetSample: Sendable {
    let database: any Database
    let installation: Installation
    let computer: PhysicalServer
    let web: LogicalServer
    let dns: LogicalServer
    let authority: Authority
    let time: Locked<Timestamp>
    var clock: Clock { .manual(time) }

    /// The tables of servers and those they need.
    static let migrations = IdentityMigrations.all + FleetMigrations.all
    static let administrator = Actor(role: .administrator, login: LoginID(), name: "admin")
    static let customer = Actor(role: .customer, login: LoginID(), name: "customer")

    init(_ database: any Database) async throws {
        self.database = database
        // Not the machine's clock, so that tests decide when something is over; close to it, for TLS libraries of clients look at their own.
        let time = Locked(Timestamp.now)
        self.time = time
        let masterKey = MasterKey()
        (installation, computer, web, dns) = try await database.write { db in
            let now = time.value
            let zone = try DomainName("hosting.example")
            let installation = Installation(
                providerName: "Sample Hosting", serviceZone: zone, firstUID: 200_000, uidCount: 10_000, createdAt: now)
            try Installations.create(installation, in: db)
            let address = try IPAddress("127.0.0.1")
            let computer = try PhysicalServers.add(
                NewPhysicalServer(name: "node one", addresses: [address]), by: Self.administrator, in: db, at: now)
            let web = try LogicalServers.add(
                .web, on: computer.id, endpoints: [Endpoint(address: address, port: 8080)], by: Self.administrator, in: db, at: now)
            let dns = try LogicalServers.add(
                .dns, on: computer.id, endpoints: [Endpoint(address: address, port: 5353)], by: Self.administrator, in: db, at: now)
            return (installation, computer, web, dns)
        }
        authority = try await Authority.loadOrMake(masterKey: masterKey, database: database, clock: .manual(time))
    }

    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    /// Publishes account `number` on the web server.
    func publishAccount(_ id: AccountID, number: Int = 1, isLocked: Bool = false) async throws {
        try await database.write { [web, time] db in
            try Specifications.publish(
                .account(.init(number: number, uid: 200_000 + number, isLocked: isLocked)), of: id.text, to: web.id, in: db, at: time.value)
        }
    }

    func statuses(_ kind: ObjectKind, _ object: String) async throws -> [ObjectStatus] {
        try await database.read { db in try Statuses.of(kind: kind, object: object, in: db) }
    }

    func account(_ id: AccountID) -> ObjectReference { ObjectReference(server: web.id, kind: .account, object: id.text) }

    /// A batch of outcomes as the agent of the computer sends it.
    func batch(_ outcomes: [Outcome], position: Int64 = 0, epoch: Int64 = 1, version: Int = 2) -> ReportBatch {
        ReportBatch(protocolVersion: version, installation: installation.id, epoch: epoch, position: position, outcomes: outcomes)
    }

    func outcome(_ reference: ObjectReference, _ sequence: Int64, _ result: Outcome.Result = .live(seen: "200 in 3 ms")) -> Outcome {
        Outcome(reference: reference, sequence: sequence, result: result, at: time.value)
    }

    /// Takes a batch as the door does, without the wire.
    func take(_ batch: ReportBatch) async throws {
        try await database.write { [computer, time] db in
            try ReportIntake.take(batch, from: computer.id, version: batch.protocolVersion, in: db, at: time.value)
        }
    }

    func joinLine(port: Int) async throws -> JoinLine {
        try await database.write { [computer, authority, time] db in
            try Enrolment.joinLine(
                for: computer.id, url: "https://127.0.0.1:\(port)", authority: authority, by: Self.administrator, in: db, at: time.value)
        }
    }

    /// A second computer with nothing on it.
    func addComputer(_ name: String) async throws -> PhysicalServer {
        try await database.write { [time] db in
            try PhysicalServers.add(
                NewPhysicalServer(name: name, addresses: [try IPAddress("127.0.0.2")]), by: Self.administrator, in: db, at: time.value)
        }
    }

    /// Runs a door on a free port of the loopback address while `body` runs.
    func withDoor(
        database other: (any Database)? = nil, heartbeat: Duration = .milliseconds(200), silence: Duration = .seconds(60), batch: Int = 128,
        _ body: (AgentDoor, Int) async throws -> Void
    ) async throws {
        let door = AgentDoor(
            configuration: .init(port: 0, heartbeat: heartbeat, silence: silence, batch: batch), database: other ?? database,
            authority: authority, clock: clock, logger: .silent)
        let running = Task { try await door.run() }
        do {
            guard let port = await door.waitForPort() else { throw TestFailure("the door did not open") }
            try await body(door, port)
        } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
        running.cancel()
        _ = await running.result
    }
}

struct TestFailure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// Polls until `condition` holds; throws after 20 seconds, saying what was waited for.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while try await !condition() {
        if ContinuousClock.now > deadline { throw TestFailure("waited in vain: \(what)") }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// Runs a foreign program and returns its code and what it printed.
func run(_ program: String, _ arguments: [String], input: String = "") async throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    let incoming = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = incoming
    try process.run()
    incoming.fileHandleForWriting.write(Data(input.utf8))
    try incoming.fileHandleForWriting.close()
    let handle = output.fileHandleForReading
    let data = await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: handle.readDataToEndOfFile()) }
    }
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// A directory of one test.
func withTemporaryDirectory<R>(_ body: (String) async throws -> R) async throws -> R {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-fleet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
