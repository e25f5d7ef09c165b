import ArgumentParser
import ControlPlane
import Logging

/// `hostwright admin …`: on the machine of the control plane itself, without the panel.
struct Admin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is done on the machine itself, by the user of the control plane.", subcommands: [Token.self, Recover.self])

    /// Makes a token for programs; the first one of an installation can come from nowhere else.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token of an administrator and write it to a file that only this user can read.",
            discussion: "It reads the database as `serve` does and needs no running panel. Run it as the user of the control plane.")

        @Option(help: "Directory of this installation.")
        var state: String
        @Option(help: "sqlite:PATH or postgresql://USER@HOST/NAME. Default: the SQLite file in the state directory.")
        var database: String?
        @Option(help: "What the list of tokens calls it.")
        var name = "this machine"
        @Option(help: "The file to write. Default: control-plane/token in the state directory.")
        var file: String?

        func run() async throws {
            let written = try await ProgramToken.mint(
                state: state, database: database, name: name, file: file, logger: Logger(label: "hostwright"))
            print(
                "The token is in \(written). Commands find it with HOSTWRIGHT_TOKEN_FILE=\(written) and HOSTWRIGHT_URL=<the panel's address>."
            )
        }
    }

    /// The way back in for somebody who cannot sign in, and has nobody else to help him.
    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove somebody's second factors and print a link that signs him in once.",
            discussion: """
                The link works within an hour and lets him choose a new password. It reads the database as `serve` does and needs no running \
                panel. Run it as the user of the control plane. The audit log notes it.
                """)

        @Option(help: "Directory of this installation.")
        var state: String
        @Option(help: "sqlite:PATH or postgresql://USER@HOST/NAME. Default: the SQLite file in the state directory.")
        var database: String?
        @Option(help: "Port of the panel, as for serve: the link leads there.")
        var panelPort = 8080
        @Argument(help: "Sign-in name.")
        var login: String

        func run() async throws {
            print(
                try await AdminRecovery.link(
                    for: login, state: state, database: database, panelPort: panelPort, logger: Logger(label: "hostwright")))
        }
    }
}
