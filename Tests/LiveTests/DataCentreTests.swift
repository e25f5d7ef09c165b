import APIResources
import Foundation
import NodeAgent
import TestSupport
import Testing

extension WholeInstallation {
    /// Servers in networks of their own, reached over a cable that can be cut.
    @Suite struct DataCentreTests {
        @Test(
            .proves("H.PLAT-02", door: .api, client: "dig"), .proves("H.PLAT-02", door: .cli, client: "curl"),
            .proves("H.PLAT-01", door: .cli, client: "curl"))
        func `a data centre that is cut off catches up, and the other never notices`() async throws {
            try await DataCentres.with { network in
                let one = try LiveInstallation(example: false)
                do {
                    try await twoCentres(one, network)
                    try await one.stop()
                    #expect(Processes.of(one.state).map(\.words).isEmpty)
                } catch {
                    print(one.logs)
                    await one.remove()
                    throw error
                }
                await one.remove()
            }
        }

        private func twoCentres(_ one: LiveInstallation, _ network: DataCentres) async throws {
            try await one.startControlPlane(
                more: ["--agent-host", network.controlPlane, "--agent-name", network.controlPlane])
            try await one.addToken()
            // In each data centre a server with a web server and a name server.
            for (place, centre) in network.centres.enumerated() {
                let name = "dc\(place + 1)"
                try await one.hostwright("server", "create", name, "--address", centre.inside, "--note", "Data centre \(place + 1)")
                try await one.hostwright("server", "add-logical", name, "--kind", "dns", "--endpoint", "\(centre.inside):53")
                try await one.hostwright("server", "add-logical", name, "--kind", "web", "--endpoint", "\(centre.inside):80")
                let agent = try one.agent(name)
                try await one.join(name, line: try await one.hostwright("server", "join-line", name), under: network.inside(place))
                try agent.start(under: network.inside(place))
            }
            try await one.hostwright("plan", "create", "Starter")
            for name in ["dc1", "dc2"] { try await isIn(one, name, "in_step") }

            // One customer in each; every zone is answered in both.
            var accounts: [String: AccountResource] = [:]
            for number in 0..<40 where accounts.count < 2 {
                let account = try await one.addAccount("Customer \(number)")
                accounts[account.webServer] = account
            }
            let home = try await homes(one, accounts)
            for place in [0, 1] {
                let name = "centre\(place + 1).example"
                try await one.hostwright("domain", "add", name, "--account", "\(try #require(home[place]).number)", "--wait")
                #expect(try await page(one, name, network, place).contains("<title>\(name)</title>"))
                #expect(try await serials(one, name, network).count == 1)
            }

            // The second one's cable is cut.
            try await network.cable(of: 1, isConnected: false)
            try await isIn(one, "dc2", "silent")
            let cut = try await one.get("servers/dc2", as: PhysicalServerResource.self)
            #expect(cut.silentSince != nil)
            #expect(try await one.hostwright("server", "show", "dc2").contains("Silent since"))
            // The first one goes on, with changes too.
            try await one.hostwright("site", "set", "centre1.example", "--php", "off")
            try await eventually("the first data centre is in step") {
                try await one.get("servers/dc1", as: PhysicalServerResource.self).state == "in_step"
            }
            #expect(try await page(one, "centre1.example", network, 0).contains("<title>centre1.example</title>"))
            // What is wanted of the second one waits and is shown as such.
            try await one.hostwright("domain", "add", "late.example", "--account", "\(try #require(home[1]).number)")
            try await eventually("the first data centre answers for the new zone") {
                try await !one.dig(.init(address: network.centres[0].inside, port: 53), "late.example", "SOA").isEmpty
            }
            let waiting = try await one.get("domains/late.example", as: DomainResource.self)
            #expect(waiting.liveState != "live")
            #expect(try await one.get("servers/dc2", as: PhysicalServerResource.self).waitingChanges > 0)
            // Inside, its daemons serve on as if nothing had happened.
            let inside = try await ProcessLauncher.run(
                Command(
                    "/usr/sbin/ip",
                    [
                        "netns", "exec", network.centres[1].namespace, "/usr/bin/curl", "-s", "-H", "Host: centre2.example",
                        "http://\(network.centres[1].inside)/",
                    ]), timeout: .seconds(20))
            #expect(inside.output.contains("<title>centre2.example</title>"))

            // The cable is back: it catches up by itself.
            try await network.cable(of: 1, isConnected: true)
            try await one.isLive("late.example", within: .seconds(60))
            #expect(try await page(one, "late.example", network, 1).contains("<title>late.example</title>"))
            #expect(try await serials(one, "late.example", network).count == 1)
            try await isIn(one, "dc2", "in_step")
        }

        private func isIn(_ one: LiveInstallation, _ server: String, _ state: String) async throws {
            try await eventually("\(server) is \(state)", within: .seconds(60)) {
                let now = try await one.get("servers/\(server)", as: PhysicalServerResource.self).state
                guard now == state else { throw LiveProblem("it is \(now)") }
                return true
            }
        }

        /// The account whose home is in each data centre.
        private func homes(_ one: LiveInstallation, _ accounts: [String: AccountResource]) async throws -> [Int: AccountResource] {
            var homes: [Int: AccountResource] = [:]
            for place in [0, 1] {
                let server = try await one.get("servers/dc\(place + 1)", as: PhysicalServerResource.self)
                homes[place] = server.logicalServers.compactMap { accounts[$0.name] }.first
            }
            return homes
        }

        /// What a visitor from outside gets.
        private func page(_ one: LiveInstallation, _ name: String, _ network: DataCentres, _ place: Int) async throws -> String {
            try await one.visit(name, at: .init(address: network.centres[place].inside, port: 80)).body
        }

        /// The different answers of the name servers of both data centres.
        private func serials(_ one: LiveInstallation, _ name: String, _ network: DataCentres) async throws -> Set<[String]> {
            var answers: Set<[String]> = []
            for centre in network.centres {
                let lines = try await one.dig(.init(address: centre.inside, port: 53), name, "SOA")
                guard !lines.isEmpty else { throw LiveProblem("\(centre.inside) does not answer for \(name)") }
                answers.insert(lines)
            }
            return answers
        }
    }
}
