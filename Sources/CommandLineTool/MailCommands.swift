import APIResources
import ArgumentParser

/// `hostwright mail …`
package struct MailCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Mails that the panel has written, and the relay they leave through.",
        subcommands: [List.self, Show.self, Again.self, Relay.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List outgoing mails, newest first.")
        static let optionNames = ["q": "--search", "state": "--only"]

        @Option(name: .customLong("search"), help: "Only mails with this text in recipient or subject.") var searched: String?
        @Option(help: "Only mails in this state: waiting, sent, failed or kept.") var only: String?
        @Option(help: "The page to show, from 1.") var page: Int?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("mails", query: [("q", searched), ("state", only), ("page", page.map(String.init))])
            try output.show(answer) {
                let list = try answer.decode(ListResource<MailResource>.self)
                var table = Table([.text("ID"), .text("STATE"), .text("TO"), .text("SUBJECT"), .text("WRITTEN"), .text("RELAY'S WORDS")])
                for mail in list.items {
                    table.add([mail.id, mail.state, mail.to, mail.subject, mail.createdAt.asMoment, mail.words ?? ""])
                }
                if list.next != nil { Console.current.complain(["There are more: --page \((page ?? 1) + 1)"]) }
                return list.items.isEmpty ? "No mails." : table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a mail with its text.")

        @Argument(help: "The mail's id.") var id: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("mails", id)
            try output.show(answer) {
                let mail = try answer.decode(MailResource.self)
                var details = Details()
                details.add("To", mail.toName.isEmpty ? mail.to : "\(mail.toName) <\(mail.to)>")
                details.add("Subject", mail.subject)
                details.add("State", mail.state)
                details.add("Written", mail.createdAt.asMoment)
                details.add("Sent", mail.sentAt?.asMoment)
                details.add("Relay's words", mail.words)
                return details.text + "\n\n" + (mail.text ?? "").printable(keepingLines: true)
            }
        }
    }

    struct Again: PanelCommand {
        static let configuration = CommandConfiguration(commandName: "send-again", abstract: "Send a mail once more.")

        @Argument(help: "The mail's id.") var id: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("mails", id, "repetition")
            output.show(answer) { "The mail is on its way again." }
        }
    }

    struct Relay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The server that takes the panel's mail.", subcommands: [Show.self, Change.self, Remove.self, Test.self])

        struct Show: PanelCommand {
            static let configuration = CommandConfiguration(abstract: "Show the relay.")

            @OptionGroup var connection: ConnectionOptions
            @OptionGroup var output: OutputOptions

            func perform(with panel: Panel) async throws {
                let answer = try await panel.get("settings", "mail-relay")
                try output.show(answer) {
                    let relay = try answer.decode(RelayResource.self)
                    var details = Details()
                    details.add("Host", relay.host)
                    details.add("Port", relay.port)
                    details.add("Security", relay.security)
                    details.add("User", relay.user)
                    details.add("Password", relay.hasPassword == true ? "stored" : nil)
                    details.add("Sender", relay.senderAddress)
                    details.add("Name", relay.senderName)
                    return details.text
                }
            }
        }

        struct Change: PanelCommand {
            static let configuration = CommandConfiguration(
                abstract: "Set the relay.",
                discussion: "A password is read from standard input with --password, so that no list of processes shows it.")
            static let optionNames = ["host": "HOST", "senderAddress": "--sender", "senderName": "--sender-name"]

            @Argument(help: "Host name or address.") var host: String
            @Option(help: "Port. Default: the usual one of the security.") var port: Int?
            @Option(help: "none, starttls or tls.") var security = "starttls"
            @Option(help: "User name at the relay.") var user: String?
            @Flag(help: "Read the password from standard input.") var password = false
            @Option(help: "Address that recipients see as the sender.") var sender: String
            @Option(help: "Name that recipients see as the sender.") var senderName: String?
            @OptionGroup var connection: ConnectionOptions
            @OptionGroup var output: OutputOptions

            func perform(with panel: Panel) async throws {
                var secret: String?
                if password {
                    let typed = String(decoding: try Console.current.input(), as: UTF8.self)
                    secret = typed.split(separator: "\n", maxSplits: 1).first.map(String.init)
                }
                let relay = RelayResource(
                    host: host, port: port, security: security, user: user, password: secret, senderAddress: sender, senderName: senderName,
                    authority: nil)
                let answer = try await panel.put("settings", "mail-relay", body: .payload(relay))
                output.show(answer) { "Mails leave through \(host) from now on." }
            }
        }

        struct Remove: PanelCommand {
            static let configuration = CommandConfiguration(abstract: "Use no relay: mails are kept in the panel.")

            @OptionGroup var connection: ConnectionOptions
            @OptionGroup var output: OutputOptions

            func perform(with panel: Panel) async throws {
                let answer = try await panel.delete("settings", "mail-relay")
                output.show(answer) { "Mails are kept in the panel from now on." }
            }
        }

        struct Test: PanelCommand {
            static let configuration = CommandConfiguration(abstract: "Send a test mail right now, and show what the relay says.")
            static let optionNames = ["to": "TO"]

            @Argument(help: "Recipient.") var to: String
            @OptionGroup var connection: ConnectionOptions
            @OptionGroup var output: OutputOptions

            func perform(with panel: Panel) async throws {
                let answer = try await panel.post("settings", "mail-relay", "test", body: .payload(RelayTestResource(to: to)))
                try output.show(answer) { "The relay says: \(try answer.decode(RelayWordsResource.self).words)" }
            }
        }
    }
}
