import Core

/// What a state means; decides the colour. The word beside the dot says it too.
package enum Tone: String, Sendable {
    /// As wanted, checked from outside.
    case live
    /// On its way.
    case busy
    /// Wants attention, or is off on purpose.
    case warn
    /// Not as wanted.
    case fail
    /// Nothing to say: in trash, not used.
    case idle
}

/// A state in a word: dot, word, colour. With `target` it changes by itself when `StatusSource` sends that target.
package func statusBadge(_ tone: Tone, _ word: String, target: String? = nil, title: String? = nil) -> HTML {
    span(.class("badge \(tone.rawValue)"), .data(.live, target), .title(title), .ariaBusy(tone == .busy)) {
        span(.class("dot"), .ariaHidden()) {}
        word
    }
}

/// A part of a page that changes by itself: replaced when `StatusSource` sends a change for `target`. The replacement is again a `livePart`.
/// With `again`, so many seconds, the page looks again by itself until a replacement comes without: for work that no event tells of.
package func livePart(_ target: String, again: Int? = nil, @HTMLBuilder content: () -> [HTML]) -> HTML {
    div(.class("live-part"), .data(.live, target), .data(.again, again.map { String($0) })) { content() }
}

/// A surface with a heading. `aside` stands at the right of the heading: a link, a count, "last 30 days".
package func card(
    _ title: String? = nil, aside: HTML? = nil, id: String? = nil, isFlush: Bool = false, @HTMLBuilder content: () -> [HTML],
    @HTMLBuilder footer: () -> [HTML] = { [] }
) -> HTML {
    let end = footer()
    return section(.class("card"), .id(id)) {
        if let title {
            header(.class("card-head")) {
                h2(text: title)
                if let aside { div(.class("card-aside")) { aside } }
            }
        }
        div(.class(isFlush ? "card-body flush" : "card-body")) { content() }
        if !end.isEmpty { HTML.element("footer", [.class("card-foot")], end) }
    }
}

/// Main column and side column, 1.7 : 1; one column where there is no room.
package func grid(@HTMLBuilder main: () -> [HTML], @HTMLBuilder side: () -> [HTML]) -> HTML {
    div(.class("grid")) {
        div(.class("column")) { main() }
        div(.class("column")) { side() }
    }
}

/// Cards one below the other with the page's distance.
package func stack(@HTMLBuilder content: () -> [HTML]) -> HTML { div(.class("stack")) { content() } }

/// One fact of a thing.
package struct Fact: Sendable {
    package var name: String
    package var value: [HTML]

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = [.text(value)]
    }

    package init(_ name: String, @HTMLBuilder value: () -> [HTML]) {
        self.name = name
        self.value = value()
    }
}

/// Names and values in two columns: a definition list.
package func facts(_ facts: [Fact]) -> HTML {
    dl(.class("facts")) {
        for fact in facts {
            div {
                dt(text: fact.name)
                dd { fact.value }
            }
        }
    }
}

/// Text of machines: paths, addresses, names of system users.
package func mono(_ text: String) -> HTML { code(text: text) }

/// Says something that matters here. For a failure: what happened, what still works, what to do; `words` are the daemon's own,
/// `actions` the buttons that help.
package func callout(
    _ tone: Tone, _ text: String, title: String? = nil, words: String? = nil, isAlert: Bool = false,
    @HTMLBuilder actions: () -> [HTML] = { [] }
) -> HTML {
    let buttons = actions()
    return div(.class("callout \(tone.rawValue)"), .role(isAlert ? "alert" : nil)) {
        icon(tone.icon)
        div(.class("callout-text")) {
            if let title { strong(text: title) }
            p(text: text)
            if let words { pre(.class("words"), .tabindex(0)) { code(text: words) } }
        }
        if !buttons.isEmpty { div(.class("callout-actions")) { buttons } }
    }
}

extension Tone {
    var icon: Icon {
        switch self {
        case .live: .done
        case .busy: .waiting
        case .warn: .warning
        case .fail: .failed
        case .idle: .info
        }
    }
}

/// Where a list has nothing yet: what belongs here and how the first one is made.
package func emptyState(_ title: String, _ text: String, icon mark: Icon, @HTMLBuilder actions: () -> [HTML] = { [] }) -> HTML {
    let buttons = actions()
    return div(.class("empty")) {
        icon(mark)
        h3(text: title)
        p(text: text)
        if !buttons.isEmpty { div(.class("empty-actions")) { buttons } }
    }
}

/// A number above a list of decisions: `figure("Domains live", "2,866", "of 2,907; 1 failed")`.
package struct Figure: Sendable {
    package var name: String
    package var value: String
    package var note: HTML?
    package var link: Link?

    package init(_ name: String, _ value: String, note: HTML? = nil, link: Link? = nil) {
        self.name = name
        self.value = value
        self.note = note
        self.link = link
    }
}

/// Numbers beside each other.
package func figures(_ figures: [Figure]) -> HTML {
    div(.class("figures")) {
        for figure in figures {
            HTML.element(
                figure.link == nil ? "div" : "a", [.class("figure"), .href(figure.link)],
                [
                    span(.class("figure-name"), text: figure.name),
                    span(.class("figure-value"), text: figure.value),
                    span(.class("figure-note")) { figure.note },
                ])
        }
    }
}

