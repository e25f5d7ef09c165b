import CommandLineTool
import Foundation
import TestSupport
import Testing

/// How the command line finds the panel, and what it says when it does not.
@Suite struct CommandLineConnectionTests {
    private let me: @Sendable (String) throws -> StubPanel.Reply? = {
        $0 == "GET /me" ? .json(#"{"name": "root", "role": "program"}"#) : nil
    }

    @Test func `the state folder names panel and token, before or after the subcommand`() async throws {
        try await Replies(me).serve { panel in
            let before = await hostwright(["--state", panel.state, "login", "me"])
            let after = await hostwright(["login", "me", "--state", panel.state])
            #expect(before == Ended(code: 0, output: "root (program)\n", complaints: ""))
            #expect(after == before)
            #expect(panel.lines == ["GET /api/v1/me", "GET /api/v1/me"])
            #expect(panel.requests.allSatisfy { $0.authorization == "Bearer \(StubPanel.token)" })
        }
    }

    @Test func `the variables name panel and token, with or without the interface's path`() async throws {
        try await Replies(me).serve { panel in
            var variables = panel.variables
            #expect(await hostwright(["login"], variables: variables).code == 0)
            variables["HOSTWRIGHT_URL"] = "http://127.0.0.1:\(panel.port)/api/v1/"
            #expect(await hostwright(["login"], variables: variables).code == 0)
            #expect(panel.lines == ["GET /api/v1/me", "GET /api/v1/me"])
        }
    }

    @Test func `without a panel it says how to name one`() async {
        let ended = await hostwright(["account", "list"])
        #expect(ended.code == 2)
        #expect(ended.complaints.contains("--state DIR"))
        #expect(ended.complaints.contains("HOSTWRIGHT_TOKEN_FILE"))
    }

    @Test func `a folder without an installation is told with what to do`() async {
        let ended = await hostwright(["account", "list", "--state", "/nonexistent"])
        #expect(ended.code == 6)
        #expect(
            ended.complaints
                == "There is no /nonexistent/ready.json. Start the installation (`make run STATE=/nonexistent`), or name another folder.\n")
    }

    @Test func `a missing token file is told`() async {
        let ended = await hostwright(
            ["account", "list"], variables: ["HOSTWRIGHT_URL": "http://127.0.0.1:1", "HOSTWRIGHT_TOKEN_FILE": "/nonexistent"])
        #expect(ended.code == 5)
        #expect(ended.complaints == "The token file /nonexistent does not exist or cannot be read by this user.\n")
    }

    @Test func `an address without a token file is told`() async {
        let ended = await hostwright(["account", "list"], variables: ["HOSTWRIGHT_URL": "http://127.0.0.1:1"])
        #expect(ended.code == 2)
        #expect(ended.complaints.contains("HOSTWRIGHT_TOKEN_FILE is not"))
    }

    @Test(arguments: [
        "http://panel.example.org", "ftp://127.0.0.1", "panel.example.org", "https://", "http://127.example.org", "http://user@127.0.0.1",
    ])
    func `the token is not sent to an address that is not safe`(address: String) async throws {
        try await Replies(me).serve { panel in
            var variables = panel.variables
            variables["HOSTWRIGHT_URL"] = address
            let ended = await hostwright(["login"], variables: variables)
            #expect(ended.code == 2)
            #expect(ended.complaints.contains(address))
        }
    }

    @Test(arguments: ["", "\n", "two words", "line\u{1}"])
    func `a token file without a token is told`(contents: String) async throws {
        try await Replies(me).serve { panel in
            try panel.write("token", contents)
            let ended = await panel.run("login")
            #expect(ended.code == 2)
            #expect(ended.complaints.contains("does not hold a token"))
            #expect(panel.lines.isEmpty)
        }
    }

    @Test func `a panel that is down is told at once`() async throws {
        var variables: [String: String] = [:]
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-cli-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("token".utf8).write(to: URL(fileURLWithPath: folder + "/token"))
        // Port 1 (tcpmux) is served by nobody.
        variables["HOSTWRIGHT_URL"] = "http://127.0.0.1:1"
        variables["HOSTWRIGHT_TOKEN_FILE"] = folder + "/token"
        let clock = ContinuousClock()
        let start = clock.now
        let ended = await hostwright(["login"], variables: variables)
        #expect(ended.code == 6)
        #expect(ended.complaints == "The panel at http://127.0.0.1:1/api/v1 does not answer. Is it running?\n")
        #expect(clock.now - start < .seconds(30))
    }

    @Test func `a redirect is not followed, because it would carry the token away`() async throws {
        try await Replies({ _ in .json("{}", .found) }).serve { panel in
            let ended = await panel.run("login")
            #expect(ended.code == 1)
            #expect(panel.lines.count == 1)
        }
    }

    @Test func `an answer that is not a panel's is told`() async throws {
        try await Replies({ _ in .init(status: .notFound, type: "text/html", body: "<h1>Not Found</h1>") }).serve { panel in
            let ended = await panel.run("login")
            #expect(ended.code == 3)
            #expect(ended.complaints.contains("status 404 and no explanation"))
        }
        try await Replies({ _ in .json("[1, 2]") }).serve { panel in
            let ended = await panel.run("login")
            #expect(ended.code == 1)
            #expect(ended.complaints.contains("cannot be read"))
        }
    }
}
