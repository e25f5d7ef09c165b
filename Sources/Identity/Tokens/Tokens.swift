import Core
import Persistence
import Presentation

/// A program's token as lists show it. The secret is shown once, when it is made.
package struct APIToken: Sendable, Equatable {
    package let id: TokenID
    package let login: LoginID
    package let name: String
    package let role: Actor.Role
    package let createdAt: Timestamp
    /// Nil: does not expire.
    package let expiresAt: Timestamp?
    package let usedAt: Timestamp?
    /// May touch money, keys and rights, for which people are asked again who they are.
    package let isProven: Bool
}

/// Tokens for programs: `Authorization: Bearer hw_...`. A token acts as its owner and never with more rights than the owner has now.
package enum Tokens {
    /// Makes a token and returns its secret, which is stored as a hash only.
    ///
    /// `role` may be the owner's or a lesser one; a greater one is refused with `Fault(.forbidden)`.
    package static func mint(
        name: String, for login: LoginID, role: Actor.Role, expires: Timestamp?, isProven: Bool = false, in db: any Connection,
        at now: Timestamp
    ) throws -> (token: APIToken, secret: String) {
        guard let owner = try LoginQueries.find(login, in: db), !owner.isLocked else { throw Fault.notFound("login") }
        var complaints = Complaints()
        let title = try complaints.take("name") { try name.asName() }
        if let expires, expires <= now { complaints.add("expires", key: "token.expired", "Choose a time in the future.") }
        try complaints.check()
        guard role != .system, role == owner.role || owner.role == .administrator else {
            throw Fault(
                .forbidden, key: "token.outranks", arguments: ["name": owner.name],
                "A token cannot do more than its owner. \(owner.name) is not an administrator.")
        }
        let secret = "hw_" + randomSecret()
        let token = APIToken(
            id: TokenID(at: now), login: login, name: title ?? "", role: role, createdAt: now, expiresAt: expires, usedAt: nil,
            isProven: isProven)
        try TokenQueries.insert(token, secretHash: secretHash(secret), in: db)
        return (token, secret)
    }

    package static func list(of login: LoginID, in db: any Connection) throws -> [APIToken] { try TokenQueries.list(of: login, in: db) }

    /// The token stops at once. Throws `Fault(.notFound)` unless it belongs to the login.
    package static func revoke(_ id: TokenID, of login: LoginID, in db: any Connection) throws {
        if try TokenQueries.remove(id, of: login, in: db) == 0 { throw Fault.notFound("token") }
    }

    static func verify(_ secret: String, in database: any Database, at now: Timestamp) async throws -> Verified? {
        guard secret.hasPrefix("hw_"), secret.utf8.count <= 64 else { return nil }
        let hash = secretHash(secret)
        let found = try await database.read { db -> (APIToken, Login, Set<Permission>)? in
            guard let (token, owner) = try TokenQueries.find(secretHash: hash, in: db) else { return nil }
            return (token, owner, owner.role == .administrator ? try StaffRoleQueries.permissions(of: owner.id, in: db) : [])
        }
        guard let (token, owner, permissions) = found else { return nil }
        if owner.isLocked { return nil }
        if let expires = token.expiresAt, expires <= now { return nil }
        if token.usedAt.map({ now - $0 > .minutes(1) }) ?? true {
            try await database.write { db in try TokenQueries.touch(token.id, at: now, in: db) }
        }
        // The owner may have become a customer since: then so has the token.
        let role: Actor.Role = token.role == .administrator && owner.role == .administrator ? .administrator : .customer
        var actor = Actor(
            role: role, login: owner.id, token: token.id, name: owner.person, permissions: role == .customer ? [] : permissions)
        actor.isProven = token.isProven
        return Verified(
            actor: actor, session: nil, language: owner.language.flatMap(Language.init(rawValue:)), timeZone: owner.timeZone)
    }
}

enum TokenQueries {
    private static let columns: SQL =
        """
        api_token.id, api_token.login_id, api_token.name, api_token.role, api_token.created_at, api_token.expires_at, api_token.used_at,
            api_token.is_proven
        """

    static func insert(_ token: APIToken, secretHash: String, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO api_token (id, secret_hash, login_id, name, role, created_at, expires_at, used_at, is_proven)
            VALUES (\(token.id), \(secretHash), \(token.login), \(token.name), \(token.role), \(token.createdAt), \(token.expiresAt), NULL,
                \(token.isProven))
            """)
    }

    static func list(of login: LoginID, in db: any Connection) throws -> [APIToken] {
        try db.query("SELECT \(columns) FROM api_token WHERE login_id = \(login) ORDER BY created_at DESC").map(token)
    }

    static func find(secretHash: String, in db: any Connection) throws -> (APIToken, Login)? {
        guard let row = try db.first("SELECT \(columns) FROM api_token WHERE secret_hash = \(secretHash)") else { return nil }
        let found = try token(row)
        guard let owner = try LoginQueries.find(found.login, in: db) else { return nil }
        return (found, owner)
    }

    static func touch(_ id: TokenID, at now: Timestamp, in db: any Connection) throws {
        try db.execute("UPDATE api_token SET used_at = \(now) WHERE id = \(id)")
    }

    static func remove(_ id: TokenID, of login: LoginID, in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM api_token WHERE id = \(id) AND login_id = \(login)")
    }

    private static func token(_ row: Row) throws -> APIToken {
        APIToken(
            id: try row("id"), login: try row("login_id"), name: try row("name"), role: try row("role"), createdAt: try row("created_at"),
            expiresAt: try row("expires_at"), usedAt: try row("used_at"), isProven: try row("is_proven"))
    }
}
