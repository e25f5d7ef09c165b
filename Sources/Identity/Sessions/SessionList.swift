import Core
import Persistence
import Presentation

/// A session as its owner sees it in a list.
package struct SessionEntry: Sendable, Equatable {
    package var id: SessionID
    package var address: String?
    package var userAgent: String?
    package var signedInAt: Timestamp
    package var seenAt: Timestamp
    /// The member of staff who has entered the owner's panel with it.
    package var impersonator: String?
    /// The customer whose panel the owner has entered with it.
    package var customer: String?
}

extension Sessions {
    /// The sessions of the login that still work, also those that staff have in its panel, and those it has in customers' panels.
    package static func list(of login: LoginID, in db: any Connection, at now: Timestamp) throws -> [SessionEntry] {
        try SessionQueries.list(of: login, seenAfter: now - idleLimit, signedInAfter: now - lifetime, in: db)
    }

    /// Ends one of the actor's sessions. Throws `Fault(.notFound)` for somebody else's.
    package static func remove(_ id: SessionID, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        guard let login = actor.login, let person = try LoginQueries.find(login, in: db),
            let entry = try list(of: login, in: db, at: now).first(where: { $0.id == id })
        else { throw Fault.notFound("session") }
        try SessionQueries.remove(id, in: db)
        try Audit.record(
            "session.removed", on: .login(person),
            changes: [.init("browser", entry.userAgent.map { BrowserWords.name(of: $0) ?? $0 }, nil)], by: actor, in: db, at: now)
    }

    /// Ends all sessions of the actor but `kept`. Returns how many.
    package static func removeOthers(
        than kept: SessionID?, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Int {
        guard let login = actor.login, let person = try LoginQueries.find(login, in: db) else { throw Fault.notFound("login") }
        let others = try list(of: login, in: db, at: now).filter { $0.id != kept }
        try SessionQueries.removeAll(of: login, except: kept, in: db)
        if !others.isEmpty { try Audit.record("session.others_removed", on: .login(person), by: actor, in: db, at: now) }
        return others.count
    }
}

extension SessionQueries {
    static func list(
        of login: LoginID, seenAfter idle: Timestamp, signedInAfter oldest: Timestamp, in db: any Connection
    ) throws -> [SessionEntry] {
        try db.query(
            """
            SELECT session.id, session.address, session.user_agent, session.signed_in_at, session.seen_at, session.login_id,
                owner.person AS owner, staff.person AS staff
            FROM session JOIN login owner ON owner.id = session.login_id LEFT JOIN login staff ON staff.id = session.impersonator_id
            WHERE (session.login_id = \(login) OR session.impersonator_id = \(login)) AND session.seen_at >= \(idle)
                AND session.signed_in_at >= \(oldest)
            ORDER BY session.seen_at DESC, session.id DESC
            """
        ).map { row in
            let owner: LoginID = try row("login_id")
            return SessionEntry(
                id: try row("id"), address: try row("address"), userAgent: try row("user_agent"), signedInAt: try row("signed_in_at"),
                seenAt: try row("seen_at"), impersonator: owner == login ? try row("staff") : nil,
                customer: owner == login ? nil : try row("owner", as: String.self))
        }
    }
}

/// A browser's name from what it calls itself: `Firefox, Windows`. For people to tell their sessions apart; nothing hangs on it.
enum BrowserWords {
    /// Nil when neither browser nor system is known.
    static func name(of agent: String) -> String? {
        // Chromium calls itself Safari too, Edge and Opera call themselves Chrome too: the most special comes first.
        let browsers = [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Vivaldi", "Vivaldi"), ("Firefox/", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chromium", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
            ("curl/", "curl"),
        ]
        let systems = [
            ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"), ("FreeBSD", "FreeBSD"),
        ]
        let parts = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
