import APIResources
import ArgumentParser

/// `hostwright login …`
package struct LoginCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Who you are to the panel.", subcommands: [Me.self], defaultSubcommand: Me.self)

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
}
