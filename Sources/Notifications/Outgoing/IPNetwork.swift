import Core
import Foundation

/// A range of addresses: `10.0.0.0/8`, `fc00::/7`; an address alone is a range of one.
package struct IPNetwork: Sendable, Hashable {
    private let bytes: [UInt8]
    private let length: Int

    /// Throws an `InputProblem`.
    package init(_ typed: String) throws(InputProblem) {
        let halves = typed.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        let address = try IPAddress(halves[0])
        bytes = address.bytes
        let most = bytes.count * 8
        guard halves.count == 1 || Int(halves[1]).map({ (0...most).contains($0) }) == true else {
            throw InputProblem("network.form", "This is not a network. Examples: 10.1.0.0/16 or 2001:db8::/32.")
        }
        length = halves.count == 2 ? Int(halves[1]) ?? most : most
    }

    package func contains(_ address: IPAddress) -> Bool {
        let other = address.bytes
        guard other.count == bytes.count else { return false }
        for bit in 0..<length {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            if bytes[bit / 8] & mask != other[bit / 8] & mask { return false }
        }
        return true
    }
}

extension IPAddress {
    /// In the order of the network: 4 or 16.
    var bytes: [UInt8] {
        if isIPv6 {
            var address = in6_addr()
            return inet_pton(AF_INET6, text, &address) == 1 ? withUnsafeBytes(of: &address) { Array($0) } : []
        }
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1 ? withUnsafeBytes(of: &address) { Array($0) } : []
    }

    /// The IPv4 address within an IPv6 one that stands for it: mapped (RFC 4291 §2.5.5.2), compatible, NAT64 (RFC 6052), 6to4 (RFC 3056).
    var embedded: IPAddress? {
        guard isIPv6 else { return nil }
        let all = bytes
        guard all.count == 16 else { return nil }
        // Four bytes always are an address.
        func quad(_ at: Int) -> IPAddress? { try? IPAddress(all[at..<(at + 4)].map { String($0) }.joined(separator: ".")) }
        if all.prefix(10).allSatisfy({ $0 == 0 }), all[10] == all[11], all[10] == 0 || all[10] == 0xFF { return quad(12) }
        if all.prefix(12).elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return quad(12) }
        if all[0] == 0x20, all[1] == 0x02 { return quad(2) }
        return nil
    }
}
