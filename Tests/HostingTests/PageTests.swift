import Accounts
import Core
import Domains
import Fleet
import HTTPTypes
import Identity
import Persistence
import TestSupport
import Testing
import Websites

/// The pages, as a person in a browser sees them.
@Suite struct PageTests {
    @Test(
        .proves("H.ACC-04", door: .page), .proves("C.ROLE-07", door: .page), .proves("C.ROLE-01", door: .page),
        .proves("H.ACC-01", door: .page),
        .proves("H.ACC-03", part: "billing and interface settings of its own", door: .page), arguments: Engine.available)
    func `from a plan to a domain by forms`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let plan = try #require(try await admin.post("/plans/new", Hosting.planFields("Starter")).location)
            #expect(try await admin.get(plan).text.contains("unlimited"))
            #expect(try await admin.get("/plans").text.contains("Starter"))
            let created = try await admin.post(
                "/accounts/new",
                [
                    ("title", "Anna's Bakery"), ("plan", "Starter"), ("login", "anna"), ("email", "anna@example.org"),
                    ("password", Hosting.password),
                ])
            #expect(created.location == "/accounts/1")
            let page = try await admin.get("/accounts/1").text
            for part in ["Anna&#39;s Bakery is created, with the system user web1.", "/home/web1", "web1.hosting.example"] {
                #expect(page.contains(part) || page.contains(part.replacing("&#39;", with: "'")), "\(part)")
            }
            let added = try await admin.post("/domains/new", [("name", "example.org"), ("account", "1"), ("documentRoot", "")])
            #expect(added.location == "/domains/example.org")
            let domain = try await admin.get("/domains/example.org").text
            #expect(domain.contains("example.org is added."))
            #expect(domain.contains("ns1.hosting.example") && domain.contains("ns2.hosting.example"))
            #expect(try await admin.get("/domains/example.org/dns").text.contains("2026112200"))
            // The customer signs in with what was given to him and sees his account, and only that.
            let anna = hosting.stranger
            let form = try await anna.get("/sign-in")
            let token = form.text.firstMatch(of: /name="_token" value="([^"]+)"/).map { String($0.1) }
            let signedIn = try await anna.post("/sign-in", [("name", "anna"), ("password", Hosting.password)], token: token)
            #expect(signedIn.status == 303)
            #expect(try await anna.get("/").text.contains("/accounts/1"))
            #expect(try await anna.get("/accounts/1").text.contains("example.org"))
            #expect(try await anna.get("/servers").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a refused form comes back with the error beside its field and all that was typed`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let anna = try await hosting.browser("anna")
            let before = try await hosting.everything()
            let refused = try await anna.post(
                "/domains/new", [("name", "www.example.org"), ("account", "1"), ("documentRoot", "shop/\"><script>alert(1)</script>")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("Add example.org instead: www.example.org is included."))
            #expect(refused.text.contains("aria-invalid=\"true\""))
            #expect(refused.text.contains("value=\"www.example.org\""))
            #expect(refused.text.contains("shop/&quot;&gt;&lt;script&gt;"))
            #expect(!refused.text.contains("<script>alert"))
            let bad: [([(String, String)], String)] = [
                ([("name", "example"), ("account", "1")], "This name has no ending. Did you mean example.com?"),
                ([("name", "example.org"), ("account", "")], "Choose the account that the domain belongs to."),
                ([("name", "example.org"), ("account", "99")], "Choose the account that the domain belongs to."),
                ([("name", "example.org"), ("account", "1"), ("documentRoot", "/etc")], "does not begin with a slash"),
                ([("name", "cp.hosting.example"), ("account", "1")], "belongs to the provider"),
            ]
            for (values, words) in bad {
                let reply = try await anna.post("/domains/new", values)
                #expect(reply.status == 422, "\(values)")
                #expect(reply.text.contains(words), "\(values)")
            }
            #expect(try await hosting.everything() == before)
            let admin = try await hosting.browser("admin", role: .administrator)
            let account = try await admin.post(
                "/accounts/new", [("title", ""), ("plan", ""), ("login", "new"), ("email", "x"), ("password", "secret-typed-here")])
            #expect(account.status == 422)
            #expect(!account.text.contains("secret-typed-here"), "a password is never shown again")
        }
    }

    @Test(arguments: Engine.available)
    func `a full plan is told on the form`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("One", domains: "1")
            try await hosting.add("first.example", to: hosting.account(plan: "One"))
            let anna = try await hosting.browser("anna")
            let reply = try await anna.post("/domains/new", [("name", "second.example"), ("account", "1")])
            #expect(reply.status == 409)
            #expect(reply.text.contains("“Domains”: 1 of 1 are in use, which is what the plan One allows."))
            #expect(reply.text.contains("value=\"second.example\""))
        }
    }

    @Test(arguments: Engine.available)
    func `a form sent twice adds one domain`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let anna = try await hosting.browser("anna")
            let token = anna.formToken
            let values = [("name", "example.org"), ("account", "1")]
            #expect(try await anna.post("/domains/new", values, token: token).location == "/domains/example.org")
            #expect(try await anna.post("/domains/new", values, token: token).location == "/domains/example.org")
            // Even with another name in the same copy of the form: the back button is no second order.
            #expect(
                try await anna.post("/domains/new", [("name", "other.example"), ("account", "1")], token: token).location
                    == "/domains/example.org")
            #expect(try await anna.get("/domains/example.org").text.contains("nothing was done twice"))
            #expect(try await hosting.domain("other.example") == nil)
            let next = anna.formToken
            let clicks = try await atOnce(6) { _ in
                try await anna.post("/domains/new", [("name", "click.example"), ("account", "1")], token: next)
            }
            #expect(clicks.allSatisfy { $0.status == 303 || $0.status == 409 }, "\(clicks.map(\.status))")
            #expect(try await hosting.zones(of: "click.example").count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a form without the token of its session changes nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let anna = try await hosting.browser("anna")
            let ben = try await hosting.browser("ben")
            let admin = try await hosting.browser("admin", role: .administrator)
            let before = try await hosting.everything()
            let old = anna.formToken
            for token in ["", "x.y.z", ben.formToken, hosting.stranger.formToken, anna.formToken + "A"] {
                #expect(try await anna.post("/domains/new", [("name", "example.org"), ("account", "1")], token: token).status == 403)
                for path in ["suspension", "deletion", "purge"] {
                    #expect(
                        try await admin.post("/accounts/1/\(path)", [("reason", "x"), ("confirmation", "1")], token: token).status == 403)
                }
                #expect(try await admin.post("/accounts/1/resumption", token: token).status == 403)
            }
            let elsewhere = try await anna.send(
                .post, "/domains/new", headers: [.contentType: "application/x-www-form-urlencoded", .origin: "https://evil.example"],
                body: "_token=\(anna.formToken)&name=example.org&account=1")
            #expect(elsewhere.status == 403)
            hosting.advance(.hours(25))
            let later = try await hosting.browser("anna")
            #expect(try await later.post("/domains/new", [("name", "example.org"), ("account", "1")], token: old).status == 403)
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(
        .proves("H.ADM-05", part: "panel closed, mail boxes, billing address", door: .page),
        .proves("H.ADM-06", part: "mail boxes", door: .page),
        .proves("C.USR-17", part: "mail boxes, databases", door: .page), .proves("C.USR-18", part: "panel, FTP and POP", door: .page),
        .proves("C.USR-19", part: "mail", door: .page), arguments: Engine.available)
    func `pages that ask before something is lost name what it is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account("Anna & Co")
            try await hosting.add("example.org", to: account, root: "shop")
            try await hosting.add("müller.example", to: account)
            let admin = try await hosting.browser("admin", role: .administrator)
            let suspension = try await admin.get("/accounts/1/suspension").text
            #expect(suspension.contains("Nothing is deleted."))
            #expect(try await admin.post("/accounts/1/suspension", [("reason", "")]).status == 422)
            #expect(try await admin.post("/accounts/1/suspension", [("reason", "unpaid")]).location == "/accounts/1")
            #expect(try await admin.get("/accounts/1").text.contains("unpaid"))
            #expect(try await hosting.browser("anna").get("/domains/example.org").text.contains("The account is suspended"))
            #expect(try await admin.post("/accounts/1/resumption", [("_back", "/accounts/1")]).location == "/accounts/1")
            let deletion = try await admin.get("/accounts/1/deletion").text
            for part in ["example.org", "müller.example", "Anna &amp; Co", "30 days"] { #expect(deletion.contains(part), "\(part)") }
            #expect(try await admin.post("/accounts/1/deletion").location == "/accounts/1")
            #expect(try await admin.get("/accounts?filter=trashed").text.contains("Anna &amp; Co"))
            let purge = try await admin.get("/accounts/1/purge").text
            for part in ["example.org", "müller.example", "This cannot be undone."] { #expect(purge.contains(part), "\(part)") }
            #expect(try await admin.post("/accounts/1/purge", [("confirmation", "2")]).status == 422)
            #expect(try await hosting.account(1)?.state == .trashed)
            #expect(try await admin.post("/accounts/1/restoration", [("_back", "/accounts/1")]).location == "/accounts/1")
            #expect(try await hosting.account(1)?.state == .active)
            // A domain by its owner.
            let anna = try await hosting.browser("anna")
            let ask = try await anna.get("/domains/example.org/deletion").text
            for part in ["The zone example.org with its records", "The website in /shop", "30 days"] {
                #expect(ask.contains(part), "\(part)")
            }
            #expect(try await anna.post("/domains/example.org/deletion", [("content", "keep")]).location == "/domains/example.org")
            #expect(try await anna.post("/domains/example.org/purge", [("confirmation", "example")]).status == 422)
            #expect(try await hosting.domain("example.org")?.state == .trashed)
            #expect(try await anna.post("/domains/example.org/purge", [("confirmation", "example.org")]).location == "/domains")
            #expect(try await hosting.domain("example.org") == nil)
            // For good.
            _ = try await admin.post("/accounts/1/deletion")
            #expect(try await admin.post("/accounts/1/purge", [("confirmation", "1")]).location == "/accounts")
            #expect(try await admin.get("/accounts/1").status == 404)
        }
    }

    @Test(.proves("H.ACC-04", door: .page), arguments: Engine.available)
    func `a password that was made is shown once, on a page of its own`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            let admin = try await hosting.browser("admin", role: .administrator)
            let token = admin.formToken
            let values = [("title", "Anna"), ("plan", "Starter"), ("login", "anna"), ("email", "anna@example.org"), ("password", "")]
            let reply = try await admin.post("/accounts/new", values, token: token)
            #expect(reply.status == 200 && reply.headers[.cacheControl] == "no-store")
            let password = try #require(reply.text.firstMatch(of: /data-copy="([a-z2-9]{23})"/)?.1)
            #expect(!reply.headers.map(\.description).contains { $0.contains(password) })
            // Sent again, the same copy of the form leads to the account, makes no second one and shows no password.
            let again = try await admin.post("/accounts/new", values, token: token)
            #expect(again.location == "/accounts/1")
            #expect(try await hosting.account(2) == nil)
            #expect(!(try await admin.get("/accounts/1").text.contains(password)))
        }
    }

    @Test(arguments: Engine.available)
    func `what is not in the trash is not deleted for good, and the page says so`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let admin = try await hosting.browser("admin", role: .administrator)
            for path in ["/accounts/1/purge", "/domains/example.org/purge"] {
                let form = try await admin.get(path)
                #expect(form.text.contains("is not in the trash. Delete it first") && !form.text.contains("confirmation"), "\(path)")
                #expect(try await admin.post(path, [("confirmation", "1")]).status == 409)
            }
            #expect(try await hosting.account(1)?.state == .active)
        }
    }

    @Test(arguments: Engine.available)
    func `a button that comes too late says why, where it stands`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.post("/accounts/1/restoration", [("_back", "/accounts/1")]).location == "/accounts/1")
            #expect(try await admin.get("/accounts/1").text.contains("is not in the trash, so there is nothing to restore."))
        }
    }

    @Test(.proves("H.ACC-02", door: .page), arguments: Engine.available)
    func `one login goes from account to account without signing in again`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Large")
            let first = try await hosting.account("Bakery")
            let second = try await hosting.account("Café", plan: "Large")
            _ = try await hosting.account("Garage", of: "ben")
            try await hosting.add("bakery.example", to: first)
            try await hosting.add("cafe.example", to: second)
            let anna = try await hosting.browser("anna")
            let home = try await anna.get("/").text
            #expect(home.contains("/accounts/1") && home.contains("/accounts/2") && !home.contains("/accounts/3"))
            let list = try await anna.get("/accounts").text
            #expect(list.contains("/accounts/1") && list.contains("/accounts/2") && list.contains("Large"))
            #expect(!list.contains("/accounts/3") && !list.contains("Garage"))
            let pages: [(String, String, String)] = [
                ("/accounts/1", "bakery.example", "cafe.example"), ("/accounts/2", "cafe.example", "bakery.example"),
            ]
            for (path, own, other) in pages {
                let page = try await anna.get(path)
                #expect(page.status == 200)
                #expect(page.text.contains(own) && !page.text.contains(other))
            }
            #expect(try await anna.get("/accounts/3").status == 404)
            // Both to choose from where a domain is added, and nobody else's.
            let form = try await anna.get("/domains/new").text
            #expect(form.contains("web1 · Bakery") && form.contains("web2 · Café") && !form.contains("Garage"))
        }
    }

    @Test(arguments: Engine.available)
    func `a website's options are saved, or refused beside the field`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let anna = try await hosting.browser("anna")
            #expect(
                try await anna.post("/domains/example.org/website", [("documentRoot", "new/root")]).location == "/domains/example.org")
            let php = "/domains/example.org/website/php"
            #expect(try await anna.get(php).text.contains("Turn PHP off"))
            #expect(try await anna.post(php, [("turn", "off")]).location == "/domains/example.org/website")
            let site = try #require(try await hosting.site("example.org"))
            #expect((site.documentRoot.description, site.isOn, site.runsPHP) == ("new/root", true, false))
            let refused = try await anna.post("/domains/example.org/website", [("documentRoot", "../root"), ("isOn", "on")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("value=\"../root\""))
            // No agent has joined: the page of the logs says so instead of failing.
            let logs = try await anna.get("/domains/example.org/logs")
            #expect(logs.status == 200)
            #expect(logs.text.contains("No agent has joined"))
        }
    }

    @Test(
        .proves("H.SRV-03", door: .page), .proves("H.SRV-04", door: .page), .proves("H.PLAT-10", door: .page),
        .proves("H.DNS-07", door: .page),
        arguments: Engine.available)
    func `servers and what runs on them are added by forms`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(
                try await admin.post("/servers/new", [("name", "second"), ("addresses", "192.0.2.7, 2001:db8::7")]).location
                    == "/servers/second")
            let refused = try await admin.post("/servers/second/logical-servers", [("kind", "web"), ("endpoints", "192.0.2.99")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("192.0.2.99"))
            #expect(
                try await admin.post("/servers/second/logical-servers", [("kind", "web"), ("endpoints", "192.0.2.7 [2001:db8::7]:80")])
                    .location
                    == "/servers/second")
            #expect(
                try await admin.post("/servers/second/logical-servers", [("kind", "dns"), ("endpoints", "192.0.2.7")]).location
                    == "/servers/second")
            let page = try await admin.get("/servers/second").text
            #expect(page.contains("web2.hosting.example") && page.contains("ns3.hosting.example"))
            let zone = try #require(try await hosting.zones(of: "hosting.example").first)
            #expect(zone.records.contains { $0.name.ascii == "web2.hosting.example" && $0.presentation == "2001:db8::7" })
        }
    }

    @Test(arguments: Engine.available)
    func `what customers typed is text on every page that shows it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let mark = "<img src=x onerror=alert(1)>\"'&"
            let account = try await hosting.account(mark)
            try await hosting.add("example.org", to: account)
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.suspend(1, reason: mark, by: .system, in: db, at: now) }
            let admin = try await hosting.browser("admin", role: .administrator)
            for path in [
                "/", "/accounts", "/accounts/1", "/accounts/1/deletion", "/domains", "/domains/example.org", "/domains/new",
                "/accounts?q=%3Cimg",
            ] {
                let page = try await admin.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(!page.text.contains("<img src=x"), "\(path)")
            }
        }
    }
}
