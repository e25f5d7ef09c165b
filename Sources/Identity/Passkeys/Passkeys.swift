import Core
import Foundation
import Logging
import Persistence
import Presentation

/// Passkeys (WebAuthn Level 2): a way in of their own, or the second factor beside a password.
package struct Passkeys: Sendable {
    let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    /// So long a browser has to answer a challenge.
    static let challengeTime = Duration.minutes(5)
    /// More than these wait only when somebody asks to fill the database.
    private static let mostChallenges = 20_000
    private static let mostOfPerson = 20

    // MARK: What the browser is asked

    /// For `navigator.credentials.create` and `.get`, as the module reads it; bytes in base64url.
    struct Options: Encodable, Sendable {
        struct Party: Encodable, Sendable {
            var id: String
            var name: String
        }
        struct User: Encodable, Sendable {
            var id: String
            var name: String
            var displayName: String
        }
        struct Parameter: Encodable, Sendable {
            var type = "public-key"
            var alg: Int32
        }
        struct Descriptor: Encodable, Sendable {
            var type = "public-key"
            var id: String
        }
        struct Selection: Encodable, Sendable {
            var residentKey = "preferred"
            var userVerification = "preferred"
        }

        var challenge: String
        var timeout = 300_000
        // To make one.
        var rp: Party?
        var user: User?
        var pubKeyCredParams: [Parameter]?
        var excludeCredentials: [Descriptor]?
        var authenticatorSelection: Selection?
        var attestation: String?
        // To show one.
        var rpId: String?
        var allowCredentials: [Descriptor]?
        var userVerification: String?
    }

    /// To add a passkey to the person who acts.
    func creationOptions(browser: String, party: RelyingParty, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Options
    {
        let login = try Profiles.own(actor, in: db)
        let company = try ProviderSettings.current(in: db).company
        var options = Options(challenge: try challenge(browser, in: db, at: now))
        options.rp = .init(id: party.id, name: company.isEmpty ? "Hostwright" : company)
        options.user = .init(id: base64URL(Array(login.id.text.utf8)), name: login.name, displayName: login.person)
        options.pubKeyCredParams = WebAuthn.algorithms.map { .init(alg: $0) }
        options.excludeCredentials = try PasskeyQueries.all(of: login.id, in: db).map { .init(id: $0.credential) }
        options.authenticatorSelection = .init()
        options.attestation = "none"
        return options
    }

    /// To show one: any of this panel when `login` is nil, and then with PIN, finger or face, because it is all that is shown.
    func requestOptions(
        of login: LoginID?, browser: String, party: RelyingParty, in db: any Connection, at now: Timestamp
    ) throws -> Options {
        var options = Options(challenge: try challenge(browser, in: db, at: now))
        options.rpId = party.id
        options.allowCredentials = try login.map { try PasskeyQueries.all(of: $0, in: db).map { .init(id: $0.credential) } } ?? []
        options.userVerification = login == nil ? "required" : "preferred"
        return options
    }

    private func challenge(_ browser: String, in db: any Connection, at now: Timestamp) throws -> String {
        try PasskeyQueries.removeChallenges(before: now - Self.challengeTime, in: db)
        guard try PasskeyQueries.challenges(in: db) < Self.mostChallenges else {
            throw Fault(
                .unavailable, key: "sign_in.busy", "Too many people sign in at the moment. Try again in a few seconds.",
                retryAfter: .seconds(5))
        }
        let challenge = randomSecret()
        try PasskeyQueries.insertChallenge(challenge, browser: browser, in: db, at: now)
        return challenge
    }

    // MARK: Adding and removing

    /// Keeps what the browser made. Returns recovery codes when this is the first factor: told this once. Throws `Fault(.invalid)` beside `name`.
    func add(
        _ answer: PasskeyAnswer?, name typed: String, browser: String, party: RelyingParty, by actor: Actor, session: SessionID?,
        in db: any Connection, at now: Timestamp
    ) throws -> [String]? {
        let login = try Profiles.own(actor, in: db)
        var complaints = Complaints()
        let name = try complaints.take("name") { try typed.asName(limit: 60) } ?? ""
        try complaints.check()
        guard let answer, let made = try accepted({ try WebAuthn.register(answer, party: party) }),
            try isAnswered(answer, type: "webauthn.create", browser: browser, party: party, in: db, at: now)
        else { throw Self.wrong }
        if try PasskeyQueries.all(of: login.id, in: db).count >= Self.mostOfPerson {
            throw Fault(
                .limit, key: "passkey.most", arguments: ["most": String(Self.mostOfPerson)],
                "Nobody needs more than \(Self.mostOfPerson) passkeys. Remove one that you no longer use.")
        }
        let credential = base64URL(made.id)
        if try PasskeyQueries.find(credential: credential, in: db) != nil {
            throw Fault.conflict(key: "passkey.known", "This passkey has been added already.")
        }
        try PasskeyQueries.insert(
            Passkey(
                id: PasskeyID(at: now), login: login.id, name: name, createdAt: now, usedAt: nil, credential: credential,
                algorithm: made.algorithm, publicKey: made.publicKey, signCount: made.signCount), in: db)
        return try SecondFactors(identity).added(.passkey, of: login, panel: party.origin, by: actor, session: session, in: db, at: now)
    }

    /// Throws `Fault(.notFound)` for another's, `Fault(.conflict)` when it is the last factor and the provider wants one.
    package func remove(_ id: PasskeyID, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let login = try Profiles.own(actor, in: db)
        guard try PasskeyQueries.find(id, of: login.id, in: db) != nil else { throw Fault.notFound("passkey") }
        let before = try SecondFactors.overview(of: login, in: db)
        try SecondFactors.checkStays(before, isLast: before.authenticator == nil && before.passkeys.count == 1)
        try PasskeyQueries.remove(id, of: login.id, in: db)
        try SecondFactors(identity).removed(.passkey, of: login, panel: panel, by: actor, in: db, at: now)
    }

    // MARK: Showing one

    /// Whose passkey was shown, and whether it asked for PIN, finger or face. Throws `Passkeys.wrong`.
    func take(
        _ answer: PasskeyAnswer, of expected: Login?, browser: String, party: RelyingParty, needsPIN: Bool, in db: any Connection,
        at now: Timestamp
    ) throws -> (login: Login, isVerified: Bool) {
        guard let known = try PasskeyQueries.find(credential: answer.id, in: db), let login = try LoginQueries.find(known.login, in: db),
            !login.isLocked, expected == nil || expected?.id == login.id,
            try isAnswered(answer, type: "webauthn.get", browser: browser, party: party, in: db, at: now),
            let shown = try accepted({
                try WebAuthn.verify(
                    answer, publicKey: known.publicKey, algorithm: known.algorithm, party: party, needsPIN: needsPIN)
            })
        else { throw Self.wrong }
        if let handle = answer.userHandle, !handle.isEmpty, handle != base64URL(Array(login.id.text.utf8)) { throw Self.wrong }
        // §7.2 step 21: a counter that does not go up means that the key was copied. Many authenticators do not count at all.
        if shown.signCount != 0 || known.signCount != 0, shown.signCount <= known.signCount { throw Self.copied }
        try PasskeyQueries.used(known.id, signCount: shown.signCount, in: db, at: now)
        return (login, shown.isVerified)
    }

    /// Signs in with a passkey alone. With PIN, finger or face it is two factors in one.
    func signIn(_ answer: PasskeyAnswer?, browser: String, party: RelyingParty, from source: SignInSource) async throws -> Session {
        guard let answer else { throw Self.wrong }
        let (identity, now) = (identity, identity.clock.now)
        return try await identity.database.write { db in
            let shown = try Passkeys(identity).take(answer, of: nil, browser: browser, party: party, needsPIN: true, in: db, at: now)
            guard case .signedIn(let session) = try identity.finish(shown.login, hasFactor: true, from: source, in: db, at: now) else {
                throw Self.wrong
            }
            return session
        }
    }

    private func isAnswered(
        _ answer: PasskeyAnswer, type: String, browser: String, party: RelyingParty, in db: any Connection, at now: Timestamp
    ) throws -> Bool {
        guard
            let challenge = try accepted({
                try WebAuthn.challenge(try WebAuthn.decoded(answer.clientDataJSON), type: type, party: party)
            })
        else { return false }
        return try PasskeyQueries.useChallenge(challenge, browser: browser, since: now - Self.challengeTime, in: db)
    }

    /// Nil for whatever the browser sent that is not right; why stands in the log.
    private func accepted<R>(_ check: () throws -> R) throws -> R? {
        do {
            return try check()
        } catch let refused as WebAuthn.Refused {
            identity.logger.info("passkey refused", metadata: ["why": "\(refused)"])
        } catch is CBOR.Malformed {
            identity.logger.info("passkey refused", metadata: ["why": "malformed attestation"])
        } catch is DecodingError {
            identity.logger.info("passkey refused", metadata: ["why": "malformed client data"])
        }
        return nil
    }

    static let wrong = Fault(
        .invalid, key: "passkey.wrong", "This passkey was not accepted. Try again; if it stays so, sign in another way and add it anew.")
    private static let copied = Fault(
        .forbidden, key: "passkey.copied",
        "This passkey seems to have been copied: it has been used elsewhere since. Sign in another way and remove it.")
}
