import APIResources
import AgentProtocol
import ControlPlane
import Core
import Fleet
import Foundation
import HTTPTypes
import Identity
import Notifications
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// What all operations of the REST interface have in common: tags, keys, cursors, waiting, rates, limits.
@Suite struct InterfaceBehaviourTests {
    private static func problem(_ reply: Client.Reply) throws -> ProblemResource {
        #expect(reply.headers[.contentType] == "application/problem+json")
        return try reply.json()
    }

    private static let relay = RelayForm(
        host: "localhost", port: "25", security: "none", user: "", password: nil, senderAddress: "post@hosting.example", senderName: "",
        authority: "")

    private static let json: HTTPFields = [.contentType: "application/json"]

    // MARK: Tags

    @Test(arguments: Engine.available)
    func `a change of something that has changed meanwhile is refused and says what is different`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let admin = try await hosting.program("admin", role: .administrator)
            let shown = try await admin.api(.get, "/websites/example.org")
            let tag = try #require(shown.headers[.eTag])
            func change(_ body: String, _ tag: String) async throws -> Client.Reply {
                try await admin.send(
                    .patch, "/api/v1/websites/example.org", headers: [.contentType: "application/json", .ifMatch: tag], body: body)
            }
            let first = try await change(#"{"runsPHP":false}"#, tag)
            #expect(first.status == 200)
            #expect(first.headers[.eTag] != tag)
            let second = try await change(#"{"documentRoot":"elsewhere"}"#, tag)
            #expect(second.status == 412)
            let problem = try Self.problem(second)
            #expect(problem.code == "precondition.failed")
            #expect(problem.errors?.map(\.field) == ["options", "runsPHP"])
            #expect(problem.errors?.last?.detail == "runsPHP is now false.")
            #expect(try await hosting.site("example.org")?.documentRoot.description == "example.org/public")
            // A weak tag is never what was read.
            #expect(try await change(#"{"isOn":false}"#, "W/" + (first.headers[.eTag] ?? "")).status == 412)
            #expect(try await change(#"{"isOn":false}"#, "\"other\", " + (first.headers[.eTag] ?? "")).status == 200)
            #expect(try await change(#"{"isOn":true}"#, "*").status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `every change looks at If-Match before it does anything`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            let admin = try await hosting.program("admin", role: .administrator)
            let relays = hosting.relays
            let (token, role) = try await hosting.write { db, now in
                _ = try relays.change(Self.relay, by: .system, in: db, at: now)
                try db.execute(
                    "INSERT INTO schedule (kind, every, next_run_at, is_on) VALUES ('accounts.purge_trash', 60000, \(now), TRUE)")
                let owner = try #require(try Logins.find(name: "admin", in: db))
                let token = try Tokens.mint(NewToken(name: "deploy"), for: owner.id, by: owner.actor, in: db, at: now).token
                let role = try StaffRoles.create(name: "Clerk", permissions: [.planManager], by: .system, in: db, at: now)
                return (token.id.text, role.id.text)
            }
            let made = try await admin.api(.post, "/announcements", #"{"title":"News","text":"Good ones."}"#)
            let announcement: AnnouncementResource = try made.json()
            let hook = try await admin.api(.post, "/webhooks", #"{"url":"http://127.0.0.1:9/","account":1}"#)
            let webhook: WebhookResource = try hook.json()
            #expect(try await admin.api(.post, "/templates", #"{"name":"Shop"}"#).status == 201)
            let group: PlanGroupResource = try await admin.api(.post, "/plan-groups", #"{"name":"Web"}"#).json()
            let copies: SubscriptionResource = try await admin.api(
                .post, "/notification-subscriptions", #"{"email":"office@example.org","lists":["accounts"]}"#
            ).json()
            let before = try await hosting.everything()
            let bodies = [
                "/api/v1/notifications/{notification}": #"{"hasCopies":false}"#,
                "/api/v1/notifications/{notification}/texts/{language}": #"{"subject":"Other","text":"Words"}"#,
                "/api/v1/notification-subscriptions/{subscription}": #"{"name":"Other"}"#,
                "/api/v1/plan-groups/{group}": #"{"name":"Other"}"#,
                "/api/v1/templates/{template}": #"{"name":"Other"}"#,
                "/api/v1/templates/{template}/mails/{language}": #"{"subject":"Other","text":"Words"}"#,
                "/api/v1/registration-mails/{language}": #"{"subject":"Other","text":"Words"}"#,
                "/api/v1/accounts/{account}/person": #"{"city":"Other"}"#, "/api/v1/user-fields": #"{"field1":"Other"}"#,
                "/api/v1/accounts/{account}/suspension": #"{"reason":"because"}"#, "/api/v1/websites/{domain}": #"{"runsPHP":false}"#,
                "/api/v1/accounts/{account}/address": #"{"ipv4":"any"}"#,
                "/api/v1/accounts/{account}/limits": #"{"limits":[]}"#, "/api/v1/accounts/{account}": #"{"title":"Other"}"#,
                "/api/v1/plans/{plan}": #"{"domainLimit":3}"#, "/api/v1/accounts/{account}/period": #"{"period":"1 month"}"#,
                "/api/v1/domains/{domain}/registration": #"{"registration":"wanted"}"#,
                "/api/v1/servers/{server}/logical-servers/{logical}": #"{"group":"Fast"}"#,
                "/api/v1/servers/{server}": #"{"note":"Rack 3"}"#, "/api/v1/settings": #"{"company":"Other"}"#,
                "/api/v1/settings/mail-relay": #"{"host":"localhost","security":"none","senderAddress":"a@example.org"}"#,
                "/api/v1/announcements/{announcement}": #"{"title":"Other"}"#,
                "/api/v1/roles/{role}": #"{"name":"Other","permissions":[]}"#,
                "/api/v1/staff/{login}/roles": #"{"roles":["Clerk"]}"#, "/api/v1/me/profile": #"{"person":"Other"}"#,
                "/api/v1/schedules/{schedule}": #"{"isOn":false}"#, "/api/v1/webhooks/{webhook}": #"{"isOn":false}"#,
            ]
            let names = [
                "template": "Shop", "language": "de", "group": group.id, "notification": "account.suspended", "subscription": copies.id,
                "account": "1", "domain": "example.org", "plan": "Starter", "server": "this-machine", "announcement": announcement.id,
                "role": role, "login": "admin", "schedule": "accounts.purge_trash", "webhook": webhook.id, "token": token,
                "agent": "administrator", "logical": "web1.hosting.example",
            ]
            // Files lie on a node, which this installation has not.
            let operations = hosting.routes.operations.knowingConditions.filter { $0.isConditional && !$0.pathText.contains("/files/") }
            #expect(operations.count >= 24)
            for operation in operations {
                let path = operation.template.filled { names[$0] ?? "none" }
                let reply = try await admin.send(
                    operation.method, path, headers: [.contentType: "application/json", .ifMatch: "\"old\""],
                    body: bodies[operation.pathText] ?? "")
                #expect(reply.status == 412, "\(operation.method) \(path): \(reply.text)")
                #expect(operation.refusals.contains(412) && operation.headers.contains("IfMatch"))
            }
            // What cannot be read cannot be compared: there the header is not promised.
            #expect(hosting.routes.operations.knowingConditions.contains { $0.pathText == "/api/v1/me/password" && !$0.isConditional })
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what is only seen of a thing does not refuse a change of it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let account = try await hosting.account()
            let server = try #require(try await admin.api(.get, "/servers/this-machine").headers[.eTag])
            let shown = try #require(try await admin.api(.get, "/accounts/1").headers[.eTag])
            try await hosting.add("example.org", to: account)
            // The tag is another one, for what is shown is another; but nobody has set anything.
            #expect(try await admin.api(.get, "/accounts/1").headers[.eTag] != shown)
            func change(_ path: String, _ body: String, _ tag: String) async throws -> Client.Reply {
                try await admin.send(.patch, "/api/v1" + path, headers: [.contentType: "application/json", .ifMatch: tag], body: body)
            }
            #expect(try await change("/servers/this-machine", #"{"note":"Rack 3"}"#, server).status == 200)
            #expect(try await change("/accounts/1", #"{"title":"Anna & Co"}"#, shown).status == 200)
            let late = try await change("/accounts/1", #"{"title":"Other"}"#, shown)
            #expect(late.status == 412)
            #expect(try Self.problem(late).errors?.map(\.field) == ["title"])
            #expect(try await change("/servers/this-machine", #"{"accountLimit":3}"#, server).status == 412)
        }
    }

    @Test func `what is known is not sent again`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            let tag = try #require(try await admin.api(.get, "/accounts/1").headers[.eTag])
            let again = try await admin.send(.get, "/api/v1/accounts/1", headers: [.ifNoneMatch: tag])
            #expect((again.status, again.text) == (304, ""))
            #expect(again.headers[.eTag] == tag)
            _ = try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"unpaid"}"#)
            #expect(try await admin.send(.get, "/api/v1/accounts/1", headers: [.ifNoneMatch: tag]).status == 200)
        }
    }

    // MARK: Keys

    @Test(arguments: Engine.available)
    func `a POST that is sent again is answered as the first time and does nothing twice`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            let admin = try await hosting.program("admin", role: .administrator)
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            func create(_ key: String, _ title: String = "Anna", as client: Client? = nil) async throws -> Client.Reply {
                try await (client ?? admin).send(
                    .post, "/api/v1/accounts", headers: [.contentType: "application/json", name: key],
                    body: #"{"title":"\#(title)","plan":"Starter","login":"anna","email":"anna@example.org"}"#)
            }
            let first = try await create("key-1")
            #expect(first.status == 201)
            let password = try first.json(AccountResource.self).initialPassword
            #expect(password != nil)
            // An answer with a password is told once; that it was done, and where, is told again.
            let second = try await create("key-1")
            #expect((second.status, second.location) == (409, first.location))
            #expect(try Self.problem(second).code == "idempotency.secret_told")
            #expect(second.headers[try #require(HTTPField.Name("Idempotency-Replayed"))] == "true")
            let (third, fourth) = (try await create("key-2", "Without a password"), try await create("key-2", "Without a password"))
            #expect((fourth.status, fourth.text, fourth.location) == (201, third.text, third.location))
            #expect(try await admin.api(.get, "/accounts").json(ListResource<AccountResource>.self).items.count == 2)
            // Nor could anybody find it who knew the key and the token: it is not there.
            let stored = try await hosting.read { db in try db.query("SELECT * FROM api_answer").map { "\($0.values)" }.joined() }
            #expect(!stored.contains(try #require(password)))
            // Another body, another caller, a key that is none, the next day.
            let other = try await create("key-1", "Ben")
            #expect(other.status == 422)
            #expect(try Self.problem(other).errors?.map(\.code) == ["idempotency.other_request"])
            #expect(try await create("key-1", "Ben", as: hosting.program("admin", role: .administrator)).status == 201)
            #expect(try await create("").status == 422)
            #expect(try await create(String(repeating: "k", count: 201)).status == 422)
            hosting.advance(.hours(25))
            #expect(try await create("key-1", "Next day").status == 201)
        }
    }

