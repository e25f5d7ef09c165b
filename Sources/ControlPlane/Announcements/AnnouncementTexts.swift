import Presentation

/// What the pages of announcements say.
protocol AnnouncementTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var new: String { get }
    var headline: String { get }
    var text: String { get }
    var textHint: String { get }
    var lastDay: String { get }
    var lastDayHint: String { get }
    var untilRead: String { get }
    var published: String { get }
    var readers: String { get }
    var state: String { get }
    var shown: String { get }
    var over: String { get }
    var deleted: String { get }
    var notDeleted: String { get }
    var change: String { get }
    var restore: String { get }
    var publish: String { get }
    var save: String { get }
    var delete: String { get }
    var deleteQuestion: String { get }
    var wasDeleted: String { get }
    var read: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func wasPublished(_ title: String) -> String
    func wasChanged(_ title: String) -> String
    func wasRestored(_ title: String) -> String
}

extension Texts {
    var announcements: any AnnouncementTexts { pick(EnglishAnnouncementTexts(), GermanAnnouncementTexts(), RussianAnnouncementTexts()) }
}

struct EnglishAnnouncementTexts: AnnouncementTexts {
    let title = "Announcements"
    let summary = "News on your customers' first pages, until they have read it or its last day is over."
    let new = "New announcement"
    let headline = "Headline"
    let text = "Text"
    let textHint = "Markdown: *emphasis*, lists, links."
    let lastDay = "Last day"
    let lastDayHint = "Empty: until it is read."
    let untilRead = "until read"
    let published = "Published"
    let readers = "Read by"
    let state = "State"
    let shown = "Shown"
    let over = "Over"
    let deleted = "Deleted"
    let notDeleted = "All"
    let change = "Change"
    let restore = "Restore"
    let publish = "Publish"
    let save = "Save"
    let delete = "Delete"
    let deleteQuestion = "Your customers will not see this announcement any more; you can take that back:"
    let wasDeleted = "The announcement is deleted."
    let read = "I have read this"
    let emptyTitle = "Nothing announced yet"
    let emptyText = "Tell your customers about a new server, maintenance or prices: it stands on their first page until they have read it."
    func wasPublished(_ title: String) -> String { "“\(title)” stands on your customers' first pages." }
    func wasChanged(_ title: String) -> String { "“\(title)” is changed." }
    func wasRestored(_ title: String) -> String { "“\(title)” is back." }
}
