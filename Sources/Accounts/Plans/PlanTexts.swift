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
    var phpHint: String { get }
    var included: String { get }
    var notIncluded: String { get }
    var accounts: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func summary(_ plans: Int) -> String
    func created(_ name: String) -> String
}

extension Texts {
    package var plans: any PlanTexts { pick(EnglishPlanTexts(texts: self)) }
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
    let phpHint = "Websites run PHP as the account's own user."
    let included = "included"
    let notIncluded = "not included"
    let accounts = "Accounts"
    let emptyTitle = "No plan yet"
    let emptyText = "A plan says what an account includes. Make one, then create your first customer with it."
    func summary(_ plans: Int) -> String { texts.plural(plans, one: "plan", other: "plans") }
    func created(_ name: String) -> String { "The plan \(name) is ready to be sold." }
}
