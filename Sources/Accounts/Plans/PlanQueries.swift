import Core
import Persistence

/// All statements on `plan`.
enum PlanQueries {
    static func all(in db: any Connection) throws -> [(plan: Plan, accounts: Int)] {
        try db.query(
            """
            SELECT plan.id, plan.name, plan.domain_limit, plan.includes_php, plan.created_at,
                (SELECT COUNT(*) FROM account WHERE account.plan_id = plan.id AND account.purged_at IS NULL) AS accounts
            FROM plan ORDER BY plan.name_folded
            """
        ).map { row in (try plan(row), try row("accounts")) }
    }

    static func find(_ id: PlanID, in db: any Connection) throws -> Plan? {
        try db.first("SELECT id, name, domain_limit, includes_php, created_at FROM plan WHERE id = \(id)").map(plan)
    }

    static func named(_ name: String, in db: any Connection) throws -> Plan? {
        try db.first("SELECT id, name, domain_limit, includes_php, created_at FROM plan WHERE name_folded = \(name.folded)").map(plan)
    }

    static func insert(_ plan: Plan, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO plan (id, name, name_folded, domain_limit, includes_php, created_at)
            VALUES (\(plan.id), \(plan.name), \(plan.name.folded), \(plan.domainLimit), \(plan.includesPHP), \(plan.createdAt))
            """)
    }

    private static func plan(_ row: Row) throws -> Plan {
        Plan(
            id: try row("id"), name: try row("name"), domainLimit: try row("domain_limit"), includesPHP: try row("includes_php"),
            createdAt: try row("created_at"))
    }
}
