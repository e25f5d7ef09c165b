import APIResources
import Core
import HTTPTypes

/// The description of the REST interface (OpenAPI 3.1), made from the same declarations that serve the routes.
struct OpenAPI {
    /// Why the operations cannot be described: a mistake of the program, told when it starts.
    struct Mistake: Error, CustomStringConvertible { let description: String }

    private let operations: [APIOperation]
    private let title: String
    private let server: String
    private var components = OpenAPIComponents()

    init(_ operations: [APIOperation], title: String, server: String) {
        self.operations = operations.knowingConditions
        self.title = title
        self.server = server
    }

    /// What the payloads do not explain. Known once the document has been made.
    var gaps: [String] { components.gaps }

    /// Throws `Mistake` when a payload cannot be described or two operations have one name.
    mutating func document() throws -> JSONTree {
        for operation in operations { if let taken = operation.takes { try components.markRequested(taken) } }
        var paths: [(name: String, value: JSONTree)] = []
        var names: Set<String> = []
        for operation in operations {
            if !names.insert(operation.name).inserted { throw Mistake(description: "two operations are called \(operation.name)") }
            let path = operation.pathText
            let member = (name: operation.method.rawValue.lowercased(), value: try described(operation))
            if let at = paths.firstIndex(where: { $0.name == path }) {
                paths[at].value = paths[at].value.with(member.name, member.value)
            } else {
                paths.append((path, .object([member])))
            }
        }
        var tags: [String] = []
        for operation in operations where !tags.contains(operation.collection) { tags.append(operation.collection) }
        let problem = try components.reference(to: ProblemResource.self)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string("\(title): REST interface"), "version": "1",
                "description": .string(OpenAPIWords.introduction),
            ],
            "servers": [["url": .string(server)]],
            "security": [["bearer": []]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer", "description": "A token made in the panel."]],
                "parameters": OpenAPIWords.headerParameters,
                "headers": OpenAPIWords.headers,
                "responses": OpenAPIWords.problems(problem),
                "schemas": .object(components.schemas),
            ],
        ]
    }

    private mutating func described(_ operation: APIOperation) throws -> JSONTree {
        var tree: JSONTree = [
            "operationId": .string(operation.name), "tags": [.string(operation.collection)], "summary": .string(operation.summary),
        ]
        if let needs = operation.policy.sentence { tree = tree.with("description", .string(needs)) }
        if operation.policy.requirement == .anyone { tree = tree.with("security", []) }
        let parameters = parameters(of: operation)
        if !parameters.isEmpty { tree = tree.with("parameters", .array(parameters)) }
        if let taken = operation.takes {
            var content: JSONTree = ["schema": try components.reference(to: taken)]
            if let example = try taken.exampleTree() { content = content.with("example", example) }
            tree = tree.with("requestBody", ["required": true, "content": ["application/json": content]])
        } else if let mediaType = operation.takesMediaType {
            tree = tree.with(
                "requestBody",
                ["required": true, "content": .member(mediaType, ["schema": ["type": "string", "format": "binary"]])])
        }
        return tree.with("responses", try answers(of: operation))
    }

    private func parameters(of operation: APIOperation) -> [JSONTree] {
        var all: [JSONTree] = zip(operation.template.parameters, operation.path).map { name, kind in
            [
                "name": .string(name), "in": "path", "required": true, "description": .string(kind.sentence(for: name)),
                "schema": kind.schema, "example": kind.example(for: name),
            ]
        }
        for parameter in operation.query {
            all.append(["name": .string(parameter.name), "in": "query", "description": .string(parameter.text), "schema": parameter.schema])
        }
        for header in operation.headers { all.append(["$ref": .string("#/components/parameters/\(header)")]) }
        return all
    }

    private mutating func answers(of operation: APIOperation) throws -> JSONTree {
        let answer = operation.answer
        var success: JSONTree = ["description": .string(answer.sentence)]
        var headers: [(name: String, value: JSONTree)] = OpenAPIWords.rates.map { name in
            (name: name, value: ["$ref": .string("#/components/headers/\(name)")])
        }
        if operation.tellsTag { headers.append((name: "ETag", value: ["$ref": "#/components/headers/ETag"])) }
        if answer.status == .created { headers.append((name: "Location", value: ["$ref": "#/components/headers/Location"])) }
        if operation.query.contains(where: { $0.name == "cursor" }) {
            headers.append((name: "Link", value: ["$ref": "#/components/headers/Link"]))
        }
        success = success.with("headers", .object(headers))
        if let mediaType = answer.mediaType {
            var content: JSONTree
            if let resource = answer.resource {
                content = ["schema": try components.reference(to: resource)]
                if let example = try resource.exampleTree() { content = content.with("example", example) }
            } else if mediaType == "application/json" {
                content = ["schema": ["type": "object", "properties": ["openapi": ["type": "string"]]]]
            } else {
                content = ["schema": mediaType.hasPrefix("text/") ? ["type": "string"] : ["type": "string", "format": "binary"]]
            }
            success = success.with("content", .member(mediaType, content))
        }
        var all: [(name: String, value: JSONTree)] = [(String(answer.status.code), success)]
        if operation.tellsTag, operation.method == .get {
            all.append((name: "304", value: ["description": "It is as `If-None-Match` says: nothing has changed."]))
        }
        for status in operation.refusals {
            all.append((name: String(status), value: ["$ref": .string("#/components/responses/\(status)")]))
        }
        return .object(all)
    }
}

