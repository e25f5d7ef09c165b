import Foundation
import NIOHTTP1

/// A command that is not written by hand: the panel's description of its interface says what there is, what it takes and what it answers.
/// So a new feature needs no new command line.
struct ResourceCommand: Sendable {
    /// The words of the command and what follows, without the name of the program.
    let typed: [String]

    /// Whether the first words are those of a command that only the panel's description can know.
    ///
    /// - Parameter known: the words of the hand-written groups, each with its verbs.
    static func isMeant(_ words: [String], known: [String: Set<String>]) -> Bool {
        guard let noun = words.first, !noun.hasPrefix("-"), noun != "help" else { return false }
        guard let verbs = known[noun] else { return true }
        // A group without verbs is a command itself. A group without a verb explains itself, or runs its default.
        guard !verbs.isEmpty, let verb = words.dropFirst().first, !verb.hasPrefix("-") else { return false }
        return !verbs.contains(verb)
    }

    func run() async throws {
        var words = typed
        let (choice, isJSON) = ResourceArguments.choice(from: &words)
        let connection: Connection
        do { connection = try Connection(state: choice.state, context: choice.context, variables: Console.current.variables) } catch {
            guard let refusal = error as? Refusal, choice.state == nil, choice.context == nil else { throw error }
            var told = refusal
            told.lines.insert("“\(words.prefix(2).joined(separator: " "))” is no command of this program. A panel may know it.", at: 0)
            throw told
        }
        try await Panel.connected(connection, optionNames: [:]) { [words] panel in
            let description: Description
            do { description = try await panel.description() } catch let refusal as Refusal where refusal.status == .notFound {
                throw Refusal(
                    .invalid,
                    "“\(words.prefix(2).joined(separator: " "))” is no command; this panel does not describe any more. "
                        + "`hostwright --help` lists them."
                )
            }
            // What was typed up to the first option is where the words of the command are.
            let leading = Array(words.prefix { !$0.hasPrefix("-") })
            guard let (operation, rest) = description.match(leading) else {
                if words.contains("--help") || words.contains("-h") || leading.count == 1, let noun = leading.first,
                    !description.operations(of: noun).isEmpty
                {
                    return Console.current.print(ResourceHelp.noun(noun, in: description))
                }
                throw Self.unknown(leading, description)
            }
            try await perform(
                operation, Array(words.dropFirst(leading.count - rest.count)), description, panel, choice, isJSON: isJSON)
        }
    }

    private static func unknown(_ words: [String], _ description: Description) -> Refusal {
        let noun = words.first ?? ""
        let operations = description.operations(of: noun)
        if operations.isEmpty {
            let near = description.nouns.min { $0.distance(to: noun) < $1.distance(to: noun) }.flatMap {
                $0.distance(to: noun) <= 2 ? $0 : nil
            }
            return Refusal(
                .invalid,
                "There is no command \(noun), or not for you."
                    + (near.map { " Did you mean \($0)?" } ?? " `hostwright --help` and `hostwright resources` list them."))
        }
        let verbs = operations.map { $0.words.dropFirst().joined(separator: " ") }
        return Refusal(.invalid, "“\(words.joined(separator: " "))” is no command. With \(noun) go: \(verbs.joined(separator: ", ")).")
    }

    /// The options for the fields and the filters of an operation.
    static func options(of operation: Operation) -> [ResourceOption] {
        // Reading on is --all, and counting costs time for a number that --json alone would show.
        let query = operation.query.filter { $0.name != "cursor" && $0.name != "count" }.map { ResourceOption(parameter: $0) }
        return query + (operation.body.map { ResourceOption.options(of: $0, resolving: operation.resolved) } ?? [])
    }

    private func perform(
        _ operation: Operation, _ words: [String], _ description: Description, _ panel: Panel, _ choice: ResourceArguments.ConnectionChoice,
        isJSON: Bool
    ) async throws {
        let options = Self.options(of: operation)
        // A whole replacement is made from what is there and what is typed.
        let reading = operation.method == "PUT" ? description.reading(operation) : nil
        let arguments = try ResourceArguments(
            words, for: operation, options: options, isPartial: reading != nil, connection: choice, isJSON: isJSON)
        if arguments.wantsHelp { return Console.current.print(ResourceHelp.operation(operation, options)) }
        if operation.method == "PATCH", arguments.body?.members.isEmpty ?? false {
            throw Refusal(.invalid, "Nothing to change. Give at least one of: \(options.map(\.typed).joined(separator: ", ")).")
        }
        let panel = panel.calling(Dictionary(options.map { ($0.field, $0.typed) }, uniquingKeysWith: { first, _ in first }))
        let request = try await ResourceRequest(operation, arguments, reading: reading, panel)
        if operation.isList { return try await request.list() }
        if operation.isUnsafe {
            if arguments.isDryRun { return try await request.rehearse(description.reading(operation)) }
            if operation.method == "DELETE" { try await request.confirm(description.reading(operation)) }
        }
        try await request.send()
    }
}

