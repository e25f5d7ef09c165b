import Core
import Foundation

/// Decodes a `JSONTree` and notes which fields were asked for.
struct TreeDecoder: Decoder {
    let tree: JSONTree
    let codingPath: [any CodingKey]
    let asked: AskedNames
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = tree else { throw mismatch([String: Never].self, "an object is expected here") }
        return KeyedDecodingContainer(
            ObjectContainer<Key>(
                members: Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }), codingPath: codingPath,
                asked: asked))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let items) = tree else { throw mismatch([Never].self, "a list is expected here") }
        return ArrayContainer(items: items, codingPath: codingPath, asked: asked)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { ValueContainer(decoder: self) }

    func mismatch(_ type: Any.Type, _ sentence: String) -> DecodingError {
        .typeMismatch(type, .init(codingPath: codingPath, debugDescription: sentence))
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        // Dates of the API are RFC 3339 text.
        if type == Date.self, case .string(let text) = tree {
            guard let date = try? Date(text, strategy: .iso8601), let value = date as? T else {  // Not a date: said in words.
                throw DecodingError.dataCorrupted(
                    .init(codingPath: codingPath, debugDescription: "this is not a time; write it like 2026-11-22T09:41:07Z"))
            }
            return value
        }
        return try T(from: self)
    }

    func bool() throws -> Bool {
        guard case .bool(let value) = tree else { throw mismatch(Bool.self, "true or false is expected here") }
        return value
    }

    func string() throws -> String {
        guard case .string(let value) = tree else { throw mismatch(String.self, "a text in quotes is expected here") }
        return value
    }

    func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        guard case .number(let text) = tree else { throw mismatch(T.self, "a number is expected here") }
        guard let value = T(text) else { throw mismatch(T.self, "a whole number from \(T.min) to \(T.max) is expected here") }
        return value
    }

    func real() throws -> Double {
        guard case .number(let text) = tree, let value = Double(text), value.isFinite else {
            throw mismatch(Double.self, "a number is expected here")
        }
        return value
    }

    var isNull: Bool { tree == .null }
}

private struct Index: CodingKey {
    let intValue: Int?
    var stringValue: String { String(intValue ?? 0) }
    init(_ value: Int) { intValue = value }
    init?(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
}

private struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: JSONTree]
    let codingPath: [any CodingKey]
    let asked: AskedNames
    private let path: String

    init(members: [String: JSONTree], codingPath: [any CodingKey], asked: AskedNames) {
        self.members = members
        self.codingPath = codingPath
        self.asked = asked
        path = codingPath.isEmpty ? "" : fieldPath(codingPath)
        if asked.byPath[path] == nil { asked.byPath[path] = .init() }
    }

    var allKeys: [Key] {
        asked.byPath[path]?.takesAll = true
        for name in members.keys { note(name) }
        return members.keys.sorted().compactMap { Key(stringValue: $0) }
    }

    private func note(_ name: String) { asked.byPath[path]?.names.insert(name) }

    func contains(_ key: Key) -> Bool {
        note(key.stringValue)
        return members[key.stringValue] != nil
    }

    private func decoder(_ key: Key) throws -> TreeDecoder {
        note(key.stringValue)
        guard let tree = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "missing"))
        }
        return TreeDecoder(tree: tree, codingPath: codingPath + [key], asked: asked)
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder(key).real() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try decoder(key).real()) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder(key).integer(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder(key).integer(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder(key).integer(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder(key).integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder(key).integer(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder(key).integer(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder(key).integer(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try decoder(key).integer(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try decoder(key).integer(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try decoder(key).integer(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder(key).decode(type) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try decoder(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try decoder(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { throw noInheritance(codingPath) }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw noInheritance(codingPath) }
}

private struct ArrayContainer: UnkeyedDecodingContainer {
    let items: [JSONTree]
    let codingPath: [any CodingKey]
    let asked: AskedNames
    var currentIndex = 0

    init(items: [JSONTree], codingPath: [any CodingKey], asked: AskedNames) {
        self.items = items
        self.codingPath = codingPath
        self.asked = asked
    }

    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    private mutating func next() throws -> TreeDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(Never.self, .init(codingPath: codingPath, debugDescription: "the list is too short"))
        }
        defer { currentIndex += 1 }
        return TreeDecoder(tree: items[currentIndex], codingPath: codingPath + [Index(currentIndex)], asked: asked)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, items[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { throw noInheritance(codingPath) }
}

private struct ValueContainer: SingleValueDecodingContainer {
    let decoder: TreeDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool() }
    func decode(_ type: String.Type) throws -> String { try decoder.string() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.real() }
    func decode(_ type: Float.Type) throws -> Float { Float(try decoder.real()) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
}

/// Payloads are structs: there is no class whose parent would decode from the same place.
private func noInheritance(_ path: [any CodingKey]) -> DecodingError {
    .dataCorrupted(.init(codingPath: path, debugDescription: "this cannot be decoded here"))
}
