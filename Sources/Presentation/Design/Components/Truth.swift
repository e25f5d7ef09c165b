import Core

/// One view from outside: what a visitor, a resolver or a mail server gets.
package struct OutsideView: Sendable {
    package var title: String
    package var tone: Tone
    /// The state in a word or number: "200", "in step", "not delegated".
    package var word: String
    /// Short lines: what was seen, by whom.
    package var lines: [HTML]

    package init(_ title: String, _ tone: Tone, _ word: String, lines: [HTML]) {
        self.title = title
        self.tone = tone
        self.word = word
        self.lines = lines
    }
}

/// The truth on top of an object's page: every view with its state, when it was checked, and "check again".
/// `again` is the action route that checks; nil leaves the button out. Inside a `livePart` it changes by itself.
package func seenFromOutside(_ visit: Visit, _ views: [OutsideView], checked: Timestamp?, again: Link?) -> HTML {
    let texts = visit.texts.panel
    return section(.class("card outside-card")) {
        header(.class("card-head")) {
            h2(text: texts.seenFromOutside)
            div(.class("card-aside")) {
                if let checked { moment(visit, checked, text: texts.checked(visit.texts.ago(checked, now: visit.now))) }
                if let again {
                    if checked != nil { span(.ariaHidden(), text: "·") }
                    actionForm(visit, to: again) { button(.class("as-link"), .type("submit"), text: texts.checkAgain) }
                }
            }
        }
        div(.class("views")) {
            for view in views {
                div(.class("view")) {
                    div(.class("view-head")) {
                        h3(text: view.title)
                        statusBadge(view.tone, view.word)
                    }
                    for line in view.lines { p { line } }
                }
            }
        }
    }
}

/// A moment: the exact time as a title and for machines. `text` is what people read; the date and time when nil.
package func moment(_ visit: Visit, _ at: Timestamp, text shown: String? = nil) -> HTML {
    time(.datetime(at.description), .title(visit.texts.moment(at)), text: shown ?? visit.texts.moment(at))
}

/// `12 s ago`, with the exact time as a title.
package func ago(_ visit: Visit, _ at: Timestamp) -> HTML { moment(visit, at, text: visit.texts.ago(at, now: visit.now)) }

/// One line to copy: a command, an address, a key. The button needs JavaScript; the text can be selected without.
package func codeLine(_ visit: Visit, _ line: String, label: String? = nil) -> HTML {
    div(.class("code-line")) {
        if let label { span(.class("code-label"), text: label) }
        code(text: line)
        button(.class("button quiet"), .type("button"), .data(.copy, line), .data(.confirm, visit.texts.panel.copied)) {
            icon(.copy)
            span(text: visit.texts.panel.copy)
        }
    }
}

/// One line of a log as shown.
package struct LogLine: Sendable {
    package var at: Timestamp?
    package var text: String
    package var tone: Tone?

    package init(_ text: String, at: Timestamp? = nil, tone: Tone? = nil) {
        self.text = text
        self.at = at
        self.tone = tone
    }
}

/// The end of a log, newest line last. Always text, whatever stands in it.
package func logViewer(_ visit: Visit, _ lines: [LogLine], label: String) -> HTML {
    if lines.isEmpty { return p(.class("hint log-empty"), text: visit.texts.panel.emptyLog) }
    return div(.class("log"), .role("log"), .ariaLabel(label), .tabindex(0)) {
        for line in lines {
            div(.class(line.tone.map { "line \($0.rawValue)" } ?? "line")) {
                if let at = line.at { time(.datetime(at.description), text: visit.texts.time(at)) }
                span(text: line.text)
            }
        }
    }
}

/// What somebody is about to lose, named one by one, and the two ways from here. For the body of a `Routes.form` page.
///
/// `fields` are choices that belong to the loss. With `typed` the person writes that name into a field first; `form.values.text("confirmation")` has it, and the operation compares.
package func confirmation(
    _ visit: Visit, _ form: Form, question: String, losses: [String], keeps: String? = nil, button word: String, cancel: Link,
    typed: (label: String, hint: String)? = nil, kind: ButtonKind = .danger, fields: [HTML] = []
) -> HTML {
    card {
        postForm(visit, form) {
            div(.class("confirmation")) {
                p(.class("question"), text: question)
                if !losses.isEmpty {
                    ul(.class("losses")) {
                        for loss in losses { li(text: loss) }
                    }
                }
                if let keeps { p(.class("hint"), text: keeps) }
            }
            fields
            if let typed { textField(form, "confirmation", label: typed.label, hint: typed.hint, kind: .domain) }
            formActions {
                submitButton(word, kind: kind)
                linkButton(visit.texts.panel.cancel, cancel)
            }
        }
    }
}
