import Core

/// A billing period of a plan as typed, before it is checked.
package struct BillingPeriodForm: Sendable {
    /// Empty for a new one.
    package var id = ""
    /// A whole number; of a new period empty: there is no such period.
    package var count = ""
    /// `day`, `week`, `month` or `year`.
    package var unit = PeriodLength.Unit.month.rawValue
    package var isOnOffer = true
    package var setupDiscount = ""
    package var recurringDiscount = ""
    package var usageDiscount = ""
    /// Empty ones are computed from those of a month; 0 costs nothing.
    package var prices: [ResourceKey: PricesForm] = [:]

    package init() {}

    /// What it is now, to be changed.
    package init(_ period: BillingPeriod) {
        id = period.id.text
        count = String(period.length.count)
        unit = period.length.unit.rawValue
        isOnOffer = period.isOnOffer
        setupDiscount = Self.text(period.discounts.setup)
        recurringDiscount = Self.text(period.discounts.recurring)
        usageDiscount = Self.text(period.discounts.usage)
        prices = period.prices.mapValues(PricesForm.init)
    }

    private static func text(_ percent: Percent) -> String { percent == .none ? "" : percent.description }

    /// A row of the form that nobody has filled in.
    var isBlank: Bool { id.isEmpty && count.trimmingWhitespace.isEmpty }

    /// Adds what is wrong beside `<field>.count`, `.unit`, `.setupDiscount`, `.recurringDiscount`, `.usageDiscount` and
    /// `.prices.<item>.<kind>`. nil when something is.
    func checked(
        as id: BillingPeriodID, field: String, currency: Currency?, items: Set<ResourceKey>, _ complaints: inout Complaints
    ) throws -> BillingPeriod? {
        let before = complaints.fields.count
        let unit = PeriodLength.Unit(rawValue: unit.folded)
        if unit == nil { complaints.add("\(field).unit", key: "billing_period.unit", "Choose day, week, month or year.") }
        let number = Int(count.trimmingWhitespace)
        if let unit, number.map({ !(1...unit.most).contains($0) }) ?? true {
            complaints.add(
                "\(field).count", key: "billing_period.length", arguments: ["most": String(unit.most)],
                "Type a whole number from 1 to \(unit.most).")
        }
        let discounts = PeriodDiscounts(
            setup: try complaints.take("\(field).setupDiscount") { try Percent(setupDiscount) } ?? .none,
            recurring: try complaints.take("\(field).recurringDiscount") { try Percent(recurringDiscount) } ?? .none,
            usage: try complaints.take("\(field).usageDiscount") { try Percent(usageDiscount) } ?? .none)
        var checked: [ResourceKey: UnitPrices] = [:]
        for (item, typed) in prices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where items.contains(item) {
            let prices = try typed.checked(currency, field: "\(field).prices.\(item.rawValue)", keepsZero: true, &complaints)
            if !prices.isNothing { checked[item] = prices }
        }
        guard complaints.fields.count == before, let unit, let number else { return nil }
        return BillingPeriod(id: id, length: PeriodLength(number, unit), isOnOffer: isOnOffer, discounts: discounts, prices: checked)
    }
}

/// Prices as typed.
package struct PricesForm: Sendable, Hashable {
    package var setup = ""
    package var recurring = ""
    package var usage = ""

    package init(setup: String = "", recurring: String = "", usage: String = "") {
        self.setup = setup
        self.recurring = recurring
        self.usage = usage
    }

    package init(_ prices: UnitPrices) {
        self.init(setup: prices.setup?.amount ?? "", recurring: prices.recurring?.amount ?? "", usage: prices.usage?.amount ?? "")
    }

    /// - Parameter keepsZero: 0 is a price of its own and not the same as none.
    func checked(_ currency: Currency?, field: String, keepsZero: Bool, _ complaints: inout Complaints) throws -> UnitPrices {
        func price(_ kind: PriceKind, _ typed: String) throws -> Money? {
            guard !typed.trimmingWhitespace.isEmpty, let currency else { return nil }
            let money = try complaints.take("\(field).\(kind.rawValue)") { try Money(typed, in: currency) }
            return money?.minorUnits == 0 && !keepsZero ? nil : money
        }
        return UnitPrices(
            setup: try price(.setup, setup), recurring: try price(.recurring, recurring), usage: try price(.usage, usage))
    }
}

extension [BillingPeriodForm] {
    /// More than these are confusion.
    package static var most: Int { 8 }

    /// The periods of a plan: those typed, in their order, and behind them those of before that are not named. Complaints stand beside
    /// `periods.<place>...`.
    func checked(
        before: [BillingPeriod], plan: PlanID, currency: Currency?, items: Set<ResourceKey>, at now: Timestamp,
        _ complaints: inout Complaints
    ) throws -> [BillingPeriod] {
        var periods: [(place: Int, period: BillingPeriod)] = []
        var named: Set<BillingPeriodID> = []
        for (place, typed) in enumerated() where !typed.isBlank {
            let field = "periods.\(place)"
            let known = typed.id.isEmpty ? nil : before.first { $0.id.text == typed.id }
            if !typed.id.isEmpty, known == nil {
                complaints.add("\(field).count", key: "billing_period.unknown", "The plan has no such billing period.")
                continue
            }
            if let known, !named.insert(known.id).inserted {
                complaints.add("\(field).count", key: "billing_period.twice", "This billing period is there twice.")
                continue
            }
            let id = known?.id ?? (before.isEmpty && periods.isEmpty ? BillingPeriod.monthly(of: plan).id : BillingPeriodID(at: now))
            if let period = try typed.checked(as: id, field: field, currency: currency, items: items, &complaints) {
                periods.append((place, period))
            }
        }
        let typed = Set(map(\.id))
        for period in before where !typed.contains(period.id.text) {
            // What is typed for a resource that the plan does not include any more goes with it.
            var kept = period
            kept.prices = period.prices.filter { items.contains($0.key) }
            periods.append((periods.count, kept))
        }
        if periods.isEmpty, !contains(where: { !$0.isBlank }) { periods = [(0, .monthly(of: plan))] }
        if !complaints.fields.contains(where: { $0.name.hasPrefix("periods.") }) {
            for (i, (place, period)) in periods.enumerated() where period.isOnOffer {
                guard periods[..<i].contains(where: { $0.period.isOnOffer && $0.period.length.isAsLong(as: period.length) }) else {
                    continue
                }
                complaints.add(
                    "periods.\(place).count", key: "billing_period.taken", arguments: ["length": period.length.description],
                    "The plan has a period of \(period.length) already.")
            }
            if !periods.contains(where: \.period.isOnOffer) {
                complaints.add(
                    "periods.0.isOnOffer", key: "billing_period.none_on_offer",
                    "Keep at least one billing period on offer. To sell the plan no more, stop offering the plan.")
            }
            if periods.count > Self.most {
                complaints.add(
                    "periods.\(periods.count - 1).count", key: "billing_period.too_many", arguments: ["most": String(Self.most)],
                    "A plan has at most \(Self.most) billing periods.")
            }
        }
        return periods.map(\.period)
    }
}
