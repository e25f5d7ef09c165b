import Accounts
import AgentProtocol
import ControlPlane
import Core
import Fleet
import Identity
import Persistence
import TestSupport
import Testing
import Websites

@testable import Domains

/// Operations on domains and zones.
@Suite struct DomainTests {
    // MARK: Adding

    @Test(.proves("C.ROLE-01"), arguments: Engine.available)
    func `a new domain has its zone on two name servers and its site on the web server at once`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let domain = try await hosting.add("Example.ORG.", to: account)
            #expect(domain.name.ascii == "example.org")
            let zones = try await hosting.zones(of: "example.org")
            #expect(zones.count == 2)
            #expect(Set(zones).count == 1, "equal on both, serial too")
            #expect(zones.first?.serial == 2_026_112_200)
            let types = zones.first.map { $0.records.map(\.type) } ?? []
            #expect(types.first == "SOA")
            #expect(Set(types) == ["SOA", "NS", "A", "AAAA", "MX"])
            let servers = try await hosting.wanted(.zone, object: try #require(domain.zone).text).map(\.server)
            #expect(servers == ["ns1.hosting.example", "ns2.hosting.example"])
            guard case .website(let site)? = try await hosting.wanted(.website).first?.specification else {
                Issue.record("no website is wanted")
                return
            }
            #expect(site.names.map(\.ascii) == ["example.org", "www.example.org"])
            #expect(site.documentRoot.description == "example.org/public")
            #expect((site.uid, site.accountNumber, site.runsPHP) == (account.uid, account.number, true))
        }
    }

    @Test(.proves("C.SET-05", part: "the provider's own page and file name"), arguments: Engine.available)
    func `a new site begins with a page that names it and links to the panel`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("müller.example", to: hosting.account())
            guard case .website(let site)? = try await hosting.wanted(.website).first?.specification else {
                Issue.record("no website is wanted")
                return
            }
            #expect(site.indexPage.contains("müller.example"))
            #expect(site.indexPage.contains(Hosting.origin))
        }
    }

    @Test(arguments: Engine.available)
    func `what fails in the middle leaves nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let before = try await hosting.everything()
            // The zone is made and published before the website is refused.
            #expect(try await refusal { try await hosting.add("example.org", to: account, root: "../up") } == "documentRoot: path.dots")
            #expect(try await hosting.everything() == before)
            struct Stop: Error {}
            let hosted = hosting.features.hosted
            await #expect(throws: Stop.self) {
                try await hosting.write { db, now in
                    _ = try hosted.add("example.org", to: account, documentRoot: nil, by: .system, in: db, at: now)
                    throw Stop()
                }
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `names that are none are refused with the field and changed by nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let before = try await hosting.everything()
            let label = String(repeating: "a", count: 64)
            let bad: [(String, String)] = [
                ("", "domain.name.empty"), (".", "domain.name.empty"), ("exa\u{0}mple.org", "domain.name.characters"),
                ("example.org\nuser=root", "domain.name.characters"), ("exam\rple.org", "domain.name.characters"),
                ("exa mple.org", "domain.name.characters"), ("exa\u{7F}mple.org", "domain.name.characters"),
                ("\"example\".org", "domain.name.characters"), ("exa'mple.org", "domain.name.characters"),
                ("example.org;reboot", "domain.name.characters"), ("$(id).example.org", "domain.name.characters"),
                ("`id`.example.org", "domain.name.characters"), ("a|b.example.org", "domain.name.characters"),
                ("*.example.org", "domain.name.characters"), ("_dmarc.example.org", "domain.name.characters"),
                ("../etc.example.org", "domain.name.dots"), ("a/b.example.org", "domain.name.characters"),
                ("\(label).org", "domain.name.label_long"), (String(repeating: "a.", count: 130) + "org", "domain.name.long"),
                ("example..org", "domain.name.dots"), (".example.org", "domain.name.dots"), ("example.org..", "domain.name.dots"),
                ("-example.org", "domain.name.hyphen"), ("example-.org", "domain.name.hyphen"), ("ab--cd.org", "domain.name.hyphens"),
                ("xn--a.org", "domain.name.punycode"), ("xn--example-.org", "domain.name.hyphen"), ("xn--.org", "domain.name.hyphen"),
                ("localhost", "domain.name.ending"), ("127.0.0.1", "domain.name.address"), ("exam\u{202E}ple.org", "domain.name.idna"),
                ("www.example.org", "domain.name.www"), ("www.com", "domain.name.www"),
            ]
            for (typed, key) in bad {
                let found = try await refusal { try await hosting.add(typed, to: account) }
                #expect(found == "name: \(key)", "\(typed.debugDescription)")
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `one name is one name however it is typed`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let ben = try await hosting.account("Ben", of: "ben")
            try await hosting.add("Müller.example", to: account)
            for typed in [
                "müller.example", "MÜLLER.EXAMPLE", "xn--mller-kva.example", "XN--MLLER-KVA.example.", "mu\u{308}ller.example",
                " müller.example ",
            ] {
                #expect(try await refusal { try await hosting.add(typed, to: ben) } == "name: domain.already_hosted", "\(typed)")
                #expect(try await refusal { try await hosting.add(typed, to: account) } == "name: domain.already_yours", "\(typed)")
            }
            #expect(try await hosting.domain("xn--mller-kva.example")?.name.display == "müller.example")
        }
    }

    @Test(.proves("H.PLAT-10"), arguments: Engine.available)
    func `names of the service zone belong to the provider`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let anna = try await hosting.login("anna").actor
            for label in ["cp", "www", "mail", "mail3", "ns1", "ns99", "web1", "WEB2", "db1", "ftp", "autoconfig", "autodiscover"] {
                #expect(
                    try await refusal { try await hosting.add("\(label).hosting.example", to: account) } == "name: domain.name.reserved",
                    "\(label)")
            }
            #expect(try await refusal { try await hosting.add("shop.web1.hosting.example", to: account) } == "name: domain.name.reserved")
            #expect(try await refusal { try await hosting.add("anna.hosting.example", to: account) } == "name: domain.name.third_level")
            #expect(try await refusal { try await hosting.add("hosting.example", to: account) } == "name: domain.name.service_zone")
            #expect(
                try await refusal { try await hosting.add("Hosting.Example.", to: account, by: anna) } == "name: domain.name.service_zone")
            // It only ends alike.
            #expect(try await hosting.add("other-hosting.example", to: account).name.ascii == "other-hosting.example")
        }
    }

    @Test(arguments: Engine.available)
    func `nobody gets a name below or above another customer's`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let ben = try await hosting.account("Ben", of: "ben")
            let benHimself = try await hosting.login("ben").actor
            try await hosting.add("example.org", to: account)
            try await hosting.add("shop.deep.example.net", to: account)
            for name in ["shop.example.org", "a.b.c.example.org"] {
                #expect(try await refusal { try await hosting.add(name, to: ben, by: benHimself) } == "name: domain.below_foreign")
                #expect(try await refusal { try await hosting.add(name, to: ben) } == "name: domain.below_foreign")
            }
            for name in ["deep.example.net", "example.net"] {
                #expect(try await refusal { try await hosting.add(name, to: ben, by: benHimself) } == "name: domain.above_foreign")
            }
            // An administrator may know better; the owner may always, and a name that only looks alike is another one.
            try await hosting.add("example.net", to: ben)
            try await hosting.add("shop.example.org", to: account)
            try await hosting.add("my-example.org", to: ben, by: benHimself)
        }
    }

    @Test(arguments: Engine.available)
    func `of several adding one name at once one gets it, the others are told`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            var accounts: [Account] = []
            for n in 0..<4 { accounts.append(try await hosting.account("Customer \(n)", of: "customer\(n)")) }
            let all = accounts
            for round in 0..<3 {
                let refusals = try await atOnce(4) { n in try await refusal { try await hosting.add("race\(round).example", to: all[n]) } }
                #expect(refusals.count { $0 == nil } == 1)
                #expect(refusals.count { $0 == "name: domain.already_hosted" } == 3, "\(refusals)")
                #expect(try await hosting.zones(of: "race\(round).example").count == 2)
            }
            let twice = try await atOnce(3) { _ in try await refusal { try await hosting.add("mine.example", to: all[0]) } }
            #expect(twice.count { $0 == "name: domain.already_yours" } == 2, "\(twice)")
            // Above and below at once: whoever comes second is refused.
            let family = try await atOnce(2) { n in
                try await refusal { try await hosting.add(n == 0 ? "family.example" : "shop.family.example", to: all[n], by: all[n].owner) }
            }
            #expect(family.count { $0 == nil } == 1, "\(family)")
        }
    }

    @Test(arguments: Engine.available)
    func `a constraint that is hit before it is seen is told in words`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            // A zone without a domain: what another transaction has just made looks like this to the constraint.
            try await hosting.write { db, now in
                _ = try db.execute("INSERT INTO zone (id, name, serial, created_at) VALUES (\(ZoneID()), 'example.org', 1, \(now))")
            }
            #expect(try await refusal { try await hosting.add("example.org", to: account) } == "name: domain.already_hosted")
        }
    }

    @Test(arguments: Engine.available)
    func `the plan's limit holds, also for several at once`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Two", domains: "2")
            let account = try await hosting.account(plan: "Two")
            let faults = try await atOnce(5) { n in try await fault { try await hosting.add("d\(n).example", to: account) } }
            #expect(faults.count { $0 == nil } == 2)
            #expect(faults.count { $0?.key == "limit.used_up" } == 3)
            #expect(faults.compactMap { $0 }.allSatisfy { $0.kind == .limit && $0.sentence.contains("2 of 2 are in use") })
            try await hosting.plan("None", domains: "0")
            let none = try await hosting.account("Ben", of: "ben", plan: "None")
            #expect(try await fault { try await hosting.add("ben.example", to: none) }?.key == "limit.not_available")
        }
    }

    @Test(arguments: Engine.available)
    func `what is in the trash counts no more, and comes back only where there is room`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("One", domains: "1")
            let account = try await hosting.account(plan: "One")
            let domains = hosting.domains
            try await hosting.add("first.example", to: account)
            _ = try await hosting.write { db, now in try domains.trash("first.example", removesContent: false, by: .system, in: db, at: now)
            }
            try await hosting.add("second.example", to: account)
            let restore: @Sendable (any Connection, Timestamp) throws -> Void = { db, now in
                _ = try domains.restore("first.example", by: .system, in: db, at: now)
            }
            #expect(try await fault { try await hosting.write(restore) }?.key == "limit.used_up")
            _ = try await hosting.write { db, now in
                try domains.trash("second.example", removesContent: false, by: .system, in: db, at: now)
            }
            try await hosting.write(restore)
            #expect(try await hosting.domain("first.example")?.state == .active)
        }
    }

    // MARK: The trash

    @Test(arguments: Engine.available)
    func `a deleted domain is served no more, keeps its name for its account, and comes back`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let ben = try await hosting.account("Ben", of: "ben")
            let anna = try await hosting.login("anna").actor
            let domain = try await hosting.add("example.org", to: account)
            let domains = hosting.domains
            let trashed = try await hosting.write { db, now in
                try domains.trash("example.org", removesContent: false, by: anna, in: db, at: now)
            }
            #expect(trashed.purgeAt == hosting.now + .days(30))
            let zone = try #require(domain.zone).text
            #expect(try await hosting.wanted(.website).map(\.presence) == [.trashed])
            #expect(try await hosting.wanted(.zone, object: zone).map(\.presence) == [.trashed, .trashed])
            #expect(try await refusal { try await hosting.add("example.org", to: ben) } == "name: domain.already_hosted")
            #expect(try await refusal { try await hosting.add("shop.example.org", to: ben) } == "name: domain.below_foreign")
            #expect(try await refusal { try await hosting.add("example.org", to: account) } == "name: domain.already_yours")
            let again = try await fault {
                try await hosting.write { db, now in _ = try domains.trash("example.org", removesContent: false, by: anna, in: db, at: now)
                }
            }
            #expect(again?.key == "domain.in_trash")
            _ = try await hosting.write { db, now in try domains.restore("example.org", by: anna, in: db, at: now) }
            #expect(try await hosting.wanted(.website).map(\.presence) == [.present])
            #expect(try await hosting.wanted(.zone, object: zone).map(\.presence) == [.present, .present])
            #expect(Set(try await hosting.zones(of: "example.org")).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a purged domain is gone everywhere and its name is free`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let ben = try await hosting.account("Ben", of: "ben")
            let domain = try await hosting.add("example.org", to: account)
            let domains = hosting.domains
            let purge: @Sendable (any Connection, Timestamp) throws -> Void = { db, now in
                try domains.purge("example.org", by: .system, in: db, at: now)
            }
            #expect(try await fault { try await hosting.write(purge) }?.key == "domain.not_in_trash")
            _ = try await hosting.write { db, now in try domains.trash("example.org", removesContent: true, by: .system, in: db, at: now) }
            guard case .website(let site)? = try await hosting.wanted(.website).first?.specification else {
                Issue.record("no website is wanted")
                return
            }
            #expect(site.removesContent == true)
            try await hosting.write(purge)
            #expect(try await hosting.wanted(.website).map(\.presence) == [.purged])
            #expect(try await hosting.wanted(.zone, object: try #require(domain.zone).text).map(\.presence) == [.purged, .purged])
            #expect(try await fault { try await hosting.write(purge) }?.kind == .notFound)
            let next = try await hosting.add("example.org", to: ben)
            #expect(next.zone != domain.zone)
            #expect(try await hosting.zones(of: "example.org").count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `another customer's domain does not exist`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let ben = try await hosting.login("ben").actor
            let domains = hosting.domains
            let before = try await hosting.everything()
            let tries: [@Sendable (any Connection, Timestamp) throws -> Void] = [
                { db, now in _ = try domains.required("example.org", by: ben, in: db) },
                { db, now in _ = try domains.trash("example.org", removesContent: true, by: ben, in: db, at: now) },
                { db, now in _ = try domains.restore("example.org", by: ben, in: db, at: now) },
                { db, now in try domains.purge("example.org", by: ben, in: db, at: now) },
            ]
            for each in tries { #expect(try await fault { try await hosting.write(each) }?.kind == .notFound) }
            #expect(try await hosting.everything() == before)
            #expect(try await hosting.read { db in try domains.list(DomainFilter(), by: ben, in: db).total } == 0)
        }
    }

    // MARK: Websites

    @Test(arguments: Engine.available)
    func `a document root is below the home, in plain characters`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let before = try await hosting.everything()
            let bad: [(String, String)] = [
                ("..", "path.dots"), ("../other", "path.dots"), ("a/../b", "path.dots"), ("a/./b", "path.dots"), ("/etc", "path.absolute"),
                ("/", "path.absolute"), ("a//b", "path.empty_part"), (".ssh", "website.document_root.hidden"),
                ("a/.git/b", "website.document_root.hidden"), ("a\nb", "path.characters"), ("a\u{0}b", "path.characters"),
                ("a b", "website.document_root.characters"), ("a\"b", "website.document_root.characters"),
                ("a\\b", "website.document_root.characters"),
                ("$HOME", "website.document_root.characters"), ("ä", "website.document_root.characters"),
                ("%{HTTP_HOST}", "website.document_root.characters"), (String(repeating: "x", count: 256), "path.long"),
                (Array(repeating: "d", count: 65).joined(separator: "/"), "path.deep"),
            ]
            for (typed, key) in bad {
                #expect(
                    try await refusal { try await hosting.add("example.org", to: account, root: typed) } == "documentRoot: \(key)",
                    "\(typed)")
            }
            #expect(try await hosting.everything() == before)
            try await hosting.add("example.org", to: account, root: " shared/htdocs/ ")
            #expect(try await hosting.site("example.org")?.documentRoot.description == "shared/htdocs")
            try await hosting.add("empty.example", to: account, root: "  ")
            #expect(try await hosting.site("empty.example")?.documentRoot.description == "empty.example/public")
        }
    }

    @Test(arguments: Engine.available)
    func `a site that is off keeps its files and stays off through the trash`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let (domains, websites) = (hosting.domains, hosting.features.hosted.websites)
            func change(_ change: WebsiteChange) async throws {
                try await hosting.write { db, now in
                    _ = try websites.change(try domains.locked("example.org", by: .system, in: db), change, by: .system, in: db, at: now)
                }
            }
            func presence() async throws -> [Presence] { try await hosting.wanted(.website).map(\.presence) }
            try await change(WebsiteChange(isOn: false))
            #expect(try await presence() == [.trashed])
            #expect(try await hosting.site("example.org")?.isOn == false)
            _ = try await hosting.write { db, now in try domains.trash("example.org", removesContent: false, by: .system, in: db, at: now) }
            #expect(try await fault { try await change(WebsiteChange(isOn: true)) }?.key == "domain.in_trash")
            _ = try await hosting.write { db, now in try domains.restore("example.org", by: .system, in: db, at: now) }
            #expect(try await presence() == [.trashed])
            try await change(WebsiteChange(isOn: true))
            #expect(try await presence() == [.present])
        }
    }

    @Test(arguments: Engine.available)
    func `PHP runs only where the plan includes it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Static", php: false)
            try await hosting.add("example.org", to: hosting.account(plan: "Static"))
            #expect(try await hosting.site("example.org")?.runsPHP == false)
            let (domains, websites) = (hosting.domains, hosting.features.hosted.websites)
            let refused = try await refusal {
                try await hosting.write { db, now in
                    _ = try websites.change(
                        try domains.locked("example.org", by: .system, in: db), WebsiteChange(documentRoot: "x", runsPHP: true),
                        by: .system, in: db, at: now)
                }
            }
            #expect(refused == "runsPHP: website.php_not_included")
            #expect(try await hosting.site("example.org")?.documentRoot.description == "example.org/public")
        }
    }

    // MARK: The service zone

    @Test(.proves("H.DNS-07"), .proves("H.PLAT-10"), .proves("H.SRV-03"), .proves("H.SRV-04"), arguments: Engine.available)
    func `the service zone follows the logical servers`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            func records() async throws -> [String] {
                let zones = try await hosting.zones(of: "hosting.example")
                #expect(Set(zones).count == 1, "equal on all name servers")
                return zones.first.map { $0.records.filter { $0.type != "SOA" }.map { "\($0.name) \($0.type) \($0.presentation)" } } ?? []
            }
            let first = try await records()
            #expect(first.contains("hosting.example NS ns1.hosting.example."))
            #expect(first.contains("hosting.example NS ns2.hosting.example."))
            #expect(first.contains("ns1.hosting.example A 127.0.0.53"))
            #expect(first.contains("web1.hosting.example A 127.0.0.1"))
            #expect(first.contains("web1.hosting.example AAAA ::1"))
            #expect(first.contains("cp.hosting.example A 127.0.0.1"))
            let serial = try #require(try await hosting.zones(of: "hosting.example").first).serial
            // A second machine with one web server more: web2, whatever machine it is on.
            let servers = hosting.servers
            let logical = try await hosting.write { db, now in
                let other = try Servers.add(name: "second", addresses: ["192.0.2.7"], operatingSystem: "", by: .system, in: db, at: now)
                return try servers.addLogical("web", endpoints: ["192.0.2.7"], on: other.id, by: .system, in: db, at: now)
            }
            #expect(logical.name.ascii == "web2.hosting.example")
            #expect(logical.endpoints.map(\.port) == [80])
            #expect(Set(try await records()).subtracting(first) == ["web2.hosting.example A 192.0.2.7"])
            let next = try #require(try await hosting.zones(of: "hosting.example").first).serial
            #expect(next == serial + 1)
            // Nothing changed, nothing published.
            try await hosting.write { db, now in
                try Zones.refreshServiceZone(panel: [try IPAddress("127.0.0.1"), try IPAddress("::1")], in: db, at: now)
            }
            #expect(try await hosting.zones(of: "hosting.example").first?.serial == next)
            // One machine carries all three kinds of work, each with its own addresses.
            let onMachine = try await hosting.read { db in try LogicalServers.on(hosting.machine.id, in: db) }
            #expect(onMachine.map(\.name.ascii).sorted() == ["ns1.hosting.example", "ns2.hosting.example", "web1.hosting.example"])
        }
    }

    @Test(arguments: Engine.available)
    func `a serial rises with the day and never falls`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            var zone = Zone(id: ZoneID(), name: try DomainName("example.org"), serial: 2_026_112_299, createdAt: hosting.now)
            #expect(zone.nextSerial(at: hosting.now) == 2_026_112_300)
            zone.serial = 2_026_112_300
            #expect(zone.nextSerial(at: hosting.now) == 2_026_112_301)
            #expect(zone.nextSerial(at: hosting.now + .days(2)) == 2_026_112_400)
        }
    }
}

extension Account {
    /// The owner, as he acts himself.
    var owner: Actor { Actor(role: .customer, login: login, name: loginName) }
}
