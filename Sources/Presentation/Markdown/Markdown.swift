import CMarkGFM
import Core

/// A text in Markdown (CommonMark with GitHub's tables, through cmark-gfm) as a value of HTML.
///
/// The parser's tree is turned into the same values every page is made of, so nothing in the text can become markup: raw HTML in it is shown
/// as text, links lead only where `Link` allows, images are left out but for their description.
package struct Markdown: Sendable {
    /// The first heading; the page's title.
    package let title: String?
    /// Everything but the first heading.
    package let content: [HTML]

    /// - Parameter link: where a link of the text leads: other pages of the manual; nil leaves its text without a link.
    package init(_ text: String, link: (String) -> Link?) {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART) else {
            (title, content) = (nil, [p(text: text)])
            return
        }
        defer { cmark_parser_free(parser) }
        if let tables = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, tables) }
        cmark_parser_feed(parser, text, text.utf8.count)
        guard let document = cmark_parser_finish(parser) else {
            (title, content) = (nil, [p(text: text)])
            return
        }
        defer { cmark_node_free(document) }
        var title: String?
        var content: [HTML] = []
        for node in MarkdownNode(document).children {
            if title == nil, content.isEmpty, node.kind == "heading" {
                title = node.plainText
                continue
            }
            content.append(node.html(link, depth: 0))
        }
        self.title = title
        self.content = content
    }
}

private struct MarkdownNode {
    let node: OpaquePointer

    init(_ node: OpaquePointer) { self.node = node }

    /// Deeper nesting than any text of people has; what lies below is left out.
    private static let deepest = 40

    var kind: String { String(cString: cmark_node_get_type_string(node)) }
    private var literal: String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

    var children: [MarkdownNode] {
        var found: [MarkdownNode] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            found.append(MarkdownNode(child))
            next = cmark_node_next(child)
        }
        return found
    }

    var plainText: String {
        switch kind {
        case "text", "code": literal
        case "softbreak", "linebreak": " "
        default: children.map(\.plainText).joined()
        }
    }

    func html(_ link: (String) -> Link?, depth: Int) -> HTML {
        if depth > Self.deepest { return .nothing }
        func inner() -> [HTML] { children.map { $0.html(link, depth: depth + 1) } }
        switch kind {
        case "paragraph": return isInTightList ? .group(inner()) : .element("p", [], inner())
        case "heading":
            return switch cmark_node_get_heading_level(node) {
            case 1, 2: .element("h2", [], inner())
            case 3: .element("h3", [], inner())
            default: .element("h4", [], inner())
            }
        case "list": return .element(cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "ol" : "ul", [], inner())
        case "item": return .element("li", [], inner())
        case "block_quote": return .element("blockquote", [], inner())
        case "thematic_break": return .void("hr", [])
        case "code_block": return .element("pre", [.tabindex(0)], [.element("code", [], [.text(literal)])])
        case "table": return tableHTML(link, depth)
        case "text", "html_inline", "html_block": return .text(literal)
        case "softbreak": return .text(" ")
        case "linebreak": return .void("br", [])
        case "code": return .element("code", [], [.text(literal)])
        case "emph": return .element("em", [], inner())
        case "strong": return .element("strong", [], inner())
        case "link":
            let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
            guard let target = link(address) else { return .group(inner()) }
            return .element("a", [.href(target)], inner())
        case "image": return .text(plainText)
        default: return .group(inner())
        }
    }

    /// In a tight list the items are lines, not paragraphs (CommonMark 5.3).
    private var isInTightList: Bool {
        guard let item = cmark_node_parent(node), let list = cmark_node_parent(item) else { return false }
        return MarkdownNode(list).kind == "list" && cmark_node_get_list_tight(list) != 0
    }

    private func tableHTML(_ link: (String) -> Link?, _ depth: Int) -> HTML {
        let rows = children
        func row(_ node: MarkdownNode, _ cell: StaticString) -> HTML {
            .element("tr", [], node.children.map { .element(cell, [], $0.children.map { $0.html(link, depth: depth + 3) }) })
        }
        let head = rows.first.map { row($0, "th") }
        return .element(
            "div", [.class("table-frame"), .tabindex(0)],
            [
                .element(
                    "table", [.class("manual-table")],
                    [.element("thead", [], [head ?? .nothing]), .element("tbody", [], rows.dropFirst().map { row($0, "td") })])
            ])
    }
}
