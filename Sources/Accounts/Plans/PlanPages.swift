import Core
import Persistence
import Presentation

/// Pages of plans, for administrators.
package struct PlanPages: Sendable {
    package init() {}

    package func routes() -> Routes {
        var routes = Routes()
        routes.page("/plans", .staff(.planManager), list)
        routes.form("/plans/new", .staff(.planManager), show: new, submit: create)
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
        return Page(texts.new, crumbs: [.init(texts.title, "/plans"), .init(texts.new)]) { planForm(visit, form.starting(["php": "on"])) }
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = PlanForm(
            name: form.values.text("name"), domainLimit: form.values.text("domainLimit"), includesPHP: form.values.isOn("php"))
        let plan = try await visit.database.write { db in try Plans.create(typed, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/plans", saying: .done(visit.texts.plans.created(plan.name)))
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
                Column(texts.name, .name) { .text($0.plan.name) },
                Column(texts.domains) { .text($0.plan.domainLimit.map(visit.texts.number) ?? texts.unlimited) },
                Column(texts.php) { .text($0.plan.includesPHP ? texts.included : texts.notIncluded) },
                Column(texts.accounts, .number) { .text(visit.texts.number($0.accounts)) },
            ], rows: plans, rowName: { $0.plan.name })
    }
}

func planForm(_ visit: Visit, _ form: Form) -> HTML {
    let texts = visit.texts.plans
    return card {
        postForm(visit, form) {
            textField(form, "name", label: texts.name, hint: texts.nameHint, isFocused: true, maxlength: 60)
            textField(form, "domainLimit", label: texts.domains, hint: texts.domainsHint, kind: .number, isRequired: false)
            checkbox(form, "php", label: texts.php, hint: texts.phpHint)
            formActions {
                submitButton(texts.create)
                linkButton(visit.texts.panel.cancel, "/plans")
            }
        }
    }
}
