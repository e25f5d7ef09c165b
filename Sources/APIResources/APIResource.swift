/// A payload of `/api/v1`. Its schema in the OpenAPI description comes from how it is decoded; this adds what a type cannot say.
package protocol APIResource: Codable, Sendable {
    /// What each field means, by its name. A field without a note is refused by the test of the description.
    static var notes: [String: FieldNote] { get }
    /// A value that could stand in an answer or a request. Nil only where the items of a list have none.
    static var example: Self? { get }
    /// Fields that tell what is seen (a load, a count, a state) and change without anybody's doing. A change with `If-Match` is not refused
    /// because of them.
    static var observed: Set<String> { get }
    /// Whether it holds something that is told this once: a token, a password that was made. Such an answer is kept nowhere, not even for a
    /// second request with its `Idempotency-Key`.
    var holdsSecret: Bool { get }
}

extension APIResource {
    package static var observed: Set<String> { [] }
    package var holdsSecret: Bool { false }
}

/// What the description says about one field.
package struct FieldNote: Sendable, ExpressibleByStringLiteral {
    package var text: String
    /// The only values it takes; nil for any of its type.
    package var values: [String]?
    /// As JSON Schema names it: `date-time`, `email`, `ipv4`.
    package var format: String?
    package var minimum: Int?
    package var maximum: Int?
    /// Longest text, in characters.
    package var maximumLength: Int?

    package init(
        _ text: String, values: [String]? = nil, format: String? = nil, minimum: Int? = nil, maximum: Int? = nil, maximumLength: Int? = nil
    ) {
        self.text = text
        self.values = values
        self.format = format
        self.minimum = minimum
        self.maximum = maximum
        self.maximumLength = maximumLength
    }

    package init(stringLiteral text: String) { self.init(text) }

    /// RFC 3339 text.
    package static func time(_ text: String) -> FieldNote { FieldNote(text, format: "date-time") }
}
