import Core
import Persistence
import Presentation

/// All statements on `account`. Every query on a customer's data takes the reach it is asked for (security rule 10).
enum AccountQueries {
    private static let columns: SQL = """
        account.id, account.number, account.login_id, login.name AS login_name, account.plan_id, plan.name AS plan_name, account.plan_version,
        account.server_id,
        logical_server.name AS server_name, account.title, account.uid, account.suspension_reason, account.suspended_at, account.trashed_at,
        account.purge_at, account.purged_at, account.created_at
        """
    private static let tables: SQL = """
        account JOIN login ON login.id = account.login_id JOIN plan ON plan.id = account.plan_id
        JOIN logical_server ON logical_server.id = account.server_id
        """

    static func find(number: Int, reach: Reach, in db: any Connection) throws -> Account? {
        try db.first(
            "SELECT \(columns) FROM \(tables) WHERE account.number = \(number) AND account.purged_at IS NULL AND \(reach.condition)"
        ).map(account)
    }

    static func find(_ id: AccountID, reach: Reach, in db: any Connection) throws -> Account? {
        try db.first("SELECT \(columns) FROM \(tables) WHERE account.id = \(id) AND \(reach.condition)").map(account)
    }

    /// Locks the account's row until the transaction ends, so that its state and limits hold. What is read afterwards is what is.
    static func lock(_ id: AccountID, in db: any Connection) throws {
        if db.engine == .sqlite { return }
        _ = try db.query("SELECT id FROM account WHERE id = \(id)" + db.forUpdate)
    }

    static func lock(number: Int, in db: any Connection) throws {
        if db.engine == .sqlite { return }
        _ = try db.query("SELECT id FROM account WHERE number = \(number)" + db.forUpdate)
    }

    /// The rows after `cursor` and where the next ones are: costs the same at the beginning and at the end of the list.
    static func following(
        _ filter: AccountFilter, after cursor: ListCursor?, reach: Reach, in db: any Connection
    ) throws -> (accounts: [Account], next: ListCursor?) {
        let column: SQL =
            switch filter.order {
            case .number: "account.number"
            case .title: "account.title_folded"
            case .plan: "plan.name_folded"
            case .created: "account.created_at"
            }
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        var condition = try condition(filter, reach: reach)
        if let cursor {
            let isNumber = filter.order == .number || filter.order == .created
            condition =
                condition + " AND "
                + (try cursor.condition(column, "account.id", isNumber: isNumber, isDescending: filter.isDescending))
        }
        let rows = try db.query(
            """
            SELECT \(columns), CAST(\(column) AS TEXT) AS place FROM \(tables) WHERE \(condition)
            ORDER BY \(column) \(direction), account.id \(direction) LIMIT \(filter.limit + 1)
            """)
        let page = rows.prefix(filter.limit)
        let order = (filter.isDescending ? "-" : "") + filter.order.rawValue
        let next =
            try rows.count > filter.limit ? page.last.map { ListCursor(order: order, value: try $0("place"), id: try $0("id")) } : nil
        return (try page.map(account), next)
    }

    static func list(_ filter: AccountFilter, reach: Reach, in db: any Connection) throws -> (accounts: [Account], total: Int) {
        let conditions = try condition(filter, reach: reach)
        let order: SQL =
            switch filter.order {
            case .number: "account.number"
            case .title: "account.title_folded"
            case .plan: "plan.name_folded"
            case .created: "account.created_at"
            }
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        let total = try db.scalar("SELECT COUNT(*) FROM \(tables) WHERE \(conditions)", as: Int.self) ?? 0
        let rows = try db.query(
            """
            SELECT \(columns) FROM \(tables) WHERE \(conditions) ORDER BY \(order) \(direction), account.number \(direction)
            LIMIT \(filter.limit) OFFSET \(filter.offset)
            """)
        return (try rows.map(account), total)
    }

    static func counts(reach: Reach, in db: any Connection) throws -> [Account.State: Int] {
        // Most accounts are active: they are counted as the whole less the few others, which have an index of their own.
        let rows = try db.query(
            """
            SELECT CASE WHEN purged_at IS NOT NULL THEN 'purged' WHEN trashed_at IS NOT NULL THEN 'trashed' ELSE 'suspended' END AS state,
                COUNT(*) AS number
            FROM account WHERE (suspended_at IS NOT NULL OR trashed_at IS NOT NULL OR purged_at IS NOT NULL) AND \(reach.condition) GROUP BY 1
            """)
        var counts: [Account.State: Int] = [:]
        for row in rows {
            if let state = Account.State(rawValue: try row("state")) { counts[state] = try row("number") }
        }
        let everybody: SQL = reach == .everything ? "" : " WHERE \(reach.condition)"
        let all = try db.scalar("SELECT COUNT(*) FROM account" + everybody, as: Int.self) ?? 0
        let active = all - counts.values.reduce(0, +)
        counts[.purged] = nil
        if active > 0 { counts[.active] = active }
        return counts
    }

