import CLibPQ
import Core
import Persistence

/// One session with the server. Used by one thread at a time: the pool's worker or the listener that opened it.
final class PostgreSQLSession {
    /// Statements prepared at once; beyond that the one unused for longest is dropped.
    private static let mostPrepared = 256

    private struct StatementKey: Hashable {
        var text: String
        // The same text with NULL in another place is another statement to the server.
        var types: [Oid]
    }

    /// How long a statement waits for a lock, how long it may take, and how long a transaction may stand still, before the server ends it: a stuck
    /// lock of somebody else becomes a refusal that can be told. `options` in the URL replaces all three.
    private static let limits = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"

    private let raw: OpaquePointer
    private var prepared: [StatementKey: (name: String, lastUse: Int)] = [:]
    private var uses = 0
    private var names = 0

    /// Connects; blocks the thread. Throws `DatabaseError` with libpq's words.
    init(url: String) throws {
        // What the URL says wins, for later words override earlier ones (PostgreSQL manual, 34.1.2).
        let settings: KeyValuePairs = [
            "connect_timeout": "5", "keepalives_idle": "30", "keepalives_interval": "10", "tcp_user_timeout": "30000",
            "fallback_application_name": "hostwright", "options": Self.limits, "dbname": url, "client_encoding": "UTF8",
        ]
        let keys = settings.map { CString($0.key) }
        let values = settings.map { CString($0.value) }
        let opened = withExtendedLifetime((keys, values)) {
            PQconnectdbParams(keys.map { $0.pointer } + [nil], values.map { $0.pointer } + [nil], 1)
        }
        guard let opened else { throw DatabaseError(code: "53200", message: "libpq is out of memory") }
        raw = opened
        guard PQstatus(raw) == CONNECTION_OK else { throw DatabaseError(code: "08006", message: Self.words(PQerrorMessage(raw))) }
        // NOTICEs are for people at a terminal.
        PQsetNoticeProcessor(raw, { _, _ in }, nil)
        try command("SET bytea_output = 'hex'; SET extra_float_digits = 1")
    }

    deinit { PQfinish(raw) }

    var isLost: Bool { PQstatus(raw) != CONNECTION_OK }
    var socket: Int32 { PQsocket(raw) }

    /// Text without values, such as BEGIN.
    func command(_ text: String) throws {
        _ = try checked(PQexec(raw, text), text)
    }

    /// Prepares once, then runs; returns rows and the number of rows changed.
    func run(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
        let (text, values) = sql.rendered { "$\($0)" }
        let parameters = try Parameters(values)
        let name = try prepare(text, parameters)
        let result = try checked(
            parameters.withPointers { count, _, values, lengths, formats in
                PQexecPrepared(raw, name, count, values, lengths, formats, 0)
            }, text)
        return (decodedRows(result.raw), Int(String(cString: PQcmdTuples(result.raw))) ?? 0)
    }

    /// Forgets all prepared statements: their plans no longer fit the schema.
    func forgetStatements() throws {
        prepared = [:]
        try command("DEALLOCATE ALL")
    }

    /// COPY ... FROM STDIN with lines of its text format, fetched one at a time.
    func copy(_ text: String, lines: some Sequence<() throws -> [UInt8]>) throws {
        let begun = Result(PQexec(raw, text))
        guard PQresultStatus(begun?.raw) == PGRES_COPY_IN else {
            _ = try checked(begun, text)
            return
        }
        var buffer: [UInt8] = []
        func flush() throws {
            let sent = buffer.withUnsafeBytes { PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
            if sent != 1 { throw DatabaseError(code: "08006", message: Self.words(PQerrorMessage(raw)), statement: text) }
            buffer.removeAll(keepingCapacity: true)
        }
        do {
            for line in lines {
                buffer += try line()
                if buffer.count > 1 << 16 { try flush() }
            }
            if !buffer.isEmpty { try flush() }
        } catch {
            PQputCopyEnd(raw, "a row cannot be sent")
            drain()
            throw error
        }
        PQputCopyEnd(raw, nil)
        let ended = Result(PQgetResult(raw))
        drain()
        _ = try checked(ended, text)
    }

    /// Runs statements with one round trip per 32 kB of them instead of one each (PostgreSQL manual, 34.5).
    ///
    /// No more than that is sent before answers are read, so neither side can block on a full buffer.
    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        var answers: [[Row]] = []
        var rest = statements[...]
        while !rest.isEmpty {
            guard PQenterPipelineMode(raw) == 1 else { throw lost() }
            // Leaving fails only while answers are unread, which the collection below excludes, or when the connection is lost.
            defer { _ = PQexitPipelineMode(raw) }
            var sent: [String] = []
            var bytes = 0
            while bytes < 32_768, let statement = rest.popFirst() {
                let (text, values) = statement.rendered { "$\($0)" }
                let parameters: Parameters
                do { parameters = try Parameters(values) } catch {
                    _ = try? collect(sent)
                    throw error
                }
                let accepted = parameters.withPointers { count, types, values, lengths, formats in
                    PQsendQueryParams(raw, text, count, types, values, lengths, formats, 0)
                }
                guard accepted == 1 else { throw lost() }
                sent.append(text)
                bytes += text.utf8.count + parameters.byteCount
            }
            answers += try collect(sent)
        }
        return answers
    }

