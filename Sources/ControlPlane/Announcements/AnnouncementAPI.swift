import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/announcements`. Whoever publishes sees all, everybody else what he has not read.
struct AnnouncementAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/announcements", .reaching, "List announcements: all for those who publish, the unread ones for others", list)
        routes.api(
            .post, "/api/v1/announcements", .staff(.announcementManager), "Publish an announcement", taking: NewAnnouncementResource.self,
            publish)
        routes.api(.get, "/api/v1/announcements/{announcement}", .reaching, "Show an announcement", show)
        routes.api(
            .patch, "/api/v1/announcements/{announcement}", .staff(.announcementManager), "Change an announcement",
            taking: AnnouncementChangeResource.self, change)
        routes.api(.delete, "/api/v1/announcements/{announcement}", .staff(.announcementManager), "Delete an announcement", delete)
        routes.api(
            .post, "/api/v1/announcements/{announcement}/restoration", .staff(.announcementManager),
            "Take the deletion of an announcement back",
            restore)
        routes.api(.put, "/api/v1/announcements/{announcement}/reading", .reaching, "Say that it has been read", markRead)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AnnouncementResource>> {
        try await visit.database.read { db in
            let items: [AnnouncementResource] =
                visit.actor.may(.announcementManager)
                ? try Announcements.all(by: visit.actor, in: db).map { AnnouncementResource($0.announcement, readers: $0.readers) }
                : try Announcements.unread(by: visit.actor, in: db, at: visit.now).map { AnnouncementResource($0, readers: nil) }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func publish(_ visit: Visit, _ new: NewAnnouncementResource) async throws -> Created<AnnouncementResource> {
        try await visit.database.write { db in
            let form = AnnouncementForm(title: new.title, text: new.text, lastDay: new.expiresOn ?? "")
            let made = try Announcements.publish(form, in: visit.texts.timeZone, by: visit.actor, in: db, at: visit.now)
            return Created(AnnouncementResource(made, readers: 0), at: "/api/v1/announcements/\(made.id)")
        }
    }

    private func show(_ visit: Visit, _ id: AnnouncementID) async throws -> Resource<AnnouncementResource> {
        try await visit.database.read { db in
            Resource(AnnouncementResource(try Announcements.required(id, by: visit.actor, in: db, at: visit.now), readers: nil))
        }
    }

    private func change(
        _ visit: Visit, _ id: AnnouncementID, _ change: AnnouncementChangeResource
    ) async throws -> Resource<AnnouncementResource> {
        try await visit.database.write { db in
            let after = try Announcements.change(
                id, in: visit.texts.timeZone, by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(AnnouncementResource($0, readers: nil)) }
            ) { form in
                form.title = change.title ?? form.title
                form.text = change.text ?? form.text
                form.lastDay = change.expiresOn ?? form.lastDay
            }
            return Resource(AnnouncementResource(after, readers: nil))
        }
    }

    private func delete(_ visit: Visit, _ id: AnnouncementID) async throws -> NoContent {
        try await visit.database.write { db in
            try Announcements.delete(id, by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(AnnouncementResource($0, readers: nil))
            }
        }
        return NoContent()
    }

    private func restore(_ visit: Visit, _ id: AnnouncementID) async throws -> Resource<AnnouncementResource> {
        try await visit.database.write { db in
            let restored = try Announcements.restore(id, by: visit.actor, in: db, at: visit.now)
            return Resource(AnnouncementResource(restored, readers: nil))
        }
    }

    private func markRead(_ visit: Visit, _ id: AnnouncementID) async throws -> NoContent {
        try await visit.database.write { db in
            if visit.isConditional {
                let shown = try Announcements.required(id, by: visit.actor, in: db, at: visit.now)
                try visit.requireMatch(AnnouncementResource(shown, readers: nil))
            }
            try Announcements.markRead(id, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }
}

extension AnnouncementResource {
    init(_ announcement: Announcement, readers: Int?) {
        self.init(
            id: announcement.id.text, title: announcement.title, text: announcement.text,
            publishedAt: announcement.publishedAt.description, expiresOn: announcement.lastDay, readers: readers)
    }
}
