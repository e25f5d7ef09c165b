import APIResources
import Accounts
import Core
import Domains
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Notifications
import Persistence
import Presentation
import TestSupport
import Testing

/// `hostwright` against the panel itself, over HTTP on a port of the loopback address.
@Suite struct CommandLinePanelTests {
    @Test(
        .proves("H.ACC-04", door: .cli), .proves("C.ROLE-07", door: .cli), .proves("C.ROLE-01", door: .cli),
        .proves("H.ACC-01", door: .cli), arguments: Engine.available)
    func `from a plan to a domain by commands`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let plan = await bench.run("plan", "create", "Starter")
            #expect(plan.code == 0, "\(plan)")
            let account = await bench.run(
                "account", "create", "Anna's Bakery", "--plan", "starter", "--login", "anna", "--email", "anna@example.org",
                "--password-file", "-",
                input: Hosting.password + "\n")
            #expect(account.code == 0, "\(account)")
            #expect(account.output.hasPrefix("Account 1 “Anna's Bakery” is created: plan Starter, login anna, system user web1"))
            let domain = await bench.run("domain", "add", "Müller.example", "--account", "1")
            #expect(domain == Ended(code: 0, output: "müller.example (xn--mller-kva.example) is added to account 1.\n", complaints: ""))
            let shown = await bench.run("domain", "show", "müller.example")
            #expect(shown.code == 0, "\(shown)")
            #expect(shown.output.contains("ns1.hosting.example") && shown.output.contains("xn--mller-kva.example/public"))
            let records = await bench.run("domain", "records", "xn--mller-kva.example")
            #expect(records.output.contains("www.xn--mller-kva.example"))
            let list = await bench.run("account", "list", "--search", "BAKERY")
            #expect(list.output.contains("Anna's Bakery"))
        }
    }

    @Test(arguments: Engine.available)
    func `JSON is what the interface answered`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            try await bench.hosting.add("example.org", to: bench.hosting.account())
            func decoded<T: Decodable>(_ type: T.Type, _ arguments: String...) async throws -> T {
                let ended = await bench.run(arguments + ["--json"])
                #expect((ended.code, ended.complaints) == (0, ""))
                return try JSONDecoder().decode(T.self, from: Data(ended.output.utf8))
            }
            #expect(try await decoded(DomainResource.self, "domain", "show", "example.org").serial == 2_026_112_200)
            #expect(try await decoded(ListResource<DomainResource>.self, "domain", "list").total == 1)
            #expect(try await decoded(AccountResource.self, "account", "show", "1").systemUser == "web1")
            #expect(try await decoded(ListResource<PlanResource>.self, "plan", "list").items.map(\.accounts) == [1])
            #expect(try await decoded(PhysicalServerResource.self, "server", "show", "this-machine").logicalServers.count == 3)
            #expect(try await decoded(WebsiteResource.self, "site", "show", "example.org").names == ["example.org", "www.example.org"])
        }
    }

    @Test(arguments: Engine.available)
    func `a refusal stands beside its option and in the exit code`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            try await hosting.plan("One", domains: "1")
            try await hosting.add("example.org", to: hosting.account(plan: "One"))
            _ = try await hosting.account("Ben", of: "ben")
            let before = try await hosting.everything()
            let refused: [([String], Int32, String)] = [
                (
                    ["domain", "add", "www.example.com", "--account", "1"], 2,
                    "DOMAIN: Add example.com instead: www.example.com is included."
                ),
                (
                    ["domain", "add", "example.com", "--account", "2", "--document-root", "../x"], 2,
                    "--document-root: The path may not contain"
                ),
                (["domain", "add", "example.org", "--account", "2"], 2, "DOMAIN: example.org is already hosted here."),
                (["domain", "add", "example.com", "--account", "9"], 2, "--account: There is no account 9"),
                (
                    ["domain", "add", "example.com", "--account", "1"], 4,
                    "“Domains”: 1 of 1 are in use, which is what the plan One allows."
                ),
                (["domain", "show", "example.com"], 3, "There is no such domain"),
                (["domain", "purge", "example.org", "--yes"], 4, "not in the trash"),
                (["account", "show", "9"], 3, "There is no such account"), (["account", "restore", "1"], 4, "not in the trash"),
                (["account", "create", "x", "--plan", "Gold", "--login", "anna"], 2, "--plan: There is no plan Gold."),
                (["account", "suspend", "1", "--reason", ""], 2, "--reason: This may not be empty."),
                (["account", "list", "--sort", "password"], 2, "--sort: Sort by"),
                (["domain", "list", "--page", "0"], 2, "--page: Pages are counted"),
                (["domain", "delete", "example.org"], 2, "--yes"), (["site", "log", "example.org"], 6, "No agent has joined"),
                (["plan", "create", "ONE"], 2, "NAME: There is already a plan"),
            ]
            for (arguments, code, words) in refused {
                let ended = await bench.run(arguments)
                #expect(ended.code == code, "\(arguments) \(ended)")
                #expect(ended.complaints.contains(words), "\(arguments) \(ended)")
                #expect(ended.output.isEmpty)
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(
        .proves("H.ADM-05", part: "panel closed, mail boxes, billing address", door: .cli),
        .proves("H.ADM-06", part: "mail boxes", door: .cli),
        .proves("C.USR-17", part: "mail boxes, databases", door: .cli), .proves("C.USR-18", part: "panel, FTP and POP", door: .cli),
        .proves("C.USR-19", part: "mail", door: .cli), arguments: Engine.available)
    func `an account goes through its whole life`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            try await hosting.add("example.org", to: hosting.account())
            let steps: [([String], Account.State)] = [
                (["account", "suspend", "1", "--reason", "unpaid"], .suspended), (["account", "resume", "1"], .active),
                (["account", "delete", "1", "--yes"], .trashed), (["account", "restore", "1"], .active),
                (["account", "delete", "1", "--yes"], .trashed),
            ]
            for (arguments, state) in steps {
                let ended = await bench.run(arguments)
                #expect(ended.code == 0, "\(arguments) \(ended)")
                #expect(try await hosting.account(1)?.state == state)
            }
            #expect(await bench.run("account", "purge", "1", "--yes").code == 0)
            #expect(try await hosting.account(1) == nil)
            #expect(try await hosting.domain("example.org") == nil)
        }
    }

    @Test(.proves("H.ACC-02", door: .cli), arguments: Engine.available)
    func `a customer's token sees his accounts and nothing of the installation`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            let first = try await hosting.account("Bakery")
            _ = try await hosting.account("Café")
            _ = try await hosting.account("Garage", of: "ben")
            try await hosting.add("example.org", to: first)
            let anna = try await bench.as("anna")
            let list = await anna.run("account", "list")
            #expect(list.output.contains("Bakery") && list.output.contains("Café") && !list.output.contains("Garage"))
            #expect(await anna.run("domain", "add", "cafe.example", "--account", "2").code == 0)
            #expect(await anna.run("domain", "add", "garage.example", "--account", "3").code == 2)
            for arguments in [
                ["server", "list"], ["plan", "list"], ["job", "list"], ["account", "suspend", "1", "--reason", "x"],
                ["account", "show", "3"],
            ] {
                #expect(await anna.run(arguments).code == 3, "\(arguments)")
            }
            let ben = try await bench.as("ben")
            #expect(await ben.run("domain", "show", "example.org").code == 3)
            #expect(await ben.run("domain", "delete", "example.org", "--yes").code == 3)
            let nobody = bench.with(token: "hw_nobody")
            #expect(await nobody.run("domain", "list").code == 5)
        }
    }

    @Test(
        .proves("H.SRV-03", door: .cli), .proves("H.SRV-04", door: .cli), .proves("H.PLAT-10", door: .cli), .proves("H.DNS-07", door: .cli),
        arguments: Engine.available)
    func `a server is added with its work`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            #expect(await bench.run("server", "add", "second", "--address", "192.0.2.7").code == 0)
            #expect(await bench.run("server", "add-logical", "second", "--kind", "web", "--endpoint", "192.0.2.7").code == 0)
            #expect(await bench.run("server", "add-logical", "second", "--kind", "dns", "--endpoint", "192.0.2.7:5353").code == 0)
            let shown = await bench.run("server", "show", "second")
            #expect(shown.output.contains("web2.hosting.example") && shown.output.contains("ns3.hosting.example"))
            #expect(await bench.run("server", "add-logical", "second", "--kind", "web", "--endpoint", "192.0.2.7").code == 4)
            let zone = try #require(try await bench.hosting.zones(of: "hosting.example").first)
            #expect(zone.records.contains { $0.name.ascii == "web2.hosting.example" })
        }
    }
}