    /// How many accounts were made in each of these spans.
    static func created(in spans: [(from: Timestamp, to: Timestamp)], in db: any Connection) throws -> [Int] {
        try spans.map { span in
            try db.scalar("SELECT COUNT(*) FROM account WHERE created_at >= \(span.from) AND created_at < \(span.to)") ?? 0
        }
    }

    static func nextNumber(in db: any Connection) throws -> Int {
        try db.scalar("UPDATE account_series SET last_number = last_number + 1 RETURNING last_number", as: Int.self) ?? 1
    }

    static func insert(_ account: Account, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account (id, number, login_id, plan_id, plan_version, server_id, title, title_folded, uid, created_at)
            VALUES (\(account.id), \(account.number), \(account.login), \(account.plan), \(account.planVersion), \(account.server),
                \(account.title),
                \(searched(account)), \(account.uid), \(account.createdAt))
            """)
    }

    /// Title and plan.
    static func update(_ account: Account, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE account SET title = \(account.title), title_folded = \(searched(account)), plan_id = \(account.plan),
                plan_version = \(account.planVersion) WHERE id = \(account.id)
            """)
    }

    /// What a search looks in.
    private static func searched(_ account: Account) -> String {
        (account.title + " " + account.systemUser + " " + account.loginName).folded
    }

    static func setSuspension(_ id: AccountID, reason: String?, at moment: Timestamp?, in db: any Connection) throws {
        try db.execute("UPDATE account SET suspension_reason = \(reason), suspended_at = \(moment) WHERE id = \(id)")
    }

    static func setTrash(_ id: AccountID, at moment: Timestamp?, purgeAt: Timestamp?, in db: any Connection) throws {
        try db.execute("UPDATE account SET trashed_at = \(moment), purge_at = \(purgeAt) WHERE id = \(id)")
    }

    static func setPurged(_ id: AccountID, at now: Timestamp, in db: any Connection) throws {
        try db.execute("UPDATE account SET purged_at = \(now) WHERE id = \(id)")
    }

    /// The account whose time in the trash ended first. One: see `PurgeTrash`.
    static func due(for purge: Timestamp, in db: any Connection) throws -> [AccountID] {
        try db.query(
            "SELECT id FROM account WHERE purge_at IS NOT NULL AND purge_at <= \(purge) AND purged_at IS NULL ORDER BY purge_at LIMIT 1"
        )
        .map { try $0("id") }
    }

    private static func condition(_ filter: AccountFilter, reach: Reach) throws -> SQL {
        var parts: [SQL] = [reach.condition, "account.purged_at IS NULL"]
        switch filter.state {
        case nil: parts.append("account.trashed_at IS NULL")
        case .active: parts.append("account.trashed_at IS NULL AND account.suspended_at IS NULL")
        case .suspended: parts.append("account.trashed_at IS NULL AND account.suspended_at IS NOT NULL")
        case .trashed: parts.append("account.trashed_at IS NOT NULL")
        case .purged: parts.append("account.purged_at IS NOT NULL")
        }
        if let owner = filter.owner { parts.append("account.login_id = \(owner)") }
        let search = filter.search.trimmingWhitespace
        if !search.isEmpty { parts.append("account.title_folded LIKE \(likePattern(containing: search)) ESCAPE '\\'") }
        return .joined(parts, separator: " AND ")
    }

    private static func account(_ row: Row) throws -> Account {
        Account(
            id: try row("id"), number: try row("number"), login: try row("login_id"), loginName: try row("login_name"),
            plan: try row("plan_id"), planName: try row("plan_name"), planVersion: try row("plan_version"), server: try row("server_id"),
            serverName: try row("server_name"),
            title: try row("title"), uid: try row("uid"), suspensionReason: try row("suspension_reason"),
            suspendedAt: try row("suspended_at"), trashedAt: try row("trashed_at"), purgeAt: try row("purge_at"),
            purgedAt: try row("purged_at"), createdAt: try row("created_at"))
    }
}

extension Reach {
    /// The condition on `account` that keeps what is out of reach from existing.
    package var condition: SQL {
        switch self {
        case .everything: "1 = 1"
        case .login(let login): "account.login_id = \(login)"
        case .nothing: "1 = 0"
        }
    }
}
