import Core
import Foundation
import Persistence
import PersistenceSQLite
import TestSupport
import Testing

/// What only SQLite does.
@Suite struct SQLiteTests {
    @Test func `an installation's file is written ahead, synced at every commit and keeps foreign keys`() async throws {
        try await withTestDatabase(.sqlite) { test in
            let database = try SQLiteDatabase(path: String(test.location.dropFirst(7)))
            let settings = try await database.write { db in
                [
                    try db.scalar("PRAGMA journal_mode", as: String.self),
                    try db.scalar("PRAGMA synchronous", as: Int.self).map(String.init),
                    try db.scalar("PRAGMA foreign_keys", as: Int.self).map(String.init),
                ]
            }
            await database.close()
            // 2 is FULL.
            #expect(settings == ["wal", "2", "1"])
        }
    }

    @Test func `nobody else reads an installation's file`() async throws {
        try await withTestDatabase(.sqlite, migrations: Sample.migrations) { test in
            let path = String(test.location.dropFirst(7))
            try await test.database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)") }
            for file in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file)")
            }
        }
    }

    @Test func `a file that another program holds is a fault in words`() async throws {
        try await withTestDatabase(.sqlite, migrations: Sample.migrations) { test in
            let impatient = try SQLiteDatabase(path: String(test.location.dropFirst(7)), durability: .none, busyTimeout: .milliseconds(50))
            let isHeld = Locked(false)
            let isFree = Locked(false)
            async let holding: Void = test.database.write { db in
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)")
                isHeld.withLock { $0 = true }
                while !isFree.value { waitBriefly() }
            }
            #expect(try await eventually { isHeld.value })
            let fault = await #expect(throws: Fault.self) {
                try await impatient.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('b', 1)") }
            }
            isFree.withLock { $0 = true }
            try await holding
            #expect(fault?.key == "database.busy")
            await impatient.close()
        }
    }

    @Test func `a closed file is whole without its log`() async throws {
        try await withTestDatabase(.sqlite, migrations: Sample.migrations) { test in
            let path = String(test.location.dropFirst(7))
            let database = try SQLiteDatabase(path: path)
            try await database.write { db in _ = try db.execute("INSERT INTO counter (name, value) VALUES ('a', 1)") }
            // The test's own connection keeps the log from being removed with the last one.
            #expect(try await test.database.read { db in try db.scalar("SELECT COUNT(*) FROM counter") } == 1)
            await database.close()
            let copy = path + ".copy"
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let opened = try SQLiteDatabase(path: copy)
            #expect(try await opened.read { db in try db.scalar("SELECT COUNT(*) FROM counter") } == 1)
            await opened.close()
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: copy + suffix) {
                try FileManager.default.removeItem(atPath: copy + suffix)
            }
        }
    }

    @Test func `a path that cannot be opened is an error`() {
        #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: "/nonexistent/hostwright.sqlite") }
    }
}
