import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

/// An authenticator made of openssl: a key of P-256, what it says about itself, and signatures (WebAuthn Level 2 §6.1, §6.5).
private final class SoftwareAuthenticator {
    let directory: URL
    let id = (0..<16).map { _ in UInt8.random(in: 0...255) }
    var count: UInt32 = 0
    var flags: UInt8 = 0x05
    var party = "localhost"
    var origin = Site.origin

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-test-key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        _ = try openssl(["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path("key")])
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    private func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

    private func openssl(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](bytes)
    }

    private func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
        try Data(bytes).write(to: URL(fileURLWithPath: path("digest")))
        return try openssl(["dgst", "-sha256", "-binary", path("digest")])
    }

    private func signature(_ bytes: [UInt8]) throws -> [UInt8] {
        try Data(bytes).write(to: URL(fileURLWithPath: path("signed")))
        return try openssl(["dgst", "-sha256", "-sign", path("key"), path("signed")])
    }

    private func head() throws -> [UInt8] {
        count += 1
        return try sha256(Array(party.utf8)) + [flags] + withUnsafeBytes(of: count.bigEndian) { Array($0) }
    }

    private func clientData(_ type: String, _ challenge: String) -> [UInt8] {
        Array(#"{"type":"\#(type)","challenge":"\#(challenge)","origin":"\#(origin)","crossOrigin":false}"#.utf8)
    }

    /// What the panel's module sends for a new key. `isSelfAttested`: signed by the key itself.
    func create(_ challenge: String, isSelfAttested: Bool = false) throws -> String {
        let point = Array(try openssl(["ec", "-in", path("key"), "-pubout", "-outform", "DER"]).suffix(64))
        // COSE_Key of ES256 (RFC 9053 §7.1.1): kty 2, alg -7, crv 1, x, y.
        let key: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + point.prefix(32) + [0x22, 0x58, 0x20] + point.suffix(32)
        flags |= 0x40
        let data = try head() + [UInt8](repeating: 0, count: 16) + [0, UInt8(id.count)] + id + key
        flags &= ~0x40
        let client = clientData("webauthn.create", challenge)
        func text(_ text: String) -> [UInt8] { [0x60 + UInt8(text.utf8.count)] + Array(text.utf8) }
        func bytes(_ bytes: [UInt8]) -> [UInt8] { [0x59, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes }
        let statement: [UInt8] =
            isSelfAttested
            ? [0xA2] + text("alg") + [0x26] + text("sig") + bytes(try signature(data + sha256(client))) : [0xA0]
        let object =
            [0xA3] + text("fmt") + text(isSelfAttested ? "packed" : "none") + text("attStmt") + statement + text("authData") + bytes(data)
        return answer(["id": base64URL(id), "clientDataJSON": base64URL(client), "attestationObject": base64URL(object)])
    }

    func get(_ challenge: String, user: String? = nil) throws -> String {
        let (data, client) = (try head(), clientData("webauthn.get", challenge))
        var members = [
            "id": base64URL(id), "clientDataJSON": base64URL(client), "authenticatorData": base64URL(data),
            "signature": base64URL(try signature(data + sha256(client))),
        ]
        if let user { members["userHandle"] = base64URL(Array(user.utf8)) }
        return answer(members)
    }

    private func answer(_ members: [String: String]) -> String {
        "{" + members.map { "\"\($0)\":\"\($1)\"" }.sorted().joined(separator: ",") + "}"
    }
}

extension Browser {
    func challenge(_ path: String) async throws -> String {
        let options = try await send(.post, path).text
        return try #require(options.firstMatch(of: #/"challenge":"([A-Za-z0-9_-]{43})"/#)?.1).description
    }
}

@Suite struct PasskeyTests {
    private static let place = "/profile/second-factors/passkeys"

    private func add(_ key: SoftwareAuthenticator, to browser: Browser, isSelfAttested: Bool = false) async throws -> Browser.Answer {
        let page = try await browser.get("\(Self.place)/new")
        let made = try key.create(try await browser.challenge("\(Self.place)/options"), isSelfAttested: isSelfAttested)
        return try await browser.post(
            "\(Self.place)/new", [("_token", page.field("_token") ?? ""), ("name", "My key"), ("credential", made)])
    }

    private func signIn(_ browser: Browser, _ credential: String, next: String = "") async throws -> Browser.Answer {
        let page = try await browser.get("/sign-in")
        return try await browser.post(
            "/sign-in/passkey\(next)",
            [("_token", page.field("_token") ?? ""), ("_back", "/sign-in"), ("credential", credential)])
    }

    private func challenge(_ browser: Browser) async throws -> String {
        _ = try await browser.get("/sign-in")
        return try await browser.challenge("/sign-in/passkey/options")
    }

    @Test(arguments: Engine.available)
    func `a passkey signs in, and stands in for the code`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            let key = try SoftwareAuthenticator()
            let added = try await add(key, to: browser)
            #expect(added.status == 200 && added.text.contains("The passkey is added"))
            #expect(added.text.matches(of: #/<code>[a-z2-9-]{19}<\/code>/#).count == 10)
            #expect(try await add(key, to: browser).status == 409, "the same once more")

            let other = Browser(browser.client)
            let done = try await signIn(other, try key.get(try await challenge(other), user: anna.id.text), next: "?next=%2Fprofile")
            #expect(done.location == "/profile")
            #expect(try await other.get("/profile").status == 200)

            let third = Browser(browser.client)
            #expect(try await third.signIn("anna").location?.hasPrefix("/sign-in/second-factor") == true)
            let page = try await third.get("/sign-in/second-factor")
            key.flags = 0x01
            let shown = try key.get(try await third.challenge("/sign-in/second-factor/options"))
            let finished = try await third.post("/sign-in/second-factor", [("_token", page.field("_token") ?? ""), ("credential", shown)])
            #expect(finished.status == 303 && finished.location == "/", "beside the password, presence is enough")

            site.advance(.minutes(11))
            let prove = try await third.get("/prove")
            let proof = try key.get(try await third.challenge("/prove/options"))
            #expect(try await third.post("/prove", [("_token", prove.field("_token") ?? ""), ("credential", proof)]).status == 303)
            #expect(try await third.get("/profile/email").status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `self attestation is verified`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            _ = try await browser.signIn("anna")
            #expect(try await add(try SoftwareAuthenticator(), to: browser, isSelfAttested: true).text.contains("The passkey is added"))
            // The signature of another key.
            let key = try SoftwareAuthenticator()
            let page = try await browser.get("\(Self.place)/new")
            let challenge = try await browser.challenge("\(Self.place)/options")
            let made = try key.create(challenge, isSelfAttested: true)
            let bytes = try #require(made.firstMatch(of: #/"attestationObject":"([^"]+)"/#)?.1).description
            var object = try #require(base64URLDecoded(bytes))
            object[60] ^= 1
            let broken = made.replacing(bytes, with: base64URL(object))
            let refused = try await browser.post(
                "\(Self.place)/new", [("_token", page.field("_token") ?? ""), ("name", "My key"), ("credential", broken)])
            #expect(refused.status == 422)
        }
    }

