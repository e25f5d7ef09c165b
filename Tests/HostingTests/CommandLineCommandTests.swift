import APIResources
import CommandLineTool
import Core
import Foundation
import TestSupport
import Testing

/// The commands against a panel that answers as the REST interface is documented.
@Suite struct CommandLineCommandTests {
    @Test func `an account is created from options and a password file`() async throws {
        try await Replies({ _ in try .json(AccountResource.sample(), .created) }).serve { panel in
            let file = try panel.write("password", "correct horse\n")
            let ended = await panel.run(
                "account", "create", "Anna's Bakery", "--plan", "Starter", "--login", "anna", "--email", "anna@example.org",
                "--password-file", file)
            #expect(ended.code == 0)
            #expect(ended.output.hasPrefix("Account 12 “Anna's Bakery” is created: plan Starter, login anna, system user web12"))
            let request = try #require(panel.requests.first)
            #expect(request.line == "POST /api/v1/accounts")
            #expect(
                request.body
                    == #"{"email":"anna@example.org","login":"anna","password":"correct horse","plan":"Starter","title":"Anna's Bakery"}"#)
        }
    }

    @Test func `a password comes from standard input too`() async throws {
        try await Replies({ _ in try .json(AccountResource.sample(), .created) }).serve { panel in
            let ended = await panel.run(
                "account", "create", "Anna", "--plan", "Starter", "--login", "anna", "--password-file", "-", input: "correct horse\n")
            #expect(ended.code == 0)
            #expect(panel.requests.first?.body.contains(#""password":"correct horse""#) == true)
        }
    }

