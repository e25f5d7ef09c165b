import AgentProtocol
import Core
import Fleet
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// What open pages cost the database.
@Suite struct OpenStreamTests {
    @Test(arguments: Engine.available)
    func `a change is looked up once for all open streams, and shown to those who reach it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("anna.example", to: hosting.account())
            let (anna, ben) = (try await hosting.login("anna").actor, try await hosting.login("ben").actor)
            let site = try #require(try await hosting.site("anna.example"))
            let database = CountingDatabase(base: hosting.database)
            let hub = StatusHub(database: hosting.database)
            let changed = ChangedDomains(features: hosting.features, hub: hub, database: database)
            let key = ObjectKey(.website, site.id.text)
            let all = try await withThrowingTaskGroup(of: [ChangedDomains.Found].self) { group in
                for _ in 0..<200 { group.addTask { try await changed.find([key]) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(database.reads.value == 1)
            #expect(all.count == 200 && all.allSatisfy { $0.map(\.live.domain.name.ascii) == ["anna.example"] })
            let found = try #require(all.first?.first)
            #expect(found.isReached(by: anna) && found.isReached(by: .system) && !found.isReached(by: ben))
            #expect(!found.isReached(by: Actor(role: .customer, login: nil, name: "")))
            // What was read before a change is not shown for it.
            let listening = Task { try await hub.run() }
            defer { listening.cancel() }
            let before = hub.generation
            try await eventually("the hub has heard of a change") {
                try await hosting.write { db, _ in try db.notify(.statuses, key.payload) }
                return hub.generation > before
            }
            _ = try await changed.find([key])
            #expect(database.reads.value == 2)
        }
    }
}

/// Counts what is read.
private struct CountingDatabase: Database {
    let base: any Database
    let reads = Locked(0)

    var engine: DatabaseEngine { base.engine }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        reads.withLock { $0 += 1 }
        return try await base.read(body)
    }

    func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R { try await base.write(body) }
    func notifications(_ channel: NotificationChannel) -> AsyncStream<String> { base.notifications(channel) }
    func close() async { await base.close() }
}
