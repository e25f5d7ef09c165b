import Core

/// A path with holes: `/accounts/{account}/domains/{domain}`.
package struct PathTemplate: Sendable, Hashable, CustomStringConvertible {
    package enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    package let text: String
    package let parts: [Part]

    package var description: String { text }
    package var parameters: [String] {
        parts.compactMap { part in
            if case .parameter(let name) = part { name } else { nil }
        }
    }

    init(_ literal: StaticString) {
        text = String(describing: literal)
        parts = text.split(separator: "/").map { piece in
            piece.hasPrefix("{") && piece.hasSuffix("}") ? .parameter(String(piece.dropFirst().dropLast())) : .literal(String(piece))
        }
    }

    /// The template with these values in its holes, for tests that walk all routes.
    package func filled(_ value: (String) -> String) -> String {
        "/"
            + parts.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name): percentEncoded(value(name))
                }
            }.joined(separator: "/")
    }
}

/// What can stand in a hole of a path. A text it cannot be made from leads to 404, as an id that does not exist.
package protocol PathParameter: Sendable {
    init?(path text: String)
}

extension Identifier: PathParameter {
    package init?(path text: String) { self.init(text) }
}

extension String: PathParameter {
    package init?(path text: String) { self = text }
}

extension Int: PathParameter {
    package init?(path text: String) {
        guard let number = Int(text), String(number) == text else { return nil }
        self = number
    }
}

extension DomainName: PathParameter {
    package init?(path text: String) {
        guard let name = try? DomainName(text) else { return nil }  // Not a name: then there is no such page.
        self = name
    }
}
