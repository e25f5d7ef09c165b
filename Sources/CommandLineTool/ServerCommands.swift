import APIResources
import ArgumentParser

/// `hostwright server …`
package struct ServerCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Servers and what runs on them.",
        subcommands: [
            List.self, Show.self, Create.self, Change.self, AddLogical.self, JoinLine.self, Rejoin.self, Confirm.self, Revoke.self,
        ])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List servers.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("servers")
            try output.show(answer) {
                let list = try answer.decode(ListResource<PhysicalServerResource>.self)
                var table = Table([
                    .text("NAME"), .text("STATE"), .number("WAITING"), .text("LOAD"), .text("DISK"), .text("ADDRESSES"), .text("SERVES"),
                ])
                for server in list.items {
                    table.add([
                        server.name, server.state, String(server.waitingChanges), server.load.map { String($0) } ?? "",
                        server.diskShare.map { "\($0) %" } ?? "", server.addresses.joined(separator: ", "),
                        server.logicalServers.map(\.name).joined(separator: ", "),
                    ])
                }
                return list.items.isEmpty ? "No servers." : table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a server.")

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("servers", name)
            try output.show(answer) { try answer.decode(PhysicalServerResource.self).details }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a server.", discussion: "Then `hostwright server join-line NAME` prints the line that its agent joins with.",
            aliases: ["add"])
        static let optionNames = ServerOptions.names.merging(["name": "NAME"]) { first, _ in first }

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var server: ServerOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var new = NewPhysicalServerResource(name: name, addresses: server.addresses, operatingSystem: server.operatingSystem)
            new.platform = server.platform
            new.isVirtual = server.virtual?.isOn
            (new.loginAddress, new.loginPort, new.loginUser) = (server.sshAddress, server.sshPort, server.sshUser)
            (new.consoleURL, new.note) = (server.console, server.note)
            (new.accountLimit, new.siteLimit) = (server.maxAccounts?.whole, server.maxSites?.whole)
            (new.diskLimit, new.loadLimit) = (server.maxDisk?.whole, server.maxLoad?.value)
            let answer = try await panel.post("servers", body: .payload(new))
            output.show(answer) { "\(name) is added. `hostwright server join-line \(name)` prints the line that its agent joins with." }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what is said of a server, and its limits.",
            discussion: "What is not given stays as it is. With --address all addresses are given. A limit is taken away with `none`.")
        static let optionNames = ServerOptions.names.merging(["name": "--name"]) { first, _ in first }

        @Argument(help: "The server's name.") var current: String
        @Option(help: "Another name for it.") var name: String?
        @OptionGroup var server: ServerOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var change = PhysicalServerChangeResource()
            change.name = name
            change.addresses = server.addresses.isEmpty ? nil : server.addresses
            change.operatingSystem = server.operatingSystem
            change.platform = server.platform
            change.isVirtual = server.virtual?.isOn
            (change.loginAddress, change.loginPort, change.loginUser) = (server.sshAddress, server.sshPort, server.sshUser)
            (change.consoleURL, change.note) = (server.console, server.note)
            (change.accountLimit, change.siteLimit) = (server.maxAccounts?.whole, server.maxSites?.whole)
            (change.diskLimit, change.loadLimit) = (server.maxDisk?.whole, server.maxLoad?.value)
            let answer = try await panel.patch("servers", current, body: .payload(change))
            try output.show(answer) { try answer.decode(PhysicalServerResource.self).details }
        }
    }

    struct AddLogical: PanelCommand {
        static let configuration = CommandConfiguration(
            commandName: "add-logical", abstract: "Let a server serve websites or zones.")
        static let optionNames = ["endpoints": "--endpoint", "group": "--group"]

        @Argument(help: "The server's name.") var name: String
        @Option(help: "What it serves: web or dns.") var kind: String
        @Option(
            name: .customLong("endpoint"),
            help: "Where it listens: an address, or address:port (without port 80 or 53); repeat it for more.")
        var endpoints: [String] = []
        @Option(help: "The group of servers it belongs to, which plans name. Default: Default.") var group: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let logical = NewLogicalServerResource(kind: kind, endpoints: endpoints, group: group)
            let answer = try await panel.post("servers", name, "logical-servers", body: .payload(logical))
            output.show(answer) { "\(name) serves \(kind) on \(endpoints.joined(separator: ", "))." }
        }
    }

    struct JoinLine: PanelCommand {
        static let configuration = CommandConfiguration(
            commandName: "join-line", abstract: "Print the line that a server's agent joins with.",
            discussion: "It is a secret, valid once and for a short time: give it to `hostwright-agent join` on standard input.")

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            try await ServerCommands.printJoinLine(of: name, panel, output)
        }
    }

    struct Rejoin: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a new line for a server that has lost its certificate or was revoked.",
            discussion: "What the server serves stays its own; only its key and certificate are new.")

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            try await ServerCommands.printJoinLine(of: name, panel, output)
        }
    }

    struct Confirm: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a stopped server go on.",
            discussion: "An agent stops when a change would remove unusually much, or comes from another or an older installation. "
                + "`hostwright server show NAME` says why.")

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("servers", name, "confirmation")
            output.show(answer) { "\(name) goes on." }
        }
    }

    struct Revoke: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a server's certificate away.",
            discussion: "It goes on serving what it has, but takes no more changes until it joins again.")

        @Argument(help: "The server's name.") var name: String
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                "\(name) goes on serving what it has, but takes no more changes until it joins again with a new line."
            }
            if !isMeant { return }
            let answer = try await panel.post("servers", name, "revocation")
            output.show(answer) { "The certificate of \(name) is revoked. `hostwright server rejoin \(name)` prints a new line." }
        }
    }

    private static func printJoinLine(of name: String, _ panel: Panel, _ output: OutputOptions) async throws {
        let answer = try await panel.post("servers", name, "join-line")
        try output.show(answer) {
            let line = try answer.decode(JoinLineResource.self)
            Console.current.complain(["Valid once, until \(line.expiresAt.asMoment):"])
            return line.joinLine.printable()
        }
    }
}

