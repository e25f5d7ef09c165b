import APIResources
import ArgumentParser

/// `hostwright message …`
package struct MessageCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Errors and notices for you, or for the provider.", subcommands: [List.self, Read.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List messages, newest first.")

        @Flag(help: "Those to the provider.") var provider = false
        @Option(help: "error or notice.") var kind: String?
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get(
                provider ? "provider-messages" : "messages",
                query: [("state", kind)] + reading.query)
            try output.show(answer) {
                let list = try answer.decode(MessageListResource.self)
                var table = Table([.text("WHEN"), .text("KIND"), .text("MESSAGE")])
                for each in list.items {
                    let text = each.words.isEmpty ? each.text : "\(each.text): \(each.words)"
                    table.add([each.at.asMoment, each.isUnread ? "\(each.kind), new" : each.kind, text])
                }
                reading.tellRest(list.next)
                return list.items.isEmpty ? "No messages." : table.text(width: Console.current.width)
            }
        }
    }

    struct Read: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Mark all messages as read.")

        @Flag(help: "Those to the provider; read by you, not by your colleagues.") var provider = false
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.put(provider ? "provider-messages" : "messages", "read-mark", body: .none)
            output.show(answer) { "All messages are marked as read." }
        }
    }
}
