import Core
import Identity
import Persistence

/// What the provider calls the three fields of his own in the data of customers (C.USR-09).
package enum UserFields {
    package static let count = 3

    /// Three names; an empty one has not been given, and its field is not asked for.
    package static func names(in db: any Connection) throws -> [String] {
        var names = Array(repeating: "", count: count)
        for row in try db.query("SELECT place, name FROM user_field") {
            let place: Int = try row("place")
            if names.indices.contains(place - 1) { names[place - 1] = try row("name") }
        }
        return names
    }

    /// Names the fields; what stands in a field whose name is taken away stays stored and comes back with the name.
    ///
    /// Throws `Fault(.invalid)` beside `field1`, `field2` and `field3`.
    package static func name(
        _ typed: [String], by actor: Actor, in db: any Connection, at now: Timestamp, checking: ([String]) throws -> Void = { _ in }
    ) throws -> [String] {
        try actor.require(.accountManager)
        let before = try names(in: db)
        try checking(before)
        var complaints = Complaints()
        let after = try (0..<count).map { place -> String in
            let text = place < typed.count ? typed[place].trimmingWhitespace : ""
            return text.isEmpty ? "" : try complaints.take("field\(place + 1)") { try text.asName(limit: 40) } ?? ""
        }
        try complaints.check()
        if after == before { return after }
        for (place, name) in after.enumerated() {
            try db.execute(
                """
                INSERT INTO user_field (place, name) VALUES (\(place + 1), \(name))
                ON CONFLICT (place) DO UPDATE SET name = excluded.name
                """)
        }
        try Audit.record(
            "user_fields.named", on: .init("user_fields", "user_fields", ""),
            changes: (0..<count).filter { before[$0] != after[$0] }.map { .init("field\($0 + 1)", before[$0], after[$0]) }, by: actor,
            in: db, at: now)
        return after
    }
}
