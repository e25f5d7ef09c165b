import Core
import Persistence
import Presentation

enum LoginQueries {
    /// Names of persons and e-mail addresses, by login.
    static let contacts = TextIndex("login_text")

    private static let columns: SQL =
        "id, name, person, email, role, is_locked, created_at, language, time_zone, theme, password_changed_at"

    static func insert(_ login: Login, passwordHash: String, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO login (id, name, name_folded, person, email, role, password_hash, is_locked, created_at)
            VALUES (\(login.id), \(login.name), \(login.name.folded), \(login.person), \(login.email), \(login.role), \(passwordHash),
                \(login.isLocked), \(login.createdAt))
            """)
        try contacts.set(login.id, words(login.person, login.email), in: db)
    }

    private static func words(_ person: String, _ email: String) -> String { (person + " " + email).folded }

    /// Both as they stand now.
    private static func indexContact(_ id: LoginID, in db: any Connection) throws {
        guard let row = try db.first("SELECT person, email FROM login WHERE id = \(id)") else { return }
        try contacts.set(id, words(row("person"), row("email")), in: db)
    }

    /// Locks the row until the transaction ends.
    static func lock(_ id: LoginID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM login WHERE id = \(id)\(db.forUpdate)")
    }

    static func find(_ id: LoginID, in db: any Connection) throws -> Login? {
        try db.first("SELECT \(columns) FROM login WHERE id = \(id)").map(login)
    }

    static func find(name: String, in db: any Connection) throws -> Login? {
        try db.first("SELECT \(columns) FROM login WHERE name_folded = \(name.folded)").map(login)
    }

    static func all(in db: any Connection) throws -> [Login] {
        try db.query("SELECT \(columns) FROM login ORDER BY name_folded").map(login)
    }

    static func passwordHash(_ id: LoginID, in db: any Connection) throws -> String? {
        try db.scalar("SELECT password_hash FROM login WHERE id = \(id)")
    }

    static func setPasswordHash(_ id: LoginID, _ hash: String, in db: any Connection) throws {
        try db.execute("UPDATE login SET password_hash = \(hash) WHERE id = \(id)")
    }

    /// A password that was chosen or given, in contrast to a stronger hash of the same one.
    static func setPassword(_ id: LoginID, hash: String, in db: any Connection, at now: Timestamp) throws {
        try db.execute("UPDATE login SET password_hash = \(hash), password_changed_at = \(now) WHERE id = \(id)")
    }

    static func setPerson(_ id: LoginID, _ person: String, in db: any Connection) throws {
        try db.execute("UPDATE login SET person = \(person) WHERE id = \(id)")
        try indexContact(id, in: db)
    }

    static func setEmail(_ id: LoginID, _ email: String, in db: any Connection) throws {
        try db.execute("UPDATE login SET email = \(email) WHERE id = \(id)")
        try indexContact(id, in: db)
    }

    /// Several people may read one address.
    static func find(email: String, limit: Int, in db: any Connection) throws -> [Login] {
        try db.query("SELECT \(columns) FROM login WHERE LOWER(email) = \(email.lowercased()) ORDER BY name_folded LIMIT \(limit)")
            .map(login)
    }

    static func setLocked(_ id: LoginID, _ isLocked: Bool, in db: any Connection) throws {
        try db.execute("UPDATE login SET is_locked = \(isLocked) WHERE id = \(id)")
    }

    static func setRole(_ id: LoginID, _ role: Actor.Role, in db: any Connection) throws {
        try db.execute("UPDATE login SET role = \(role) WHERE id = \(id)")
    }

    static func setPreferences(_ id: LoginID, language: String?, timeZone: String?, theme: Theme?, in db: any Connection) throws {
        try db.execute(
            "UPDATE login SET language = \(language), time_zone = \(timeZone), theme = \(theme?.rawValue) WHERE id = \(id)")
    }

    static func count(_ role: Actor.Role, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM login WHERE role = \(role)") ?? 0
    }

    private static func login(_ row: Row) throws -> Login {
        Login(
            id: try row("id"), name: try row("name"), person: try row("person"), email: try row("email"), role: try row("role"),
            isLocked: try row("is_locked"), createdAt: try row("created_at"), language: try row("language"), timeZone: try row("time_zone"),
            theme: try row("theme", as: String?.self).flatMap(Theme.init(rawValue:)), passwordChangedAt: try row("password_changed_at"))
    }
}
