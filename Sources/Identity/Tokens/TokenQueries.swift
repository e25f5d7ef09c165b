import Core
import Persistence

/// All statements on `api_token`.
enum TokenQueries {
    private static let columns: SQL = """
        id, login_id, name, role, is_read_only, permissions, addresses, created_at, expires_at, used_at, used_from, is_proven
        """

    static func insert(_ token: APIToken, secretHash: String, in db: any Connection) throws {
        let permissions = token.permissions.map { $0.sorted().map(\.rawValue).joined(separator: " ") }
        let addresses = token.addresses.isEmpty ? nil : token.addresses.map(\.text).joined(separator: " ")
        try db.execute(
            """
            INSERT INTO api_token (id, secret_hash, login_id, name, role, is_read_only, permissions, addresses, created_at, expires_at, used_at,
                is_proven)
            VALUES (\(token.id), \(secretHash), \(token.login), \(token.name), \(token.role), \(token.isReadOnly), \(permissions),
                \(addresses), \(token.createdAt), \(token.expiresAt), NULL, \(token.isProven))
            """)
    }

    static func list(of login: LoginID, in db: any Connection) throws -> [APIToken] {
        try db.query("SELECT \(columns) FROM api_token WHERE login_id = \(login) ORDER BY created_at DESC, id DESC").map(token)
    }

    static func find(secretHash: String, in db: any Connection) throws -> (APIToken, Login)? {
        guard let row = try db.first("SELECT \(columns) FROM api_token WHERE secret_hash = \(secretHash)") else { return nil }
        let found = try token(row)
        guard let owner = try LoginQueries.find(found.login, in: db) else { return nil }
        return (found, owner)
    }

    static func touch(_ id: TokenID, at now: Timestamp, from address: String?, in db: any Connection) throws {
        try db.execute("UPDATE api_token SET used_at = \(now), used_from = \(address) WHERE id = \(id)")
    }

    static func remove(_ id: TokenID, of login: LoginID, in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM api_token WHERE id = \(id) AND login_id = \(login)")
    }

    private static func token(_ row: Row) throws -> APIToken {
        let permissions: String? = try row("permissions")
        let addresses: [String] = (try row("addresses", as: String?.self) ?? "").split(separator: " ").map { String($0) }
        let ranges = addresses.compactMap { AddressRange(stored: $0) }
        // An address that cannot be read must not turn into "from everywhere".
        guard ranges.count == addresses.count else { throw TokenDamaged(addresses: addresses) }
        return APIToken(
            id: try row("id"), login: try row("login_id"), name: try row("name"), role: try row("role"),
            isReadOnly: try row("is_read_only"),
            permissions: permissions.map { Set($0.split(separator: " ").compactMap { Permission(rawValue: String($0)) }) },
            addresses: ranges, createdAt: try row("created_at"), expiresAt: try row("expires_at"), usedAt: try row("used_at"),
            usedFrom: try row("used_from"), isProven: try row("is_proven"))
    }
}

struct TokenDamaged: Error, CustomStringConvertible {
    let addresses: [String]
    var description: String { "a token's addresses cannot be read: \(addresses)" }
}
