import Core
import Persistence

/// All statements on `plan`, `plan_term` and `plan_version`.
enum PlanQueries {
    private static let columns: SQL = """
        plan.id, plan.name, plan.category, plan.description, plan.is_on_offer, plan.platform, plan.currency, plan.is_billed, plan.trial_days,
        plan.credit_limit, plan.money_back_days, plan.version, plan.created_at, plan.is_demo, plan.audience,
        plan.web_server_group, plan.name_server_group, plan.address,
        (SELECT v.setup_price FROM plan_version v WHERE v.plan_id = plan.id AND v.version = plan.version) AS setup_fee,
        (SELECT v.recurring_price FROM plan_version v WHERE v.plan_id = plan.id AND v.version = plan.version) AS recurring_fee
        """

    static func all(in db: any Connection) throws -> [(plan: Plan, accounts: Int)] {
        let rows = try db.query(
            """
            SELECT \(columns),
                (SELECT COUNT(*) FROM account WHERE account.plan_id = plan.id AND account.purged_at IS NULL) AS accounts
            FROM plan ORDER BY plan.name_folded
            """)
        let plans = try plans(rows, in: db)
        return try zip(plans, rows).map { plan, row in (plan, try row("accounts")) }
    }

    /// By name, without counting their accounts.
    static func list(in db: any Connection) throws -> [Plan] {
        try plans(try db.query("SELECT \(columns) FROM plan ORDER BY plan.name_folded"), in: db)
    }

    static func find(_ id: PlanID, in db: any Connection) throws -> Plan? {
        try plans(try db.query("SELECT \(columns) FROM plan WHERE id = \(id)"), in: db).first
    }

    /// As it stays until the transaction ends.
    static func locked(_ id: PlanID, in db: any Connection) throws -> Plan? {
        try plans(try db.query("SELECT \(columns) FROM plan WHERE id = \(id)" + db.forUpdate), in: db).first
    }

    static func named(_ name: String, in db: any Connection) throws -> Plan? {
        try plans(try db.query("SELECT \(columns) FROM plan WHERE name_folded = \(name.folded)"), in: db).first
    }

    /// Every platform that a plan asks for, by name.
    static func platforms(in db: any Connection) throws -> [String] {
        try db.query("SELECT DISTINCT platform FROM plan ORDER BY platform").map { try $0("platform") }
    }

    /// How many accounts have it, those in the trash too.
    static func accounts(of id: PlanID, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM account WHERE plan_id = \(id) AND purged_at IS NULL") ?? 0
    }

    /// Purged accounts keep their row, and the row its plan.
    static func wasEverUsed(_ id: PlanID, in db: any Connection) throws -> Bool {
        try db.first("SELECT 1 AS one FROM account WHERE plan_id = \(id) LIMIT 1") != nil
    }

    static func insert(_ plan: Plan, in db: any Connection) throws {
        // The release before this one reads `domain_limit` and `includes_php` and knows no terms.
        try db.execute(
            """
            INSERT INTO plan (id, name, name_folded, domain_limit, includes_php, category, description, is_on_offer, platform, currency, is_billed,
                trial_days, credit_limit, money_back_days, version, created_at, is_demo, audience, web_server_group, name_server_group,
                address)
            VALUES (\(plan.id), \(plan.name), \(plan.name.folded), \(plan.domainLimit), \(plan.includesPHP), \(plan.category),
                \(plan.description), \(plan.isOnOffer), \(plan.platform), \(plan.currency.code), \(plan.billing.isBilled),
                \(plan.billing.trialDays), \(plan.billing.creditLimit), \(plan.billing.moneyBackDays), \(plan.version), \(plan.createdAt),
                \(plan.isDemo), \(plan.access.audience), \(plan.webServerGroup), \(plan.nameServerGroup),
                \(plan.address.rawValue))
            """)
        try PlanAccessQueries.set(plan.access.members, of: plan.id, in: db)
        try insertTerms(of: plan, in: db, at: plan.createdAt)
    }

