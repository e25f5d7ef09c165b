import APIResources
import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Jobs
import Logging
import NIOCore
import Notifications
import Persistence
import TestSupport
import Testing

/// Webhooks: who is told, what is sent, and where nothing may be sent.
@Suite struct WebhookTests {
    @Test(
        .proves("H.API-01", part: "sign-up, billing, support, mail, databases", door: .api), arguments: Engine.available)
    func `an event reaches a receiver, signed, and again when asked`(engine: DatabaseEngine) async throws {
        try await Receiver.with { receiver in
            try await Hosting.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
                let account = try await hosting.account()
                let anna = try await hosting.program("anna")
                let made = try await anna.api(
                    .post, "/webhooks", #"{"url":"\#(receiver.url)","account":\#(account.number),"events":["domain.added"]}"#)
                #expect(made.status == 201)
                let webhook: WebhookResource = try made.json()
                let secret = try #require(webhook.secret)
                #expect(secret.hasPrefix("whsec_"))
                #expect(try await anna.api(.get, "/webhooks/\(webhook.id)").json(WebhookResource.self).secret == nil)
                let stored = try await hosting.read { db in try db.query("SELECT * FROM webhook").map { "\($0.values)" }.joined() }
                #expect(!stored.contains(secret.dropFirst(6)))
                #expect(try await anna.api(.post, "/domains", #"{"name":"example.org","account":\#(account.number)}"#).status == 201)
                try await hosting.runWebhooks()
                let events = receiver.requests.value
                #expect(events.count == 1)
                let event = try #require(events.first)
                #expect(event.body.contains(#""type":"domain.added""#) && event.body.contains("example.org"))
                let key = try #require(Data(base64Encoded: String(secret.dropFirst(6))))
                let signed = Array("\(event.id).\(event.timestamp).\(event.body)".utf8)
                let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key)))
                #expect(event.signature == "v1," + code.base64EncodedString())
                let list: ListResource<WebhookDeliveryResource> = try await anna.api(.get, "/webhooks/\(webhook.id)/deliveries").json()
                let delivery = try #require(list.items.first)
                #expect((delivery.state, delivery.status, delivery.attempts, delivery.response) == ("delivered", 200, 1, "thanks"))
                let again = try await anna.api(.post, "/webhooks/\(webhook.id)/deliveries/\(delivery.id)/replay")
                #expect(again.status == 202)
                try await hosting.runWebhooks()
                #expect(receiver.requests.value.count == 2)
                #expect(receiver.requests.value.last?.id == event.id)
                // Others' events are not for it, and others do not see it.
                let other = try await hosting.account("Ben's garage", of: "ben")
                try await hosting.add("ben.example", to: other)
                try await hosting.runWebhooks()
                #expect(receiver.requests.value.count == 2)
                let ben = try await hosting.program("ben")
                #expect(try await ben.api(.get, "/webhooks/\(webhook.id)").status == 404)
                #expect(try await ben.api(.delete, "/webhooks/\(webhook.id)").status == 404)
                #expect(try await ben.api(.post, "/webhooks", #"{"url":"\#(receiver.url)","account":1}"#).status == 422)
                #expect(try await ben.api(.post, "/webhooks", #"{"url":"\#(receiver.url)"}"#).status == 403)
                #expect(try await anna.api(.delete, "/webhooks/\(webhook.id)").status == 204)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a receiver that fails is tried again later, and its words are kept`(engine: DatabaseEngine) async throws {
        try await Receiver.with { receiver in
            try await Hosting.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
                let admin = try await hosting.program("admin", role: .administrator)
                let webhook: WebhookResource = try await admin.api(.post, "/webhooks", #"{"url":"\#(receiver.url)fail"}"#).json()
                #expect(try await admin.api(.post, "/webhooks/\(webhook.id)/ping").status == 202)
                try await hosting.runWebhooks()
                var pings = try await pings(admin, webhook)
                #expect((pings.state, pings.status, pings.error, pings.response) == ("waiting", 500, "status 500", "no"))
                #expect(receiver.requests.value.filter { $0.body.contains("ping") }.count == 1)
                hosting.advance(.minutes(1))
                try await hosting.runWebhooks()
                #expect(receiver.requests.value.filter { $0.body.contains("ping") }.count == 2)
                for _ in 0..<12 {
                    hosting.advance(.hours(13))
                    try await hosting.runWebhooks()
                }
                pings = try await self.pings(admin, webhook)
                #expect((pings.state, pings.attempts) == ("failed", 10))
            }
        }
    }

    private func pings(_ client: Client, _ webhook: WebhookResource) async throws -> WebhookDeliveryResource {
        let list: ListResource<WebhookDeliveryResource> = try await client.api(.get, "/webhooks/\(webhook.id)/deliveries").json()
        return try #require(list.items.first { $0.event == "ping" })
    }

    @Test func `the pages make, show, change and delete a webhook`() async throws {
        try await Receiver.with { receiver in
            try await Hosting.with(.sqlite, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { hosting in
                _ = try await hosting.account()
                let anna = try await hosting.browser("anna")
                #expect(try await anna.get("/webhooks").text.contains("No webhook yet"))
                let bad = try await anna.post("/webhooks/new", [("url", "http://10.0.0.1/"), ("account", "1"), ("events", "")])
                #expect(bad.status == 422)
                #expect(bad.text.contains("private network"))
                let made = try await anna.post("/webhooks/new", [("url", receiver.url), ("account", "1"), ("events", "domain.added")])
                #expect(made.status == 303)
                let path = try #require(made.location)
                let shown = try await anna.get(path)
                #expect(shown.text.contains("whsec_") && shown.text.contains("domain.added"))
                #expect(try await anna.post(path + "/ping").status == 303)
                try await hosting.runWebhooks()
                #expect(try await anna.get(path).text.contains("Delivered"))
                let changed = try await anna.post(path + "/change", [("url", receiver.url), ("events", ""), ("isOn", "")])
                #expect(changed.status == 303)
                #expect(try await anna.post(path + "/deletion").status == 303)
                #expect(try await anna.get(path).status == 404)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the command line makes, shows, changes, tries, replays and deletes webhooks`(engine: DatabaseEngine) async throws {
        try await Receiver.with { receiver in
            try await CommandLineBench.with(engine, outgoing: try OutgoingRules(allowed: ["127.0.0.0/8"])) { bench in
                let account = try await bench.hosting.account()
                let made = await bench.run(
                    "webhook", "create", "--url", receiver.url, "--account", "1", "--events", "domain.added", "--json")
                #expect(made.code == 0, "\(made)")
                let webhook = try JSONDecoder().decode(WebhookResource.self, from: Data(made.output.utf8))
                #expect(webhook.secret?.hasPrefix("whsec_") == true)
                #expect(await bench.run("webhook", "list").output.contains(receiver.url))
                let shown = await bench.run("webhook", "show", webhook.id)
                #expect(shown.output.contains("domain.added") && !shown.output.contains("whsec_"))
                #expect(
                    await bench.run("webhook", "change", webhook.id, "--events", "domain.added", "--events", "domain.trashed").code == 0)
                #expect(await bench.run("webhook", "ping", webhook.id).code == 0)
                try await bench.hosting.add("example.org", to: account)
                try await bench.hosting.runWebhooks()
                #expect(receiver.requests.value.count == 2)
                let list = await bench.run("webhook", "delivery", "list", webhook.id, "--json")
                let deliveries = try JSONDecoder().decode(ListResource<WebhookDeliveryResource>.self, from: Data(list.output.utf8)).items
                #expect(Set(deliveries.map(\.event)) == ["ping", "domain.added"])
                let added = try #require(deliveries.first { $0.event == "domain.added" })
                let again = await bench.run("webhook", "replay", webhook.id, added.id)
                #expect(again.code == 0, "\(again)")
                #expect(await bench.run("webhook", "delivery", "replay", webhook.id, added.id).code == 0)
                try await bench.hosting.runWebhooks()
                #expect(receiver.requests.value.count >= 3)
                #expect(await bench.run("webhook", "create", "--url", "http://10.1.2.3/", "--account", "1").complaints.hasPrefix("--url: "))
                #expect(await bench.run("webhook", "delete", webhook.id, "--dry-run").code == 0)
                #expect(await bench.run("webhook", "delete", webhook.id, "--yes").code == 0)
                #expect(await bench.run("webhook", "show", webhook.id).code == 3)
            }
        }
    }

    @Test func `nothing is sent to private networks, in whatever spelling`() async throws {
        #expect(OutgoingRules.closedCount == 25)
        let client = OutgoingClient(OutgoingRules())
        let addresses = [
            "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
            "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[::]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
            "http://100.64.0.1/", "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
            "http://168.63.129.16/", "https://127.0.0.1:8443/x",
        ]
        for address in addresses {
            let refused = try await refusal { try await client.check(address) }
            #expect(refused == "url: outgoing.private", "\(address)")
            let sent = try await refusal { _ = try await client.send(.init(.POST, address)) }
            #expect(sent == "url: outgoing.private", "\(address)")
        }
        for address in ["ftp://example.org/", "file:///etc/passwd", "//example.org", "", "http://", "javascript:alert(1)"] {
            #expect(try await refusal { try await client.check(address) } == "url: outgoing.form", "\(address)")
        }
        #expect(try await refusal { try await client.check("http://user:secret@192.0.2.1/") } == "url: outgoing.credentials")
        for address in ["8.8.8.8", "2606:4700::1111", "1.1.1.1"] { #expect(OutgoingRules().permits(try IPAddress(address))) }
    }

    @Test func `a name that becomes another address after it was checked leads nowhere else`() async throws {
        // 127.0.0.1 stands for a public address here, 127.0.0.2 for one inside.
        try await Receiver.with { receiver in
            let port = try #require(receiver.url.split(separator: ":").last?.dropLast())
            let (inside, asked) = (Locked(false), Locked(0))
            let client = OutgoingClient(try OutgoingRules(allowed: ["127.0.0.1/32"]), timeout: .seconds(30)) { _ in
                asked.withLock { $0 += 1 }
                // The first answer is harmless, each later one is not.
                let wasAsked = inside.withLock { known in
                    defer { known = true }
                    return known
                }
                return [try? IPAddress(wasAsked ? "127.0.0.2" : "127.0.0.1")].compactMap { $0 }
            }
            let reply = try await client.send(.init(.POST, "http://rebind.example:\(port)/", body: Array("x".utf8)))
            // One question, and the connection went where the answer said that was checked.
            #expect((reply.status, reply.address, asked.value) == (200, "127.0.0.1", 1))
            #expect(receiver.requests.value.count == 1)
            // Asked anew for the next request, it is inside: nothing is sent.
            #expect(
                try await refusal { _ = try await client.send(.init(.POST, "http://rebind.example:\(port)/")) } == "url: outgoing.private")
            #expect(receiver.requests.value.count == 1)
            // The same within one request: a redirect to the very same name is a new question.
            inside.withLock { $0 = false }
            let moved = try await refusal { _ = try await client.send(.init(.POST, "http://rebind.example:\(port)/again")) }
            #expect(moved == "url: outgoing.private")
            // One address inside among others is enough to refuse.
            let mixed = OutgoingClient(try OutgoingRules(allowed: ["127.0.0.1/32"])) { _ in
                ["127.0.0.1", "169.254.169.254"].compactMap { try? IPAddress($0) }
            }
            #expect(
                try await refusal { _ = try await mixed.send(.init(.POST, "http://mixed.example:\(port)/")) } == "url: outgoing.private")
            #expect(receiver.requests.value.count == 2)
        }
    }

    @Test func `a redirect is checked as a new address, and bounded in number, size and time`() async throws {
        try await Receiver.with { receiver in
            let rules = try OutgoingRules(allowed: ["127.0.0.1/32"])
            let client = OutgoingClient(rules, timeout: .seconds(30), largest: 1000)
            #expect(try await client.send(.init(.POST, receiver.url + "again", body: Array("x".utf8))).status == 200)
            #expect(receiver.requests.value.last?.body == "x")
            let inward = try await refusal { _ = try await client.send(.init(.POST, receiver.url + "inward")) }
            #expect(inward == "url: outgoing.private")
            #expect(try await refusal { _ = try await client.send(.init(.POST, receiver.url + "loop")) } == "url: outgoing.redirects")
            // A redirect that would turn the event into a page view is an answer like any other.
            #expect(try await client.send(.init(.POST, receiver.url + "see-other")).status == 303)
            #expect(try await client.send(.init(.GET, receiver.url + "large")).body.count == 1000)
            // The receiver takes a minute; what comes back sooner was given up.
            let started = ContinuousClock.now
            let impatient = OutgoingClient(rules, timeout: .seconds(1), largest: 1000)
            #expect(try await refusal { _ = try await impatient.send(.init(.GET, receiver.url + "slow")) } == "outgoing.no_answer")
            #expect(ContinuousClock.now - started < .seconds(50))
        }
    }
}

