import APIResources
import Accounts
import Core
import Fleet
import Identity
import Notifications
import Persistence
import TestSupport
import Testing

@testable import ControlPlane
@testable import Presentation

/// Two people who save one form: the second is told, and sees both versions.
@Suite struct TwoVersionsTests {
    private static let relay = RelayForm(
        host: "localhost", port: "25", security: "none", user: "", password: nil, senderAddress: "post@hosting.example", senderName: "",
        authority: "")

    /// The fields of the page's form, as a browser would send them.
    private static func fields(_ page: String) -> [(String, String)] {
        var fields: [(String, String)] = []
        for tag in page.matches(of: #/<(input|textarea|select)[^>]*>/#) {
            let text = String(tag.0)
            guard let name = text.firstMatch(of: #/ name="([^"]+)"/#).map({ String($0.1) }), name != "_token", name != "q" else { continue }
            func value(_ text: String) -> String { text.firstMatch(of: #/ value="([^"]*)"/#).map { unescaped(String($0.1)) } ?? "" }
            if tag.1 == "textarea" {
                let rest = page[tag.range.upperBound...]
                fields.append(
                    (
                        name,
                        unescaped(String(rest.prefix(upTo: rest.firstRange(of: "</textarea>")?.lowerBound ?? rest.endIndex).dropFirst()))
                    ))
            } else if tag.1 == "select" {
                let rest = page[tag.range.upperBound...]
                let choices = rest.prefix(upTo: rest.firstRange(of: "</select>")?.lowerBound ?? rest.endIndex)
                let all = choices.matches(of: #/<option[^>]*>/#).map { String($0.0) }
                fields.append((name, value(all.first { $0.contains(" selected") } ?? all.first ?? "")))
            } else if text.contains(#"type="checkbox""#) || text.contains(#"type="radio""#) {
                if text.contains(" checked") { fields.append((name, value(text))) }
            } else {
                fields.append((name, value(text)))
            }
        }
        return fields
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }

    private static func setting(_ fields: [(String, String)], _ changes: [String: String?]) -> [(String, String)] {
        fields.filter { changes[$0.0] == nil } + changes.compactMap { name, value in value.map { (name, $0) } }
    }

    @Test(arguments: Engine.available)
    func `the second is told, keeps what he typed, and may save anyway`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account("Anna's Bakery")
            try await hosting.plan("Business")
            let first = try await hosting.browser("admin", role: .administrator)
            let second = try await hosting.browser("bert", role: .administrator)
            let shown = Self.fields(try await second.get("/accounts/1/settings").text)
            #expect(shown.map(\.0).contains("_version"))
            let begun = Self.fields(try await first.get("/accounts/1/settings").text)
            #expect(
                try await first.post("/accounts/1/settings", Self.setting(begun, ["title": "Anna & <b>", "plan": "Business"])).status == 303
            )

            let told = try await second.post("/accounts/1/settings", Self.setting(shown, ["title": "Anna GmbH"]))
            #expect(told.status == 409)
            #expect(try await hosting.account(1)?.title == "Anna & <b>")
            #expect(told.text.contains("Somebody else has saved meanwhile"))
            // His own stays in the field, the other's stands beside it; what he has not touched is taken over, and he sees what it was.
            #expect(told.text.contains(#"value="Anna GmbH""#))
            #expect(told.text.contains("Stored meanwhile: Anna &amp; &lt;b&gt;"))
            #expect(told.text.contains("Changed meanwhile, and taken over here. Before: Starter"))
            let again = Self.fields(told.text)
            #expect(again.first { $0.0 == "plan" }?.1 == "Business")
            #expect(told.text.contains("Save anyway"))
            // A third change meanwhile is told too.
            #expect(try await first.post("/accounts/1/settings", [("title", "Third"), ("plan", "Business")]).status == 303)
            let third = try await second.post("/accounts/1/settings", again)
            #expect(third.status == 409)
            #expect(third.text.contains("Stored meanwhile: Third"))
            #expect(try await second.post("/accounts/1/settings", Self.fields(third.text)).status == 303)
            let account = try #require(try await hosting.account(1))
            #expect((account.title, account.planName) == ("Anna GmbH", "Business"))
            // Who typed what is stored is not bothered, nor who sends back what he was shown.
            let calm = Self.fields(try await second.get("/accounts/1/settings").text)
            _ = try await first.post("/accounts/1/settings", [("title", "Same"), ("plan", "Business")])
            #expect(try await second.post("/accounts/1/settings", Self.setting(calm, ["title": "Same"])).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `a form that is refused for something else stays as old as it is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account("Anna's Bakery")
            let admin = try await hosting.browser("admin", role: .administrator)
            let shown = Self.fields(try await admin.get("/accounts/1/settings").text)
            let refused = try await admin.post("/accounts/1/settings", Self.setting(shown, ["plan": "None"]))
            #expect(refused.status == 422)
            _ = try await admin.post("/accounts/1/settings", [("title", "Meanwhile"), ("plan", "Starter")])
            let again = Self.setting(Self.fields(refused.text), ["plan": "Starter", "title": "Mine"])
            #expect(try await admin.post("/accounts/1/settings", again).status == 409)
            // A version that is none asks for nothing: no browser sends it.
            #expect(try await admin.post("/accounts/1/settings", Self.setting(again, ["_version": "x"])).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `every form that changes something shows both versions`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let plan = try #require(try await hosting.read { db in try Plans.find(named: "Starter", in: db) })
            let (relays, webhooks) = (hosting.relays, hosting.webhooks)
            let (role, webhook) = try await hosting.write { db, now in
                _ = try relays.change(Self.relay, by: .system, in: db, at: now)
                let role = try StaffRoles.create(name: "Clerk", permissions: [.planManager], by: .system, in: db, at: now)
                let hook = try webhooks.create(url: "http://127.0.0.1:9/", account: 1, events: [], by: .system, in: db, at: now).webhook
                return (role.id, hook.id)
            }
            let first = try await hosting.browser("admin", role: .administrator)
            let second = try await hosting.browser("bert", role: .administrator)
            let program = try await hosting.program("admin", role: .administrator)
            let news: AnnouncementResource = try await program.api(.post, "/announcements", #"{"title":"News","text":"One\nTwo"}"#).json()
            let carl = try await hosting.login("carl", role: .administrator)
            // The page, one of its fields, what one stores in it, what the other types.
            let forms: [(String, String, String, String?)] = [
                ("/accounts/1/settings", "title", "One", "Two"), ("/plans/\(plan.id)/change", "description", "One", "Two"),
                ("/plans/\(plan.id)/change", "resources.php.recurring", "3.00", "4.00"),
                ("/servers/this-machine/settings", "note", "One", "Two"),
                ("/servers/this-machine/settings", "machine", "virtual", nil), ("/settings", "phone", "1", "2"),
                ("/settings/people", "sessionIdleMinutes", "31", "32"), ("/settings/operation", "isInMaintenance", "on", nil),
                ("/settings/operation", "diskAlert", "80", "81"), ("/settings/mail", "senderName", "One", "Two"),
                ("/announcements/\(news.id)", "text", "One", "Two"), ("/roles/\(role)", "name", "One", "Two"),
                ("/roles/\(role)", "may-server_manager", "on", nil), ("/staff/\(carl.id)/roles", "role-\(role)", "on", nil),
                ("/webhooks/\(webhook)/change", "events", "domain.added", "domain.trashed"),
                ("/domains/example.org/website", "documentRoot", "one", "two"),
            ]
            for (path, field, stored, typed) in forms {
                let page = try await second.get(path)
                #expect(page.status == 200, "\(path)")
                let begun = Self.fields(page.text)
                #expect(begun.contains { $0.0 == "_version" && !$0.1.isEmpty }, "\(path)")
                let other = Self.fields(try await first.get(path).text)
                let saved = try await first.post(path, Self.setting(other, [field: stored, "_go": "finish"]))
                #expect(saved.status == 303, "\(path) \(field): \(saved.text.prefix(2000))")
                let told = try await second.post(
                    path, Self.setting(begun, typed.map { [field: $0, "_go": "finish"] } ?? ["_go": "finish"]))
                #expect(told.status == 409, "\(path) \(field)")
                #expect(told.text.contains("class=\"meanwhile\""), "\(path) \(field)")
                #expect(told.text.contains(typed == nil ? "taken over here" : "Stored meanwhile"), "\(path) \(field)")
            }
            // And the profile, which is the person's alone: in two windows.
            let begun = Self.fields(try await second.get("/profile").text)
            #expect(try await second.post("/profile", Self.setting(begun, ["person": "One"])).status == 303)
            #expect(try await second.post("/profile", Self.setting(begun, ["person": "Two"])).status == 409)
        }
    }
}
