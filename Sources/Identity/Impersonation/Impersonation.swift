import Core
import Persistence
import Presentation

/// Staff in a customer's panel (security rule 19): a session of its own that names both, ends with the one it was begun from, and cannot reach
/// what belongs to the person alone.
package enum Impersonation {
    /// Begins a session in the panel of `login` and returns it. The own session stays, under a handle nobody knows until `end`.
    ///
    /// Throws `Fault(.forbidden)` without `loginAsUser` and for another member of staff, `Fault(.conflict)` for a locked login and for
    /// somebody who is in a panel already.
    package static func begin(
        in login: LoginID, from own: Session, address: IPAddress?, agent: String?, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> (session: Session, customer: Login) {
        try actor.require(.loginAsUser)
        try actor.requireOneself()
        guard let staff = actor.login, let customer = try LoginQueries.find(login, in: db) else { throw Fault.notFound("login") }
        guard customer.role == .customer else {
            throw Fault(
                .forbidden, key: "impersonation.staff", arguments: ["name": customer.person],
                "\(customer.person) works for the provider. Nobody acts in the name of a colleague.")
        }
        if customer.isLocked {
            throw Fault.conflict(
                key: "impersonation.locked", arguments: ["name": customer.person], "The login of \(customer.person) is locked.")
        }
        let handle = randomSecret()
        let id = SessionID(at: now)
        try SessionQueries.insert(
            id, handleHash: secretHash(handle), login: login, address: address?.text, agent: agent, at: now, in: db)
        try SessionQueries.setImpersonator(id, staff, own: own.id, in: db)
        // The cookie that the browser had is worth nothing from now on (rule 17).
        try SessionQueries.setHandle(own.id, secretHash(randomSecret()), in: db)
        try Audit.record("impersonation.began", on: .login(customer), by: actor, in: db, at: now)
        return (Session(id: id, handle: handle, signedInAt: now), customer)
    }

    /// Ends the session in the customer's panel and returns the own one under a new handle. Throws `Fault(.notFound)` when there is none.
    package static func end(_ session: Session, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Session {
        guard actor.impersonator != nil, let own = try SessionQueries.own(of: session.id, in: db) else { throw Fault.notFound("session") }
        try SessionQueries.remove(session.id, in: db)
        let handle = randomSecret()
        try SessionQueries.setHandle(own.id, secretHash(handle), in: db)
        try SessionQueries.touch(own.id, at: now, in: db)
        if let login = actor.login, let customer = try LoginQueries.find(login, in: db) {
            try Audit.record("impersonation.ended", on: .login(customer), by: actor, in: db, at: now)
        }
        return Session(id: own.id, handle: handle, signedInAt: own.signedInAt)
    }
}

extension Actor {
    /// For what belongs to the person alone: password, second factors, tokens, sessions. Throws `Fault(.forbidden)` for staff in his panel.
    package func requireOneself() throws {
        if impersonator == nil { return }
        throw Fault(
            .forbidden, key: "access.impersonated", arguments: ["name": name],
            "This belongs to \(name) alone and stays hidden from whoever is in this panel as a guest.")
    }
}

extension SessionQueries {
    static func setImpersonator(_ id: SessionID, _ staff: LoginID, own: SessionID, in db: any Connection) throws {
        try db.execute("UPDATE session SET impersonator_id = \(staff), impersonator_session = \(own) WHERE id = \(id)")
    }

    static func setHandle(_ id: SessionID, _ hash: String, in db: any Connection) throws {
        try db.execute("UPDATE session SET handle_hash = \(hash) WHERE id = \(id)")
    }

    /// The session from which a customer's panel was entered.
    static func own(of id: SessionID, in db: any Connection) throws -> (id: SessionID, signedInAt: Timestamp)? {
        try db.first(
            """
            SELECT own.id, own.signed_in_at FROM session JOIN session own ON own.id = session.impersonator_session
                AND own.login_id = session.impersonator_id WHERE session.id = \(id)
            """
        ).map { (try $0("id"), try $0("signed_in_at")) }
    }

    /// True as long as the own session works and its person may still enter customers' panels. Keeps it from ending for want of use.
    static func keepsOwn(
        of id: SessionID, staff: LoginID, signedInAfter oldest: Timestamp, in db: any Connection
    ) throws -> Bool {
        guard let own = try own(of: id, in: db), own.signedInAt >= oldest, let login = try LoginQueries.find(staff, in: db) else {
            return false
        }
        return try !login.isLocked && login.role == .administrator
            && StaffRoleQueries.permissions(of: staff, in: db).contains(.loginAsUser)
    }

    static func touchOwn(of id: SessionID, at now: Timestamp, in db: any Connection) throws {
        try db.execute(
            "UPDATE session SET seen_at = \(now) WHERE id IN (SELECT impersonator_session FROM session own WHERE own.id = \(id))")
    }
}
