import Core
import Persistence

/// What a session's person has proved, and when.
enum SessionProofs {
    /// The person has proved anew who he is.
    static func prove(_ id: SessionID, in db: any Connection, at now: Timestamp) throws {
        try db.execute("UPDATE session SET proved_at = \(now) WHERE id = \(id)")
    }

    /// A second factor was shown in this session, or added in it.
    static func markSecondFactor(_ id: SessionID, in db: any Connection) throws {
        try db.execute("UPDATE session SET has_second_factor = \(true) WHERE id = \(id)")
    }
}
