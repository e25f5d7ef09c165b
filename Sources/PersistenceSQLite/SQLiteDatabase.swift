import Core
import Foundation
import GRDB
import Persistence

/// The embedded engine: one file, many readers, one writer (WAL), through GRDB.
///
/// Bodies run on GRDB's dispatch queues, never on the cooperative pool. Notifications stay in this process: SQLite is for one control plane.
package final class SQLiteDatabase: Persistence.Database {
    /// When a commit counts as done.
    package enum Durability: String, Sendable {
        /// The write-ahead log is synced at every commit: what a person was told is there after a power failure. A node's sequence and a
        /// document number must never be given twice, so NORMAL, which may lose the last commits, is not enough for an installation.
        case full = "FULL"
        /// Nothing is synced. For tests.
        case none = "OFF"
    }

    package let engine = DatabaseEngine.sqlite
    private let pool: DatabasePool
    private let hub = NotificationHub()

    /// Opens the file at `path`, made when missing.
    ///
    /// - Parameters:
    ///   - readers: snapshots that can be read at once. Further readers wait.
    ///   - busyTimeout: how long to wait for another process that holds the file, such as `sqlite3` or a backup.
    package init(
        path: String, readers: Int = 4, durability: Durability = .full, busyTimeout: Duration = .seconds(10)
    ) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(Double(busyTimeout.milliseconds) / 1000)
        configuration.label = "hostwright.sqlite"
        configuration.prepareDatabase { db in
            // KiB for each connection. The kernel's page cache holds the file anyway, once for all of them.
            try db.execute(sql: "PRAGMA cache_size = -4096")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        makePrivateFile(path)
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // After the pool has been opened, for GRDB sets NORMAL when it turns WAL on. Readers never sync.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
            }
        } catch {
            throw Self.translated(error)
        }
    }

    package func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { opened in
                do {
                    let connection = SQLiteConnection(try opened.get())
                    let value = try body(connection)
                    try connection.checkIntact()
                    continuation.resume(returning: value)
                } catch {
                    continuation.resume(throwing: Self.translated(error))
                }
            }
        }
    }

    package func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [hub] db in
                do {
                    let connection = SQLiteConnection(db)
                    try db.beginTransaction(.immediate)
                    let value: R
                    do {
                        value = try body(connection)
                        try connection.finish()
                        try connection.checkIntact()
                        try db.commit()
                    } catch {
                        // A failed rollback leaves no transaction open either; the first error is the one to tell.
                        try? db.rollback()
                        throw error
                    }
                    for (channel, payload) in connection.notifications { hub.deliver(payload, to: channel) }
                    continuation.resume(returning: value)
                } catch {
                    continuation.resume(throwing: Self.translated(error))
                }
            }
        }
    }

    package func notifications(_ channel: NotificationChannel) -> AsyncStream<String> { hub.stream(channel) }

    /// Waits for running transactions, takes what the write-ahead log holds into the file, so that the file alone is a whole copy, and closes it.
    /// Streams of notifications end.
    package func close() async {
        hub.finish()
        await withCheckedContinuation { continuation in
            // Closing waits for the readers, so it needs a thread that may block.
            Thread.detachNewThread { [pool] in
                // Another program that reads may keep part of the log; the log then stays beside the file.
                _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
                // Nothing can be done about a file that does not close; the process is about to end.
                try? pool.close()
                continuation.resume()
            }
        }
    }

    /// What GRDB throws as what the program knows.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? GRDB.DatabaseError else { return error }
        let message = error.message ?? ""
        let kind: ConstraintViolation.Kind? =
            switch error.extendedResultCode {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: .unique
            case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
            case .SQLITE_CONSTRAINT_CHECK: .check
            case .SQLITE_CONSTRAINT_NOTNULL: .notNull
            default: nil
            }
        if let kind {
            // "UNIQUE constraint failed: domain.name"
            let detail = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
            return ConstraintViolation(kind: kind, detail: detail)
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Fault(
                .unavailable, key: "database.busy", "The database is held by another program. Try again in a moment.",
                retryAfter: .seconds(2))
        case .SQLITE_FULL:
            return Fault(
                .unavailable, key: "database.full", "The disk of the database is full. Nothing was changed; free some space and try again.",
                retryAfter: .minutes(1))
        default:
            return Persistence.DatabaseError(code: "\(error.extendedResultCode)", message: message, statement: error.sql)
        }
    }
}

/// Makes the file for its owner alone: it holds hashes of passwords and tokens. SQLite gives the write-ahead log and the shared memory its mode.
private func makePrivateFile(_ path: String) {
    let made = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // What keeps it from being made is told by SQLite itself.
    if made >= 0 { close(made) }
}
