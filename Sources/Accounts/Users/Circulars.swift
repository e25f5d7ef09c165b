import Core
import Identity
import Jobs
import Notifications
import Persistence

/// Operations on circulars.
package enum Circulars {
    /// Everybody who owns an account that is not in the trash, by sign-in name.
    package static func recipients(limit: Int? = nil, by actor: Actor, in db: any Connection) throws -> [CircularRecipient] {
        try actor.require(.accountManager)
        return try CircularQueries.recipients(limit: limit, in: db)
    }

    /// How many there are.
    package static func countRecipients(in db: any Connection) throws -> Int { try CircularQueries.countRecipients(in: db) }

    /// Newest first.
    package static func list(limit: Int, offset: Int = 0, by actor: Actor, in db: any Connection) throws -> (
        circulars: [Circular], total: Int
    ) {
        try actor.require(.accountManager)
        return try CircularQueries.list(limit: limit, offset: offset, in: db)
    }

    /// Throws `Fault(.notFound)`.
    package static func required(_ id: CircularID, by actor: Actor, in db: any Connection) throws -> Circular {
        try actor.require(.accountManager)
        guard let circular = try CircularQueries.find(id, in: db) else { throw Fault.notFound("circular") }
        return circular
    }

    /// Remembers who gets it; a job writes the mails. Throws `Fault(.invalid)` beside `subject`, `text`, `to` and `except`.
    package static func send(_ form: CircularForm, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Circular {
        try actor.require(.accountManager)
        let checked = try form.checkText()
        var complaints = Complaints()
        var all = try CircularQueries.recipients(limit: nil, in: db)
        if let to = form.to { all = all.filter { to.contains($0.id) } }
        for typed in form.except.map(\.trimmingWhitespace) where !typed.isEmpty {
            let before = all.count
            all.removeAll { $0.name.folded == typed.folded }
            if all.count == before, form.to == nil {
                complaints.add(
                    "except", key: "circular.unknown", arguments: ["login": typed],
                    "No customer has the sign-in name \(typed). Take it out.")
            }
        }
        if all.isEmpty { complaints.add("to", key: "circular.nobody", "Nobody would get it. Tick at least one customer.") }
        try complaints.check()
        let id = CircularID(at: now)
        try CircularQueries.insert(id, subject: checked.subject, text: checked.text, to: all.map(\.id), in: db, at: now)
        try JobQueue(clock: Clock { now }).enqueue(SendCircular(circular: id), priority: .low, in: db)
        let circular = try required(id, by: actor, in: db)
        try Audit.record(
            "circular.sent", on: circular.audited, changes: [.init("recipients", nil, String(all.count))], by: actor, in: db, at: now)
        return circular
    }
}

/// Writes the mails of a circular, some at a time. Each is written in the transaction that remembers it, so that nobody gets two.
package struct SendCircular: Job {
    package static let kind = "accounts.send_circular"
    private static let atOnce = 50

    package var circular: CircularID

    package init(circular: CircularID) { self.circular = circular }

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let (id, now) = (circular, context.clock.now)
        while true {
            let progress = try await context.database.write { db -> CircularProgress? in
                guard let circular = try CircularQueries.locked(id, in: db) else { return nil }
                let settings = try ProviderSettings.current(in: db)
                let (subject, text) = (MailTemplate(circular.subject), MailTemplate(circular.text))
                for login in try CircularQueries.unwritten(id, limit: Self.atOnce, in: db) {
                    // Somebody deleted meanwhile gets none.
                    let mail = try Logins.find(login, in: db).map { recipient in
                        let values = Self.values(for: recipient, settings)
                        return try Mails.tell(
                            recipient, .circular, subject: subject.filled(values), text: text.filled(values), settings: settings, in: db,
                            at: now)
                    }
                    try CircularQueries.setMail(mail?.text ?? "", of: login, in: id, db)
                }
                return try CircularQueries.find(id, in: db)?.progress
            }
            guard let progress, !progress.isDone else { return .done }
            try await context.report(progress: progress.share)
        }
    }
}

