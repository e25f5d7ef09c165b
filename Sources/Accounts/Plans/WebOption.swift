import Core
import Persistence

/// What a customer turns on and off for a website. Stored by raw value.
package enum WebOption: String, Sendable, Codable, CaseIterable, SQLEnum {
    /// The web service itself.
    case web
    case php
}

/// On which terms a plan has an option.
package enum OptionTerms: Sendable, Hashable {
    case included
    /// For this price a month.
    case monthly(Money)
    case notOffered

    package var isOffered: Bool { self != .notOffered }

    package var price: Money? {
        if case .monthly(let price) = self { price } else { nil }
    }

    /// As it is stored, and as the API spells it.
    package var key: String {
        switch self {
        case .included: "included"
        case .monthly: "monthly"
        case .notOffered: "not_offered"
        }
    }
}

/// The terms of one option as typed, before they are checked.
package struct OptionTermsForm: Sendable {
    /// `included`, `monthly` or `not_offered`.
    package var terms: String
    /// With `monthly`: `4.90`.
    package var amount: String
    /// With `monthly`: `EUR`.
    package var currency: String

    package init(terms: String, amount: String = "", currency: String = "") {
        self.terms = terms
        self.amount = amount
        self.currency = currency
    }

    init(_ terms: OptionTerms) {
        self.init(terms: terms.key, amount: terms.price?.amount ?? "", currency: terms.price?.currency.code ?? "")
    }

    /// Adds what is wrong beside `options.php`, `price.php` and `currency`, for the option `php`.
    func checked(_ option: WebOption, _ complaints: inout Complaints) throws -> OptionTerms {
        switch terms {
        case OptionTerms.included.key: return .included
        case OptionTerms.notOffered.key: return .notOffered
        case "monthly":
            guard let currency = try complaints.take("currency", { try Currency(currency) }),
                let price = try complaints.take("price.\(option.rawValue)", { try Money(amount, in: currency) })
            else { return .notOffered }
            return price.minorUnits == 0 ? .included : .monthly(price)
        default:
            complaints.add("options.\(option.rawValue)", key: "plan.option.terms", "Choose included, monthly or not_offered.")
            return .notOffered
        }
    }
}
