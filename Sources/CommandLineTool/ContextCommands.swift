import ArgumentParser
import Foundation

/// `hostwright context …`
package struct ContextCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "context", abstract: "The panels you work with.",
        discussion: "`hostwright login URL` adds one. --context NAME on any command takes another than the current one.",
        subcommands: [List.self, Use.self, Remove.self])

    package init() {}

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List contexts; the current one has a star.")

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let stored = try Contexts.stored(Console.current.variables)
            let names = stored.contexts.keys.sorted()
            if output.json {
                let items = names.map { name in
                    JSON.object([
                        .init(name: "name", value: .text(name)), .init(name: "url", value: .text(stored.contexts[name]?.url ?? "")),
                        .init(name: "isCurrent", value: .boolean(stored.current == name)),
                    ])
                }
                return Console.current.print(JSON.object([.init(name: "items", value: .list(items))]).written())
            }
            var table = Table([.text(""), .text("NAME"), .text("URL")])
            for name in names { table.add([stored.current == name ? "*" : "", name, stored.contexts[name]?.url ?? ""]) }
            Console.current.print(
                names.isEmpty ? "No contexts. `hostwright login URL` makes one." : table.text(width: Console.current.width))
        }
    }

    struct Use: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a context the current one.")

        @Argument(help: "The context's name.") var name: String

        func run() async throws {
            var stored = try Contexts.stored(Console.current.variables)
            let context = try stored.named(name)
            stored.current = name
            try stored.store(Console.current.variables)
            Console.current.print("\(name) (\(context.url)) is the current context.".printable())
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a context with its token.", discussion: "The token stays valid until it is revoked in the panel.")

        @Argument(help: "The context's name.") var name: String

        func run() async throws {
            var stored = try Contexts.stored(Console.current.variables)
            _ = try stored.named(name)
            stored.contexts[name] = nil
            if stored.current == name { stored.current = nil }
            try stored.store(Console.current.variables)
            let next = stored.current == nil && !stored.contexts.isEmpty ? " `hostwright context use NAME` makes another one current." : ""
            Console.current.print("\(name) is forgotten. Its token is valid until it is revoked in the panel.\(next)".printable())
        }
    }
}