    @Test(arguments: Engine.available)
    func `an answer with a secret is kept for nobody`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            let roles: ListResource<RoleResource> = try await admin.api(.get, "/roles").json()
            let role = try #require(roles.items.first).name
            let posts = [
                ("/tokens", #"{"name":"deploy"}"#), ("/webhooks", #"{"url":"http://127.0.0.1:9/","account":1}"#),
                ("/staff", #"{"name":"sara","email":"sara@example.org","roles":["\#(role)"]}"#),
                ("/servers/this-machine/join-line", ""), ("/me/recovery-codes", ""),
            ]
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            for (number, (path, body)) in posts.enumerated() {
                func post() async throws -> Client.Reply {
                    var headers: HTTPFields = body.isEmpty ? [:] : [.contentType: "application/json"]
                    headers[name] = "key-\(number)"
                    return try await admin.send(.post, "/api/v1" + path, headers: headers, body: body)
                }
                let first = try await post()
                // Recovery codes need an authenticator, which nobody has here: a refusal is repeated as it is.
                if first.status == 409 { continue }
                #expect([200, 201].contains(first.status), "\(path): \(first.text)")
                let second = try await post()
                #expect(second.status == 409, "\(path)")
                #expect(try Self.problem(second).code == "idempotency.secret_told", "\(path)")
                #expect(second.location == first.location, "\(path)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a refusal is repeated too, and of two at once one does the work`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            @Sendable func plan(_ key: String, _ title: String) async throws -> Client.Reply {
                try await admin.send(
                    .post, "/api/v1/plans", headers: [.contentType: "application/json", name: key], body: #"{"name":"\#(title)"}"#)
            }
            #expect(try await plan("bad", "").status == 422)
            #expect(try await plan("bad", "").status == 422)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await plan("race", "Raced").status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(Set(statuses).isSubset(of: [201, 409]))
            #expect(statuses.contains(201))
            #expect(try await admin.api(.get, "/plans").json(ListResource<PlanResource>.self).items.count == 1)
            #expect(try await plan("race", "Raced").status == 201)
        }
    }

    @Test(arguments: Engine.available)
    func `a claim whose process died is free again, unless the work was done`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            func plan() async throws -> Client.Reply {
                try await admin.send(
                    .post, "/api/v1/plans", headers: [.contentType: "application/json", name: "k"], body: #"{"name":"P"}"#)
            }
            #expect(try await plan().status == 201)
            try await hosting.write { db, _ in _ = try db.execute("UPDATE api_answer SET answer = NULL") }
            #expect(try Self.problem(try await plan()).code == "idempotency.answer_lost")
            try await hosting.write { db, _ in _ = try db.execute("UPDATE api_answer SET is_done = FALSE") }
            let working = try await plan()
            #expect((working.status, working.headers[.retryAfter]) == (409, "1"))
            hosting.advance(.minutes(3))
            #expect(try Self.problem(try await plan()).code != "idempotency.working")
        }
    }

