import APIResources
import Accounts
import CommandLineTool
import Core
import Domains
import Foundation
import Persistence
import TestSupport
import Testing

/// `hostwright export` and `hostwright apply` against the panel itself.
@Suite struct CommandLineAccountFileTests {
    /// What differs between two accounts with the same settings.
    private static func settings(_ file: String) -> [Substring] {
        file.split(separator: "\n").filter { line in !["number:", "uid:", "createdAt:"].contains { line.hasPrefix($0) } }
    }

    @Test(arguments: Engine.available)
    func `an account that was purged comes back from its file`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            let account = try await hosting.account("Anna's Bäckerei: \"neu\"")
            for name in ["example.org", "müller.example", "third.example"] { try await hosting.add(name, to: account) }
            #expect(await bench.run("site", "set", "third.example", "--php", "off", "--document-root", "shop/web").code == 0)
            let admin = try await hosting.program("root", role: .administrator)
            #expect(try await admin.api(.delete, "/domains/third.example/zone").status == 200)
            #expect(try await admin.api(.put, "/domains/third.example/registration", #"{"registration":"wanted"}"#).status == 200)
            let number1 = account.number
            let limits = #"{"limits":[{"resource":"domain","most":4,"isHard":false}]}"#
            #expect(try await admin.api(.patch, "/accounts/\(number1)/limits", limits).status == 200)
            let data = #"{"person":"Anna \"B.\" Berg","city":"Kiel","isShown":true}"#
            #expect(try await admin.api(.patch, "/accounts/\(number1)/person", data).status == 200)
            let first = await bench.run("export", "\(account.number)")
            #expect(first.code == 0, "\(first)")
            for line in [
                "  city: Kiel", "  isShown: true", "  - resource: domain", "    most: 4", "    hasZone: false", "    registration: wanted",
            ] {
                #expect(first.output.split(separator: "\n").contains { $0 == line }, "\(line): \(first.output)")
            }
            let names = ["example.org", "xn--mller-kva.example", "third.example"]
            func records() async -> [String] {
                var all: [String] = []
                for name in names { all.append(await bench.run("domain", "records", name).output) }
                return all
            }
            let before = await records()
            #expect(before.prefix(2).allSatisfy { $0.contains("NS") })
            #expect(await bench.run("account", "delete", "\(account.number)", "--yes").code == 0)
            #expect(await bench.run("account", "purge", "\(account.number)", "--yes").code == 0)

            let applied = await bench.run(["apply", "-f", "-"], input: first.output)
            #expect(applied.code == 0, "\(applied)")
            #expect(applied.output.contains("müller.example is added") || applied.output.contains("xn--mller-kva.example is added"))
            let after = await records()
            #expect(after == before, "\(after) instead of \(before)")
            let number = account.number + 1
            let second = await bench.run("export", "\(number)")
            #expect(Self.settings(second.output) == Self.settings(first.output))
            #expect(second.output != first.output)

