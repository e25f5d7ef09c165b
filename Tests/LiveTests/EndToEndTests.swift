import APIResources
import Foundation
import NodeAgent
import TestSupport
import Testing

/// Whole installations, one after the other: each has some thirty processes.
@Suite(.serialized) enum WholeInstallation {}

extension WholeInstallation {
    /// What a provider and his customer do, through our own command line, looked at with curl and dig.
    @Suite struct EndToEndTests {
        @Test(
            .proves("H.DNS-01", door: .cli, client: "dig"), .proves("H.DNS-04", door: .cli, client: "dig"),
            .proves("H.WEB-01", door: .cli, client: "curl"), .proves("H.WEB-02", door: .cli, client: "curl"),
            .proves("H.WEB-05", part: "versions and settings are missing", door: .cli, client: "curl"),
            .proves("C.SVC-02", part: "settings are missing", door: .cli, client: "curl"), .proves("H.DOM-12", door: .cli, client: "dig"),
            .proves("H.PLAT-04", door: .operation), .proves("H.SRV-01", door: .api, client: "curl"),
            arguments: LiveDatabase.allCases)
        func `a customer's domain is served, suspended, trashed, restored and purged`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, _ in
                let account = try await one.addAccount("Anna's Bakery")
                let site = "anna-\(account.number).example"
                try await one.hostwright("domain", "add", site, "--account", "\(account.number)", "--wait")

                // The site's own page, and PHP as the account's own user.
                let first = try await one.visit(site)
                #expect(first.status == 200)
                #expect(first.body.contains("<title>\(site)</title>"))
                #expect(try await one.visit("www.\(site)").body == first.body)
                try await one.hostwright(
                    "site", "put", "-", "--domain", site, "--as", "uid.php", input: "<?php echo posix_getuid() ?: getmyuid();")
                #expect(try await one.visit(site, "/uid.php").body == "\(account.uid)")
                #expect(account.uid == one.firstUID + account.number)

                // Both name servers say the same.
                let records = try await one.answers(site)
                for (type, lines) in records { #expect(!lines.isEmpty, "no \(type)") }
                #expect(records["NS"]?.count == 2)
                #expect(records["A"] == ["127.0.0.1"])
                #expect(records["AAAA"] == ["::1"])

                try await one.hostwright("account", "suspend", "\(account.number)", "--reason", "Unpaid invoice", "--wait")
                let neutral = try await one.visit(site)
                #expect(neutral.status == 503)
                #expect(!neutral.body.contains(site))
                #expect(!neutral.body.contains("Unpaid"))
                #expect(try await one.visit(site, "/uid.php").status == 503)
                try await one.hostwright("account", "resume", "\(account.number)", "--wait")
                #expect(try await one.visit(site).body == first.body)

                // The trash: nothing serves, nothing is lost.
                try await one.hostwright("account", "delete", "\(account.number)", "--yes")
                try await one.isGone(site)
                #expect(FileManager.default.fileExists(atPath: one.home(account)))
                try await one.hostwright("account", "restore", "\(account.number)", "--wait")
                #expect(try await one.visit(site).body == first.body)
                #expect(try await one.visit(site, "/uid.php").body == "\(account.uid)")
                #expect(try await one.answers(site).filter { $0.key != "SOA" } == records.filter { $0.key != "SOA" })

                // A domain alone.
                let second = "second-\(account.number).example"
                try await one.hostwright("domain", "add", second, "--account", "\(account.number)", "--wait")
                try await one.hostwright("domain", "delete", second, "--yes")
                try await one.isGone(second)
                try await one.hostwright("domain", "restore", second, "--wait")
                #expect(try await one.visit(second).status == 200)

                let log = try await one.get("websites/\(site)/logs/access?lines=50", as: LogResource.self)
                #expect(log.lines.contains { $0.contains("GET /uid.php") && $0.contains(" 200 ") })

                try await one.hostwright("account", "delete", "\(account.number)", "--yes")
                try await one.hostwright("account", "purge", "\(account.number)", "--yes")
                try await eventually("the home is gone") { !FileManager.default.fileExists(atPath: one.home(account)) }
                try await one.isGone(site)
                #expect(try await one.api("GET", "accounts/\(account.number)").status == 404)
                // The neighbour of the example never noticed.
                #expect(try await one.visit("kern-keramik.example").status == 200)
                let server = try await one.get("servers/this-machine", as: PhysicalServerResource.self)
                #expect(server.quarantined.isEmpty)
                #expect(server.addresses.contains("127.0.0.1"))
                #expect(server.logicalServers.map(\.kind).sorted() == ["dns", "dns", "web"])
            }
        }

