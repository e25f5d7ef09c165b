import Persistence

/// How PostgreSQL sorts text. Lists, their cursors and searches by the beginning of a name are made for the order of the bytes (collation C),
/// which SQLite has too; a database in a language's order works, but its lists are in another order, and its indexes may become wrong when the
/// system's own tables of that language change (https://www.postgresql.org/docs/15/collation.html).
enum DatabaseSorting {
    /// The collation of this database when it is not C; nil when it is.
    static func foreign(in db: any Connection) throws -> String? {
        if db.engine == .sqlite { return nil }
        // What it does counts, not what it is called: C, POSIX and C.UTF-8 sort alike.
        let isPlain: Bool? = try db.scalar("SELECT 'B' < 'a' AND 'a' < 'ä' AND 'a-b' < 'ab' AND 'z' < 'ä'")
        if isPlain == true { return nil }
        // The name has another column in each major version.
        return try db.scalar(
            """
            SELECT COALESCE(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', d.datcollate) FROM pg_database d
            WHERE d.datname = current_database()
            """) ?? "unknown"
    }

    static func sentence(_ collation: String) -> String {
        "The database sorts text by the collation \(collation) instead of C, so lists are in another order; "
            + "move it into a database made with LOCALE 'C' TEMPLATE template0."
    }
}
