import APIResources
import AgentProtocol
import Core
import Fleet
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

/// Physical servers with what staff say of them, and the limits and platforms that decide where an account goes.
@Suite struct ServerLimitTests {
    /// The form of the machine that every test begins with.
    private static func fields(_ changes: [String: String] = [:]) -> [(String, String)] {
        [
            "name": "this-machine", "addresses": "127.0.0.1 ::1 127.0.0.53 127.0.0.54", "operatingSystem": "Debian 12", "platform": "Linux",
            "machine": "real", "loginPort": "22",
        ].merging(changes) { $1 }.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private static func newAccount(_ login: String, plan: String = "Starter") -> String {
        #"{"title":"\#(login)","plan":"\#(plan)","login":"\#(login)","email":"\#(login)@example.org","password":"four unrelated words"}"#
    }

    @Test(.proves("H.SRV-01", door: .page), arguments: Engine.available)
    func `a server is described, and its limits act, by forms`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            let admin = try await hosting.browser("admin", role: .administrator)
            let before = try await hosting.everything()
            let wrong = try await admin.post(
                "/servers/this-machine/settings",
                Self.fields([
                    "addresses": "127.0.0.1 nowhere", "accountLimit": "x", "diskLimit": "much", "loadLimit": "1.234", "loginPort": "ssh",
                ]))
            #expect(wrong.status == 422)
            for field in ["addresses", "accountLimit", "diskLimit", "loadLimit", "loginPort"] {
                #expect(wrong.text.contains("id=\"f-\(field)-error\""), "\(field)")
            }
            let further = try await admin.post(
                "/servers/this-machine/settings",
                Self.fields([
                    "accountLimit": "1000001", "diskLimit": "101", "loginPort": "0", "loginUser": "-o root", "loginAddress": "a b",
                    "consoleURL": "javascript:alert(1)", "platform": "Windows Server",
                ]))
            #expect(further.status == 422)
            for field in ["accountLimit", "diskLimit", "loginPort", "loginUser", "loginAddress", "consoleURL", "platform"] {
                #expect(further.text.contains("id=\"f-\(field)-error\""), "\(field)")
            }
            // An address that a name server listens on does not go.
            let used = try await admin.post("/servers/this-machine/settings", Self.fields(["addresses": "127.0.0.1 ::1 127.0.0.53"]))
            #expect(used.status == 422 && used.text.contains("ns2.hosting.example listens on 127.0.0.54"))
            #expect(try await hosting.everything() == before)

            let saved = try await admin.post(
                "/servers/this-machine/settings",
                Self.fields([
                    "accountLimit": "1", "siteLimit": "50", "diskLimit": "80", "loadLimit": "4,5", "loginAddress": "203.0.113.24",
                    "loginPort": "2222", "loginUser": "root", "consoleURL": "https://console.example/7", "note": "Rack 3\nsecond from top",
                    "machine": "virtual",
                ]))
            #expect(saved.location == "/servers/this-machine")
            let page = try await admin.get("/servers/this-machine").text
            for part in [
                "ssh -p 2222 root@203.0.113.24", "https://console.example/7", "second from top", "A virtual machine", "0 of 1", "0 of 50",
                "No password is kept here", "class=\"meter\"",
            ] { #expect(page.contains(part), "\(part)") }
            let form = try await admin.get("/servers/this-machine/settings").text
            #expect(form.contains("value=\"4.50\"") && form.contains("value=\"2222\""))

            func add(_ login: String) async throws -> Client.Reply {
                try await admin.post(
                    "/accounts/new",
                    [
                        ("title", login), ("plan", "Starter"), ("login", login), ("email", "\(login)@example.org"),
                        ("password", Hosting.password),
                    ])
            }
            #expect(try await add("anna").location == "/accounts/1")
            let full = try await hosting.everything()
            let refused = try await add("ben")
            #expect(refused.status == 409)
            #expect(refused.text.contains("No server takes another account: this-machine (1 of 1 accounts)."))
            #expect(try await hosting.everything() == full)
            #expect(try await admin.get("/servers/this-machine").text.contains("Takes no new accounts: 1 of 1 accounts"))
            // What is there goes on, and the next account goes to the next server.
            try await hosting.add("example.org", to: try #require(try await hosting.account(1)))
            #expect(try await admin.post("/servers/new", [("name", "second"), ("addresses", "192.0.2.7")]).location == "/servers/second")
            _ = try await admin.post("/servers/second/logical-servers", [("kind", "web"), ("endpoints", "192.0.2.7")])
            for number in 2...4 {
                #expect(try await add("c\(number)").location == "/accounts/\(number)")
                #expect(try await hosting.account(number)?.serverName.ascii == "web2.hosting.example")
            }
            // Customers neither see nor change any of it.
            let anna = try await hosting.browser("anna")
            #expect(try await anna.get("/servers/this-machine/settings").status == 404)
            #expect(try await anna.post("/servers/this-machine/settings", Self.fields()).status == 404)
        }
    }

    @Test(.proves("H.SRV-01", door: .api), arguments: Engine.available)
    func `a server is described, changed and limited by requests`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            let admin = try await hosting.program("admin", role: .administrator)
            let added = try await admin.api(
                .post, "/servers",
                #"{"name":"second","addresses":["192.0.2.7"],"isVirtual":true,"loginAddress":"host.example","loginUser":"ops","accountLimit":5}"#
            )
            #expect(added.status == 201)
            let second: PhysicalServerResource = try await admin.api(.get, "/servers/second").json()
            #expect((second.isVirtual, second.loginAddress, second.loginPort, second.loginUser) == (true, "host.example", 22, "ops"))
            #expect((second.platform, second.operatingSystem, second.accountLimit, second.siteLimit) == ("Linux", "Debian 12", 5, nil))
            let bad = try await admin.api(.patch, "/servers/second", #"{"loadLimit":-3,"diskLimit":0,"name":"new"}"#)
            #expect(bad.status == 422)
            let problem: ProblemResource = try bad.json()
            #expect(Set((problem.errors ?? []).map(\.field)).isSuperset(of: ["loadLimit"]))
            #expect(try await admin.api(.patch, "/servers/second", #"{"name":"This-Machine"}"#).status == 422)
            #expect(try await admin.api(.patch, "/servers/second", #"{"color":"red"}"#).status == 422)
            #expect(try await admin.api(.patch, "/servers/none", "{}").status == 404)

            // Each kind of limit stops the next account, with the number that was reached.
            try await hosting.report(hosting.machine.id, disk: 91, load: 7.5)
            let cases: [(String, String, String)] = [
                (#"{"accountLimit":0}"#, #"{"accountLimit":-1}"#, "0 of 0 accounts"),
                (#"{"siteLimit":0}"#, #"{"siteLimit":-1}"#, "0 of 0 websites"),
                (#"{"diskLimit":90}"#, #"{"diskLimit":-1}"#, "disk 91 % full, the limit is 90 %"),
                (#"{"loadLimit":7.5}"#, #"{"loadLimit":-1}"#, "load 7.50, the limit is 7.50"),
            ]
            for (set, free, words) in cases {
                let limited: PhysicalServerResource = try await admin.api(.patch, "/servers/this-machine", set).json()
                #expect(limited.reachedLimits == [words])
                let refused = try await admin.api(.post, "/accounts", Self.newAccount("anna"))
                #expect(refused.status == 409)
                #expect(try refused.json(ProblemResource.self).detail.contains("this-machine (\(words))"), "\(words)")
                #expect(try await admin.api(.patch, "/servers/this-machine", free).json(PhysicalServerResource.self).reachedLimits == [])
            }
            _ = try await admin.api(.patch, "/servers/this-machine", #"{"diskLimit":92,"loadLimit":8,"accountLimit":2,"siteLimit":3}"#)
            #expect(try await admin.api(.post, "/accounts", Self.newAccount("anna")).status == 201)
            _ = try await admin.api(.post, "/domains", #"{"name":"example.org","account":1}"#)
            let used: PhysicalServerResource = try await admin.api(.get, "/servers/this-machine").json()
            #expect((used.accounts, used.sites, used.accountLimit, used.loadLimit) == (1, 1, 2, 8))
            // An account in the trash makes room.
            _ = try await admin.api(.delete, "/accounts/1")
            #expect(try await admin.api(.get, "/servers/this-machine").json(PhysicalServerResource.self).accounts == 0)
        }
    }

    @Test(.proves("H.SRV-01", door: .cli), arguments: Engine.available)
    func `a server is created, changed and shown by commands`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            try await bench.hosting.plan()
            let created = await bench.run(
                "server", "create", "second", "--address", "192.0.2.7", "--virtual", "on", "--ssh-address", "192.0.2.7", "--ssh-port",
                "2222",
                "--ssh-user", "root", "--max-accounts", "3", "--max-disk", "85", "--note", "Rack 3")
            #expect(created.code == 0, "\(created)")
            let shown = await bench.run("server", "show", "second")
            for part in ["ssh -p 2222 root@192.0.2.7", "0, at most 3", "virtual", "Linux", "Rack 3"] {
                #expect(shown.output.contains(part), "\(part): \(shown)")
            }
            let changed = await bench.run("server", "change", "second", "--max-accounts", "none", "--max-load", "2.5", "--name", "third")
            #expect(changed.code == 0, "\(changed)")
            let third = await bench.run("server", "show", "third", "--json")
            let server = try JSONDecoder().decode(PhysicalServerResource.self, from: Data(third.output.utf8))
            #expect((server.accountLimit, server.diskLimit, server.loadLimit, server.note) == (nil, 85, 2.5, "Rack 3"))
            let refused = await bench.run("server", "change", "third", "--ssh-port", "70000")
            #expect(refused.code == 2 && refused.complaints.contains("--ssh-port"), "\(refused)")
            #expect(await bench.run("server", "change", "third", "--max-accounts", "some").code == 2)
            _ = await bench.run("server", "change", "this-machine", "--max-accounts", "0")
            let account = await bench.run("account", "create", "Anna", "--login", "anna", "--email", "anna@example.org")
            #expect(account.code == 4 && account.complaints.contains("No server takes another account"), "\(account)")
        }
    }

    // MARK: Platforms

    @Test(.proves("H.PLAT-03", door: .page), arguments: Engine.available)
    func `an account goes to a server of its plan's platform, by forms`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            _ = try await admin.post(
                "/servers/new", [("name", "apps"), ("addresses", "192.0.2.7"), ("platform", "Linux, application server")])
            #expect(try await admin.get("/plans/new").text.contains("<option value=\"Linux, application server\""))
            let plan = Hosting.planFields("Apps", platform: "linux, Application Server")
            #expect(try await admin.post("/plans/new", plan).location?.hasPrefix("/plans/") == true)
            #expect(try await admin.get("/plans").text.contains("linux, Application Server"))
            let owner = [("login", "anna"), ("email", "anna@example.org"), ("password", Hosting.password)]
            let before = try await hosting.everything()
            let refused = try await admin.post("/accounts/new", [("title", "Anna"), ("plan", "Apps")] + owner)
            #expect(refused.status == 422 && refused.text.contains("no web server is one") && refused.text.contains("id=\"f-plan-error\""))
            #expect(try await hosting.everything() == before)
            _ = try await admin.post("/servers/apps/logical-servers", [("kind", "web"), ("endpoints", "192.0.2.7")])
            #expect(try await admin.post("/accounts/new", [("title", "Anna"), ("plan", "Apps")] + owner).location == "/accounts/1")
            #expect(try await hosting.account(1)?.serverName.ascii == "web2.hosting.example")
            #expect(try await admin.get("/accounts/1").text.contains("linux, Application Server"))
            // Nobody is promised Windows.
            let windows = try await admin.post("/plans/new", Hosting.planFields("W", platform: "Windows"))
            #expect(windows.status == 422 && windows.text.contains("Hostwright serves Linux only"))
        }
    }

    @Test(.proves("H.PLAT-03", door: .api), arguments: Engine.available)
    func `an account goes to a server of its plan's platform, by requests`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let plan = try await admin.api(.post, "/plans", #"{"name":"Apps","platform":"Linux, application server"}"#)
            #expect(try plan.json(PlanResource.self).platform == "Linux, application server")
            let refused = try await admin.api(.post, "/accounts", Self.newAccount("anna", plan: "Apps"))
            #expect(refused.status == 422)
            #expect(try refused.json(ProblemResource.self).errors?.map(\.code) == ["account.no_server_of_platform"])
            _ = try await admin.api(.patch, "/servers/this-machine", #"{"platform":"Linux, application server"}"#)
            #expect(try await admin.api(.post, "/accounts", Self.newAccount("anna", plan: "Apps")).status == 201)
            try await hosting.plan()
            #expect(try await admin.api(.post, "/accounts", Self.newAccount("ben")).status == 422)
            let bad = try await admin.api(.patch, "/servers/this-machine", #"{"platform":"windows"}"#)
            #expect(try bad.json(ProblemResource.self).errors?.map(\.code) == ["platform.windows"])
        }
    }

    @Test(.proves("H.PLAT-03", door: .cli), arguments: Engine.available)
    func `an account goes to a server of its plan's platform, by commands`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            #expect(await bench.run("plan", "create", "Apps", "--platform", "Linux, application server").code == 0)
            #expect(await bench.run("plan", "show", "Apps").output.contains("Linux, application server"))
            let refused = await bench.run("account", "create", "Anna", "--login", "anna", "--email", "anna@example.org")
            #expect(refused.code == 2 && refused.complaints.contains("no web server is one"), "\(refused)")
            #expect(await bench.run("server", "change", "this-machine", "--platform", "Linux, application server").code == 0)
            #expect(await bench.run("account", "create", "Anna", "--login", "anna", "--email", "anna@example.org").code == 0)
        }
    }

    // MARK: Data centres

    @Test(.proves("H.PLAT-02", door: .page), .proves("H.PLAT-01", door: .page), arguments: Engine.available)
    func `the page of a server that is cut off says since when, and the others go on`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            for (name, address) in [("fra1", "192.0.2.7"), ("ams1", "198.51.100.7")] {
                _ = try await admin.post("/servers/new", [("name", name), ("addresses", address)])
                _ = try await admin.post("/servers/\(name)/logical-servers", [("kind", "web"), ("endpoints", address)])
            }
            let ids = try await hosting.read { db in
                Dictionary(uniqueKeysWithValues: try PhysicalServers.all(in: db).map { ($0.name, $0.id) })
            }
            for id in ids.values { try await hosting.report(id, disk: 10, load: 0.1) }
            let now = hosting.now
            let cut = try #require(ids["ams1"])
            try await hosting.write { db, _ in
                _ = try db.execute("UPDATE node_state SET silent_since = \(now) WHERE physical_server_id = \(cut)")
            }
            hosting.advance(.minutes(3))
            let page = try await admin.get("/servers/ams1").text
            #expect(page.contains("Not reached since 22 November 2026, 12:00 UTC") && page.contains("Silent for 3"))
            #expect(page.contains("nothing is lost"))
            #expect(!(try await admin.get("/servers/fra1").text.contains("Not reached since")))
            let list = try await admin.get("/servers").text
            for name in ["this-machine", "fra1", "ams1"] { #expect(list.contains("/servers/\(name)")) }
            #expect(try await admin.get("/").text.contains("ams1"))
        }
    }
}

extension Hosting {
    /// What the agent of a server reports: percent of its disk, load.
    func report(_ server: PhysicalServerID, disk: Int, load: Double) async throws {
        let state = NodeState(
            diskTotal: 1000, diskUsed: Int64(disk * 10), load: load, clock: now, agentVersion: "1.0", services: [])
        let text = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        try await write { db, now in
            _ = try db.execute(
                "UPDATE node_state SET state = \(text), last_seen_at = \(now), protocol_version = 2 WHERE physical_server_id = \(server)")
        }
    }
}
