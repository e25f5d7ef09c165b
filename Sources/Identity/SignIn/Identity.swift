import Core
import Foundation
import Persistence
import Presentation

/// Who is who: signs people in, and is the one verifier of all doors.
package struct Identity: Verifier {
    package let database: any Database
    package let clock: Clock
    package let logins: Logins

    package init(database: any Database, clock: Clock, passwords: Passwords = Passwords()) {
        self.database = database
        self.clock = clock
        logins = Logins(passwords: passwords)
    }

    package func verify(_ credentials: Credentials, from address: IPAddress?) async throws -> Verified? {
        switch credentials {
        case .session(let handle): try await Sessions.verify(handle, in: database, at: clock.now)
        case .bearer(let secret): try await Tokens.verify(secret, in: database, at: clock.now)
        }
    }

    /// Checks name and password and starts a session in place of `old`.
    ///
    /// The answer is the same, and takes as long, for a name that does not exist. Throws `Fault(.invalid)`, or `Fault(.limit)` with
    /// `retryAfter` after too many failures.
    package func signIn(name: String, password: String, from address: IPAddress?, replacing old: SessionID?) async throws -> Session {
        let now = clock.now
        let throttle = SignInThrottle(name: name, address: address)
        let found = try await database.write { db -> (login: Login, hash: String)? in
            try throttle.begin(in: db, at: now)
            guard let login = try Logins.find(name: name, in: db), let hash = try LoginQueries.passwordHash(login.id, in: db) else {
                return nil
            }
            return (login, hash)
        }
        // Longer than any password can be: not worth a hash of it.
        guard password.utf8.count <= 4 * PasswordRules.maximum else { throw Identity.wrong }
        guard let found else {
            try await logins.passwords.pretend(password)
            throw Identity.wrong
        }
        let (isRight, better) = try await logins.passwords.verify(password, found.hash)
        guard isRight, !found.login.isLocked else { throw Identity.wrong }
        return try await database.write { db in
            try throttle.succeeded(in: db)
            if let better { try LoginQueries.setPasswordHash(found.login.id, better, in: db) }
            return try Sessions.start(for: found.login.id, from: address, replacing: old, in: db, at: now)
        }
    }

    /// Uses the one-time link up, makes the administrator and signs him in. Throws `Fault(.invalid)` beside the fields, `Fault(.conflict)`
    /// when the link has been used or has expired meanwhile.
    package func makeFirstAdministrator(link secret: String, _ new: NewLogin, from address: IPAddress?) async throws -> Session {
        var administrator = new
        administrator.role = .administrator
        let asked = clock.now
        // Before the password is hashed: a stranger without a link costs nothing.
        let state = try await database.read { db in try FirstAdministratorLinks.state(secret, in: db, at: asked) }
        guard state == .open else { throw Identity.linkClosed }
        let prepared = try await logins.prepare(administrator)
        let now = clock.now
        return try await database.write { db in
            guard try FirstAdministratorLinks.use(secret, in: db, at: now) else {
                throw Identity.linkClosed
            }
            let login = try Logins.create(prepared, in: db, at: now)
            return try Sessions.start(for: login.id, from: address, replacing: nil, in: db, at: now)
        }
    }

    /// Removes what has expired: sessions, counted failures. For a daily schedule.
    package func sweep() async throws {
        let now = clock.now
        try await database.write { db in
            try Sessions.sweep(in: db, at: now)
            try SignInThrottle.sweep(in: db, at: now)
        }
    }

    private static let linkClosed = Fault.conflict(
        key: "first_administrator.used", "This link has been used or has expired meanwhile.")
    private static let wrong = Fault(.invalid, key: "sign_in.wrong", "Name or password is not right. Check both and try again.")
}
