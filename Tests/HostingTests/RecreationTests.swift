import APIResources
import Accounts
import AgentProtocol
import Core
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// What accounts have on servers, published once more (H.PLAN-22); accounts of every type (H.ACC-05); the installation in numbers (H.ADM-12).
@Suite struct RecreationTests {
    /// The change of each object that its nodes have to apply.
    private static func sequences(_ hosting: Hosting) async throws -> [String: Int64] {
        try await hosting.read { db in
            try db.query("SELECT logical_server_id, kind, object, sequence FROM specification").reduce(into: [:]) { found, row in
                let (server, kind, object): (String, String, String) = (
                    try row("logical_server_id"), try row("kind"), try row("object")
                )
                found["\(kind):\(object)@\(server)"] = try row("sequence")
            }
        }
    }

    /// The node tells that it has applied everything.
    private static func apply(_ hosting: Hosting, as state: String = "live") async throws {
        _ = try await hosting.write { db, now in
            try db.execute(
                """
                INSERT INTO specification_status (logical_server_id, kind, object, sequence, state, words, since)
                SELECT logical_server_id, kind, object, sequence, CAST(\(state) AS TEXT), 'seen', CAST(\(now) AS BIGINT) FROM specification WHERE 1 = 1
                ON CONFLICT (logical_server_id, kind, object) DO UPDATE SET sequence = excluded.sequence, state = excluded.state
                """)
        }
    }

