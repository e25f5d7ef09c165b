import Foundation

/// An IPv4 or IPv6 address in canonical text (RFC 5952).
package struct IPAddress: Hashable, Sendable, CustomStringConvertible, Codable {
    package let text: String
    package let isIPv6: Bool

    package init(_ typed: String) throws(InputProblem) {
        var v4 = in_addr()
        var v6 = in6_addr()
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if inet_pton(AF_INET, typed, &v4) == 1 {
            inet_ntop(AF_INET, &v4, &buffer, socklen_t(buffer.count))
            isIPv6 = false
        } else if inet_pton(AF_INET6, typed, &v6) == 1 {
            inet_ntop(AF_INET6, &v6, &buffer, socklen_t(buffer.count))
            isIPv6 = true
        } else {
            throw InputProblem("address.form", "This is not an IP address. Examples: 203.0.113.24 or 2001:db8::24.")
        }
        text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    package init(stored text: String) {
        self.text = text
        isIPv6 = text.contains(":")
    }

    package var description: String { text }

    /// As it stands in a URL or before a port: IPv6 in brackets.
    package var inURL: String { isIPv6 ? "[\(text)]" : text }

    package init(from decoder: any Decoder) throws {
        do {
            self = try IPAddress(decoder.singleValueContainer().decode(String.self))
        } catch let problem as InputProblem {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem.sentence))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
