import APIResources
import Accounts
import Core
import Fleet
import Identity
import Persistence
import TestSupport
import Testing
import Websites

@testable import ControlPlane

/// Accounts and plans that are changed.
@Suite struct AccountChangeTests {
    @Test(arguments: Engine.available)
    func `an account gets another name and another plan, and the log says what it had`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Business", domains: "10")
            _ = try await hosting.account("Anna's Bakery")
            let admin = try await hosting.program("admin", role: .administrator)
            let reply = try await admin.api(.patch, "/accounts/1", #"{"title":" Bäckerei Anna ","plan":"business"}"#)
            #expect(reply.status == 200)
            let shown: AccountResource = try reply.json()
            #expect((shown.title, shown.plan, shown.email) == ("Bäckerei Anna", "Business", "anna@example.org"))
            // It is found by its new name, with umlauts folded.
            let found: ListResource<AccountResource> = try await admin.api(.get, "/accounts?q=backerei").json()
            #expect(found.items.map(\.number) == [1])
            let row = try await hosting.read { db in try Audit.list(AuditFilter(action: "account.changed"), by: .system, in: db).first }
            #expect(
                row?.changes == [
                    .init("title", "Anna's Bakery", "Bäckerei Anna"), .init("plan", "Starter", "Business"),
                ])
            // What is absent stays; what is the same changes nothing and is not told.
            #expect(try await admin.api(.patch, "/accounts/1", #"{"plan":"Starter"}"#).json(AccountResource.self).title == "Bäckerei Anna")
            let before = try await hosting.everything()
            #expect(try await admin.api(.patch, "/accounts/1", #"{"plan":"STARTER"}"#).status == 200)
            #expect(try await admin.api(.patch, "/accounts/1", "{}").status == 200)
            #expect(try await hosting.everything() == before)
            let rows = try await hosting.read { db in try Audit.list(AuditFilter(action: "account.changed"), by: .system, in: db).count }
            #expect(rows == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a change that cannot be is refused beside its field and changes nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery")
            try await hosting.add("example.org", to: account)
            try await hosting.plan("Plain", php: false)
            try await hosting.write { db, now in
                _ = try Plans.create(
                    PlanForm(name: "Solaris", domainLimit: "", includesPHP: true, platform: "Solaris"), by: .system, in: db, at: now)
            }
            let admin = try await hosting.program("admin", role: .administrator)
            let anna = try await hosting.program("anna")
            let before = try await hosting.everything()
            for (body, field, code) in [
                (#"{"title":""}"#, "title", "name.empty"), (#"{"title":"a\nb"}"#, "title", "name.characters"),
                (#"{"plan":"None"}"#, "plan", "account.plan.unknown"), (#"{"plan":"Solaris"}"#, "plan", "account.plan.platform"),
                (#"{"plan":"Plain"}"#, "plan", "account.plan.option_in_use"), (#"{"number":7}"#, "number", "body.field.unknown"),
            ] {
                let reply = try await admin.api(.patch, "/accounts/1", body)
                #expect(reply.status == 422, "\(body)")
                let problem: ProblemResource = try reply.json()
                #expect(problem.errors?.map(\.field) == [field], "\(body)")
                if field != "number" { #expect(problem.errors?.map(\.code) == [code], "\(body)") }
            }
            #expect(try await admin.api(.patch, "/accounts/9", #"{"title":"x"}"#).status == 404)
            #expect(try await anna.api(.patch, "/accounts/1", #"{"title":"x"}"#).status == 404)
            #expect(try await hosting.everything() == before)
            // Turned off there, the plan fits; and nobody can turn it on any more.
            #expect(try await admin.api(.patch, "/websites/example.org", #"{"runsPHP":false}"#).status == 200)
            #expect(try await admin.api(.patch, "/accounts/1", #"{"plan":"Plain"}"#).status == 200)
            #expect(try await admin.api(.patch, "/websites/example.org", #"{"runsPHP":true}"#).status == 422)
            #expect(try await admin.api(.delete, "/accounts/1").status == 200)
            #expect(try await admin.api(.patch, "/accounts/1", #"{"title":"x"}"#).status == 409)
        }
    }

    @Test(arguments: Engine.available)
    func `a smaller plan takes no domain away, and no more are added`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            for name in ["a.example", "b.example"] { try await hosting.add(name, to: account) }
            try await hosting.plan("Small", domains: "1")
            let admin = try await hosting.program("admin", role: .administrator)
            #expect(try await admin.api(.patch, "/accounts/1", #"{"plan":"Small"}"#).json(AccountResource.self).domains == 2)
            let changed = try #require(try await hosting.account(1))
            #expect(try await fault { try await hosting.add("c.example", to: changed) }?.key == "limit.used_up")
            // A plan that is changed acts at once on all of its accounts.
            #expect(try await admin.api(.patch, "/plans/Small", #"{"domainLimit":3}"#).json(PlanResource.self).domainLimit == 3)
            try await hosting.add("c.example", to: changed)
            let free: PlanResource = try await admin.api(
                .patch, "/plans/small", #"{"name":"Medium","domainLimit":-1,"options":[{"option":"php","terms":"not_offered"}]}"#
            ).json()
            #expect((free.name, free.domainLimit, free.includesPHP) == ("Medium", nil, false))
            #expect(free.options.map(\.terms) == ["included", "not_offered"])
            // What runs, runs on.
            #expect(try await hosting.site("a.example")?.runsPHP == true)
            #expect(try await admin.api(.patch, "/plans/Medium", #"{"name":"starter"}"#).status == 422)
            let row = try await hosting.read { db in try Audit.list(AuditFilter(action: "plan.changed"), by: .system, in: db).first }
            #expect(row?.changes.map(\.field) == ["name", "resource.domain", "resource.php"])
        }
    }

