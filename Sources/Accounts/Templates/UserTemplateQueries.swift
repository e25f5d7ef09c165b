import Core
import Persistence
import Presentation

/// All statements on `user_template` and `user_template_limit`.
enum UserTemplateQueries {
    private static let columns: SQL = "id, name, created_at"

    static func list(_ filter: UserTemplateFilter, in db: any Connection) throws -> (templates: [UserTemplate], total: Int) {
        let condition = condition(filter)
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        let total = try db.scalar("SELECT COUNT(*) FROM user_template WHERE \(condition)", as: Int.self) ?? 0
        let rows = try db.query(
            """
            SELECT \(columns) FROM user_template WHERE \(condition) ORDER BY \(column(filter)) \(direction), id \(direction)
            LIMIT \(filter.limit) OFFSET \(filter.offset)
            """)
        return (try templates(rows, in: db), total)
    }

    /// The rows after `cursor`, and where the next ones are; nil at the end.
    static func following(
        _ filter: UserTemplateFilter, after cursor: ListCursor?, in db: any Connection
    ) throws -> (templates: [UserTemplate], next: ListCursor?) {
        let column = column(filter)
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        var condition = condition(filter)
        if let cursor {
            condition =
                condition + " AND "
                + (try cursor.condition(column, "id", isNumber: filter.order == .created, isDescending: filter.isDescending))
        }
        let rows = try db.query(
            """
            SELECT \(columns), CAST(\(column) AS TEXT) AS place FROM user_template WHERE \(condition)
            ORDER BY \(column) \(direction), id \(direction) LIMIT \(filter.limit + 1)
            """)
        let page = Array(rows.prefix(filter.limit))
        let order = (filter.isDescending ? "-" : "") + filter.order.rawValue
        let next =
            try rows.count > filter.limit ? page.last.map { ListCursor(order: order, value: try $0("place"), id: try $0("id")) } : nil
        return (try templates(page, in: db), next)
    }

    static func all(in db: any Connection) throws -> [UserTemplate] {
        try templates(try db.query("SELECT \(columns) FROM user_template ORDER BY name_folded"), in: db)
    }

    static func find(_ id: UserTemplateID, in db: any Connection) throws -> UserTemplate? {
        try templates(try db.query("SELECT \(columns) FROM user_template WHERE id = \(id)"), in: db).first
    }

    /// As it stays until the transaction ends.
    static func locked(_ id: UserTemplateID, in db: any Connection) throws -> UserTemplate? {
        try templates(try db.query("SELECT \(columns) FROM user_template WHERE id = \(id)" + db.forUpdate), in: db).first
    }

    static func named(_ name: String, in db: any Connection) throws -> UserTemplate? {
        try templates(try db.query("SELECT \(columns) FROM user_template WHERE name_folded = \(name.folded)"), in: db).first
    }

    static func insert(_ template: UserTemplate, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO user_template (id, name, name_folded, created_at)
            VALUES (\(template.id), \(template.name), \(template.name.folded), \(template.createdAt))
            """)
        try insertLimits(of: template, in: db)
    }

    static func update(_ template: UserTemplate, in db: any Connection) throws {
        try db.execute(
            "UPDATE user_template SET name = \(template.name), name_folded = \(template.name.folded) WHERE id = \(template.id)")
        try db.execute("DELETE FROM user_template_limit WHERE template_id = \(template.id)")
        try insertLimits(of: template, in: db)
    }

    static func delete(_ id: UserTemplateID, in db: any Connection) throws {
        try db.execute("DELETE FROM user_template_limit WHERE template_id = \(id)")
        try db.execute("DELETE FROM user_template WHERE id = \(id)")
    }

    private static func insertLimits(of template: UserTemplate, in db: any Connection) throws {
        for (key, limit) in template.limits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try db.execute(
                """
                INSERT INTO user_template_limit (template_id, resource, most_units, is_hard)
                VALUES (\(template.id), \(key), \(limit.most), \(limit.isHard))
                """)
        }
    }

    private static func condition(_ filter: UserTemplateFilter) -> SQL {
        let search = filter.search.trimmingWhitespace
        return search.isEmpty ? "1 = 1" : "name_folded LIKE \(likePattern(containing: search)) ESCAPE '\\'"
    }

    private static func column(_ filter: UserTemplateFilter) -> SQL { filter.order == .name ? "name_folded" : "created_at" }

    private static func templates(_ rows: [Row], in db: any Connection) throws -> [UserTemplate] {
        if rows.isEmpty { return [] }
        let ids = try rows.map { try $0("id", as: UserTemplateID.self) }
        var limits: [UserTemplateID: [ResourceKey: AccountLimit]] = [:]
        for row in try db.query(
            "SELECT template_id, resource, most_units, is_hard FROM user_template_limit WHERE template_id IN (\(list: ids))")
        {
            let id: UserTemplateID = try row("template_id")
            limits[id, default: [:]][try row("resource")] = AccountLimit(try row("most_units"), isHard: try row("is_hard"))
        }
        return try zip(rows, ids).map { row, id in
            UserTemplate(id: id, name: try row("name"), limits: limits[id] ?? [:], createdAt: try row("created_at"))
        }
    }
}
