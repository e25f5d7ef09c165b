import Core
import Identity
import Persistence
import Presentation

/// What the list of accounts shows.
struct AccountList: Sendable {
    var rows: [Account]
    var total: Int
    var counts: [Account.State: Int]
    var domains: [AccountID: Int]
}

func accountListPage(_ visit: Visit, _ query: ListState, _ shown: AccountList) -> Page {
    let texts = visit.texts.accounts
    let mayManage = visit.actor.may(.accountManager)
    let alive = (shown.counts[.active] ?? 0) + (shown.counts[.suspended] ?? 0)
    let create = linkButton(texts.new, "/accounts/new", kind: .primary, icon: .plus)
    return Page(texts.title, summary: texts.summary(alive), actions: mayManage ? [userFinder(visit), create] : []) {
        listCard(
            visit, at: "/accounts", state: query,
            columns: [
                Column(texts.account, .name, sort: "title") { account in
                    html {
                        a(.href("/accounts/\(account.number)"), text: account.title)
                        " "
                        span(.class("muted"), text: account.systemUser)
                    }
                },
                Column(texts.owner, key: "owner") { .text($0.loginName) },
                Column(texts.plan, sort: "plan") { .text($0.planName) },
                Column(texts.state, .state) { accountBadge(visit, $0.state) },
                Column(texts.domains, .number, key: "domains") { .text(visit.texts.number(shown.domains[$0.id] ?? 0)) },
                Column(texts.created, sort: "created") { moment(visit, $0.createdAt, text: visit.texts.date($0.createdAt)) },
            ],
            rows: shown.rows, total: shown.total,
            filters: [
                Filter(nil, visit.texts.panel.all, count: alive),
                Filter("suspended", texts.suspended, count: shown.counts[.suspended] ?? 0),
                Filter("trashed", texts.inTrash, count: shown.counts[.trashed] ?? 0),
            ],
            search: texts.search, rowName: { $0.title },
            menu: { account in
                (mayManage ? userLinks(visit, account) : []) + [impersonationButton(visit, account.login)].compactMap { $0 }
            },
            bulk: mayManage
                ? Bulk(
                    "/accounts/bulk",
                    actions: [
                        .init("suspend", texts.suspend, icon: .pause), .init("resume", texts.resume, icon: .play),
                        .init("trash", texts.delete, icon: .trash, kind: .danger),
                    ], key: { String($0.number) }) : nil,
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .people) { mayManage ? create : .nothing })
    }
}

/// The state of an account as a badge.
package func accountBadge(_ visit: Visit, _ state: Account.State) -> HTML {
    let texts = visit.texts.accounts
    return switch state {
    case .active: statusBadge(.live, texts.active)
    case .suspended: statusBadge(.warn, texts.suspended)
    case .trashed, .purged: statusBadge(.idle, texts.trashed)
    }
}

/// How much of its plan an account uses.
package struct PlanUse: Sendable {
    package var plan: Plan?
    package var domains: Int

    /// How many domains the account may have: its own limit, or its plan's; nil is any number.
    package var limit: Int?

    package init(of account: Account, domains: Int, in db: any Connection) throws {
        plan = try Plans.find(account.plan, in: db)
        limit = try Entitlements.of(.domain, for: account, in: db).most.number.map { Int($0) }
        self.domains = domains
    }

    /// 0 to 1; nil when the plan has no limit.
    package var share: Double? {
        limit.map { $0 == 0 ? 1 : Double(domains) / Double($0) }
    }

    /// `3 of 10 domains`, `3 domains`.
    package func sentence(_ visit: Visit) -> String {
        guard let limit else { return visit.texts.accounts.domainsUsed(domains) }
        return visit.texts.accounts.domainsUsed(domains, of: limit)
    }
}

private func planCard(_ visit: Visit, _ account: Account, _ use: PlanUse) -> HTML {
    let (texts, plans) = (visit.texts.accounts, visit.texts.plans)
    return card(texts.plan, aside: .text(account.planName)) {
        facts([
            Fact(texts.domains) {
                HTML.text(use.limit.map { texts.used(use.domains, of: $0) } ?? texts.unlimitedUse(use.domains))
                if let share = use.share { meter(share, label: use.sentence(visit)) }
            },
            Fact(plans.web, plans.terms(use.plan?.terms(of: .web) ?? .notOffered)),
            Fact(plans.php, plans.terms(use.plan?.terms(of: .php) ?? .notOffered)),
            Fact(plans.platform, use.plan?.platform ?? "–"),
        ])
        if let share = use.share, share >= 1 { p(.class("hint"), text: texts.domainsUsedUp) }
        p { a(.href("/accounts/\(account.number)/limits"), text: visit.texts.limits.title) }
        if account.state == .active, visit.actor.mayWork(for: account.login) {
            p { a(.href("/accounts/\(account.number)/plan"), text: visit.texts.planChanges.title) }
        }
    }
}

