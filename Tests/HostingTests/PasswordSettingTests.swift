import APIResources
import Core
import Foundation
import Identity
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// The provider's rule for passwords: how it is set, and that it holds where logins are made.
@Suite struct PasswordSettingTests {
    @Test(arguments: Engine.available)
    func `a profile is chosen by form, by REST and by command`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            func stored() async throws -> PasswordPolicy { try await hosting.read { db in try ProviderSettings.current(in: db).passwords } }
            let admin = try await hosting.browser("admin", role: .administrator)
            let rest = [("sessionIdleMinutes", "720"), ("sessionLifetimeHours", "336"), ("letsPeopleChoose", "on")]
            let numbers = [("passwordMinimum", "12"), ("passwordMaximum", "128"), ("passwordClasses", "1")]
            // The numbers stand in the form as they were: the profile is what has been chosen.
            #expect(try await admin.post("/settings/people", rest + numbers + [("passwordProfile", "classic")]).status == 303)
            #expect(try await stored() == .classic)
            let page = try await admin.get("/settings/people").text
            #expect(page.contains("value=\"classic\" checked"))
            // Numbers that were changed are meant, whatever is ticked.
            let own = [("passwordProfile", "classic"), ("passwordMinimum", "10"), ("passwordMaximum", "64"), ("passwordClasses", "3")]
            #expect(try await admin.post("/settings/people", rest + own).status == 303)
            #expect(try await stored() == PasswordPolicy(minimum: 10, maximum: 64, classes: 3))
            #expect(try await admin.get("/settings/people").text.contains("value=\"own\" checked"))
            let german = try await admin.get("/settings/people?language=de").text
            #expect(german.contains("Eine eigene Regel"))
            let crossed = [("passwordProfile", "own"), ("passwordMinimum", "20"), ("passwordMaximum", "12"), ("passwordClasses", "5")]
            let refused = try await admin.post("/settings/people", rest + crossed)
            #expect(refused.status == 422)

            let program = try await hosting.program("admin", role: .administrator)
            let named = try await program.api(.patch, "/settings", #"{"passwordProfile":"standard"}"#).json(SettingsResource.self)
            #expect((named.passwordProfile, named.passwordMinimum, named.passwordMaximum) == ("standard", 12, 128))
            let mixed = try await program.api(.patch, "/settings", #"{"passwordProfile":"classic","passwordMaximum":20}"#)
            let shown = try mixed.json(SettingsResource.self)
            #expect((shown.passwordProfile, shown.passwordMinimum, shown.passwordMaximum) == ("own", 6, 20))
            for (body, field) in [
                (#"{"passwordProfile":"modern"}"#, "passwordProfile"), (#"{"passwordMinimum":5}"#, "passwordMinimum"),
                (#"{"passwordMaximum":11}"#, "passwordMaximum"), (#"{"passwordMaximum":129}"#, "passwordMaximum"),
                (#"{"passwordMinimum":21}"#, "passwordMaximum"), (#"{"passwordClasses":0}"#, "passwordClasses"),
            ] {
                let answer = try await program.api(.patch, "/settings", body)
                #expect(answer.status == 422 && answer.text.contains("\"field\":\"\(field)\""), "\(body) \(answer.text)")
            }
            #expect(try await stored() == PasswordPolicy(minimum: 6, maximum: 20))

            #expect(await bench.run("settings", "change", "--password-profile", "classic").code == 0)
            #expect(try await stored() == .classic)
            let told = await bench.run("settings", "show")
            #expect(told.output.contains("classic") && told.output.contains("Longest password"))
            let wrong = await bench.run("settings", "change", "--password-maximum", "5")
            #expect(wrong.code == 2 && wrong.complaints.contains("--password-maximum:"))
        }
    }

    @Test(
        .proves("C.GEN-07", part: "the reseller's password opens his users' panels another way", door: .cli), arguments: Engine.available)
    func `the classic rule holds for new logins by form, REST and command, and for those that are given one`(
        engine: DatabaseEngine
    ) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            try await hosting.plan()
            _ = try await hosting.login("carl")
            let admin = try await hosting.browser("admin", role: .administrator)
            let program = try await hosting.program("admin", role: .administrator)
            #expect(try await program.api(.patch, "/settings", #"{"passwordProfile":"classic"}"#).status == 200)
            #expect(try await admin.get("/accounts/new?_step=person").text.contains("6 to 12 characters."))
            #expect(try await admin.get("/staff/new").text.contains("6 to 12 characters."))
            let role = StaffRole.full.text
            for (number, (password, isRight)) in [("k7#qZ", false), ("k7#qZv2mXw9pL", false), ("k7#qZv", true), ("k7#qZv2mXw9p", true)]
                .enumerated()
            {
                let words = password.count < 6 ? "At least 6 characters" : "At most 12 characters"
                let mail = "x@example.org"
                let account = try await admin.post(
                    "/accounts/new",
                    [("title", "A"), ("plan", "Starter"), ("login", "page\(number)"), ("email", mail), ("password", password)])
                #expect(account.status == (isRight ? 303 : 422))
                let staff = try await admin.post(
                    "/staff/new", [("name", "staff\(number)"), ("email", mail), ("password", password), ("role-\(role)", "on")])
                #expect(staff.status == (isRight ? 303 : 422), "\(staff.text)")
                let created = try await program.api(
                    .post, "/accounts",
                    #"{"title":"A","plan":"Starter","login":"rest\#(number)","email":"\#(mail)","password":"\#(password)"}"#)
                #expect(created.status == (isRight ? 201 : 422))
                let member = try await program.api(
                    .post, "/staff", #"{"name":"member\#(number)","email":"\#(mail)","password":"\#(password)","roles":["\#(role)"]}"#)
                #expect(member.status == (isRight ? 201 : 422))
                let typed = await bench.run(
                    "account", "create", "A", "--login", "cli\(number)", "--email", mail, "--password-file", "-", input: password + "\n")
                #expect(typed.code == (isRight ? 0 : 2), "\(typed)")
                let colleague = await bench.run(
                    "staff", "create", "colleague\(number)", "--email", mail, "--role", role, "--password-file", "-",
                    input: password + "\n")
                #expect(colleague.code == (isRight ? 0 : 2), "\(colleague)")
                let given = await bench.run(["login", "password", "carl", "--stdin"], answer: password)
                #expect(given.code == (isRight ? 0 : 2), "\(given)")
                guard !isRight else { continue }
                for answer in [account, staff] {
                    #expect(answer.text.contains(words) && answer.text.contains("id=\"f-password-error\""), "beside the field")
                }
                for answer in [created, member] { #expect(answer.text.contains("\"field\":\"password\"") && answer.text.contains(words)) }
                for ended in [typed, colleague] { #expect(ended.complaints.contains("--password-file: \(words)")) }
                #expect(given.complaints.contains(words))
            }
            // One that is made obeys, too.
            let made = try await program.api(.post, "/staff", #"{"name":"mira","email":"m@example.org","roles":["\#(role)"]}"#)
            #expect(try made.json(StaffResource.self).initialPassword?.count == 12)
            let owner = try await program.api(
                .post, "/accounts", #"{"title":"A","plan":"Starter","login":"nora","email":"n@example.org"}"#)
            #expect(try owner.json(AccountResource.self).initialPassword?.count == 12)
        }
    }
}