/// One thing that wants a decision, with the button for it.
package struct Decision: Sendable {
    package var tone: Tone
    package var icon: Icon
    package var title: String
    package var text: String
    package var action: HTML

    package init(_ tone: Tone, icon: Icon? = nil, title: String, text: String, action: HTML) {
        self.tone = tone
        self.icon = icon ?? tone.icon
        self.title = title
        self.text = text
        self.action = action
    }
}

/// What wants a decision. For the flush body of a card.
package func decisions(_ decisions: [Decision]) -> HTML {
    ul(.class("decisions")) {
        for decision in decisions {
            li {
                span(.class("mark \(decision.tone.rawValue)")) { icon(decision.icon) }
                div(.class("decision-text")) {
                    strong(text: decision.title)
                    span(text: decision.text)
                }
                decision.action
            }
        }
    }
}

/// How much of a limit is used. `share` is 0 to 1; from 0.8 on it warns, from 1 on it fails. `label` says what: "Disk, 6.2 of 10 GB".
package func meter(_ share: Double, label: String) -> HTML {
    let part = min(max(share, 0), 1)
    let tone = share >= 1 ? " fail" : share >= 0.8 ? " warn" : ""
    let percent = Int((part * 100).rounded())
    return HTML.element(
        "svg",
        [
            .class("meter" + tone), .role("img"), .ariaLabel("\(label): \(percent) %"), .svg(.viewBox, "0 0 100 6"),
            .svg(.preserveAspectRatio, "none"),
        ],
        [
            .void("rect", [.class("meter-all"), .svg(.width, "100"), .svg(.height, "6")]).closedInSVG,
            .void("rect", [.class("meter-part"), .svg(.width, String(percent)), .svg(.height, "6")]).closedInSVG,
        ])
}

extension HTML {
    /// SVG elements are not void in HTML: they need an end tag.
    var closedInSVG: HTML {
        if case .void(let name, let attributes) = self { .element(name, attributes, []) } else { self }
    }
}

/// Work that goes on. `share` nil: nobody knows how much is left.
package func progress(_ share: Double?, label: String) -> HTML {
    div(.class("progress")) {
        span(.class("progress-label"), text: label)
        HTML.element(
            "progress", [.ariaLabel(label), .max(share == nil ? nil : "100"), .value(share.map { String(Int(($0 * 100).rounded())) })], [])
    }
}

/// Work that takes its time, in words and as a bar. What is shown is what the server knows, so it is right after a reload too; while it goes on
/// the part looks again by itself. Without scripts, reloading does the same.
package func workProgress(_ target: String, share: Double?, label: String, note: String? = nil, isDone: Bool = false) -> HTML {
    livePart(target, again: isDone ? nil : 1) {
        div(.class("work"), .role("status")) {
            if isDone {
                span(.class("work-done")) {
                    icon(.done)
                    span(text: label)
                }
            } else {
                progress(share, label: label)
            }
            if let note { p(.class("hint"), text: note) }
        }
    }
}

/// A way to something, as a large button with an icon.
package struct Tile: Sendable {
    package var text: String
    package var note: String?
    package var link: Link
    package var icon: Icon

    package init(_ text: String, note: String? = nil, _ link: Link, icon: Icon) {
        self.text = text
        self.note = note
        self.link = link
        self.icon = icon
    }
}

/// Ways to what is done most, side by side.
package func tiles(_ tiles: [Tile], label: String) -> HTML {
    ul(.class("tiles"), .ariaLabel(label)) {
        for tile in tiles {
            li {
                a(.class("tile"), .href(tile.link)) {
                    span(.class("tile-icon")) { icon(tile.icon) }
                    span(.class("tile-text")) {
                        span(text: tile.text)
                        if let note = tile.note { small(text: note) }
                    }
                }
            }
        }
    }
}

/// The steps of a wizard: done ones lead back, the present one is marked.
package struct Step: Sendable {
    package var text: String
    package var link: Link?
    /// For steps of a form: the button that goes there with all that was typed.
    var button: HTML?

    package init(_ text: String, _ link: Link? = nil) {
        self.text = text
        self.link = link
    }
}

package func steps(_ steps: [Step], current: Int) -> HTML {
    ol(.class("steps")) {
        for (i, step) in steps.enumerated() {
            li(.class(i < current ? "done" : i == current ? "current" : nil), .ariaCurrent(i == current ? "step" : nil)) {
                span(.class("step-mark")) { i < current ? icon(.check, label: nil) : .text(String(i + 1)) }
                if i != current, let button = step.button {
                    button
                } else if i < current, let link = step.link {
                    a(.href(link), text: step.text)
                } else {
                    span(text: step.text)
                }
            }
        }
    }
}

/// A thing that has a state and a resource in use, in two lines with a meter between: servers on the home page.
package func resourceLine(
    _ name: String, link: Link? = nil, note: String, state: HTML, share: Double?, label: String, below: String
) -> HTML {
    div(.class("resource")) {
        div(.class("resource-head")) {
            if let link { a(.href(link)) { strong(text: name) } } else { strong(text: name) }
            span(.class("resource-note"), text: note)
            state
        }
        if let share { meter(share, label: label) }
        p(.class("resource-note"), text: below)
    }
}
