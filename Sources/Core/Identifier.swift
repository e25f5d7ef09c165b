import Foundation

/// An id that knows what it names, so that an `AccountID` cannot be passed as a `DomainID`.
///
/// The text is a UUIDv7 (RFC 9562 §5.7) made by the program: it sorts by time of creation on both database engines.
package struct Identifier<Thing>: Hashable, Sendable, Codable, CustomStringConvertible, LosslessStringConvertible {
    package let text: String

    /// A new id that sorts after every id made earlier by this process.
    package init(at now: Timestamp = .now) {
        text = UUIDv7.next(milliseconds: now.milliseconds)
    }

    /// The id that `text` spells, or nil when it is not a UUID in lower case.
    package init?(_ text: String) {
        guard UUIDv7.isWellFormed(text) else { return nil }
        self.text = text
    }

    /// For text that comes from our own database.
    package init(stored text: String) { self.text = text }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard UUIDv7.isWellFormed(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an id"))
        }
        self.text = text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Identifier: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

/// What the ids name. The types are empty: they exist for the compiler only.
package enum Things {
    package enum Login {}
    package enum Session {}
    package enum Token {}
    package enum PhysicalServer {}
    package enum LogicalServer {}
    package enum Address {}
    package enum NodeRequest {}
    package enum Plan {}
    package enum Account {}
    package enum Domain {}
    package enum Zone {}
    package enum Record {}
    package enum Website {}
    package enum Job {}
    package enum Installation {}
}

package typealias LoginID = Identifier<Things.Login>
package typealias SessionID = Identifier<Things.Session>
package typealias TokenID = Identifier<Things.Token>
package typealias PhysicalServerID = Identifier<Things.PhysicalServer>
package typealias LogicalServerID = Identifier<Things.LogicalServer>
package typealias AddressID = Identifier<Things.Address>
package typealias NodeRequestID = Identifier<Things.NodeRequest>
package typealias PlanID = Identifier<Things.Plan>
package typealias AccountID = Identifier<Things.Account>
package typealias DomainID = Identifier<Things.Domain>
package typealias ZoneID = Identifier<Things.Zone>
package typealias RecordID = Identifier<Things.Record>
package typealias WebsiteID = Identifier<Things.Website>
package typealias JobID = Identifier<Things.Job>
package typealias InstallationID = Identifier<Things.Installation>

/// UUID version 7 with a counter in the random bits, so that ids of one millisecond still ascend (RFC 9562 §6.2, method 1).
enum UUIDv7 {
    private static let state = Locked((milliseconds: Int64(0), counter: UInt16(0)))

    static func next(milliseconds now: Int64) -> String {
        let (milliseconds, counter) = state.withLock { last -> (Int64, UInt16) in
            if now > last.milliseconds {
                last = (now, UInt16.random(in: 0..<0x400))
            } else if last.counter < 0xFFF {
                last.counter += 1
            } else {
                last = (last.milliseconds + 1, UInt16.random(in: 0..<0x400))
            }
            return (last.milliseconds, last.counter)
        }
        var bytes = [UInt8](repeating: 0, count: 16)
        for i in 0..<6 { bytes[i] = UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - Int64(i)))) }
        bytes[6] = 0x70 | UInt8(counter >> 8)
        bytes[7] = UInt8(truncatingIfNeeded: counter)
        var generator = SystemRandomNumberGenerator()
        let random = generator.next()
        for i in 8..<16 { bytes[i] = UInt8(truncatingIfNeeded: random >> (8 * UInt64(i - 8))) }
        bytes[8] = (bytes[8] & 0x3F) | 0x80
        return format(bytes)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func format(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var at = 0
            for (i, byte) in bytes.enumerated() {
                if i == 4 || i == 6 || i == 8 || i == 10 {
                    buffer[at] = UInt8(ascii: "-")
                    at += 1
                }
                buffer[at] = digits[Int(byte >> 4)]
                buffer[at + 1] = digits[Int(byte & 15)]
                at += 2
            }
            return 36
        }
    }

    static func isWellFormed(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count == 36 else { return false }
        for (i, byte) in bytes.enumerated() {
            switch i {
            case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
            default:
                guard (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66) else { return false }
            }
        }
        return true
    }
}
