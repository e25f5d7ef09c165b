import Core
import Persistence

/// A session inside a transaction.
final class PostgreSQLConnection: Connection {
    let engine = DatabaseEngine.postgresql
    /// Why no further statement can run: see `Connection`.
    private(set) var failure: (any Error)?
    private let session: PostgreSQLSession
    private var depth = 0
    private var last: [(any Connection) throws -> Void] = []

    init(_ session: PostgreSQLSession) { self.session = session }

    func query(_ sql: SQL) throws -> [Row] { try guarded { try session.run(sql).rows } }

    func execute(_ sql: SQL) throws -> Int { try guarded { try session.run(sql).changed } }

    func copy(into table: StaticString, columns: [StaticString], rows: [[SQLValue]]) throws {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        try guarded {
            try session.copy(
                "COPY \"\(table)\" (\(names)) FROM STDIN",
                lines: rows.lazy.map { row in
                    {
                        var line: [UInt8] = []
                        for (i, value) in row.enumerated() {
                            if i > 0 { line.append(UInt8(ascii: "\t")) }
                            try value.appendCopyField(to: &line)
                        }
                        line.append(UInt8(ascii: "\n"))
                        return line
                    }
                })
        }
    }

    func notify(_ channel: NotificationChannel, _ payload: String) throws {
        _ = try query("SELECT pg_notify(\(channel.rawValue), \(payload))")
    }

    func savepoint<R>(_ body: () throws -> R) throws -> R {
        depth += 1
        defer { depth -= 1 }
        let name = "hostwright_\(depth)"
        let waiting = last.count
        try guarded { try session.command("SAVEPOINT \(name)") }
        do {
            let value = try body()
            try checkIntact()
            try guarded { try session.command("RELEASE \(name)") }
            return value
        } catch {
            // A serialization failure or a lost connection ends the whole transaction; the driver runs it again.
            if session.isLost || failure.map(PostgreSQLDatabase.isWorthRepeating) == true { throw error }
            failure = nil
            last.removeSubrange(waiting...)
            try guarded { try session.command("ROLLBACK TO \(name); RELEASE \(name)") }
            throw error
        }
    }

    func beforeCommit(_ work: @escaping (any Connection) throws -> Void) { last.append(work) }

    /// What was kept for the end of the transaction, which may ask for more.
    func finish() throws {
        while !last.isEmpty { try last.removeFirst()(self) }
    }

    /// Statements sent together; their rows in order.
    func pipeline(_ statements: [SQL]) throws -> [[Row]] { try guarded { try session.pipeline(statements) } }

    func checkIntact() throws {
        if let failure { throw failure }
    }

    private func guarded<R>(_ work: () throws -> R) throws -> R {
        try checkIntact()
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}
