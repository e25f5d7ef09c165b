import APIResources
import Foundation
import TestSupport
import Testing

extension WholeInstallation {
    /// Several agents of one installation, and several installations, on one machine.
    @Suite struct FaultClusterTests {
        @Test(
            .proves("H.PLAT-01", door: .api, client: "curl"), arguments: LiveDatabase.allCases)
        func `three web nodes and two name servers are one cluster`(database: LiveDatabase) async throws {
            if database == .sqlite { return try await cluster(location: nil) }
            try await withTestDatabase(.postgresql) { test in
                await test.database.close()
                try await cluster(location: test.location)
            }
        }

        private func cluster(location: String?) async throws {
            let one = try LiveInstallation(example: false)
            do {
                try await cluster(one, location: location)
                try await one.stop()
                #expect(Processes.of(one.state).map(\.words).isEmpty)
            } catch {
                print(one.logs)
                await one.remove()
                throw error
            }
            await one.remove()
        }

        private func cluster(_ one: LiveInstallation, location: String?) async throws {
            try await one.startControlPlane(database: location)
            try await one.addToken(database: location)
            var agents: [String: LiveProgram] = [:]
            let places = (1...3).map { ("web", "127.88.1.\($0)", one.web.port) } + one.nameServers.map { ("dns", $0.address, $0.port) }
            for (number, place) in places.enumerated() {
                let name = "node\(number + 1)"
                try await one.api(
                    "POST", "servers",
                    NewPhysicalServerResource(name: name, addresses: [place.1], operatingSystem: number == 0 ? "Debian 13" : "Debian 12"),
                    expecting: 201)
                try await one.api(
                    "POST", "servers/\(name)/logical-servers",
                    NewLogicalServerResource(kind: place.0, endpoints: ["\(place.1):\(place.2)"]), expecting: 201)
                let line = try await one.api("POST", "servers/\(name)/join-line", expecting: 200).decode(JoinLineResource.self)
                agents[name] = try one.agent(name)
                try await one.join(name, line: line.joinLine)
                try agents[name]?.start()
            }
            #expect(try await one.get("servers/node1", as: PhysicalServerResource.self).operatingSystem == "Debian 13")
            try await one.api("POST", "plans", NewPlanResource(name: "Starter"), expecting: 201)

            // Customers spread over the web nodes; every zone is on both name servers.
            var accounts: [String: AccountResource] = [:]
            for number in 0..<40 where accounts.count < 3 {
                let account = try await one.addAccount("Customer \(number)")
                accounts[account.webServer] = account
            }
            try #require(accounts.count == 3)
            for account in accounts.values {
                let name = "on-\(account.number).example"
                try await one.hostwright("domain", "add", name, "--account", "\(account.number)", "--wait")
                let (body, _) = try await page(one, name)
                #expect(body.contains("<title>\(name)</title>"))
                #expect(try await one.answers(name)["NS"]?.count == 2)
            }
            for number in 1...5 {
                try await eventually("node\(number) is in step") {
                    try await one.get("servers/node\(number)", as: PhysicalServerResource.self).state == "in_step"
                }
            }

            // One web node is cut off.
            let servers = try await one.get("servers", as: ListResource<PhysicalServerResource>.self).items
            let cut = try #require(servers.first { $0.name == "node2" })
            let account = try #require(accounts.values.first { account in cut.logicalServers.contains { $0.name == account.webServer } })
            let node = try #require(agents["node2"])
            try await node.signal(SIGSTOP)
            try await one.api("POST", "domains", NewDomainResource(name: "late.example", account: account.number), expecting: 201)
            try await eventually("the silence is shown") {
                let server = try await one.get("servers/node2", as: PhysicalServerResource.self)
                return server.state == "silent" && server.silentSince != nil
            }
            let waiting = try await one.get("domains/late.example", as: DomainResource.self)
            #expect(waiting.liveState != "live")
            #expect(try await one.answers("late.example")["SOA"]?.count == 1)
            for account in accounts.values { #expect(try await page(one, "on-\(account.number).example").status == 200) }
            #expect(try await one.get("servers/node1", as: PhysicalServerResource.self).state == "in_step")
            try await node.signal(SIGCONT)
            try await one.isLive("late.example")
            #expect(try await page(one, "late.example").status == 200)
        }

        @Test func `a control plane stops soon and in silence whatever its visitors are doing`() async throws {
            let one = try LiveInstallation(example: false)
            do {
                let panel = try await one.startControlPlane()
                // One that is kept alive, one that has asked for nothing, one whose form never comes whole.
                let open = try [
                    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "",
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nname=",
                ].map { try one.connection(saying: $0) }
                try await eventually("the first one is answered") {
                    var byte: UInt8 = 0
                    return recv(open[0], &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 1
                }
                let begun = ContinuousClock.now
                try await panel.stop()
                #expect(ContinuousClock.now - begun < .seconds(8))
                #expect(!panel.log.contains(" error "), "\(panel.log)")
                // What was committed is in the file itself.
                let log = "\(one.state)/control-plane/hostwright.sqlite-wal"
                let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
                #expect((size ?? 0) == 0)
                for number in open { close(number) }
            } catch {
                print(one.logs)
                await one.remove()
                throw error
            }
            await one.remove()
        }

        /// What the site's own web node answers.
        private func page(_ one: LiveInstallation, _ name: String) async throws -> (body: String, status: Int) {
            let endpoint = try #require(try await one.get("domains/\(name)", as: DomainResource.self).website?.endpoints.first)
            let answer = try await one.curl(["-H", "Host: \(name)", "http://\(endpoint)/"])
            return (answer.body, answer.status)
        }

        @Test func `two installations live side by side, and one that ends leaves nothing`() async throws {
            try await withInstallation { first, _ in
                try await withInstallation { second, _ in
                    let account = try await first.addAccount("Only here")
                    try await first.hostwright("domain", "add", "only-here.example", "--account", "\(account.number)", "--wait")
                    #expect(try await second.visit("only-here.example").status == 404)
                    #expect(try await second.digStatus(second.nameServers[0], "only-here.example") == "REFUSED")
                    try await first.stop()
                    #expect(Processes.of(first.state).map(\.words).isEmpty)
                    for port in [first.panelPort, first.agentPort, first.web.port] {
                        #expect(try await first.curl(["http://127.0.0.1:\(port)/"]).status == 0)
                    }
                    #expect(try await first.digStatus(first.nameServers[0], "only-here.example").isEmpty)
                    #expect(try await second.visit("kern-keramik.example").status == 200)
                    #expect(try await second.answers("kern-keramik.example")["SOA"]?.count == 1)
                }
            }
        }
    }
}