    @Test func `each complaint stands beside its option`() async throws {
        let errors = [
            ProblemResource.Field(field: "title", code: "name.empty", detail: "This may not be empty."),
            ProblemResource.Field(field: "plan", code: "plan.not_found", detail: "There is no plan Gold."),
        ]
        try await Replies({ _ in try .problem(422, "2 fields need another value.", errors) }).serve { panel in
            let ended = await panel.run("account", "create", "", "--plan", "Gold", "--login", "anna")
            #expect(
                ended
                    == Ended(
                        code: 2, output: "",
                        complaints: "2 fields need another value.\nTITLE: This may not be empty.\n--plan: There is no plan Gold.\n"))
        }
    }

    @Test func `a refusal is read in whatever words RFC 9457 leaves free`() async throws {
        let refusal = """
            {"type": "about:blank", "title": "Internal Server Error", "status": 500, "detail": "Something went wrong.", "code": "failure",
             "errors": [{"field": "reason", "code": "name.empty", "detail": "This may not be empty."}], "reference": "0190"}
            """
        try await Replies({ _ in .json(refusal, .internalServerError) }).serve { panel in
            let ended = await panel.run("account", "suspend", "12", "--reason", "")
            #expect(ended.code == 1)
            #expect(
                ended.complaints == "Something went wrong.\n--reason: This may not be empty.\nThe panel's log tells more about 0190.\n")
        }
    }

    @Test func `a single complaint is said once`() async throws {
        let error = ProblemResource.Field(field: "documentRoot", code: "path.dots", detail: "The path may not contain . or .. parts.")
        try await Replies({ _ in try .problem(422, error.detail, [error]) }).serve { panel in
            let ended = await panel.run("domain", "add", "example.org", "--account", "12", "--document-root", "../x")
            #expect(ended.complaints == "--document-root: The path may not contain . or .. parts.\n")
        }
    }

    @Test(arguments: [(404, 3), (409, 4), (403, 5), (401, 5), (503, 6), (500, 1)] as [(Int, Int32)])
    func `a refusal's kind is the exit code`(status: Int, code: Int32) async throws {
        try await Replies({ _ in try .problem(status, "No.") }).serve { panel in
            let ended = await panel.run("account", "show", "12", "--json")
            #expect(ended.code == code)
            #expect(ended.output.isEmpty)
            #expect(ended.complaints.hasPrefix("No.\n"))
            #expect(ended.complaints.contains("request-7") == (status == 500))
        }
    }

    @Test func `a list is a table, and says when there is more`() async throws {
        let list = ListResource(
            items: [AccountResource.sample(number: 7, title: "Müller & Söhne"), .sample(number: 12, state: "suspended")], total: 60)
        try await Replies({ _ in try .json(list) }).serve { panel in
            let ended = await panel.run("account", "list", "--search", "a&b", "--sort=-title", "--page", "2", "--only", "active")
            #expect(panel.lines == ["GET /api/v1/accounts?q=a%26b&sort=-title&page=2&state=active"])
            #expect(
                ended.output == """
                    NUMBER  TITLE           PLAN     LOGIN  STATE      DOMAINS  SERVER
                         7  Müller & Söhne  Starter  anna   active           2  web1.hosting.example
                        12  Anna's Bakery   Starter  anna   suspended        2  web1.hosting.example

                    """)
            #expect(ended.complaints == "2 of 60 shown. --page 3 has more.\n")
        }
    }

    @Test func `json is the payload as it came`() async throws {
        let payload = #"{"items": [], "total": 0, "unknown": 1}"#
        try await Replies({ _ in .json(payload) }).serve { panel in
            #expect(await panel.run("--json", "domain", "list") == Ended(code: 0, output: payload + "\n", complaints: ""))
            #expect(await panel.run("domain", "list").output == "No domains.\n")
        }
    }

    @Test func `deleting names what is lost and does nothing after a no`() async throws {
        let account = AccountResource.sample()
        try await Replies({ try $0 == "GET /accounts/12" ? .json(account) : nil }).serve { panel in
            let ended = await panel.run("account", "delete", "12", answer: "")
            #expect(ended.code == 1)
            #expect(ended.complaints.contains("Account 12 “Anna's Bakery” with 2 domains goes to the trash"))
            #expect(ended.complaints.hasSuffix("Nothing was changed.\n"))
            #expect(panel.lines == ["GET /api/v1/accounts/12"])
        }
    }

    @Test func `deleting goes on after a yes`() async throws {
        var trashed = AccountResource.sample(state: "trashed")
        trashed.purgeAt = "2026-12-22T05:13:38.120Z"
        let account = trashed
        try await Replies({ _ in try .json(account) }).serve { panel in
            let ended = await panel.run("account", "delete", "12", answer: " Yes ")
            #expect(ended.code == 0)
            #expect(ended.output.hasPrefix("Account 12 is in the trash until 2026-12-22 05:13 UTC."))
            #expect(panel.lines == ["GET /api/v1/accounts/12", "DELETE /api/v1/accounts/12"])
        }
    }

    @Test(arguments: [
        (["account", "delete", "12"], "DELETE /api/v1/accounts/12"), (["account", "purge", "12"], "DELETE /api/v1/trash/accounts/12"),
        (["domain", "delete", "example.org"], "DELETE /api/v1/domains/example.org"),
        (["domain", "purge", "example.org"], "DELETE /api/v1/trash/domains/example.org"),
        (["server", "revoke", "node1"], "POST /api/v1/servers/node1/revocation"),
    ])
    func `without a terminal deleting needs yes`(arguments: [String], line: String) async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            let refused = await hostwright(arguments, variables: panel.variables)
            #expect(refused.code == 2)
            #expect(refused.complaints.hasPrefix("--yes: "))
            #expect(panel.lines.isEmpty)
            let done = await hostwright(arguments + ["--yes"], variables: panel.variables)
            #expect(done.code == 0)
            #expect(panel.lines == [line])
        }
    }

    @Test(arguments: [
        (["account", "suspend", "12", "--reason", "unpaid"], "PUT /api/v1/accounts/12/suspension", #"{"reason":"unpaid"}"#),
        (["account", "resume", "12"], "DELETE /api/v1/accounts/12/suspension", ""),
        (["account", "restore", "12"], "POST /api/v1/accounts/12/restoration", ""),
        (["domain", "restore", "bücher.example"], "POST /api/v1/domains/b%C3%BCcher.example/restoration", ""),
        (["domain", "restore", "a/../b"], "POST /api/v1/domains/a%2F..%2Fb/restoration", ""),
        (["domain", "retry", "example.org"], "POST /api/v1/domains/example.org/application", ""),
        (["site", "index", "example.org"], "POST /api/v1/websites/example.org/index-page", ""),
        (["server", "confirm", "node1"], "POST /api/v1/servers/node1/confirmation", ""),
        (
            ["server", "add", "node1", "--address", "127.0.0.2", "--address", "::1"], "POST /api/v1/servers",
            #"{"addresses":["127.0.0.2","::1"],"name":"node1"}"#
        ),
        (
            ["server", "add-logical", "node1", "--kind", "dns", "--endpoint", "127.0.0.2:5353"],
            "POST /api/v1/servers/node1/logical-servers",
            #"{"endpoints":["127.0.0.2:5353"],"kind":"dns"}"#
        ),
        (
            ["plan", "create", "Starter", "--domain-limit", "5", "--php", "off"], "POST /api/v1/plans",
            #"{"domainLimit":5,"name":"Starter","options":[{"option":"php","terms":"not_offered"}]}"#
        ),
        (["job", "retry", "0190"], "POST /api/v1/jobs/0190/retry", ""),
        (
            ["site", "set", "example.org", "--php", "off", "--web", "off", "--document-root", "a/b"], "PATCH /api/v1/websites/example.org",
            #"{"documentRoot":"a/b","isOn":false,"runsPHP":false}"#
        ),
    ])
    func `a command is one request`(arguments: [String], line: String, body: String) async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            let ended = await hostwright(arguments, variables: panel.variables)
            #expect(ended.code == 0)
            #expect(ended.complaints.isEmpty)
            #expect(panel.requests.map { "\($0.line) \($0.body)" } == ["\(line) \(body)"])
        }
    }

    @Test func `a join line is printed alone, so that it can be piped`() async throws {
        let line = JoinLineResource(joinLine: "hw1.abc.def", expiresAt: "2026-11-22T05:28:38.120Z")
        try await Replies({ try $0 == "POST /servers/node1/join-line" ? .json(line, .created) : nil }).serve { panel in
            let ended = await panel.run("server", "join-line", "node1")
            #expect(ended == Ended(code: 0, output: "hw1.abc.def\n", complaints: "Valid once, until 2026-11-22 05:28 UTC:\n"))
            #expect(await panel.run("server", "rejoin", "node1").output == "hw1.abc.def\n")
        }
    }

    @Test func `a domain is shown with its website and each server's words`() async throws {
        let domain = DomainResource.sample(statuses: [.sample("failed", words: "AH00526:\nSyntax error")])
        try await Replies({ _ in try .json(domain) }).serve { panel in
            let ended = await panel.run("domain", "show", "example.org")
            #expect(ended.output.contains("Document root   example.org/public\n"))
            #expect(ended.output.contains("web1.hosting.example  web   failed  2026-11-22 05:13 UTC            AH00526: Syntax error\n"))
        }
    }

    @Test func `lists of every kind are tables`() async throws {
        let server = PhysicalServerResource(
            id: "1", name: "node1", addresses: ["127.0.0.2"], operatingSystem: "Debian 12", state: "in_step", waitingChanges: 0,
            silentSince: nil, stopReason: nil, diskTotal: 200, diskUsed: 51, load: 0.25,
            logicalServers: [LogicalServerResource(id: "2", name: "web1.hosting.example", kind: "web", endpoints: ["127.0.0.2:80"])],
            quarantined: [])
        let plan = PlanResource(
            id: "p1", name: "Starter", domainLimit: nil, includesPHP: true, accounts: 3,
            options: [
                PlanOptionResource(option: "web", terms: "included"),
                PlanOptionResource(option: "php", terms: "monthly", price: MoneyResource(amount: "4.90", currency: "EUR")),
            ])
        let job = JobResource(
            id: "j1", kind: "fleet.push", state: "waiting", priority: 1, attempts: 2, runAt: "2026-11-22T05:13:38.120Z",
            lastError: "no route")
        let record = RecordResource(name: "example.org", type: "MX", timeToLive: 3600, data: "10 mail.example.org.")
        try await Replies({
            switch $0 {
            case "GET /servers": try .json(ListResource(items: [server], total: 1))
            case "GET /servers/node1": try .json(server)
            case "GET /plans": try .json(ListResource(items: [plan], total: 1))
            case "GET /plans/Starter": try .json(plan)
            case "GET /jobs?state=waiting": try .json(ListResource(items: [job], total: 1))
            case "GET /domains/example.org/records": try .json(ListResource(items: [record], total: 1))
            default: nil
            }
        }).serve { panel in
            #expect(
                await panel.run("server", "list").output.hasSuffix("node1  in_step        0  0.25  26 %  127.0.0.2  web1.hosting.example\n")
            )
            #expect(await panel.run("server", "show", "node1").output.hasSuffix("web1.hosting.example  web   Default  127.0.0.2:80\n"))
            #expect(
                await panel.run("plan", "list").output == """
                    NAME       DOMAINS  WEB       PHP               PLATFORM  ACCOUNTS  ID
                    Starter  unlimited  included  4.90 EUR a month  Linux            3  p1

                    """)
            #expect(await panel.run("plan", "show", "Starter").output.contains("Domains      unlimited\n"))
            #expect(await panel.run("job", "list", "--only", "waiting").output.hasSuffix("2  2026-11-22 05:13 UTC  no route\n"))
            #expect(
                await panel.run("domain", "records", "example.org").output
                    == "NAME          TTL  TYPE  DATA\nexample.org  3600  MX    10 mail.example.org.\n")
        }
    }
}
