import Core
import Persistence
import Presentation

/// Operations on roles of staff. They need `staffManager`, and nobody gives what he does not have himself.
package enum StaffRoles {
    package static func all(by actor: Actor, in db: any Connection) throws -> [StaffRole] {
        try actor.require(.staffManager)
        return try StaffRoleQueries.all(in: db)
    }

    /// Throws `Fault(.notFound)`.
    package static func required(_ id: StaffRoleID, by actor: Actor, in db: any Connection) throws -> StaffRole {
        try actor.require(.staffManager)
        guard let role = try StaffRoleQueries.find(id, in: db) else { throw Fault.notFound("role") }
        return role
    }

    /// By name or id.
    package static func find(named typed: String, by actor: Actor, in db: any Connection) throws -> StaffRole? {
        try actor.require(.staffManager)
        if let id = StaffRoleID(typed), let role = try StaffRoleQueries.find(id, in: db) { return role }
        return try StaffRoleQueries.named(typed.trimmed, in: db)
    }

    /// How many people have it.
    package static func members(of id: StaffRoleID, in db: any Connection) throws -> Int { try StaffRoleQueries.members(of: id, in: db) }

    /// Throws `Fault(.invalid)` beside `name` and `permissions`.
    package static func create(
        name typed: String, permissions: Set<Permission>, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> StaffRole {
        try actor.require(.staffManager)
        let name = try checked(typed, permissions, by: actor)
        if try StaffRoleQueries.named(name, in: db) != nil { throw taken(name) }
        let role = StaffRole(id: StaffRoleID(at: now), name: name, isFull: false, permissions: permissions, createdAt: now)
        try StaffRoleQueries.insert(role, in: db)
        try Audit.record(
            "role.created", on: .init(.staffRole, role.id.text, role.name), changes: [.init("permissions", nil, listed(permissions))],
            by: actor, in: db, at: now)
        return role
    }

    /// - Parameter checking: Called with the role as it is, which nobody else can change any more.
    ///
    /// Throws `Fault(.conflict)` for the built-in role.
    package static func change(
        _ id: StaffRoleID, name typed: String, permissions: Set<Permission>, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (StaffRole) throws -> Void = { _ in }
    ) throws -> StaffRole {
        try StaffRoleQueries.lock(id, in: db)
        var role = try required(id, by: actor, in: db)
        try checking(role)
        let before = role
        if role.isFull { throw builtIn(role) }
        role.name = try checked(typed, permissions.subtracting(role.permissions), by: actor)
        role.permissions = permissions
        if let other = try StaffRoleQueries.named(role.name, in: db), other.id != id { throw taken(role.name) }
        try StaffRoleQueries.update(role, in: db)
        if role.permissions != before.permissions {
            // Who has it starts anew with the new rights (rule 17); the one who changes it stays, for he can add nothing to his own.
            for member in try StaffRoleQueries.memberIDs(of: id, in: db) where member != actor.login {
                try SessionQueries.removeAll(of: member, except: nil, in: db)
            }
        }
        try Audit.record(
            "role.changed", on: .init(.staffRole, role.id.text, role.name),
            changes: [.init("name", before.name, role.name), .init("permissions", listed(before.permissions), listed(permissions))],
            by: actor, in: db, at: now)
        return role
    }

    /// Refused while somebody has it, with the count.
    package static func delete(
        _ id: StaffRoleID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (StaffRole) throws -> Void = { _ in }
    ) throws {
        try StaffRoleQueries.lock(id, in: db)
        let role = try required(id, by: actor, in: db)
        try checking(role)
        if role.isFull { throw builtIn(role) }
        let members = try StaffRoleQueries.members(of: id, in: db)
        if members > 0 {
            throw Fault.conflict(
                key: "role.in_use", arguments: ["role": role.name, "members": String(members)],
                "\(members) people have the role \(role.name). Give them another one first.")
        }
        try StaffRoleQueries.delete(id, in: db)
        try Audit.record("role.deleted", on: .init(.staffRole, role.id.text, role.name), by: actor, in: db, at: now)
    }

    /// Gives the login these roles instead of those it has; its sessions end, so that its rights are the new ones everywhere (rule 17).
    ///
    /// - Parameter checking: Called once nobody else can change this person any more.
    ///
    /// Throws `Fault(.conflict)` when nobody would be left who may do everything.
    package static func give(
        _ roles: [StaffRoleID], to login: LoginID, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: () throws -> Void = {}
    ) throws {
        try actor.require(.staffManager)
        try LoginQueries.lock(login, in: db)
        guard let person = try LoginQueries.find(login, in: db) else { throw Fault.notFound("login") }
        try checking()
        let before = try StaffRoleQueries.of(login, in: db)
        let after = try Set(roles).sorted().map { try required($0, by: actor, in: db) }
        for role in after where !before.contains(role) && !role.permissions.isSubset(of: actor.permissions) { throw outranks(role.name) }
        for role in before where !after.contains(role) && !role.permissions.isSubset(of: actor.permissions) { throw outranks(role.name) }
        if before.contains(where: \.isFull), !after.contains(where: \.isFull) {
            try StaffRoleQueries.lockFull(in: db)
            if try !StaffRoleQueries.hasFull(besides: login, in: db) { throw lastOne(person) }
        }
        if Set(before.map(\.id)) == Set(after.map(\.id)) { return }
        try StaffRoleQueries.setRoles(after.map(\.id), of: login, in: db)
        try LoginQueries.setRole(login, after.isEmpty ? .customer : .administrator, in: db)
        try SessionQueries.removeAll(of: login, except: nil, in: db)
        try Audit.record(
            "login.roles_changed", on: .login(person),
            changes: [.init("roles", before.map(\.name).joined(separator: ", "), after.map(\.name).joined(separator: ", "))],
            by: actor, in: db, at: now)
    }

    package static func of(_ login: LoginID, in db: any Connection) throws -> [StaffRole] { try StaffRoleQueries.of(login, in: db) }

    private static func checked(_ typed: String, _ added: Set<Permission>, by actor: Actor) throws -> String {
        var complaints = Complaints()
        let name = try complaints.take("name") { try typed.asName() }
        let missing = added.subtracting(actor.permissions)
        if !missing.isEmpty {
            complaints.add(
                "permissions", key: "role.outranks", arguments: ["permissions": listed(missing)],
                "You cannot give what you do not have yourself: \(listed(missing)).")
        }
        try complaints.check()
        return name ?? ""
    }

    private static func listed(_ permissions: Set<Permission>) -> String {
        permissions.sorted().map(\.rawValue).joined(separator: ", ")
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "role.name.taken", arguments: ["name": name], "There is already a role \(name). Choose another name."))
    }

    static func lastOne(_ person: Login) -> Fault {
        .conflict(
            key: "role.last_administrator", arguments: ["person": person.person],
            "\(person.person) is the last one who may do everything. Give somebody else that role first.")
    }

    private static func builtIn(_ role: StaffRole) -> Fault {
        .conflict(
            key: "role.built_in", arguments: ["role": role.name],
            "The role \(role.name) is built in: it may do everything, always. Make another role for less.")
    }

    private static func outranks(_ role: String) -> Fault {
        Fault(
            .forbidden, key: "role.give_outranks", arguments: ["role": role],
            "The role \(role) may do more than you may, so you can neither give nor take it.")
    }
}
