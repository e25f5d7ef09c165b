import APIResources
import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// API tokens, sessions, and staff in customers' panels.
@Suite struct TokenTests {
    // MARK: Tokens

    @Test(arguments: Engine.available)
    func `a token is shown once, works, says when it was used, and is revoked`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account("Anna's Bakery", of: "anna")
            let anna = try await hosting.browser("anna")
            let made = try await anna.post("/tokens/new", [("name", "Backup"), ("days", "30"), ("scope", "all")])
            let secret = try #require(made.text.firstMatch(of: /hw_[A-Za-z0-9_-]{43}/)).output
            let program = Client(hosting: hosting, token: String(secret))
            #expect(try await program.api(.get, "/accounts").json(ListResource<AccountResource>.self).total == 1)
            let list = try await anna.get("/tokens").text
            #expect(list.contains("Backup") && !list.contains(secret))
            let tokens: ListResource<TokenResource> = try await program.api(.get, "/tokens").json()
            let token = try #require(tokens.items.first)
            #expect(token.usedAt != nil && token.secret == nil && token.expires == "2026-12-22T12:00:00.000Z")
            // Nobody else's.
            let ben = try await hosting.browser("ben")
            #expect(try await ben.post("/tokens/\(token.id)/revocation").status == 404)
            #expect(try await hosting.program("ben").api(.delete, "/tokens/\(token.id)").status == 404)
            #expect(try await anna.post("/tokens/\(token.id)/revocation").location == "/tokens")
            #expect(try await program.api(.get, "/accounts").status == 401)
            let log = try await anna.get("/audit").text
            #expect(log.contains("API token created") && log.contains("API token revoked") && !log.contains(secret))
        }
    }

    @Test(arguments: Engine.available)
    func `a token never may more than its owner, at each use`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let lead = try await hosting.login("lead", role: .administrator, may: [.planManager, .serverManager])
            func mint(_ new: NewToken) async throws -> Client {
                let secret = try await hosting.write { db, now in try Tokens.mint(new, for: lead.id, by: lead.actor, in: db, at: now).secret
                }
                return Client(hosting: hosting, token: secret)
            }
            let plans = try await mint(NewToken(name: "plans", permissions: [.planManager]))
            let all = try await mint(NewToken(name: "all"))
            let looking = try await mint(NewToken(name: "looking", isReadOnly: true))
            let own = try await mint(NewToken(name: "own", role: .customer))
            #expect(try await plans.api(.get, "/plans").status == 200)
            #expect(try await plans.api(.get, "/servers").status == 403)
            #expect(try await all.api(.get, "/servers").status == 200)
            #expect(try await looking.api(.get, "/plans").status == 200)
            #expect(try await looking.api(.post, "/plans", #"{"name":"X"}"#).status == 403)
            #expect(try await own.api(.get, "/plans").status == 404)
            #expect(
                try await refusal { _ = try await mint(NewToken(name: "more", permissions: [.staffManager])) }
                    == "permissions: token.permissions.outrank")
            #expect(
                try await refusal { _ = try await mint(NewToken(name: "none", permissions: [])) } == "permissions: token.permissions.empty")
            // The owner loses a permission, and so do his tokens.
            try await hosting.write { db, now in
                let role = try #require(try StaffRoles.find(named: "Role of lead", by: .system, in: db))
                _ = try StaffRoles.change(role.id, name: role.name, permissions: [.serverManager], by: .system, in: db, at: now)
            }
            #expect(try await plans.api(.get, "/plans").status == 403)
            #expect(try await all.api(.get, "/plans").status == 403)
            #expect(try await all.api(.get, "/servers").status == 200)
            let customer = try await hosting.login("anna")
            #expect(
                try await refusal {
                    try await hosting.write { db, now in
                        _ = try Tokens.mint(
                            NewToken(name: "x", role: .administrator), for: customer.id, by: customer.actor, in: db, at: now)
                    }
                } == "token.outranks")
        }
    }

    @Test(arguments: Engine.available)
    func `a token is refused from addresses it is not for`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let anna = try await hosting.login("anna")
            let secret = try await hosting.write { db, now in
                try Tokens.mint(
                    NewToken(name: "office", addresses: ["203.0.113.0/24", "2001:db8::/32"]), for: anna.id, by: anna.actor, in: db, at: now
                ).secret
            }
            func status(from address: String?) async throws -> Int {
                let peer = try address.map { try IPAddress($0) }
                let client = Client(hosting: hosting, token: secret)
                let reply = try await client.send(.get, "/api/v1/me", from: peer)
                return reply.status
            }
            #expect(try await status(from: "203.0.113.7") == 200)
            #expect(try await status(from: "::ffff:203.0.113.7") == 200)
            #expect(try await status(from: "2001:db8:1::1") == 200)
            for address in ["203.0.114.7", "2001:db9::1", "::1", nil] { #expect(try await status(from: address) == 403) }
            let used = try await hosting.read { db in try Tokens.list(of: anna.id, in: db) }.first?.usedFrom
            #expect(used == "2001:db8:1::1")
            #expect(try await hosting.browser("anna").get("/audit").text.contains("Token refused"))
            for (typed, key) in [
                ("203.0.113.7/24", "address.range.host_bits"), ("203.0.113.0/33", "address.range.form"), ("office", "address.form"),
                ("203.0.113.0/024", "address.range.form"), ("203.0.113.0/24/8", "address.range.form"),
            ] {
                #expect(
                    try await refusal {
                        try await hosting.write { db, now in
                            _ = try Tokens.mint(NewToken(name: "x", addresses: [typed]), for: anna.id, by: anna.actor, in: db, at: now)
                        }
                    } == "addresses: \(key)", "\(typed)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a token is made only by somebody who has just proved who he is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let anna = try await hosting.browser("anna")
            hosting.advance(.minutes(11))
            let before = try await hosting.everything()
            _ = try await anna.post("/tokens/new", [("name", "Backup"), ("days", "30")])
            // Neither does a token make another one.
            #expect(try await hosting.program("anna", isProven: false).api(.post, "/tokens", #"{"name":"x"}"#).status == 403)
            let made = try await hosting.everything().filter { !before.contains($0) && $0.contains("Backup") }
            #expect(made == [])
            // One that was made for keys may.
            let id = try await hosting.login("anna").id
            let secret = try await hosting.write { db, now in
                try Tokens.mint(NewToken(name: "keys", isProven: true), for: id, by: .system, in: db, at: now).secret
            }
            let program = Client(hosting: hosting, token: secret)
            let reply = try await program.api(.post, "/tokens", #"{"name":"Monitoring","isReadOnly":true,"addresses":["203.0.113.0/24"]}"#)
            #expect(reply.status == 201)
            #expect(try reply.json(TokenResource.self).secret?.hasPrefix("hw_") == true)
            #expect(try await program.api(.post, "/tokens", #"{"name":"x","expires":"yesterday"}"#).status == 422)
        }
    }

    // MARK: Sessions

    @Test(arguments: Engine.available)
    func `somebody sees where he is signed in, and ends one session or all others`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let id = try await hosting.login("anna").id
            func signIn(_ agent: String) async throws -> Client {
                let session = try await hosting.write { db, now in
                    try Sessions.start(for: id, from: IPAddress(stored: "203.0.113.9"), agent: agent, replacing: nil, in: db, at: now)
                }
                return Client(hosting: hosting, session: session)
            }
            let phone = try await signIn("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1")
            let edge = try await signIn("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/130.0 Safari/537 Edg/130.0")
            let own = try await signIn("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
            let page = try await own.get("/sessions").text
            for words in ["Safari, iPhone", "Edge, Windows", "Firefox, Linux", "203.0.113.9", "This one"] {
                #expect(page.contains(words), "\(words)")
            }
            let phones = try #require(phone.session).id
            #expect(try await hosting.browser("ben").post("/sessions/\(phones)/deletion").status == 404)
            #expect(try await own.post("/sessions/\(phones)/deletion").location == "/sessions")
            #expect(try await phone.get("/sessions").location?.hasPrefix("/sign-in") == true)
            let program = try await hosting.program("anna")
            let list: ListResource<SessionResource> = try await program.api(.get, "/sessions").json()
            #expect(Set(list.items.map(\.browser)) == ["Edge, Windows", "Firefox, Linux"])
            #expect(try await own.post("/other-sessions/deletion").location == "/sessions")
            #expect(try await edge.get("/sessions").status == 303)
            #expect(try await own.get("/sessions").status == 200)
            let ours = try #require(own.session).id
            #expect(try await program.api(.delete, "/sessions/\(ours)").status == 204)
            #expect(try await own.get("/sessions").status == 303)
            #expect(try await hosting.browser("anna").get("/audit").text.contains("All other sessions ended"))
        }
    }

    // MARK: In a customer's panel

    @Test(
        .proves("H.ADM-04", door: .page),
        .proves("C.ROLE-05", part: "FTP and POP3 accounts do not exist yet", door: .page), arguments: Engine.available)
    func `staff enter a customer's panel with a banner, traces and without what is the customer's alone`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            _ = try await hosting.account("Ben's Garage", of: "ben")
            try await hosting.login("clerk", role: .administrator, may: [.accountPreview, .loginAsUser])
            let clerk = try await hosting.browser("clerk", role: .administrator)
            let first = clerk.cookie
            #expect(try await clerk.get("/accounts/\(account.number)").text.contains("Log in as customer"))
            #expect(try await clerk.get("/accounts?q=bakery").text.contains("action=\"/logins/\(account.login)/impersonation\""))
            #expect(try await clerk.post("/logins/\(account.login)/impersonation").location == "/")
            #expect(clerk.cookie != first)
            let home = try await clerk.get("/").text
            #expect(home.contains("You are in the panel of anna.") && home.contains("Back to my own session"))
            #expect(!home.contains("Garage") && !home.contains("\"/tokens\"") && !home.contains("\"/sessions\""))
            #expect(try await clerk.get("/accounts/2").status == 404)
            for path in ["/tokens", "/tokens/new", "/sessions"] { #expect(try await clerk.get(path).status == 403, "\(path)") }
            #expect(try await clerk.send(.post, "/other-sessions/deletion", form: []).status != 200)
            // The old handle is worth nothing while the guest is there.
            #expect(try await Client(hosting: hosting, session: clerk.session).get("/").status == 303)
            // What he does carries both names, and the customer reads it.
            #expect(try await clerk.send(.post, "/domains/new", form: [("name", "bakery.example"), ("account", "1")]).status == 303)
            let anna = try await hosting.browser("anna")
            let log = try await anna.get("/audit").text
            #expect(log.contains("Panel entered") && log.contains("clerk, in the panel of anna"))
            #expect(try await anna.get("/sessions").text.contains("clerk of your provider, in your panel"))
            // Back: a new handle again, and the guest's is dead.
            let guest = clerk.cookie
            #expect(try await clerk.send(.post, "/own-session", form: []).location == "/")
            #expect(clerk.cookie != guest && clerk.cookie != first)
            #expect(try await clerk.get("/").text.contains("Log in as customer") == false)
            #expect(try await clerk.get("/accounts/2").status == 200)
            #expect(try await anna.get("/audit").text.contains("Panel left"))
        }
    }

    @Test(arguments: Engine.available)
    func `a guest's session ends with the session, the login and the permission it was begun with`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            let login = try await hosting.login("clerk", role: .administrator, may: [.loginAsUser])
            func enter() async throws -> (own: SessionID, guest: Client) {
                let clerk = try await hosting.browser("clerk", role: .administrator)
                let own = try #require(clerk.session).id
                #expect(try await clerk.post("/logins/\(account.login)/impersonation").location == "/")
                #expect(try await clerk.get("/").status == 200)
                return (own, clerk)
            }
            let ends: [@Sendable (SessionID) async throws -> Void] = [
                { own in try await hosting.write { db, _ in try Sessions.end(own, in: db) } },
                { _ in try await hosting.write { db, _ in try Logins.setLocked(login.id, true, in: db) } },
                { _ in
                    try await hosting.write { db, now in
                        try Logins.setLocked(login.id, false, in: db)
                        let role = try #require(try StaffRoles.find(named: "Role of clerk", by: .system, in: db))
                        _ = try StaffRoles.change(role.id, name: role.name, permissions: [.planManager], by: .system, in: db, at: now)
                    }
                },
            ]
            for (place, end) in ends.enumerated() {
                let (own, guest) = try await enter()
                try await end(own)
                #expect(try await guest.get("/").location?.hasPrefix("/sign-in") == true, "way \(place)")
                if place == 1 { try await hosting.write { db, _ in try Logins.setLocked(login.id, false, in: db) } }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nobody enters a colleague's panel, a locked one, or one from another`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna's Bakery", of: "anna")
            let ben = try await hosting.login("ben")
            let colleague = try await hosting.login("colleague", role: .administrator)
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.post("/logins/\(colleague.id)/impersonation").status == 403)
            #expect(try await admin.post("/logins/\(LoginID())/impersonation").status == 404)
            try await hosting.write { db, _ in try Logins.setLocked(ben.id, true, in: db) }
            #expect(try await admin.post("/logins/\(ben.id)/impersonation").status == 409)
            try await hosting.write { db, _ in try Logins.setLocked(ben.id, false, in: db) }
            #expect(try await admin.post("/logins/\(account.login)/impersonation").location == "/")
            #expect(try await admin.send(.post, "/logins/\(ben.id)/impersonation", form: []).status == 404, "a customer there")
            // Signing out leaves neither session.
            #expect(try await admin.send(.post, "/sign-out", form: []).status == 303)
            #expect(try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM session", as: Int.self) } == 0)
            // A program cannot: it has no session to come back to.
            #expect(try await hosting.browser("anna").post("/own-session").status == 404)
        }
    }
}
