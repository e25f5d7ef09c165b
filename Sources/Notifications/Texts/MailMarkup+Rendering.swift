import Foundation
import Presentation

extension MailMarkup {
    // MARK: In the mail

    /// The document of a mail: `content` in a plain frame that every mail program shows alike.
    static func document(_ content: [Node], title: String, language: Language, company: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        </head>
        <body style="margin: 0; padding: 24px 12px; background-color: #f4f5f7">
        <div style="max-width: 600px; margin: 0 auto; padding: 24px; background-color: #ffffff; color: #1c2330; border-radius: 8px; \
        font-family: -apple-system, Segoe UI, Helvetica, Arial, sans-serif; font-size: 15px; line-height: 1.5">
        \(html(content))
        </div>
        \(company.isEmpty ? "" : "<p style=\"max-width: 600px; margin: 12px auto; text-align: center; color: #6a7282; font-family: Helvetica, Arial, sans-serif; font-size: 12px\">\(escaped(company))</p>")
        </body>
        </html>

        """
    }

    static func html(_ nodes: [Node]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text): escaped(text).replacing("&#10;", with: "\n")
            case .element(let name, let attributes, let inner):
                "<\(name)\(attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined())>"
                    + (void.contains(name) ? "" : html(inner) + "</\(name)>")
            }
        }.joined()
    }

    // MARK: As text

    /// What somebody reads whose program shows no HTML.
    static func plain(_ nodes: [Node]) -> String {
        var text = PlainText()
        text.add(nodes)
        return text.finished
    }

    private struct PlainText {
        private var out = ""
        private var list: [(isNumbered: Bool, count: Int)] = []
        private var keepsBlanks = false

        private static let blocks: Set<String> = [
            "p", "div", "h1", "h2", "h3", "h4", "blockquote", "pre", "ul", "ol", "table", "hr",
        ]

        var finished: String {
            let lines = out.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                String(line.reversed().drop { $0 == " " }.reversed())
            }
            return lines.joined(separator: "\n").replacing(/\n{3,}/, with: "\n\n").trimmingCharacters(in: .newlines) + "\n"
        }

        mutating func add(_ nodes: [Node]) {
            for node in nodes {
                switch node {
                case .text(let text): add(text)
                case .element(let name, let attributes, let inner): add(name, attributes, inner)
                }
            }
        }

        private mutating func add(_ text: String) {
            if keepsBlanks {
                out += text
                return
            }
            var text = text.replacing(/[ \t\n]+/, with: " ")
            if out.isEmpty || out.last == "\n" || out.last == " " { text = String(text.drop { $0 == " " }) }
            out += text
        }

        private mutating func add(_ name: String, _ attributes: [(name: String, value: String)], _ inner: [Node]) {
            func value(_ wanted: String) -> String { attributes.first { $0.name == wanted }?.value ?? "" }
            switch name {
            case "br": out += "\n"
            case "hr": block { $0.out += String(repeating: "-", count: 40) }
            case "img": add(value("alt"))
            case "a":
                let start = out.count
                add(inner)
                let address = value("href")
                let shown = String(out.dropFirst(start)).trimmingWhitespaceOnly
                let plain = address.hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
                if !plain.isEmpty, shown != plain { out += shown.isEmpty ? plain : " <\(plain)>" }
            case "li":
                line()
                if let last = list.indices.last {
                    list[last].count += 1
                    out += String(repeating: "  ", count: last) + (list[last].isNumbered ? "\(list[last].count). " : "- ")
                }
                add(inner)
                line()
            case "ul", "ol":
                let isNested = !list.isEmpty
                list.append((name == "ol", 0))
                if isNested { add(inner) } else { block { $0.add(inner) } }
                list.removeLast()
            case "tr":
                line()
                add(inner)
                line()
            case "td", "th":
                if !out.isEmpty, out.last != "\n" { out += "  " }
                add(inner)
            case "pre":
                block {
                    $0.keepsBlanks = true
                    $0.add(inner)
                    $0.keepsBlanks = false
                }
            default:
                if Self.blocks.contains(name) { block { $0.add(inner) } } else { add(inner) }
            }
        }

        private mutating func line() { if !out.isEmpty, out.last != "\n" { out += "\n" } }

        private mutating func block(_ content: (inout PlainText) -> Void) {
            line()
            if !out.isEmpty, !out.hasSuffix("\n\n") { out += "\n" }
            content(&self)
            line()
            out += "\n"
        }
    }

    // MARK: In the panel

    /// The same in the panel's own letters: for the preview. Pictures are not loaded, their words stand for them.
    static func preview(_ nodes: [Node]) -> [HTML] {
        nodes.map { node in
            switch node {
            case .text(let text): .text(text)
            case .element(let name, let attributes, let inner): preview(name, attributes, inner)
            }
        }
    }

    private static func preview(_ name: String, _ attributes: [(name: String, value: String)], _ inner: [Node]) -> HTML {
        func value(_ wanted: String) -> String? { attributes.first { $0.name == wanted }?.value }
        switch name {
        case "br": return .void("br", [])
        case "hr": return .void("hr", [])
        case "img": return .text("[\(value("alt") ?? "")]")
        case "a":
            guard let link = value("href").flatMap({ Link(outside: $0) }) else { return .group(preview(inner)) }
            return .element("a", [.href(link), .newTab()], preview(inner))
        default:
            guard let known = names[name] else { return .group(preview(inner)) }
            return .element(known, [], preview(inner))
        }
    }

    private static let names: [String: StaticString] = [
        "p": "p", "div": "div", "span": "span", "h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "strong": "strong", "b": "strong",
        "em": "em", "i": "em", "u": "span", "s": "s", "small": "small", "code": "code", "pre": "pre", "blockquote": "blockquote",
        "ul": "ul", "ol": "ol", "li": "li", "table": "table", "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td",
    ]
}

extension String {
    fileprivate var trimmingWhitespaceOnly: String { trimmingCharacters(in: .whitespaces) }
}
