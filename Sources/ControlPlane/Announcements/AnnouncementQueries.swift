import Core
import Persistence

/// All statements on `announcement` and `announcement_reading`.
enum AnnouncementQueries {
    static let migrations: [Migration] = [
        Migration(
            "announcements.0001_announcement",
            """
            CREATE TABLE announcement (
                id TEXT NOT NULL PRIMARY KEY,
                title TEXT NOT NULL,
                text TEXT NOT NULL,
                published_at BIGINT NOT NULL,
                last_day TEXT,
                expires_at BIGINT,
                CONSTRAINT announcement_expiry CHECK ((last_day IS NULL) = (expires_at IS NULL))
            );
            CREATE INDEX announcement_published ON announcement (published_at);
            CREATE TABLE announcement_reading (
                announcement_id TEXT NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                read_at BIGINT NOT NULL,
                PRIMARY KEY (announcement_id, login_id)
            );
            CREATE INDEX announcement_reading_login ON announcement_reading (login_id);
            """),
        Migration("announcements.0002_deletion", "ALTER TABLE announcement ADD COLUMN deleted_at BIGINT"),
    ]

    private static let columns: SQL = "a.id, a.title, a.text, a.published_at, a.last_day, a.expires_at, a.deleted_at"

    /// The latest 500, the deleted ones too.
    static func list(in db: any Connection) throws -> [(announcement: Announcement, readers: Int)] {
        try db.query(
            """
            SELECT \(columns), (SELECT COUNT(*) FROM announcement_reading r WHERE r.announcement_id = a.id) AS readers
            FROM announcement a ORDER BY a.published_at DESC, a.id DESC LIMIT 500
            """
        ).map { (try announcement($0), try $0("readers")) }
    }

    static func find(_ id: AnnouncementID, in db: any Connection) throws -> Announcement? {
        try db.first("SELECT \(columns) FROM announcement a WHERE a.id = \(id)").map(announcement)
    }

    /// What this person has not read and what is not over, latest first.
    static func unread(by login: LoginID, at now: Timestamp, in db: any Connection) throws -> [Announcement] {
        try db.query(
            """
            SELECT \(columns) FROM announcement a
            WHERE a.deleted_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > \(now)) AND NOT EXISTS (
                SELECT 1 FROM announcement_reading r WHERE r.announcement_id = a.id AND r.login_id = \(login))
            ORDER BY a.published_at DESC, a.id DESC LIMIT 20
            """
        ).map(announcement)
    }

    static func insert(_ new: Announcement, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO announcement (id, title, text, published_at, last_day, expires_at)
            VALUES (\(new.id), \(new.title), \(new.text), \(new.publishedAt), \(new.lastDay), \(new.expiresAt))
            """)
    }

    /// Locks the row until the transaction ends.
    static func lock(_ id: AnnouncementID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM announcement WHERE id = \(id)\(db.forUpdate)")
    }

    static func update(_ changed: Announcement, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE announcement SET title = \(changed.title), text = \(changed.text), last_day = \(changed.lastDay),
                expires_at = \(changed.expiresAt), deleted_at = \(changed.deletedAt) WHERE id = \(changed.id)
            """)
    }

    static func markRead(_ id: AnnouncementID, by login: LoginID, at now: Timestamp, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO announcement_reading (announcement_id, login_id, read_at) VALUES (\(id), \(login), \(now)) ON CONFLICT DO NOTHING
            """)
    }

    private static func announcement(_ row: Row) throws -> Announcement {
        Announcement(
            id: try row("id"), title: try row("title"), text: try row("text"), publishedAt: try row("published_at"),
            lastDay: try row("last_day"), expiresAt: try row("expires_at"),
            deletedAt: try row("deleted_at"))
    }
}
