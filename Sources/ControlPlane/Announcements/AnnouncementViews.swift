import Core
import Presentation

struct AnnouncementRow: Sendable {
    var announcement: Announcement
    var readers: Int
}

/// What a page of the list shows. A provider has few announcements, so they are searched, sorted and counted here.
struct AnnouncementList: Sendable {
    enum Order: String, CaseIterable { case published, title, readers }

    var rows: [AnnouncementRow]
    /// How many there are with this search and filter.
    var total: Int
    /// How many there are with this search, by state.
    var counts: [Announcement.State: Int]

    /// - Parameter all: latest first. Without a filter the deleted ones are left out.
    init(_ all: [AnnouncementRow], _ query: ListState, at now: Timestamp) {
        let words = query.search.folded
        let found = all.filter { words.isEmpty || $0.announcement.title.folded.contains(words) }
        let byState = Dictionary(grouping: found) { $0.announcement.state(at: now) }
        counts = byState.mapValues(\.count)
        let state = query.filter.flatMap(Announcement.State.init(rawValue:))
        let wanted = found.filter { row in
            let own = row.announcement.state(at: now)
            return state.map { $0 == own } ?? (own != .deleted)
        }
        total = wanted.count
        // Latest first is the order of `published`, which is therefore the other way round than its arrow.
        var sorted = wanted
        switch Order(rawValue: query.sort) ?? .published {
        case .published: if query.isDescending { sorted.reverse() }
        case .title: sorted.sort { $0.announcement.title.folded < $1.announcement.title.folded }
        case .readers: sorted.sort { $0.readers < $1.readers }
        }
        if query.isDescending, query.sort != Order.published.rawValue { sorted.reverse() }
        rows = Array(sorted.dropFirst(query.offset).prefix(query.size))
    }
}

func announcementListPage(_ visit: Visit, _ query: ListState, _ list: AnnouncementList) -> Page {
    let texts = visit.texts.announcements
    let new = linkButton(texts.new, "/announcements/new", kind: .primary, icon: .plus)
    let isEmpty = list.counts.isEmpty && query.search.isEmpty
    return Page(texts.title, summary: texts.summary, actions: isEmpty ? [] : [new]) {
        listCard(
            visit, at: "/announcements", state: query,
            columns: [
                Column(texts.headline, .name, sort: "title") { row in
                    // A deleted one is looked at after it was restored.
                    row.announcement.deletedAt == nil
                        ? a(.href("/announcements/\(row.announcement.id)"), text: row.announcement.title) : .text(row.announcement.title)
                },
                Column(texts.state, .state) { announcementBadge(visit, $0.announcement) },
                Column(texts.published, sort: "published") { ago(visit, $0.announcement.publishedAt) },
                Column(texts.lastDay) { .text($0.announcement.lastDay ?? texts.untilRead) },
                Column(texts.readers, .number, sort: "readers") { .text(visit.texts.number($0.readers)) },
            ],
            rows: list.rows, total: list.total,
            filters: [Filter(nil, texts.notDeleted, count: (list.counts[.shown] ?? 0) + (list.counts[.over] ?? 0))]
                + Announcement.State.allCases.map { Filter($0.rawValue, announcementState(visit, $0), count: list.counts[$0] ?? 0) },
            search: texts.headline, rowName: { $0.announcement.title },
            menu: { row in
                let at: Link = "/announcements/\(row.announcement.id)"
                if row.announcement.deletedAt != nil {
                    return [actionButton(visit, texts.restore, to: "\(at)/restoration", icon: .restore)]
                }
                return [
                    linkButton(texts.change, at, kind: .quiet, icon: .edit),
                    linkButton(texts.delete, "\(at)/deletion", kind: .quiet, icon: .trash),
                ]
            },
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .info) { new })
    }
}

private func announcementState(_ visit: Visit, _ state: Announcement.State) -> String {
    switch state {
    case .shown: visit.texts.announcements.shown
    case .over: visit.texts.announcements.over
    case .deleted: visit.texts.announcements.deleted
    }
}

private func announcementBadge(_ visit: Visit, _ announcement: Announcement) -> HTML {
    let state = announcement.state(at: visit.now)
    return statusBadge(state == .shown ? .live : .idle, announcementState(visit, state))
}

func announcementFormPage(_ visit: Visit, _ form: Form, title: String, deletion: Link? = nil) -> Page {
    let texts = visit.texts.announcements
    let actions = deletion.map { [linkButton(texts.delete, $0, kind: .danger, icon: .trash)] } ?? []
    return Page(title, crumbs: [.init(texts.title, "/announcements"), .init(title)], actions: actions) {
        card {
            postForm(visit, form) {
                textField(form, "title", label: texts.headline, isFocused: true, maxlength: 120)
                textArea(form, "text", label: texts.text, hint: texts.textHint, rows: 8, isRequired: true)
                textField(form, "expiresOn", label: texts.lastDay, hint: texts.lastDayHint, kind: .date, isRequired: false)
                formActions {
                    submitButton(deletion == nil ? texts.publish : texts.save)
                    linkButton(visit.texts.panel.cancel, "/announcements")
                }
            }
        }
    }
}

/// What a reader sees on his first page: one card for each that he has not read.
func announcementCard(_ visit: Visit, _ announcement: Announcement) -> HTML {
    let text = Markdown(announcement.text) { Link(local: $0) ?? Link(outside: $0) }
    return card(announcement.title, aside: ago(visit, announcement.publishedAt)) {
        div(.class("manual")) { text.content }
        formActions {
            actionButton(visit, visit.texts.announcements.read, to: "/announcements/\(announcement.id)/reading", icon: .check)
        }
    }
}
