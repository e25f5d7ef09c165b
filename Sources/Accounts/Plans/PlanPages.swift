import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Pages of plans, for who may manage plans.
package struct PlanPages: Sendable {
    private let services: HostingServices

    package init(services: HostingServices) { self.services = services }

    package func routes() -> Routes {
        let policy = Policy.staff(.planManager)
        var routes = Routes()
        routes.page("/plans", policy, list)
        routes.page("/plans/kinds", policy, kinds)
        routes.form("/plans/new", policy, show: new, submit: create)
        routes.page("/plans/{plan}", policy, show)
        routes.form("/plans/{plan}/change", policy, show: edit, submit: change)
        routes.form("/plans/{plan}/copy", policy, show: askCopy, submit: copy)
        routes.add(PlanSettingsPages(services: services).routes())
        routes.action("/plans/{plan}/offer", policy, offer)
        routes.action("/plans/{plan}/withdrawal", policy, stopOffering)
        routes.form("/plans/{plan}/deletion", policy, show: askDeletion, submit: delete)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let plans = try await visit.database.read { db in try Plans.all(in: db).map { PlanRow(plan: $0.plan, accounts: $0.accounts) } }
        let texts = visit.texts.plans
        return Page(
            texts.title, summary: texts.summary(plans.count),
            actions: [linkButton(texts.new, "/plans/kinds", kind: .primary, icon: .plus)]
        ) {
            planTable(visit, plans)
        }
    }

    private func show(_ visit: Visit, _ name: String) async throws -> any Answer {
        try await visit.database.read { db in
            let plan = try Plans.required(named: name, in: db)
            return planPage(
                visit, plan, accounts: try Plans.accounts(of: plan, in: db), listed: try plan.access.words(in: db),
                history: try historyCard(visit, of: .plan, plan.id.text, in: db))
        }
    }

    // MARK: Making and changing

    private func wizard(_ visit: Visit, for plan: Plan?, in db: any Connection) throws -> PlanWizard {
        let had = Set(plan?.resources.filter(\.value.isIncluded).keys.map { $0 } ?? [])
        let offered = Set(try Plans.offered(services, in: db).map(\.key))
        return PlanWizard(
            visit: visit, resources: ResourceCatalogue.all.filter { offered.contains($0.key) || had.contains($0.key) },
            services: try services.provided(in: db), had: had, periods: plan?.periods ?? [],
            platforms: try Plans.soldPlatforms(and: plan?.platform, in: db),
            groups: (
                try Plans.serverGroups(of: .web, and: plan?.webServerGroup, in: db),
                try Plans.serverGroups(of: .dns, and: plan?.nameServerGroup, in: db)
            ),
            isNew: plan == nil)
    }

    /// A wizard for each kind of plan; what no server is there for is not configured (H.PLAN-02).
    private func kinds(_ visit: Visit) async throws -> any Answer {
        let services = services
        let isConfigured = try await visit.database.read { db in try !Plans.offered(services, in: db).isEmpty }
        let (texts, plans) = (visit.texts.planWizard, visit.texts.plans)
        return Page(plans.new, summary: texts.kindsSummary, crumbs: [.init(plans.title, "/plans"), .init(plans.new)]) {
            for category in PlanCategory.allCases {
                let isReady = category == .administrative || isConfigured
                card(
                    texts.kind(category),
                    aside: isReady ? statusBadge(.live, texts.configured) : statusBadge(.warn, texts.notConfigured)
                ) {
                    p(text: texts.explanation(category))
                    switch category {
                    case .administrative:
                        if visit.actor.may(.staffManager) { linkButton(texts.begin(category), "/roles/new") }
                    case .customer, .reseller:
                        if isReady {
                            linkButton(
                                texts.begin(category), "/plans/new?category=\(category.rawValue)",
                                kind: category == .customer ? .primary : .plain)
                        } else {
                            p(.class("hint"), text: texts.needsServer)
                            if visit.actor.may(.serverManager) { linkButton(texts.addServer, "/servers/new") }
                        }
                    }
                }
            }
        }
    }

    private func newWizard(_ visit: Visit) async throws -> (parts: PlanWizard, wizard: Wizard) {
        let parts = try await visit.database.read { db in try wizard(visit, for: nil, in: db) }
        let texts = visit.texts.plans
        let crumbs: [Page.Crumb] = [.init(texts.title, "/plans"), .init(texts.new)]
        return (parts, parts.wizard(texts.new, crumbs: crumbs, submit: texts.create, cancel: "/plans"))
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        try await newWizard(visit).wizard.page(visit, form)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (parts, wizard) = try await newWizard(visit)
        if let page = try await wizard.turn(visit, form) { return page }
        let (typed, services) = (parts.typed(form.values), services)
        let plan = try await visit.database.write { db in
            try Plans.create(typed, services: services, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/plans/\(plan.id)", saying: .done(visit.texts.plans.created(plan.name)))
    }

    private func editWizard(_ visit: Visit, _ name: String) async throws -> (plan: Plan, parts: PlanWizard, wizard: Wizard) {
        let (plan, parts) = try await visit.database.read { db in
            let plan = try Plans.required(named: name, in: db)
            return (plan, try wizard(visit, for: plan, in: db))
        }
        let texts = visit.texts.planWizard
        let crumbs = crumbs(visit, plan, texts.change)
        return (plan, parts, parts.wizard(texts.change, crumbs: crumbs, submit: texts.save, cancel: "/plans/\(plan.id)"))
    }

    private func edit(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (plan, parts, wizard) = try await editWizard(visit, name)
        return wizard.page(visit, form.editing(parts.values(of: plan)))
    }

    private func change(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (_, parts, wizard) = try await editWizard(visit, name)
        if let page = try await wizard.turn(visit, form) { return page }
        let (typed, services) = (parts.typed(form.values), services)
        let plan = try await visit.database.write { db in
            try Plans.change(
                Plans.required(named: name, in: db).id, services: services, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(parts.values(of: $0)) }
            ) { form in
                // What the wizard does not ask stays.
                let before = form
                form = typed
                (form.isDemo, form.audience, form.audienceMembers) = (before.isDemo, before.audience, before.audienceMembers)
            }
        }
        return Redirect("/plans/\(plan.id)", saying: .done(visit.texts.planWizard.changed(plan.name)))
    }

    // MARK: Copying, offering, deleting

    private func askCopy(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let plan = try await visit.database.read { db in try Plans.required(named: name, in: db) }
        let texts = visit.texts.planWizard
        return Page(texts.copy, summary: texts.copyHint, crumbs: crumbs(visit, plan, texts.copy)) {
            card {
                postForm(visit, form) {
                    textField(form, "name", label: texts.nameOfCopy, isFocused: true, maxlength: 60)
                    formActions {
                        submitButton(texts.copy)
                        linkButton(visit.texts.panel.cancel, "/plans/\(plan.id)")
                    }
                }
            }
        }
    }

    private func copy(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let copy = try await visit.database.write { db in
            try Plans.copy(Plans.locked(named: name, in: db), named: form.values.text("name"), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/plans/\(copy.id)", saying: .done(visit.texts.planWizard.copied(copy.name)))
    }

    private func offer(_ visit: Visit, _ name: String) async throws -> any Answer { try await offer(visit, name, true) }

    private func stopOffering(_ visit: Visit, _ name: String) async throws -> any Answer { try await offer(visit, name, false) }

    private func offer(_ visit: Visit, _ name: String, _ isOnOffer: Bool) async throws -> any Answer {
        let plan = try await visit.database.write { db in
            try Plans.offer(Plans.locked(named: name, in: db), isOnOffer, by: visit.actor, in: db, at: visit.now)
        }
        let texts = visit.texts.planWizard
        return Redirect("/plans/\(plan.id)", saying: .done(isOnOffer ? texts.offered(plan.name) : texts.notOffered(plan.name)))
    }

    private func askDeletion(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let plan = try await visit.database.read { db in try Plans.required(named: name, in: db) }
        let texts = visit.texts.planWizard
        return Page(texts.delete, crumbs: crumbs(visit, plan, texts.delete)) {
            confirmation(
                visit, form, question: texts.deleteQuestion(plan.name), losses: [texts.deleteLoss], button: texts.delete,
                cancel: "/plans/\(plan.id)")
        }
    }

    private func delete(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let plan = try await visit.database.write { db in
            let plan = try Plans.locked(named: name, in: db)
            try Plans.delete(plan, by: visit.actor, in: db, at: visit.now)
            return plan
        }
        return Redirect("/plans", saying: .done(visit.texts.planWizard.deleted(plan.name)))
    }

    private func crumbs(_ visit: Visit, _ plan: Plan, _ here: String) -> [Page.Crumb] {
        [.init(visit.texts.plans.title, "/plans"), .init(plan.name, "/plans/\(plan.id)"), .init(here)]
    }
}
