import Core
import Identity
import Persistence

/// Operations on plans. Administrators only.
package enum Plans {
    package static func all(in db: any Connection) throws -> [(plan: Plan, accounts: Int)] { try PlanQueries.all(in: db) }

    /// The plan that a person or a program names: by its name in any case, or by its id.
    package static func find(named typed: String, in db: any Connection) throws -> Plan? {
        if let id = PlanID(typed), let plan = try PlanQueries.find(id, in: db) { return plan }
        return try PlanQueries.named(typed.trimmingWhitespace, in: db)
    }

    package static func find(_ id: PlanID, in db: any Connection) throws -> Plan? { try PlanQueries.find(id, in: db) }

    /// Throws `Fault(.invalid)` beside the fields, also when the name is taken.
    package static func create(_ form: PlanForm, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Plan {
        try actor.require(.planManager)
        let (name, limit) = try form.checked()
        if try PlanQueries.named(name, in: db) != nil { throw taken(name) }
        let plan = Plan(id: PlanID(at: now), name: name, domainLimit: limit, includesPHP: form.includesPHP, createdAt: now)
        do {
            try PlanQueries.insert(plan, in: db)
            try Audit.record("plan.created", on: .init(.plan, plan.id.text, plan.name), by: actor, in: db, at: now)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(name)
        }
        return plan
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "plan.name.taken", arguments: ["name": name], "There is already a plan \(name). Choose another name."))
    }
}
