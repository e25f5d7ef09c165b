import Fleet
import Presentation

/// What the pages of domains and their sites say.
package protocol DomainTexts: Sendable {
    var title: String { get }
    var add: String { get }
    var domain: String { get }
    var account: String { get }
    var state: String { get }
    var added: String { get }
    var search: String { get }
    var active: String { get }
    var suspended: String { get }
    var trash: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var name: String { get }
    var nameHint: String { get }
    var chooseAccount: String { get }
    var documentRoot: String { get }
    var documentRootHint: String { get }
    var noAccountTitle: String { get }
    var noAccountText: String { get }
    /// For whoever cannot make one himself.
    var noAccountAsk: String { get }
    var whatHappens: String { get }
    var whatHappensLines: [String] { get }
    var overview: String { get }
    var website: String { get }
    var dns: String { get }
    var logs: String { get }
    var visit: String { get }
    var delete: String { get }
    var restore: String { get }
    var purge: String { get }
    var tryAgain: String { get }
    var plan: String { get }
    var addresses: String { get }
    var nameServers: String { get }
    var serial: String { get }
    var record: String { get }
    var type: String { get }
    var timeToLive: String { get }
    var data: String { get }
    var delegationTitle: String { get }
    var delegationText: String { get }
    var tryIt: String { get }
    var onOffHint: String { get }
    var phpHint: String { get }
    var options: String { get }
    var save: String { get }
    var saved: String { get }
    var names: String { get }
    var restoreIndex: String { get }
    var restoreIndexHint: String { get }
    var indexRestored: String { get }
    var accessLog: String { get }
    var errorLog: String { get }
    var keepContent: String { get }
    var removeContent: String { get }
    var content: String { get }
    var purgeKeeps: String { get }
    var typeName: String { get }
    var suspendedTitle: String { get }
    var suspendedText: String { get }
    var failedTitle: String { get }
    var webIsOff: String { get }
    var on: String { get }
    var off: String { get }
    var tryAgainSent: String { get }
    func word(_ state: LiveState) -> String
    func summary(_ domains: Int) -> String
    func wasAdded(_ name: String) -> String
    func wasTrashed(_ name: String) -> String
    func wasRestored(_ name: String) -> String
    func wasPurged(_ name: String) -> String
    func trashedUntil(_ when: String) -> String
    func deleteQuestion(_ name: String) -> String
    var bulkDeleteQuestion: String { get }
    var bulkRestoreQuestion: String { get }
    var bulkApplyQuestion: String { get }
    func bulkTitle(_ action: String, _ domains: Int) -> String
    func deleteKeeps(_ days: Int) -> String
    func purgeQuestion(_ name: String) -> String
    func losesZone(_ name: String) -> String
    func losesSite(_ root: String) -> String
    func silentSince(_ duration: String) -> String
    func since(_ duration: String) -> String
    func failedOn(_ server: String) -> String
    func nextTry(_ wait: String) -> String
    var triesNow: String { get }
    var failedHelp: String { get }
    var contentMissingHelp: String { get }
    var neutralPage: String { get }
    var websiteOptions: String { get }
    func logOf(_ lines: Int) -> String
    var option: String { get }
    var price: String { get }
    var turnOn: String { get }
    var turnOff: String { get }
    var firstPage: String { get }
    var firstPageHint: String { get }
    var logsHint: String { get }
    func notInTrash(_ name: String) -> String
    func turnOn(_ option: String) -> String
    func turnOff(_ option: String) -> String
    func turned(_ option: String, _ isOn: Bool) -> String
    func costs(_ option: String, _ price: String) -> String
    func included(in plan: String) -> String
    func notIncluded(in plan: String) -> String
}

extension Texts {
    package var domains: any DomainTexts {
        pick(EnglishDomainTexts(texts: self), GermanDomainTexts(texts: self), RussianDomainTexts(texts: self))
    }
}

