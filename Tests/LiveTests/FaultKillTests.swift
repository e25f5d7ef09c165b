import APIResources
import Foundation
import NodeAgent
import TestSupport
import Testing

extension WholeInstallation {
    /// Programs that die at the worst moment.
    @Suite struct FaultKillTests {
        private func adds(_ names: [String], to account: AccountResource) -> [(path: String, body: String)] {
            names.map { ("domains", #"{"name": "\#($0)", "account": \#(account.number)}"#) }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `an agent killed in a burst of 200 domains makes up for all of them`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, node in
                let account = try await one.addAccount("Burst")
                let names = (0..<200).map { "burst\($0).example" }
                async let statuses = one.burst(adds(names, to: account))
                func taken(_ number: Int) async throws {
                    try await eventually("\(number) of the burst have been taken") {
                        try await one.get("domains?account=\(account.number)&per_page=1&count=true", as: ListResource<DomainResource>.self)
                            .total ?? 0
                            >= number
                    }
                }
                // Held up in the middle of its work, so that there is something left to do when it dies, however fast it is.
                try await taken(30)
                try await node.signal(SIGSTOP)
                try await taken(100)
                try await node.signal(SIGKILL)
                let (total, waiting) = try await one.progress(account)
                #expect(waiting >= 20, "\(waiting) of \(total) waited")
                #expect(try await statuses.allSatisfy { $0 == 201 })
                // The daemons go on with what they have.
                #expect(try await one.visit("kern-keramik.example").status == 200)
                try node.start()
                try await eventually("all 200 are live", within: .seconds(60)) { try await one.progress(account) == (200, 0) }
                try await one.allAnswer(names)
            }
        }

        @Test(arguments: LiveDatabase.allCases)
        func `a control plane killed in a burst of 200 domains loses none that it took`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, _ in
                let account = try await one.addAccount("Burst")
                let names = (0..<200).map { "burst\($0).example" }
                async let sent = one.burst(adds(names, to: account))
                try await eventually("half of the burst has been taken") {
                    try await one.get("domains?account=\(account.number)&per_page=1&count=true", as: ListResource<DomainResource>.self)
                        .total ?? 0 >= 100
                }
                let panel = try one.controlPlane
                try await panel.signal(SIGKILL)
                let statuses = try await sent
                let taken = zip(names, statuses).filter { $0.1 == 201 }.map(\.0)
                #expect(taken.count >= 20 && taken.count < 200, "\(taken.count) were answered")
                try panel.start()
                try await one.untilReady(panel)
                for name in taken { #expect(try await one.api("GET", "domains/\(name)").status == 200) }
                // Who got no answer asks again; what had been committed all the same says so.
                let rest = names.filter { !taken.contains($0) }
                let again = try await one.burst(adds(rest, to: account))
                #expect(again.allSatisfy { $0 == 201 || $0 == 409 || $0 == 422 }, "\(Set(again))")
                try await eventually("all 200 are live", within: .seconds(60)) { try await one.progress(account) == (200, 0) }
                try await one.allAnswer(names)
            }
        }

        @Test func `without the panel, and without the agent, sites and zones go on`() async throws {
            try await withInstallation { one, node in
                let site = "kern-keramik.example"
                let root = "\(one.state)/node"
                let panel = try one.controlPlane
                try await panel.signal(SIGKILL)
                try await eventually("the panel is gone") { try await one.curl(["http://127.0.0.1:\(one.panelPort)/healthz"]).status == 0 }
                #expect(try await one.visit(site).status == 200)
                // Each kind of daemon dies and comes back although nobody can tell the agent anything.
                for daemon in ["apache", "php-fpm", "powerdns"] {
                    let before = try #require(Processes.daemon(daemon, root: root), "\(daemon) does not run")
                    kill(before, SIGKILL)
                    try await eventually("\(daemon) is back") {
                        let now = Processes.of(root)
                        guard !now.contains(where: { $0.pid == before }) else { return false }
                        guard try await one.visit(site).status == 200 else { return false }
                        return try await one.answers(site)["SOA"]?.count == 1
                    }
                }
                // The agent dies: its daemons stay, and the next agent takes them over as they are.
                let daemons = ["apache", "php-fpm", "powerdns"].map { Processes.daemon($0, root: root) }
                #expect(!daemons.contains(nil))
                try await node.signal(SIGKILL)
                #expect(try await one.visit(site).status == 200)
                #expect(try await one.answers(site)["SOA"]?.count == 1)
                try node.start()
                try panel.start()
                try await one.untilReady(panel)
                try await eventually("the node is in step") {
                    try await one.get("servers/this-machine", as: PhysicalServerResource.self).state == "in_step"
                }
                #expect(["apache", "php-fpm", "powerdns"].map { Processes.daemon($0, root: root) } == daemons)
                let account = try await one.addAccount("Afterwards")
                try await one.hostwright("domain", "add", "afterwards.example", "--account", "\(account.number)", "--wait")
                #expect(try await one.visit("afterwards.example").status == 200)
            }
        }
    }
}
