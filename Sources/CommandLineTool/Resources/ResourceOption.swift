/// An option of a command, made from a field of a payload or a parameter of the query.
struct ResourceOption: Sendable {
    enum Place: Sendable, Equatable {
        case query
        /// A member of the body, below these names.
        case body([String])
    }

    /// Without the hyphens.
    let name: String
    /// How the panel calls it in a problem: `website.documentRoot`.
    let field: String
    let place: Place
    let text: String
    let schema: JSON
    let isRequired: Bool
    let kind: Kind

    indirect enum Kind: Sendable, Equatable {
        case text, integer, number, flag
        /// Repeated.
        case list(Kind)
        /// Repeated, `name=value`.
        case map(Kind)
        /// Any JSON text.
        case json
        /// Text that other users of the machine must not see: it comes from a file.
        case secret
    }

    /// What the CLI's own options are called; a field of the same name gets `set-` before it.
    private static let taken: Set<String> = [
        "state", "context", "json", "wait", "timeout", "dry-run", "yes", "all", "columns", "help", "file", "to", "verbose",
    ]

    init(parameter: Operation.Parameter) {
        // The name of a list's filter as in the commands written by hand, where --state is the installation's folder.
        switch parameter.name {
        case "state": name = "only"
        case "q": name = "search"
        default: name = Self.free(parameter.name.asOptionName)
        }
        field = parameter.name
        place = .query
        text = parameter.text
        schema = parameter.schema
        isRequired = parameter.isRequired
        kind = Self.kind(of: parameter.schema, name: parameter.name, in: { $0 })
    }

    private init(_ path: [String], _ schema: JSON, isRequired: Bool, kind: Kind) {
        name = Self.free(path.map(\.asOptionName).joined(separator: "."))
        field = path.joined(separator: ".")
        place = .body(path)
        text = schema["description"]?.text ?? ""
        self.schema = schema
        self.isRequired = isRequired
        self.kind = kind
    }

    private static func free(_ name: String) -> String { taken.contains(name) ? "set-" + name : name }

    /// The options for a body: objects within it are taken apart, `--website.document-root`.
    static func options(of body: JSON, resolving: (JSON) -> JSON) -> [ResourceOption] { options(of: body, below: [], true, resolving) }

    private static func options(of body: JSON, below path: [String], _ isRequired: Bool, _ resolve: (JSON) -> JSON) -> [ResourceOption] {
        let required = Set(body["required"]?.texts ?? [])
        return (body["properties"]?.members ?? []).flatMap { property -> [ResourceOption] in
            var schema = resolve(property.value)
            // The words beside a reference are about this field.
            if let text = property.value["description"] { schema = schema.with("description", text) }
            let path = path + [property.name]
            let isNeeded = isRequired && required.contains(property.name)
            let kind = kind(of: schema, name: property.name, in: resolve)
            if kind == .json, path.count < 4, schema["properties"]?.members.isEmpty == false {
                return options(of: schema, below: path, isNeeded, resolve)
            }
            return [ResourceOption(path, schema, isRequired: isNeeded, kind: kind)]
        }
    }

    private static func kind(of schema: JSON, name: String, in resolve: (JSON) -> JSON) -> Kind {
        let types = schema["type"]?.text.map { [$0] } ?? schema["type"]?.texts ?? []
        switch types.first(where: { $0 != "null" }) {
        case "string":
            let isSecret =
                schema["format"]?.text == "password" || schema["writeOnly"]?.isTrue == true || name.lowercased().hasSuffix("password")
                || name.lowercased().hasSuffix("secret")
            return isSecret ? .secret : .text
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .flag
        case "array":
            let item = kind(of: resolve(schema["items"] ?? .object([])), name: name, in: resolve)
            return [.text, .integer, .number, .flag].contains(item) ? .list(item) : .json
        case "object":
            guard let value = schema["additionalProperties"], value["type"] != nil else { return .json }
            let kind = kind(of: resolve(value), name: name, in: resolve)
            return [.text, .integer, .number, .flag].contains(kind) ? .map(kind) : .json
        default: return .json
        }
    }

    /// What is typed for it: `--title`, and for a secret `--password-file`.
    var typed: String { "--" + (kind == .secret ? name + "-file" : name) }

    /// Whether it may stand there several times.
    var isRepeated: Bool {
        switch kind {
        case .list, .map: true
        default: false
        }
    }