struct EnglishDomainTexts: DomainTexts {
    let texts: Texts
    let title = "Domains"
    let add = "Add domain"
    let domain = "Domain"
    let account = "Account"
    let state = "State"
    let added = "Added"
    let search = "Name or account"
    let active = "Active"
    let suspended = "Suspended"
    let trash = "Trash"
    let emptyTitle = "No domain yet"
    let emptyText = "Add one and it gets a zone on the name servers and a website, both within a second."
    let name = "Domain name"
    let nameHint = "Without www, which is included: example.org"
    let chooseAccount = "Choose an account"
    let documentRoot = "Document root"
    let documentRootHint = "Where its files are, below the home directory. Empty for the domain's own directory."
    let noAccountTitle = "There is no account a domain could be added to"
    let noAccountAsk = "A domain belongs to an active account. Ask your provider for one."
    let noAccountText = "Create an account first, or restore one from the trash."
    let whatHappens = "What happens"
    let whatHappensLines = [
        "A zone with SOA, NS, A, AAAA, MX and www records is answered by two name servers.",
        "A website with a first page is answered by the account's web server, as the account's own user.",
        "The page of the domain shows each part, as seen from outside, until it is live.",
    ]
    let overview = "Overview"
    let website = "Website"
    let dns = "DNS"
    let logs = "Logs"
    let visit = "Visit"
    let delete = "Delete"
    let restore = "Restore"
    let purge = "Delete for good"
    let tryAgain = "Try again now"
    let plan = "Plan"
    let addresses = "Addresses"
    let nameServers = "Name servers"
    let serial = "Serial"
    let record = "Name"
    let type = "Type"
    let timeToLive = "TTL"
    let data = "Data"
    let delegationTitle = "For your registrar"
    let delegationText =
        "Enter these name servers where the domain is registered. Until then only those who ask them directly see this zone."
    let tryIt = "Try it"
    let onOffHint = "Off: the names answer with a neutral page. Files stay."
    let phpHint = "Off: PHP files are not executed and not shown."
    let options = "Options"
    let save = "Save"
    let saved = "Saved. The web server has it in a moment."
    let names = "Names"
    let restoreIndex = "Restore the first page"
    let restoreIndexHint = "Writes the page a new site begins with to index.html; a file of that name is replaced."
    let indexRestored = "The first page is back."
    let accessLog = "Access log"
    let errorLog = "Error log"
    let keepContent = "Keep the files in the home directory"
    let removeContent = "Remove the files too, when the domain leaves the trash"
    let content = "Files of the website"
    let purgeKeeps = "This cannot be undone."
    let typeName = "Type the name of the domain"
    let suspendedTitle = "The account is suspended"
    let suspendedText = "Visitors see a neutral page. Files and settings stay as they are."
    let failedTitle = "Not applied"
    let webIsOff = "The web service of this domain is off."
    let on = "on"
    let off = "off"
    let tryAgainSent = "The servers try again now."

    func word(_ state: LiveState) -> String {
        switch state {
        case .wanted: "Waiting"
        case .applying: "Applying"
        case .live: "Live"
        case .failed: "Failed"
        case .removed: "Not served"
        case .contentMissing: "Files missing"
        }
    }
    func summary(_ domains: Int) -> String { texts.plural(domains, one: "domain", other: "domains") }
    func wasAdded(_ name: String) -> String { "\(name) is added. Its parts go live now." }
    func wasTrashed(_ name: String) -> String { "\(name) is in the trash." }
    func wasRestored(_ name: String) -> String { "\(name) is back as it was." }
    func wasPurged(_ name: String) -> String { "\(name) is deleted for good." }
    func trashedUntil(_ when: String) -> String { "In the trash. It can be restored until \(when); then it is deleted for good." }
    let bulkDeleteQuestion = "These domains are served no more at once, with their zones and websites:"
    let bulkRestoreQuestion = "These domains are served again as they were:"
    let bulkApplyQuestion = "The servers apply these domains once more and look at them from outside:"
    func bulkTitle(_ action: String, _ domains: Int) -> String { "\(action): \(texts.plural(domains, one: "domain", other: "domains"))" }
    func deleteQuestion(_ name: String) -> String { "\(name) is served no more at once." }
    func deleteKeeps(_ days: Int) -> String {
        "It goes to the trash and can be restored for \(texts.plural(days, one: "day", other: "days")). Until then nobody else can take the name."
    }
    func purgeQuestion(_ name: String) -> String { "\(name) is deleted now." }
    func losesZone(_ name: String) -> String { "The zone \(name) with its records" }
    func losesSite(_ root: String) -> String { "The website in \(root)" }
    func silentSince(_ duration: String) -> String {
        "The server has been silent for \(duration). Nothing is lost; it catches up when it is back."
    }
    func since(_ duration: String) -> String { "for \(duration)" }
    func failedOn(_ server: String) -> String { "Not applied on \(server)" }
    let triesNow = "It is tried again now."
    let failedHelp = "What could be applied before stays as it is, and the rest of this domain is not affected."
    let contentMissingHelp = "The server was set up anew since the site was made. Bring its files back from a backup."
    let neutralPage = "Neutral page"
    let websiteOptions = "Website options"
    func nextTry(_ wait: String) -> String { "Next try in \(wait)." }
    let option = "Option"
    let price = "Price"
    let turnOn = "Turn on"
    let turnOff = "Turn off"
    let firstPage = "First page"
    let firstPageHint = "Stands there from the first moment, until a page of your own takes its place."
    let logsHint = "Who visited the site, and what went wrong."
    func notInTrash(_ name: String) -> String { "\(name) is not in the trash. Delete it first; purging cannot be undone." }
    func turnOn(_ option: String) -> String { "Turn \(option) on" }
    func turnOff(_ option: String) -> String { "Turn \(option) off" }
    func turned(_ option: String, _ isOn: Bool) -> String { "\(option) is \(isOn ? "on" : "off"). The web server has it in a moment." }
    func costs(_ option: String, _ price: String) -> String { "\(option) costs \(price). It is turned on if you agree." }
    func included(in plan: String) -> String { "Included in \(plan), without a price of its own." }
    func notIncluded(in plan: String) -> String { "Not included in \(plan)." }
    func logOf(_ lines: Int) -> String { "The last \(lines) lines" }
}
