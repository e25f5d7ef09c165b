import Presentation

/// What the pages of mail say, and the test mail.
package protocol MailTexts: Sendable {
    var title: String { get }
    var recipient: String { get }
    var subject: String { get }
    var state: String { get }
    var when: String { get }
    var words: String { get }
    var kind: String { get }
    var language: String { get }
    var attempts: String { get }
    var search: String { get }
    var text: String { get }
    var textIsSecret: String { get }
    var textIsGone: String { get }
    var sendAgain: String { get }
    var willSend: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var keptTitle: String { get }
    var keptText: String { get }
    var setRelay: String { get }
    var failedDecision: String { get }
    func summary(_ mails: Int) -> String
    func failedCount(_ mails: Int) -> String
    func word(_ state: MailState) -> String

    var relay: String { get }
    var relayHint: String { get }
    var host: String { get }
    var hostHint: String { get }
    var port: String { get }
    var portHint: String { get }
    var security: String { get }
    func word(_ security: Relay.Security) -> String
    var user: String { get }
    var userHint: String { get }
    var password: String { get }
    var passwordHint: String { get }
    var passwordStays: String { get }
    var senderAddress: String { get }
    var senderName: String { get }
    var senderHint: String { get }
    var authority: String { get }
    var authorityHint: String { get }
    var save: String { get }
    var saved: String { get }
    var remove: String { get }
    var removed: String { get }
    var test: String { get }
    var testHint: String { get }
    var testTo: String { get }
    var testSend: String { get }
    func tested(_ words: String) -> String
}

extension Texts {
    package var mails: any MailTexts { pick(EnglishMailTexts(texts: self), GermanMailTexts(texts: self), RussianMailTexts(texts: self)) }
}

struct EnglishMailTexts: MailTexts {
    let texts: Texts
    let title = "Outgoing mail"
    let recipient = "To"
    let subject = "Subject"
    let state = "State"
    let when = "Written"
    let words = "The relay's words"
    let kind = "About"
    let language = "Language"
    let attempts = "Tries"
    let search = "Recipient or subject"
    let text = "Text"
    let textIsSecret = "This mail carries a one-time link, so only whoever manages staff may read it here."
    let textIsGone = "This mail carried a one-time link. Its text was forgotten when it had left."
    let sendAgain = "Send again"
    let willSend = "The mail is on its way again."
    let emptyTitle = "No mail yet"
    let emptyText = "Every mail the panel writes is listed here: what customers are told, alerts, links for new passwords."
    let keptTitle = "Mail is kept here, not sent"
    let keptText = "There is no relay yet. You can read every mail here; set a relay to send them."
    let setRelay = "Set a relay"
    let failedDecision = "Mail could not be sent"
    func summary(_ mails: Int) -> String { texts.plural(mails, one: "mail", other: "mails") }
    func failedCount(_ mails: Int) -> String {
        texts.plural(mails, one: "mail was given up", other: "mails were given up") + ". The list has the relay's words."
    }
    func word(_ state: MailState) -> String {
        switch state {
        case .waiting: "On its way"
        case .sent: "Sent"
        case .failed: "Given up"
        case .kept: "Kept"
        }
    }

    let relay = "Mail relay"
    let relayHint = "The server that takes the panel's mail and brings it on. Without one, mails are kept and shown instead of sent."
    let host = "Host"
    let hostHint = "A name or an address: smtp.example.org"
    let port = "Port"
    let portHint = "Empty for the usual one: 25, 587 or 465."
    let security = "Security"
    func word(_ security: Relay.Security) -> String {
        switch security {
        case .none: "None: a relay on this machine or in a closed network"
        case .startTLS: "STARTTLS: begins in the clear, must change to TLS"
        case .tls: "TLS from the first byte"
        }
    }
    let user = "User"
    let userHint = "Empty when the relay lets this machine in without signing in."
    let password = "Password"
    let passwordHint = "Stored encrypted."
    let passwordStays = "Stored encrypted. Empty: the stored one stays."
    let senderAddress = "Sender's address"
    let senderName = "Sender's name"
    let senderHint = "What recipients see as the sender."
    let authority = "Certificate authority"
    let authorityHint = "PEM, for a relay whose certificate is not signed by a public authority. Usually empty."
    let save = "Save"
    let saved = "The relay is set. Mails leave through it from now on."
    let remove = "Use no relay"
    let removed = "Mails are kept here from now on."
    let test = "Test"
    let testHint = "Sends a mail through the stored relay right now and shows what the relay says."
    let testTo = "Recipient"
    let testSend = "Send a test mail"
    func tested(_ words: String) -> String { "The relay took the mail: \(words)" }
}
