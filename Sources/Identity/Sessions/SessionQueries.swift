import Core
import Persistence

enum SessionQueries {
    struct Stored: Sendable {
        let id: SessionID
        let signedInAt: Timestamp
        let seenAt: Timestamp
        let login: LoginID
        let person: String
        let role: Actor.Role
        let isLocked: Bool
    }

    static func insert(_ id: SessionID, handleHash: String, login: LoginID, address: String?, at now: Timestamp, in db: any Connection)
        throws
    {
        try db.execute(
            """
            INSERT INTO session (id, handle_hash, login_id, signed_in_at, seen_at, address)
            VALUES (\(id), \(handleHash), \(login), \(now), \(now), \(address))
            """)
    }

    static func find(handleHash: String, in db: any Connection) throws -> Stored? {
        try db.first(
            """
            SELECT session.id, session.signed_in_at, session.seen_at, session.login_id, login.person, login.role, login.is_locked
            FROM session JOIN login ON login.id = session.login_id WHERE session.handle_hash = \(handleHash)
            """
        ).map { row in
            Stored(
                id: try row("id"), signedInAt: try row("signed_in_at"), seenAt: try row("seen_at"), login: try row("login_id"),
                person: try row("person"), role: try row("role"), isLocked: try row("is_locked"))
        }
    }

    static func touch(_ id: SessionID, at now: Timestamp, in db: any Connection) throws {
        try db.execute("UPDATE session SET seen_at = \(now) WHERE id = \(id)")
    }

    static func remove(_ id: SessionID, in db: any Connection) throws {
        try db.execute("DELETE FROM session WHERE id = \(id)")
    }

    static func removeAll(of login: LoginID, except kept: SessionID?, in db: any Connection) throws {
        if let kept {
            try db.execute("DELETE FROM session WHERE login_id = \(login) AND id <> \(kept)")
        } else {
            try db.execute("DELETE FROM session WHERE login_id = \(login)")
        }
    }

    static func removeOld(seenBefore idle: Timestamp, signedInBefore oldest: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM session WHERE seen_at < \(idle) OR signed_in_at < \(oldest)")
    }
}
