import Core
import Foundation
import Presentation

/// The HTML that can stand in a mail: headings, paragraphs, lists, tables, links, pictures, and a few properties of style. Read into a value;
/// what is not in the list below cannot get in, so a mail carries no script, no form and nothing that another site would load unasked but
/// pictures over https.
struct MailMarkup: Sendable {
    indirect enum Node: Sendable, Equatable {
        case text(String)
        case element(String, attributes: [(name: String, value: String)], [Node])

        static func == (a: Node, b: Node) -> Bool {
            switch (a, b) {
            case (.text(let x), .text(let y)): x == y
            case (.element(let n, let x, let c), .element(let m, let y, let d)):
                n == m && c == d && x.map { [$0.name, $0.value] } == y.map { [$0.name, $0.value] }
            default: false
            }
        }
    }

    enum Problem: Sendable, Equatable {
        case element(String, line: Int)
        case attribute(String, of: String, line: Int)
        case address(String, line: Int)
        case style(String, line: Int)
        case unclosed(String, line: Int)
        case unopened(String, line: Int)
        /// A `<` that begins nothing, or a tag without an end.
        case broken(line: Int)
        case deep(line: Int)

        var line: Int {
            switch self {
            case .element(_, let line), .attribute(_, _, let line), .address(_, let line), .style(_, let line), .unclosed(_, let line),
                .unopened(_, let line), .broken(let line), .deep(let line):
                line
            }
        }
    }

    let nodes: [Node]
    /// Empty for markup that is in order. With problems the nodes are what could be read.
    let problems: [Problem]

    /// - Parameter isTemplate: `{link}` may stand where an address is expected.
    init(_ source: String, isTemplate: Bool = false) {
        var reader = MailMarkupReader(source, isTemplate: isTemplate)
        reader.read()
        (nodes, problems) = (reader.nodes, reader.problems)
    }

    static let elements: [String: Set<String>] = [
        "p": [], "br": [], "hr": [], "div": ["align"], "span": [], "h1": [], "h2": [], "h3": [], "h4": [], "strong": [], "b": [], "em": [],
        "i": [], "u": [], "s": [], "small": [], "code": [], "pre": [], "blockquote": [], "ul": [], "ol": [], "li": [],
        "a": ["href", "title"], "img": ["src", "alt", "width", "height"],
        "table": ["width", "align", "border", "cellpadding", "cellspacing"], "thead": [], "tbody": [], "tr": [],
        "th": ["align", "valign", "colspan", "rowspan", "width"], "td": ["align", "valign", "colspan", "rowspan", "width"],
    ]
    static let void: Set<String> = ["br", "hr", "img"]
    static let properties: Set<String> = [
        "color", "background-color", "font-family", "font-size", "font-style", "font-weight", "line-height", "text-align",
        "text-decoration", "vertical-align", "white-space", "width", "max-width", "height", "margin", "margin-top", "margin-right",
        "margin-bottom", "margin-left", "padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "border",
        "border-top", "border-bottom", "border-color", "border-radius", "border-collapse",
    ]

    /// A text as it stands in HTML: nothing in it is markup, its lines stay lines.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\r\n", "\r": out += "&#10;"
            default: out.append(character)
            }
        }
        return out
    }
}

private struct MailMarkupReader {
    private struct Open {
        var name: String
        var attributes: [(name: String, value: String)]
        var children: [MailMarkup.Node]
        var line: Int
    }

    private let characters: [Character]
    private let isTemplate: Bool
    private var at = 0
    private var line = 1
    private var stack: [Open] = [Open(name: "", attributes: [], children: [], line: 1)]
    private var text = ""
    private(set) var problems: [MailMarkup.Problem] = []

    private static let deepest = 40

    var nodes: [MailMarkup.Node] { stack[0].children }

