import Presentation

/// What the page of API tokens says.
package protocol TokenTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var new: String { get }
    var create: String { get }
    var name: String { get }
    var nameHint: String { get }
    var readOnly: String { get }
    var readOnlyHint: String { get }
    var mayDo: String { get }
    var mayAll: String { get }
    var mayAllHint: String { get }
    var maySome: String { get }
    var mayOwn: String { get }
    var mayOwnHint: String { get }
    var permissionsHint: String { get }
    var expires: String { get }
    var never: String { get }
    func days(_ count: Int) -> String
    var addresses: String { get }
    var addressesHint: String { get }
    var everywhere: String { get }
    var lastUse: String { get }
    var neverUsed: String { get }
    var expired: String { get }
    var works: String { get }
    var state: String { get }
    var revoke: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var onceTitle: String { get }
    var onceText: String { get }
    var secret: String { get }
    var back: String { get }
    func used(_ ago: String, from address: String) -> String
    func wasRevoked(_ name: String) -> String
    func revokeQuestion(_ name: String) -> String
    var revokeLoss: String { get }
}

extension Texts {
    package var tokens: any TokenTexts {
        pick(EnglishTokenTexts(texts: self), GermanTokenTexts(texts: self), RussianTokenTexts(texts: self))
    }
}

struct EnglishTokenTexts: TokenTexts {
    let texts: Texts
    let title = "API tokens"
    let summary = "Keys for programs that work in your name. A token never may more than you."
    let new = "New token"
    let create = "Create token"
    let name = "Name"
    let nameHint = "Which program it is for: Monitoring, Backup script."
    let readOnly = "May only look"
    let readOnlyHint = "Every change is refused."
    let mayDo = "It may"
    let mayAll = "All that I may"
    let mayAllHint = "Follows your rights: what you lose, it loses too."
    let maySome = "Only what is ticked below"
    let mayOwn = "Work on my own accounts as a customer"
    let mayOwnHint = "None of the permissions of staff."
    let permissionsHint = "Counts with “Only what is ticked below”."
    let expires = "Valid for"
    let never = "Until it is revoked"
    let addresses = "Allowed addresses"
    let addressesHint = "One address or network on each line: 203.0.113.24, 2001:db8::/32. Empty: from everywhere."
    let everywhere = "everywhere"
    let lastUse = "Last use"
    let neverUsed = "never"
    let expired = "Expired"
    let works = "Valid"
    let state = "State"
    let revoke = "Revoke"
    let emptyTitle = "No token yet"
    let emptyText = "A program shows a token instead of your password. Make one for each program, so that you can revoke one alone."
    let onceTitle = "Copy the token now"
    let onceText = "It is shown this once and stored nowhere in readable form. If it is lost, revoke it and make another one."
    let secret = "Token"
    let back = "I have copied it"
    let revokeLoss = "The program that uses it is refused from now on."

    func days(_ count: Int) -> String { texts.plural(count, one: "day", other: "days") }
    func used(_ ago: String, from address: String) -> String { "\(ago), from \(address)" }
    func wasRevoked(_ name: String) -> String { "The token \(name) is revoked." }
    func revokeQuestion(_ name: String) -> String { "Revoke the token \(name)?" }
}
