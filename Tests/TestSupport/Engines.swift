import Core
import Foundation
import Logging
import Persistence
import PersistencePostgreSQL
import PersistenceSQLite

/// The engines that everything with SQL is tested on: `@Test(arguments: Engine.available)`.
package enum Engine {
    package static let available: [DatabaseEngine] = [.sqlite, .postgresql]
}

/// A fresh database of one test.
package struct TestDatabase: Sendable {
    package let database: any Database
    /// Where it is, as `--database` takes it: `sqlite:/path` or `postgresql://...`.
    package let location: String
    package var engine: DatabaseEngine { database.engine }

    /// Another connection pool to the same database, as a second control plane has one. The caller closes it.
    package func another(connections: Int = 4) throws -> any Database { try Self.open(location, connections: connections) }

    package static func open(_ location: String, connections: Int) throws -> any Database {
        if location.hasPrefix("sqlite:") {
            return try SQLiteDatabase(path: String(location.dropFirst(7)), readers: connections, durability: .none)
        }
        // On a busy machine a test waits; only a server that hangs is given up.
        let patience = "&connect_timeout=120&options=-c%20lock_timeout%3D120s%20-c%20statement_timeout%3D300s"
        return PostgreSQLDatabase(url: location + patience, connections: connections, logger: .silent)
    }
}

extension TestDatabase {
    /// Makes another database of the same PostgreSQL server; it goes with the server. Nobody may be connected to the template.
    ///
    /// - Parameter options: after the template: `LOCALE_PROVIDER icu ICU_LOCALE 'en'`.
    package static func create(_ name: String, beside location: String, template: String, options: String = "") async throws -> String {
        let server = PostgreSQLDatabase(
            url: location.replacing("/\(location.databaseName)?", with: "/postgres?"), connections: 1, logger: .silent)
        do {
            try await server.maintain(SQL(trusted: "CREATE DATABASE \(name) TEMPLATE \(template) \(options)"))
        } catch {
            await server.close()
            throw error
        }
        await server.close()
        return location.replacing("/\(location.databaseName)?", with: "/\(name)?")
    }
}

extension String {
    /// The name in a URL of PostgreSQL: `postgresql://user@host/NAME?...`.
    var databaseName: String { split(separator: "?").first?.split(separator: "/").last.map(String.init) ?? "" }
}

extension Logger {
    /// Tests cause the warnings they provoke.
    package static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Runs `body` with an empty database that has `migrations`, and removes the database.
package func withTestDatabase(
    _ engine: DatabaseEngine, migrations: [Migration] = [], connections: Int = 4, _ body: (TestDatabase) async throws -> Void
) async throws {
    let location = try await TestDatabases.shared.create(engine, migrations)
    let test: TestDatabase
    do {
        test = TestDatabase(database: try TestDatabase.open(location, connections: connections), location: location)
    } catch {
        await TestDatabases.shared.remove(location)
        throw error
    }
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(test)) } catch { outcome = .failure(error) }
    await test.database.close()
    await TestDatabases.shared.remove(location)
    try outcome.get()
}

/// Runs `body` with an empty database that has `migrations`, and removes the database.
package func withDatabase(
    _ engine: DatabaseEngine, migrations: [Migration] = [], _ body: (any Database) async throws -> Void
) async throws {
    try await withTestDatabase(engine, migrations: migrations) { try await body($0.database) }
}

/// Makes databases by copying a template that has been migrated once per list of migrations.
private actor TestDatabases {
    static let shared = TestDatabases()

    private var templates: [String: Task<String, any Error>] = [:]
    private var count = 0
    private var administrator: PostgreSQLDatabase?
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-test-\(getpid())-sqlite").path

    /// Returns the new database's location.
    func create(_ engine: DatabaseEngine, _ migrations: [Migration]) async throws -> String {
        let template = try await template(engine, migrations)
        count += 1
        switch engine {
        case .sqlite:
            let path = "\(directory)/\(count).sqlite"
            try FileManager.default.copyItem(atPath: template, toPath: path)
            return "sqlite:\(path)"
        case .postgresql:
            let name = "test_\(count)"
            try await server().maintain(SQL(trusted: "CREATE DATABASE \(name) TEMPLATE \(template)"))
            return try TestCluster.shared().url(database: name)
        }
    }

    func remove(_ location: String) async {
        // A database that stays behind goes with the directory or the cluster when the tests end.
        if location.hasPrefix("sqlite:") {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: location.dropFirst(7) + suffix) }
        } else if let name = location.split(separator: "?").first?.split(separator: "/").last {
            try? await server().maintain(SQL(trusted: "DROP DATABASE IF EXISTS \(name) WITH (FORCE)"))
        }
    }

    private func template(_ engine: DatabaseEngine, _ migrations: [Migration]) async throws -> String {
        let key = engine.rawValue + migrations.map { "\($0.name)\0\($0.sql)\0\($0.sqlite ?? "")\0\($0.postgresql ?? "")" }.joined()
        if let known = templates[key] { return try await known.value }
        count += 1
        let number = count
        let task = Task { try await self.makeTemplate(engine, migrations, number) }
        templates[key] = task
        return try await task.value
    }

    private func makeTemplate(_ engine: DatabaseEngine, _ migrations: [Migration], _ number: Int) async throws -> String {
        let name: String
        let location: String
        switch engine {
        case .sqlite:
            removeStale()
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            atEnd(remove: directory)
            name = "\(directory)/template-\(number).sqlite"
            location = "sqlite:\(name)"
        case .postgresql:
            name = "template_\(number)"
            location = try TestCluster.shared().url(database: name)
            try await server().maintain(SQL(trusted: "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"))
        }
        if engine == .postgresql && migrations.isEmpty { return name }
        let database = try TestDatabase.open(location, connections: 1)
        do {
            if !migrations.isEmpty { _ = try await Migrator.migrate(database, migrations) }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        return name
    }

    /// Removes the files of test processes that were killed.
    private func removeStale() {
        let parent = FileManager.default.temporaryDirectory.path
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where entry.hasPrefix("hostwright-test-") {
            let parts = entry.split(separator: "-")
            guard parts.count == 4, parts[3] == "sqlite", let owner = pid_t(parts[2]), kill(owner, 0) != 0, errno == ESRCH else { continue }
            // Another test process may be removing it too.
            try? FileManager.default.removeItem(atPath: "\(parent)/\(entry)")
        }
    }

    private func server() throws -> PostgreSQLDatabase {
        if let administrator { return administrator }
        let opened = PostgreSQLDatabase(url: try TestCluster.shared().url(database: "postgres"), connections: 2, logger: .silent)
        administrator = opened
        return opened
    }
}

private let removals = Locked<[String]>([])

/// Removes a directory when the test process ends.
func atEnd(remove directory: String) {
    let isFirst = removals.withLock { paths in
        defer { if !paths.contains(directory) { paths.append(directory) } }
        return paths.isEmpty
    }
    guard isFirst else { return }
    atexit {
        for path in removals.value { try? FileManager.default.removeItem(atPath: path) }
    }
}
