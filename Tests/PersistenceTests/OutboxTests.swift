import Core
import Persistence
import TestSupport
import Testing

@Suite struct OutboxTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test(arguments: Engine.available) func `events are read in order, each once per consumer`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            try await database.write { db in
                for number in 1...5 { try Outbox.publish(topic: "accounts.suspended", payload: "\(number)", at: now, in: db) }
            }
            let first = try await take(2, for: "billing", from: database)
            let second = try await take(10, for: "billing", from: database)
            let third = try await take(10, for: "billing", from: database)
            let other = try await take(10, for: "mail", from: database)
            #expect(first == ["1", "2"])
            #expect(second == ["3", "4", "5"])
            #expect(third == [])
            #expect(other == ["1", "2", "3", "4", "5"])
        }
    }

    @Test(arguments: Engine.available) func `an event of a change that is rolled back does not exist`(_ engine: DatabaseEngine) async throws
    {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            await #expect(throws: Refusal()) {
                try await database.write { db in
                    try Outbox.publish(topic: "a.b", payload: "lost", at: now, in: db)
                    throw Refusal()
                }
            }
            let events = try await take(10, for: "billing", from: database)
            #expect(events == [])
        }
    }

    @Test(arguments: Engine.available) func `a consumer that fails reads the same events again`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            try await database.write { db in try Outbox.publish(topic: "a.b", payload: "1", at: now, in: db) }
            await #expect(throws: Refusal()) {
                try await database.write { db in
                    let events = try Outbox.next(for: "billing", in: db)
                    try Outbox.advance("billing", to: events.last?.position ?? 0, in: db)
                    throw Refusal()
                }
            }
            let events = try await take(10, for: "billing", from: database)
            #expect(events == ["1"])
        }
    }

    @Test(arguments: Engine.available) func `no event is missed however many write at once`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            let seen = try await withThrowingTaskGroup(of: [String].self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<25 {
                            try await database.write { db in
                                try Outbox.publish(topic: "a.b", payload: "\(writer)-\(number)", at: now, in: db)
                                // The later this transaction commits, the more others could overtake it.
                                if number % 5 == 0 { waitBriefly() }
                            }
                        }
                        return []
                    }
                }
                group.addTask {
                    var seen: [String] = []
                    _ = try await eventually {
                        seen += try await take(7, for: "billing", from: database)
                        return seen.count >= 200
                    }
                    return seen
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(seen.count == 200)
            #expect(Set(seen).count == 200)
        }
    }

    @Test(arguments: Engine.available) func `old events are removed once every consumer has passed them`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            try await database.write { db in
                for number in 1...4 { try Outbox.publish(topic: "a.b", payload: "\(number)", at: now + .hours(number), in: db) }
            }
            let unread = try await database.write { db in try Outbox.prune(before: now + .days(1), in: db) }
            _ = try await take(4, for: "billing", from: database)
            _ = try await take(2, for: "mail", from: database)
            let young = try await database.write { db in try Outbox.prune(before: now + .hours(2), in: db) }
            let passed = try await database.write { db in try Outbox.prune(before: now + .days(1), in: db) }
            #expect([unread, young, passed] == [0, 1, 1])
        }
    }

    private func take(_ limit: Int, for consumer: String, from database: any Database) async throws -> [String] {
        try await database.write { db in
            let events = try Outbox.next(for: consumer, limit: limit, in: db)
            if let last = events.last { try Outbox.advance(consumer, to: last.position, in: db) }
            return events.map(\.payload)
        }
    }
}
