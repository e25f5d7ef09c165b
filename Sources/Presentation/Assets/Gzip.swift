import HTTPTypes

/// Makes pages and assets small on their way: gzip (RFC 1952) around DEFLATE with the fixed codes (RFC 1951 §3.2.6). Markup repeats itself so much that
/// codes of its own would save little more, and these need no second pass.
enum Gzip {
    /// Less than this is sent as it is.
    static let worthwhile = 1024

    /// Whether the browser takes gzip (RFC 9110 §12.5.3).
    static func isAccepted(_ headers: HTTPFields) -> Bool {
        headers[values: .acceptEncoding].flatMap { $0.split(separator: ",") }.contains { entry in
            let parts = entry.split(separator: ";").map { $0.trimmingPrefix { $0 == " " }.lowercased() }
            return parts.first?.split(separator: " ").first == "gzip"
                && !parts.dropFirst().contains { $0.hasPrefix("q=0") && Double($0.dropFirst(2)) == 0 }
        }
    }

    static func compress(_ input: [UInt8]) -> [UInt8] {
        // RFC 1952 §2.3: magic, deflate, no flags, no time, no hint, Unix.
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        out.reserveCapacity(input.count / 3 + 64)
        var bits = Bits(out: out)
        // One last block with fixed codes.
        bits.write(0b011, count: 3)
        input.withUnsafeBufferPointer { deflate($0, into: &bits) }
        bits.write(symbol: 256)
        bits.flush()
        out = bits.out
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in input { sum = checksums[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
        for word in [sum ^ 0xFFFF_FFFF, UInt32(truncatingIfNeeded: input.count)] {
            for shift in stride(from: 0, to: 32, by: 8) { out.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
        }
        return out
    }

    // MARK: Repetitions

    private static let window = 32_768
    private static let longest = 258
    /// How many earlier places are looked at for a longer repetition.
    private static let patience = 16

    private static func deflate(_ input: UnsafeBufferPointer<UInt8>, into bits: inout Bits) {
        let count = input.count
        let heads = UnsafeMutablePointer<Int32>.allocate(capacity: 1 << 15)
        let earlier = UnsafeMutablePointer<Int32>.allocate(capacity: max(count, 1))
        heads.initialize(repeating: -1, count: 1 << 15)
        earlier.initialize(repeating: -1, count: max(count, 1))
        defer {
            heads.deallocate()
            earlier.deallocate()
        }
        func hash(_ i: Int) -> Int {
            let word = UInt32(input[i]) | UInt32(input[i + 1]) << 8 | UInt32(input[i + 2]) << 16 | UInt32(input[i + 3]) << 24
            return Int((word &* 2_654_435_761) >> 17)
        }
        func remember(_ i: Int) {
            guard i + 4 <= count else { return }
            let key = hash(i)
            earlier[i] = heads[key]
            heads[key] = Int32(truncatingIfNeeded: i)
        }
        var i = 0
        while i < count {
            var (length, distance) = (0, 0)
            if i + 4 <= count {
                let most = min(longest, count - i)
                var candidate = Int(heads[hash(i)])
                var tries = patience
                while candidate >= 0, i - candidate <= window, tries > 0 {
                    if length == 0 || input[candidate + length] == input[i + length] {
                        var same = 0
                        while same < most, input[candidate + same] == input[i + same] { same += 1 }
                        if same > length { (length, distance) = (same, i - candidate) }
                        if same == most { break }
                    }
                    candidate = Int(earlier[candidate])
                    tries -= 1
                }
            }
            if length >= 4 {
                bits.write(length: length, distance: distance)
                for passed in i..<i + length { remember(passed) }
                i += length
            } else {
                bits.write(symbol: Int(input[i]))
                remember(i)
                i += 1
            }
        }
    }

    // MARK: Codes

    private struct Bits {
        var out: [UInt8]
        private var held: UInt64 = 0
        private var count = 0

        init(out: [UInt8]) { self.out = out }

        mutating func write(_ value: UInt32, count more: Int) {
            held |= UInt64(value) << UInt64(count)
            count += more
            while count >= 8 {
                out.append(UInt8(truncatingIfNeeded: held))
                held >>= 8
                count -= 8
            }
        }

        mutating func write(symbol: Int) {
            let (code, length) = symbols[symbol]
            write(code, count: length)
        }

        mutating func write(length: Int, distance: Int) {
            let (symbol, base, extra) = lengths[length - 3]
            write(symbol: symbol)
            if extra > 0 { write(UInt32(length - base), count: extra) }
            let place = distances.lastIndex { $0 <= distance } ?? 0
            let more = place < 4 ? 0 : place / 2 - 1
            write(reversed(UInt32(place), 5), count: 5)
            if more > 0 { write(UInt32(distance - distances[place]), count: more) }
        }

        mutating func flush() { if count > 0 { write(0, count: 8 - count) } }
    }

    /// Huffman codes go out with their highest bit first (RFC 1951 §3.1.1), everything else with the lowest.
    private static func reversed(_ code: UInt32, _ length: Int) -> UInt32 {
        var (left, result) = (code, UInt32(0))
        for _ in 0..<length {
            result = result << 1 | left & 1
            left >>= 1
        }
        return result
    }

    // RFC 1951 §3.2.6
    private static let symbols: [(code: UInt32, length: Int)] = (0..<288).map { symbol in
        switch symbol {
        case 0...143: (reversed(UInt32(0x30 + symbol), 8), 8)
        case 144...255: (reversed(UInt32(0x190 + symbol - 144), 9), 9)
        case 256...279: (reversed(UInt32(symbol - 256), 7), 7)
        default: (reversed(UInt32(0xC0 + symbol - 280), 8), 8)
        }
    }

    // RFC 1951 §3.2.5, by length less 3
    private static let lengths: [(symbol: Int, base: Int, extra: Int)] = {
        let bases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227]
        return (3...258).map { length in
            if length == 258 { return (285, 258, 0) }
            let place = bases.lastIndex { $0 <= length } ?? 0
            return (257 + place, bases[place], place < 8 ? 0 : place / 4 - 1)
        }
    }()

    // RFC 1951 §3.2.5
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
        16385, 24577,
    ]

    // RFC 1952 §8
    private static let checksums: [UInt32] = (0..<256).map { first in
        (0..<8).reduce(UInt32(first)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
}
