import Core
import Persistence
import Presentation

/// The one-time link that makes the first administrator. There is no default password: whoever sees the console gets the link.
package enum FirstAdministratorLinks {
    package static let lifetime = Duration.hours(24)

    package enum State: Sendable, Equatable { case open, used, expired, unknown }

    /// A new link; earlier ones that were not used stop working. Returns the secret part: the address is `/first-administrator/<secret>`.
    package static func mint(in db: any Connection, at now: Timestamp) throws -> String {
        let secret = randomSecret()
        try db.execute("DELETE FROM first_administrator_link WHERE used_at IS NULL")
        try db.execute(
            """
            INSERT INTO first_administrator_link (secret_hash, created_at, expires_at, used_at)
            VALUES (\(secretHash(secret)), \(now), \(now + lifetime), NULL)
            """)
        return secret
    }

    /// The link's path: print it after the panel's origin.
    package static func path(_ secret: String) -> Link { "/first-administrator/\(secret)" }

    package static func state(_ secret: String, in db: any Connection, at now: Timestamp) throws -> State {
        guard
            let row = try db.first(
                "SELECT expires_at, used_at FROM first_administrator_link WHERE secret_hash = \(secretHash(secret))")
        else { return .unknown }
        let used: Timestamp? = try row("used_at")
        let expires: Timestamp = try row("expires_at")
        return used != nil ? .used : expires <= now ? .expired : .open
    }

    /// Uses the link up. Of two who race only one gets true.
    static func use(_ secret: String, in db: any Connection, at now: Timestamp) throws -> Bool {
        try db.execute(
            """
            UPDATE first_administrator_link SET used_at = \(now)
            WHERE secret_hash = \(secretHash(secret)) AND used_at IS NULL AND expires_at > \(now)
            """) == 1
    }
}
