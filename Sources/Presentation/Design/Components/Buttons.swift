/// How much a button asks for attention.
package enum ButtonKind: String, Sendable {
    /// The one thing to do here; at most one on a page.
    case primary
    case plain
    /// Without a border, in rows and menus.
    case quiet
    /// Takes something away. Leads to a confirmation, or stands on one.
    case danger
}

/// A link that looks like a button: goes somewhere, changes nothing.
package func linkButton(_ text: String, _ link: Link, kind: ButtonKind = .plain, icon mark: Icon? = nil, newTab: Bool = false) -> HTML {
    var attributes: [Attribute] = [.class("button \(kind.rawValue)"), .href(link)]
    if newTab { attributes.append(.newTab()) }
    return .element("a", attributes, buttonContent(text, mark))
}

/// Sends the form it stands in. With a `name` its `value` is sent too, so that a form can have several buttons.
package func submitButton(
    _ text: String, kind: ButtonKind = .primary, icon mark: Icon? = nil, name: String? = nil, value: String? = nil, form id: String? = nil
) -> HTML {
    .element(
        "button", [.class("button \(kind.rawValue)"), .type("submit"), .name(name), .value(value), .form(id)], buttonContent(text, mark))
}

private func buttonContent(_ text: String, _ mark: Icon?) -> [HTML] {
    var content: [HTML] = []
    if let mark { content.append(icon(mark)) }
    content.append(span(text: text))
    return content
}

/// A button that does something at once: a form of its own that posts to a route of `Routes.action`.
/// A `Fault` is shown on the page where the button stands; success redirects.
package func actionButton(
    _ visit: Visit, _ text: String, to link: Link, kind: ButtonKind = .plain, icon mark: Icon? = nil,
    values: [(name: String, value: String)] = []
) -> HTML {
    actionForm(visit, to: link) {
        for pair in values { hiddenField(pair.name, pair.value) }
        submitButton(text, kind: kind, icon: mark)
    }
}

/// The form around a button or a few fields that post to a route of `Routes.action`.
package func actionForm(_ visit: Visit, to link: Link, @HTMLBuilder content: () -> [HTML]) -> HTML {
    form(.class("action"), .method("post"), .action(link)) {
        hiddenField(Form.tokenField, visit.formToken())
        hiddenField(Form.backField, visit.here.text)
        content()
    }
}

package func hiddenField(_ name: String, _ value: String) -> HTML { .void("input", [.type("hidden"), .name(name), .value(value)]) }

/// What is done rarely, behind one button: links and `actionButton`s of kind `.quiet`. Opens without JavaScript.
package func menu(_ text: String, icon mark: Icon? = nil, kind: ButtonKind = .quiet, @HTMLBuilder items: () -> [HTML]) -> HTML {
    details(.class("menu"), .data(.menu, "")) {
        summary(.class("button \(kind.rawValue)")) {
            mark.map { icon($0) }
            span(text: text)
            icon(.chevronDown)
        }
        div(.class("menu-items")) { items() }
    }
}

/// The menu at the end of a row: three dots. `label` says whose: "Actions for kern-keramik.de".
package func rowMenu(_ label: String, @HTMLBuilder items: () -> [HTML]) -> HTML {
    details(.class("menu row-menu"), .data(.menu, "")) {
        summary(.class("button quiet"), .ariaLabel(label)) { icon(.more) }
        div(.class("menu-items")) { items() }
    }
}

/// An address outside, such as the customer's website. Shown as text only when it is not one a link may lead to.
package func outsideLink(_ address: String, _ text: String? = nil) -> HTML {
    guard let link = Link(outside: address) else { return .text(text ?? address) }
    return a(.class("outside"), .href(link), .newTab()) {
        span(text: text ?? address)
        icon(.external)
    }
}
