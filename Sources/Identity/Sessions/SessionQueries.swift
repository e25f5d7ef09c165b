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
        let language: String?
        let timeZone: String?
        let theme: String?
        let provedAt: Timestamp?
        let hasSecondFactor: Bool
        let impersonator: Actor.Impersonator?
    }

    static func insert(
        _ id: SessionID, handleHash: String, login: LoginID, address: String?, agent: String?, at now: Timestamp, in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO session (id, handle_hash, login_id, signed_in_at, seen_at, address, user_agent)
            VALUES (\(id), \(handleHash), \(login), \(now), \(now), \(address), \(agent))
            """)
    }

    static func find(handleHash: String, in db: any Connection) throws -> Stored? {
        try db.first(
            """
            SELECT session.id, session.signed_in_at, session.seen_at, session.proved_at, session.has_second_factor, session.login_id, login.person, login.role,
                login.is_locked, login.language, login.time_zone, login.theme, session.impersonator_id, staff.person AS impersonator
            FROM session JOIN login ON login.id = session.login_id LEFT JOIN login staff ON staff.id = session.impersonator_id
            WHERE session.handle_hash = \(handleHash)
            """
        ).map { row in
            let staff: LoginID? = try row("impersonator_id")
            let staffName: String? = try row("impersonator")
            return Stored(
                id: try row("id"), signedInAt: try row("signed_in_at"), seenAt: try row("seen_at"), login: try row("login_id"),
                person: try row("person"), role: try row("role"), isLocked: try row("is_locked"),
                language: try row("language"), timeZone: try row("time_zone"), theme: try row("theme"), provedAt: try row("proved_at"),
                hasSecondFactor: try row("has_second_factor"),
                impersonator: staff.map { .init(login: $0, name: staffName ?? "") })
        }
    }

    static func touch(_ id: SessionID, at now: Timestamp, in db: any Connection) throws {
        try db.execute("UPDATE session SET seen_at = \(now) WHERE id = \(id)")
    }

    static func remove(_ id: SessionID, in db: any Connection) throws {
        // A session in a customer's panel ends with the one it was begun from; so do the streams of events that were opened with them.
        let gone: [SessionID] = try db.query(
            "DELETE FROM session WHERE id = \(id) OR impersonator_session = \(id) RETURNING id"
        ).map { try $0("id") }
        for each in gone { try db.notify(.sessions, each.text) }
    }

    static func removeAll(of login: LoginID, except kept: SessionID?, in db: any Connection) throws {
        if let kept {
            try db.execute(
                """
                DELETE FROM session WHERE (login_id = \(login) OR impersonator_id = \(login)) AND id <> \(kept)
                    AND (impersonator_session IS NULL OR impersonator_session <> \(kept))
                """)
        } else {
            try db.execute("DELETE FROM session WHERE login_id = \(login) OR impersonator_id = \(login)")
        }
        try db.notify(.sessions, login.text)
    }

    static func removeOld(seenBefore idle: Timestamp, signedInBefore oldest: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM session WHERE seen_at < \(idle) OR signed_in_at < \(oldest)")
    }
}