    @Test(arguments: Engine.available)
    func `pages change accounts and plans`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let plan = try await hosting.plan("Business")
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/accounts/1").text.contains(#"href="/accounts/1/settings""#))
            #expect(try await admin.get("/accounts/1/settings").text.contains(#"value="Anna&#39;s Bakery""#))
            let saved = try await admin.post("/accounts/1/settings", [("title", "Anna & Co"), ("plan", "Business")])
            #expect((saved.status, saved.location) == (303, "/accounts/1"))
            #expect(try await hosting.account(1)?.planName == "Business")
            let refused = try await admin.post("/accounts/1/settings", [("title", ""), ("plan", "Business")])
            #expect(refused.status == 422)
            #expect(try await admin.get("/plans/\(plan.id)").status == 200)
            let changed = try await admin.post(
                "/plans/\(plan.id)/change", Hosting.planFields("Business", domains: "5", phpPrice: "2.50"))
            #expect(changed.status == 303)
            let now = try #require(try await hosting.read { db in try Plans.find(plan.id, in: db) })
            #expect((now.domainLimit, now.terms(of: .php).price?.amount) == (5, "2.50"))
        }
    }

    @Test(arguments: Engine.available)
    func `the command line changes an account, and its file does`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            _ = try await bench.hosting.account("Bakery")
            try await bench.hosting.plan("Business")
            let dry = await bench.run("account", "change", "1", "--plan", "Business", "--dry-run")
            #expect(dry.output == "Account 1 would change its plan from Starter to Business.\n")
            let changed = await bench.run("account", "change", "1", "--plan", "Business", "--title", "Cafe")
            #expect(changed.output == "Account 1 is “Cafe” with the plan Business.\n", "\(changed)")
            #expect(await bench.run("account", "change", "1").code != 0)
            let refused = await bench.run("account", "change", "1", "--plan", "None")
            #expect(refused.code == 2)
            #expect(refused.complaints.contains("--plan: There is no plan None."))
            let file = await bench.run("export", "1").output.replacing("title: Cafe", with: "title: Bakery").replacing(
                "plan: Business", with: "plan: Starter")
            let told = await bench.run(["apply", "-f", "-", "--account", "1", "--dry-run"], input: file)
            #expect(told.output == "Would change title to “Bakery”, plan to “Starter”.\n", "\(told)")
            let applied = await bench.run(["apply", "-f", "-"], input: file)
            #expect(applied.output == "Changed: title, plan.\nAccount 1 is as in standard input.\n", "\(applied)")
            #expect(await bench.run(["apply", "-f", "-"], input: file).output.hasPrefix("Nothing to change"))
        }
    }
}
