import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

private let password = "four unrelated words"
private let newPassword = "seven quiet harbours"

private func home() -> Routes {
    var routes = Routes()
    routes.page("/", .signedIn) { visit in Page("Home") { p(text: "Hello \(visit.actor.name)") } }
    return routes
}

extension Site {
    func actions(of login: LoginID) async throws -> [String] {
        try await database.read { db in
            try Audit.list(AuditFilter(kind: .login, object: login.text), by: .system, in: db).map(\.action)
        }
    }

    /// A program of this person, with the right to money, keys and rights or without.
    func token(_ login: LoginID, role: Actor.Role, isProven: Bool) async throws -> HTTPFields {
        let now = clock.now
        let secret = try await database.write { db in
            try Tokens.mint(name: "test", for: login, role: role, expires: nil, isProven: isProven, in: db, at: now).secret
        }
        return [.authorization: "Bearer \(secret)", .contentType: "application/json"]
    }
}

@Suite struct ProfileTests {
    @Test(.proves("H.ACC-09", part: "FTP password; address and telephone", door: .page), arguments: Engine.available)
    func `a person chooses name, language and time zone`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let saved = try await browser.fill("/profile", [("person", "Anna Kern"), ("language", "de"), ("timeZone", "Europe/Berlin")])
            #expect(saved.location == "/profile")
            let page = try await browser.get("/profile")
            #expect(page.text.contains("Mein Profil") && page.text.contains("Anna Kern") && page.text.contains("lang=\"de\""))
            #expect(page.text.contains("Ihr Profil ist gespeichert."))
            let wrong = try await browser.fill("/profile", [("person", ""), ("language", "xx"), ("timeZone", "Mars/Olympus")])
            #expect(wrong.status == 422 && wrong.text.contains("Mars/Olympus") == false)
            _ = try await browser.fill("/profile", [("person", "Anna Kern"), ("language", "ru"), ("timeZone", "")])
            #expect(try await browser.get("/profile").text.contains("Мой профиль"))
            #expect(try await site.actions(of: anna.id).filter { $0 == "login.changed" }.count == 2)
        }
    }

    @Test(
        .proves("C.GEN-07", part: "the reseller's password opens his users' panels another way", door: .page),
        .proves("C.END-02", door: .page), arguments: Engine.available)
    func `changing the password asks for the old one and ends every other session`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let elsewhere = Browser(browser.client)
            _ = try await elsewhere.signIn("anna")
            func change(_ old: String, _ new: String, _ again: String? = nil) async throws -> Browser.Answer {
                try await browser.fill(
                    "/profile/password", [("password", old), ("newPassword", new), ("newPasswordAgain", again ?? new)])
            }
            #expect(try await change("not this one", newPassword).text.contains("not your present password"))
            #expect(try await change(password, newPassword, "another thing").text.contains("The two passwords differ"))
            #expect(try await change(password, password).text.contains("your present password. Choose another"))
            #expect(try await change(password, "short").text.contains("At least 12 characters"))
            let weak = try await change(password, "summerholiday")
            #expect(weak.text.contains("easy to guess") && weak.text.contains("weak</span>"), "the strength is shown")
            #expect(try await elsewhere.get("/").status == 200, "nothing has been changed yet")
            #expect(try await change(password, newPassword).location == "/profile")
            #expect(try await browser.get("/").status == 200, "the session that changed it stays")
            #expect(try await elsewhere.get("/").status == 303, "every other ends")
            #expect(try await Browser(browser.client).signIn("anna").status == 422)
            #expect(try await Browser(browser.client).signIn("anna", newPassword).status == 303)
            #expect(site.mail.letters.map(\.kind) == [.passwordChanged])
            #expect(try await site.actions(of: anna.id).contains("login.password_changed"))
        }
    }

    @Test(arguments: Engine.available)
    func `guessing the present password gets slower, too`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let wrong = [("password", "not this one"), ("newPassword", newPassword), ("newPasswordAgain", newPassword)]
            for _ in 0..<4 { #expect(try await browser.fill("/profile/password", wrong).status == 422) }
            let slow = try await browser.fill("/profile/password", wrong)
            #expect(slow.status == 429 && slow.headers[.retryAfter] == "2")
            #expect(try await browser.fill("/prove", [("password", password)]).status == 429)
            site.advance(.seconds(3))
            #expect(try await browser.fill("/prove", [("password", password)]).status == 303)
        }
    }

    @Test(
        .proves("H.ACC-01", door: .page), .proves("H.ACC-09", part: "FTP password; address and telephone", door: .page),
        arguments: Engine.available)
    func `a new e-mail address is confirmed and the old one told`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            #expect(try await browser.fill("/profile/email", [("email", "anna@")]).status == 422)
            #expect(try await browser.fill("/profile/email", [("email", "anna@example.org")]).text.contains("This is the address already."))
            _ = try await browser.fill("/profile/email", [("email", "anna@old.example")])
            let first = try #require(site.mail.link(.emailConfirmation))
            _ = try await browser.fill("/profile/email", [("email", "anna@new.example")])
            let link = try #require(site.mail.link(.emailConfirmation))
            #expect(site.mail.letters.last?.to == "anna@new.example")
            #expect(try await browser.get(first).status == 404, "a newer link replaces it")
            let secret = link.split(separator: "/").last.map(String.init) ?? ""
            #expect(try await browser.get("/new-password/\(secret)").status == 404, "a link for one thing is none for another")
            // Whoever reads the mail need not be signed in, and looking at the link changes nothing.
            let reader = Browser(browser.client)
            #expect(try await reader.get(link).text.contains("anna@new.example"))
            #expect(try await browser.get("/profile").text.contains("anna@example.org"))
            #expect(try await reader.fill(link, []).location == "/sign-in")
            #expect(try await browser.get("/profile").text.contains("anna@new.example"))
            #expect(site.mail.letters.last?.kind == .emailChanged && site.mail.letters.last?.to == "anna@example.org")
            #expect(try await reader.get(link).status == 410)
            #expect(try await site.actions(of: anna.id).first == "login.email_changed")
        }
    }

    @Test(arguments: Engine.available)
    func `what is about keys asks again after ten minutes`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            #expect(try await browser.get("/profile/email").status == 200)
            site.advance(.minutes(11))
            #expect(try await browser.get("/profile/email").location == "/prove?next=%2Fprofile%2Femail")
            #expect(try await browser.get("/profile").status == 200, "other things do not")
            #expect(try await browser.fill("/prove?next=%2Fprofile%2Femail", [("password", "wrong one")]).status == 422)
            let page = try await browser.get("/profile")
            let sent = try await browser.post("/profile/email", [("_token", page.field("_token") ?? ""), ("email", "a@b.example")])
            #expect(sent.location == "/prove?next=%2Fprofile%2Femail", "sending the form asks, too")
            #expect(site.mail.letters.isEmpty)
            let proved = try await browser.fill("/prove?next=%2Fprofile%2Femail", [("password", password)])
            #expect(proved.location == "/profile/email")
            #expect(try await browser.get("/profile/email").status == 200)
            #expect(try await browser.fill("/prove?next=https%3A%2F%2Fevil.example", [("password", password)]).location == "/profile")
        }
    }

    @Test(.proves("H.ACC-09", part: "FTP password; address and telephone", door: .api), arguments: Engine.available)
    func `programs change what their person may`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let carl = try await site.person("carl", role: .customer)
            let plain = try await site.token(carl.id, role: .customer, isProven: false)
            let proven = try await site.token(carl.id, role: .customer, isProven: true)
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ headers: HTTPFields) async throws -> Browser.Answer {
                try await browser.send(method, "/api/v1" + path, headers: headers, body: body)
            }
            let changed = try await send(.patch, "/me/profile", #"{"person":"Carl Ahrens","language":"ru"}"#, plain)
            #expect(changed.status == 200 && changed.text.contains("Carl Ahrens") && changed.text.contains("\"language\":\"ru\""))
            #expect(try await send(.patch, "/me/profile", #"{"language":""}"#, plain).text.contains("language") == false)
            #expect(try await send(.patch, "/me/profile", #"{"timeZone":"Berlin"}"#, plain).status == 422)
            #expect(try await send(.put, "/me/email", #"{"email":"carl@new.example"}"#, plain).status == 403)
            #expect(try await send(.put, "/me/email", #"{"email":"carl@new.example"}"#, proven).status == 202)
            #expect(site.mail.letters.last?.to == "carl@new.example" && site.mail.letters.last?.language == .english)
            #expect(try await send(.put, "/me/password", #"{"password":"nope","newPassword":"x"}"#, plain).status == 422)
            let new = #"{"password":"four unrelated words","newPassword":"seven quiet harbours"}"#
            #expect(try await send(.put, "/me/password", new, plain).status == 204)
            #expect(try await browser.signIn("carl", newPassword).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `staff give a customer a password, and one that was made is shown once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            try await site.person("admin")
            let carl = try await site.person("carl", role: .customer)
            let customer = Browser(browser.client)
            _ = try await customer.signIn("carl")
            #expect(try await customer.get("/logins/admin/password").status == 404)
            _ = try await browser.signIn("admin")
            let made = try await browser.fill("/logins/carl/password", [("password", ""), ("passwordAgain", "")])
            let shown = try #require(made.text.firstMatch(of: #/<code>([a-z2-9-]{23})</code>/#)?.1).description
            #expect(made.headers[values: .setCookie].allSatisfy { !$0.contains(shown) })
            #expect(try await customer.get("/").status == 303, "whoever was signed in is out")
            #expect(try await customer.signIn("carl", shown).status == 303)
            #expect(try await browser.fill("/logins/carl/password", [("password", "short"), ("passwordAgain", "short")]).status == 422)
            let typed = [("password", newPassword), ("passwordAgain", newPassword)]
            #expect(try await browser.fill("/logins/carl/password", typed).status == 303)
            #expect(try await customer.signIn("carl", newPassword).status == 303)
            #expect(try await browser.get("/logins/nobody/password").status == 404)
            #expect(try await browser.fill("/logins/admin/password", typed).text.contains("your own sign-in name"))
            #expect(try await site.actions(of: carl.id).filter { $0 == "login.password_given" }.count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody gives a password to somebody who may do more`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let admin = try await site.person("admin")
            let clerk = try await site.person("clerk")
            try await site.person("carl", role: .customer)
            let now = site.clock.now
            func give(_ permissions: Set<Permission>) async throws {
                try await site.database.write { db in
                    let role = try StaffRoles.create(
                        name: "Role \(permissions.count)", permissions: permissions, by: .system, in: db, at: now)
                    try StaffRoles.give([role.id], to: clerk.id, by: .system, in: db, at: now)
                }
            }
            let body = #"{"password":"seven quiet harbours"}"#
            try await give([.messageReader])
            var clerks = try await site.token(clerk.id, role: .administrator, isProven: true)
            #expect(try await browser.send(.put, "/api/v1/logins/carl/password", headers: clerks, body: body).status == 403)
            #expect(try await browser.send(.put, "/api/v1/logins/nobody/password", headers: clerks, body: body).status == 403)
            try await give([.accountManager, .staffManager])
            clerks = try await site.token(clerk.id, role: .administrator, isProven: true)
            #expect(try await browser.send(.put, "/api/v1/logins/admin/password", headers: clerks, body: body).status == 403)
            let given = try await browser.send(.put, "/api/v1/logins/carl/password", headers: clerks, body: "{}")
            #expect(given.status == 200 && given.text.contains("\"password\""))
            let unproven = try await site.token(admin.id, role: .administrator, isProven: false)
            let refused = try await browser.send(.put, "/api/v1/logins/carl/password", headers: unproven, body: body)
            #expect(refused.status == 403 && refused.text.contains("token.not_proven"))
            #expect(try await browser.signIn("carl", newPassword).status == 422)
        }
    }

    @Test(arguments: Engine.available)
    func `the strength of a password is told while it is typed`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            func word(_ typed: String) async throws -> String {
                try await browser.send(
                    .post, "/password-strength", headers: [.contentType: "application/json", .acceptLanguage: "de"],
                    body: #"{"password":"\#(typed)","related":["anna"]}"#
                ).text
            }
            #expect(try await word("annaannaanna") == #"{"score":1,"word":"sehr schwach"}"#)
            #expect(try await word("four unrelated words") == #"{"score":5,"word":"stark"}"#)
            let large = try await word(String(repeating: "x", count: 5000))
            #expect(large.contains("larger than this address takes"))
            #expect(try await site.database.read { db in try db.scalar("SELECT COUNT(*) FROM login", as: Int.self) } == 0)
        }
    }
}

