import Accounts
import Core
import Persistence
import Presentation

/// All statements on `domain`. `held_name` is the name while it is taken (active or in the trash), NULL once purged, so a name can come back.
enum DomainQueries {
    /// Names of domains in both spellings, by domain; of those that are taken.
    static let names = TextIndex("domain_text")

    private static let columns: SQL = """
        domain.id, domain.account_id, account.number AS account_number, account.login_id AS owner_id,
        account.title AS account_title, plan.name AS plan_name, plan.is_demo,
        account.suspended_at, account.trashed_at AS account_trashed_at, account.suspension_reason, domain.zone_id, domain.name,
        domain.trashed_at, domain.purge_at, domain.purged_at, domain.created_at, domain.registration, domain.registration_since
        """
    private static let tables: SQL = "domain JOIN account ON account.id = domain.account_id JOIN plan ON plan.id = account.plan_id"

    static func find(_ name: DomainName, reach: Reach, in db: any Connection) throws -> Domain? {
        try db.first("SELECT \(columns) FROM \(tables) WHERE domain.held_name = \(name) AND \(reach.condition)").map(domain)
    }

    static func find(_ id: DomainID, in db: any Connection) throws -> Domain? {
        try db.first("SELECT \(columns) FROM \(tables) WHERE domain.id = \(id)").map(domain)
    }

    /// Until the transaction ends nobody else adds this name, one above it or one below it: all of them end in the same two labels.
    static func lockTree(of name: DomainName, in db: any Connection) throws {
        // SQLite's write transactions are alone anyway.
        guard db.engine == .postgresql else { return }
        let end = name.labels.suffix(2).joined(separator: ".")
        // The first number tells these locks from others of the same database.
        _ = try db.query("SELECT 1 FROM pg_advisory_xact_lock(7031, hashtext(\(end)))")
    }

    /// Domains that hold one of these names.
    static func holding(_ names: [DomainName], in db: any Connection) throws -> [Domain] {
        try db.query("SELECT \(columns) FROM \(tables) WHERE domain.held_name IN (\(list: names))").map(domain)
    }

    static func hasHeldBelow(_ name: DomainName, notOf account: AccountID, in db: any Connection) throws -> Bool {
        let pattern = "%." + name.ascii.replacing("_", with: "\\_")
        return try db.first(
            "SELECT id FROM domain WHERE held_name LIKE \(pattern) ESCAPE '\\' AND account_id <> \(account) LIMIT 1") != nil
    }

    static func of(_ account: AccountID, in db: any Connection) throws -> [Domain] {
        try db.query(
            "SELECT \(columns) FROM \(tables) WHERE domain.account_id = \(account) AND domain.purged_at IS NULL ORDER BY domain.id"
        )
        .map(domain)
    }

    /// Accounts that have a domain with this in its name, be it in the trash.
    static func accounts(withDomain typed: String, in engine: DatabaseEngine) -> AccountSource {
        AccountSource(
            ids: """
                SELECT domain.account_id AS id FROM (\(names.ids(containing: typed, in: engine))) AS named
                CROSS JOIN domain WHERE domain.id = named.id
                """,
            condition: """
                (SELECT 1 FROM domain WHERE domain.account_id = account.id AND \(names.holds(typed, of: "domain.id")) LIMIT 1) IS NOT NULL
                """,
            measure: names.ids(containing: typed, in: engine))
    }

    /// Domains that count against the plan's limit: those in the trash do not (contract 5.48).
    static func count(of account: AccountID, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM domain WHERE account_id = \(account) AND trashed_at IS NULL AND purged_at IS NULL") ?? 0
    }

    static func counts(of accounts: [AccountID], in db: any Connection) throws -> [AccountID: Int] {
        let rows = try db.query(
            """
            SELECT account_id, COUNT(*) AS number FROM domain
            WHERE account_id IN (\(list: accounts)) AND trashed_at IS NULL AND purged_at IS NULL GROUP BY account_id
            """)
        return Dictionary(try rows.map { (try $0("account_id"), try $0("number")) }, uniquingKeysWith: { first, _ in first })
    }

