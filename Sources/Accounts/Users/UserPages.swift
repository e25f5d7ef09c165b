import Core
import Identity
import Persistence
import Presentation

/// What is changed of a customer who is there: his data, services by a template (C.USR-14, -15); and the provider's own fields.
struct UserPages: Sendable {
    let users: Users

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.page("/accounts/find", policy, find)
        routes.form("/accounts/{account}/person", policy, show: person, submit: changePerson)
        routes.form("/accounts/{account}/template", policy, show: askTemplate, submit: applyTemplate)
        routes.form("/user-fields", policy, show: fields, submit: nameFields)
        return routes
    }

    /// Somebody typed whom he wants to see: the one customer of that name, else the list of those who may be meant (C.USR-02).
    private func find(_ visit: Visit) async throws -> any Answer {
        let typed = visit.query.text("name")
        if typed.isEmpty { return Redirect("/accounts") }
        let found = try await visit.database.read { db in try users.account(named: typed, by: visit.actor, in: db) }
        return Redirect(found.map { "/accounts/\($0.number)" } ?? Link("/accounts").with([("q", typed)]))
    }

    // MARK: Personal data

    private func person(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let (account, login, data, names) = try await visit.database.read { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
            return (account, login, try PersonalDataOfAccounts.of(account.id, in: db), try UserFields.names(in: db))
        }
        let texts = visit.texts.users
        let shown = form.editing(values(data, login))
        return Page(texts.personStep, summary: account.title, crumbs: crumbs(visit, account, texts.personStep)) {
            card {
                postForm(visit, shown) {
                    personalFields(visit, shown, names)
                    formActions {
                        submitButton(visit.texts.accounts.save)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(number)")
                        linkButton(texts.ownFields, "/user-fields", kind: .quiet, icon: .sliders)
                    }
                }
            }
        }
    }

    private func changePerson(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let typed = PersonalData(form.values)
        try await visit.database.write { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            // An emptied name is the sign-in name, as when he was created.
            let name = form.values.text("person").isEmpty ? account.loginName : form.values.text("person")
            _ = try PersonalDataOfAccounts.change(
                account, person: name, by: visit.actor, in: db, at: visit.now, checking: { try form.requireUnchanged(values($0, $1)) }
            ) { data in
                // A field without a name is not in the form, and what it holds stays.
                let names = try UserFields.names(in: db)
                var new = typed
                for place in names.indices where names[place].isEmpty { new.own[place] = data.own[place] }
                data = new
            }
        }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.users.dataWereSaved))
    }

    private func values(_ data: PersonalData, _ login: Login) -> [String: String] {
        data.values.merging(["person": login.person]) { $1 }
    }

    // MARK: Services by template

    private func askTemplate(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let named = form.values.text("template")
        let (account, templates, use) = try await visit.database.read { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            let chosen = named.isEmpty ? nil : try UserTemplates.find(named: named, in: db)
            return (
                account, try UserTemplates.all(by: visit.actor, in: db), try chosen.map { try users.use(of: $0, for: account, in: db) }
            )
        }
        return templateUsePage(visit, form, account, templates, use)
    }

    private func applyTemplate(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let named = form.values.text("template")
        let template = try await visit.database.write { db in
            try users.apply(named, to: users.accounts.required(number, by: visit.actor, in: db), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/accounts/\(number)/limits", saying: .done(visit.texts.users.templateWasApplied(template.name)))
    }

    // MARK: Own fields

    private func fields(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let names = try await visit.database.read { db in try UserFields.names(in: db) }
        let texts = visit.texts.users
        let shown = form.editing(values(names))
        return Page(
            texts.ownFields, summary: texts.ownFieldsHint,
            crumbs: [.init(visit.texts.accounts.title, "/accounts"), .init(texts.ownFields)]
        ) {
            card {
                postForm(visit, shown) {
                    for place in 1...UserFields.count {
                        textField(shown, "field\(place)", label: texts.ownField(place), isRequired: false, maxlength: 40)
                    }
                    formActions {
                        submitButton(visit.texts.accounts.save)
                        linkButton(visit.texts.panel.cancel, "/accounts")
                    }
                }
            }
        }
    }

    private func nameFields(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = (1...UserFields.count).map { form.values.text("field\($0)") }
        try await visit.database.write { db in
            _ = try UserFields.name(typed, by: visit.actor, in: db, at: visit.now) { try form.requireUnchanged(values($0)) }
        }
        return Redirect("/user-fields", saying: .done(visit.texts.users.fieldsWereNamed))
    }

    private func values(_ names: [String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ("field\($0 + 1)", $1) })
    }
}

