import Core
import Persistence

/// For how long an account is paid at a time, since when, and what that costs.
package struct AccountPeriod: Sendable, Hashable {
    /// As the account has it: setup and recurring prices are those of its own version, free units and usage prices the newest (H.PLAN-19).
    package var plan: Plan
    package var period: BillingPeriod
    /// The first day that is paid for. All periods are counted from it.
    package var anchor: CalendarDay
    /// On this day the trial is over; nil: there was none.
    package var trialUntil: CalendarDay?
    /// The day it is where the provider is.
    package var today: CalendarDay

    package var isInTrial: Bool { trialUntil.map { today < $0 } ?? false }

    /// From its first day up to, but without, the first day of the next; nil before the first one.
    package var current: (from: CalendarDay, to: CalendarDay)? {
        let index = period.length.index(of: today, from: anchor)
        guard index >= 0 else { return nil }
        return (period.length.start(of: index, from: anchor), period.length.start(of: index + 1, from: anchor))
    }

    /// What will be asked for next, as far as prices and use of today tell; nil for an account that is not billed.
    ///
    /// - The plan and what is had beyond the free units is paid for each period in advance, setup with the first one.
    /// - Units are those in use, for space and traffic those bought: a limit of the account's own. On, off and choices are one unit.
    /// - What was used beyond is paid afterwards.
    package func nextCharge(for had: [Entitlement]) -> NextCharge? {
        guard plan.billing.isBilled else { return nil }
        let current = current
        let isFirst = current == nil
        var charge = NextCharge(day: current?.to ?? anchor, lines: [], currency: plan.currency)
        func add(_ kind: PriceKind, _ item: ResourceKey, _ quantity: Int64) {
            guard quantity > 0, let price = plan.price(kind, of: item, in: period) else { return }
            charge.lines.append(.init(item: item, kind: kind, quantity: quantity, amount: price.amount(for: quantity)))
        }
        if isFirst { add(.setup, .plan, 1) }
        add(.recurring, .plan, 1)
        for entitlement in had {
            guard let resource = ResourceCatalogue.find(entitlement.resource) else { continue }
            let units = Self.units(entitlement, of: resource)
            if isFirst { add(.setup, resource.key, units.had) }
            add(.recurring, resource.key, units.had)
            if !isFirst { add(.usage, resource.key, units.used) }
        }
        return charge
    }

    /// How many units beyond the free ones are had, and how many were used beyond those.
    private static func units(_ entitlement: Entitlement, of resource: HostingResource) -> (had: Int64, used: Int64) {
        func beyond(_ units: Int64) -> Int64 { entitlement.free.number.map { max(0, units - $0) } ?? 0 }
        switch resource.kind {
        case .counted: return (beyond(entitlement.used), 0)
        case .onOff, .choice: return (min(entitlement.used, 1), 0)
        case .stored, .metered:
            let bought = entitlement.isOwn ? entitlement.most.number.map(beyond) ?? 0 : 0
            return (bought, max(0, beyond(entitlement.used) - bought))
        }
    }
}

/// A charge that is to come.
package struct NextCharge: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        /// `ResourceKey.plan`: the plan itself.
        package var item: ResourceKey
        package var kind: PriceKind
        package var quantity: Int64
        package var amount: Money
    }

    package var day: CalendarDay
    package var lines: [Line]
    package var currency: Currency

    /// Before tax.
    package var total: Money { Money(minorUnits: lines.reduce(0) { $0 + $1.amount.minorUnits }, currency) }
}

/// What is to change of an account's period, as typed; nil leaves a value as it is.
package struct AccountPeriodChange: Sendable {
    /// Id of a period of the plan, or its length: `1 year`.
    package var period: String?
    /// The first day after the trial: `2026-12-01`. Empty, or today: the trial is over.
    package var trialUntil: String?

    package init(period: String? = nil, trialUntil: String? = nil) {
        self.period = period
        self.trialUntil = trialUntil
    }
}
