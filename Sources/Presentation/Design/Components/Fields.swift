import Core

/// What kind of text a field takes: decides the keyboard of phones and what browsers offer to fill in.
package enum FieldKind: Sendable {
    case text, email, url, number, search, domain, date

    var type: String {
        switch self {
        case .text, .domain: "text"
        case .email: "email"
        case .url: "url"
        case .number: "text"
        case .search: "search"
        case .date: "date"
        }
    }

    var inputmode: String? {
        switch self {
        case .number: "numeric"
        case .domain: "url"
        default: nil
        }
    }

    /// Names of machines are neither prose nor capitalised.
    var isTechnical: Bool {
        switch self {
        case .email, .url, .domain: true
        default: false
        }
    }
}

/// The form of a route of `Routes.form`: posts to the page it stands on, carries the token, says above the fields what could not be done.
///
/// ```swift
/// postForm(visit, form) {
///     textField(form, "name", label: texts.name, hint: texts.nameHint, kind: .domain)
///     formActions { submitButton(texts.add); linkButton(visit.texts.panel.cancel, "/domains") }
/// }
/// ```
package func postForm(_ visit: Visit, _ state: Form, id: String? = nil, @HTMLBuilder content: () -> [HTML]) -> HTML {
    // `novalidate`: the server says what is wrong, in words and beside the field, instead of the browser's bubble.
    form(.class("form"), .id(id), .method("post"), .action(state.action), .novalidate()) {
        hiddenField(Form.tokenField, state.token)
        if let version = state.version { hiddenField(FormVersion.field, version) }
        if state.hasSuggestions {
            // Enter presses the first button of a form; without this one that would be a suggestion.
            button(.class("visually-hidden"), .type("submit"), .tabindex(-1), .ariaHidden()) {}
        }
        formProblem(visit.texts, state)
        content()
    }
}

/// What is wrong with the form as a whole: a fault without fields, or fields that are not in the form.
private func formProblem(_ texts: Texts, _ state: Form) -> HTML? {
    guard let fault = state.fault else { return nil }
    if fault.key == FormVersion.changed.key {
        return callout(.warn, texts.panel.changedMeanwhile, title: texts.panel.changedMeanwhileTitle, isAlert: true) {
            submitButton(texts.panel.saveAnyway, kind: .plain)
            linkButton(texts.panel.showStored, state.action, kind: .quiet)
        }
    }
    if fault.fields.isEmpty { return callout(.fail, texts.sentence(fault), isAlert: true) }
    return callout(
        .fail, fault.fields.count == 1 ? texts.sentence(fault.fields[0]) : texts.sentence(fault), title: texts.panel.lookOver, isAlert: true
    )
}

/// One line of text: label above, hint below, the error beside it in words.
package func textField(
    _ form: Form, _ name: String, label: String, hint: String? = nil, kind: FieldKind = .text, placeholder: String? = nil,
    unit: String? = nil,
    autocomplete: String? = "off", isRequired: Bool = true, isFocused: Bool = false, maxlength: Int? = nil, optionalWord: String? = nil
) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    let input = HTML.void(
        "input",
        [
            .id(ids.input), .name(name), .type(kind.type), .value(form.value(name)), .placeholder(placeholder), .autocomplete(autocomplete),
            .inputmode(kind.inputmode), .autocapitalize(kind.isTechnical ? "none" : nil), .spellcheck(kind.isTechnical ? false : nil),
            .required(isRequired), .autofocus(isFocused || (ids.hasError && form.fault?.fields.first?.name == name)), .maxlength(maxlength),
            .ariaInvalid(ids.hasError), .ariaDescribedBy(ids.describedBy),
        ])
    return field(form, name, ids, label: label, hint: hint, optionalWord: optionalWord) {
        if let unit {
            div(.class("with-unit")) {
                input
                span(.class("unit"), text: unit)
            }
        } else {
            input
        }
    }
}

/// A password. What was typed never comes back in the page.
package func passwordField(
    _ form: Form, _ name: String, label: String, hint: String? = nil, isNew: Bool, isRequired: Bool = true, isFocused: Bool = false
) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    return field(form, name, ids, label: label, hint: hint) {
        HTML.void(
            "input",
            [
                .id(ids.input), .name(name), .type("password"), .autocomplete(isNew ? "new-password" : "current-password"),
                .required(isRequired), .autofocus(isFocused), .ariaInvalid(ids.hasError), .ariaDescribedBy(ids.describedBy),
            ])
    }
}

/// Several lines of text.
///
/// - Parameter language: of what is written there, when it is not the reader's.
package func textArea(
    _ form: Form, _ name: String, label: String, hint: String? = nil, rows: Int = 4, isCode: Bool = false, isRequired: Bool = false,
    language: Language? = nil
) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    return field(form, name, ids, label: label, hint: hint) {
        // HTML drops one line break right after the start tag; this one may be dropped, the text's own stays.
        textarea(
            .id(ids.input), .name(name), .rows(rows), .class(isCode ? "code" : nil), .lang(language?.rawValue), .required(isRequired),
            .spellcheck(!isCode),
            .ariaInvalid(ids.hasError), .ariaDescribedBy(ids.describedBy), text: "\n" + form.value(name))
    }
}

/// A choice of a select field or of radio buttons.
package struct Choice: Sendable {
    package var value: String
    package var text: String
    /// Shown below the text of a radio button.
    package var hint: String?
    package var isDisabled: Bool

    package init(_ value: String, _ text: String, hint: String? = nil, isDisabled: Bool = false) {
        self.value = value
        self.text = text
        self.hint = hint
        self.isDisabled = isDisabled
    }
}

