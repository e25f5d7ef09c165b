import Core

/// An argument of an Apache directive: quoted by the rules of core's `ap_getword_conf`, never substituted.
package struct ApacheArgument: QuotedText, ExpressibleByStringLiteral {
    package let quoted: String

    /// Quotes a value. Refuses control characters, which no escape can carry, and `${`, which Apache replaces by a variable even inside quotes.
    package init(quoting value: String) throws(InputProblem) {
        for scalar in value.unicodeScalars where scalar.value < 0x20 || scalar.value == 0x7F {
            throw InputProblem("apache.characters", "A value for the web server may not hold control characters.")
        }
        if value.contains("${") { throw InputProblem("apache.variable", "A value for the web server may not hold ${.") }
        quoted = "\"" + value.replacingAll("\\", with: "\\\\").replacingAll("\"", with: "\\\"") + "\""
    }

    /// A word of the program: stands as it is written.
    package init(stringLiteral literal: String) { quoted = literal }

    package init(_ path: PlainPath) { quoted = "\"" + path.text + "\"" }

    package init(_ number: Int) { quoted = String(number) }

    /// An endpoint of `Listen`: `127.0.0.1:8080`, `[::1]:8080`.
    package init(_ address: IPAddress, port: Int) { quoted = "\(address.inURL):\(port)" }
}

extension String {
    /// Foundation's replacement without Foundation: this target is pure and starts in every small program.
    func replacingAll(_ part: Character, with other: String) -> String {
        var result = ""
        for character in self {
            if character == part { result += other } else { result.append(character) }
        }
        return result
    }

    func contains(_ part: String) -> Bool {
        let (all, wanted) = (Array(utf8), Array(part.utf8))
        guard !wanted.isEmpty, all.count >= wanted.count else { return wanted.isEmpty }
        return (0...(all.count - wanted.count)).contains { all[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}

/// A directive or a section of directives. Their names are literals of the program.
package indirect enum ApacheNode: Sendable, Hashable {
    case directive(String, [ApacheArgument])
    case section(String, [ApacheArgument], [ApacheNode])
    case comment(String)

    static func set(_ name: String, _ arguments: ApacheArgument...) -> ApacheNode { .directive(name, arguments) }

    func render(indent: String = "") -> String {
        switch self {
        case .directive(let name, let arguments):
            return indent + ([name] + arguments.map(\.quoted)).joined(separator: " ") + "\n"
        case .section(let name, let arguments, let content):
            let head = ([name] + arguments.map(\.quoted)).joined(separator: " ")
            return indent + "<\(head)>\n" + content.map { $0.render(indent: indent + "    ") }.joined() + indent + "</\(name)>\n"
        case .comment(let text):
            return indent + "# \(text)\n"
        }
    }
}
