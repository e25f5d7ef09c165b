import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

/// Plans through the pages and the interface: kinds, terms, copies, offers.
@Suite struct PlanTests {
    @Test(.proves("H.PLAN-01", door: .page), .proves("H.PLAN-02", door: .page), arguments: Engine.available)
    func `there is a wizard for each kind of plan, and what no server is there for is not configured`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let kinds = try await admin.get("/plans/kinds").text
            for words in ["For customers", "For resellers", "For staff", "/plans/new?category=reseller", "/roles/new"] {
                #expect(kinds.contains(words), "\(words)")
            }
            #expect(!kinds.contains("Not configured"))
            let fields = Hosting.planFields("For resellers") + [("category", "reseller")]
            #expect(try await admin.post("/plans/new", fields).status == 303)
            let plan = try #require(try await hosting.read { db in try Plans.find(named: "For resellers", in: db) })
            #expect(plan.category == .reseller)
            #expect(try await admin.get("/plans").text.contains("resellers"))
            // Nobody is a reseller yet, so no account has it.
            let refused = try await fault { _ = try await hosting.account(plan: "For resellers") }
            #expect(refused?.fields.map(\.key) == ["account.plan.category"])
            #expect(!(try await admin.get("/accounts/new").text.contains("For resellers")))
            try await hosting.write { db, _ in
                for table in ["specification", "zone_server", "server_endpoint", "logical_server"] {
                    try db.execute(SQL(trusted: "DELETE FROM \(table)"))
                }
            }
            let bare = try await admin.get("/plans/kinds").text
            #expect(bare.components(separatedBy: "Not configured").count == 3)
            #expect(!bare.contains("/plans/new?category"))
        }
    }

    @Test(
        .proves("H.PLAN-01", door: .api), .proves("H.PLAN-15", door: .api),
        .proves("H.PLAN-04", door: .api),
        .proves("H.PLAN-16", part: "subsidies; templates of mails for each plan", door: .api),
        .proves("H.PLAN-17", part: "the pages of sign-up", door: .api), arguments: Engine.available)
    func `a program makes, changes, copies, offers and deletes plans`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let body = """
                {"name":"Business","category":"reseller","description":"For shops","currency":"CHF","trialDays":14,"creditLimit":"20.00","moneyBackDays":30,
                "resources":[{"resource":"web"},{"resource":"php","isActivated":false,"recurringPrice":"2.50"},
                {"resource":"domain","free":3,"most":-1,"setupPrice":"1.00","usagePrice":"0.10","isShownAtSignup":false}]}
                """
            let made = try await admin.api(.post, "/plans", body)
            #expect(made.status == 201)
            let plan: PlanResource = try made.json()
            #expect(
                (plan.category, plan.currency, plan.trialDays, plan.creditLimit, plan.moneyBackDays) == ("reseller", "CHF", 14, "20.00", 30)
            )
            let domain = try #require(plan.resources.first { $0.resource == "domain" })
            #expect((domain.free, domain.most, domain.setupPrice, domain.usagePrice) == (3, -1, "1.00", "0.10"))
            #expect(domain.isShownAtSignup == false)
            #expect(plan.resources.first { $0.resource == "php" }?.isActivated == false)
            #expect(!plan.isOnOffer && plan.version == 1)
            #expect(try await admin.api(.put, "/plans/Business/offer").json(PlanResource.self).isOnOffer)
            // A price is a new version, the description is not.
            let described = try await admin.api(.patch, "/plans/Business", #"{"description":"For small shops"}"#)
            #expect(try described.json(PlanResource.self).version == 1)
            let priced = try await admin.api(.patch, "/plans/Business", #"{"resources":[{"resource":"php","recurringPrice":"3.00"}]}"#)
            #expect(try priced.json(PlanResource.self).version == 2)
            let copied = try await admin.api(.post, "/plans/Business/copies", #"{"name":"Business 2"}"#)
            #expect(copied.status == 201)
            let copy: PlanResource = try copied.json()
            #expect(copy.resources.count == plan.resources.count && !copy.isOnOffer && copy.accounts == 0 && copy.category == "reseller")
            #expect(try await admin.api(.delete, "/plans/Business%202").status == 204)
            for (bad, field) in [
                (#"{"name":"X","category":"administrative"}"#, "category"), (#"{"name":"X","trialDays":-1}"#, "trialDays"),
                (#"{"name":"X","trialDays":99999}"#, "trialDays"), (#"{"name":"X","creditLimit":"much"}"#, "creditLimit"),
                (#"{"name":"X","currency":"XX"}"#, "currency"),
                (#"{"name":"X","resources":[{"resource":"domain","most":-2}]}"#, "resources.domain.most"),
                (#"{"name":"X","resources":[{"resource":"mailbox","most":5}]}"#, "resources.mailbox.included"),
                (#"{"name":"X","resources":[{"resource":"domain","most":5,"setupPrice":"-1"}]}"#, "resources.domain.setup"),
            ] {
                let reply = try await admin.api(.post, "/plans", bad)
                #expect(reply.status == 422, "\(bad)")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(bad)")
            }
        }
    }
}
