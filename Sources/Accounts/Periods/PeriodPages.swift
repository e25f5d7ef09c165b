import Core
import Identity
import Persistence
import Presentation

/// The billing period of an account: what is due next, and for staff the form that changes period and trial (H.ADM-11).
struct PeriodPages: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts/{account}/period", .reaching, show)
        routes.form("/accounts/{account}/period/change", .staff(.accountManager), show: ask, submit: change)
        return routes
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let period = try AccountPeriods.of(account, in: db, at: visit.now)
            return periodPage(visit, account, period, period.nextCharge(for: try accounts.entitlements(of: account, in: db)))
        }
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let period = try AccountPeriods.of(account, in: db, at: visit.now)
            guard let plan = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
            return changePage(visit, form.editing(period.formValues), account, period, plan)
        }
    }

    private func change(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let typed = AccountPeriodChange(period: form.values.text("period"), trialUntil: form.values.text("trialUntil"))
        let account = try await visit.database.write { db in
            try AccountPeriods.change(
                number, typed, with: accounts, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged($1.formValues) }
            ).account
        }
        return Redirect("/accounts/\(number)/period", saying: .done(visit.texts.periods.changed(account.title)))
    }

    private func crumbs(_ visit: Visit, _ account: Account, _ here: String) -> [Page.Crumb] {
        [.init(visit.texts.accounts.title, "/accounts"), .init(account.title, "/accounts/\(account.number)"), .init(here)]
    }

    private func periodPage(_ visit: Visit, _ account: Account, _ period: AccountPeriod, _ charge: NextCharge?) -> Page {
        let texts = visit.texts.periods
        let change = linkButton(texts.change, "/accounts/\(account.number)/period/change", kind: .primary)
        return Page(
            texts.title, summary: texts.summary, crumbs: crumbs(visit, account, texts.title),
            actions: visit.actor.may(.accountManager) && account.trashedAt == nil ? [change] : []
        ) {
            grid {
                card(texts.next, isFlush: charge.map { !$0.lines.isEmpty } ?? false) {
                    if let charge {
                        if charge.lines.isEmpty {
                            p(text: texts.on(texts.nothing, visit.texts.day(charge.day)))
                        } else {
                            chargeTable(visit, charge)
                        }
                    } else {
                        p(text: texts.notBilled)
                    }
                }
                if charge != nil { callout(.idle, texts.estimate) }
            } side: {
                card(texts.title) { periodFacts(visit, account, period, charge) }
            }
        }
    }

    private func chargeTable(_ visit: Visit, _ charge: NextCharge) -> HTML {
        let texts = visit.texts.periods
        let total = NextCharge.Line(item: .plan, kind: .recurring, quantity: 0, amount: charge.total)
        return dataTable(
            visit,
            columns: [
                Column<NextCharge.Line>(texts.item, .name) { line in
                    line.quantity == 0
                        ? strong(text: "\(texts.total), \(texts.beforeTax)")
                        : .text("\(visit.texts.pricedItem(line.item)): \(texts.kind(line.kind))")
                },
                Column(texts.units, .number) { .text($0.quantity == 0 ? "" : visit.texts.number(Int(clamping: $0.quantity))) },
                Column(texts.amount, .state) { line in
                    line.quantity == 0 ? strong(text: visit.texts.money(line.amount)) : .text(visit.texts.money(line.amount))
                },
            ], rows: charge.lines + [total],
            rowName: { $0.quantity == 0 ? texts.total : "\(visit.texts.pricedItem($0.item)): \(texts.kind($0.kind))" })
    }

    private func changePage(_ visit: Visit, _ form: Form, _ account: Account, _ period: AccountPeriod, _ plan: Plan) -> Page {
        let (texts, wizard) = (visit.texts.periods, visit.texts.planWizard)
        // What the account has stays in the list although nobody else gets it any more.
        var choices = plan.periodsOnOffer.map { Choice($0.id.text, periodWords(visit, $0, of: plan)) }
        if !choices.contains(where: { $0.value == period.period.id.text }) {
            choices.insert(Choice(period.period.id.text, texts.length(period.period.length)), at: 0)
        }
        return Page(texts.change, crumbs: crumbs(visit, account, texts.change)) {
            card {
                postForm(visit, form) {
                    selectField(form, "period", label: texts.periodField, hint: texts.changeHint, choices: choices)
                    textField(form, "trialUntil", label: texts.trialField, hint: texts.trialHint, kind: .date, isRequired: false)
                    formActions {
                        submitButton(texts.save)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)/period")
                    }
                }
            }
            if !plan.billing.isBilled { callout(.idle, texts.notBilled, title: wizard.billingStep) }
        }
    }
}

extension AccountPeriod {
    /// The fields of the form that changes it.
    var formValues: [String: String] { ["period": period.id.text, "trialUntil": isInTrial ? trialUntil?.description ?? "" : ""] }
}

/// `1 year, 99.00 € a period, 10% off`: a period to choose.
func periodWords(_ visit: Visit, _ period: BillingPeriod, of plan: Plan) -> String {
    var words = [visit.texts.periods.length(period.length)]
    if let price = plan.price(.recurring, of: .plan, in: period) {
        words.append(visit.texts.money(price.amount()))
        if !price.isExplicit, period.discounts.recurring != .none {
            words.append(visit.texts.periods.less(visit.texts.percent(period.discounts.recurring)))
        }
    }
    return words.joined(separator: ", ")
}

/// The period of one account with what is due.
struct PeriodOfAccount: Sendable {
    var account: Account
    var period: AccountPeriod
    var charge: NextCharge?
}

/// Plan, period, trial and next charge, for the page of an account and its owner's first page (H.ACC-11).
func periodCard(_ visit: Visit, _ all: [PeriodOfAccount], namesPlan: Bool = true) -> HTML {
    let texts = visit.texts.periods
    func link(_ account: Account, _ text: String) -> HTML { a(.href("/accounts/\(account.number)/period"), text: text) }
    return card(texts.title, aside: all.count == 1 ? all.first.map { link($0.account, texts.look) } : nil) {
        for each in all {
            if all.count > 1 { p { strong { link(each.account, each.account.title) } } }
            periodFacts(visit, each.account, each.period, each.charge, namesPlan: namesPlan)
        }
        if all.contains(where: { $0.charge != nil }) { p(.class("hint"), text: texts.estimate) }
    }
}

private func periodFacts(
    _ visit: Visit, _ account: Account, _ period: AccountPeriod, _ charge: NextCharge?, namesPlan: Bool = true
) -> HTML {
    let texts = visit.texts.periods
    var rows = namesPlan ? [Fact(visit.texts.accounts.plan, account.planName)] : []
    rows.append(Fact(texts.title, texts.length(period.period.length)))
    if period.isInTrial, let until = period.trialUntil { rows.append(Fact(texts.trial, texts.trialUntil(visit.texts.day(until)))) }
    if let current = period.current {
        rows.append(
            Fact(texts.current, texts.span(visit.texts.day(current.from), visit.texts.day(current.to.adding(days: -1)))))
    }
    rows.append(
        Fact(
            texts.next,
            charge.map {
                texts.on($0.lines.isEmpty ? texts.nothing : visit.texts.money($0.total), visit.texts.day($0.day))
            } ?? texts.notBilled))
    return facts(rows)
}
