import Core

/// A group of boxes to tick, with a heading.
package struct TickGroup: Sendable {
    /// Nil for a list that is not divided.
    package var title: String?
    package var choices: [Choice]

    package init(_ title: String?, _ choices: [Choice]) {
        self.title = title
        self.choices = choices
    }
}

/// Any of many, all visible, each with its explanation. A ticked box of the value `v` sends `PREFIX-v=on`: read by `ticked`.
///
/// - Parameters:
///   - prefix: Begins the names of the boxes.
///   - field: The field of a fault that is shown below the list.
package func tickList(
    _ form: Form, _ prefix: String, field: String, label: String, hint: String? = nil, groups: [TickGroup]
) -> HTML {
    let error = form.error(field)
    return fieldset(
        .class(error == nil ? "field" : "field has-error"), .ariaDescribedBy(error == nil ? nil : "f-\(prefix)-error")
    ) {
        legend(text: label)
        if let hint { p(.class("hint"), text: hint) }
        for group in groups {
            if let title = group.title { h3(.class("tick-group"), text: title) }
            div(.class("choices")) {
                for choice in group.choices {
                    HTML.element(
                        "label", [.class("choice")],
                        [
                            .void(
                                "input",
                                [
                                    .type("checkbox"), .name("\(prefix)-\(choice.value)"), .value("on"),
                                    .checked(form.values.isOn("\(prefix)-\(choice.value)")), .disabled(choice.isDisabled),
                                ]),
                            span {
                                choice.text
                                if let hint = choice.hint { small(text: hint) }
                                if let other = form.meanwhile["\(prefix)-\(choice.value)"], let texts = form.texts?.panel {
                                    let word = texts.switched(!other.value.isEmpty)
                                    small(
                                        .class("meanwhile"), text: other.isTakenOver ? texts.takenOver(word) : texts.storedMeanwhile(word))
                                }
                            },
                        ])
                }
            }
        }
        if let error {
            p(.class("error"), .id("f-\(prefix)-error")) {
                icon(.problem)
                span(text: error.sentence)
            }
        }
    }
}

extension FormValues {
    /// The values whose boxes are ticked in the `tickList` of this prefix.
    package func ticked(_ prefix: String) -> [String] {
        pairs.filter { $0.name.hasPrefix(prefix + "-") && isOn($0.name) }.map { String($0.name.dropFirst(prefix.count + 1)) }
    }
}

/// Values for `Form.starting` that tick these boxes.
package func ticks(_ prefix: String, _ values: [String]) -> [String: String] {
    Dictionary(values.map { ("\(prefix)-\($0)", "on") }, uniquingKeysWith: { first, _ in first })
}
