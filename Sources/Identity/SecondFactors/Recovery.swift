import Core
import Persistence
import Presentation

/// The way back in for somebody who has lost his second factor or his password, on the word of whoever has the machine itself: whoever can
/// read the database and the master key needs no further proof.
package struct Recovery: Sendable {
    let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    package static func path(_ secret: String) -> Link { "/recover/\(secret)" }

    /// Removes the second factors of the login, unlocks it, ends its sessions, and makes a link that signs in once. Throws `Fault(.notFound)`.
    package func begin(_ name: String, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> String {
        guard let login = try Logins.find(name: name, in: db) else { throw Fault.notFound("login") }
        if try SecondFactors.overview(of: login, in: db).isOn {
            try SecondFactors(identity).removeAll(of: login, panel: panel, by: actor, in: db, at: now)
        }
        if login.isLocked { try Logins.setLocked(login.id, false, in: db) }
        try SessionQueries.removeAll(of: login.id, except: nil, in: db)
        try SignInThrottle.forget(name: login.name, in: db)
        let secret = try PersonalLinks.mint(.recovery, for: login.id, in: db, at: now)
        try Audit.record(
            "login.recovery_link_made", on: login.audited, changes: [.init("locked", login.isLocked ? "1" : nil, nil)], by: actor, in: db,
            at: now)
        return panel + Self.path(secret).text
    }

    /// Uses the link up and signs in. A new password is set unless it is empty; all other sessions end then.
    ///
    /// Throws `Fault(.invalid)` beside `password`, `Fault(.conflict)` for a link that is not open.
    func signIn(link secret: String, newPassword password: String, panel: String, from source: SignInSource) async throws -> Session {
        let (identity, asked) = (identity, identity.clock.now)
        let login = try await identity.database.read { db -> Login in
            guard case .open(let found) = try PersonalLinks.state(secret, for: .recovery, in: db, at: asked),
                let login = try LoginQueries.find(found.login, in: db), !login.isLocked
            else { throw PersonalLinks.closed }
            return login
        }
        let hash =
            password.isEmpty
            ? nil
            : try await identity.logins.prepare(newPassword: password, of: login, field: "password", in: identity.database)
        let now = identity.clock.now
        return try await identity.database.write { db in
            _ = try PersonalLinks.use(secret, for: .recovery, in: db, at: now)
            let actor = login.actor(from: source.origin)
            if let hash {
                try Logins.setPassword(hash, of: login, keeping: nil, in: db, at: now)
                try identity.mail.send(
                    .passwordChanged(login, texts: try identity.texts(for: login, in: db), panel: panel, at: now), in: db, at: now)
            }
            try Audit.record(
                "login.recovered", on: login.audited, changes: [.init("password", nil, hash == nil ? nil : "changed")], by: actor, in: db,
                at: now)
            guard case .signedIn(let session) = try identity.finish(login, hasFactor: false, from: source, in: db, at: now) else {
                throw PersonalLinks.closed
            }
            return session
        }
    }
}

/// Where the link leads.
struct RecoveryPages: Sendable {
    private let identity: Identity

    init(_ identity: Identity) { self.identity = identity }

    var routes: Routes {
        var routes = Routes()
        routes.form("/recover/{link}", .anyone(because: "the one-time link itself is the proof"), show: show, submit: signIn)
        return routes
    }

    private func show(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let now = visit.now
        let (state, login) = try await visit.database.read { db in
            let state = try PersonalLinks.state(secret, for: .recovery, in: db, at: now)
            guard case .open(let found) = state else { return (state, Login?.none) }
            return (state, try LoginQueries.find(found.login, in: db))
        }
        guard let login else { return closedLinkPage(visit, state, again: nil) }
        let policy = try await visit.passwordPolicy()
        let texts = visit.texts.secondFactor
        return Page(texts.recoverTitle, summary: texts.recoverText, frame: .plain) {
            postForm(visit, form) {
                userName(login)
                p(.class("hint"), text: texts.recoverPasswordHint)
                newPasswordFields(visit, form, "password", policy, label: texts.recoverPassword, isRequired: false)
                formActions { submitButton(visit.texts.identity.signIn) }
            }
        }
    }

    private func signIn(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let password = try form.values.newPassword("password", again: "passwordAgain", visit)
        let session = try await Recovery(identity).signIn(
            link: secret, newPassword: password, panel: visit.origin, from: visit.signInSource)
        return Redirect(
            SecondFactorPages.place, saying: .done(visit.texts.secondFactor.recoverDone), cookies: [visit.sessionCookie(session)])
    }
}
