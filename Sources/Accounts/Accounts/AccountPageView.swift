import Core
import Fleet
import Identity
import Persistence
import Presentation

/// What the page of one account shows (H.ADM-03).
struct AccountView: Sendable {
    var account: Account
    var plan: Plan?
    var owner: Login?
    var server: LogicalServer?
    var entitlements: [Entitlement]
    var suspensions: [Suspension]
    var period: AccountPeriod
    /// Its own IP addresses; empty: those of its server.
    var addresses: [OwnAddress]
    /// Whether somebody could choose one.
    var hasAddressesToChoose: Bool
}

/// The tabs of everything that belongs to an account.
enum AccountTab: CaseIterable { case overview, resources, usage, history }

func accountTabs(_ visit: Visit, _ account: Account, _ current: AccountTab) -> [Tab] {
    let texts = visit.texts.accountAdministration
    return AccountTab.allCases.map { tab in
        switch tab {
        case .overview: Tab(texts.overview, "/accounts/\(account.number)", isCurrent: tab == current)
        case .resources: Tab(texts.resources, "/accounts/\(account.number)/limits", isCurrent: tab == current)
        case .usage: Tab(visit.texts.usage.title, "/accounts/\(account.number)/usage", isCurrent: tab == current)
        case .history: Tab(visit.texts.audit.history, "/accounts/\(account.number)/history", isCurrent: tab == current)
        }
    }
}

func accountPage(_ visit: Visit, _ view: AccountView, domains: HTML, history: HTML) -> Page {
    let texts = visit.texts.accounts
    let account = view.account
    return Page(
        account.title, state: accountBadge(visit, account.state), crumbs: [.init(texts.title, "/accounts"), .init(account.systemUser)],
        actions: accountActions(visit, view), tabs: accountTabs(visit, account, .overview)
    ) {
        if account.isDemo { callout(.idle, visit.texts.planAccess.demoText, title: visit.texts.planAccess.demoTitle) }
        if account.state == .trashed, let until = account.purgeAt {
            callout(.warn, texts.trashedUntil(visit.texts.date(until)))
        }
        if account.state != .trashed, !view.suspensions.isEmpty { suspensionsCallout(visit, account, view.suspensions) }
        grid {
            if account.type.hasHome { usageCard(visit, view) } else { callout(.idle, visit.texts.accountAdministration.noHome) }
            domains
        } side: {
            contactCard(visit, view)
            planCard(visit, view)
            periodCard(
                visit, [.init(account: account, period: view.period, charge: view.period.nextCharge(for: view.entitlements))],
                namesPlan: false)
            factsCard(visit, view)
            history
        }
    }
}

/// Each reason with who may lift it; the button only for whoever may, and where there is more than one.
func suspensionsCallout(_ visit: Visit, _ account: Account, _ suspensions: [Suspension]) -> HTML {
    let texts = visit.texts.accountAdministration
    let mayManage = visit.actor.may(.accountManager)
    return stack {
        for suspension in suspensions {
            let who = texts.suspended(by: texts.agent(suspension.agent), actor: suspension.actorName)
            callout(
                .warn, suspension.reason + (mayManage ? " · " + who + " " + texts.mayLift(suspension.agent.liftedBy) : ""),
                title: visit.texts.accounts.suspendedSince(visit.texts.date(suspension.since))
            ) {
                if mayManage, suspensions.count > 1, SuspensionAgent.administrator.mayLift.contains(suspension.agent) {
                    actionButton(
                        visit, texts.lift, to: "/accounts/\(account.number)/suspension-reasons/\(suspension.agent.rawValue)/lifting",
                        icon: .play)
                }
            }
        }
    }
}

/// What is used of what there may be: all that is counted and included, as bars.
private func usageCard(_ visit: Visit, _ view: AccountView) -> HTML {
    let (texts, limits) = (visit.texts.accountAdministration, visit.texts.limits)
    let rows = view.entitlements.compactMap { entitlement -> (HostingResource, Entitlement)? in
        guard let resource = ResourceCatalogue.find(entitlement.resource), resource.isCountable else { return nil }
        return entitlement.most.isAvailable || entitlement.used > 0 ? (resource, entitlement) : nil
    }
    let all = a(.href("/accounts/\(view.account.number)/limits"), text: texts.allResources)
    return card(texts.resources, aside: all) {
        if rows.isEmpty { p(.class("hint"), text: texts.nothingIncluded) }
        facts(
            rows.map { resource, entitlement in
                let label = visit.texts.usedOf(entitlement, of: resource)
                return Fact(resource.words(visit.texts.language)) {
                    HTML.text(label)
                    if let share = entitlement.share { meter(share, label: "\(resource.words(visit.texts.language)), \(label)") }
                    if entitlement.isExceeded {
                        statusBadge(.fail, limits.exceeded)
                    } else if entitlement.left == 0 {
                        statusBadge(.warn, limits.usedUp)
                    }
                }
            })
        if view.entitlements.contains(where: { $0.resource == .domain && $0.left == 0 && $0.used > 0 }) {
            p(.class("hint"), text: visit.texts.accounts.domainsUsedUp)
        }
    }
}

private func contactCard(_ visit: Visit, _ view: AccountView) -> HTML {
    let (texts, accounts) = (visit.texts.accountAdministration, visit.texts.accounts)
    let login = view.account.loginName
    return card(texts.contactCard) {
        facts([
            Fact(texts.person, view.owner?.person ?? "–"),
            Fact(accounts.email) { mailLink(view.owner?.email) },
            Fact(accounts.owner) { mono(login) },
            Fact(texts.language, view.owner?.language.flatMap(Language.init(rawValue:))?.ownName ?? visit.texts.profile.languageDefault),
        ])
        if visit.actor.may(.accountManager) {
            p {
                a(.href("/logins/\(login)/email"), text: visit.texts.profile.emailTitle)
                " · "
                a(.href("/logins/\(login)/password"), text: visit.texts.profile.giveTitle)
                " · "
                a(.href("/logins/\(login)/look"), text: visit.texts.profile.lookTitle)
            }
        }
    }
}

