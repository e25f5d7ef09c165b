import Foundation

/// The panel's description of its REST interface (OpenAPI 3.1): what commands there are beside those written by hand.
struct Description: Sendable {
    let operations: [Operation]
    private let document: JSON

    /// Throws a `Refusal` when the document describes nothing.
    init(_ document: JSON) throws {
        self.document = document
        let paths = document["paths"]?.members ?? []
        if paths.isEmpty { throw Refusal(.failed, "The panel's description of its interface names no operations.") }
        let shapes = Shapes(paths)
        var operations: [Operation] = []
        for path in paths where path.name.hasPrefix(Self.prefix) {
            for method in path.value.members {
                let shared = path.value["parameters"]?.items ?? []
                guard let operation = Operation(method.name, path.name, method.value, shared, document, shapes) else { continue }
                operations.append(operation)
            }
        }
        self.operations = operations
    }

    /// Every operation lies below this.
    static let prefix = "/api/v1/"

    /// The operations whose first word this is, in the singular or as in the address.
    func operations(of noun: String) -> [Operation] { operations.filter { $0.words.first == noun || $0.collection == noun } }

    /// The nouns, each once, in the panel's order.
    var nouns: [String] {
        var all: [String] = []
        for operation in operations { if let noun = operation.words.first, !all.contains(noun) { all.append(noun) } }
        return all
    }

    /// The operation that the words begin with, and the words after it. The longest one counts: `server logical-server create`.
    func match(_ typed: [String]) -> (operation: Operation, rest: [String])? {
        let candidates = operations.filter { operation in
            typed.count >= operation.words.count
                && zip(typed, operation.words).enumerated().allSatisfy { index, pair in
                    pair.0 == pair.1 || (index == 0 && pair.0 == operation.collection)
                }
        }
        guard let longest = candidates.max(by: { $0.words.count < $1.words.count }) else { return short(typed) }
        return (longest, Array(typed.dropFirst(longest.words.count)))
    }

    /// An operation on a part of a thing, said without the part's name: `webhook replay` for `webhook delivery replay`, where only one part
    /// of it knows the verb.
    private func short(_ typed: [String]) -> (operation: Operation, rest: [String])? {
        guard typed.count >= 2 else { return nil }
        let meant = operations.filter { operation in
            operation.words.count > 2 && operation.words.last == typed[1]
                && (operation.words[0] == typed[0] || operation.collection == typed[0])
        }
        return meant.count == 1 ? (meant[0], Array(typed.dropFirst(2))) : nil
    }

    /// The one that reads what this one changes.
    func reading(_ operation: Operation) -> Operation? { operations.first { $0.method == "GET" && $0.path == operation.path } }
}

/// What paths there are: whether a word is a collection can be told only from all of them.
struct Shapes {
    private let methods: [String: [String]]
    private let lists: Set<String>

    init(_ paths: [JSON.Member]) {
        methods = Dictionary(paths.map { ($0.name, $0.value.members.map(\.name)) }, uniquingKeysWith: { $0 + $1 })
        var lists: Set<String> = []
        for path in methods.keys {
            let segments = path.split(separator: "/")
            for (index, segment) in segments.enumerated() where index > 0 && segment.hasPrefix("{") {
                lists.insert("/" + segments[..<index].joined(separator: "/"))
            }
        }
        for path in paths {
            let schema = path.value["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
            if schema?["$ref"]?.text?.hasSuffix("List") == true || schema?["properties"]?["items"] != nil { lists.insert(path.name) }
        }
        self.lists = lists
    }

    /// Whether there are several of what the path ends in.
    func isCollection(_ path: String) -> Bool {
        if lists.contains(path) { return true }
        // Where things can only be made, the plural says that there are several.
        let name = path.split(separator: "/").last.map { String($0) } ?? ""
        return methods[path] == ["post"] && name.singular != name
    }

    /// Whether only POST is there, and nothing is collected: something to do, not a thing.
    func isAction(_ path: String) -> Bool { methods[path] == ["post"] && !isCollection(path) }
}

/// One operation as a command: its words, arguments and options.
struct Operation: Sendable {
    struct Parameter: Sendable {
        var name: String
        var text: String
        var schema: JSON
        var isRequired: Bool
    }

    /// `GET`, `POST` ...
    let method: String
    /// `/api/v1/servers/{server}/logical-servers`.
    let path: String
    /// `server logical-server create`.
    let words: [String]
    /// The first word as in the address: `servers`.
    let collection: String
    let summary: String
    /// More about it: who may.
    let text: String?
    /// What stands in the path, in its order.
    let arguments: [Parameter]
    let query: [Parameter]
    /// The schema of a JSON body, references followed.
    let body: JSON?
    /// The type of a body that is not JSON.
    let bodyType: String?
    /// The schema of the answer; nil without one.
    let answer: JSON?
    /// The type of an answer that is not JSON.
    let answerType: String?
    /// Whether it can wait until what it does is live (`Prefer: wait`).
    let waits: Bool
    /// Whether it tells and understands which state of the resource is meant.
    let isConditional: Bool
    private let document: JSON