extension PhysicalServerResource {
    /// Percent of the disk that is used.
    fileprivate var diskShare: Int64? {
        guard let diskTotal, let diskUsed, diskTotal > 0 else { return nil }
        return Int64((Double(diskUsed) / Double(diskTotal) * 100).rounded())
    }

    /// `3, at most 10`.
    private static func use(_ used: String, of limit: String?) -> String { used + (limit.map { ", at most \($0)" } ?? "") }

    fileprivate var details: String {
        var details = Details()
        details.add("Name", name)
        details.add("State", state)
        details.add("Stopped because", stopReason)
        details.add("Silent since", silentSince?.asMoment)
        details.add("Waiting changes", waitingChanges)
        details.add("Addresses", addresses.joined(separator: ", "))
        details.add("Operating system", operatingSystem)
        details.add("Platform", platform)
        details.add("Machine", isVirtual ? "virtual" : "real")
        details.add("Accounts", Self.use(String(accounts), of: accountLimit.map(String.init)))
        details.add("Websites", Self.use(String(sites), of: siteLimit.map(String.init)))
        details.add("Disk", diskShare.map { Self.use("\($0) % used", of: diskLimit.map { "\($0) %" }) })
        details.add("Load", load.map { Self.use(String($0), of: loadLimit.map { String($0) }) })
        details.add("Takes no accounts", reachedLimits.joined(separator: ", "))
        details.add(
            "Staff log in",
            loginAddress.map { address in
                "ssh " + (loginPort == 22 ? "" : "-p \(loginPort ?? 22) ") + (loginUser.map { "\($0)@" } ?? "") + address
            })
        details.add("Console", consoleURL)
        details.add("Note", note?.replacing("\n", with: " / "))
        details.add("Quarantined", quarantined.joined(separator: ", "))
        var table = Table([.text("SERVES"), .text("KIND"), .text("GROUP"), .text("LISTENS ON")])
        for logical in logicalServers { table.add([logical.name, logical.kind, logical.group, logical.endpoints.joined(separator: ", ")]) }
        return logicalServers.isEmpty ? details.text : details.text + "\n\n" + table.text(width: Console.current.width)
    }
}
