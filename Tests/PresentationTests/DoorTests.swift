import APIResources
import Core
import HTTPTypes
import Persistence
import Presentation
import TestSupport
import Testing

private struct Broken: Error { let detail: String }

private struct Payload: APIResource {
    struct Inner: Codable, Sendable { var disk: Int }
    var title: String
    var inner: Inner?
    var tags: [String]?

    static var notes: [String: FieldNote] { ["title": "Its name.", "inner": "A part.", "tags": "Words."] }
    static var example: Payload? { Payload(title: "A") }
}

@Suite struct DoorTests {
    private static func routes(_ made: Locked<Int>) -> Routes {
        var routes = Routes()
        routes.form("/things/new", .signedIn) { visit, form in
            Page("New") { postForm(visit, form) { textField(form, "name", label: "Name") } }
        } submit: { visit, form in
            if form.values.text("name").isEmpty {
                throw Fault.invalid(.init("name", key: "name.empty", arguments: ["suggestion": "Anna"], "This may not be empty."))
            }
            made.withLock { $0 += 1 }
            return Redirect("/things/\(form.values.text("name"))", saying: .done("Made."))
        }
        routes.page("/things/{name}", .signedIn) { (visit: Visit, name: String) in Page(name) { p(text: "here") } }
        routes.action("/things/{name}/suspension", .anyStaff) { (visit: Visit, name: String) in
            throw Fault.conflict(key: "thing.busy", "The thing is busy.")
        }
        routes.page("/broken", .signedIn) { _ in throw Broken(detail: "secret column") }
        routes.api(.post, "/api/v1/things", .signedIn, "Make a thing", taking: Payload.self) { visit, payload in
            Created(payload, at: "/api/v1/things")
        }
        routes.api(.get, "/api/v1/things/{id}", .reaching, "Show a thing") { (visit: Visit, id: DomainID) -> NoContent in
            throw Fault.notFound("thing")
        }
        return routes
    }

