import APIResources
import Core
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane
@testable import Presentation

/// How the panel looks and speaks, and who decides it: 5.16 of the contract, language on and design off unless the provider says otherwise.
@Suite struct AppearanceTests {
    @Test(
        .proves("C.GEN-08", part: "a reseller's own choice as the default of his new users", door: .page),
        .proves("C.GEN-09", part: "resellers, who decide for their own users", door: .page),
        arguments: Engine.available)
    func `customers choose their language, and their design where the provider lets them`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let anna = try await hosting.browser("anna")
            let profile = [("person", "Anna Kern"), ("language", "de"), ("timeZone", "")]
            // At first: the language, not the design.
            let form = try await anna.get("/profile").text
            #expect(form.contains("name=\"language\"") && !form.contains("name=\"theme\""))
            #expect(try await anna.post("/profile", profile).location == "/profile")
            #expect(try await anna.get("/").text.contains("<html lang=\"de\">"))
            let refused = try await anna.post("/profile", profile + [("theme", "dark")])
            #expect(refused.status == 422 && refused.text.contains("hat Ihr Anbieter für alle festgelegt"))
            // The other way round.
            try await set(hosting) {
                $0.letsPeopleChoose = false
                $0.letsPeopleChooseTheme = true
                $0.theme = "light"
            }
            let other = try await anna.get("/profile").text
            #expect(!other.contains("name=\"language\"") && other.contains("name=\"theme\""))
            #expect(other.contains("<html lang=\"en\" data-theme=\"light\">"), "the provider's language and design")
            #expect(try await anna.post("/profile", [("person", "Anna Kern"), ("theme", "contrast")]).location == "/profile")
            #expect(try await anna.get("/").text.contains("<html lang=\"en\" data-theme=\"contrast\">"))
            #expect(try await anna.post("/profile", profile + [("language", "ru")]).status == 303, "the same choice is no change")
            #expect(try await anna.post("/profile", [("person", "Anna"), ("language", "ru")]).status == 422)
            // The choice is kept and acts again when the provider lets it.
            try await set(hosting) {
                $0.letsPeopleChoose = true
                $0.letsPeopleChooseTheme = false
            }
            #expect(try await anna.get("/").text.contains("<html lang=\"de\" data-theme=\"light\">"))
            // Strangers have the provider's design, and his language when nobody may choose.
            #expect(try await hosting.stranger.get("/sign-in").text.contains("data-theme=\"light\""))
            try await set(hosting) {
                $0.letsPeopleChoose = false
                $0.language = "ru"
            }
            let stranger = try await hosting.stranger.get("/sign-in?language=de").text
            #expect(stranger.contains("<html lang=\"ru\"") && !stranger.contains("class=\"languages\""))
        }
    }

    @Test(
        .proves("C.GEN-09", part: "resellers, who decide for their own users", door: .page),
        .proves("C.GEN-09", part: "resellers, who decide for their own users", door: .api),
        arguments: Engine.available)
    func `staff choose for themselves, and give a customer language and design`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            try await set(hosting) { $0.letsPeopleChoose = false }
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(
                try await admin.post("/profile", [("person", "Ada"), ("language", "de"), ("timeZone", ""), ("theme", "dark")]).location
                    == "/profile")
            #expect(try await admin.get("/").text.contains("<html lang=\"de\" data-theme=\"dark\">"))
            // When somebody is set up ...
            let made = try await admin.post(
                "/accounts/new",
                [
                    ("title", "Bakery"), ("plan", "Starter"), ("login", "anna"), ("email", "anna@example.org"),
                    ("password", Hosting.password),
                    ("language", "ru"), ("theme", "light"),
                ])
            #expect(made.status == 303, "\(made.text)")
            let anna = try await hosting.browser("anna")
            func look() async throws -> (Theme?, String?) {
                let login = try await hosting.login("anna")
                return (login.theme, login.language)
            }
            #expect(try await look() == (.light, "ru"))
            // ... and later, by page and by program, whatever she may choose herself.
            #expect(try await admin.get("/accounts/1").text.contains("/logins/anna/look"))
            #expect(
                try await admin.post("/logins/anna/look", [("language", "de"), ("timeZone", ""), ("theme", "contrast")]).location
                    == "/logins/anna/look")
            #expect(try await look() == (.contrast, "de"))
            let program = try await hosting.program("admin", role: .administrator)
            let changed = try await program.api(.patch, "/logins/anna/look", #"{"theme":"dark"}"#)
            #expect(try changed.json(LookResource.self).theme == "dark")
            #expect(try await program.api(.patch, "/logins/anna/look", #"{"theme":"neon"}"#).status == 422)
            #expect(try await program.api(.patch, "/logins/nobody/look", #"{"theme":"dark"}"#).status == 404)
            #expect(try await hosting.program("anna").api(.patch, "/me/profile", #"{"theme":"light"}"#).status == 422)
            #expect(try await anna.get("/logins/anna/look").status == 404)
            #expect(try await anna.get("/").status == 200)
        }
    }

    @Test(arguments: Theme.allCases)
    func `the page says its design before anything is loaded`(theme: Theme) async throws {
        try await Hosting.with(.sqlite) { hosting in
            try await set(hosting) { $0.theme = theme.rawValue }
            let page = try await hosting.stranger.get("/sign-in").text
            let head = try #require(page.split(separator: "<link rel=\"stylesheet\"").first)
            #expect(head.contains("<meta name=\"color-scheme\" content=\"\(theme.colorScheme)\">"))
            #expect(page.contains("data-theme=") == (theme != .system))
        }
    }

    private func set(_ hosting: Hosting, _ fill: (inout SettingsChange) -> Void) async throws {
        var change = SettingsChange()
        fill(&change)
        let wanted = change
        _ = try await hosting.write { db, now in try Settings.change(wanted, by: .system, in: db, at: now) }
        await hosting.settings.refresh()
    }
}
