import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing
import Websites

/// The options of a website: on or off, and what they cost in the plan.
@Suite struct WebOptionTests {
    private static let priced = #"{"name":"Priced","options":[{"option":"php","terms":"monthly","price":{"amount":"2","currency":"eur"}}]}"#

    @Test(.proves("H.WEB-01", door: .page), arguments: Engine.available)
    func `every option stands on the page with its state and price, and is turned on once the price is agreed to`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let wrong = try await admin.post("/plans/new", Hosting.planFields("Priced", phpPrice: "two"))
            #expect(wrong.status == 422 && wrong.text.contains("id=\"f-resources.php.recurring-error\""))
            let plan = Hosting.planFields("Priced", phpPrice: "2,00")
            #expect(try await admin.post("/plans/new", plan).location?.hasPrefix("/plans/") == true)
            #expect(try await admin.get("/plans").text.contains("2.00 EUR a month"))
            try await hosting.add("example.org", to: hosting.account(plan: "Priced"))
            let anna = try await hosting.browser("anna")
            // Nobody has agreed to a price yet, so it is off.
            #expect(try await hosting.site("example.org")?.runsPHP == false)
            let page = try await anna.get("/domains/example.org/website").text
            for part in ["Web service", "PHP", "First page", "Logs", "2.00 EUR a month", "included", "Turn on", "Turn off"] {
                #expect(page.contains(part), "\(part)")
            }
            let php = "/domains/example.org/website/php"
            let ask = try await anna.get(php).text
            #expect(ask.contains("PHP costs 2.00 EUR a month."))
            #expect(ask.contains("name=\"amount\" value=\"2.00\"") && ask.contains("name=\"currency\" value=\"EUR\""))
            for values in [[("turn", "on")], [("turn", "on"), ("amount", "1.00"), ("currency", "EUR")]] {
                let refused = try await anna.post(php, values)
                #expect(refused.status == 409 && refused.text.contains("PHP costs 2.00 EUR a month in this plan."))
            }
            #expect(try await hosting.site("example.org")?.runsPHP == false)
            let agreed = [("turn", "on"), ("amount", "2.00"), ("currency", "EUR")]
            #expect(try await anna.post(php, agreed).location == "/domains/example.org/website")
            #expect(try await hosting.site("example.org")?.runsPHP == true)
            #expect(try await anna.get("/domains/example.org/website").text.contains("PHP is on."))
            #expect(try await anna.post(php, [("turn", "off")]).status == 303)
            #expect(try await hosting.site("example.org")?.runsPHP == false)
            // The web service itself.
            #expect(try await anna.post("/domains/example.org/website/web", [("turn", "off")]).status == 303)
            #expect(try await hosting.wanted(.website).map(\.presence) == [.trashed])
            #expect(try await anna.post("/domains/example.org/website/web", [("turn", "on")]).status == 303)
            #expect(try await hosting.wanted(.website).map(\.presence) == [.present])
            #expect(try await anna.get("/domains/example.org/website/ftp").status == 404)
            #expect(try await hosting.browser("ben").get(php).status == 404)
        }
    }

    @Test(.proves("H.WEB-01", door: .api), arguments: Engine.available)
    func `an option is turned on by a request that names its price`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let created = try await admin.api(.post, "/plans", Self.priced)
            #expect(created.status == 201)
            #expect(try created.json(PlanResource.self).options.map(\.terms) == ["included", "monthly"])
            let bad: [(String, String)] = [
                (#"{"name":"A","options":[{"option":"ftp","terms":"included"}]}"#, "options[0].option"),
                (#"{"name":"A","options":[{"option":"php","terms":"free"}]}"#, "options.php"),
                (#"{"name":"A","options":[{"option":"php","terms":"monthly"}]}"#, "currency"),
                (#"{"name":"A","options":[{"option":"php","terms":"monthly","price":{"amount":"-1","currency":"EUR"}}]}"#, "price.php"),
                (#"{"name":"A","options":[{"option":"php","terms":"included"},{"option":"php","terms":"included"}]}"#, "options[1].option"),
            ]
            for (body, field) in bad {
                let reply = try await admin.api(.post, "/plans", body)
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(body)")
            }
            _ = try await hosting.account(plan: "Priced")
            let anna = try await hosting.program("anna")
            _ = try await anna.api(.post, "/domains", #"{"name":"example.org","account":1}"#)
            let site: WebsiteResource = try await anna.api(.get, "/websites/example.org").json()
            #expect(site.options.map(\.option) == ["web", "php", "index_page", "logs"])
            #expect(site.options.map(\.isOn) == [true, false, true, true])
            #expect(site.options[1].price == MoneyResource(amount: "2.00", currency: "EUR"))
            let refused = try await anna.api(.patch, "/websites/example.org", #"{"runsPHP":true}"#)
            #expect(refused.status == 409)
            #expect(try refused.json(ProblemResource.self).code == "website.price_not_agreed")
            let agreed = #"{"runsPHP":true,"agreedPrices":[{"option":"php","price":{"amount":"2.00","currency":"EUR"}}]}"#
            #expect(try await anna.api(.patch, "/websites/example.org", agreed).json(WebsiteResource.self).runsPHP)
            // Who has it keeps it without being asked again.
            #expect(try await anna.api(.patch, "/websites/example.org", #"{"runsPHP":true}"#).status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `what a plan does not offer is off and cannot be turned on`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await admin.api(
                .post, "/plans", #"{"name":"Names","includesPHP":false,"options":[{"option":"web","terms":"not_offered"}]}"#)
            try await hosting.add("example.org", to: hosting.account(plan: "Names"))
            #expect(try await hosting.wanted(.website).isEmpty)
            #expect(try await hosting.zones(of: "example.org").count == 2)
            let anna = try await hosting.program("anna")
            let refused = try await anna.api(.patch, "/websites/example.org", #"{"isOn":true,"runsPHP":true}"#)
            #expect(try refused.json(ProblemResource.self).errors?.map(\.field) == ["isOn", "runsPHP"])
            let browser = try await hosting.browser("anna")
            let page = try await browser.get("/domains/example.org/website").text
            #expect(page.contains("not offered") && !page.contains("Turn on"))
            #expect(try await browser.post("/domains/example.org/website/web", [("turn", "on")]).status == 422)
            // A domain without a website goes to the trash and comes back like any other.
            #expect(try await anna.api(.delete, "/domains/example.org?content=remove").status == 200)
            #expect(try await anna.api(.post, "/domains/example.org/restoration").status == 200)
            #expect(try await hosting.wanted(.website).allSatisfy { $0.presence != .present })
        }
    }

    @Test(.proves("H.WEB-01", door: .cli), arguments: Engine.available)
    func `the command line asks about the price first`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            #expect(await bench.run("plan", "create", "Priced", "--php", "2 EUR").code == 0)
            #expect(await bench.run("plan", "list").output.contains("2.00 EUR a month"))
            #expect(await bench.run("plan", "create", "Odd", "--php", "2 XXX").complaints.contains("Give a currency"))
            try await bench.hosting.add("example.org", to: bench.hosting.account(plan: "Priced"))
            let anna = try await bench.as("anna")
            #expect(await anna.run("site", "show", "example.org").output.contains("2.00 EUR a month"))
            let unasked = await anna.run("site", "set", "example.org", "--php", "on")
            #expect(unasked.code == 2 && unasked.complaints.contains("--yes"), "\(unasked)")
            #expect(try await bench.hosting.site("example.org")?.runsPHP == false)
            let agreed = await anna.run("site", "set", "example.org", "--php", "on", "--yes")
            #expect(agreed.code == 0, "\(agreed)")
            #expect(try await bench.hosting.site("example.org")?.runsPHP == true)
        }
    }
}
