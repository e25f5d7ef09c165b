import ArgumentParser

/// What is said of a server, when it is created and when it is changed.
struct ServerOptions: ParsableArguments {
    /// How a complaint about a field of the interface names the option.
    static let names = [
        "addresses": "--address", "isVirtual": "--virtual", "loginAddress": "--ssh-address", "loginPort": "--ssh-port",
        "loginUser": "--ssh-user", "consoleURL": "--console", "accountLimit": "--max-accounts", "siteLimit": "--max-sites",
        "diskLimit": "--max-disk", "loadLimit": "--max-load",
    ]

    @Option(name: .customLong("address"), help: "An address of the server; repeat it for more.") var addresses: [String] = []
    @Option(help: "The operating system. Default: Debian 12.") var operatingSystem: String?
    @Option(help: "The label that plans ask for. Default: Linux.") var platform: String?
    @Option(help: "Whether it is a virtual machine: on or off.") var virtual: Switch?
    @Option(help: "Where staff log in: a host name or an address. No password is kept.") var sshAddress: String?
    @Option(help: "Port of its SSH daemon. Default: 22.") var sshPort: Int?
    @Option(help: "As whom staff log in.") var sshUser: String?
    @Option(help: ArgumentHelp("Address of a remote console.", valueName: "url")) var console: String?
    @Option(help: "A note for staff.") var note: String?
    @Option(help: "Place no new account here from so many accounts on; none: no limit.") var maxAccounts: Limit?
    @Option(help: "Place no new account here from so many websites on; none: no limit.") var maxSites: Limit?
    @Option(help: ArgumentHelp("Place no new account here once so much of the disk is used; none: no limit.", valueName: "percent"))
    var maxDisk: Limit?
    @Option(help: "Place no new account here from this load on; none: no limit.") var maxLoad: Limit?

    mutating func validate() throws {
        for (name, limit) in [("--max-accounts", maxAccounts), ("--max-sites", maxSites), ("--max-disk", maxDisk)] {
            if let limit, limit.value != limit.value.rounded() { throw ValidationError("\(name): Give a whole number, or none.") }
        }
    }
}

/// A number, or `none`, which the interface spells -1.
struct Limit: ExpressibleByArgument, Sendable {
    var value: Double

    init?(argument: String) {
        if argument == "none" {
            value = -1
        } else if let number = Double(argument), number >= 0, number < 1_000_000_000 {
            value = number
        } else {
            return nil
        }
    }

    var whole: Int { Int(value) }
}