    @Test(
        .proves("H.PLAN-22", door: .api),
        .proves("H.PLAN-14", part: "the permissions whose features do not exist yet have no effect", door: .api),
        arguments: Engine.available)
    func `an account's objects are published anew, all or some, with a report`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("one.example", to: account)
            try await hosting.add("two.example", to: account)
            let other = try await hosting.account("Ben's garage", of: "ben")
            try await hosting.add("ben.example", to: other)
            let admin = try await hosting.program("admin", role: .administrator)
            let objects: ListResource<PublishedObjectResource> = try await admin.api(.get, "/accounts/1/objects").json()
            #expect(objects.items.map(\.kind).sorted() == ["account", "website", "website", "zone", "zone"])
            #expect(objects.items.first?.name == "web1")
            let before = try await Self.sequences(hosting)
            let made = try await admin.api(.post, "/accounts/1/recreations", "{}")
            #expect(made.status == 201, "\(made.text)")
            let begun: RecreationResource = try made.json()
            // The home, two websites, and two zones on two name servers each.
            #expect((begun.total, begun.done, begun.isDone) == (7, 0, false))
            #expect(begun.objects?.allSatisfy { $0.state == "waiting" } == true)
            try await hosting.work()
            let after = try await Self.sequences(hosting)
            let changed = Set(after.filter { before[$0.key] != $0.value }.keys)
            #expect(changed.count == 7)
            #expect(changed.allSatisfy { key in objects.items.contains { key.hasPrefix($0.object + "@") } })
            #expect(after.keys == before.keys)
            func report() async throws -> RecreationResource {
                try await admin.api(.get, "/recreations/\(begun.id)").json()
            }
            #expect(try await report().objects?.allSatisfy { $0.state == "applying" } == true)
            try await Self.apply(hosting)
            let done = try await report()
            #expect((done.isDone, done.done, done.failed) == (true, 7, 0))
            // A failure stands first in the report, with the words of the daemon.
            try await Self.apply(hosting, as: "failed")
            #expect(try await report().failed == 7)
            // Some of it only; the other account's is not to be had here.
            let site = try #require(objects.items.first { $0.name == "two.example" && $0.kind == "website" })
            let middle = try await Self.sequences(hosting)
            #expect(try await admin.api(.post, "/accounts/1/recreations", #"{"objects":["\#(site.object)"]}"#).status == 201)
            try await hosting.work()
            let last = try await Self.sequences(hosting)
            #expect(last.filter { middle[$0.key] != $0.value }.keys.map { $0.hasPrefix(site.object) } == [true])
            for body in [#"{"objects":[]}"#, #"{"objects":["website:none"]}"#, #"{"objects":["account:\#(other.id)"]}"#] {
                let refused = try await admin.api(.post, "/accounts/1/recreations", body)
                #expect(refused.status == 422, "\(body)")
                #expect(try refused.json(ProblemResource.self).errors?.map(\.field) == ["objects"])
            }
            let runs: ListResource<RecreationResource> = try await admin.api(.get, "/recreations").json()
            #expect(runs.items.map(\.total) == [1, 7])
            let log = try await hosting.read { db in try Audit.list(AuditFilter(action: "account.recreated"), by: .system, in: db) }
            #expect(log.first?.changes.map(\.after) == ["website two.example"])
            // What is in the trash is not.
            #expect(try await admin.api(.delete, "/accounts/2").status == 200)
            #expect(try await admin.api(.post, "/accounts/2/recreations", "{}").status == 409)
            // The permission acts: without it nobody, with it and the sight of accounts whoever has it.
            try await hosting.login("clerk", role: .administrator, may: [.accountManager])
            let clerk = try await hosting.program("clerk", role: .administrator)
            #expect(try await clerk.api(.post, "/accounts/1/recreations", "{}").status == 403)
            try await hosting.login("fixer", role: .administrator, may: [.recreationTool, .accountPreview])
            let fixer = try await hosting.program("fixer", role: .administrator)
            #expect(try await fixer.api(.post, "/accounts/1/recreations", "{}").status == 201)
            try await hosting.login("blind", role: .administrator, may: [.recreationTool])
            let blind = try await hosting.program("blind", role: .administrator)
            #expect(try await blind.api(.post, "/accounts/1/recreations", "{}").status == 404)
            #expect(try await blind.api(.get, "/recreations/\(begun.id)").status == 404)
            #expect(try await blind.api(.post, "/recreations", #"{"server":"web1.hosting.example"}"#).status == 403)
        }
    }

    @Test(.proves("H.PLAN-22", door: .page), arguments: Engine.available)
    func `all accounts of a server are published anew from a page that shows how far it is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            for number in 1...60 {
                let account = try await hosting.account("Shop \(number)", of: "owner")
                if number <= 3 { try await hosting.add("shop\(number).example", to: account) }
            }
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.trash(60, by: .system, in: db, at: now) }
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/").text.contains(#"href="/recreations""#))
            let before = try await Self.sequences(hosting)
            let refused = try await admin.post("/recreations", [("server", "web9.hosting.example")])
            #expect(refused.status == 422)
            let begun = try await admin.post("/recreations", [("server", "web1.hosting.example")])
            let place = try #require(begun.location)
            #expect(place.hasPrefix("/recreations/"))
            #expect(try await admin.get(place).text.contains("<progress"))
            try await hosting.work()
            // 59 homes, three sites, three zones on two servers each.
            let after = try await Self.sequences(hosting)
            #expect(after.filter { before[$0.key] != $0.value }.count == 59 + 3 + 6)
            try await Self.apply(hosting)
            #expect(try await admin.get(place).text.contains("68 of 68 objects"))
            #expect(try await admin.get("/recreations").text.contains("web1.hosting.example"))
            // One account: what is ticked.
            let question = try await admin.get("/accounts/1/recreation").text
            let boxes = question.matches(of: #/name="(object-[^"]+)"/#).map { String($0.1) }
            #expect(boxes.count == 3)
            let none = try await admin.post("/accounts/1/recreation")
            #expect(none.status == 422 && none.text.contains("Choose what to publish anew."))
            let one = try await admin.post("/accounts/1/recreation", [(boxes[1], "on")])
            #expect(one.location?.hasPrefix("/recreations/") == true)
            let anna = try await hosting.browser("owner")
            #expect(try await anna.get("/accounts/1/recreation").status == 404)
        }
    }

    @Test(.proves("H.PLAN-22", door: .cli), arguments: Engine.available)
    func `the command line publishes an account anew and shows how far it is`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let account = try await bench.hosting.account()
            try await bench.hosting.add("one.example", to: account)
            let begun = await bench.run("account", "recreation", "create", "1", "--json")
            #expect(begun.code == 0, "\(begun)")
            try await bench.hosting.work()
            try await Self.apply(bench.hosting)
            let list = await bench.run("recreation", "list")
            #expect(list.output.contains("Anna's Bakery"), "\(list)")
        }
    }

    @Test(
        .proves("H.ACC-05", part: "accounts of staff and resellers are made with the reseller's features", door: .api),
        arguments: Engine.available)
    func `an account is of one of four types, and only a user's has a home`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.write { db, now in
                for (name, category) in [("Support", PlanCategory.administrative), ("Reselling", .reseller)] {
                    var form = PlanForm(name: name, domainLimit: "", includesPHP: true)
                    form.category = category
                    _ = try Plans.create(form, by: .system, in: db, at: now)
                }
            }
            _ = try await hosting.login("paula", role: .administrator)
            _ = try await hosting.account("Anna's Bakery", of: "anna")
            _ = try await hosting.account("Paula, support", of: "paula")
            _ = try await hosting.account("Resell & Co", of: "resell")
            _ = try await hosting.account("Resell & Co, administration", of: "resell")
            // Nobody is sold such a plan yet: as the features that do so will leave it, without anything on a server.
            try await hosting.write { db, _ in
                for (number, plan) in [(2, "Support"), (3, "Reselling"), (4, "Support")] {
                    try db.execute("UPDATE account SET plan_id = (SELECT id FROM plan WHERE name = \(plan)) WHERE number = \(number)")
                    try db.execute("DELETE FROM specification WHERE object = (SELECT id FROM account WHERE number = \(number))")
                }
            }
            let reseller = try #require(try await hosting.account(3))
            let admin = try await hosting.program("admin", role: .administrator)
            for (type, number) in [("user", 1), ("administrative", 2), ("reseller", 3), ("reseller_administrative", 4)] {
                let found: ListResource<AccountResource> = try await admin.api(.get, "/accounts?type=\(type)").json()
                #expect(found.items.map(\.number) == [number], "\(type)")
                #expect(found.items.map(\.type) == [type])
            }
            // Only the user's account is asked of a server: no system user, no home, no sites, no FTP for the others.
            #expect(try await hosting.wanted(.account).count == 1)
            #expect(try await fault { try await hosting.add("resell.example", to: reseller) }?.key == "account.no_home")
            for number in 2...4 {
                #expect(try await admin.api(.put, "/accounts/\(number)/suspension", #"{"reason":"x"}"#).status == 200)
                #expect(try await admin.api(.delete, "/accounts/\(number)/suspension").status == 200)
                #expect(try await admin.api(.post, "/accounts/\(number)/recreations", "{}").status == 409)
            }
            #expect(try await hosting.wanted(.account).count == 1)
            let browser = try await hosting.browser("admin", role: .administrator)
            let page = try await browser.get("/accounts/3").text
            #expect(page.contains("Reseller") && !page.contains("/home/web3"))
            #expect(try await browser.get("/accounts/1").text.contains("/home/web1"))
            let info: SystemInfoResource = try await admin.api(.get, "/system-info").json()
            #expect(info.accountsByType.map(\.count) == [1, 1, 1, 1])
        }
    }

    @Test(.proves("H.ADM-12", door: .api), .proves("H.ADM-12", door: .page), arguments: Engine.available)
    func `the installation is told in numbers`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.plan("Business")
            _ = try await hosting.account("Ben's garage", of: "ben", plan: "Business")
            _ = try await hosting.account("Carl", of: "ben", plan: "Business")
            for name in ["one.example", "two.example"] { try await hosting.add(name, to: account) }
            let admin = try await hosting.program("admin", role: .administrator)
            #expect(try await admin.api(.put, "/accounts/2/suspension", #"{"reason":"x"}"#).status == 200)
            let info: SystemInfoResource = try await admin.api(.get, "/system-info").json()
            #expect((info.staff, info.customers, info.physicalServers) == (1, 2, 1))
            #expect(info.accountsByState.map { "\($0.name) \($0.count)" } == ["active 2", "suspended 1", "trashed 0"])
            #expect(info.accountsByPlan.map { "\($0.name) \($0.count)" } == ["Business 2", "Starter 1"])
            #expect(info.hosted.first { $0.name == "domains" }?.count == 2)
            #expect(info.hosted.first { $0.name == "websites" }?.count == 2)
            #expect(info.logicalServers.map(\.count) == [1, 2])
            #expect(info.database == engine.rawValue && !info.version.isEmpty && info.licensedAccounts == nil)
            let browser = try await hosting.browser("admin", role: .administrator)
            let page = try await browser.get("/system").text
            for word in ["System information", "Business", "Name servers", info.version, "unlimited"] {
                #expect(page.contains(word), "\(word)")
            }
            let anna = try await hosting.program("anna")
            #expect(try await anna.api(.get, "/system-info").status == 404)
        }
    }
}
