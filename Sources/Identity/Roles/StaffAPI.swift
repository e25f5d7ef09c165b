import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/staff`, `/api/v1/roles` and `/api/v1/permissions`.
struct StaffAPI: Sendable {
    let staff: Staff

    func routes() -> Routes {
        var routes = Routes()
        let policy = Policy.staff(.staffManager)
        let rights = policy.provenAnew
        routes.api(.get, "/api/v1/staff", policy, "List the provider's staff", list)
        routes.api(.post, "/api/v1/staff", rights, "Create a staff login", taking: NewStaffResource.self, create)
        routes.api(.get, "/api/v1/staff/{login}", policy, "Show a member of staff", show)
        routes.api(.put, "/api/v1/staff/{login}/roles", rights, "Give a member of staff these roles", taking: RoleNamesResource.self, give)
        routes.api(.put, "/api/v1/staff/{login}/lock", rights, "Lock a member of staff out", lock)
        routes.api(.delete, "/api/v1/staff/{login}/lock", rights, "Let a member of staff in again", unlock)
        routes.api(.get, "/api/v1/roles", policy, "List roles", roles)
        routes.api(.post, "/api/v1/roles", rights, "Create a role", taking: NewRoleResource.self, createRole)
        routes.api(.get, "/api/v1/roles/{role}", policy, "Show a role", showRole)
        routes.api(.put, "/api/v1/roles/{role}", rights, "Change a role", taking: NewRoleResource.self, changeRole)
        routes.api(.delete, "/api/v1/roles/{role}", rights, "Delete a role that nobody has", deleteRole)
        routes.api(.get, "/api/v1/permissions", .anyStaff, "List what roles can allow", permissions)
        return routes
    }

    // MARK: People

    private func list(_ visit: Visit) async throws -> Resource<ListResource<StaffResource>> {
        let members = try await visit.database.read { db in try Staff.all(by: visit.actor, in: db) }
        return Resource(ListResource(items: members.map { StaffResource($0) }, total: members.count))
    }

    private func create(_ visit: Visit, _ new: NewStaffResource) async throws -> Created<StaffResource> {
        let roles = try await visit.database.read { db in try ids(new.roles, visit, in: db) }
        let form = StaffForm(name: new.name, person: new.person ?? "", email: new.email ?? "", password: new.password ?? "", roles: roles)
        let created = try await staff.create(form, by: visit.actor, in: visit.database, at: visit.now)
        return Created(
            StaffResource(created.member, initialPassword: created.initialPassword), at: "/api/v1/staff/\(created.member.login.name)")
    }

    private func show(_ visit: Visit, _ name: String) async throws -> Resource<StaffResource> {
        try await visit.database.read { db in Resource(StaffResource(try Staff.required(named: name, by: visit.actor, in: db))) }
    }

    private func give(_ visit: Visit, _ name: String, _ new: RoleNamesResource) async throws -> Resource<StaffResource> {
        try await visit.database.write { db in
            let member = try Staff.required(named: name, by: visit.actor, in: db)
            if new.roles.isEmpty { throw Staff.rolesMissing }
            try StaffRoles.give(ids(new.roles, visit, in: db), to: member.login.id, by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(StaffResource(try Staff.required(member.login.id, by: visit.actor, in: db)))
            }
            return Resource(StaffResource(try Staff.required(member.login.id, by: visit.actor, in: db)))
        }
    }

    private func lock(_ visit: Visit, _ name: String) async throws -> Resource<StaffResource> { try await set(visit, name, true) }

    private func unlock(_ visit: Visit, _ name: String) async throws -> Resource<StaffResource> { try await set(visit, name, false) }

    private func set(_ visit: Visit, _ name: String, _ isLocked: Bool) async throws -> Resource<StaffResource> {
        try await visit.database.write { db in
            let member = try Staff.required(named: name, by: visit.actor, in: db)
            return Resource(
                StaffResource(
                    try Staff.setLocked(member.login.id, isLocked, by: visit.actor, in: db, at: visit.now) {
                        try visit.requireMatch(StaffResource($0))
                    }))
        }
    }

    /// Roles by name or id. Throws `Fault(.invalid)` beside `roles` for one that does not exist.
    private func ids(_ names: [String], _ visit: Visit, in db: any Connection) throws -> [StaffRoleID] {
        try names.map { name in
            guard let role = try StaffRoles.find(named: name, by: visit.actor, in: db) else {
                throw Fault.invalid(.init("roles", key: "role.unknown", arguments: ["role": name], "There is no role \(name)."))
            }
            return role.id
        }
    }

    // MARK: Roles

    private func roles(_ visit: Visit) async throws -> Resource<ListResource<RoleResource>> {
        let items = try await visit.database.read { db in
            try StaffRoles.all(by: visit.actor, in: db).map { try resource($0, in: db) }
        }
        return Resource(ListResource(items: items, total: items.count))
    }

    private func createRole(_ visit: Visit, _ new: NewRoleResource) async throws -> Created<RoleResource> {
        let permissions = try permissions(named: new.permissions)
        return try await visit.database.write { db in
            let role = try StaffRoles.create(name: new.name, permissions: permissions, by: visit.actor, in: db, at: visit.now)
            return Created(try resource(role, in: db), at: "/api/v1/roles/\(role.id)")
        }
    }

    private func showRole(_ visit: Visit, _ name: String) async throws -> Resource<RoleResource> {
        try await visit.database.read { db in Resource(try resource(role(name, visit, in: db), in: db)) }
    }

    private func changeRole(_ visit: Visit, _ name: String, _ new: NewRoleResource) async throws -> Resource<RoleResource> {
        let permissions = try permissions(named: new.permissions)
        return try await visit.database.write { db in
            let id = try role(name, visit, in: db).id
            let role = try StaffRoles.change(id, name: new.name, permissions: permissions, by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(resource($0, in: db))
            }
            return Resource(try resource(role, in: db))
        }
    }

    private func deleteRole(_ visit: Visit, _ name: String) async throws -> NoContent {
        try await visit.database.write { db in
            try StaffRoles.delete(role(name, visit, in: db).id, by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(resource($0, in: db))
            }
        }
        return NoContent()
    }

    private func role(_ name: String, _ visit: Visit, in db: any Connection) throws -> StaffRole {
        guard let role = try StaffRoles.find(named: name, by: visit.actor, in: db) else { throw Fault.notFound("role") }
        return role
    }

    private func resource(_ role: StaffRole, in db: any Connection) throws -> RoleResource {
        RoleResource(role, members: try StaffRoles.members(of: role.id, in: db))
    }

    private func permissions(named names: [String]) throws -> Set<Permission> {
        Set(
            try names.map { name in
                guard let permission = Permission(rawValue: name) else {
                    throw Fault.invalid(
                        .init("permissions", key: "permission.unknown", arguments: ["permission": name], "There is no permission \(name)."))
                }
                return permission
            })
    }

    private func permissions(_ visit: Visit) async throws -> Resource<ListResource<PermissionResource>> {
        let texts = visit.texts.permissions
        let items = Permission.allCases.map {
            PermissionResource(name: $0.rawValue, title: texts.title($0), text: texts.explanation($0), hasEffect: $0.hasEffect)
        }
        return Resource(ListResource(items: items, total: items.count))
    }
}

extension StaffResource {
    init(_ member: StaffMember, initialPassword: String? = nil) {
        self.init(
            id: member.login.id.text, name: member.login.name, person: member.login.person, email: member.login.email,
            roles: member.roles.map(\.name), permissions: member.permissions.sorted().map(\.rawValue), isLocked: member.login.isLocked,
            createdAt: member.login.createdAt.description, initialPassword: initialPassword)
    }
}

extension RoleResource {
    init(_ role: StaffRole, members: Int) {
        self.init(
            id: role.id.text, name: role.name, isFull: role.isFull, permissions: role.permissions.sorted().map(\.rawValue),
            members: members,
            createdAt: role.createdAt.description)
    }
}
