import Core
import Persistence

/// All statements on `plan` and `plan_option`.
enum PlanQueries {
    private static let columns: SQL = "plan.id, plan.name, plan.domain_limit, plan.includes_php, plan.platform, plan.created_at"

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

    static func named(_ name: String, in db: any Connection) throws -> Plan? {
        try plans(try db.query("SELECT \(columns) FROM plan WHERE name_folded = \(name.folded)"), in: db).first
    }

    /// Every platform that a plan asks for, by name.
    static func platforms(in db: any Connection) throws -> [String] {
        try db.query("SELECT DISTINCT platform FROM plan ORDER BY platform").map { try $0("platform") }
    }

    static func insert(_ plan: Plan, in db: any Connection) throws {
        // The release before this one reads `includes_php` and knows no terms.
        try db.execute(
            """
            INSERT INTO plan (id, name, name_folded, domain_limit, includes_php, platform, created_at)
            VALUES (\(plan.id), \(plan.name), \(plan.name.folded), \(plan.domainLimit), \(plan.includesPHP), \(plan.platform),
                \(plan.createdAt))
            """)
        try insertOptions(plan, in: db)
    }

    /// Locks the plan's row until the transaction ends.
    static func lock(_ id: PlanID, in db: any Connection) throws { _ = try db.query("SELECT id FROM plan WHERE id = \(id)\(db.forUpdate)") }

    static func update(_ plan: Plan, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE plan SET name = \(plan.name), name_folded = \(plan.name.folded), domain_limit = \(plan.domainLimit),
                includes_php = \(plan.includesPHP), platform = \(plan.platform) WHERE id = \(plan.id)
            """)
        try db.execute("DELETE FROM plan_option WHERE plan_id = \(plan.id)")
        try insertOptions(plan, in: db)
    }

    private static func insertOptions(_ plan: Plan, in db: any Connection) throws {
        for (option, terms) in plan.options.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try db.execute(
                """
                INSERT INTO plan_option (plan_id, option_key, terms, price_units, price_currency)
                VALUES (\(plan.id), \(option), \(terms.key), \(terms.price?.minorUnits), \(terms.price?.currency.code))
                """)
        }
    }

    private static func plans(_ rows: [Row], in db: any Connection) throws -> [Plan] {
        if rows.isEmpty { return [] }
        let ids = try rows.map { try $0("id", as: PlanID.self) }
        var options: [PlanID: [WebOption: OptionTerms]] = [:]
        for row in try db.query(
            "SELECT plan_id, option_key, terms, price_units, price_currency FROM plan_option WHERE plan_id IN (\(list: ids))")
        {
            // An option of a later release is none of ours.
            guard let option = WebOption(rawValue: try row("option_key")) else { continue }
            options[try row("plan_id"), default: [:]][option] = try terms(row)
        }
        return try rows.map { row in
            let id: PlanID = try row("id")
            // A plan that an earlier release made says only whether it has PHP.
            let known = try options[id] ?? (row("includes_php", as: Bool.self) ? [:] : [.php: .notOffered])
            return Plan(
                id: id, name: try row("name"), domainLimit: try row("domain_limit"), platform: try row("platform"), options: known,
                createdAt: try row("created_at"))
        }
    }

    private static func terms(_ row: Row) throws -> OptionTerms {
        if let units = try row("price_units", as: Int64?.self), let code = try row("price_currency", as: String?.self) {
            return .monthly(Money(minorUnits: units, Currency(stored: code)))
        }
        return try row("terms", as: String.self) == OptionTerms.notOffered.key ? .notOffered : .included
    }
}
