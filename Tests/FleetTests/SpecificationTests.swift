import AgentProtocol
import Core
import Foundation
import Persistence
import TestSupport
import Testing

@testable import Fleet

@Suite struct `Specifications and their status` {
    @Test(arguments: Engine.available)
    func `publishing the same again changes nothing and a change replaces what it supersedes`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let id = AccountID()
            try await sample.publishAccount(id)
            try await sample.publishAccount(id)
            let first = try await changes(sample)
            #expect(first.map(\.sequence) == [1, 2, 3])
            try await sample.publishAccount(id, isLocked: true)
            let second = try await changes(sample)
            #expect(second.map(\.sequence) == [1, 2, 4])
            #expect(second[2].body?.contains(#""isLocked":true"#) == true)
            let repeated = try await database.write { db in
                try Specifications.republish(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
            }
            #expect(repeated)
            #expect(try await changes(sample).map(\.sequence) == [1, 2, 5])
        }
    }

    @Test(arguments: Engine.available)
    func `trash keeps what was wanted and a purge stays until the node has reported it`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let id = AccountID()
            let reference = sample.account(id)
            // What was never published leaves no trace.
            try await database.write { db in
                try Specifications.purge(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
                try Specifications.trash(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
            }
            #expect(try await changes(sample).count == 2)
            try await sample.publishAccount(id)
            try await database.write { db in
                try Specifications.trash(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
            }
            let trashed = try #require(try await changes(sample).last)
            #expect(trashed.presence == .trashed)
            #expect(trashed.body != nil)
            try await sample.take(sample.batch([sample.outcome(reference, trashed.sequence, .removed)], position: trashed.sequence))
            #expect(try await sample.statuses(.account, id.text).map(\.state) == [.removed])
            // Back from the trash.
            try await sample.publishAccount(id)
            try await database.write { db in
                try Specifications.purge(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
            }
            let purged = try #require(try await changes(sample).last)
            #expect(purged.presence == .purged)
            #expect(purged.body == nil)
            // A late report about the trash does not end the tombstone.
            try await sample.take(sample.batch([sample.outcome(reference, trashed.sequence, .removed)]))
            #expect(try await changes(sample).count == 3)
            try await sample.take(sample.batch([sample.outcome(reference, purged.sequence, .removed)], position: purged.sequence))
            #expect(try await changes(sample).count == 2)
            #expect(try await sample.statuses(.account, id.text).isEmpty)
            let node = try await database.read { db in try StreamQueries.node(sample.computer.id, in: db) }
            #expect(node.droppedThrough == purged.sequence)
            #expect(node.sequence == purged.sequence)
            #expect(try await database.read { db in try Nodes.find(sample.computer.id, in: db) }?.objects == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a reader that follows the sequence misses nothing while many publish at once`(_ engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine, migrations: FleetSample.migrations, connections: 8) { test in
            let sample = try await FleetSample(test.database)
            let writers = 8
            let each = 25
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        for i in 0..<each { try await sample.publishAccount(AccountID(), number: writer * each + i + 1) }
                    }
                }
                group.addTask {
                    var last: Int64 = 2
                    var seen = 0
                    while seen < writers * each {
                        let after = last
                        let next = try await test.database.read { db in
                            try StreamQueries.changes(of: sample.computer.id, after: after, limit: 1000, in: db)
                        }
                        seen += next.count
                        // No gap: every number is one account here.
                        if let end = next.last?.sequence { last = end }
                        guard last == Int64(seen) + 2 else { throw TestFailure("read \(seen) changes up to \(last)") }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an object's status goes from wanted over applying to live or failed with the daemon's words`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let id = AccountID()
            let reference = sample.account(id)
            try await sample.publishAccount(id)
            #expect(try await sample.statuses(.account, id.text).map(\.state) == [.wanted])
            try await sample.take(sample.batch([]))
            #expect(try await sample.statuses(.account, id.text).map(\.state) == [.applying])
            let retry = sample.time.value + .seconds(30)
            try await sample.take(
                sample.batch([sample.outcome(reference, 3, .failed(key: "apache.refused", words: "AH00526: Syntax error", nextTry: retry))])
            )
            let failed = try #require(try await sample.statuses(.account, id.text).first)
            #expect(failed.state == .failed)
            #expect(failed.words == "AH00526: Syntax error")
            #expect(failed.failureKey == "apache.refused")
            #expect(failed.nextTry == retry)
            let attention = try await database.read { db in try Statuses.failed(in: db, limit: 5) }
            #expect(attention.map(\.reference) == [reference])
            try await sample.take(sample.batch([sample.outcome(reference, 3)], position: 3))
            let live = try #require(try await sample.statuses(.account, id.text).first)
            #expect(live.state == .live)
            #expect(live.words == "200 in 3 ms")
            // A newer wish: what is known is about an older one.
            try await sample.publishAccount(id, isLocked: true)
            #expect(try await sample.statuses(.account, id.text).map(\.state) == [.applying])
        }
    }

    @Test(arguments: Engine.available)
    func `late, repeated and foreign reports change nothing`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let id = AccountID()
            let reference = sample.account(id)
            try await sample.publishAccount(id)
            try await sample.publishAccount(id, isLocked: true)
            try await sample.take(sample.batch([sample.outcome(reference, 4)], position: 4))
            let before = try await sample.statuses(.account, id.text)
            sample.advance(.seconds(1))
            try await sample.take(
                sample.batch([sample.outcome(reference, 3, .failed(key: "late", words: "late", nextTry: nil))], position: 3))
            try await sample.take(sample.batch([sample.outcome(reference, 4)], position: 4))
            try await sample.take(
                sample.batch([sample.outcome(reference, 99, .failed(key: "future", words: "", nextTry: nil))], position: 99))
            #expect(try await sample.statuses(.account, id.text) == before)
            #expect(try await position(sample) == 4)

            // Another node reports about this one's object.
            let other = try await sample.addComputer("node two")
            let stolen = sample.batch([sample.outcome(reference, 4, .failed(key: "x", words: "x", nextTry: nil))])
            try await database.write { db in try ReportIntake.take(stolen, from: other.id, version: 2, in: db, at: sample.time.value) }
            #expect(try await sample.statuses(.account, id.text) == before)

            // An older epoch is a sign of life and nothing more; another installation is refused.
            let epoch = try await database.write { db in try Installations.raiseEpoch(in: db) }
            #expect(epoch == 2)
            try await sample.take(sample.batch([sample.outcome(reference, 4, .failed(key: "x", words: "x", nextTry: nil))], epoch: 1))
            #expect(try await sample.statuses(.account, id.text) == before)
            let foreign = await #expect(throws: Fault.self) {
                try await sample.take(
                    ReportBatch(protocolVersion: 2, installation: InstallationID(), epoch: 2, position: 1, outcomes: []))
            }
            #expect(foreign?.key == "agent.foreign_installation")
        }
    }

    @Test(arguments: Engine.available)
    func `summaries and counts follow the objects`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.take(
                sample.batch(
                    [
                        sample.outcome(ObjectReference(server: sample.web.id, kind: .webServer, object: sample.web.id.text), 1),
                        sample.outcome(ObjectReference(server: sample.dns.id, kind: .nameServer, object: sample.dns.id.text), 2),
                    ], position: 2))
            let ids = (0..<4).map { _ in AccountID() }
            for (i, id) in ids.enumerated() { try await sample.publishAccount(id, number: i + 1) }
            try await sample.take(
                sample.batch(
                    [
                        sample.outcome(sample.account(ids[0]), 3),
                        sample.outcome(sample.account(ids[1]), 4, .contentMissing(seen: "no files")),
                        sample.outcome(sample.account(ids[2]), 5, .failed(key: "k", words: "w", nextTry: nil)),
                    ], position: 4))
            let counts = try await database.read { db in try Statuses.counts(in: db) }
            #expect(counts == StatusCounts(live: 3, applying: 1, failed: 1, contentMissing: 1))
            let keys = ids.map { (ObjectKind.account, $0.text) } + [(.zone, "nowhere")]
            let summary = try await database.read { db in try Statuses.summary(of: keys, in: db) }
            #expect(ids.map { summary[ObjectKey(.account, $0.text)]?.state } == [.live, .contentMissing, .failed, .applying])
            #expect(summary.count == 4)
            let row = try await database.read { db in try Nodes.find(sample.computer.id, in: db) }
            #expect(row?.failed == 2)
            #expect(row?.condition == .applying(1))
        }
    }

    @Test(arguments: Engine.available)
    func `open pages hear of changed objects once however often they change`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let hub = StatusHub(database: database)
            let running = Task { try await hub.run() }
            let ids = [AccountID(), AccountID()]
            let changes = hub.changes()
            #expect(hub.subscriberCount == 1)
            for round in 0..<5 {
                for id in ids { try await sample.publishAccount(id, isLocked: round % 2 == 1) }
            }
            let heard = Locked<Set<ObjectKey>>([])
            let listening = Task {
                for await change in changes {
                    // PostgreSQL's listener begins with "look for yourself".
                    guard case .objects(let keys) = change else { continue }
                    #expect(Set(keys).count == keys.count)
                    heard.withLock { $0.formUnion(keys) }
                }
            }
            try await eventually("both objects") {
                if heard.value.count < 2 { for id in ids { try await sample.publishAccount(id, isLocked: .random()) } }
                return heard.value == Set(ids.map { ObjectKey(.account, $0.text) })
            }
            listening.cancel()
            await listening.value
            try await eventually("nobody listens") { hub.subscriberCount == 0 }
            running.cancel()
            _ = await running.result
        }
    }

    @Test func `a page that does not look is told to look at everything`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let hub = StatusHub(database: database)
            let running = Task { try await hub.run() }
            let slow = hub.changes(limit: 3)
            let fast = hub.changes(limit: 1000)
            let heard = Locked<Set<ObjectKey>>([])
            let listening = Task {
                for await case .objects(let keys) in fast { heard.withLock { $0.formUnion(keys) } }
            }
            try await eventually("five objects") {
                try await sample.publishAccount(AccountID())
                return heard.value.count >= 5
            }
            var iterator = slow.makeAsyncIterator()
            #expect(await iterator.next() == .everything)
            listening.cancel()
            running.cancel()
            _ = await running.result
        }
    }

    private func changes(_ sample: FleetSample) async throws -> [StreamQueries.StoredChange] {
        try await sample.database.read { db in try StreamQueries.changes(of: sample.computer.id, after: 0, limit: 1000, in: db) }
    }

    private func position(_ sample: FleetSample) async throws -> Int64? {
        try await sample.database.read { db in
            try db.scalar("SELECT position FROM node_state WHERE physical_server_id = \(sample.computer.id)")
        }
    }
}
