import APIResources
import Accounts
import AgentProtocol
import ControlPlane
import Core
import Foundation
import HTTPTypes
import Identity
import Jobs
import Notifications
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// What accounts use of disk space and traffic: taken from nodes, kept by day, shown, and told when it passes a mark.
@Suite struct UsageTests {
    private static let counter = "0190163d-8694-739b-aea5-966c26f8ad90"
    private static let megabyte: Int64 = 1 << 20

    /// What a node tells. Days are counted back from today.
    private struct Told {
        var counter = UsageTests.counter
        var traffic: [(account: Int, site: WebsiteID, daysAgo: Int, received: Int64, sent: Int64)] = []
        var disk: [(account: Int, bytes: Int64)] = []
        /// How long ago it was measured and counted.
        var age = Duration.zero

        func report(at now: Timestamp) -> UsageReport {
            UsageReport(
                counter: counter, countedThrough: now - age,
                traffic: traffic.map {
                    TrafficOfDay(
                        account: $0.account, website: $0.site, day: UTCDay(now) - $0.daysAgo, bytesIn: $0.received, bytesOut: $0.sent)
                }, disk: disk.map { DiskUse(account: $0.account, bytes: $0.bytes, files: 3, measuredAt: now - age) })
        }
    }

    private func take(_ told: Told, on hosting: Hosting, node: PhysicalServerID? = nil) async throws {
        let node = node ?? hosting.machine.id
        try await hosting.write { db, now in try UsageIntake().used(told.report(at: now), on: node, in: db, at: now) }
    }

    private func usage(_ account: Int, _ query: String = "", of client: Client) async throws -> UsageResource {
        let reply = try await client.api(.get, "/accounts/\(account)/usage\(query)")
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.json()
    }

    /// A plan with so many megabytes of each.
    private func plan(_ name: String, disk: String, traffic: String, hard: Bool = false, on hosting: Hosting) async throws {
        _ = try await hosting.write { db, now in
            try Plans.create(
                PlanForm(
                    name: name,
                    resources: [
                        .web: .init(), .domain: ResourceTermsForm(free: "5", most: "5"),
                        .diskSpace: ResourceTermsForm(free: disk, most: disk, isHard: hard),
                        .traffic: ResourceTermsForm(free: traffic, most: traffic, isHard: hard),
                    ]), services: HostingServices(), by: .system, in: db, at: now)
        }
    }

