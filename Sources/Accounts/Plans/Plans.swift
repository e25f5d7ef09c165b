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

    /// Throws `Fault(.notFound)`.
    package static func required(named typed: String, in db: any Connection) throws -> Plan {
        guard let plan = try find(named: typed, in: db) else { throw Fault.notFound("plan") }
        return plan
    }

    /// Makes the plan what the form says, which begins with what it is. Accounts keep what they have: a lower limit takes no domain away, and
    /// an option that is not offered any more stays on where it is on.
    ///
    /// - Parameter checking: Called with the plan as it is, which nobody else can change any more.
    ///
    /// Throws `Fault(.invalid)` beside the fields, also when the name is taken.
    package static func change(
        _ id: PlanID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Plan) throws -> Void = { _ in },
        _ edit: (inout PlanForm) -> Void
    ) throws -> Plan {
        try actor.require(.planManager)
        try PlanQueries.lock(id, in: db)
        guard let before = try find(id, in: db) else { throw Fault.notFound("plan") }
        try checking(before)
        var form = PlanForm(before)
        edit(&form)
        var plan = try form.checked(as: id, at: now)
        plan.createdAt = before.createdAt
        if let other = try PlanQueries.named(plan.name, in: db), other.id != id { throw taken(plan.name) }
        let changes = zip(before.audited, plan.audited).filter { $0.1 != $1.1 }.map { AuditEntry.Change($0.0, $0.1, $1.1) }
        if changes.isEmpty { return before }
        do { try PlanQueries.update(plan, in: db) } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(plan.name)
        }
        try Audit.record("plan.changed", on: .init(.plan, plan.id.text, plan.name), changes: changes, by: actor, in: db, at: now)
        return plan
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "plan.name.taken", arguments: ["name": name], "There is already a plan \(name). Choose another name."))
    }
}

extension Plan {
    /// What is said of it, by field, for the audit log.
    fileprivate var audited: [(String, String)] {
        [("name", name), ("domainLimit", domainLimit.map(String.init) ?? "unlimited"), ("platform", platform)]
            + WebOption.allCases.map { option in
                let terms = terms(of: option)
                return ("options.\(option.rawValue)", terms.price.map { "\(terms.key) \($0)" } ?? terms.key)
            }
    }
}
