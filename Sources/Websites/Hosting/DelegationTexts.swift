import Identity
import Presentation

/// What the mail about name servers says, and the card about them.
package protocol DelegationTexts: Sendable {
    var domain: String { get }
    func nameServer(_ number: Int) -> String
    /// The mail, with variables.
    var mail: NotificationText { get }
    var yes: String { get }
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
    let yes = "yes"
    let mail = NotificationText(
        subject: "{domain}: what to give your registrar",
        body: """
            Hello {person},

            {domain} is set up at {company}
            (account {account}).

            For visitors and mail to find it, the registrar with whom the domain
            is registered has to name our name servers. Give him this:

            {name_servers}

            {if needs_glue}
            The name servers lie below the domain itself. So the registrar needs
            the addresses behind their names too (he may call them glue records
            or host objects).

            {end}
            In your registrar's panel the place is called "name servers" or "DNS".
            Take out the name servers that stand there now.

            If the domain has been signed with DNSSEC so far, have the registrar
            remove its DS records first. Otherwise it cannot be found.

            Until everybody has noticed it may take up to two days.

            The page of the domain shows it as it is:
              {page}

            {if support}
            Questions? {support}

            {end}
            --\u{20}
            {company}

            """)
    let mailIt = "Mail this to the customer"
    let mailed = "The mail is on its way."
    let glueHint = "The name servers lie below the domain itself, so the registrar needs their addresses too (glue records)."
}