    @Test(arguments: Engine.available)
    func `answers that are replayed, stale, made elsewhere or by others open nothing`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            let ben = try await site.person("ben", role: .customer)
            _ = try await browser.signIn("anna")
            let key = try SoftwareAuthenticator()
            _ = try await add(key, to: browser)
            let other = Browser(browser.client)
            func isRefused(_ credential: String, _ why: Comment) async throws {
                let answer = try await signIn(other, credential)
                #expect(answer.location == "/sign-in" && other.session == nil, why)
            }
            let good = try key.get(try await challenge(other))
            #expect(try await signIn(other, good).location == "/")
            other.cookies.withLock { $0["hostwright-session-8080"] = nil }
            try await isRefused(good, "replayed")
            let stale = try key.get(try await challenge(other))
            site.advance(.minutes(6))
            try await isRefused(stale, "too late")
            let stolen = Browser(browser.client)
            try await isRefused(try key.get(try await challenge(stolen)), "asked for in another browser")
            key.origin = "https://evil.example"
            try await isRefused(try key.get(try await challenge(other)), "made at another address")
            key.origin = Site.origin
            key.party = "evil.example"
            try await isRefused(try key.get(try await challenge(other)), "bound to another panel")
            key.party = "localhost"
            key.flags = 0x01
            try await isRefused(try key.get(try await challenge(other)), "alone it wants PIN, finger or face")
            key.flags = 0x05
            try await isRefused(try key.get(try await challenge(other), user: ben.id.text), "another person's handle")
            try await isRefused(try SoftwareAuthenticator().get(try await challenge(other)), "a key nobody has added")
            try await isRefused("{}", "no answer at all")
            try await isRefused("not json", "no JSON")
            let before = key.count
            key.count = 0
            try await isRefused(try key.get(try await challenge(other)), "a counter that goes back: the key was copied")
            key.count = before
            try await site.database.write { db in try Logins.setLocked(anna.id, true, in: db) }
            try await isRefused(try key.get(try await challenge(other)), "locked")
            try await site.database.write { db in try Logins.setLocked(anna.id, false, in: db) }
            #expect(try await signIn(other, try key.get(try await challenge(other))).location == "/")
        }
    }

    @Test(arguments: Engine.available)
    func `nobody shows or removes another's passkey`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            try await site.person("anna", role: .customer)
            try await site.person("ben", role: .customer)
            let key = try SoftwareAuthenticator()
            _ = try await browser.signIn("anna")
            _ = try await add(key, to: browser)
            let removal = try #require(
                try await browser.get("/profile/second-factors").text.firstMatch(of: #/href="([^"]+\/removal)"/#)?.1
            ).description
            let ben = Browser(browser.client)
            _ = try await ben.signIn("ben")
            #expect(try await ben.get(removal).status == 404)
            let token = try await ben.get("/profile").field("_token") ?? ""
            #expect(try await ben.post(removal, [("_token", token)]).status == 404)
            _ = try await add(try SoftwareAuthenticator(), to: ben)
            let half = Browser(browser.client)
            _ = try await half.signIn("ben")
            let page = try await half.get("/sign-in/second-factor")
            let foreign = try key.get(try await half.challenge("/sign-in/second-factor/options"))
            let refused = try await half.post("/sign-in/second-factor", [("_token", page.field("_token") ?? ""), ("credential", foreign)])
            #expect(refused.status == 422 && half.session == nil)
            #expect(try await browser.fill(removal, []).status == 303)
            #expect(try await browser.get("/profile/second-factors").text.contains("You have none yet"))
            #expect(try await Browser(browser.client).signIn("anna").location == "/")
        }
    }
}
