import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

/// One mail to many customers.
@Suite struct CircularTests {
    private static func addresses(_ hosting: Hosting) async throws -> [String] {
        try await hosting.read { db in
            try db.query("SELECT to_address FROM mail WHERE kind = 'account.circular' ORDER BY to_address").map { try $0("to_address") }
        }
    }

    @Test(.proves("C.USR-04", door: .page), arguments: Engine.available)
    func `a circular goes to everybody who stays ticked, once, however often its job runs`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            for name in ["anna", "ben", "carl", "dora"] { _ = try await hosting.account("Account of \(name)", of: name) }
            _ = try await hosting.account("Another of Anna", of: "anna")
            _ = try await hosting.login("nobody")
            let gone = try await hosting.account("Gone", of: "gone")
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.trash(gone.number, by: .system, in: db, at: now) }
            let admin = try await hosting.browser("admin", role: .administrator)
            let first = try await admin.get("/circulars/new")
            let typed = [("subject", "Maintenance"), ("text", "On Sunday.\r\nBye")]
            let empty = try await admin.post(
                "/circulars/new", FormReader(first.text).with([("subject", ""), ("_go", "next")]).filter { $0.0 != "_token" })
            #expect(empty.status == 422 && empty.text.contains("id=\"f-subject-error\"") && empty.text.contains("id=\"f-text-error\""))
            let second = try await admin.post(
                "/circulars/new", FormReader(first.text).with(typed + [("_go", "next")]).filter { $0.0 != "_token" })
            let form = FormReader(second.text)
            #expect(form.values.filter { $0.0.hasPrefix("to-") && $0.1 == "on" }.count == 4)
            #expect(!second.text.contains("nobody@") && !second.text.contains("gone@"))
            let carl = try await hosting.login("carl").id
            let before = try await hosting.everything()
            let none = try await admin.post(
                "/circulars/new", typed + [("_step", "recipients"), ("_seen", "text,recipients"), ("_go", "finish")])
            #expect(none.status == 422 && none.text.contains("Nobody would get it"))
            #expect(try await hosting.everything() == before)
            let sent = try await admin.post(
                "/circulars/new", form.with([("to-\(carl)", FormReader.off), ("_go", "finish")]).filter { $0.0 != "_token" })
            let place = try #require(sent.location)
            #expect(try await admin.get(place).text.contains("0 of 3 e-mails written"))
            try await hosting.work()
            #expect(try await Self.addresses(hosting) == ["anna@example.org", "ben@example.org", "dora@example.org"])
            let done = try await admin.get(place).text
            #expect(done.contains("3 of 3 e-mails written") && done.contains("work-done"))
            #expect(try await admin.get("/circulars").text.contains("Maintenance"))
        }
    }

    @Test(.proves("C.USR-04", door: .api), arguments: Engine.available)
    func `a program sends one to all but some and follows it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            for place in 1...120 { _ = try await hosting.account("Account \(place)", of: "customer\(place)") }
            let program = try await hosting.program("admin", role: .administrator)
            let refused = try await program.api(.post, "/circulars", #"{"subject":"Hello","text":"All","except":["customer7","stranger"]}"#)
            #expect(refused.status == 422 && refused.text.contains("circular.unknown") && refused.text.contains("stranger"))
            let made = try await program.api(.post, "/circulars", #"{"subject":"Hello","text":"All","except":["Customer7"]}"#)
            let circular: CircularResource = try made.json()
            #expect(made.status == 201 && circular.recipients == 119 && circular.written == 0)
            try await hosting.work()
            let after: CircularResource = try await program.api(.get, "/circulars/\(circular.id)").json()
            #expect(after.written == 119)
            let got = try await Self.addresses(hosting)
            #expect(Set(got).count == 119 && got.count == 119 && !got.contains("customer7@example.org"))
            let list: ListResource<CircularResource> = try await program.api(.get, "/circulars").json()
            #expect(list.items.map(\.id) == [circular.id] && list.total == 1)
        }
    }
}
