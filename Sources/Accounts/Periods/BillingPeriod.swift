import Core
import Persistence

extension Things {
    package enum BillingPeriod {}
}
package typealias BillingPeriodID = Identifier<Things.BillingPeriod>

/// For how long customers of a plan pay at once, and what they pay less for it (H.PLAN-04..06). Never deleted: only changed, or not offered any more.
package struct BillingPeriod: Sendable, Hashable {
    package var id: BillingPeriodID
    package var length: PeriodLength
    /// New customers may choose it.
    package var isOnOffer: Bool
    package var discounts: PeriodDiscounts
    /// Prices for this period, in place of those for a month less the discounts. What a price of these does not name is computed. `ResourceKey.plan`
    /// is the plan's own fee.
    package var prices: [ResourceKey: UnitPrices]

    package init(
        id: BillingPeriodID, length: PeriodLength, isOnOffer: Bool = true, discounts: PeriodDiscounts = PeriodDiscounts(),
        prices: [ResourceKey: UnitPrices] = [:]
    ) {
        self.id = id
        self.length = length
        self.isOnOffer = isOnOffer
        self.discounts = discounts
        self.prices = prices
    }

    /// The period of a plan that has no other.
    package static func monthly(of plan: PlanID) -> BillingPeriod { BillingPeriod(id: .init(stored: plan.text), length: .month) }

    /// What is typed is its price: a month without a discount.
    package var isPlainMonth: Bool { length == .month && discounts == PeriodDiscounts() && prices.isEmpty }
}

extension ResourceKey {
    /// The plan itself, where prices are listed. It is no resource: nobody has so many of it, and the catalogue does not name it.
    package static let plan = ResourceKey(rawValue: "plan")
}

/// By how much prices are lower in a period than the sum of the months'.
package struct PeriodDiscounts: Sendable, Hashable {
    package var setup = Percent.none
    package var recurring = Percent.none
    package var usage = Percent.none

    package init(setup: Percent = .none, recurring: Percent = .none, usage: Percent = .none) {
        self.setup = setup
        self.recurring = recurring
        self.usage = usage
    }

    package subscript(_ kind: PriceKind) -> Percent {
        switch kind {
        case .setup: setup
        case .recurring: recurring
        case .usage: usage
        }
    }
}

/// From 0 to 100 per cent, with two decimals.
package struct Percent: Sendable, Hashable, CustomStringConvertible, SQLConvertible, SQLDecodable {
    /// 1250 is 12.5 per cent.
    package let hundredths: Int64

    package init(hundredths: Int64) { self.hundredths = hundredths }

    package static let none = Percent(hundredths: 0)

    /// `10`, `12.5`, `12,50`; empty is nothing. Throws `percent.form`.
    package init(_ typed: String) throws(InputProblem) {
        let text = typed.trimmingWhitespace
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        let decimals = parts.count == 2 ? parts[1] : ""
        if text.isEmpty {
            hundredths = 0
        } else if isNumber, parts.count <= 2, parts[0].count <= 3, decimals.count <= 2,
            let number = Int64(parts[0] + decimals + String(repeating: "0", count: 2 - decimals.count)), number <= 10_000
        {
            hundredths = number
        } else {
            throw InputProblem("percent.form", "Type a percentage from 0 to 100, for example 10 or 12.5.")
        }
    }

    /// `10`, `12.5`.
    package var description: String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        let decimals = (rest < 10 ? "0" : "") + String(rest)
        return "\(whole)." + (decimals.hasSuffix("0") ? String(decimals.dropLast()) : decimals)
    }

    package var sqlValue: SQLValue { hundredths.sqlValue }

    package init?(sql: SQLValue) {
        guard let number = Int64(sql: sql) else { return nil }
        hundredths = number
    }
}
