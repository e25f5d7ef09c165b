import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

/// Groups of plans, and accounts that go from one plan to another.
@Suite struct PlanChangeTests {
    private static let everything = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    private static func amount(_ most: String, free: String) -> ResourceTermsForm { ResourceTermsForm(free: free, most: most) }

    private static func plan(
        _ name: String, _ amounts: [ResourceKey: ResourceTermsForm], platform: String = "", isOnOffer: Bool = true, on hosting: Hosting
    ) async throws {
        try await hosting.write { db, now in
            let form = PlanForm(name: name, platform: platform, resources: amounts)
            let plan = try Plans.create(form, services: everything, by: .system, in: db, at: now)
            _ = try Plans.offer(plan, isOnOffer, by: .system, in: db, at: now)
        }
    }

    @Test(.proves("H.PLAN-10", door: .api), arguments: Engine.available)
    func `plans of one platform are grouped, and those of another are refused`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            try await Self.plan("Small", [.domain: Self.amount("1", free: "1")], on: hosting)
            try await Self.plan("Large", [.domain: Self.amount("9", free: "9")], on: hosting)
            try await Self.plan("Solaris", [.domain: Self.amount("9", free: "9")], platform: "Solaris", on: hosting)
            let admin = try await hosting.program("admin", role: .administrator)
            let bad: [(String, String, String)] = [
                (#"{"name":"","plans":[]}"#, "name", "name.empty"),
                (#"{"name":"Web","plans":["Small","Nothing"]}"#, "plans", "account.plan.unknown"),
                (#"{"name":"Web","plans":["Small","Solaris"]}"#, "plans", "plan_group.platforms"),
            ]
            for (body, field, code) in bad {
                let reply = try await admin.api(.post, "/plan-groups", body)
                #expect(reply.status == 422, "\(body)")
                let problem: ProblemResource = try reply.json()
                #expect(problem.errors?.map(\.field) == [field] && problem.errors?.map(\.code) == [code], "\(body)")
            }
            let made = try await admin.api(.post, "/plan-groups", #"{"name":"Web","plans":["Small","large","Small"]}"#)
            #expect(made.status == 201)
            let group: PlanGroupResource = try made.json()
            #expect(group.plans == ["Large", "Small"])
            #expect(try await admin.api(.post, "/plan-groups", #"{"name":"WEB"}"#).status == 422)
            // A plan in a group does not leave its platform.
            let moved = try await admin.api(.patch, "/plans/Small", #"{"platform":"Solaris"}"#)
            #expect(moved.status == 422)
            #expect(try moved.json(ProblemResource.self).errors?.map(\.code) == ["plan_group.platform_of_plan"])
            let less = try await admin.api(.patch, "/plan-groups/\(group.id)", #"{"plans":["Small"]}"#)
            #expect(try less.json(PlanGroupResource.self).plans == ["Small"])
            #expect(try await admin.api(.patch, "/plans/Small", #"{"platform":"Solaris"}"#).status == 200)
            #expect(try await admin.api(.delete, "/plan-groups/\(group.id)").status == 204)
            #expect(try await admin.api(.get, "/plan-groups/\(group.id)").status == 404)
            #expect(try await admin.api(.get, "/plan-groups").json(ListResource<PlanGroupResource>.self).items.isEmpty)
            let anna = try await hosting.program("anna")
            #expect(try await anna.api(.get, "/plan-groups").status == 404)
        }
    }

    @Test(.proves("H.PLAN-10", door: .page), arguments: Engine.available)
    func `a customer sees and takes only the offered plans of his groups`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            for (name, isOnOffer) in [("Small", true), ("Large", true), ("Old", false), ("Foreign", true)] {
                try await Self.plan(
                    name, [.web: .init(), .domain: Self.amount("5", free: "5")], isOnOffer: isOnOffer, on: hosting)
            }
            let account = try await hosting.account(plan: "Small")
            let other = try await hosting.account("Ben", of: "ben", plan: "Small")
            let anna = try await hosting.browser("anna")
            let at = "/accounts/\(account.number)/plan"
            #expect(try await anna.get(at).text.contains("No other plan to change to"))
            let admin = try await hosting.browser("admin", role: .administrator)
            let ids = try await hosting.read { db in
                try Dictionary(uniqueKeysWithValues: Plans.list(in: db).map { ($0.name, $0.id.text) })
            }
            let grouped = ["Small", "Large", "Old"].compactMap { ids[$0] }.map { ("plan-\($0)", "on") }
            #expect(try await admin.post("/plan-groups/new", [("name", "Web")] + grouped).location == "/plan-groups")
            let shown = try await anna.get(at).text
            #expect(shown.contains("Large") && !shown.contains("Old") && !shown.contains("Foreign"))
            for closed in ["Old", "Foreign"] {
                #expect(try await anna.post("\(at)/\(ids[closed] ?? "")").status == 422)
            }
            #expect(try await anna.get("/accounts/\(other.number)/plan").status == 404)
            #expect(try await anna.post("/accounts/\(other.number)/plan/\(ids["Large"] ?? "")").status == 404)
            #expect(try await anna.get("\(at)/\(ids["Large"] ?? "")").text.contains("Change to Large"))
            #expect(try await anna.post("\(at)/\(ids["Large"] ?? "")").location == "/accounts/\(account.number)")
            #expect(try await hosting.account(account.number)?.planName == "Large")
            // The second time it is refused in words, and the entry says who did it.
            #expect(try await anna.post("\(at)/\(ids["Large"] ?? "")").status == 422)
            #expect(try await anna.get("/accounts/\(account.number)").text.contains("Plan of the account changed"))
        }
    }

    @Test(
        .proves("H.PLAN-11", part: "quotas that are bought, which come with billing", door: .api),
        .proves("H.ADM-11", part: "the address; the bill", door: .api), arguments: Engine.available)
    func `limits stay in an upgrade and fall to what is free or in use in a downgrade`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            let web = [ResourceKey.web: ResourceTermsForm()]
            try await Self.plan(
                "Middle", web.merging([.domain: Self.amount("10", free: "4"), .mailbox: Self.amount("50", free: "10")]) { $1 },
                on: hosting)
            try await Self.plan(
                "Large", web.merging([.domain: Self.amount("99", free: "20"), .mailbox: Self.amount("500", free: "100")]) { $1 },
                on: hosting)
            try await Self.plan("Small", web.merging([.domain: Self.amount("5", free: "1")]) { $1 }, on: hosting)
            let account = try await hosting.account(plan: "Middle")
            for name in ["a", "b"] { try await hosting.add("\(name).example", to: account) }
            let admin = try await hosting.program("admin", role: .administrator)
            let limits = #"{"limits":[{"resource":"domain","most":8},{"resource":"mailbox","most":30}]}"#
            #expect(try await admin.api(.patch, "/accounts/1/limits", limits).status == 200)
            func most() async throws -> [String: Int] {
                let list: ListResource<EntitlementResource> = try await admin.api(.get, "/accounts/1/limits").json()
                return Dictionary(uniqueKeysWithValues: list.items.map { ($0.resource, $0.most) })
            }
            let before = try await hosting.everything()
            let upgrade: AccountPlanChangeResource = try await admin.api(.get, "/accounts/1/plan-changes/Large").json()
            let effect = try #require(upgrade.effects.first { $0.resource == "domain" })
            #expect((effect.mostBefore, effect.mostAfter, effect.freeBefore, effect.freeAfter, effect.used) == (8, 8, 4, 8, 2))
            #expect(try await hosting.everything() == before, "looking changes nothing")
            #expect(try await admin.api(.post, "/accounts/1/plan-changes", #"{"plan":"Large"}"#).status == 201)
            #expect(try await most()["domain"] == 8)
            #expect(try await most()["mailbox"] == 30)
            // Down again: two domains are in use, one is free; mailboxes are not in the plan.
            let refused = try await admin.api(.post, "/accounts/1/plan-changes", #"{"plan":"Small"}"#)
            #expect(refused.status == 409)
            #expect(try await hosting.account(1)?.planName == "Large")
            let done = try await admin.api(.post, "/accounts/1/plan-changes", #"{"plan":"Small","acceptsLosses":true}"#)
            #expect(done.status == 201)
            let change: AccountPlanChangeResource = try done.json()
            #expect(change.effects.first { $0.resource == "mailbox" }?.isLost == true)
            #expect(try await most()["domain"] == 2)
            #expect(try await most()["mailbox"] == nil)
            let now = try #require(try await hosting.account(1))
            #expect(try await fault { try await hosting.add("c.example", to: now) }?.key == "limit.used_up")
            #expect(try await hosting.domain("b.example") != nil)
            for (body, status) in [
                (#"{"plan":"Small"}"#, 422), (#"{"plan":"None"}"#, 422), (#"{"plan":""}"#, 422), ("{}", 422),
            ] {
                #expect(try await admin.api(.post, "/accounts/1/plan-changes", body).status == status, "\(body)")
            }
            #expect(try await admin.api(.get, "/accounts/1/plan-changes/None").status == 404)
        }
    }

    @Test(.proves("H.PLAN-11", part: "quotas that are bought, which come with billing", door: .page), arguments: Engine.available)
    func `what the new plan lacks is told, turned off, and nothing of it is lost`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Full")
            try await hosting.plan("Plain", php: false)
            let account = try await hosting.account(plan: "Full")
            try await hosting.add("example.org", to: account)
            #expect(try await hosting.site("example.org")?.runsPHP == true)
            let admin = try await hosting.browser("admin", role: .administrator)
            let page = try await admin.get("/accounts/1/plan/Plain").text
            #expect(page.contains("This is turned off") && page.contains("PHP"))
            #expect(try await admin.post("/accounts/1/plan/Plain").status == 303)
            let site = try #require(try await hosting.site("example.org"))
            #expect(site.isOn && !site.runsPHP)
            let wanted = try await hosting.wanted(.website)
            guard case .website(let published)? = wanted.first?.specification else { throw Missing() }
            #expect(!published.runsPHP)
            // A locked account keeps its plan for its owner.
            let anna = try await hosting.program("anna")
            let accounts = hosting.accounts
            try await hosting.write { db, now in
                let ids = try Plans.list(in: db).map(\.name)
                _ = try PlanGroups.create(PlanGroupForm(name: "All", plans: ids), by: .system, in: db, at: now)
                for plan in try Plans.list(in: db) { _ = try Plans.offer(plan, true, by: .system, in: db, at: now) }
                _ = try accounts.suspend(1, reason: "unpaid", by: .system, in: db, at: now)
            }
            #expect(try await anna.api(.post, "/accounts/1/plan-changes", #"{"plan":"Full"}"#).status == 409)
        }
    }

    private struct Missing: Error {}
}