    /// nil for what is no operation (`parameters`, `summary`) or goes on for ever (a stream of events).
    init?(_ method: String, _ path: String, _ tree: JSON, _ shared: [JSON], _ document: JSON, _ shapes: Shapes) {
        guard ["get", "post", "put", "patch", "delete"].contains(method) else { return nil }
        self.method = method.uppercased()
        self.path = path
        self.document = document
        summary = tree["summary"]?.text ?? path
        text = tree["description"]?.text
        let parameters = (shared + (tree["parameters"]?.items ?? [])).map { document.resolved($0) }
        func named(_ place: String) -> [Parameter] {
            parameters.filter { $0["in"]?.text == place }.compactMap { parameter in
                guard let name = parameter["name"]?.text else { return nil }
                return Parameter(
                    name: name, text: parameter["description"]?.text ?? "", schema: document.resolved(parameter["schema"] ?? .object([])),
                    isRequired: parameter["required"]?.isTrue ?? false)
            }
        }
        let places = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let inPath = named("path")
        arguments = places.map { name in
            inPath.first { $0.name == name } ?? Parameter(name: String(name), text: "", schema: .object([]), isRequired: true)
        }
        query = named("query")
        let headers = named("header").map { $0.name.lowercased() }
        waits = headers.contains("prefer")
        isConditional = headers.contains("if-match")
        let content = document.resolved(tree["requestBody"] ?? .null)["content"]
        body = content?["application/json"]?["schema"].map { document.resolved($0) }
        bodyType = body == nil ? content?.members.first?.name : nil
        let success = (tree["responses"]?.members ?? []).first { $0.name.hasPrefix("2") }.map { document.resolved($0.value) }
        let answers = success?["content"]
        answer = answers?["application/json"]?["schema"].map { document.resolved($0) }
        answerType = answer == nil ? answers?.members.first?.name : nil
        if answerType == "text/event-stream" { return nil }
        let isList = answer?["properties"]?["items"] != nil
        words = Self.words(method, path, isList: isList, shapes)
        collection = path.dropFirst(Description.prefix.count).split(separator: "/").first.map(String.init) ?? ""
        // A file of the interface, such as this description, is no resource.
        if words.count < 2 || words.contains(where: { $0.contains(".") }) { return nil }
    }

    /// The nouns of the path, and what is done: `accounts/{account}/suspension` with PUT is `account suspension set`.
    private static func words(_ method: String, _ path: String, isList: Bool, _ shapes: Shapes) -> [String] {
        let segments = path.dropFirst(Description.prefix.count).split(separator: "/").map { String($0) }
        var words: [String] = []
        var place = String(Description.prefix.dropLast())
        for segment in segments {
            place += "/" + segment
            if segment.hasPrefix("{") { continue }
            words.append(shapes.isCollection(place) ? segment.singular : segment)
        }
        let endsInOne = segments.last?.hasPrefix("{") == true
        if !endsInOne, segments.count > 1, shapes.isAction(place) { return words }
        let verb =
            switch method {
            case "get": isList ? "list" : "show"
            case "post": "create"
            case "put": endsInOne || segments.count == 1 ? "change" : "set"
            case "patch": "change"
            default: "delete"
            }
        return words + [verb]
    }

    var isList: Bool { words.last == "list" && answer?["properties"]?["items"] != nil }
    var isUnsafe: Bool { method != "GET" }

    /// `hostwright server logical-server create SERVER`.
    var usage: String { (["hostwright"] + words + arguments.map { $0.name.asPlaceholder }).joined(separator: " ") }

    /// What a schema is, references and the choice between something and null followed.
    func resolved(_ schema: JSON) -> JSON { document.resolved(schema) }

    /// The path with its values, one segment each.
    func segments(_ values: [String]) -> [String] {
        var left = values[...]
        return path.dropFirst(Description.prefix.count).split(separator: "/").map { segment in
            segment.hasPrefix("{") ? left.popFirst() ?? "" : String(segment)
        }
    }
}

extension JSON {
    /// The description itself, asked for what `tree` refers to.
    func resolved(_ tree: JSON) -> JSON {
        var tree = tree
        // A reference may lead to another one, but not for ever.
        for _ in 0..<8 {
            if let reference = tree["$ref"]?.text, reference.hasPrefix("#/") {
                var found: JSON? = self
                for name in reference.dropFirst(2).split(separator: "/") {
                    found = found?[String(name).replacing("~1", with: "/").replacing("~0", with: "~")]
                }
                tree = found ?? .object([])
            } else if let choice = (tree["anyOf"] ?? tree["oneOf"])?.items.first(where: { $0["type"]?.text != "null" }) {
                let text = tree["description"]
                tree = choice
                if let text, tree["$ref"] == nil { tree = tree.with("description", text) }
            } else {
                return tree
            }
        }
        return tree
    }
}

extension String {
    /// `domains` is `domain`, `audit-entries` is `audit-entry`, `addresses` is `address`; `staff` and `status` are what they are.
    var singular: String {
        if hasSuffix("ies"), count > 4 { return dropLast(3) + "y" }
        for ending in ["sses", "xes", "ches", "shes"] where hasSuffix(ending) { return String(dropLast(2)) }
        for ending in ["ss", "us", "is"] where hasSuffix(ending) { return self }
        return hasSuffix("s") && count > 2 ? String(dropLast()) : self
    }

    /// `documentRoot` is `document-root`, `per_page` is `per-page`.
    var asOptionName: String { String(Refusal.option(for: self).dropFirst(2)) }

    /// `documentRoot` is `DOCUMENT-ROOT`.
    var asPlaceholder: String { asOptionName.uppercased() }

    /// `documentRoot` is `Document root`.
    var asLabel: String {
        let words = asOptionName.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