    private static func condition(_ filter: DomainFilter, reach: Reach) -> SQL {
        var parts: [SQL] = [reach.condition, "domain.purged_at IS NULL"]
        if let account = filter.account { parts.append("domain.account_id = \(account)") }
        if let registration = filter.registration { parts.append("domain.registration = \(registration.rawValue)") }
        switch filter.state {
        case nil: parts.append("domain.trashed_at IS NULL AND account.trashed_at IS NULL")
        case .active: parts.append("domain.trashed_at IS NULL AND account.trashed_at IS NULL AND account.suspended_at IS NULL")
        case .suspended: parts.append("domain.trashed_at IS NULL AND account.trashed_at IS NULL AND account.suspended_at IS NOT NULL")
        case .trashed: parts.append("(domain.trashed_at IS NOT NULL OR account.trashed_at IS NOT NULL)")
        case .purged: parts.append("1 = 0")
        }
        let search = filter.search.trimmingWhitespace
        if !search.isEmpty {
            let pattern = likePattern(containing: search)
            // The accounts are looked through once, not once for every domain.
            parts.append(
                """
                (domain.name_folded LIKE \(pattern) ESCAPE '\\'
                    OR domain.account_id IN (SELECT id FROM account WHERE title_folded LIKE \(pattern) ESCAPE '\\'))
                """)
        }
        return .joined(parts, separator: " AND ")
    }

    /// The rows after `cursor` and where the next ones are: costs the same at the beginning and at the end of the list.
    static func following(
        _ filter: DomainFilter, after cursor: ListCursor?, reach: Reach, in db: any Connection
    ) throws -> (domains: [Domain], next: ListCursor?) {
        let column: SQL =
            switch filter.order {
            case .name: "domain.name_folded"
            case .account: "account.number"
            case .created: "domain.created_at"
            }
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        var condition = condition(filter, reach: reach)
        if let cursor {
            let isNumber = filter.order != .name
            condition =
                condition + " AND "
                + (try cursor.condition(column, "domain.id", isNumber: isNumber, isDescending: filter.isDescending))
        }
        let rows = try db.query(
            """
            SELECT \(columns), CAST(\(column) AS TEXT) AS place FROM \(tables) WHERE \(condition)
            ORDER BY \(column) \(direction), domain.id \(direction) LIMIT \(filter.limit + 1)
            """)
        let page = rows.prefix(filter.limit)
        let order = (filter.isDescending ? "-" : "") + filter.order.rawValue
        let next =
            try rows.count > filter.limit ? page.last.map { ListCursor(order: order, value: try $0("place"), id: try $0("id")) } : nil
        return (try page.map(domain), next)
    }

    static func list(_ filter: DomainFilter, reach: Reach, in db: any Connection) throws -> (domains: [Domain], total: Int) {
        let total = try count(filter, reach: reach, in: db)
        let condition = condition(filter, reach: reach)
        let rows = max(0, min(filter.limit, total - filter.offset))
        if rows == 0 { return ([], total) }
        // Rows before the page are walked over: a page of the second half is reached from the end.
        let isFromEnd = filter.offset > total / 2
        let offset = isFromEnd ? total - filter.offset - rows : filter.offset
        let direction: SQL = filter.isDescending != isFromEnd ? "DESC" : "ASC"
        let order: SQL =
            switch filter.order {
            case .name: "domain.name_folded \(direction)"
            case .account: "account.number \(direction)"
            case .created: "domain.created_at \(direction)"
            }
        let found = try db.query(
            "SELECT \(columns) FROM \(tables) WHERE \(condition) ORDER BY \(order), domain.id \(direction) LIMIT \(rows) OFFSET \(offset)"
        ).map(domain)
        return (isFromEnd ? found.reversed() : found, total)
    }

    /// How many domains the filter finds.
    static func count(_ filter: DomainFilter, reach: Reach, in db: any Connection) throws -> Int {
        if filter.search.trimmingWhitespace.isEmpty, filter.account == nil, filter.state == nil, filter.registration == nil {
            return try total(reach: reach, in: db)
        }
        let condition = condition(filter, reach: reach)
        return try db.scalar("SELECT COUNT(*) FROM domain JOIN account ON account.id = domain.account_id WHERE \(condition)") ?? 0
    }

