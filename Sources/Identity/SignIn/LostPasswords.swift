import Core
import Persistence
import Presentation

/// A password that somebody has forgotten: a one-time link by mail, then a new password.
package struct LostPasswords: Sendable {
    let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    /// The answer takes at least this long, whoever asks for whom, so that its time does not tell whether there is such a login.
    static let answerTime = Duration.milliseconds(200)
    /// So many people at most share an address.
    private static let mostOfAddress = 5

    package static func path(_ secret: String) -> Link { "/new-password/\(secret)" }

    /// Sends a link to every login that has this name or e-mail address. Says nothing about whether there is one.
    ///
    /// Throws `Fault(.invalid)` beside `name` when it is empty, `Fault(.limit)` when asked too often.
    package func ask(_ typed: String, panel: String, origin: Actor.Origin?) async throws {
        let began = ContinuousClock.now
        let typed = typed.trimmed
        if typed.isEmpty {
            throw Fault.invalid(.init("name", key: "lost_password.empty", "Type your sign-in name or your e-mail address."))
        }
        let (identity, now) = (identity, identity.clock.now)
        let stranger = Actor(role: .customer, login: nil, name: "", origin: origin)
        try await identity.database.write { db in
            try SignInThrottle(lost: typed, address: origin?.address).begin(in: db, at: now)
            // Nothing that long is stored, and the throttle has counted it.
            guard typed.utf8.count <= 320 else { return }
            var found = try LoginQueries.find(email: typed, limit: Self.mostOfAddress, in: db)
            if let named = try Logins.find(name: typed, in: db), !found.contains(named) { found.append(named) }
            for login in found where !login.isLocked {
                let secret = try PersonalLinks.mint(.password, for: login.id, in: db, at: now)
                try identity.mail.send(
                    .newPasswordLink(
                        login, texts: try identity.texts(for: login, in: db), panel: panel, link: panel + Self.path(secret).text,
                        until: now + PersonalLinks.Purpose.password.lifetime), in: db, at: now)
                try Audit.record("login.password_link_sent", on: login.audited, by: stranger, in: db, at: now)
            }
        }
        try await Task.sleep(until: began + Self.answerTime, clock: .continuous)
    }

    /// Uses the link up and sets the password; every session of the login ends. Second factors stay.
    ///
    /// Throws `Fault(.invalid)` beside `password`, `Fault(.conflict)` for a link that is not open.
    package func replace(link secret: String, with password: String, panel: String, origin: Actor.Origin?) async throws -> Login {
        let (identity, asked) = (identity, identity.clock.now)
        // Before the password is hashed: a stranger without a link costs nothing.
        let login = try await identity.database.read { db -> Login in
            guard case .open(let found) = try PersonalLinks.state(secret, for: .password, in: db, at: asked),
                let login = try LoginQueries.find(found.login, in: db), !login.isLocked
            else { throw PersonalLinks.closed }
            return login
        }
        let hash = try await identity.logins.prepare(newPassword: password, of: login, field: "password", in: identity.database)
        let now = identity.clock.now
        try await identity.database.write { db in
            _ = try PersonalLinks.use(secret, for: .password, in: db, at: now)
            try Logins.setPassword(hash, of: login, keeping: nil, in: db, at: now)
            try identity.mail.send(
                .passwordChanged(login, texts: try identity.texts(for: login, in: db), panel: panel, at: now), in: db, at: now)
            try Audit.record("login.password_replaced", on: login.audited, by: login.actor(from: origin), in: db, at: now)
        }
        return login
    }
}
