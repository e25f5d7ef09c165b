/// A path below a known directory: components only, so `..`, absolute paths and empty parts cannot exist (security rule: a path is a root descriptor and components).
package struct RelativePath: Hashable, Sendable, CustomStringConvertible, Codable {
    package let components: [String]

    /// Parses `public/blog/index.php`. Refuses `..`, a leading `/`, control characters, components over 255 bytes, more than 64 levels.
    package init(_ typed: String) throws(InputProblem) {
        if typed.isEmpty { throw InputProblem("path.empty", "Type a path, for example public/index.html.") }
        if typed.hasPrefix("/") {
            throw InputProblem("path.absolute", "The path starts below the home directory, so it does not begin with a slash.")
        }
        var text = typed
        if text.hasSuffix("/") { text.removeLast() }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 64 { throw InputProblem("path.deep", "A path has at most 64 levels.") }
        for part in parts {
            if part.isEmpty { throw InputProblem("path.empty_part", "The path has two slashes in a row.") }
            if part == "." || part == ".." { throw InputProblem("path.dots", "The path may not contain . or .. parts.") }
            if part.utf8.count > 255 { throw InputProblem("path.long", "Each part of a path has at most 255 bytes.") }
            if part.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
                throw InputProblem("path.characters", "A path has no control characters.")
            }
        }
        components = parts
    }

    package init(stored text: String) { components = text.split(separator: "/").map(String.init) }

    package var description: String { components.joined(separator: "/") }

    package init(from decoder: any Decoder) throws {
        do {
            self = try RelativePath(decoder.singleValueContainer().decode(String.self))
        } catch let problem as InputProblem {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem.sentence))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
