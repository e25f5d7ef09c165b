import Core
import Fleet
import Identity
import Persistence

/// Operations on plans. Administrators only.
package enum Plans {
    /// By name, each with the number of its accounts: for the list of plans.
    package static func all(in db: any Connection) throws -> [(plan: Plan, accounts: Int)] { try PlanQueries.all(in: db) }

    /// By name: for whoever does not need to know how many accounts there are, which costs as much as there are.
    package static func list(in db: any Connection) throws -> [Plan] { try PlanQueries.list(in: db) }

    /// The plan that a person or a program names: by its name in any case, or by its id.
    package static func find(named typed: String, in db: any Connection) throws -> Plan? {
        if let id = PlanID(typed), let plan = try PlanQueries.find(id, in: db) { return plan }
        return try PlanQueries.named(typed.trimmingWhitespace, in: db)
    }

    package static func find(_ id: PlanID, in db: any Connection) throws -> Plan? { try PlanQueries.find(id, in: db) }

    /// The platforms to choose from: the standard one, those of servers and those of plans, by name.
    package static func platforms(in db: any Connection) throws -> [String] {
        let all = try [Platform.standard] + PhysicalServers.all(in: db).map(\.platform) + PlanQueries.platforms(in: db)
        var seen: Set<String> = []
        return all.filter { seen.insert($0.folded).inserted }.sorted { $0.folded < $1.folded }
    }

    /// Throws `Fault(.invalid)` beside the fields, also when the name is taken.
    package static func create(_ form: PlanForm, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Plan {
        try actor.require(.planManager)
        let plan = try form.checked(as: PlanID(at: now), at: now)
        if try PlanQueries.named(plan.name, in: db) != nil { throw taken(plan.name) }
        do {
            try PlanQueries.insert(plan, in: db)
            try Audit.record("plan.created", on: .init(.plan, plan.id.text, plan.name), by: actor, in: db, at: now)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(plan.name)
        }
        return plan
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "plan.name.taken", arguments: ["name": name], "There is already a plan \(name). Choose another name."))
    }
}
