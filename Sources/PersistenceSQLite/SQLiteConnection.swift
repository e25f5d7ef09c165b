import Core
import Foundation
import GRDB
import Persistence

/// A GRDB connection inside a transaction.
final class SQLiteConnection: Connection {
    let engine = DatabaseEngine.sqlite
    /// To be delivered once the transaction has committed.
    private(set) var notifications: [(NotificationChannel, String)] = []
    private let db: GRDB.Database
    private var failure: (any Error)?
    private var depth = 0
    private var last: [(any Connection) throws -> Void] = []

    /// Statements with more values than this are long lists, which would fill the statement cache; shorter ones come in few lengths (`SQL`).
    private static let mostCachedValues = 600

    /// What PostgreSQL takes (manual, NOTIFY), so that nothing works on one engine only.
    private static let payloadLimit = 8000

    init(_ db: GRDB.Database) { self.db = db }

    func query(_ sql: Persistence.SQL) throws -> [Persistence.Row] {
        try guarded {
            let statement = try prepare(sql)
            let columns = RowColumns(statement.columnNames)
            let count = columns.names.count
            var rows: [Persistence.Row] = []
            let cursor = try GRDB.Row.fetchCursor(statement)
            // The statement stands at the row: read from there, a value costs a third of what it does through the row's own conversions.
            while try cursor.next() != nil {
                var values: [SQLValue] = []
                values.reserveCapacity(count)
                for place in 0..<count {
                    values.append(SQLValue(DatabaseValue(sqliteStatement: statement.sqliteStatement, index: CInt(place))))
                }
                rows.append(Persistence.Row(columns: columns, values: values))
            }
            return rows
        }
    }

    func execute(_ sql: Persistence.SQL) throws -> Int {
        try guarded {
            let before = db.totalChangesCount
            try prepare(sql).execute()
            // SQLite leaves the count of the last INSERT, UPDATE or DELETE in place when another statement runs.
            return db.totalChangesCount == before ? 0 : db.changesCount
        }
    }

    func copy(into table: StaticString, columns: [StaticString], rows: [[SQLValue]]) throws {
        try guarded {
            let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            let marks = columns.map { _ in "?" }.joined(separator: ", ")
            let statement = try db.cachedStatement(sql: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))")
            for row in rows {
                try statement.setArguments(StatementArguments(try row.map { try $0.databaseValue() }))
                try statement.execute()
            }
        }
    }

    func notify(_ channel: NotificationChannel, _ payload: String) throws {
        try guarded {
            guard payload.utf8.count < Self.payloadLimit else {
                throw Persistence.DatabaseError(code: "22023", message: "payload string too long")
            }
            notifications.append((channel, payload))
        }
    }

    func savepoint<R>(_ body: () throws -> R) throws -> R {
        try checkIntact()
        depth += 1
        defer { depth -= 1 }
        let name = "hostwright_\(depth)"
        let notified = notifications.count
        let waiting = last.count
        try guarded { try db.execute(sql: "SAVEPOINT \(name)") }
        do {
            let value = try body()
            try checkIntact()
            try guarded { try db.execute(sql: "RELEASE \(name)") }
            return value
        } catch {
            failure = nil
            notifications.removeSubrange(notified...)
            last.removeSubrange(waiting...)
            try guarded { try db.execute(sql: "ROLLBACK TO \(name); RELEASE \(name)") }
            throw error
        }
    }

    func beforeCommit(_ work: @escaping (any Connection) throws -> Void) { last.append(work) }

    /// What was kept for the end of the transaction, which may ask for more.
    func finish() throws {
        while !last.isEmpty { try last.removeFirst()(self) }
    }

    /// Throws when a statement has failed before: see `Connection`.
    func checkIntact() throws {
        if let failure { throw failure }
    }

    private func guarded<R>(_ work: () throws -> R) throws -> R {
        try checkIntact()
        do {
            return try work()
        } catch {
            let told = SQLiteDatabase.translated(error)
            failure = told
            throw told
        }
    }

    private func prepare(_ sql: Persistence.SQL) throws -> Statement {
        let (text, values) = sql.rendered { _ in "?" }
        let statement =
            values.count > Self.mostCachedValues ? try db.makeStatement(sql: text) : try db.cachedStatement(sql: text)
        try statement.setArguments(StatementArguments(try values.map { try $0.databaseValue() }))
        return statement
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    fileprivate func databaseValue() throws -> DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): try text.refusingNUL().databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        case .boolean(let flag): (flag ? 1 : 0).databaseValue
        }
    }
}
