import AgentProtocol
import CSQLite
import Core
import Foundation

/// What the node did about one wanted object, written down before it is done, so that a crash leaves nothing unknown.
struct WebObject: Codable, Sendable {
    var reference: ObjectReference
    var presence: Presence
    var specification: Specification
    /// Names that may have a record: those wanted now and those of before that are being taken away.
    var names: [DomainName] = []
    /// The document root was made once: from now on it is the customer's, and missing means broken.
    var isPrepared = false
    /// The site is older than this node's storage: its files were elsewhere.
    var lacksContent = false

    /// For people.
    var title: String {
        switch specification {
        case .webServer(let wanted): wanted.name.ascii
        case .account(let wanted): wanted.systemUser
        case .website(let wanted): wanted.names.first?.ascii ?? reference.object
        case .nameServer, .zone: reference.object
        }
    }

    /// The account's number, of an account and of a website.
    var accountNumber: Int? {
        switch specification {
        case .account(let wanted): wanted.number
        case .website(let wanted): wanted.accountNumber
        case .webServer, .nameServer, .zone: nil
        }
    }
}

/// The web part's memory in one SQLite file that only root reads: what was done about each object, and every record that the web server's hook reads.
///
/// A record's file is not synced: a power cut may lose it, and the agent's start makes it again from here (`WebDriver.repair`) before the web server
/// starts. So one site costs two fsyncs of one log instead of one for each file and each directory. WAL with `synchronous = FULL`; what waits together
/// shares a transaction. Nothing of it is held in memory.
final class WebState: Sendable {
    /// Used under the lock only.
    private struct Confined: @unchecked Sendable { let file: SQLiteFile }

    /// One body of a transaction that several share.
    private struct Waiting: Sendable {
        var run: @Sendable (Confined) throws -> Void
        var finish: @Sendable ((any Error)?) -> Void
    }

    private struct Line: Sendable {
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private let connection: Locked<Confined>
    private let line = Locked(Line())

    /// Opens or makes the file in the directory, which is root's alone.
    init(directory: String) throws {
        let path = directory + "/objects.sqlite"
        _ = try FileDescriptor(checking: open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600), "open", path)
        let file = try SQLiteFile(path: path)
        try file.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -1000")
        try WebState.migrate(file)
        connection = Locked(Confined(file: file))
    }

    /// Runs the body in a transaction and returns when that is on the disk. What the body throws undoes the body alone.
    func change<R: Sendable>(_ body: @escaping @Sendable (WebTables) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            let result = Locked<Result<R, any Error>?>(nil)
            let waiting = Waiting(
                run: { confined in
                    let found = try confined.file.attempt { try body(WebTables(file: confined.file)) }
                    result.withLock { $0 = found }
                },
                finish: { problem in
                    let found = problem.map { Result<R, any Error>.failure($0) } ?? result.value
                    continuation.resume(with: found ?? .failure(CancellationError()))
                })
            let isFirst = line.withLock { line -> Bool in
                defer { line.isWriting = true }
                line.waiting.append(waiting)
                return !line.isWriting
            }
            if isFirst { Blocking.submit { self.write() } }
        }
    }

    func read<R: Sendable>(_ body: @escaping @Sendable (WebTables) throws -> R) async throws -> R {
        try await Blocking.run { try self.readBlocking(body) }
    }

    /// For the start: everything or nothing, on the disk when it returns.
    func changeBlocking(_ body: (WebTables) throws -> Void) throws {
        try connection.withLock { confined in try confined.file.transaction { try body(WebTables(file: confined.file)) } }
    }

    private func readBlocking<R: Sendable>(_ body: (WebTables) throws -> R) throws -> R {
        try connection.withLock { try body(WebTables(file: $0.file)) }
    }

    /// Writes until nothing waits; one thread at a time.
    private func write() {
        while true {
            let bodies = line.withLock { line -> [Waiting] in
                defer { line.waiting = [] }
                if line.waiting.isEmpty { line.isWriting = false }
                return line.waiting
            }
            if bodies.isEmpty { return }
            var problem: (any Error)?
            do {
                try connection.withLock { confined in
                    try confined.file.transaction { for body in bodies { try body.run(confined) } }
                }
            } catch {
                problem = error
            }
            for body in bodies { body.finish(problem) }
        }
    }

    private static func migrate(_ file: SQLiteFile) throws {
        var version: Int64 = 0
        try file.query("PRAGMA user_version") { version = $0.integer(0) }
        guard version <= 1 else {
            throw SQLiteError(code: SQLITE_MISMATCH, words: "the web part's state was written by a newer program; install that one again")
        }
        if version == 1 { return }
        try file.transaction {
            try file.run(
                """
                CREATE TABLE storage (id INTEGER PRIMARY KEY CHECK (id = 1), established INTEGER NOT NULL) STRICT;
                INSERT INTO storage VALUES (1, \(Timestamp.now.milliseconds));
                CREATE TABLE object (
                    server TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, presence TEXT NOT NULL, account INTEGER,
                    name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (server, kind, object)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX object_account ON object (account) WHERE account IS NOT NULL;
                CREATE TABLE record (
                    kind TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (kind, name)
                ) STRICT, WITHOUT ROWID;
                PRAGMA user_version = 1;
                """)
        }
    }
}

