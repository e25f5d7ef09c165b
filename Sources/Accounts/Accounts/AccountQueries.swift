import Core
import Identity
import Persistence
import Presentation

/// All statements on `account`. Every query on a customer's data takes the reach it is asked for (security rule 10).
enum AccountQueries {
    private static let columns: SQL = """
        account.id, account.number, account.login_id, login.name AS login_name, login.role AS login_role, account.plan_id,
        plan.name AS plan_name, plan.category AS plan_category, plan.is_demo, account.plan_version, account.server_id,
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
        _ filter: AccountFilter, _ search: AccountSearch, after cursor: ListCursor?, in db: any Connection
    ) throws -> (accounts: [Account], next: ListCursor?) {
        let order = Order(filter)
        var condition = search.filtered
        if let cursor {
            let isNumber = filter.order == .number || filter.order == .created
            condition =
                condition + " AND "
                + (try cursor.condition(order.column, "account.id", isNumber: isNumber, isDescending: filter.isDescending))
        }
        let rows = try db.query(
            """
            SELECT account.id, CAST(\(order.column) AS TEXT) AS place FROM \(search.table)\(order.table) WHERE \(condition)
            ORDER BY \(order.terms) LIMIT \(filter.limit + 1)
            """)
        let page = rows.prefix(filter.limit)
        let name = (filter.isDescending ? "-" : "") + filter.order.rawValue
        let next =
            try rows.count > filter.limit ? page.last.map { ListCursor(order: name, value: try $0("place"), id: try $0("id")) } : nil
        return (try accounts(page.map { try $0("id") }, in: db), next)
    }

    /// A page by its number: the rows before it are walked over.
    static func page(_ filter: AccountFilter, _ search: AccountSearch, in db: any Connection) throws -> [Account] {
        let order = Order(filter)
        let rows = try db.query(
            """
            SELECT account.id FROM \(search.table)\(order.table) WHERE \(search.filtered) ORDER BY \(order.terms)
            LIMIT \(filter.limit) OFFSET \(filter.offset)
            """)
        return try accounts(rows.map { try $0("id") }, in: db)
    }

    /// An order of the list. The ids of a page are found without the tables whose columns are shown, so that no engine begins with one of these.
    private struct Order {
        let column: SQL
        let terms: SQL
        /// What has to be joined for it, with its condition.
        var table: SQL = ""

        init(_ filter: AccountFilter) {
            let direction: SQL = filter.isDescending ? "DESC" : "ASC"
            switch filter.order {
            case .number: column = "account.number"
            case .title: column = "account.title_folded"
            case .created: column = "account.created_at"
            case .plan:
                column = "plan.name_folded"
                table = " JOIN plan ON plan.id = account.plan_id"
            }
            // A number is one account's.
            terms = filter.order == .number ? "\(column) \(direction)" : "\(column) \(direction), account.id \(direction)"
        }
    }

    /// These accounts by their ids.
    static func these(_ ids: [AccountID], in db: any Connection) throws -> [AccountID: Account] {
        Dictionary(try accounts(ids, in: db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// These accounts, in this order.
    private static func accounts(_ ids: [AccountID], in db: any Connection) throws -> [Account] {
        if ids.isEmpty { return [] }
        let found = try db.query("SELECT \(columns) FROM \(tables) WHERE account.id IN (\(list: ids))").map(account)
        let known = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { known[$0] }
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
        // Numbers are given without gaps and rows stay, so the last number says how many there have been.
        let all: Int =
            try reach == .everything
            ? db.scalar("SELECT last_number FROM account_series") ?? 0
            : db.scalar("SELECT COUNT(*) FROM account WHERE \(reach.condition)") ?? 0
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

    /// How many accounts of the plan belong to the provider's own people.
    static func ofStaff(with plan: PlanID, in db: any Connection) throws -> Int {
        try db.scalar(
            """
            SELECT COUNT(*) FROM account JOIN login ON login.id = account.login_id
            WHERE account.plan_id = \(plan) AND account.purged_at IS NULL AND login.role = \(Actor.Role.administrator)
            """) ?? 0
    }

    /// What the accounts of this login are called that are for demonstration.
    static func demonstrations(of login: LoginID, in db: any Connection) throws -> [String] {
        try db.query(
            """
            SELECT account.title FROM account JOIN plan ON plan.id = account.plan_id
            WHERE account.login_id = \(login) AND account.purged_at IS NULL AND plan.is_demo ORDER BY account.title_folded LIMIT 5
            """
        ).map { try $0("title") }
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
        try AccountSearch.texts.set(account.id, searched(account), in: db)
    }

    /// Title and plan.
    static func update(_ account: Account, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE account SET title = \(account.title), title_folded = \(searched(account)), plan_id = \(account.plan),
                plan_version = \(account.planVersion) WHERE id = \(account.id)
            """)
        try AccountSearch.texts.set(account.id, searched(account), in: db)
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
        try AccountSearch.texts.remove(id, in: db)
    }

    /// The account whose time in the trash ended first. One: see `PurgeTrash`.
    static func due(for purge: Timestamp, in db: any Connection) throws -> [AccountID] {
        try db.query(
            "SELECT id FROM account WHERE purge_at IS NOT NULL AND purge_at <= \(purge) AND purged_at IS NULL ORDER BY purge_at LIMIT 1"
        )
        .map { try $0("id") }
    }

    private static func account(_ row: Row) throws -> Account {
        Account(
            id: try row("id"), number: try row("number"), login: try row("login_id"), loginName: try row("login_name"),
            plan: try row("plan_id"), planName: try row("plan_name"), planVersion: try row("plan_version"),
            isDemo: try row("is_demo"), type: AccountType(try row("plan_category"), owner: try row("login_role")),
            server: try row("server_id"),
            serverName: try row("server_name"), title: try row("title"), uid: try row("uid"),
            suspensionReason: try row("suspension_reason"),
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