private func mailLink(_ address: String?) -> HTML {
    guard let address, let link = Link(outside: "mailto:" + address) else { return .text(address ?? "–") }
    return a(.href(link), text: address)
}

private func planCard(_ visit: Visit, _ view: AccountView) -> HTML {
    let (texts, plans) = (visit.texts.accounts, visit.texts.plans)
    let administration = visit.texts.accountAdministration
    let account = view.account
    return card(texts.plan) {
        facts([
            Fact(texts.plan) {
                if visit.actor.may(.planManager) {
                    a(.href("/plans/\(account.plan)"), text: account.planName)
                } else {
                    account.planName
                }
            },
            Fact(
                administration.version,
                view.plan.map { $0.version == account.planVersion ? String(account.planVersion) : "\(account.planVersion) / \($0.version)" }
                    ?? String(account.planVersion)),
            Fact(administration.type, administration.type(account.type)),
            Fact(plans.web, plans.terms(view.plan?.terms(of: .web) ?? .notOffered)),
            Fact(plans.php, plans.terms(view.plan?.terms(of: .php) ?? .notOffered)),
            Fact(plans.platform, view.plan?.platform ?? "–"),
        ])
        if account.state == .active, visit.actor.mayWork(for: account.login) {
            p { a(.href("/accounts/\(account.number)/plan"), text: visit.texts.planChanges.title) }
        }
    }
}

private func factsCard(_ visit: Visit, _ view: AccountView) -> HTML {
    let (texts, administration) = (visit.texts.accounts, visit.texts.accountAdministration)
    let account = view.account
    var rows = [Fact(administration.number, String(account.number))]
    if account.type.hasHome {
        rows += [
            Fact(texts.systemUser) { mono(account.systemUser) }, Fact(texts.home) { mono("/home/\(account.systemUser)") },
            Fact(texts.server, account.serverName.ascii),
            Fact(administration.addresses) { addressFact(visit, view) },
        ]
    }
    rows.append(Fact(texts.created, visit.texts.date(account.createdAt)))
    return card(texts.facts) { facts(rows) }
}

/// Where its websites are: its own address in place of the server's of the same family, and the way to change it.
@HTMLBuilder private func addressFact(_ visit: Visit, _ view: AccountView) -> [HTML] {
    let texts = visit.texts.addresses
    let families = Set(view.addresses.map(\.address.family))
    for own in view.addresses {
        div {
            mono(own.address.text)
            span(.class("hint"), text: " " + (own.isExclusive ? texts.onlyHere : texts.withOthers))
        }
    }
    for shared in (view.server?.addresses ?? []).filter({ !families.contains($0.family) }) { div { mono(shared.text) } }
    if view.account.trashedAt == nil, !view.account.isDemo, visit.actor.mayWork(for: view.account.login),
        view.hasAddressesToChoose || !view.addresses.isEmpty
    {
        a(.href("/accounts/\(view.account.number)/address"), text: texts.change)
    }
}

// MARK: Controls

private func accountActions(_ visit: Visit, _ view: AccountView) -> [HTML] {
    let account = view.account
    let enter = [impersonationButton(visit, account.login)].compactMap { $0 }
    return enter + (visit.actor.may(.accountManager) ? managingActions(visit, view) : ownActions(visit, account))
}

private func ownActions(_ visit: Visit, _ account: Account) -> [HTML] {
    account.state == .active && account.login == visit.actor.login && account.type.hasHome ? [addDomainButton(visit, account)] : []
}

private func managingActions(_ visit: Visit, _ view: AccountView) -> [HTML] {
    let texts = visit.texts.accounts
    let (account, number) = (view.account, view.account.number)
    let change = linkButton(texts.change, "/accounts/\(number)/settings", kind: .quiet, icon: .sliders)
    let recreate =
        visit.actor.may(.recreationTool) && account.type.hasHome
        ? [linkButton(visit.texts.recreation.button, "/accounts/\(number)/recreation", kind: .quiet, icon: .restore)] : []
    let delete = linkButton(texts.delete, "/accounts/\(number)/deletion", kind: .quiet, icon: .trash)
    switch account.state {
    case .active:
        let suspend = linkButton(texts.suspend, "/accounts/\(number)/suspension", icon: .pause)
        return [change] + recreate + [suspend, delete] + (account.type.hasHome ? [addDomainButton(visit, account)] : [])
    case .suspended:
        let mayLift = view.suspensions.contains { SuspensionAgent.administrator.mayLift.contains($0.agent) }
        let more = linkButton(visit.texts.accountAdministration.addReason, "/accounts/\(number)/suspension", kind: .quiet, icon: .pause)
        let resume = actionButton(visit, texts.resume, to: "/accounts/\(number)/resumption", kind: .primary, icon: .play)
        return [change] + recreate + [more, delete] + (mayLift ? [resume] : [])
    case .trashed:
        return [
            linkButton(texts.purge, "/accounts/\(number)/purge", kind: .quiet, icon: .trash),
            actionButton(visit, texts.restore, to: "/accounts/\(number)/restoration", kind: .primary, icon: .restore),
        ]
    case .purged: return []
    }
}

private func addDomainButton(_ visit: Visit, _ account: Account) -> HTML {
    linkButton(
        visit.texts.accounts.addDomain, Link("/domains/new").with([("account", String(account.number))]), kind: .primary, icon: .plus)
}