        @Test(
            .proves("C.ADM-22", door: .api, client: "curl"), .proves("C.ADM-22", door: .cli, client: "dig"),
            arguments: LiveDatabase.allCases)
        func `a change that waits is shown as such until the servers have it`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let account = try await one.addAccount("Patience")
                try await node.signal(SIGSTOP)
                try await one.api("POST", "domains", NewDomainResource(name: "waits.example", account: account.number), expecting: 201)
                let waiting = try await one.get("domains/waits.example", as: DomainResource.self)
                #expect(waiting.liveState != "live")
                #expect(waiting.statuses.count == 3)
                #expect(try await one.digStatus(one.nameServers[0], "waits.example") == "REFUSED")
                #expect(try await !one.hostwright("domain", "show", "waits.example").contains("  live  "))
                let server = try await one.hostwright("server", "show", "this-machine")
                #expect(server.firstMatch(of: /Waiting changes +[1-9]/) != nil, "\(server)")
                try await node.signal(SIGCONT)
                try await one.isLive("waits.example")
                #expect(try await one.answers("waits.example")["SOA"]?.count == 1)
                #expect(try await one.hostwright("domain", "show", "waits.example").contains("  live  "))
                #expect(try await one.visit("waits.example").status == 200)
            }
        }
    }
}

// MARK: Words of these tests

extension LiveInstallation {
    /// A new customer with his account.
    func addAccount(_ title: String) async throws -> AccountResource {
        let login = "c" + UUID().uuidString.prefix(8).lowercased()
        let said = try await hostwright(
            "account", "create", title, "--plan", "Starter", "--login", login, "--email", "\(login)@example.org", "--password-file", "-",
            "--json",
            "--wait", input: "correct horse battery staple \(login)\n")
        return try Answer(status: 0, body: said).decode(AccountResource.self)
    }

    func home(_ account: AccountResource, node: String = "node") -> String { "\(state)/\(node)/home/\(account.systemUser)" }

    /// Waits until the domain is live on all its servers.
    func isLive(_ name: String, within limit: Duration = .seconds(20)) async throws {
        try await eventually("\(name) is live", within: limit) {
            let domain = try await get("domains/\(name)", as: DomainResource.self)
            guard domain.liveState == "live" else {
                throw LiveProblem("\(domain.statuses.map { "\($0.server): \($0.state) \($0.words)" })")
            }
            return true
        }
    }

    /// Waits until neither the web server nor a name server knows the name.
    func isGone(_ name: String) async throws {
        try await eventually("\(name) is not served") {
            guard try await visit(name).status == 404 else { return false }
            for server in nameServers where try await digStatus(server, name) != "REFUSED" { return false }
            return true
        }
    }

    /// What both name servers say about the zone, by type. Throws when they differ.
    func answers(_ name: String) async throws -> [String: [String]] {
        var said: [String: [String]] = [:]
        for type in ["SOA", "NS", "A", "AAAA", "MX"] {
            let answers = try await (dig(nameServers[0], name, type), dig(nameServers[1], name, type))
            guard answers.0 == answers.1 else { throw LiveProblem("\(type) of \(name) differs: \(answers)") }
            said[type] = answers.0
        }
        return said
    }

    /// Every one of these domains shows its own name on its own page and has the same serial on both name servers.
    func allAnswer(_ names: [String]) async throws {
        let pages = try await pages(names)
        let wrong = names.filter { pages[$0]?.contains("<title>\($0)</title>") != true }
        guard wrong.isEmpty else { throw LiveProblem("\(wrong.count) of \(names.count) without their page, first \(wrong.prefix(3))") }
        let serials = try await (serials(nameServers[0], names), serials(nameServers[1], names))
        guard serials.0.count == names.count, serials.0 == serials.1 else {
            throw LiveProblem("serials differ or are missing: \(serials.0.count) and \(serials.1.count) of \(names.count)")
        }
    }

    /// How many domains of the account there are, and how many of them are not live.
    func progress(_ account: AccountResource) async throws -> (total: Int, waiting: Int) {
        var (seen, waiting, page) = (0, 0, 1)
        while true {
            let list = try await get("domains?account=\(account.number)&per_page=200&page=\(page)", as: ListResource<DomainResource>.self)
            seen += list.items.count
            waiting += list.items.count { $0.liveState != "live" }
            if seen >= list.total ?? 0 || list.items.isEmpty { return (list.total ?? 0, waiting) }
            page += 1
        }
    }
}
