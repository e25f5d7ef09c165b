import Core
import Foundation
import Persistence
import Presentation

/// What a person changes about himself: name, language, time zone, e-mail address, password. And the password that staff give to somebody.
package struct Profiles: Sendable {
    let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    /// As typed. nil stays; an empty language, time zone or theme is the provider's.
    package struct Change: Sendable {
        package var person: String?
        package var language: String?
        package var timeZone: String?
        package var theme: String?

        package init(person: String? = nil, language: String? = nil, timeZone: String? = nil, theme: String? = nil) {
            self.person = person
            self.language = language
            self.timeZone = timeZone
            self.theme = theme
        }
    }

    /// The person behind the actor. Throws `Fault(.forbidden)` for staff in a customer's panel: this is the person's alone (security rule 19).
    package static func own(_ actor: Actor, in db: any Connection) throws -> Login {
        if actor.impersonator != nil {
            throw Fault(
                .forbidden, key: "impersonation.protected",
                "This belongs to the person alone: whoever has entered somebody's panel neither sees nor changes it.")
        }
        guard let id = actor.login, let login = try LoginQueries.find(id, in: db) else { throw Fault.notFound("login") }
        return login
    }

    // MARK: Name, language, time zone, appearance

    /// Throws `Fault(.invalid)` beside `person`, `language`, `timeZone`, `theme`; also for a choice that the provider does not leave to customers.
    ///
    /// - Parameter checking: Called with the person as he is, whom nobody else can change any more.
    package static func change(
        _ typed: Change, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Login) throws -> Void = { _ in }
    ) throws -> Login {
        try LoginQueries.lock(try own(actor, in: db).id, in: db)
        let login = try own(actor, in: db)
        try checking(login)
        return try change(login, typed, maySet: try ProviderSettings.current(in: db), by: actor, in: db, at: now)
    }

    /// Gives somebody a language and an appearance: what staff do who set him up. They may do so whatever the person may choose himself.
    ///
    /// - Parameter checking: Called with the person as he is, whom nobody else can change any more.
    package static func give(
        _ typed: Change, to name: String, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Login) throws -> Void = { _ in }
    ) throws -> Login {
        try LoginQueries.lock(try subject(name, by: actor, in: db).id, in: db)
        let login = try subject(name, by: actor, in: db)
        try checking(login)
        return try change(login, typed, maySet: nil, by: actor, in: db, at: now)
    }

    /// - Parameter settings: Say what the person may choose himself; nil: everything.
    private static func change(
        _ login: Login, _ typed: Change, maySet settings: ProviderSettings?, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Login {
        var complaints = Complaints()
        var new = login
        if let person = typed.person { new.person = try complaints.take("person") { try person.asName() } ?? login.person }
        if let language = typed.language { new.language = language.isEmpty ? nil : language }
        if let zone = typed.timeZone { new.timeZone = zone.isEmpty ? nil : zone }
        if let theme = typed.theme {
            new.theme = Theme(rawValue: theme)
            if new.theme == nil, !theme.isEmpty {
                complaints.add("theme", key: "theme.unknown", "There is no such appearance. Choose one from the list.")
            }
        }
        if new.language != login.language { try checkLanguage(new.language, settings, login.role, &complaints) }
        if let zone = new.timeZone, zone != login.timeZone, !TimeZones.all.contains(zone) {
            complaints.add("timeZone", key: "time_zone.unknown", "There is no such time zone. Choose one from the list: Europe/Berlin.")
        } else if new.timeZone != login.timeZone, settings?.letsChoose(login.role) == false {
            complaints.add("timeZone", key: "profile.fixed", "Your provider has settled this for everybody.")
        }
        if new.theme != login.theme, settings?.letsChooseTheme(login.role) == false {
            complaints.add("theme", key: "profile.fixed", "Your provider has settled this for everybody.")
        }
        try complaints.check()
        try LoginQueries.setPerson(login.id, new.person, in: db)
        try LoginQueries.setPreferences(login.id, language: new.language, timeZone: new.timeZone, theme: new.theme, in: db)
        let changes: [AuditEntry.Change] = [
            .init("person", login.person, new.person), .init("language", login.language, new.language),
            .init("timeZone", login.timeZone, new.timeZone), .init("theme", login.theme?.rawValue, new.theme?.rawValue),
        ]
        if changes.contains(where: { $0.before != $0.after }) {
            try Audit.record("login.changed", on: login.audited, changes: changes, by: actor, in: db, at: now)
        }
        return new
    }

    private static func checkLanguage(
        _ language: String?, _ settings: ProviderSettings?, _ role: Actor.Role, _ complaints: inout Complaints
    ) throws {
        if let language, Language(rawValue: language) == nil {
            complaints.add("language", key: "language.unknown", "The panel does not speak this language. Choose one from the list.")
        } else if settings?.letsChoose(role) == false {
            complaints.add("language", key: "profile.fixed", "Your provider has settled this for everybody.")
        }
    }

    // MARK: E-mail address

    /// Sends the link that confirms the new address to it. Until it is followed the old one stays. Throws `Fault(.invalid)` beside `email`.
    package func askEmail(_ typed: String, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> String {
        try askEmail(typed, for: Self.own(actor, in: db), panel: panel, by: actor, in: db, at: now)
    }

    /// The same for somebody else, whom staff may act for: whoever reads the mail of the new address decides, not who typed it.
    package func askEmail(
        _ typed: String, of name: String, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> String {
        try askEmail(typed, for: Self.subject(name, by: actor, in: db), panel: panel, by: actor, in: db, at: now)
    }

    private func askEmail(
        _ typed: String, for login: Login, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> String {
        var complaints = Complaints()
        let address = try complaints.take("email") { try Logins.checkEmail(typed) } ?? ""
        if complaints.fields.isEmpty, address == login.email {
            complaints.add("email", key: "email.same", "This is the address already.")
        }
        try complaints.check()
        let throttle = SignInThrottle(lost: "email:" + login.id.text, address: actor.origin?.address)
        try throttle.begin(in: db, at: now)
        let secret = try PersonalLinks.mint(.email, for: login.id, email: address, in: db, at: now)
        try identity.mail.send(
            .emailConfirmation(
                login, to: address, texts: try identity.texts(for: login, in: db), panel: panel,
                link: panel + Self.emailPath(secret).text, until: now + PersonalLinks.Purpose.email.lifetime), in: db, at: now)
        try Audit.record(
            "login.email_change_asked", on: login.audited, changes: [.init("email", login.email, address)], by: actor, in: db, at: now)
        return address
    }

    package static func emailPath(_ secret: String) -> Link { "/confirm-email/\(secret)" }

    /// Uses the link up: the address is the person's, and the old one is told. Throws `Fault(.conflict)` for a link that is not open.
    package func confirmEmail(
        link secret: String, panel: String, origin: Actor.Origin?, in db: any Connection, at now: Timestamp
    ) throws -> Login {
        let found = try PersonalLinks.use(secret, for: .email, in: db, at: now)
        guard var login = try LoginQueries.find(found.login, in: db), !login.isLocked, let address = found.email else {
            throw PersonalLinks.closed
        }
        let old = login.email
        try LoginQueries.setEmail(login.id, address, in: db)
        login.email = address
        // A link for a lost password that went to the old address is not worth anything any more.
        try PersonalLinks.revoke(.password, of: login.id, in: db)
        try identity.mail.send(
            .emailChanged(login, from: old, texts: try identity.texts(for: login, in: db), panel: panel, at: now), in: db, at: now)
        try Audit.record(
            "login.email_changed", on: login.audited, changes: [.init("email", old, address)], by: login.actor(from: origin), in: db,
            at: now)
        return login
    }

    // MARK: Password

    /// Changes the password of the one who acts; all his sessions end but `session`.
    ///
    /// Throws `Fault(.invalid)` beside `password` (the old one) and `newPassword`; `Fault(.limit)` after too many wrong ones.
    package func changePassword(
        from old: String, to new: String, panel: String, by actor: Actor, keeping session: SessionID?
    ) async throws {
        let login = try await proven(password: old, by: actor, field: "password")
        if new == old {
            throw Fault.invalid(.init("newPassword", key: "password.same", "This is your present password. Choose another one."))
        }
        let hash = try await identity.logins.prepare(newPassword: new, of: login, field: "newPassword", in: identity.database)
        let (now, identity) = (identity.clock.now, identity)
        try await identity.database.write { db in
            try Logins.setPassword(hash, of: login, keeping: session, in: db, at: now)
            if let session { try SessionProofs.prove(session, in: db, at: now) }
            try identity.mail.send(
                .passwordChanged(login, texts: try identity.texts(for: login, in: db), panel: panel, at: now), in: db, at: now)
            try Audit.record("login.password_changed", on: login.audited, by: actor, in: db, at: now)
        }
    }

    /// The person who acts, if this is his password. Tries are slowed down like those of a second factor.
    func proven(password: String, by actor: Actor, field: String) async throws -> Login {
        let now = identity.clock.now
        let (login, hash) = try await identity.database.write { db in
            let login = try Profiles.own(actor, in: db)
            try SignInThrottle(secondFactorOf: login.id, address: actor.origin?.address).begin(in: db, at: now)
            return (login, try LoginQueries.passwordHash(login.id, in: db) ?? "")
        }
        let wrong = Fault.invalid(.init(field, key: "password.wrong", "This is not your present password."))
        guard !PasswordRules.isBeyondAny(password) else { throw wrong }
        guard try await identity.logins.passwords.verify(password, hash).isRight else { throw wrong }
        try await identity.database.write { db in
            try SignInThrottle(secondFactorOf: login.id, address: actor.origin?.address).succeeded(in: db)
        }
        return login
    }

    /// What staff have given somebody.
    package struct Given: Sendable {
        package var login: Login
        /// Set when the program made the password: to be shown this once.
        package var made: String?
    }

    /// Gives a login a password; with an empty one the program makes it. All sessions of the login end.
    ///
    /// Customers' need `accountManager`; staff's `staffManager` and all that person's permissions. One's own is changed with the old one.
    package func givePassword(_ typed: String, to name: String, panel: String, by actor: Actor) async throws -> Given {
        let login = try await identity.database.read { db in try Self.subject(name, by: actor, in: db) }
        if login.id == actor.login {
            throw Fault.conflict(key: "password.own", "This is your own sign-in name. Change your password on your profile.")
        }
        let policy = try await identity.database.read { db in try ProviderSettings.current(in: db).passwords }
        let made = typed.isEmpty ? Passwords.made(for: policy) : nil
        let hash = try await identity.logins.prepare(newPassword: made ?? typed, of: login, field: "password", in: identity.database)
        let (now, identity) = (identity.clock.now, identity)
        try await identity.database.write { db in
            let login = try Self.subject(name, by: actor, in: db)
            try Logins.setPassword(hash, of: login, keeping: nil, in: db, at: now)
            try identity.mail.send(
                .passwordChanged(login, texts: try identity.texts(for: login, in: db), panel: panel, at: now), in: db, at: now)
            try Audit.record("login.password_given", on: login.audited, by: actor, in: db, at: now)
        }
        return Given(login: login, made: made)
    }

    /// The login of that name, for staff who may act for it. Throws `Fault(.notFound)` for one that is out of reach.
    static func subject(_ name: String, by actor: Actor, in db: any Connection) throws -> Login {
        guard let login = try Logins.find(name: name, in: db) else {
            try actor.require(.accountManager)
            throw Fault.notFound("login")
        }
        if login.role == .customer {
            try actor.require(.accountManager)
        } else {
            try actor.require(.staffManager)
            if try !StaffRoleQueries.permissions(of: login.id, in: db).isSubset(of: actor.permissions) {
                throw Fault(
                    .forbidden, key: "login.outranks", arguments: ["login": login.name],
                    "\(login.name) may do more than you may, so you cannot do this.")
            }
        }
        return login
    }
}

extension Login {
    /// As the audit log names it. A customer sees what was done to his own login.
    var audited: AuditEntry.Object { AuditEntry.Object(.login, id.text, name, owner: id) }

    func actor(from origin: Actor.Origin?) -> Actor {
        var actor = actor
        actor.origin = origin
        return actor
    }
}

/// The zones people choose from: places of the IANA database, and UTC.
package enum TimeZones {
    package static let all: [String] =
        ["UTC"]
        + TimeZone.knownTimeZoneIdentifiers.filter { name in
            ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"].contains {
                name.hasPrefix($0 + "/")
            }
        }.sorted()
}
