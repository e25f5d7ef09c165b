import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// What a customer's first page shows: his domains as seen from outside, and what he has bought.
struct CustomerHome: Sendable {
    var accounts: [Account]
    var use: [AccountID: PlanUse]
    /// The first ones by name, at most `mostDomains`.
    var domains: [Domain]
    var total: Int
    var states: [DomainID: StatusSummary]

    /// More than these are looked at in the list of domains.
    static let mostDomains = 25

    init(_ features: Features, by actor: Actor, in db: any Connection) throws {
        accounts = try features.accounts.list(AccountFilter(order: .title, limit: 50), by: actor, in: db).accounts
        (domains, total) = try features.hosted.domains.list(DomainFilter(limit: Self.mostDomains), by: actor, in: db)
        states = try features.hosted.summaries(of: domains, in: db)
        let counts = try features.hosted.domains.counts(of: accounts.map(\.id), in: db)
        use = [:]
        for account in accounts {
            use[account.id] = PlanUse(plan: try Plans.find(account.plan, in: db), domains: counts[account.id] ?? 0)
        }
    }
}

func customerHomePage(_ visit: Visit, _ home: CustomerHome, _ parts: HomeParts = HomeParts()) -> Page {
    let texts = visit.texts.home
    let wanted = customersDecisions(visit, home) + parts.decisions
    let mayAdd = home.accounts.contains { $0.state == .active }
    let add = linkButton(visit.texts.domains.add, "/domains/new", kind: .primary, icon: .plus)
    return Page(texts.greeting, summary: texts.customersSummary(home.total, home.accounts.count), actions: mayAdd ? [add] : []) {
        parts.html(.top)
        if !wanted.isEmpty {
            card(texts.wantsAttention, aside: .text(visit.texts.number(wanted.count)), isFlush: true) { decisions(wanted) }
        }
        grid {
            card(
                visit.texts.domains.title,
                aside: home.total > home.domains.count
                    ? a(.href("/domains"), text: "\(visit.texts.panel.all) \(visit.texts.number(home.total))") : nil, isFlush: true
            ) {
                if home.domains.isEmpty {
                    emptyState(visit.texts.domains.emptyTitle, visit.texts.domains.emptyText, icon: .globe) { mayAdd ? add : .nothing }
                } else {
                    dataTable(
                        visit, columns: domainColumns(visit, home.states, sortable: false), rows: home.domains, rowName: { $0.name.display }
                    )
                }
            }
            parts.html(.main)
        } side: {
            card(visit.texts.accounts.title) {
                for account in home.accounts {
                    resourceLine(
                        account.title, link: "/accounts/\(account.number)", note: account.systemUser,
                        state: accountBadge(visit, account.state), share: home.use[account.id]?.share,
                        label: home.use[account.id]?.sentence(visit) ?? "",
                        below: texts.planUse(account.planName, home.use[account.id]?.sentence(visit) ?? ""))
                }
                if home.accounts.isEmpty { p(.class("hint"), text: texts.noAccount) }
            }
            parts.html(.side)
        }
    }
}

private func customersDecisions(_ visit: Visit, _ home: CustomerHome) -> [Decision] {
    let texts = visit.texts.home
    let suspended = home.accounts.filter { $0.state == .suspended }.map { account in
        Decision(
            .warn, icon: .pause, title: texts.accountSuspended(account.title), text: account.suspensionReason ?? "",
            action: linkButton(texts.look, "/accounts/\(account.number)"))
    }
    let failed = home.domains.filter { $0.state == .active && [.failed, .contentMissing].contains(home.states[$0.id]?.state) }.map {
        domain in
        Decision(
            .fail, title: texts.domainFailed(domain.name.display), text: texts.domainFailedText,
            action: linkButton(texts.look, "/domains/\(domain.name)"))
    }
    return suspended + failed
}
