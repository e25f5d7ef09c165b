import APIResources
import Foundation

/// What a payload looks like, read off the type itself: the same `init(from:)` that reads requests says which fields it asks for.
indirect enum Schema {
    struct Property {
        var name: String
        var schema: Schema
        var isRequired: Bool
    }

    case text(values: [String]?, format: String?)
    case integer(minimum: Int64?, maximum: Int64?)
    case number
    case boolean
    case list(Schema)
    /// Any names, each with a value of this kind.
    case map(Schema)
    case object(type: any Decodable.Type, [Property])
    /// A value whose type reads nothing: a mistake of the program.
    case nothing

    /// Decodes `type` from nothing and notes what it asks for. Throws what the type throws when it does not take an empty text or a zero:
    /// such a type needs a `CaseIterable` list of its values or plain fields.
    static func of(_ type: any Decodable.Type) throws -> Schema { try read(type).schema }

    fileprivate static func read<T: Decodable>(_ type: T.Type, path: [any CodingKey] = []) throws -> (schema: Schema, value: T) {
        if let cases = type as? any CaseIterable.Type, let (values, first) = known(cases), let value = first as? T {
            return (.text(values: values, format: nil), value)
        }
        if type == Date.self, let value = Date(timeIntervalSince1970: 0) as? T { return (.text(values: nil, format: "date-time"), value) }
        if path.count > 16 {
            throw DecodingError.dataCorrupted(.init(codingPath: path, debugDescription: "\(type) contains itself without an end"))
        }
        let note = SchemaNote()
        let value = try T(from: SchemaDecoder(note: note, codingPath: path))
        var schema = note.schema ?? .nothing
        if let properties = note.properties {
            if note.takesAnyName { schema = .map(properties.first?.schema ?? .nothing) } else { schema = .object(type: type, properties) }
        }
        return (schema, value)
    }

    /// The raw values of an enumeration of text, and its first case.
    private static func known<E: CaseIterable>(_ type: E.Type) -> (values: [String], first: Any)? {
        let values = E.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard let first = E.allCases.first, values.count == E.allCases.count else { return nil }
        return (values, first)
    }
}

/// What one value asked for while it was decoded. A class, because the containers of one value write into it; it never leaves `Schema.read`.
private final class SchemaNote {
    var schema: Schema?
    var properties: [Schema.Property]?
    var takesAnyName = false

    func add(_ name: String, _ schema: Schema, isRequired: Bool) {
        if properties?.contains(where: { $0.name == name }) == true { return }
        properties = (properties ?? []) + [.init(name: name, schema: schema, isRequired: isRequired)]
    }
}

/// A decoder that has an answer to every question: the empty text, zero, false, a list of one.
private struct SchemaDecoder: Decoder {
    let note: SchemaNote
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        if note.properties == nil { note.properties = [] }
        return KeyedDecodingContainer(SchemaObject<Key>(note: note, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { SchemaList(note: note, codingPath: codingPath) }
    func singleValueContainer() -> any SingleValueDecodingContainer { SchemaValue(note: note, codingPath: codingPath) }

    static func integer<T: FixedWidthInteger>(_ type: T.Type) -> Schema {
        // Numbers of 64 bits have the range of their type, which the description need not repeat.
        if type.bitWidth == 64, type.isSigned { return .integer(minimum: nil, maximum: nil) }
        return .integer(minimum: Int64(exactly: type.min), maximum: Int64(exactly: type.max))
    }
}

private struct SchemaObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let note: SchemaNote
    let codingPath: [any CodingKey]

    var allKeys: [Key] {
        note.takesAnyName = true
        return Key(stringValue: "name").map { [$0] } ?? []
    }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    private func read<T: Decodable>(_ type: T.Type, _ key: Key, isRequired: Bool) throws -> T {
        let (schema, value) = try Schema.read(type, path: codingPath + [key])
        note.add(key.stringValue, schema, isRequired: isRequired)
        return value
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try read(type, key, isRequired: true) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try read(type, key, isRequired: false) }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try read(type, key, isRequired: true) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try read(type, key, isRequired: true) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try read(type, key, isRequired: true) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try read(type, key, isRequired: true) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try read(type, key, isRequired: true) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try read(type, key, isRequired: true) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try read(type, key, isRequired: true) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try read(type, key, isRequired: true) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try read(type, key, isRequired: true) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try read(type, key, isRequired: true) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try read(type, key, isRequired: true) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try read(type, key, isRequired: true) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try read(type, key, isRequired: true) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try read(type, key, isRequired: true) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try read(type, key, isRequired: false) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try read(type, key, isRequired: false) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw notPlain(key.stringValue)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw notPlain(key.stringValue) }
    func superDecoder() throws -> any Decoder { throw notPlain("super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw notPlain(key.stringValue) }

    /// Payloads are structs of structs: what is nested is a type of its own, which has a name in the description.
    private func notPlain(_ name: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: "\(name) is read by hand; make it a type of its own"))
    }
}

/// A list of one, so that the kind of its items is seen.
private struct SchemaList: UnkeyedDecodingContainer {
    let note: SchemaNote
    let codingPath: [any CodingKey]
    var currentIndex = 0

    init(note: SchemaNote, codingPath: [any CodingKey]) {
        self.note = note
        self.codingPath = codingPath
        note.schema = .list(.nothing)
    }

    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (schema, value) = try Schema.read(type, path: codingPath + [Position(intValue: currentIndex)])
        if currentIndex == 0 { note.schema = .list(schema) }
        currentIndex += 1
        return value
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a list is read by hand"))
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a list is read by hand"))
    }
    mutating func superDecoder() throws -> any Decoder {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a list is read by hand"))
    }

    private struct Position: CodingKey {
        let number: Int
        var intValue: Int? { number }
        var stringValue: String { String(number) }
        init(intValue: Int) { number = intValue }
        init?(stringValue: String) { nil }
    }
}

private struct SchemaValue: SingleValueDecodingContainer {
    let note: SchemaNote
    let codingPath: [any CodingKey]

    private func found<T>(_ schema: Schema, _ value: T) -> T {
        note.schema = schema
        return value
    }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) -> Bool { found(.boolean, false) }
    func decode(_ type: String.Type) -> String { found(.text(values: nil, format: nil), "") }
    func decode(_ type: Double.Type) -> Double { found(.number, 0) }
    func decode(_ type: Float.Type) -> Float { found(.number, 0) }
    func decode(_ type: Int.Type) -> Int { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: Int8.Type) -> Int8 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: Int16.Type) -> Int16 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: Int32.Type) -> Int32 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: Int64.Type) -> Int64 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: UInt.Type) -> UInt { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: UInt8.Type) -> UInt8 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: UInt16.Type) -> UInt16 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: UInt32.Type) -> UInt32 { found(SchemaDecoder.integer(type), 0) }
    func decode(_ type: UInt64.Type) -> UInt64 { found(SchemaDecoder.integer(type), 0) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (schema, value) = try Schema.read(type, path: codingPath)
        note.schema = schema
        return value
    }
}
