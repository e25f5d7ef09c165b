import Core

/// One value of a chart.
package struct ChartPoint: Sendable {
    /// What stands below it: "Mon", "12 Oct".
    package var label: String
    package var value: Double
    /// The value as people read it: "6.2 GB".
    package var text: String

    package init(_ label: String, _ value: Double, text: String) {
        self.label = label
        self.value = value
        self.text = text
    }
}

/// Values beside each other as bars, drawn on the server, with the numbers as a table behind a line that opens. `name` says what is drawn.
///
/// Labels stand below the first, the middle and the last bar: more would not fit on a phone.
package func barChart(_ visit: Visit, _ name: String, points: [ChartPoint], column: String) -> HTML {
    let highest = points.map(\.value).max() ?? 0
    let width = 600.0
    let height = 120.0
    let slot = points.isEmpty ? width : width / Double(points.count)
    let bars = points.enumerated().map { place, point -> HTML in
        let share = highest > 0 ? point.value / highest : 0
        // A value above nothing stays visible.
        let size = point.value > 0 ? max(2, share * height) : 0
        return HTML.element(
            "rect",
            [
                .class("chart-bar"), .svg(.x, tenth(Double(place) * slot + slot * 0.12)), .svg(.y, tenth(height - size)),
                .svg(.width, tenth(slot * 0.76)), .svg(.height, tenth(size)), .svg(.rx, "2"),
            ], [.element("title", [], [.text(point.label + ": " + point.text)])])
    }
    let base = HTML.void(
        "line", [.class("chart-line"), .svg(.x1, "0"), .svg(.x2, "600"), .svg(.y1, "120"), .svg(.y2, "120")]
    ).closedInSVG
    let top = points.max { $0.value < $1.value }
    return figure(.class("chart")) {
        HTML.element(
            "svg",
            [
                .role("img"), .ariaLabel(top.map { "\(name). \($0.label): \($0.text)" } ?? name), .svg(.viewBox, "0 0 600 121"),
                .svg(.preserveAspectRatio, "none"),
            ], bars + [base])
        div(.class("chart-labels"), .ariaHidden()) {
            if let first = points.first { span(text: first.label) }
            if points.count > 1, let last = points.last { span(text: last.label) }
        }
        details {
            summary(text: visit.texts.panel.numbers)
            table(.class("chart-numbers")) {
                thead {
                    tr {
                        th(.scope("col"), text: column)
                        th(.scope("col"), .class("number"), text: name)
                    }
                }
                tbody {
                    for point in points {
                        tr {
                            th(.scope("row"), text: point.label)
                            td(.class("number"), text: point.text)
                        }
                    }
                }
            }
        }
    }
}

/// With one digit after the point: enough for a picture.
private func tenth(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return "\(scaled / 10).\(abs(scaled % 10))"
}
