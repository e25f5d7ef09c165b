import Core
import Persistence
import Presentation

/// All statements on `mail`.
enum MailQueries {
    private static let columns: SQL = """
        id, kind, login_id, account_id, to_address, to_name, subject, body, body_html, language, is_secret, state, attempts, words, created_at,
        sent_at, copy_of
        """

    static func insert(_ id: MailID, _ mail: Mail, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            """
            INSERT INTO mail (id, kind, login_id, account_id, to_address, to_name, subject, body, body_html, language, is_secret, state,
                attempts, words, search, created_at, copy_of)
            VALUES (\(id), \(mail.kind.rawValue), \(mail.login), \(mail.account), \(mail.to.address), \(mail.to.name.text),
                \(mail.subject.text), \(mail.text), \(mail.html), \(mail.language.rawValue), \(mail.isSecret), 'waiting', 0, '',
                \([mail.to.address, mail.to.name.text, mail.subject.text].joined(separator: " ").folded), \(now), \(mail.copyOf))
            """)
    }

    static func find(_ id: MailID, in db: any Connection) throws -> StoredMail? {
        try db.first("SELECT \(columns) FROM mail WHERE id = \(id)").map(mail)
    }

    static func list(_ filter: MailFilter, in db: any Connection) throws -> (mails: [StoredMail], total: Int) {
        let condition = SQL.joined(conditions(filter), separator: " AND ")
        let direction: SQL = filter.isOldestFirst ? "ASC" : "DESC"
        let total: Int = try db.scalar("SELECT COUNT(*) FROM mail WHERE \(condition)") ?? 0
        let rows = try db.query(
            "SELECT \(columns) FROM mail WHERE \(condition) ORDER BY id \(direction) LIMIT \(filter.limit) OFFSET \(filter.offset)")
        return (try rows.map(mail), total)
    }

    /// The rows after `last` in the filter's order. Its offset is not looked at.
    static func following(_ filter: MailFilter, after last: MailID?, in db: any Connection) throws -> [StoredMail] {
        var parts = conditions(filter)
        if let last { parts.append(filter.isOldestFirst ? "id > \(last)" : "id < \(last)") }
        let direction: SQL = filter.isOldestFirst ? "ASC" : "DESC"
        return try db.query(
            """
            SELECT \(columns) FROM mail WHERE \(SQL.joined(parts, separator: " AND ")) ORDER BY id \(direction) LIMIT \(filter.limit)
            """
        ).map(mail)
    }

    private static func conditions(_ filter: MailFilter) -> [SQL] {
        var parts: [SQL] = ["1 = 1"]
        if let state = filter.state { parts.append("state = \(state)") }
        if let account = filter.account { parts.append("account_id = \(account)") }
        if !filter.search.isEmpty { parts.append("search LIKE \(likePattern(containing: filter.search)) ESCAPE '\\'") }
        return parts
    }

    static func counts(in db: any Connection) throws -> [MailState: Int] {
        try db.query("SELECT state, COUNT(*) AS count FROM mail GROUP BY state").reduce(into: [:]) { counts, row in
            counts[try row("state")] = try row("count")
        }
    }

    static func count(_ state: MailState, upTo most: Int, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM (SELECT 1 AS one FROM mail WHERE state = \(state) LIMIT \(most)) AS counted") ?? 0
    }

    static func failed(since moment: Timestamp, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM mail WHERE state = 'failed' AND created_at >= \(moment)") ?? 0
    }

    /// What a try ended with; a secret's text goes once it is not needed any more.
    static func setState(
        _ id: MailID, _ state: MailState, words: String, attempts: Int, sentAt: Timestamp?, in db: any Connection
    ) throws {
        try db.execute(
            """
            UPDATE mail SET state = \(state), words = \(words), attempts = \(attempts), sent_at = \(sentAt),
                body = CASE WHEN is_secret AND \(state == .sent || state == .failed) THEN '' ELSE body END,
                body_html = CASE WHEN is_secret AND \(state == .sent || state == .failed) THEN NULL ELSE body_html END
            WHERE id = \(id)
            """)
    }

    static func delete(before moment: Timestamp, in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM mail WHERE created_at < \(moment) AND state <> 'waiting'")
    }

    private static func mail(_ row: Row) throws -> StoredMail {
        let to = MailAddress(stored: try row("to_address"), name: try row("to_name"))
        return StoredMail(
            id: try row("id"),
            mail: Mail(
                to: to, subject: try row("subject"), text: try row("body"), html: try row("body_html"),
                language: Language(rawValue: try row("language")) ?? .english, kind: Mail.Kind(rawValue: try row("kind")),
                account: try row("account_id"), login: try row("login_id"), isSecret: try row("is_secret"),
                copyOf: try row("copy_of")),
            state: try row("state"), attempts: try row("attempts"), words: try row("words"), createdAt: try row("created_at"),
            sentAt: try row("sent_at"))
    }
}

/// Which mails are asked for.
package struct MailFilter: Sendable {
    /// In the recipient and the subject.
    package var search: String
    package var state: MailState?
    package var account: AccountID?
    package var offset: Int
    package var limit: Int
    package var isOldestFirst: Bool

    package init(
        search: String = "", state: MailState? = nil, account: AccountID? = nil, offset: Int = 0, limit: Int = 50,
        isOldestFirst: Bool = false
    ) {
        self.isOldestFirst = isOldestFirst
        self.search = search
        self.state = state
        self.account = account
        self.offset = offset
        self.limit = limit
    }
}
