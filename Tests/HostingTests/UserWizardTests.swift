import APIResources
import Accounts
import Core
import Domains
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing
import Websites

/// The wizard that creates customers, the mail that follows it, and what is changed of customers afterwards.
@Suite struct UserWizardTests {
    private static let everything = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    /// Sends the wizard's form as it stands in `page`, with what is typed, by the button `go`.
    private static func press(
        _ go: String, _ page: Client.Reply, _ typed: [(String, String)] = [], by client: Client
    ) async throws -> Client.Reply {
        let fields = FormReader(page.text).with(typed).filter { !["_token", "_go", "_do"].contains($0.0) }
        let button = ["add", "remove"].contains(go) ? ("_do", go) : ("_go", go)
        return try await client.post("/accounts/new", fields + [button])
    }

    private static func plan(
        _ name: String, _ amounts: [ResourceKey: String], on hosting: Hosting, _ services: HostingServices = everything
    ) async throws -> Plan {
        try await hosting.write { db, now in
            try Plans.create(
                PlanForm(name: name, resources: amounts.mapValues { ResourceTermsForm(free: "0", most: $0) }), services: services,
                by: .system, in: db, at: now)
        }
    }

    private static func template(
        _ name: String, _ limits: [ResourceKey: AccountLimits.Typed], on hosting: Hosting
    ) async throws -> UserTemplate {
        try await hosting.write { db, now in
            try UserTemplates.create(
                UserTemplateForm(name: name, limits: limits), services: Self.everything, by: .system, in: db, at: now)
        }
    }

