/// A JSON value (RFC 8259) whose members keep their order: a table shows its columns as the panel lists the fields.
enum JSON: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        var name: String
        var value: JSON
    }

    case null
    case boolean(Bool)
    /// As it was written, so that no digit is lost.
    case number(String)
    case text(String)
    case list([JSON])
    case object([Member])

    /// The member of an object; nil when it is none or has no such member.
    subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }

    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var items: [JSON] { if case .list(let items) = self { items } else { [] } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var isTrue: Bool { self == .boolean(true) }
    var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
    var double: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }
    var texts: [String] { items.compactMap(\.text) }

    /// The object with this member, replaced or added at the end.
    func with(_ name: String, _ value: JSON) -> JSON {
        var all = members
        if let at = all.firstIndex(where: { $0.name == name }) {
            all[at].value = value
        } else {
            all.append(Member(name: name, value: value))
        }
        return .object(all)
    }

    /// The value as JSON; with `indented` a member per line.
    func written(indented: Bool = false) -> String {
        var text = ""
        write(into: &text, depth: indented ? 0 : nil)
        return text
    }

    private func write(into text: inout String, depth: Int?) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .text(let value): JSON.quote(value, into: &text)
        case .list(let items): JSON.write(items, "[", "]", into: &text, depth: depth) { $0.write(into: &$1, depth: $2) }
        case .object(let members):
            JSON.write(members, "{", "}", into: &text, depth: depth) { member, text, depth in
                JSON.quote(member.name, into: &text)
                text += depth == nil ? ":" : ": "
                member.value.write(into: &text, depth: depth)
            }
        }
    }

    private static func write<Part>(
        _ parts: [Part], _ open: String, _ close: String, into text: inout String, depth: Int?,
        _ write: (Part, inout String, Int?) -> Void
    ) {
        text += open
        for (index, part) in parts.enumerated() {
            if index > 0 { text += "," }
            if let depth { text += "\n" + String(repeating: "  ", count: depth + 1) }
            write(part, &text, depth.map { $0 + 1 })
        }
        if let depth, !parts.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += close
    }

    static func quote(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSON {
    /// Why bytes are no JSON.
    struct Mistake: Error {}

    /// Values inside values, at most.
    private static let deepest = 200

    /// Throws `Mistake` for anything that RFC 8259 does not allow.
    init(_ bytes: [UInt8]) throws {
        // A BOM may be ignored by who reads (RFC 8259 §8.1).
        var reader = Reader(rest: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        self = try reader.value(depth: 0)
        reader.skipSpace()
        if !reader.rest.isEmpty { throw Mistake() }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skipSpace() {
            while let byte = rest.first, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { rest.removeFirst() }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            if rest.first != byte { return false }
            rest.removeFirst()
            return true
        }

        mutating func value(depth: Int) throws -> JSON {
            if depth > JSON.deepest { throw Mistake() }
            skipSpace()
            switch rest.first {
            case UInt8(ascii: "{"): return try object(depth)
            case UInt8(ascii: "["): return try list(depth)
            case UInt8(ascii: "\""): return .text(try string())
            case UInt8(ascii: "t"): return try word("true", .boolean(true))
            case UInt8(ascii: "f"): return try word("false", .boolean(false))
            case UInt8(ascii: "n"): return try word("null", .null)
            default: return try number()
            }
        }

        private mutating func word(_ text: String, _ value: JSON) throws -> JSON {
            guard rest.starts(with: text.utf8) else { throw Mistake() }
            rest = rest.dropFirst(text.utf8.count)
            return value
        }

        private mutating func number() throws -> JSON {
            let digits = rest.prefix { byte in
                switch byte {
                case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
                default: false
                }
            }
            let text = String(decoding: digits, as: UTF8.self)
            guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."), Double(text) != nil else {
                throw Mistake()
            }
            rest = rest.dropFirst(digits.count)
            return .number(text)
        }

        private mutating func list(_ depth: Int) throws -> JSON {
            rest.removeFirst()
            var items: [JSON] = []
            skipSpace()
            if take(UInt8(ascii: "]")) { return .list([]) }
            while true {
                items.append(try value(depth: depth + 1))
                skipSpace()
                if take(UInt8(ascii: "]")) { return .list(items) }
                if !take(UInt8(ascii: ",")) { throw Mistake() }
            }
        }

        private mutating func object(_ depth: Int) throws -> JSON {
            rest.removeFirst()
            var members: [Member] = []
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object([]) }
            while true {
                skipSpace()
                guard rest.first == UInt8(ascii: "\"") else { throw Mistake() }
                let name = try string()
                skipSpace()
                if !take(UInt8(ascii: ":")) { throw Mistake() }
                members.append(Member(name: name, value: try value(depth: depth + 1)))
                skipSpace()
                if take(UInt8(ascii: "}")) { return .object(members) }
                if !take(UInt8(ascii: ",")) { throw Mistake() }
            }
        }

        private mutating func string() throws -> String {
            rest.removeFirst()
            var bytes: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""):
                    guard let text = String(validating: bytes, as: UTF8.self) else { throw Mistake() }
                    return text
                case UInt8(ascii: "\\"): bytes += try escape()
                case 0..<0x20: throw Mistake()
                default: bytes.append(byte)
                }
            }
            throw Mistake()
        }

        private mutating func escape() throws -> [UInt8] {
            switch rest.popFirst() {
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "f"): return [0x0C]
            case .some(let byte) where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte): return [byte]
            case UInt8(ascii: "u"):
                var code = try unit()
                // A surrogate pair (RFC 8259 §7).
                if (0xD800..<0xDC00).contains(code) {
                    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw Mistake() }
                    let low = try unit()
                    guard (0xDC00..<0xE000).contains(low) else { throw Mistake() }
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let scalar = Unicode.Scalar(code) else { throw Mistake() }
                return [UInt8](String(Character(scalar)).utf8)
            default: throw Mistake()
            }
        }

        private mutating func unit() throws -> UInt32 {
            let digits = rest.prefix(4)
            guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { throw Mistake() }
            rest = rest.dropFirst(4)
            return code
        }
    }
}
