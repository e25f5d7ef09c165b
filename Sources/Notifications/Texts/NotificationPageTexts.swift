import Identity
import Presentation

/// What the pages of notifications and of the recipients of copies say.
package protocol NotificationPageTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var notification: String { get }
    var text: String { get }
    var audience: String { get }
    var list: String { get }
    var copies: String { get }
    var copiesGo: String { get }
    var noCopies: String { get }
    var neverCopies: String { get }
    var withCopies: String { get }
    var search: String { get }
    var edited: String { get }
    var standard: String { get }
    var ofTemplates: String { get }
    func word(_ list: NotificationList) -> String
    func word(_ audience: MailNotification.Audience) -> String
    func word(_ content: NotificationText.Content) -> String

    var subject: String { get }
    var contentType: String { get }
    var textHint: String { get }
    var variables: String { get }
    var sectionsHint: String { get }
    var isNeeded: String { get }
    var save: String { get }
    var saved: String { get }
    var preview: String { get }
    var previewHint: String { get }
    var noPreview: String { get }
    var textPart: String { get }
    var test: String { get }
    func testIsOnItsWay(_ address: String) -> String
    func changed(by name: String, _ moment: String) -> String
    var sendCopies: String { get }
    var secretNoCopies: String { get }
    var uselessNoCopies: String { get }
    func nobodySubscribed(_ list: String) -> String
    func subscribed(_ list: String, _ addresses: String) -> String

    var restore: String { get }
    func restoreQuestion(_ title: String, _ language: String) -> String
    func lostText(by name: String, _ moment: String) -> String
    var restoreKeeps: String { get }
    var lost: String { get }
    var instead: String { get }
    var restored: String { get }
    var isStandard: String { get }

    var recipients: String { get }
    var recipientsSummary: String { get }
    var newRecipient: String { get }
    var email: String { get }
    var name: String { get }
    var nameHint: String { get }
    var lists: String { get }
    var listsHint: String { get }
    var add: String { get }
    var added: String { get }
    var changedRecipient: String { get }
    var remove: String { get }
    var removed: String { get }
    var nobodyTitle: String { get }
    var nobodyText: String { get }
    func count(_ recipients: Int) -> String
    /// In the list of mails.
    var copyOf: String { get }
    var copy: String { get }
}

extension Texts {
    package var notifications: any NotificationPageTexts {
        pick(
            EnglishNotificationPageTexts(texts: self), GermanNotificationPageTexts(texts: self), RussianNotificationPageTexts(texts: self))
    }
}

struct EnglishNotificationPageTexts: NotificationPageTexts {
    let texts: Texts
    let title = "Notifications"
    let summary = "The mails that the product writes by itself, and their texts in each language."
    let notification = "Notification"
    let text = "Text"
    let audience = "To"
    let list = "List"
    let copies = "Copies"
    let copiesGo = "Copies go to the subscribers of the list"
    let noCopies = "Off"
    let neverCopies = "Never copied"
    let withCopies = "With copies"
    let search = "Title or occasion"
    let edited = "Edited"
    let standard = "Standard"
    let ofTemplates = "Of templates"
    func word(_ list: NotificationList) -> String {
        switch list {
        case .welcome: "Welcome"
        case .accounts: "Accounts"
        case .domains: "Domains"
        case .security: "Security of logins"
        case .system: "System errors"
        }
    }
    func word(_ audience: MailNotification.Audience) -> String {
        switch audience {
        case .customer: "Customer"
        case .person: "Whoever signs in"
        case .provider: "You, the provider"
        }
    }
    func word(_ content: NotificationText.Content) -> String {
        switch content {
        case .plain: "Plain text"
        case .html: "HTML, with a text part beside it"
        }
    }

    let subject = "Subject"
    let contentType = "Content type"
    let textHint = "Variables in braces are replaced by what they stand for."
    let variables = "Variables"
    let sectionsHint = "{if support} … {end} stands in the mail only where there is a value, {if not support} only where there is none."
    let isNeeded = "needed"
    let save = "Save"
    let saved = "The text is saved. It is used from now on."
    let preview = "Preview"
    let previewHint = "With example values"
    let noPreview = "Nothing to show yet:"
    let textPart = "The text part"
    let test = "Send me a test"
    func testIsOnItsWay(_ address: String) -> String { "The test to \(address) is on its way. Nothing was saved." }
    func changed(by name: String, _ moment: String) -> String { "\(name), \(moment)" }
    let sendCopies = "Copies to subscribed staff"
    let secretNoCopies =
        "This mail carries a password or a one-time link. Whoever reads it can sign in, so nobody but its recipient gets it."
    let uselessNoCopies = "This mail is of use only to the one who asked for it."
    func nobodySubscribed(_ list: String) -> String { "Nobody has subscribed to “\(list)” yet." }
    func subscribed(_ list: String, _ addresses: String) -> String { "Subscribers of “\(list)”: \(addresses)." }

    let restore = "Restore the default"
    func restoreQuestion(_ title: String, _ language: String) -> String {
        "Go back to the text that comes with the product for “\(title)” (\(language))?"
    }
    func lostText(by name: String, _ moment: String) -> String { "Your own text, written by \(name), \(moment), is lost." }
    let restoreKeeps = "The texts in other languages and the choice about copies stay."
    let lost = "What is lost"
    let instead = "What is sent instead"
    let restored = "The text that comes with the product is used again."
    let isStandard = "This is the text that comes with the product already."

    let recipients = "Recipients of copies"
    let recipientsSummary = "Staff addresses that get copies of customers' mails. Each copy is a mail of its own; customers do not see it."
    let newRecipient = "New recipient"
    let email = "E-mail address"
    let name = "Name"
    let nameHint = "What you call it. May stay empty."
    let lists = "Lists"
    let listsHint = "Copies of mails about these go to the address. Mails with passwords or links are never copied."
    let add = "Add"
    let added = "The address gets copies from now on."
    let changedRecipient = "Saved."
    let remove = "Remove"
    let removed = "The address gets no more copies."
    let nobodyTitle = "Nobody gets copies"
    let nobodyText = "Add an address of your office: it gets copies of what customers are told."
    func count(_ recipients: Int) -> String { texts.plural(recipients, one: "address", other: "addresses") }
    let copyOf = "Copy of"
    let copy = "Copy"
}
