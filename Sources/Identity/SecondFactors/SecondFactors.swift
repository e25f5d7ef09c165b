import Core
import Foundation
import Persistence
import Presentation

/// What a person shows beside the password: codes of an authenticator app, passkeys, recovery codes.
package struct SecondFactors: Sendable {
    let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    /// What somebody has.
    package struct Overview: Sendable {
        /// When the authenticator app was added; nil: there is none.
        package var authenticator: Timestamp?
        package var passkeys: [Passkey]
        package var recoveryCodesLeft: Int
        /// The provider wants one of this person.
        package var isRequired: Bool

        package var isOn: Bool { authenticator != nil || !passkeys.isEmpty }
    }

    /// How somebody has shown a factor; stored in the audit log.
    package enum Method: String, Sendable {
        case authenticator
        case recoveryCode = "recovery_code"
        case passkey
    }

    package static func overview(of login: Login, in db: any Connection) throws -> Overview {
        Overview(
            authenticator: try SecondFactorQueries.authenticator(of: login.id, in: db)?.addedAt,
            passkeys: try PasskeyQueries.all(of: login.id, in: db),
            recoveryCodesLeft: try SecondFactorQueries.recoveryCodesLeft(of: login.id, in: db),
            isRequired: try isRequired(login.role, in: db))
    }

    static func isRequired(_ role: Actor.Role, in db: any Connection) throws -> Bool {
        role == .administrator ? try ProviderSettings.current(in: db).staffNeedSecondFactor : false
    }

    // MARK: Authenticator app

    /// A secret that waits for its first code.
    package struct Setup: Sendable {
        /// Base32, for typing.
        package var secret: String
        /// `otpauth://...`, for the QR code.
        package var address: String
    }

    /// So long the same secret is shown when the page is loaded again.
    private static let setupTime = Duration.hours(1)

    /// A new secret for an app, or the one that already waits. It counts once a code of it was typed.
    package func setUp(by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Setup {
        let login = try Profiles.own(actor, in: db)
        let known = try SecondFactorQueries.authenticator(of: login.id, in: db)
        let secret: [UInt8]
        if let sealed = known?.pendingSecret, let since = known?.pendingAt, now - since < Self.setupTime, now >= since {
            secret = try identity.masterKey.open(sealed, for: Self.purpose(login.id))
        } else {
            secret = (0..<OneTimeCode.secretLength).map { _ in UInt8.random(in: 0...255) }
            try SecondFactorQueries.setPending(
                try identity.masterKey.seal(secret, for: Self.purpose(login.id)), of: login.id, in: db, at: now)
        }
        let company = try ProviderSettings.current(in: db).company
        return Setup(
            secret: OneTimeCode.base32(secret),
            address: OneTimeCode.address(secret: secret, name: login.name, issuer: company.isEmpty ? "Hostwright" : company))
    }

    /// The app counts from now on. Returns the recovery codes when these are the first: told this once.
    ///
    /// Throws `Fault(.invalid)` beside `code`.
    package func confirm(
        code typed: String, panel: String, by actor: Actor, session: SessionID?, in db: any Connection, at now: Timestamp
    ) throws -> [String]? {
        let login = try Profiles.own(actor, in: db)
        guard let sealed = try SecondFactorQueries.authenticator(of: login.id, in: db, forUpdate: true)?.pendingSecret else {
            throw Fault.conflict(key: "second_factor.no_setup", "Nothing waits for a code. Load the page again and scan the new QR code.")
        }
        let secret = try identity.masterKey.open(sealed, for: Self.purpose(login.id))
        guard let step = OneTimeCode.matchingStep(Self.digits(typed), secret, at: now, after: 0) else { throw Self.wrong }
        try SecondFactorQueries.confirm(sealed, of: login.id, step: step, in: db, at: now)
        return try added(.authenticator, of: login, panel: panel, by: actor, session: session, in: db, at: now)
    }

    /// Throws `Fault(.conflict)` when it is the last one and the provider wants one.
    package func removeAuthenticator(panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let login = try Profiles.own(actor, in: db)
        let before = try Self.overview(of: login, in: db)
        guard before.authenticator != nil else { throw Fault.notFound("authenticator") }
        try Self.checkStays(before, isLast: before.passkeys.isEmpty)
        try SecondFactorQueries.removeAuthenticator(of: login.id, in: db)
        try removed(.authenticator, of: login, panel: panel, by: actor, in: db, at: now)
    }

    // MARK: Recovery codes

    /// Ten new codes instead of the old ones. Told this once. Throws `Fault(.conflict)` without a second factor.
    package func makeRecoveryCodes(by actor: Actor, in db: any Connection, at now: Timestamp) throws -> [String] {
        let login = try Profiles.own(actor, in: db)
        guard try Self.overview(of: login, in: db).isOn else {
            throw Fault.conflict(key: "second_factor.none", "Recovery codes stand in for a second factor. Add one first.")
        }
        return try newRecoveryCodes(of: login, by: actor, in: db, at: now)
    }

    private func newRecoveryCodes(of login: Login, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> [String] {
        let codes = RecoveryCodes.make()
        let hashes = codes.compactMap(RecoveryCodes.plain).map { RecoveryCodes.hash($0, of: login.id) }
        try SecondFactorQueries.replaceRecoveryCodes(hashes, of: login.id, in: db)
        try Audit.record("second_factor.recovery_codes_made", on: login.audited, by: actor, in: db, at: now)
        return codes
    }

    /// Those of `typed` that are open codes of the person: what he may be given as a file.
    package static func open(_ typed: [String], by actor: Actor, in db: any Connection) throws -> [String] {
        let login = try Profiles.own(actor, in: db)
        return try typed.prefix(RecoveryCodes.count).filter { code in
            guard let plain = RecoveryCodes.plain(code) else { return false }
            return try SecondFactorQueries.isRecoveryCode(RecoveryCodes.hash(plain, of: login.id), of: login.id, in: db)
        }
    }

    // MARK: Showing one

    /// Takes a code of the app or a recovery code; each is good once. Throws `Fault(.invalid)` beside `code`.
    ///
    /// The try is counted in a transaction before this one, which a wrong code undoes.
    func take(_ typed: String, of login: Login, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Method {
        if let known = try SecondFactorQueries.authenticator(of: login.id, in: db, forUpdate: true), let sealed = known.sealedSecret {
            let secret = try identity.masterKey.open(sealed, for: Self.purpose(login.id))
            if let step = OneTimeCode.matchingStep(Self.digits(typed), secret, at: now, after: known.lastStep),
                try SecondFactorQueries.take(step: step, of: login.id, in: db)
            {
                return .authenticator
            }
        }
        if let plain = RecoveryCodes.plain(typed),
            try SecondFactorQueries.useRecoveryCode(RecoveryCodes.hash(plain, of: login.id), of: login.id, in: db, at: now)
        {
            let left = try SecondFactorQueries.recoveryCodesLeft(of: login.id, in: db)
            try Audit.record(
                "second_factor.recovery_code_used", on: login.audited,
                changes: [.init("left", String(left + 1), String(left))], by: actor, in: db, at: now)
            return .recoveryCode
        }
        throw Self.wrong
    }

    // MARK: What happens with every factor

    /// A factor was added in this session, which counts as having shown it; other sessions of the person end. The first brings recovery codes.
    func added(
        _ method: Method, of login: Login, panel: String, by actor: Actor, session: SessionID?, in db: any Connection, at now: Timestamp
    ) throws -> [String]? {
        if let session { try SessionProofs.markSecondFactor(session, in: db) }
        try SessionQueries.removeAll(of: login.id, except: session, in: db)
        let texts = try identity.texts(for: login, in: db)
        try identity.mail.send(
            .secondFactor(
                .secondFactorAdded, login, factor: texts.secondFactor.method(method), texts: texts, panel: panel, at: now), in: db, at: now)
        try Audit.record(
            "second_factor.added", on: login.audited, changes: [.init("factor", nil, method.rawValue)], by: actor, in: db, at: now)
        if try SecondFactorQueries.recoveryCodesLeft(of: login.id, in: db) > 0 { return nil }
        return try newRecoveryCodes(of: login, by: actor, in: db, at: now)
    }

    func removed(
        _ method: Method, of login: Login, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        if try !Self.overview(of: login, in: db).isOn { try SecondFactorQueries.replaceRecoveryCodes([], of: login.id, in: db) }
        let texts = try identity.texts(for: login, in: db)
        try identity.mail.send(
            .secondFactor(
                .secondFactorRemoved, login, factor: texts.secondFactor.method(method), texts: texts, panel: panel, at: now), in: db,
            at: now)
        try Audit.record(
            "second_factor.removed", on: login.audited, changes: [.init("factor", method.rawValue, nil)], by: actor, in: db, at: now)
    }

    /// The last factor of a person of whom the provider wants one stays.
    static func checkStays(_ before: Overview, isLast: Bool) throws {
        if before.isRequired, isLast {
            throw Fault.conflict(
                key: "second_factor.required", "Your provider wants a second factor of everybody who works here. Add another one first.")
        }
    }

    /// Takes all factors of somebody who has lost them; his sessions end. For staff, who see to it that it is really him, and for the machine
    /// itself (`hostwright admin recover`). Throws `Fault(.notFound)` when there is none.
    package func removeAll(of login: Login, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let before = try Self.overview(of: login, in: db)
        guard before.isOn else { throw Fault.notFound("second factor") }
        try SecondFactorQueries.removeAuthenticator(of: login.id, in: db)
        try SecondFactorQueries.replaceRecoveryCodes([], of: login.id, in: db)
        try SecondFactorQueries.removeSteps(of: login.id, in: db)
        try PasskeyQueries.removeAll(of: login.id, in: db)
        try SessionQueries.removeAll(of: login.id, except: nil, in: db)
        let texts = try identity.texts(for: login, in: db)
        try identity.mail.send(
            .secondFactor(
                .secondFactorRemoved, login, factor: texts.secondFactor.all, texts: texts, panel: panel, at: now), in: db, at: now)
        try Audit.record(
            "second_factor.all_removed", on: login.audited,
            changes: [
                .init("authenticator", before.authenticator == nil ? nil : "1", nil),
                .init("passkeys", before.passkeys.isEmpty ? nil : String(before.passkeys.count), nil),
            ], by: actor, in: db, at: now)
    }

    /// The same for a customer or a colleague by name. Rights as for giving a password.
    package func removeAll(ofLogin name: String, panel: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let login = try Profiles.subject(name, by: actor, in: db)
        if login.id == actor.login {
            throw Fault.conflict(key: "second_factor.own", "This is your own sign-in name. Remove your second factors on your profile.")
        }
        try removeAll(of: login, panel: panel, by: actor, in: db, at: now)
    }

    /// Does not say whether the code was wrong, old or used.
    static let wrong = Fault.invalid(
        .init(
            "code", key: "second_factor.wrong", "This code is not right, or it was used already. Type the one that the app shows now."))

    private static func purpose(_ login: LoginID) -> String { "authenticator of \(login)" }

    /// `123 456` is a code, too.
    private static func digits(_ typed: String) -> String { typed.filter { !$0.isWhitespace } }
}