    /// Whether this option is meant: a list's single item may be named in the singular, `--address` for `addresses`.
    func isCalled(_ word: String) -> Bool {
        if word == typed { return true }
        if case .list = kind { return word == "--" + name.singular }
        return false
    }

    /// What stands after it in the help.
    var valueName: String {
        switch kind {
        case .text:
            values.isEmpty ? (schema["format"]?.text ?? "text") : values.joined(separator: "|")
        case .integer, .number: "number"
        case .flag: "on|off"
        case .list(let item): Self.word(for: item, values)
        case .map: "name=value"
        case .json: "json"
        case .secret: "file"
        }
    }

    private static func word(for kind: Kind, _ values: [String]) -> String {
        switch kind {
        case .integer, .number: "number"
        case .flag: "on|off"
        default: values.isEmpty ? "text" : values.joined(separator: "|")
        }
    }

    /// The only values it takes.
    var values: [String] { (schema["enum"] ?? schema["items"]?["enum"])?.texts ?? [] }

    /// The sentences of the help.
    var help: String {
        var sentences = [text]
        if kind == .secret { sentences.append("The file's first line; - is standard input.") }
        if isRepeated { sentences.append("Repeat it for more.") }
        if let least = schema["minimum"]?.integer, let most = schema["maximum"]?.integer {
            sentences.append("From \(least) to \(most).")
        } else if let least = schema["minimum"]?.integer {
            sentences.append("At least \(least).")
        }
        if let most = schema["maxLength"]?.integer, kind == .text { sentences.append("At most \(most) characters.") }
        if let otherwise = schema["default"] { sentences.append("Default: \(otherwise.text ?? otherwise.written()).") }
        if isRequired { sentences.append("Required.") }
        return sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The value as the panel takes it, or what is wrong with it.
    func value(of typed: String) -> Result<JSON, Complaint> {
        switch kind {
        case .list(let item): Self.value(typed, item, schema["items"] ?? .object([]), values)
        case .map(let item): Self.value(typed, item, schema["additionalProperties"] ?? .object([]), [])
        default: Self.value(typed, kind, schema, values)
        }
    }

    struct Complaint: Error, Equatable { var sentence: String }

    private static func value(_ typed: String, _ kind: Kind, _ schema: JSON, _ values: [String]) -> Result<JSON, Complaint> {
        switch kind {
        case .integer:
            guard let number = Int(typed) else { return .failure(Complaint(sentence: "“\(typed)” is not a whole number.")) }
            return ranged(Double(number), .number(String(number)), schema)
        case .number:
            guard let number = Double(typed), number.isFinite, !typed.lowercased().contains("x") else {
                return .failure(Complaint(sentence: "“\(typed)” is not a number."))
            }
            return ranged(number, .number(typed.hasPrefix("+") || typed.hasPrefix(".") ? "\(number)" : typed), schema)
        case .flag:
            switch typed.lowercased() {
            case "on", "true", "yes": return .success(.boolean(true))
            case "off", "false", "no": return .success(.boolean(false))
            default: return .failure(Complaint(sentence: "It is on or off."))
            }
        case .json:
            guard let value = try? JSON([UInt8](typed.utf8)) else { return .failure(Complaint(sentence: "This is not JSON.")) }
            return .success(value)
        case .text, .secret, .list, .map:
            if !values.isEmpty, !values.contains(typed) {
                return .failure(Complaint(sentence: "It is one of: \(values.joined(separator: ", "))."))
            }
            if let most = schema["maxLength"]?.integer, typed.unicodeScalars.count > most {
                return .failure(Complaint(sentence: "It has at most \(most) characters; this has \(typed.unicodeScalars.count)."))
            }
            if let least = schema["minLength"]?.integer, typed.unicodeScalars.count < least {
                return .failure(Complaint(sentence: least == 1 ? "It may not be empty." : "It has at least \(least) characters."))
            }
            return .success(.text(typed))
        }
    }

    private static func ranged(_ number: Double, _ value: JSON, _ schema: JSON) -> Result<JSON, Complaint> {
        if let least = schema["minimum"]?.double, number < least {
            return .failure(Complaint(sentence: "It is at least \(schema["minimum"]?.written() ?? "")."))
        }
        if let most = schema["maximum"]?.double, number > most {
            return .failure(Complaint(sentence: "It is at most \(schema["maximum"]?.written() ?? "")."))
        }
        return .success(value)
    }
}
