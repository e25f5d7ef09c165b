import ArgumentParser
import Foundation

/// `hostwright man DIR`
package struct ManCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Write the manual pages of this command.",
        discussion: """
            One page for each group of commands goes to DIR/man1; `man -M DIR hostwright` shows them. When a panel is named or current, \
            what only its description knows is in them too.
            """)

    @Argument(help: "The folder for man1/; /usr/local/share/man makes the pages known to all.") var folder: String
    @OptionGroup var connection: ConnectionOptions

    package init() {}

    package func run() async throws {
        let description = await optionalDescription(connection)
        let pages = try Manual.pages(of: CommandLine.root, description)
        let target = "\(folder)/man1"
        do {
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
            for page in pages { try Data(page.text.utf8).write(to: URL(fileURLWithPath: "\(target)/\(page.name).1")) }
        } catch {
            throw Refusal(.invalid, "DIR: \(target) cannot be written.")
        }
        Console.current.print("\(counted(pages.count, "page")) written to \(target).")
        if description == nil { Console.current.complain(["No panel was asked: its own commands are not in the pages."]) }
    }
}

/// The description of the panel that would be used; nil when there is none or it does not answer.
func optionalDescription(_ options: ConnectionOptions) async -> Description? {
    guard let connection = try? Connection(options, variables: Console.current.variables) else { return nil }
    return try? await Panel.connected(connection, optionNames: [:]) { try await $0.description() }
}

/// The manual pages: from the commands' own help, and from the panel's description.
enum Manual {
    static func pages(of root: any ParsableCommand.Type, _ description: Description?) throws -> [ManPage] {
        let command = try JSON([UInt8](root._dumpHelp().utf8))["command"] ?? .object([])
        let groups = (command["subcommands"]?.items ?? []).filter { isShown($0) && $0["commandName"]?.text != "help" }
        let names = groups.compactMap { $0["commandName"]?.text }
        var pages = groups.map { page(of: $0, description) }
        for noun in description?.nouns ?? [] where !names.contains(noun) {
            guard let description else { continue }
            var page = ManPage("hostwright-\(noun)", "commands about \(noun), as the panel describes them")
            page.section("Commands")
            for operation in description.operations(of: noun) { add(operation, to: &page) }
            footer(&page)
            pages.append(page)
        }
        return [overview(command, pages.map { String($0.name.dropFirst("hostwright-".count)) }, groups)] + pages
    }

    private static func isShown(_ item: JSON) -> Bool { item["shouldDisplay"] != .boolean(false) }

    private static func overview(_ command: JSON, _ names: [String], _ groups: [JSON]) -> ManPage {
        var page = ManPage("hostwright", purpose(command))
        page.section("Synopsis")
        page.usage("hostwright COMMAND [VERB] [ARGUMENT ...] [--option value ...]")
        page.section("Description")
        page.add(
            """
            hostwright runs a control plane (hostwright serve) and is a client of the REST interface of a running one (every other \
            command). The panel's own description of its interface adds commands that this program does not know by itself; `hostwright resources` \
            lists them.
            """)
        page.section("Commands")
        for name in names {
            let group = groups.first { $0["commandName"]?.text == name }
            page.item("hostwright \(name)", nil, group?["abstract"]?.text ?? "As the panel describes it. See hostwright-\(name)(1).")
        }
        page.section("Environment")
        page.item("HOSTWRIGHT_URL", nil, "Address of the panel, when neither --state nor --context is given.")
        page.item("HOSTWRIGHT_TOKEN_FILE", nil, "The file that holds the token for it.")
        page.item("HOSTWRIGHT_CONTEXT", nil, "Name of the context that is used instead of the current one.")
        page.item("XDG_CONFIG_HOME, XDG_CACHE_HOME", nil, "Where the files below are instead of ~/.config and ~/.cache.")
        page.section("Files")
        page.item("~/.config/hostwright/contexts.json", nil, "The contexts with their tokens; only their owner may read it.")
        page.item("~/.cache/hostwright/", nil, "The panels' descriptions of their interfaces. They can be removed at any time.")
        footer(&page)
        return page
    }

