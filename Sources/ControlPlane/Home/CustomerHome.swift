import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Identity
import Persistence
import Presentation
import Websites

/// What a customer's first page shows: his plan and what he uses of it, his domains as seen from outside, the ways to what he does most, himself.
struct CustomerHome: Sendable {
    var accounts: [Account]
    var use: [AccountID: PlanUse]
    /// The first ones by name, at most `mostDomains`.
    var domains: [Domain]
    var total: Int
    var states: [DomainID: StatusSummary]
    /// nil where the provider does not show it, and for staff who have entered the panel.
    var person: Login?
    /// Where he asks for help; empty: the provider has not said.
    var support: String

    /// More than these are looked at in the list of domains.
    static let mostDomains = 25

    init(_ features: Features, by actor: Actor, in db: any Connection) throws {
        accounts = try features.accounts.list(AccountFilter(order: .title, limit: 50), by: actor, in: db).accounts
        (domains, total) = try features.hosted.domains.list(DomainFilter(limit: Self.mostDomains), by: actor, in: db)
        states = try features.hosted.summaries(of: domains, in: db)
        let counts = try features.hosted.domains.counts(of: accounts.map(\.id), in: db)
        use = [:]
        for account in accounts {
            use[account.id] = try PlanUse(of: account, domains: counts[account.id] ?? 0, in: db)
        }
        let settings = try ProviderSettings.current(in: db)
        support = settings.supportAddress
        person = settings.showsPersonalData && actor.impersonator == nil ? try actor.login.flatMap { try Logins.find($0, in: db) } : nil
    }

    /// Domains in use and allowed, of all accounts together; nil as limit: of one of them there is no limit.
    var domainUse: (used: Int, limit: Int?) {
        let uses = accounts.compactMap { use[$0.id] }
        let limits = uses.map(\.limit)
        return (uses.reduce(0) { $0 + $1.domains }, limits.contains(nil) ? nil : limits.reduce(0) { $0 + ($1 ?? 0) })
    }
}

func customerHomePage(_ visit: Visit, _ home: CustomerHome, _ parts: HomeParts = HomeParts()) -> Page {
    let texts = visit.texts.home
    let wanted = customersDecisions(visit, home) + parts.decisions
    let mayAdd = home.accounts.contains { $0.state == .active && $0.login == visit.actor.login }
    let add = linkButton(visit.texts.domains.add, "/domains/new", kind: .primary, icon: .plus)
    return Page(texts.greeting, summary: texts.customersSummary(home.total, home.accounts.count), actions: mayAdd ? [add] : []) {
        parts.html(.top)
        if !wanted.isEmpty {
            card(texts.wantsAttention, aside: .text(visit.texts.number(wanted.count)), isFlush: true) { decisions(wanted) }
        }
        if home.accounts.isEmpty { callout(.idle, texts.noAccount) } else { figures(customersFigures(visit, home)) }
        if !parts.shortcuts.isEmpty { tiles(parts.shortcuts.map(\.tile), label: texts.shortcuts) }
        grid {
            if !home.accounts.isEmpty { customersDomains(visit, home, add: mayAdd ? add : .nothing) }
            parts.html(.main)
            if home.accounts.isEmpty { personCard(visit, home) }
        } side: {
            if !home.accounts.isEmpty {
                customersAccounts(visit, home)
                personCard(visit, home)
            }
            helpCard(visit, home)
            parts.html(.side)
        }
    }
}

/// Plan, domains used and allowed, and how many of them answer.
private func customersFigures(_ visit: Visit, _ home: CustomerHome) -> [Figure] {
    let texts = visit.texts.home
    let plans = Set(home.accounts.map(\.planName))
    let one = home.accounts.count == 1 ? home.accounts.first : nil
    let (used, limit) = home.domainUse
    let left = limit.map { max(0, $0 - used) }
    var figures = [
        Figure(
            texts.plan, plans.count == 1 ? plans.first ?? "" : texts.plans(plans.count),
            note: .text(
                one?.title
                    ?? (plans.count == 1 ? visit.texts.accounts.summary(home.accounts.count) : plans.sorted().joined(separator: ", "))),
            link: one.map { "/accounts/\($0.number)" }),
        Figure(
            visit.texts.domains.title, limit.map { visit.texts.accounts.used(used, of: $0) } ?? visit.texts.number(used),
            note: .text(left.map { $0 == 0 ? texts.allUsed : texts.more($0) } ?? visit.texts.accounts.unlimitedUse(used)),
            link: "/domains"),
    ]
    // Beyond the listed ones the states are looked at in the list of domains.
    // What is for demonstration is seen by nobody from outside.
    if home.total > 0, home.total <= home.domains.count, !home.domains.contains(where: \.isDemo) {
        let live = home.domains.filter { home.states[$0.id]?.state == .live }.count
        figures.append(
            Figure(texts.seenLive, visit.texts.accounts.used(live, of: home.total), note: .text(live == home.total ? texts.allLive : "")))
    }
    return figures
}

private func customersDomains(_ visit: Visit, _ home: CustomerHome, add: HTML) -> HTML {
    card(
        visit.texts.domains.title,
        aside: home.total > home.domains.count
            ? a(.href("/domains"), text: "\(visit.texts.panel.all) \(visit.texts.number(home.total))") : nil, isFlush: true
    ) {
        if home.domains.isEmpty {
            emptyState(visit.texts.domains.emptyTitle, visit.texts.domains.emptyText, icon: .globe) { add }
        } else {
            dataTable(visit, columns: domainColumns(visit, home.states, sortable: false), rows: home.domains, rowName: { $0.name.display })
        }
    }
}

private func customersAccounts(_ visit: Visit, _ home: CustomerHome) -> HTML {
    card(visit.texts.accounts.title) {
        for account in home.accounts {
            resourceLine(
                account.title, link: "/accounts/\(account.number)", note: account.systemUser, state: accountBadge(visit, account.state),
                share: home.use[account.id]?.share, label: home.use[account.id]?.sentence(visit) ?? "",
                below: visit.texts.home.planUse(account.planName, home.use[account.id]?.sentence(visit) ?? ""))
        }
    }
}

/// Who he is to the provider, where the provider shows it (C.END-01).
private func personCard(_ visit: Visit, _ home: CustomerHome) -> HTML? {
    home.person.map { person in
        let texts = visit.texts.profile
        return card(visit.texts.home.you, aside: a(.href("/profile"), text: texts.change)) {
            facts([
                Fact(visit.texts.home.yourName, person.person), Fact(texts.name) { mono(person.name) }, Fact(texts.email, person.email),
            ])
        }
    }
}

private func helpCard(_ visit: Visit, _ home: CustomerHome) -> HTML? {
    if home.support.isEmpty { return nil }
    let texts = visit.texts.home
    let link = Link(outside: home.support.contains("://") ? home.support : "mailto:" + home.support)
    return card(texts.helpTitle) {
        p(.class("hint"), text: texts.helpText)
        if let link { a(.href(link), text: home.support) } else { home.support }
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