/// The page that shows what a template would change for an account, and applies it.
private func templateUsePage(
    _ visit: Visit, _ form: Form, _ account: Account, _ templates: [UserTemplate], _ use: TemplateUse?
) -> Page {
    let (texts, limits, language) = (visit.texts.users, visit.texts.limits, visit.texts.language)
    let at: Link = "/accounts/\(account.number)/template"
    var shown = form
    // It may have been named by its name.
    if let use { shown.values = form.values.setting("template", use.template.id.text) }
    return Page(texts.applyTitle, summary: texts.applyHint, crumbs: crumbs(visit, account, texts.applyTitle)) {
        if templates.isEmpty {
            card(isFlush: true) {
                emptyState(visit.texts.templates.emptyTitle, visit.texts.templates.emptyText, icon: .copy) {
                    linkButton(visit.texts.templates.new, "/templates/new", kind: .primary)
                }
            }
        } else {
            card {
                Presentation.form(.class("form"), .method("get"), .action(at)) {
                    selectField(
                        shown, "template", label: texts.template, choices: templates.map { Choice($0.id.text, $0.name) },
                        none: texts.chooseTemplate)
                    formActions { submitButton(texts.showUse, kind: use == nil ? .primary : .plain) }
                }
            }
        }
        if let use {
            card(use.template.name, isFlush: true) {
                dataTable(
                    visit,
                    columns: [
                        Column<TemplateUse.Row>(limits.resource, .name) { .text($0.resource.words(language)) },
                        Column(texts.now) { .text(visit.texts.amount($0.now.most, of: $0.resource)) },
                        Column(texts.after) { .text(visit.texts.amount($0.limit.most, of: $0.resource)) },
                        Column(limits.used) { row in
                            .text(row.resource.isCountable ? visit.texts.amount(.units(row.now.used), of: row.resource) : "–")
                        },
                        Column(limits.state, .state) { row in
                            if row.isBeyondPlan { return statusBadge(.fail, texts.beyondPlan) }
                            if !row.limit.most.covers(row.now.used) { return statusBadge(.warn, texts.belowUse) }
                            return row.changes ? statusBadge(.busy, texts.changes) : statusBadge(.idle, texts.stays)
                        },
                    ], rows: use.rows, rowName: { $0.resource.words(language) })
            }
            card {
                postForm(visit, form) {
                    hiddenField("template", use.template.id.text)
                    if use.rows.contains(where: \.isBeyondPlan) { callout(.warn, texts.beyondPlanText(account.planName)) }
                    if use.rows.contains(where: { !$0.limit.most.covers($0.now.used) }) { callout(.warn, texts.belowUseText) }
                    formActions {
                        submitButton(texts.apply)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)")
                    }
                }
            }
        }
    }
}

/// The field into which somebody types whom he wants to see; sent empty it leads to the list (C.USR-02).
func userFinder(_ visit: Visit) -> HTML {
    let texts = visit.texts.users
    return Presentation.form(.class("row"), .method("get"), .action("/accounts/find"), .role("search")) {
        div(.class("list-search")) {
            icon(.person)
            HTML.void(
                "input",
                [.type("search"), .name("name"), .placeholder(texts.findHint), .ariaLabel(texts.findHint), .autocomplete("off")])
        }
        submitButton(texts.find, kind: .plain)
    }
}

/// The ways to what is changed of a customer, in the list and on his page (C.USR-03, -14..16).
func userLinks(_ visit: Visit, _ account: Account) -> [HTML] {
    if account.trashedAt != nil { return [] }
    let (texts, at) = (visit.texts.users, Link("/accounts/\(account.number)"))
    return [
        linkButton(texts.personStep, "\(at)/person", kind: .quiet, icon: .person),
        linkButton(texts.services, "\(at)/limits/change", kind: .quiet, icon: .sliders),
        linkButton(texts.applyTitle, "\(at)/template", kind: .quiet, icon: .copy),
        linkButton(visit.texts.accounts.domains, Link("/domains").with([("q", account.systemUser)]), kind: .quiet, icon: .globe),
        linkButton(visit.texts.addresses.title, "\(at)/address", kind: .quiet, icon: .globe),
        linkButton(visit.texts.profile.emailTitle, "/logins/\(account.loginName)/email", kind: .quiet, icon: .mail),
        linkButton(visit.texts.profile.giveTitle, "/logins/\(account.loginName)/password", kind: .quiet, icon: .key),
        linkButton(texts.sendStep, "\(at)/registration-mail", kind: .quiet, icon: .mail),
    ]
}
