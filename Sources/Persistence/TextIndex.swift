import Core

/// Finds things by a part of a word, anywhere in it, and looks at what it finds instead of at all there is.
///
/// It is a table of its own with the searched text of each thing (`id`, `words`) and the engine's index over its runs of three characters:
/// on SQLite FTS5 with its trigram tokeniser, on PostgreSQL GIN over an array of them. (pg_trgm would do, but takes letters beyond ASCII for
/// none in a database of `LOCALE 'C'`, and belongs to a package of its own.) What has fewer than three characters is looked for row by row.
///
/// The texts are folded by whoever stores them (`String.folded`); what is typed is folded here.
package struct TextIndex: Sendable {
    private let name: SQL
    private let text: String

    /// - Parameter name: of the table: `account_text`. Stored: forever.
    package init(_ name: StaticString) {
        text = String(describing: name)
        self.name = SQL(trusted: text)
    }

    /// The migration that makes it. `filling`: a query of ids and folded texts of what exists already.
    package func migration(_ title: String, filling: String) -> Migration {
        Migration(
            title,
            """
            \(Self.function)
            CREATE TABLE \(text) (id TEXT NOT NULL PRIMARY KEY, words TEXT NOT NULL);
            INSERT INTO \(text) (id, words) \(filling);
            CREATE INDEX \(text)_grams ON \(text) USING gin (text_grams(words));
            """,
            // An integer key of its own: SQLite may number rows without one anew (VACUUM), and the index goes by it.
            sqlite: """
                CREATE TABLE \(text) (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, words TEXT NOT NULL);
                CREATE VIRTUAL TABLE \(text)_grams
                    USING fts5 (words, content = '\(text)', content_rowid = 'place', tokenize = 'trigram', detail = none);
                CREATE TRIGGER \(text)_added AFTER INSERT ON \(text) BEGIN
                    INSERT INTO \(text)_grams (rowid, words) VALUES (new.place, new.words); END;
                CREATE TRIGGER \(text)_removed AFTER DELETE ON \(text) BEGIN
                    INSERT INTO \(text)_grams (\(text)_grams, rowid, words) VALUES ('delete', old.place, old.words); END;
                CREATE TRIGGER \(text)_changed AFTER UPDATE ON \(text) BEGIN
                    INSERT INTO \(text)_grams (\(text)_grams, rowid, words) VALUES ('delete', old.place, old.words); \
                INSERT INTO \(text)_grams (rowid, words) VALUES (new.place, new.words); END;
                INSERT INTO \(text) (id, words) \(filling);
                """)
    }

    /// The migration that has PostgreSQL enter each text into the index at once. Otherwise new ones wait in a list (PostgreSQL manual, "GIN Fast
    /// Update Technique") that every search reads from its beginning: 13 ms after some thousand, for a tenth of the time at each insertion.
    package func atOnce(_ title: String) -> Migration {
        Migration(
            title, "ALTER INDEX \(text)_grams SET (fastupdate = off);\nSELECT gin_clean_pending_list(CAST('\(text)_grams' AS regclass));",
            sqlite: "")
    }

    /// The function that PostgreSQL's indexes go by; FTS5 needs none. Each index makes sure of it, for its migration may be the first.
    private static let function = """
        CREATE OR REPLACE FUNCTION text_grams(words TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS $$ SELECT ARRAY(SELECT DISTINCT SUBSTR($1, n, 3) FROM generate_series(1, LENGTH($1) - 2) AS n) $$;
        """

    /// Stores the text of a thing, folded by the caller, in the place of what was stored of it.
    package func set(_ id: some SQLConvertible, _ words: String, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO \(name) (id, words) VALUES (\(id), \(words))
            ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE \(name).words <> excluded.words
            """)
    }

    /// Forgets a thing.
    package func remove(_ id: some SQLConvertible, in db: any Connection) throws {
        try db.execute("DELETE FROM \(name) WHERE id = \(id)")
    }

    /// A query of the `id`s of the things whose text has this in it; each once, in no order.
    package func ids(containing typed: String, in engine: DatabaseEngine) -> SQL {
        let isIn: SQL = "words LIKE \(likePattern(containing: typed)) ESCAPE '\\'"
        let grams = Self.grams(of: typed)
        if grams.isEmpty { return "SELECT id FROM \(name) WHERE \(isIn)" }
        // The runs of three say where it may be; the comparison says whether they stand in a row.
        switch engine {
        case .sqlite:
            let all = grams.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " AND ")
            let table = SQL(trusted: "\(text)_grams")
            return "SELECT id FROM \(table) CROSS JOIN \(name) WHERE \(table) MATCH \(all) AND place = \(table).rowid AND \(name).\(isIn)"
        case .postgresql:
            let all = "{" + grams.map(Self.arrayElement).joined(separator: ",") + "}"
            return "SELECT id FROM \(name) WHERE text_grams(words) @> CAST(\(all) AS TEXT[]) AND \(isIn)"
        }
    }

    /// That the text of the thing with this id has `typed` in it: for what is looked at row by row.
    package func holds(_ typed: String, of id: SQL) -> SQL {
        // Not EXISTS: PostgreSQL would look through all texts once instead of at those of a few rows.
        "(SELECT words FROM \(name) WHERE \(name).id = \(id)) LIKE \(likePattern(containing: typed)) ESCAPE '\\'"
    }

    /// Runs of three code points; a dozen is enough to find few things.
    static func grams(of typed: String) -> [String] {
        let scalars = Array(typed.folded.unicodeScalars)
        var grams: [String] = []
        for start in scalars.indices.dropLast(2) where grams.count < 12 {
            var gram = String.UnicodeScalarView()
            gram.append(contentsOf: scalars[start..<start + 3])
            let run = String(gram)
            if !grams.contains(where: { $0.unicodeScalars.elementsEqual(run.unicodeScalars) }) { grams.append(run) }
        }
        return grams
    }

    /// PostgreSQL manual, "Array Input and Output Syntax".
    private static func arrayElement(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
