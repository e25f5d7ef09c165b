import Core
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// A form in steps: nothing typed is ever lost, and nothing is done before the end.
@Suite struct WizardTests {
    @Test(arguments: Engine.available)
    func `going back and forth loses nothing`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Gallery.routes) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            var page = try await browser.get("/gallery/wizard")
            /// Presses a button: every field that stands on the page is sent, the hidden ones too.
            func press(_ go: String?, _ typed: [(String, String)]) async throws -> Browser.Answer {
                let hidden = page.text.matches(of: /<input type="hidden" name="([_a-z]+)" value="([^"]*)">/).map {
                    (String($0.1), String($0.2).replacing("&lt;", with: "<").replacing("&gt;", with: ">"))
                }
                let form = hidden + typed + (go.map { [("_go", $0)] } ?? [])
                return try await browser.post("/gallery/wizard", form.map { (name: $0.0, value: $0.1) })
            }
            #expect(
                page.text.contains("Step 1 of 4") && page.text.contains("value=\"starter\" checked") && page.text.contains("Next: Person"))
            // The box for PHP is taken out: an unticked box sends nothing, and stays unticked.
            page = try await press("next", [("plan", "business")])
            #expect(page.status == 200 && page.text.contains("Step 2 of 4"))
            page = try await press("next", [("name", ""), ("email", "info@baeckerei-hof")])
            #expect(page.status == 422 && page.text.contains("Step 2 of 4"))
            #expect(page.text.contains("Type the name of the person") && page.text.contains("value=\"info@baeckerei-hof\""))
            // Back is never refused, whatever stands in the fields.
            page = try await press("back", [("name", "Bäckerei <Hof>"), ("email", "info@baeckerei-hof")])
            #expect(page.status == 200 && page.text.contains("Step 1 of 4") && page.text.contains("value=\"business\" checked"))
            #expect(!page.text.contains("name=\"php\" value=\"on\" checked"))
            page = try await press("person", [("plan", "business")])
            #expect(page.text.contains("value=\"Bäckerei &lt;Hof&gt;\"") && page.text.contains("value=\"info@baeckerei-hof\""))
            page = try await press(nil, [("name", "Bäckerei Hof"), ("email", "info@baeckerei-hof.de")])
            #expect(page.text.contains("Step 3 of 4") && page.text.contains("web1043 · Bäckerei Hof"), "Enter goes on")
            page = try await press("next", [("disk", "7"), ("full", "soft")])
            #expect(page.text.contains("Step 4 of 4") && page.text.contains("Create account") && page.text.contains("7 GB"))
            page = try await press("finish", [("note", "Welcome")])
            #expect(page.status == 303 && page.location == "/gallery/wizard")
            #expect(try await browser.get("/gallery/wizard").text.contains("You chose Bäckerei Hof"))
        }
    }

    @Test(arguments: Engine.available)
    func `the end comes only when every step is in order`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Gallery.routes) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let first = try await browser.get("/gallery/wizard")
            for step in ["plan", "note", "nonsense"] {
                let page = try await browser.post(
                    "/gallery/wizard",
                    [("_token", first.field("_token") ?? ""), ("_step", step), ("_go", "finish"), ("plan", "starter"), ("note", "kept")])
                #expect(page.status == 422 && page.text.contains("Step 2 of 4"), "the step with the empty name is shown")
                #expect(page.text.contains("name=\"note\" value=\"kept\""))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `work is as far after a reload as it is live`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Gallery.routes) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let begun = site.clock.now.milliseconds
            site.advance(.seconds(6))
            for _ in 0..<2 {
                let page = try await browser.get("/gallery/work?begun=\(begun)")
                #expect(page.text.contains("Restoring files, 50 %") && page.text.contains("data-again=\"1\""))
            }
            site.advance(.seconds(6))
            let done = try await browser.get("/gallery/work?begun=\(begun)")
            #expect(done.text.contains("18,204 files are back") && !done.text.contains("data-again"))
        }
    }
}
