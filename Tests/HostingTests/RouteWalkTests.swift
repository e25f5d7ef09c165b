import APIResources
import Accounts
import Core
import Domains
import Fleet
import Foundation
import HTTPTypes
import Identity
import Jobs
import Notifications
import Persistence
import TestSupport
import Testing
import Websites

@testable import Presentation

/// Security rule 9: every route, with every role and a foreign object.
@Suite struct RouteWalkTests {
    @Test(arguments: Engine.available)
    func `every route refuses whoever may not use it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let walk = try await RouteWalk(hosting)
            let findings = try await walk.findings()
            #expect(findings == [], "\(findings)")
            print("route walk on \(engine): \(walk.routes.count) routes, \(walk.requests.value) requests")
            #expect(walk.walked.value.count == hosting.routes.all.count)
            #expect(hosting.routes.all.count >= 70)
        }
    }

    @Test(arguments: Engine.available)
    func `a route that forgets its reach is found`(engine: DatabaseEngine) async throws {
        var planted = Routes()
        planted.page("/planted/{account}", .reaching) { (visit: Visit, number: Int) in
            let title: String? = try await visit.database.read { db in try db.scalar("SELECT title FROM account WHERE number = \(number)") }
            return Page(title ?? "") {}
        }
        planted.api(.get, "/api/v1/planted", .reaching, "Hole") { visit in
            let names = try await visit.database.read { db in
                try db.query("SELECT name FROM domain").map { try $0("name", as: String.self) }
            }
            return Resource(LogResource(lines: names))
        }
        planted.api(.post, "/api/v1/planted/{domain}", .signedIn, "Hole") { (visit: Visit, name: String) in
            try await visit.database.write { db in _ = try db.execute("UPDATE website SET is_on = FALSE") }
            return NoContent()
        }
        planted.page("/planted", .anyone(because: "nobody has thought about it")) { _ in Page("Open") {} }
        let routes = planted
        try await Hosting.with(engine, planted: routes) { hosting in
            let findings = try await RouteWalk(hosting).findings()
            #expect(findings.contains { $0.contains("GET /planted/{account}") })
            #expect(findings.contains { $0.contains("GET /api/v1/planted ") })
            #expect(findings.contains { $0.contains("POST /api/v1/planted/{domain}") })
            #expect(findings.contains { $0.contains("GET /planted ") })
            #expect(findings.allSatisfy { $0.contains("planted") })
        }
    }

    @Test func `the rest of a path keeps its slashes and comes last`() throws {
        var routes = Routes()
        routes.api(.get, "/api/v1/{site}/files/{path...}", .signedIn, "Sample") { (_: Visit, _: String, _: String) in NoContent() }
        routes.api(.get, "/api/v1/{site}/files", .signedIn, "Sample") { (_: Visit, _: String) in NoContent() }
        #expect(routes.mistakes == [])
        let table = RouteTable(routes.all)
        func parameters(_ path: String) -> [String]? {
            if case .route(_, let values) = table.find(.get, path) { values } else { nil }
        }
        #expect(parameters("/api/v1/s/files/a/b.php") == ["s", "a/b.php"])
        #expect(parameters("/api/v1/s/files/a%2Fb.php") == ["s", "a/b.php"])
        #expect(parameters("/api/v1/s/files/a%20b/c") == ["s", "a b/c"])
        #expect(parameters("/api/v1/s/files") == ["s"])
        #expect(parameters("/api/v1/s/files/" + Array(repeating: "d", count: 64).joined(separator: "/"))?.count == 2)
        #expect(parameters("/api/v1/s/files/" + Array(repeating: "d", count: 100).joined(separator: "/")) == nil)
        #expect(parameters("/api/v1/s/files/%") == nil)
        routes.api(.get, "/api/v1/{path...}/end", .signedIn, "Sample") { (_: Visit, _: String) in NoContent() }
        routes.api(.get, "/api/v1/{s}/files/{p...}", .signedIn, "Sample") { (_: Visit, _: String, _: String) in NoContent() }
        #expect(routes.mistakes.count == 2)
    }
}

/// Sends every route the requests of everybody who may not use it, with an object of somebody else, and tells what they could do.
struct RouteWalk {
    let hosting: Hosting
    let account: Account
    let job: JobID
    let webhook: WebhookID
    let delivery: WebhookDeliveryID
    let mail: MailID
    let template: UserTemplateID
    /// What belongs to Anna alone.
    let annas: (token: TokenID, session: SessionID)
    let staff: LoginID
    let sequence: Int64
    /// Paths of the routes with which whoever has no session begins.
    private static let open: Set<String> = [
        "/sign-in", "/first-administrator/{link}", "/healthz", "/readyz", "/lost-password", "/lost-password/sent", "/new-password/{link}",
        "/confirm-email/{link}", "/password-strength", "/sign-in/second-factor", "/sign-in/second-factor/options", "/sign-in/passkey",
        "/sign-in/passkey/options",
        "/recover/{link}",
    ]
    /// Routes that concern nobody but the one who asks, without naming him.
    private static let own: Set<String> = [
        "/sign-out", "/prove/options", "/profile/second-factors/passkeys/options", "/profile/second-factors/recovery-codes",
        "/tokens/new", "/api/v1/tokens", "/api/v1/me/authenticator", "/api/v1/me/recovery-codes", "/other-sessions/deletion",
        "/messages/read-mark", "/api/v1/messages/read-mark",
    ]
    /// A passkey of Anna's; its key is nobody's.
    private static let passkey = "0193514e-0c48-7e5c-9a55-0e5a6f2f8d11"
    /// Parameters that name nothing of anybody's: pages of the manual and of the description.
    private static let nobodys: Set<String> = ["page", "collection"]
    private static let secretTitle = "Anna's secret bakery"
    private static let domain = "annas-secret.example"
    private static let schedule = "accounts.purge_trash"

    let requests = Locked(0)
    let walked = Locked<Set<String>>([])
    var routes: [Route] { hosting.routes.all }

    init(_ hosting: Hosting) async throws {
        self.hosting = hosting
        account = try await hosting.account(Self.secretTitle, of: "anna")
        try await hosting.add(Self.domain, to: account)
        _ = try await hosting.account("Ben's garage", of: "ben")
        let annasID = try await hosting.login("anna").id
        try await hosting.write { db, now in
            _ = try db.execute(
                """
                INSERT INTO passkey (id, login_id, credential, name, algorithm, public_key, sign_count, created_at)
                VALUES (\(Self.passkey), \(annasID), 'none', 'Phone', -7, '', 0, \(now))
                """)
        }
        job = JobID()
        try await hosting.write { db, now in
            _ = try db.execute(
                "INSERT INTO schedule (kind, every, next_run_at, is_on) VALUES (\(Self.schedule), 60000, \(now), \(true))")
        }
        let relays = hosting.relays
        _ = try await hosting.write { db, now in
            try relays.change(
                RelayForm(
                    host: "localhost", port: "25", security: "none", user: "", password: nil, senderAddress: "post@hosting.example",
                    senderName: "", authority: ""), by: .system, in: db, at: now)
        }
        let (owned, webhooks) = (account, hosting.webhooks)
        (webhook, delivery) = try await hosting.write { db, now in
            let made = try webhooks.create(
                url: "http://127.0.0.1/", account: owned.number, events: [], by: .system, in: db, at: now)
            return (made.webhook.id, try webhooks.ping(made.webhook.id, by: .system, in: db, at: now).id)
        }
        mail = try await hosting.write { db, now in
            try Mails.queue(
                Mail(
                    to: MailAddress(stored: "anna@example.org"), subject: Self.secretTitle, text: Self.domain, language: .english,
                    kind: .test),
                in: db, at: now)
        }
        template = try await hosting.write { db, now in
            try UserTemplates.create(
                UserTemplateForm(name: "Walk"), services: HostingServices(), by: .system, in: db, at: now
            ).id
        }
        let anna = try await hosting.login("anna")
        staff = try await hosting.login("admin", role: .administrator).id
        annas = try await hosting.write { db, now in
            let token = try Tokens.mint(NewToken(name: "Anna's secret bakery token"), for: anna.id, by: anna.actor, in: db, at: now).token
            let session = try Sessions.start(for: anna.id, from: nil, replacing: nil, in: db, at: now)
            return (token.id, session.id)
        }
        sequence = try await hosting.read { db in
            try db.scalar("SELECT MAX(sequence) FROM audit_entry WHERE owner_id = \(anna.id)", as: Int64.self) ?? 0
        }
    }

    /// Empty when nobody gets or changes what is not his.
    func findings() async throws -> [String] {
        var findings: [String] = []
        let ben = [try await hosting.browser("ben"), try await hosting.program("ben")]
        let anna = [try await hosting.browser("anna"), try await hosting.program("anna")]
        let administrator = [
            try await hosting.browser("admin", role: .administrator), try await hosting.program("admin", role: .administrator),
        ]
        let clerk = try await clerk()
        for route in routes {
            walked.withLock { _ = $0.insert(name(route)) }
            if route.policy.requirement == .anyone {
                if !Self.open.contains(route.template.text) { findings.append("\(name(route)) is open to the world") }
                continue
            }
            // A cookie is no key to the API, and a token none to the pages: both are strangers there.
            let atAPI = route.door == .api
            for stranger in [hosting.stranger, atAPI ? administrator[0] : administrator[1]] {
                let reply = try await send(route, stranger)
                let isRefused =
                    route.door == .page ? reply.status == 303 && reply.location?.hasPrefix("/sign-in") == true : reply.status == 401
                if !isRefused { findings.append("\(name(route)) answers a stranger with \(reply.status)") }
            }
            let endsSessions = ["/sign-out", "/other-sessions/deletion"].contains(route.template.text)
            findings += try await foreign(route, endsSessions ? hosting.browser("carl") : atAPI ? ben[1] : ben[0])
            if case .staff(let permission) = route.policy.requirement, permission != Self.clerksPermission {
                let before = try await hosting.everything()
                let reply = try await send(route, atAPI ? clerk.program : clerk.browser)
                if reply.status != 403 { findings.append("\(name(route)) answers staff without \(permission) with \(reply.status)") }
                if try await hosting.everything() != before {
                    findings.append("\(name(route)) lets staff without \(permission) change something")
                }
            }
            // Whoever may must not be refused, else the walk would prove nothing.
            if route.method == .get, route.template.parameters.allSatisfy(Self.samples.contains) {
                let allowed = route.policy.isForStaff ? administrator : anna
                let reply = try await send(route, atAPI ? allowed[1] : allowed[0])
                let isAbsent = reply.status == 404 && Self.absent.contains(route.template.text)
                if ![200, 303, 503].contains(reply.status), !isAbsent {
                    findings.append("\(name(route)) refuses whoever may with \(reply.status)")
                }
            }
        }
        return findings
    }

    private static let clerksPermission = Permission.messageReader

    /// A member of staff who may do one thing only.
    private func clerk() async throws -> (browser: Client, program: Client) {
        let login = try await hosting.login("clerk", role: .administrator)
        try await hosting.write { db, now in
            let role = try StaffRoles.create(name: "Clerk", permissions: [Self.clerksPermission], by: .system, in: db, at: now)
            try StaffRoles.give([role.id], to: login.id, by: .system, in: db, at: now)
        }
        return (try await hosting.browser("clerk", role: .administrator), try await hosting.program("clerk", role: .administrator))
    }

    /// What Ben, a customer, can do with what is Anna's.
    private func foreign(_ route: Route, _ ben: Client) async throws -> [String] {
        let before = try await hosting.everything()
        let reply = try await send(route, ben)
        var findings: [String] = []
        let isAboutSomething = !route.template.parameters.allSatisfy(Self.nobodys.contains)
        let isUnsafe = route.method != .get
        let isRefused = [403, 404].contains(reply.status) || (isUnsafe && !isAboutSomething && reply.status == 422)
        switch route.policy.requirement {
        case .anyone: break
        case .anyStaff, .staff:
            if reply.status != 404 { findings.append("\(name(route)) answers a customer with \(reply.status)") }
        case .signedIn, .reaching:
            let isHisOwn = Self.own.contains(route.template.text)
            if isAboutSomething || isUnsafe, !isRefused, !isHisOwn {
                findings.append("\(name(route)) answers another customer with \(reply.status)")
            }
        }
        for secret in [Self.secretTitle, "secret bakery", Self.domain] where !isRefused && reply.text.contains(secret) {
            findings.append("\(name(route)) shows another customer “\(secret)”")
        }
        let mayChange = Self.own.contains(route.template.text)
        if try await hosting.everything() != before, !mayChange {
            findings.append("\(name(route)) lets another customer change something")
        }
        return findings
    }

    /// What there is none of on a new installation.
    private static let absent: Set<String> = ["/api/v1/settings/mail-relay"]

    /// Parameters whose object the walk has made. Of others there is none, so whoever may is answered with 404 as well.
    private static let samples: Set<String> = [
        "account", "domain", "server", "logical", "platform", "plan", "job", "mail", "log", "option", "path", "resource", "template",
        "language", "agent",
        "notification",
    ]

    private func send(_ route: Route, _ client: Client) async throws -> Client.Reply {
        requests.withLock { $0 += 1 }
        let path = route.template.filled { parameter in
            switch parameter {
            case "account": String(account.number)
            case "domain": Self.domain
            case "server": hosting.machine.name
            case "logical": "web1.hosting.example"
            case "platform": "Linux"
            case "plan": "Starter"
            case "resource": "php"
            case "agent": "administrator"
            case "recreation": Self.passkey
            case "login": route.template.text.contains("/staff/") ? staff.text : "anna"
            case "passkey": Self.passkey
            case "role": StaffRole.full.text
            case "token": annas.token.text
            case "session": annas.session.text
            case "sequence": String(sequence)
            case "job": job.text
            case "webhook": webhook.text
            case "delivery": delivery.text
            case "mail": mail.text
            case "notification": "account.suspended"
            case "subscription": Self.passkey
            case "template": template.text
            case "language": "de"
            case "schedule": Self.schedule
            case "log": "access"
            case "collection": "domains"
            case "option": "php"
            default: "index.html"
            }
        }
        if route.method == .get { return try await client.send(.get, path) }
        if route.door != .api {
            return try await client.post(path, Self.fields(account), token: client.session == nil ? "none" : nil)
        }
        // About a thing no field is needed to find out whose it is; without one, the body names the account.
        let body =
            switch route.template.parts.last {
            case .literal("suspension"): #"{"reason":"because"}"#
            case .literal("addresses"): #"{"addresses":["127.0.0.9"]}"#
            case .literal("logical-servers"): #"{"kind":"web","endpoints":["127.0.0.1:8099"]}"#
            default: route.template.parameters.isEmpty ? #"{"name":"stolen.example","account":\#(account.number)}"# : "{}"
            }
        return try await client.send(route.method, path, headers: [.contentType: "application/json"], body: body)
    }

    /// What the forms of all pages ask for, so that none is refused for an empty field before it looks whose object it is.
    private static func fields(_ account: Account) -> [(String, String)] {
        [
            ("name", "stolen.example"), ("account", String(account.number)), ("documentRoot", "stolen"), ("isOn", ""),
            ("reason", "because"), ("url", "http://127.0.0.9/"), ("events", ""),
            ("confirmation", domain), ("content", "remove"), ("title", "Stolen"), ("plan", "Starter"), ("login", "ben"), ("kind", "web"),
            ("endpoints", "127.0.0.1:8099"), ("addresses", "127.0.0.9"), ("sequence", "1"), ("turn", "off"),
        ]
    }

    private func name(_ route: Route) -> String { "\(route.method.rawValue) \(route.template) " }
}
