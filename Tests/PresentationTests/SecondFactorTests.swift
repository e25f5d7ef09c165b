import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

private let password = "four unrelated words"

private func home() -> Routes {
    var routes = Routes()
    routes.page("/", .signedIn) { visit in Page("Home") { p(text: "Hello \(visit.actor.name)") } }
    routes.machine(.get, "/stream", .signedIn) { visit in Page("Stream") {} }
    return routes
}

/// The code that oathtool (the judge) makes of this key at this time.
private func oathtool(_ secret: String, at time: Timestamp) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/oathtool")
    process.arguments = ["--totp", "-b", "-N", "@\(time.milliseconds / 1000)", secret]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}

extension Site {
    /// Adds an authenticator app to whoever is signed in: its key and the recovery codes.
    func addApp(_ browser: Browser) async throws -> (secret: String, recoveryCodes: [String]) {
        let path = "/profile/second-factors/authenticator"
        let page = try await browser.get(path)
        let secret = try #require(page.text.firstMatch(of: #/<code>([A-Z2-7]{32})</code>/#)?.1).description
        let done = try await browser.post(
            path, [("_token", page.field("_token") ?? ""), ("code", try oathtool(secret, at: clock.now))])
        let codes = done.text.matches(of: #/<code>([a-z2-9-]{19})</code>/#).map { String($0.1) }
        return (secret, codes)
    }

    func require(_ staffNeedSecondFactor: Bool) async throws {
        try await database.write { db in
            let before = try ProviderSettings.current(in: db)
            var after = before
            after.staffNeedSecondFactor = staffNeedSecondFactor
            try after.store(insteadOf: before, in: db)
        }
    }
}

@Suite struct SecondFactorTests {
    @Test(arguments: Engine.available)
    func `signing in asks for a code of the app, and the password alone opens nothing`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let elsewhere = Browser(browser.client)
            _ = try await elsewhere.signIn("anna")
            let wrong = try await browser.fill("/profile/second-factors/authenticator", [("code", "000000")])
            #expect(wrong.status == 422 && wrong.text.contains("<svg"), "the same QR code again")
            let (secret, codes) = try await site.addApp(browser)
            #expect(codes.count == 10)
            #expect(try await browser.get("/").status == 200)
            #expect(try await elsewhere.get("/").status == 303, "sessions without the factor have ended")
            #expect(site.mail.letters.last?.kind == .secondFactorAdded)

            let other = Browser(browser.client)
            site.advance(.seconds(30))
            let step = try await other.fill("/sign-in?next=%2Fprofile", [("name", "anna"), ("password", password)])
            #expect(step.location == "/sign-in/second-factor?next=%2Fprofile")
            #expect(other.session == nil, "there is no session yet")
            for path in ["/", "/profile", "/stream"] { #expect([303, 401].contains(try await other.get(path).status)) }
            let path = "/sign-in/second-factor?next=%2Fprofile"
            #expect(try await other.fill(path, [("code", "123456")]).status == 422)
            let code = try oathtool(secret, at: site.clock.now)
            let done = try await other.fill(path, [("code", " \(code.prefix(3)) \(code.suffix(3)) ")])
            #expect(done.location == "/profile")
            #expect(try await other.get("/").status == 200)
            let stored = try await site.database.read { db in try db.scalar("SELECT sealed_secret FROM authenticator", as: String.self) }
            #expect(stored?.contains(secret) == false)
            #expect(try await site.actions(of: anna.id).contains("second_factor.added"))
        }
    }

