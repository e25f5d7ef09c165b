import Core
import Persistence

/// How much of a resource somebody may have: nothing, a number of units, or unlimited, which is a value of its own (contract 5.2, C.LIM-01).
///
/// Units are those of the resource: pieces, megabytes (1 MB = 1,024 KB, contract 5.13), or 0 and 1 for what is only on or off. Stored as a
/// whole number, -1 for unlimited; zero always means "not available" and never "unlimited" (contract 5.30).
package enum Allowance: Hashable, Sendable {
    case units(Int64)
    case unlimited

    package static let none = Allowance.units(0)

    /// More than anybody sells; a number above it is a slip of the finger. In megabytes these are 4 petabytes.
    package static let largest: Int64 = 4_000_000_000

    /// As typed: a whole number, `unlimited` in the reader's language or in English, or `-1`.
    ///
    /// Throws `allowance.form` for anything else: negative, fractional, empty, text, or beyond `largest`.
    package init(_ typed: String, unlimited word: String = "unlimited") throws(InputProblem) {
        let text = typed.trimmingWhitespace
        if text == "-1" || text.folded == "unlimited" || (!text.isEmpty && text.folded == word.folded) {
            self = .unlimited
            return
        }
        // `Int64("+5")` is 5; whoever types a sign means something else.
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int64(text),
            number <= Allowance.largest
        else {
            throw InputProblem(
                "allowance.form", arguments: ["largest": String(Allowance.largest)],
                "Type a whole number from 0 to \(Allowance.largest), or “unlimited”. 0 means not available.")
        }
        self = .units(number)
    }

    /// For numbers from the database and from programs, -1 for unlimited. nil below that.
    package init?(stored number: Int64) {
        guard number >= -1 else { return nil }
        self = number == -1 ? .unlimited : .units(number)
    }

    /// -1 for unlimited.
    package var stored: Int64 {
        switch self {
        case .units(let number): number
        case .unlimited: -1
        }
    }

    package var isAvailable: Bool { self != .none }

    /// Whether `used` units are within it.
    package func covers(_ used: Int64) -> Bool {
        switch self {
        case .units(let number): used <= number
        case .unlimited: true
        }
    }

    /// The number; nil for unlimited.
    package var number: Int64? {
        if case .units(let number) = self { number } else { nil }
    }
}

extension Allowance: Comparable {
    package static func < (left: Allowance, right: Allowance) -> Bool {
        switch (left, right) {
        case (.units(let less), .units(let more)): less < more
        case (.units, .unlimited): true
        case (.unlimited, _): false
        }
    }

    /// Both together.
    package static func + (left: Allowance, right: Allowance) -> Allowance {
        guard case .units(let first) = left, case .units(let second) = right else { return .unlimited }
        let (sum, overflows) = first.addingReportingOverflow(second)
        return overflows ? .unlimited : .units(sum)
    }
}

extension Allowance: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { stored.sqlValue }

    package init?(sql: SQLValue) {
        guard let number = Int64(sql: sql) else { return nil }
        self.init(stored: number)
    }
}

extension Allowance: CustomStringConvertible {
    /// For programs, logs and the audit log.
    package var description: String { number.map { String($0) } ?? "unlimited" }
}