/// One of many. With `none`, nothing is chosen at first and `none` says so.
package func selectField(
    _ form: Form, _ name: String, label: String, hint: String? = nil, choices: [Choice], none: String? = nil, isRequired: Bool = true
) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    func shown(_ value: String) -> String? { chosenText(value, choices) ?? none }
    return field(form, name, ids, label: label, hint: hint, shown: shown) {
        select(.id(ids.input), .name(name), .required(isRequired), .ariaInvalid(ids.hasError), .ariaDescribedBy(ids.describedBy)) {
            if let none { option(.value(""), text: none) }
            for choice in choices {
                option(.value(choice.value), .selected(choice.value == form.value(name)), .disabled(choice.isDisabled), text: choice.text)
            }
        }
    }
}

/// One of a few, all visible.
package func radioField(_ form: Form, _ name: String, label: String, hint: String? = nil, choices: [Choice]) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    return fieldset(.class(ids.hasError ? "field has-error" : "field"), .ariaDescribedBy(ids.describedBy)) {
        legend(text: label)
        div(.class("choices")) {
            for choice in choices {
                HTML.element(
                    "label", [.class("choice")],
                    [
                        .void(
                            "input",
                            [
                                .type("radio"), .name(name), .value(choice.value), .checked(form.value(name) == choice.value),
                                .disabled(choice.isDisabled),
                            ]),
                        span {
                            choice.text
                            if let hint = choice.hint { small(text: hint) }
                        },
                    ])
            }
        }
        fieldNotes(form, name, ids, hint) { chosenText($0, choices) }
    }
}

private func chosenText(_ value: String, _ choices: [Choice]) -> String? { choices.first { $0.value == value }?.text }

/// On or off. An unticked box sends nothing: `form.values.isOn(name)` is false then.
package func checkbox(_ form: Form, _ name: String, label: String, hint: String? = nil) -> HTML {
    let ids = FieldIDs(form, name, hasHint: hint != nil)
    return div(.class(ids.hasError ? "field check has-error" : "field check")) {
        HTML.element(
            "label", [.class("choice")],
            [
                .void(
                    "input",
                    [
                        .id(ids.input), .type("checkbox"), .name(name), .value("on"), .checked(form.values.isOn(name)),
                        .ariaInvalid(ids.hasError), .ariaDescribedBy(ids.describedBy),
                    ]),
                span(text: label),
            ])
        fieldNotes(form, name, ids, hint) { form.texts?.panel.switched(!$0.isEmpty) }
    }
}

/// Fields beside each other where there is room.
package func fieldRow(@HTMLBuilder content: () -> [HTML]) -> HTML { div(.class("field-row")) { content() } }

/// The buttons at the end of a form: the primary one first in the source, so that Enter sends it.
package func formActions(@HTMLBuilder content: () -> [HTML]) -> HTML { div(.class("form-actions")) { content() } }

// MARK: Parts

private struct FieldIDs {
    let input: String
    let hint: String?
    let error: String?
    let meanwhile: String?

    init(_ form: Form, _ name: String, hasHint: Bool) {
        input = "f-" + name
        hint = hasHint ? "f-" + name + "-hint" : nil
        error = form.error(name) == nil ? nil : "f-" + name + "-error"
        meanwhile = form.meanwhile[name] == nil ? nil : "f-" + name + "-meanwhile"
    }

    var hasError: Bool { error != nil }
    var describedBy: String? {
        let all = [error, meanwhile, hint].compactMap { $0 }
        return all.isEmpty ? nil : all.joined(separator: " ")
    }
}

private func field(
    _ form: Form, _ name: String, _ ids: FieldIDs, label text: String, hint: String?, optionalWord: String? = nil,
    shown: (String) -> String? = { $0 }, @HTMLBuilder input: () -> [HTML]
) -> HTML {
    div(.class(ids.hasError ? "field has-error" : "field")) {
        label(.for(ids.input)) {
            text
            if let optionalWord { small(.class("optional"), text: optionalWord) }
        }
        input()
        fieldNotes(form, name, ids, hint, shown: shown)
    }
}

/// What somebody else has stored in the field while the form was open, or what it had before it shows that.
///
/// - Parameter shown: the words for a value.
func meanwhileNote(_ form: Form, _ name: String, id: String?, shown: (String) -> String?) -> HTML? {
    guard let other = form.meanwhile[name], let texts = form.texts?.panel else { return nil }
    let words = shown(other.value) ?? other.value
    let value = words.trimmed.isEmpty ? texts.nothingThere : words
    return p(.class("meanwhile"), .id(id)) {
        icon(.info)
        span { other.isTakenOver ? texts.takenOver(value) : texts.storedMeanwhile(value) }
    }
}

/// - Parameter shown: the words for a value of this field.
@HTMLBuilder private func fieldNotes(
    _ form: Form, _ name: String, _ ids: FieldIDs, _ hint: String?, shown: (String) -> String? = { $0 }
) -> [HTML] {
    if let error = form.error(name) {
        p(.class("error"), .id(ids.error)) {
            icon(.problem)
            span(text: error.sentence)
        }
        // A parser that knows what was probably meant says it in the argument `suggestion`.
        if let suggestion = error.arguments["suggestion"] {
            button(.class("suggestion"), .type("submit"), .name(Form.suggestionPrefix + name), .value(suggestion), text: suggestion)
        }
    }
    if let note = meanwhileNote(form, name, id: ids.meanwhile, shown: shown) { note }
    if let hint { p(.class("hint"), .id(ids.hint), text: hint) }
}