    // MARK: Lists

    @Test(arguments: Engine.available)
    func `a list is read on by its cursor in every order, each row once`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            for name in ["delta", "alpha", "charlie", "bravo", "echo", "foxtrot", "golf"] {
                try await hosting.add("\(name).example", to: account)
            }
            let admin = try await hosting.program("admin", role: .administrator)
            for sort in ["name", "-name", "account", "-account", "created", "-created"] {
                var names: [String] = []
                var path: String? = "/api/v1/domains?sort=\(sort)&per_page=3"
                while let next = path {
                    let reply = try await admin.send(.get, next)
                    #expect(reply.status == 200)
                    let page: ListResource<DomainResource> = try reply.json()
                    names += page.items.map(\.name)
                    #expect(page.total == nil)
                    let link = reply.headers[try #require(HTTPField.Name("Link"))]
                    #expect((link == nil) == (page.next == nil))
                    path = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
                }
                let whole: ListResource<DomainResource> = try await admin.api(.get, "/domains?sort=\(sort)").json()
                #expect(names == whole.items.map(\.name), "\(sort)")
                #expect(whole.total == 7)
            }
            let counted: ListResource<DomainResource> = try await admin.api(.get, "/domains?per_page=2&count=true").json()
            #expect((counted.items.count, counted.total) == (2, 7))
            let cursor = try #require(counted.next)
            for query in ["sort=-name&cursor=\(cursor)", "cursor=nonsense", "cursor=", "page=2&cursor=\(cursor)"] {
                let reply = try await admin.api(.get, "/domains?" + query)
                #expect(reply.status == 422, "\(query)")
                #expect(try Self.problem(reply).errors?.map(\.field) == ["cursor"])
            }
            // Somebody else's cursor shows nothing that is not one's own.
            let ben: ListResource<DomainResource> = try await hosting.program("ben").api(.get, "/domains?cursor=\(cursor)").json()
            #expect(ben.items.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `what has happened is read on from both ends, each row once`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let owner = try await hosting.login("admin", role: .administrator)
            for number in 0..<7 {
                try await hosting.plan("Plan \(number)")
                try await hosting.write { db, now in
                    let object = AuditEntry.Object(.domain, "\(number)", "d\(number).example")
                    try Messages.tell(.notice, "domain.added", about: object, to: [.person(owner.id), .provider], in: db, at: now)
                    let mail = Mail(
                        to: MailAddress(stored: "anna@example.org"), subject: "Mail \(number)", text: "", language: .english, kind: .test)
                    try Mails.queue(mail, in: db, at: now)
                    let (id, key) = (AlertID(at: now).text, "disk \(number)")
                    try db.execute(
                        """
                        INSERT INTO alert (id, kind, subject, name, value, link, opened_at)
                        VALUES (\(id), 'disk_full', \(key), 'this-machine', '91', '/', \(now))
                        """)
                }
                hosting.advance(.seconds(1))
            }
            func ids(_ path: String) async throws -> [String] {
                var found: [String] = []
                var next: String? = "/api/v1" + path
                while let path = next {
                    let reply = try await admin.send(.get, path)
                    #expect(reply.status == 200, "\(path): \(reply.text)")
                    let members = try JSONParser.parse(Array(reply.text.utf8), deepest: 64).members
                    let items = members.first { $0.name == "items" }?.value.items ?? []
                    found += items.map { item in
                        item.members.first { $0.name == "id" || $0.name == "sequence" }?.value.text() ?? ""
                    }
                    let link = reply.headers[try #require(HTTPField.Name("Link"))]
                    #expect((link == nil) == !members.contains { $0.name == "next" })
                    next = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
                }
                return found
            }
            for (path, sort, filter) in [
                ("/jobs", "created", "state=waiting"), ("/mails", "created", "q=mail"),
                ("/mails", "created", "state=waiting"), ("/alerts", "opened", "state=open"), ("/messages", "at", "state=notice"),
                ("/provider-messages", "at", "state=notice"), ("/audit-entries", "sequence", "action=plan.created"),
            ] {
                let newest = try await ids("\(path)?\(filter)&per_page=3")
                #expect(newest.count >= 7, "\(path)")
                #expect(Set(newest).count == newest.count, "\(path)")
                #expect(try await ids("\(path)?\(filter)&per_page=2&sort=\(sort)") == newest.reversed(), "\(path)")
                #expect(try await ids("\(path)?\(filter)&per_page=200") == newest, "\(path)")
                for bad in ["cursor=nonsense", "cursor=", "sort=-none", "per_page=0", "state=none"] {
                    #expect(try await admin.api(.get, "\(path)?\(bad)").status == 422, "\(path)?\(bad)")
                }
                let cursor = ListCursor(order: "-" + sort, value: "", id: "none").text
                #expect(try await admin.api(.get, "\(path)?cursor=\(cursor)").status == 422, "\(path)")
            }
        }
    }

