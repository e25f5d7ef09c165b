import Core
import Persistence
import Presentation

/// Pages by which an account gets another plan: what there is to choose from, and what a choice does (H.PLAN-11).
struct PlanChangePages: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts/{account}/plan", .reaching, choose)
        routes.form("/accounts/{account}/plan/{plan}", .reaching, show: ask, submit: change)
        return routes
    }

    private func choose(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let (account, current, plans) = try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return (
                account, try Plans.find(account.plan, in: db), try accounts.plansToChange(account, by: visit.actor, in: db)
            )
        }
        let texts = visit.texts.planChanges
        return Page(
            texts.title, summary: texts.summary(account.planName),
            crumbs: [.init(visit.texts.accounts.title, "/accounts"), .init(account.title, "/accounts/\(number)"), .init(texts.title)]
        ) {
            if plans.isEmpty {
                card {
                    emptyState(texts.emptyTitle, visit.actor.may(.accountManager) ? texts.emptyForStaff : texts.emptyText, icon: .box)
                }
            } else {
                card(isFlush: true) { comparison(visit, number, (current.map { [$0] } ?? []) + plans, current: account.plan) }
            }
        }
    }

    /// The plans side by side: a column for each would not fit a telephone, so each is a row.
    private func comparison(_ visit: Visit, _ number: Int, _ plans: [Plan], current: PlanID) -> HTML {
        let (texts, language) = (visit.texts.planChanges, visit.texts.language)
        let named = ResourceCatalogue.all.filter { resource in
            resource.isCountable && plans.contains { $0.allowance(of: resource.key).isAvailable }
        }.prefix(4)
        return dataTable(
            visit,
            columns: [
                Column<Plan>(texts.plan, .name) { plan in
                    stack {
                        strong(text: plan.name)
                        if !plan.description.isEmpty { span(.class("hint"), text: plan.description) }
                    }
                }
            ]
                + named.map { resource in
                    Column(resource.words(language)) { .text(visit.texts.amount($0.allowance(of: resource.key), of: resource)) }
                }
                + [
                    Column(texts.also) { plan in
                        .text(
                            ResourceCatalogue.all.filter { !$0.isCountable && plan.allowance(of: $0.key).isAvailable }
                                .map { $0.words(language) }.joined(separator: ", "))
                    },
                    Column("", .state) { plan in
                        plan.id == current
                            ? statusBadge(.live, texts.isYours) : linkButton(texts.look, "/accounts/\(number)/plan/\(plan.id)")
                    },
                ], rows: plans, rowName: { $0.name })
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int, _ plan: String) async throws -> any Answer {
        let accounts = accounts
        let (account, change) = try await visit.database.read { db in
            (
                try accounts.required(number, by: visit.actor, in: db),
                try accounts.planChange(number, to: plan, by: visit.actor, in: db)
            )
        }
        let texts = visit.texts.planChanges
        let at: Link = "/accounts/\(number)"
        return Page(
            texts.change(change.from.name, change.to.name),
            crumbs: [
                .init(visit.texts.accounts.title, "/accounts"), .init(account.title, at), .init(texts.title, "\(at)/plan"),
                .init(change.to.name),
            ]
        ) {
            if !change.losses.isEmpty {
                callout(.warn, texts.losses(names(visit, change.losses)), title: texts.lossesTitle)
            }
            if change.effects.contains(where: \.isExceeded) {
                callout(.warn, texts.exceeded(names(visit, change.effects.filter(\.isExceeded))), title: texts.exceededTitle)
            }
            card(texts.effects, isFlush: true) { effectTable(visit, change) }
            card {
                postForm(visit, form) {
                    formActions {
                        submitButton(texts.confirm(change.to.name))
                        linkButton(visit.texts.panel.cancel, "\(at)/plan")
                    }
                }
            }
        }
    }

    private func effectTable(_ visit: Visit, _ change: PlanChange) -> HTML {
        let (texts, limits, language) = (visit.texts.planChanges, visit.texts.limits, visit.texts.language)
        let rows = change.effects.compactMap { effect in ResourceCatalogue.find(effect.resource).map { ($0, effect) } }
        return dataTable(
            visit,
            columns: [
                Column<(HostingResource, PlanChangeEffect)>(limits.resource, .name) { .text($0.0.words(language)) },
                Column(limits.used) { .text($0.0.isCountable ? visit.texts.amount(.units($0.1.used), of: $0.0) : "–") },
                Column(texts.before) { .text(visit.texts.amount($0.1.before, of: $0.0)) },
                Column(texts.after) { .text(visit.texts.amount($0.1.after, of: $0.0)) },
                Column(limits.free) { resource, effect in
                    .text(resource.isCountable ? visit.texts.amount(effect.freeAfter, of: resource) : "–")
                },
                Column(limits.state, .state) { _, effect in
                    if effect.isLost { return statusBadge(.fail, texts.turnedOff) }
                    if effect.isExceeded { return statusBadge(.warn, limits.exceeded) }
                    if effect.after > effect.before { return statusBadge(.live, effect.before.isAvailable ? texts.more : texts.isNew) }
                    return effect.after < effect.before ? statusBadge(.warn, texts.less) : statusBadge(.idle, texts.same)
                },
            ], rows: rows, rowName: { $0.0.words(language) })
    }

    private func names(_ visit: Visit, _ effects: [PlanChangeEffect]) -> String {
        effects.compactMap { ResourceCatalogue.find($0.resource)?.words(visit.texts.language) }.joined(separator: ", ")
    }

    private func change(_ visit: Visit, _ form: Form, _ number: Int, _ plan: String) async throws -> any Answer {
        let accounts = accounts
        // The page has told what is lost.
        let change = try await visit.database.write { db in
            try accounts.changePlan(number, to: plan, acceptsLosses: true, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.planChanges.wasChanged(change.to.name)))
    }
}
