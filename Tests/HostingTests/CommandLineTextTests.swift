import CommandLineTool
import TestSupport
import Testing

/// What the command line makes of text, without any panel.
@Suite struct CommandLineTextTests {
    @Test(arguments: [
        (["--state", "dir", "account", "list"], ["account", "list", "--state", "dir"]),
        (["--state=dir", "account", "list", "--search", "anna"], ["account", "list", "--state=dir", "--search", "anna"]),
        (["account", "--state", "dir", "--json", "show", "12"], ["account", "show", "--state", "dir", "--json", "12"]),
        (["account", "list", "--state", "dir"], ["account", "list", "--state", "dir"]),
        (["--state", "dir", "serve", "--port", "80"], ["serve", "--state", "dir", "--port", "80"]),
        (["--state", "dir", "login"], ["login", "--state", "dir"]),
        (["--context", "home", "account", "list"], ["account", "list", "--context", "home"]),
        (["--context=home", "account", "list"], ["account", "list", "--context=home"]),
        (["--state", "dir", "--help"], ["--help"]),
        (["--state", "dir", "help", "account"], ["help", "account"]),
        (["--state", "dir", "site", "put", "--", "--state"], ["site", "put", "--state", "dir", "--", "--state"]),
        (["--state"], ["--state"]),
        ([], []),
    ])
    func `state and json may stand before the subcommand`(typed: [String], parsed: [String]) {
        #expect(CommandLine.arguments(from: typed) == parsed)
    }

    @Test(arguments: [
        (200, ExitReason.ok), (201, .ok), (204, .ok), (400, .invalid), (422, .invalid), (413, .invalid), (401, .notAllowed),
        (403, .notAllowed), (404, .notFound), (409, .conflict), (429, .unavailable), (503, .unavailable), (500, .failed), (302, .failed),
    ])
    func `each kind of answer has its exit code`(status: Int, expected: ExitReason) {
        #expect(ExitReason(httpStatus: UInt(status)) == expected)
    }

    @Test func `columns are aligned, numbers at their end`() {
        var table = Table([.number("NUMBER"), .text("TITLE"), .text("STATE")])
        table.add(["7", "Anna", "active"])
        table.add(["1234567", "Ben's Bikes", "suspended"])
        #expect(
            table.text(width: nil) == """
                 NUMBER  TITLE        STATE
                      7  Anna         active
                1234567  Ben's Bikes  suspended
                """)
    }

    @Test func `a table without rows is empty`() {
        #expect(Table([.text("NAME")]).text(width: 80) == "")
    }

    @Test(arguments: [20, 30, 40, 79])
    func `a table fits the terminal`(width: Int) {
        var table = Table([.text("NAME"), .text("STATE"), .text("WORDS")])
        table.add(["example.org", "failed", "AH00526: Syntax error on line 7 of /etc/apache2/sites/example.org.conf"])
        let lines = table.text(width: width).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= max(width, 22) })
        #expect(lines.last?.hasSuffix("…") == true)
    }

    @Test func `the longest column is cut first`() {
        var table = Table([.text("NAME"), .text("WORDS")])
        table.add(["example.org", "a very long explanation of what went wrong"])
        #expect(table.text(width: 30).split(separator: "\n").last == "example.org  a very long expl…")
    }

    @Test func `wide and combining characters keep the columns straight`() {
        var table = Table([.text("TITLE"), .text("STATE")])
        table.add(["日本", "active"])
        table.add(["Zoe\u{301}", "active"])
        #expect(table.text(width: nil) == "TITLE  STATE\n日本   active\nZoe\u{301}    active")
    }

    @Test func `what would drive the terminal is not printed`() {
        var table = Table([.text("WORDS")])
        table.add(["\u{1B}[2Jgone\nnext\u{202E}"])
        #expect(table.text(width: nil) == "WORDS\n\u{FFFD}[2Jgone next\u{FFFD}")
    }

    @Test func `help names the exit codes and ends with zero`() async {
        let ended = await hostwright(["--help"])
        #expect(ended.code == 0)
        #expect(ended.output.contains("Exit codes:"))
        #expect(ended.output.contains("  4  it contradicts what is there"))
        #expect(ended.complaints.isEmpty)
    }

    @Test(arguments: [
        ["account", "create", "Anna"], ["account", "show", "twelve"], ["nonsense"], ["site", "set", "example.org"],
        ["account", "list", "--wait"],
        ["site", "set", "example.org", "--php", "maybe"], ["domain", "add", "example.org", "--account", "1", "--wait", "--timeout", "0"],
    ])
    func `a command that is not valid ends with two and changes nothing`(arguments: [String]) async {
        let ended = await hostwright(arguments)
        #expect(ended.code == 2)
        #expect(ended.output.isEmpty)
        #expect(!ended.complaints.isEmpty)
    }

    /// Every subcommand's help is made, so a clash of option names in any of them shows.
    @Test(arguments: [
        "account list", "account show", "account create", "account suspend", "account resume", "account delete", "account restore",
        "account purge", "domain list", "domain show", "domain records", "domain add", "domain retry", "domain delete", "domain restore",
        "domain purge",
        "site show", "site set", "site put", "site get", "site log", "site index", "server list", "server show", "server create",
        "server change",
        "server add-logical", "server join-line", "server rejoin", "server confirm", "server revoke", "plan list", "plan show",
        "plan create", "job list", "job retry", "login me", "login to", "export", "apply", "resources",
    ])
    func `each command explains itself`(command: String) async {
        let ended = await hostwright(command.split(separator: " ").map(String.init) + ["--help"], width: 100)
        #expect(ended.code == 0)
        #expect(ended.output.contains("USAGE: hostwright \(command)"))
        #expect(ended.output.contains("--state"))
    }
}
