import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

private let old = "four unrelated words"
private let five = "k7#qZ"
private let six = "k7#qZv"
private let twelve = "k7#qZv2mXw9p"
private let thirteen = "k7#qZv2mXw9pL"

extension Site {
    func set(_ policy: PasswordPolicy) async throws {
        try await database.write { db in
            let before = try ProviderSettings.current(in: db)
            var after = before
            after.passwords = policy
            try after.store(insteadOf: before, in: db)
        }
    }
}

/// What new passwords must be, wherever somebody sets one.
@Suite struct PasswordPolicyTests {
    /// What `set` answers for five, thirteen, six and twelve characters.
    private func expectClassic(
        _ place: String, _ set: (String) async throws -> Browser.Answer, isDone: (Browser.Answer) -> Bool
    ) async throws {
        let short = try await set(five)
        #expect(short.status == 422 && short.text.contains("At least 6 characters, please; this has 5."), "\(place)")
        let long = try await set(thirteen)
        #expect(long.status == 422 && long.text.contains("At most 12 characters, please."), "\(place)")
        let done = try await set(six)
        #expect(isDone(done), "\(place) \(done.status)")
    }

    @Test(
        .proves("C.GEN-07", part: "the reseller's password opens his users' panels another way", door: .page),
        .proves("C.GEN-07", part: "the reseller's password opens his users' panels another way", door: .api), arguments: Engine.available)
    func `of the classic rule five characters are refused, six and twelve accepted, thirteen refused`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let anna = try await site.person("anna", role: .customer)
            try await site.set(.classic)
            _ = try await browser.signIn("anna")
            #expect(try await browser.get("/profile/password").text.contains("6 to 12 characters."))
            let now = Locked(old)
            func change(_ new: String) async throws -> Browser.Answer {
                try await browser.fill("/profile/password", [("password", now.value), ("newPassword", new), ("newPasswordAgain", new)])
            }
            try await expectClassic("own change", change) { $0.location == "/profile" }
            now.withLock { $0 = six }
            #expect(try await change(twelve).location == "/profile")
            // The whole of it counts, also its last character.
            for near in [String(twelve.dropLast()), thirteen, twelve.lowercased()] {
                #expect(try await Browser(browser.client).signIn("anna", near).status == 422)
            }
            #expect(try await Browser(browser.client).signIn("anna", twelve).status == 303)
            let program = try await site.token(anna.id, role: .customer, isProven: true)
            let asked = Locked(twelve)
            try await expectClassic("REST") { new in
                let answer = try await browser.send(
                    .put, "/api/v1/me/password", headers: program, body: #"{"password":"\#(asked.value)","newPassword":"\#(new)"}"#)
                if answer.status == 422 { #expect(answer.text.contains("\"field\":\"newPassword\"")) }
                return answer
            } isDone: {
                $0.status == 204
            }
            asked.withLock { $0 = six }
            #expect(try await Browser(browser.client).signIn("anna", six).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `one-time links and staff obey the same rule`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let admin = try await site.person("admin")
            try await site.person("anna", role: .customer)
            try await site.set(.classic)
            _ = try await browser.fill("/lost-password", [("name", "anna")])
            let lost = try #require(site.mail.link(.newPasswordLink))
            try await expectClassic("lost password") {
                try await Browser(browser.client).fill(lost, [("password", $0), ("passwordAgain", $0)])
            } isDone: {
                $0.location == "/sign-in"
            }
            let (now, identity) = (site.clock.now, site.identity)
            let recovery = try await site.database.write { db in
                try Recovery(identity).begin("anna", panel: Site.origin, by: .system, in: db, at: now)
            }
            try await expectClassic("recovery") {
                try await Browser(browser.client).fill(
                    String(recovery.dropFirst(Site.origin.count)), [("password", $0), ("passwordAgain", $0)])
            } isDone: {
                $0.status == 303
            }
            _ = try await browser.signIn("admin")
            try await expectClassic("given by staff") {
                try await browser.fill("/logins/anna/password", [("password", $0), ("passwordAgain", $0)])
            } isDone: {
                $0.location == "/"
            }
            let program = try await site.token(admin.id, role: .administrator, isProven: true)
            try await expectClassic("given by REST") {
                try await browser.send(.put, "/api/v1/logins/anna/password", headers: program, body: #"{"password":"\#($0)"}"#)
            } isDone: {
                $0.status == 200
            }
            let made = try await browser.fill("/logins/anna/password", [("password", ""), ("passwordAgain", "")])
            let shown = try #require(made.text.firstMatch(of: #/<code>([a-z2-9-]{12})</code>/#)?.1).description
            #expect(try await Browser(browser.client).signIn("anna", shown).status == 303, "one that is made is short enough")
            let secret = try await site.database.write { db in try FirstAdministratorLinks.mint(in: db, at: now) }
            try await expectClassic("first administrator") {
                try await Browser(browser.client).fill(
                    "/first-administrator/\(secret)",
                    [
                        ("person", "Paula Albers"), ("email", "paula@northern.example"), ("name", "paula"), ("password", $0),
                        ("passwordAgain", $0),
                    ])
            } isDone: {
                $0.location == "/"
            }
        }
    }

    @Test func `a password has as many kinds of characters as the rule says, and is never among the first that are tried`() throws {
        let mixed = PasswordPolicy(minimum: 8, maximum: 40, classes: 3)
        for (password, key) in [
            ("seven quiet harbours", "password.classes"), ("SevenQuietHarbours", "password.classes"), ("Seven quiet harbours", nil),
            ("Тихая гавань 7", nil), ("тихаягавань", "password.classes"), ("Ab1!", "password.short"),
        ] {
            #expect(refusal(password, mixed) == key, "\(password)")
        }
        for password in ["123456", "aaaaaa", "abcdef", "qwerty", "secret", "anna12", "password"] {
            #expect(refusal(password, .classic, related: ["anna12"]) == "password.common", "\(password)")
        }
        #expect(refusal("summerholiday", .standard) == "password.weak")
        // Code points of the normal form are counted, so that no character is endless.
        #expect(refusal("k7#qZ" + String(repeating: "\u{301}", count: 200), .standard) == "password.long")
        #expect(refusal("k7#qZ\u{FC}v2mXw9".decomposedStringWithCanonicalMapping, .classic) == nil)
        #expect(refusal("k7#qZ\u{FC}v2mXw9pL".decomposedStringWithCanonicalMapping, .classic) == "password.long")
        #expect(refusal("k7#q\u{0}Zv", .classic) == "password.characters")
    }

    @Test func `a password that is made obeys every rule`() {
        for minimum in [6, 12, 23, 40, 64] {
            for maximum in [12, 13, 23, 64, 128] where maximum >= minimum {
                for classes in 1...4 {
                    let policy = PasswordPolicy(minimum: minimum, maximum: maximum, classes: classes)
                    for _ in 0..<20 { #expect(refusal(Passwords.made(for: policy), policy) == nil, "\(policy)") }
                }
            }
        }
        #expect(Passwords.made().count == 23)
    }

    @Test(arguments: Engine.available)
    func `the longest password of the standard rule signs in, however it is typed`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { site, browser in
            let hangul = String((0..<128).compactMap { Unicode.Scalar(0xAC00 + $0 * 57).map { Character($0) } })
            try await site.person("anna", role: .customer, password: hangul)
            #expect(hangul.decomposedStringWithCanonicalMapping.utf8.count > 1024)
            #expect(try await browser.signIn("anna", hangul.decomposedStringWithCanonicalMapping).status == 303)
            #expect(try await Browser(browser.client).signIn("anna", String(hangul.dropLast())).status == 422)
        }
    }

    private func refusal(_ password: String, _ policy: PasswordPolicy, related: [String] = []) -> String? {
        do throws(InputProblem) {
            try PasswordRules.check(password, related: related, policy: policy)
            return nil
        } catch {
            return error.key
        }
    }
}
