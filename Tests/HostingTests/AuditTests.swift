import APIResources
import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

/// The audit log: what stands in it, who reads it, and that nobody changes it unnoticed.
@Suite struct AuditTests {
    // MARK: Whole or not

    @Test(arguments: Engine.available)
    func `a log that nobody touched is whole, also when it is long`(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Self.migrations) { database in
            #expect(try await Audit.verify(database) == (0, nil))
            try await Self.write(4100, to: database)
            #expect(try await Audit.verify(database) == (4100, nil))
        }
    }

    @Test(arguments: Engine.available)
    func `a changed row is found, whichever field it was`(engine: DatabaseEngine) async throws {
        let changes: [SQL] = [
            "actor_name = 'Somebody else'", "actor_kind = 'customer'", "at = at + 1", "action = 'sample.undone'",
            "object_name = 'other'", "object_id = 'other'", "object_kind = 'plan'", "result = 'refused'", "address = '192.0.2.1'",
            "request = 'other'", "impersonator = 'Paula'", "changes = '[]'", "hash = previous_hash", "login_id = NULL",
            "account_id = '0190163d-8694-739b-aea5-966c26f8ad90'", "owner_id = '0190163d-8694-739b-aea5-966c26f8ad90'",
            "token_id = '0190163d-8694-739b-aea5-966c26f8ad90'",
        ]
        for change in changes {
            try await withDatabase(engine, migrations: Self.migrations) { database in
                try await Self.write(6, to: database)
                try await database.write { db in _ = try db.execute("UPDATE audit_entry SET \(change) WHERE sequence = 4") }
                let (rows, finding) = try await Audit.verify(database)
                #expect(rows == 3)
                #expect(finding == .init(sequence: 4, damage: .changed), "\(change)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a row that was taken out is found`(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Self.migrations) { database in
            try await Self.write(6, to: database)
            try await database.write { db in _ = try db.execute("DELETE FROM audit_entry WHERE sequence = 4") }
            #expect(try await Audit.verify(database).finding == .init(sequence: 4, damage: .missing))
            // Closing the gap by new numbers does not hide it.
            try await database.write { db in
                try db.execute("UPDATE audit_entry SET sequence = 4 WHERE sequence = 5")
                try db.execute("UPDATE audit_entry SET sequence = 5 WHERE sequence = 6")
                try db.execute("UPDATE audit_head SET sequence = 5")
            }
            #expect(try await Audit.verify(database).finding == .init(sequence: 4, damage: .swapped))
        }
    }

    @Test(arguments: Engine.available)
    func `two rows that changed places are found`(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Self.migrations) { database in
            try await Self.write(6, to: database)
            try await database.write { db in
                try db.execute("UPDATE audit_entry SET sequence = 100 WHERE sequence = 3")
                try db.execute("UPDATE audit_entry SET sequence = 3 WHERE sequence = 4")
                try db.execute("UPDATE audit_entry SET sequence = 4 WHERE sequence = 100")
            }
            #expect(try await Audit.verify(database).finding == .init(sequence: 3, damage: .swapped))
        }
    }

    @Test(arguments: Engine.available)
    func `an end that was cut off, and rows put behind it, are found`(engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: Self.migrations) { database in
            try await Self.write(6, to: database)
            try await database.write { db in _ = try db.execute("DELETE FROM audit_entry WHERE sequence > 4") }
            #expect(try await Audit.verify(database).finding == .init(sequence: 5, damage: .truncated))
            try await database.write { db in _ = try db.execute("UPDATE audit_head SET sequence = 3") }
            #expect(try await Audit.verify(database).finding == .init(sequence: 4, damage: .added))
            try await database.write { db in _ = try db.execute("UPDATE audit_head SET sequence = 4") }
            #expect(try await Audit.verify(database).finding == .init(sequence: 4, damage: .changed), "the head knows another hash")
            try await database.write { db in _ = try db.execute("DELETE FROM audit_head") }
            #expect(try await Audit.verify(database).finding == .init(sequence: 5, damage: .truncated))
        }
    }

    @Test(arguments: Engine.available)
    func `many who write at once leave numbers without gaps`(engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine, migrations: Self.migrations, connections: 6) { test in
            let second = try test.another(connections: 6)
            let databases = [test.database, second]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<12 {
                    let database = databases[writer % 2]
                    group.addTask {
                        for each in 0..<10 {
                            // One in five does not happen: its number must not be missing.
                            try? await database.write { db in
                                try Self.record("\(writer)-\(each)", in: db)
                                if each % 5 == 4 { throw Fault.notFound("sample") }
                            }
                        }
                    }
                    group.addTask { _ = try await Audit.verify(database) }
                }
                try await group.waitForAll()
            }
            await second.close()
            #expect(try await Audit.verify(test.database) == (96, nil))
            let numbers = try await test.database.read { db in
                try db.query("SELECT sequence FROM audit_entry ORDER BY sequence").map { try $0("sequence", as: Int.self) }
            }
            #expect(numbers == Array(1...96))
        }
    }

    // MARK: What stands in it

    @Test(arguments: Engine.available)
    func `whoever changes something is named with where he came from`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            _ = try await admin.post("/plans/new", Hosting.planFields("Business", domains: "7"))
            let program = try await hosting.program("admin", role: .administrator)
            let list: ListResource<AuditEntryResource> = try await program.api(.get, "/audit-entries?action=plan.created&q=busin").json()
            let row = try #require(list.items.first)
            #expect((row.actor, row.objectKind, row.object, row.result) == ("admin", "plan", "Business", "done"))
            #expect(row.request?.isEmpty == false)
            #expect(try await program.api(.get, "/audit-entries/\(row.sequence)").json(AuditEntryResource.self).hash == row.hash)
            #expect(try await program.api(.get, "/audit-entries/999999").status == 404)
            #expect(try await program.api(.get, "/audit-entries/0").status == 404)
            let verified: AuditVerificationResource = try await program.api(.get, "/audit-verification").json()
            #expect(verified.isIntact && verified.rows >= row.sequence)
            let page = try await admin.get("/audit?kind=plan").text
            #expect(page.contains("Plan created") && page.contains("Business"))
            #expect(try await admin.get("/audit/verification").text.contains("Whole"))
        }
    }

    @Test(arguments: Engine.available)
    func `the log is read page by page, and by day, action, kind, person and result`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let first = try await hosting.read { db in try Audit.head(in: db) }
            for number in 0..<7 { try await hosting.plan("Plan \(number)") }
            hosting.advance(.days(2))
            try await hosting.plan("Späte Müllabfuhr")
            var seen: [String] = []
            var before = ""
            for _ in 0..<20 {
                let part: ListResource<AuditEntryResource> = try await admin.api(.get, "/audit-entries?kind=plan&per_page=3\(before)")
                    .json()
                seen += part.items.map(\.object)
                guard let next = part.next else { break }
                before = "&cursor=\(next)"
            }
            #expect(seen == ["Späte Müllabfuhr"] + (0..<7).reversed().map { "Plan \($0)" })
            func count(_ query: String) async throws -> Int {
                try await admin.api(.get, "/audit-entries?kind=plan&per_page=200&\(query)").json(ListResource<AuditEntryResource>.self)
                    .items.count
            }
            #expect(try await count("q=mullabfuhr") == 1)
            #expect(try await count("q=%25") == 0)
            #expect(try await count("from=2026-11-24&to=2026-11-24") == 1)
            #expect(try await count("from=2026-11-22&to=2026-11-22") == 7)
            #expect(try await count("result=refused") == 0)
            #expect(try await count("action=plan.created") == 8)
            #expect(
                try await admin.api(.get, "/audit-entries?per_page=1&sort=sequence").json(ListResource<AuditEntryResource>.self).items.map(
                    \.sequence) == [1])
            #expect(first > 0)
            for bad in ["from=2026-02-30", "to=x", "person=me", "result=perhaps"] {
                #expect(try await admin.api(.get, "/audit-entries?\(bad)").status == 422, "\(bad)")
            }
            let browser = try await hosting.browser("admin", role: .administrator)
            #expect(try await browser.get("/audit?from=2026-02-30").text.contains("Nothing found"))
            #expect(try await browser.get("/audit?q=%3Cscript%3E&before=x&limit=-1").status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `a customer reads what concerns him, and not where the provider's people work`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let annas = try await hosting.account("Anna's Bakery", of: "anna")
            let bens = try await hosting.account("Ben's Garage", of: "ben")
            let admin = try await hosting.browser("admin", role: .administrator)
            for account in [annas, bens] {
                _ = try await admin.post("/accounts/\(account.number)/suspension", [("reason", "unpaid")])
            }
            let anna = try await hosting.browser("anna")
            let page = try await anna.get("/audit").text
            #expect(page.contains("What happened") && page.contains("Account suspended") && page.contains("unpaid"))
            #expect(!page.contains("Ben") && !page.contains("Garage"))
            #expect(try await anna.get("/audit/verification").status == 404)
            let program = try await hosting.program("anna")
            let list: ListResource<AuditEntryResource> = try await program.api(.get, "/audit-entries?action=account.suspended").json()
            #expect(list.items.count == 1 && list.items.first?.request == nil && list.items.first?.address == nil)
            #expect(try await program.api(.get, "/audit-verification").status == 404)
            // The history on the account's page is the same part of the log.
            #expect(try await anna.get("/accounts/\(annas.number)").text.contains("History"))
            let csv = try await anna.get("/audit/export?format=csv")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.text.contains("account.suspended") && !csv.text.contains("Garage"))
        }
    }

    @Test(arguments: Engine.available)
    func `an export is what the filter shows, and no cell is a formula`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("=HYPERLINK(\"http://evil.example\",\"a,b\")")
            let admin = try await hosting.browser("admin", role: .administrator)
            let csv = try await admin.get("/audit/export?format=csv&kind=plan").text
            let lines = csv.split(separator: "\r\n")
            #expect(lines.count == 2 && lines[0].hasPrefix("sequence,time,"))
            #expect(lines[1].contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"a,b\"\")\""))
            let json = try await admin.get("/audit/export?format=json&kind=plan").text
            let rows = try JSONDecoder().decode([AuditEntryResource].self, from: Data(json.utf8))
            #expect(rows.count == 1 && rows[0].object.hasPrefix("=HYPERLINK"))
            #expect(try await admin.get("/audit/export?format=exe").status == 422)
            #expect(try await admin.get("/audit?action=audit.exported").text.contains("Audit log exported"))
        }
    }

    // MARK: Refusals

    @Test(arguments: Engine.available)
    func `who was refused stands in the log: wrong passwords, wrong links, missing permissions`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.login("anna")
            let token = try await Self.token(at: "/sign-in", hosting.stranger)
            let stranger = token.client
            _ = try await stranger.post("/sign-in", [("name", "anna"), ("password", "wrong password here")], token: token.token)
            _ = try await stranger.post("/sign-in", [("name", "my secret password"), ("password", "x")], token: token.token)
            try await hosting.login("clerk", role: .administrator, may: [.messageReader])
            let clerk = try await hosting.browser("clerk", role: .administrator)
            #expect(try await clerk.get("/plans").status == 403)
            #expect(try await clerk.get("/plans").status == 403)
            #expect(try await clerk.post("/accounts/1/suspension", [("reason", "x")]).status == 403)
            let admin = try await hosting.program("admin", role: .administrator)
            let list: ListResource<AuditEntryResource> = try await admin.api(.get, "/audit-entries?result=refused&per_page=200").json()
            let wrong = list.items.filter { $0.action == "sign_in.refused" }
            #expect(wrong.map(\.object) == ["", "anna"] && wrong.allSatisfy { $0.actorKind == "stranger" })
            #expect(!list.items.contains { $0.object.contains("secret") }, "what was typed into the wrong field is not kept")
            let refused = list.items.filter { $0.action == "access.refused" }.map(\.object)
            #expect(refused == ["POST /accounts/{account}/suspension", "GET /plans"], "the same one once a minute")
            // Anna sees that somebody tried hers.
            #expect(try await hosting.browser("anna").get("/audit").text.contains("Sign-in refused"))
        }
    }

    @Test(arguments: Engine.available)
    func `signing in and out stands in the log`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.login("anna")
            let (client, token) = try await Self.token(at: "/sign-in", hosting.stranger)
            #expect(try await client.post("/sign-in", [("name", "anna"), ("password", Hosting.password)], token: token).status == 303)
            let anna = try await hosting.browser("anna")
            #expect(try await anna.post("/sign-out").status == 303)
            let admin = try await hosting.program("admin", role: .administrator)
            let list: ListResource<AuditEntryResource> = try await admin.api(.get, "/audit-entries?kind=login&q=anna").json()
            #expect(list.items.map(\.action).contains("session.ended"))
            #expect(list.items.filter { $0.action == "session.started" }.count == 2)
        }
    }

    // MARK: Parts

    private static let migrations = PresentationMigrations.all + IdentityMigrations.all

    private static func record(_ name: String, in db: any Connection) throws {
        let actor = Actor(
            role: .administrator, login: LoginID(stored: "0190163d-8694-739b-aea5-966c26f8ad99"), name: "Paula Albers",
            origin: .init(address: IPAddress(stored: "203.0.113.24"), request: "request"))
        try Audit.record(
            "sample.done", on: .init(.account, "sample", name), changes: [.init("reason", nil, name)], by: actor, in: db,
            at: Timestamp(milliseconds: 1_795_348_800_000))
    }

    private static func write(_ rows: Int, to database: any Database) async throws {
        try await database.write { db in for row in 0..<rows { try record("row \(row)", in: db) } }
    }

    /// A stranger who has opened the page, and the token of the form on it.
    static func token(at path: String, _ client: Client) async throws -> (client: Client, token: String) {
        let page = try await client.get(path)
        return (client, page.text.firstMatch(of: /name="_token" value="([^"]+)"/).map { String($0.1) } ?? "")
    }
}
