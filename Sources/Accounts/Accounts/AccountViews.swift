import Core
import Identity
import Persistence
import Presentation

/// What the list of accounts shows.
struct AccountList: Sendable {
    var rows: [Account]
    /// The cursor of the next rows; nil at the end.
    var next: String?
    /// nil when nobody has counted.
    var total: Int?
    var counts: [Account.State: Int]
    var domains: [AccountID: Int]
    /// Names of the plans to choose from.
    var plans: [String]
}

func accountListPage(_ visit: Visit, _ query: ListState, _ shown: AccountList, form: Form, refusal: Fault?) -> Page {
    let texts = visit.texts.accounts
    let administration = visit.texts.accountAdministration
    let mayManage = visit.actor.may(.accountManager)
    let seesAll = visit.actor.reach == .everything
    let alive = (shown.counts[.active] ?? 0) + (shown.counts[.suspended] ?? 0)
    let create = linkButton(texts.new, "/accounts/new", kind: .primary, icon: .plus)
    // Most have users' accounts only, and the room is better used.
    let types =
        shown.rows.contains { $0.type != .user }
        ? [Column<Account>(administration.type, key: "type") { .text(administration.type($0.type)) }] : []
    return Page(texts.title, summary: texts.summary(alive), actions: mayManage ? [userFinder(visit), create] : []) {
        if let refusal { callout(.warn, refusal.fields.map { visit.texts.sentence($0) }.joined(separator: " "), isAlert: true) }
        listCard(
            visit, at: "/accounts", state: query,
            columns: [
                Column(texts.account, .name, sort: "title") { account in
                    html {
                        a(.href("/accounts/\(account.number)"), text: account.title)
                        " "
                        span(.class("muted"), text: account.type.hasHome ? account.systemUser : String(account.number))
                    }
                },
                Column(administration.numberShort, .number, sort: "number") { .text(String($0.number)) },
                Column(texts.owner, key: "owner") { .text($0.loginName) },
                Column(texts.plan, sort: "plan") { .text($0.planName) },
                Column(texts.state, .state) { accountBadge(visit, $0.state) },
                Column(texts.domains, .number, key: "domains") { .text(visit.texts.number(shown.domains[$0.id] ?? 0)) },
                Column(texts.created, sort: "created") { moment(visit, $0.createdAt, text: visit.texts.date($0.createdAt)) },
            ] + types,
            rows: shown.rows, total: shown.total, following: Following(shown.next),
            filters: [
                Filter(nil, visit.texts.panel.all, count: alive),
                Filter("suspended", texts.suspended, count: shown.counts[.suspended] ?? 0),
                Filter("trashed", texts.inTrash, count: shown.counts[.trashed] ?? 0),
            ],
            search: seesAll ? administration.placeholder : texts.search, rowName: { $0.title },
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
            tools: seesAll ? accountSearchForm(visit, query, form, plans: shown.plans) : .nothing,
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .people) { mayManage ? create : .nothing })
    }
}

/// One field for each column that accounts are looked for by (H.ADM-01, -02). Open when it narrows the list.
private func accountSearchForm(_ visit: Visit, _ query: ListState, _ state: Form, plans: [String]) -> HTML {
    let texts = visit.texts.accountAdministration
    return details(.class("list-filters"), .open(!query.narrowing.isEmpty)) {
        summary(text: texts.moreFilters)
        form(.class("form wide"), .method("get"), .action("/accounts"), .role("search"), .ariaLabel(texts.moreFilters)) {
            if !query.search.isEmpty { hiddenField("q", query.search) }
            if let filter = query.filter { hiddenField("state", filter) }
            hiddenField("sort", (query.isDescending ? "-" : "") + query.sort)
            fieldRow {
                textField(state, "number", label: texts.number, isRequired: false, maxlength: 20)
                textField(state, "login", label: texts.login, kind: .domain, isRequired: false, maxlength: 64)
                textField(state, "contact", label: texts.contact, hint: texts.contactHint, isRequired: false, maxlength: 100)
            }
            fieldRow {
                textField(state, "domain", label: texts.domain, hint: texts.domainHint, kind: .domain, isRequired: false, maxlength: 100)
                textField(state, "address", label: texts.address, hint: texts.addressHint, kind: .domain, isRequired: false, maxlength: 45)
                selectField(
                    state, "plan", label: texts.plan, choices: plans.map { Choice($0, $0) }, none: texts.anyPlan, isRequired: false)
            }
            fieldRow {
                selectField(
                    state, "type", label: texts.type, choices: AccountType.allCases.map { Choice($0.rawValue, texts.type($0)) },
                    none: texts.anyType, isRequired: false)
                textField(state, "from", label: texts.from, kind: .date, isRequired: false)
                textField(state, "to", label: texts.to, kind: .date, isRequired: false)
            }
            formActions {
                submitButton(texts.show)
                if !query.narrowing.isEmpty { linkButton(texts.clear, "/accounts", kind: .quiet) }
            }
        }
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

func suspensionPage(_ visit: Visit, _ form: Form, _ account: Account, _ suspensions: [Suspension]) -> Page {
    let (texts, administration) = (visit.texts.accounts, visit.texts.accountAdministration)
    return Page(texts.suspend, crumbs: crumbs(visit, account, texts.suspend)) {
        if !suspensions.isEmpty { suspensionsCallout(visit, account, suspensions) }
        card {
            postForm(visit, form) {
                p(text: texts.suspendQuestion)
                textField(form, "reason", label: texts.reason, hint: texts.reasonHint, isFocused: true, maxlength: 200)
                selectField(
                    form, "agent", label: administration.agent, hint: administration.agentHint,
                    choices: SuspensionAgent.ofStaff.map { agent in Choice(agent.rawValue, administration.agent(agent)) })
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
