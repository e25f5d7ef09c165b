import Core
import Identity
import Persistence
import Presentation

/// The installation's relay: none, or one. Its password lies in the database, encrypted under the master key.
package struct Relays: Sendable {
    let transport: MailTransport
    private let masterKey: MasterKey
    private static let purpose = "password of the mail relay"

    package init(masterKey: MasterKey, transport: MailTransport = .smtp()) {
        self.masterKey = masterKey
        self.transport = transport
    }

    /// nil: mails are kept and shown instead of sent.
    package func current(in db: any Connection) throws -> Relay? {
        try db.first(
            """
            SELECT host, port, security, user_name, sealed_password, sender_address, sender_name, authority FROM mail_relay WHERE only_row = 1
            """
        ).map { row in
            let sealed: [UInt8]? = try row("sealed_password")
            return Relay(
                host: try row("host"), port: try row("port"), security: try row("security"), user: try row("user_name"),
                password: try sealed.map { String(decoding: try masterKey.open($0, for: Self.purpose), as: UTF8.self) } ?? "",
                sender: MailAddress(stored: try row("sender_address"), name: try row("sender_name")), authority: try row("authority"))
        }
    }

    /// Sets the relay. Throws `Fault(.invalid)` beside the fields.
    ///
    /// - Parameter checking: Called with the relay as it is, which nobody else can change any more; nil without one.
    package func change(
        _ form: RelayForm, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Relay?) throws -> Void = { _ in }
    ) throws -> Relay {
        try actor.require(.settingsManager)
        try Self.lock(in: db)
        let before = try current(in: db)
        try checking(before)
        let relay = try form.checked(insteadOf: before)
        let sealed = relay.password.isEmpty ? nil : try masterKey.seal(Array(relay.password.utf8), for: Self.purpose)
        try db.execute(
            """
            INSERT INTO mail_relay (only_row, host, port, security, user_name, sealed_password, sender_address, sender_name, authority)
            VALUES (1, \(relay.host), \(relay.port), \(relay.security), \(relay.user), \(sealed), \(relay.sender.address),
                \(relay.sender.name.text), \(relay.authority))
            ON CONFLICT (only_row) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security,
                user_name = excluded.user_name, sealed_password = excluded.sealed_password, sender_address = excluded.sender_address,
                sender_name = excluded.sender_name, authority = excluded.authority
            """)
        try Audit.record(
            "relay.changed", on: Self.audited, changes: Self.changes(from: before, to: relay), by: actor, in: db, at: now)
        return relay
    }

    /// Back to keeping mails here.
    package func remove(
        by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Relay?) throws -> Void = { _ in }
    ) throws {
        try actor.require(.settingsManager)
        try Self.lock(in: db)
        let current = try current(in: db)
        try checking(current)
        guard let before = current else { return }
        try db.execute("DELETE FROM mail_relay WHERE only_row = 1")
        try Audit.record("relay.removed", on: Self.audited, changes: Self.changes(from: before, to: nil), by: actor, in: db, at: now)
    }

    /// Sends a mail through the relay right now and returns its last words. Throws `Fault(.unavailable)` with them when it did not take it,
    /// `Fault(.conflict)` when there is no relay, `Fault(.invalid)` beside `to`.
    package func test(to typed: String, by actor: Actor, texts: Texts, in database: any Database, at now: Timestamp) async throws -> String
    {
        try actor.require(.settingsManager)
        var complaints = Complaints()
        let to = try complaints.take("to") { try MailAddress(typed) }
        try complaints.check()
        guard let relay = try await database.read({ db in try current(in: db) }), let to else {
            throw Fault.conflict(key: "relay.missing", "There is no relay yet. Set one, then test it.")
        }
        let filled = try await database.read { db in
            let text = try NotificationQueries.text(MailNotification.relayTest.key, texts.language, in: db)?.text
            let settings = try ProviderSettings.current(in: db)
            return (text ?? MailNotification.relayTest.standard(texts.language)).filled(
                ["host": relay.host, "company": settings.company, "support": settings.supportAddress], language: texts.language)
        }
        let message = MailMessage(
            from: relay.sender, to: to, subject: MailLine(filled.subject), text: filled.text, html: filled.html, language: texts.language,
            date: now, id: MailID(at: now).text)
        let words: String
        let isTaken: Bool
        switch await transport.deliver(message, relay) {
        case .taken(let said): (words, isTaken) = (said, true)
        case .refused(let said), .notNow(let said): (words, isTaken) = (said, false)
        }
        try await database.write { db in
            try Audit.record(
                "relay.tested", on: Self.audited, changes: [.init("words", nil, words)], result: isTaken ? .done : .refused, by: actor,
                in: db, at: now)
        }
        if isTaken { return words }
        throw Fault(.unavailable, key: "relay.did_not_take", arguments: ["words": words], "The relay did not take the test: \(words)")
    }

    private static func lock(in db: any Connection) throws {
        _ = try db.query("SELECT only_row FROM mail_relay WHERE only_row = 1\(db.forUpdate)")
    }

    private static let audited = AuditEntry.Object(.settings, "mail_relay", "Mail relay")

    private static func changes(from before: Relay?, to after: Relay?) -> [AuditEntry.Change] {
        func change(_ field: String, _ value: (Relay) -> String) -> AuditEntry.Change {
            .init(field, before.map(value), after.map(value))
        }
        return [
            change("host") { $0.host }, change("port") { String($0.port) }, change("security") { $0.security.rawValue },
            change("user") { $0.user }, change("senderAddress") { $0.sender.address }, change("senderName") { $0.sender.name.text },
            .init("password", nil, before?.password == after?.password ? nil : "changed"),
            .init("authority", nil, before?.authority == after?.authority ? nil : "changed"),
        ]
    }
}

extension Relays {
    /// Where somebody who can sign in reads mail.
    func address(of login: LoginID, in db: any Connection) throws -> String? { try Logins.find(login, in: db)?.email }
}
