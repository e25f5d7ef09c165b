import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Pages of plans, for administrators.
package struct PlanPages: Sendable {
    package init() {}

    package func routes() -> Routes {
        var routes = Routes()
        routes.page("/plans", .staff(.planManager), list)
        routes.form("/plans/new", .staff(.planManager), show: new, submit: create)
        routes.form("/plans/{plan}", .staff(.planManager), show: edit, submit: change)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let plans = try await visit.database.read { db in try Plans.all(in: db).map { PlanRow(plan: $0.plan, accounts: $0.accounts) } }
        let texts = visit.texts.plans
        return Page(
            texts.title, summary: texts.summary(plans.count),
            actions: [linkButton(texts.new, "/plans/new", kind: .primary, icon: .plus)]
        ) {
            planTable(visit, plans)
        }
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let texts = visit.texts.plans
        let platforms = try await visit.database.read { db in try Plans.platforms(in: db) }
        var first = ["platform": Platform.standard, "currency": "EUR"]
        for option in WebOption.allCases { first["options.\(option.rawValue)"] = OptionTerms.included.key }
        return Page(texts.new, crumbs: [.init(texts.title, "/plans"), .init(texts.new)]) {
            planForm(visit, form.starting(first), platforms, submit: texts.create)
        }
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = typed(form.values)
        let plan = try await visit.database.write { db in try Plans.create(typed, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/plans", saying: .done(visit.texts.plans.created(plan.name)))
    }

    private func edit(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let texts = visit.texts.plans
        return try await visit.database.read { db in
            let plan = try Plans.required(named: name, in: db)
            let platforms = try Plans.platforms(in: db)
            let history = try historyCard(visit, of: .plan, plan.id.text, in: db)
            return Page(plan.name, summary: texts.changeHint, crumbs: [.init(texts.title, "/plans"), .init(plan.name)]) {
                grid {
                    planForm(visit, form.editing(PlanForm(plan).values), platforms, submit: texts.save)
                } side: {
                    history
                }
            }
        }
    }

    private func change(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let typed = typed(form.values)
        let plan = try await visit.database.write { db in
            try Plans.change(
                Plans.required(named: name, in: db).id, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(PlanForm($0).values) }
            ) { $0 = typed }
        }
        return Redirect("/plans", saying: .done(visit.texts.plans.changed(plan.name)))
    }

    private func typed(_ values: FormValues) -> PlanForm {
        var options: [WebOption: OptionTermsForm] = [:]
        for option in WebOption.allCases where !values.text("options.\(option.rawValue)").isEmpty {
            options[option] = OptionTermsForm(
                terms: values.text("options.\(option.rawValue)"), amount: values.text("price.\(option.rawValue)"),
                currency: values.text("currency"))
        }
        return PlanForm(
            name: values.text("name"), domainLimit: values.text("domainLimit"), includesPHP: options[.php] != nil || values.isOn("php"),
            platform: values.text("platform"), options: options)
    }
}

extension PlanForm {
    /// The fields of the page's form.
    fileprivate var values: [String: String] {
        let prices = options.values.filter { !$0.currency.isEmpty }
        var values = ["name": name, "domainLimit": domainLimit, "platform": platform, "currency": prices.first?.currency ?? "EUR"]
        for (option, terms) in options {
            values["options.\(option.rawValue)"] = terms.terms
            values["price.\(option.rawValue)"] = terms.amount
        }
        return values
    }
}

struct PlanRow: Sendable {
    var plan: Plan
    var accounts: Int
}

func planTable(_ visit: Visit, _ plans: [PlanRow]) -> HTML {
    let texts = visit.texts.plans
    if plans.isEmpty {
        return card(isFlush: true) {
            emptyState(texts.emptyTitle, texts.emptyText, icon: .box) { linkButton(texts.new, "/plans/new", kind: .primary) }
        }
    }
    return card(isFlush: true) {
        dataTable(
            visit,
            columns: [
                Column(texts.name, .name) { a(.href("/plans/\($0.plan.id)"), text: $0.plan.name) },
                Column(texts.domains) { .text($0.plan.domainLimit.map(visit.texts.number) ?? texts.unlimited) },
                Column(texts.web) { .text(texts.terms($0.plan.terms(of: .web))) },
                Column(texts.php) { .text(texts.terms($0.plan.terms(of: .php))) },
                Column(texts.platform) { .text($0.plan.platform) },
                Column(texts.accounts, .number) { .text(visit.texts.number($0.accounts)) },
            ], rows: plans, rowName: { $0.plan.name })
    }
}

func planForm(_ visit: Visit, _ form: Form, _ platforms: [String], submit: String) -> HTML {
    let texts = visit.texts.plans
    let terms = [
        Choice("included", texts.included), Choice("monthly", texts.forAPrice), Choice("not_offered", texts.notIncluded),
    ]
    return card {
        postForm(visit, form) {
            textField(form, "name", label: texts.name, hint: texts.nameHint, isFocused: true, maxlength: 60)
            textField(form, "domainLimit", label: texts.domains, hint: texts.domainsHint, kind: .number, isRequired: false)
            selectField(form, "platform", label: texts.platform, hint: texts.platformHint, choices: platforms.map { Choice($0, $0) })
            for option in WebOption.allCases {
                fieldRow {
                    selectField(
                        form, "options.\(option.rawValue)", label: texts.name(of: option), hint: texts.hint(of: option), choices: terms)
                    textField(
                        form, "price.\(option.rawValue)", label: texts.price(of: option), hint: texts.priceHint, kind: .number,
                        isRequired: false, maxlength: 12)
                }
            }
            textField(form, "currency", label: texts.currency, hint: texts.currencyHint, isRequired: false, maxlength: 3)
            formActions {
                submitButton(submit)
                linkButton(visit.texts.panel.cancel, "/plans")
            }
        }
    }
}