    @Test func `parameters nobody has declared, twice or malformed, are refused by name`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            for (query, field) in [("pgae=2", "pgae"), ("q=a&q=b", "q"), ("count=yes", "count"), ("state=", "state")] {
                let reply = try await admin.api(.get, "/domains?" + query)
                #expect(reply.status == 422)
                #expect(try Self.problem(reply).errors?.map(\.field) == [field])
            }
            #expect(try await admin.api(.get, "/domains?q=%FF").status == 422)
            #expect(try await admin.api(.get, "/domains?q=%").status == 422)
            #expect(try await admin.api(.get, "/me?x=1").status == 422)
        }
    }

    // MARK: Waiting

    @Test(arguments: Engine.available)
    func `an answer can be waited for until the servers have done it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let admin = try await hosting.program("admin", role: .administrator)
            let prefer = try #require(HTTPField.Name("Prefer"))
            let applied = try #require(HTTPField.Name("Preference-Applied"))
            let started = ContinuousClock.now
            let late = try await admin.send(.get, "/api/v1/domains/example.org", headers: [prefer: "respond-async, wait=1"])
            #expect(late.status == 200)
            #expect(late.headers[applied] == "wait=1")
            #expect(try late.json(DomainResource.self).liveState != "live")
            #expect(ContinuousClock.now - started >= .milliseconds(900))
            async let waiting = admin.send(.get, "/api/v1/domains/example.org", headers: [prefer: "wait=30"])
            let now = hosting.now
            try await hosting.database.write { db in
                try db.execute(
                    """
                    INSERT INTO specification_status (logical_server_id, kind, object, sequence, state, words, since)
                    SELECT logical_server_id, kind, object, sequence, 'live', '', \(now) FROM specification
                    WHERE kind IN ('website', 'zone')
                    """)
                try db.notify(.statuses, "")
            }
            #expect(try await waiting.json(DomainResource.self).liveState == "live")
            // What cannot be understood is no preference.
            let plain = try await admin.send(.get, "/api/v1/domains/example.org", headers: [prefer: "wait=soon"])
            #expect(plain.headers[applied] == nil)
        }
    }

    // MARK: Limits

    @Test func `a caller who asks too often is told when to go on`() async throws {
        let limits = RateLimits(APIRates(reads: 60, changes: 30))
        let start = ContinuousClock.now
        for left in (0..<60).reversed() { #expect(limits.take("a", isChange: false, at: start).remaining == left) }
        let refused = limits.take("a", isChange: false, at: start)
        #expect(refused.retryAfter == .seconds(1))
        #expect((refused.limit, refused.remaining, refused.reset) == (60, 0, 60))
        #expect(limits.take("a", isChange: true, at: start).retryAfter == nil)
        #expect(limits.take("b", isChange: false, at: start).retryAfter == nil)
        #expect(limits.take("a", isChange: false, at: start + .seconds(1)).retryAfter == nil)
        #expect(limits.take("a", isChange: false, at: start + .seconds(1)).retryAfter != nil)
        #expect(limits.take("a", isChange: false, at: start + .seconds(90)).remaining == 59)
    }

    @Test func `bodies that nobody should send are refused in words`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
            let bodies: [(String, Int)] = [
                (#"{"name":\#(deep)}"#, 422), (String(repeating: #"{"a":"#, count: 10_000), 422),
                (#"{"name":"a","name":"b"}"#, 422), (#"{"name":"a","domainLimit":99999999999999999999}"#, 422),
                (#"{"name":"a","domainLimit":1e400}"#, 422), (#"{"name":"a","domainLimit":1.5}"#, 422),
                (#"{"name":"\ud800"}"#, 422), ("", 415), ("{", 422), ("null", 422), ("[]", 422), (#"{"name":"a"} {}"#, 422),
                ("{\"name\":\"" + String(repeating: "x", count: 10 << 20) + "\"}", 413),
            ]
            for (body, status) in bodies {
                let reply = try await admin.api(.post, "/plans", body)
                #expect(reply.status == status, "\(body.prefix(40))")
                #expect(!(try Self.problem(reply).detail.isEmpty))
            }
        }
    }
}
