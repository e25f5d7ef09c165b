import Core
import Identity
import Persistence
import Presentation

/// A text that staff have written.
package struct StoredNotificationText: Sendable, Equatable {
    package var text: NotificationText
    package var changedAt: Timestamp
    /// By name.
    package var changedBy: String
}

/// All statements on `notification_text` and `notification_setting`.
enum NotificationQueries {
    static func text(_ key: String, _ language: Language, in db: any Connection) throws -> StoredNotificationText? {
        try db.first(
            """
            SELECT subject, body, content, changed_at, changed_by FROM notification_text
            WHERE notification = \(key) AND language = \(language.rawValue)
            """
        ).map(text)
    }

    /// Which texts were written, by notification.
    static func edited(in db: any Connection) throws -> [String: Set<Language>] {
        var found: [String: Set<Language>] = [:]
        for row in try db.query("SELECT notification, language FROM notification_text") {
            guard let language = Language(rawValue: try row("language")) else { continue }
            found[try row("notification"), default: []].insert(language)
        }
        return found
    }

    static func set(
        _ text: NotificationText, of key: String, _ language: Language, by name: String, in db: any Connection, at now: Timestamp
    ) throws {
        try db.execute(
            """
            INSERT INTO notification_text (notification, language, subject, body, content, changed_at, changed_by)
            VALUES (\(key), \(language.rawValue), \(text.subject), \(text.body), \(text.content.rawValue), \(now), \(name))
            ON CONFLICT (notification, language) DO UPDATE SET subject = excluded.subject, body = excluded.body,
                content = excluded.content, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
    }

    static func remove(_ key: String, _ language: Language, in db: any Connection) throws {
        try db.execute("DELETE FROM notification_text WHERE notification = \(key) AND language = \(language.rawValue)")
    }

    /// On unless somebody has switched it off.
    static func hasCopies(_ key: String, in db: any Connection) throws -> Bool {
        try db.scalar("SELECT has_copies FROM notification_setting WHERE notification = \(key)") ?? true
    }

    /// Notifications of which no copies go.
    static func withoutCopies(in db: any Connection) throws -> Set<String> {
        Set(try db.query("SELECT notification FROM notification_setting WHERE NOT has_copies").map { try $0("notification") })
    }

    static func setCopies(_ hasCopies: Bool, of key: String, in db: any Connection) throws {
        try db.execute("UPDATE notification_setting SET has_copies = \(hasCopies) WHERE notification = \(key)")
    }

    /// Until the transaction ends nobody else changes this notification.
    static func lock(_ key: String, in db: any Connection) throws {
        try db.execute(
            "INSERT INTO notification_setting (notification, has_copies) VALUES (\(key), \(true)) ON CONFLICT (notification) DO NOTHING")
        _ = try db.query("SELECT notification FROM notification_setting WHERE notification = \(key)" + db.forUpdate)
    }

    private static func text(_ row: Row) throws -> StoredNotificationText {
        StoredNotificationText(
            text: NotificationText(
                subject: try row("subject"), body: try row("body"), content: .init(rawValue: try row("content")) ?? .plain),
            changedAt: try row("changed_at"), changedBy: try row("changed_by"))
    }
}
