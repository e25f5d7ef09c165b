import Core
import Glibc
import Persistence
import Testing

/// Tables that the contract is tried on.
enum Sample {
    static let migrations = [
        Migration(
            "sample.0001_tables", "",
            sqlite: tables(blob: "BLOB", position: "INTEGER PRIMARY KEY AUTOINCREMENT"),
            postgresql: tables(blob: "BYTEA", position: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))
    ]

    private static func tables(blob: String, position: String) -> String {
        """
        CREATE TABLE thing (
            id TEXT NOT NULL PRIMARY KEY,
            label TEXT,
            amount BIGINT,
            ratio DOUBLE PRECISION,
            is_on BOOLEAN,
            content \(blob),
            CONSTRAINT thing_amount_check CHECK (amount IS NULL OR amount >= -9223372036854775807 - 1)
        );
        CREATE TABLE part (
            id TEXT NOT NULL PRIMARY KEY,
            thing_id TEXT NOT NULL REFERENCES thing (id),
            size BIGINT NOT NULL CONSTRAINT part_size_check CHECK (size > 0),
            CONSTRAINT part_thing_id_size_key UNIQUE (thing_id, size)
        );
        CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
        CREATE TABLE entry (position \(position), body TEXT NOT NULL);
        """
    }
}

/// Polls until `condition` holds; false when it does not within `seconds`.
func eventually(within seconds: Int = 60, _ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
        if try await condition() { return true }
        if ContinuousClock.now > deadline { return false }
        try await Task.sleep(for: .milliseconds(10))
    }
}

struct Refusal: Error, Equatable {}

/// Lets a body that runs on a driver's thread wait for the test's next step.
func waitBriefly() { usleep(1000) }

/// Checks that the first column of the first row is `expected`.
func expectNumber(_ expected: Int, _ statement: SQL, in database: any Database, _ place: SourceLocation = #_sourceLocation) async throws {
    let found = try await database.read { db in try db.scalar(statement, as: Int.self) }
    #expect(found == expected, sourceLocation: place)
}

/// One column of all rows.
func values<T: SQLDecodable>(_ column: String, of rows: [Row]) throws -> [T] { try rows.map { try $0(column) } }
