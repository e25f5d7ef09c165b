import Core
import Persistence

/// All statements on `staff_role`, `staff_role_permission` and `login_staff_role`.
enum StaffRoleQueries {
    static func all(in db: any Connection) throws -> [StaffRole] {
        try filled(try db.query("SELECT id, name, is_full, created_at FROM staff_role ORDER BY name_folded"), in: db)
    }

    static func find(_ id: StaffRoleID, in db: any Connection) throws -> StaffRole? {
        try filled(try db.query("SELECT id, name, is_full, created_at FROM staff_role WHERE id = \(id)"), in: db).first
    }

    static func named(_ name: String, in db: any Connection) throws -> StaffRole? {
        try filled(try db.query("SELECT id, name, is_full, created_at FROM staff_role WHERE name_folded = \(name.folded)"), in: db).first
    }

    static func of(_ login: LoginID, in db: any Connection) throws -> [StaffRole] {
        try filled(
            try db.query(
                """
                SELECT r.id, r.name, r.is_full, r.created_at FROM staff_role r JOIN login_staff_role m ON m.role_id = r.id
                WHERE m.login_id = \(login) ORDER BY r.name_folded
                """), in: db)
    }

    /// What the login may do: of all its roles together. Asked for each request of a member of staff.
    static func permissions(of login: LoginID, in db: any Connection) throws -> Set<Permission> {
        let rows = try db.query(
            """
            SELECT r.is_full, p.permission FROM login_staff_role m JOIN staff_role r ON r.id = m.role_id
            LEFT JOIN staff_role_permission p ON p.role_id = r.id WHERE m.login_id = \(login)
            """)
        var found: Set<Permission> = []
        for row in rows {
            if try row("is_full", as: Bool.self) { return .everything }
            // A permission of a later version that was taken back: unknown here, so it allows nothing.
            if let name = try row("permission", as: String?.self), let permission = Permission(rawValue: name) { found.insert(permission) }
        }
        return found
    }

    /// Everybody with a role, by name.
    static func staff(in db: any Connection) throws -> [LoginID] {
        try db.query("SELECT id FROM login WHERE role = 'administrator' ORDER BY name_folded").map { try $0("id") }
    }

    /// Holds the built-in role until the transaction ends, so that two who take it from one another do not both succeed.
    static func lockFull(in db: any Connection) throws {
        if db.engine == .sqlite { return }
        _ = try db.query("SELECT id FROM staff_role WHERE id = \(StaffRole.full)" + db.forUpdate)
    }

    /// True when somebody else who can sign in may do everything.
    static func hasFull(besides login: LoginID, in db: any Connection) throws -> Bool {
        let others: Int? = try db.scalar(
            """
            SELECT COUNT(*) FROM login_staff_role m JOIN login l ON l.id = m.login_id
            WHERE m.role_id = \(StaffRole.full) AND m.login_id <> \(login) AND NOT l.is_locked
            """)
        return (others ?? 0) > 0
    }

    /// Locks the role's row until the transaction ends.
    static func lock(_ id: StaffRoleID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM staff_role WHERE id = \(id)\(db.forUpdate)")
    }

    static func memberIDs(of id: StaffRoleID, in db: any Connection) throws -> [LoginID] {
        try db.query("SELECT login_id FROM login_staff_role WHERE role_id = \(id)").map { try $0("login_id") }
    }

    static func insert(_ role: StaffRole, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO staff_role (id, name, name_folded, is_full, created_at)
            VALUES (\(role.id), \(role.name), \(role.name.folded), \(role.isFull), \(role.createdAt))
            """)
        try setPermissions(role, in: db)
    }

    static func update(_ role: StaffRole, in db: any Connection) throws {
        try db.execute("UPDATE staff_role SET name = \(role.name), name_folded = \(role.name.folded) WHERE id = \(role.id)")
        try db.execute("DELETE FROM staff_role_permission WHERE role_id = \(role.id)")
        try setPermissions(role, in: db)
    }

    private static func setPermissions(_ role: StaffRole, in db: any Connection) throws {
        for permission in role.permissions.sorted() {
            try db.execute("INSERT INTO staff_role_permission (role_id, permission) VALUES (\(role.id), \(permission.rawValue))")
        }
    }

    static func delete(_ id: StaffRoleID, in db: any Connection) throws {
        try db.execute("DELETE FROM staff_role WHERE id = \(id)")
    }

    static func members(of id: StaffRoleID, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM login_staff_role WHERE role_id = \(id)") ?? 0
    }

    static func setRoles(_ roles: [StaffRoleID], of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM login_staff_role WHERE login_id = \(login)")
        for role in roles { try db.execute("INSERT INTO login_staff_role (login_id, role_id) VALUES (\(login), \(role))") }
    }

    private static func filled(_ rows: [Row], in db: any Connection) throws -> [StaffRole] {
        try rows.map { row in
            let id: StaffRoleID = try row("id")
            let isFull: Bool = try row("is_full")
            let names: [String] = try db.query("SELECT permission FROM staff_role_permission WHERE role_id = \(id)").map {
                try $0("permission")
            }
            return StaffRole(
                id: id, name: try row("name"), isFull: isFull,
                permissions: isFull ? .everything : Set(names.compactMap(Permission.init(rawValue:))), createdAt: try row("created_at"))
        }
    }
}
