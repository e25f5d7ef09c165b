import Core
import Persistence

/// All statements on `plan_group` and `plan_group_plan`.
enum PlanGroupQueries {
    static func all(in db: any Connection) throws -> [PlanGroup] {
        try groups(db.query("SELECT id, name, created_at FROM plan_group ORDER BY name_folded"), in: db)
    }

    static func find(_ id: PlanGroupID, in db: any Connection) throws -> PlanGroup? {
        try groups(db.query("SELECT id, name, created_at FROM plan_group WHERE id = \(id)"), in: db).first
    }

    static func named(_ name: String, in db: any Connection) throws -> PlanGroup? {
        try groups(db.query("SELECT id, name, created_at FROM plan_group WHERE name_folded = \(name.folded)"), in: db).first
    }

    /// Locks the row until the transaction ends.
    static func lock(_ id: PlanGroupID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM plan_group WHERE id = \(id)\(db.forUpdate)")
    }

    /// The groups that the plan is in.
    static func groups(of plan: PlanID, in db: any Connection) throws -> [PlanGroup] {
        try groups(
            db.query(
                """
                SELECT plan_group.id, plan_group.name, plan_group.created_at FROM plan_group
                JOIN plan_group_plan ON plan_group_plan.group_id = plan_group.id
                WHERE plan_group_plan.plan_id = \(plan) ORDER BY plan_group.name_folded
                """), in: db)
    }

    static func insert(_ group: PlanGroup, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO plan_group (id, name, name_folded, created_at)
            VALUES (\(group.id), \(group.name), \(group.name.folded), \(group.createdAt))
            """)
        try setPlans(of: group, in: db)
    }

    static func update(_ group: PlanGroup, in db: any Connection) throws {
        try db.execute("UPDATE plan_group SET name = \(group.name), name_folded = \(group.name.folded) WHERE id = \(group.id)")
        try db.execute("DELETE FROM plan_group_plan WHERE group_id = \(group.id)")
        try setPlans(of: group, in: db)
    }

    static func delete(_ id: PlanGroupID, in db: any Connection) throws {
        try db.execute("DELETE FROM plan_group_plan WHERE group_id = \(id)")
        try db.execute("DELETE FROM plan_group WHERE id = \(id)")
    }

    static func forget(_ plan: PlanID, in db: any Connection) throws {
        try db.execute("DELETE FROM plan_group_plan WHERE plan_id = \(plan)")
    }

    private static func setPlans(of group: PlanGroup, in db: any Connection) throws {
        for plan in group.plans {
            try db.execute("INSERT INTO plan_group_plan (group_id, plan_id) VALUES (\(group.id), \(plan))")
        }
    }

    private static func groups(_ rows: [Row], in db: any Connection) throws -> [PlanGroup] {
        if rows.isEmpty { return [] }
        var plans: [PlanGroupID: [PlanID]] = [:]
        for row in try db.query(
            """
            SELECT plan_group_plan.group_id, plan_group_plan.plan_id FROM plan_group_plan
            JOIN plan ON plan.id = plan_group_plan.plan_id ORDER BY plan.name_folded
            """)
        {
            plans[try row("group_id"), default: []].append(try row("plan_id"))
        }
        return try rows.map { row in
            let id: PlanGroupID = try row("id")
            return PlanGroup(id: id, name: try row("name"), plans: plans[id] ?? [], createdAt: try row("created_at"))
        }
    }
}
