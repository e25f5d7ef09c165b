import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

extension Site {
    func mint(
        _ login: LoginID, role: Actor.Role = .administrator, expires: Timestamp? = nil, at now: Timestamp
    ) async throws -> String {
        try await database.write { db in
            try Tokens.mint(name: "test", for: login, role: role, expires: expires, in: db, at: now).secret
        }
    }
}

func privateRoutes() -> Routes {
    var routes = Routes()
    routes.page("/", .signedIn) { visit in Page("Home") { p(text: "Hello \(visit.actor.name)") } }
    return routes
}

@Suite struct IdentityTests {
    @Test(arguments: Engine.available)
    func `signing in opens the panel and signing out closes it`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: privateRoutes()) { site, browser in
            try await site.person("anna")
            let before = try await browser.get("/?x=1")
            #expect(before.location == "/sign-in?next=%2F%3Fx%3D1")
            let answer = try await browser.fill("/sign-in?next=%2F%3Fx%3D1", [("name", "Anna "), ("password", "four unrelated words")])
            #expect(answer.location == "/?x=1")
            #expect(answer.headers[values: .setCookie].contains { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") })
            let home = try await browser.get("/")
            #expect(home.text.contains("Hello anna"))
            let handle = try #require(browser.session)
            let out = try await browser.post("/sign-out", [("_token", home.field("_token") ?? "")])
            #expect(out.location == "/sign-in")
            // The old handle is worth nothing, even if somebody kept it.
            browser.cookies.withLock { $0["hostwright-session-8080"] = handle }
            #expect(try await browser.get("/").location?.hasPrefix("/sign-in") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `a planted session is not the one of the person who signs in`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: privateRoutes()) { site, browser in
            try await site.person("anna")
            try await site.person("mallory")
            let mallory = Browser(browser.client)
            _ = try await mallory.signIn("mallory")
            let planted = try #require(mallory.session)
            browser.cookies.withLock { $0["hostwright-session-8080"] = planted }
            // Anna is taken for Mallory until she signs in herself.
            let token = try await browser.get("/").field("_token") ?? ""
            let answer = try await browser.post("/sign-in", [("_token", token), ("name", "anna"), ("password", "four unrelated words")])
            #expect(answer.status == 303)
            #expect(browser.session != planted)
            #expect(try await browser.get("/").text.contains("Hello anna"))
            #expect(try await mallory.get("/").status == 303, "the planted session has ended")
        }
    }

    @Test(arguments: Engine.available)
    func `sessions end when nobody uses them and after two weeks`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: privateRoutes()) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            for _ in 0..<30 {
                site.advance(.hours(11))
                #expect(try await browser.get("/").status == 200)
            }
            site.advance(.hours(11))
            #expect(try await browser.get("/").status == 303, "two weeks are over")
            _ = try await browser.signIn("anna")
            site.advance(.hours(13))
            #expect(try await browser.get("/").status == 303, "not used for half a day")
            try await site.identity.sweep()
            #expect(try await site.database.read { db in try db.scalar("SELECT COUNT(*) FROM session", as: Int.self) } == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `an unknown name is answered like a wrong password`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna")
            let wrong = try await browser.signIn("anna", "wrong password here")
            let unknown = try await Browser(browser.client).signIn("nobody", "wrong password here")
            func message(_ answer: Browser.Answer) -> Substring? { answer.text.split(separator: "role=\"alert\"").last?.prefix(600) }
            #expect(wrong.status == 422 && unknown.status == 422)
            #expect(wrong.text.contains("Name or password is not right") && unknown.text.contains("Name or password is not right"))
            #expect(!wrong.text.contains("wrong password here"), "a password never comes back")
            #expect(wrong.text.contains("value=\"anna\""), "the name does")
        }
    }

    @Test(arguments: Engine.available)
    func `guessing gets slower and slower`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna")
            for _ in 0..<4 { #expect(try await browser.signIn("anna", "wrong password").status == 422) }
            let waits = try await browser.signIn("ANNA", "four unrelated words")
            #expect(waits.status == 429, "even the right password has to wait")
            #expect(waits.headers[.retryAfter] == "2")
            site.advance(.seconds(3))
            #expect(try await browser.signIn("anna", "wrong password").status == 422)
            site.advance(.seconds(3))
            #expect(try await browser.signIn("anna").status == 429)
            site.advance(.seconds(2))
            #expect(try await browser.signIn("anna").status == 303)
            // The counter of the login starts afresh.
            let again = Browser(browser.client)
            #expect(try await again.signIn("anna", "wrong password").status == 422)
            #expect(try await again.signIn("anna").status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `a clock that is set back keeps nobody out`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna")
            for _ in 0..<4 { #expect(try await browser.signIn("anna", "wrong password").status == 422) }
            site.advance(.hours(-3))
            let fresh = Browser(browser.client)
            #expect(try await fresh.signIn("anna").headers[.retryAfter] == "2", "the wait that is due, not three hours")
        }
    }

    @Test(arguments: Engine.available)
    func `a link that is not open is refused before a password is looked at`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, _ in
            let new = NewLogin(name: "m", email: "", password: "short", role: .administrator)
            let fault = await #expect(throws: Fault.self) {
                try await site.identity.makeFirstAdministrator(link: "made-up", new, from: nil)
            }
            #expect(fault?.key == "first_administrator.used")
        }
    }

    @Test(arguments: Engine.available)
    func `the first administrator's link works once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: privateRoutes()) { site, browser in
            let now = site.clock.now
            let old = try await site.database.write { db in try FirstAdministratorLinks.mint(in: db, at: now) }
            let secret = try await site.database.write { db in try FirstAdministratorLinks.mint(in: db, at: now) }
            #expect(try await browser.get("/first-administrator/\(old)").status == 404, "a newer link replaces it")
            let path = "/first-administrator/\(secret)"
            let values = [("person", "Paula Albers"), ("email", "paula@northern.example"), ("name", "paula")]
            let short = try await browser.fill(path, values + [("password", "short"), ("passwordAgain", "short")])
            #expect(short.status == 422 && short.text.contains("At least 12 characters") && short.text.contains("Paula Albers"))
            let differs = try await browser.fill(
                path, values + [("password", "four unrelated words"), ("passwordAgain", "four unrelated word")])
            #expect(differs.status == 422 && differs.text.contains("The two passwords differ"))
            let mail = try await browser.fill(
                path,
                [
                    ("person", "P"), ("email", "paula@northern"), ("name", "p b"), ("password", "four unrelated words"),
                    ("passwordAgain", "four unrelated words"),
                ])
            #expect(mail.text.contains("Did you mean paula@northern.com") && mail.text.contains("A sign-in name has letters"))
            let form = try await browser.get(path).field("_token") ?? ""
            let late = try await Browser(browser.client).get(path)
            #expect(late.status == 200)
            let done = try await browser.post(
                path, [("_token", form)] + values + [("password", "four unrelated words"), ("passwordAgain", "four unrelated words")])
            #expect(done.location == "/")
            #expect(try await browser.get("/").text.contains("Hello Paula Albers"))
            let used = try await Browser(browser.client).get(path)
            #expect(used.status == 410 && used.text.contains("has been used"))
        }
    }

    @Test(arguments: Engine.available)
    func `the first administrator's link expires`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let now = site.clock.now
            let secret = try await site.database.write { db in try FirstAdministratorLinks.mint(in: db, at: now) }
            site.advance(.hours(25))
            let answer = try await browser.get("/first-administrator/\(secret)")
            #expect(answer.status == 410 && answer.text.contains("has expired"))
        }
    }

    @Test(arguments: Engine.available)
    func `a token ends, and never outranks its owner`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna")
            let carl = try await site.person("carl", role: .customer)
            let now = site.clock.now
            await #expect(throws: Fault.self) { try await site.mint(carl.id, role: .administrator, at: now) }
            let secret = try await site.mint(anna.id, expires: now + .hours(1), at: now)
            func me(_ secret: String) async throws -> Browser.Answer {
                try await browser.send(.get, "/api/v1/me", headers: [.authorization: "Bearer \(secret)"])
            }
            #expect(try await me(secret).text.contains("administrator"))
            try await site.database.write { db in _ = try db.execute("UPDATE login SET role = 'customer' WHERE id = \(anna.id)") }
            #expect(try await me(secret).text.contains("customer"), "the owner was made a customer, and so was the token")
            #expect(try await me(secret + "x").status == 401)
            #expect(try await me("hw_").status == 401)
            site.advance(.hours(1))
            #expect(try await me(secret).status == 401)
            let stored = try await site.database.read { db in try db.scalar("SELECT secret_hash FROM api_token", as: String.self) }
            #expect(stored?.contains(secret) == false)
        }
    }

    @Test(arguments: Engine.available)
    func `a locked login is out at once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: privateRoutes()) { site, browser in
            let anna = try await site.person("anna")
            let now = site.clock.now
            let secret = try await site.mint(anna.id, at: now)
            _ = try await browser.signIn("anna")
            try await site.database.write { db in try Logins.setLocked(anna.id, true, in: db) }
            #expect(try await browser.get("/").status == 303)
            #expect(try await browser.send(.get, "/api/v1/me", headers: [.authorization: "Bearer \(secret)"]).status == 401)
            #expect(try await browser.signIn("anna").status == 422)
        }
    }

    @Test(arguments: Engine.available)
    func `a sign-in name is taken in every spelling`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, _ in
            try await site.person("anna")
            await #expect(throws: Fault.self) { try await site.person("ANNA") }
        }
    }

    @Test(arguments: Engine.available)
    func `a hash of lower cost is raised at the next sign-in`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna")
            let stronger = Identity(database: site.database, clock: site.clock, passwords: Passwords(cost: .init(time: 2, memory: 128)))
            _ = try await stronger.signIn(name: "anna", password: "four unrelated words", from: nil, replacing: nil)
            let hash = try await site.database.read { db in try db.scalar("SELECT password_hash FROM login", as: String.self) }
            #expect(hash?.contains("m=128,t=2") == true)
            #expect(try await browser.signIn("anna").status == 303)
        }
    }

    @Test func `passwords are long, not common, and never cut off`() async throws {
        for bad in [
            "", "elevenchars", "passwordpassword", "123456789012", "aaaaaaaaaaaaaa", "abcdefghijklmnop", "annaannaanna",
            String(repeating: "ab", count: 65),
        ] {
            #expect(throws: InputProblem.self) { try PasswordRules.check(bad, related: ["annaannaann"]) }
        }
        try PasswordRules.check("Grüße aus dem Käsefach")
        let long = String(repeating: "Ünïcödé wörds ", count: 9)
        let hash = try await Site.cheap.hash(long)
        #expect(try await Site.cheap.verify(long, hash).isRight)
        #expect(try await !Site.cheap.verify(String(long.dropLast()), hash).isRight)
        #expect(try await Site.cheap.verify(long.decomposedStringWithCanonicalMapping, hash).isRight, "typed on another keyboard")
    }
}
