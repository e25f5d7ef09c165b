import Core
import Foundation
import Identity
import Persistence

/// Operations on announcements. Publishing needs `announcementManager`; everybody who is signed in reads.
enum Announcements {
    /// All of them, latest first, with how many have read each. Throws `Fault(.forbidden)`.
    static func all(by actor: Actor, in db: any Connection) throws -> [(announcement: Announcement, readers: Int)] {
        try actor.require(.announcementManager)
        return try AnnouncementQueries.list(in: db)
    }

    /// What this person's first page shows.
    static func unread(by actor: Actor, in db: any Connection, at now: Timestamp) throws -> [Announcement] {
        guard let login = actor.login else { return [] }
        return try AnnouncementQueries.unread(by: login, at: now, in: db)
    }

    /// Throws `Fault(.notFound)`, also for a reader when it is over.
    static func required(_ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Announcement {
        guard let found = try AnnouncementQueries.find(id, in: db) else { throw Fault.notFound("announcement") }
        let isOver = found.expiresAt.map { $0 <= now } ?? false
        if isOver, !actor.may(.announcementManager) { throw Fault.notFound("announcement") }
        return found
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

    static func delete(
        _ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Announcement) throws -> Void = { _ in }
    ) throws {
        try actor.require(.announcementManager)
        try AnnouncementQueries.lock(id, in: db)
        let gone = try required(id, by: actor, in: db, at: now)
        try checking(gone)
        try AnnouncementQueries.delete(id, in: db)
        try Audit.record("announcement.deleted", on: gone.audited, by: actor, in: db, at: now)
    }

    /// This person has read it; it leaves his first page. Doing it twice changes nothing.
    static func markRead(_ id: AnnouncementID, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        _ = try required(id, by: actor, in: db, at: now)
        guard let login = actor.login else { return }
        try AnnouncementQueries.markRead(id, by: login, at: now, in: db)
    }
}