            // Twice changes nothing, and says so.
            let everything = try await hosting.everything()
            let again = await bench.run(["apply", "-f", "-", "--diff"], input: second.output)
            #expect(again == Ended(code: 0, output: "Nothing to change: account \(number) is as in standard input.\n", complaints: ""))
            // The old file names a number that is gone: title and owner find the account.
            #expect(await bench.run(["apply", "-f", "-"], input: first.output).output == again.output)
            #expect(try await hosting.everything() == everything)
        }
    }

    @Test(arguments: Engine.available)
    func `apply changes what differs, shows it, and removes only when told`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            let account = try await hosting.account("Bakery")
            for name in ["a.example", "b.example"] { try await hosting.add(name, to: account) }
            let now = await bench.run("export", "1").output
            let wanted =
                now.replacing(
                    "  - name: b.example\n    documentRoot: b.example/public\n    isOn: true\n    runsPHP: true\n    hasZone: true\n"
                        + "    registration: none\n", with: ""
                )
                .replacing("runsPHP: true", with: "runsPHP: off") + "  - name: C.example\n" + "suspension: unpaid\n"
            let everything = try await hosting.everything()
            let dry = await bench.run(["apply", "-f", "-", "--diff", "--dry-run", "--prune"], input: wanted)
            #expect(dry.code == 0, "\(dry)")
            #expect(dry.output.hasPrefix("--- account 1\n+++ standard input\n@@ "))
            let marked = dry.output.split(separator: "\n").dropFirst(3).filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
            let added = marked.filter { $0.hasPrefix("+") }
            #expect(added == ["+suspension: unpaid", "+    runsPHP: false", "+  - name: c.example"], "\(dry.output)")
            #expect(marked.contains("-  - name: b.example") && marked.count == added.count + 7, "\(dry.output)")
            #expect(dry.complaints == "Nothing was changed (--dry-run).\n")
            let told = await bench.run(["apply", "-f", "-", "--dry-run"], input: wanted)
            #expect(
                told.output
                    == "Would change a.example: runsPHP false.\nWould add c.example.\nWould suspend the account: “unpaid”.\n")
            #expect(try await hosting.everything() == everything)

            #expect(await bench.run(["apply", "-f", "-", "--prune"], input: wanted).complaints.hasPrefix("--yes: "))
            #expect(try await hosting.everything() == everything)
            let kept = await bench.run(["apply", "-f", "-"], input: wanted)
            #expect(
                kept.output
                    == "a.example is changed: runsPHP false.\nc.example is added.\nThe account is suspended.\nAccount 1 is as in standard input.\n",
                "\(kept)")
            #expect(try await hosting.domain("b.example")?.trashedAt == nil)
            #expect(await bench.run(["apply", "-f", "-"], input: wanted).output.hasPrefix("Nothing to change"))
            let pruned = await bench.run(["apply", "-f", "-", "--prune", "--yes"], input: wanted)
            #expect(pruned.output == "b.example is in the trash.\nAccount 1 is as in standard input.\n")
            // And back as it was: resumed, out of the trash, with its old options; what is new stays.
            let back = await bench.run(["apply", "-f", "-"], input: now)
            #expect(
                back.output == """
                    The account is active again.
                    a.example is changed: runsPHP true.
                    b.example is out of the trash.
                    Account 1 is as in standard input.

                    """, "\(back)")
            #expect(await bench.run("export", "1").output.contains("c.example"))
        }
    }

    @Test(arguments: Engine.available)
    func `apply changes personal data and limits, and leaves alone what the file does not name`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            _ = try await bench.hosting.account("Bakery")
            // Without what it says of the person.
            let now =
                await bench.run("export", "1").output.split(separator: "\n")
                .filter { !$0.hasPrefix("person:") && !$0.hasPrefix("  ") }.joined(separator: "\n") + "\n"
            let file = now + "person:\n  city: Kiel\n  phone: \"+49 431 5\"\nlimits:\n  - resource: domain\n    most: 3\n"
            let told = await bench.run(["apply", "-f", "-", "--dry-run"], input: file)
            #expect(
                told.output == "Would change the personal data: city Kiel, phone +49 431 5.\nWould change the limits: domain 3.\n",
                "\(told)")
            #expect(await bench.run(["apply", "-f", "-"], input: file).code == 0)
            #expect(await bench.run(["apply", "-f", "-"], input: file).output.hasPrefix("Nothing to change"))
            #expect(await bench.run(["apply", "-f", "-"], input: now).output.hasPrefix("Nothing to change"), "what is not named stays")
            let without = now + "limits: []\n"
            let back = await bench.run(["apply", "-f", "-"], input: without)
            #expect(back.output.hasPrefix("The limits are changed: domain as the plan says."), "\(back)")
            let wrong = await bench.run(
                ["apply", "-f", "-"], input: now + "limits:\n  - resource: domain\n    most: many\n    hard: true\n")
            #expect(wrong.code == 2 && wrong.complaints.contains("most: It is a whole number."), "\(wrong)")
            #expect(wrong.complaints.contains("hard: There is no such field of a limit. Did you mean isHard?"), "\(wrong)")
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be is refused before anything is done`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let hosting = bench.hosting
            let account = try await hosting.account("Bakery")
            try await hosting.add("a.example", to: account)
            try await hosting.add("theirs.example", to: hosting.account("Garage", of: "ben"))
            let now = await bench.run("export", "1").output
            let everything = try await hosting.everything()
            let refused: [(String, [String], Int32, String)] = [
                (now + "  - name: new.example\n  - name: theirs.example\n", [], 4, "name: theirs.example is in account 2."),
                (now, ["--account", "2"], 4, "login: Account 2 belongs to ben"),
                (now, ["--account", "9"], 3, "There is no such account"),
            ]
            for (file, words, code, complaint) in refused {
                let ended = await bench.run(["apply", "-f", "-"] + words, input: file)
                #expect(ended.code == code, "\(ended)")
                #expect(ended.complaints.contains(complaint), "\(ended)")
            }
            #expect(try await hosting.everything() == everything)
            // A refusal of the panel half-way says what stays.
            let half = await bench.run(["apply", "-f", "-"], input: now + "  - name: fine.example\n  - name: www.not-fine.example\n")
            #expect(half.code == 2, "\(half)")
            #expect(half.output == "fine.example is added.\n")
            #expect(half.complaints.hasPrefix("Could not add www.not-fine.example:\n"))
            #expect(half.complaints.hasSuffix("Apply again when the cause is removed.\n"))
        }
    }

    @Test(arguments: [
        ("", "standard input: It is empty."),
        ("version: 1\ntitel: x\n", "standard input:2: titel: There is no such field of an account. Did you mean title?"),
        ("version: 2\ntitle: x\nplan: y\nlogin: z\n", "standard input:1: version: This program reads version 1."),
        (
            "version: 1\ntitle: x\nplan: y\nlogin: z\ndomains:\n  - name: a.example\n    php: on\n",
            "standard input:7: php: There is no such field"
        ),
        (
            "version: 1\ntitle: x\nplan: y\nlogin: z\ndomains:\n  - name: a.example\n    isOn: maybe\n",
            "standard input:7: isOn: It is true or false."
        ),
        (
            "version: 1\ntitle: x\nplan: y\nlogin: z\ndomains:\n  - name: a.example\n  - name: A.example\n",
            "standard input:7: domains: a.example is there twice."
        ),
        ("version: 1\ntitle: x\ntitle: y\n", "standard input:"), ("version: 1\ntitle: [x\n", "standard input:"),
        ("- a\n- b\n", "standard input:1: Here an account is expected"),
        ("version: 1\nplan: y\nlogin: z\n", "standard input:1: title: It is missing."),
        (
            "version: 1\ntitle: {a: b}\nplan: ''\nlogin: z\n",
            "standard input:2: title: It is text.\nstandard input:3: plan: It may not be empty."
        ),
        ("version: 1\ntitle: x\nplan: y\nlogin: z\ndomains:\n  - name: -bad-.example\n", "standard input:6: name: "),
        ("version: 1\n---\nversion: 1\n", "standard input:"), ("a: &a [*a]\n", "standard input:"), ("\u{FEFF}{", "standard input:"),
    ])
    func `a file that is not right is refused with its lines`(text: String, complaint: String) async throws {
        try await Replies({ _ in nil }).serve { panel in
            let ended = await panel.run("apply", "-f", "-", input: text)
            #expect(ended.code == 2)
            #expect(ended.complaints.contains(complaint), "\(ended)")
            #expect(panel.lines.isEmpty)
        }
    }

    @Test func `what looks like something else than text is quoted`() async throws {
        let replies = Replies { line in
            switch line {
            case "GET /accounts/12": try .json(AccountResource.sample(title: "no"))
            case "GET /domains?account=12&per_page=200&page=1": try .json(ListResource(items: [DomainResource.sample()], total: 1))
            default: nil
            }
        }
        try await replies.serve { panel in
            #expect(
                await panel.run("export", "12").output == """
                    version: 1
                    number: 12
                    uid: 20012
                    createdAt: "2026-11-22T05:13:38.120Z"
                    title: "no"
                    plan: Starter
                    login: anna
                    domains:
                      - name: example.org
                        documentRoot: example.org/public
                        isOn: true
                        runsPHP: true
                        hasZone: true
                        registration: none

                    """)
        }
    }
}
