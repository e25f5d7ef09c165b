import Core
import Presentation

/// What the pages of accounts say.
package protocol AccountTexts: Sendable {
    var title: String { get }
    var new: String { get }
    var create: String { get }
    var account: String { get }
    var owner: String { get }
    var plan: String { get }
    var state: String { get }
    var domains: String { get }
    var created: String { get }
    var server: String { get }
    var systemUser: String { get }
    var home: String { get }
    var search: String { get }
    var active: String { get }
    var suspended: String { get }
    var trashed: String { get }
    var inTrash: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var name: String { get }
    var nameHint: String { get }
    var choosePlan: String { get }
    var person: String { get }
    var login: String { get }
    var loginHint: String { get }
    var email: String { get }
    var emailHint: String { get }
    var password: String { get }
    var passwordHint: String { get }
    var noPlanTitle: String { get }
    var noPlanText: String { get }
    var suspend: String { get }
    var resume: String { get }
    var delete: String { get }
    var restore: String { get }
    var purge: String { get }
    var reason: String { get }
    var reasonHint: String { get }
    var suspendQuestion: String { get }
    var nothingLost: String { get }
    var purgeKeeps: String { get }
    var typeNumber: String { get }
    var typeNumberHint: String { get }
    var facts: String { get }
    var addDomain: String { get }
    func summary(_ accounts: Int) -> String
    func suspendedSince(_ when: String) -> String
    func trashedUntil(_ when: String) -> String
    func deleteQuestion(_ title: String) -> String
    func deleteKeeps(_ days: Int) -> String
    func purgeQuestion(_ title: String) -> String
    func wasCreated(_ title: String, _ systemUser: String) -> String
    func wasSuspended(_ title: String) -> String
    func wasResumed(_ title: String) -> String
    func used(_ domains: Int, of limit: Int) -> String
    func domainsUsed(_ domains: Int) -> String
    func domainsUsed(_ domains: Int, of limit: Int) -> String
    func unlimitedUse(_ domains: Int) -> String
    var domainsUsedUp: String { get }
    func wasTrashed(_ title: String) -> String
    func wasRestored(_ title: String) -> String
    func wasPurged(_ title: String) -> String
    var newAccounts: String { get }
    var weekUntil: String { get }
    func lastWeeks(_ weeks: Int) -> String
    var bulkResumeQuestion: String { get }
    var bulkDeleteQuestion: String { get }
    func bulkTitle(_ action: String, _ accounts: Int) -> String
    func notInTrash(_ title: String) -> String
    var toAccount: String { get }
    var change: String { get }
    var changePlanHint: String { get }
    var save: String { get }
    func wasChanged(_ title: String) -> String
}

extension Texts {
    package var accounts: any AccountTexts {
        pick(EnglishAccountTexts(texts: self), GermanAccountTexts(texts: self), RussianAccountTexts(texts: self))
    }
}

struct EnglishAccountTexts: AccountTexts {
    let texts: Texts
    let title = "Accounts"
    let new = "New account"
    let create = "Create account"
    let account = "Account"
    let owner = "Owner"
    let plan = "Plan"
    let state = "State"
    let domains = "Domains"
    let created = "Created"
    let server = "Web server"
    let systemUser = "System user"
    let home = "Home"
    let search = "Name, system user, owner"
    let active = "Active"
    let suspended = "Suspended"
    let trashed = "In trash"
    let inTrash = "Trash"
    let emptyTitle = "No customer yet"
    let emptyText = "An account is what a customer has with you: a plan, a home on a web server, any number of domains."
    let name = "Name"
    let nameHint = "The person or the company, as you call them."
    let choosePlan = "Choose a plan"
    let person = "Who signs in"
    let login = "Sign-in name"
    let loginHint = "A new name makes a new login; a name that exists gets one more account."
    let email = "E-mail"
    let emailHint = "Only for a new login."
    let password = "Password"
    let passwordHint = "Only for a new login; leave it empty to have one made."
    let noPlanTitle = "There is no plan to create an account with"
    let noPlanText = "Make a plan first; it takes a minute."
    let suspend = "Suspend"
    let resume = "Resume"
    let delete = "Delete"
    let restore = "Restore"
    let purge = "Delete for good"
    let reason = "Reason"
    let reasonHint = "The customer sees it when he signs in. Visitors of his sites do not."
    let suspendQuestion = "Every site of this account shows a neutral page until you resume it. Nothing is deleted."
    let nothingLost = "Files, domains and settings stay as they are."
    let purgeKeeps = "This cannot be undone."
    let typeNumber = "Number of the account"
    let typeNumberHint = "Type it to show that you mean this one."
    let change = "Settings"
    let changePlanHint = "Nothing is taken away: what the account has beyond the new plan stays, and no more can be added."
    let save = "Save"
    func wasChanged(_ title: String) -> String { "\(title) is changed." }
    let facts = "Account"
    let addDomain = "Add domain"
    func summary(_ accounts: Int) -> String { texts.plural(accounts, one: "account", other: "accounts") }
    func suspendedSince(_ when: String) -> String { "Suspended since \(when)" }
    func trashedUntil(_ when: String) -> String { "In the trash. It can be restored until \(when); then it is deleted for good." }
    func deleteQuestion(_ title: String) -> String { "\(title) is served no more at once: its sites, zones and home." }
    func deleteKeeps(_ days: Int) -> String {
        "It goes to the trash and can be restored for \(texts.plural(days, one: "day", other: "days"))."
    }
    func purgeQuestion(_ title: String) -> String { "All files and settings of \(title) are deleted now." }
    func wasCreated(_ title: String, _ systemUser: String) -> String { "\(title) is created, with the system user \(systemUser)." }
    func wasSuspended(_ title: String) -> String { "\(title) is suspended. Its sites show the neutral page." }
    func wasResumed(_ title: String) -> String { "\(title) is active again." }
    func used(_ domains: Int, of limit: Int) -> String { "\(texts.number(domains)) of \(texts.number(limit))" }
    func domainsUsed(_ domains: Int) -> String { texts.plural(domains, one: "domain", other: "domains") }
    func domainsUsed(_ domains: Int, of limit: Int) -> String {
        "\(texts.number(domains)) of \(texts.plural(limit, one: "domain", other: "domains"))"
    }
    func unlimitedUse(_ domains: Int) -> String { "\(texts.number(domains)), unlimited" }
    let newAccounts = "New accounts"
    let weekUntil = "Week until"
    func lastWeeks(_ weeks: Int) -> String { "last \(texts.plural(weeks, one: "week", other: "weeks"))" }
    let bulkResumeQuestion = "The sites of these accounts are served again:"
    let bulkDeleteQuestion = "These accounts are served no more at once, with their sites, zones and homes:"
    func bulkTitle(_ action: String, _ accounts: Int) -> String {
        "\(action): \(texts.plural(accounts, one: "account", other: "accounts"))"
    }
    let domainsUsedUp = "All domains of the plan are in use. A domain in the trash does not count."
    func wasTrashed(_ title: String) -> String { "\(title) is in the trash." }
    func wasRestored(_ title: String) -> String { "\(title) is back as it was." }
    func notInTrash(_ title: String) -> String { "\(title) is not in the trash. Delete it first; purging cannot be undone." }
    let toAccount = "Go to the account"
    func wasPurged(_ title: String) -> String { "\(title) is deleted for good." }
}
