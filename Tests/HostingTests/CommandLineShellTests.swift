import CommandLineTool
import Foundation
import TestSupport
import Testing

/// Help, completion and manual pages.
@Suite struct CommandLineShellTests {
    /// Runs a program of the system with this input.
    private static func run(_ program: String, _ words: [String], input: String) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        let (into, out, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (into, out, errors)
        try process.run()
        // Both outputs are small; the input is read whole before anything is written.
        try into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try into.fileHandleForWriting.close()
        let said = try out.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self), String(decoding: complained, as: UTF8.self))
    }

    @Test func `the exit codes are explained`() async {
        let ended = await hostwright(["help", "exit-codes"])
        #expect(ended.code == 0)
        for code in 0...6 { #expect(ended.output.contains("\n  \(code)  ")) }
    }

    @Test func `the script for bash completes commands of the program and of the panel`() async throws {
        let script = await hostwright(["completion", "bash"])
        #expect(script.code == 0)
        let words = """
            \(script.output)
            hostwright() { printf 'announcement\\nannouncement-group\\n'; }
            COMP_WORDS=(hostwright a); COMP_CWORD=1; COMP_LINE='hostwright a'; COMP_POINT=12
            _hostwright_and_panel hostwright a hostwright
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let ended = try Self.run("/bin/bash", ["--norc", "--noprofile"], input: words)
        #expect(ended.status == 0, "\(ended.errors)")
        let offered = Set(ended.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        #expect(offered.isSuperset(of: ["account", "apply", "announcement"]), "\(ended.output)")
        for shell in ["zsh", "fish"] {
            let other = await hostwright(["completion", shell])
            #expect(other.code == 0 && other.output.contains("complete-words") && other.output.contains("account"))
        }
        #expect(await hostwright(["completion", "csh"]).code == 2)
    }

    @Test func `what the panel describes is completed without asking it`() async throws {
        let replies = Replies { line in
            if line != "GET /openapi.json" { return .json(#"{"items": []}"#) }
            var answer = StubPanel.Reply.json(CommandLineResourceTests.description)
            answer.tag = "\"tag-1\""
            return answer
        }
        try await replies.serve { panel in
            func completed(_ words: String...) async -> [Substring] {
                await hostwright(["complete-words", "--"] + words, variables: panel.variables).output.split(separator: "\n")
            }
            #expect(await completed("").isEmpty)
            #expect(await panel.run("announcement", "list").code == 0)
            let asked = panel.lines.count
            #expect(await completed("a") == ["announcement", "audit-entry"])
            #expect(await completed("announcement", "") == ["list", "create", "show", "change", "delete", "repetition"])
            #expect(await completed("announcement", "create", "--a") == ["--audience"])
            #expect(await completed("announcement", "create", "--audience", "") == ["all", "staff"])
            #expect(await completed("announcement", "create", "--is-pinned", "o") == ["on", "off"])
            #expect(await completed("settings", "mail-relay", "s") == ["show", "set"])
            #expect(await completed("account", "") == ["suspension"])
            #expect(await completed("account", "show", "--").isEmpty)
            #expect(panel.lines.count == asked)
        }
    }

    @Test func `manual pages are written and groff has nothing against them`() async throws {
        let replies = Replies { $0 == "GET /openapi.json" ? .json(CommandLineResourceTests.description) : nil }
        try await replies.serve { panel in
            let ended = await panel.run("man", panel.state + "/man")
            #expect(ended.code == 0, "\(ended)")
            let pages = try FileManager.default.contentsOfDirectory(atPath: panel.state + "/man/man1").sorted()
            #expect(Set(pages).isSuperset(of: ["hostwright.1", "hostwright-account.1", "hostwright-announcement.1", "hostwright-apply.1"]))
            #expect(!pages.contains("hostwright-complete-words.1"))
            let account = try panel.read("man/man1/hostwright-account.1")
            #expect(account.contains(".SS \"hostwright account purge\"") && account.contains("hostwright account suspension set"))
            for page in pages {
                let text = try panel.read("man/man1/\(page)")
                #expect(text.hasPrefix(".TH ") && text.contains(".SH \"EXIT STATUS\""))
                // Lintian's own check of manual pages (groff-base).
                guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else { continue }
                let checked = try Self.run("/usr/bin/groff", ["-man", "-ww", "-z", "-Tutf8"], input: text)
                #expect(checked.status == 0 && checked.errors.isEmpty, "\(page): \(checked.errors)")
            }
        }
        let alone = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-man-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: alone) }
        let ended = await hostwright(["man", alone])
        #expect(ended.code == 0)
        #expect(ended.complaints.hasPrefix("No panel was asked"))
        #expect(await hostwright(["man", "/proc/none"]).code == 2)
    }
}
