import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

/// What accounts may have: plans with resources, limits of their own, and the one answer that operations ask for.
@Suite struct EntitlementTests {
    /// What the rules of mail, FTP and databases are tried with until their daemons are here.
    private static let everything = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    private static func form(_ name: String, _ amounts: [ResourceKey: ResourceTermsForm]) -> PlanForm {
        PlanForm(name: name, resources: amounts)
    }

    private static func amount(_ most: String, free: String = "0", hard: Bool = true) -> ResourceTermsForm {
        ResourceTermsForm(free: free, most: most, isHard: hard)
    }

    private static func plan(_ form: PlanForm, on hosting: Hosting, _ services: HostingServices = everything) async throws -> Plan {
        try await hosting.write { db, now in try Plans.create(form, services: services, by: .system, in: db, at: now) }
    }

    @Test func `an allowance is a whole number, or unlimited as a value of its own`() throws {
        for (typed, expected) in [
            ("0", Allowance.none), ("25", .units(25)), (" 7 ", .units(7)), ("-1", .unlimited), ("Unlimited", .unlimited),
            ("unbegrenzt", .unlimited),
        ] {
            #expect(try Allowance(typed, unlimited: "unbegrenzt") == expected, "\(typed)")
        }
        for typed in ["", "-2", "1.5", "1,5", "+3", "1e3", "ten", "4000000001", "99999999999999999999", "٣", "0x10"] {
            #expect(throws: InputProblem.self, "\(typed)") { try Allowance(typed) }
        }
        #expect(Allowance.units(3) < .unlimited && Allowance.none < .units(1) && Allowance.unlimited == max(.unlimited, .units(9)))
        #expect(Allowance.unlimited.covers(.max) && !Allowance.units(2).covers(3))
        #expect(Allowance.units(.max) + .units(1) == .unlimited)
    }

    @Test func `every resource has its rules among the others and a name in every language`() {
        let keys = Set(ResourceCatalogue.all.map(\.key))
        #expect(keys.count == ResourceCatalogue.all.count)
        for resource in ResourceCatalogue.all {
            #expect(resource.requires.allSatisfy(keys.contains) && resource.conflicts.allSatisfy(keys.contains))
            for other in resource.conflicts { #expect(ResourceCatalogue.find(other)?.conflicts.contains(resource.key) == true) }
            #expect(!resource.words.english.isEmpty && !resource.words.german.isEmpty && !resource.words.russian.isEmpty)
            // These would break the sentences that name it.
            for name in [resource.words.german, resource.words.russian] { #expect(!name.contains { "{}|:".contains($0) }) }
        }
        #expect(ResourceCatalogue.all.filter { !$0.allowsHardLimit }.map(\.key) == [.traffic])
    }

    @Test(
        .proves("C.LIM-02"), .proves("C.ROLE-09", part: "menu of resellers"), .proves("C.GEN-06"),
        .proves("C.SVC-20", part: "publishing itself"), .proves("C.LIM-07", part: "FTP itself"),
        arguments: Engine.available)
    func `a plan is refused what no server provides, what lacks its basis and what excludes another`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            func refused(_ amounts: [ResourceKey: ResourceTermsForm], _ services: HostingServices = Self.everything) async throws -> String?
            {
                try await refusal { _ = try await Self.plan(Self.form("Bad", amounts), on: hosting, services) }
            }
            let boxes = [ResourceKey.mailbox: Self.amount("5")]
            #expect(try await refused(boxes, HostingServices()) == "resources.mailbox.included: resource.not_provided")
            #expect(try await refused([.ftpUser: Self.amount("3")]) == "resources.ftp_user.included: resource.requires")
            let publishing: [ResourceKey: ResourceTermsForm] = [.web: .init(), .publishing: .init(), .errorPages: .init()]
            #expect(try await refused(publishing)?.hasSuffix("resource.conflicts") == true)
            #expect(try await refused([.mailbox: Self.amount("-5")]) == "resources.mailbox.most: allowance.form")
            #expect(try await refused([.mailbox: Self.amount("5", free: "9")]) == "resources.mailbox.free: plan.free_beyond_most")
            #expect(try await refused([.backup: Self.amount("weekly")]) == "resources.backup.most: allowance.choice")
            #expect(try await refused([ResourceKey(rawValue: "fax"): Self.amount("1")]) == "resources.fax.included: resource.unknown")
            let plan = try await Self.plan(
                Self.form(
                    "Good", [.ftp: .init(), .ftpUser: Self.amount("3"), .traffic: Self.amount("1000"), .backup: Self.amount("upload")]),
                on: hosting)
            #expect(plan.allowance(of: .ftpUser) == .units(3) && plan.allowance(of: .mailbox) == .none)
            #expect(plan.resources[.traffic]?.isHard == false, "C.GEN-06")
            #expect(plan.allowance(of: .backup) == .units(2))
            #expect(try await hosting.read { db in try Plans.find(plan.id, in: db) } == plan)
            #expect(!plan.isOnOffer)
        }
    }