@Suite struct LostPasswordTests {
    @Test(.proves("H.ACC-10", door: .page), arguments: Engine.available)
    func `a lost password is replaced by a link that works once`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: home()) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            try await site.person("mallory", role: .customer)
            let elsewhere = Browser(browser.client)
            _ = try await elsewhere.signIn("anna")
            let known = try await browser.fill("/lost-password", [("name", "ANNA@example.org")])
            let unknown = try await browser.fill("/lost-password", [("name", "nobody@example.org")])
            #expect(known.status == unknown.status && known.location == unknown.location && known.location == "/lost-password/sent")
            #expect(known.text == unknown.text)
            #expect(site.mail.letters.map(\.to) == ["anna@example.org"])
            let old = try #require(site.mail.link(.newPasswordLink))
            _ = try await browser.fill("/lost-password", [("name", "Anna ")])
            let link = try #require(site.mail.link(.newPasswordLink))
            #expect(try await browser.get(old).status == 404, "a newer link replaces it")
            #expect(try await browser.get(link).status == 200)
            let stored = try await site.database.read { db in
                try db.query("SELECT secret_hash FROM personal_link").map { try $0("secret_hash", as: String.self) }
            }
            #expect(stored.allSatisfy { !link.contains($0) })
            func set(_ password: String, _ again: String? = nil) async throws -> Browser.Answer {
                try await browser.fill(link, [("password", password), ("passwordAgain", again ?? password)])
            }
            #expect(try await set("short").status == 422)
            #expect(try await set(newPassword, "another one here").text.contains("The two passwords differ"))
            #expect(try await elsewhere.get("/").status == 200)
            // Many wrong passwords before do not hold the person up.
            for _ in 0..<5 { _ = try await Browser(browser.client).signIn("anna", "wrong password here") }
            #expect(try await set(newPassword).location == "/sign-in")
            #expect(try await elsewhere.get("/").status == 303, "whoever was signed in is out")
            #expect(try await browser.get("/").status == 303, "the link signs nobody in")
            #expect(try await browser.signIn("anna", newPassword).status == 303)
            let used = try await Browser(browser.client).get(link)
            #expect(used.status == 410 && used.text.contains("works once only"))
            #expect(site.mail.letters.last?.kind == .passwordChanged)
            #expect(try await site.actions(of: anna.id).contains("login.password_replaced"))
            #expect(try await Browser(browser.client).signIn("mallory").status == 303, "nobody else's password was changed")
        }
    }

    @Test(arguments: Engine.available)
    func `a link for a lost password ends after an hour`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.fill("/lost-password", [("name", "anna")])
            let link = try #require(site.mail.link(.newPasswordLink))
            let form = try await browser.get(link)
            site.advance(.minutes(61))
            let late = try await browser.post(
                link, [("_token", form.field("_token") ?? ""), ("password", newPassword), ("passwordAgain", newPassword)])
            #expect(late.status == 410 && late.text.contains("It has expired"))
            #expect(try await browser.signIn("anna").status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `a locked login gets no link, and a link stops when its login is locked`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.fill("/lost-password", [("name", "anna")])
            let link = try #require(site.mail.link(.newPasswordLink))
            try await site.database.write { db in try Logins.setLocked(anna.id, true, in: db) }
            let answer = try await browser.fill(link, [("password", newPassword), ("passwordAgain", newPassword)])
            #expect(answer.status == 409)
            #expect(try await browser.fill("/lost-password", [("name", "anna")]).location == "/lost-password/sent")
            #expect(site.mail.letters.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `asking for links gets slower and slower, whether there is such a login or not`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            for name in ["anna", "nobody"] {
                for _ in 0..<3 { #expect(try await browser.fill("/lost-password", [("name", name)]).status == 303) }
                #expect(try await browser.fill("/lost-password", [("name", name)]).headers[.retryAfter] == "2")
                site.advance(.seconds(3))
                #expect(try await browser.fill("/lost-password", [("name", name)]).status == 303)
                site.advance(.seconds(3))
                #expect(try await browser.fill("/lost-password", [("name", name)]).status == 429, "now four seconds")
            }
            #expect(try await browser.fill("/lost-password", [("name", " ")]).status == 422)
            #expect(try await browser.signIn("anna").status == 303, "asking for links does not slow down signing in")
        }
    }

    @Test(.proves("H.LNF-07", part: "a reseller's own default language"), arguments: Engine.available)
    func `links are written in the person's language`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            let now = site.clock.now
            for (language, word) in [
                ("en", "Choose the new password here"), ("de", "Wählen Sie das neue Passwort"), ("ru", "Задайте новый пароль"),
            ] {
                try await site.database.write { db in
                    _ = try Profiles.change(
                        .init(person: "Anna", language: language, timeZone: "Europe/Berlin"), by: anna.actor, in: db, at: now)
                }
                site.advance(.hours(13))
                _ = try await browser.fill("/lost-password", [("name", "anna")])
                #expect(site.mail.letters.last?.text.contains(word) == true)
            }
        }
    }
}