    static func total(reach: Reach, in db: any Connection) throws -> Int {
        guard reach == .everything else {
            return try db.scalar(
                """
                SELECT COUNT(*) FROM domain JOIN account ON account.id = domain.account_id
                WHERE domain.trashed_at IS NULL AND domain.purged_at IS NULL AND account.trashed_at IS NULL AND \(reach.condition)
                """) ?? 0
        }
        // The whole less the few that are in the trash or gone, or whose account is: counting rows one by one would cost as much as there are.
        let all = try db.scalar("SELECT COUNT(*) FROM domain", as: Int.self) ?? 0
        let gone = try db.scalar("SELECT COUNT(*) FROM domain WHERE trashed_at IS NOT NULL OR purged_at IS NOT NULL", as: Int.self) ?? 0
        let withAccount =
            try db.scalar(
                """
                SELECT COUNT(*) FROM account CROSS JOIN domain
                WHERE account.trashed_at IS NOT NULL AND domain.account_id = account.id AND domain.trashed_at IS NULL AND domain.purged_at IS NULL
                """, as: Int.self) ?? 0
        return all - gone - withAccount
    }

    /// Whose zone it is; nil for the service zone.
    static func account(ofZone zone: ZoneID, in db: any Connection) throws -> AccountID? {
        try db.first("SELECT account_id FROM domain WHERE zone_id = \(zone)").map { try $0("account_id") }
    }

    static func insert(_ domain: Domain, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO domain (id, account_id, zone_id, name, name_folded, held_name, created_at, registration, registration_since)
            VALUES (\(domain.id), \(domain.account), \(domain.zone), \(domain.name), \(folded(domain.name)), \(domain.name),
                \(domain.createdAt), \(domain.registration.rawValue), \(domain.registrationSince))
            """)
        try names.set(domain.id, folded(domain.name), in: db)
    }

    static func setTrash(_ id: DomainID, at moment: Timestamp?, purgeAt: Timestamp?, in db: any Connection) throws {
        try db.execute("UPDATE domain SET trashed_at = \(moment), purge_at = \(purgeAt) WHERE id = \(id)")
    }

    static func setZone(_ zone: ZoneID?, of id: DomainID, in db: any Connection) throws {
        try db.execute("UPDATE domain SET zone_id = \(zone) WHERE id = \(id)")
    }

    static func setRegistration(_ registration: Domain.Registration, since: Timestamp?, of id: DomainID, in db: any Connection) throws {
        try db.execute("UPDATE domain SET registration = \(registration.rawValue), registration_since = \(since) WHERE id = \(id)")
    }

    static func setPurged(_ id: DomainID, at now: Timestamp, in db: any Connection) throws {
        try db.execute("UPDATE domain SET purged_at = \(now), held_name = NULL, zone_id = NULL WHERE id = \(id)")
        try names.remove(id, in: db)
    }

    /// Domains whose time in the trash has ended: those of the account of the first. One account's: see `PurgeTrash`.
    static func due(for purge: Timestamp, in db: any Connection) throws -> [DomainID] {
        let isDue: SQL = "purge_at IS NOT NULL AND purge_at <= \(purge) AND purged_at IS NULL"
        return try db.query(
            """
            SELECT id FROM domain WHERE \(isDue)
                AND account_id = (SELECT account_id FROM domain WHERE \(isDue) ORDER BY purge_at, id LIMIT 1)
            ORDER BY purge_at, id LIMIT 100
            """
        ).map { try $0("id") }
    }

    /// Both spellings, so that a search finds a name as people read it and as it is written.
    private static func folded(_ name: DomainName) -> String {
        let shown = name.display.folded
        return shown == name.ascii ? shown : shown + " " + name.ascii
    }

    private static func domain(_ row: Row) throws -> Domain {
        Domain(
            id: try row("id"), account: try row("account_id"), accountNumber: try row("account_number"),
            owner: try row("owner_id"),
            accountTitle: try row("account_title"), planName: try row("plan_name"),
            accountIsSuspended: try row("suspended_at", as: Timestamp?.self) != nil,
            accountIsTrashed: try row("account_trashed_at", as: Timestamp?.self) != nil, isDemo: try row("is_demo"),
            suspensionReason: try row("suspension_reason"),
            zone: try row("zone_id"), name: try row("name"), trashedAt: try row("trashed_at"), purgeAt: try row("purge_at"),
            purgedAt: try row("purged_at"), createdAt: try row("created_at"),
            registration: Domain.Registration(rawValue: try row("registration")) ?? .none, registrationSince: try row("registration_since"))
    }
}