    @Test(arguments: Engine.available)
    func `a code is good once, and clocks may be half a minute off`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let (secret, _) = try await site.addApp(browser)
            func enter(_ code: String) async throws -> Int {
                let other = Browser(browser.client)
                _ = try await other.signIn("anna")
                return try await other.fill("/sign-in/second-factor", [("code", code)]).status
            }
            #expect(try await enter(try oathtool(secret, at: site.clock.now)) == 422, "the code of the set-up")
            site.advance(.minutes(5))
            let now = site.clock.now
            #expect(try await enter(try oathtool(secret, at: now - .seconds(61))) == 422, "two steps behind")
            #expect(try await enter(try oathtool(secret, at: now + .seconds(61))) == 422, "two steps ahead")
            let ahead = try oathtool(secret, at: now + .seconds(30))
            #expect(try await enter(ahead) == 303, "one step ahead")
            #expect(try await enter(ahead) == 422, "replayed")
            #expect(try await enter(try oathtool(secret, at: now)) == 422, "older than one that was taken")
            site.advance(.seconds(120))
            #expect(try await enter(try oathtool(secret, at: site.clock.now - .seconds(30))) == 303, "one step behind")
        }
    }

    @Test(arguments: Engine.available)
    func `guessing codes gets slower, also with a new sign-in each time`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let (secret, _) = try await site.addApp(browser)
            site.advance(.minutes(1))
            func enter(_ code: String) async throws -> Browser.Answer {
                let other = Browser(browser.client)
                #expect(try await other.signIn("anna").status == 303, "the password is not slowed down")
                return try await other.fill("/sign-in/second-factor", [("code", code)])
            }
            for _ in 0..<4 { #expect(try await enter("111111").status == 422) }
            #expect(try await enter(try oathtool(secret, at: site.clock.now)).headers[.retryAfter] == "2")
            site.advance(.seconds(3))
            #expect(try await enter("111111").status == 422)
            #expect(try await enter("111111").headers[.retryAfter] == "4")
            site.advance(.seconds(5))
            #expect(try await enter(try oathtool(secret, at: site.clock.now)).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `the step between password and code ends, and is one browser's alone`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let (secret, _) = try await site.addApp(browser)
            site.advance(.minutes(1))
            #expect(try await Browser(browser.client).get("/sign-in/second-factor").location == "/sign-in")
            let other = Browser(browser.client)
            _ = try await other.signIn("anna")
            let form = try await other.get("/sign-in/second-factor")
            site.advance(.minutes(11))
            let late = try await other.post(
                "/sign-in/second-factor", [("_token", form.field("_token") ?? ""), ("code", try oathtool(secret, at: site.clock.now))])
            #expect(late.location == "/sign-in")
            #expect(try await other.get("/").status == 303)
            // A password that was changed meanwhile closes the door as well.
            _ = try await other.signIn("anna")
            let now = site.clock.now
            #expect(try await other.get("/sign-in/second-factor").status == 200)
            _ = try await other.fill("/lost-password", [("name", "anna")])
            let link = try #require(site.mail.link(.newPasswordLink))
            _ = try await other.fill(link, [("password", "seven quiet harbours"), ("passwordAgain", "seven quiet harbours")])
            #expect(try await other.get("/sign-in/second-factor").status == 303)
            #expect(now == site.clock.now)
            let again = try await Browser(browser.client).signIn("anna", "seven quiet harbours")
            #expect(again.location?.hasPrefix("/sign-in/second-factor") == true, "a new password removes no factor")
        }
    }

    @Test(arguments: Engine.available)
    func `recovery codes stand in for the phone, each once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let (_, codes) = try await site.addApp(browser)
            func enter(_ code: String) async throws -> Int {
                let other = Browser(browser.client)
                _ = try await other.signIn("anna")
                return try await other.fill("/sign-in/second-factor", [("code", code)]).status
            }
            #expect(try await enter(codes[0].uppercased().replacing("-", with: " ")) == 303)
            #expect(try await enter(codes[0]) == 422, "used")
            #expect(try await browser.get("/profile/second-factors").text.contains("9 codes left"))
            let path = "/profile/second-factors/recovery-codes/file"
            let token = try await browser.get("/profile").field("_token") ?? ""
            let file = try await browser.post(path, [("_token", token)] + codes.map { ("recoveryCode", $0) })
            #expect(file.headers[.contentDisposition]?.contains("recovery-codes.txt") == true)
            #expect(file.text.split(separator: "\n").map(String.init) == Array(codes.dropFirst()), "only those that are good")
            let made = try await browser.fill("/profile/second-factors/recovery-codes", [])
            let new = made.text.matches(of: #/<code>([a-z2-9-]{19})</code>/#).map { String($0.1) }
            #expect(new.count == 10 && Set(new).isDisjoint(with: codes))
            #expect(try await enter(codes[1]) == 422, "replaced")
            #expect(try await enter(new[1]) == 303)
            // Somebody else's code is nobody's here.
            try await site.person("ben", role: .customer)
            let ben = Browser(browser.client)
            _ = try await ben.signIn("ben")
            _ = try await site.addApp(ben)
            let other = Browser(browser.client)
            _ = try await other.signIn("ben")
            #expect(try await other.fill("/sign-in/second-factor", [("code", new[2])]).status == 422)
            #expect(try await site.actions(of: anna.id).filter { $0 == "second_factor.recovery_code_used" }.count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `staff of whom the provider wants a factor reach nothing before they have one`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            try await site.person("admin")
            try await site.person("carl", role: .customer)
            _ = try await browser.signIn("admin")
            #expect(try await browser.get("/").status == 200)
            try await site.require(true)
            #expect(try await browser.get("/").location == "/profile/second-factors", "sessions from before, too")
            #expect(try await browser.get("/stream").status == 403)
            let customer = Browser(browser.client)
            _ = try await customer.signIn("carl")
            #expect(try await customer.get("/").status == 200, "customers may, but need not")
            let page = try await browser.get("/profile/second-factors")
            #expect(page.status == 200 && page.text.contains("Your provider wants a second factor"))
            _ = try await site.addApp(browser)
            #expect(try await browser.get("/").status == 200)
            let stays = try await browser.fill("/profile/second-factors/authenticator/removal", [])
            #expect(stays.status == 409 && stays.text.contains("Add another one first"))
            try await site.require(false)
            #expect(try await browser.fill("/profile/second-factors/authenticator/removal", []).status == 303)
            #expect(site.mail.letters.last?.kind == .secondFactorRemoved)
            #expect(try await Browser(browser.client).signIn("admin").location == "/")
        }
    }

    @Test(arguments: Engine.available)
    func `programs manage factors with the right to it, and staff take those of somebody who has lost them`(
        engine: DatabaseEngine
    ) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let admin = try await site.person("admin")
            let carl = try await site.person("carl", role: .customer)
            let plain = try await site.token(carl.id, role: .customer, isProven: false)
            let proven = try await site.token(carl.id, role: .customer, isProven: true)
            func send(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String = "") async throws
                -> Browser.Answer
            {
                try await browser.send(method, "/api/v1" + path, headers: headers, body: body)
            }
            #expect(try await send(.get, "/me/second-factors", plain).text.contains("\"recoveryCodesLeft\":0"))
            #expect(try await send(.post, "/me/authenticator", plain).status == 403)
            let setup = try await send(.post, "/me/authenticator", proven).text
            let secret = try #require(setup.firstMatch(of: #/"secret":"([A-Z2-7]{32})"/#)?.1).description
            #expect(try await send(.put, "/me/authenticator", proven, #"{"code":"000000"}"#).status == 422)
            let code = try oathtool(secret, at: site.clock.now)
            #expect(try await send(.put, "/me/authenticator", proven, #"{"code":"\#(code)"}"#).text.contains("recoveryCodes"))
            #expect(try await browser.signIn("carl").location == "/sign-in/second-factor?next=%2F")
            #expect(try await send(.delete, "/logins/carl/second-factors", proven).status == 404)
            let staff = try await site.token(admin.id, role: .administrator, isProven: true)
            #expect(try await send(.delete, "/logins/admin/second-factors", staff).status == 409)
            #expect(try await send(.delete, "/logins/carl/second-factors", staff).status == 204)
            #expect(try await send(.delete, "/logins/carl/second-factors", staff).status == 404)
            #expect(try await browser.signIn("carl").location == "/")
            #expect(try await site.actions(of: carl.id).contains("second_factor.all_removed"))
        }
    }

    @Test(arguments: Engine.available)
    func `whoever has the machine gets back in by a link that works once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let admin = try await site.person("admin")
            _ = try await browser.signIn("admin")
            _ = try await site.addApp(browser)
            let (now, identity) = (site.clock.now, site.identity)
            let address = try await site.database.write { db in
                try Recovery(identity).begin("ADMIN", panel: Site.origin, by: .system, in: db, at: now)
            }
            #expect(address.hasPrefix(Site.origin + "/recover/"))
            let link = String(address.dropFirst(Site.origin.count))
            #expect(try await browser.get("/").status == 303, "sessions have ended")
            let secret = link.split(separator: "/").last.map(String.init) ?? ""
            #expect(try await browser.get("/new-password/\(secret)").status == 404)
            try await site.require(true)
            let back = Browser(browser.client)
            #expect(try await back.fill(link, [("password", ""), ("passwordAgain", "")]).location == "/profile/second-factors")
            #expect(try await back.get("/").location == "/profile/second-factors", "the provider wants one again")
            _ = try await site.addApp(back)
            #expect(try await back.get("/").status == 200)
            #expect(try await Browser(browser.client).get(link).status == 410)
            let actions = try await site.actions(of: admin.id)
            #expect(actions.contains("login.recovery_link_made") && actions.contains("login.recovered"))
            let other = try await site.database.write { db in
                try Recovery(identity).begin("admin", panel: Site.origin, by: .system, in: db, at: now)
            }
            let typed = [("password", "seven quiet harbours"), ("passwordAgain", "seven quiet harbours")]
            #expect(try await Browser(browser.client).fill(String(other.dropFirst(Site.origin.count)), typed).status == 303)
            #expect(try await Browser(browser.client).signIn("admin", "seven quiet harbours").status == 303)
            await #expect(throws: Fault.self) {
                try await site.database.write { db in
                    _ = try Recovery(identity).begin("nobody", panel: Site.origin, by: .system, in: db, at: now)
                }
            }
        }
    }
}
