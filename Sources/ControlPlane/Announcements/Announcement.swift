import Core
import Foundation
import Identity

extension Things { package enum Announcement {} }
package typealias AnnouncementID = Identifier<Things.Announcement>

/// A piece of the provider's news: his customers see it on their first page until they have read it or its last day is over (H.LNF-11).
struct Announcement: Sendable, Equatable {
    var id: AnnouncementID
    var title: String
    /// Markdown.
    var text: String
    var publishedAt: Timestamp
    /// The last day it is shown, `2026-12-31`; nil: until it is read.
    var lastDay: String?
    /// Not shown from this moment on: the end of the last day where its author is.
    var expiresAt: Timestamp?
    /// Since when nobody sees it but who published it, and can take it back; nil: not deleted.
    var deletedAt: Timestamp?

    enum State: String, Sendable, CaseIterable { case shown, over, deleted }

    func state(at now: Timestamp) -> State {
        if deletedAt != nil { return .deleted }
        return expiresAt.map { $0 <= now } ?? false ? .over : .shown
    }

    var audited: AuditEntry.Object { .init("announcement", id.text, title) }
}

/// An announcement as typed, before it is checked.
struct AnnouncementForm: Sendable {
    var title: String
    var text: String
    /// `2026-12-31`, or empty.
    var lastDay: String

    static let longestText = 5000

    init(title: String, text: String, lastDay: String) {
        self.title = title
        self.text = text
        self.lastDay = lastDay
    }

    /// What an announcement is now, to be changed.
    init(_ announcement: Announcement) {
        self.init(title: announcement.title, text: announcement.text, lastDay: announcement.lastDay ?? "")
    }

    /// Throws `Fault(.invalid)` beside `title`, `text` and `expiresOn`. `zone` says when the last day ends.
    func checked(in zone: TimeZone, at now: Timestamp) throws -> (title: String, text: String, lastDay: String?, expiresAt: Timestamp?) {
        var complaints = Complaints()
        let title = try complaints.take("title") { try self.title.asName(limit: 120) }
        let text = self.text.trimmingWhitespace
        if text.isEmpty { complaints.add("text", key: "announcement.text.empty", "Write what there is to tell.") }
        if text.count > Self.longestText {
            complaints.add(
                "text", key: "announcement.text.long", arguments: ["limit": String(Self.longestText)],
                "At most \(Self.longestText) characters, please.")
        }
        let day = lastDay.trimmingWhitespace
        let end = day.isEmpty ? nil : Self.end(of: day, in: zone)
        if !day.isEmpty, end == nil {
            complaints.add("expiresOn", key: "announcement.day.form", "Write the day as 2026-12-31.")
        }
        if let end, end <= now { complaints.add("expiresOn", key: "announcement.day.past", "This day is over. Choose a later one.") }
        try complaints.check()
        return (title ?? "", text, day.isEmpty ? nil : day, end)
    }

    /// The moment at which the day is over; nil when the text is no day.
    private static func end(of day: String, in zone: TimeZone) -> Timestamp? {
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let number = Int(parts[2])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let components = DateComponents(year: year, month: month, day: number)
        guard components.isValidDate(in: calendar), let start = calendar.date(from: components),
            let next = calendar.date(byAdding: .day, value: 1, to: start)
        else { return nil }
        return Timestamp(milliseconds: Int64(next.timeIntervalSince1970 * 1000))
    }
}
