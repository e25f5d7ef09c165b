import Core

/// When a price is paid.
package enum PriceKind: String, Sendable, CaseIterable {
    /// Once, at the beginning.
    case setup
    /// For each period, in advance.
    case recurring
    /// For what was used in a period beyond what is free, afterwards.
    case usage
}

extension UnitPrices {
    package subscript(_ kind: PriceKind) -> Money? {
        get {
            switch kind {
            case .setup: setup
            case .recurring: recurring
            case .usage: usage
            }
        }
        set {
            switch kind {
            case .setup: setup = newValue
            case .recurring: recurring = newValue
            case .usage: usage = newValue
            }
        }
    }
}

/// The price of one unit, exact: what was typed, times a fraction. It is rounded once, when it becomes an amount.
package struct Price: Sendable, Hashable {
    package var unit: Money
    package var numerator: Int64 = 1
    package var denominator: Int64 = 1
    /// It was typed for this period and is not computed from that of a month.
    package var isExplicit = true

    package init(_ unit: Money) { self.unit = unit }

    /// A month's price for a period: times its length where it recurs, less the discount.
    init(ofMonth unit: Money, _ kind: PriceKind, in period: BillingPeriod) {
        self.unit = unit
        isExplicit = false
        let length: (numerator: Int64, denominator: Int64) = kind == .recurring ? period.length.ofMonth : (1, 1)
        (numerator, denominator) = (length.numerator * (10_000 - period.discounts[kind].hundredths), length.denominator * 10_000)
    }

    /// For so many units, rounded half away from zero.
    package func amount(for quantity: Int64 = 1) -> Money {
        let exact = Int128(unit.minorUnits) * Int128(quantity) * Int128(numerator)
        let (divisor, magnitude) = (Int128(denominator), exact.magnitude)
        let rounded = Int128((magnitude * 2 + divisor.magnitude) / (divisor.magnitude * 2))
        return Money(minorUnits: Int64(clamping: exact < 0 ? -rounded : rounded), unit.currency)
    }
}

extension Plan {
    /// What is typed for a month: of the plan itself (`ResourceKey.plan`) or of a resource it includes.
    package func monthPrices(of item: ResourceKey) -> UnitPrices {
        if item == .plan { return fee }
        return resources[item].map { $0.isIncluded ? $0.prices : UnitPrices() } ?? UnitPrices()
    }

    /// What a unit costs in a period; nil for what costs nothing. A price that was typed for the period counts as it is: discounts are of the others
    /// (H.PLAN-06).
    package func price(_ kind: PriceKind, of item: ResourceKey, in period: BillingPeriod) -> Price? {
        guard item == .plan || resources[item]?.isIncluded == true else { return nil }
        if let explicit = period.prices[item]?[kind] { return explicit.minorUnits == 0 ? nil : Price(explicit) }
        return monthPrices(of: item)[kind].map { Price(ofMonth: $0, kind, in: period) }
    }

    /// The plan itself and what of its resources has a price in any period, in the order of the catalogue.
    package var pricedItems: [ResourceKey] {
        ([ResourceKey.plan] + ResourceCatalogue.all.map(\.key)).filter { item in
            PriceKind.allCases.contains { kind in periods.contains { price(kind, of: item, in: $0) != nil } }
        }
    }

    /// Those that new accounts choose from; the first is the usual one.
    package var periodsOnOffer: [BillingPeriod] { periods.filter(\.isOnOffer) }

    package var usualPeriod: BillingPeriod { periodsOnOffer.first ?? periods.first ?? .monthly(of: id) }

    /// A period that a person or a program names: by id, or by its length, `1 year`.
    package func period(named typed: String) -> BillingPeriod? {
        let text = typed.trimmingWhitespace
        if let found = periods.first(where: { $0.id.text == text }) { return found }
        guard let length = PeriodLength(text) else { return nil }
        return periods.first { $0.isOnOffer && $0.length.isAsLong(as: length) } ?? periods.first { $0.length.isAsLong(as: length) }
    }
}
