import Core

/// A value as both engines know it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    case boolean(Bool)
}

/// Something that can be bound.
package protocol SQLConvertible: Sendable {
    var sqlValue: SQLValue { get }
}

/// Something that can be read from a column. `nil` when the column holds another kind of value.
package protocol SQLDecodable {
    init?(sql: SQLValue)
}

/// A statement whose interpolation binds and never splices: `"SELECT id FROM login WHERE name = \(name)"`.
/// Only another `SQL` value is spliced, so a statement can be put together from parts.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package enum Piece: Sendable {
        case text(String)
        case value(SQLValue)
    }

    package var pieces: [Piece]

    package init(stringLiteral: StaticString) { pieces = [.text(String(describing: stringLiteral))] }
    package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// For text of the program itself that is not a literal, such as a migration. Never for anything that came from outside.
    package init(trusted text: String) { pieces = [.text(text)] }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(interpolationCount * 2 + 1) }
        package mutating func appendLiteral(_ literal: StaticString) { pieces.append(.text(String(describing: literal))) }
        package mutating func appendInterpolation(_ value: some SQLConvertible) { pieces.append(.value(value.sqlValue)) }
        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) { pieces.append(.value(value?.sqlValue ?? .null)) }
        package mutating func appendInterpolation(_ part: SQL) { pieces += part.pieces }
        /// 1 to 4, then 6, 8, 12, 16, 24 and so on; as it is beyond what is kept.
        private static func keptLength(_ count: Int) -> Int {
            if count <= 4 || count > 256 { return count }
            var length = 4
            while length < count { length = length.nonzeroBitCount == 1 ? length * 3 / 2 : length * 4 / 3 }
            return length
        }

        /// `WHERE id IN (\(list: ids))`; an empty list matches nothing.
        package mutating func appendInterpolation(list values: [some SQLConvertible]) {
            if values.isEmpty { return pieces.append(.value(.null)) }
            for (i, value) in values.enumerated() {
                if i > 0 { pieces.append(.text(", ")) }
                pieces.append(.value(value.sqlValue))
            }
            // The last value again until the list has one of a few lengths: so many statements are prepared and kept, not one for each length.
            guard let last = values.last else { return }
            for _ in values.count..<Self.keptLength(values.count) {
                pieces.append(.text(", "))
                pieces.append(.value(last.sqlValue))
            }
        }
    }

    package static func + (a: SQL, b: SQL) -> SQL {
        var both = a
        both.pieces += b.pieces
        return both
    }

    package static func joined(_ parts: [SQL], separator: SQL) -> SQL {
        var whole: SQL = ""
        for (i, part) in parts.enumerated() {
            if i > 0 { whole = whole + separator }
            whole = whole + part
        }
        return whole
    }

    /// The text with a placeholder per value, and the values: `?1` style for SQLite, `$1` for PostgreSQL.
    package func rendered(placeholder: (Int) -> String) -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .value(let value):
                values.append(value)
                text += placeholder(values.count)
            }
        }
        return (text, values)
    }
}

/// What people typed, ready for `LIKE ... ESCAPE '\'`: folded, with `%`, `_` and `\` taken literally.
package func likePattern(containing typed: String) -> String {
    var pattern = "%"
    for character in typed.folded {
        if character == "%" || character == "_" || character == "\\" { pattern += "\\" }
        pattern.append(character)
    }
    return pattern + "%"
}

extension Int: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init?(sql: SQLValue) {
        guard case .integer(let value) = sql else { return nil }
        self = Int(value)
    }
}

extension Int64: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .integer(self) }
    package init?(sql: SQLValue) {
        guard case .integer(let value) = sql else { return nil }
        self = value
    }
}

extension UInt32: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init?(sql: SQLValue) {
        guard case .integer(let value) = sql, let number = UInt32(exactly: value) else { return nil }
        self = number
    }
}

extension Double: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .real(self) }
    package init?(sql: SQLValue) {
        switch sql {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        default: return nil
        }
    }
}

extension String: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(self) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self = value
    }
}

extension Bool: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .boolean(self) }
    package init?(sql: SQLValue) {
        switch sql {
        case .boolean(let value): self = value
        // SQLite has no boolean type.
        case .integer(let value): self = value != 0
        default: return nil
        }
    }
}

extension Array: SQLConvertible where Element == UInt8 {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Array: SQLDecodable where Element == UInt8 {
    package init?(sql: SQLValue) {
        switch sql {
        case .blob(let bytes): self = bytes
        // SQLite's empty blob may come back as empty text.
        case .text(""): self = []
        default: return nil
        }
    }
}

extension Timestamp: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package init?(sql: SQLValue) {
        guard case .integer(let value) = sql else { return nil }
        self.init(milliseconds: value)
    }
}

extension Identifier: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self.init(stored: value)
    }
}

extension DomainName: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(ascii) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self.init(stored: value)
    }
}

extension IPAddress: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self.init(stored: value)
    }
}

extension RelativePath: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(description) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self.init(stored: value)
    }
}

/// Enums of text are stored by raw value: `extension Presence: SQLEnum {}`.
package protocol SQLEnum: RawRepresentable, SQLConvertible, SQLDecodable where RawValue == String {}

extension SQLEnum {
    package var sqlValue: SQLValue { .text(rawValue) }
    package init?(sql: SQLValue) {
        guard case .text(let value) = sql else { return nil }
        self.init(rawValue: value)
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    package init?(sql: SQLValue) {
        if case .null = sql {
            self = Optional<Wrapped>.none
            return
        }
        guard let value = Wrapped(sql: sql) else { return nil }
        self = value
    }
}

extension String {
    /// The text itself, or a fault when it contains U+0000: PostgreSQL cannot store it, and C programs would read only what stands before it.
    package func refusingNUL() throws -> String {
        guard utf8.contains(0) else { return self }
        throw Fault(.invalid, key: "input.nul_character", "The text contains the character U+0000, which cannot be stored.")
    }
}