    @Test(arguments: Engine.available)
    func `a form that is refused comes back with what was typed`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Self.routes(Locked(0))) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let answer = try await browser.fill("/things/new", [("name", " "), ("other", "kept")])
            #expect(answer.status == 422)
            #expect(answer.text.contains("This may not be empty."))
            #expect(answer.text.contains("aria-invalid=\"true\""))
            // The suggestion is a button that sends the form with it.
            let token = answer.field("_token") ?? ""
            let next = try await browser.post("/things/new", [("_token", token), ("name", ""), ("_suggested-name", "Anna")])
            #expect(next.location == "/things/Anna")
        }
    }

    @Test(arguments: Engine.available)
    func `a form sent twice is done once`(engine: DatabaseEngine) async throws {
        let made = Locked(0)
        try await Site.with(engine, routes: Self.routes(made)) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let token = try await browser.get("/things/new").field("_token") ?? ""
            let first = try await browser.post("/things/new", [("_token", token), ("name", "one")])
            let second = try await browser.post("/things/new", [("_token", token), ("name", "one")])
            #expect(first.location == "/things/one")
            #expect(second.location == "/things/one")
            #expect(made.value == 1)
            let page = try await browser.get("/things/one")
            #expect(page.text.contains("nothing was done twice"))
            #expect(try await !browser.get("/things/one").text.contains("nothing was done twice"), "said once")
        }
    }

    @Test(arguments: Engine.available)
    func `of ten clicks at once one counts`(engine: DatabaseEngine) async throws {
        let made = Locked(0)
        try await Site.with(engine, routes: Self.routes(made)) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let token = try await browser.get("/things/new").field("_token") ?? ""
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await browser.post("/things/new", [("_token", token), ("name", "one")]).status }
                }
                for try await status in group { #expect(status == 303 || status == 409) }
            }
            #expect(made.value == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `forms of other sites and sessions change nothing`(engine: DatabaseEngine) async throws {
        let made = Locked(0)
        try await Site.with(engine, routes: Self.routes(made)) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let token = try await browser.get("/things/new").field("_token") ?? ""
            for origin in ["https://evil.example", "null", "http://localhost:8081"] {
                let answer = try await browser.post("/things/new", [("_token", token), ("name", "x")], origin: origin)
                #expect(answer.status == 403)
            }
            let crossSite = try await browser.post(
                "/things/new", [("_token", token), ("name", "x")], origin: nil,
                headers: [try #require(HTTPField.Name("Sec-Fetch-Site")): "cross-site"])
            #expect(crossSite.status == 403)
            for wrong in ["", "x.y.z", token + "x", String(token.dropLast(4)) + "AAAA"] {
                #expect(try await browser.post("/things/new", [("_token", wrong), ("name", "x")]).status == 403)
            }
            // Anna's token in Bob's session.
            try await site.person("bob")
            let bob = Browser(browser.client)
            _ = try await bob.signIn("bob")
            #expect(try await bob.post("/things/new", [("_token", token), ("name", "x")]).status == 403)
            site.advance(.hours(25))
            _ = try await browser.signIn("anna")
            #expect(try await browser.post("/things/new", [("_token", token), ("name", "x")]).status == 403)
            #expect(made.value == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a button that fails says so where it stands`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Self.routes(Locked(0))) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let token = try await browser.get("/things/new").field("_token") ?? ""
            let answer = try await browser.post("/things/one/suspension", [("_token", token), ("_back", "/things/one")])
            #expect(answer.location == "/things/one")
            #expect(try await browser.get("/things/one").text.contains("The thing is busy."))
        }
    }

    @Test(arguments: Engine.available)
    func `a failure shows its reference and nothing else`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Self.routes(Locked(0))) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let answer = try await browser.get("/broken", headers: [try #require(HTTPField.Name("X-Request-Id")): "req-12345678"])
            #expect(answer.status == 500)
            #expect(answer.text.contains("req-12345678"))
            #expect(!answer.text.contains("secret column"))
        }
    }

    @Test(arguments: Engine.available)
    func `the interface for programs answers problems as JSON`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Self.routes(Locked(0))) { site, browser in
            let anna = try await site.person("anna")
            let now = site.clock.now
            let secret = try await site.mint(anna.id, at: now)
            let headers: HTTPFields = [.authorization: "Bearer \(secret)", .contentType: "application/json"]
            func post(_ body: String) async throws -> Browser.Answer {
                try await browser.send(.post, "/api/v1/things", headers: headers, body: body)
            }
            #expect(try await post(#"{"title":"a","inner":{"disk":1},"tags":["x"]}"#).status == 201)
            let unknown = try await post(#"{"title":"a","inner":{"disk":1,"disc":2}}"#)
            #expect(unknown.status == 422)
            #expect(unknown.headers[.contentType] == "application/problem+json")
            #expect(unknown.text.contains(#""field":"inner.disc""#))
            #expect(try await post(#"{"titel":"a"}"#).text.contains(#""field":"title""#))
            #expect(try await post(#"{"title":1}"#).text.contains(#""field":"title""#))
            #expect(try await post(#"{"title":"a","tags":["x",1]}"#).text.contains(#""field":"tags[1]""#))
            #expect(try await post(#"{"title":"a","title":"b"}"#).status == 422)
            #expect(try await post(String(repeating: "[", count: 100_000)).status == 422)
            #expect(try await post("{\"title\":\"" + String(repeating: "a", count: 2 << 20) + "\"}").status == 413)
            #expect(try await browser.send(.get, "/api/v1/things/nonsense", headers: headers).status == 404)
            #expect(try await browser.send(.get, "/api/v1/things", headers: headers).status == 405)
            #expect(try await browser.send(.get, "/api/v1/things/nonsense").status == 401)
            #expect(try await browser.send(.get, "/api/v1/nothing", headers: headers).headers[.contentType] == "application/problem+json")
        }
    }

    @Test(arguments: Engine.available)
    func `every answer forbids what it does not need`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { _, browser in
            for path in ["/sign-in", "/nothing", "/api/v1/me"] {
                let headers = try await browser.get(path).headers
                let policy = headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
                #expect(headers[try #require(HTTPField.Name("X-Content-Type-Options"))] == "nosniff")
                #expect(headers[.strictTransportSecurity] == nil)
            }
        }
        try await Site.with(engine, origin: "https://panel.example") { _, browser in
            let headers = try await browser.get("/sign-in").headers
            #expect(headers[.strictTransportSecurity] != nil)
            #expect(
                headers[values: .setCookie].allSatisfy { $0.hasPrefix("__Host-") && $0.contains("; Secure") && $0.contains("HttpOnly") })
        }
    }

    @Test func `routes that contradict each other do not start`() async throws {
        var routes = Routes()
        routes.page("/a/{x}", .signedIn) { _ in Page("") {} }
        routes.page("/b/{x}", .signedIn) { (_: Visit, _: String) in Page("") {} }
        routes.page("/b/{y}", .signedIn) { (_: Visit, _: String) in Page("") {} }
        routes.api(.get, "/things", .signedIn, "Mistaken") { _ in NoContent() }
        #expect(routes.mistakes.count == 3)
        try await withDatabase(.sqlite) { database in
            #expect(throws: RoutesMistaken.self) {
                try Panel(
                    routes, settings: PanelSettings(origin: Site.origin), database: database, clock: .system, verifier: Nobody(),
                    shell: SampleShell(), logger: .silent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `every route asks who comes`(engine: DatabaseEngine) async throws {
        let routes = Self.routes(Locked(0))
        try await Site.with(engine, routes: routes) { site, browser in
            try await site.person("carl", role: .customer)
            let customer = Browser(browser.client)
            _ = try await customer.signIn("carl")
            for route in routes.all {
                let path = route.template.filled { _ in "0190a000-0000-7000-8000-000000000000" }
                let stranger = try await browser.send(route.method, path, headers: [.origin: Site.origin])
                switch route.door {
                case .page: #expect(stranger.status == 303 && stranger.location?.hasPrefix("/sign-in") == true)
                case .api, .machine: #expect(stranger.status == 401)
                }
                if route.policy.requirement == .anyStaff {
                    #expect(try await customer.send(route.method, path, headers: [.origin: Site.origin]).status == 404)
                }
            }
            #expect(routes.all.count == 7)
        }
    }
}

struct Nobody: Verifier {
    func verify(_ credentials: Credentials, from address: IPAddress?) -> Verified? { nil }
}
