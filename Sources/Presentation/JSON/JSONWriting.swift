import APIResources

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .string(text) }
    init(integerLiteral number: Int) { self = .number(String(number)) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral items: JSONTree...) { self = .array(items) }
    init(dictionaryLiteral members: (String, JSONTree)...) { self = .object(members.map { (name: $0.0, value: $0.1) }) }

    /// An object of one member.
    static func member(_ name: String, _ value: JSONTree) -> JSONTree { .object([(name: name, value: value)]) }

    init(_ number: Int) { self = .number(String(number)) }

    /// What a payload looks like on the wire.
    init(payload: some Encodable) throws { self = try JSONParser.parse(jsonBytes(payload)) }

    /// The member of an object; nil when it has none of this name or is no object.
    subscript(_ name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The members of an object; empty for anything else.
    var members: [(name: String, value: JSONTree)] { if case .object(let members) = self { members } else { [] } }

    var items: [JSONTree] { if case .array(let items) = self { items } else { [] } }

    var string: String? { if case .string(let text) = self { text } else { nil } }

    /// This object with one member more, or another value for one it has.
    func with(_ name: String, _ value: JSONTree?) -> JSONTree {
        guard let value else { return self }
        var all = members
        if let at = all.firstIndex(where: { $0.name == name }) { all[at].value = value } else { all.append((name, value)) }
        return .object(all)
    }

    /// JSON on one line, or with `indent` over several, members in the order they have here.
    func text(indented: Bool = false) -> String {
        var out = ""
        write(into: &out, depth: indented ? 0 : nil)
        return out
    }

    private func write(into out: inout String, depth: Int?) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .number(let text): out += text
        case .string(let text): out += jsonString(text)
        case .array(let items):
            JSONTree.list(items, "[", "]", into: &out, depth) { item, out, depth in item.write(into: &out, depth: depth) }
        case .object(let members):
            JSONTree.list(members, "{", "}", into: &out, depth) { member, out, depth in
                out += jsonString(member.name) + (depth == nil ? ":" : ": ")
                member.value.write(into: &out, depth: depth)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, into out: inout String, _ depth: Int?,
        _ write: (Item, inout String, Int?) -> Void
    ) {
        out += open
        for (i, item) in items.enumerated() {
            if i > 0 { out += "," }
            if let depth { out += "\n" + String(repeating: "  ", count: depth + 1) }
            write(item, &out, depth.map { $0 + 1 })
        }
        if let depth, !items.isEmpty { out += "\n" + String(repeating: "  ", count: depth) }
        out += close
    }
}
