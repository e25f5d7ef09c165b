import ArgumentParser

/// `hostwright export ACCOUNT`
struct ExportCommand: PanelCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write an account with all its settings as a file.",
        discussion: """
            hostwright export 1001 > account.yaml

            The file has the account's title, plan, owner and suspension, and its domains with their websites' options; \
            `hostwright apply -f account.yaml` makes an account of it, here or in another installation. The files of the websites, \
            passwords and what lies in the trash are not in it.
            """)

    @Argument(help: "The account's number.") var number: Int
    @OptionGroup var connection: ConnectionOptions

    func perform(with panel: Panel) async throws {
        let file = try await AccountFile.exported(number, from: panel)
        try Console.current.output([UInt8](file.text().utf8))
    }
}