/// A panel that listens, and a token to talk to it with.
struct CommandLineBench: Sendable {
    let hosting: Hosting
    let port: Int
    let folder: String
    var tokenFile: String

    static func with(
        _ engine: DatabaseEngine, outgoing: OutgoingRules = OutgoingRules(),
        _ body: @escaping @Sendable (CommandLineBench) async throws -> Void
    ) async throws {
        try await Hosting.with(engine, outgoing: outgoing) { hosting in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-panel-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let token = try await hosting.token("admin", role: .administrator)
            let application = Application(
                responder: hosting.panel, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: .silent)
            try await application.test(.live) { client in
                let bench = CommandLineBench(hosting: hosting, port: client.port ?? 0, folder: folder, tokenFile: "")
                try await body(bench.with(token: token))
            }
        }
    }

    /// The same panel with the token of another login.
    func `as`(_ login: String) async throws -> CommandLineBench { with(token: try await hosting.token(login)) }

    func with(token: String) -> CommandLineBench {
        var other = self
        other.tokenFile = "\(folder)/\(UUID().uuidString)"
        _ = FileManager.default.createFile(
            atPath: other.tokenFile, contents: Data((token + "\n").utf8), attributes: [.posixPermissions: 0o600])
        return other
    }

    func run(_ arguments: String..., input: String = "") async -> Ended { await run(arguments, input: input) }

    func run(_ arguments: [String], answer: String? = nil, input: String = "") async -> Ended {
        await hostwright(
            arguments, variables: ["HOSTWRIGHT_URL": "http://127.0.0.1:\(port)", "HOSTWRIGHT_TOKEN_FILE": tokenFile], answer: answer,
            input: input)
    }
}
