import Core
import Persistence
import Presentation

/// The settings of a plan on one page, without a walk through the wizard (H.PLAN-16): name, billing, periods on offer, demonstration, who sees it.
struct PlanSettingsPages: Sendable {
    let services: HostingServices

    func routes() -> Routes {
        var routes = Routes()
        routes.form("/plans/{plan}/settings", .staff(.planManager), show: ask, submit: change)
        return routes
    }

    private func ask(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        try await visit.database.read { db in
            let plan = try Plans.required(named: name, in: db)
            return page(visit, form.editing(try values(of: plan, in: db)), plan)
        }
    }

    private func change(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (values, services) = (form.values, services)
        let plan = try await visit.database.write { db in
            try Plans.change(
                Plans.required(named: name, in: db).id, services: services, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(self.values(of: $0, in: db)) }
            ) { form in
                form.name = values.text("name")
                form.description = values.verbatim("description")
                form.isBilled = values.isOn("isBilled")
                form.trialDays = values.text("trialDays")
                form.creditLimit = values.text("creditLimit")
                form.moneyBackDays = values.text("moneyBackDays")
                form.isDemo = values.isOn("isDemo")
                form.audience = values.text("audience")
                form.audienceMembers = values.verbatim("audienceMembers")
                for place in form.periods.indices { form.periods[place].isOnOffer = values.isOn("periods.\(place).isOnOffer") }
            }
        }
        return Redirect("/plans/\(plan.id)", saying: .done(visit.texts.planWizard.changed(plan.name)))
    }

    private func values(of plan: Plan, in db: any Connection) throws -> [String: String] {
        var values = [
            "name": plan.name, "description": plan.description, "isBilled": plan.billing.isBilled ? "on" : "",
            "trialDays": plan.billing.trialDays == 0 ? "" : String(plan.billing.trialDays),
            "creditLimit": plan.billing.creditLimit == 0 ? "" : Money(minorUnits: plan.billing.creditLimit, plan.currency).amount,
            "moneyBackDays": plan.billing.moneyBackDays == 0 ? "" : String(plan.billing.moneyBackDays),
            "isDemo": plan.isDemo ? "on" : "", "audience": plan.access.audience.rawValue,
            "audienceMembers": try plan.access.words(in: db).joined(separator: "\n"),
        ]
        for (place, period) in plan.periods.enumerated() { values["periods.\(place).isOnOffer"] = period.isOnOffer ? "on" : "" }
        return values
    }

    private func page(_ visit: Visit, _ form: Form, _ plan: Plan) -> Page {
        let (texts, wizard, plans) = (visit.texts.planAccess, visit.texts.planWizard, visit.texts.plans)
        return Page(
            texts.settings, summary: texts.settingsSummary,
            crumbs: [.init(plans.title, "/plans"), .init(plan.name, "/plans/\(plan.id)"), .init(texts.settings)]
        ) {
            card {
                postForm(visit, form) {
                    textField(form, "name", label: plans.name, hint: plans.nameHint, maxlength: 60)
                    textArea(form, "description", label: wizard.description, hint: wizard.descriptionHint, rows: 3, isRequired: false)
                    fieldset(.class("field-set")) {
                        legend(text: wizard.billingStep)
                        checkbox(form, "isBilled", label: wizard.isBilled, hint: wizard.isBilledHint)
                        fieldRow {
                            textField(form, "trialDays", label: wizard.trialDays, kind: .number, isRequired: false, maxlength: 4)
                            textField(form, "moneyBackDays", label: wizard.moneyBackDays, kind: .number, isRequired: false, maxlength: 4)
                        }
                        textField(
                            form, "creditLimit", label: wizard.creditLimit, hint: wizard.creditHint, kind: .number,
                            unit: plan.currency.code,
                            isRequired: false, maxlength: 12)
                    }
                    fieldset(.class("field-set")) {
                        legend(text: texts.periodsOnOffer)
                        for (place, period) in plan.periods.enumerated() {
                            checkbox(form, "periods.\(place).isOnOffer", label: periodWords(visit, period, of: plan))
                        }
                        p { a(.href("/plans/\(plan.id)/change?_step=periods"), text: wizard.change) }
                    }
                    fieldset(.class("field-set")) {
                        legend(text: texts.audience)
                        selectField(
                            form, "audience", label: texts.audience, hint: texts.audienceHint,
                            choices: PlanAccess.Audience.allCases.map { Choice($0.rawValue, texts.audience($0)) })
                        textArea(form, "audienceMembers", label: texts.members, hint: texts.membersHint, rows: 4, isRequired: false)
                    }
                    fieldset(.class("field-set")) {
                        legend(text: texts.demo)
                        checkbox(form, "isDemo", label: texts.isDemo, hint: texts.isDemoHint)
                    }
                    formActions {
                        submitButton(wizard.save)
                        linkButton(visit.texts.panel.cancel, "/plans/\(plan.id)")
                    }
                }
            }
        }
    }
}

extension PlanAccess {
    /// Who is listed, as people type it.
    func words(in db: any Connection) throws -> [String] {
        try members.map { member in
            if case .plan(let id) = member { return try Plans.find(id, in: db)?.name ?? id.text }
            return member.text
        }.sorted { $0.folded < $1.folded }
    }
}
