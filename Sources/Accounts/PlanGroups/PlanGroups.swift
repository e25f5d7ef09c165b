import Core
import Identity
import Persistence

/// Operations on groups of plans, for who may manage groups of plans.
package enum PlanGroups {
    package static func all(in db: any Connection) throws -> [PlanGroup] { try PlanGroupQueries.all(in: db) }

    /// Throws `Fault(.notFound)`.
    package static func required(_ id: PlanGroupID, in db: any Connection) throws -> PlanGroup {
        guard let group = try PlanGroupQueries.find(id, in: db) else { throw Fault.notFound("plan_group") }
        return group
    }

    /// The groups that the plan is in, by name.
    package static func of(_ plan: PlanID, in db: any Connection) throws -> [PlanGroup] { try PlanGroupQueries.groups(of: plan, in: db) }

    /// Throws `Fault(.invalid)` beside `name` (empty, long, taken) and `plans` (unknown, of several platforms or kinds).
    package static func create(_ form: PlanGroupForm, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> PlanGroup {
        try actor.require(.planGroups)
        let group = try checked(form, PlanGroup(id: PlanGroupID(at: now), name: "", plans: [], createdAt: now), in: db)
        try PlanGroupQueries.insert(group, in: db)
        try Audit.record("plan_group.created", on: group.audited, changes: [plans(nil, group, in: db)], by: actor, in: db, at: now)
        return group
    }

    /// Throws as `create` does. `checking` is called with the group as it is, which nobody else can change any more.
    package static func change(
        _ id: PlanGroupID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (PlanGroup) throws -> Void = { _ in },
        _ edit: (inout PlanGroupForm) -> Void
    ) throws -> PlanGroup {
        try actor.require(.planGroups)
        try PlanGroupQueries.lock(id, in: db)
        let before = try required(id, in: db)
        try checking(before)
        var form = PlanGroupForm(name: before.name, plans: before.plans.map(\.text))
        edit(&form)
        let after = try checked(form, before, in: db)
        if after == before { return before }
        try PlanGroupQueries.update(after, in: db)
        try Audit.record(
            "plan_group.changed", on: after.audited,
            changes: [.init("name", before.name, after.name), plans(before, after, in: db)].filter { $0.before != $0.after }, by: actor,
            in: db, at: now)
        return after
    }

    /// Its plans and their accounts stay; customers can no longer change between them by themselves.
    package static func delete(
        _ id: PlanGroupID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (PlanGroup) throws -> Void = { _ in }
    ) throws -> PlanGroup {
        try actor.require(.planGroups)
        try PlanGroupQueries.lock(id, in: db)
        let group = try required(id, in: db)
        try checking(group)
        try PlanGroupQueries.delete(id, in: db)
        try Audit.record("plan_group.deleted", on: group.audited, by: actor, in: db, at: now)
        return group
    }

    /// Complains beside `platform` when the plan would no longer fit the others of its groups.
    static func checkPlatform(of plan: Plan, in db: any Connection) throws {
        for group in try of(plan.id, in: db) {
            for id in group.plans where id != plan.id {
                guard let other = try Plans.find(id, in: db), other.platform.folded != plan.platform.folded else { continue }
                throw Fault.invalid(
                    .init(
                        "platform", key: "plan_group.platform_of_plan",
                        arguments: ["group": group.name, "plan": other.name, "platform": other.platform],
                        "The group \(group.name) holds this plan together with \(other.name), which is for “\(other.platform)”. Take it out of the group first."
                    ))
            }
        }
    }

    private static func checked(_ form: PlanGroupForm, _ before: PlanGroup, in db: any Connection) throws -> PlanGroup {
        var complaints = Complaints()
        let name = try complaints.take("name") { try form.name.asName(limit: 60) }
        if let name, let other = try PlanGroupQueries.named(name, in: db), other.id != before.id {
            complaints.add(
                "name", key: "plan_group.name.taken", arguments: ["name": name],
                "There is already a group \(name). Choose another name.")
        }
        var plans: [Plan] = []
        for typed in form.plans {
            guard let plan = try Plans.find(named: typed, in: db) else {
                complaints.add(
                    "plans", key: "account.plan.unknown", arguments: ["plan": typed],
                    "There is no plan \(typed). Choose one of the list.")
                continue
            }
            if !plans.contains(where: { $0.id == plan.id }) { plans.append(plan) }
        }
        if let first = plans.first {
            if let other = plans.first(where: { $0.platform.folded != first.platform.folded }) {
                complaints.add(
                    "plans", key: "plan_group.platforms",
                    arguments: ["plan": first.name, "platform": first.platform, "other": other.name, "others": other.platform],
                    "\(first.name) is for servers of the platform “\(first.platform)”, \(other.name) for “\(other.platform)”: accounts cannot change between them."
                )
            }
            if let other = plans.first(where: { $0.category != first.category }) {
                complaints.add(
                    "plans", key: "plan_group.categories", arguments: ["plan": first.name, "other": other.name],
                    "\(first.name) and \(other.name) are not for the same kind of account.")
            }
        }
        try complaints.check()
        var group = before
        group.name = name ?? ""
        group.plans = plans.sorted { $0.name.folded < $1.name.folded }.map(\.id)
        return group
    }

    private static func plans(_ before: PlanGroup?, _ after: PlanGroup, in db: any Connection) throws -> AuditEntry.Change {
        func names(_ group: PlanGroup) throws -> String {
            try group.plans.compactMap { try Plans.find($0, in: db)?.name }.joined(separator: ", ")
        }
        return .init("plans", try before.map(names), try names(after))
    }
}
