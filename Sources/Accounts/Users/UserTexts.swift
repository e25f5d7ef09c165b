import Presentation

/// What the wizard of new customers and the pages about them say.
package protocol UserTexts: Sendable {
    var templateStep: String { get }
    var servicesStep: String { get }
    var personStep: String { get }
    var domainsStep: String { get }
    var sendStep: String { get }
    var preview: String { get }
    var template: String { get }
    var templateHint: String { get }
    var noTemplate: String { get }
    var servicesHint: String { get }
    var noServicesTitle: String { get }
    var noServicesText: String { get }
    func templateSetsMore(_ resources: [String], _ plan: String) -> String
    func templateIsBeyond(_ resources: [String], _ plan: String) -> String
    var requiredHint: String { get }
    var passwordKept: String { get }
    var passwordMadeInstead: String { get }
    var person: String { get }
    var personHint: String { get }
    var company: String { get }
    var street: String { get }
    var postalCode: String { get }
    var city: String { get }
    var country: String { get }
    var phone: String { get }
    var isShown: String { get }
    var isShownHint: String { get }
    var domainsHint: String { get }
    var newDomain: String { get }
    var addDomain: String { get }
    var removeTicked: String { get }
    var hasZone: String { get }
    var isToBeRegistered: String { get }
    var isGone: String { get }
    func domain(_ place: Int) -> String

    var access: String { get }
    var ownerKeepsPassword: String { get }
    var passwordUnchanged: String { get }
    var sendTitle: String { get }
    var to: String { get }
    var sendHint: String { get }
    var send: String { get }
    var sendNothing: String { get }
    func mailIsOnItsWay(_ address: String) -> String

    var dataWereSaved: String { get }
    var dataTitle: String { get }
    var ownFields: String { get }
    var ownFieldsHint: String { get }
    var fieldsWereNamed: String { get }
    func ownField(_ place: Int) -> String

    var applyTitle: String { get }
    var applyHint: String { get }
    var chooseTemplate: String { get }
    var showUse: String { get }
    var apply: String { get }
    var now: String { get }
    var after: String { get }
    var beyondPlan: String { get }
    var belowUse: String { get }
    var changes: String { get }
    var stays: String { get }
    var belowUseText: String { get }
    func beyondPlanText(_ plan: String) -> String
    func templateWasApplied(_ name: String) -> String
    var services: String { get }
    var find: String { get }
    var findHint: String { get }
}

extension Texts {
    package var users: any UserTexts { pick(EnglishUserTexts(), GermanUserTexts(), RussianUserTexts()) }
}

struct EnglishUserTexts: UserTexts {
    let templateStep = "Plan and template"
    let servicesStep = "Services"
    let personStep = "Personal data"
    let domainsStep = "Domains"
    let sendStep = "Send the data"
    let preview = "The customer so far"
    let template = "Template"
    let templateHint = "Fills in the next page; everything can still be changed there."
    let noTemplate = "No template, individual settings"
    let servicesHint = "Whole numbers or “unlimited”. Empty: as the plan says. 0: not available."
    let noServicesTitle = "The plan includes nothing"
    let noServicesText = "Choose another plan, or go on: limits can be given later."
    func templateSetsMore(_ resources: [String], _ plan: String) -> String {
        "The plan \(plan) does not include these, so the template cannot give them: \(resources.joined(separator: ", "))."
    }
    func templateIsBeyond(_ resources: [String], _ plan: String) -> String {
        "The template gives more than the plan \(plan) allows; type less here, or choose a larger plan: \(resources.joined(separator: ", "))."
    }
    let requiredHint = "Fields with * are needed."
    let passwordKept = "A password is typed already. Leave this empty to keep it."
    let passwordMadeInstead = "Forget it and have one made"
    let person = "Person"
    let personHint = "Empty: the sign-in name."
    let company = "Company"
    let street = "Street"
    let postalCode = "Postal code"
    let city = "City"
    let country = "Country"
    let phone = "Phone"
    let isShown = "Show these data on the customer's first page"
    let isShownHint = "He sees them when he signs in."
    let domainsHint = "Domains are added with the customer. More can be added at any time."
    let newDomain = "New domain"
    let addDomain = "Add another domain"
    let removeTicked = "Remove ticked ones"
    let hasZone = "DNS on our name servers"
    let isToBeRegistered = "We register the name"
    let isGone = "Remove"
    func domain(_ place: Int) -> String { "Domain \(place)" }

    let access = "Access"
    let ownerKeepsPassword = "This sign-in name was there before; its password stays as it is."
    let passwordUnchanged = "(the one you have)"
    let sendTitle = "Registration e-mail"
    let to = "To"
    let sendHint = "You can still change it. It carries the password, so its text is forgotten once it has left."
    let send = "Send"
    let sendNothing = "Do not send"
    func mailIsOnItsWay(_ address: String) -> String { "The e-mail to \(address) is on its way." }

    let dataWereSaved = "The personal data are saved."
    let dataTitle = "Your data with us"
    let ownFields = "Own fields"
    let ownFieldsHint =
        "Three more fields in the data of your customers, for whatever you like: a customer number, a birthday. Empty: not asked for."
    let fieldsWereNamed = "The fields are named."
    func ownField(_ place: Int) -> String { "Name of field \(place)" }

    let applyTitle = "Services by template"
    let applyHint = "The limits of the template are written into this account. What the template does not name stays as it is."
    let chooseTemplate = "Choose a template"
    let showUse = "Show what changes"
    let apply = "Apply template"
    let now = "Now"
    let after = "Template"
    let beyondPlan = "More than the plan"
    let belowUse = "Below what is used"
    let changes = "Changes"
    let stays = "Stays"
    let belowUseText = "Nothing is taken away where less is allowed than is used; nothing more can be added."
    func beyondPlanText(_ plan: String) -> String {
        "The plan \(plan) allows less than the template in the lines marked so. Choose another plan for the account first."
    }
    func templateWasApplied(_ name: String) -> String { "The template \(name) is applied." }
    let services = "Services"
    let find = "Go to customer"
    let findHint = "Sign-in name, system user or name"
}
