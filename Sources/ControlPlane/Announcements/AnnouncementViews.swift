import Core
import Presentation

struct AnnouncementRow: Sendable {
    var announcement: Announcement
    var readers: Int
}

func announcementListPage(_ visit: Visit, _ rows: [AnnouncementRow]) -> Page {
    let texts = visit.texts.announcements
    let new = linkButton(texts.new, "/announcements/new", kind: .primary, icon: .plus)
    return Page(texts.title, summary: texts.summary, actions: rows.isEmpty ? [] : [new]) {
        card(isFlush: true) {
            if rows.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .info) { new }
            } else {
                dataTable(
                    visit,
                    columns: [
                        Column(texts.headline, .name) { a(.href("/announcements/\($0.announcement.id)"), text: $0.announcement.title) },
                        Column(texts.state, .state) { announcementBadge(visit, $0.announcement) },
                        Column(texts.published) { ago(visit, $0.announcement.publishedAt) },
                        Column(texts.lastDay) { .text($0.announcement.lastDay ?? texts.untilRead) },
                        Column(texts.readers, .number) { .text(visit.texts.number($0.readers)) },
                    ], rows: rows, rowName: { $0.announcement.title })
            }
        }
    }
}

private func announcementBadge(_ visit: Visit, _ announcement: Announcement) -> HTML {
    let isOver = announcement.expiresAt.map { $0 <= visit.now } ?? false
    return isOver ? statusBadge(.idle, visit.texts.announcements.over) : statusBadge(.live, visit.texts.announcements.shown)
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
