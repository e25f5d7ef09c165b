import APIResources
import ArgumentParser

/// `hostwright profile …`
package struct ProfileCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Who you are to the panel, and how you sign in.",
        subcommands: [Show.self, Change.self, Email.self, Password.self], defaultSubcommand: Show.self)

    package init() {}

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show your profile and your second factors.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("me", "profile")
            let factors = try await panel.get("me", "second-factors").decode(SecondFactorsResource.self)
            try output.show(answer) {
                let profile = try answer.decode(ProfileResource.self)
                var details = Details()
                details.add("Sign-in name", profile.login)
                details.add("Name", profile.person)
                details.add("E-mail", profile.email)
                details.add("Language", profile.language ?? "the provider's")
                details.add("Time zone", profile.timeZone ?? "the provider's")
                details.add("Appearance", profile.theme ?? "the provider's")
                details.add("Authenticator", factors.authenticatorAddedAt.map { "since \($0)" } ?? "none")
                details.add("Passkeys", factors.passkeys.isEmpty ? "none" : factors.passkeys.map(\.name).joined(separator: ", "))
                details.add("Recovery codes", String(factors.recoveryCodesLeft))
                return details.text
            }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Change your name, language, time zone or appearance.")

        @Option(help: "Your name, as others read it.") var person: String?
        @Option(help: "en, de or ru; an empty text for the provider's.") var language: String?
        @Option(help: "As the IANA database names it (Europe/Berlin); an empty text for the provider's.") var timeZone: String?
        @Option(help: "system, light, dark or contrast; an empty text for the provider's.") var theme: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let body = ProfileChangeResource(person: person, language: language, timeZone: timeZone, theme: theme)
            let answer = try await panel.patch("me", "profile", body: .payload(body))
            output.show(answer) { "Your profile is saved." }
        }
    }

    struct Email: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Change your e-mail address, by a link that goes to the new one.")
        static let optionNames = ["email": "ADDRESS"]

        @Argument(help: "The new address.") var address: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.put("me", "email", body: .payload(NewEmailResource(email: address)))
            output.show(answer) { "A link is on its way to \(address.printable()). Follow it within 24 hours." }
        }
    }

    struct Password: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change your password.",
            discussion: "Reads two lines from standard input: the present password and the new one. All your sessions end.")

        @OptionGroup var connection: ConnectionOptions

        func perform(with panel: Panel) async throws {
            guard let old = Console.current.answer(), let new = Console.current.answer() else {
                throw Refusal(.invalid, "Two lines are wanted on standard input: the present password, and the new one.")
            }
            _ = try await panel.put(
                "me", "password", body: .payload(PasswordChangeResource(password: old, newPassword: new)))
            Console.current.print("Your password is changed; all your sessions have ended.")
        }
    }
}