    @Test(
        .proves("C.USR-05", door: .page), .proves("C.USR-06", door: .page), .proves("C.USR-07", door: .page),
        .proves("C.USR-08", door: .page), .proves("C.USR-09", door: .page), .proves("C.USR-10", door: .page),
        .proves("C.USR-11", door: .page), .proves("C.USR-13", door: .page), arguments: Engine.available)
    func `a customer is created in five steps, back and forth, and is not there before the fourth is left`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await Self.plan("Small", [.web: "", .php: "", .domain: "5"], on: hosting)
            _ = try await Self.plan("Large", [.web: "", .php: "", .domain: "unlimited"], on: hosting)
            let template = try await Self.template(
                "Shop", [.domain: .init(most: "2", isHard: false), .php: .init(most: "on")], on: hosting)
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.post("/user-fields", [("field1", "Customer number"), ("field3", "Birthday")]).status == 303)
            try await hosting.write { db, now in
                _ = try RegistrationMails.set(
                    RegistrationText(subject: "Hello {person}", text: "{login} / {password}: {domains}, {field1}"), for: template, .english,
                    by: .system, in: db, at: now)
            }
            let before = try await hosting.everything()

            let first = try await admin.get("/accounts/new?template=\(template.id)")
            for part in ["Step 1 of 5", "Small", "Large", "No template", "Send the data"] { #expect(first.text.contains(part), "\(part)") }
            let none = try await Self.press("next", first, [("plan", "")], by: admin)
            #expect(none.status == 422 && none.text.contains("id=\"f-plan-error\""))
            let second = try await Self.press("next", first, [("plan", "Small")], by: admin)
            #expect(second.text.contains("Step 2 of 5") && second.text.contains("The plan says: 5."))
            var form = FormReader(second.text)
            #expect(form["limits.domain"] == "2" && form["beyond.domain"] == "report" && form["limits.php"] == "on")
            #expect(!second.text.contains("f-limits.mailbox"), "what no server provides is not shown")
            for typed in ["-1", "6", "1.5", "unlimited"] {
                let refused = try await Self.press("next", second, [("limits.domain", typed)], by: admin)
                #expect(refused.status == 422 && refused.text.contains("id=\"f-limits.domain-error\""), "\(typed)")
            }
            // Back and forth once more, with another value than the template's.
            let third = try await Self.press("next", second, [("limits.domain", "3")], by: admin)
            #expect(third.text.contains("Step 3 of 5") && third.text.contains("Customer number") && third.text.contains("Birthday"))
            #expect(!third.text.contains("f-field2"))
            let back = try await Self.press("back", third, [("title", "Berg Ceramics"), ("city", "Kiel")], by: admin)
            #expect(FormReader(back.text)["limits.domain"] == "3" && FormReader(back.text)["city"] == "Kiel")
            let again = try await Self.press("next", back, by: admin)
            form = FormReader(again.text)
            #expect(form["title"] == "Berg Ceramics" && form["city"] == "Kiel" && form["plan"] == "Small")
            let bad = try await Self.press("next", again, [("login", "b"), ("email", "nowhere")], by: admin)
            #expect(bad.status == 422 && bad.text.contains("id=\"f-login-error\"") && bad.text.contains("id=\"f-email-error\""))
            let fourth = try await Self.press(
                "next", again,
                [
                    ("login", "berg"), ("email", "anna@berg.example"), ("person", "Anna Berg"), ("field1", "4711"), ("isShown", "on"),
                ], by: admin)
            #expect(fourth.text.contains("Step 4 of 5"))
            var page = try await Self.press("add", fourth, [("domains.0.name", "berg.example")], by: admin)
            page = try await Self.press("add", page, [("domains.1.name", "oops.example")], by: admin)
            page = try await Self.press(
                "add", page, [("domains.2.name", "elsewhere.example"), ("domains.2.zone", FormReader.off)], by: admin)
            page = try await Self.press("remove", page, [("domains.1.gone", "on")], by: admin)
            form = FormReader(page.text)
            #expect(form["domains.0.name"] == "berg.example" && form["domains.0.zone"] == "on")
            #expect(form["domains.1.name"] == "elsewhere.example" && form["domains.1.zone"] == nil && form["domains.2.name"] == "")
            // To the first step and straight back: the steps that were seen are buttons.
            page = try await Self.press("template", page, by: admin)
            page = try await Self.press("domains", page, by: admin)
            #expect(FormReader(page.text)["domains.1.name"] == "elsewhere.example")
            #expect(try await hosting.everything() == before, "nobody exists before the fourth step is left")

            let last = try await Self.press("finish", page, by: admin)
            #expect(last.status == 200 && last.headers[.cacheControl] == "no-store")
            let password = try #require(last.text.firstMatch(of: /data-copy="([A-Za-z0-9]{12,})"/)?.1)
            let account = try #require(try await hosting.account(1))
            #expect(account.title == "Berg Ceramics" && account.planName == "Small" && account.loginName == "berg")
            for part in ["Hello Anna Berg", "berg / \(password): berg.example, elsewhere.example, 4711", "anna@berg.example"] {
                #expect(last.text.contains(part), "\(part)")
            }
            let limits = try await hosting.read { db in try AccountLimits.of(account, in: db) }
            #expect(limits[.domain] == AccountLimit(.units(3), isHard: false) && limits[.php]?.most == .units(1))
            #expect(try await hosting.domain("berg.example")?.zone != nil)
            let elsewhere = try #require(try await hosting.domain("elsewhere.example"))
            #expect(elsewhere.zone == nil)
            #expect(try await hosting.site("elsewhere.example") != nil)
            #expect(try await admin.get("/domains/elsewhere.example/dns").status == 200)

            // One click sends it, as it was edited; its text is forgotten once it has left.
            let mail = FormReader(last.text.replacing("action=\"/accounts/1/registration-mail\"", with: "id=\"mail\""), id: "mail")
            #expect(mail["subject"] == "Hello Anna Berg")
            let sent = try await admin.post(
                "/accounts/1/registration-mail", mail.with([("text", (mail["text"] ?? "") + "\r\nSee you")]).filter { $0.0 != "_token" })
            #expect(sent.location == "/accounts/1")
            let queued = try await hosting.read { db in
                try db.query("SELECT subject, body, is_secret FROM mail WHERE kind = 'account.registration'").map {
                    "\(try $0("subject", as: String.self)): \(try $0("body", as: String.self)) \(try $0("is_secret", as: Bool.self))"
                }
            }
            #expect(queued == ["Hello Anna Berg: berg / \(password): berg.example, elsewhere.example, 4711\nSee you true"])
            let log = try await hosting.read { db in
                try db.query("SELECT changes FROM audit_entry").map { try $0("changes", as: String.self) }
            }
            #expect(!log.contains { $0.contains(password) })

            // He sees on his first page what is shown to him.
            let berg = try await hosting.browser("berg")
            let home = try await berg.get("/").text
            #expect(home.contains("Your data with us") && home.contains("4711") && home.contains("Kiel"))
        }
    }

    @Test(.proves("C.USR-10", door: .page), arguments: Engine.available)
    func `a typed password travels sealed, and can be forgotten for one that is made`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.plan()
            let admin = try await hosting.browser("admin", role: .administrator)
            var page = try await Self.press("next", try await admin.get("/accounts/new"), by: admin)
            page = try await Self.press("next", page, by: admin)
            let typed = [("title", "Anna"), ("login", "anna"), ("email", "anna@example.org")]
            let weak = try await Self.press("next", page, typed + [("password", "password1234")], by: admin)
            #expect(weak.status == 422 && weak.text.contains("id=\"f-password-error\"") && !weak.text.contains("password1234"))
            page = try await Self.press("next", page, typed + [("password", Hosting.password)], by: admin)
            #expect(page.text.contains("Step 4 of 5") && !page.text.contains(Hosting.password))
            let sealed = try #require(FormReader(page.text)["passwordSealed"])
            #expect(!sealed.isEmpty)
            page = try await Self.press("back", page, by: admin)
            #expect(page.text.contains("A password is typed already") && !page.text.contains(Hosting.password))
            page = try await Self.press("next", page, by: admin)
            // Nobody else's panel opens it.
            let other = try await hosting.browser("other", role: .administrator)
            let stolen = try await Self.press("finish", page, by: other)
            #expect(stolen.status == 422 && stolen.text.contains("could not be read again"))
            let last = try await Self.press("finish", page, by: admin)
            #expect(last.text.contains("data-copy=\"\(Hosting.password)\""))
            let stranger = hosting.stranger
            let token = try await stranger.get("/sign-in").text.firstMatch(of: /name="_token" value="([^"]+)"/).map { String($0.1) }
            #expect(try await stranger.post("/sign-in", [("name", "anna"), ("password", Hosting.password)], token: token).status == 303)

            page = try await Self.press("next", try await admin.get("/accounts/new"), by: admin)
            page = try await Self.press("next", page, by: admin)
            page = try await Self.press(
                "next", page, [("title", "Ben"), ("login", "ben"), ("email", "b@example.org"), ("password", Hosting.password)], by: admin)
            page = try await Self.press("back", page, by: admin)
            page = try await Self.press("next", page, [("passwordForgotten", "on")], by: admin)
            let made = try await Self.press("finish", page, by: admin)
            #expect(!made.text.contains(Hosting.password) && made.text.firstMatch(of: /data-copy="[a-z2-9]{23}"/) != nil)
        }
    }

    @Test(.proves("C.USR-06", door: .page), arguments: Engine.available)
    func `a template deleted while the wizard is open is told, and nothing typed is lost`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await Self.plan("Small", [.web: "", .domain: "5"], on: hosting)
            let template = try await Self.template("Shop", [.domain: .init(most: "2")], on: hosting)
            let admin = try await hosting.browser("admin", role: .administrator)
            var page = try await Self.press("next", try await admin.get("/accounts/new?template=\(template.id)"), by: admin)
            page = try await Self.press("next", page, [("limits.domain", "4")], by: admin)
            page = try await Self.press("next", page, [("title", "Anna"), ("login", "anna"), ("email", "a@example.org")], by: admin)
            try await hosting.write { db, now in try UserTemplates.delete(template, by: .system, in: db, at: now) }
            let before = try await hosting.everything()
            let told = try await Self.press("finish", page, [("domains.0.name", "anna.example")], by: admin)
            #expect(told.status == 422 && told.text.contains("Step 1 of 5") && told.text.contains("id=\"f-template-error\""))
            let form = FormReader(told.text)
            #expect(form["limits.domain"] == "4" && form["title"] == "Anna" && form["domains.0.name"] == "anna.example")
            #expect(try await hosting.everything() == before)
            page = try await Self.press("domains", told, [("template", "")], by: admin)
            #expect(try await Self.press("finish", page, by: admin).status == 200)
            #expect(try await hosting.domain("anna.example") != nil)
            let account = try #require(try await hosting.account(1))
            #expect(try await hosting.read { db in try AccountLimits.of(account, in: db) }[.domain]?.most == .units(4))
        }
    }

    @Test(.proves("C.USR-11", door: .page), arguments: Engine.available)
    func `a customer is made whole or not at all, and the refused domain is told beside itself`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await Self.plan("Small", [.web: "", .domain: "2"], on: hosting)
            try await hosting.add("taken.example", to: hosting.account(plan: "Small"))
            let admin = try await hosting.browser("admin", role: .administrator)
            let before = try await hosting.everything()
            let person = [("title", "Ben"), ("plan", "Small"), ("login", "ben"), ("email", "ben@example.org"), ("_go", "finish")]
            for (names, place) in [
                (["ben.example", "taken.example"], 1), (["www.ben.example"], 0), (["a.example", "b.example", "c.example"], 2),
                (["ben.example", "ben.example"], 1),
            ] {
                let rows = names.enumerated().map { ("domains.\($0).name", $1) }
                let refused = try await admin.post("/accounts/new", person + rows)
                #expect([409, 422].contains(refused.status), "\(names)")
                #expect(refused.text.contains("Step 4 of 5") && refused.text.contains("id=\"f-domains.\(place).name-error\""), "\(names)")
                #expect(try await hosting.everything() == before, "\(names)")
            }
        }
    }

    @Test(.proves("C.USR-07"), .proves("C.USR-15"), arguments: Engine.available)
    func `limits of a customer stay within the plan, and go together`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            let users = Users(
                accounts: hosting.accounts, owners: hosting.features.owners, domains: AccountDomains(hosted: hosting.features.hosted),
                services: Self.everything)
            _ = try await Self.plan(
                "Small", [.web: "", .domain: "5", .ftp: "", .ftpUser: "10", .mailbox: "unlimited", .publishing: "", .backup: "yes"],
                on: hosting)
            func refused(_ limits: [ResourceKey: AccountLimits.Typed], template: String = "") async throws -> String? {
                try await refusal {
                    var user = NewUser(
                        account: AccountForm(title: "X", plan: "Small", login: "xavier"),
                        owner: OwnerForm(login: "xavier", email: "x@example.org", password: ""))
                    user.limits = limits
                    user.template = template
                    _ = try await users.create(user, by: .system, in: hosting.database, at: hosting.now)
                }
            }
            let before = try await hosting.everything()
            #expect(try await refused([.domain: .init(most: "6")]) == "limits.domain: user.limit.beyond_plan")
            #expect(try await refused([.domain: .init(most: "unlimited")]) == "limits.domain: user.limit.beyond_plan")
            #expect(try await refused([.autoresponder: .init(most: "1")]) == "limits.autoresponder: user.limit.beyond_plan")
            #expect(try await refused([.backup: .init(most: "upload")]) == "limits.backup: user.limit.beyond_plan")
            #expect(try await refused([.ftpUser: .init(most: "3"), .ftp: .init(most: "off")]) == "limits.ftp_user: resource.requires")
            #expect(try await refused([:], template: "nowhere") == "template: user.template.gone")
            let large = try await Self.template("Large", [.domain: .init(most: "50"), .mailbox: .init(most: "7")], on: hosting)
            #expect(try await refused([:], template: "large") == "limits.domain: user.limit.beyond_plan")
            #expect(try await hosting.everything().filter { !$0.contains("Large") && !$0.contains(large.id.text) }.count == before.count)
            // What is typed beside the template comes first.
            #expect(try await refused([.domain: .init(most: "4")], template: "Large") == nil)
            let account = try #require(try await hosting.account(1))
            let limits = try await hosting.read { db in try AccountLimits.of(account, in: db) }
            #expect(limits[.domain]?.most == .units(4) && limits[.mailbox]?.most == .units(7))
        }
    }

    @Test(
        .proves("C.USR-05", door: .api), .proves("C.USR-06", door: .api), .proves("C.USR-07", door: .api), .proves("C.USR-08", door: .api),
        .proves("C.USR-09", door: .api), .proves("C.USR-10", door: .api), .proves("C.USR-11", door: .api),
        .proves("C.USR-13", door: .api), .proves("C.TPL-01", door: .api), .proves("C.USR-15", door: .api), .proves("C.USR-02", door: .api),
        .proves("C.USR-03", door: .api), .proves("C.USR-14", door: .api), .proves("C.USR-16", door: .api),
        arguments: Engine.available)
    func `a program creates a customer from a template with data, domains and mail`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await Self.plan("Small", [.web: "", .php: "", .domain: "5"], on: hosting)
            let program = try await hosting.program("admin", role: .administrator)
            #expect(try await program.api(.post, "/templates", #"{"name":"Shop","limits":[{"resource":"domain","most":2}]}"#).status == 201)
            #expect(try await program.api(.put, "/user-fields", #"{"field1":"Customer number"}"#).status == 200)
            let body = #"""
                {"title":"Berg","plan":"Small","login":"berg","email":"anna@berg.example","person":"Anna Berg","language":"de",
                "template":"Shop","data":{"city":"Kiel","field1":"4711","isShown":true},"sendsMail":true,
                "domains":[{"name":"berg.example"},{"name":"elsewhere.example","hasZone":false,"isToBeRegistered":true}]}
                """#
            let made = try await program.api(.post, "/accounts", body)
            #expect(made.status == 201, "\(made.text)")
            let account: AccountResource = try made.json()
            #expect(account.domains == 2 && account.initialPassword?.allSatisfy { $0.isLetter || $0.isNumber } == true)
            let mail = try await hosting.read { db in
                try db.first("SELECT subject, body FROM mail WHERE kind = 'account.registration'").map { try $0("body", as: String.self) }
            }
            #expect(mail?.contains("Guten Tag, Anna Berg") == true && mail?.contains(account.initialPassword ?? "-") == true)
            let elsewhere: DomainResource = try await program.api(.get, "/domains/elsewhere.example").json()
            #expect(elsewhere.registration == "wanted" && elsewhere.nameServers.isEmpty)
            let data: PersonalDataResource = try await program.api(.get, "/accounts/1/person").json()
            #expect(data.person == "Anna Berg" && data.city == "Kiel" && data.field1 == "4711" && data.isShown == true)
            #expect(
                try await program.api(.patch, "/accounts/1/person", #"{"city":"Husum"}"#).json(PersonalDataResource.self).field1 == "4711")

            let found: ListResource<AccountResource> = try await program.api(.get, "/accounts?login=berg").json()
            #expect(found.items.map(\.number) == [1] && found.items.first?.state == "active")
            let given = try await program.api(.put, "/logins/berg/password", #"{"password":"nine wooden ladders"}"#)
            #expect(given.status == 200, "\(given.text)")
            #expect(try await program.api(.put, "/logins/berg/password", #"{"password":"short"}"#).status == 422)
            let named: PersonalDataResource = try await program.api(.patch, "/accounts/1/person", #"{"person":"Anna Hof"}"#).json()
            #expect(named.person == "Anna Hof" && named.city == "Husum")
            let asked = try await program.api(.put, "/logins/berg/email", #"{"email":"anna@new.example"}"#)
            #expect(asked.status == 202, "\(asked.text)")
            #expect(try await program.api(.put, "/logins/berg/email", #"{"email":"new.example"}"#).status == 422)
            #expect(try await program.api(.put, "/logins/nobody/email", #"{"email":"a@new.example"}"#).status == 404)

            let before = try await hosting.everything()
            let refused = try await program.api(
                .post, "/accounts",
                #"{"title":"X","plan":"Small","login":"xavier","email":"x@example.org","domains":[{"name":"x.example"},{"name":"berg.example"}]}"#
            )
            #expect(refused.status == 422 && refused.text.contains("domains.1.name"))
            #expect(try await hosting.everything() == before)

            // The template changes, and nobody who was made from it; applied, it is copied once more.
            #expect(try await program.api(.patch, "/templates/Shop", #"{"limits":[{"resource":"domain","most":1}]}"#).status == 200)
            func most() async throws -> Int? {
                let list: ListResource<EntitlementResource> = try await program.api(.get, "/accounts/1/limits").json()
                return list.items.first { $0.resource == "domain" }?.most
            }
            #expect(try await most() == 2)
            #expect(try await program.api(.post, "/accounts/1/template-applications", #"{"template":"Shop"}"#).status == 200)
            #expect(try await most() == 1)
            #expect(try await hosting.domain("elsewhere.example") != nil, "a limit below what is used takes nothing away")
            #expect(try await program.api(.delete, "/templates/Shop").status == 204)
            #expect(try await most() == 1)
            #expect(try await program.api(.post, "/accounts/1/template-applications", #"{"template":"Shop"}"#).status == 422)
            let sent = try await program.api(.post, "/accounts/1/registration-mails", #"{"subject":"Hello","text":"Come in"}"#)
            #expect(sent.status == 204)
            #expect(try await program.api(.post, "/accounts/1/registration-mails", #"{"to":"nowhere"}"#).status == 422)
        }
    }

    @Test(
        .proves("C.USR-02", door: .page), .proves("C.USR-14", door: .page),
        .proves("C.USR-15", door: .page), .proves("C.USR-16", door: .page), .proves("C.TPL-04"), .proves("C.TPL-05"),
        arguments: Engine.available)
    func `a customer is found by name and changed: data, services by a template, password`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await Self.plan("Small", [.web: "", .php: "", .domain: "5"], on: hosting)
            let account = try await hosting.account("Anna's Bakery", of: "anna", plan: "Small")
            _ = try await hosting.account("Ben", of: "ben", plan: "Small")
            for name in ["one.example", "two.example"] { try await hosting.add(name, to: account) }
            let admin = try await hosting.browser("admin", role: .administrator)
            for typed in ["anna", "web1", "1", "BAKERY"] {
                #expect(try await admin.get("/accounts/find?name=\(typed)").location == "/accounts/1", "\(typed)")
            }
            #expect(try await admin.get("/accounts/find?name=").location == "/accounts")
            #expect(try await admin.get("/accounts/find?name=nobody").location == "/accounts?q=nobody")
            let list = try await admin.get("/accounts").text
            for part in ["/accounts/find", "/accounts/1/person", "/accounts/1/limits/change", "/logins/anna/password"] {
                #expect(list.contains(part), "\(part)")
            }

            let data = [("person", "Anna Berg"), ("city", "Kiel"), ("phone", "+49 431 5")]
            #expect(try await admin.post("/accounts/1/person", data).location == "/accounts/1")
            #expect(try await admin.get("/accounts/1/person").text.contains("value=\"Kiel\""))
            #expect(try await hosting.login("anna").person == "Anna Berg")
            #expect(list.contains("/logins/anna/email"))
            let asked = try await admin.post("/logins/anna/email", [("email", "anna@new.example")])
            #expect(asked.location == "/logins/anna/email")
            #expect(try await hosting.login("anna").email != "anna@new.example", "until the link is followed the old one stays")
            let clerk = try await hosting.browser("ben")
            #expect(try await clerk.post("/logins/anna/email", [("email", "ben@new.example")]).status == 404)
            let wrong = try await admin.post("/logins/anna/email", [("email", "nowhere")])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"f-email-error\"") && wrong.text.contains("nowhere"))
            let long = try await admin.post("/accounts/1/person", [("person", "Anna"), ("postalCode", String(repeating: "9", count: 21))])
            #expect(long.status == 422 && long.text.contains("id=\"f-postalCode-error\""))

            let small = try await Self.template("Small shop", [.domain: .init(most: "1")], on: hosting)
            let huge = try await Self.template("Huge shop", [.domain: .init(most: "99")], on: hosting)
            let shown = try await admin.get("/accounts/1/template?template=\(small.id)").text
            #expect(shown.contains("Below what is used") && shown.contains("Nothing is taken away"))
            #expect(try await admin.get("/accounts/1/template?template=\(huge.id)").text.contains("More than the plan"))
            #expect(try await admin.post("/accounts/1/template", [("template", huge.id.text)]).status == 422)
            #expect(try await hosting.read { db in try AccountLimits.of(account, in: db) }.isEmpty)
            #expect(try await admin.post("/accounts/1/template", [("template", small.id.text)]).location == "/accounts/1/limits")
            let limits = try await admin.get("/accounts/1/limits").text
            #expect(limits.contains("2 of 1") && limits.contains("Exceeded"))
            #expect(try await hosting.domain("two.example") != nil)
            #expect(try await fault { try await hosting.add("three.example", to: account) }?.key == "limit.used_up")
            // What becomes of the template changes nobody.
            try await hosting.write { db, now in
                _ = try UserTemplates.change("Small shop", services: Self.everything, by: .system, in: db, at: now) {
                    $0.limits[.domain] = .init(most: "4")
                }
                try UserTemplates.delete(small, by: .system, in: db, at: now)
            }
            #expect(try await hosting.read { db in try AccountLimits.of(account, in: db) }[.domain]?.most == .units(1))
            #expect(try await admin.post("/accounts/1/template", [("template", small.id.text)]).status == 422)

            let given = try await admin.post(
                "/logins/anna/password", [("password", "nine wooden ladders"), ("passwordAgain", "nine wooden ladders")])
            #expect(given.location == "/")
            // With the account go the data.
            try await hosting.write { db, now in
                _ = try hosting.accounts.trash(1, by: .system, in: db, at: now)
                try hosting.accounts.purge(1, by: .system, in: db, at: now)
            }
            #expect(try await hosting.read { db in try PersonalDataOfAccounts.of(account.id, in: db) }.isEmpty)
        }
    }
}