    @Test(
        .proves("H.USE-02", part: "FTP and mail", door: .api), .proves("C.END-18", part: "reports on visitors", door: .api),
        arguments: Engine.available)
    func `of a day's traffic the larger value holds, of disk space the later one, whoever tells it how often`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("bakery.example", to: account)
            let site = try #require(try await hosting.site("bakery.example")).id
            let gone = WebsiteID()
            let anna = try await hosting.program("anna")
            // Nobody knows yet, which is not nothing.
            let before = try await usage(1, of: anna)
            #expect(before.disk.bytes == nil && before.traffic.bytes == nil && before.days.count == 30)
            for _ in 0..<2 {
                try await take(
                    Told(
                        traffic: [(1, site, 0, 100, 1000), (1, site, 1, 10, 20), (1, gone, 0, 1, 2)], disk: [(1, 5 * Self.megabyte)],
                        age: .minutes(5)), on: hosting)
            }
            // Late: an earlier state of the same day, and an older measurement.
            try await take(Told(traffic: [(1, site, 0, 50, 999)], disk: [(1, 9 * Self.megabyte)], age: .hours(3)), on: hosting)
            var shown = try await usage(1, of: anna)
            #expect(shown.traffic.bytes == 100 + 1000 + 10 + 20 + 1 + 2)
            #expect(shown.disk.bytes == Int(5 * Self.megabyte))
            #expect(shown.disk.measuredAt == (hosting.now - .minutes(5)).description)
            #expect(shown.days.suffix(2).map { [$0.bytesIn, $0.bytesOut] } == [[10, 20], [101, 1002]])
            #expect(shown.sites.map(\.name) == ["bakery.example", nil] && shown.sites.map(\.bytesOut) == [1020, 2])
            // It grows; and a node that was set up anew counts beside what was counted before.
            try await take(Told(traffic: [(1, site, 0, 200, 3000)]), on: hosting)
            try await take(Told(counter: "0190163d-8694-739b-aea5-966c26f8ad91", traffic: [(1, site, 0, 7, 7)]), on: hosting)
            shown = try await usage(1, of: anna)
            #expect(shown.days.last.map { [$0.bytesIn, $0.bytesOut] } == [208, 3009])
            #expect(shown.traffic.countedThrough == hosting.now.description && shown.traffic.month == "2026-11")
        }
    }

    @Test(arguments: Engine.available)
    func `a node speaks only of the accounts it has, and nonsense changes nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let site = WebsiteID()
            let foreign = try await hosting.write { db, now in
                try Servers.add(name: "other", addresses: ["192.0.2.7"], operatingSystem: "", by: .system, in: db, at: now).id
            }
            let admin = try await hosting.program("admin", role: .administrator)
            try await take(Told(traffic: [(1, site, 0, 1, 1)], disk: [(1, 1)]), on: hosting, node: foreign)
            try await take(Told(traffic: [(7, site, 0, 1, 1), (1, site, -5, 9, 9), (1, site, 5000, 9, 9)], disk: [(7, 1)]), on: hosting)
            #expect(try await usage(1, of: admin).traffic.bytes == 0)
            #expect(try await usage(1, of: admin).disk.bytes == nil)
            // Beyond all reason, and below nothing.
            try await take(
                Told(traffic: [(1, site, 0, .max, -5), (1, site, 1, .max, .max)], disk: [(1, .max)], age: .days(-9)), on: hosting)
            let shown = try await usage(1, of: admin)
            #expect(shown.days.last?.bytesOut == 0 && (shown.days.last?.bytesIn ?? 0) > 0)
            #expect((shown.disk.bytes ?? 0) > 0 && shown.disk.measuredAt == hosting.now.description)
            #expect(try await admin.api(.get, "/usage").status == 200)
            let refused = try await fault { try await take(Told(counter: "x'; --", disk: [(1, 1)]), on: hosting) }
            #expect(refused?.key == "agent.usage_counter")
        }
    }

    @Test(
        .proves("H.PLAN-07", part: "buying more, which comes with billing", door: .page),
        .proves("H.PLAN-07", part: "buying more, which comes with billing", door: .api),
        .proves("H.PLAN-21", door: .page), .proves("H.PLAN-21", door: .api), .proves("C.GEN-06", door: .page),
        .proves("C.GEN-06", door: .api),
        .proves("H.ACC-11", part: "period and next charge", door: .page),
        .proves("C.END-01", part: "a help page of the provider's own", door: .page),
        .proves("H.USE-03", part: "raising it by the customer, and its price", door: .page),
        arguments: Engine.available)
    func `resources show what is measured, when, and of how much; before that they say so in words`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            // Traffic is asked for as a hard limit, which there is not.
            try await plan("Small", disk: "100", traffic: "1000", hard: true, on: hosting)
            let account = try await hosting.account(plan: "Small")
            try await hosting.add("bakery.example", to: account)
            let site = try #require(try await hosting.site("bakery.example")).id
            let anna = try await hosting.browser("anna")
            let admin = try await hosting.program("admin", role: .administrator)
            func limits() async throws -> [String: EntitlementResource] {
                let list: ListResource<EntitlementResource> = try await admin.api(.get, "/accounts/1/limits").json()
                return Dictionary(list.items.map { ($0.resource, $0) }, uniquingKeysWith: { first, _ in first })
            }
            #expect(try await limits()["disk_space"].map { $0.used == nil && $0.usedBytes == nil && $0.most == 100 } == true)
            for path in ["/accounts/1/limits", "/accounts/1", "/accounts/1/usage", "/"] {
                let page = try await anna.get(path).text
                #expect(page.contains("not measured yet"), "\(path)")
                #expect(!page.contains("0 bytes of 100"), "\(path)")
            }
            try await take(
                Told(traffic: [(1, site, 0, 0, 250 * Self.megabyte)], disk: [(1, 85 * Self.megabyte + 1)], age: .minutes(4)), on: hosting)
            let found = try await limits()
            #expect(found["disk_space"].map { [$0.used, $0.usedBytes] } == [86, Int(85 * Self.megabyte + 1)])
            #expect(found["disk_space"]?.measuredAt == (hosting.now - .minutes(4)).description)
            #expect(found["traffic"].map { [$0.used, $0.most, $0.free] } == [250, 1000, 1000])
            #expect(found["traffic"]?.isHard == false)
            // No account of its own makes it hard, and no form offers it.
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"traffic","most":500,"isHard":true}]}"#)
            #expect(try await limits()["traffic"].map { $0.most == 500 && !$0.isHard } == true)
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"traffic"}]}"#)
            let boss = try await hosting.browser("admin", role: .administrator)
            let form = try await boss.get("/accounts/1/limits/change").text
            #expect(form.contains("name=\"limits.traffic\"") && !form.contains("name=\"beyond.traffic\""))
            #expect(form.contains("name=\"beyond.domain\""))
            let meters = try await anna.get("/accounts/1/limits").text
            #expect(meters.contains("85\u{A0}MB of 100\u{A0}MB") && meters.contains("measured 4\u{A0}min ago"))
            #expect(meters.contains("250\u{A0}MB of 1,000\u{A0}MB") && meters.contains("since 1 November 2026, counted 4\u{A0}min ago"))
            #expect(meters.contains("class=\"meter warn\""))
            // The first page: bars of both, and what wants attention.
            let home = try await anna.get("/").text
            #expect(home.contains("85\u{A0}MB of 100\u{A0}MB") && home.contains("250\u{A0}MB of 1,000\u{A0}MB"))
            #expect(
                home.contains("Disk space of Anna&#39;s Bakery is nearly used up")
                    || home.contains("Disk space of Anna's Bakery is nearly used up"))
            #expect(home.contains("href=\"/accounts/1/usage\""))
            // A month later nothing of it counts, but the disk is as full.
            hosting.advance(.days(31))
            #expect(try await hosting.browser("anna").get("/accounts/1/usage").text.contains("not measured yet"))
            try await take(Told(), on: hosting)
            #expect(try await limits()["traffic"]?.used == 0)
            #expect(try await limits()["disk_space"]?.used == 86)
        }
    }

    @Test(
        .proves("C.STA-06", part: "FTP and mail, resellers", door: .page), .proves("H.USE-02", part: "FTP and mail", door: .page),
        .proves("C.END-18", part: "reports on visitors", door: .page),
        arguments: Engine.available)
    func `the page of an account plots each day and tells each site and month, of its own account only`(engine: DatabaseEngine) async throws
    {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("bakery.example", to: account)
            let site = try #require(try await hosting.site("bakery.example")).id
            try await take(
                Told(
                    traffic: [(1, site, 0, 1 << 20, 3 << 20), (1, site, 29, 0, 5 << 20), (1, site, 80, 0, 7 << 20)],
                    disk: [(1, 2 << 20)]), on: hosting)
            let anna = try await hosting.browser("anna")
            let page = try await anna.get("/accounts/1/usage").text
            #expect(page.contains("bakery.example") && page.contains("9\u{A0}MB") && !page.contains("Traffic by month"))
            #expect(page.components(separatedBy: "<th scope=\"row\">").count > 60)
            #expect(page.contains("22 November 2026: 3\u{A0}MB, 1\u{A0}MB"))
            let quarter = try await anna.get("/accounts/1/usage?days=90").text
            #expect(quarter.contains("16\u{A0}MB") && quarter.contains("Traffic by month") && quarter.contains("2026-09"))
            // What is no span is the usual one.
            for days in ["-1", "0", "31", "x", "99999999999999999999", ""] {
                let plain = try await anna.get("/accounts/1/usage?days=\(days)").text
                #expect(plain.contains("9\u{A0}MB") && !plain.contains("16\u{A0}MB"), "\(days)")
            }
            let ben = try await hosting.browser("ben")
            #expect(try await ben.get("/accounts/1/usage").status == 404)
            #expect(try await hosting.program("ben").api(.get, "/accounts/1/usage").status == 404)
            for language in ["de", "ru"] {
                let translated = try await anna.send(.get, "/accounts/1/usage?days=365", headers: [.acceptLanguage: language])
                #expect(translated.status == 200)
            }
            // Days that somebody asks for.
            let program = try await hosting.program("anna")
            let two = try await usage(1, "?from=2026-11-21&to=2026-11-22", of: program)
            #expect(two.days.map(\.day) == ["2026-11-21", "2026-11-22"] && two.days.map(\.bytesOut) == [0, 3 << 20])
            for (query, fields) in [
                ("from=2026-11-23&to=2026-11-22", ["from"]), ("from=yesterday", ["from"]), ("to=2026-02-31", ["to"]),
                ("from=2020-01-01", ["from"]), ("from=-1&to=2026-11-22T00:00", ["to"]), ("days=3", ["days"]), ("from=0001-01-01", ["from"]),
            ] {
                let reply = try await program.api(.get, "/accounts/1/usage?\(query)")
                #expect(reply.status == 422, "\(query)")
                #expect(Set(try reply.json(ProblemResource.self).errors?.map(\.field) ?? []).isSuperset(of: fields), "\(query)")
            }
        }
    }

    /// What was told of it: messages of the customer and of the provider, mails, rows of the audit log.
    private func words(_ hosting: Hosting) async throws -> (own: [String], provider: [String], mails: [String]) {
        try await hosting.read { db in
            let keys = ["account.disk_neared", "account.disk_exceeded", "account.traffic_neared", "account.traffic_exceeded"]
            let own: [String] = try db.query("SELECT key FROM message WHERE login_id IS NOT NULL AND key IN (\(list: keys)) ORDER BY id")
                .map {
                    try $0("key")
                }
            let provider: [String] = try db.query("SELECT key FROM message WHERE login_id IS NULL AND key IN (\(list: keys)) ORDER BY id")
                .map {
                    try $0("key")
                }
            let audit: [String] = try db.query("SELECT action FROM audit_entry WHERE action IN (\(list: keys)) ORDER BY sequence").map {
                try $0("action")
            }
            #expect(own == provider && own == audit)
            return (
                own, provider,
                try db.query("SELECT subject FROM mail WHERE kind IN ('account.usage_near', 'account.usage_exceeded') ORDER BY id").map {
                    try $0("subject")
                }
            )
        }
    }

    private func check(_ hosting: Hosting) async throws {
        _ = try await hosting.write { db, now in
            try JobQueue(clock: Clock { now }).enqueue(CheckUsage(panel: Hosting.origin), in: db)
        }
        try await hosting.work()
    }

    @Test(
        .proves("H.BILL-27", part: "suspension above a limit, marks that the provider sets", door: .job),
        .proves("C.LIM-03", part: "a quota of the file system; kilobytes as a unit; resellers", door: .job),
        .proves("C.LIM-08", part: "resellers", door: .job),
        arguments: Engine.available)
    func `customer and provider are told once at each mark, and again only after it was below`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await plan("Small", disk: "100", traffic: "1000", on: hosting)
            let account = try await hosting.account(plan: "Small")
            try await hosting.add("bakery.example", to: account)
            let site = try #require(try await hosting.site("bakery.example")).id
            func disk(_ megabytes: Int64) async throws -> [String] {
                hosting.advance(.minutes(5))
                try await take(Told(disk: [(1, megabytes * Self.megabyte)]), on: hosting)
                try await check(hosting)
                try await check(hosting)
                return try await words(hosting).own
            }
            #expect(try await disk(79) == [])
            #expect(try await disk(80) == ["account.disk_neared"])
            #expect(try await disk(95) == ["account.disk_neared"])
            #expect(try await disk(100) == ["account.disk_neared"])
            #expect(try await disk(101) == ["account.disk_neared", "account.disk_exceeded"])
            #expect(try await disk(150).count == 2)
            // A little below it does not come and go.
            #expect(try await disk(99).count == 2)
            #expect(try await disk(101).count == 2)
            #expect(try await disk(90).count == 2)
            #expect(try await disk(102).last == "account.disk_exceeded")
            #expect(try await disk(10).count == 3)
            // From nothing to beyond it there is one thing to say.
            #expect(try await disk(200).count == 4)
            let mails = try await words(hosting).mails
            #expect(mails.count == 4 && mails.first == "Disk space of Anna's Bakery is nearly used up")
            // A larger limit takes it back, a smaller one brings it.
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"disk_space","most":-1}]}"#)
            try await check(hosting)
            #expect(try await admin.api(.get, "/usage").json(ListResource<AccountUsageResource>.self).items.isEmpty)
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"disk_space","most":0}]}"#)
            try await check(hosting)
            #expect(try await words(hosting).own.count == 4, "what is not available at all has no mark")
            _ = try await admin.api(.patch, "/accounts/1/limits", #"{"limits":[{"resource":"disk_space","most":150}]}"#)
            try await check(hosting)
            #expect(try await words(hosting).own.count == 5)
            // Traffic never stops anything, and begins anew with the month.
            try await take(Told(traffic: [(1, site, 0, 500 * Self.megabyte, 600 * Self.megabyte)]), on: hosting)
            try await check(hosting)
            #expect(try await words(hosting).own.last == "account.traffic_exceeded")
            #expect(try await hosting.wanted(.website).allSatisfy { $0.presence == .present })
            hosting.advance(.days(20))
            try await check(hosting)
            try await take(Told(traffic: [(1, site, 0, 0, 850 * Self.megabyte)]), on: hosting)
            try await check(hosting)
            #expect(try await words(hosting).own.suffix(2) == ["account.traffic_exceeded", "account.traffic_neared"])
            // The customer reads it in his panel.
            let messages = try await hosting.browser("anna").get("/messages").text
            #expect(messages.contains("Traffic over the maximum") && messages.contains("1.1\u{A0}GB of 1,000\u{A0}MB"))
        }
    }

    @Test(
        .proves("C.GEN-04", part: "resellers", door: .page), .proves("C.GEN-04", part: "resellers", door: .api),
        .proves("C.STA-04", part: "resellers; services other than disk space and traffic", door: .page),
        .proves("C.LIM-03", part: "a quota of the file system; kilobytes as a unit; resellers", door: .page),
        .proves("C.LIM-03", part: "a quota of the file system; kilobytes as a unit; resellers", door: .api),
        .proves("C.LIM-08", part: "resellers", door: .page), .proves("C.LIM-08", part: "resellers", door: .api),
        arguments: Engine.available)
    func `who is near a maximum or beyond it is listed, found, sorted and paged`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await plan("Small", disk: "100", traffic: "1000", on: hosting)
            for n in 1...6 { _ = try await hosting.account("Shop \(n)", of: "owner\(n)", plan: "Small") }
            let site = WebsiteID()
            try await take(
                Told(
                    traffic: [(2, site, 0, 0, 1500 * Self.megabyte), (3, site, 0, 0, 900 * Self.megabyte)],
                    disk: [(1, 300 * Self.megabyte), (2, 101 * Self.megabyte), (3, 10 * Self.megabyte), (4, 85 * Self.megabyte)]),
                on: hosting)
            try await check(hosting)
            let admin = try await hosting.program("admin", role: .administrator)
            func list(_ query: String = "") async throws -> [String] {
                let reply = try await admin.api(.get, "/usage\(query)")
                #expect(reply.status == 200, "\(reply.text)")
                return try reply.json(ListResource<AccountUsageResource>.self).items.map { "\($0.account) \($0.resource) \($0.percent)" }
            }
            #expect(
                try await list() == ["1 disk_space 300", "2 traffic 150", "2 disk_space 101", "3 traffic 90", "4 disk_space 85"])
            #expect(try await list("?state=exceeded&sort=number") == ["1 disk_space 300", "2 disk_space 101", "2 traffic 150"])
            #expect(try await list("?state=near&sort=share") == ["4 disk_space 85", "3 traffic 90"])
            #expect(try await list("?resource=traffic&sort=-used") == ["2 traffic 150", "3 traffic 90"])
            #expect(try await list("?q=owner4") == ["4 disk_space 85"])
            #expect(try await list("?q=shop+1") == ["1 disk_space 300"])
            #expect(try await list("?q=nobody") == [])
            #expect(try await list("?per_page=2&page=2") == ["2 disk_space 101", "3 traffic 90"])
            for query in ["?state=x", "?sort=x", "?resource=domain", "?page=0", "?per_page=-1", "?q=%25&x=1"] {
                #expect(try await admin.api(.get, "/usage\(query)").status == 422, "\(query)")
            }
            #expect(try await list("?q=%25") == [])
            let boss = try await hosting.browser("admin", role: .administrator)
            let page = try await boss.get("/usage").text
            #expect(page.contains("Shop 1") && page.contains("300\u{A0}MB of 100\u{A0}MB") && page.contains("300\u{A0}%"))
            #expect(page.contains("class=\"badge fail\"") && !page.contains("Shop 5"))
            #expect(try await boss.get("/usage?state=near").text.contains("Shop 4"))
            #expect(try await boss.get("/usage?q=shop+1&sort=-used").text.contains("Shop 1"))
            #expect(try await boss.get("/").text.contains("3 maximums are exceeded"))
            // In the trash it is nobody's business any more; a customer never sees the list.
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.trash(1, by: .system, in: db, at: now) }
            #expect(try await list("?state=exceeded&sort=number") == ["2 disk_space 101", "2 traffic 150"])
            #expect(try await hosting.browser("owner1").get("/usage").status == 404)
            #expect(try await hosting.program("owner1").api(.get, "/usage").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `old days go, and what is purged leaves no meter`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let site = WebsiteID()
            try await take(Told(traffic: [(1, site, 0, 1, 1), (1, site, 399, 1, 1)], disk: [(1, 1)]), on: hosting)
            func rows(_ table: SQL) async throws -> Int {
                try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM \(table)") ?? 0 }
            }
            func prune() async throws {
                _ = try await hosting.write { db, now in try JobQueue(clock: Clock { now }).enqueue(PruneUsage(), in: db) }
                try await hosting.work()
            }
            try await prune()
            #expect(try await rows("usage_traffic") == 2)
            hosting.advance(.days(2))
            try await prune()
            #expect(try await rows("usage_traffic") == 1)
            #expect(try await rows("usage_disk") == 1)
            hosting.advance(.days(400))
            try await prune()
            #expect(try await rows("usage_traffic") == 0)
            #expect(try await rows("usage_disk") == 0)
            #expect(try await rows("usage_meter") == 2)
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.trash(account.number, by: .system, in: db, at: now) }
            try await hosting.write { db, now in try accounts.purge(account.number, by: .system, in: db, at: now) }
            #expect(try await rows("usage_meter") == 0)
        }
    }

    @Test func `days of UTC are counted, spelt and read`() {
        #expect(UTCDay(Timestamp(milliseconds: 0)).description == "1970-01-01")
        #expect(UTCDay(Timestamp(milliseconds: -1)).description == "1969-12-31")
        #expect(UTCDay("2026-11-22")?.start.description == "2026-11-22T00:00:00.000Z")
        #expect(UTCDay("2028-02-29")?.firstOfMonth.description == "2028-02-01")
        #expect(UTCDay("2026-12-31")?.firstOfNextMonth.description == "2027-01-01")
        for text in ["", "2026-1-01", "2026-02-30", "2026-13-01", "2026-00-10", "1969-12-31", "20261122", "2026-11-22 ", "+026-11-22"] {
            #expect(UTCDay(text) == nil, "\(text)")
        }
    }

    @Test func `what is measured is shown in the units of limits`() {
        let texts = Texts(.english)
        for (bytes, shown) in [
            (Int64(0), "0 bytes"), (1, "1 byte"), (1024, "1\u{A0}kB"), (1536, "1.5\u{A0}kB"), (1 << 20, "1\u{A0}MB"),
            ((1 << 20) - 1, "1\u{A0}MB"),
            (5 << 30, "5\u{A0}GB"), (3 << 50, "3\u{A0}PB"),
        ] { #expect(texts.storage(bytes).replacing(" ", with: "\u{A0}") == shown.replacing(" ", with: "\u{A0}")) }
        #expect(Measurement.bytes(0, at: .now).units == 0 && Measurement.bytes(1, at: .now).units == 1)
        #expect(Measurement.bytes(1 << 20, at: .now).units == 1 && Measurement.bytes((1 << 20) + 1, at: .now).units == 2)
    }
}
