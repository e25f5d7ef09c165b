import Core
import Foundation
import HTTPTypes
import Identity
import NIOCore
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// What nobody should send, through every route of the whole installation: it is refused in words, and nothing fails.
@Suite struct BadInputTests {
    /// What stands where a path has a hole.
    private static let parts = [
        "-1", "0", "99999999999999999999", "%00", "%FF", "%C3%28", "%", "%2e%2e", "..", "a%0d%0aSet-Cookie:x=y", "%F0%9F%92%A9",
        "00000000-0000-0000-0000-000000000000", String(repeating: "x", count: 3000), "'%20OR%201=1--", "%D0%B0nna",
    ]

    /// What stands after the question mark of a table.
    private static let queries = [
        "page=-1", "page=0", "page=1000000000", "page=99999999999999999999", "page=x", "page=%00", "sort=password", "sort=--name", "sort=",
        "sort=name%3BDROP%20TABLE%20login", "sort=%00", "q=%00", "q=%FF", "q=%25%5F%5C", "q=" + String(repeating: "x", count: 5000),
        "state=gone", "limit=-1", "limit=1000000000", "per_page=-5", "per_page=1000000000", "cursor=%00", "cursor=AAAA", "day=2026-13-45",
        "from=x&until=y", "language=tlh", "kind=%00", "columns=password", "columns=%00", "account=99999999999999999999", "account=-1",
        "name=%00", "next=//evil.example", "lines=-1", "count=%00", "before=-1", "after=99999999999999999999", "%00=1", "=&=&&&",
    ]

    private func isAnswer(_ reply: Client.Reply) -> Bool {
        // 503: the machine of a test has no agent that could answer.
        (200..<500).contains(reply.status) || reply.status == 503
    }

