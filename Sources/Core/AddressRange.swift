import Foundation

/// One address or a network of addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3): `203.0.113.24`, `2001:db8::/32`.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    /// In canonical text; without `/` for a single address.
    package let text: String
    private let bytes: [UInt8]
    private let bits: Int

    /// Bits behind the prefix must be zero: `203.0.113.24/24` is a slip of typing, and which one cannot be known.
    package init(_ typed: String) throws(InputProblem) {
        let halves = typed.trimmingWhitespace.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        let address = try IPAddress(halves[0])
        let bytes = Self.bytes(of: address)
        let all = bytes.count * 8
        guard halves.count <= 2 else { throw Self.malformed }
        var bits = all
        if halves.count == 2 {
            guard let typed = Int(halves[1]), String(typed) == halves[1], (0...all).contains(typed) else { throw Self.malformed }
            bits = typed
        }
        if (bits..<all).contains(where: { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }) {
            throw InputProblem(
                "address.range.host_bits", arguments: ["range": typed],
                "\(typed) names a network and an address in it at once. Write the first address of the network, or no length.")
        }
        self.bytes = bytes
        self.bits = bits
        text = bits == all ? address.text : "\(address.text)/\(bits)"
    }

    /// For text that comes from our own database; nil when it is none.
    package init?(stored text: String) {
        do throws(InputProblem) { try self.init(text) } catch { return nil }
    }

    package var description: String { text }

    /// An IPv4 address in its IPv6 form (`::ffff:203.0.113.24`, RFC 4291 §2.5.5.2) counts as the IPv4 address.
    package func contains(_ address: IPAddress) -> Bool {
        let other = Self.bytes(of: address)
        guard other.count == bytes.count else { return false }
        return (0..<bits).allSatisfy { (bytes[$0 / 8] ^ other[$0 / 8]) & (0x80 >> UInt8($0 % 8)) == 0 }
    }

    private static func bytes(of address: IPAddress) -> [UInt8] {
        if address.isIPv6 {
            var v6 = in6_addr()
            inet_pton(AF_INET6, address.text, &v6)
            let bytes = withUnsafeBytes(of: &v6) { [UInt8]($0) }
            let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            return isMapped ? [UInt8](bytes[12...]) : bytes
        }
        var v4 = in_addr()
        inet_pton(AF_INET, address.text, &v4)
        return withUnsafeBytes(of: &v4) { [UInt8]($0) }
    }

    private static let malformed = InputProblem(
        "address.range.form", "This is no address and no network. Examples: 203.0.113.24, 203.0.113.0/24 or 2001:db8::/32.")
}