    init(_ source: String, isTemplate: Bool) {
        characters = Array(source.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        self.isTemplate = isTemplate
    }

    mutating func read() {
        while at < characters.count {
            switch characters[at] {
            case "<": tag()
            case "&": entity()
            case let character:
                text.append(character)
                step()
            }
        }
        closeText()
        while stack.count > 1 {
            problems.append(.unclosed(stack[stack.count - 1].name, line: stack[stack.count - 1].line))
            close()
        }
    }

    private mutating func step() {
        if characters[at] == "\n" { line += 1 }
        at += 1
    }

    private mutating func add(_ node: MailMarkup.Node) { stack[stack.count - 1].children.append(node) }

    private mutating func closeText() {
        if !text.isEmpty { add(.text(text)) }
        text = ""
    }

    private mutating func close() {
        guard stack.count > 1, let last = stack.popLast() else { return }
        add(.element(last.name, attributes: last.attributes, last.children))
    }

    private mutating func entity() {
        let rest = characters[(at + 1)...].prefix(10)
        guard let end = rest.firstIndex(of: ";"),
            let decoded = Self.entities[String(characters[(at + 1)..<end])] ?? Self.number(characters[(at + 1)..<end])
        else {
            text.append("&")
            return step()
        }
        at = end + 1
        guard decoded == "\n" else {
            text += decoded
            return
        }
        closeText()
        add(.element("br", attributes: [], []))
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®", "euro": "€", "ndash": "–",
        "mdash": "—", "hellip": "…", "laquo": "«", "raquo": "»", "bdquo": "„", "ldquo": "“", "rdquo": "”", "bull": "•", "shy": "\u{AD}",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    ]

    private static func number(_ text: ArraySlice<Character>) -> String? {
        guard text.first == "#" else { return nil }
        let digits = String(text.dropFirst())
        let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value == 10 || value == 9 || value >= 0x20, value != 0x7F, let scalar = UnicodeScalar(value) else { return nil }
        return String(Character(scalar))
    }

    private mutating func tag() {
        let began = line
        closeText()
        if characters[at...].starts(with: "<!--") {
            while at < characters.count, !characters[at...].starts(with: "-->") { step() }
            for _ in 0..<3 where at < characters.count { step() }
            return
        }
        var i = at + 1
        let isClosing = i < characters.count && characters[i] == "/"
        if isClosing { i += 1 }
        let name = String(characters[i...].prefix { ($0.isLetter || $0.isNumber || $0 == "!") && $0.isASCII }).lowercased()
        guard !name.isEmpty else {
            problems.append(.broken(line: began))
            text.append("<")
            return step()
        }
        while at < i + name.count { step() }
        guard let attributes = attributes() else { return problems.append(.broken(line: began)) }
        guard let allowed = MailMarkup.elements[name] else { return problems.append(.element(name, line: began)) }
        if isClosing {
            guard !MailMarkup.void.contains(name), stack.dropFirst().contains(where: { $0.name == name }) else {
                return problems.append(.unopened(name, line: began))
            }
            while let last = stack.last, last.name != name {
                problems.append(.unclosed(last.name, line: last.line))
                close()
            }
            return close()
        }
        let kept = attributes.filter { checked($0, of: name, allowed, began) }
        if MailMarkup.void.contains(name) { return add(.element(name, attributes: kept, [])) }
        guard stack.count <= Self.deepest else { return problems.append(.deep(line: began)) }
        stack.append(Open(name: name, attributes: kept, children: [], line: began))
    }

    /// What stands before the `>` that ends the tag; nil when there is none.
    private mutating func attributes() -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        while at < characters.count {
            let character = characters[at]
            if character == ">" {
                step()
                return found
            }
            guard character.isLetter || character == "-" || character == ":" || character == "@" || character == "_" else {
                if character == "<" { return nil }
                step()
                continue
            }
            var name = ""
            while at < characters.count, !" \t\n=/><".contains(characters[at]) {
                name.append(characters[at])
                step()
            }
            blanks()
            guard at < characters.count, characters[at] == "=" else {
                found.append((name.lowercased(), ""))
                continue
            }
            step()
            blanks()
            guard let value = value() else { return nil }
            found.append((name.lowercased(), value))
        }
        return nil
    }

    private mutating func blanks() { while at < characters.count, characters[at].isWhitespace { step() } }

    private mutating func value() -> String? {
        guard at < characters.count else { return nil }
        var value = ""
        let quote = characters[at]
        if quote == "\"" || quote == "'" {
            step()
            while at < characters.count, characters[at] != quote {
                value.append(characters[at])
                step()
            }
            guard at < characters.count else { return nil }
            step()
        } else {
            while at < characters.count, !characters[at].isWhitespace, characters[at] != ">" {
                value.append(characters[at])
                step()
            }
        }
        return Self.decoded(value)
    }

    private static func decoded(_ value: String) -> String {
        value.replacing(/&(#?[A-Za-z0-9]{1,8});/) { match in
            entities[String(match.1)] ?? number(Array(match.1)[...]) ?? String(match.0)
        }
    }

    private mutating func checked(_ attribute: (name: String, value: String), of element: String, _ allowed: Set<String>, _ line: Int)
        -> Bool
    {
        if attribute.name == "style" {
            guard let wrong = Self.wrongStyle(attribute.value) else { return true }
            problems.append(.style(wrong, line: line))
            return false
        }
        guard allowed.contains(attribute.name) else {
            problems.append(.attribute(attribute.name, of: element, line: line))
            return false
        }
        let isPicture = attribute.name == "src"
        guard isPicture || attribute.name == "href" else { return true }
        if isTemplate, attribute.value.hasPrefix("{") { return true }
        let isGood = Link(outside: attribute.value) != nil && (!isPicture || attribute.value.lowercased().hasPrefix("https://"))
        if !isGood { problems.append(.address(String(attribute.value.prefix(80)), line: line)) }
        return isGood
    }

    /// The first declaration that is not in the list, or whose value is more than words, numbers and colours: it could load something.
    private static func wrongStyle(_ style: String) -> String? {
        for declaration in style.split(separator: ";") where !declaration.allSatisfy(\.isWhitespace) {
            let halves = declaration.split(separator: ":", maxSplits: 1).map { String($0).trimmingWhitespace }
            guard halves.count == 2, MailMarkup.properties.contains(halves[0].lowercased()),
                halves[1].allSatisfy({ ($0.isLetter || $0.isNumber) && $0.isASCII || "#%., '-".contains($0) })
            else { return String(declaration).trimmingWhitespace }
        }
        return nil
    }
}