    private static func page(of group: JSON, _ description: Description?) -> ManPage {
        let name = group["commandName"]?.text ?? ""
        var page = ManPage("hostwright-\(name)", purpose(group))
        let verbs = (group["subcommands"]?.items ?? []).filter { isShown($0) && $0["commandName"]?.text != "help" }
        if verbs.isEmpty {
            page.section("Synopsis")
            page.usage(usage(group, ["hostwright", name]))
            if let text = group["discussion"]?.text {
                page.section("Description")
                page.add(text)
            }
            page.section("Options")
            options(group, &page)
        } else {
            if let text = group["discussion"]?.text {
                page.section("Description")
                page.add(text)
            }
            page.section("Commands")
            for verb in verbs {
                let words = ["hostwright", name, verb["commandName"]?.text ?? ""]
                page.part(words.joined(separator: " "))
                page.usage(usage(verb, words))
                if let text = verb["abstract"]?.text { page.add(text) }
                if let text = verb["discussion"]?.text { page.add(text) }
                options(verb, &page)
            }
        }
        let known = Set(verbs.compactMap { $0["commandName"]?.text })
        for operation in description?.operations(of: name) ?? []
        where operation.words.count > 2 || !known.contains(operation.words.last ?? "") {
            add(operation, to: &page)
        }
        footer(&page)
        return page
    }

    private static func add(_ operation: Operation, to page: inout ManPage) {
        page.part((["hostwright"] + operation.words).joined(separator: " "))
        page.usage(operation.usage + " [--option value ...]")
        page.add(operation.summary + ".")
        if let text = operation.text { page.add(text) }
        for argument in operation.arguments { page.item(argument.name.asPlaceholder, nil, argument.text) }
        for option in ResourceCommand.options(of: operation) { page.item(option.typed, option.valueName, option.help) }
        for option in ResourceArguments.general(for: operation) { page.item(option.typed, option.valueName, option.help) }
    }

    private static func purpose(_ command: JSON) -> String {
        let text = command["abstract"]?.text ?? ""
        let bare = text.hasSuffix(".") ? String(text.dropLast()) : text
        return bare.prefix(1).lowercased() + bare.dropFirst()
    }

    private static func usage(_ command: JSON, _ words: [String]) -> String {
        let places = (command["arguments"]?.items ?? []).filter { $0["kind"]?.text == "positional" && isShown($0) }.map { argument in
            let name = (argument["valueName"]?.text ?? "").uppercased()
            return argument["isOptional"]?.isTrue == true ? "[\(name)]" : name
        }
        return (words + places + ["[--option value ...]"]).joined(separator: " ")
    }

    private static func options(_ command: JSON, _ page: inout ManPage) {
        for argument in command["arguments"]?.items ?? [] where isShown(argument) {
            var text = argument["abstract"]?.text ?? ""
            if let more = argument["discussion"]?.text { text += " " + more }
            if let otherwise = argument["defaultValue"]?.text, !otherwise.isEmpty { text += " Default: \(otherwise)." }
            let value = argument["valueName"]?.text
            if argument["kind"]?.text == "positional" {
                page.item((value ?? "").uppercased(), nil, text)
            } else {
                let names = (argument["names"]?.items ?? []).map { ($0["kind"]?.text == "short" ? "-" : "--") + ($0["name"]?.text ?? "") }
                page.item(names.joined(separator: ", "), argument["kind"]?.text == "option" ? value : nil, text)
            }
        }
    }

    private static func footer(_ page: inout ManPage) {
        page.section("Exit status")
        for reason in ExitReason.allCases { page.item(String(reason.rawValue), nil, reason.meaning + ".") }
        page.section("See also")
        page.add(page.name == "hostwright" ? "The manual of the panel, below “Help”." : "hostwright(1)")
    }
}
