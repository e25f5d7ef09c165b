/// Rows under headings, aligned by columns, in the width of the terminal.
package struct Table: Sendable {
    package struct Column: Sendable {
        var heading: String
        var isNumber: Bool

        /// Texts start, numbers end at the column's edge.
        package static func text(_ heading: String) -> Column { Column(heading: heading, isNumber: false) }
        package static func number(_ heading: String) -> Column { Column(heading: heading, isNumber: true) }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// No column gets narrower than this, even when the terminal is.
    private static let narrowest = 6

    package init(_ columns: [Column]) { self.columns = columns }

    package mutating func add(_ cells: [String]) { rows.append(cells.map { $0.printable() }) }

    /// The lines, without a line break at the end; nothing when there are no rows.
    ///
    /// - Parameter width: Columns of the terminal; the widest columns are cut (`…`) until the table fits. nil: nothing is cut.
    package func text(width: Int?) -> String {
        if rows.isEmpty { return "" }
        let headings = columns.map(\.heading)
        var widths = columns.indices.map { index in
            ([headings] + rows).map { index < $0.count ? $0[index].columns : 0 }.max() ?? 0
        }
        if let width { Self.shrink(&widths, to: width - 2 * (columns.count - 1)) }
        return ([headings] + rows).map { line($0, widths) }.joined(separator: "\n")
    }

    /// Takes from the widest column, one at a time: short columns stay whole as long as possible.
    private static func shrink(_ widths: inout [Int], to limit: Int) {
        while widths.reduce(0, +) > limit, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest {
            widths[widest] -= 1
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() where index < columns.count {
            let shown = Self.cut(cell, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - shown.columns))
            text += (index == 0 ? "" : "  ") + (columns[index].isNumber ? padding + shown : shown + padding)
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func cut(_ text: String, to width: Int) -> String {
        if text.columns <= width { return text }
        var kept = ""
        var used = 0
        for character in text {
            if used + character.columns > width - 1 { break }
            kept.append(character)
            used += character.columns
        }
        return kept + "…"
    }
}

/// What a thing is, line by line: label and value, the values aligned. An empty or absent value is left out.
struct Details {
    private var pairs: [(label: String, value: String)] = []

    mutating func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty { pairs.append((label, value.printable())) }
    }

    mutating func add(_ label: String, _ value: Int?) { add(label, value.map(String.init)) }

    var text: String {
        let width = pairs.map(\.label.columns).max() ?? 0
        return pairs.map { $0.label + String(repeating: " ", count: width - $0.label.columns + 2) + $0.value }.joined(separator: "\n")
    }
}

extension String {
    /// An RFC 3339 time as people read it, to the minute: `2026-11-22 05:13 UTC`. Anything else stays as it is.
    var asMoment: String {
        guard count >= 20, hasSuffix("Z"), dropFirst(10).first == "T" else { return self }
        return "\(prefix(10)) \(dropFirst(11).prefix(5)) UTC"
    }
}
