import Presentation

/// What the pages of templates and of registration mails say, and the mail that comes with the product.
package protocol UserTemplateTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var new: String { get }
    var create: String { get }
    var change: String { get }
    var save: String { get }
    var copy: String { get }
    var copyHint: String { get }
    var nameOfCopy: String { get }
    var delete: String { get }
    var deleteQuestion: String { get }
    var deleteKeeps: String { get }
    var name: String { get }
    var nameHint: String { get }
    var search: String { get }
    var sets: String { get }
    var setsNothing: String { get }
    var created: String { get }
    var createUser: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var limitsHint: String { get }
    var nothingOffered: String { get }
    func bulkTitle(_ count: Int) -> String
    func wasCreated(_ name: String) -> String
    func wasChanged(_ name: String) -> String
    func wasDeleted(_ name: String) -> String

    var mail: String { get }
    var defaultMail: String { get }
    var defaultMailHint: String { get }
    var mailHint: String { get }
    var isOwn: String { get }
    var standsIn: String { get }
    var subject: String { get }
    var text: String { get }
    var textHint: String { get }
    var variables: String { get }
    var preview: String { get }
    var previewHint: String { get }
    var restore: String { get }
    var mailWasSaved: String { get }
    var mailWasRestored: String { get }
    func mailOf(_ name: String) -> String
    func meaning(of variable: RegistrationVariable, fields: [String]) -> String
    /// The default until the provider writes his own.
    var standardMail: RegistrationText { get }
}

extension Texts {
    package var templates: any UserTemplateTexts {
        pick(EnglishUserTemplateTexts(texts: self), GermanUserTemplateTexts(texts: self), RussianUserTemplateTexts(texts: self))
    }
}

/// The name of one of the provider's own fields; nil when he has given it none.
func ownField(_ place: Int, _ names: [String]) -> String? {
    names.indices.contains(place - 1) && !names[place - 1].isEmpty ? names[place - 1] : nil
}

struct EnglishUserTemplateTexts: UserTemplateTexts {
    let texts: Texts
    let title = "Templates"
    let summary = "Limits and services for standard packages, chosen when a customer is created."
    let new = "New template"
    let create = "Create template"
    let change = "Change"
    let save = "Save"
    let copy = "Copy"
    let copyHint = "The copy has the same limits, services and registration e-mails."
    let nameOfCopy = "Name of the copy"
    let delete = "Delete"
    let deleteQuestion = "These are not there to choose from any more:"
    let deleteKeeps = "Customers created from them keep all they have."
    let name = "Name"
    let nameHint = "Only tells templates apart; customers do not see it."
    let search = "Name"
    let sets = "Sets"
    let setsNothing = "nothing; all is as the plan"
    let created = "Created"
    let createUser = "Create customer"
    let emptyTitle = "No template yet"
    let emptyText = "A template holds the limits and services of a package you sell often, so that a new customer needs no typing."
    let limitsHint =
        "Empty: as the customer's plan says. 0: not available. Customers created from the template before keep what they have."
    let nothingOffered = "No server provides anything yet, so there is nothing to set."
    func bulkTitle(_ count: Int) -> String { "Delete \(texts.plural(count, one: "template", other: "templates"))" }
    func wasCreated(_ name: String) -> String { "The template \(name) is there." }
    func wasChanged(_ name: String) -> String { "The template \(name) is changed. Customers created from it keep what they have." }
    func wasDeleted(_ name: String) -> String { "The template \(name) is deleted. Customers created from it keep what they have." }

    let mail = "E-mail"
    let defaultMail = "Registration e-mail without a template"
    let defaultMailHint = "What customers created without a template get, and those whose template has no e-mail of its own."
    let mailHint = "What customers created from this template get, in their language. You can still change it before it is sent."
    let isOwn = "Your text"
    let standsIn = "Default"
    let subject = "Subject"
    let text = "Text"
    let textHint = "Variables in braces are replaced by the customer's data."
    let variables = "Variables"
    let preview = "Preview"
    let previewHint = "with sample data"
    let restore = "Restore default"
    let mailWasSaved = "The e-mail is saved."
    let mailWasRestored = "The default stands there again."
    func mailOf(_ name: String) -> String { "Registration e-mail of \(name)" }
    func meaning(of variable: RegistrationVariable, fields: [String]) -> String {
        switch variable {
        case .login: "Sign-in name"
        case .password: "Password; only in the text, and only in the first e-mail"
        case .person: "Name of the person"
        case .email: "E-mail address"
        case .account: "Name of the account"
        case .number: "Number of the account"
        case .domain: "First domain"
        case .domains: "All domains"
        case .plan: "Plan"
        case .systemUser: "System user"
        case .panel: "Address of this panel"
        case .company: "Your company"
        case .support: "Where customers ask for help"
        case .field1: ownField(1, fields) ?? "Your first own field"
        case .field2: ownField(2, fields) ?? "Your second own field"
        case .field3: ownField(3, fields) ?? "Your third own field"
        }
    }
    let standardMail = RegistrationText(
        subject: "Welcome to {company}",
        text: """
            Hello {person},

            your account {account} is ready.

            Control panel: {panel}
            Sign-in name: {login}
            Password: {password}

            Your domains: {domains}

            Please change the password after you have signed in for the first time.

            {company}
            {support}
            """)
}
