import Core
import Presentation

/// What the pages of plans say.
package protocol PlanTexts: Sendable {
    var title: String { get }
    var new: String { get }
    var create: String { get }
    var name: String { get }
    var nameHint: String { get }
    var domains: String { get }
    var domainsHint: String { get }
    var unlimited: String { get }
    var php: String { get }
    var included: String { get }
    var notIncluded: String { get }
    var accounts: String { get }
    var web: String { get }
    var platform: String { get }
    var platformHint: String { get }
    var forAPrice: String { get }
    var priceHint: String { get }
    var currency: String { get }
    var currencyHint: String { get }
    func name(of option: WebOption) -> String
    func hint(of option: WebOption) -> String
    func price(of option: WebOption) -> String
    func terms(_ terms: OptionTerms) -> String
    func monthly(_ price: Money) -> String
    var emptyTitle: String { get }
    var emptyText: String { get }
    func summary(_ plans: Int) -> String
    func created(_ name: String) -> String
}

extension Texts {
    package var plans: any PlanTexts { pick(EnglishPlanTexts(texts: self), GermanPlanTexts(texts: self), RussianPlanTexts(texts: self)) }
}

struct EnglishPlanTexts: PlanTexts {
    let texts: Texts
    let title = "Plans"
    let new = "New plan"
    let create = "Create plan"
    let name = "Name"
    let nameHint = "What customers see: Starter, Business."
    let domains = "Domains"
    let domainsHint = "How many an account may have. Empty for unlimited."
    let unlimited = "unlimited"
    let php = "PHP"
    let included = "included"
    let notIncluded = "not offered"
    let accounts = "Accounts"
    let web = "Web service"
    let platform = "Platform"
    let platformHint = "Accounts are placed on servers of this platform only. A server's page gives it another label."
    let forAPrice = "for a price a month"
    let priceHint = "When it is not included: 4.90"
    let currency = "Currency"
    let currencyHint = "Three letters: EUR, CHF, USD."
    func name(of option: WebOption) -> String {
        switch option {
        case .web: web
        case .php: php
        }
    }
    func hint(of option: WebOption) -> String {
        switch option {
        case .web: "Domains have a website."
        case .php: "Websites run PHP as the account's own user."
        }
    }
    func price(of option: WebOption) -> String { "Price of \(option == .web ? "the web service" : php)" }
    func terms(_ terms: OptionTerms) -> String {
        switch terms {
        case .included: included
        case .monthly(let price): monthly(price)
        case .notOffered: notIncluded
        }
    }
    func monthly(_ price: Money) -> String { "\(price) a month" }
    let emptyTitle = "No plan yet"
    let emptyText = "A plan says what an account includes. Make one, then create your first customer with it."
    func summary(_ plans: Int) -> String { texts.plural(plans, one: "plan", other: "plans") }
    func created(_ name: String) -> String { "The plan \(name) is ready to be sold." }
}
