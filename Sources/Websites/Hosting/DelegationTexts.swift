import Presentation

/// What the mail about name servers says, and the card about them.
package protocol DelegationTexts: Sendable {
    var domain: String { get }
    func nameServer(_ number: Int) -> String
    func subject(_ domain: String) -> String
    func greeting(_ person: String) -> String
    func opening(_ domain: String, _ company: String, _ account: String) -> String
    var task: String { get }
    var glue: String { get }
    var `where`: String { get }
    var signed: String { get }
    var patience: String { get }
    var page: String { get }
    func help(_ support: String) -> String
    /// On the page.
    var mailIt: String { get }
    var mailed: String { get }
    var glueHint: String { get }
}

extension Texts {
    package var delegation: any DelegationTexts {
        pick(EnglishDelegationTexts(), GermanDelegationTexts(), RussianDelegationTexts())
    }
}

struct EnglishDelegationTexts: DelegationTexts {
    let domain = "Domain"
    func nameServer(_ number: Int) -> String { "Name server \(number)" }
    func subject(_ domain: String) -> String { "\(domain): what to give your registrar" }
    func greeting(_ person: String) -> String { "Hello \(person)," }
    func opening(_ domain: String, _ company: String, _ account: String) -> String {
        "\(domain) is set up at \(company)\n(account \(account))."
    }
    let task = """
        For visitors and mail to find it, the registrar with whom the domain
        is registered has to name our name servers. Give him this:
        """
    let glue = """
        The name servers lie below the domain itself. So the registrar needs
        the addresses behind their names too (he may call them glue records
        or host objects).
        """
    let `where` = """
        In your registrar's panel the place is called "name servers" or "DNS".
        Take out the name servers that stand there now.
        """
    let signed = """
        If the domain has been signed with DNSSEC so far, have the registrar
        remove its DS records first. Otherwise it cannot be found.
        """
    let patience = "Until everybody has noticed it may take up to two days."
    let page = "The page of the domain shows it as it is:"
    func help(_ support: String) -> String { "Questions? \(support)" }
    let mailIt = "Mail this to the customer"
    let mailed = "The mail is on its way."
    let glueHint = "The name servers lie below the domain itself, so the registrar needs their addresses too (glue records)."
}
