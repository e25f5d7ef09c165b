import Presentation

/// What the pages of pools of addresses and of own IP addresses say.
package protocol AddressTexts: Sendable {
    // MARK: An account
    var title: String { get }
    var summary: String { get }
    var shared: String { get }
    var anyFree: String { get }
    var isExclusive: String { get }
    var isExclusiveHint: String { get }
    var noneTitle: String { get }
    var noneText: String { get }
    var noneForCustomer: String { get }
    var toServers: String { get }
    var change: String { get }
    var onlyHere: String { get }
    var withOthers: String { get }
    func own(_ family: Int) -> String
    func choice(_ address: String, others: Int, server: String?) -> String
    func isCut(_ most: Int) -> String
    func sharedIs(_ addresses: String, on server: String) -> String
    func notIncluded(_ plan: String) -> String
    func wereSet(_ account: String) -> String

    // MARK: A plan
    var planAddress: String { get }
    var planAddressHint: String { get }
    func planAddress(_ address: PlanAddress) -> String

    // MARK: A server's pool
    var poolTitle: String { get }
    var poolSummary: String { get }
    var poolEmptyTitle: String { get }
    var poolEmptyText: String { get }
    var add: String { get }
    var addresses: String { get }
    var addressesHint: String { get }
    var webServer: String { get }
    var address: String { get }
    var state: String { get }
    var account: String { get }
    var added: String { get }
    var free: String { get }
    var taken: String { get }
    var isShared: String { get }
    var all: String { get }
    var search: String { get }
    var remove: String { get }
    var noWebServerTitle: String { get }
    var noWebServerText: String { get }
    var leftOut: String { get }
    func accounts(_ count: Int) -> String
    func wereAdded(_ count: Int) -> String
    func wasRemoved(_ address: String) -> String
    func freeOf(_ free: Int, _ all: Int) -> String
}

extension Texts {
    package var addresses: any AddressTexts {
        pick(EnglishAddressTexts(texts: self), GermanAddressTexts(texts: self), RussianAddressTexts(texts: self))
    }
}

struct EnglishAddressTexts: AddressTexts {
    let texts: Texts

    let title = "Own IP address"
    let summary =
        "Websites and records of an account with an own IP address are at that address instead of the one that all accounts of its server share."
    let shared = "Shared address of the server"
    let anyFree = "Any free address"
    let isExclusive = "Only for this user"
    let isExclusiveHint = "Nobody else can choose the address then. Without it, several accounts can have the same address."
    let noneTitle = "No address to choose"
    let noneText = "The pool of this account's web server is empty. Add IP addresses to it on the page of the server."
    let noneForCustomer = "There is no free IP address at the moment. Ask your provider."
    let toServers = "To the servers"
    let change = "Change IP address"
    let onlyHere = "only for this user"
    let withOthers = "can be shared"
    func own(_ family: Int) -> String { "Own IPv\(family) address" }
    func choice(_ address: String, others: Int, server: String?) -> String {
        let state = others == 0 ? "free" : "shared by " + texts.plural(others, one: "account", other: "accounts")
        return "\(address) – \(state)" + (server.map { ", \($0)" } ?? "")
    }
    func isCut(_ most: Int) -> String { "The first \(texts.number(most)) are listed. The others can be chosen by program." }
    func sharedIs(_ addresses: String, on server: String) -> String { "All accounts of \(server) share \(addresses)." }
    func notIncluded(_ plan: String) -> String {
        "The plan \(plan) includes no address only for one user. An address that others may choose, too, can be given."
    }
    func wereSet(_ account: String) -> String { "The IP addresses of \(account) are set. Its zones and the web server follow." }

    let planAddress = "IP address of new accounts"
    let planAddressHint = "An own address takes the resource “Dedicated IP addresses”, and a web server with a free one."
    func planAddress(_ address: PlanAddress) -> String {
        switch address {
        case .shared: "Shared with others"
        case .own: "An own one, only for the account"
        }
    }

    let poolTitle = "IP addresses"
    let poolSummary =
        "Addresses that this server's accounts can have of their own. The machine must have them; the web server answers at those that somebody has."
    let poolEmptyTitle = "No IP addresses yet"
    let poolEmptyText = "Add single addresses or ranges that lead to this machine; then accounts can get one of their own."
    let add = "Add IP addresses"
    let addresses = "Addresses and ranges"
    let addressesHint =
        "Separated by spaces, commas or lines: 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28, 2001:db8::24. At most 256 at a time; a block counts with its first and last address."
    let webServer = "Web server"
    let address = "Address"
    let state = "State"
    let account = "Account"
    let added = "Added"
    let free = "Free"
    let taken = "Taken"
    let isShared = "Shared"
    let all = "All"
    let search = "Address, account"
    let remove = "Remove"
    let noWebServerTitle = "No web server here"
    let noWebServerText = "Only a web server has addresses to give to accounts. Add one to this machine first."
    let leftOut = "The web server does without some of these addresses"
    func accounts(_ count: Int) -> String { texts.plural(count, one: "account", other: "accounts") }
    func wereAdded(_ count: Int) -> String { texts.plural(count, one: "IP address was added.", other: "IP addresses were added.") }
    func wasRemoved(_ address: String) -> String { "\(address) was removed." }
    func freeOf(_ free: Int, _ all: Int) -> String { "\(texts.number(free)) of \(texts.number(all)) free" }
}
