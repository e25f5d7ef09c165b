import Core
import Fleet
import Identity
import Persistence

/// Changing the plan of an account: by who manages accounts to any plan that its server can do, by its owner within the groups of his plan.
extension Accounts {
    /// The plans that this person may give the account, by name, its own left out.
    package func plansToChange(_ account: Account, by actor: Actor, in db: any Connection) throws -> [Plan] {
        guard let current = try Plans.find(account.plan, in: db) else { return [] }
        if actor.may(.accountManager) {
            return try Plans.list(in: db).filter {
                $0.id != current.id && $0.category == current.category && $0.platform.folded == current.platform.folded
                    && $0.isDemo == current.isDemo
            }
        }
        let allowed = Set(try PlanGroups.of(current.id, in: db).flatMap(\.plans))
        let email = try Logins.find(account.login, in: db)?.email
        return try Plans.list(in: db).filter {
            $0.id != current.id && $0.isOnOffer && allowed.contains($0.id) && $0.isDemo == current.isDemo
                && $0.access.allows(account, email: email)
        }
    }

    /// What would happen; nothing, with the plan it has. Throws `Fault(.notFound)` for an account out of reach, and `Fault(.invalid)` beside `plan`
    /// for one that is not there or is not open to this person.
    package func planChange(_ number: Int, to typed: String, by actor: Actor, in db: any Connection) throws -> PlanChange {
        try planChange(of: required(number, by: actor, in: db), to: typed, by: actor, in: db)
    }

    /// Gives the account another plan, as `planChange` tells. Who has no right to manage accounts needs the plan to be in a group with the
    /// account's own and on offer.
    ///
    /// - Parameters:
    ///   - acceptsLosses: Whoever asks has seen what is turned off. Without it a change that loses something is refused.
    ///   - checking: Called with the account as it is, which nobody else can change any more.
    ///
    /// Throws as `planChange` does, `plan_change.same` beside `plan`, and `plan_change.losses` and `plan_change.not_active` (conflicts).
    package func changePlan(
        _ number: Int, to typed: String, acceptsLosses: Bool, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Account) throws -> Void = { _ in }
    ) throws -> PlanChange {
        let before = try Self.locked(required(number, by: actor, in: db), in: db)
        try actor.requireWork(for: before.login)
        try checking(before)
        guard before.state == .active || actor.may(.accountManager) && before.state == .suspended else { throw notOpen(before) }
        let change = try planChange(of: before, to: typed, by: actor, in: db)
        guard change.to.id != before.plan else {
            throw Fault.invalid(
                .init(
                    "plan", key: "plan_change.same", arguments: ["plan": change.to.name],
                    "The account has the plan \(change.to.name) already."))
        }
        if !change.hindrances.isEmpty { throw Fault.invalid(change.hindrances) }
        if !acceptsLosses, !change.losses.isEmpty {
            let names = change.losses.compactMap { ResourceCatalogue.find($0.resource)?.words.english }.joined(separator: ", ")
            throw Fault.conflict(
                key: "plan_change.losses", arguments: ["plan": change.to.name, "resources": names],
                "The plan \(change.to.name) does not include \(names), which is turned off with it. Agree to that first.")
        }
        var account = before
        (account.plan, account.planName, account.planVersion) = (change.to.id, change.to.name, change.to.version)
        let period = try AccountPeriods.of(before, in: db, at: now)
        try AccountQueries.update(account, in: db)
        try AccountPeriods.follow(account, from: period, in: db, at: now)
        var changes: [AuditEntry.Change] = [.init("plan", before.planName, account.planName)]
        let own = try AccountLimits.of(before, in: db)
        for effect in change.effects where own[effect.resource] != effect.own {
            if let limit = effect.own {
                try AccountLimitQueries.set(limit, of: effect.resource, for: account.id, in: db)
            } else {
                try AccountLimitQueries.remove(effect.resource, of: account.id, in: db)
            }
            changes.append(
                .init("limit.\(effect.resource.rawValue)", own[effect.resource]?.most.description, effect.own?.most.description))
        }
        let lost = Set(change.losses.map(\.resource))
        if !lost.isEmpty { for part in parts { try part.turnOff(lost, of: account, in: db, at: now) } }
        try Audit.record("account.plan_changed", on: account.audited, changes: changes, by: actor, in: db, at: now)
        return change
    }

    private func planChange(of account: Account, to typed: String, by actor: Actor, in db: any Connection) throws -> PlanChange {
        guard let from = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
        guard let plan = try Plans.find(named: typed, in: db),
            try plan.id == from.id || actor.may(.accountManager)
                || plansToChange(account, by: actor, in: db).contains(where: { $0.id == plan.id })
        else {
            throw Fault.invalid(
                .init(
                    "plan", key: "account.plan.unknown", arguments: ["plan": typed],
                    typed.isEmpty ? "Choose a plan." : "There is no plan \(typed). Choose one of the list."))
        }
        var complaints = Complaints()
        try checkPlatform(plan, account, &complaints, in: db)
        DemoAccounts.check(from: from, to: plan, &complaints)
        if plan.category != from.category {
            complaints.add(
                "plan", key: "plan_group.categories", arguments: ["plan": from.name, "other": plan.name],
                "\(from.name) and \(plan.name) are not for the same kind of account.")
        }
        return PlanChange(
            from: from, to: plan, having: try entitlements(of: account, in: db), own: try AccountLimits.of(account, in: db),
            hindrances: complaints.fields)
    }

    private func notOpen(_ account: Account) -> Fault {
        .conflict(
            key: "plan_change.not_active", arguments: ["number": String(account.number)],
            "Account \(account.number) is suspended or in the trash; its plan stays until it is back.")
    }
}
