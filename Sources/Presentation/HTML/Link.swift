/// Where a link leads, ready for `href`.
///
/// Written as a literal, `"/accounts/\(number)/domains?q=\(typed)"`: the literal parts are the program's, the interpolated parts are
/// percent-encoded (RFC 3986 §2.1), so a value can never change the path, add a parameter or bring a scheme.
/// What comes from outside goes through `init(outside:)`, which refuses `javascript:` and every other scheme that is not listed there.
package struct Link: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package let text: String

    package var description: String { text }

    package init(stringLiteral value: StaticString) { text = String(describing: value) }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// A complete address from outside the program, such as a customer's website. Nil unless it is http, https or mailto.
    package init?(outside address: String) {
        let lower = address.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://") || lower.hasPrefix("mailto:") else { return nil }
        guard address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }) else { return nil }
        text = address
    }

    /// A path of this panel that came back from a browser (`next`, `back`). Nil unless it stays on this host.
    package init?(local path: String) {
        // `//host` and `/\host` leave the site in browsers (URL Standard, §4.4 relative slash state).
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"), path.utf8.count <= 2000 else { return nil }
        guard path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else { return nil }
        text = path
    }

    private init(trusted text: String) { self.text = text }

    /// This path with these parameters after `?`; those with an empty value are left out.
    package func with(_ parameters: [(name: String, value: String)]) -> Link {
        let pairs = parameters.filter { !$0.value.isEmpty }.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }
        if pairs.isEmpty { return self }
        return Link(trusted: text + (text.contains("?") ? "&" : "?") + pairs.joined(separator: "&"))
    }

    /// The part of the page with this id.
    package func fragment(_ id: StaticString) -> Link { Link(trusted: text + "#" + String(describing: id)) }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + 40 * interpolationCount) }
        package mutating func appendLiteral(_ literal: StaticString) { text += String(describing: literal) }
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) { text += percentEncoded(value.description) }
        package mutating func appendInterpolation(_ link: Link) { text += link.text }
    }
}

/// Everything but unreserved characters as `%XX` (RFC 3986 §2.3).
package func percentEncoded(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            out.append(byte)
        default:
            out.append(UInt8(ascii: "%"))
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// The text behind `%XX`, and behind `+` in forms and queries. Nil when it is malformed or not UTF-8.
package func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
        if byte == UInt8(ascii: "%") {
            guard let high = bytes.next().flatMap(hexValue), let low = bytes.next().flatMap(hexValue) else { return nil }
            out.append(high << 4 | low)
        } else if byte == UInt8(ascii: "+"), plusIsSpace {
            out.append(0x20)
        } else {
            out.append(byte)
        }
    }
    return String(validating: out, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
