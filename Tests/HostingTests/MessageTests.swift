import APIResources
import Accounts
import AgentProtocol
import ControlPlane
import Core
import Domains
import Fleet
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// Messages to people and to the provider.
@Suite struct MessageTests {
    @Test(.proves("C.GEN-12", door: .page), .proves("C.GEN-13", door: .page), .proves("C.ADM-16", door: .page), arguments: Engine.available)
    func `who comes and goes and what is made and deleted is told to its owner and to the provider`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            _ = try await hosting.account("Ben's Garage", of: "ben")
            let anna = try await hosting.browser("anna")
            #expect(
                try await anna.post("/domains/new", [("name", "bakery.example"), ("account", "1"), ("documentRoot", "")]).status == 303)
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.post("/accounts/\(account.number)/deletion").status == 303)
            let own = try await anna.get("/messages").text
            for words in [
                "Account created: 1 Anna&#39;s Bakery", "Signed in: anna", "Domain added: bakery.example", "Account put in the trash",
            ] {
                #expect(own.contains(words) || own.contains(words.replacing("&#39;", with: "'")), "\(words)")
            }
            #expect(!own.contains("Garage") && !own.contains("Signed in: ben"))
            let all = try await admin.get("/provider-messages?limit=100").text
            for words in ["Garage", "bakery.example", "Signed in: anna", "Login created: ben"] { #expect(all.contains(words), "\(words)") }
            #expect(try await anna.get("/provider-messages").status == 404)
            try await hosting.login("clerk", role: .administrator, may: [.planManager])
            #expect(try await hosting.browser("clerk", role: .administrator).get("/provider-messages").status == 403)
        }
    }

    @Test(.proves("C.GEN-13", door: .api), arguments: Engine.available)
    func `messages come newest first, by kind and page by page, and are marked as read per person`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let id = try await hosting.login("anna").id
            let program = try await hosting.program("anna")
            try await hosting.write { db, now in
                for number in 0..<25 {
                    let object = AuditEntry.Object(.domain, "sample", "d\(number).example")
                    try Messages.tell(
                        number % 5 == 0 ? .error : .notice, number % 5 == 0 ? "node.failed" : "domain.added", about: object,
                        to: [.person(id), .provider], words: number % 5 == 0 ? "<script>syntax error" : "", in: db, at: now)
                }
            }
            var seen: [String] = []
            var before = ""
            for _ in 0..<10 {
                let part: MessageListResource = try await program.api(.get, "/messages?per_page=10\(before)").json()
                seen += part.items.map(\.object)
                guard let next = part.next else { break }
                before = "&cursor=\(next)"
            }
            #expect(seen.prefix(25).elementsEqual((0..<25).reversed().map { "d\($0).example" }))
            let errors: MessageListResource = try await program.api(.get, "/messages?state=error&per_page=100").json()
            #expect(errors.items.count == 5 && errors.items.allSatisfy { $0.kind == "error" && $0.words == "<script>syntax error" })
            let browser = try await hosting.browser("anna")
            let page = try await browser.get("/messages?state=error&limit=50").text
            #expect(page.contains("d20.example could not be applied") && !page.contains("<script>syntax") && !page.contains("d19.example"))
            #expect(try await browser.get("/messages?state=x&limit=-5&before=y").status == 200)
            let unread = try await program.api(.get, "/messages").json(MessageListResource.self).unread
            #expect(unread >= 25)
            #expect(try await browser.get("/").text.contains("\"/messages\""))
            #expect(try await browser.post("/messages/read-mark").location == "/messages")
            #expect(try await program.api(.get, "/messages").json(MessageListResource.self).unread == 0)
            // What has been read by one member of staff is still new to the next.
            let admin = try await hosting.program("admin", role: .administrator)
            let second = try await hosting.program("second", role: .administrator)
            #expect(try await admin.api(.put, "/provider-messages/read-mark").status == 204)
            #expect(try await admin.api(.get, "/provider-messages").json(MessageListResource.self).unread == 0)
            #expect(try await second.api(.get, "/provider-messages").json(MessageListResource.self).unread > 0)
            hosting.advance(.days(181))
            try await hosting.write { db, now in try Messages.sweep(in: db, at: now) }
            #expect(try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM message", as: Int.self) } == 0)
        }
    }

    @Test(.proves("C.GEN-11", door: .page), arguments: Engine.available)
    func `what a server could not do is told once for each try that was asked for`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            try await hosting.add("bakery.example", to: account)
            let listener = FailureMessages(features: hosting.features)
            let site = try #require(try await hosting.site("bakery.example"))
            try await hosting.write { db, now in
                try listener.failed(
                    [
                        NodeFailure(
                            reference: ObjectReference(server: site.server, kind: .website, object: site.id.text), key: "apache.refused",
                            words: "AH00526: Syntax error")
                    ], in: db, at: now)
            }
            let anna = try await hosting.browser("anna")
            let page = try await anna.get("/messages?state=error").text
            #expect(page.contains("bakery.example could not be applied on a server") && page.contains("AH00526: Syntax error"))
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/provider-messages?state=error").text.contains("bakery.example"))
        }
    }

    @Test(arguments: Engine.available)
    func `who enters a customer's panel leaves a message there`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.post("/logins/\(account.login)/impersonation").status == 303)
            #expect(try await hosting.browser("anna").get("/messages").text.contains("Panel entered: anna (admin)"))
        }
    }
}
