import AgentProtocol
import Core
import Foundation
import NodeAgent
import Testing

/// Addresses of accounts' own on a real Apache: taken up with one reload, left out when the machine does not have them.
@Suite struct OwnAddressLiveTests {
    private static func wanted(_ node: WebNode, _ addresses: [String]) throws -> Specification {
        .webServer(
            WebServerSpecification(
                name: try DomainName("web1.hosting.example"), endpoints: [node.endpoint], firstUID: node.configuration.firstUID,
                uidCount: node.configuration.uidCount, ownAddresses: try addresses.map { try IPAddress($0) }))
    }

    private static func status(_ node: WebNode, _ host: String, at address: String) async throws -> String {
        try await ProcessLauncher.run(
            Command(
                "/usr/bin/curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10", "-H", "Host: \(host)"],
                operands: ["http://\(address):\(node.endpoint.port)/"]), limit: 1 << 16, timeout: .seconds(15)
        ).output
    }

    @Test(.proves("C.USR-12", part: "resellers"))
    func `a website answers at its account's own address, and one the machine lacks stops nothing`() async throws {
        try await withWebNode { node in
            let account = node.account(1)
            try await node.apply(account)
            let site = try node.site(account, "example.org")
            try await node.apply(site)
            #expect(try await Self.status(node, "example.org", at: "127.0.0.71") == "000")

            let apache = try #require(await node.supervisor.process("apache"))
            let result = try await node.apply(.webServer, node.server.text, Self.wanted(node, ["127.0.0.71", "127.0.0.72"]))
            guard case .live = result else {
                Issue.record("\(result)")
                return
            }
            for address in ["127.0.0.71", "127.0.0.72", "127.0.0.1"] {
                #expect(try await Self.status(node, "example.org", at: address) == "200", "\(address)")
            }
            // Taken up by a reload: the process is the one of before.
            #expect(await node.supervisor.process("apache") == apache)

            // 203.0.113.0/24 is for documents (RFC 5737): no machine has it.
            let refusal = await #expect(throws: ApplyFailure.self) {
                try await node.apply(.webServer, node.server.text, Self.wanted(node, ["127.0.0.71", "203.0.113.9"]))
            }
            #expect(refusal?.key == "webserver.address_missing")
            #expect(refusal?.words.contains("203.0.113.9") == true)
            for address in ["127.0.0.71", "127.0.0.1"] {
                #expect(try await Self.status(node, "example.org", at: address) == "200", "\(address)")
            }
            #expect(await node.supervisor.process("apache") == apache)
            let services = await node.driver.services()
            #expect(services.first { $0.name == "apache" }?.words.contains("203.0.113.9") == true)
            #expect(services.first { $0.name == "apache" }?.isRunning == true)

            // And it is let go again.
            try await node.apply(.webServer, node.server.text, Self.wanted(node, []))
            let deadline = ContinuousClock.now + .seconds(60)
            while try await Self.status(node, "example.org", at: "127.0.0.71") != "000", ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await Self.status(node, "example.org", at: "127.0.0.71") == "000")
            #expect(try await Self.status(node, "example.org", at: "127.0.0.1") == "200")
        }
    }

    @Test func `an address at which another program listens is left out and told`() async throws {
        try await withWebNode { node in
            let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(other) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(node.endpoint.port).bigEndian
            inet_pton(AF_INET, "127.0.0.73", &address.sin_addr)
            let isBound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            }
            #expect(isBound == 0 && listen(other, 1) == 0)
            let refusal = await #expect(throws: ApplyFailure.self) {
                try await node.apply(.webServer, node.server.text, Self.wanted(node, ["127.0.0.73"]))
            }
            #expect(refusal?.key == "webserver.address_in_use")
            #expect(refusal?.words.contains("127.0.0.73:\(node.endpoint.port)") == true)
            let status = try await Self.status(node, "web1.hosting.example", at: "127.0.0.1")
            #expect(status != "000")
        }
    }
}
