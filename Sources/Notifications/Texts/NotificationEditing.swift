import Core
import Identity
import Persistence
import Presentation

/// All notifications of the product, as the features declare them.
package struct NotificationCatalogue: Sendable {
    /// By key.
    package let all: [MailNotification]

    package init(_ all: [MailNotification]) { self.all = all.sorted { $0.key < $1.key } }

    /// Throws `Fault(.notFound)`.
    func required(_ key: String) throws -> MailNotification {
        guard let found = all.first(where: { $0.key == key }) else { throw Fault.notFound("notification") }
        return found
    }

    /// One whose texts are edited here. Throws `Fault(.notFound)`.
    func editable(_ key: String) throws -> MailNotification {
        let found = try required(key)
        guard found.editor == nil else { throw Fault.notFound("notification") }
        return found
    }

    /// Lists that have notifications of which copies go.
    var lists: [NotificationList] {
        NotificationList.allCases.filter { list in all.contains { $0.list == list && $0.mayBeCopied } }
    }
}

/// A notification with what staff have decided about it.
package struct NotificationOverview: Sendable {
    package var notification: MailNotification
    /// Languages with a text of the provider's own.
    package var edited: Set<Language>
    /// Whether copies go to subscribed staff; false for one that is never copied.
    package var hasCopies: Bool
}

