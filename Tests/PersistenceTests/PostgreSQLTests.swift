import Core
import Logging
import Persistence
import TestSupport
import Testing

@testable import PersistencePostgreSQL

/// What only PostgreSQL does: repeating, reconnecting, pipelining.
@Suite struct PostgreSQLTests {
    /// The test's database as the driver itself.
    private func withPostgreSQL(connections: Int = 4, _ body: (PostgreSQLDatabase, TestDatabase) async throws -> Void) async throws {
        try await withTestDatabase(.postgresql, migrations: Sample.migrations) { test in
            let database = PostgreSQLDatabase(url: test.location, connections: connections, logger: .silent)
            do { try await body(database, test) } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    @Test func `who waits too long for a lock or for an answer is told, and nothing hangs`() async throws {
        try await withPostgreSQL { database, test in
            let limits = try await database.read { db in
                try ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"].map { name in
                    try db.scalar(SQL(trusted: "SHOW \(name)"), as: String.self) ?? ""
                }
            }
            #expect(limits == ["10s", "1min", "1min"])
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 0)") }
            // What the URL says wins.
            let impatient = PostgreSQLDatabase(
                url: test.location + "&options=-c%20lock_timeout%3D100ms%20-c%20statement_timeout%3D200ms", logger: .silent)
            let isHeld = Locked(false)
            let isFree = Locked(false)
            async let holding: Void = database.write { db in
                try db.execute("UPDATE counter SET value = 1 WHERE name = 'a'")
                isHeld.withLock { $0 = true }
                while !isFree.value { waitBriefly() }
            }
            #expect(try await eventually { isHeld.value })
            let locked = await #expect(throws: Fault.self) {
                try await impatient.write { db in _ = try db.execute("UPDATE counter SET value = 2 WHERE name = 'a'") }
            }
            isFree.withLock { $0 = true }
            try await holding
            #expect(locked?.kind == .unavailable && locked?.key == "database.busy")
            let slow = await #expect(throws: Fault.self) { try await impatient.read { db in _ = try db.query("SELECT pg_sleep(10)") } }
            #expect(slow?.kind == .unavailable)
            // The session is good for the next one.
            try await impatient.write { db in _ = try db.execute("UPDATE counter SET value = 3 WHERE name = 'a'") }
            try await expectNumber(3, "SELECT value FROM counter", in: database)
            await impatient.close()
        }
    }

    @Test func `a deadlock is broken and its victim repeated`() async throws {
        try await withPostgreSQL { database, _ in
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 0), ('b', 0)") }
            let starts = Locked(0)
            let holders = Locked(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for names in [["a", "b"], ["b", "a"]] {
                    group.addTask {
                        try await database.write { db in
                            starts.withLock { $0 += 1 }
                            try db.execute("UPDATE counter SET value = value + 1 WHERE name = \(names[0])")
                            holders.withLock { $0 += 1 }
                            // Both hold their first row before either asks for its second.
                            while holders.value < 2 { waitBriefly() }
                            try db.execute("UPDATE counter SET value = value + 1 WHERE name = \(names[1])")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expectNumber(4, "SELECT SUM(value) FROM counter", in: database)
            #expect(starts.value >= 3)
        }
    }

    @Test func `serialization failures are repeated until all have succeeded`() async throws {
        try await withPostgreSQL { database, _ in
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.write { db in
                            try db.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
                            let value: Int = try db.scalar("SELECT value FROM counter WHERE name = 'a'") ?? 0
                            try db.execute("UPDATE counter SET value = \(value + 1) WHERE name = 'a'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expectNumber(20, "SELECT value FROM counter", in: database)
        }
    }

    @Test func `a serialization failure inside a savepoint repeats the whole transaction`() async throws {
        try await withPostgreSQL { database, _ in
            let starts = Locked(0)
            try await database.write { db in
                starts.withLock { $0 += 1 }
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', \(starts.value))")
                guard starts.value == 1 else { return }
                // The caller catches it, as one that expects a constraint might.
                try? db.savepoint { _ = try db.execute("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$") }
            }
            try await expectNumber(2, "SELECT value FROM counter", in: database)
        }
    }

    @Test func `repeating has an end`() async throws {
        try await withPostgreSQL { database, _ in
            let starts = Locked(0)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    starts.withLock { $0 += 1 }
                    _ = try db.execute("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40P01'; END $$")
                }
            }
            #expect(error?.code == "40P01")
            #expect(starts.value == 12)
        }
    }

    @Test func `a lost connection is replaced and its transaction repeated`() async throws {
        try await withPostgreSQL(connections: 1) { database, test in
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
            try await cutOthers(test)
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
            let starts = Locked(0)
            try await database.write { db in
                starts.withLock { $0 += 1 }
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', \(starts.value))")
                if starts.value == 1 { _ = try db.query("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            try await expectNumber(2, "SELECT value FROM counter", in: database)
        }
    }

    @Test func `a connection lost while committing is told, not repeated`() async throws {
        try await withPostgreSQL { database, _ in
            try await database.write { db in
                try db.execute(
                    """
                    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END'
                    """)
                try db.execute(
                    """
                    CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON counter DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION cut()
                    """)
            }
            let starts = Locked(0)
            let fault = await #expect(throws: Fault.self) {
                try await database.write { db in
                    starts.withLock { $0 += 1 }
                    _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                }
            }
            #expect(fault?.kind == .unavailable)
            #expect(starts.value == 1)
        }
    }

    @Test func `a constraint that is checked at the end is told as what it is`() async throws {
        try await withPostgreSQL { database, _ in
            let violation = await #expect(throws: ConstraintViolation.self) {
                try await database.write { db in
                    try db.execute("CREATE TABLE late (id TEXT CONSTRAINT late_id_key UNIQUE DEFERRABLE INITIALLY DEFERRED)")
                    try db.execute("INSERT INTO late (id) VALUES ('a'), ('a')")
                }
            }
            #expect(violation?.detail == "late_id_key")
        }
    }

    @Test func `listening goes on after a lost connection, and says that something may be missing`() async throws {
        try await withPostgreSQL { database, test in
            let payloads = Locked<[String]>([])
            let stream = database.notifications(.jobs)
            let listening = Task { for await payload in stream { payloads.withLock { $0.append(payload) } } }
            #expect(try await eventually { payloads.value == [""] })
            try await cutOthers(test)
            #expect(try await eventually { payloads.value == ["", ""] })
            try await database.write { db in try db.notify(.jobs, "default") }
            #expect(try await eventually { payloads.value == ["", "", "default"] })
            listening.cancel()
        }
    }

    @Test func `one process hears what another has committed`() async throws {
        try await withPostgreSQL { database, test in
            let payloads = Locked<[String]>([])
            let stream = database.notifications(.answers)
            let listening = Task { for await payload in stream { payloads.withLock { $0.append(payload) } } }
            #expect(try await eventually { payloads.value == [""] })
            try await test.database.write { db in try db.notify(.answers, "request-1") }
            #expect(try await eventually { payloads.value == ["", "request-1"] })
            listening.cancel()
        }
    }

    @Test func `a server that is not there is a fault in words`() async throws {
        let database = PostgreSQLDatabase(url: "postgresql://nobody@/nowhere?host=/nonexistent", logger: .silent)
        let fault = await #expect(throws: Fault.self) { try await database.read { db in _ = try db.query("SELECT 1 AS one") } }
        #expect(fault?.kind == .unavailable)
        #expect(fault?.retryAfter != nil)
        await database.close()
    }

    @Test func `many statements go in one round trip, and an error among them undoes all`() async throws {
        try await withPostgreSQL { database, _ in
            let inserts = (0..<1000).map { number -> SQL in
                "INSERT INTO counter (name, value) VALUES (\("n\(number)"), \(number)) RETURNING value"
            }
            let rows = try await database.pipeline(inserts)
            #expect(rows.count == 1000)
            #expect(try rows.last?.first?("value", as: Int.self) == 999)
            let more: [SQL] = [
                "INSERT INTO counter (name, value) VALUES ('x', 1)", "INSERT INTO counter (name, value) VALUES ('n1', 1)",
                "SELECT 1 AS one",
            ]
            await #expect(throws: ConstraintViolation.self) { _ = try await database.pipeline(more) }
            await #expect(throws: Fault.self) { _ = try await database.pipeline(["SELECT 1 AS one", "SELECT \("a\0") AS text"]) }
            try await expectNumber(1000, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test func `types are read as what they are`() async throws {
        try await withPostgreSQL { database, _ in
            let row = try await database.read { db in
                try db.first(
                    """
                    SELECT 1::SMALLINT AS small, 2::INTEGER AS medium, 1.5::REAL AS single, 12.50::NUMERIC AS exact, 7::NUMERIC AS whole,
                        DATE '2026-11-22' AS day, 'x'::VARCHAR AS text, '\\x00ff'::BYTEA AS bytes
                    """)
            }
            #expect(
                row?.values == [
                    .integer(1), .integer(2), .real(1.5), .real(12.5), .integer(7), .text("2026-11-22"), .text("x"), .blob([0, 255]),
                ])
        }
    }

    @Test func `prepared statements are dropped when they are many, and prepared anew when the schema has changed`() async throws {
        try await withPostgreSQL(connections: 1) { database, _ in
            for number in 0..<600 { try await expectNumber(number, SQL(trusted: "SELECT \(number) AS number"), in: database) }
            let prepared = try await database.read { db in try db.scalar("SELECT COUNT(*) FROM pg_prepared_statements", as: Int.self) }
            #expect((prepared ?? 0) <= 256)
            for column in ["one", "two"] {
                _ = try await database.read { db in try db.query("SELECT * FROM counter") }
                try await database.write { db in _ = try db.execute(SQL(trusted: "ALTER TABLE counter ADD COLUMN \(column) TEXT")) }
            }
            let rows = try await database.write { db in
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                return try db.query("SELECT * FROM counter")
            }
            #expect(rows.first?.columns.names == ["name", "value", "one", "two"])
        }
    }

    /// Ends every session of the test's database but the one that says so.
    private func cutOthers(_ test: TestDatabase) async throws {
        try await test.database.write { db in
            _ = try db.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        }
    }
}
