import APIResources
import Accounts
import Core
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// What happened to an account, in the order in which it happened, and the notes of the staff (H.ADM-13).
@Suite struct AccountHistoryTests {
    @Test(.proves("H.ADM-13", door: .api), arguments: Engine.available)
    func `the history of an account tells all that was done to it and its things, by whom, with the notes`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            _ = try await hosting.account("Ben's garage", of: "ben")
            let admin = try await hosting.program("admin", role: .administrator)
            let anna = try await hosting.program("anna")
            #expect(try await anna.api(.post, "/domains", #"{"name":"bakery.example","account":1}"#).status < 300)
            #expect(try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain","most":3}]}"#).status == 200)
            let written = try await admin.api(.post, "/accounts/1/notes", #"{"text":"Called: pays by Friday.\nMüller asked."}"#)
            #expect(written.status == 201)
            #expect(try written.json(AccountNoteResource.self).author == "admin")
            hosting.advance(.days(1))
            #expect(try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"unpaid"}"#).status == 200)
            #expect(try await admin.api(.put, "/accounts/2/suspension", #"{"reason":"other"}"#).status == 200)
            func rows(_ who: Client, _ query: String = "") async throws -> [String] {
                let reply = try await who.api(.get, "/accounts/1/history\(query)")
                #expect(reply.status == 200, "\(reply.text)")
                return try reply.json(ListResource<HistoryEntryResource>.self).items.map { "\($0.action) \($0.actor)" }
            }
            let all = [
                "account.suspended admin", "account.note_written admin", "account.limits_changed admin", "domain.added anna",
                "account.created system",
            ]
            #expect(try await rows(admin) == all)
            #expect(try await rows(admin, "?sort=sequence") == all.reversed())
            #expect(try await rows(admin, "?part=notes") == ["account.note_written admin"])
            #expect(try await rows(admin, "?part=changes").count == 4)
            #expect(try await rows(admin, "?q=bakery.example") == ["domain.added anna"])
            #expect(try await rows(admin, "?q=muller") == ["account.note_written admin"])
            #expect(try await rows(admin, "?q=anna.example") == [])
            #expect(try await rows(admin, "?from=2026-11-23") == ["account.suspended admin"])
            #expect(try await rows(admin, "?to=2026-11-22").count == 4)
            #expect(try await admin.api(.get, "/accounts/1/history?from=x").status == 422)
            let list: ListResource<HistoryEntryResource> = try await admin.api(.get, "/accounts/1/history?part=notes").json()
            #expect(list.items.first?.note == "Called: pays by Friday.\nMüller asked.")
            // Page by page, to the end.
            var (seen, cursor): ([String], String?) = ([], nil)
            repeat {
                let place = cursor.map { "&cursor=\($0)" } ?? ""
                let page: ListResource<HistoryEntryResource> = try await admin.api(.get, "/accounts/1/history?per_page=2\(place)").json()
                seen += page.items.map { "\($0.action) \($0.actor)" }
                cursor = page.next
            } while cursor != nil
            #expect(seen == all)
            // Its owner reads what was done, not what was noted; nobody else anything.
            #expect(try await rows(anna) == all.filter { !$0.contains("note") })
            #expect(try await rows(anna, "?q=friday") == [])
            #expect(!(try await anna.api(.get, "/audit-entries").text.contains("note_written")))
            let ben = try await hosting.program("ben")
            #expect(try await ben.api(.get, "/accounts/1/history").status == 404)
            #expect(try await anna.api(.post, "/accounts/1/notes", #"{"text":"x"}"#).status == 404)
            // Bad notes.
            for text in ["", "  \\n ", String(repeating: "x", count: 4001), "a\\u0007b"] {
                #expect(try await admin.api(.post, "/accounts/1/notes", #"{"text":"\#(text)"}"#).status == 422, "\(text.prefix(9))")
            }
            // A member of staff who only looks reads it all and writes nothing.
            try await hosting.login("looker", role: .administrator, may: [.accountPreview])
            let looker = try await hosting.program("looker", role: .administrator)
            #expect(try await rows(looker) == all)
            #expect(try await looker.api(.post, "/accounts/1/notes", #"{"text":"x"}"#).status == 403)
            // The log with the notes in it is whole.
            #expect(try await Audit.verify(hosting.database).finding == nil)
            _ = account
        }
    }

    @Test(.proves("H.ADM-13", door: .page), arguments: Engine.available)
    func `the page of a history is searched and turned over, and takes notes`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("bakery.example", to: account)
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/accounts/1").text.contains(#"href="/accounts/1/history""#))
            let empty = try await admin.post("/accounts/1/notes/new", [("text", " ")])
            #expect(empty.status == 422 && empty.text.contains("Write something."))
            for number in 1...60 {
                let reply = try await admin.post("/accounts/1/notes/new", [("text", "Note <b>\(number)</b>")])
                #expect(reply.location == "/accounts/1/history")
            }
            let first = try await admin.get("/accounts/1/history").text
            #expect(first.contains("Note &lt;b&gt;60&lt;/b&gt;") && !first.contains("Note &lt;b&gt;10&lt;/b&gt;"))
            let older = try #require(first.firstMatch(of: #/href="(\/accounts\/1\/history\?before=\d+)"/#)?.1)
            let second = try await admin.get(String(older)).text
            #expect(
                second.contains("Note &lt;b&gt;10&lt;/b&gt;") && second.contains("bakery.example") && second.contains("Account created"))
            let found = try await admin.get("/accounts/1/history?q=%3Cb%3E7&part=notes").text
            #expect(found.contains("Note &lt;b&gt;7&lt;/b&gt;") && !found.contains("Note &lt;b&gt;8&lt;/b&gt;"))
            #expect(try await admin.get("/accounts/1/history?from=x").status == 200)
            let anna = try await hosting.browser("anna")
            let own = try await anna.get("/accounts/1/history").text
            #expect(own.contains("bakery.example") && !own.contains("Note &lt;b&gt;") && !own.contains("notes/new"))
        }
    }
}
