import Core
import Persistence

/// What becomes of an account that gets another plan (H.PLAN-11): shown before it is agreed to, and then done exactly so.
package struct PlanChange: Sendable {
    package var from: Plan
    package var to: Plan
    /// Of each resource that is had or used before or after, in the order of the catalogue.
    package var effects: [PlanChangeEffect]
    /// What keeps it from happening, beside `plan`: a plan for other servers.
    package var hindrances: [Fault.Field]

    /// What the new plan does not include and the account had: turned off when the plan is changed.
    package var losses: [PlanChangeEffect] { effects.filter(\.isLost) }

    /// Computes what a change to `plan` does to an account that has `before`.
    ///
    /// - What the new plan does not include is turned off.
    /// - A limit of the account's own stays in an upgrade. In a downgrade, which is one where less is free than before, it falls to the new free
    ///   units, or to what is in use if that is more; where that is nothing, the plan's own amount holds.
    /// - What an own limit turned off stays off.
    init(from: Plan, to plan: Plan, having before: [Entitlement], own: [ResourceKey: AccountLimit], hindrances: [Fault.Field] = []) {
        self.from = from
        to = plan
        self.hindrances = hindrances
        effects = before.compactMap { had in
            guard let resource = ResourceCatalogue.find(had.resource) else { return nil }
            let effect = PlanChangeEffect(resource, had, own[had.resource], plan.resources[had.resource])
            return effect.before.isAvailable || effect.after.isAvailable || had.used > 0 || effect.own != nil ? effect : nil
        }
    }
}

/// What happens to one resource.
package struct PlanChangeEffect: Sendable, Hashable {
    package var resource: ResourceKey
    package var used: Int64
    /// How much there might be, and how much is to be from now on.
    package var before: Allowance
    package var after: Allowance
    package var freeBefore: Allowance
    package var freeAfter: Allowance
    /// The limit of the account's own from now on; nil: as the plan says.
    package var own: AccountLimit?

    init(_ resource: HostingResource, _ had: Entitlement, _ limit: AccountLimit?, _ terms: ResourceTerms?) {
        self.resource = resource.key
        used = had.used
        (before, freeBefore) = (had.most, had.free)
        let most = terms?.allowance ?? .none
        guard let terms, most.isAvailable else {
            (after, freeAfter, own) = (.none, .none, limit?.most == Allowance.none ? limit : nil)
            return
        }
        guard var kept = limit else {
            (after, freeAfter, own) = (most, terms.free, nil)
            return
        }
        if kept.most.isAvailable {
            if !resource.isCountable {
                kept.most = min(kept.most, most)
            } else if terms.free < had.free {
                kept.most = min(kept.most, max(terms.free, .units(had.used)))
            }
        }
        own = kept.most.isAvailable || limit?.most == Allowance.none ? kept : nil
        after = own?.most ?? most
        freeAfter = min(terms.free, after)
    }

    /// It is turned off with what is in use of it.
    package var isLost: Bool { before.isAvailable && !after.isAvailable }
    /// More is in use than there may be: nothing is taken away, and nothing more is given.
    package var isExceeded: Bool { after.isAvailable && !after.covers(used) }
    package var isDifferent: Bool { before != after || freeBefore != freeAfter }
}
