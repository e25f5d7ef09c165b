import ArgumentParser
import Foundation

/// `hostwright apply -f FILE`
struct ApplyCommand: PanelCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Make an account as a file says.",
        discussion: """
            Creates what is missing and changes what differs; what the file does not name stays, unless --prune is given. Applied twice, \
            the second time changes nothing. Which account is meant: the one with the file's number when its owner is the file's login, \
            otherwise the login's account of that title; when there is none it is created.
            """)

    static let optionNames = [
        "title": "title", "plan": "plan", "login": "login", "email": "email", "password": "--password-file", "name": "name",
        "documentRoot": "documentRoot", "reason": "suspension",
    ]

    @Option(name: [.customShort("f"), .customLong("file")], help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
    var file: String
    @Option(help: "Number of the account that the file is for.") var account: Int?
    @Flag(help: "Show what differs, line by line.") var diff = false
    @Flag(help: "Move domains that the file does not name to the trash.") var prune = false
    @Option(
        help: ArgumentHelp(
            "File with the password on its first line, for an owner who is new. Default: one is made and told once.", valueName: "file"))
    var passwordFile: String?
    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var connection: ConnectionOptions

    func perform(with panel: Panel) async throws {
        let name = file == "-" ? "standard input" : file
        let wanted = try AccountFile(try contents(), name: name)
        let password = try passwordFile.map { try ResourceArguments.secret(in: $0, option: "--password-file") }
        let plan = try await ApplyPlan(wanted, account: account, prune: prune, password: password, panel)
        let console = Console.current
        console.complain(plan.notes)
        if diff {
            let difference = UnifiedDifference.text(
                plan.present?.text(hasIdentity: false) ?? "", named: plan.number.map { "account \($0)" } ?? "/dev/null",
                plan.result.text(hasIdentity: false), named: name)
            if !difference.isEmpty { console.print(String(difference.dropLast()).printable(keepingLines: true)) }
        }
        if plan.steps.isEmpty {
            if waiting.wait, let number = plan.number { try await waiting.untilLive(account: number, panel) }
            return console.print("Nothing to change: account \(plan.number.map(String.init) ?? "") is as in \(name).".printable())
        }
        if confirmation.rehearsal.isDry {
            if !diff { for step in plan.steps { console.print("Would \(step.sentence).".printable()) } }
            return console.complain(["Nothing was changed (--dry-run)."])
        }
        let lost = plan.steps.filter(\.isLoss)
        if !lost.isEmpty {
            try await ConfirmationOptions.confirm(yes: confirmation.yes) {
                lost.map { "Would \($0.sentence)." }.joined(separator: "\n") + "\n"
            }
        }
        let number = try await plan.carryOut(panel, yes: confirmation.yes)
        if waiting.wait { try await waiting.untilLive(account: number, panel) }
        console.print("Account \(number) is as in \(name).".printable())
    }

    private func contents() throws -> [UInt8] {
        if file == "-" { return try Console.current.input() }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw Refusal(.invalid, "--file: \(file) does not exist, is a folder, or cannot be read.")
        }
        return [UInt8](contents)
    }
}
