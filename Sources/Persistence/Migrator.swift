import Core
import Crypto

/// Brings the schema up to date.
///
/// Each migration is one transaction. Two processes may migrate at once: the second waits and finds the work done. Migrations of one feature
/// are ordered by name; a database may know migrations that this program does not, because the previous release runs on the new schema.
package enum Migrator {
    /// Applies what is missing, in the order of the list, and returns the names applied by this call.
    ///
    /// Throws `MigrationProblem` when an applied migration has been edited since, when one comes too late, or when the list itself is wrong.
    package static func migrate(
        _ database: any Database, _ migrations: [Migration], clock: Clock = .system
    ) async throws -> [String] {
        try checkNames(migrations)
        var applied: [String] = []
        while let name = try await database.write({ db in try applyNext(of: migrations, to: db, at: clock.now) }) { applied.append(name) }
        return applied
    }

    /// What `migrate` would apply, in order. Changes nothing; an empty database has everything pending.
    package static func pending(_ database: any Database, _ migrations: [Migration]) async throws -> [String] {
        try checkNames(migrations)
        return try await database.read { db in
            guard try tableExists(db) else { return migrations.map(\.name) }
            return try outstanding(of: migrations, in: db).map(\.name)
        }
    }

    private static func applyNext(of migrations: [Migration], to db: any Connection, at now: Timestamp) throws -> String? {
        // SQLite's write transaction is alone already.
        if db.engine == .postgresql {
            // A big table takes its time, and a second process waits for the first.
            try db.execute("SET LOCAL lock_timeout = 0")
            try db.execute("SET LOCAL statement_timeout = 0")
            _ = try db.query("SELECT pg_advisory_xact_lock(\(advisoryLock))")
        }
        if try !tableExists(db) { try createTable(db) }
        guard let migration = try outstanding(of: migrations, in: db).first else { return nil }
        let sql = migration.text(for: db.engine)
        for statement in statements(of: sql) { try db.execute(SQL(trusted: statement)) }
        try db.execute(
            "INSERT INTO schema_migration (name, checksum, applied_at) VALUES (\(migration.name), \(checksum(of: sql)), \(now))")
        return migration.name
    }

    private static func outstanding(of migrations: [Migration], in db: any Connection) throws -> [Migration] {
        var applied: [String: String] = [:]
        var last: [Substring: String] = [:]
        for row in try db.query("SELECT name, checksum FROM schema_migration ORDER BY name") {
            let name: String = try row("name")
            applied[name] = try row("checksum")
            last[feature(of: name)] = name
        }
        var outstanding: [Migration] = []
        for migration in migrations {
            if let checksum = applied[migration.name] {
                if checksum != self.checksum(of: migration.text(for: db.engine)) { throw MigrationProblem.edited(migration.name) }
                continue
            }
            if let later = last[feature(of: migration.name)], later > migration.name {
                throw MigrationProblem.late(migration.name, after: later)
            }
            outstanding.append(migration)
        }
        return outstanding
    }

    private static func checkNames(_ migrations: [Migration]) throws {
        var last: [Substring: String] = [:]
        for migration in migrations {
            // "accounts.0001_account"
            let parts = migration.name.split(separator: ".", omittingEmptySubsequences: false)
            let number = parts.last?.prefix(4) ?? ""
            guard parts.count == 2, !parts[0].isEmpty, number.utf8.count == 4, number.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                throw MigrationProblem.badName(migration.name)
            }
            if let earlier = last[parts[0]], earlier >= migration.name { throw MigrationProblem.disorder(migration.name, after: earlier) }
            last[parts[0]] = migration.name
        }
    }

    private static func feature(of name: String) -> Substring { name.prefix { $0 != "." } }

    private static func tableExists(_ db: any Connection) throws -> Bool {
        switch db.engine {
        case .sqlite: try db.first("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'") != nil
        case .postgresql: try db.scalar("SELECT to_regclass('schema_migration') IS NOT NULL") ?? false
        }
    }

    private static func createTable(_ db: any Connection) throws {
        try db.execute(
            "CREATE TABLE schema_migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)")
    }

    /// SHA-256 in hexadecimal of the text that was run.
    static func checksum(of sql: String) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: Array(sql.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// Statements end with `;` at the end of a line, so one that contains others (a trigger) writes its inner ones with `;` inside the line.
    static func statements(of sql: String) -> [String] {
        var statements: [String] = []
        var current: [Substring] = []
        func finish() {
            // A text of comments alone is no statement.
            if current.contains(where: { !$0.allSatisfy(\.isWhitespace) && !$0.drop(while: \.isWhitespace).hasPrefix("--") }) {
                statements.append(current.joined(separator: "\n"))
            }
            current = []
        }
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = line
            while line.last?.isWhitespace == true { line.removeLast() }
            let isComment = line.drop(while: \.isWhitespace).hasPrefix("--")
            if !isComment, line.last == ";" {
                current.append(line.dropLast())
                finish()
            } else {
                current.append(line)
            }
        }
        finish()
        return statements
    }

    /// Any number that nothing else of this database locks: "hostwright" in ASCII, its last eight letters.
    private static let advisoryLock: Int64 = 0x7374_7772_6967_6874
}

extension Migration {
    /// The text for an engine.
    func text(for engine: DatabaseEngine) -> String {
        switch engine {
        case .sqlite: sqlite ?? sql
        case .postgresql: postgresql ?? sql
        }
    }
}

/// Why the schema cannot be brought up to date. Shown to the administrator who starts the program.
package enum MigrationProblem: Error, Equatable, CustomStringConvertible {
    /// Applied, and edited since.
    case edited(String)
    /// Not applied although a later one of its feature is.
    case late(String, after: String)
    /// The list names a feature's migrations in another order than their numbers, or one twice.
    case disorder(String, after: String)
    /// Not of the form `feature.0001_title`.
    case badName(String)

    package var description: String {
        switch self {
        case .edited(let name):
            "Migration \(name) was applied to this database with another text than this program has. Migrations are never edited: "
                + "restore its text and add a new migration instead."
        case .late(let name, let later):
            "Migration \(name) has not been applied to this database, but \(later), which comes after it, has. "
                + "Give the new migration a number after the last one."
        case .disorder(let name, let earlier):
            "Migration \(name) is listed after \(earlier), although its number is not higher. List a feature's migrations by number, each once."
        case .badName(let name):
            "Migration \(name) has a name of another form than feature.0001_title."
        }
    }
}
