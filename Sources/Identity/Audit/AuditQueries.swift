import Core
import Foundation
import Persistence

/// All statements on `audit_entry` and `audit_head`.
enum AuditQueries {
    private static let columns: SQL = """
        sequence, at, actor_kind, login_id, actor_name, token_id, impersonator, address, request, action, object_kind, object_id,
        object_name, account_id, owner_id, result, changes, previous_hash, hash
        """

    /// The last row's number and hash, locked until the transaction ends.
    static func lockHead(in db: any Connection) throws -> (sequence: Int64, hash: String)? {
        try db.first("SELECT sequence, hash FROM audit_head WHERE only_row = 1\(db.forUpdate)").map { (try $0("sequence"), try $0("hash")) }
    }

    static func head(in db: any Connection) throws -> (sequence: Int64, hash: String)? {
        try db.first("SELECT sequence, hash FROM audit_head WHERE only_row = 1").map { (try $0("sequence"), try $0("hash")) }
    }

    static func setHead(_ sequence: Int64, _ hash: String, in db: any Connection) throws {
        try db.execute("UPDATE audit_head SET sequence = \(sequence), hash = \(hash) WHERE only_row = 1")
    }

    static func insert(_ row: AuditEntry, in db: any Connection) throws {
        let changes = String(decoding: try JSONEncoder().encode(row.changes), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO audit_entry (sequence, at, actor_kind, login_id, actor_name, token_id, impersonator, address, request, action,
                object_kind, object_id, object_name, account_id, owner_id, result, changes, previous_hash, hash, search)
            VALUES (\(row.sequence), \(row.at), \(row.actorKind), \(row.login), \(row.actorName), \(row.token), \(row.impersonator),
                \(row.address), \(row.request), \(row.action), \(row.object.kind.rawValue), \(row.object.id), \(row.object.name),
                \(row.object.account), \(row.object.owner), \(row.result.rawValue), \(changes), \(row.previousHash), \(row.hash),
                \((row.actorName + " " + row.object.name).folded))
            """)
    }

    static func following(_ sequence: Int64, limit: Int, in db: any Connection) throws -> [AuditEntry] {
        try db.query("SELECT \(columns) FROM audit_entry WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)").map(entry)
    }

    static func following(_ sequence: Int64, limit: Int, login: LoginID??, in db: any Connection) throws -> [AuditEntry] {
        var own: SQL = ""
        if let login {
            guard let login else { return [] }
            own = "AND (login_id = \(login) OR owner_id = \(login))"
        }
        return try db.query(
            "SELECT \(columns) FROM audit_entry WHERE sequence > \(sequence) \(own) ORDER BY sequence LIMIT \(limit)"
        ).map(entry)
    }

    /// `login`: nil for all; otherwise only what was done by this login or to what belonged to it.
    static func list(_ filter: AuditFilter, login: LoginID??, in db: any Connection) throws -> [AuditEntry] {
        var parts: [SQL] = ["1 = 1"]
        if let login {
            guard let login else { return [] }
            parts.append("(login_id = \(login) OR owner_id = \(login))")
        }
        if let person = filter.person { parts.append("login_id = \(person)") }
        if let result = filter.result { parts.append("result = \(result.rawValue)") }
        if let kind = filter.kind { parts.append("object_kind = \(kind.rawValue)") }
        if let kind = filter.exceptKind { parts.append("object_kind <> \(kind.rawValue)") }
        if let object = filter.object { parts.append("object_id = \(object)") }
        if let account = filter.account { parts.append("account_id = \(account)") }
        if let action = filter.action { parts.append("action = \(action)") }
        if let from = filter.from { parts.append("at >= \(from)") }
        if let to = filter.to { parts.append("at < \(to)") }
        if let before = filter.before { parts.append(filter.isOldestFirst ? "sequence > \(before)" : "sequence < \(before)") }
        if !filter.search.isEmpty {
            let isNamed: SQL = "search LIKE \(likePattern(containing: filter.search)) ESCAPE '\\'"
            parts.append(filter.foundObjects.isEmpty ? isNamed : "(\(isNamed) OR object_id IN (\(list: filter.foundObjects)))")
        }
        let condition = SQL.joined(parts, separator: " AND ")
        let direction: SQL = filter.isOldestFirst ? "ASC" : "DESC"
        return try db.query(
            "SELECT \(columns) FROM audit_entry WHERE \(condition) ORDER BY sequence \(direction) LIMIT \(filter.limit)"
        ).map(entry)
    }

    /// The names of what has been done so far, for the choice of a filter.
    static func actions(in db: any Connection) throws -> [String] {
        // One step per name through the index, instead of all rows (https://wiki.postgresql.org/wiki/Loose_indexscan).
        var names: [String] = []
        while let next: String = try db.scalar(
            "SELECT action FROM audit_entry WHERE action > \(names.last ?? "") ORDER BY action LIMIT 1")
        {
            names.append(next)
        }
        return names
    }

    private static func entry(_ row: Row) throws -> AuditEntry {
        let changes: String = try row("changes")
        let object = AuditEntry.Object(
            AuditEntry.Kind(rawValue: try row("object_kind")), try row("object_id"), try row("object_name"), account: try row("account_id"),
            owner: try row("owner_id"))
        return AuditEntry(
            sequence: try row("sequence"), at: try row("at"), actorKind: try row("actor_kind"), login: try row("login_id"),
            actorName: try row("actor_name"), token: try row("token_id"), impersonator: try row("impersonator"),
            address: try row("address"), request: try row("request"), action: try row("action"), object: object,
            result: AuditEntry.Result(rawValue: try row("result")) ?? .done,
            changes: try JSONDecoder().decode([AuditEntry.Change].self, from: Data(changes.utf8)),
            previousHash: try row("previous_hash"), hash: try row("hash"))
    }
}
