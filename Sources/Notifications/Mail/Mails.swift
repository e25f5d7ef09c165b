import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Outgoing mail. A mail is queued in the transaction of what it tells: both happen or neither. A job sends it.
package enum Mails {
    /// - Returns: the mail's id, which also stands in its Message-ID.
    @discardableResult
    package static func queue(_ mail: Mail, in db: any Connection, at now: Timestamp) throws -> MailID {
        let id = MailID(at: now)
        try MailQueries.insert(id, mail, in: db, at: now)
        try JobQueue(clock: Clock { now }).enqueue(SendMail(mail: id), in: db)
        return id
    }

    /// A mail of the provider's own words to somebody who can sign in, in the language of his that `settings` give.
    @discardableResult
    package static func tell(
        _ login: Login, _ kind: Mail.Kind, subject: String, text: String, settings: ProviderSettings, account: AccountID? = nil,
        isSecret: Bool = false, in db: any Connection, at now: Timestamp
    ) throws -> MailID {
        try queue(
            Mail(
                to: login.mailAddress, subject: subject, text: text, language: settings.texts(for: login).language, kind: kind,
                account: account, login: login.id, isSecret: isSecret), in: db, at: now)
    }

    /// A notification, with the text that staff have written or the one that comes with the product, and its copies for staff.
    ///
    /// - Parameters:
    ///   - language: the recipient's.
    ///   - values: what its variables stand for; `company` and `support` are known here unless given.
    @discardableResult
    package static func notify(
        _ notification: MailNotification, to: MailAddress, language: Language, login: LoginID? = nil, account: AccountID? = nil,
        values: [String: String], settings: ProviderSettings, in db: any Connection, at now: Timestamp
    ) throws -> MailID {
        let text = try NotificationQueries.text(notification.key, language, in: db)?.text ?? notification.standard(language)
        let values = values.merging(["company": settings.company, "support": settings.supportAddress]) { own, _ in own }
        let filled = text.filled(values, language: language)
        var mail = Mail(
            to: to, subject: filled.subject, text: filled.text, html: filled.html, language: language,
            kind: Mail.Kind(rawValue: notification.key), account: account, login: login, isSecret: notification.isSecret)
        let id = try queue(mail, in: db, at: now)
        guard notification.mayBeCopied, try NotificationQueries.hasCopies(notification.key, in: db) else { return id }
        // Each in an envelope of its own: what becomes of a copy is nothing to the others.
        (mail.login, mail.account, mail.copyOf) = (nil, nil, id)
        for subscriber in try SubscriptionQueries.all(in: db)
        where subscriber.lists.contains(notification.list) && subscriber.address.address.folded != to.address.folded {
            mail.to = subscriber.address
            try queue(mail, in: db, at: now)
        }
        return id
    }

    /// A notification to somebody who can sign in, in his language.
    @discardableResult
    package static func notify(
        _ notification: MailNotification, to login: Login, account: AccountID? = nil, values: [String: String],
        settings: ProviderSettings, in db: any Connection, at now: Timestamp
    ) throws -> MailID {
        try notify(
            notification, to: login.mailAddress, language: settings.texts(for: login).language, login: login.id, account: account,
            values: values.merging(["person": login.person, "login": login.name, "email": login.email]) { own, _ in own },
            settings: settings, in: db, at: now)
    }

    package static func find(_ id: MailID, by actor: Actor, in db: any Connection) throws -> StoredMail? {
        try actor.require(.settingsManager)
        return try MailQueries.find(id, in: db)
    }

    /// Newest first.
    package static func list(_ filter: MailFilter, by actor: Actor, in db: any Connection) throws -> (mails: [StoredMail], total: Int) {
        try actor.require(.settingsManager)
        return try MailQueries.list(filter, in: db)
    }

    /// The mails after `last` in the filter's order.
    package static func following(
        _ filter: MailFilter, after last: MailID?, by actor: Actor, in db: any Connection
    ) throws -> [StoredMail] {
        try actor.require(.settingsManager)
        return try MailQueries.following(filter, after: last, in: db)
    }

    package static func counts(in db: any Connection) throws -> [MailState: Int] { try MailQueries.counts(in: db) }

    /// How many were given up, counted to a hundred: the menu asks on every page, and the log may be long.
    static func failed(in db: any Connection) throws -> Int { try MailQueries.count(.failed, upTo: 100, in: db) }

    /// How many of those written since then were given up.
    package static func givenUp(since moment: Timestamp, in db: any Connection) throws -> Int {
        try MailQueries.failed(since: moment, in: db)
    }

    /// Sends a mail that was sent, kept or given up once more. Faults: `mail.not_found`, `mail.waiting`, `mail.secret_gone`.
    package static func sendAgain(_ id: MailID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> StoredMail {
        try actor.require(.settingsManager)
        guard var stored = try MailQueries.find(id, in: db) else { throw Fault.notFound("mail") }
        if stored.state == .waiting { throw Fault.conflict(key: "mail.waiting", "This mail is on its way already.") }
        if stored.mail.isSecret, stored.mail.text.isEmpty {
            throw Fault.conflict(
                key: "mail.secret_gone",
                "This mail carried a secret, which was forgotten once the mail had left. Have whoever waits for it ask for a new one.")
        }
        stored.state = .waiting
        try MailQueries.setState(id, .waiting, words: "", attempts: 0, sentAt: nil, in: db)
        try JobQueue(clock: Clock { now }).enqueue(SendMail(mail: id), in: db)
        try Audit.record(
            "mail.sent_again", on: .init("mail", id.text, stored.mail.subject.text, account: stored.mail.account), by: actor, in: db,
            at: now)
        return stored
    }
}
