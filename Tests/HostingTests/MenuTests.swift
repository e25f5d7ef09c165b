import Core
import Foundation
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

/// What is drawn is what may be opened: menu, palette and every link of every page, for everybody.
@Suite struct MenuTests {
    @Test(.proves("H.PLAT-07", door: .page), arguments: Engine.available)
    func `the menu and the palette show what a person has and may, and nothing else`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            func places(_ client: Client) async throws -> Set<String> {
                let navigation = try #require(try await client.get("/").text.split(separator: "</nav>").first)
                return Set(links(String(navigation)))
            }
            // A customer who has bought nothing yet has himself.
            let carl = try await hosting.browser("carl")
            #expect(try await places(carl) == ["/", "/messages"])
            // With an account come the things that belong to one.
            let account = try await hosting.account()
            let anna = try await hosting.browser("anna")
            #expect(try await places(anna) == ["/", "/messages", "/domains", "/accounts/\(account.number)", "/webhooks"])
            // Staff see what their permissions are about.
            for (permission, own) in [
                (Permission.planManager, ["/plans", "/resources"]), (.planGroups, ["/plan-groups"]), (.serverManager, ["/servers"]),
                (.jobManager, ["/jobs"]),
                (.auditReader, ["/audit"]),
                (.staffManager, ["/staff"]), (.settingsManager, ["/settings", "/mail-log", "/notifications", "/system"]),
                (.announcementManager, ["/announcements"]),
                (.messageReader, ["/provider-messages", "/alerts"]), (.webhookManager, ["/webhooks"]),
                (.accountPreview, ["/accounts", "/domains", "/usage"]), (.loginAsUser, []),
            ] {
                let name = "clerk-\(permission.rawValue)"
                try await hosting.login(name, role: .administrator, may: [permission])
                let clerk = try await hosting.browser(name, role: .administrator)
                #expect(try await places(clerk) == Set(["/", "/messages"] + own), "\(permission)")
                let found = Set(links(try await clerk.get("/palette").text))
                #expect(
                    found.subtracting(["/profile", "/tokens", "/sessions", "/audit"]) == Set(["/messages"] + own).subtracting(["/audit"]))
            }
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(
                try await places(admin) == [
                    "/", "/messages", "/accounts", "/usage", "/domains", "/plans", "/plan-groups", "/resources", "/templates", "/circulars",
                    "/servers", "/jobs",
                    "/alerts",
                    "/provider-messages",
                    "/staff",
                    "/announcements", "/audit", "/mail-log", "/notifications", "/webhooks", "/settings", "/recreations", "/system",
                ])
        }
    }

    @Test(.proves("H.PLAT-07", door: .page), arguments: Engine.available)
    func `no page leads anybody to where he is refused`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("bakery.example", to: account)
            try await hosting.add("old-bakery.example", to: account)
            let (domains, accounts) = (hosting.domains, hosting.accounts)
            try await hosting.write { db, now in
                _ = try domains.trash("old-bakery.example", removesContent: false, by: .system, in: db, at: now)
            }
            let closed = try await hosting.account("Garage", of: "ben")
            try await hosting.add("garage.example", to: closed)
            _ = try await hosting.write { db, now in
                try accounts.suspend(closed.number, reason: "The invoice is unpaid.", by: .system, in: db, at: now)
            }
            var opened = 0
            for (name, role, permissions) in [
                ("carl", Actor.Role.customer, []), ("anna", .customer, []), ("ben", .customer, []), ("admin", .administrator, .everything),
            ] + Permission.allCases.map({ ("clerk-\($0.rawValue)", .administrator, [$0]) }) as [(String, Actor.Role, Set<Permission>)] {
                if name.hasPrefix("clerk") { try await hosting.login(name, role: role, may: permissions) }
                let client = try await hosting.browser(name, role: role)
                let (count, dead) = try await walk(client)
                #expect(dead == [], "\(name)")
                #expect(count > 5, "\(name)")
                opened += count
            }
            print("menu walk on \(engine): \(opened) pages")
        }
    }

    /// Follows every link from the first page on, each page once; what does not open comes back with the page it stands on.
    private func walk(_ client: Client) async throws -> (pages: Int, dead: [String]) {
        var dead: [String] = []
        var waiting = [(path: "/", from: "")]
        var seen: Set<String> = ["/"]
        while let (path, from) = waiting.popLast() {
            let reply = try await client.get(path)
            if ![200, 303].contains(reply.status) { dead.append("\(path) of \(from): \(reply.status)") }
            guard reply.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
            for link in links(reply.text) {
                // The pages of the manual and of the description lead to each other; a list is the same however it is sorted.
                let plain = link.prefix { $0 != "#" && $0 != "?" }
                let isBook = plain.hasPrefix("/api-reference/") || plain.hasPrefix("/help/")
                if (isBook || link.contains("?sort=") || link.contains("&sort=")) && seen.contains(String(plain)) { continue }
                if seen.insert(isBook ? String(plain) : link).inserted, waiting.count < 400 { waiting.append((String(link), path)) }
            }
        }
        return (seen.count, dead)
    }

    /// The addresses of this panel that the page's links lead to.
    private func links(_ html: String) -> [String] {
        html.split(separator: " href=\"").dropFirst().compactMap { part -> String? in
            let link = String(part.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            return link.hasPrefix("/") && !link.hasPrefix("/assets/") ? link : nil
        }
    }
}
