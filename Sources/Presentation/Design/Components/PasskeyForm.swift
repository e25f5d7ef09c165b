import Core

/// A form whose button asks the browser for a passkey; it hides itself where the browser cannot.
///
/// The module posts to `options`, hands the answer to the browser, and sends the form with what came back in the field `credential`, as JSON.
/// - Parameters:
///   - link: The route that takes the form: `Routes.form` or `Routes.action`.
///   - creates: Makes a new passkey instead of showing one.
///   - failed: What is said when the browser gives none.
package func passkeyForm(
    _ visit: Visit, to link: Link, options: Link, creates: Bool = false, failed: String, @HTMLBuilder content: () -> [HTML]
) -> HTML {
    form(
        .class("form passkey"), .method("post"), .action(link), .data(.passkey, creates ? "create" : "get"),
        .data(.options, options.text)
    ) {
        hiddenField(Form.tokenField, visit.formToken())
        hiddenField(Form.backField, visit.here.text)
        hiddenField("credential", "")
        content()
        p(.class("problem"), .role("alert"), .hidden(), text: failed)
    }
}

/// What stands there as long as no passkey can be asked for.
package func withoutPasskeys(_ text: String) -> HTML { p(.class("hint"), .data(.withoutPasskey, ""), text: text) }
