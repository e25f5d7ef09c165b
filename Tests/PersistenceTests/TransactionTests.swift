import Core
import Persistence
import TestSupport
import Testing

/// Transactions, constraints and notifications, alike on both engines.
@Suite struct TransactionTests {
    @Test(arguments: Engine.available) func `a body that throws leaves nothing behind`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            await #expect(throws: Refusal()) {
                try await database.write { db in
                    try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                    throw Refusal()
                }
            }
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `each kind of constraint is told apart`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            try await database.write { db in
                try db.execute("INSERT INTO thing (id) VALUES ('t')")
                try db.execute("INSERT INTO part (id, thing_id, size) VALUES ('p', 't', 1)")
            }
            let attempts: [(ConstraintViolation.Kind, SQL)] = [
                (.unique, "INSERT INTO part (id, thing_id, size) VALUES ('p', 't', 2)"),
                (.unique, "INSERT INTO part (id, thing_id, size) VALUES ('q', 't', 1)"),
                (.foreignKey, "INSERT INTO part (id, thing_id, size) VALUES ('q', 'nobody', 2)"),
                (.foreignKey, "DELETE FROM thing"),
                (.check, "INSERT INTO part (id, thing_id, size) VALUES ('q', 't', 0)"),
                (.notNull, "INSERT INTO part (id, thing_id, size) VALUES ('q', 't', NULL)"),
            ]
            for (kind, statement) in attempts {
                let violation = await #expect(throws: ConstraintViolation.self) {
                    try await database.write { db in _ = try db.execute(statement) }
                }
                #expect(violation?.kind == kind)
                #expect(violation?.detail.isEmpty == false)
            }
        }
    }

    @Test(arguments: Engine.available) func `an error that the body has caught still ends the transaction`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            await #expect(throws: ConstraintViolation.self) {
                try await database.write { db in
                    try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                    #expect(throws: ConstraintViolation.self) { try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)") }
                    #expect(throws: ConstraintViolation.self) { try db.execute("INSERT INTO counter (name, value) VALUES ('b', 1)") }
                }
            }
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `a savepoint limits a failure, also one within another`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let names = try await database.write { db in
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                try db.savepoint {
                    try db.execute("INSERT INTO counter (name, value) VALUES ('b', 1)")
                    #expect(throws: ConstraintViolation.self) {
                        try db.savepoint {
                            try db.execute("INSERT INTO counter (name, value) VALUES ('c', 1)")
                            try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                        }
                    }
                }
                #expect(throws: Refusal()) {
                    try db.savepoint {
                        try db.execute("INSERT INTO counter (name, value) VALUES ('d', 1)")
                        throw Refusal()
                    }
                }
                try db.execute("INSERT INTO counter (name, value) VALUES ('e', 1)")
                return try db.query("SELECT name FROM counter ORDER BY name").map { try $0("name", as: String.self) }
            }
            #expect(names == ["a", "b", "e"])
        }
    }

    @Test(arguments: Engine.available) func `a wrong statement is an error with its text and without its values`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in _ = try db.query("SELECT x FROM nowhere WHERE a = \("secret")") }
            }
            #expect(error?.statement?.contains("nowhere") == true)
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test(arguments: Engine.available) func `reading cannot write`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.read { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)") }
            }
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `writers that lock the row they hang on lose nothing`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await database.write { db in
                            let value: Int = try db.scalar("SELECT value FROM counter WHERE name = 'a'\(db.forUpdate)") ?? 0
                            try db.execute("UPDATE counter SET value = \(value + 1) WHERE name = 'a'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expectNumber(200, "SELECT value FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `a reader sees one snapshot while others write`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let (began, begin) = AsyncStream.makeStream(of: Void.self)
            let isWritten = Locked(false)
            async let counts = database.read { db in
                let first: Int? = try db.scalar("SELECT COUNT(*) FROM counter")
                begin.yield()
                while !isWritten.value { waitBriefly() }
                return [first, try db.scalar("SELECT COUNT(*) FROM counter", as: Int.self)]
            }
            for await _ in began { break }
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 0)") }
            isWritten.withLock { $0 = true }
            #expect(try await counts == [0, 0])
            try await expectNumber(1, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `bodies that block leave the cooperative threads free`(_ engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine, migrations: Sample.migrations, connections: 16) { test in
            let waiting = Locked(0)
            let isOver = Locked(false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await test.database.read { _ in
                            waiting.withLock { $0 += 1 }
                            while !isOver.value { waitBriefly() }
                        }
                    }
                }
                let allWait = try await eventually { waiting.value == 16 }
                isOver.withLock { $0 = true }
                #expect(allWait)
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Engine.available) func `listeners hear of what was committed and of nothing else`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let stream = database.notifications(.nodes)
            let heard = Task {
                var payloads: [String] = []
                for await payload in stream where !payload.isEmpty {
                    payloads.append(payload)
                    if payload == "last" { break }
                }
                return payloads
            }
            if engine == .postgresql { for await _ in database.notifications(.statuses) { break } }
            await #expect(throws: Refusal()) {
                try await database.write { db in
                    try db.notify(.nodes, "rolled back")
                    throw Refusal()
                }
            }
            try await database.write { db in
                try db.notify(.nodes, "committed")
                #expect(throws: Refusal()) {
                    try db.savepoint {
                        try db.notify(.nodes, "undone")
                        throw Refusal()
                    }
                }
                try db.notify(.jobs, "another channel")
            }
            try await database.write { db in try db.notify(.nodes, "last") }
            #expect(await heard.value == ["committed", "last"])
        }
    }

    @Test(arguments: Engine.available) func `a notification carries an id, not content`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            try await database.write { db in try db.notify(.jobs, String(repeating: "a", count: 7999)) }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.notify(.jobs, String(repeating: "a", count: 8000)) }
            }
            #expect(error?.code == "22023")
        }
    }

    @Test(arguments: Engine.available) func `closing ends the streams and refuses further work`(_ engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine, migrations: Sample.migrations) { test in
            let database = try test.another()
            _ = try await database.read { db in try db.query("SELECT 1 AS one") }
            let stream = database.notifications(.jobs)
            await database.close()
            for await payload in stream { #expect(payload.isEmpty) }
            for await _ in database.notifications(.jobs) { Issue.record("a closed database notifies") }
            await #expect(throws: (any Error).self) { try await database.read { db in _ = try db.query("SELECT 1 AS one") } }
        }
    }
}