    /// Stores everything but the terms.
    static func update(_ plan: Plan, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE plan SET name = \(plan.name), name_folded = \(plan.name.folded), domain_limit = \(plan.domainLimit),
                includes_php = \(plan.includesPHP), description = \(plan.description), is_on_offer = \(plan.isOnOffer),
                platform = \(plan.platform), currency = \(plan.currency.code), is_billed = \(plan.billing.isBilled),
                trial_days = \(plan.billing.trialDays), credit_limit = \(plan.billing.creditLimit),
                money_back_days = \(plan.billing.moneyBackDays), version = \(plan.version), is_demo = \(plan.isDemo),
                audience = \(plan.access.audience), web_server_group = \(plan.webServerGroup), name_server_group = \(plan.nameServerGroup),
                address = \(plan.address.rawValue)
            WHERE id = \(plan.id)
            """)
        try PlanAccessQueries.set(plan.access.members, of: plan.id, in: db)
    }

    /// The terms of a new version.
    static func insertTerms(of plan: Plan, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            """
            INSERT INTO plan_version (plan_id, version, created_at, setup_price, recurring_price)
            VALUES (\(plan.id), \(plan.version), \(now), \(plan.fee.setup?.minorUnits), \(plan.fee.recurring?.minorUnits))
            """)
        for (key, terms) in plan.resources.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try db.execute(
                """
                INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard,
                    setup_price, recurring_price, usage_price)
                VALUES (\(plan.id), \(plan.version), \(key), \(terms.isIncluded), \(terms.isActivated), \(terms.isShownAtSignup), \(terms.free),
                    \(terms.most), \(terms.isHard), \(terms.prices.setup?.minorUnits), \(terms.prices.recurring?.minorUnits),
                    \(terms.prices.usage?.minorUnits))
                """)
        }
        try BillingPeriodQueries.insert(plan.periods, of: plan, in: db)
    }

    static func delete(_ id: PlanID, in db: any Connection) throws {
        try BillingPeriodQueries.delete(of: id, in: db)
        try PlanAccessQueries.forget(id, in: db)
        try db.execute("DELETE FROM plan_term WHERE plan_id = \(id)")
        try db.execute("DELETE FROM plan_version WHERE plan_id = \(id)")
        try db.execute("DELETE FROM plan_option WHERE plan_id = \(id)")
        try db.execute("DELETE FROM plan WHERE id = \(id)")
    }

    /// The terms of an older version; empty when there was none of that number.
    static func terms(of plan: Plan, version: Int, in db: any Connection) throws -> [ResourceKey: ResourceTerms] {
        var found: [ResourceKey: ResourceTerms] = [:]
        for row in try db.query("SELECT \(termColumns) FROM plan_term WHERE plan_id = \(plan.id) AND version = \(version)") {
            found[try row("resource")] = try terms(row, in: plan.currency)
        }
        return found
    }

    /// The plan's own prices in an older version.
    static func fee(of plan: Plan, version: Int, in db: any Connection) throws -> UnitPrices {
        let row = try db.first("SELECT setup_price, recurring_price FROM plan_version WHERE plan_id = \(plan.id) AND version = \(version)")
        guard let row else { return UnitPrices() }
        return UnitPrices(
            setup: try price(row, "setup_price", plan.currency), recurring: try price(row, "recurring_price", plan.currency))
    }

    private static let termColumns: SQL = """
        plan_id, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard, setup_price, recurring_price, usage_price
        """

    private static func plans(_ rows: [Row], in db: any Connection) throws -> [Plan] {
        if rows.isEmpty { return [] }
        let currencies = try Dictionary(
            rows.map { (try $0("id", as: PlanID.self), Currency(stored: try $0("currency"))) }, uniquingKeysWith: { first, _ in first })
        var terms: [PlanID: [ResourceKey: ResourceTerms]] = [:]
        for row in try db.query(
            """
            SELECT \(termColumns) FROM plan_term
            WHERE plan_id IN (\(list: Array(currencies.keys)))
                AND version = (SELECT plan.version FROM plan WHERE plan.id = plan_term.plan_id)
            """)
        {
            let id: PlanID = try row("plan_id")
            terms[id, default: [:]][try row("resource")] = try self.terms(row, in: currencies[id] ?? Currency(stored: "EUR"))
        }
        let periods = try BillingPeriodQueries.current(of: currencies, in: db)
        let listed = try rows.filter { try $0("audience", as: PlanAccess.Audience.self) == .listed }.map { try $0("id", as: PlanID.self) }
        let members = listed.isEmpty ? [:] : try PlanAccessQueries.members(of: listed, in: db)
        return try rows.map { row in
            let id: PlanID = try row("id")
            let currency = Currency(stored: try row("currency"))
            var plan = Plan(
                id: id, name: try row("name"), category: try row("category"), description: try row("description"),
                isOnOffer: try row("is_on_offer"), platform: try row("platform"), currency: currency,
                billing: PlanBilling(
                    isBilled: try row("is_billed"), trialDays: try row("trial_days"), creditLimit: try row("credit_limit"),
                    moneyBackDays: try row("money_back_days")),
                version: try row("version"), resources: terms[id] ?? [:],
                fee: UnitPrices(setup: try price(row, "setup_fee", currency), recurring: try price(row, "recurring_fee", currency)),
                periods: periods[id] ?? [], createdAt: try row("created_at"))
            plan.isDemo = try row("is_demo")
            plan.webServerGroup = try row("web_server_group")
            plan.nameServerGroup = try row("name_server_group")
            // What a later release knows counts as the server's address.
            plan.address = PlanAddress(rawValue: try row("address")) ?? .shared
            plan.access = PlanAccess(try row("audience"), members: members[id] ?? [])
            return plan
        }
    }

    private static func terms(_ row: Row, in currency: Currency) throws -> ResourceTerms {
        return ResourceTerms(
            isIncluded: try row("is_included"), isActivated: try row("is_activated"), isShownAtSignup: try row("is_shown"),
            free: try row("free_units"), most: try row("most_units"), isHard: try row("is_hard"),
            prices: try prices(row, in: currency))
    }

    /// The three columns of prices.
    static func prices(_ row: Row, in currency: Currency) throws -> UnitPrices {
        UnitPrices(
            setup: try price(row, "setup_price", currency), recurring: try price(row, "recurring_price", currency),
            usage: try price(row, "usage_price", currency))
    }

    private static func price(_ row: Row, _ column: String, _ currency: Currency) throws -> Money? {
        try row(column, as: Int64?.self).map { Money(minorUnits: $0, currency) }
    }
}