    /// Ends the batch and reads all of its answers; throws the first error.
    private func collect(_ sent: [String]) throws -> [[Row]] {
        guard PQpipelineSync(raw) == 1 else { throw lost() }
        var failure: (any Error)?
        var answers: [[Row]] = []
        for text in sent {
            while let result = Result(PQgetResult(raw)) {
                do {
                    answers.append(decodedRows(try checked(result, text).raw))
                } catch {
                    failure = failure ?? error
                }
            }
        }
        // The answer to the sync itself.
        _ = Result(PQgetResult(raw))
        if let failure { throw failure }
        return answers
    }

    /// Notifications that have arrived. Reads what the socket has; false when the connection is lost.
    func receive(_ each: (_ channel: String, _ payload: String) -> Void) -> Bool {
        guard PQconsumeInput(raw) == 1 else { return false }
        while let notification = PQnotifies(raw) {
            each(String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return !isLost
    }

    private func prepare(_ text: String, _ parameters: Parameters) throws -> String {
        let key = StatementKey(text: text, types: parameters.types)
        uses += 1
        if let known = prepared[key] {
            prepared[key] = (known.name, uses)
            return known.name
        }
        if prepared.count >= Self.mostPrepared, let oldest = prepared.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            try command("DEALLOCATE \(oldest.value.name)")
            prepared[oldest.key] = nil
        }
        names += 1
        let name = "s\(names)"
        _ = try checked(PQprepare(raw, name, text, Int32(key.types.count), key.types), text)
        prepared[key] = (name, uses)
        return name
    }

    private func drain() {
        while Result(PQgetResult(raw)) != nil {}
    }

    private func lost() -> DatabaseError { DatabaseError(code: "08006", message: Self.words(PQerrorMessage(raw))) }

    @discardableResult
    private func checked(_ result: OpaquePointer?, _ text: String) throws -> Result { try checked(Result(result), text) }

    private func checked(_ result: Result?, _ text: String) throws -> Result {
        guard let result else { throw lost() }
        switch PQresultStatus(result.raw) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default: throw result.error(statement: text) ?? lost()
        }
    }

    private static func words(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "" }
        return String(cString: text).split(separator: "\n").joined(separator: " ")
    }

    /// Owns a `PGresult`.
    private final class Result {
        let raw: OpaquePointer

        init?(_ raw: OpaquePointer?) {
            guard let raw else { return nil }
            self.raw = raw
        }

        deinit { PQclear(raw) }

        private func field(_ code: Character) -> String? {
            PQresultErrorField(raw, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }

        func error(statement: String) -> (any Error)? {
            // PG_DIAG_SQLSTATE 'C', _MESSAGE_PRIMARY 'M', _CONSTRAINT_NAME 'n', _TABLE_NAME 't', _COLUMN_NAME 'c' (postgres_ext.h).
            guard let state = field("C") else { return nil }
            let message = field("M") ?? ""
            let constraint = field("n") ?? message
            switch state {
            case "23505": return ConstraintViolation(kind: .unique, detail: constraint)
            case "23503": return ConstraintViolation(kind: .foreignKey, detail: constraint)
            case "23514": return ConstraintViolation(kind: .check, detail: constraint)
            case "23502":
                return ConstraintViolation(kind: .notNull, detail: [field("t"), field("c")].compactMap { $0 }.joined(separator: "."))
            // lock_not_available; query_canceled, which only statement_timeout causes here.
            case "55P03", "57014":
                return Fault(
                    .unavailable, key: "database.busy",
                    "Something else holds what this needs in the database. Nothing was changed; try again in a moment.",
                    retryAfter: .seconds(2))
            case "53100":
                return Fault(
                    .unavailable, key: "database.full",
                    "The disk of the database is full. Nothing was changed; free some space and try again.", retryAfter: .minutes(1))
            default: return DatabaseError(code: state, message: message, statement: statement)
            }
        }
    }

    /// A C string that lives as long as its owner.
    private final class CString {
        let pointer: UnsafePointer<CChar>?
        private let buffer: UnsafeMutableBufferPointer<CChar>

        init(_ text: String) {
            let bytes = text.utf8CString
            buffer = .allocate(capacity: bytes.count)
            _ = buffer.initialize(from: bytes)
            pointer = UnsafePointer(buffer.baseAddress)
        }

        deinit { buffer.deallocate() }
    }
}
