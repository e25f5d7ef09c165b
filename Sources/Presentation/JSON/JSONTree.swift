import Core

/// A JSON text (RFC 8259) as a tree. Numbers stay as they were spelled, so nothing is lost before somebody says what they are.
enum JSONTree: Sendable, Equatable {
    case object([(name: String, value: JSONTree)])
    case array([JSONTree])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    static func == (a: JSONTree, b: JSONTree) -> Bool {
        switch (a, b) {
        case (.object(let x), .object(let y)): x.elementsEqual(y) { $0.name == $1.name && $0.value == $1.value }
        case (.array(let x), .array(let y)): x == y
        case (.string(let x), .string(let y)): x == y
        case (.number(let x), .number(let y)): x == y
        case (.bool(let x), .bool(let y)): x == y
        case (.null, .null): true
        default: false
        }
    }
}

/// Why a text is not JSON, or not JSON we take.
struct JSONProblem: Error, Equatable {
    let sentence: String
    /// Bytes from the beginning.
    let position: Int
}

/// Parses JSON with limits: depth, and no member named twice (where two parsers would read different things).
struct JSONParser {
    static let deepest = 32

    private let bytes: [UInt8]
    private let deepest: Int
    private var at = 0

    static func parse(_ bytes: [UInt8], deepest: Int = JSONParser.deepest) throws(JSONProblem) -> JSONTree {
        var parser = JSONParser(bytes: bytes, deepest: deepest)
        let tree = try parser.value(depth: 0)
        parser.skipSpace()
        if parser.at < bytes.count { throw parser.problem("there is something after the end") }
        return tree
    }

    private init(bytes: [UInt8], deepest: Int) {
        self.bytes = bytes
        self.deepest = deepest
    }

    private func problem(_ sentence: String) -> JSONProblem { JSONProblem(sentence: sentence, position: at) }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONTree {
        if depth > deepest { throw problem("it is nested more than \(deepest) levels deep") }
        skipSpace()
        guard at < bytes.count else { throw problem("it ends too early") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw problem("a value is expected")
        }
    }

    private mutating func word(_ text: StaticString, _ tree: JSONTree) throws(JSONProblem) -> JSONTree {
        let word = Array(String(describing: text).utf8)
        guard bytes[at...].starts(with: word) else { throw problem("a value is expected") }
        at += word.count
        return tree
    }

    private mutating func object(_ depth: Int) throws(JSONProblem) -> JSONTree {
        at += 1
        var members: [(name: String, value: JSONTree)] = []
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw problem("a name in quotes is expected") }
            let name = try string()
            if !names.insert(name).inserted { throw problem("the field \(name) is there twice") }
            skipSpace()
            if !take(UInt8(ascii: ":")) { throw problem("a colon is expected") }
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            if !take(UInt8(ascii: ",")) { throw problem("a comma or a closing brace is expected") }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONProblem) -> JSONTree {
        at += 1
        var items: [JSONTree] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(items) }
            if !take(UInt8(ascii: ",")) { throw problem("a comma or a closing bracket is expected") }
        }
    }

    private mutating func number() throws(JSONProblem) -> String {
        let start = at
        func digits(_ parser: inout JSONParser) -> Int {
            let from = parser.at
            while parser.at < parser.bytes.count, (0x30...0x39).contains(parser.bytes[parser.at]) { parser.at += 1 }
            return parser.at - from
        }
        _ = take(UInt8(ascii: "-"))
        let beginsWithZero = at < bytes.count && bytes[at] == 0x30
        let whole = digits(&self)
        if whole == 0 || (beginsWithZero && whole > 1) { throw problem("this is not a number") }
        if take(UInt8(ascii: ".")), digits(&self) == 0 { throw problem("this is not a number") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            if digits(&self) == 0 { throw problem("this is not a number") }
        }
        if at - start > 64 { throw problem("this number is too long") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func string() throws(JSONProblem) -> String {
        at += 1
        var out: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else { throw problem("a text is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): try escape(&out)
            case 0..<0x20: throw problem("a text has a control character that is not escaped")
            default: out.append(byte)
            }
        }
        throw problem("a text has no end")
    }

    private mutating func escape(_ out: inout [UInt8]) throws(JSONProblem) {
        guard at < bytes.count else { throw problem("a text has no end") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try unit())
            if (0xD800..<0xDC00).contains(code) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw problem("half a character is missing") }
                let low = UInt32(try unit())
                guard (0xDC00..<0xE000).contains(low) else { throw problem("half a character is missing") }
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw problem("half a character is missing") }
            out.append(contentsOf: Array(String(scalar).utf8))
        default: throw problem("an escape is unknown")
        }
    }

    private mutating func unit() throws(JSONProblem) -> UInt16 {
        guard at + 4 <= bytes.count, let value = UInt16(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16),
            bytes[at] != UInt8(ascii: "+")
        else { throw problem("an escape is unknown") }
        at += 4
        return value
    }
}
