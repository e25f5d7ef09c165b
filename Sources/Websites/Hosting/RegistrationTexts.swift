import Domains
import Presentation

/// What the pages say about who has a domain's zone and who registers its name.
package protocol RegistrationTexts: Sendable {
    var title: String { get }
    var elsewhere: String { get }
    var wanted: String { get }
    var registered: String { get }
    var order: String { get }
    var isDone: String { get }
    var takeBack: String { get }
    /// The filter of the list.
    var toRegister: String { get }
    func isNow(_ registration: Domain.Registration, _ name: String) -> String
    func decision(_ count: Int) -> String
    var decisionText: String { get }
    var noZoneTitle: String { get }
    var noZoneText: String { get }
    var serve: String { get }
    var elsewhereTitle: String { get }
    var elsewhereText: String { get }
    var stopServing: String { get }
    func stopQuestion(_ name: String) -> String
    func losesRecords(_ count: Int) -> String
    var stopKeeps: String { get }
    func isServed(_ name: String) -> String
    func isNotServed(_ name: String) -> String
}

extension Texts {
    package var registration: any RegistrationTexts {
        pick(EnglishRegistrationTexts(texts: self), GermanRegistrationTexts(texts: self), RussianRegistrationTexts(texts: self))
    }
}

struct EnglishRegistrationTexts: RegistrationTexts {
    let texts: Texts
    let title = "Registration of the name"
    let elsewhere = "Elsewhere"
    let wanted = "To be registered by us"
    let registered = "Registered by us"
    let order = "We register it"
    let isDone = "It is registered"
    let takeBack = "Not by us"
    let toRegister = "To register"
    func isNow(_ registration: Domain.Registration, _ name: String) -> String {
        switch registration {
        case .none: "\(name) is not registered by us."
        case .wanted: "\(name) stands among the names to be registered."
        case .registered: "\(name) is registered."
        }
    }
    func decision(_ count: Int) -> String { "To be registered: \(texts.plural(count, one: "name", other: "names"))" }
    let decisionText = "Register them with your registrar, then say on their pages that it is done."
    let noZoneTitle = "Somebody else's name servers answer"
    let noZoneText = "This domain has no zone here: its records are where its name servers are. The website is served all the same."
    let serve = "Serve DNS here"
    let elsewhereTitle = "DNS somewhere else?"
    let elsewhereText = "Have other name servers answer for this domain. Its records here are then deleted; the website stays."
    let stopServing = "Stop serving DNS here"
    func stopQuestion(_ name: String) -> String { "Our name servers will not answer for \(name) any more." }
    func losesRecords(_ count: Int) -> String { "\(texts.plural(count, one: "record", other: "records")) of the zone" }
    let stopKeeps = "The website stays as it is. Visitors find it as long as the other name servers lead to it."
    func isServed(_ name: String) -> String { "\(name) is served by our name servers in a moment." }
    func isNotServed(_ name: String) -> String { "Our name servers do not answer for \(name) any more." }
}
