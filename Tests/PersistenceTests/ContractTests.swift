import Core
import Persistence
import TestSupport
import Testing

/// What every driver does alike.
@Suite struct ContractTests {
    private static let hostile = [
        "", " ", "'; DROP TABLE thing; --", "\\", "\\N", "\\x00", "a\tb\nc\rd", "$1 ?1 :name %s {0}", "\u{1}\u{7f}\u{feff}", "\"quoted\"",
        "Grüße, 世界, 👩‍👩‍👧‍👦, \u{202E}rtl", "e\u{301} \u{e9}", String(repeating: "ß", count: 100_000),
    ]

    @Test(arguments: Engine.available) func `every kind of value comes back as it was bound`(_ engine: DatabaseEngine) async throws {
        let blob = (0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            try await database.write { db in
                for (id, amount, ratio, isOn, content) in [
                    ("max", Int64.max, 1.5, true, blob), ("min", Int64.min, -0.1, false, []), ("zero", 0, 1e300, true, [0, 255, 10, 92]),
                ] {
                    try db.execute(
                        """
                        INSERT INTO thing (id, label, amount, ratio, is_on, content)
                        VALUES (\(id), \(id), \(amount), \(ratio), \(isOn), \(content))
                        """)
                }
            }
            let rows = try await database.read { db in
                try db.query("SELECT id, label, amount, ratio, is_on, content FROM thing ORDER BY id")
            }
            #expect(try values("id", of: rows) == ["max", "min", "zero"])
            #expect(try values("amount", of: rows) == [.max, .min, 0])
            #expect(try values("ratio", of: rows) == [1.5, -0.1, 1e300])
            #expect(try values("is_on", of: rows) == [true, false, true])
            #expect(try values("content", of: rows) == [blob, [], [0, 255, 10, 92]])
            let on = try await database.read { db in
                try db.query("SELECT id FROM thing WHERE is_on AND is_on = \(true) ORDER BY id").map { try $0("id", as: String.self) }
            }
            #expect(on == ["max", "zero"])
        }
    }