func accountPage(_ visit: Visit, _ account: Account, _ use: PlanUse, domains: HTML, history: HTML) -> Page {
    let texts = visit.texts.accounts
    return Page(
        account.title, state: accountBadge(visit, account.state), crumbs: [.init(texts.title, "/accounts"), .init(account.systemUser)],
        actions: accountActions(visit, account)
    ) {
        if account.state == .suspended, let reason = account.suspensionReason, let since = account.suspendedAt {
            callout(.warn, reason, title: texts.suspendedSince(visit.texts.date(since)))
        }
        if account.state == .trashed, let until = account.purgeAt {
            callout(.warn, texts.trashedUntil(visit.texts.date(until)))
        }
        grid {
            domains
        } side: {
            planCard(visit, account, use)
            card(texts.facts) {
                facts([
                    Fact(texts.owner) {
                        account.loginName
                        if visit.actor.may(.accountManager) {
                            " "
                            a(.href("/logins/\(account.loginName)/password"), text: visit.texts.profile.giveTitle)
                            ", "
                            a(.href("/logins/\(account.loginName)/look"), text: visit.texts.profile.lookTitle)
                        }
                    },
                    Fact(texts.systemUser) { mono(account.systemUser) }, Fact(texts.home) { mono("/home/\(account.systemUser)") },
                    Fact(texts.server, account.serverName.ascii),
                    Fact(texts.created, visit.texts.date(account.createdAt)),
                ])
            }
            history
        }
    }
}

private func accountActions(_ visit: Visit, _ account: Account) -> [HTML] {
    let enter = [impersonationButton(visit, account.login)].compactMap { $0 }
    return enter + (visit.actor.may(.accountManager) ? managingActions(visit, account) : ownActions(visit, account))
}

private func ownActions(_ visit: Visit, _ account: Account) -> [HTML] {
    account.state == .active && account.login == visit.actor.login ? [addDomainButton(visit, account)] : []
}

private func managingActions(_ visit: Visit, _ account: Account) -> [HTML] {
    let texts = visit.texts.accounts
    let number = account.number
    switch account.state {
    case .active:
        return [
            linkButton(texts.change, "/accounts/\(number)/settings", kind: .quiet, icon: .sliders),
            linkButton(texts.suspend, "/accounts/\(number)/suspension", icon: .pause),
            linkButton(texts.delete, "/accounts/\(number)/deletion", kind: .quiet, icon: .trash), addDomainButton(visit, account),
        ]
    case .suspended:
        return [
            linkButton(texts.change, "/accounts/\(number)/settings", kind: .quiet, icon: .sliders),
            linkButton(texts.delete, "/accounts/\(number)/deletion", kind: .quiet, icon: .trash),
            actionButton(visit, texts.resume, to: "/accounts/\(number)/resumption", kind: .primary, icon: .play),
        ]
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

func accountSettingsPage(_ visit: Visit, _ form: Form, _ account: Account, _ plans: [Plan]) -> Page {
    let texts = visit.texts.accounts
    return Page(texts.change, summary: account.title, crumbs: crumbs(visit, account, texts.change)) {
        card {
            postForm(visit, form) {
                textField(form, "title", label: texts.name, hint: texts.nameHint, isFocused: true, maxlength: 100)
                selectField(
                    form, "plan", label: texts.plan, hint: texts.changePlanHint, choices: plans.map { Choice($0.name, $0.name) })
                formActions {
                    submitButton(texts.save)
                    linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)")
                }
            }
        }
    }
}

func suspensionPage(_ visit: Visit, _ form: Form, _ account: Account) -> Page {
    let texts = visit.texts.accounts
    return Page(texts.suspend, crumbs: crumbs(visit, account, texts.suspend)) {
        card {
            postForm(visit, form) {
                p(text: texts.suspendQuestion)
                textField(form, "reason", label: texts.reason, hint: texts.reasonHint, isFocused: true, maxlength: 200)
                formActions {
                    submitButton(texts.suspend, kind: .danger, icon: .pause)
                    linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)")
                }
            }
        }
    }
}

func deletionPage(_ visit: Visit, _ form: Form, _ account: Account, losses: [String], days: Int) -> Page {
    let texts = visit.texts.accounts
    return Page(texts.delete, crumbs: crumbs(visit, account, texts.delete)) {
        confirmation(
            visit, form, question: texts.deleteQuestion(account.title), losses: losses, keeps: texts.deleteKeeps(days),
            button: texts.delete,
            cancel: "/accounts/\(account.number)")
    }
}

func purgePage(_ visit: Visit, _ form: Form, _ account: Account, losses: [String]) -> Page {
    let texts = visit.texts.accounts
    return Page(texts.purge, crumbs: crumbs(visit, account, texts.purge)) {
        confirmation(
            visit, form, question: texts.purgeQuestion(account.title), losses: losses, keeps: texts.purgeKeeps, button: texts.purge,
            cancel: "/accounts/\(account.number)", typed: (label: texts.typeNumber, hint: "\(account.number) · " + texts.typeNumberHint))
    }
}

/// Stands in the place of the form that deletes for good, for an account that was not deleted.
func notInTrashPage(_ visit: Visit, _ account: Account) -> Page {
    let texts = visit.texts.accounts
    return Page(texts.purge, crumbs: crumbs(visit, account, texts.purge)) {
        callout(.warn, texts.notInTrash(account.title)) { linkButton(texts.delete, "/accounts/\(account.number)/deletion", icon: .trash) }
    }
}

func crumbs(_ visit: Visit, _ account: Account, _ here: String) -> [Page.Crumb] {
    [.init(visit.texts.accounts.title, "/accounts"), .init(account.title, "/accounts/\(account.number)"), .init(here)]
}
