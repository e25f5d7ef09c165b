import CommandLineTool
import Foundation
import TestSupport
import Testing

/// Signing in, and working with several panels.
@Suite struct CommandLineContextTests {
    private let me: @Sendable (String) throws -> StubPanel.Reply? = {
        $0 == "GET /me" ? .json(#"{"name": "anna", "role": "customer"}"#) : nil
    }

    private static func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber).intValue
    }

    @Test func `signing in keeps address and token where nobody else reads them`() async throws {
        try await Replies(me).serve { panel in
            let url = "http://127.0.0.1:\(panel.port)"
            let ended = await hostwright(["login", url, "--name", "home"], variables: panel.home, input: "hw_secret\n")
            #expect(
                ended
                    == Ended(
                        code: 0, output: "Signed in to \(url) as anna (customer). The context home is the current one.\n", complaints: ""))
            #expect(panel.requests.map(\.authorization) == ["Bearer hw_secret"])
            let file = panel.state + "/.config/hostwright/contexts.json"
            let modes = try (Self.mode(file), Self.mode(panel.state + "/.config/hostwright"))
            #expect(modes == (0o600, 0o700))
            // From now on no command needs to be told.
            #expect(await hostwright(["login", "me"], variables: panel.home).output == "anna (customer)\n")
            #expect(await hostwright(["login"], variables: panel.home).output == "anna (customer)\n")
        }
    }

    @Test func `a token that the panel does not know is not kept`() async throws {
        try await Replies({ _ in try .problem(401, "Sign in to go on.") }).serve { panel in
            let ended = await hostwright(["login", "http://127.0.0.1:\(panel.port)"], variables: panel.home, input: "hw_wrong\n")
            #expect(ended.code == 5)
            #expect(!FileManager.default.fileExists(atPath: panel.state + "/.config/hostwright/contexts.json"))
        }
    }

    @Test(arguments: ["", "two words\n", "\u{1B}[2J\n"])
    func `what is no token is not sent`(input: String) async throws {
        try await Replies(me).serve { panel in
            let ended = await hostwright(["login", "http://127.0.0.1:\(panel.port)"], variables: panel.home, input: input)
            #expect(ended.code == 2)
            #expect(ended.complaints.contains("Standard input does not hold a token"))
            #expect(panel.lines.isEmpty)
        }
    }

    @Test func `contexts are listed, chosen and forgotten`() async throws {
        try await Replies(me).serve { panel in
            let url = "http://127.0.0.1:\(panel.port)"
            for name in ["one", "two"] {
                #expect(await hostwright(["login", url, "--name", name], variables: panel.home, input: "hw_\(name)\n").code == 0)
            }
            #expect(
                await hostwright(["context", "list"], variables: panel.home).output
                    == "   NAME  URL\n   one   \(url)/api/v1\n*  two   \(url)/api/v1\n")
            _ = await hostwright(["login", "me"], variables: panel.home)
            _ = await hostwright(["--context", "one", "login", "me"], variables: panel.home)
            #expect(await hostwright(["context", "use", "one"], variables: panel.home).code == 0)
            _ = await hostwright(["login", "me"], variables: panel.home)
            var variables = panel.home
            variables["HOSTWRIGHT_CONTEXT"] = "two"
            _ = await hostwright(["login", "me"], variables: variables)
            #expect(
                panel.requests.dropFirst(2).map(\.authorization) == ["Bearer hw_two", "Bearer hw_one", "Bearer hw_one", "Bearer hw_two"])
            #expect(await hostwright(["context", "remove", "one"], variables: panel.home).code == 0)
            let gone = await hostwright(["login", "me"], variables: panel.home)
            #expect(gone.code == 2 && gone.complaints.contains("hostwright login URL"))
            let unknown = await hostwright(["account", "list", "--context", "one"], variables: panel.home)
            #expect(unknown.code == 2 && unknown.complaints == "There is no context one. There are: two.\n")
            #expect(await hostwright(["context", "list", "--json"], variables: panel.home).output.contains(#""name":"two""#))
        }
    }

    @Test func `a folder or the environment goes before the current context`() async throws {
        try await Replies(me).serve { panel in
            let url = "http://127.0.0.1:\(panel.port)"
            #expect(await hostwright(["login", url], variables: panel.home, input: "hw_kept\n").code == 0)
            _ = await hostwright(["login", "me", "--state", panel.state], variables: panel.home)
            _ = await hostwright(["login", "me"], variables: panel.variables)
            #expect(panel.requests.dropFirst().map(\.authorization) == ["Bearer \(StubPanel.token)", "Bearer \(StubPanel.token)"])
            let both = await hostwright(["login", "me", "--state", panel.state, "--context", "127.0.0.1"], variables: panel.home)
            #expect(both.code == 2 && both.complaints.hasPrefix("--context: "))
        }
    }

    @Test func `contexts that others can read are not used`() async throws {
        try await Replies(me).serve { panel in
            let url = "http://127.0.0.1:\(panel.port)"
            #expect(await hostwright(["login", url], variables: panel.home, input: "hw_kept\n").code == 0)
            let file = panel.state + "/.config/hostwright/contexts.json"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            let ended = await hostwright(["login", "me"], variables: panel.home)
            #expect(ended.code == 5)
            #expect(ended.complaints.contains("chmod 600"))
            #expect(panel.lines.count == 1)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try panel.write(".config/hostwright/contexts.json", "{")
            #expect(await hostwright(["login", "me"], variables: panel.home).complaints.contains("damaged"))
        }
    }
}
