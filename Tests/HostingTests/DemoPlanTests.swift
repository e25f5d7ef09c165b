import APIResources
import Accounts
import Core
import Domains
import Fleet
import Foundation
import HTTPTypes
import Identity
import Notifications
import Persistence
import TestSupport
import Testing

/// Plans for demonstration, and who sees which plan.
@Suite struct DemoPlanTests {
    private func published(_ hosting: Hosting) async throws -> Int64 {
        try await hosting.read { db in
            try db.scalar("SELECT COUNT(*) FROM specification WHERE kind IN ('account', 'website', 'zone')") ?? -1
        }
    }

    @Test(.proves("H.PLAN-13", door: .api), .proves("H.PLAN-13", door: .page), arguments: Engine.available)
    func `whatever is done to an account for demonstration, nothing of it reaches a server`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let made = try await admin.api(.post, "/plans", #"{"name":"Demo","isDemo":true}"#)
            #expect(try made.json(PlanResource.self).isDemo)
            let before = try await published(hosting)
            let account = try await hosting.account(plan: "Demo")
            #expect(account.isDemo)
            try await hosting.add("demo.example", to: account)
            let anna = try await hosting.program("anna")
            let domain: DomainResource = try await anna.api(.get, "/domains/demo.example").json()
            #expect(domain.isDemo == true && domain.statuses.isEmpty && domain.website != nil)
            #expect(try await anna.api(.patch, "/websites/demo.example", #"{"runsPHP":false}"#).status == 200)
            for (method, path) in [
                (HTTPRequest.Method.get, "/websites/demo.example/files/index.html"), (.get, "/websites/demo.example/logs/access"),
                (.post, "/websites/demo.example/index-page"),
            ] {
                let reply = try await anna.api(method, path)
                #expect(reply.status == 409 || reply.status == 404 || reply.status == 405, "\(path) \(reply.status)")
                if reply.status == 409 { #expect(try reply.json(ProblemResource.self).code == "demo.no_server") }
            }
            #expect(try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"because"}"#).status == 200)
            #expect(try await admin.api(.delete, "/accounts/1/suspension").status == 200)
            #expect(try await anna.api(.post, "/domains/demo.example/application").status < 300)
            #expect(try await admin.api(.post, "/accounts/1/recreations", "{}").status == 409)
            #expect(try await anna.api(.delete, "/domains/demo.example").status == 200)
            #expect(try await anna.api(.post, "/domains/demo.example/restoration").status == 200)
            #expect(try await published(hosting) == before)
            // Its owner is told of no name servers, and no circular goes to him.
            let mails: Int64 = try await hosting.read { db in
                try db.scalar("SELECT COUNT(*) FROM mail WHERE account_id = \(account.id)") ?? -1
            }
            #expect(mails == 0)
            let recipients = try await hosting.read { db in try Circulars.recipients(by: .system, in: db) }
            #expect(recipients.isEmpty)
            // He sees what it is, on every page and beside every state.
            let browser = try await hosting.browser("anna")
            #expect(try await browser.get("/").text.contains("is on a server"))
            #expect(try await browser.get("/domains").text.contains("Demo"))
            #expect(try await browser.get("/domains/demo.example").text.contains("This account is a demonstration"))
            #expect(try await admin.api(.get, "/accounts/1").json(AccountResource.self).isDemo == true)
            // A real account beside it is published as ever.
            try await hosting.plan("Real")
            let real = try await hosting.account("Ben", of: "ben", plan: "Real")
            try await hosting.add("real.example", to: real)
            #expect(try await published(hosting) > before)
            // Neither becomes the other.
            for (number, plan) in [(1, "Real"), (2, "Demo")] {
                for path in ["/accounts/\(number)"] {
                    let reply = try await admin.api(.patch, path, "{\"plan\":\"\(plan)\"}")
                    #expect(try reply.json(ProblemResource.self).errors?.map(\.code).contains("plan.demo.change") == true)
                }
                let reply = try await admin.api(.post, "/accounts/\(number)/plan-changes", "{\"plan\":\"\(plan)\",\"acceptsLosses\":true}")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.code) == ["plan.demo.change"])
            }
            for (plan, isDemo) in [("Demo", false), ("Real", true)] {
                let reply = try await admin.api(.patch, "/plans/\(plan)", "{\"isDemo\":\(isDemo)}")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.code) == ["plan.demo.in_use"])
            }
            #expect(try await hosting.account(1)?.planName == "Demo")
            #expect(try await admin.api(.delete, "/accounts/1").status == 200)
            #expect(try await admin.api(.delete, "/trash/accounts/1").status == 204)
        }
    }

    @Test(
        .proves("H.SIGN-05", part: "the pages of sign-up", door: .api), .proves("H.SIGN-05", part: "the pages of sign-up", door: .page),
        arguments: Engine.available)
    func `a customer is offered the plans that he is to see`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            for name in ["Own", "Open", "Closed", "Friends", "Mine", "Loyal", "Other"] { try await hosting.plan(name) }
            _ = try await hosting.account(plan: "Own")
            let anna = try await hosting.program("anna")
            func access(_ plan: String, _ body: String) async throws -> Int {
                try await admin.api(.patch, "/plans/\(plan)", body).status
            }
            #expect(try await access("Closed", #"{"audience":"staff"}"#) == 200)
            #expect(try await access("Friends", #"{"audience":"listed","audienceMembers":["ANNA@example.org"]}"#) == 200)
            #expect(try await access("Mine", #"{"audience":"listed","audienceMembers":["1"]}"#) == 200)
            #expect(try await access("Loyal", #"{"audience":"listed","audienceMembers":["own"]}"#) == 200)
            #expect(try await access("Other", #"{"audience":"listed","audienceMembers":["Open","ben@example.org"]}"#) == 200)
            try await hosting.write { db, now in
                _ = try PlanGroups.create(PlanGroupForm(name: "All", plans: Plans.list(in: db).map(\.name)), by: .system, in: db, at: now)
                for plan in try Plans.list(in: db) { _ = try Plans.offer(plan, true, by: .system, in: db, at: now) }
            }
            let offered: ListResource<AccountPlanChangeResource> = try await anna.api(.get, "/accounts/1/plan-changes").json()
            #expect(offered.items.map(\.to) == ["Friends", "Loyal", "Mine", "Open"])
            let page = try await hosting.browser("anna").get("/accounts/1/plan").text
            #expect(page.contains("Friends") && !page.contains("Closed") && !page.contains("Other"))
            for plan in ["Closed", "Other"] {
                #expect(try await anna.api(.post, "/accounts/1/plan-changes", "{\"plan\":\"\(plan)\"}").status == 422)
            }
            #expect(try await anna.api(.post, "/accounts/1/plan-changes", #"{"plan":"Loyal"}"#).status == 201)
            // Staff give any of them.
            #expect(try await admin.api(.post, "/accounts/1/plan-changes", #"{"plan":"Closed"}"#).status == 201)
            // A version is not made by who sees a plan, and a plan that is gone stands on no list.
            let loyal: PlanResource = try await admin.api(.get, "/plans/Loyal").json()
            #expect(loyal.version == 1 && loyal.audienceMembers?.count == 1)
            let before = try await hosting.everything()
            for (bad, field) in [
                (#"{"audience":"nobody"}"#, "audience"), (#"{"audience":"listed","audienceMembers":[]}"#, "audienceMembers"),
                (#"{"audience":"listed","audienceMembers":["-1"]}"#, "audienceMembers"),
                (#"{"audience":"listed","audienceMembers":["99"]}"#, "audienceMembers"),
                (#"{"audience":"listed","audienceMembers":["99999999999999999999999"]}"#, "audienceMembers"),
                (#"{"audience":"listed","audienceMembers":["No such plan"]}"#, "audienceMembers"),
                (#"{"audience":"listed","audienceMembers":["@"]}"#, "audienceMembers"),
            ] {
                let reply = try await admin.api(.patch, "/plans/Mine", bad)
                #expect(reply.status == 422, "\(bad)")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(bad)")
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(
        .proves("H.PLAN-16", part: "subsidies; templates of mails for each plan", door: .page), arguments: Engine.available)
    func `the settings page changes what is not in resources and prices`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let plan = try await hosting.plan("Starter")
            let admin = try await hosting.browser("admin", role: .administrator)
            let path = "/plans/\(plan.id)/settings"
            #expect(try await admin.get(path).text.contains("Who sees it"))
            let fields = [
                ("name", "Starter"), ("description", "For a start"), ("isBilled", "on"), ("trialDays", "7"), ("moneyBackDays", "14"),
                ("audience", "staff"), ("periods.0.isOnOffer", "on"),
            ]
            #expect(try await admin.post(path, fields).status == 303)
            let after = try #require(try await hosting.read { db in try Plans.find(plan.id, in: db) })
            #expect((after.description, after.billing.trialDays, after.billing.moneyBackDays) == ("For a start", 7, 14))
            #expect(after.access.audience == .staff && after.version == plan.version && after.resources == plan.resources)
            #expect(try await admin.post(path, fields.filter { $0.0 != "periods.0.isOnOffer" }).status == 422)
            #expect(try await admin.post(path, fields.filter { $0.0 != "trialDays" } + [("trialDays", "-1")]).status == 422)
            // What the wizard does not ask stays when it is walked through.
            let walked = try await admin.post("/plans/\(plan.id)/change", Hosting.planFields("Starter", domains: "5"))
            #expect(walked.status == 303, "\(walked.text)")
            #expect(try await hosting.read { db in try Plans.find(plan.id, in: db) }?.access.audience == .staff)
        }
    }
}
