import APIResources
import ArgumentParser

/// `hostwright token …`
package struct TokenCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Your API tokens.", subcommands: [List.self, Create.self, Revoke.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List your tokens.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("tokens")
            try output.show(answer) {
                let tokens = try answer.decode(ListResource<TokenResource>.self).items
                var table = Table([.text("NAME"), .text("MAY"), .text("FROM"), .text("LAST USE"), .text("UNTIL"), .text("ID")])
                for token in tokens {
                    let rights = token.permissions?.joined(separator: ", ") ?? "all"
                    table.add([
                        token.name, token.isReadOnly ? "look: \(rights)" : rights,
                        token.addresses.isEmpty ? "everywhere" : token.addresses.joined(separator: ", "),
                        token.usedAt.map { $0.asMoment + (token.usedFrom.map { " from \($0)" } ?? "") } ?? "never",
                        token.expires?.asMoment ?? "revoked", token.id,
                    ])
                }
                return tokens.isEmpty ? "No tokens." : table.text(width: Console.current.width)
            }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a token; its secret is printed once.",
            discussion: "Only with a token that may make others; everybody makes tokens in the panel, under “API tokens”.")
        static let optionNames = ["name": "NAME", "permissions": "--permission", "addresses": "--address"]

        @Argument(help: "Which program it is for.") var name: String
        @Flag(help: "It may only look.") var readOnly = false
        @Option(name: .customLong("permission"), help: "One of your permissions; repeat it for several. Default: all.")
        var permissions: [String] = []
        @Option(name: .customLong("address"), help: "An address or network it may be used from; repeat it for several.")
        var addresses: [String] = []
        @Option(help: ArgumentHelp("When it stops working. Default: when it is revoked.", valueName: "2027-02-20T08:00:00Z"))
        var expires: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let new = NewTokenResource(
                name: name, isReadOnly: readOnly ? true : nil, permissions: permissions.isEmpty ? nil : permissions,
                addresses: addresses.isEmpty ? nil : addresses, expires: expires)
            let answer = try await panel.post("tokens", body: .payload(new))
            try output.show(answer) { try answer.decode(TokenResource.self).secret ?? "" }
        }
    }

    struct Revoke: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke one of your tokens; it stops at once.")

        @Argument(help: "Id of the token: see `token list`.") var token: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var confirmation: ConfirmationOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm { "The program that uses the token is refused from then on." }
            guard isMeant else { return }
            let answer = try await panel.delete("tokens", token)
            output.show(answer) { "The token is revoked." }
        }
    }
}

/// `hostwright session …`
package struct SessionCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Where you are signed in.", subcommands: [List.self, End.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List your sessions.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("sessions")
            try output.show(answer) {
                let sessions = try answer.decode(ListResource<SessionResource>.self).items
                var table = Table([.text("BROWSER"), .text("ADDRESS"), .text("SINCE"), .text("LAST SEEN"), .text("ID")])
                for each in sessions {
                    let guest =
                        each.impersonator.map { " (\($0) of the provider)" } ?? each.customer.map { " (in the panel of \($0))" } ?? ""
                    table.add([each.browser + guest, each.address ?? "", each.signedInAt.asMoment, each.seenAt.asMoment, each.id])
                }
                return sessions.isEmpty ? "No sessions." : table.text(width: Console.current.width)
            }
        }
    }

    struct End: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "End one of your sessions.")

        @Argument(help: "Id of the session: see `session list`.") var session: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.delete("sessions", session)
            output.show(answer) { "The session has ended." }
        }
    }
}