extension SendCircular {
    fileprivate static func values(for login: Login, _ settings: ProviderSettings) -> [String: String] {
        [
            "person": login.person, "login": login.name, "email": login.email, "company": settings.company,
            "support": settings.supportAddress,
        ]
    }
}

extension Mail.Kind {
    /// From the provider to many of his customers.
    package static let circular: Mail.Kind = "account.circular"
}

/// All statements on `circular` and `circular_recipient`.
enum CircularQueries {
    private static let columns: SQL = """
        circular.id, circular.subject, circular.body, circular.created_at,
        (SELECT COUNT(*) FROM circular_recipient WHERE circular_recipient.circular_id = circular.id) AS recipients,
        (SELECT COUNT(*) FROM circular_recipient WHERE circular_recipient.circular_id = circular.id AND mail_id IS NULL) AS left_over,
        (SELECT COUNT(*) FROM circular_recipient JOIN mail ON mail.id = circular_recipient.mail_id
            WHERE circular_recipient.circular_id = circular.id AND mail.state = 'waiting') AS waiting,
        (SELECT COUNT(*) FROM circular_recipient JOIN mail ON mail.id = circular_recipient.mail_id
            WHERE circular_recipient.circular_id = circular.id AND mail.state = 'failed') AS failed
        """
    private static let customers: SQL = """
        login.role = 'customer' AND EXISTS (SELECT 1 FROM account JOIN plan ON plan.id = account.plan_id
            WHERE account.login_id = login.id AND account.trashed_at IS NULL AND account.purged_at IS NULL AND NOT plan.is_demo)
        """

    static func recipients(limit: Int?, in db: any Connection) throws -> [CircularRecipient] {
        let most: SQL = limit.map { " LIMIT \($0)" } ?? ""
        return try db.query("SELECT id, name, person, email FROM login WHERE \(customers) ORDER BY name_folded" + most).map {
            CircularRecipient(id: try $0("id"), name: try $0("name"), person: try $0("person"), email: try $0("email"))
        }
    }

    static func countRecipients(in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM login WHERE \(customers)") ?? 0
    }

    static func list(limit: Int, offset: Int, in db: any Connection) throws -> (circulars: [Circular], total: Int) {
        let rows = try db.query("SELECT \(columns) FROM circular ORDER BY circular.id DESC LIMIT \(limit) OFFSET \(offset)")
        return (try rows.map(circular), try db.scalar("SELECT COUNT(*) FROM circular") ?? 0)
    }

    static func find(_ id: CircularID, in db: any Connection) throws -> Circular? {
        try db.first("SELECT \(columns) FROM circular WHERE circular.id = \(id)").map(circular)
    }

    static func locked(_ id: CircularID, in db: any Connection) throws -> Circular? {
        _ = try db.query("SELECT id FROM circular WHERE id = \(id)" + db.forUpdate)
        return try find(id, in: db)
    }

    static func insert(
        _ id: CircularID, subject: String, text: String, to: [LoginID], in db: any Connection, at now: Timestamp
    ) throws {
        try db.execute("INSERT INTO circular (id, subject, body, created_at) VALUES (\(id), \(subject), \(text), \(now))")
        for login in to { try db.execute("INSERT INTO circular_recipient (circular_id, login_id) VALUES (\(id), \(login))") }
    }

    static func unwritten(_ id: CircularID, limit: Int, in db: any Connection) throws -> [LoginID] {
        try db.query(
            "SELECT login_id FROM circular_recipient WHERE circular_id = \(id) AND mail_id IS NULL ORDER BY login_id LIMIT \(limit)"
        ).map { try $0("login_id") }
    }

    static func setMail(_ mail: String, of login: LoginID, in id: CircularID, _ db: any Connection) throws {
        try db.execute("UPDATE circular_recipient SET mail_id = \(mail) WHERE circular_id = \(id) AND login_id = \(login)")
    }

    private static func circular(_ row: Row) throws -> Circular {
        Circular(
            id: try row("id"), subject: try row("subject"), text: try row("body"), createdAt: try row("created_at"),
            progress: CircularProgress(
                recipients: try row("recipients"), left: try row("left_over"), waiting: try row("waiting"), failed: try row("failed")))
    }
}
