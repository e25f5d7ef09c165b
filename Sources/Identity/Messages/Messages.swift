import Core
import Foundation
import Persistence
import Presentation

extension Things { package enum Message {} }
package typealias MessageID = Identifier<Things.Message>

/// Something a person, or the provider, is told in the panel: an error of an operation, or a notice of what happened.
package struct Message: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum { case error, notice }

    /// Whose it is.
    package enum Box: Sendable, Equatable {
        case person(LoginID)
        /// Read by staff with `messageReader`.
        case provider

        /// The login whose messages these are; nil for the provider's.
        var login: LoginID? { if case .person(let login) = self { login } else { nil } }
        /// As it is stored with what has been read.
        var name: String { self == .provider ? "provider" : "person" }
    }

    package var id: MessageID
    package var kind: Kind
    /// A stored name: that of an action of the audit log, or `node.failed`.
    package var key: String
    package var object: AuditEntry.Object
    /// Who did it, by name; empty for the system.
    package var actor: String
    /// A daemon's own words, or a reason; may be empty.
    package var words: String
    package var at: Timestamp
    /// False for what was marked as read.
    package var isUnread = false
}

/// Messages to people and to the provider.
package enum Messages {
    /// How long they are kept.
    package static let lifetime = Duration.days(180)

    /// Tells something in the transaction in which it happens.
    ///
    /// - Parameters:
    ///   - boxes: Who is told.
    ///   - actor: Who did it, by name; empty for the system.
    package static func tell(
        _ kind: Message.Kind, _ key: String, about object: AuditEntry.Object, to boxes: [Message.Box], actor: String = "",
        words: String = "",
        in db: any Connection, at now: Timestamp
    ) throws {
        for box in boxes {
            let message = Message(
                id: MessageID(at: now), kind: kind, key: key, object: object, actor: actor, words: String(words.prefix(2000)), at: now)
            try MessageQueries.insert(message, in: box, in: db)
        }
    }

    /// What is told of the actions of the audit log: people coming and going, and things that are made and deleted (C.GEN-12).
    private static let told: Set<String> = [
        "session.started", "session.ended", "login.created", "login.locked", "login.unlocked", "account.created", "account.suspended",
        "account.resumed", "account.trashed", "account.restored", "account.purged", "domain.added", "domain.trashed", "domain.restored",
        "domain.purged", "impersonation.began", "token.created", "token.revoked",
    ]

    /// Called by the audit log for each of its rows.
    static func note(_ entry: AuditEntry, in db: any Connection) throws {
        guard entry.result == .done, told.contains(entry.action) else { return }
        let boxes: [Message.Box] = [entry.object.owner.map { .person($0) }, .provider].compactMap { $0 }
        let actor = entry.impersonator ?? (entry.actorKind == "system" ? "" : entry.actorName)
        try tell(.notice, entry.action, about: entry.object, to: boxes, actor: actor, in: db, at: entry.at)
    }

    /// Newest first, or oldest first; those after `before` in that order; one more than `limit` says that there are older ones. Throws `Fault(.forbidden)` for a box that is not the actor's.
    package static func list(
        _ box: Message.Box, kind: Message.Kind?, before: MessageID?, isOldestFirst: Bool = false, limit: Int, by actor: Actor,
        in db: any Connection
    ) throws -> [Message] {
        let reader = try check(box, actor)
        let mark = try MessageQueries.mark(of: reader, box, in: db)
        return try MessageQueries.list(box, kind: kind, before: before, isOldestFirst: isOldestFirst, limit: limit, in: db).map { message in
            var message = message
            message.isUnread = mark.map { message.id > $0 } ?? true
            return message
        }
    }

    /// How many are unread, counted up to 100.
    package static func unread(_ box: Message.Box, by actor: Actor, in db: any Connection) throws -> Int {
        let reader = try check(box, actor)
        return try MessageQueries.count(box, after: try MessageQueries.mark(of: reader, box, in: db), upTo: 100, in: db)
    }

    /// Everything there is now counts as read by the actor.
    package static func markRead(_ box: Message.Box, by actor: Actor, in db: any Connection) throws {
        let reader = try check(box, actor)
        guard let newest = try MessageQueries.newest(box, in: db) else { return }
        try MessageQueries.setMark(of: reader, box, newest, in: db)
    }

    /// Removes what is old. For a daily schedule.
    package static func sweep(in db: any Connection, at now: Timestamp) throws { try MessageQueries.remove(before: now - lifetime, in: db) }

    private static func check(_ box: Message.Box, _ actor: Actor) throws -> LoginID {
        guard let login = actor.login else { throw Fault.notFound("login") }
        switch box {
        case .provider: try actor.require(.messageReader)
        case .person(let owner): if owner != login { throw Fault.notFound("login") }
        }
        return login
    }
}

