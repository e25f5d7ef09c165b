import Accounts
import Core
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane
@testable import Presentation

/// A customer's first page, and the help of every page.
@Suite struct HomeTests {
    @Test(
        .proves("H.ACC-11", door: .page), .proves("C.END-01", part: "a help page of the provider's own", door: .page),
        arguments: Engine.available)
    func `a customer's first page shows plan, use, shortcuts, himself and where help is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Business", domains: "3")
            let account = try await hosting.account(plan: "Business")
            try await hosting.add("bakery.example", to: account)
            let anna = try await hosting.browser("anna")
            let page = try await anna.get("/").text
            #expect(page.contains("Business") && page.contains("1 of 3") && page.contains("2 domains more can be added"))
            for link in ["/domains/new", "/profile/password", "/profile/second-factors", "/messages", "/tokens", "/help"] {
                #expect(page.contains("class=\"tile\" href=\"\(link)\""), "\(link)")
            }
            #expect(page.contains("anna@example.org") && page.contains("<dt>Sign-in name"))
            // The provider says where help is, and does not want personal data on the page.
            var change = SettingsChange()
            change.support = "https://help.hosting.example"
            change.showsPersonalData = false
            try await set(change, hosting)
            let after = try await anna.get("/").text
            #expect(!after.contains("anna@example.org") && after.contains("href=\"https://help.hosting.example\""))
            #expect(try await anna.get("/profile").text.contains("anna@example.org"), "his profile still does")
            // The plan is used up.
            for name in ["bread.example", "cake.example"] { try await hosting.add(name, to: account) }
            #expect(try await anna.get("/").text.contains("all of the plan are in use"))
            // Whoever has bought nothing is told so, and has himself.
            let carl = try await hosting.browser("carl")
            let empty = try await carl.get("/").text
            #expect(empty.contains("You have no account here") && !empty.contains("/domains/new"))
            #expect(try await carl.get("/domains/new").text.contains("Ask your provider for one"))
        }
    }

    @Test(.proves("H.LNF-12", door: .page), arguments: Engine.available)
    func `help on every page opens the manual of the reader's role and language there`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let pages = hosting.routes.all.filter { $0.method == .get && $0.door == .page && $0.template.parameters.isEmpty }.map(
                \.template.text)
            #expect(pages.count > 30)
            for (name, role, folder) in [("admin", Actor.Role.administrator, "administrator"), ("anna", .customer, "customer")] {
                let reader = try await hosting.browser(name, role: role)
                var topics: Set<String> = []
                for path in pages {
                    let page = try await reader.get(path)
                    guard page.status == 200, page.text.contains("class=\"side\"") else { continue }
                    let help = try #require(page.text.firstMatch(of: /class="bar-help" href="\/help\/?([a-z-]*)"/), "\(path) has no help")
                    topics.insert(String(help.1))
                    if help.1.isEmpty {
                        #expect(["/", "/search", "/help", "/palette"].contains(path), "\(path) opens the first page only")
                    }
                }
                #expect(topics.count >= (role == .customer ? 7 : 14), "\(topics)")
                for language in ["en", "de", "ru"] {
                    try await hosting.write { db, _ in
                        _ = try db.execute("UPDATE login SET language = \(language) WHERE name = \(name)")
                    }
                    for topic in topics.map({ $0.isEmpty ? "index" : $0 }) {
                        let text = try String(contentsOfFile: manual + "/\(language)/\(folder)/\(topic).md", encoding: .utf8)
                        let title = try #require(text.split(separator: "\n").first).dropFirst(2)
                        let shown = try await reader.get(topic == "index" ? "/help" : "/help/\(topic)")
                        #expect(shown.status == 200 && shown.text.contains("<h1>\(title)</h1>"), "\(language) \(folder) \(topic)")
                        #expect(shown.headers[.contentLanguage] == language)
                    }
                }
            }
            // Of the other role there is nothing.
            #expect(try await hosting.browser("anna").get("/help/servers").status == 404)
        }
    }

    private var manual: String { Manual(told: nil).directory ?? "" }

    @Test(arguments: Engine.available)
    func `what was done can be undone where it was said`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("bakery.example", to: account)
            let admin = try await hosting.browser("admin", role: .administrator)
            let path = "/accounts/\(account.number)"
            /// Presses the button beside the sentence, as a browser would: its form's address and fields.
            func undo(_ page: String) async throws -> Client.Reply {
                let shown = try await admin.get(page).text
                let flash = try #require(shown.split(separator: "class=\"callout flash").last?.prefix(3000))
                let form = try #require(flash.firstMatch(of: /<form class="action" method="post" action="([^"]+)">/))
                let fields = flash.matches(of: /<input type="hidden" name="([a-z]+)" value="([^"]*)">/).map { (String($0.1), String($0.2)) }
                return try await admin.post(String(form.1), fields)
            }
            _ = try await admin.post("\(path)/suspension", [("reason", "The invoice is unpaid.")])
            #expect(try await hosting.account(account.number)?.state == .suspended)
            _ = try await undo(path)
            #expect(try await hosting.account(account.number)?.state == .active)
            // And back again, with the reason it had.
            _ = try await admin.post("\(path)/suspension", [("reason", "The invoice is unpaid.")])
            _ = try await admin.post("\(path)/resumption")
            _ = try await undo(path)
            #expect(try await hosting.account(account.number)?.suspensionReason == "The invoice is unpaid.")
            _ = try await admin.post("\(path)/resumption")
            _ = try await admin.post("\(path)/deletion")
            #expect(try await hosting.account(account.number)?.state == .trashed)
            _ = try await undo(path)
            #expect(try await hosting.account(account.number)?.state == .active)
            _ = try await admin.post("/domains/bakery.example/deletion", [("content", "keep")])
            #expect(try await hosting.domain("bakery.example")?.state == .trashed)
            _ = try await undo("/domains/bakery.example")
            #expect(try await hosting.domain("bakery.example")?.state == .active)
        }
    }

    private func set(_ change: SettingsChange, _ hosting: Hosting) async throws {
        _ = try await hosting.write { db, now in try Settings.change(change, by: .system, in: db, at: now) }
        await hosting.settings.refresh()
    }
}
