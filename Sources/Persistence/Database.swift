import Core

/// The two engines.
package enum DatabaseEngine: String, Sendable, CaseIterable {
    case sqlite
    case postgresql
}

/// One row of a result.
package struct Row: Sendable {
    /// Names to positions; shared by all rows of a result.
    package let columns: RowColumns
    package let values: [SQLValue]

    package init(columns: RowColumns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The column's value as `T`, inferred from where it goes: `name: try row("name")`. An optional `T` takes NULL.
    /// Throws `RowError` when there is no such column or it holds another kind of value.
    package func callAsFunction<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws -> T {
        guard let position = columns.position[column] else { throw RowError(column: column, problem: "no such column") }
        guard let value = T(sql: values[position]) else {
            throw RowError(column: column, problem: "\(values[position]) is not a \(T.self)")
        }
        return value
    }
}

package final class RowColumns: Sendable {
    package let names: [String]
    package let position: [String: Int]

    package init(_ names: [String]) {
        self.names = names
        position = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

package struct RowError: Error, CustomStringConvertible {
    package var column: String
    package var problem: String
    package var description: String { "column \(column): \(problem)" }
}

/// A connection inside a transaction. Synchronous, so that nothing can be awaited while locks are held; never leaves the closure it is given to.
///
/// A statement that fails ends its transaction on both engines, as PostgreSQL has it: every later statement throws the same error, and so does
/// the transaction, even when the body has caught it. Where a failure is expected, `savepoint` limits it.
package protocol Connection: AnyObject {
    var engine: DatabaseEngine { get }
    /// Rows of a SELECT or of a statement with RETURNING.
    func query(_ sql: SQL) throws -> [Row]
    /// Number of rows changed.
    @discardableResult func execute(_ sql: SQL) throws -> Int
    /// Inserts many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.
    func copy(into table: StaticString, columns: [StaticString], rows: [[SQLValue]]) throws
    /// Wakes listeners of `channel` once the transaction has committed: on every control-plane process of this database.
    /// A payload has fewer than 8,000 bytes: an id, not content.
    func notify(_ channel: NotificationChannel, _ payload: String) throws
    /// Runs `body`; when it throws, what it did (its notifications too) is undone, the error is thrown on, and the transaction can go on.
    func savepoint<R>(_ body: () throws -> R) throws -> R
    /// Runs `work` once the body has returned, as the last of the transaction, in the order given. For rows that everybody writes, such as
    /// the head of the audit log: their locks are held for the shortest time and always taken after all others, so they cannot deadlock.
    /// What a savepoint undoes is not run.
    func beforeCommit(_ work: @escaping (any Connection) throws -> Void)
}

extension Connection {
    package func first(_ sql: SQL) throws -> Row? { try query(sql).first }

    /// The first column of the first row.
    package func scalar<T: SQLDecodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        guard let row = try query(sql).first, let value = row.values.first else { return nil }
        return T(sql: value)
    }

    /// `FOR UPDATE` on PostgreSQL; nothing on SQLite, where a write transaction is alone anyway.
    package var forUpdate: SQL { engine == .postgresql ? " FOR UPDATE" : "" }

    /// `FOR UPDATE SKIP LOCKED` on PostgreSQL; nothing on SQLite.
    package var forUpdateSkippingLocked: SQL { engine == .postgresql ? " FOR UPDATE SKIP LOCKED" : "" }
}

/// What can be listened to. Raw values are names of PostgreSQL channels.
package enum NotificationChannel: String, Sendable, CaseIterable {
    /// A job is due. Payload: the queue.
    case jobs = "hostwright_jobs"
    /// A node has something new to fetch. Payload: the physical server's id.
    case nodes = "hostwright_nodes"
    /// The status of an object has changed. Payload: `kind:id`.
    case statuses = "hostwright_statuses"
    /// A node has answered a request. Payload: the request's id.
    case answers = "hostwright_answers"
    /// A setting of the provider has changed. Payload: none.
    case settings = "hostwright_settings"
    /// Sessions have ended. Payload: the session's id, or the login's when all of its sessions have.
    case sessions = "hostwright_sessions"
    /// An event has been written to the outbox.
    case outbox = "hostwright_outbox"
}

/// A database. Bodies run on threads of the driver, off the cooperative pool.
///
/// PostgreSQL writes READ COMMITTED: an operation first locks the row its invariant hangs on (`forUpdate`). A body may run again after a
/// serialization failure or a deadlock (40001, 40P01), so it has no effect outside the database.
package protocol Database: Sendable {
    var engine: DatabaseEngine { get }
    /// A read-only transaction on one snapshot.
    func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R
    /// A transaction: BEGIN IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL. Commits when the body returns, rolls back when it throws.
    func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R
    /// Payloads from now on. Ends when the database is closed. One empty payload says "look for yourself": once listening has begun on
    /// PostgreSQL, after a lost connection, and when a listener has fallen so far behind that payloads had to be dropped.
    func notifications(_ channel: NotificationChannel) -> AsyncStream<String>
    func close() async
}

/// A constraint was violated: which one, so that an operation can say it in words.
package struct ConstraintViolation: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable { case unique, foreignKey, check, notNull }

    package var kind: Kind
    /// The constraint's name on PostgreSQL (`domain_name_key`), or `table.column` on SQLite. For logs.
    package var detail: String

    package init(kind: Kind, detail: String) {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { "\(kind) constraint: \(detail)" }
}

/// A statement or a connection failed, for another reason than a constraint. For logs, not for people.
package struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// SQLSTATE on PostgreSQL (`42P01`), the extended result code on SQLite (`SQLITE_ERROR (1)`), empty when neither has one.
    package var code: String
    package var message: String
    /// The statement's text with placeholders; never its values.
    package var statement: String?

    package init(code: String = "", message: String, statement: String? = nil) {
        self.code = code
        self.message = message
        self.statement = statement
    }

    package var description: String {
        "database error\(code.isEmpty ? "" : " " + code): \(message)\(statement.map { " in: " + $0 } ?? "")"
    }
}

/// One step of the schema. Only ever added; the previous release must run on the new schema.
package struct Migration: Sendable {
    /// `accounts.0001_account`: feature, number within it, title. Stored: forever.
    package var name: String
    /// Statements that both engines take, separated by `;` at the end of a line.
    package var sql: String
    /// Instead of `sql` where SQLite needs another text.
    package var sqlite: String?
    /// Instead of `sql` where PostgreSQL needs another text.
    package var postgresql: String?

    package init(_ name: String, _ sql: String, sqlite: String? = nil, postgresql: String? = nil) {
        self.name = name
        self.sql = sql
        self.sqlite = sqlite
        self.postgresql = postgresql
    }
}
