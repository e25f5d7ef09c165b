import Core
import Persistence
import Presentation

/// A person who works for the provider, with what he may do.
package struct StaffMember: Sendable, Equatable {
    package var login: Login
    package var roles: [StaffRole]

    package var permissions: Set<Permission> { roles.reduce(into: []) { $0.formUnion($1.permissions) } }
}

/// A staff login as typed. A name that exists already is a customer who becomes a member of staff as well.
package struct StaffForm: Sendable {
    package var name: String
    /// Empty: the sign-in name.
    package var person: String
    package var email: String
    /// Empty: one is made and told once.
    package var password: String
    package var roles: [StaffRoleID]

    package init(name: String, person: String = "", email: String = "", password: String = "", roles: [StaffRoleID]) {
        self.name = name
        self.person = person
        self.email = email
        self.password = password
        self.roles = roles
    }
}

/// A new member of staff, and the password that was made for him.
package struct CreatedStaff: Sendable {
    package var member: StaffMember
    /// nil when he existed or chose one.
    package var initialPassword: String?
}

/// Operations on the people who work for the provider. They need `staffManager`.
package struct Staff: Sendable {
    private let logins: Logins

    package init(logins: Logins) { self.logins = logins }

    package static func all(by actor: Actor, in db: any Connection) throws -> [StaffMember] {
        try actor.require(.staffManager)
        return try StaffRoleQueries.staff(in: db).compactMap { try member($0, in: db) }
    }

    /// Throws `Fault(.notFound)` when there is no such login or it is a customer's.
    package static func required(_ id: LoginID, by actor: Actor, in db: any Connection) throws -> StaffMember {
        try actor.require(.staffManager)
        guard let found = try member(id, in: db), found.login.role == .administrator else { throw Fault.notFound("login") }
        return found
    }

    /// The member of staff that a program names: by sign-in name or id.
    package static func required(named typed: String, by actor: Actor, in db: any Connection) throws -> StaffMember {
        try actor.require(.staffManager)
        let named = try Logins.find(name: typed, in: db)
        guard let id = named?.id ?? LoginID(typed) else { throw Fault.notFound("login") }
        return try required(id, by: actor, in: db)
    }

    private static func member(_ id: LoginID, in db: any Connection) throws -> StaffMember? {
        guard let login = try LoginQueries.find(id, in: db) else { return nil }
        return StaffMember(login: login, roles: try StaffRoleQueries.of(id, in: db))
    }

    /// Makes the login with these roles, or gives them to a customer's login that exists. Throws `Fault(.invalid)` beside `name`, `person`,
    /// `email`, `password` and `roles`.
    package func create(
        _ form: StaffForm, by actor: Actor, in database: any Database, at now: Timestamp
    ) async throws -> CreatedStaff {
        try actor.require(.staffManager)
        if form.roles.isEmpty { throw Staff.rolesMissing }
        let known = try await database.read { db in try Logins.find(name: form.name, in: db) }
        if let known, known.role == .administrator || !form.password.isEmpty {
            throw Fault.invalid(
                .init(
                    "name", key: known.role == .administrator ? "staff.exists" : "login.name.taken", arguments: ["name": known.name],
                    known.role == .administrator
                        ? "\(known.name) is a member of staff already. Change the roles there."
                        : "The name \(known.name) is taken. Leave the password empty to give this login the roles."))
        }
        // Hashing takes its time, so it is done before the transaction.
        let prepared: Logins.Prepared?
        if known == nil {
            prepared = try await logins.prepare(
                NewLogin(name: form.name, person: form.person, email: form.email, password: form.password, role: .customer),
                makesPassword: true, in: database)
        } else {
            prepared = nil
        }
        let member = try await database.write { db in
            let login = try prepared.map { try Logins.create($0, by: actor, in: db, at: now) } ?? known
            guard let login else { throw Fault.notFound("login") }
            try StaffRoles.give(form.roles, to: login.id, by: actor, in: db, at: now)
            return try Staff.required(login.id, by: actor, in: db)
        }
        return CreatedStaff(member: member, initialPassword: prepared?.madePassword)
    }

    /// Locks a member of staff out, or lets him in again. Sessions, also those in customers' panels, and tokens stop at once.
    ///
    /// Throws `Fault(.forbidden)` for somebody who may do more than the actor, `Fault(.conflict)` for oneself and for the last one who may
    /// do everything.
    package static func setLocked(
        _ id: LoginID, _ isLocked: Bool, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (StaffMember) throws -> Void = { _ in }
    ) throws -> StaffMember {
        try LoginQueries.lock(id, in: db)
        let before = try required(id, by: actor, in: db)
        try checking(before)
        guard before.permissions.isSubset(of: actor.permissions) else {
            throw Fault(
                .forbidden, key: "staff.outranks", arguments: ["name": before.login.person],
                "\(before.login.person) may do more than you may, so you can neither lock nor unlock this login.")
        }
        if isLocked {
            if id == actor.login { throw Fault.conflict(key: "staff.lock_self", "You cannot lock yourself out. Ask a colleague.") }
            try StaffRoleQueries.lockFull(in: db)
            if before.roles.contains(where: \.isFull), try !StaffRoleQueries.hasFull(besides: id, in: db) {
                throw StaffRoles.lastOne(before.login)
            }
        }
        if before.login.isLocked != isLocked {
            try Logins.setLocked(id, isLocked, in: db)
            if isLocked {
                try Audit.record("login.locked", on: .login(before.login), by: actor, in: db, at: now)
            } else {
                try Audit.record("login.unlocked", on: .login(before.login), by: actor, in: db, at: now)
            }
        }
        return try required(id, by: actor, in: db)
    }

    static let rolesMissing = Fault.invalid(
        .init("roles", key: "staff.roles.empty", "Tick at least one role. Without any, this is a customer's login."))
}
