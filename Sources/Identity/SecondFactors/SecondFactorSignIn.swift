import Core
import Persistence
import Presentation

/// What name and password lead to.
package enum SignInOutcome: Sendable {
    case signedIn(Session)
    /// The password was right, and nothing is open yet: the handle, in a cookie, leads to the page that asks for the second factor.
    case secondFactorNeeded(handle: String)
}

/// Where somebody comes from who signs in.
package struct SignInSource: Sendable {
    package var address: IPAddress?
    /// The browser's `User-Agent`.
    package var agent: String?
    /// The request's id.
    package var request: String?
    /// The session that this one replaces.
    package var old: SessionID?

    package init(address: IPAddress?, agent: String? = nil, request: String? = nil, old: SessionID? = nil) {
        self.address = address
        self.agent = agent
        self.request = request
        self.old = old
    }

    var origin: Actor.Origin { Actor.Origin(address: address, request: request ?? "") }
}

extension Visit {
    var signInSource: SignInSource {
        SignInSource(address: address, agent: headers[.userAgent], request: requestID, old: session?.id)
    }
}

extension Identity {
    /// So long there is time for the second factor after the password.
    static let stepLifetime = Duration.minutes(10)

    /// Opens the session, or asks for the second factor first. `hasFactor`: what was shown counts as two already.
    func finish(
        _ login: Login, hasFactor: Bool, from source: SignInSource, in db: any Connection, at now: Timestamp
    ) throws -> SignInOutcome {
        if !hasFactor, try SecondFactors.overview(of: login, in: db).isOn {
            let handle = randomSecret()
            try SecondFactorQueries.insertStep(handle, of: login.id, in: db, at: now)
            return .secondFactorNeeded(handle: handle)
        }
        return .signedIn(try open(login, hasFactor: hasFactor, from: source, in: db, at: now))
    }

    private func open(
        _ login: Login, hasFactor: Bool, from source: SignInSource, in db: any Connection, at now: Timestamp
    ) throws -> Session {
        let session = try Sessions.start(
            for: login.id, from: source.address, agent: source.agent, request: source.request, replacing: source.old, in: db, at: now)
        if hasFactor { try SessionProofs.markSecondFactor(session.id, in: db) }
        return session
    }

    /// Who stands between password and second factor, and what he has; nil when the time is over.
    func halfSignedIn(_ handle: String?) async throws -> (login: Login, has: SecondFactors.Overview)? {
        guard let handle else { return nil }
        let since = clock.now - Self.stepLifetime
        return try await database.read { db in
            guard let id = try SecondFactorQueries.step(handle, since: since, in: db), let login = try LoginQueries.find(id, in: db),
                !login.isLocked
            else { return nil }
            return (login, try SecondFactors.overview(of: login, in: db))
        }
    }

    /// What is shown as the second factor.
    enum ShownFactor: Sendable {
        case code(String)
        case passkey(PasskeyAnswer, browser: String, party: RelyingParty)
    }

    /// Checks the factor and opens the session. Throws `Fault(.invalid)` beside `code`, `Fault(.limit)` after too many wrong ones,
    /// `Fault(.unauthenticated)` when the time is over.
    func finishSignIn(_ handle: String?, showing factor: ShownFactor, from source: SignInSource) async throws -> Session {
        guard let handle, let (login, _) = try await halfSignedIn(handle) else { throw Self.stepEnded }
        try await check(factor, of: login, by: login.actor(from: source.origin)) { identity, db, now in
            // A second one with the same handle finds the door closed.
            guard try SecondFactorQueries.removeStep(handle, in: db) else { throw Self.stepEnded }
        }
        let (identity, now) = (self, clock.now)
        return try await database.write { db in try identity.open(login, hasFactor: true, from: source, in: db, at: now) }
    }

    /// Counts the try, checks the factor, and in the same transaction does what it is for.
    func check(
        _ factor: ShownFactor, of login: Login, by actor: Actor,
        then act: @escaping @Sendable (Identity, any Connection, Timestamp) throws -> Void
    ) async throws {
        let (identity, now) = (self, clock.now)
        let throttle = SignInThrottle(secondFactorOf: login.id, address: actor.origin?.address)
        try await database.write { db in try throttle.begin(in: db, at: now) }
        try await database.write { db in
            switch factor {
            case .code(let typed):
                _ = try SecondFactors(identity).take(typed, of: login, by: actor, in: db, at: now)
            case .passkey(let answer, let browser, let party):
                let shown = try Passkeys(identity).take(answer, of: login, browser: browser, party: party, needsPIN: false, in: db, at: now)
                guard shown.login.id == login.id else { throw Passkeys.wrong }
            }
            try throttle.succeeded(in: db)
            try act(identity, db, now)
        }
    }

    static let stepEnded = Fault(
        .unauthenticated, key: "sign_in.step_ended", "Too much time has passed since the password. Sign in again.")
}
