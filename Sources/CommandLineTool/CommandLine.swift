import ArgumentParser
import Core

/// The door of the command line: every command is a client of the REST interface `/api/v1` and of nothing else.
///
/// The executable adds these commands to its own (`subcommands`) and starts with `run`.
package enum CommandLine {
    package static let subcommands: [any ParsableCommand.Type] = [
        AccountCommands.self, DomainCommands.self, SiteCommands.self, ServerCommands.self, PlanCommands.self, JobCommands.self,
        MailCommands.self, SettingsCommands.self, AlertCommands.self, LoginCommands.self, ProfileCommands.self, StaffCommands.self,
        RoleCommands.self, TokenCommands.self, SessionCommands.self, AuditCommands.self, MessageCommands.self,
        ContextCommands.self, ExportCommand.self, ApplyCommand.self, ResourcesCommand.self, CompletionCommand.self,
        CompleteWordsCommand.self, ManCommand.self,
    ]

    /// The root command of the program that runs: its scripts and pages name all its commands.
    @TaskLocal static var root: any ParsableCommand.Type = ClientCommand.self

    /// The words of the commands written by hand: groups with their verbs; none for a command that is no group or runs without a verb.
    static var knownWords: [String: Set<String>] {
        var words: [String: Set<String>] = [:]
        for group in root.configuration.subcommands {
            let configuration = group.configuration
            let verbs =
                configuration.defaultSubcommand == nil
                ? configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases } : []
            words[group._commandName] = Set(verbs)
        }
        return words
    }

    /// For the `discussion` of the root command: how to connect, and what the exit codes mean.
    package static let discussion = """
        The commands talk to a running panel. `hostwright login URL` signs in to one; --context NAME or --state DIR (the installation's \
        folder) names another, as do the variables HOSTWRIGHT_URL and HOSTWRIGHT_TOKEN_FILE.

        Every other operation of the panel is a command too: `hostwright resources` lists them.

        \(ExitReason.table)
        """

    /// Parses and runs a command of `root`, prints what it has to say, and returns the exit code.
    ///
    /// - Parameters:
    ///   - arguments: Without the name of the program. `--state` and `--json` may stand before the subcommand.
    ///   - root: The executable's own root command, which lists `subcommands`; by default one that has only these.
    ///   - console: Where output goes and answers come from.
    package static func run(
        _ arguments: [String], root: any ParsableCommand.Type = ClientCommand.self, console: Console = .process
    ) async -> Int32 {
        await $root.withValue(root) { await Console.$current.withValue(console) { await run(arguments, console: console) } }
    }

    private static func run(_ arguments: [String], console: Console) async -> Int32 {
        do {
            let words = self.arguments(from: arguments)
            if words.prefix(2) == ["help", "exit-codes"] {
                console.print(ExitReason.table)
                return ExitReason.ok.rawValue
            }
            let known = knownWords
            let meant = words.first == "help" && words.count > 1 ? words.dropFirst() + ["--help"] : words
            if ResourceCommand.isMeant(meant, known: known) {
                try await ResourceCommand(typed: meant).run()
                return ExitReason.ok.rawValue
            }
            var command = try root.parseAsRoot(words)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitReason.ok.rawValue
        } catch {
            return report(error, root: root, console: console)
        }
    }

    /// Moves `--state DIR` and `--json` from before the subcommand to behind it, where the parser knows them:
    /// `--state dir account list` becomes `account list --state dir`.
    package static func arguments(from typed: [String]) -> [String] {
        var words: [String] = []
        var moved: [String] = []
        var rest = typed[...]
        // A command is a group and a verb at most: `account list`.
        while words.count < 2, let next = rest.first {
            if next == "--json" || next.hasPrefix("--state=") || next.hasPrefix("--context=") {
                moved.append(next)
                rest = rest.dropFirst()
            } else if next == "--state" || next == "--context", rest.count > 1 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if next.hasPrefix("-") {
                break
            } else {
                words.append(next)
                rest = rest.dropFirst()
            }
        }
        // Help needs no panel, and the root command has no such options.
        if words.isEmpty || words.first == "help" { return words + rest }
        return words + moved + rest
    }

    /// Prints the error as a person should read it; the exit code comes back.
    private static func report(_ error: any Error, root: any ParsableCommand.Type, console: Console) -> Int32 {
        switch error {
        case let refusal as Refusal:
            console.complain(refusal.lines)
            return refusal.status.rawValue
        case let fault as Fault:
            let refusal = Refusal(fault)
            console.complain(refusal.lines)
            return refusal.status.rawValue
        default:
            let code = root.exitCode(for: error)
            let text = root.fullMessage(for: error, columns: console.width)
            if !text.isEmpty {
                if code.isSuccess { console.print(text) } else { console.complain([text]) }
            }
            // 64 (EX_USAGE of sysexits.h) is the parser's own; ours is 2, as with most tools.
            return code == .validationFailure ? ExitReason.invalid.rawValue : code.rawValue
        }
    }
}

/// A root that has only the commands of the REST interface.
package struct ClientCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "hostwright", abstract: "Hosting on a cluster of servers.", discussion: CommandLine.discussion,
        subcommands: CommandLine.subcommands)

    package init() {}
}
