import Core
import Identity
import Persistence
import Presentation

/// The registration mail of a template, and the default (C.TPL-06, -07). The language of the text stands in the query: `?in=de`.
struct RegistrationMailPages: Sendable {
    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.form("/registration-mail", policy) { visit, form in
            try await show(visit, form, nil)
        } submit: { visit, form in
            try await submit(visit, form, nil)
        }
        routes.form("/templates/{template}/mail", policy) { (visit: Visit, form: Form, name: String) in
            try await show(visit, form, name)
        } submit: { (visit: Visit, form: Form, name: String) in
            try await submit(visit, form, name)
        }
        return routes
    }

    private func show(_ visit: Visit, _ form: Form, _ name: String?) async throws -> any Answer {
        let language = language(visit)
        let (template, found, fields, sample) = try await visit.database.read { db in
            let template = try name.map { try UserTemplates.required(named: $0, by: visit.actor, in: db) }
            let settings = try ProviderSettings.current(in: db)
            var sample = RegistrationVariable.sample
            sample[.company] = settings.company.isEmpty ? "Northern Hosting" : settings.company
            sample[.support] = settings.supportAddress
            sample[.panel] = visit.origin
            return (
                template, try RegistrationMails.current(template?.id, language, in: db), try UserFields.names(in: db), sample
            )
        }
        let form = form.editing(["subject": found.text.subject, "text": found.text.text])
        let shown = RegistrationText(subject: form.values.verbatim("subject"), text: form.values.verbatim("text"))
        // What is not in order has its sentence beside the field.
        let checked = try? shown.checked()
        return registrationMailPage(
            visit, form,
            RegistrationMailView(
                template: template, language: language, found: found, preview: checked?.filled(sample), fieldNames: fields))
    }

    private func submit(_ visit: Visit, _ form: Form, _ name: String?) async throws -> any Answer {
        let typed = RegistrationText(subject: form.values.verbatim("subject"), text: form.values.verbatim("text"))
        let (language, asked) = (language(visit), form.values["_do"])
        if asked == "preview" {
            _ = try typed.checked()
            return try await show(visit, form.again(visit), name)
        }
        try await visit.database.write { db in
            let template = try name.map { try UserTemplates.locked(named: $0, by: visit.actor, in: db) }
            if asked == "restore" {
                _ = try RegistrationMails.restore(template, language, by: visit.actor, in: db, at: visit.now)
            } else {
                let stored = try RegistrationMails.current(template?.id, language, in: db)
                try form.requireUnchanged(["subject": stored.text.subject, "text": stored.text.text])
                _ = try RegistrationMails.set(typed, for: template, language, by: visit.actor, in: db, at: visit.now)
            }
        }
        let texts = visit.texts.templates
        return Redirect(visit.here, saying: .done(asked == "restore" ? texts.mailWasRestored : texts.mailWasSaved))
    }

    private func language(_ visit: Visit) -> Language { visit.query["in"].flatMap(Language.init(rawValue:)) ?? visit.texts.language }
}
