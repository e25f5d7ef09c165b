import APIResources
import ArgumentParser

/// `hostwright login …`
package struct LoginCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Who you are to the panel; and help for somebody who cannot sign in.", subcommands: [Me.self, Password.self, SecondFactors.self], defaultSubcommand: Me.self)

    package init() {}

    struct Me: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show whose token this is, and what it may.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("me")
            try output.show(answer) {
                let me = try answer.decode(MeResource.self)
                return "\(me.name) (\(me.role))".printable()
            }
        }
    }

    struct Password: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give somebody a password; one is made and shown once. All his sessions end.",
            discussion: "With --stdin the password is the first line of standard input instead.")

        @Argument(help: "Sign-in name.") var login: String
        @Flag(help: "Read the password from standard input.") var stdin = false
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let typed = stdin ? Console.current.answer() : nil
            if stdin, typed == nil { throw Refusal(.invalid, "--stdin: Standard input is empty.") }
            let answer = try await panel.put(
                "logins", login, "password", body: .payload(GivenPasswordResource(password: typed)))
            try output.show(answer) {
                try answer.decode(GivenPasswordResource.self).password
                    ?? "\(login.printable()) has a new password."
            }
        }
    }

    struct SecondFactors: PanelCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-second-factors", abstract: "Remove the second factors of somebody who has lost them.")

        @Argument(help: "Sign-in name.") var login: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var confirmation: ConfirmationOptions

        func perform(with panel: Panel) async throws {
            try await confirmation.confirm { "The password alone will open \(login.printable())'s panel." }
            _ = try await panel.delete("logins", login, "second-factors")
            Console.current.print("\(login.printable()) has no second factor any more.")
        }
    }
}
