import Core
import Presentation

/// What is said of billing periods and of what they cost.
package protocol PeriodTexts: Sendable {
    var title: String { get }
    /// `1 month`, `3 months`.
    func length(_ length: PeriodLength) -> String
    func unit(_ unit: PeriodLength.Unit) -> String
    func kind(_ kind: PriceKind) -> String
    var wholePlan: String { get }

    // The wizard and the page of a plan.
    var periodStep: String { get }
    var priceStep: String { get }
    var periodHint: String { get }
    func period(_ number: Int) -> String
    var another: String { get }
    var anotherHint: String { get }
    var count: String { get }
    var unitLabel: String { get }
    var isOnOffer: String { get }
    func discount(_ kind: PriceKind) -> String
    var feeHint: String { get }
    var priceHint: String { get }
    var monthOnly: String { get }
    func computed(_ amount: String) -> String
    var pricesTitle: String { get }
    var item: String { get }
    var noPrices: String { get }
    var explicitMark: String { get }
    func less(_ percent: String) -> String
    var notOnOffer: String { get }
    func perMonth(_ price: String) -> String

    // An account.
    var summary: String { get }
    var current: String { get }
    func span(_ first: String, _ last: String) -> String
    var trial: String { get }
    func trialUntil(_ day: String) -> String
    var trialOver: String { get }
    var noTrial: String { get }
    var begins: String { get }
    var next: String { get }
    func on(_ amount: String, _ day: String) -> String
    var notBilled: String { get }
    var nothing: String { get }
    var estimate: String { get }
    var units: String { get }
    var amount: String { get }
    var total: String { get }
    var beforeTax: String { get }
    var look: String { get }
    var change: String { get }
    var save: String { get }
    var periodField: String { get }
    var changeHint: String { get }
    var trialField: String { get }
    var trialHint: String { get }
    func changed(_ title: String) -> String
    var usual: String { get }
    var chooseHint: String { get }
}

extension Texts {
    package var periods: any PeriodTexts {
        pick(EnglishPeriodTexts(texts: self), GermanPeriodTexts(texts: self), RussianPeriodTexts(texts: self))
    }

    /// `22 November 2026`: the same day for every reader.
    package func day(_ day: CalendarDay) -> String { Texts(language).date(day.noon) }

    /// `12.5`, `12,5`.
    package func percent(_ percent: Percent) -> String {
        let text = percent.description
        return (language == .english ? text : text.replacing(".", with: ",")) + (language == .english ? "%" : "\u{A0}%")
    }

    /// As it is named in a list of prices: a resource, or the plan itself.
    package func pricedItem(_ item: ResourceKey) -> String {
        item == .plan ? periods.wholePlan : ResourceCatalogue.find(item)?.words(language) ?? item.rawValue
    }
}

struct EnglishPeriodTexts: PeriodTexts {
    let texts: Texts
    let title = "Billing period"
    func length(_ length: PeriodLength) -> String {
        switch length.unit {
        case .day: texts.plural(length.count, one: "day", other: "days")
        case .week: texts.plural(length.count, one: "week", other: "weeks")
        case .month: texts.plural(length.count, one: "month", other: "months")
        case .year: texts.plural(length.count, one: "year", other: "years")
        }
    }
    func unit(_ unit: PeriodLength.Unit) -> String {
        switch unit {
        case .day: "days"
        case .week: "weeks"
        case .month: "months"
        case .year: "years"
        }
    }
    func kind(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Setup"
        case .recurring: "Each period"
        case .usage: "Per unit used"
        }
    }
    let wholePlan = "The plan itself"
    let periodStep = "Billing periods"
    let priceStep = "Prices per period"
    let periodHint =
        "For how long customers pay at a time. The first one on offer is the usual one. A period is never deleted: take it off offer, and who has it keeps it."
    func period(_ number: Int) -> String { "Period \(number)" }
    let another = "Another period"
    let anotherHint = "Leave the length empty if you need no more."
    let count = "Length"
    let unitLabel = "Unit"
    let isOnOffer = "On offer"
    func discount(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Discount, setup"
        case .recurring: "Discount, recurring"
        case .usage: "Discount, usage"
        }
    }
    let feeHint = "What the plan costs, whatever is used of it."
    let priceHint =
        "Leave a price empty and it is computed: the month's price times the length, less the discount. A price you type counts as it is."
    let monthOnly = "The only period is a month without a discount: what you have typed is its price."
    func computed(_ amount: String) -> String { "= \(amount)" }
    let pricesTitle = "Prices per billing period"
    let item = "What"
    let noPrices = "This plan has no prices yet."
    let explicitMark = "set for this period"
    func less(_ percent: String) -> String { "\(percent) off" }
    let notOnOffer = "not on offer"
    func perMonth(_ price: String) -> String { "\(price) a month" }
    let summary = "For how long this account pays at a time, and what is due next."
    let current = "Current period"
    func span(_ first: String, _ last: String) -> String { "\(first) to \(last)" }
    let trial = "Trial"
    func trialUntil(_ day: String) -> String { "until \(day)" }
    let trialOver = "over"
    let noTrial = "none"
    let begins = "First period begins"
    let next = "Next charge"
    func on(_ amount: String, _ day: String) -> String { "\(amount) on \(day)" }
    let notBilled = "This account is not billed."
    let nothing = "nothing"
    let estimate =
        "Estimated from stored prices and from what is in use today, before tax. This installation does not charge anything yet."
    let units = "Units"
    let amount = "Amount"
    let total = "Total"
    let beforeTax = "before tax"
    let look = "Details"
    let change = "Change period"
    let save = "Save"
    let periodField = "Billing period"
    let changeHint = "Another period begins today, at the prices the plan has now. During the trial it begins when the trial is over."
    let trialField = "Trial until"
    let trialHint = "The first day after the trial: periods are counted from it. Empty or today: the trial is over."
    func changed(_ title: String) -> String { "The billing period of \(title) is changed." }
    let usual = "the plan's usual one"
    let chooseHint = "For how long the customer pays at a time."
}
