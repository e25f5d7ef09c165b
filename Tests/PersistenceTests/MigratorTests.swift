import Core
import Persistence
import TestSupport
import Testing

@Suite struct MigratorTests {
    private func expect(_ expected: [String], _ names: [String], _ place: SourceLocation = #_sourceLocation) {
        #expect(names == expected, sourceLocation: place)
    }

    private let first = Migration("pets.0001_cat", "CREATE TABLE cat (id TEXT);\nCREATE TABLE dog (id TEXT);")
    private let second = Migration("pets.0002_bird", "-- Birds; too.\nCREATE TABLE bird (id TEXT);")
    private let other = Migration("food.0001_fish", "CREATE TABLE fish (id TEXT);")

    @Test(arguments: Engine.available) func `migrations are applied once, in order`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            try await expect(["pets.0001_cat", "food.0001_fish"], Migrator.pending(database, [first, other]))
            try await expect(["pets.0001_cat", "food.0001_fish"], Migrator.migrate(database, [first, other]))
            try await expect([], Migrator.migrate(database, [first, other]))
            try await expect(["pets.0002_bird"], Migrator.migrate(database, [first, second, other]))
            try await expect([], Migrator.pending(database, [first, second, other]))
            for statement: SQL in ["SELECT id FROM dog", "SELECT id FROM bird", "SELECT id FROM fish"] {
                _ = try await database.read { db in try db.query(statement) }
            }
        }
    }

    @Test(arguments: Engine.available) func `an older program runs on a newer schema`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            _ = try await Migrator.migrate(database, [first, second, other])
            try await expect([], Migrator.migrate(database, [first]))
        }
    }

    @Test(arguments: Engine.available) func `an edited migration is refused in words`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            _ = try await Migrator.migrate(database, [first])
            var edited = first
            edited.sql += "\nCREATE TABLE horse (id TEXT);"
            let list = [edited, second]
            let problem = await #expect(throws: MigrationProblem.self) { _ = try await Migrator.migrate(database, list) }
            #expect(problem == .edited("pets.0001_cat"))
            #expect(problem?.description.contains("pets.0001_cat was applied to this database with another text") == true)
            await #expect(throws: (any Error).self) { try await database.read { db in _ = try db.query("SELECT id FROM bird") } }
        }
    }

    @Test(arguments: Engine.available) func `a migration that comes too late is refused`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            _ = try await Migrator.migrate(database, [second])
            await #expect(throws: MigrationProblem.late("pets.0001_cat", after: "pets.0002_bird")) {
                _ = try await Migrator.migrate(database, [first, second])
            }
        }
    }

    @Test func `a list in disorder, with a name twice or of another form is refused`() async throws {
        try await withDatabase(.sqlite) { database in
            for list in [[second, first], [first, first]] {
                await #expect(throws: MigrationProblem.disorder(list[1].name, after: list[0].name)) {
                    _ = try await Migrator.migrate(database, list)
                }
            }
            for name in ["pets", "pets.one", "pets.01_a", ".0001_a", "a.b.0001_c"] {
                await #expect(throws: MigrationProblem.badName(name)) { _ = try await Migrator.migrate(database, [Migration(name, "")]) }
            }
        }
    }

    @Test(arguments: Engine.available) func `a migration that fails changes nothing`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine) { database in
            let broken = Migration("pets.0002_bird", "CREATE TABLE bird (id TEXT);\nCREATE TABLE cat (id TEXT);")
            await #expect(throws: DatabaseError.self) { _ = try await Migrator.migrate(database, [first, broken]) }
            try await expect(["pets.0002_bird"], Migrator.migrate(database, [first, second]))
        }
    }

    @Test(arguments: Engine.available) func `processes that migrate at once share the work`(_ engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine) { test in
            let migrations = (1...20).map { number in
                Migration("pets.00\(number < 10 ? "0" : "")\(number)_table", "CREATE TABLE pet_\(number) (id TEXT);")
            }
            let names = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let own = try test.another(connections: 1)
                        let applied = try await Migrator.migrate(own, migrations)
                        await own.close()
                        return applied
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(names.sorted() == migrations.map(\.name))
        }
    }

    @Test(arguments: Engine.available) func `the tables of the outbox and nothing else are made`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: PersistenceMigrations.all) { database in
            try await expect([], Migrator.pending(database, PersistenceMigrations.all))
        }
    }
}
