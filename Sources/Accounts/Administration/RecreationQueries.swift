import AgentProtocol
import Core
import Fleet
import Persistence

/// All statements on `recreation` and `recreation_item`.
enum RecreationQueries {
    private static let columns: SQL = "id, account_id, server_id, name, actor_name, next_number, created_at"

    static func insert(_ recreation: Recreation, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO recreation (id, account_id, server_id, name, actor_name, next_number, created_at)
            VALUES (\(recreation.id), \(recreation.account), \(recreation.server), \(recreation.name), \(recreation.actorName),
                \(recreation.nextNumber), \(recreation.createdAt))
            """)
    }

    static func find(_ id: RecreationID, in db: any Connection) throws -> Recreation? {
        try db.first("SELECT \(columns) FROM recreation WHERE id = \(id)").map(recreation)
    }

    static func locked(_ id: RecreationID, in db: any Connection) throws -> Recreation? {
        try db.first("SELECT \(columns) FROM recreation WHERE id = \(id)" + db.forUpdate).map(recreation)
    }

    static func list(
        of account: AccountID?, before: RecreationID?, isOldestFirst: Bool, limit: Int, in db: any Connection
    ) throws -> [Recreation] {
        var parts: [SQL] = ["1 = 1"]
        if let account { parts.append("account_id = \(account)") }
        if let before { parts.append(isOldestFirst ? "id > \(before)" : "id < \(before)") }
        let direction: SQL = isOldestFirst ? "ASC" : "DESC"
        return try db.query(
            "SELECT \(columns) FROM recreation WHERE \(SQL.joined(parts, separator: " AND ")) ORDER BY id \(direction) LIMIT \(limit)"
        ).map(recreation)
    }

    static func setNext(_ number: Int?, of id: RecreationID, in db: any Connection) throws {
        try db.execute("UPDATE recreation SET next_number = \(number) WHERE id = \(id)")
    }

    /// Numbers of the accounts with a home there, from one on.
    static func accounts(on server: LogicalServerID, from number: Int, limit: Int, in db: any Connection) throws -> [Int] {
        try db.query(
            """
            SELECT number FROM account WHERE server_id = \(server) AND number >= \(number) AND trashed_at IS NULL AND purged_at IS NULL
            ORDER BY number LIMIT \(limit)
            """
        ).map { try $0("number") }
    }

    static func add(_ objects: [PublishedObject], to id: RecreationID, in db: any Connection) throws {
        let last = try db.scalar("SELECT MAX(place) FROM recreation_item WHERE recreation_id = \(id)", as: Int.self) ?? 0
        for (place, object) in objects.enumerated() {
            let reference = object.reference
            try db.execute(
                """
                INSERT INTO recreation_item (recreation_id, place, logical_server_id, kind, object, name)
                VALUES (\(id), \(last + place + 1), \(reference.server), \(reference.kind), \(reference.object), \(object.name))
                """)
        }
    }

    static func waiting(
        of id: RecreationID, limit: Int, in db: any Connection
    ) throws -> [(place: Int, reference: ObjectReference)] {
        try db.query(
            """
            SELECT place, logical_server_id, kind, object FROM recreation_item WHERE recreation_id = \(id) AND sequence IS NULL
            ORDER BY place LIMIT \(limit)
            """
        ).map {
            (
                try $0("place"),
                ObjectReference(server: try $0("logical_server_id"), kind: try $0("kind"), object: try $0("object"))
            )
        }
    }

    /// 0: it is not published there.
    static func setSequence(_ sequence: Int64, of id: RecreationID, _ place: Int, in db: any Connection) throws {
        try db.execute("UPDATE recreation_item SET sequence = \(sequence) WHERE recreation_id = \(id) AND place = \(place)")
    }

    private static let state: SQL = """
        CASE WHEN i.sequence IS NULL THEN 'waiting' WHEN i.sequence = 0 THEN 'gone'
            WHEN t.sequence IS NULL OR t.sequence < i.sequence THEN 'applying' WHEN t.state = 'live' THEN 'live'
            WHEN t.state = 'removed' THEN 'gone' ELSE 'failed' END
        """
    private static let tables: SQL = """
        recreation_item i LEFT JOIN specification_status t
            ON t.logical_server_id = i.logical_server_id AND t.kind = i.kind AND t.object = i.object
        """

    static func counts(of id: RecreationID, in db: any Connection) throws -> [RecreatedObject.State: Int] {
        let rows = try db.query(
            "SELECT \(state) AS item_state, COUNT(*) AS number FROM \(tables) WHERE i.recreation_id = \(id) GROUP BY 1")
        return try rows.reduce(into: [:]) { counts, row in
            if let state = RecreatedObject.State(rawValue: try row("item_state")) { counts[state] = try row("number") }
        }
    }

    /// What failed first, then what goes on, then what is done.
    static func objects(of id: RecreationID, limit: Int, in db: any Connection) throws -> [RecreatedObject] {
        try db.query(
            """
            SELECT i.logical_server_id, logical_server.name AS server_name, i.kind, i.object, i.name, \(state) AS item_state, t.words
            FROM \(tables) JOIN logical_server ON logical_server.id = i.logical_server_id WHERE i.recreation_id = \(id)
            ORDER BY CASE \(state) WHEN 'failed' THEN 0 WHEN 'applying' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END, i.place LIMIT \(limit)
            """
        ).map { row in
            let state = RecreatedObject.State(rawValue: try row("item_state")) ?? .waiting
            return RecreatedObject(
                reference: ObjectReference(server: try row("logical_server_id"), kind: try row("kind"), object: try row("object")),
                serverName: try row("server_name"), name: try row("name"), state: state,
                words: state == .failed || state == .live ? try row("words", as: String?.self) ?? "" : "")
        }
    }

    private static func recreation(_ row: Row) throws -> Recreation {
        Recreation(
            id: try row("id"), account: try row("account_id"), server: try row("server_id"), name: try row("name"),
            actorName: try row("actor_name"), nextNumber: try row("next_number"), createdAt: try row("created_at"))
    }
}
