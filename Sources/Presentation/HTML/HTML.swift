/// A piece of a page as a value: what it is, not how it is spelled.
///
/// Text is escaped when it is rendered, wherever it came from. The only unescaped text is a literal of the program (`StaticString`), so nothing
/// that was typed, stored or reported by a daemon can become markup.
package enum HTML: Sendable {
    /// `<name attributes>children</name>`.
    case element(StaticString, [Attribute], [HTML])
    /// An element that has no content and no end tag: `<input>`, `<br>`.
    case void(StaticString, [Attribute])
    case text(String)
    /// Markup that stands in the program's source.
    case literal(StaticString)
    case group([HTML])

    package static let nothing = HTML.group([])

    /// True when rendering gives no bytes at all.
    package var isEmpty: Bool {
        switch self {
        case .element, .void: false
        case .text(let text): text.isEmpty
        case .literal(let text): text.utf8CodeUnitCount == 0
        case .group(let parts): parts.allSatisfy(\.isEmpty)
        }
    }
}

extension HTML {
    /// Its parts that change by themselves (`livePart`, badges with a target), in their order; what lies in one is not named again.
    package var liveParts: [HTML] {
        switch self {
        case .element(_, let attributes, let children):
            attributes.contains { $0.isLiveTarget } ? [self] : children.flatMap(\.liveParts)
        case .group(let parts): parts.flatMap(\.liveParts)
        case .void, .text, .literal: []
        }
    }
}

/// Builds `[HTML]`. One overload per kind of expression and no generics, so that views compile fast.
@resultBuilder
package enum HTMLBuilder {
    package static func buildExpression(_ html: HTML) -> [HTML] { [html] }
    package static func buildExpression(_ html: [HTML]) -> [HTML] { html }
    package static func buildExpression(_ html: HTML?) -> [HTML] { html.map { [$0] } ?? [] }
    package static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
    package static func buildExpression(_ text: String?) -> [HTML] { text.map { [.text($0)] } ?? [] }

    package static func buildBlock(_ parts: [HTML]...) -> [HTML] {
        var all: [HTML] = []
        for part in parts { all += part }
        return all
    }

    package static func buildOptional(_ part: [HTML]?) -> [HTML] { part ?? [] }
    package static func buildEither(first part: [HTML]) -> [HTML] { part }
    package static func buildEither(second part: [HTML]) -> [HTML] { part }
    package static func buildArray(_ parts: [[HTML]]) -> [HTML] { parts.flatMap { $0 } }
    package static func buildLimitedAvailability(_ part: [HTML]) -> [HTML] { part }
}

/// The parts as one value, for places that take a single one.
package func html(@HTMLBuilder _ content: () -> [HTML]) -> HTML { .group(content()) }