/// One request of a command, its body complete.
struct ResourceRequest: Sendable {
    private let operation: Operation
    private let arguments: ResourceArguments
    private let panel: Panel
    private let body: Panel.Body
    private var headers: [(String, String)] = []

    init(_ operation: Operation, _ arguments: ResourceArguments, reading: Operation?, _ panel: Panel) async throws {
        self.operation = operation
        self.arguments = arguments
        self.panel = panel
        if operation.bodyType != nil, let file = arguments.file {
            body = .bytes(try Self.bytes(of: file))
        } else if var typed = arguments.body {
            if reading != nil {
                let present = try await panel.send(.GET, operation.segments(arguments.places))
                typed = try Self.merged(typed, into: present.json(), for: operation.body ?? .object([]), resolve: operation.resolved)
                // Nobody's change in between is lost.
                if operation.isConditional, let tag = present.tag { headers.append(("if-match", tag)) }
            }
            body = .json([UInt8](typed.written().utf8))
        } else {
            body = .none
        }
        if arguments.wait { headers.append(("prefer", "wait=\(arguments.timeout)")) }
    }

    /// What is there, as far as it can be sent, with what was typed.
    private static func merged(_ typed: JSON, into present: JSON, for schema: JSON, resolve: (JSON) -> JSON) throws -> JSON {
        var whole = JSON.object([])
        for property in schema["properties"]?.members ?? [] {
            if let value = typed[property.name] {
                let inner = resolve(property.value)
                let isObject = inner["properties"] != nil && value.text == nil && value.items.isEmpty
                whole = whole.with(
                    property.name,
                    isObject ? try merged(value, into: present[property.name] ?? .object([]), for: inner, resolve: resolve) : value)
            } else if let value = present[property.name], value != .null {
                whole = whole.with(property.name, value)
            }
        }
        let missing = (schema["required"]?.texts ?? []).filter { whole[$0] == nil }
        if let first = missing.first {
            throw Refusal(.invalid, "\(Refusal.option(for: first)): It is required, and the panel does not tell it.")
        }
        return whole
    }

