import Core
import Foundation
import Identity
import Persistence

/// Operations on announcements. Publishing needs `announcementManager`; everybody who is signed in reads.
enum Announcements {
    /// All of them, latest first, with how many have read each; the deleted ones only when they are asked for. Throws `Fault(.forbidden)`.
    static func all(
        by actor: Actor, withDeleted: Bool = false, in db: any Connection
    ) throws -> [(announcement: Announcement, readers: Int)] {
        try actor.require(.announcementManager)
        return try AnnouncementQueries.list(in: db).filter { withDeleted || $0.announcement.deletedAt == nil }
    }

    /// What this person's first page shows.
    static func unread(by actor: Actor, in db: any Connection, at now: Timestamp) throws -> [Announcement] {
        guard let login = actor.login else { return [] }
        return try AnnouncementQueries.unread(by: login, at: now, in: db)
    }

    /// Throws `Fault(.notFound)`, also for a reader when it is over.
    static func required(_ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Announcement {
        guard let found = try AnnouncementQueries.find(id, in: db) else { throw Fault.notFound("announcement") }
        switch found.state(at: now) {
        case .shown: return found
        case .over where actor.may(.announcementManager): return found
        case .over, .deleted: throw Fault.notFound("announcement")
        }
    }

    /// Throws `Fault(.invalid)` beside the fields.
    static func publish(
        _ form: AnnouncementForm, in zone: TimeZone, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Announcement {
        try actor.require(.announcementManager)
        let (title, text, lastDay, expiresAt) = try form.checked(in: zone, at: now)
        let new = Announcement(
            id: AnnouncementID(at: now), title: title, text: text, publishedAt: now, lastDay: lastDay, expiresAt: expiresAt)
        try AnnouncementQueries.insert(new, in: db)
        try Audit.record("announcement.published", on: new.audited, by: actor, in: db, at: now)
        return new
    }

    /// Changes it for those who have not read it yet; whoever has is not asked to read it again.
    ///
    /// - Parameters:
    ///   - checking: Called with the announcement as it is, which nobody else can change any more.
    ///   - edit: Changes the form, which begins with what it is.
    static func change(
        _ id: AnnouncementID, in zone: TimeZone, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Announcement) throws -> Void = { _ in }, _ edit: (inout AnnouncementForm) -> Void
    ) throws -> Announcement {
        try actor.require(.announcementManager)
        try AnnouncementQueries.lock(id, in: db)
        let before = try required(id, by: actor, in: db, at: now)
        try checking(before)
        var form = AnnouncementForm(before)
        edit(&form)
        var after = before
        (after.title, after.text, after.lastDay, after.expiresAt) = try form.checked(in: zone, at: now)
        if after == before { return before }
        try AnnouncementQueries.update(after, in: db)
        try Audit.record(
            "announcement.changed", on: after.audited,
            changes: [
                .init("title", before.title, after.title), .init("text", before.text, after.text),
                .init("expiresOn", before.lastDay, after.lastDay),
            ], by: actor, in: db, at: now)
        return after
    }

    /// Nobody sees it any more; `restore` takes that back.
    static func delete(
        _ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Announcement) throws -> Void = { _ in }
    ) throws {
        try actor.require(.announcementManager)
        try AnnouncementQueries.lock(id, in: db)
        let gone = try required(id, by: actor, in: db, at: now)
        try checking(gone)
        var deleted = gone
        deleted.deletedAt = now
        try AnnouncementQueries.update(deleted, in: db)
        try Audit.record("announcement.deleted", on: gone.audited, by: actor, in: db, at: now)
    }

    /// Takes a deletion back: whoever has not read it sees it again, unless its last day is over. Throws `Fault(.notFound)`,
    /// and `Fault(.conflict)` when it is not deleted.
    static func restore(_ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Announcement {
        try actor.require(.announcementManager)
        try AnnouncementQueries.lock(id, in: db)
        guard var found = try AnnouncementQueries.find(id, in: db) else { throw Fault.notFound("announcement") }
        guard found.deletedAt != nil else {
            throw Fault(.conflict, key: "announcement.not_deleted", "This announcement is not deleted.")
        }
        found.deletedAt = nil
        try AnnouncementQueries.update(found, in: db)
        try Audit.record("announcement.restored", on: found.audited, by: actor, in: db, at: now)
        return found
    }

    /// This person has read it; it leaves his first page. Doing it twice changes nothing.
    static func markRead(_ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        _ = try required(id, by: actor, in: db, at: now)
        guard let login = actor.login else { return }
        try AnnouncementQueries.markRead(id, by: login, at: now, in: db)
    }
}
