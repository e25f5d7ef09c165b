import Core

/// A text with variables in braces, as the provider writes mails: one syntax for notifications, registration mails and circulars. Pure.
///
/// - `{login}` is the value of that variable; one without a value is nothing.
/// - `{if support} ... {end}` stands in the mail only when the variable has a value, `{if not support}` when it has none. A line that has only
///   such a mark on it is no line of the mail.
///
/// A brace that no letter follows is a brace. Values are put in in one pass: what looks like a variable in them stays as it is.
package struct MailTemplate: Sendable {
    package enum Part: Sendable, Equatable {
        case text(String, line: Int)
        case value(String, line: Int)
        indirect case section(String, isNegated: Bool, [Part], line: Int)
    }

    /// What is wrong with the marks, and in which line.
    package enum Problem: Sendable, Equatable {
        /// `{if ...}` without its `{end}`.
        case unclosed(String, line: Int)
        /// `{end}` without its `{if ...}`.
        case unopened(line: Int)
        /// A brace before a letter that is no variable.
        case brace(String, line: Int)
        /// `{{login}}`.
        case doubled(String, line: Int)
    }

    package let parts: [Part]
    package let problems: [Problem]

    package init(_ source: String) {
        var reader = MailTemplateReader(source)
        reader.read()
        (parts, problems) = (reader.parts, reader.problems)
    }

    /// Every variable that is mentioned, in order, with its line.
    package var mentioned: [(name: String, line: Int)] { Self.mentioned(parts) }

    private static func mentioned(_ parts: [Part]) -> [(name: String, line: Int)] {
        parts.flatMap { part -> [(name: String, line: Int)] in
            switch part {
            case .text: []
            case .value(let name, let line): [(name, line)]
            case .section(let name, _, let inner, let line): [(name, line)] + mentioned(inner)
            }
        }
    }

    /// The text with these values.
    ///
    /// - Parameters:
    ///   - keepingUnknown: What is not among the values stays as it was written instead of becoming nothing.
    ///   - escaping: what is done to each value, so that it can be nothing but a value where it stands.
    package func filled(
        _ values: [String: String], keepingUnknown: Bool = false, escaping: (String) -> String = { $0 }
    ) -> String { Self.fill(parts, values, keepingUnknown, escaping) }

    private static func fill(
        _ parts: [Part], _ values: [String: String], _ keepingUnknown: Bool, _ escaping: (String) -> String
    ) -> String {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text, _): out += text
            case .value(let name, _): out += escaping(values[name] ?? (keepingUnknown ? "{\(name)}" : ""))
            case .section(let name, let isNegated, let inner, _):
                if (values[name] ?? "").isEmpty == isNegated { out += fill(inner, values, keepingUnknown, escaping) }
            }
        }
        return out
    }
}

private struct MailTemplateReader {
    private let characters: [Character]
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var text = ""
    private var textLine = 1
    private var open: [(name: String, isNegated: Bool, line: Int, before: [MailTemplate.Part])] = []
    private(set) var parts: [MailTemplate.Part] = []
    private(set) var problems: [MailTemplate.Problem] = []

    /// More sections in one another than any mail has.
    private static let deepest = 20

    init(_ source: String) { characters = Array(source.replacing("\r\n", with: "\n").replacing("\r", with: "\n")) }

    mutating func read() {
        while at < characters.count {
            if characters[at] == "{", mark() { continue }
            take(characters[at])
            at += 1
        }
        closeText()
        while let section = open.popLast() {
            problems.append(.unclosed(section.name, line: section.line))
            parts = section.before + [.section(section.name, isNegated: section.isNegated, parts, line: section.line)]
        }
    }

    private mutating func take(_ character: Character) {
        if text.isEmpty { textLine = line }
        text.append(character)
        if character == "\n" {
            line += 1
            lineStart = at + 1
        }
    }

    private mutating func closeText() {
        if !text.isEmpty { parts.append(.text(text, line: textLine)) }
        text = ""
    }

    /// Reads what begins with the brace here; false when it is only a brace.
    private mutating func mark() -> Bool {
        guard at + 1 < characters.count else { return false }
        let next = characters[at + 1]
        if next == "{" {
            if let end = end(from: at + 2), Self.isName(end.inside) { problems.append(.doubled(end.inside, line: line)) }
            return false
        }
        guard next.isLetter || next.isNumber || next == "_" else { return false }
        guard let (inside, end) = end(from: at + 1) else {
            let rest = String(characters[(at + 1)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }.prefix(40))
            problems.append(.brace(rest, line: line))
            return false
        }
        if inside == "end" {
            skip(to: end, directive: true)
            guard let section = open.popLast() else {
                problems.append(.unopened(line: line))
                return true
            }
            parts = section.before + [.section(section.name, isNegated: section.isNegated, parts, line: section.line)]
            return true
        }
        let words = inside.split(separator: " ").map(String.init)
        if words.first == "if" {
            guard words.count == 2 && words[1] != "not" || words.count == 3 && words[1] == "not", let name = words.last, Self.isName(name),
                open.count < Self.deepest
            else {
                problems.append(.brace(String(inside.prefix(40)), line: line))
                return false
            }
            let began = line
            skip(to: end, directive: true)
            open.append((name, words.count == 3, began, parts))
            parts = []
            return true
        }
        guard Self.isName(inside) else {
            problems.append(.brace(String(inside.prefix(40)), line: line))
            return false
        }
        skip(to: end, directive: false)
        parts.append(.value(inside, line: line))
        return true
    }

    /// What stands before the next `}` of this line, and where that is.
    private func end(from start: Int) -> (inside: String, end: Int)? {
        var i = start
        while i < characters.count, i - start <= 80 {
            switch characters[i] {
            case "}": return i > start ? (String(characters[start..<i]), i) : nil
            case "\n", "{": return nil
            default: i += 1
            }
        }
        return nil
    }

    /// Goes behind the mark. One that has its line for itself takes the line along.
    private mutating func skip(to end: Int, directive: Bool) {
        var after = end + 1
        if directive {
            let isFirst = characters[lineStart..<at].allSatisfy { $0 == " " || $0 == "\t" }
            let lineEnd = characters[after...].firstIndex { $0 != " " && $0 != "\t" } ?? characters.count
            if isFirst, lineEnd == characters.count || characters[lineEnd] == "\n" {
                while let last = text.last, last == " " || last == "\t" { text.removeLast() }
                closeText()
                after = min(lineEnd + 1, characters.count)
                if lineEnd < characters.count {
                    line += 1
                    lineStart = after
                }
                at = after
                return
            }
        }
        closeText()
        at = after
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x5F }
    }
}