extension APIOperation {
    /// `/api/v1/websites/{domain}/files/{path}`.
    package var pathText: String {
        "/"
            + template.parts.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name), .rest(let name): "{\(name)}"
                }
            }.joined(separator: "/")
    }

    /// The `operationId`: `putAccountsSuspension`, `getDomainsByDomain`.
    package var name: String {
        var text = method.rawValue.lowercased()
        for (i, part) in template.parts.dropFirst(2).enumerated() {
            let isLast = i == template.parts.count - 3
            switch part {
            case .literal(let literal):
                text += literal.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { $0.prefix(1).uppercased() + $0.dropFirst() }
                    .joined()
            case .parameter(let name), .rest(let name): if isLast { text += "By" + name.prefix(1).uppercased() + name.dropFirst() }
            }
        }
        return text
    }

    var isUnsafe: Bool { method != .get && method != .head }

    /// A single resource, whose `ETag` says which state of it this is.
    var tellsTag: Bool {
        guard answer.status == .ok, let mediaType = answer.mediaType, mediaType != "text/event-stream" else { return false }
        return method == .get || ((method == .put || method == .patch) && answer.resource != nil)
    }

    /// Headers it listens to, by their names in `components.parameters`.
    var headers: [String] {
        var names: [String] = []
        if method == .get, tellsTag { names.append("IfNoneMatch") }
        if isConditional { names.append("IfMatch") }
        if method == .post { names.append("IdempotencyKey") }
        if answer.waits { names.append("Prefer") }
        return names
    }

    /// Statuses with which it can refuse.
    package var refusals: [Int] {
        var all: [Int] = []
        if policy.requirement != .anyone { all += [401, 403] }
        // Below `/me` too: what the caller has none of is not there.
        if !template.parameters.isEmpty || policy.isForStaff || !query.isEmpty || template.text.hasPrefix("/api/v1/me/") { all.append(404) }
        if isUnsafe { all.append(409) }
        if isConditional { all.append(412) }
        if isUnsafe { all.append(413) }
        if takes != nil { all.append(415) }
        return all + [422, 429, 503]
    }
}

extension Policy {
    /// Who may, in a sentence for the description.
    var sentence: String? {
        switch requirement {
        case .anyone: "Open to everybody: \(reason ?? "")."
        case .signedIn: nil
        case .anyStaff: "For members of staff."
        case .staff(let permission): "For members of staff with the permission `\(permission.rawValue)`."
        case .reaching: "Only what the caller reaches: a customer his own accounts, staff with `account_preview` all."
        }
    }
}

extension PathParameterKind {
    var schema: JSONTree {
        switch self {
        case .text, .domainName: ["type": "string", "minLength": 1]
        case .integer: ["type": "integer"]
        case .identifier: ["type": "string", "format": "uuid"]
        }
    }

    func sentence(for name: String) -> String {
        let what = name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
        return switch self {
        case .text: what == "path" ? "Where it lies, with its slashes or `%2F` for them." : "Name of the \(what)."
        case .domainName: "Name of the \(what)."
        case .integer: "Number of the \(what)."
        case .identifier: "Id of the \(what)."
        }
    }

    func example(for name: String) -> JSONTree {
        switch self {
        case .integer: 1001
        case .identifier: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d"
        case .domainName: "example.org"
        case .text:
            switch name {
            case "domain": "example.org"
            case "path": "index.php"
            case "server": "machine-1"
            case "plan": "Business"
            case "log": "access"
            default: .string("some-" + name)
            }
        }
    }
}

extension QueryParameter {
    var schema: JSONTree {
        switch kind {
        case .text(let longest): ["type": "string", "maxLength": JSONTree(longest)]
        case .integer(let range): ["type": "integer", "minimum": JSONTree(range.lowerBound), "maximum": JSONTree(range.upperBound)]
        case .choice(let known): ["type": "string", "enum": .array(known.map { .string($0) })]
        case .flag: ["type": "boolean"]
        }
    }
}

extension APIResource {
    static func exampleTree() throws -> JSONTree? { try example.map { try JSONTree(payload: $0) } }
}