/// The tables, inside one transaction.
struct WebTables {
    fileprivate let file: SQLiteFile

    /// Which directory a record lies in.
    enum RecordKind: String, Sendable { case name, account }

    struct Record: Sendable, Hashable {
        var kind: RecordKind
        /// The file's name: a host name, or the account's system user.
        var name: String
        /// The id of the website or account it speaks of.
        var owner: String
        var content: String
    }

    func object(_ reference: ObjectReference) throws -> WebObject? {
        var found: WebObject?
        try file.query("SELECT body FROM object WHERE server = ?1 AND kind = ?2 AND object = ?3", WebTables.named(reference)) {
            found = try JSONDecoder().decode(WebObject.self, from: Data($0.text(0).utf8))
        }
        return found
    }

    /// Touches nothing when it is there already.
    func put(_ object: WebObject) throws {
        guard Identifier<Things.Record>(object.reference.object) != nil else {
            // The object's text comes from the wire.
            throw ApplyFailure(key: "node.refused", words: "the object's name is not an id")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var kept = object
        if case .website(var wanted) = object.specification {
            // It is put once, by the change that brought it.
            wanted.indexPage = ""
            kept.specification = .website(wanted)
        }
        try file.execute(
            """
            INSERT INTO object (server, kind, object, presence, account, name, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (server, kind, object) DO UPDATE SET presence = excluded.presence, account = excluded.account, name = excluded.name,
                body = excluded.body WHERE body <> excluded.body
            """,
            WebTables.named(object.reference) + [
                .text(object.presence.rawValue), object.accountNumber.map { .integer(Int64($0)) } ?? .null, .text(object.title),
                .text(String(decoding: try encoder.encode(kept), as: UTF8.self)),
            ])
    }

    func remove(_ reference: ObjectReference) throws {
        try file.execute("DELETE FROM object WHERE server = ?1 AND kind = ?2 AND object = ?3", WebTables.named(reference))
    }

    /// Everything but what is purged, with the name for people.
    func inventory() throws -> [ObjectReference: String] {
        var found: [ObjectReference: String] = [:]
        try file.query("SELECT server, kind, object, name FROM object WHERE presence <> 'purged'") { row in
            guard let kind = ObjectKind(rawValue: row.text(1)) else { return }
            found[ObjectReference(server: LogicalServerID(stored: row.text(0)), kind: kind, object: row.text(2))] = row.text(3)
        }
        return found
    }

    func contains(_ reference: ObjectReference) throws -> Bool {
        var isThere = false
        try file.query(
            "SELECT 1 FROM object WHERE server = ?1 AND kind = ?2 AND object = ?3 AND presence <> 'purged'", WebTables.named(reference)
        ) { _ in isThere = true }
        return isThere
    }

    func webServers() throws -> [LogicalServerID: WebServerSpecification] {
        var found: [LogicalServerID: WebServerSpecification] = [:]
        try file.query("SELECT server, body FROM object WHERE kind = 'web_server' AND presence = 'present'") { row in
            let object = try JSONDecoder().decode(WebObject.self, from: Data(row.text(1).utf8))
            if case .webServer(let wanted) = object.specification { found[LogicalServerID(stored: row.text(0))] = wanted }
        }
        return found
    }

    /// Numbers of the accounts that are served.
    func accountNumbers() throws -> [Int] {
        var found: [Int] = []
        try file.query("SELECT account FROM object WHERE account IS NOT NULL AND kind = 'account' AND presence = 'present'") {
            found.append(Int($0.integer(0)))
        }
        return found
    }

    /// Numbers of the accounts whose homes lie here: those in the trash, too.
    func homes() throws -> [Int] {
        var found: [Int] = []
        try file.query("SELECT account FROM object WHERE account IS NOT NULL AND kind = 'account' AND presence <> 'purged'") {
            found.append(Int($0.integer(0)))
        }
        return found
    }

    /// The websites of one account that are not purged.
    func websites(ofAccount number: Int) throws -> [WebObject] {
        var found: [WebObject] = []
        try file.query(
            "SELECT body FROM object WHERE account = ?1 AND kind = 'website' AND presence <> 'purged'", [.integer(Int64(number))]
        ) { found.append(try JSONDecoder().decode(WebObject.self, from: Data($0.text(0).utf8))) }
        return found
    }

    // MARK: Records

    func owner(of kind: RecordKind, _ name: String) throws -> String? {
        var found: String?
        try file.query("SELECT owner FROM record WHERE kind = ?1 AND name = ?2", [.text(kind.rawValue), .text(name)]) {
            found = $0.text(0)
        }
        return found
    }

    /// Touches nothing when it is there already.
    func put(_ record: Record) throws {
        try file.execute(
            """
            INSERT INTO record (kind, name, owner, content) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (kind, name) DO UPDATE SET owner = excluded.owner, content = excluded.content
                WHERE owner <> excluded.owner OR content <> excluded.content
            """, [.text(record.kind.rawValue), .text(record.name), .text(record.owner), .text(record.content)])
    }

    /// False when there is one of another owner: that stays.
    func remove(_ kind: RecordKind, _ name: String, of owner: String) throws -> Bool {
        if let other = try self.owner(of: kind, name), other != owner { return false }
        try file.execute("DELETE FROM record WHERE kind = ?1 AND name = ?2", [.text(kind.rawValue), .text(name)])
        return true
    }

    func eachRecord(_ body: (Record) throws -> Void) throws {
        try file.query("SELECT kind, name, owner, content FROM record") { row in
            guard let kind = RecordKind(rawValue: row.text(0)) else { return }
            try body(Record(kind: kind, name: row.text(1), owner: row.text(2), content: row.text(3)))
        }
    }

    func setEstablished(_ at: Timestamp) throws {
        try file.execute("UPDATE storage SET established = ?1", [.integer(at.milliseconds)])
    }

    /// When this storage was set up: what is older had its files elsewhere.
    func established() throws -> Timestamp {
        var found = Timestamp.now
        try file.query("SELECT established FROM storage") { found = Timestamp(milliseconds: $0.integer(0)) }
        return found
    }

    private static func named(_ reference: ObjectReference) -> [SQLiteFile.Value] {
        [.text(reference.server.text), .text(reference.kind.rawValue), .text(reference.object)]
    }
}
