/// The fields of a form or query: `application/x-www-form-urlencoded` (URL Standard §5).
package struct FormValues: Sendable, Equatable {
    package private(set) var pairs: [(name: String, value: String)] = []

    package init() {}

    package init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// Nil when it is malformed, not UTF-8 or has more than 1,000 fields.
    package init?(encoded bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(encoded: text)
    }

    package init?(encoded text: String) {
        for piece in text.split(separator: "&") {
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pairs.count < 1000, let name = percentDecoded(halves[0], plusIsSpace: true),
                let value = halves.count > 1 ? percentDecoded(halves[1], plusIsSpace: true) : ""
            else { return nil }
            pairs.append((name, value))
        }
    }

    package static func == (a: FormValues, b: FormValues) -> Bool {
        a.pairs.elementsEqual(b.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    package var isEmpty: Bool { pairs.isEmpty }

    /// The first value of this name, or nil when the field is missing.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The value as typed, without spaces around it; empty when missing.
    package func text(_ name: String) -> String { (self[name] ?? "").trimmed }

    /// The value exactly as typed, for passwords; empty when missing.
    package func verbatim(_ name: String) -> String { self[name] ?? "" }

    /// All values of this name: ticked rows.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A ticked checkbox.
    package func isOn(_ name: String) -> Bool { self[name].map { $0 == "on" || $0 == "true" || $0 == "1" } ?? false }

    /// A whole number, or nil when it is none.
    package func number(_ name: String) -> Int? { Int(text(name)) }

    package var encoded: String { pairs.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }.joined(separator: "&") }

    package func setting(_ name: String, _ value: String?) -> FormValues {
        FormValues(pairs.filter { $0.name != name } + (value.map { [(name, $0)] } ?? []))
    }
}

extension String {
    /// Without white space at both ends.
    package var trimmed: String {
        let inner = drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[...last])
    }
}
