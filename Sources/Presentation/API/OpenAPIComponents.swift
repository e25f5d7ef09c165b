import APIResources
import Core

/// The schemas of payloads by name, each once.
struct OpenAPIComponents {
    private(set) var schemas: [(name: String, value: JSONTree)] = []
    private var types: [String: ObjectIdentifier] = [:]
    /// Fields without a note, and notes without a field: what the test of the description refuses.
    private(set) var gaps: [String] = []
    /// Those that stand in requests: there an optional field may also be null, and a field nobody knows is refused.
    private var requested: Set<String> = []

    /// Names `type` and all within it as parts of requests.
    mutating func markRequested(_ type: any Decodable.Type) throws { mark(try Self.schema(of: type)) }

    private mutating func mark(_ schema: Schema) {
        switch schema {
        case .object(let type, let properties):
            requested.insert(Self.name(of: type))
            for property in properties { mark(property.schema) }
        case .list(let item), .map(let item): mark(item)
        case .text, .integer, .number, .boolean, .nothing: break
        }
    }

    mutating func reference(to type: any Decodable.Type) throws -> JSONTree { try tree(Self.schema(of: type), note: nil, at: "\(type)") }

    private static func schema(of type: any Decodable.Type) throws -> Schema {
        do { return try Schema.of(type) } catch {
            throw OpenAPI.Mistake(description: "the payload \(type) cannot be described: \(error)")
        }
    }

    /// `AccountResource` is `Account`, `ListResource<AccountResource>` is `AccountList`, `ProblemResource.Field` is `ProblemField`.
    static func name(of type: Any.Type) -> String {
        func short(_ text: some StringProtocol) -> String {
            text.split(separator: ".").dropFirst().map { $0.hasSuffix("Resource") ? String($0.dropLast(8)) : String($0) }.joined()
        }
        let full = String(reflecting: type)
        guard let open = full.firstIndex(of: "<"), full.hasSuffix(">") else { return short(full) }
        return short(full[full.index(after: open)...].dropLast()) + short(full[..<open])
    }

    private mutating func tree(_ schema: Schema, note: FieldNote?, at place: String) throws -> JSONTree {
        switch schema {
        case .text(let values, let format):
            var tree: JSONTree = ["type": "string"]
            if let all = note?.values ?? values { tree = tree.with("enum", .array(all.map { .string($0) })) }
            tree = tree.with("format", (note?.format ?? format).map { .string($0) })
            return tree.with("maxLength", note?.maximumLength.map { JSONTree($0) })
        case .integer(let minimum, let maximum):
            return JSONTree.member("type", "integer")
                .with("minimum", (note?.minimum.map(Int64.init) ?? minimum).map { .number(String($0)) })
                .with("maximum", (note?.maximum.map(Int64.init) ?? maximum).map { .number(String($0)) })
        case .number:
            return JSONTree.member("type", "number").with("minimum", note?.minimum.map { JSONTree($0) })
                .with("maximum", note?.maximum.map { JSONTree($0) })
        case .boolean: return ["type": "boolean"]
        case .list(let item): return ["type": "array", "items": try tree(item, note: note, at: place + "[]")]
        case .map(let value): return ["type": "object", "additionalProperties": try tree(value, note: note, at: place + ".*")]
        case .object(let type, let properties): return try object(type, properties)
        case .nothing: throw OpenAPI.Mistake(description: "\(place) says nothing about what it holds")
        }
    }

    private mutating func object(_ type: any Decodable.Type, _ properties: [Schema.Property]) throws -> JSONTree {
        let name = Self.name(of: type)
        let reference: JSONTree = ["$ref": .string("#/components/schemas/\(name)")]
        if let known = types[name] {
            if known != ObjectIdentifier(type) { throw OpenAPI.Mistake(description: "two payloads are called \(name)") }
            return reference
        }
        let resource = type as? any APIResource.Type
        if resource == nil { gaps.append("\(type) stands in a payload but is no APIResource, so nothing explains its fields") }
        if properties.isEmpty { throw OpenAPI.Mistake(description: "the payload \(type) has no fields") }
        types[name] = ObjectIdentifier(type)
        let place = schemas.count
        schemas.append((name, .null))
        let notes = resource?.notes ?? [:]
        for key in notes.keys.sorted() where !properties.contains(where: { $0.name == key }) {
            gaps.append("\(type) explains a field it has not: \(key)")
        }
        var fields: [(name: String, value: JSONTree)] = []
        for property in properties {
            let note = notes[property.name]
            if note?.text.isEmpty ?? true, resource != nil { gaps.append("\(type) does not explain its field \(property.name)") }
            var field = try tree(property.schema, note: note, at: "\(name).\(property.name)")
            if !property.isRequired, requested.contains(name) { field = Self.orNull(field) }
            fields.append((property.name, field.with("description", (note?.text).map { .string($0) })))
        }
        var tree: JSONTree = ["type": "object", "properties": .object(fields)]
        let required = properties.filter(\.isRequired).map { JSONTree.string($0.name) }
        if !required.isEmpty { tree = tree.with("required", .array(required)) }
        if requested.contains(name) { tree = tree.with("additionalProperties", false) }
        if let example = try resource?.exampleTree() { tree = tree.with("examples", [example]) }
        schemas[place].value = tree
        return reference
    }

    private static func orNull(_ tree: JSONTree) -> JSONTree {
        guard let type = tree["type"] else { return ["anyOf": [tree, ["type": "null"]]] }
        var nullable = tree.with("type", [type, "null"])
        if let values = tree["enum"] { nullable = nullable.with("enum", .array(values.items + [.null])) }
        return nullable
    }
}
