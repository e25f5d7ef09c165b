import Presentation

/// What the first page and the menu say.
protocol HomeTexts: Sendable {
    var title: String { get }
    var customersGroup: String { get }
    var clusterGroup: String { get }
    var providerGroup: String { get }
    var accountsGroup: String { get }
    var jobs: String { get }
    var wantsDecision: String { get }
    var nothingTitle: String { get }
    var nothingText: String { get }
    var look: String { get }
    var inStep: String { get }
    var applying: String { get }
    var failed: String { get }
    var allServers: String { get }
    var addServerDecision: String { get }
    var addServerText: String { get }
    var servesOn: String { get }
    var searchTitle: String { get }
    var searchHint: String { get }
    var hit: String { get }
    func found(_ hits: Int, _ typed: String) -> String
    var greeting: String { get }
    func summary(_ decisions: Int) -> String
    func failedOn(_ what: String, _ server: String) -> String
    func silent(_ server: String) -> String
    func waits(_ server: String) -> String
    var waitsText: String { get }
    func silentText(_ duration: String) -> String
    func stopped(_ server: String) -> String
    func quarantined(_ server: String, _ count: Int) -> String
    func suspendedCount(_ count: Int) -> String
    /// nil: none.
    func ofObjects(_ failed: String?, _ applying: String?) -> String
    /// nil for none; one more than `most` stands for all that was not counted.
    func counted(_ number: Int, _ most: Int?) -> String?
    func fewerThan(_ number: Int) -> String
    func moreFailed(_ all: String) -> String
    var moreFailedText: String { get }
    func resources(_ disk: String, load: String) -> String
    var wantsAttention: String { get }
    var noAccount: String { get }
    var shortcuts: String { get }
    /// Of a member of staff who sees no customers.
    var yourWork: String { get }
    var yourWorkText: String { get }
    var plan: String { get }
    func plans(_ count: Int) -> String
    var seenLive: String { get }
    func more(_ domains: Int) -> String
    var allUsed: String { get }
    var allLive: String { get }
    var you: String { get }
    var yourName: String { get }
    var helpTitle: String { get }
    var helpText: String { get }
    var domainFailedText: String { get }
    func customersSummary(_ domains: Int, _ accounts: Int) -> String
    func planUse(_ plan: String, _ use: String) -> String
    func accountSuspended(_ title: String) -> String
    func domainFailed(_ name: String) -> String
    func filesMissing(_ name: String) -> String
}

extension Texts {
    var home: any HomeTexts {
        pick(EnglishHomeTexts(texts: self), GermanHomeTexts(texts: self), RussianHomeTexts(texts: self))
    }
}

struct EnglishHomeTexts: HomeTexts {
    let texts: Texts
    let title = "Home"
    let customersGroup = "Customers"
    let clusterGroup = "Cluster"
    let providerGroup = "Provider"
    let accountsGroup = "Accounts"
    let jobs = "Jobs"
    let wantsDecision = "Wants a decision"
    let nothingTitle = "Nothing wants a decision"
    let nothingText = "Every server is in step and everything it serves was seen from outside."
    let look = "Look"
    let inStep = "Parts live"
    let applying = "Applying"
    let failed = "Failed"
    let allServers = "All"
    let addServerDecision = "There is no server yet"
    let addServerText = "Add the machine that will hold websites and answer for zones."
    let searchTitle = "Search"
    let searchHint = "Search for a part of a domain, of an account's name or of a server's name."
    let hit = "Found"
    func found(_ hits: Int, _ typed: String) -> String { "\(texts.plural(hits, one: "hit", other: "hits")) for “\(typed)”" }
    let servesOn = "What it serves it goes on serving; changes wait for it and nothing is lost."
    let greeting = "Welcome back"
    func summary(_ decisions: Int) -> String {
        decisions == 0
            ? "Nothing wants a decision from you."
            : "\(texts.plural(decisions, one: "thing wants", other: "things want")) a decision from you."
    }
    func failedOn(_ what: String, _ server: String) -> String { "\(what) failed on \(server)" }
    func waits(_ server: String) -> String { "\(server) waits for its agent" }
    let waitsText = "Give the join line to the agent on that machine; then it takes up its work."
    func silent(_ server: String) -> String { "\(server) is silent" }
    func silentText(_ duration: String) -> String { "For \(duration). \(servesOn)" }
    func stopped(_ server: String) -> String { "\(server) takes no changes until you confirm" }
    func quarantined(_ server: String, _ count: Int) -> String {
        "\(server) has \(texts.plural(count, one: "object", other: "objects")) that nobody wants"
    }
    func resources(_ disk: String, load: String) -> String { "Disk \(disk), load \(load)" }
    let wantsAttention = "Wants your attention"
    let shortcuts = "Shortcuts"
    let yourWork = "Your work"
    let yourWorkText = "What your roles open for you."
    let plan = "Plan"
    func plans(_ count: Int) -> String { texts.plural(count, one: "plan", other: "plans") }
    let seenLive = "Live from outside"
    func more(_ domains: Int) -> String { "\(texts.plural(domains, one: "domain", other: "domains")) more can be added" }
    let allUsed = "all of the plan are in use"
    let allLive = "every one of them answers"
    let you = "You"
    let yourName = "Name"
    let helpTitle = "Help"
    let helpText = "Questions that the manual does not answer? Ask your provider."
    let noAccount = "You have no account here. Ask your provider."
    let domainFailedText = "Its page says what is in the way and when it is tried again."
    func customersSummary(_ domains: Int, _ accounts: Int) -> String {
        texts.plural(domains, one: "domain", other: "domains")
            + (accounts > 1 ? " in \(texts.plural(accounts, one: "account", other: "accounts"))" : "")
    }
    func planUse(_ plan: String, _ use: String) -> String { "\(plan), \(use)" }
    func accountSuspended(_ title: String) -> String { "\(title) is suspended" }
    func filesMissing(_ name: String) -> String { "The files of \(name) are missing" }
    func domainFailed(_ name: String) -> String { "\(name) is not as it should be" }
    func suspendedCount(_ count: Int) -> String { count == 0 ? "none suspended" : "\(texts.number(count)) suspended" }
    func ofObjects(_ failed: String?, _ applying: String?) -> String {
        let notes = [failed.map { "\($0) failed" }, applying.map { "\($0) applying" }].compactMap { $0 }
        return notes.isEmpty ? "everything is as wanted" : notes.joined(separator: ", ")
    }
    func counted(_ number: Int, _ most: Int?) -> String? {
        if number == 0 { return nil }
        if let most, number > most { return "more than \(texts.number(most))" }
        return texts.number(number)
    }
    func fewerThan(_ number: Int) -> String { "under \(texts.number(number))" }
    func moreFailed(_ all: String) -> String { "\(all) parts failed in all" }
    let moreFailedText = "The newest are listed above. When many fail at once, look at the server first."
}
