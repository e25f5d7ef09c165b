import ArgumentParser

/// Where the password of a new login is read from: never the command line, which every user of the machine can read.
struct PasswordFile: ParsableArguments {
    @Option(help: ArgumentHelp("File with the password on its first line, for a new login; - is standard input.", valueName: "file"))
    var passwordFile: String?

    /// nil when no file is named.
    func read() throws -> String? { try passwordFile.map { try ResourceArguments.secret(in: $0, option: "--password-file") } }
}
