import Core
import Foundation
import Logging
import Persistence
import Presentation

/// Who is who: signs people in, and is the one verifier of all doors.
package struct Identity: Verifier {
    package let database: any Database
    package let clock: Clock
    package let logins: Logins
    /// What tells people about their logins.
    package let mail: any PersonalMail
    /// Seals the secrets of second factors.
    let masterKey: MasterKey
    /// The provider's settings as this process knows them.
    package let live: LiveSettings
    let logger: Logger
    /// When a refusal was noted last, so that a program that asks all day does not fill the audit log.
    private let noted = Locked<[String: Timestamp]>([:])

    package init(
        database: any Database, clock: Clock, passwords: Passwords = Passwords(), mail: any PersonalMail = NoPersonalMail(),
        masterKey: MasterKey = MasterKey(), live: LiveSettings = LiveSettings(), logger: Logger = Logger(label: "hostwright.identity")
    ) {
        self.database = database
        self.clock = clock
        self.mail = mail
        self.masterKey = masterKey
        self.live = live
        self.logger = logger
        logins = Logins(passwords: passwords)
    }

    package func verify(_ credentials: Credentials, from address: IPAddress?) async throws -> Verified? {
        switch credentials {
        case .session(let handle):
            try await confined(try await Sessions.verify(handle, within: live.current, in: database, at: clock.now))
        case .bearer(let secret): try await Tokens.verify(secret, from: address, in: database, at: clock.now)
        }
    }

    /// Staff who must have a second factor and have shown none reach only the pages that add one.
    private func confined(_ verified: Verified?) async throws -> Verified? {
        guard var verified, let session = verified.session, !session.hasSecondFactor, verified.actor.role == .administrator,
            verified.actor.impersonator == nil
        else { return verified }
        if try await database.read({ db in try SecondFactors.isRequired(.administrator, in: db) }) {
            verified.confinedTo = SecondFactorPages.place
        }
        return verified
    }

    /// The same refusal of the same person is noted once a minute.
    package func note(_ refusal: Fault, of actor: Actor, at route: String) async {
        let now = clock.now
        let key = "\(actor.login?.text ?? "") \(actor.token?.text ?? "") \(refusal.key) \(route)"
        let isNew = noted.withLock { noted in
            if let last = noted[key], now - last < .minutes(1) { return false }
            if noted.count >= 4096 { noted.removeAll() }
            noted[key] = now
            return true
        }
        guard isNew, let origin = actor.origin else { return }
        // Without the row he is refused all the same; that the database does not answer is logged by whoever needs it.
        try? await Audit.refused(
            "access.refused", on: .init(.route, route, route), changes: [.init("reason", nil, refusal.key)], by: actor, from: origin,
            in: database, at: now)
    }

    /// Checks name and password, and starts a session in place of `old` unless a second factor is missing.
    ///
    /// The answer is the same, and takes as long, for a name that does not exist. Throws `Fault(.invalid)`, or `Fault(.limit)` with
    /// `retryAfter` after too many failures.
    package func signIn(
        name: String, password: String, from address: IPAddress?, agent: String? = nil, request: String? = nil, replacing old: SessionID?
    ) async throws -> SignInOutcome {
        let now = clock.now
        // Nobody is counted as having failed because others are hashed.
        try logins.passwords.requireRoom()
        let origin = Actor.Origin(address: address, request: request ?? "")
        let throttle = SignInThrottle(name: name, address: address)
        let found = try await database.write { db -> (login: Login, hash: String)? in
            try throttle.begin(in: db, at: now)
            guard let login = try Logins.find(name: name, in: db), let hash = try LoginQueries.passwordHash(login.id, in: db) else {
                return nil
            }
            return (login, hash)
        }
        guard !PasswordRules.isBeyondAny(password) else { throw Identity.wrong }
        guard let found else {
            try await logins.passwords.pretend(password)
            try await Audit.refused("sign_in.refused", on: .unknownLogin, from: origin, in: database, at: now)
            throw Identity.wrong
        }
        let (isRight, better) = try await logins.passwords.verify(password, found.hash)
        guard isRight, !found.login.isLocked else {
            try await Audit.refused("sign_in.refused", on: .login(found.login), from: origin, in: database, at: now)
            throw Identity.wrong
        }
        return try await database.write { db in
            try throttle.succeeded(in: db)
            if let better { try LoginQueries.setPasswordHash(found.login.id, better, in: db) }
            let source = SignInSource(address: address, agent: agent, request: request, old: old)
            return try finish(found.login, hasFactor: false, from: source, in: db, at: now)
        }
    }

    /// Uses the one-time link up, makes the administrator and signs him in. Throws `Fault(.invalid)` beside the fields, `Fault(.conflict)`
    /// when the link has been used or has expired meanwhile.
    package func makeFirstAdministrator(
        link secret: String, _ new: NewLogin, from address: IPAddress?, agent: String? = nil, request: String? = nil
    ) async throws -> Session {
        var administrator = new
        administrator.role = .administrator
        let asked = clock.now
        // Before the password is hashed: a stranger without a link costs nothing.
        let state = try await database.read { db in try FirstAdministratorLinks.state(secret, in: db, at: asked) }
        guard state == .open else {
            try await refuseLink(from: Actor.Origin(address: address, request: request ?? ""), at: asked)
            throw Identity.linkClosed
        }
        let prepared = try await logins.prepare(administrator, in: database)
        let now = clock.now
        return try await database.write { db in
            guard try FirstAdministratorLinks.use(secret, in: db, at: now) else {
                throw Identity.linkClosed
            }
            let login = try Logins.create(prepared, in: db, at: now)
            return try Sessions.start(for: login.id, from: address, agent: agent, request: request, replacing: nil, in: db, at: now)
        }
    }

    /// Notes a wrong link, and slows down whoever tries many from one address.
    private func refuseLink(from origin: Actor.Origin, at now: Timestamp) async throws {
        let throttle = SignInThrottle(linksFrom: origin.address)
        try await database.write { db in try throttle.begin(in: db, at: now) }
        try await Audit.refused("link.refused", on: .init(.link, "first_administrator", ""), from: origin, in: database, at: now)
    }

    /// The texts for mails to this person.
    func texts(for login: Login, in db: any Connection) throws -> Texts {
        try ProviderSettings.current(in: db).texts(for: login)
    }

    /// Removes what has expired: links, sessions, counted failures. For a daily schedule.
    package func sweep() async throws {
        let now = clock.now
        try await database.write { db in
            try Sessions.sweep(within: ProviderSettings.current(in: db), in: db, at: now)
            try SignInThrottle.sweep(in: db, at: now)
            try PersonalLinks.sweep(in: db, at: now)
            try SecondFactorQueries.removeSteps(before: now - Identity.stepLifetime, in: db)
            try PasskeyQueries.removeChallenges(before: now - Passkeys.challengeTime, in: db)
            try Messages.sweep(in: db, at: now)
        }
    }

    private static let linkClosed = Fault.conflict(
        key: "first_administrator.used", "This link has been used or has expired meanwhile.")
    private static let wrong = Fault(.invalid, key: "sign_in.wrong", "Name or password is not right. Check both and try again.")
}
