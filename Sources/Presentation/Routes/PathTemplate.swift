import Core

/// A path with holes: `/accounts/{account}/domains/{domain}`, `/websites/{domain}/files/{path...}`.
package struct PathTemplate: Sendable, Hashable, CustomStringConvertible {
    package enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        /// The rest of the path, slashes and all; only at the end. At least one part.
        case rest(String)
    }

    package let text: String
    package let parts: [Part]

    package var description: String { text }
    package var parameters: [String] {
        parts.compactMap { part in
            switch part {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }

    init(_ literal: StaticString) {
        text = String(describing: literal)
        parts = text.split(separator: "/").map { piece in
            if piece.hasPrefix("{"), piece.hasSuffix("...}") { return .rest(String(piece.dropFirst().dropLast(4))) }
            return piece.hasPrefix("{") && piece.hasSuffix("}") ? .parameter(String(piece.dropFirst().dropLast())) : .literal(String(piece))
        }
    }

    /// The template with these values in its holes, for tests that walk all routes.
    package func filled(_ value: (String) -> String) -> String {
        "/"
            + parts.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name): percentEncoded(value(name))
                case .rest(let name): value(name).split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
                }
            }.joined(separator: "/")
    }
}

/// What can stand in a hole of a path. A text it cannot be made from leads to 404, as an id that does not exist.
package protocol PathParameter: Sendable {
    init?(path text: String)
    /// As the description of the REST interface shows it; text unless the type says otherwise.
    static var pathKind: PathParameterKind { get }
}

package enum PathParameterKind: Sendable { case text, integer, identifier, domainName }

extension PathParameter {
    package static var pathKind: PathParameterKind { .text }
}

extension Identifier: PathParameter {
    package static var pathKind: PathParameterKind { .identifier }
    package init?(path text: String) { self.init(text) }
}

extension String: PathParameter {
    package init?(path text: String) { self = text }
}

extension Int: PathParameter {
    package static var pathKind: PathParameterKind { .integer }
    package init?(path text: String) {
        guard let number = Int(text), String(number) == text else { return nil }
        self = number
    }
}

extension DomainName: PathParameter {
    package static var pathKind: PathParameterKind { .domainName }
    package init?(path text: String) {
        guard let name = try? DomainName(text) else { return nil }  // Not a name: then there is no such page.
        self = name
    }
}
