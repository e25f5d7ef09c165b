import Presentation

/// What the page of sessions says.
package protocol SessionTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var browser: String { get }
    var unknownBrowser: String { get }
    var address: String { get }
    var since: String { get }
    var lastSeen: String { get }
    var state: String { get }
    var thisOne: String { get }
    var other: String { get }
    var end: String { get }
    var endOthers: String { get }
    var ended: String { get }
    var hint: String { get }
    func othersEnded(_ count: Int) -> String
    func staffInPanel(_ staff: String) -> String
    func inPanelOf(_ customer: String) -> String
}

extension Texts {
    package var sessions: any SessionTexts {
        pick(EnglishSessionTexts(texts: self), GermanSessionTexts(texts: self), RussianSessionTexts(texts: self))
    }
}

struct EnglishSessionTexts: SessionTexts {
    let texts: Texts
    let title = "Sessions"
    let summary = "Where you are signed in."
    let browser = "Browser"
    let unknownBrowser = "Unknown browser"
    let address = "Address"
    let since = "Since"
    let lastSeen = "Last seen"
    let state = "State"
    let thisOne = "This one"
    let other = "Open"
    let end = "End"
    let endOthers = "End all others"
    let ended = "The session has ended."
    let hint = "A session you do not know? End it and change your password: that ends all others too."

    func othersEnded(_ count: Int) -> String { texts.plural(count, one: "session has ended.", other: "sessions have ended.") }
    func staffInPanel(_ staff: String) -> String { "\(staff) of your provider, in your panel" }
    func inPanelOf(_ customer: String) -> String { "in the panel of \(customer)" }
}
