import APIResources
import Accounts
import Core
import Domains
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing
import Websites

/// The REST interface, as a program sees it.
@Suite struct InterfaceTests {
    private static func problem(_ reply: Client.Reply) throws -> ProblemResource {
        #expect(reply.headers[.contentType] == "application/problem+json")
        let problem: ProblemResource = try reply.json()
        #expect(problem.status == reply.status)
        #expect(problem.type == "about:blank")
        #expect(!problem.title.isEmpty && !problem.detail.isEmpty && !problem.code.isEmpty)
        #expect(problem.reference == reply.headers[try #require(HTTPField.Name("X-Request-Id"))])
        return problem
    }

    @Test(.proves("H.ACC-04", door: .api), .proves("C.ROLE-07", door: .api), .proves("C.ROLE-01", door: .api), arguments: Engine.available)
    func `from a plan to a domain, with addresses that can be followed`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let plan = try await admin.api(.post, "/plans", #"{"name":"Starter","domainLimit":25}"#)
            #expect(plan.status == 201)
            #expect(try await admin.get(plan.location ?? "").json(PlanResource.self).domainLimit == 25)
            let created = try await admin.api(
                .post, "/accounts",
                #"{"title":"Anna's Bakery","plan":"starter","login":"anna","email":"anna@example.org","password":"four unrelated words"}"#)
            #expect(created.status == 201)
            #expect(created.location == "/api/v1/accounts/1")
            let account: AccountResource = try created.json()
            #expect((account.number, account.systemUser, account.uid, account.state) == (1, "web1", 20_001, "active"))
            #expect(account.webServer == "web1.hosting.example")
            let added = try await admin.api(.post, "/domains", #"{"name":"Example.org","account":1}"#)
            #expect(added.status == 201)
            #expect(added.location == "/api/v1/domains/example.org")
            let domain: DomainResource = try added.json()
            #expect((domain.name, domain.account, domain.state, domain.serial) == ("example.org", 1, "active", 2_026_112_200))
            #expect(Set(domain.nameServers) == ["ns1.hosting.example", "ns2.hosting.example"])
            #expect(domain.website?.documentRoot == "example.org/public")
            #expect(domain.statuses.count == 3)
            let shown: DomainResource = try await admin.get(added.location ?? "").json()
            #expect(shown.createdAt == domain.createdAt)
            let records: ListResource<RecordResource> = try await admin.api(.get, "/domains/example.org/records").json()
            #expect(records.items.contains { $0.name == "www.example.org" && $0.type == "AAAA" && $0.data == "::1" })
            #expect(records.total == records.items.count)
        }
    }

    @Test(
        .proves("H.ADM-05", part: "panel closed, mail boxes, billing address", door: .api),
        .proves("C.USR-17", part: "mail boxes, databases", door: .api), arguments: Engine.available)
    func `an account is suspended, resumed, deleted, restored and purged`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            func state(_ reply: Client.Reply) throws -> String {
                #expect(reply.status == 200)
                return try reply.json(AccountResource.self).state
            }
            let suspended = try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"unpaid"}"#)
            #expect(try state(suspended) == "suspended")
            #expect(try suspended.json(AccountResource.self).suspensionReason == "unpaid")
            #expect(try await state(admin.api(.delete, "/accounts/1/suspension")) == "active")
            let early = try await admin.api(.delete, "/trash/accounts/1")
            #expect(early.status == 409)
            #expect(try Self.problem(early).code == "account.not_in_trash")
            let trashed = try await admin.api(.delete, "/accounts/1")
            #expect(try state(trashed) == "trashed")
            #expect(try trashed.json(AccountResource.self).purgeAt == "2026-12-22T12:00:00.000Z")
            #expect(try await admin.api(.delete, "/accounts/1").status == 409)
            #expect(try await state(admin.api(.post, "/accounts/1/restoration")) == "active")
            _ = try await admin.api(.delete, "/accounts/1")
            #expect(try await admin.api(.delete, "/trash/accounts/1").status == 204)
            #expect(try await admin.api(.get, "/accounts/1").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a domain's site is changed, deleted, restored and purged by its owner`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let anna = try await hosting.program("anna")
            #expect(try await anna.api(.post, "/domains", #"{"name":"example.org","account":1,"documentRoot":"shop"}"#).status == 201)
            let off: WebsiteResource = try await anna.api(.patch, "/websites/example.org", #"{"isOn":false}"#).json()
            #expect((off.isOn, off.documentRoot, off.runsPHP) == (false, "shop", true))
            let moved: WebsiteResource = try await anna.api(.patch, "/websites/example.org", #"{"isOn":true,"documentRoot":"b/c"}"#).json()
            #expect((moved.isOn, moved.documentRoot) == (true, "b/c"))
            let bad = try Self.problem(await anna.api(.patch, "/websites/example.org", #"{"documentRoot":"../x"}"#))
            #expect(bad.errors?.map(\.field) == ["documentRoot"])
            #expect(bad.errors?.map(\.code) == ["path.dots"])
            #expect(try await anna.api(.post, "/domains/example.org/application").status == 202)
            #expect(try await anna.api(.delete, "/domains/example.org?content=remove").json(DomainResource.self).state == "trashed")
            #expect(try await anna.api(.patch, "/websites/example.org", #"{"isOn":true}"#).status == 409)
            #expect(try await anna.api(.post, "/domains/example.org/restoration").json(DomainResource.self).state == "active")
            _ = try await anna.api(.delete, "/domains/example.org")
            #expect(try await anna.api(.delete, "/trash/domains/example.org").status == 204)
            #expect(try await anna.api(.get, "/domains/example.org").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `lists are searched, sorted and cut into pages`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            for name in ["delta", "alpha", "charlie", "bravo", "100-percent", "under-score"] {
                try await hosting.add("\(name).example", to: account)
            }
            try await hosting.add("müller.example", to: account)
            let admin = try await hosting.program("admin", role: .administrator)
            func names(_ query: String) async throws -> [String] {
                try await admin.api(.get, "/domains?" + query).json(ListResource<DomainResource>.self).items.map { $0.name }
            }
            #expect(try await names("sort=name&per_page=3") == ["100-percent.example", "alpha.example", "bravo.example"])
            #expect(try await names("sort=name&per_page=3&page=3") == Array(names("sort=name").suffix(1)))
            #expect(try await names("sort=-name") == names("sort=name").reversed())
            #expect(try await names("sort=created").first == "delta.example")
            #expect(try await names("q=ALPHA") == ["alpha.example"])
            #expect(try await names("q=M%C3%BCller") == ["xn--mller-kva.example"])
            #expect(try await names("q=mller-kva") == ["xn--mller-kva.example"])
            // What LIKE would take as wildcards is text.
            #expect(try await names("q=%25") == [])
            #expect(try await names("q=under_score") == [])
            #expect(try await names("q=%27%20OR%201%3D1") == [])
            let page: ListResource<DomainResource> = try await admin.api(.get, "/domains?per_page=2&page=1000000").json()
            #expect((page.items.count, page.total) == (0, 7))
            #expect(try await names("account=1").count == 7)
            #expect(try await names("state=trashed") == [])
            let accounts: ListResource<AccountResource> = try await admin.api(.get, "/accounts?sort=-title&q=bakery").json()
            #expect(accounts.items.map(\.domains) == [7])
        }
    }

    @Test(arguments: Engine.available)
    func `bounds of a list are refused beside the parameter`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let queries: [(String, String)] = [
                ("page=-1", "page"), ("page=0", "page"), ("page=1000000000", "page"), ("page=99999999999999999999", "page"),
                ("page=x", "page"),
                ("per_page=0", "per_page"), ("per_page=201", "per_page"), ("per_page=-5", "per_page"), ("sort=password", "sort"),
                ("sort=--name", "sort"), ("sort=name;DROP", "sort"), ("state=gone", "state"),
                ("q=" + String(repeating: "x", count: 201), "q"),
            ]
            for list in ["/accounts", "/domains"] {
                for (query, field) in queries {
                    let reply = try await admin.api(.get, list + "?" + query)
                    #expect(reply.status == 422, "\(list)?\(query)")
                    #expect(try Self.problem(reply).errors?.map(\.field) == [field])
                }
            }
            let several = try Self.problem(await admin.api(.get, "/domains?page=0&per_page=0&sort=x"))
            #expect(several.errors?.map(\.field) == ["sort", "page", "per_page"])
            #expect(try Self.problem(await admin.api(.get, "/domains?account=77")).errors?.map(\.field) == ["account"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is not JSON of the right form is refused by field and changes nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            let before = try await hosting.everything()
            let bodies: [(String, String?)] = [
                (#"{"name":"example.org","acount":1}"#, "account"), (#"{"name":"example.org","account":1,"force":true}"#, "force"),
                (#"{"name":"example.org","account":"1"}"#, "account"), (#"{"name":"example.org","account":1.5}"#, "account"),
                (#"{"name":null,"account":1}"#, "name"), (#"{"name":["example.org"],"account":1}"#, "name"), (#"[]"#, "body"),
                (#""text""#, "body"),
                (#"{"name":"example.org","account":1"#, nil), (#"{"name":"example.org","account":1}}"#, nil), ("", nil),
                ("\u{FEFF}{}", nil),
                (#"{"name":"a","name":"example.org","account":1}"#, nil), (String(repeating: "[", count: 5000), nil),
                (#"{"name":"example.org","account":99999999999999999999999}"#, "account"),
            ]
            for (body, field) in bodies {
                let reply = try await admin.send(.post, "/api/v1/domains", headers: [.contentType: "application/json"], body: body)
                #expect(reply.status == 422, "\(body.prefix(60))")
                let problem = try Self.problem(reply)
                if let field { #expect(problem.errors?.first?.field == field, "\(body) \(problem)") }
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `type, size and method of a request are told apart`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            let body = #"{"name":"example.org","account":1}"#
            for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data; boundary=x"] {
                let reply = try await admin.send(.post, "/api/v1/domains", headers: [.contentType: type], body: body)
                #expect(reply.status == 415, "\(type)")
                #expect(try Self.problem(reply).code == "body.type")
            }
            #expect(try await admin.send(.post, "/api/v1/domains", body: body).status == 415)
            let large = try await admin.api(.post, "/domains", #"{"name":""# + String(repeating: "a", count: 1 << 20) + #"","account":1}"#)
            #expect(large.status == 413)
            #expect(try Self.problem(large).code == "body.too_large")
            let method = try await admin.api(.patch, "/domains", "{}")
            #expect(method.status == 405)
            #expect(method.headers[.allow] == "GET, POST")
            #expect(try Self.problem(method).code == "method.not_allowed")
            #expect(try Self.problem(await admin.api(.get, "/nothing")).status == 404)
            let utf8 = try await admin.send(
                .post, "/api/v1/domains", headers: [.contentType: "Application/JSON; charset=utf-8"], body: body)
            #expect(utf8.status == 201)
            let stranger = try await hosting.stranger.api(.get, "/domains")
            #expect((stranger.status, stranger.headers[.wwwAuthenticate]) == (401, "Bearer"))
            #expect(try Self.problem(stranger).code == "session.needed")
        }
    }

    @Test(arguments: Engine.available)
    func `a taken name and a used-up plan are problems with their own status`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("One", domains: "1")
            let account = try await hosting.account(plan: "One")
            try await hosting.add("example.org", to: account)
            _ = try await hosting.account("Ben", of: "ben")
            let admin = try await hosting.program("admin", role: .administrator)
            let taken = try Self.problem(await admin.api(.post, "/domains", #"{"name":"example.org","account":2}"#))
            #expect((taken.status, taken.errors?.first?.code) == (422, "domain.already_hosted"))
            let limit = try Self.problem(await admin.api(.post, "/domains", #"{"name":"second.example","account":1}"#))
            #expect((limit.status, limit.code) == (409, "limit.used_up"))
            let ben = try await hosting.program("ben")
            let foreign = try Self.problem(await ben.api(.post, "/domains", #"{"name":"ben.example","account":1}"#))
            #expect((foreign.status, foreign.errors?.first?.code) == (422, "account.not_found"))
            #expect(try await admin.api(.post, "/plans", #"{"name":"ONE"}"#).status == 422)
        }
    }

    @Test(.proves("H.ACC-02", door: .api), arguments: Engine.available)
    func `one token reaches all accounts of its owner and no other`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Large")
            _ = try await hosting.account("Bakery")
            let second = try await hosting.account("Café", plan: "Large")
            _ = try await hosting.account("Ben", of: "ben")
            try await hosting.add("cafe.example", to: second)
            let anna = try await hosting.program("anna")
            let list: ListResource<AccountResource> = try await anna.api(.get, "/accounts").json()
            #expect(list.items.map(\.number) == [1, 2])
            #expect(list.items.map(\.plan) == ["Starter", "Large"])
            #expect(try await anna.api(.get, "/accounts/2").json(AccountResource.self).domains == 1)
            #expect(try await anna.api(.get, "/accounts/3").status == 404)
            #expect(try await anna.api(.get, "/domains?account=2").json(ListResource<DomainResource>.self).total == 1)
            #expect(try await anna.api(.get, "/domains?account=3").status == 422)
        }
    }

    @Test(arguments: Engine.available)
    func `a file's path keeps its slashes`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let anna = try await hosting.program("anna")
            for path in ["a/b.php", "a%2Fb.php", "index.html", "a/b%20c/%C3%A4.txt"] {
                for method in [HTTPRequest.Method.get, .put] {
                    let reply = try await anna.send(method, "/api/v1/websites/example.org/files/\(path)", body: method == .put ? "x" : "")
                    // No agent has joined: the path is right, the server does not answer.
                    #expect(try Self.problem(reply).code == "node.not_joined", "\(path)")
                }
            }
            for path in ["../b.php", "a/../b.php", "a/%2E%2E/b.php", "%2Fetc/passwd", "a%0Ab"] {
                let reply = try await anna.send(.put, "/api/v1/websites/example.org/files/\(path)", body: "x")
                #expect(reply.status == 422, "\(path)")
                #expect(try Self.problem(reply).errors?.map(\.field) == ["path"])
            }
            let large = try await anna.send(
                .put, "/api/v1/websites/example.org/files/large", body: String(repeating: "x", count: SiteFiles.limit + 1))
            #expect(large.status == 413)
            #expect(try await anna.send(.get, "/api/v1/websites/example.org/files").status == 404)
        }
    }

    @Test(
        .proves("H.SRV-03", door: .api), .proves("H.SRV-04", door: .api), .proves("H.PLAT-10", door: .api), .proves("H.DNS-07", door: .api),
        arguments: Engine.available)
    func `servers are added with their work, and named by kind and number`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let added = try await admin.api(.post, "/servers", #"{"name":"second","addresses":["192.0.2.7","2001:db8::7"]}"#)
            #expect(added.status == 201)
            #expect(added.location == "/api/v1/servers/second")
            let work: [(String, String)] = [
                (#"{"kind":"web","endpoints":["192.0.2.7","[2001:db8::7]:80"]}"#, "web2.hosting.example"),
                (#"{"kind":"dns","endpoints":["192.0.2.7"]}"#, "ns3.hosting.example"),
            ]
            for (body, name) in work {
                let reply = try await admin.api(.post, "/servers/second/logical-servers", body)
                #expect(reply.status == 201)
                #expect(try reply.json(LogicalServerResource.self).name == name)
            }
            let server: PhysicalServerResource = try await admin.api(.get, "/servers/second").json()
            #expect(server.logicalServers.map(\.endpoints) == [["192.0.2.7:53"], ["192.0.2.7:80", "[2001:db8::7]:80"]])
            let bad: [(String, String)] = [
                (#"{"kind":"mail","endpoints":["192.0.2.7"]}"#, "kind"), (#"{"kind":"web","endpoints":["192.0.2.7:0"]}"#, "endpoints"),
                (#"{"kind":"web","endpoints":["192.0.2.7:65536"]}"#, "endpoints"),
                (#"{"kind":"web","endpoints":["[2001:db8::7]x"]}"#, "endpoints"),
                (#"{"kind":"web","endpoints":["192.0.2.99:80"]}"#, "endpoints"), (#"{"kind":"web","endpoints":["name:80"]}"#, "endpoints"),
                (#"{"kind":"web","endpoints":[]}"#, "endpoints"),
            ]
            for (body, field) in bad {
                #expect(
                    try Self.problem(await admin.api(.post, "/servers/second/logical-servers", body)).errors?.first?.field == field,
                    "\(body)")
            }
            #expect(
                try await admin.api(.post, "/servers/second/logical-servers", #"{"kind":"web","endpoints":["192.0.2.7:80"]}"#).status == 409
            )
            #expect(try await admin.api(.post, "/servers", #"{"name":"SECOND","addresses":["192.0.2.8"]}"#).status == 422)
            #expect(try await admin.api(.post, "/servers", #"{"name":"third","addresses":["nowhere"]}"#).status == 422)
            let zone = try #require(try await hosting.zones(of: "hosting.example").first)
            #expect(zone.records.contains { $0.name.ascii == "ns3.hosting.example" && $0.presentation == "192.0.2.7" })
            #expect(try await hosting.zones(of: "hosting.example").count == 3)
        }
    }
}
