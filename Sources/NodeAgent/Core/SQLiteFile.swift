import CSQLite
import Core

/// A failure of SQLite, with its own words.
package struct SQLiteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Primary result code (https://www.sqlite.org/rescode.html).
    package var code: Int32
    package var words: String

    package init(code: Int32, words: String) {
        self.code = code
        self.words = words
    }

    /// SQLITE_FULL, or an input/output error, which a full disk also ends in.
    package var isDiskFull: Bool { code == SQLITE_FULL || code == SQLITE_IOERR }

    package var description: String { "\(words) (sqlite \(code))" }
}

/// One connection to one SQLite file, for the agent's own files: its journal and the rows that daemons look up.
///
/// Not thread-safe: whoever owns it calls it from one place at a time. Statements are prepared once and kept.
final class SQLiteFile {
    enum Value {
        case null
        case integer(Int64)
        case text(String)
    }

    /// A row of a running query; valid until the next one.
    struct Row {
        fileprivate let statement: OpaquePointer

        func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
        func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
        func text(_ column: Int32) -> String {
            guard let bytes = sqlite3_column_text(statement, column) else { return "" }
            return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self)
        }
        func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
        func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }
    }

    private var connection: OpaquePointer?
    private var statements: [String: OpaquePointer] = [:]

    /// Opens the file, which is made when it is missing unless `isReadOnly`.
    init(path: String, isReadOnly: Bool = false) throws {
        let flags = (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &connection, flags, nil)
        guard code == SQLITE_OK else {
            let problem = SQLiteError(code: code & 0xFF, words: "\(path): \(String(cString: sqlite3_errstr(code)))")
            sqlite3_close_v2(connection)
            connection = nil
            throw problem
        }
        sqlite3_busy_timeout(connection, 10_000)
    }

    deinit { close() }

    func close() {
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
        sqlite3_close_v2(connection)
        connection = nil
    }

    /// Statements of the program itself, without values.
    func run(_ script: String) throws {
        let code = sqlite3_exec(connection, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw problem(code) }
    }

    func execute(_ sql: String, _ values: [Value] = []) throws {
        try query(sql, values) { _ in }
    }

    /// `-wal` and `-shm` stay when the last writer closes: a daemon that may only read could not make them anew (SQLITE_FCNTL_PERSIST_WAL).
    func keepLogFiles() {
        var on: Int32 = 1
        sqlite3_file_control(connection, nil, SQLITE_FCNTL_PERSIST_WAL, &on)
    }

    /// Number of rows the last statement changed.
    var changes: Int { Int(sqlite3_changes(connection)) }

    func query(_ sql: String, _ values: [Value] = [], _ body: (Row) throws -> Void) throws {
        let statement = try prepared(sql)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(statement, position)
                case .integer(let number): sqlite3_bind_int64(statement, position, number)
                case .text(let text): bind(text, to: statement, at: position)
                }
            guard code == SQLITE_OK else { throw problem(code) }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body(Row(statement: statement))
            case SQLITE_DONE: return
            case let code: throw problem(code)
            }
        }
    }

    /// BEGIN IMMEDIATE, the body, COMMIT; rolls back when anything throws.
    func transaction<R>(_ body: () throws -> R) throws -> R {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // A statement that failed for want of space has rolled back by itself already; the first error is the one to tell.
            if sqlite3_get_autocommit(connection) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// Inside a transaction: undoes the body alone when it throws. A failure of SQLite itself is thrown on, for it may have ended the transaction.
    func attempt<R>(_ body: () throws -> R) throws -> Result<R, any Error> {
        try execute("SAVEPOINT attempt")
        do {
            let result = try body()
            try execute("RELEASE attempt")
            return .success(result)
        } catch let problem as SQLiteError {
            throw problem
        } catch {
            try execute("ROLLBACK TO attempt")
            try execute("RELEASE attempt")
            return .failure(error)
        }
    }

    private func bind(_ text: String, to statement: OpaquePointer, at position: Int32) -> Int32 {
        var text = text
        // sqlite3_bind_text: SQLITE_TRANSIENT, as the constant is a cast that Swift does not import, is -1.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { chars in
                // An empty string has no address, and no address would bind NULL.
                guard let base = chars.baseAddress else { return sqlite3_bind_text(statement, position, "", 0, transient) }
                return sqlite3_bind_text(statement, position, base, Int32(chars.count), transient)
            }
        }
    }

    private func prepared(_ sql: String) throws -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw problem(code) }
        statements[sql] = statement
        return statement
    }

    private func problem(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code & 0xFF, words: connection.map { String(cString: sqlite3_errmsg($0)) } ?? "closed")
    }
}
