import Core
import Persistence
import Presentation

/// Pages of templates, for who creates customers.
struct UserTemplatePages: Sendable {
    let services: HostingServices

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.page("/templates", policy, list)
        routes.form("/templates/new", policy, show: new, submit: create)
        routes.form("/templates/bulk", policy, show: askBulk, submit: deleteTicked)
        routes.form("/templates/{template}", policy, show: edit, submit: change)
        routes.form("/templates/{template}/copy", policy, show: askCopy, submit: copy)
        routes.form("/templates/{template}/deletion", policy, show: askDeletion, submit: delete)
        return routes
    }

    // MARK: Looking

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: UserTemplateFilter.Order.allCases.map(\.rawValue))
        let filter = UserTemplateFilter(
            search: query.search, order: .init(rawValue: query.sort) ?? .name, isDescending: query.isDescending, offset: query.offset,
            limit: query.size)
        let (rows, total) = try await visit.database.read { db in try UserTemplates.list(filter, by: visit.actor, in: db) }
        return templateListPage(visit, query, rows, total: total)
    }

    // MARK: Creating and changing

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let offered = try await visit.database.read { db in try Plans.offered(services, in: db) }
        return templateFormPage(visit, form, nil, offered)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (typed, services) = (typed(visit, form), services)
        let made = try await visit.database.write { db in
            try UserTemplates.create(typed, services: services, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/templates", saying: .done(visit.texts.templates.wasCreated(made.name)))
    }

    private func edit(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (template, shown) = try await visit.database.read { db in
            let template = try UserTemplates.required(named: name, by: visit.actor, in: db)
            let offered = try UserTemplates.offered(services, in: db)
            return (template, ResourceCatalogue.all.filter { offered.contains($0.key) || template.limits[$0.key] != nil })
        }
        return templateFormPage(visit, form.editing(values(visit, template)), template, shown)
    }

    private func change(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (typed, services) = (typed(visit, form), services)
        let changed = try await visit.database.write { db in
            try UserTemplates.change(
                name, services: services, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(values(visit, $0)) }
            ) { $0 = typed }
        }
        return Redirect("/templates", saying: .done(visit.texts.templates.wasChanged(changed.name)))
    }

    private func typed(_ visit: Visit, _ form: Form) -> UserTemplateForm {
        UserTemplateForm(name: form.values.text("name"), limits: form.values.typedLimits, unlimitedWord: visit.texts.limits.unlimited)
    }

    private func values(_ visit: Visit, _ template: UserTemplate) -> [String: String] {
        template.limitValues(unlimited: visit.texts.limits.unlimited).merging(["name": template.name]) { $1 }
    }

    // MARK: Copying and deleting

    private func askCopy(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let template = try await found(visit, name)
        let texts = visit.texts.templates
        return Page(texts.copy, summary: texts.copyHint, crumbs: crumbs(visit, template, texts.copy)) {
            card {
                postForm(visit, form) {
                    textField(form, "name", label: texts.nameOfCopy, isFocused: true, maxlength: 60)
                    formActions {
                        submitButton(texts.copy)
                        linkButton(visit.texts.panel.cancel, "/templates")
                    }
                }
            }
        }
    }

    private func copy(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let copy = try await visit.database.write { db in
            try UserTemplates.copy(
                UserTemplates.locked(named: name, by: visit.actor, in: db), named: form.values.text("name"), by: visit.actor, in: db,
                at: visit.now)
        }
        return Redirect("/templates/\(copy.id)", saying: .done(visit.texts.templates.wasCreated(copy.name)))
    }

    private func askDeletion(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let template = try await found(visit, name)
        let texts = visit.texts.templates
        return Page(texts.delete, crumbs: crumbs(visit, template, texts.delete)) {
            confirmation(
                visit, form, question: texts.deleteQuestion, losses: [template.name], keeps: texts.deleteKeeps, button: texts.delete,
                cancel: "/templates")
        }
    }

    private func delete(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let template = try await visit.database.write { db in
            let template = try UserTemplates.locked(named: name, by: visit.actor, in: db)
            try UserTemplates.delete(template, by: visit.actor, in: db, at: visit.now)
            return template
        }
        return Redirect("/templates", saying: .done(visit.texts.templates.wasDeleted(template.name)))
    }

    private func askBulk(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let work = try await ticked(visit)
        let texts = visit.texts.templates
        return work.page(
            visit, form, title: texts.bulkTitle(work.items.count), question: texts.deleteQuestion, keeps: texts.deleteKeeps,
            submit: texts.delete, back: "/templates", crumbs: [.init(texts.title, "/templates"), .init(texts.delete)])
    }

    private func deleteTicked(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let work = try await ticked(visit)
        let texts = visit.texts.templates
        return try await work.answer(
            visit, title: texts.title, back: "/templates", crumbs: [.init(texts.title, "/templates"), .init(texts.delete)]
        ) { item in
            try await visit.database.write { db in
                let template = try UserTemplates.locked(named: item.key, by: visit.actor, in: db)
                try UserTemplates.delete(template, by: visit.actor, in: db, at: visit.now)
            }
        }
    }

    private func ticked(_ visit: Visit) async throws -> BulkWork {
        let found = try await visit.database.read { db in
            try visit.tickedRows.compactMap { UserTemplateID($0) }.compactMap { try UserTemplateQueries.find($0, in: db) }
        }
        return BulkWork(found.map { .init($0.id.text, $0.name) })
    }

    private func found(_ visit: Visit, _ name: String) async throws -> UserTemplate {
        try await visit.database.read { db in try UserTemplates.required(named: name, by: visit.actor, in: db) }
    }

    private func crumbs(_ visit: Visit, _ template: UserTemplate, _ here: String) -> [Page.Crumb] {
        [.init(visit.texts.templates.title, "/templates"), .init(template.name, "/templates/\(template.id)"), .init(here)]
    }
}

extension UserTemplate {
    /// The fields of `limitFields` that it fills.
    func limitValues(unlimited word: String) -> [String: String] {
        var values: [String: String] = [:]
        for (key, limit) in typed(unlimited: word) {
            values["limits.\(key.rawValue)"] = limit.most
            if ResourceCatalogue.find(key)?.isCountable == true, ResourceCatalogue.find(key)?.allowsHardLimit == true {
                values["beyond.\(key.rawValue)"] = limit.isHard ? "refuse" : "report"
            }
        }
        return values
    }
}