    @Test(arguments: Engine.available)
    func `free units reach the accounts there are, a resource taken out of the plan stays with them`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let plan = try await Self.plan(
                Self.form("Plan", [.domain: Self.amount("5", free: "5"), .mailbox: Self.amount("10", free: "2")]), on: hosting)
            let old = try await hosting.account(plan: "Plan")
            let changed = try await hosting.write { db, now in
                try Plans.change(plan.id, services: Self.everything, by: .system, in: db, at: now) {
                    $0 = Self.form("Plan", [.domain: Self.amount("7", free: "6")])
                }
            }
            #expect(changed.version == plan.version + 1)
            let new = try await hosting.account("Ben", of: "ben", plan: "Plan")
            func found(_ account: Account) async throws -> [Entitlement] {
                try await hosting.read { db in try Entitlements.of([.domain, .mailbox], for: account, in: db) }
            }
            let (before, after) = (try await found(old), try await found(new))
            #expect(before.map(\.most) == [.units(7), .units(10)])
            #expect(before.map(\.free) == [.units(6), .units(2)])
            #expect(after.map(\.most) == [.units(7), .none])
            // Nothing different: no new version.
            let same = try await hosting.write { db, now in
                try Plans.change(plan.id, services: Self.everything, by: .system, in: db, at: now) {
                    $0 = Self.form("Plan", [.domain: Self.amount("7", free: "6")])
                }
            }
            #expect(same.version == changed.version)
        }
    }

    @Test(
        .proves("C.GEN-05", part: "resellers"),
        arguments: Engine.available)
    func `of a thousand who ask at once for the last one, one gets it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            _ = try await Self.plan(Self.form("Plan", [.domain: Self.amount("3"), .web: .init()]), on: hosting)
            let account = try await hosting.account(plan: "Plan")
            for n in 0..<2 { try await hosting.add("d\(n).example", to: account) }
            let faults = try await atOnce(1000) { n in try await fault { try await hosting.add("x\(n).example", to: account) } }
            #expect(faults.count { $0 == nil } == 1)
            #expect(faults.count { $0?.key == "limit.used_up" && $0?.kind == .limit } == 999)
        }
    }

    @Test(
        .proves("C.LIM-01", door: .api), .proves("H.PLAN-21", door: .page), .proves("H.PLAN-21", door: .api),
        .proves("H.PLAN-07", part: "buying more, which comes with billing", door: .page),
        .proves("C.GEN-05", part: "resellers", door: .api),
        .proves("C.GEN-04", part: "resellers", door: .page), .proves("C.GEN-03", part: "resellers", door: .page),
        arguments: Engine.available)
    func `an account's own limit comes before its plan's; a hard one refuses, the other is told as exceeded`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Two", domains: "2")
            let account = try await hosting.account(plan: "Two")
            for name in ["a.example", "b.example"] { try await hosting.add(name, to: account) }
            let admin = try await hosting.program("admin", role: .administrator)
            func limits() async throws -> EntitlementResource? {
                try await admin.api(.get, "/accounts/1/limits").json(ListResource<EntitlementResource>.self).items.first {
                    $0.resource == "domain"
                }
            }
            #expect(try await limits().map { [$0.used, $0.most, $0.free] } == [2, 2, 2])
            // Lowered below use: nothing is taken, nothing is added.
            let lowered = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain","most":1}]}"#)
            #expect(lowered.status == 200)
            #expect(try await limits()?.isExceeded == true)
            #expect(try await fault { try await hosting.add("c.example", to: account) }?.key == "limit.used_up")
            for name in ["a.example", "b.example"] { #expect(try await hosting.domain(name) != nil) }
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain","most":1,"isHard":false}]}"#)
            try await hosting.add("c.example", to: account)
            let page = try await hosting.browser("anna").get("/accounts/1/limits").text
            #expect(page.contains("3 of 1") && page.contains("Exceeded"))
            // 0 is not available, -1 unlimited, absent as the plan says.
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain","most":0}]}"#)
            #expect(try await fault { try await hosting.add("d.example", to: account) }?.key == "limit.not_available")
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain","most":-1}]}"#)
            try await hosting.add("d.example", to: account)
            let back = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"domain"}]}"#)
            #expect(try back.json(ListResource<EntitlementResource>.self).items.first { $0.resource == "domain" }?.most == 2)
            for (body, field) in [
                (#"{"limits":[{"resource":"domain","most":-2}]}"#, "limits.domain"),
                (#"{"limits":[{"resource":"mailbox","most":2}]}"#, "limits.mailbox"),
                (#"{"limits":[{"resource":"fax","most":2}]}"#, "limits.fax"),
            ] {
                let reply = try await admin.api(.patch, "/accounts/1/limits", body)
                #expect(reply.status == 422)
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(body)")
            }
            let history = try await hosting.browser("admin", role: .administrator).get("/accounts/1").text
            #expect(history.contains("Limits changed"))
        }
    }

    @Test(
        .proves("H.PLAN-08", part: "panel designs and dedicated servers", door: .page),
        .proves("H.PLAN-08", part: "panel designs and dedicated servers", door: .api),
        arguments: Engine.available)
    func `what is not sold any more is kept from new accounts only`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Plan")
            let old = try await hosting.account(plan: "Plan")
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/resources").text.contains("No server provides it"))
            #expect(try await admin.post("/resources/php/withdrawal").location == "/resources")
            let program = try await hosting.program("admin", role: .administrator)
            let list: ListResource<HostingResourceResource> = try await program.api(.get, "/resources").json()
            #expect(list.items.first { $0.resource == "php" }?.isWithdrawn == true)
            let new = try await hosting.account("Ben", of: "ben", plan: "Plan")
            func mostPHP(_ account: Account) async throws -> Allowance {
                try await hosting.read { db in try Entitlements.of(.php, for: account, in: db).most }
            }
            #expect(try await mostPHP(old) == .units(1))
            #expect(try await mostPHP(new) == .none)
            #expect(try await program.api(.delete, "/resources/php/withdrawal").status == 204)
            #expect(try await program.api(.delete, "/resources/php/withdrawal").status == 204)
            #expect(try await program.api(.put, "/resources/fax/withdrawal").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a copy has everything but the accounts and is not on offer, and a plan in use is not deleted`(engine: DatabaseEngine) async throws
    {
        try await Hosting.with(engine) { hosting in
            let plan = try await Self.plan(
                Self.form("Plan", [.domain: ResourceTermsForm(free: "2", most: "5", recurring: "1.50"), .mailbox: Self.amount("4")]),
                on: hosting)
            _ = try await hosting.write { db, now in try Plans.offer(plan, true, by: .system, in: db, at: now) }
            _ = try await hosting.account(plan: "Plan")
            let copy = try await hosting.write { db, now in
                try Plans.copy(Plans.locked(named: "Plan", in: db), named: "Copy", by: .system, in: db, at: now)
            }
            #expect(copy.resources == plan.resources && copy.name == "Copy" && !copy.isOnOffer && copy.version == 1)
            #expect(try await hosting.read { db in try Plans.find(copy.id, in: db) } == copy)
            #expect(try await hosting.read { db in try Plans.accounts(of: copy, in: db) } == 0)
            func delete(_ name: String) async throws -> Fault? {
                try await fault {
                    try await hosting.write { db, now in try Plans.delete(Plans.locked(named: name, in: db), by: .system, in: db, at: now) }
                }
            }
            let refused = try await delete("Plan")
            #expect(refused?.key == "plan.in_use" && refused?.sentence.contains("1 account has the plan Plan") == true)
            #expect(try await delete("Copy") == nil)
            #expect(try await hosting.read { db in try Plans.find(copy.id, in: db) } == nil)
            #expect(
                try await refusal {
                    try await hosting.write { db, now in _ = try Plans.copy(plan, named: "plan", by: .system, in: db, at: now) }
                }
                    == "name: plan.name.taken")
        }
    }
}
