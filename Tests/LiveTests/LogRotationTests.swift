import AgentProtocol
import Core
import Foundation
import Logging
import NodeAgent
import TestSupport
import Testing

/// Logs that begin anew under real daemons.
@Suite struct LogRotationTests {
    private func size(_ path: String) -> Int { (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? -1 }

    private func append(_ bytes: Int, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(repeating: UInt8(ascii: "\n"), count: bytes))
        try file.close()
    }

    @Test func `the web server's logs stay within their bounds, and a site's lines are read through all of them`() async throws {
        try await withWebNode(logLimit: 16_000) { node in
            let account = node.account(1)
            try await node.apply(account)
            let site = try node.site(account, "logged.example")
            try await node.apply(site)
            let rotation = LogRotation(configuration: node.configuration, supervisor: node.supervisor, logger: WebNode.logger)
            let log = "\(node.configuration.root)/log/web/access.log"
            let logs = SiteLogs(root: node.configuration.root)
            let apache = try #require(await node.supervisor.process("apache"))
            for round in 0..<11 {
                _ = try await node.get(site.name, "/\(round)-[1-200]", ["-o", "/dev/null"])
                try await TestSupport.eventually("the log is over its limit") { size(log) > 16_000 }
                try await rotation.runOnce()
                #expect(size(log) < 16_000)
                // Apache follows: what is asked for now stands in the new log.
                try await TestSupport.eventually("the new log is written to") {
                    _ = try await node.get(site.name, "/after-\(round)")
                    return size(log) > 0
                }
            }
            #expect(await node.supervisor.process("apache") == apache)
            let directory = "\(node.configuration.root)/log/web"
            let files = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasPrefix("access.log") }
            #expect(files.sorted() == ["access.log"] + (1...8).map { "access.log.\($0)" })
            let lines = try await logs.read(site.id, log: .access, lines: 1000)
            #expect(lines.count == 1000)
            #expect(lines.last?.contains("GET /after-10 ") == true)
            #expect(lines.contains { $0.contains("GET /8-150 ") })
            // Nothing is lost between the logs.
            let all = try files.map { try String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8) }.joined()
            for round in 4..<11 { #expect((1...200).allSatisfy { all.contains("GET /\(round)-\($0) ") }, "round \(round)") }
        }
    }

    @Test func `PHP-FPM and PowerDNS go on after their logs have begun anew`() async throws {
        try await withWebNode(logLimit: 4000) { node in
            try await node.apply(node.account(1))
            let names = try NameServerBench(root: node.configuration.root, uids: node.configuration)
            do {
                try await names.startBoth()
                let rotation = LogRotation(configuration: node.configuration, supervisor: node.supervisor, logger: WebNode.logger)
                let php = "\(node.configuration.root)/log/php/php-fpm-0.log"
                let output = "\(node.configuration.root)/daemons/powerdns-\(names.first.text).log"
                for log in [php, output] { try append(5000, to: log) }
                try await rotation.runOnce()
                try await TestSupport.eventually("PHP-FPM has opened its log anew") {
                    try String(contentsOfFile: php, encoding: .utf8).contains("log")
                }
                #expect(size(php) < 4000)
                #expect(size(php + ".1") >= 5000)
                #expect(size(output) == 0)
                #expect(size(output + ".1") >= 5000)
                // PowerDNS writes at the end of the emptied file (proc(5), fdinfo: O_APPEND is 02000).
                let daemon = try #require(await names.supervisor.process("powerdns-\(names.first.text)"))
                let facts = try String(contentsOfFile: "/proc/\(daemon.pid)/fdinfo/2", encoding: .utf8)
                let flags = try #require(facts.firstMatch(of: /flags:\s+([0-7]+)/).flatMap { Int($0.1, radix: 8) })
                #expect(flags & 0o2000 != 0)
                try await names.apply(NameServerBench.zone("example.org"), object: "zone-1")
            } catch {
                await names.driver.stop()
                throw error
            }
            await names.driver.stop()
            await names.supervisor.stopAll()
        }
    }
}
