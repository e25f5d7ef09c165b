/// What stands at one place of a plot: a day.
package struct PlotPoint: Sendable {
    /// "22 November 2026".
    package var label: String
    /// One for each series, from below; nil where nobody knows.
    package var values: [Double?]
    /// The values as people read them.
    package var texts: [String]

    package init(_ label: String, _ values: [Double?], texts: [String]) {
        self.label = label
        self.values = values
        self.texts = texts
    }
}

/// A mark across a plot: the maximum.
package struct PlotMark: Sendable {
    package var name: String
    package var value: Double

    package init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}

/// One or two series over time as stacked bars with a scale, drawn on the server, with every number in a table behind a line that opens.
///
/// - Parameters:
///   - name: What is drawn.
///   - series: At most two names, the lower one first.
///   - column: The heading of the labels in the table.
///   - mark: Drawn across where it is not far above everything else.
///   - scale: A value as it stands beside the plot.
package func plot(
    _ visit: Visit, _ name: String, series: [String], points: [PlotPoint], column: String, mark: PlotMark? = nil,
    scale: (Double) -> String
) -> HTML {
    let (width, height) = (600.0, 150.0)
    let highest = points.map { $0.values.reduce(0) { $0 + ($1 ?? 0) } }.max() ?? 0
    let shownMark = mark.flatMap { $0.value > 0 && (highest == 0 || $0.value <= highest * 2) ? $0 : nil }
    let top = max(highest, shownMark?.value ?? 0)
    let slot = points.isEmpty ? width : width / Double(points.count)
    var shapes: [HTML] = [0.0, 0.5, 1].map { share in plotLine(height * share, "plot-grid", width) }
    for (place, point) in points.enumerated() {
        var below = 0.0
        for (number, value) in point.values.enumerated() {
            guard let value, value > 0, top > 0 else { continue }
            // What is there at all stays visible.
            let size = max(1, value / top * height)
            shapes.append(
                HTML.element(
                    "rect",
                    [
                        .class(number == 0 ? "chart-bar" : "chart-bar second"), .svg(.x, plotNumber(Double(place) * slot + slot * 0.1)),
                        .svg(.y, plotNumber(height - below - size)), .svg(.width, plotNumber(slot * 0.8)), .svg(.height, plotNumber(size)),
                    ], [.element("title", [], [.text(point.label + ": " + point.texts.joined(separator: ", "))])]))
            below += size
        }
    }
    if let shownMark, top > 0 { shapes.append(plotLine(height - shownMark.value / top * height, "plot-mark", width)) }
    let most = points.max { $0.values.reduce(0) { $0 + ($1 ?? 0) } < $1.values.reduce(0) { $0 + ($1 ?? 0) } }
    return figure(.class("chart plot")) {
        if series.count > 1 || shownMark != nil {
            ul(.class("plot-key"), .ariaHidden()) {
                for (number, text) in series.enumerated() {
                    li {
                        span(.class(number == 0 ? "plot-swatch" : "plot-swatch second")) {}
                        text
                    }
                }
                if let shownMark {
                    li {
                        span(.class("plot-swatch mark")) {}
                        shownMark.name
                    }
                }
            }
        }
        div(.class("plot-area")) {
            div(.class("plot-scale"), .ariaHidden()) {
                span(text: top > 0 ? scale(top) : "")
                span(text: top > 0 ? scale(top / 2) : "")
                span(text: scale(0))
            }
            HTML.element(
                "svg",
                [
                    .role("img"), .ariaLabel(most.map { "\(name). \($0.label): \($0.texts.joined(separator: ", "))" } ?? name),
                    .svg(.viewBox, "0 0 600 150"), .svg(.preserveAspectRatio, "none"),
                ], shapes)
        }
        div(.class("chart-labels plot-labels"), .ariaHidden()) {
            if let first = points.first { span(text: first.label) }
            if points.count > 1, let last = points.last { span(text: last.label) }
        }
        plotNumbers(visit, name, series, points, column)
    }
}

private func plotNumbers(_ visit: Visit, _ name: String, _ series: [String], _ points: [PlotPoint], _ column: String) -> HTML {
    details {
        summary(text: visit.texts.panel.numbers)
        table(.class("chart-numbers"), .ariaLabel(name)) {
            thead {
                tr {
                    th(.scope("col"), text: column)
                    for text in series { th(.scope("col"), .class("number"), text: text) }
                }
            }
            tbody {
                // The newest is looked for most.
                for point in points.reversed() {
                    tr {
                        th(.scope("row"), text: point.label)
                        for text in point.texts { td(.class("number"), text: text) }
                    }
                }
            }
        }
    }
}

private func plotLine(_ y: Double, _ style: String, _ width: Double) -> HTML {
    HTML.void(
        "line",
        [.class(style), .svg(.x1, "0"), .svg(.x2, plotNumber(width)), .svg(.y1, plotNumber(y)), .svg(.y2, plotNumber(y))]
    ).closedInSVG
}

/// With one digit after the point: enough for a picture.
private func plotNumber(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return "\(scaled / 10).\(abs(scaled % 10))"
}
