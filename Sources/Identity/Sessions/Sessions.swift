import Core
import Crypto
import Foundation
import Persistence
import Presentation

/// Sessions of people in browsers. The cookie holds 256 random bits; the database holds their hash only.
package enum Sessions {
    /// Ends when nobody has used it for this long, unless the provider has set another time.
    package static let idleLimit = Duration.hours(12)
    /// Ends in any case, unless the provider has set another time.
    package static let lifetime = Duration.days(14)
    /// The time of last use is written at most this often, so that looking at pages does not write to the database each time.
    static let touchInterval = Duration.minutes(1)

    /// A new session with a new handle; whatever the browser had before is not taken over, so nobody can plant a session (fixation).
    ///
    /// - Parameters:
    ///   - agent: The browser's `User-Agent`, for the list of sessions.
    ///   - request: The request's id, for the audit log.
    package static func start(
        for login: LoginID, from address: IPAddress?, agent: String? = nil, request: String? = nil, replacing old: SessionID?,
        in db: any Connection, at now: Timestamp
    ) throws -> Session {
        guard let person = try LoginQueries.find(login, in: db) else { throw Fault.notFound("login") }
        if let old { try end(old, in: db) }
        let handle = randomSecret()
        let id = SessionID(at: now)
        try SessionQueries.insert(
            id, handleHash: secretHash(handle), login: login, address: address?.text, agent: agent.map { String($0.prefix(400)) }, at: now,
            in: db)
        var actor = person.actor
        actor.origin = Actor.Origin(address: address, request: request ?? "")
        try Audit.record("session.started", on: .login(person), by: actor, in: db, at: now)
        return Session(id: id, handle: handle, signedInAt: now)
    }

    /// Also ends the streams of events that were opened with it.
    package static func end(_ id: SessionID, in db: any Connection) throws {
        try SessionQueries.remove(id, in: db)
    }

    /// Ends the session of the one who acts, at his wish.
    ///
    /// Of staff in a customer's panel both sessions end: whoever signs out leaves nothing open.
    package static func signOut(_ id: SessionID, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        if let own = try SessionQueries.own(of: id, in: db) { try SessionQueries.remove(own.id, in: db) }
        try SessionQueries.remove(id, in: db)
        guard let login = actor.login, let person = try LoginQueries.find(login, in: db) else { return }
        try Audit.record("session.ended", on: .login(person), by: actor, in: db, at: now)
    }

    /// Ends all sessions of the login, for example after its rights have changed.
    package static func endAll(of login: LoginID, in db: any Connection) throws {
        try SessionQueries.removeAll(of: login, except: nil, in: db)
        try db.notify(.sessions, login.text)
    }

    /// Removes what has expired. For a daily schedule.
    package static func sweep(within settings: ProviderSettings, in db: any Connection, at now: Timestamp) throws {
        try SessionQueries.removeOld(seenBefore: now - settings.sessionIdle, signedInBefore: now - settings.sessionLifetime, in: db)
    }

    static func verify(_ handle: String, within settings: ProviderSettings, in database: any Database, at now: Timestamp) async throws
        -> Verified?
    {
        guard (40...64).contains(handle.utf8.count) else { return nil }
        let hash = secretHash(handle)
        let found = try await database.read { db -> (SessionQueries.Stored, Set<Permission>)? in
            guard let stored = try SessionQueries.find(handleHash: hash, in: db) else { return nil }
            if let staff = stored.impersonator?.login,
                try !SessionQueries.keepsOwn(of: stored.id, staff: staff, signedInAfter: now - settings.sessionLifetime, in: db)
            {
                return nil
            }
            let isStaff = stored.role == .administrator && stored.impersonator == nil
            return (stored, isStaff ? try StaffRoleQueries.permissions(of: stored.login, in: db) : [])
        }
        guard let (stored, permissions) = found else { return nil }
        let isGuest = stored.impersonator != nil
        if stored.isLocked || now - stored.seenAt > settings.sessionIdle || now - stored.signedInAt > settings.sessionLifetime {
            return nil
        }
        if now - stored.seenAt > touchInterval {
            try await database.write { db in
                try SessionQueries.touch(stored.id, at: now, in: db)
                if stored.impersonator != nil { try SessionQueries.touchOwn(of: stored.id, at: now, in: db) }
            }
        }
        return Verified(
            actor: Actor(
                role: isGuest ? .customer : stored.role, login: stored.login, name: stored.person, permissions: permissions,
                impersonator: stored.impersonator),
            session: Session(
                id: stored.id, handle: handle, signedInAt: stored.signedInAt, provedAt: stored.provedAt,
                hasSecondFactor: stored.hasSecondFactor),
            language: stored.language.flatMap(Language.init(rawValue:)), timeZone: stored.timeZone,
            theme: stored.theme.flatMap(Theme.init(rawValue:)))
    }
}

/// SHA-256 in hexadecimal: enough for secrets of 256 random bits, which nobody can guess.
func secretHash(_ secret: String) -> String { hexDigest(Array(secret.utf8)) }

/// SHA-256 in hexadecimal.
func hexDigest(_ bytes: [UInt8]) -> String {
    func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
    return String(unsafeUninitializedCapacity: 64) { text in
        var at = 0
        for byte in SHA256.hash(data: bytes) {
            text[at] = digit(byte >> 4)
            text[at + 1] = digit(byte & 15)
            at += 2
        }
        return at
    }
}
