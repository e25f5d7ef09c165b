extension HTML {
    /// The bytes of this piece in UTF-8.
    package func rendered() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(16 * 1024)
        render(into: &out)
        return out
    }

    /// For tests and for fragments inside JSON.
    package var text: String { String(decoding: rendered(), as: UTF8.self) }

    package func render(into out: inout [UInt8]) {
        switch self {
        case .element(let name, let attributes, let children):
            HTML.open(name, attributes, into: &out)
            for child in children { child.render(into: &out) }
            out.append(UInt8(ascii: "<"))
            out.append(UInt8(ascii: "/"))
            out.append(name)
            out.append(UInt8(ascii: ">"))
        case .void(let name, let attributes):
            HTML.open(name, attributes, into: &out)
        case .text(let text):
            out.append(escaping: text)
        case .literal(let text):
            out.append(text)
        case .group(let parts):
            for part in parts { part.render(into: &out) }
        }
    }

    private static func open(_ name: StaticString, _ attributes: [Attribute], into out: inout [UInt8]) {
        out.append(UInt8(ascii: "<"))
        out.append(name)
        write(attributes, into: &out)
        out.append(UInt8(ascii: ">"))
    }

    private static func write(_ attributes: [Attribute], into out: inout [UInt8]) {
        for attribute in attributes {
            switch attribute.value {
            case .absent: continue
            case .several(let together): write(together, into: &out)
            case .flag:
                out.append(UInt8(ascii: " "))
                out.append(attribute.name)
            case .text(let text):
                out.append(UInt8(ascii: " "))
                out.append(attribute.name)
                out.append(UInt8(ascii: "="))
                out.append(UInt8(ascii: "\""))
                out.append(escaping: text)
                out.append(UInt8(ascii: "\""))
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// The text as character data or as a double-quoted attribute value (HTML Living Standard §13.1.2.3, §13.1.4).
    /// Control characters, which HTML cannot carry, become U+FFFD.
    fileprivate mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var at = 0
            while at < bytes.count {
                let entity: StaticString?
                switch bytes[at] {
                case UInt8(ascii: "&"): entity = "&amp;"
                case UInt8(ascii: "<"): entity = "&lt;"
                case UInt8(ascii: ">"): entity = "&gt;"
                case UInt8(ascii: "\""): entity = "&quot;"
                case UInt8(ascii: "'"): entity = "&#39;"
                case 0x09, 0x0A, 0x0D: entity = nil
                case 0..<0x20, 0x7F: entity = "\u{FFFD}"
                default: entity = nil
                }
                if let entity {
                    append(contentsOf: bytes[start..<at])
                    append(entity)
                    start = at + 1
                }
                at += 1
            }
            append(contentsOf: bytes[start..<bytes.count])
        }
    }
}
