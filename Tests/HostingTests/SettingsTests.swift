import APIResources
import Core
import Fleet
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane
@testable import Presentation

/// What the provider decides about the whole installation.
@Suite struct SettingsTests {
    @Test(.proves("H.LNF-07", door: .api), arguments: Engine.available)
    func `settings change over REST, with before and after in the audit log`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let program = try await hosting.program("admin", role: .administrator)
            let first = try await program.api(.get, "/settings").json(SettingsResource.self)
            #expect(first.company == "Northern Hosting" && first.language == "en" && first.passwordMinimum == 12)
            let changed = try await program.api(
                .patch, "/settings", #"{"company":"Nordlicht","language":"de","timeZone":"Europe/Berlin","currency":"chf","diskAlert":80}"#)
            #expect(changed.status == 200, "\(changed.text)")
            let after = try changed.json(SettingsResource.self)
            #expect(after.company == "Nordlicht" && after.language == "de" && after.currency == "CHF" && after.diskAlert == 80)
            #expect(after.timeZone == "Europe/Berlin" && after.passwordMinimum == 12)
            #expect(try await hosting.read { db in try Installations.required(in: db).providerName } == "Nordlicht")
            let entry = try #require(
                try await hosting.read { db in try Audit.list(AuditFilter(action: "settings.changed"), by: .system, in: db) }.first)
            #expect(
                entry.changes.contains(.init("language", "en", "de")) && entry.changes.contains(.init("alert.disk_percent", "90", "80")))
            #expect(entry.changes.count == 5)
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be is refused beside its field and nothing is stored`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let program = try await hosting.program("admin", role: .administrator)
            let answer = try await program.api(
                .patch, "/settings",
                #"""
                {"company":" ","language":"tlh","timeZone":"Mars/Olympus","currency":"EURO","email":"nobody","phone":"call me",
                "support":"javascript:alert(1)","passwordMinimum":3,"sessionIdleMinutes":0,"diskAlert":100,"maintenanceText":"a\u0000b"}
                """#)
            #expect(answer.status == 422)
            for field in [
                "company", "language", "timeZone", "currency", "email", "phone", "support", "passwordMinimum", "sessionIdleMinutes",
                "diskAlert",
                "maintenanceText",
            ] { #expect(answer.text.contains("\"field\":\"\(field)\""), "\(field)") }
            #expect(try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM setting", as: Int.self) } == 0)
            let page = try await hosting.browser("admin", role: .administrator).post(
                "/settings", [("company", "Nordlicht"), ("timeZone", "UTC"), ("language", "de"), ("currency", "XXL")])
            #expect(page.status == 422 && page.text.contains("ISO 4217") && page.text.contains("value=\"Nordlicht\""))
        }
    }

    @Test(.proves("H.LNF-07", door: .page), arguments: Engine.available)
    func `language and time zone act at once, for those who chose none or may not choose`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let keeper = hosting.settings
            let keeping = Task { try await keeper.run() }
            defer { keeping.cancel() }
            let administrator = try await hosting.browser("admin", role: .administrator)
            _ = try await hosting.login("anna")
            try await hosting.write { db, _ in _ = try db.execute("UPDATE login SET language = 'ru' WHERE name = 'anna'") }
            let anna = try await hosting.browser("anna")
            #expect(try await administrator.get("/mail-log").text.contains("Outgoing mail"))
            let saved = try await administrator.post(
                "/settings", [("company", "Nordlicht"), ("timeZone", "Europe/Berlin"), ("language", "de"), ("currency", "EUR")])
            #expect(saved.location == "/settings")
            try await eventually("the panel speaks German") { try await administrator.get("/mail-log").text.contains("Ausgehende E-Mail") }
            #expect(try await anna.get("/").text.contains("lang=\"ru\""))
            let people = [("passwordMinimum", "14"), ("sessionIdleMinutes", "60"), ("sessionLifetimeHours", "24")]
            #expect(try await administrator.post("/settings/people", people).location == "/settings/people")
            try await eventually("everybody has the provider's language") { try await anna.get("/").text.contains("lang=\"de\"") }
        }
    }

    @Test(arguments: Engine.available)
    func `a session ends when the provider says`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let anna = try await hosting.browser("anna")
            var change = SettingsChange()
            change.sessionIdleMinutes = "10"
            let wanted = change
            _ = try await hosting.write { db, now in try Settings.change(wanted, by: .system, in: db, at: now) }
            await hosting.settings.refresh()
            hosting.advance(.minutes(9))
            #expect(try await anna.get("/").status == 200)
            hosting.advance(.minutes(11))
            #expect(try await anna.get("/").location?.hasPrefix("/sign-in") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `while the panel is maintained customers and their programs come back later and staff go on`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let (anna, program) = (try await hosting.browser("anna"), try await hosting.program("anna"))
            let administrator = try await hosting.browser("admin", role: .administrator)
            let form = [
                ("isInMaintenance", "on"), ("maintenanceText", "New disks <b>until</b> 18:00."), ("diskAlert", "90"),
                ("clockAlertSeconds", "5"), ("certificateAlertDays", "14"), ("silenceAlertSeconds", "60"),
            ]
            #expect(try await administrator.post("/settings/operation", form).location == "/settings/operation")
            await hosting.settings.refresh()
            let page = try await anna.get("/")
            #expect(page.status == 503 && page.headers[.retryAfter] == "300")
            #expect(page.text.contains("New disks &lt;b&gt;until") && page.text.contains("come back in a few minutes"))
            #expect(try await anna.post("/domains/new", [("name", "late.example")]).status == 503)
            let answer = try await program.api(.get, "/domains")
            #expect(answer.status == 503 && answer.text.contains("panel.maintenance") && answer.headers[.retryAfter] == "300")
            #expect(try await hosting.stranger.get("/sign-in").status == 200)
            #expect(try await hosting.stranger.get("/healthz").status == 200)
            let home = try await administrator.get("/")
            #expect(home.status == 200 && home.text.contains("customers cannot use it at the moment"))
            #expect(
                try await hosting.program("admin", role: .administrator).api(.patch, "/settings", #"{"isInMaintenance":false}"#).status
                    == 200)
            await hosting.settings.refresh()
            #expect(try await anna.get("/").status == 200)
            #expect(try await !administrator.get("/").text.contains("customers cannot use it"))
        }
    }
}
