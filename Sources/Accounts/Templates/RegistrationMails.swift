import Core
import Identity
import Persistence
import Presentation

/// The texts of the mail that new customers get: one per template and language, one default per language for whoever has no template, and
/// the product's own where nobody has written one (C.TPL-06).
package enum RegistrationMails {
    /// What is sent, and whether it was written for exactly this template (nil: for whoever has none).
    package struct Found: Sendable {
        package var text: RegistrationText
        package var isOwn: Bool
    }

    /// The template's text in the language, else the default of the language, else the product's own.
    package static func current(_ template: UserTemplateID?, _ language: Language, in db: any Connection) throws -> Found {
        if let text = try RegistrationMailQueries.find(for: template, language, in: db) { return Found(text: text, isOwn: true) }
        if template != nil, let text = try RegistrationMailQueries.find(for: nil, language, in: db) {
            return Found(text: text, isOwn: false)
        }
        return Found(text: Texts(language).templates.standardMail, isOwn: false)
    }

    /// As `current`, with the template's row locked. Call it before `set` and `restore`.
    package static func locked(_ template: UserTemplate?, _ language: Language, in db: any Connection) throws -> Found {
        if let template, try UserTemplateQueries.locked(template.id, in: db) == nil { throw Fault.notFound("template") }
        return try current(template?.id, language, in: db)
    }

    /// Throws `Fault(.invalid)` beside `subject` and `text`.
    package static func set(
        _ typed: RegistrationText, for template: UserTemplate?, _ language: Language, by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws -> Found {
        try actor.require(.accountManager)
        let text = try typed.checked()
        if try RegistrationMailQueries.find(for: template?.id, language, in: db) != text {
            try RegistrationMailQueries.set(text, for: template?.id, language, in: db)
            try record(template, language, "registration_mail.changed", by: actor, in: db, at: now)
        }
        return Found(text: text, isOwn: true)
    }

    /// Takes the text that was written for the template, or the default, away: what it stood before counts again.
    package static func restore(
        _ template: UserTemplate?, _ language: Language, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Found {
        try actor.require(.accountManager)
        if try RegistrationMailQueries.find(for: template?.id, language, in: db) != nil {
            try RegistrationMailQueries.remove(for: template?.id, language, in: db)
            try record(template, language, "registration_mail.restored", by: actor, in: db, at: now)
        }
        return try current(template?.id, language, in: db)
    }

    private static func record(
        _ template: UserTemplate?, _ language: Language, _ action: StaticString, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try Audit.record(
            action, on: template?.audited ?? .init("registration_mail", language.rawValue, language.ownName),
            changes: [.init("language", nil, language.rawValue)], by: actor, in: db, at: now)
    }
}

/// All statements on `registration_mail`. The default has an empty `template`.
enum RegistrationMailQueries {
    static func find(for template: UserTemplateID?, _ language: Language, in db: any Connection) throws -> RegistrationText? {
        try db.first(
            "SELECT subject, body FROM registration_mail WHERE template = \(key(template)) AND language = \(language.rawValue)"
        ).map { RegistrationText(subject: try $0("subject"), text: try $0("body")) }
    }

    static func stored(for template: UserTemplateID?, in db: any Connection) throws -> [Language: RegistrationText] {
        var found: [Language: RegistrationText] = [:]
        for row in try db.query("SELECT language, subject, body FROM registration_mail WHERE template = \(key(template))") {
            guard let language = Language(rawValue: try row("language")) else { continue }
            found[language] = RegistrationText(subject: try row("subject"), text: try row("body"))
        }
        return found
    }

    static func set(_ text: RegistrationText, for template: UserTemplateID?, _ language: Language, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO registration_mail (template, language, subject, body)
            VALUES (\(key(template)), \(language.rawValue), \(text.subject), \(text.text))
            ON CONFLICT (template, language) DO UPDATE SET subject = excluded.subject, body = excluded.body
            """)
    }

    static func remove(for template: UserTemplateID?, _ language: Language, in db: any Connection) throws {
        try db.execute("DELETE FROM registration_mail WHERE template = \(key(template)) AND language = \(language.rawValue)")
    }

    static func removeAll(for template: UserTemplateID, in db: any Connection) throws {
        try db.execute("DELETE FROM registration_mail WHERE template = \(template)")
    }

    private static func key(_ template: UserTemplateID?) -> String { template?.text ?? "" }
}
