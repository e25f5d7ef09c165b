import Core
import Fleet
import Presentation

struct PlanRow: Sendable {
    var plan: Plan
    var accounts: Int
}

func planTable(_ visit: Visit, _ plans: [PlanRow]) -> HTML {
    let (texts, wizard) = (visit.texts.plans, visit.texts.planWizard)
    if plans.isEmpty {
        return card(isFlush: true) {
            emptyState(texts.emptyTitle, texts.emptyText, icon: .box) { linkButton(texts.new, "/plans/kinds", kind: .primary) }
        }
    }
    // A column in which every row says what is usual tells nothing and takes room.
    let kinds = plans.contains { $0.plan.category != .customer }
    let platforms = plans.contains { $0.plan.platform != Platform.standard }
    var columns = [Column<PlanRow>(texts.name, .name) { a(.href("/plans/\($0.plan.id)"), text: $0.plan.name) }]
    if kinds { columns.append(Column(wizard.category) { .text(wizard.category($0.plan.category)) }) }
    columns.append(Column(texts.domains) { .text($0.plan.domainLimit.map(visit.texts.number) ?? texts.unlimited) })
    columns.append(Column(texts.php) { .text(texts.terms($0.plan.terms(of: .php))) })
    if platforms { columns.append(Column(texts.platform) { .text($0.plan.platform) }) }
    columns.append(Column(texts.accounts, .number) { .text(visit.texts.number($0.accounts)) })
    columns.append(Column(visit.texts.limits.state, .state) { offerBadge(visit, $0.plan) })
    return card(isFlush: true) {
        dataTable(
            visit, columns: columns, rows: plans, rowName: { $0.plan.name },
            menu: { row in
                [
                    linkButton(wizard.change, "/plans/\(row.plan.id)/change", kind: .quiet),
                    linkButton(wizard.copy, "/plans/\(row.plan.id)/copy", kind: .quiet),
                ]
            })
    }
}

private func offerBadge(_ visit: Visit, _ plan: Plan) -> HTML {
    let texts = visit.texts.planWizard
    return plan.isOnOffer ? statusBadge(.live, texts.onOffer) : statusBadge(.idle, texts.notOnOffer)
}

func planPage(_ visit: Visit, _ plan: Plan, accounts: Int, listed: [String], history: HTML) -> Page {
    let (texts, plans) = (visit.texts.planWizard, visit.texts.plans)
    let at: Link = "/plans/\(plan.id)"
    return Page(
        plan.name, state: offerBadge(visit, plan), summary: plan.description.isEmpty ? nil : plan.description,
        crumbs: [.init(plans.title, "/plans"), .init(plan.name)],
        actions: [
            actionButton(visit, plan.isOnOffer ? texts.stopOffering : texts.offer, to: "\(at)/\(plan.isOnOffer ? "withdrawal" : "offer")"),
            linkButton(texts.copy, "\(at)/copy"), linkButton(visit.texts.planAccess.settings, "\(at)/settings"),
            linkButton(texts.change, "\(at)/change", kind: .primary),
        ]
    ) {
        if plan.isDemo { callout(.idle, visit.texts.planAccess.isDemoHint, title: visit.texts.planAccess.isDemo) }
        grid {
            card(texts.includes, isFlush: true) { termsTable(visit, plan) }
            priceCard(visit, plan)
        } side: {
            card(texts.planStep) {
                facts([
                    Fact(texts.category, texts.category(plan.category)), Fact(plans.platform, plan.platform),
                    Fact(texts.webServerGroup, plan.webServerGroup), Fact(texts.nameServerGroup, plan.nameServerGroup),
                    Fact(plans.currency, plan.currency.code),
                    Fact(visit.texts.addresses.planAddress, visit.texts.addresses.planAddress(plan.address)),
                    Fact(
                        visit.texts.planAccess.audience,
                        visit.texts.planAccess.audience(plan.access.audience)
                            + (plan.access.members.isEmpty ? "" : ": " + listed.joined(separator: ", "))),
                    Fact(plans.accounts) { a(.href("/accounts?q=\(plan.name)"), text: texts.accountsHave(accounts)) },
                    Fact(texts.version, visit.texts.number(plan.version)),
                    Fact(texts.trialDays, plan.billing.trialDays == 0 ? texts.none : visit.texts.number(plan.billing.trialDays)),
                    Fact(
                        texts.creditLimit,
                        plan.billing.creditLimit == 0
                            ? texts.none : visit.texts.money(Money(minorUnits: plan.billing.creditLimit, plan.currency))),
                    Fact(
                        texts.moneyBackDays, plan.billing.moneyBackDays == 0 ? texts.none : visit.texts.number(plan.billing.moneyBackDays)),
                ])
                if accounts == 0 { linkButton(texts.delete, "\(at)/deletion", kind: .danger) }
            }
            history
        }
    }
}

private func termsTable(_ visit: Visit, _ plan: Plan) -> HTML {
    let (texts, limits, language) = (visit.texts.planWizard, visit.texts.limits, visit.texts.language)
    let rows = ResourceCatalogue.all.compactMap { resource in plan.resources[resource.key].map { (resource, $0) } }.filter {
        $0.1.isIncluded
    }
    if rows.isEmpty { return emptyState(texts.noneTitle, visit.texts.limits.emptyText, icon: .box) }
    return dataTable(
        visit,
        columns: [
            Column<(HostingResource, ResourceTerms)>(limits.resource, .name) { .text($0.0.words(language)) },
            Column(texts.free) { resource, terms in .text(resource.isCountable ? visit.texts.amount(terms.free, of: resource) : "–") },
            Column(limits.most) { resource, terms in
                .text(visit.texts.amount(terms.most, of: resource) + (terms.isHard || !resource.isCountable ? "" : ", \(limits.soft)"))
            },
            Column(texts.prices) { _, terms in
                let said: [(String, Money?)] = [
                    (texts.setupPrice, terms.prices.setup), (texts.recurringPrice, terms.prices.recurring),
                    (texts.usagePrice, terms.prices.usage),
                ]
                let words = said.compactMap { name, price in price.map { "\(name) \(visit.texts.money($0))" } }
                return .text(words.isEmpty ? texts.none : words.joined(separator: ", "))
            },
            Column(limits.state, .state) { _, terms in
                terms.isActivated ? statusBadge(.live, texts.isActivated) : statusBadge(.idle, texts.isIncluded)
            },
        ], rows: rows, rowName: { $0.0.words(language) })
}
