import APIResources
import ArgumentParser
import Foundation

/// `hostwright login …`
package struct LoginCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a panel, show who you are to it, and help somebody who cannot sign in.",
        discussion: "`hostwright login https://panel.example.org` asks for a token made in the panel and keeps it as a context.",
        subcommands: [Enter.self, Me.self, Password.self, SecondFactors.self], defaultSubcommand: Enter.self)

    package init() {}

    struct Enter: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "to", abstract: "Sign in to a panel with a token, and keep it as a context.",
            discussion: """
                The token is read from standard input, never from the command line, which other users of the machine can see. \
                Without URL it shows whose token is in use.
                """)

        @Argument(help: "The panel's address, for example https://panel.example.org.") var url: String?
        @Option(help: "Name of the context. Default: the panel's host name.") var name: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard let url else { return try await Panel.connected(connection, optionNames: [:]) { try await Me.tell($0, output) } }
            let variables = Console.current.variables
            let address = try Connection.interface(at: url)
            let name = try self.name.map { try Self.checked($0) } ?? Self.hostName(of: address)
            var stored = try Contexts.stored(variables)
            let token = try Connection.checkedToken(
                Console.current.secret("Token for \(url)"),
                "Standard input does not hold a token. Make one in the panel (below your initials) and "
                    + "give it on standard input: `hostwright login \(url) < token-file`.")
            let answer = try await Panel.connected(Connection(url: address, token: token), optionNames: [:]) { try await $0.get("me") }
            stored.contexts[name] = Contexts.Context(url: address, token: token)
            stored.current = name
            try stored.store(variables)
            try output.show(answer) {
                let me = try answer.decode(MeResource.self)
                return "Signed in to \(url) as \(me.name) (\(me.role)). The context \(name) is the current one.".printable()
            }
        }

        /// Names stand in the file and after --context: nothing in them that a shell or a terminal would take amiss.
        private static func checked(_ name: String) throws -> String {
            let isPlain = name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
            }
            if name.isEmpty || name.count > 64 || name.hasPrefix("-") || !isPlain {
                throw Refusal(.invalid, "--name: A name has 1 to 64 letters, digits, dots, hyphens and underscores, and no hyphen first.")
            }
            return name
        }

        private static func hostName(of address: String) throws -> String {
            let host = URLComponents(string: address)?.host?.trimmingCharacters(in: ["[", "]"]) ?? ""
            return try checked(String(host.map { $0 == ":" ? "_" : $0 }).lowercased())
        }
    }

    struct Me: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show whose token this is, and what it may.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws { try await Self.tell(panel, output) }

        static func tell(_ panel: Panel, _ output: OutputOptions) async throws {
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
            let isMeant = try await confirmation.confirm { "The password alone will open \(login.printable())'s panel." }
            if !isMeant { return }
            _ = try await panel.delete("logins", login, "second-factors")
            Console.current.print("\(login.printable()) has no second factor any more.")
        }
    }
}
