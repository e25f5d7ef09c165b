import APIResources
import CommandLineTool
import Core
import Foundation
import TestSupport
import Testing

/// Files and logs of a website, and waiting until a change is live.
@Suite struct CommandLineSiteTests {
    @Test func `a file is put under its own name or another`() async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            let file = try panel.write("who am i.php", "<?php echo posix_getuid();")
            #expect(await panel.run("site", "put", file, "--domain", "example.org").code == 0)
            let second = await panel.run("site", "put", file, "--domain", "example.org", "--as", "a/b.php")
            #expect(second.output == "a/b.php is on example.org (26 bytes).\n")
            #expect(
                panel.requests.map { "\($0.line) \($0.body)" } == [
                    "PUT /api/v1/websites/example.org/files/who%20am%20i.php <?php echo posix_getuid();",
                    "PUT /api/v1/websites/example.org/files/a%2Fb.php <?php echo posix_getuid();",
                ])
        }
    }

    @Test func `a file comes from standard input too`() async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            #expect(await panel.run("site", "put", "-", "--domain", "example.org", input: "x").code == 2)
            #expect(await panel.run("site", "put", "-", "--domain", "example.org", "--as", "x.txt", input: "x").code == 0)
            #expect(panel.requests.map(\.body) == ["x"])
        }
    }

    @Test func `the domain may be left out when there is only one`() async throws {
        let total = Locked(1)
        try await Replies({
            try $0 == "GET /domains" ? .json(ListResource(items: [DomainResource.sample()], total: total.value)) : .init(status: .noContent)
        }).serve { panel in
            let file = try panel.write("index.php", "x")
            #expect(await panel.run("site", "put", file).output == "index.php is on example.org (1 byte).\n")
            total.withLock { $0 = 3 }
            let refused = await panel.run("site", "put", file)
            #expect(refused.code == 2)
            #expect(refused.complaints == "--domain: Which of 3 domains? Name the one that the file is for.\n")
        }
    }

    @Test(arguments: ["../x", "/x", "a//b", "a/./b", ""])
    func `a path that leaves the document root is not sent`(path: String) async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            let file = try panel.write("index.php", "x")
            let ended = await panel.run("site", "put", file, "--domain", "example.org", "--as", path)
            #expect(ended.code == 2)
            #expect(ended.complaints.hasPrefix("--as: "))
            #expect(panel.lines.isEmpty)
        }
    }

    @Test func `a file that is not there is told`() async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            let ended = await panel.run("site", "put", "/nonexistent", "--domain", "example.org")
            #expect(ended.code == 2)
            #expect(ended.complaints.hasPrefix("FILE: /nonexistent does not exist"))
        }
    }

    @Test func `a file is read as it is`() async throws {
        let contents = "\u{1B}[2J no line break at the end"
        try await Replies({
            $0 == "GET /websites/example.org/files/a%2Fb.txt" ? .init(type: "application/octet-stream", body: contents) : nil
        }).serve { panel in
            #expect(await panel.run("site", "get", "example.org", "a/b.txt") == Ended(code: 0, output: contents, complaints: ""))
            #expect(await panel.run("site", "get", "example.org", "a/b.txt", "--to", "\(panel.state)/got").code == 0)
            try #require(panel.read("got") == contents)
            // A refusal leaves the file that is there as it is.
            #expect(await panel.run("site", "get", "example.org", "other", "--to", "\(panel.state)/got").code == 3)
            try #require(panel.read("got") == contents)
        }
    }

    @Test func `a log is printed without what drives the terminal`() async throws {
        let log = LogResource(lines: ["one", "\u{1B}[2Jtwo"])
        try await Replies({ try $0 == "GET /websites/example.org/logs/error?lines=5" ? .json(log) : nil }).serve { panel in
            let ended = await panel.run("site", "log", "example.org", "--log", "error", "--lines", "5")
            #expect(ended == Ended(code: 0, output: "one\n\u{FFFD}[2Jtwo\n", complaints: ""))
        }
    }

    @Test func `waiting ends when every server is live`() async throws {
        let asked = Locked(0)
        try await Replies({ line in
            if line == "POST /domains" { return try .json(DomainResource.sample(), .created) }
            guard line == "GET /domains/example.org" else { return nil }
            let turn = asked.withLock {
                $0 += 1
                return $0
            }
            // First nothing is known, then one server is behind the other.
            let statuses: [StatusResource] =
                switch turn {
                case 1: []
                case 2: [.sample("applying"), .sample("live", on: "ns1.hosting.example", kind: "dns")]
                default: [.sample("live"), .sample("live", on: "ns1.hosting.example", kind: "dns")]
                }
            return try .json(DomainResource.sample(statuses: statuses))
        }).serve { panel in
            let ended = await panel.run("domain", "add", "example.org", "--account", "12", "--wait")
            #expect(ended == Ended(code: 0, output: "example.org is live on web1.hosting.example, ns1.hosting.example.\n", complaints: ""))
            #expect(panel.lines.count == 4)
            #expect(panel.requests.first?.body == #"{"account":12,"name":"example.org"}"#)
        }
    }

    @Test func `waiting ends with the daemon's words when it refuses`() async throws {
        let failed = DomainResource.sample(statuses: [.sample("failed", words: "AH00526: Syntax error"), .sample("live")])
        try await Replies({ try $0.hasPrefix("GET") ? .json(failed) : .json(DomainResource.sample(), .created) }).serve { panel in
            let ended = await panel.run("domain", "add", "example.org", "--account", "12", "--wait", "--json")
            #expect(ended.code == 1)
            #expect(ended.output.isEmpty)
            #expect(ended.complaints == "example.org is not live.\nweb1.hosting.example (web): AH00526: Syntax error\n")
        }
    }

    @Test func `waiting has an end and says what is missing`() async throws {
        let slow = DomainResource.sample(statuses: [.sample("unreachable", words: "silent since 05:13")])
        try await Replies({ _ in try .json(slow) }).serve { panel in
            let ended = await panel.run("domain", "add", "example.org", "--account", "12", "--wait", "--timeout", "0.1")
            #expect(ended.code == 6)
            #expect(
                ended.complaints
                    == "Not live after 0.1 seconds. example.org: web1.hosting.example (web): unreachable, silent since 05:13. "
                    + "The change stays queued.\n")
        }
    }

    @Test func `waiting for an account waits for all its domains`() async throws {
        let live = [StatusResource.sample("live")]
        try await Replies({
            switch $0 {
            case "GET /domains?account=12&page=1": try .json(ListResource(items: [DomainResource.sample(statuses: live)], total: 2))
            case "GET /domains?account=12&page=2":
                try .json(ListResource(items: [DomainResource.sample("b.example", statuses: live)], total: 2))
            case "POST /accounts/12/restoration": .init(status: .noContent)
            default: nil
            }
        }).serve { panel in
            #expect(
                await panel.run("account", "restore", "12", "--wait") == Ended(code: 0, output: "Account 12 is restored.\n", complaints: "")
            )
            #expect(panel.lines.count == 3)
        }
    }
}
