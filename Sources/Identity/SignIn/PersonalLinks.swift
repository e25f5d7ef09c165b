import Core
import Persistence
import Presentation

/// One-time links that prove who somebody is: single use, short-lived, stored as a hash only (security rule 15).
package enum PersonalLinks {
    package enum Purpose: String, Sendable, SQLEnum {
        /// Replaces a lost password.
        case password
        /// Proves that an e-mail address is read by the person.
        case email
        /// Signs in on the word of whoever has the machine, after a lost second factor.
        case recovery

        package var lifetime: Duration {
            switch self {
            case .password, .recovery: .hours(1)
            case .email: .hours(24)
            }
        }
    }

    /// A link that is open.
    package struct Found: Sendable, Equatable {
        package var login: LoginID
        /// The address that is to be confirmed.
        package var email: String?
        package var expiresAt: Timestamp
    }

    package enum State: Sendable, Equatable {
        case open(Found)
        case used, expired, unknown
    }

    /// A new link; earlier ones of the same purpose that were not used stop working. Returns the secret part.
    static func mint(
        _ purpose: Purpose, for login: LoginID, email: String? = nil, in db: any Connection, at now: Timestamp
    ) throws -> String {
        let secret = randomSecret()
        try revoke(purpose, of: login, in: db)
        try db.execute(
            """
            INSERT INTO personal_link (secret_hash, login_id, purpose, email, created_at, expires_at, used_at)
            VALUES (\(secretHash(secret)), \(login), \(purpose), \(email), \(now), \(now + purpose.lifetime), NULL)
            """)
        return secret
    }

    /// A link for another purpose is unknown here.
    static func state(_ secret: String, for purpose: Purpose, in db: any Connection, at now: Timestamp) throws -> State {
        guard
            let row = try db.first(
                """
                SELECT login_id, email, expires_at, used_at FROM personal_link
                WHERE secret_hash = \(secretHash(secret)) AND purpose = \(purpose)
                """)
        else { return .unknown }
        let found = Found(login: try row("login_id"), email: try row("email"), expiresAt: try row("expires_at"))
        if try row("used_at", as: Timestamp?.self) != nil { return .used }
        return found.expiresAt <= now ? .expired : .open(found)
    }

    /// Uses the link up. Of two who race only one gets it; throws `Fault(.conflict)` for the other, and for one that is not open.
    static func use(_ secret: String, for purpose: Purpose, in db: any Connection, at now: Timestamp) throws -> Found {
        guard case .open(let found) = try state(secret, for: purpose, in: db, at: now),
            try db.execute(
                "UPDATE personal_link SET used_at = \(now) WHERE secret_hash = \(secretHash(secret)) AND used_at IS NULL") == 1
        else { throw closed }
        return found
    }

    /// Those that are open stop working.
    static func revoke(_ purpose: Purpose, of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM personal_link WHERE login_id = \(login) AND purpose = \(purpose) AND used_at IS NULL")
    }

    /// Forgets what has long expired; until then a used link says that it was used.
    static func sweep(in db: any Connection, at now: Timestamp) throws {
        try db.execute("DELETE FROM personal_link WHERE expires_at < \(now - .days(7))")
    }

    static let closed = Fault.conflict(
        key: "personal_link.closed", "This link has been used, has expired, or a newer one has replaced it. Ask for a new one.")
}
