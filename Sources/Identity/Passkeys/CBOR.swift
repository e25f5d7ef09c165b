/// The part of CBOR (RFC 8949) that attestation objects are made of: definite lengths, small depth. What a browser sends is foreign input, so
/// everything is bounded, and nothing may follow the value.
enum CBOR: Equatable {
    case number(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([(key: CBOR, value: CBOR)])
    case simple(UInt8)

    struct Malformed: Error {}

    static let deepest = 8
    static let mostItems = 64

    static func parse(_ bytes: [UInt8]) throws(Malformed) -> CBOR {
        var reader = Reader(bytes: bytes)
        let value = try reader.value(depth: 0)
        if reader.at != bytes.count { throw Malformed() }
        return value
    }

    /// The member of a map with this text as its key.
    subscript(_ name: String) -> CBOR? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == .text(name) }?.value
    }

    static func == (a: CBOR, b: CBOR) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a == b
        case (.bytes(let a), .bytes(let b)): a == b
        case (.text(let a), .text(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.map(let a), .map(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        case (.simple(let a), .simple(let b)): a == b
        default: false
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        mutating func value(depth: Int) throws(Malformed) -> CBOR {
            guard depth < CBOR.deepest, at < bytes.count else { throw Malformed() }
            let head = bytes[at]
            at += 1
            let argument = try argument(head & 31)
            switch head >> 5 {
            case 0: return .number(argument)
            case 1: return .number(-1 - argument)
            case 2: return .bytes(try take(argument))
            case 3:
                guard let text = String(validating: try take(argument), as: UTF8.self) else { throw Malformed() }
                return .text(text)
            case 4:
                guard argument <= CBOR.mostItems else { throw Malformed() }
                var items: [CBOR] = []
                for _ in 0..<argument { items.append(try value(depth: depth + 1)) }
                return .array(items)
            case 5:
                guard argument <= CBOR.mostItems else { throw Malformed() }
                var pairs: [(key: CBOR, value: CBOR)] = []
                for _ in 0..<argument {
                    let key = try value(depth: depth + 1)
                    pairs.append((key, try value(depth: depth + 1)))
                }
                return .map(pairs)
            case 7 where head & 31 < 24: return .simple(head & 31)
            // Tags and floating-point numbers do not occur.
            default: throw Malformed()
            }
        }

        /// RFC 8949 §3; indefinite lengths are refused (WebAuthn Level 2 §6.5.4: CTAP2 canonical form).
        private mutating func argument(_ short: UInt8) throws(Malformed) -> Int64 {
            if short < 24 { return Int64(short) }
            guard short <= 27 else { throw Malformed() }
            var number: UInt64 = 0
            for byte in try take(1 << Int64(short - 24)) { number = number << 8 | UInt64(byte) }
            guard let value = Int64(exactly: number) else { throw Malformed() }
            return value
        }

        private mutating func take(_ count: Int64) throws(Malformed) -> [UInt8] {
            guard count >= 0, count <= Int64(bytes.count - at) else { throw Malformed() }
            defer { at += Int(count) }
            return Array(bytes[at..<(at + Int(count))])
        }
    }
}