/// All statements on `message` and `message_mark`.
enum MessageQueries {
    static func insert(_ message: Message, in box: Message.Box, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO message (id, login_id, kind, key, object_kind, object_id, object_name, actor, words, at)
            VALUES (\(message.id), \(box.login), \(message.kind), \(message.key), \(message.object.kind.rawValue), \(message.object.id),
                \(message.object.name), \(message.actor), \(message.words), \(message.at))
            """)
    }

    static func list(
        _ box: Message.Box, kind: Message.Kind?, before: MessageID?, isOldestFirst: Bool, limit: Int, in db: any Connection
    ) throws -> [Message] {
        let direction: SQL = isOldestFirst ? "ASC" : "DESC"
        var parts = [condition(box)]
        if let kind { parts.append("kind = \(kind)") }
        if let before { parts.append(isOldestFirst ? "id > \(before)" : "id < \(before)") }
        return try db.query(
            """
            SELECT id, kind, key, object_kind, object_id, object_name, actor, words, at FROM message
            WHERE \(SQL.joined(parts, separator: " AND ")) ORDER BY id \(direction) LIMIT \(limit)
            """
        ).map { row in
            Message(
                id: try row("id"), kind: try row("kind"), key: try row("key"),
                object: .init(.init(rawValue: try row("object_kind")), try row("object_id"), try row("object_name")),
                actor: try row("actor"), words: try row("words"), at: try row("at"))
        }
    }

    static func newest(_ box: Message.Box, in db: any Connection) throws -> MessageID? {
        try db.first("SELECT id FROM message WHERE \(condition(box)) ORDER BY id DESC LIMIT 1").map { try $0("id") }
    }

    static func count(_ box: Message.Box, after mark: MessageID?, upTo most: Int, in db: any Connection) throws -> Int {
        var parts = [condition(box)]
        if let mark { parts.append("id > \(mark)") }
        let counted: Int? = try db.scalar(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM message WHERE \(SQL.joined(parts, separator: " AND ")) LIMIT \(most)) AS counted")
        return counted ?? 0
    }

    static func mark(of reader: LoginID, _ box: Message.Box, in db: any Connection) throws -> MessageID? {
        try db.first("SELECT read_through FROM message_mark WHERE login_id = \(reader) AND box = \(box.name)").map {
            try $0("read_through")
        }
    }

    static func setMark(of reader: LoginID, _ box: Message.Box, _ newest: MessageID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO message_mark (login_id, box, read_through) VALUES (\(reader), \(box.name), \(newest))
            ON CONFLICT (login_id, box) DO UPDATE SET read_through = excluded.read_through
            WHERE message_mark.read_through < excluded.read_through
            """)
    }

    static func remove(before oldest: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM message WHERE at < \(oldest)")
    }

    private static func condition(_ box: Message.Box) -> SQL {
        switch box {
        case .person(let login): "login_id = \(login)"
        case .provider: "login_id IS NULL"
        }
    }
}
