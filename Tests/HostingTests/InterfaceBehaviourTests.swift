import APIResources
import AgentProtocol
import Core
import Fleet
import Foundation
import HTTPTypes
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
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            let admin = try await hosting.program("admin", role: .administrator)
            let before = try await hosting.everything()
            let bodies = [
                "/api/v1/accounts/{account}/suspension": #"{"reason":"because"}"#, "/api/v1/websites/{domain}": #"{"runsPHP":false}"#,
            ]
            // Files lie on a node, which this installation has not.
            let operations = hosting.routes.operations.filter {
                [.put, .patch, .delete].contains($0.method) && ["accounts", "domains", "websites"].contains($0.collection)
                    && !$0.pathText.contains("/files/")
            }
            #expect(operations.count >= 6)
            for operation in operations {
                let path = operation.template.filled { $0 == "account" ? "1" : "example.org" }
                let reply = try await admin.send(
                    operation.method, path, headers: [.contentType: "application/json", .ifMatch: "\"old\""],
                    body: bodies[operation.pathText] ?? "")
                #expect(reply.status == 412, "\(operation.method) \(path)")
            }
            #expect(try await hosting.everything() == before)
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
            let second = try await create("key-1")
            #expect((second.status, second.text, second.location) == (201, first.text, first.location))
            #expect(second.headers[try #require(HTTPField.Name("Idempotency-Replayed"))] == "true")
            #expect(try await admin.api(.get, "/accounts").json(ListResource<AccountResource>.self).items.count == 1)
            // The password stands nowhere in the clear.
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