    @Test(arguments: Engine.available)
    func `no address leads to a failure, whatever stands in it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let (page, api) = try await people(hosting)
            let before = try await hosting.everything()
            var asked = 0
            for route in hosting.routes.all where route.method == .get && !isStream(route) {
                let client = route.door == .api ? api : page
                // A hole takes one value at a time, the others stay what exists.
                let paths =
                    route.template.parameters.isEmpty
                    ? Self.queries.map { route.template.text + "?" + $0 } : Self.parts.map { filled(route, $0) }
                for path in paths {
                    asked += 1
                    let reply: Client.Reply
                    do { reply = try await client.get(path) } catch {
                        Issue.record("GET \(path.prefix(120)) breaks off: \(error)")
                        continue
                    }
                    if !isAnswer(reply) {
                        Issue.record("GET \(path.prefix(120)) is answered with \(reply.status): \(reply.text.prefix(300))")
                    }
                    #expect(reply.headers[.location]?.hasPrefix("//") != true, "\(path)")
                    #expect(reply.headers[values: .setCookie].allSatisfy { !$0.hasPrefix("x=") }, "\(path)")
                }
            }
            #expect(asked > 1000)
            #expect(try await hosting.everything() == before, "reading changes nothing")
        }
    }

    @Test(arguments: Engine.available)
    func `a table that is asked for what it does not have shows the page and says so`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("example.org", to: hosting.account())
            let admin = try await hosting.browser("admin", role: .administrator)
            for table in ["/accounts", "/domains"] {
                for query in ["page=-1", "page=0", "page=x", "sort=password", "sort=--name", "columns=password"] {
                    let reply = try await admin.get(table + "?" + query)
                    #expect(reply.status == 200 && reply.text.contains("<tbody>"), "\(table)?\(query): \(reply.status)")
                }
                let far = try await admin.get(table + "?page=1000000000")
                #expect(far.status == 200)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `no form leads to a failure, whatever is typed in it`(engine: DatabaseEngine) async throws {
        let values = [
            "\u{0}", "\u{FFFF}\u{202E}\u{200B}", "99999999999999999999", "-1", "1e400", "' OR 1=1 --", "<script>alert(1)</script>",
            "../../etc/passwd",
            String(repeating: "😀", count: 2000), "a\r\nb: c", "{{7*7}}", "xn--", String(repeating: "a.", count: 200),
        ]
        try await Hosting.with(engine) { hosting in
            let (page, _) = try await people(hosting)
            for route in hosting.routes.all where route.method == .post && route.door == .page {
                if Self.signsOut.contains(route.template.text) { continue }
                let path = filled(route, nil)
                let shown = try await page.get(path).text
                let names = Set(shown.matches(of: #/<(?:input|select|textarea)[^>]*\bname="([^"]+)"/#).map { String($0.1) })
                    .subtracting(["_token", "q"])
                for value in values {
                    let reply = try await page.send(.post, path, form: names.sorted().map { ($0, value) })
                    if !isAnswer(reply) {
                        Issue.record("POST \(path) of \(value.prefix(20).debugDescription): \(reply.status) \(reply.text.prefix(300))")
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `no body leads to a failure, and each is refused in words`(engine: DatabaseEngine) async throws {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let bodies =
            [
                deep, #"{"name":\#(deep)}"#, String(repeating: #"{"a":"#, count: 10_000), #"{"name":"a","name":"b"}"#,
                #"{"a":99999999999999999999999}"#,
                #"{"name":1e400}"#, #"{"name":"\ud800"}"#, #"{"name":"\u0000"}"#, "null", "[]", "\"\"", "{",
                #"{"name":{"a":[1,2,{"b":null}]}}"#,
                #"{"\u0000":1}"#, "\u{FEFF}{}",
            ].map { Array($0.utf8) } + [
                [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], [0xFF, 0xFE, 0x7B, 0x00],
                Array("{\"name\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8),
            ]
        try await Hosting.with(engine) { hosting in
            let (_, api) = try await people(hosting)
            let before = try await hosting.everything()
            for route in hosting.routes.all where route.door == .api && route.method != .get {
                let operation = hosting.routes.operations.first { $0.method == route.method && $0.template.text == route.template.text }
                guard operation?.takes != nil else { continue }
                for body in bodies {
                    let reply = try await api.send(
                        route.method, filled(route, nil), headers: [.contentType: "application/json"], bytes: ByteBuffer(bytes: body))
                    let isRefused = [400, 404, 409, 412, 413, 415, 422].contains(reply.status)
                    if !isRefused {
                        Issue.record(
                            "\(route.method) \(route.template) of \(String(decoding: body.prefix(30), as: UTF8.self)): \(reply.status) \(reply.text.prefix(300))"
                        )
                    }
                    #expect(reply.headers[.contentType]?.hasPrefix("application/problem+json") == true)
                }
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `forms that are too large, damaged or not text change nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let (page, _) = try await people(hosting)
            let before = try await hosting.everything()
            func send(_ body: [UInt8]) async throws -> Client.Reply {
                let all = Array("_token=\(percentEncoded(page.formToken))&".utf8) + body
                return try await page.send(
                    .post, "/accounts/new", headers: [.contentType: "application/x-www-form-urlencoded", .origin: Hosting.origin],
                    bytes: ByteBuffer(bytes: all))
            }
            let fields = "plan=Starter&login=eve&email=eve%40example.org&title="
            let large = try await send(Array(fields.utf8) + [UInt8](repeating: 0x61, count: 10 << 20))
            #expect(large.status == 413 && large.text.contains("256 KiB"))
            #expect(try await send(Array((fields + "A%FF").utf8)).status == 422)
            #expect(try await send(Array(fields.utf8) + [0x41, 0xFF]).status == 422)
            #expect(try await send(Array((fields + "A%").utf8)).status == 422)
            #expect(try await send(Array((fields + String(repeating: "A&x=", count: 1001)).utf8)).status == 422)
            let utf16 = [UInt8]((fields + "A").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
            #expect(try await send(utf16).status == 422)
            for origin in ["https://evil.example", "null", "http://localhost:8081", "http://localhost:8080.evil.example"] {
                let reply = try await page.send(
                    .post, "/accounts/new", headers: [.contentType: "application/x-www-form-urlencoded", .origin: origin],
                    body: "_token=\(percentEncoded(page.formToken))&\(fields)A")
                #expect(reply.status == 403, "\(origin)")
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a name that only looks like another is refused, and signs nobody in`(engine: DatabaseEngine) async throws {
        // Cyrillic а, Greek ο, full width ａ, dotless ı, an invisible character, a direction mark, a script a.
        let lookalikes = ["\u{430}dmin", "r\u{3BF}\u{3BF}t", "\u{FF41}dmin", "adm\u{131}n", "ad\u{200B}min", "\u{202E}nimda", "𝒶dmin"]
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            let admin = try await hosting.browser("admin", role: .administrator)
            let program = try await hosting.program("admin", role: .administrator)
            let before = try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM login", as: Int.self) }
            for name in lookalikes {
                let form = [("title", "A"), ("plan", "Starter"), ("login", name), ("email", "x@example.org"), ("password", "")]
                let account = try await admin.post("/accounts/new", form)
                // A name that is folded to one that exists is that one: it gets no login of its own.
                #expect([303, 422].contains(account.status), "\(name)")
                if account.status == 422 { #expect(account.text.contains("letters from a to z")) }
                let staff = try await program.api(
                    .post, "/staff", #"{"name":"\#(name)","email":"x@example.org","roles":["\#(StaffRole.full.text)"]}"#)
                #expect([409, 422].contains(staff.status), "\(name) \(staff.text)")
                let stranger = hosting.stranger
                let shown = try await stranger.get("/sign-in").text
                let token = shown.firstMatch(of: #/name="_token" value="([^"]+)"/#).map { String($0.1) } ?? ""
                let reply = try await stranger.post("/sign-in", [("name", name), ("password", "wrong words all of them")], token: token)
                #expect([422, 429].contains(reply.status), "\(name) \(reply.status)")
            }
            #expect(try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM login", as: Int.self) } == before)
        }
    }

    // MARK: Parts

    /// These end the session that goes on.
    private static let signsOut: Set<String> = [
        "/sign-out", "/other-sessions/deletion", "/sessions/{session}/deletion", "/logins/{login}/impersonation", "/own-session",
    ]

    private func people(_ hosting: Hosting) async throws -> (page: Client, api: Client) {
        try await hosting.add("annas.example", to: hosting.account())
        return (try await hosting.browser("admin", role: .administrator), try await hosting.program("admin", role: .administrator))
    }

    private func isStream(_ route: Route) -> Bool { route.template.text.hasSuffix("/events") }

    /// The path with `value` in its holes, or with what exists.
    private func filled(_ route: Route, _ value: String?) -> String {
        let known = [
            "account": "1", "domain": "annas.example", "plan": "Starter", "login": "anna", "log": "access", "server": "this-machine",
        ]
        return "/"
            + route.template.parts.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name), .rest(let name): value ?? known[name] ?? "0193514e-0c48-7e5c-9a55-0e5a6f2f8d11"
                }
            }.joined(separator: "/")
    }
}
