import APIResources
import Foundation
import NodeAgent
import TestSupport
import Testing

extension WholeInstallation {
    /// What goes wrong on a node, or with the database that it follows.
    @Suite struct FaultNodeTests {
        @Test(arguments: LiveDatabase.allCases)
        func `a broken site fails alone, says why, and heals by itself`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, _ in
                let account = try await one.addAccount("Clumsy")
                try await one.hostwright("domain", "add", "fine.example", "--account", "\(account.number)", "--wait")
                // Where the site's directory is to be made lies a file of the customer.
                let inTheWay = one.home(account) + "/broken.example"
                try Data("mine".utf8).write(to: URL(fileURLWithPath: inTheWay))
                chown(inTheWay, uid_t(account.uid), gid_t(account.uid))
                try await one.api("POST", "domains", NewDomainResource(name: "broken.example", account: account.number), expecting: 201)
                try await eventually("the site has failed") {
                    try await one.get("domains/broken.example", as: DomainResource.self).liveState == "failed"
                }
                let failed = try await one.get("domains/broken.example", as: DomainResource.self)
                let web = try #require(failed.statuses.first { $0.kind == "web" })
                #expect(web.state == "failed")
                #expect(!web.words.isEmpty)
                #expect(web.nextTry != nil)
                // Its zone and its neighbours have nothing to do with it, before and after.
                try await eventually("its zone is live") {
                    try await one.get("domains/broken.example", as: DomainResource.self).statuses.filter { $0.kind == "dns" }
                        .allSatisfy { $0.state == "live" }
                }
                #expect(try await one.answers("broken.example")["SOA"]?.count == 1)
                #expect(try await one.visit("fine.example").status == 200)
                #expect(try await one.visit("kern-keramik.example").status == 200)
                try await one.hostwright("domain", "add", "next.example", "--account", "\(account.number)", "--wait")
                #expect(String(decoding: FileManager.default.contents(atPath: inTheWay) ?? Data(), as: UTF8.self) == "mine")
                try FileManager.default.removeItem(atPath: inTheWay)
                try await one.isLive("broken.example", within: .seconds(40))
                #expect(try await one.visit("broken.example").status == 200)
            }
        }

        @Test(.proves("H.PLAN-22", door: .node, client: "curl"), arguments: LiveDatabase.allCases)
        func `what was lost on a node comes back when its account is published anew`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, _ in
                let account = try await one.addAccount("Torn out")
                for site in ["torn.example", "whole.example"] {
                    try await one.hostwright("domain", "add", site, "--account", "\(account.number)", "--wait")
                }
                #expect(try await one.visit("torn.example").status == 200)
                // Somebody takes the record of the site away, by which the web server knows it.
                let record = try #require(
                    try FileManager.default.subpathsOfDirectory(atPath: "\(one.state)/node").first { $0.hasSuffix("/names/torn.example") })
                try FileManager.default.removeItem(atPath: "\(one.state)/node/\(record)")
                try await eventually("the site is gone") { try await one.visit("torn.example").status != 200 }
                let made = try await one.api("POST", "accounts/\(account.number)/recreations", NewRecreationResource())
                #expect(made.status == 201)
                try await eventually("the site is back", within: .seconds(40)) { try await one.visit("torn.example").status == 200 }
                try await eventually("the report says so", within: .seconds(40)) {
                    let runs = try await one.get("recreations", as: ListResource<RecreationResource>.self)
                    return runs.items.first?.isDone == true && runs.items.first?.failed == 0
                }
                #expect(try await one.visit("whole.example").status == 200)
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `a wiped node is built anew and says whose content is missing`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let owner = try await one.addAccount("Before the fire")
                try await one.hostwright("domain", "add", "old.example", "--account", "\(owner.number)", "--wait")
                try await node.stop()
                try await one.stopDaemons("node")
                let root = "\(one.state)/node"
                for name in try FileManager.default.contentsOfDirectory(atPath: root) where name != "identity" {
                    try FileManager.default.removeItem(atPath: "\(root)/\(name)")
                }
                try node.start()
                try await eventually("the missing content is told", within: .seconds(40)) {
                    let site = try await one.get("domains/old.example", as: DomainResource.self)
                    return site.statuses.contains { $0.kind == "web" && $0.state == "content_missing" && !$0.words.isEmpty }
                        && site.statuses.filter { $0.kind == "dns" }.allSatisfy { $0.state == "live" }
                }
                try await eventually("its zone is answered") { try await one.answers("old.example")["MX"]?.isEmpty == false }
                #expect(try await one.visit("old.example").status != 0)
                let account = try await one.addAccount("After the fire")
                try await one.hostwright("domain", "add", "new.example", "--account", "\(account.number)", "--wait")
                #expect(try await one.visit("new.example").status == 200)
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `an older database stops the node until a person confirms, and nothing of a customer goes`(database: LiveDatabase) async throws
        {
            try await withInstallation(on: database) { one, node in
                let account = try await one.addAccount("Early")
                let panel = try one.controlPlane
                try await panel.stop()
                let older = try await one.copyDatabase()
                try panel.start()
                try await one.untilReady(panel)
                for number in 0..<5 {
                    try await one.hostwright("domain", "add", "late\(number).example", "--account", "\(account.number)", "--wait")
                }
                try await panel.stop()
                let before = try one.customerFiles()
                try await one.startControlPlane(database: older)
                try await eventually("the node has stopped") {
                    let server = try await one.get("servers/this-machine", as: PhysicalServerResource.self)
                    return server.state == "stopped" && server.stopReason?.contains("older") == true
                }
                #expect(try await one.visit("late4.example").status == 200)
                #expect(try one.customerFiles() == before)
                try await one.api("POST", "servers/this-machine/confirmation", expecting: 204)
                try await eventually("the node goes on, and shows what nobody wants") {
                    let server = try await one.get("servers/this-machine", as: PhysicalServerResource.self)
                    return server.state == "in_step" && server.quarantined.contains("late4.example")
                }
                #expect(try one.customerFiles() == before)
                #expect(try await one.visit("late4.example").status == 200)
                #expect(try await one.answers("late4.example")["SOA"]?.count == 1)
                try await one.hostwright("domain", "add", "afterwards.example", "--account", "\(account.number)", "--wait")
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `an empty or foreign database takes nothing from a node, and the right one goes on`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let before = try one.customerFiles()
                let panel = try one.controlPlane
                try await panel.stop()
                let empty = try await one.startControlPlane(database: try await one.emptyDatabase())
                // Another installation offers to take the node in: nobody has asked it to.
                try await eventually("the other installation waits for its node") {
                    FileManager.default.fileExists(atPath: "\(one.state)/join-line")
                }
                try await eventually("the agent says that it is not its control plane", within: .seconds(40)) {
                    node.log.contains("is not this node's control plane") && node.log.contains("goes on serving what it has")
                }
                #expect(try one.customerFiles() == before)
                #expect(try await one.visit("kern-keramik.example").status == 200)
                #expect(try await one.answers("kern-keramik.example")["SOA"]?.count == 1)
                try await empty.stop()
                try panel.start()
                try await one.untilReady(panel)
                let account = try await one.addAccount("Afterwards")
                try await one.hostwright("domain", "add", "afterwards.example", "--account", "\(account.number)", "--wait")
                #expect(try await one.visit("afterwards.example").status == 200)
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `a node that joins another installation keeps all it has, and both sides say so`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let account = try await one.addAccount("Between two chairs")
                try await one.hostwright("domain", "add", "mine.example", "--account", "\(account.number)", "--wait")
                let before = try one.customerFiles()
                // Another provider's panel: another database, another authority, nothing in common.
                let other = try LiveInstallation(example: false)
                do {
                    try await other.startControlPlane(database: database == .sqlite ? nil : try await one.emptyDatabase())
                    try await other.addToken(database: other.database)
                    try await other.api(
                        "POST", "servers", NewPhysicalServerResource(name: "taken", addresses: ["127.0.0.1"]), expecting: 201)
                    let line = try await other.api("POST", "servers/taken/join-line", expecting: 200).decode(JoinLineResource.self)
                    try await one.join(line: line.joinLine)
                    try await node.stop()
                    try node.start()
                    try await eventually("the other panel shows what is not its own") {
                        let server = try await other.get("servers/taken", as: PhysicalServerResource.self)
                        return server.state == "in_step" && server.quarantined.contains("mine.example")
                    }
                    #expect(node.log.contains("belongs to another installation now; what it has is served on"))
                    #expect(try one.customerFiles() == before)
                    #expect(try await one.visit("mine.example").status == 200)
                    #expect(try await one.answers("mine.example")["SOA"]?.count == 1)
                    // Its own panel does not hear of it any more, and loses nothing.
                    #expect(try await one.get("domains/mine.example", as: DomainResource.self).name == "mine.example")

                    // A new join line brings it home.
                    let home = try await one.api("POST", "servers/this-machine/join-line", expecting: 200).decode(JoinLineResource.self)
                    try await one.join(line: home.joinLine)
                    try await node.stop()
                    try node.start()
                    try await one.hostwright("domain", "add", "again.example", "--account", "\(account.number)", "--wait")
                    #expect(try await one.visit("again.example").status == 200)
                    #expect(before.isSubset(of: try one.customerFiles()))
                    try await eventually("nothing is in quarantine") {
                        try await one.get("servers/this-machine", as: PhysicalServerResource.self).quarantined.isEmpty
                    }
                    try await other.stop()
                } catch {
                    print(other.logs)
                    await other.remove()
                    throw error
                }
                await other.remove()
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `a full disk is told and heals`(database: LiveDatabase) async throws {
            try await withInstallation(on: database, homesLimit: "4m") { one, _ in
                let account = try await one.addAccount("Hoarder")
                let homes = "\(one.state)/node/home"
                let filled = try await ProcessLauncher.run(
                    Command("/usr/bin/dd", ["if=/dev/zero", "of=\(homes)/filler", "bs=4k", "status=none"]))
                #expect(filled.errors.contains("No space left"))
                try await one.api("POST", "domains", NewDomainResource(name: "nospace.example", account: account.number), expecting: 201)
                try await eventually("the full disk is told") {
                    let web = try await one.get("domains/nospace.example", as: DomainResource.self).statuses.first { $0.kind == "web" }
                    return web?.state == "failed" && web?.nextTry != nil && web?.words.lowercased().contains("space") == true
                }
                try await eventually("the server's page shows it") {
                    let server = try await one.get("servers/this-machine", as: PhysicalServerResource.self)
                    return server.diskTotal != nil && server.diskUsed == server.diskTotal
                }
                #expect(try await one.visit("kern-keramik.example").status == 200)
                try FileManager.default.removeItem(atPath: homes + "/filler")
                try await one.isLive("nospace.example", within: .seconds(40))
                #expect(try await one.visit("nospace.example").status == 200)
            }
        }

        /// strace(1) kills the agent as it enters a call. It counts the calls of each thread by itself, and the agent's work is spread over many,
        /// so the calls on the way of one site are also named by their files.
        @Test(arguments: LiveDatabase.allCases)
        func `an agent killed at any write to the disk converges`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let account = try await one.addAccount("Phoenix")
                try await one.hostwright("domain", "add", "first.example", "--account", "\(account.number)", "--wait")
                try await node.signal(SIGKILL)
                let anyWrite = "rename,fsync,fdatasync,unlink"
                let (names, rows) = ("node/web/names", "node/web/state/objects.sqlite-wal")
                let moments: [(calls: String, file: String?, number: Int)] = [
                    ("pwrite64", rows, 1), ("fdatasync", rows, 1), ("pwrite64", rows, 6), ("fdatasync", rows, 2),
                    ("openat", "\(names)/NAME~", 1), ("link", "\(names)/NAME~", 1), ("rename", "\(names)/NAME", 1),
                    ("rename", "\(names)/www.NAME", 1), ("pwrite64", "node/journal.sqlite-wal", 1),
                    ("pwrite64", "node/journal.sqlite-wal", 2), ("rename", nil, 1), ("fdatasync", nil, 1),
                    (anyWrite, nil, 1), (anyWrite, nil, 2), (anyWrite, nil, 3),
                ]
                var kills = 0
                for (place, moment) in moments.enumerated() {
                    let name = "kill\(place).example"
                    try await one.api("POST", "domains", NewDomainResource(name: name, account: account.number), expecting: 201)
                    let file = moment.file.map { ["-P", "\(one.state)/" + $0.replacing("NAME", with: name)] } ?? []
                    try node.start(
                        under: ["/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(moment.calls)"] + file + [
                            "--inject=\(moment.calls):signal=KILL:when=\(moment.number)"
                        ])
                    var isThrough = false
                    try await eventually("the agent is killed or through") {
                        if !node.isRunning { return true }
                        isThrough = try await one.get("domains/\(name)", as: DomainResource.self).liveState == "live"
                        return isThrough
                    }
                    // The tracer goes with the last process that it has seen.
                    for entry in Processes.of(one.state) where entry.words.contains("hostwright-agent run ") { kill(entry.pid, SIGKILL) }
                    try await node.end()
                    kills += isThrough ? 0 : 1
                    try node.start()
                    try await one.isLive(name)
                    try await eventually("\(name) answers") {
                        try await one.allAnswer([name])
                        return true
                    }
                    try await node.signal(SIGKILL)
                }
                #expect(kills >= 5, "killed \(kills) times")
                try node.start()
            }
        }
    }
}

extension LiveInstallation {
    /// Every file of customers and their zones on the node: paths below the homes, records of host names, and the zones' names.
    func customerFiles() throws -> Set<String> {
        var found: Set<String> = []
        for part in ["home", "web/names"] {
            for path in FileManager.default.enumerator(atPath: "\(state)/node/\(part)")?.allObjects as? [String] ?? [] {
                found.insert("\(part)/\(path)")
            }
        }
        guard found.count > 5 else { throw LiveProblem("there are no files of customers: \(found)") }
        return found
    }
}
