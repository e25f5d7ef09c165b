import Core
import Foundation

/// Addresses that follow one another, as people write them: one address, `203.0.113.10-203.0.113.20`, `203.0.113.10-20`, or a block with its mask,
/// `203.0.113.0/28`, `203.0.113.0/255.255.255.240`, `2001:db8::10/124`. A block counts with its first and its last address.
struct AddressRange: Hashable, Sendable {
    let first: IPAddress
    let last: IPAddress

    /// Throws `address.form`, `address.mask`, `address.block` (the address is not the first of its block), `address.families` and
    /// `address.order`.
    init(_ typed: String) throws(InputProblem) {
        if let slash = typed.firstIndex(of: "/") {
            let address = try IPAddress(String(typed[..<slash]).trimmingWhitespace)
            let length = try Self.prefixLength(String(typed[typed.index(after: slash)...]).trimmingWhitespace, of: address)
            self = try Self.block(address, length)
        } else if let dash = typed.firstIndex(of: "-") {
            first = try IPAddress(String(typed[..<dash]).trimmingWhitespace)
            last = try Self.end(String(typed[typed.index(after: dash)...]).trimmingWhitespace, after: first)
            if first.isIPv6 != last.isIPv6 {
                throw InputProblem(
                    "address.families", "A range goes from one IPv4 address to another, or from one IPv6 address to another.")
            }
            if last.sortKey < first.sortKey {
                throw InputProblem(
                    "address.order", arguments: ["first": first.text, "last": last.text],
                    "\(first) comes after \(last). Write the lower address first.")
            }
        } else {
            first = try IPAddress(typed)
            last = first
        }
    }

    private init(first: IPAddress, last: IPAddress) {
        self.first = first
        self.last = last
    }

    /// All of them; nil when they are more than `most`.
    func addresses(upTo most: Int) -> [IPAddress]? {
        var all = [first]
        while let end = all.last, end != last {
            guard all.count < most, let next = end.next else { return nil }
            all.append(next)
        }
        return all
    }

    /// `203.0.113.10-20`: the last number alone.
    private static func end(_ typed: String, after first: IPAddress) throws(InputProblem) -> IPAddress {
        guard !first.isIPv6, !typed.isEmpty, typed.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return try IPAddress(typed)
        }
        return try IPAddress(first.text.split(separator: ".").dropLast().joined(separator: ".") + ".\(typed)")
    }

    /// 28, or 255.255.255.240 of an IPv4 address.
    private static func prefixLength(_ typed: String, of address: IPAddress) throws(InputProblem) -> Int {
        let bits = address.isIPv6 ? 128 : 32
        if let number = Int(typed), (0...bits).contains(number) { return number }
        if !address.isIPv6, let mask = try? IPAddress(typed), !mask.isIPv6 {
            let value = mask.bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let length = (~value).leadingZeroBitCount
            if value == (length == 0 ? 0 : ~UInt32(0) << (32 - length)) { return length }
        }
        throw InputProblem(
            "address.mask", arguments: ["most": String(bits)],
            "After the slash stands a number from 0 to \(bits), or a mask such as 255.255.255.240.")
    }

    private static func block(_ address: IPAddress, _ length: Int) throws(InputProblem) -> AddressRange {
        var (first, last) = (address.bytes, address.bytes)
        for place in first.indices {
            let kept = min(8, max(0, length - place * 8))
            let mask: UInt8 = kept == 0 ? 0 : ~UInt8(0) << (8 - kept)
            first[place] &= mask
            last[place] |= ~mask
        }
        let range = AddressRange(first: IPAddress(bytes: first), last: IPAddress(bytes: last))
        if range.first != address {
            throw InputProblem(
                "address.block", arguments: ["address": address.text, "block": "\(range.first)/\(length)"],
                "\(address) is not the first address of its block. Write \(range.first)/\(length), or a range.")
        }
        return range
    }
}

extension IPAddress {
    /// 4 or 16, in network order.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes)
        return bytes
    }

    /// - Parameter bytes: 4 or 16.
    init(bytes: [UInt8]) {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 16 ? AF_INET6 : AF_INET, bytes, &buffer, socklen_t(buffer.count))
        self.init(stored: String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// The one after it; nil after the very last.
    var next: IPAddress? {
        var bytes = bytes
        for place in bytes.indices.reversed() {
            bytes[place] &+= 1
            if bytes[place] != 0 { return IPAddress(bytes: bytes) }
        }
        return nil
    }

    /// Text that orders addresses as numbers do, IPv4 before IPv6.
    package var sortKey: String {
        bytes.reduce(into: isIPv6 ? "6" : "4") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
    }

    /// 4 or 6.
    package var family: Int { isIPv6 ? 6 : 4 }

    /// Whether one computer can have it to itself: no group's, nobody's, not of one cable only (RFC 1122 §3.2.1.3, RFC 5771, RFC 4291 §2.4).
    var isHost: Bool {
        let bytes = bytes
        if !isIPv6 { return bytes[0] != 0 && bytes[0] < 224 }
        let isEmbedded = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return bytes[0] != 0xFF && !(bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80) && text != "::" && !isEmbedded
    }
}