    @Test(arguments: Engine.available) func `NULL binds and reads as nil in every column`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let row = try await database.write { db in
                try db.first(
                    """
                    INSERT INTO thing (id, label, amount, ratio, is_on, content)
                    VALUES ('a', \(String?.none), \(Int64?.none), \(Double?.none), \(Bool?.none), \([UInt8]?.none))
                    RETURNING label, amount, ratio, is_on, content
                    """)
            }
            let found = try #require(row)
            #expect(try found("label", as: String?.self) == nil)
            #expect(try found("amount", as: Int?.self) == nil)
            #expect(try found("ratio", as: Double?.self) == nil)
            #expect(try found("is_on", as: Bool?.self) == nil)
            #expect(try found("content", as: [UInt8]?.self) == nil)
            #expect(throws: RowError.self) { try found("label", as: String.self) }
            #expect(throws: RowError.self) { try found("nothing", as: String?.self) }
        }
    }

    @Test(arguments: Engine.available) func `the same statement takes NULL and a value in turn`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let counts = try await database.write { db in
                try db.execute("INSERT INTO thing (id, label, amount) VALUES ('a', 'one', 1), ('b', 'two', 2)")
                return try ["one", nil, "two", nil].map { (label: String?) in
                    try db.scalar("SELECT COUNT(*) FROM thing WHERE CAST(\(label) AS TEXT) IS NULL OR label = \(label)", as: Int.self)
                }
            }
            #expect(counts == [1, 2, 1, 2])
        }
    }

    @Test(arguments: Engine.available) func `hostile text is stored as it is`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            for text in Self.hostile {
                let back = try await database.write { db in
                    try db.execute("DELETE FROM thing")
                    try db.execute("INSERT INTO thing (id, label) VALUES ('a', \(text))")
                    return try db.scalar("SELECT label FROM thing WHERE label = \(text)", as: String.self)
                }
                #expect(back?.utf8.elementsEqual(text.utf8) == true)
            }
        }
    }

    @Test(arguments: Engine.available) func `text with U+0000 is refused in words`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let fault = await #expect(throws: Fault.self) {
                try await database.write { db in _ = try db.execute("INSERT INTO thing (id) VALUES (\("a\0b"))") }
            }
            #expect(fault?.kind == .invalid)
        }
    }

    @Test(arguments: Engine.available) func `sums and averages are numbers`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let row = try await database.write { db in
                try db.execute("INSERT INTO counter (name, value) VALUES ('a', 5000000000), ('b', 5000000001)")
                return try db.first("SELECT SUM(value) AS whole, AVG(value) AS mean, COUNT(*) AS count, MAX(name) AS last FROM counter")
            }
            let found = try #require(row)
            #expect(try found("whole", as: Int64.self) == 10_000_000_001)
            #expect(try found("mean", as: Double.self) == 5_000_000_000.5)
            #expect(try found("count", as: Int.self) == 2)
            #expect(try found("last", as: String.self) == "b")
        }
    }

    @Test(arguments: Engine.available) func `the number of changed rows is that of this statement`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let counts = try await database.write { db in
                try [
                    db.execute("INSERT INTO counter (name, value) VALUES ('a', 1), ('b', 2)"),
                    db.execute("CREATE TABLE another (id TEXT)"),
                    db.execute("UPDATE counter SET value = 3"),
                    db.execute("UPDATE counter SET value = 3 WHERE name = 'nobody'"),
                    db.execute("INSERT INTO counter (name, value) VALUES ('a', 9) ON CONFLICT DO NOTHING"),
                    db.execute("DELETE FROM counter"),
                ]
            }
            #expect(counts == [2, 0, 2, 0, 0, 2])
        }
    }

    @Test(arguments: Engine.available) func `a list binds each value, and an empty one matches nothing`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let counts = try await database.write { db in
                try db.copy(into: "counter", columns: ["name", "value"], rows: (0..<500).map { [.text("n\($0)"), .integer($0)] })
                return try [[], ["n1"], ["n1", "n499", "x"], (0..<400).map { "n\($0)" }].map { (names: [String]) in
                    try db.scalar("SELECT COUNT(*) FROM counter WHERE name IN (\(list: names))", as: Int.self)
                }
            }
            #expect(counts == [0, 1, 2, 400])
        }
    }

    private static func copiedRow(_ number: Int) -> [SQLValue] {
        if number % 7 == 0 { return [.text("\(number)"), .null, .null, .null, .null, .null] }
        return [
            .text("\(number)"), .text(hostile[number % 12]), .integer(Int64(number)), .real(Double(number) / 3),
            .boolean(number % 2 == 0), .blob([UInt8(number % 256), 0, 92, 10]),
        ]
    }

    @Test(arguments: Engine.available) func `ten thousand rows are copied at once`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            try await database.write { db in
                try db.copy(
                    into: "thing", columns: ["id", "label", "amount", "ratio", "is_on", "content"],
                    rows: (0..<10_000).map(Self.copiedRow))
            }
            try await database.read { db in
                #expect(try db.scalar("SELECT COUNT(*) FROM thing", as: Int.self) == 10_000)
                #expect(try db.scalar("SELECT COUNT(*) FROM thing WHERE label IS NULL", as: Int.self) == 1429)
                for number in [1, 2, 3, 4, 5, 6, 8, 9, 10, 11] {
                    let row = try #require(try db.first("SELECT label, ratio, is_on, content FROM thing WHERE id = \("\(number)")"))
                    #expect(try row("label") == Self.hostile[number % 12])
                    #expect(try row("ratio") == Double(number) / 3)
                    #expect(try row("is_on") == (number % 2 == 0))
                    #expect(try row("content") == [UInt8(number), 0, 92, 10])
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `a copy that fails leaves nothing and the database usable`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let rows: [[SQLValue]] = (0..<5000).map { [.text("n\($0 % 4000)"), .integer($0)] }
            let violation = await #expect(throws: ConstraintViolation.self) {
                try await database.write { db in try db.copy(into: "counter", columns: ["name", "value"], rows: rows) }
            }
            #expect(violation?.kind == .unique)
            await #expect(throws: Fault.self) {
                try await database.write { db in
                    try db.copy(
                        into: "counter", columns: ["name", "value"], rows: [[.text("a"), .integer(1)], [.text("\0"), .integer(1)]])
                }
            }
            try await expectNumber(0, "SELECT COUNT(*) FROM counter", in: database)
        }
    }

    @Test(arguments: Engine.available) func `a pattern takes percent, underscore and backslash literally`(_ engine: DatabaseEngine)
        async throws
    {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let found = try await database.write { db in
                for label in ["100%", "100x", "a_b", "axb", "c\\d", "cd", "grüße"] {
                    try db.execute("INSERT INTO thing (id, label) VALUES (\(label), \(label.folded))")
                }
                return try ["0%", "_", "\\", "GRÜ", ""].map { typed in
                    try db.query("SELECT id FROM thing WHERE label LIKE \(likePattern(containing: typed)) ESCAPE '\\' ORDER BY id")
                        .map { try $0("id", as: String.self) }
                }
            }
            #expect(found.dropLast() == [["100%"], ["a_b"], ["c\\d"], ["grüße"]])
            #expect(found.last?.count == 7)
        }
    }

    @Test(arguments: Engine.available) func `text sorts by its bytes`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            let order = try await database.write { db in
                for id in ["a", "B", "ä", "_", "1", "Z", "z"] { try db.execute("INSERT INTO thing (id) VALUES (\(id))") }
                return try db.query("SELECT id FROM thing ORDER BY id").map { try $0("id", as: String.self) }
            }
            #expect(order == ["1", "B", "Z", "_", "a", "z", "ä"])
        }
    }
}
