import Core
import HTTPTypes
import Hummingbird

/// A form while it is shown: what is in its fields and what is wrong with them.
package struct Form: Sendable {
    /// What was typed, or the values to begin with.
    package var values: FormValues
    /// Why the last try was refused; nil at first.
    package let fault: Fault?
    let token: String
    let action: Link
    /// Which state of the stored thing it was filled with; nil for a form that makes something new.
    var version: String?
    /// What somebody else has changed while the form was open, by field.
    var meanwhile: [String: ChangedMeanwhile] = [:]
    /// The reader's; nil in samples.
    private(set) var texts: Texts?

    /// The sentence beside the field, in the reader's language.
    package func error(_ name: String) -> Fault.Field? { fault?.fields.first { $0.name == name } }

    /// What stands in the field.
    package func value(_ name: String) -> String { values.verbatim(name) }

    /// A form whose fields begin with these values, unless something has been typed already: `form.starting(["name": account.name])`.
    package func starting(_ first: [String: String]) -> Form {
        guard fault == nil, !isSubmitted else { return self }
        var form = self
        for (name, value) in first where values[name] == nil { form.values = form.values.setting(name, value) }
        return form
    }

    package private(set) var isSubmitted = false

    /// Empty, or filled from the query: `/domains/new?name=example.org`.
    static func blank(_ visit: Visit) -> Form {
        Form(values: visit.query, fault: nil, token: visit.formToken(), action: visit.here)
    }

    /// With these values and without a complaint: the next step of a wizard.
    static func again(_ visit: Visit, _ values: FormValues) -> Form {
        Form(values: values, fault: nil, token: visit.formToken(), action: visit.here, isSubmitted: true)
    }

    /// The same form with its values as they are now, to be shown once more without a complaint: after a button that adds a row or shows a
    /// preview.
    package func again(_ visit: Visit) -> Form { Form.again(visit, values) }

    /// A form that is first shown on another page than its own: it goes to `action` and begins with these values.
    package static func begun(_ visit: Visit, at action: Link, _ values: [String: String]) -> Form {
        Form(
            values: FormValues(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }), fault: nil, token: visit.formToken(),
            action: action)
    }

    static func refused(_ visit: Visit, _ values: FormValues, _ fault: Fault) -> Form {
        // Beside the fields stand the sentences in the reader's language.
        var fault = fault
        fault.fields = fault.fields.map { field in
            var field = field
            field.sentence = visit.texts.sentence(field)
            return field
        }
        var form = Form(values: values, fault: fault, token: visit.formToken(), action: visit.here, isSubmitted: true)
        form.texts = visit.texts
        return form
    }

    /// For submit handlers: the values as sent.
    private static func sent(_ visit: Visit, _ values: FormValues) -> Form {
        Form(values: values, fault: nil, token: "", action: visit.here, isSubmitted: true)
    }

    private init(values: FormValues, fault: Fault?, token: String, action: Link, isSubmitted: Bool = false) {
        self.values = values
        self.fault = fault
        self.token = token
        self.action = action
        self.isSubmitted = isSubmitted
    }

    /// The fields of a form that only asks (GET): they show what the URL says.
    package static func reading(_ values: FormValues) -> Form { Form(values: values, fault: nil, token: "", action: "/") }

    /// For samples in the gallery and in tests of views.
    package static func sample(_ values: [(name: String, value: String)] = [], fault: Fault? = nil, for visit: Visit? = nil) -> Form {
        Form(
            values: FormValues(values), fault: fault, token: visit?.formToken() ?? "sample", action: "/gallery", isSubmitted: fault != nil)
    }

    /// The form of somebody who began with `begun` and typed `typed` while somebody else stored `stored`.
    static func sampleOfTwo(
        _ visit: Visit, begun: [String: String], typed: [(name: String, value: String)], stored: [String: String]
    ) -> Form {
        let values = FormValues(typed).setting(FormVersion.field, FormVersion(of: begun).text)
        return refused(visit, values, FormVersion.changed).editing(stored)
    }

    // MARK: Submitting

    static func submit(
        _ visit: Visit, show: @Sendable (Visit, Form) async throws -> any Answer, submit: @Sendable (Visit, Form) async throws -> any Answer
    ) async throws -> any Answer {
        guard let values = FormValues(encoded: visit.body)?.acceptingSuggestions else { throw malformed }
        let form = sent(visit, values)
        do {
            return try await once(visit, values) { try await submit(visit, form) }
        } catch let fault as Fault where fault.kind != .notFound && fault.kind != .unauthenticated {
            visit.refusals.withLock { $0.append(fault) }
            let again = try await show(visit, .refused(visit, values, fault))
            guard var page = again as? Page else { return again }
            if page.status == .ok { page.status = fault.status }
            page.retryAfter = fault.retryAfter
            return page
        }
    }

    static func act(_ visit: Visit, _ act: @Sendable (Visit) async throws -> any Answer) async throws -> any Answer {
        guard let values = FormValues(encoded: visit.body) else { throw malformed }
        do {
            return try await once(visit, values) { try await act(visit) }
        } catch let fault as Fault where fault.kind != .notFound && fault.kind != .unauthenticated {
            guard let back = values[backField].flatMap(Link.init(local:)) else { throw fault }
            visit.refusals.withLock { $0.append(fault) }
            return Redirect(back, saying: .failed(visit.texts.sentence(fault)))
        }
    }

    static let tokenField = "_token"
    static let backField = "_back"
    static let suggestionPrefix = "_suggested-"

    var hasSuggestions: Bool { fault?.fields.contains { $0.arguments["suggestion"] != nil } ?? false }

    private static let malformed = Fault(
        .invalid, key: "form.malformed", "The form arrived damaged, so nothing was changed. Send it again.")

    /// Runs `act` unless this copy of the form has been sent already.
    private static func once(
        _ visit: Visit, _ values: FormValues, _ act: @Sendable () async throws -> any Answer
    ) async throws -> any Answer {
        let token = try FormToken.read(values.verbatim(tokenField), key: visit.formKey, now: visit.now)
        switch try await FormSubmissions.claim(token, in: visit.database, now: visit.now) {
        case .done(let link): return Redirect(link, saying: .note(visit.texts.panel.formSentTwice))
        case .working:
            throw Fault(
                .conflict, key: "form.working", "This form has been sent already and is still being worked on. Reload the list in a moment."
            )
        case .first: break
        }
        do {
            let answer = try await act()
            if let link = (answer as? Redirect)?.link ?? (answer as? Page)?.doneAt {
                try await FormSubmissions.finish(token, at: link, in: visit.database)
            } else {
                try await FormSubmissions.release(token, in: visit.database)
            }
            return answer
        } catch {
            try await FormSubmissions.release(token, in: visit.database)
            throw error
        }
    }
}

extension Visit {
    /// A token for one copy of a form.
    func formToken() -> String { FormToken.make(key: formKey, now: now) }
}

extension FormValues {
    /// The values after a press on "did you mean ...": the suggestion stands in its field.
    fileprivate var acceptingSuggestions: FormValues {
        var values = self
        for pair in pairs where pair.name.hasPrefix(Form.suggestionPrefix) {
            values = values.setting(String(pair.name.dropFirst(Form.suggestionPrefix.count)), pair.value).setting(pair.name, nil)
        }
        return values
    }
}
