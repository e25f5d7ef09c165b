import Core
import Foundation
import Logging
import Persistence

/// The engine of a cluster: several control planes on one PostgreSQL, through libpq.
///
/// Bodies run on the pool's own threads. Writes are READ COMMITTED, reads are REPEATABLE READ and READ ONLY.
package final class PostgreSQLDatabase: Database {
    package let engine = DatabaseEngine.postgresql
    private let url: String
    private let workers: PostgreSQLWorkers
    private let hub = NotificationHub()
    private let listener: PostgreSQLListener
    private let logger: Logger

    /// How often one transaction is tried when the server asks to repeat it.
    private static let mostTries = 12
    /// How often a connection is tried before the caller hears that the database is unavailable (about 1.5 s).
    private static let mostConnects = 5

    /// Connects when first used.
    ///
    /// - Parameters:
    ///   - url: a connection URI or keyword string of libpq, several hosts included: `postgresql://user@a,b/hostwright?target_session_attrs=read-write`.
    ///   - connections: transactions at once; one more connection listens for notifications.
    package init(url: String, connections: Int = 8, logger: Logger = Logger(label: "hostwright.postgresql")) {
        self.url = url
        self.logger = logger
        workers = PostgreSQLWorkers(most: connections)
        listener = PostgreSQLListener(url: url, hub: hub, logger: logger)
    }

    package func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    package func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", body)
    }

    package func notifications(_ channel: NotificationChannel) -> AsyncStream<String> {
        let stream = hub.stream(channel)
        listener.start()
        return stream
    }

    /// Waits for running and queued transactions, then disconnects. Streams of notifications end.
    package func close() async {
        listener.close()
        hub.finish()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [workers] in
                workers.close()
                continuation.resume()
            }
        }
    }

    /// Runs one statement that the server refuses inside a transaction: `VACUUM`, `CREATE DATABASE`, `CREATE INDEX CONCURRENTLY`.
    package func maintain(_ statement: SQL) async throws {
        try await onWorker { slot in
            let session = try self.connected(slot)
            // It takes as long as it takes.
            try session.command("SET statement_timeout = 0")
            defer { do { try session.command("RESET statement_timeout") } catch { slot.session = nil } }
            try session.command(statement.rendered { "$\($0)" }.text)
        }
    }

    /// Statements in one transaction, sent together.
    func pipeline(_ statements: [SQL]) async throws -> [[Row]] {
        try await onConnection("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE") { try $0.pipeline(statements) }
    }

    private func transaction<R: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (any Connection) throws -> R
    ) async throws -> R {
        try await onConnection(begin) { try body($0) }
    }

    private func onConnection<R: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (PostgreSQLConnection) throws -> R
    ) async throws -> R {
        try await onWorker { slot in try self.run(begin, body, on: slot) }
    }

    private func onWorker<R: Sendable>(_ work: @escaping @Sendable (PostgreSQLWorkers.Slot) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            let isQueued = workers.submit { slot in continuation.resume(with: Result { try work(slot) }) }
            if !isQueued { continuation.resume(throwing: DatabaseError(code: "08003", message: "the database has been closed")) }
        }
    }

    /// Runs a transaction until it has committed, failed for a reason of its own, or been tried often enough.
    private func run<R>(_ begin: String, _ body: (PostgreSQLConnection) throws -> R, on slot: PostgreSQLWorkers.Slot) throws -> R {
        var tries = 0
        while true {
            tries += 1
            let session = try connected(slot)
            let connection = PostgreSQLConnection(session)
            var isCommitting = false
            do {
                try session.command(begin)
                let value = try body(connection)
                try connection.finish()
                try connection.checkIntact()
                isCommitting = true
                try session.command("COMMIT")
                return value
            } catch {
                let cause = connection.failure ?? error
                if session.isLost {
                    slot.session = nil
                    logger.warning("connection lost", metadata: ["error": "\(cause)", "during-commit": "\(isCommitting)"])
                    // Whether the server has committed cannot be known, so the transaction must not run again by itself.
                    guard !isCommitting, tries < Self.mostTries else { throw Self.unavailable }
                    continue
                }
                // Nothing is open after a failed COMMIT; the server then only warns.
                do { try session.command("ROLLBACK") } catch { slot.session = nil }
                guard tries < Self.mostTries, Self.isWorthRepeating(cause) else { throw error }
                if Self.isStalePlan(cause) { try session.forgetStatements() }
                // Those who met once would meet again, so each waits for another time.
                pause(.milliseconds(Int64.random(in: 1...(5 << Int64(min(tries, 6))))))
            }
        }
    }

    private func connected(_ slot: PostgreSQLWorkers.Slot) throws -> PostgreSQLSession {
        if let session = slot.session, !session.isLost { return session }
        var tries = 0
        while true {
            tries += 1
            do {
                let session = try PostgreSQLSession(url: url)
                slot.session = session
                return session
            } catch {
                logger.warning("no connection to the database", metadata: ["error": "\(error)", "try": "\(tries)"])
                if tries >= Self.mostConnects { throw Self.unavailable }
                pause(.milliseconds(100 << (tries - 1)))
            }
        }
    }

    private func pause(_ duration: Duration) { Thread.sleep(forTimeInterval: Double(duration.milliseconds) / 1000) }

    /// serialization_failure, deadlock_detected; or a plan of before a migration.
    static func isWorthRepeating(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.code == "40001" || error.code == "40P01" || isStalePlan(error)
    }

    private static func isStalePlan(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.code == "0A000" && error.message.hasPrefix("cached plan must not change result type")
    }

    private static var unavailable: Fault {
        Fault(
            .unavailable, key: "database.unavailable", "The database does not answer at the moment. Try again in a few seconds.",
            retryAfter: .seconds(3))
    }
}
