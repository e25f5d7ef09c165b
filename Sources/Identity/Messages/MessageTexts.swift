import Presentation

/// What the pages of messages say.
package protocol MessageTexts: Sendable {
    var title: String { get }
    var providerTitle: String { get }
    /// In the menu, below the provider's heading.
    var providerMenu: String { get }
    var message: String { get }
    var kind: String { get }
    var error: String { get }
    var notice: String { get }
    var newNotice: String { get }
    var errors: String { get }
    var notices: String { get }
    var perPage: String { get }
    var markRead: String { get }
    var allRead: String { get }
    var nothingUnread: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func unread(_ count: Int) -> String
    /// An object that a server could not apply; the daemon's words stand below.
    func failed(_ name: String) -> String
}

extension Texts {
    package var messages: any MessageTexts {
        pick(EnglishMessageTexts(texts: self), GermanMessageTexts(texts: self), RussianMessageTexts(texts: self))
    }
}

struct EnglishMessageTexts: MessageTexts {
    let texts: Texts
    let title = "Messages"
    let providerMenu = "Notices"
    let providerTitle = "Messages to the provider"
    let message = "Message"
    let kind = "Kind"
    let error = "Error"
    let notice = "Notice"
    let newNotice = "New notice"
    let errors = "Errors"
    let notices = "Notices"
    let perPage = "Messages per page"
    let markRead = "Mark all as read"
    let allRead = "All messages are marked as read."
    let nothingUnread = "Nothing unread."
    let emptyTitle = "No messages"
    let emptyText = "Errors and notices appear here: sign-ins, what is created and deleted, and what a server could not do."

    func unread(_ count: Int) -> String { count < 100 ? "\(texts.number(count)) unread." : "100 or more unread." }
    func failed(_ name: String) -> String { "\(name) could not be applied on a server" }
}
