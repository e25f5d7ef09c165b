import Core
import Fleet
import Identity
import Persistence

/// Operations on plans, for who may manage plans.
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

    /// Throws `Fault(.notFound)`.
    package static func required(named typed: String, in db: any Connection) throws -> Plan {
        guard let plan = try find(named: typed, in: db) else { throw Fault.notFound("plan") }
        return plan
    }

    /// The plan as it stays until the transaction ends. Throws `plan.not_found`.
    package static func locked(named typed: String, in db: any Connection) throws -> Plan {
        guard let plan = try find(named: typed, in: db), let locked = try PlanQueries.locked(plan.id, in: db) else {
            throw Fault.notFound("plan")
        }
        return locked
    }

    package static func accounts(of plan: Plan, in db: any Connection) throws -> Int { try PlanQueries.accounts(of: plan.id, in: db) }

    /// The groups of servers of the kind to choose from: the standard one, those of servers, and the plan's own.
    package static func serverGroups(of kind: LogicalServerKind, and own: String?, in db: any Connection) throws -> [String] {
        let groups = try ServerGroup.all(of: kind, in: db)
        return groups + [own].compactMap { $0 }.filter { own in !groups.contains { $0.folded == own.folded } }
    }

    /// The platforms to choose from: the standard one, those of servers and those of plans, by name.
    package static func platforms(in db: any Connection) throws -> [String] {
        let all = try [Platform.standard] + PhysicalServers.all(in: db).map(\.platform) + PlanQueries.platforms(in: db)
        var seen: Set<String> = []
        return all.filter { seen.insert($0.folded).inserted }.sorted { $0.folded < $1.folded }
    }

    /// The platforms that are sold, and the plan's own.
    package static func soldPlatforms(and own: String?, in db: any Connection) throws -> [String] {
        try GlobalPlatforms.all(in: db).filter { !$0.isWithdrawn || $0.name.folded == own?.folded }.map(\.name)
    }

    /// Complains beside `platform` about one that is not sold any more.
    private static func checkSold(_ plan: Plan, in db: any Connection) throws {
        guard try GlobalPlatforms.isWithdrawn(plan.platform, in: db) else { return }
        throw Fault.invalid(
            .init(
                "platform", key: "plan.platform_withdrawn", arguments: ["platform": plan.platform],
                "The platform “\(plan.platform)” is not sold any more."))
    }

    /// What plans may include now: what servers provide and nobody has withdrawn (H.SRV-19, H.PLAN-08).
    package static func offered(_ services: HostingServices = HostingServices(), in db: any Connection) throws -> [HostingResource] {
        let withdrawn = try GlobalResources.withdrawn(in: db)
        return ResourceCatalogue.offered(by: try services.provided(in: db)).filter { !withdrawn.contains($0.key) }
    }

    /// Makes a plan that is not yet offered at sign-up. Throws `Fault(.invalid)` beside the fields, also when the name is taken.
    package static func create(
        _ form: PlanForm, services: HostingServices = HostingServices(), by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Plan {
        try actor.require(.planManager)
        var plan = try form.checked(as: PlanID(at: now), services: services.provided(in: db), at: now)
        plan.access = try PlanAccess(form, in: db)
        try checkSold(plan, in: db)
        try insert(plan, in: db)
        try Audit.record("plan.created", on: plan.audited, by: actor, in: db, at: now)
        return plan
    }

    /// Makes the plan what the form says, which begins with what it is. Other terms make a new version: its free units, maxima and usage prices
    /// reach the accounts there are, its setup and recurring prices only new ones (H.PLAN-19). The category stays.
    ///
    /// - Parameter checking: Called with the plan as it is, which nobody else can change any more.
    ///
    /// Throws `Fault(.invalid)` beside the fields, also when the name is taken.
    package static func change(
        _ id: PlanID, services: HostingServices = HostingServices(), by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Plan) throws -> Void = { _ in }, _ edit: (inout PlanForm) throws -> Void
    ) throws -> Plan {
        try actor.require(.planManager)
        guard let before = try PlanQueries.locked(id, in: db) else { throw Fault.notFound("plan") }
        try checking(before)
        var form = PlanForm(before)
        try edit(&form)
        form.category = before.category
        let had = Set(before.resources.filter(\.value.isIncluded).keys)
        var plan = try form.checked(as: id, services: services.provided(in: db), had: had, periods: before.periods, at: now)
        plan.access = try PlanAccess(form, in: db)
        plan.isOnOffer = before.isOnOffer
        plan.createdAt = before.createdAt
        let hasOtherTerms =
            plan.resources != before.resources || plan.currency != before.currency || plan.fee != before.fee
            || plan.periods != before.periods
        plan.version = before.version + (hasOtherTerms ? 1 : 0)
        if plan == before { return before }
        if plan.currency != before.currency { try checkCurrency(of: before, in: db) }
        if plan.isDemo != before.isDemo { try DemoAccounts.checkSwitch(of: before, in: db) }
        if let other = try PlanQueries.named(plan.name, in: db), other.id != id { throw taken(plan.name) }
        if plan.platform.folded != before.platform.folded { try checkSold(plan, in: db) }
        if plan.platform != before.platform { try PlanGroups.checkPlatform(of: plan, in: db) }
        do {
            if hasOtherTerms { try PlanQueries.insertTerms(of: plan, in: db, at: now) }
            try PlanQueries.update(plan, in: db)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(plan.name)
        }
        try Audit.record("plan.changed", on: plan.audited, changes: changes(from: before, to: plan), by: actor, in: db, at: now)
        return plan
    }

    /// A plan with the same resources and prices under another name, not offered at sign-up; no accounts come with it (H.PLAN-15).
    package static func copy(_ plan: Plan, named name: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Plan {
        try actor.require(.planManager)
        var complaints = Complaints()
        let name = try complaints.take("name") { try name.asName(limit: 60) }
        try complaints.check()
        var copy = plan
        copy.id = PlanID(at: now)
        copy.name = name ?? ""
        copy.isOnOffer = false
        copy.version = 1
        copy.periods = plan.periods.map { period in
            var period = period
            period.id = BillingPeriodID(at: now)
            return period
        }
        copy.createdAt = now
        try insert(copy, in: db)
        try Audit.record("plan.created", on: copy.audited, changes: [.init("copyOf", nil, plan.name)], by: actor, in: db, at: now)
        return copy
    }

    /// Offers the plan at sign-up, or no more. Doing it twice changes nothing.
    package static func offer(_ plan: Plan, _ isOnOffer: Bool, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Plan {
        try actor.require(.planManager)
        if plan.isOnOffer == isOnOffer { return plan }
        var plan = plan
        plan.isOnOffer = isOnOffer
        try PlanQueries.update(plan, in: db)
        try Audit.record(
            "plan.changed", on: plan.audited, changes: [.init("isOnOffer", String(!isOnOffer), String(isOnOffer))], by: actor, in: db,
            at: now)
        return plan
    }

    /// Deletes a plan that no account has or had. Throws `plan.in_use` with the number of its accounts, and `plan.was_used`.
    package static func delete(_ plan: Plan, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try actor.require(.planManager)
        let accounts = try PlanQueries.accounts(of: plan.id, in: db)
        if accounts > 0 {
            throw Fault.conflict(
                key: "plan.in_use", arguments: ["plan": plan.name, "accounts": String(accounts)],
                "\(accounts) \(accounts == 1 ? "account has" : "accounts have") the plan \(plan.name). Move them to another plan first, or stop offering it."
            )
        }
        if try PlanQueries.wasEverUsed(plan.id, in: db) {
            throw Fault.conflict(
                key: "plan.was_used", arguments: ["plan": plan.name],
                "Accounts that are gone had the plan \(plan.name), and their records name it. Stop offering it instead.")
        }
        try PlanGroupQueries.forget(plan.id, in: db)
        try PlanQueries.delete(plan.id, in: db)
        try Audit.record("plan.deleted", on: plan.audited, by: actor, in: db, at: now)
    }

    /// Throws `plan.currency.in_use` beside `currency` while accounts keep prices of this one.
    private static func checkCurrency(of plan: Plan, in db: any Connection) throws {
        let accounts = try PlanQueries.accounts(of: plan.id, in: db)
        if accounts == 0 { return }
        throw Fault.invalid(
            .init(
                "currency", key: "plan.currency.in_use", arguments: ["currency": plan.currency.code, "accounts": String(accounts)],
                "Accounts have this plan with prices in \(plan.currency.code), which stay. Copy the plan and give the copy another currency."
            ))
    }

    private static func insert(_ plan: Plan, in db: any Connection) throws {
        if try PlanQueries.named(plan.name, in: db) != nil { throw taken(plan.name) }
        do {
            try PlanQueries.insert(plan, in: db)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(plan.name)
        }
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "plan.name.taken", arguments: ["name": name], "There is already a plan \(name). Choose another name."))
    }

    private static func changes(from before: Plan, to after: Plan) -> [AuditEntry.Change] {
        var changes: [AuditEntry.Change] = [
            .init("name", before.name, after.name), .init("description", before.description, after.description),
            .init("platform", before.platform, after.platform),
            .init("webServerGroup", before.webServerGroup, after.webServerGroup),
            .init("nameServerGroup", before.nameServerGroup, after.nameServerGroup),
            .init("currency", before.currency.code, after.currency.code),
            .init("trialDays", String(before.billing.trialDays), String(after.billing.trialDays)),
            .init("moneyBackDays", String(before.billing.moneyBackDays), String(after.billing.moneyBackDays)),
            .init("creditLimit", String(before.billing.creditLimit), String(after.billing.creditLimit)),
        ]
        func members(_ plan: Plan) -> String { plan.access.members.map(\.text).sorted().joined(separator: ", ") }
        changes += [
            .init("isDemo", String(before.isDemo), String(after.isDemo)),
            .init("address", before.address.rawValue, after.address.rawValue),
            .init("audience", before.access.audience.rawValue, after.access.audience.rawValue),
            .init("audienceMembers", members(before), members(after)),
        ]
        changes += PriceKind.allCases.map { .init("fee.\($0.rawValue)", before.fee[$0]?.description, after.fee[$0]?.description) }
        for period in after.periods {
            let old = before.periods.first { $0.id == period.id }
            changes.append(.init("period.\(period.length)", old?.said, period.said))
        }
        for resource in ResourceCatalogue.all {
            let (old, new) = (before.resources[resource.key], after.resources[resource.key])
            changes.append(.init("resource.\(resource.key.rawValue)", old.map { $0.said(of: resource) }, new.map { $0.said(of: resource) }))
        }
        return changes.filter { $0.before != $0.after }
    }
}

extension Plan {
    /// As the audit log names it.
    var audited: AuditEntry.Object { .init(.plan, id.text, name) }
}

extension BillingPeriod {
    /// In a line of the audit log: `1 year, -10 % setup, domain recurring 9.00 EUR`.
    fileprivate var said: String {
        var words = [length.description]
        if !isOnOffer { words.append("not on offer") }
        for kind in PriceKind.allCases where discounts[kind] != .none { words.append("-\(discounts[kind]) % \(kind.rawValue)") }
        for (item, prices) in prices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for kind in PriceKind.allCases {
                if let price = prices[kind] { words.append("\(item.rawValue) \(kind.rawValue) \(price)") }
            }
        }
        return words.joined(separator: ", ")
    }
}

extension ResourceTerms {
    /// In a line of the audit log: `5 free, 10 most, 1.00 EUR`.
    fileprivate func said(of resource: HostingResource) -> String {
        var words = [isIncluded ? "\(resource.text(free)) free" : "not included"]
        if isIncluded { words.append("\(resource.text(most)) most\(isHard ? "" : " (soft)")") }
        for price in [prices.setup, prices.recurring, prices.usage] { words.append(price?.description ?? "-") }
        return words.joined(separator: ", ")
    }
}
