import APIResources
import ArgumentParser

/// `hostwright domain …`
package struct DomainCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "domain", abstract: "Domains with their zones.",
        subcommands: [
            List.self, Show.self, Records.self, Delegation.self, Add.self, Retry.self, Delete.self, Restore.self, Purge.self,
        ])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List domains.")
        static let optionNames = ["q": "--search", "state": "--only"]

        @Option(help: "Only domains of the account with this number.") var account: Int?
        @Option(help: "Only domains in this state: active, suspended or trashed.") var only: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("domains", query: page.query + [("account", account.map(String.init)), ("state", only)])
            try output.show(answer) {
                let list = try answer.decode(ListResource<DomainResource>.self)
                var table = Table([.text("DOMAIN"), .number("ACCOUNT"), .text("STATE"), .text("SERVERS"), .text("WEB SERVER")])
                for domain in list.items {
                    table.add([domain.shownName, String(domain.account), domain.state, domain.liveState, domain.website?.server ?? ""])
                }
                page.tellRest(list)
                return list.items.isEmpty ? "No domains." : table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a domain and what each server says of it.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("domains", domain)
            try output.show(answer) { try answer.decode(DomainResource.self).details }
        }
    }

    struct Records: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show the records of a domain's zone.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("domains", domain, "records")
            try output.show(answer) {
                var table = Table([.text("NAME"), .number("TTL"), .text("TYPE"), .text("DATA")])
                for record in try answer.decode(ListResource<RecordResource>.self).items {
                    table.add([record.name, String(record.timeToLive), record.type, record.data])
                }
                return table.text(width: Console.current.width)
            }
        }
    }

    struct Delegation: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what to give the registrar of a domain.",
            discussion: "The registrar has to name these name servers; where they lie below the domain itself, their addresses too.")

        @Argument(help: "The domain's name.") var domain: String
        @Flag(help: "Mail it to the owner of the account.") var mail = false
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            if mail { _ = try await panel.post("domains", domain, "delegation", "mail") }
            let answer = try await panel.get("domains", domain, "delegation")
            try output.show(answer) {
                let servers = try answer.decode(DelegationResource.self).nameServers
                if servers.isEmpty { return "\(domain) needs nothing from a registrar." }
                var table = Table([.text("NAME SERVER"), .text("ADDRESSES")])
                for server in servers { table.add([server.name, server.addresses.joined(separator: " ")]) }
                return table.text(width: Console.current.width)
            }
        }
    }

    struct Add: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Add a domain with zone and website to an account.")
        static let optionNames = ["name": "DOMAIN"]

        @Argument(help: "The domain's name.") var domain: String
        @Option(help: "The account's number.") var account: Int
        @Option(help: ArgumentHelp("The website's folder below the account's home. Default: DOMAIN/public.", valueName: "path"))
        var documentRoot: String?
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var answer = try await panel.post(
                "domains", body: .payload(NewDomainResource(name: domain, account: account, documentRoot: documentRoot)))
            if waiting.wait { answer = try await waiting.untilLive(answer.decode(DomainResource.self).name, panel) }
            try output.show(answer) {
                let domain = try answer.decode(DomainResource.self)
                return waiting.wait ? domain.sentenceOfLife : "\(domain.shownName) is added to account \(domain.account)."
            }
        }
    }

    struct Retry: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply a domain again, at once, on the servers that failed.",
            discussion: "A failed change is tried again by itself; this is for when its cause has just been removed.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("domains", domain, "application")
            output.show(answer) { "\(domain) is applied again. `hostwright domain show \(domain)` says how far it is." }
        }
    }

    struct Delete: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a domain to the trash.",
            discussion: "Its zone and website stop serving. It can be restored until its time in the trash is over.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                let found = try await panel.get("domains", domain).decode(DomainResource.self)
                return "\(found.shownName) of account \(found.account) goes to the trash: its website and zone stop serving at once. "
                    + "It can be restored until it is purged."
            }
            if !isMeant { return }
            let answer = try await panel.delete("domains", domain)
            try output.show(answer) {
                let purge = answer.bytes.isEmpty ? nil : try answer.decode(DomainResource.self).purgeAt
                return "\(domain) is in the trash\(purge.map { " until \($0.asMoment)" } ?? "")."
                    + " `hostwright domain restore \(domain)` brings it back."
            }
        }
    }

    struct Restore: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Take a domain out of the trash.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var answer = try await panel.post("domains", domain, "restoration")
            if waiting.wait { answer = try await waiting.untilLive(domain, panel) }
            try output.show(answer) {
                waiting.wait ? try answer.decode(DomainResource.self).sentenceOfLife : "\(domain) is restored."
            }
        }
    }

    struct Purge: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a domain of the trash for good.", discussion: "Its zone and its website's settings cannot be restored.")

        @Argument(help: "The domain's name.") var domain: String
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                let found = try await panel.get("domains", domain).decode(DomainResource.self)
                let root = found.website.map { " and the website in \($0.documentRoot)" } ?? ""
                return "\(found.shownName) of account \(found.account) is deleted for good: its zone\(root). This cannot be undone."
            }
            if !isMeant { return }
            let answer = try await panel.delete("trash", "domains", domain)
            output.show(answer) { "\(domain) is deleted for good." }
        }
    }
}

extension DomainResource {
    /// The name as its owner writes it; with the A-labels beside it when they differ.
    var shownName: String { displayName == name || displayName.isEmpty ? name : "\(displayName) (\(name))" }

    /// For the end of a successful wait.
    var sentenceOfLife: String {
        var servers: [String] = []
        for status in statuses where !servers.contains(status.server) { servers.append(status.server) }
        return "\(shownName) is live on \(servers.joined(separator: ", "))."
    }

    fileprivate var details: String {
        var details = Details()
        details.add("Domain", shownName)
        details.add("Account", account)
        details.add("State", state)
        details.add("On the servers", liveState)
        details.add("In the trash since", trashedAt?.asMoment)
        details.add("Purged", purgeAt?.asMoment)
        details.add("Name servers", nameServers.joined(separator: ", "))
        details.add("Serial", serial)
        if let website { website.add(to: &details) }
        details.add("Created", createdAt.asMoment)
        let table = statuses.table
        return table.isEmpty ? details.text : details.text + "\n\n" + table
    }
}

extension [StatusResource] {
    fileprivate var table: String {
        var table = Table([.text("SERVER"), .text("KIND"), .text("STATE"), .text("SINCE"), .text("NEXT TRY"), .text("WORDS")])
        for status in self {
            table.add([
                status.server, status.kind, status.state, status.since.asMoment, status.nextTry?.asMoment ?? "", status.words,
            ])
        }
        return table.text(width: Console.current.width)
    }
}