    private static func bytes(of file: String) throws -> [UInt8] {
        if file == "-" { return try Console.current.input() }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw Refusal(.invalid, "--file: \(file) does not exist, is a folder, or cannot be read.")
        }
        return [UInt8](contents)
    }

    private var method: HTTPMethod { HTTPMethod(rawValue: operation.method) }
    private var segments: [String] { operation.segments(arguments.places) }

    // MARK: Lists

    /// One page, or with `--all` every page.
    func list() async throws {
        let item = operation.resolved(operation.answer?["properties"]?["items"]?["items"] ?? .object([]))
        var query = arguments.query
        // Fewer requests for the same rows.
        let canGrow = operation.query.contains { $0.name == "per_page" } && !query.contains { $0.0 == "per_page" }
        if arguments.all, canGrow { query.append(("per_page", "200")) }
        var answer = try await panel.send(.GET, segments, query: query)
        var page = try answer.json()
        var items = page["items"]?.items ?? []
        var seen: Set<String> = []
        while arguments.all, let next = page["next"]?.text, seen.insert(next).inserted {
            answer = try await panel.send(.GET, segments, query: query.filter { $0.0 != "page" } + [("cursor", next)])
            page = try answer.json()
            items += page["items"]?.items ?? []
        }
        if arguments.isJSON {
            if !arguments.all || seen.isEmpty { return answer.printPayload() }
            return Console.current.print(JSON.object([.init(name: "items", value: .list(items))]).written())
        }
        let console = Console.current
        if items.isEmpty {
            console.print("No \(operation.path.split(separator: "/").last.map { String($0) } ?? "").")
            return
        }
        console.print(
            try ResourceOutput.table(items, schema: item, resolve: operation.resolved, columns: arguments.columns, width: console.width))
        if !arguments.all, page["next"]?.text != nil {
            let total = page["total"]?.integer.map { " of \($0)" } ?? ""
            console.complain(["\(items.count)\(total) shown. --all shows all."])
        } else if !arguments.all, let total = page["total"]?.integer, total > items.count {
            console.complain(["\(items.count) of \(total) shown. --all or --page shows more."])
        }
    }

    // MARK: One thing

    func send() async throws {
        if operation.answerType != nil, operation.method == "GET" { return try await receive() }
        let answer = try await panel.send(method, segments, query: arguments.query, body: body, headers: headers)
        if arguments.isJSON { return answer.printPayload() }
        let console = Console.current
        if answer.bytes.isEmpty { return console.print(sentence) }
        if operation.answerType != nil { return answer.printPayload() }
        let details = ResourceOutput.details(try answer.json(), schema: operation.answer, resolve: operation.resolved, width: console.width)
        if operation.isUnsafe {
            // What was made is told first, for who reads no further.
            console.print(sentence + (answer.status == 202 ? " The servers are still at it; --wait waits for them." : ""))
        }
        console.print(details)
    }

    private func receive() async throws {
        guard let file = arguments.file else {
            let output = Console.current.output
            return try await panel.receive(segments, query: arguments.query) { try output($0) }
        }
        let answer = try await panel.send(.GET, segments, query: arguments.query)
        guard FileManager.default.createFile(atPath: file, contents: Data(answer.bytes)) else {
            throw Refusal(.invalid, "--to: \(file) cannot be written.")
        }
    }

    /// The name of what is meant, as it was typed.
    private var thing: String {
        let nouns = operation.words.dropLast(operation.isAction ? 0 : 1).joined(separator: " ")
        return ([nouns] + arguments.places).joined(separator: " ")
    }

    private var sentence: String {
        let done =
            switch operation.words.last {
            case "create": "is created"
            case "change", "set": "is changed"
            case "delete": "is deleted"
            default: "is done"
            }
        let text = "\(thing) \(done)."
        return (text.prefix(1).uppercased() + text.dropFirst()).printable()
    }

    // MARK: Care

    private func requestText() -> String {
        var text = "\(operation.method) \(Description.prefix)\(segments.map(\.escapedForURL).joined(separator: "/"))"
        if case .json(let bytes) = body, let shown = try? JSON(bytes) {
            text += "\n" + shown.hidingSecrets.written(indented: true)
        } else if case .bytes(let bytes) = body {
            text += "\n(\(counted(bytes.count, "byte")))"
        }
        return text
    }

    /// Shows what would be sent and, when something would be lost, what.
    func rehearse(_ reading: Operation?) async throws {
        let console = Console.current
        console.print(requestText().printable(keepingLines: true))
        if operation.method == "DELETE" || operation.method == "PUT" || operation.method == "PATCH", let reading, reading.answer != nil {
            let present = try await panel.send(.GET, segments)
            console.print(operation.method == "DELETE" ? "\nThis would be lost:" : "\nThis is there now:")
            console.print(
                try ResourceOutput.details(present.json(), schema: reading.answer, resolve: reading.resolved, width: console.width))
        }
        console.complain(["Nothing was changed (--dry-run)."])
    }

    /// Asks before something is deleted, naming it.
    func confirm(_ reading: Operation?) async throws {
        try await ConfirmationOptions.confirm(yes: arguments.yes) {
            guard let reading, reading.answer != nil else { return "\(thing.prefix(1).uppercased() + thing.dropFirst()) is deleted." }
            let present = try await panel.send(.GET, segments)
            let details = try ResourceOutput.details(
                present.json(), schema: reading.answer, resolve: reading.resolved, width: Console.current.width)
            return "This is deleted:\n\(details)\n"
        }
    }
}

extension JSON {
    /// The same with dots for what nobody should read over somebody's shoulder.
    fileprivate var hidingSecrets: JSON {
        switch self {
        case .list(let items): .list(items.map(\.hidingSecrets))
        case .object(let members):
            .object(
                members.map { member in
                    let name = member.name.lowercased()
                    let isSecret = ["password", "secret", "token"].contains { name.contains($0) } && member.value.text != nil
                    return Member(name: member.name, value: isSecret ? .text("...") : member.value.hidingSecrets)
                })
        default: self
        }
    }
}

extension Operation {
    /// Whether the last word is something to do and not a thing: `job retry`.
    var isAction: Bool { path.hasSuffix("/" + (words.last ?? "")) }
}