/// Operations on the texts of notifications (H.NTF-02) and on whether copies of them go (H.NTF-03).
package enum NotificationEditing {
    /// What is sent, and who has written it; nil: it is the one that comes with the product.
    package struct Found: Sendable, Equatable {
        package var text: NotificationText
        package var own: StoredNotificationText?
    }

    static func overview(_ catalogue: NotificationCatalogue, by actor: Actor, in db: any Connection) throws -> [NotificationOverview] {
        try actor.require(.settingsManager)
        let (edited, without) = (try NotificationQueries.edited(in: db), try NotificationQueries.withoutCopies(in: db))
        return catalogue.all.map { overview($0, edited[$0.key] ?? [], !without.contains($0.key)) }
    }

    static func overview(of notification: MailNotification, by actor: Actor, in db: any Connection) throws -> NotificationOverview {
        try actor.require(.settingsManager)
        let edited = try NotificationQueries.edited(in: db)[notification.key] ?? []
        return overview(notification, edited, try NotificationQueries.hasCopies(notification.key, in: db))
    }

    private static func overview(_ notification: MailNotification, _ edited: Set<Language>, _ isOn: Bool) -> NotificationOverview {
        NotificationOverview(notification: notification, edited: edited, hasCopies: notification.mayBeCopied && isOn)
    }

    static func current(
        _ notification: MailNotification, _ language: Language, by actor: Actor, in db: any Connection
    ) throws -> Found {
        try actor.require(.settingsManager)
        let own = try NotificationQueries.text(notification.key, language, in: db)
        return Found(text: own?.text ?? notification.standard(language), own: own)
    }

    /// As `current`, and nobody else changes it until the transaction ends. Call it before `set`, `restore` and `setCopies`.
    static func locked(
        _ notification: MailNotification, _ language: Language, by actor: Actor, in db: any Connection
    ) throws -> Found {
        try actor.require(.settingsManager)
        try NotificationQueries.lock(notification.key, in: db)
        return try current(notification, language, by: actor, in: db)
    }

    /// Throws `Fault(.invalid)` beside `subject` and `text`.
    @discardableResult
    static func set(
        _ typed: NotificationText, for notification: MailNotification, _ language: Language, by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws -> Found {
        let before = try locked(notification, language, by: actor, in: db)
        let text = try typed.checked(for: notification)
        // The product's own words are nobody's edit: with the next release they may be better.
        let isSame = text == before.text || (before.own == nil && text.isLike(before.text))
        if isSame { return before }
        try NotificationQueries.set(text, of: notification.key, language, by: actor.name, in: db, at: now)
        try record("notification.changed", notification, language, from: before.text, to: text, by: actor, in: db, at: now)
        return try current(notification, language, by: actor, in: db)
    }

    /// The text that comes with the product is sent again; the provider's own is gone.
    @discardableResult
    static func restore(
        _ notification: MailNotification, _ language: Language, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Found {
        let before = try locked(notification, language, by: actor, in: db)
        if before.own != nil {
            try NotificationQueries.remove(notification.key, language, in: db)
            try record(
                "notification.restored", notification, language, from: before.text, to: notification.standard(language), by: actor, in: db,
                at: now)
        }
        return try current(notification, language, by: actor, in: db)
    }

    /// Throws `notification.never_copied` (conflict) for one that carries a secret.
    static func setCopies(
        _ hasCopies: Bool, of notification: MailNotification, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try actor.require(.settingsManager)
        if !notification.mayBeCopied {
            if !hasCopies { return }
            throw Fault.conflict(
                key: "notification.never_copied",
                "Copies of this mail never go to anybody: it carries a password or a link, or is of no use to others.")
        }
        try NotificationQueries.lock(notification.key, in: db)
        let before = try NotificationQueries.hasCopies(notification.key, in: db)
        if before == hasCopies { return }
        try NotificationQueries.setCopies(hasCopies, of: notification.key, in: db)
        try Audit.record(
            "notification.copies_changed", on: notification.audited,
            changes: [.init("copies", before ? "on" : "off", hasCopies ? "on" : "off")], by: actor, in: db, at: now)
    }

    /// Sends the text with its examples, so that somebody sees how it arrives. Throws `Fault(.invalid)` beside `to`, `subject` and `text`.
    @discardableResult
    static func sendTest(
        _ typed: NotificationText, of notification: MailNotification, _ language: Language, to address: String, by actor: Actor,
        in db: any Connection, at now: Timestamp
    ) throws -> StoredMail {
        try actor.require(.settingsManager)
        var complaints = Complaints()
        let to = try complaints.take("to") { try MailAddress(address) }
        try complaints.check()
        let text = try typed.checked(for: notification)
        guard let to else { throw Fault.notFound("mail") }
        let settings = try ProviderSettings.current(in: db)
        let filled = text.filled(examples(of: notification, language, settings), language: language)
        let id = try Mails.queue(
            Mail(to: to, subject: filled.subject, text: filled.text, html: filled.html, language: language, kind: .test), in: db, at: now)
        try Audit.record(
            "notification.tested", on: notification.audited,
            changes: [.init("language", nil, language.rawValue), .init("email", nil, to.address)], by: actor, in: db, at: now)
        guard let stored = try MailQueries.find(id, in: db) else { throw Fault.notFound("mail") }
        return stored
    }

    /// Example values, with the provider's own where they are known.
    static func examples(of notification: MailNotification, _ language: Language, _ settings: ProviderSettings) -> [String: String] {
        var values = notification.examples(language)
        if !settings.company.isEmpty { values["company"] = settings.company }
        if !settings.supportAddress.isEmpty { values["support"] = settings.supportAddress }
        return values
    }

    private static func record(
        _ action: StaticString, _ notification: MailNotification, _ language: Language, from before: NotificationText,
        to after: NotificationText, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try Audit.record(
            action, on: notification.audited,
            changes: [
                .init("language", nil, language.rawValue), .init("subject", before.subject, after.subject),
                .init("contentType", before.content.rawValue, after.content.rawValue), .init("text", before.body, after.body),
            ].filter { $0.before != $0.after }, by: actor, in: db, at: now)
    }
}

extension NotificationText {
    /// The same but for blanks at the end.
    fileprivate func isLike(_ other: NotificationText) -> Bool {
        content == other.content && subject == other.subject && body.trimmingWhitespace == other.body.trimmingWhitespace
    }
}

extension MailNotification {
    var audited: AuditEntry.Object { .init("notification", key, title(.english)) }
}
