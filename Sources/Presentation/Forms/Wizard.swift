import Core

/// A form in steps. What was typed in any step travels with the form, so going back and forth loses nothing; nothing is stored before the end.
///
/// ```swift
/// routes.form("/accounts/new", .staff(.accountManager), show: { visit, form in wizard(visit).page(visit, form) }) { visit, form in
///     if let page = try await wizard(visit).turn(visit, form) { return page }
///     ...  // all steps are in order: do it
/// }
/// ```
/// Works without scripts: every button sends the form. A complaint of the operation shows the step that has its field.
package struct Wizard: Sendable {
    package struct Step: Sendable {
        /// In the form, and in nothing that is stored.
        let name: String
        let title: String
        /// The names of its fields.
        let fields: [String]
        /// What the fields begin with.
        let defaults: [String: String]
        let check: @Sendable (FormValues) async throws -> Void
        let content: @Sendable (Form) -> [HTML]

        /// - Parameter check: Throws `Fault(.invalid)` beside the step's fields; asked before going on from here and before the end.
        package init(
            _ name: String, _ title: String, fields: [String], defaults: [String: String] = [:],
            check: @escaping @Sendable (FormValues) async throws -> Void = { _ in },
            @HTMLBuilder content: @escaping @Sendable (Form) -> [HTML]
        ) {
            self.name = name
            self.title = title
            self.fields = fields
            self.defaults = defaults
            self.check = check
            self.content = content
        }
    }

    private let title: String
    private let crumbs: [Page.Crumb]
    private let steps: [Step]
    private let submit: String
    private let cancel: Link
    private let following: [String]
    private let preview: @Sendable (FormValues) -> HTML?

    /// - Parameters:
    ///   - steps: At least one, in order. Passwords belong in the last one: an earlier step's travel hidden in the page.
    ///   - submit: The word on the button of the last step.
    ///   - following: Titles of what comes after the end and is no step of the form: what is shown once all is done.
    ///   - preview: Stands beside every step: what will be made of what has been typed so far.
    package init(
        _ title: String, crumbs: [Page.Crumb] = [], steps: [Step], submit: String, cancel: Link, following: [String] = [],
        preview: @escaping @Sendable (FormValues) -> HTML? = { _ in nil }
    ) {
        self.title = title
        self.crumbs = crumbs
        self.steps = steps
        self.submit = submit
        self.cancel = cancel
        self.following = following
        self.preview = preview
    }

    private static let id = "wizard"
    private static let stepField = "_step"
    private static let seenField = "_seen"
    private static let goField = "_go"

    /// The page after a press on Back, Next or a step's name; nil when all steps are in order and the work is to be done.
    package func turn(_ visit: Visit, _ form: Form) async throws -> Page? {
        let values = form.values
        let here = steps.firstIndex { $0.name == values[Self.stepField] } ?? 0
        let asked = values[Self.goField] ?? "next"
        var there = steps.firstIndex { $0.name == asked } ?? (asked == "back" ? here - 1 : here + 1)
        if there > here { try await steps[here].check(values) }
        if asked == "finish" || there >= steps.count {
            for step in steps { try await step.check(values) }
            return nil
        }
        there = max(0, there)
        return page(visit, .again(visit, values.setting(Self.stepField, steps[there].name)))
    }

    /// The step where the form stands: the one with the complaint, else the one that was gone to, else the first.
    package func page(_ visit: Visit, _ form: Form) -> Page {
        let wrong = Set(form.fault?.fields.map(\.name) ?? []).union(form.meanwhile.keys)
        let here =
            steps.firstIndex { !wrong.isDisjoint(with: $0.fields) } ?? steps.firstIndex { $0.name == form.values[Self.stepField] } ?? 0
        let step = steps[here]
        var seen = Set((form.values[Self.seenField] ?? "").split(separator: ",").map { String($0) })
        var shown = form
        // What the form was filled with travels from step to step, so that the end can tell what somebody else has changed.
        if shown.version == nil, let version = form.values[FormVersion.field] { shown.version = version }
        if !seen.contains(step.name) {
            for (name, value) in step.defaults where shown.values[name] == nil { shown.values = shown.values.setting(name, value) }
            seen.insert(step.name)
        }
        let content = step.content(shown)
        let texts = visit.texts.panel
        let (isLast, known) = (here == steps.count - 1, seen)
        let beside = preview(shown.values)
        return Page(title, crumbs: crumbs) {
            // Enter presses the first button of a form: it goes on.
            button(
                .class("visually-hidden"), .type("submit"), .form(Self.id), .name(Self.goField), .value(isLast ? "finish" : "next"),
                .tabindex(-1),
                .ariaHidden()
            ) {}
            stepList(current: here, seen: known)
            grid {
                card(step.title, aside: .text(texts.step(here + 1, of: steps.count + following.count))) {
                    postForm(visit, shown, id: Self.id) {
                        carried(shown.values, past: step)
                        hiddenField(Self.stepField, step.name)
                        hiddenField(Self.seenField, steps.map(\.name).filter(known.contains).joined(separator: ","))
                        content
                        formActions {
                            if isLast {
                                submitButton(submit, name: Self.goField, value: "finish")
                            } else {
                                submitButton("\(texts.stepNext): \(steps[here + 1].title)", name: Self.goField, value: "next")
                            }
                            if here > 0 { submitButton(texts.stepBack, kind: .plain, name: Self.goField, value: "back") }
                            linkButton(texts.cancel, cancel, kind: .quiet)
                        }
                    }
                }
            } side: {
                beside
            }
        }
    }

    private func stepList(current: Int, seen: Set<String>) -> HTML {
        Presentation.steps(
            steps.map { step in
                var shown = Presentation.Step(step.title)
                if seen.contains(step.name) {
                    shown.button = button(
                        .class("as-link"), .type("submit"), .form(Self.id), .name(Self.goField), .value(step.name), text: step.title)
                }
                return shown
            } + following.map { Presentation.Step($0) }, current: current)
    }

    /// What stands above the page that follows the last step: all steps done, and none leads back.
    package func stepsAfterEnd() -> HTML {
        Presentation.steps((steps.map(\.title) + following).map { Presentation.Step($0) }, current: steps.count)
    }

    /// What was typed in the other steps. The present step's own fields stand in the form: a box that is not ticked any more sends nothing.
    @HTMLBuilder private func carried(_ values: FormValues, past step: Step) -> [HTML] {
        let own = Set(step.fields)
        let fields = steps.flatMap(\.fields).filter { !own.contains($0) }
        for pair in values.pairs where fields.contains(pair.name) { hiddenField(pair.name, pair.value) }
    }
}