/// A receiver of webhooks on this machine.
struct Receiver: Sendable {
    struct Event: Sendable {
        var id: String
        var timestamp: String
        var signature: String
        var body: String
    }

    let url: String
    let requests = Locked<[Event]>([])

    static func with(_ body: @Sendable (Receiver) async throws -> Void) async throws {
        let port = Locked(0)
        let started = AsyncStream.makeStream(of: Int.self)
        let box = Locked<Receiver?>(nil)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            guard let receiver = box.value else { return Response(status: .serviceUnavailable) }
            return try await receiver.answer(request)
        }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in started.continuation.yield(channel.localAddress?.port ?? 0) }, logger: .silent)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await number in started.stream {
                port.withLock { $0 = number }
                break
            }
            let receiver = Receiver(url: "http://127.0.0.1:\(port.value)/")
            box.withLock { $0 = receiver }
            try await body(receiver)
            group.cancelAll()
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 1 << 20)
        func header(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
        let event = Event(
            id: header("webhook-id"), timestamp: header("webhook-timestamp"), signature: header("webhook-signature"),
            body: String(buffer: bytes))
        requests.withLock { $0.append(event) }
        func redirect(_ status: HTTPResponse.Status, _ location: String) -> Response {
            Response(status: status, headers: [.location: location])
        }
        switch request.uri.path {
        case "/fail": return Response(status: .internalServerError, body: .init(byteBuffer: ByteBuffer(string: "no")))
        case "/again": return redirect(.permanentRedirect, "/")
        case "/inward": return redirect(.temporaryRedirect, "http://127.0.0.2/")
        case "/loop": return redirect(.temporaryRedirect, "/loop")
        case "/see-other": return redirect(.seeOther, "/")
        case "/large": return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 0x78, count: 1 << 20)))
        case "/slow":
            // Longer than anybody waits; ends when the test does.
            try await Task.sleep(for: .seconds(60))
            return Response(status: .ok)
        default: return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "thanks")))
        }
    }
}
