import AgentProtocol
import CSQLite
import Core
import Foundation
import Glibc
import NIOPosix

/// The durable state of the agent in one SQLite file that only root reads.
///
/// WAL with `synchronous = FULL`: a commit returns when the log is on the disk (https://www.sqlite.org/pragma.html#pragma_synchronous). Commits run on
/// a thread of their own; look-ups use a second connection while one is under way and so never wait for an fsync.
package final class Journal: JournalStore {
    /// SQLiteFile is used by one caller at a time: the writer by the one thread, the reader under the lock.
    private struct Confined: @unchecked Sendable { let file: SQLiteFile }

    private let writer: Locked<Confined>
    private let reader: Locked<Confined>
    private let thread: NIOThreadPool

    /// Opens or makes the journal. The directory exists and is root's alone.
    package init(path: String) throws {
        let made = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard made >= 0 else { throw SQLiteError(code: SQLITE_CANTOPEN, words: "\(path): \(String(cString: strerror(errno)))") }
        Glibc.close(made)
        let file = try SQLiteFile(path: path)
        try file.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -2000")
        try Journal.migrate(file)
        writer = Locked(Confined(file: file))
        let second = try SQLiteFile(path: path)
        try second.run("PRAGMA query_only = 1; PRAGMA cache_size = -500")
        reader = Locked(Confined(file: second))
        thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
    }

    /// Ends the thread and closes the file. Nothing may be asked afterwards.
    package func close() async throws {
        try await thread.shutdownGracefully()
        reader.withLock { $0.file.close() }
        writer.withLock { $0.file.close() }
    }

    package func head() throws -> JournalHead {
        try read { file in
            var head = JournalHead()
            try file.query("SELECT installation, epoch, position, stop FROM head") { row in
                head.installation = row.optionalText(0).map(InstallationID.init(stored:))
                head.epoch = row.integer(1)
                head.position = row.integer(2)
                head.stop = try row.optionalText(3).map { try Journal.decode(Stop.self, $0) }
            }
            return head
        }
    }

    package func object(_ key: ObjectKey) throws -> JournalObject? {
        try read { file in
            var found: JournalObject?
            try file.query(
                """
                SELECT sequence, presence, specification, result, at, next_try, attempts, was_live
                FROM object WHERE server = ?1 AND kind = ?2 AND object = ?3
                """, [.text(key.server.text), .text(key.kind), .text(key.object)]
            ) { row in
                found = JournalObject(
                    key: key, sequence: row.integer(0), presence: Presence(rawValue: row.text(1)) ?? .present,
                    // Written by a newer program: the object stays as it is until the control plane names it again.
                    specification: row.optionalText(2).flatMap { try? Journal.decode(Specification.self, $0) },
                    result: try Journal.decode(Outcome.Result.self, row.text(3)), at: Timestamp(milliseconds: row.integer(4)),
                    nextTry: row.optionalInteger(5).map(Timestamp.init(milliseconds:)), attempts: Int(row.integer(6)),
                    wasLive: row.integer(7) != 0)
            }
            return found
        }
    }

    package func retries() throws -> [ObjectKey: Timestamp] {
        try read { file in
            var found: [ObjectKey: Timestamp] = [:]
            try file.query("SELECT server, kind, object, next_try FROM object WHERE next_try IS NOT NULL") { row in
                found[Journal.key(row)] = Timestamp(milliseconds: row.integer(3))
            }
            return found
        }
    }

    package func keys() throws -> [ObjectKey: Presence] {
        try read { file in
            var found: [ObjectKey: Presence] = [:]
            try file.query("SELECT server, kind, object, presence FROM object") { row in
                found[Journal.key(row)] = Presence(rawValue: row.text(3)) ?? .present
            }
            return found
        }
    }

    package func failures() throws -> [ObjectKey: String] {
        try read { file in
            var found: [ObjectKey: String] = [:]
            try file.query("SELECT server, kind, object, failure FROM object WHERE failure IS NOT NULL") { row in
                found[Journal.key(row)] = row.text(3)
            }
            return found
        }
    }

    package func presentCounts() throws -> (objects: Int, units: Int) {
        try read { file in
            var counts = (objects: 0, units: 0)
            try file.query("SELECT count(*), count(DISTINCT unit) FROM object WHERE presence <> 'purged'") { row in
                counts = (Int(row.integer(0)), Int(row.integer(1)))
            }
            return counts
        }
    }

    package func pendingOutcomes() throws -> [PendingOutcome] {
        try read { file in
            var found: [PendingOutcome] = []
            try file.query("SELECT server, kind, object, sequence, result, at FROM outcome ORDER BY at, object") { row in
                found.append(
                    PendingOutcome(
                        key: Journal.key(row), sequence: row.integer(3), result: try Journal.decode(Outcome.Result.self, row.text(4)),
                        at: Timestamp(milliseconds: row.integer(5))))
            }
            return found
        }
    }

    package func quarantined() throws -> [QuarantinedObject] {
        try read { file in
            var found: [QuarantinedObject] = []
            try file.query("SELECT server, kind, object, name, since FROM quarantine ORDER BY since, object") { row in
                guard let reference = Journal.key(row).known else { return }
                found.append(
                    QuarantinedObject(reference: reference, name: row.text(3), since: Timestamp(milliseconds: row.integer(4))))
            }
            return found
        }
    }

    package func commit(_ batch: JournalBatch) async throws {
        if batch.isEmpty { return }
        try await thread.runIfActive { [writer] in
            try writer.withLock { confined in
                try confined.file.transaction { try Journal.write(batch, to: confined.file) }
            }
        }
    }

    private func read<R: Sendable>(_ body: (SQLiteFile) throws -> R) throws -> R {
        // The writer still has the pages that it wrote; to the reader every commit makes all of them new.
        if let found = try writer.withLockIfAvailable({ try body($0.file) }) { return found }
        return try reader.withLock { try body($0.file) }
    }

    private static func write(_ batch: JournalBatch, to file: SQLiteFile) throws {
        for object in batch.objects.values {
            var failure = SQLiteFile.Value.null
            if case .failed(let key, _, _) = object.result { failure = .text(key) }
            try file.execute(
                """
                INSERT OR REPLACE INTO object
                (server, kind, object, sequence, presence, specification, result, failure, at, next_try, attempts, was_live, unit)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                """,
                named(object.key) + [
                    .integer(object.sequence), .text(object.presence.rawValue),
                    try object.specification.map { .text(try encode($0)) } ?? .null, .text(try encode(object.result)), failure,
                    .integer(object.at.milliseconds), object.nextTry.map { .integer($0.milliseconds) } ?? .null,
                    .integer(Int64(object.attempts)), .integer(object.wasLive ? 1 : 0), .text(object.unit),
                ])
        }
        for key in batch.forgotten {
            try file.execute("DELETE FROM object WHERE server = ?1 AND kind = ?2 AND object = ?3", named(key))
        }
        for outcome in batch.outcomes.values {
            try file.execute(
                "INSERT OR REPLACE INTO outcome (server, kind, object, sequence, result, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                named(outcome.key) + [
                    .integer(outcome.sequence), .text(try encode(outcome.result)), .integer(outcome.at.milliseconds),
                ])
        }
        for (key, at) in batch.acknowledged {
            try file.execute(
                "DELETE FROM outcome WHERE server = ?1 AND kind = ?2 AND object = ?3 AND at <= ?4", named(key) + [.integer(at)])
        }
        for key in batch.released {
            try file.execute("DELETE FROM quarantine WHERE server = ?1 AND kind = ?2 AND object = ?3", named(key))
        }
        for (key, object) in batch.quarantined {
            // The first sighting is the one that is told.
            try file.execute(
                "INSERT OR IGNORE INTO quarantine (server, kind, object, name, since) VALUES (?1, ?2, ?3, ?4, ?5)",
                named(key) + [.text(object.name), .integer(object.since.milliseconds)])
        }
        if let head = batch.head {
            try file.execute(
                "UPDATE head SET installation = ?1, epoch = ?2, position = ?3, stop = ?4",
                [
                    head.installation.map { .text($0.text) } ?? .null, .integer(head.epoch), .integer(head.position),
                    try head.stop.map { .text(try encode($0)) } ?? .null,
                ])
        }
    }

    private static func named(_ key: ObjectKey) -> [SQLiteFile.Value] { [.text(key.server.text), .text(key.kind), .text(key.object)] }

    private static func key(_ row: SQLiteFile.Row) -> ObjectKey {
        ObjectKey(server: LogicalServerID(stored: row.text(0)), kind: row.text(1), object: row.text(2))
    }

    private static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    private static func migrate(_ file: SQLiteFile) throws {
        var version: Int64 = 0
        try file.query("PRAGMA user_version") { version = $0.integer(0) }
        guard version <= steps.count else {
            throw SQLiteError(code: SQLITE_MISMATCH, words: "the journal was written by a newer program; install that one again")
        }
        for step in steps[Int(version)...] {
            try file.transaction {
                try file.run(step)
                version += 1
                try file.run("PRAGMA user_version = \(version)")
            }
        }
    }

    /// Only ever added to.
    private static let steps = [
        """
        CREATE TABLE head (
            id INTEGER PRIMARY KEY CHECK (id = 1), installation TEXT, epoch INTEGER NOT NULL, position INTEGER NOT NULL, stop TEXT
        ) STRICT;
        INSERT INTO head (id, epoch, position) VALUES (1, 0, 0);
        CREATE TABLE object (
            server TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, sequence INTEGER NOT NULL, presence TEXT NOT NULL,
            specification TEXT, result TEXT NOT NULL, failure TEXT, at INTEGER NOT NULL, next_try INTEGER, attempts INTEGER NOT NULL,
            was_live INTEGER NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (server, kind, object)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX object_next_try ON object (next_try) WHERE next_try IS NOT NULL;
        CREATE INDEX object_failure ON object (failure) WHERE failure IS NOT NULL;
        CREATE TABLE outcome (
            server TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, sequence INTEGER NOT NULL, result TEXT NOT NULL,
            at INTEGER NOT NULL, PRIMARY KEY (server, kind, object)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE quarantine (
            server TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, name TEXT NOT NULL, since INTEGER NOT NULL,
            PRIMARY KEY (server, kind, object)
        ) STRICT, WITHOUT ROWID;
        """
    ]
}
