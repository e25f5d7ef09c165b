import Core
import Persistence
import Presentation

/// Pages of announcements: a list and forms for those who publish, a button for those who read.
struct AnnouncementPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/announcements", .staff(.announcementManager), list)
        routes.form("/announcements/new", .staff(.announcementManager), show: new, submit: publish)
        routes.form("/announcements/{announcement}", .staff(.announcementManager), show: edit, submit: change)
        routes.form("/announcements/{announcement}/deletion", .staff(.announcementManager), show: askDeletion, submit: delete)
        routes.action("/announcements/{announcement}/restoration", .staff(.announcementManager), restore)
        routes.action("/announcements/{announcement}/reading", .reaching, markRead)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let rows = try await visit.database.read { db in
            try Announcements.all(by: visit.actor, withDeleted: true, in: db)
                .map { AnnouncementRow(announcement: $0.announcement, readers: $0.readers) }
        }
        let query = ListState(
            visit.query, sorts: AnnouncementList.Order.allCases.map(\.rawValue), filters: Announcement.State.allCases.map(\.rawValue))
        return announcementListPage(visit, query, AnnouncementList(rows, query, at: visit.now))
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        announcementFormPage(visit, form, title: visit.texts.announcements.new)
    }

    private func publish(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = AnnouncementForm(form.values)
        let new = try await visit.database.write { db in
            try Announcements.publish(typed, in: visit.texts.timeZone, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/announcements", saying: .done(visit.texts.announcements.wasPublished(new.title)))
    }

    private func edit(_ visit: Visit, _ form: Form, _ id: AnnouncementID) async throws -> any Answer {
        let found = try await found(visit, id)
        return announcementFormPage(
            visit, form.editing(AnnouncementForm(found).values), title: found.title,
            deletion: "/announcements/\(id)/deletion")
    }

    private func change(_ visit: Visit, _ form: Form, _ id: AnnouncementID) async throws -> any Answer {
        let typed = AnnouncementForm(form.values)
        let changed = try await visit.database.write { db in
            try Announcements.change(
                id, in: visit.texts.timeZone, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(AnnouncementForm($0).values) }
            ) { $0 = typed }
        }
        return Redirect("/announcements", saying: .done(visit.texts.announcements.wasChanged(changed.title)))
    }

    private func askDeletion(_ visit: Visit, _ form: Form, _ id: AnnouncementID) async throws -> any Answer {
        let found = try await found(visit, id)
        let texts = visit.texts.announcements
        return Page(texts.delete, crumbs: [.init(texts.title, "/announcements"), .init(found.title, "/announcements/\(id)")]) {
            confirmation(
                visit, form, question: texts.deleteQuestion, losses: [found.title], button: texts.delete, cancel: "/announcements/\(id)")
        }
    }

    private func delete(_ visit: Visit, _ form: Form, _ id: AnnouncementID) async throws -> any Answer {
        try await visit.database.write { db in try Announcements.delete(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect(
            "/announcements", saying: .done(visit.texts.announcements.wasDeleted, undo: .init("/announcements/\(id)/restoration")))
    }

    private func restore(_ visit: Visit, _ id: AnnouncementID) async throws -> any Answer {
        let restored = try await visit.database.write { db in
            try Announcements.restore(id, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/announcements", saying: .done(visit.texts.announcements.wasRestored(restored.title)))
    }

    private func markRead(_ visit: Visit, _ id: AnnouncementID) async throws -> any Answer {
        try await visit.database.write { db in try Announcements.markRead(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/")
    }

    private func found(_ visit: Visit, _ id: AnnouncementID) async throws -> Announcement {
        try await visit.database.read { db in try Announcements.required(id, by: visit.actor, in: db, at: visit.now) }
    }
}

extension AnnouncementForm {
    /// The fields of the page's form.
    var values: [String: String] { ["title": title, "text": text, "expiresOn": lastDay] }

    init(_ values: FormValues) {
        self.init(title: values.text("title"), text: values.verbatim("text"), lastDay: values.text("expiresOn"))
    }
}
