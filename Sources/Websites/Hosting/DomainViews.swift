import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Presentation

/// What the page of a domain shows.
struct DomainView: Sendable {
    var domain: Domain
    var site: Website?
    var parts: [PartStatus]
    var webEndpoints: [Endpoint]
    var nameServers: [LogicalServer]
    /// What to give the registrar; nil where none is involved.
    var delegation: Delegation?
    var zone: Zone?
    var records: [ZoneRecord]
    /// Says on which terms each option can be had.
    var plan: Plan?

    func terms(of option: WebOption) -> OptionTerms { plan?.terms(of: option) ?? .notOffered }
}

/// What the list of domains shows.
struct DomainList: Sendable {
    var rows: [Domain]
    var total: Int
    var all: Int
    var states: [DomainID: StatusSummary]
    var mayAdd: Bool
}

extension LiveState {
    /// The colour that goes with the word.
    package var tone: Tone {
        switch self {
        case .wanted, .applying: .busy
        case .live: .live
        case .failed: .fail
        case .contentMissing: .warn
        case .removed: .idle
        }
    }
}

/// The state of a domain in a word: what people decide (suspended, trash) before what servers say.
func domainBadge(_ visit: Visit, _ domain: Domain, _ summary: StatusSummary?) -> HTML {
    let texts = visit.texts.domains
    let target = "badge-\(domain.id)"
    return switch domain.state {
    case .trashed, .purged: statusBadge(.idle, visit.texts.accounts.trashed, target: target)
    case .suspended: statusBadge(.warn, texts.suspended, target: target)
    case .active where domain.isDemo: statusBadge(.idle, visit.texts.planAccess.demo, target: target)
    case .active: statusBadge(summary?.state.tone ?? .idle, texts.word(summary?.state ?? .removed), target: target)
    }
}

func domainListPage(_ visit: Visit, _ query: ListState, _ shown: DomainList) -> Page {
    let texts = visit.texts.domains
    let add = linkButton(texts.add, "/domains/new", kind: .primary, icon: .plus)
    return Page(texts.title, summary: texts.summary(shown.all), actions: shown.mayAdd ? [add] : []) {
        listCard(
            visit, at: "/domains", state: query, columns: domainColumns(visit, shown.states, sortable: true), rows: shown.rows,
            total: shown.total,
            filters: [
                Filter(nil, visit.texts.panel.all), Filter("active", texts.active), Filter("suspended", texts.suspended),
                Filter("trashed", texts.trash),
            ] + (visit.actor.may(.accountManager) ? [Filter("unregistered", visit.texts.registration.toRegister)] : []),
            search: texts.search, rowName: { $0.name.display },
            // Staff who only look have nothing to do with rows.
            bulk: visit.actor.reach == .everything && !visit.actor.may(.accountManager)
                ? nil
                : Bulk(
                    "/domains/bulk",
                    actions: query.filter == "trashed"
                        ? [.init("restore", texts.restore, icon: .restore)]
                        : [.init("apply", texts.tryAgain, icon: .restore), .init("trash", texts.delete, icon: .trash, kind: .danger)],
                    key: { $0.name.ascii }),
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .globe) { shown.mayAdd ? add : .nothing })
    }
}

package func domainColumns(_ visit: Visit, _ states: [DomainID: StatusSummary], sortable: Bool) -> [Column<Domain>] {
    let texts = visit.texts.domains
    var columns = [
        Column<Domain>(texts.domain, .name, sort: sortable ? "name" : nil) {
            a(.href("/domains/\($0.name)"), text: $0.name.display)
        }
    ]
    if sortable {
        columns.append(
            Column(texts.account, sort: "account") { domain in
                html {
                    a(
                        .class("quiet-link"), .href("/accounts/\(domain.accountNumber)"),
                        text: "\(domain.systemUser) · \(domain.accountTitle)")
                }
            })
    }
    columns.append(Column(texts.state, .state) { domainBadge(visit, $0, states[$0.id]) })
    columns.append(
        Column(texts.added, sort: sortable ? "created" : nil) { moment(visit, $0.createdAt, text: visit.texts.date($0.createdAt)) })
    return columns
}

func newDomainPage(_ visit: Visit, _ form: Form, _ accounts: [Choice]) -> Page {
    let texts = visit.texts.domains
    return Page(texts.add, crumbs: [.init(texts.title, "/domains"), .init(texts.add)]) {
        if accounts.isEmpty {
            if visit.actor.may(.accountManager) {
                callout(.warn, texts.noAccountText, title: texts.noAccountTitle) {
                    linkButton(visit.texts.accounts.new, "/accounts/new", kind: .primary)
                }
            } else {
                callout(.warn, texts.noAccountAsk, title: texts.noAccountTitle)
            }
        }
        grid {
            if !accounts.isEmpty {
                card {
                    postForm(visit, form) {
                        textField(
                            form, "name", label: texts.name, hint: texts.nameHint, kind: .domain, placeholder: "example.org",
                            isFocused: true)
                        selectField(
                            form, "account", label: texts.account, choices: accounts, none: accounts.count == 1 ? nil : texts.chooseAccount)
                        textField(
                            form, "documentRoot", label: texts.documentRoot, hint: texts.documentRootHint, kind: .domain,
                            placeholder: "example.org/public", isRequired: false)
                        formActions {
                            submitButton(texts.add)
                            linkButton(visit.texts.panel.cancel, "/domains")
                        }
                    }
                }
            }
        } side: {
            card(texts.whatHappens) {
                ul(.class("plain-list")) { for line in texts.whatHappensLines { li(text: line) } }
            }
        }
    }
}

/// The frame of all pages of one domain.
func domainFrame(_ visit: Visit, _ view: DomainView, tab: String, @HTMLBuilder content: () -> [HTML]) -> Page {
    let texts = visit.texts.domains
    let domain = view.domain
    let path: Link = "/domains/\(domain.name)"
    return Page(
        domain.name.display, state: domainBadge(visit, domain, view.parts.summary),
        crumbs: [
            .init(texts.title, "/domains"), .init("\(domain.systemUser) · \(domain.accountTitle)", "/accounts/\(domain.accountNumber)"),
        ],
        actions: domainActions(visit, view),
        tabs: [
            Tab(texts.overview, path, isCurrent: tab == "overview"), Tab(texts.website, "\(path)/website", isCurrent: tab == "website"),
            Tab(texts.dns, "\(path)/dns", count: view.records.count, isCurrent: tab == "dns"),
            Tab(texts.logs, "\(path)/logs", isCurrent: tab == "logs"),
        ], content: content)
}

private func domainActions(_ visit: Visit, _ view: DomainView) -> [HTML] {
    let texts = visit.texts.domains
    let path: Link = "/domains/\(view.domain.name)"
    let mayWork = visit.actor.mayWork(for: view.domain.owner)
    if !mayWork, view.domain.state == .trashed { return [] }
    guard view.domain.trashedAt == nil else {
        return [
            linkButton(texts.purge, "\(path)/purge", kind: .quiet, icon: .trash),
            actionButton(visit, texts.restore, to: "\(path)/restoration", kind: .primary, icon: .restore),
        ]
    }
    guard view.domain.state != .trashed else { return [] }
    let visitLink = siteAddress(view).flatMap(Link.init(outside:)).map {
        linkButton(texts.visit, $0, icon: .external, newTab: true)
    }
    let delete = linkButton(texts.delete, "\(path)/deletion", kind: .quiet, icon: .trash)
    return (mayWork ? [delete] : []) + (visitLink.map { [$0] } ?? [])
}

/// `http://example.org`, with the port where it is not the usual one.
func siteAddress(_ view: DomainView) -> String? {
    guard view.site?.isOn == true, !view.domain.isDemo, let port = view.webEndpoints.first?.port else { return nil }
    return "http://\(view.domain.name)" + (port == 80 ? "" : ":\(port)")
}

func domainPage(_ visit: Visit, _ view: DomainView, history: HTML) -> Page {
    let texts = visit.texts.domains
    let domain = view.domain
    return domainFrame(visit, view, tab: "overview") {
        if let until = domain.purgeAt { callout(.warn, texts.trashedUntil(visit.texts.date(until))) }
        if domain.state == .suspended { callout(.warn, texts.suspendedText, title: texts.suspendedTitle) }
        if domain.isDemo {
            callout(.idle, visit.texts.planAccess.demoText, title: visit.texts.planAccess.demoTitle)
        } else {
            domainTruth(visit, view)
        }
        grid {
            if !domain.isDemo { delegationCard(visit, view) }
            if !domain.isDemo, let site = view.site, let line = curlLine(view, path: "/") {
                card(texts.tryIt) {
                    codeLine(visit, line, label: texts.website)
                    for server in view.nameServers.sorted(by: { $0.number < $1.number }) {
                        if let end = server.endpoints.first {
                            codeLine(
                                visit, "dig @\(end.address) -p \(end.port) \(domain.name) SOA +short",
                                label: server.name.labels.first.map(String.init))
                        }
                    }
                    if !site.isOn { p(.class("hint"), text: texts.webIsOff) }
                }
            }
        } side: {
            registrationCard(visit, view)
            card(texts.account, aside: a(.href("/accounts/\(domain.accountNumber)"), text: domain.systemUser)) {
                facts([
                    Fact(texts.plan, domain.planName),
                    Fact(texts.documentRoot) { mono("/\(view.site?.documentRoot.description ?? "")") },
                    Fact(texts.addresses) {
                        for endpoint in view.webEndpoints { div { mono(endpoint.address.text) } }
                    },
                    Fact(texts.serial, view.zone.map { String($0.serial) } ?? "–"),
                    Fact(texts.added, visit.texts.date(domain.createdAt)),
                ])
            }
            history
        }
    }
}

private func curlLine(_ view: DomainView, path: String) -> String? {
    guard let end = view.webEndpoints.first else { return nil }
    return "curl --resolve \(view.domain.name):\(end.port):\(end.address.inURL) http://\(view.domain.name):\(end.port)\(path)"
}

/// When a failed part is tried again, as a sentence.
package func nextTry(_ visit: Visit, at: Timestamp) -> String {
    let wait = at - visit.now
    return wait < .seconds(1) ? visit.texts.domains.triesNow : visit.texts.domains.nextTry(visit.texts.duration(wait))
}

/// What is seen from outside, and what is in the way; changes by itself while the page is open.
func domainTruth(_ visit: Visit, _ view: DomainView) -> HTML {
    let texts = visit.texts.domains
    let views = outsideViews(visit, view)
    let mayWork = visit.actor.mayWork(for: view.domain.owner)
    let newest = view.parts.map(\.status.since).max()
    return livePart("domain-\(view.domain.id)") {
        seenFromOutside(
            visit, views, checked: newest,
            again: view.domain.state == .trashed || !mayWork ? nil : "/domains/\(view.domain.name)/application")
        for part in view.parts where part.status.state == .failed || part.status.state == .contentMissing {
            let next = part.status.nextTry.map { nextTry(visit, at: $0) } ?? ""
            callout(
                part.status.state == .failed ? .fail : .warn,
                part.status.state == .failed
                    ? [visit.texts.nodes.failure(part.status.failureKey), texts.failedHelp, next].compactMap { $0 }.joined(separator: " ")
                    : texts.contentMissingHelp,
                title: part.status.state == .failed ? texts.failedOn(part.status.serverName.ascii) : texts.word(.contentMissing),
                words: part.status.state == .failed ? part.status.words : nil
            ) {
                if part.kind == .website { linkButton(texts.websiteOptions, "/domains/\(view.domain.name)/website") }
                if mayWork { actionButton(visit, texts.tryAgain, to: "/domains/\(view.domain.name)/application") }
            }
        }
        if let silent = view.parts.compactMap(\.status.nodeSilentSince).min() {
            callout(.warn, texts.silentSince(visit.texts.duration(visit.now - silent)))
        }
    }
}

private func outsideViews(_ visit: Visit, _ view: DomainView) -> [OutsideView] {
    let texts = visit.texts.domains
    var views: [OutsideView] = []
    for part in view.parts {
        let state = part.status.state
        let title = part.kind == .website ? texts.website : "\(texts.dns) · \(part.status.serverName.labels.first ?? "")"
        let shown =
            state == .failed
            ? texts.failedTitle : visit.texts.nodes.failure(part.status.failureKey) ?? visit.texts.nodes.seen(part.status.words)
        let isNeutral = part.kind == .website && state == .live && view.domain.state == .suspended
        views.append(
            OutsideView(
                title, isNeutral ? .warn : state.tone, isNeutral ? texts.neutralPage : texts.word(state),
                lines: [
                    .text(shown.isEmpty ? texts.since(visit.texts.duration(visit.now - part.status.since)) : shown),
                    .text(part.status.serverName.ascii),
                ]))
    }
    if view.site == nil || view.site?.isOn == false, !views.contains(where: { $0.title == texts.website }) {
        views.insert(OutsideView(texts.website, .idle, texts.off, lines: [.text(texts.webIsOff)]), at: 0)
    }
    return views
}

func websitePage(_ visit: Visit, _ view: DomainView, _ form: Form) -> Page {
    let texts = visit.texts.domains
    let mayWork = visit.actor.mayWork(for: view.domain.owner)
    return domainFrame(visit, view, tab: "website") {
        grid {
            card(texts.options, aside: .text(view.domain.planName), isFlush: true) { optionTable(visit, view) }
            card(texts.documentRoot) {
                if mayWork {
                    postForm(visit, form) {
                        textField(form, "documentRoot", label: texts.documentRoot, hint: texts.documentRootHint, kind: .domain)
                        formActions { submitButton(texts.save) }
                    }
                } else {
                    mono("/\(view.site?.documentRoot.description ?? "")")
                }
            }
        } side: {
            card(texts.website) {
                facts([
                    Fact(texts.names) { for name in Website.names(of: view.domain.name) { div(text: name.display) } },
                    Fact(texts.addresses) { for end in view.webEndpoints { div { mono("\(end.address.inURL):\(end.port)") } } },
                ])
            }
            if mayWork {
                card(texts.restoreIndex) {
                    p(.class("hint"), text: texts.restoreIndexHint)
                    actionButton(visit, texts.restoreIndex, to: "/domains/\(view.domain.name)/index-page", icon: .restore)
                }
            }
        }
    }
}

private struct OptionRow {
    var name: String
    var hint: String
    var isOn: Bool
    var price: String
    var action: HTML
}

/// Every option of the website: whether it is on, what it costs, and the way to change it.
private func optionTable(_ visit: Visit, _ view: DomainView) -> HTML {
    let (texts, plans) = (visit.texts.domains, visit.texts.plans)
    let path: Link = "/domains/\(view.domain.name)"
    let isOpen =
        (view.domain.state == .active || view.domain.state == .suspended) && visit.actor.mayWork(for: view.domain.owner)
    var rows = WebOption.allCases.map { option -> OptionRow in
        let isOn = view.site?.isOn(option) ?? false
        let mayTurn = isOpen && (isOn || view.terms(of: option).isOffered)
        return OptionRow(
            name: plans.name(of: option), hint: option == .web ? texts.onOffHint : texts.phpHint, isOn: isOn,
            price: plans.terms(view.terms(of: option)),
            action: mayTurn
                ? linkButton(isOn ? texts.turnOff : texts.turnOn, "\(path)/website/\(option.rawValue)", icon: isOn ? .pause : .play)
                : .nothing)
    }
    rows.append(
        OptionRow(
            name: texts.firstPage, hint: texts.firstPageHint, isOn: true, price: plans.included,
            action: .nothing))
    rows.append(
        OptionRow(name: texts.logs, hint: texts.logsHint, isOn: true, price: plans.included, action: linkButton(texts.logs, "\(path)/logs"))
    )
    return dataTable(
        visit,
        columns: [
            Column<OptionRow>(texts.option, .name) { row in
                html {
                    HTML.text(row.name)
                    p(.class("hint"), text: row.hint)
                }
            },
            Column(texts.state, .state) { statusBadge($0.isOn ? .live : .idle, $0.isOn ? texts.on : texts.off) },
            Column(texts.price) { .text($0.price) },
            Column("", .state) { $0.action },
        ], rows: rows, rowName: { $0.name })
}

/// Asks before an option is turned on or off. `fields` go with the answer: what is wanted, and the price as it is shown.
func optionPage(_ visit: Visit, _ view: DomainView, _ option: WebOption, _ form: Form, _ fields: [String: String]) -> Page {
    let (texts, plans) = (visit.texts.domains, visit.texts.plans)
    let turnsOn = fields["turn"] == "on"
    let name = plans.name(of: option)
    let title = turnsOn ? texts.turnOn(name) : texts.turnOff(name)
    let terms = view.terms(of: option)
    let price =
        terms.price.map { texts.costs(name, plans.monthly($0)) } ?? (terms == .included ? texts.included(in: view.domain.planName) : "")
    let back: Link = "/domains/\(view.domain.name)/website"
    return Page(title, crumbs: [.init(view.domain.name.display, "/domains/\(view.domain.name)"), .init(texts.website, back), .init(title)])
    {
        card {
            postForm(visit, form) {
                for (field, value) in fields.sorted(by: { $0.key < $1.key }) { hiddenField(field, value) }
                div(.class("confirmation")) {
                    p(.class("question"), text: turnsOn ? price : option == .web ? texts.onOffHint : texts.phpHint)
                    if turnsOn, terms == .notOffered { p(.class("hint"), text: texts.notIncluded(in: view.domain.planName)) }
                }
                formActions {
                    submitButton(turnsOn ? texts.turnOn : texts.turnOff)
                    linkButton(visit.texts.panel.cancel, back)
                }
            }
        }
    }
}

func zonePage(_ visit: Visit, _ view: DomainView) -> Page {
    let texts = visit.texts.domains
    let mayWork = visit.actor.mayWork(for: view.domain.owner) && view.domain.state != .trashed
    let path: Link = "/domains/\(view.domain.name)/dns"
    guard view.zone != nil else {
        return domainFrame(visit, view, tab: "dns") {
            card {
                emptyState(visit.texts.registration.noZoneTitle, visit.texts.registration.noZoneText, icon: .globe) {
                    if mayWork { actionButton(visit, visit.texts.registration.serve, to: path, kind: .primary) }
                }
            }
        }
    }
    return domainFrame(visit, view, tab: "dns") {
        card(isFlush: true) {
            dataTable(
                visit,
                columns: [
                    Column<ZoneRecord>(texts.record, .name) { mono($0.name.display) },
                    Column(texts.type, .state) { .text($0.type) },
                    Column(texts.timeToLive, .number) { .text(visit.texts.number($0.timeToLive)) },
                    Column(texts.data) { record in
                        switch record.data {
                        case .soa: mono(record.presentation.replacing(". 10800", with: ". \(view.zone?.serial ?? 0) 10800"))
                        default: mono(record.presentation)
                        }
                    },
                ], rows: view.records, rowName: { "\($0.name) \($0.type)" })
        }
        delegationCard(visit, view)
        if mayWork {
            card(visit.texts.registration.elsewhereTitle) {
                p(.class("hint"), text: visit.texts.registration.elsewhereText)
                linkButton(visit.texts.registration.stopServing, "\(path)/deletion", kind: .quiet, icon: .trash)
            }
        }
    }
}

func zoneDeletionPage(_ visit: Visit, _ view: DomainView, _ form: Form) -> Page {
    let texts = visit.texts.registration
    return Page(texts.stopServing, crumbs: deletionCrumbs(visit, view, texts.stopServing)) {
        confirmation(
            visit, form, question: texts.stopQuestion(view.domain.name.display),
            losses: view.zone == nil ? [] : [texts.losesRecords(view.records.count)], keeps: texts.stopKeeps, button: texts.stopServing,
            cancel: "/domains/\(view.domain.name)/dns")
    }
}

/// Whether the provider registers the name. The customer sees it once there is something to see.
private func registrationCard(_ visit: Visit, _ view: DomainView) -> HTML? {
    let domain = view.domain
    let texts = visit.texts.registration
    let mayChange = visit.actor.may(.accountManager) && domain.state != .trashed
    guard mayChange || domain.registration != .none else { return nil }
    let path: Link = "/domains/\(domain.name)/registration"
    func button(_ registration: Domain.Registration, _ text: String, _ kind: ButtonKind) -> HTML {
        actionButton(visit, text, to: path, kind: kind, values: [("registration", registration.rawValue)])
    }
    return card(texts.title) {
        p {
            switch domain.registration {
            case .none: statusBadge(.idle, texts.elsewhere)
            case .wanted: statusBadge(.busy, texts.wanted)
            case .registered: statusBadge(.live, texts.registered)
            }
            if let since = domain.registrationSince { span(.class("hint")) { ago(visit, since) } }
        }
        if mayChange {
            div(.class("row")) {
                switch domain.registration {
                case .none: button(.wanted, texts.order, .plain)
                case .wanted:
                    button(.registered, texts.isDone, .primary)
                    button(.none, texts.takeBack, .quiet)
                case .registered: button(.none, texts.takeBack, .quiet)
                }
            }
        }
    }
}

func logsPage(_ visit: Visit, _ view: DomainView, log: SiteLog, lines: [String], problem: Fault?) -> Page {
    let texts = visit.texts.domains
    let path: Link = "/domains/\(view.domain.name)/logs"
    return domainFrame(visit, view, tab: "logs") {
        card(log == .access ? texts.accessLog : texts.errorLog, aside: .text(texts.logOf(200))) {
            nav(.class("chips"), .ariaLabel(texts.logs)) {
                a(.class("chip"), .href(path), .ariaCurrent(log == .access ? "true" : nil), text: texts.accessLog)
                a(.class("chip"), .href(path.with([("log", "error")])), .ariaCurrent(log == .error ? "true" : nil), text: texts.errorLog)
            }
            if let problem {
                callout(.warn, visit.texts.sentence(problem))
            } else {
                logViewer(visit, lines.map { LogLine($0) }, label: log == .access ? texts.accessLog : texts.errorLog)
            }
        }
    }
}

func domainDeletionPage(_ visit: Visit, _ view: DomainView, _ form: Form, days: Int) -> Page {
    let texts = visit.texts.domains
    return Page(texts.delete, crumbs: deletionCrumbs(visit, view, texts.delete)) {
        confirmation(
            visit, form, question: texts.deleteQuestion(view.domain.name.display), losses: losses(visit, view),
            keeps: texts.deleteKeeps(days),
            button: texts.delete, cancel: "/domains/\(view.domain.name)",
            fields: [
                radioField(
                    form, "content", label: texts.content,
                    choices: [Choice("keep", texts.keepContent), Choice("remove", texts.removeContent)])
            ])
    }
}

func domainPurgePage(_ visit: Visit, _ view: DomainView, _ form: Form) -> Page {
    let texts = visit.texts.domains
    return Page(texts.purge, crumbs: deletionCrumbs(visit, view, texts.purge)) {
        confirmation(
            visit, form, question: texts.purgeQuestion(view.domain.name.display), losses: losses(visit, view), keeps: texts.purgeKeeps,
            button: texts.purge, cancel: "/domains/\(view.domain.name)", typed: (label: texts.typeName, hint: view.domain.name.ascii))
    }
}

/// Stands in the place of the form that deletes for good, for a domain that was not deleted.
func domainNotInTrashPage(_ visit: Visit, _ view: DomainView) -> Page {
    let texts = visit.texts.domains
    return Page(texts.purge, crumbs: deletionCrumbs(visit, view, texts.purge)) {
        callout(.warn, texts.notInTrash(view.domain.name.display)) {
            linkButton(texts.delete, "/domains/\(view.domain.name)/deletion", icon: .trash)
        }
    }
}

private func losses(_ visit: Visit, _ view: DomainView) -> [String] {
    let texts = visit.texts.domains
    return [texts.losesZone(view.domain.name.display)] + (view.site.map { [texts.losesSite("/\($0.documentRoot)")] } ?? [])
}

private func deletionCrumbs(_ visit: Visit, _ view: DomainView, _ here: String) -> [Page.Crumb] {
    [.init(visit.texts.domains.title, "/domains"), .init(view.domain.name.display, "/domains/\(view.domain.name)"), .init(here)]
}

/// What to give the registrar, and the button that mails it; nothing where no registrar is involved.
private func delegationCard(_ visit: Visit, _ view: DomainView) -> HTML? {
    guard let delegation = view.delegation else { return nil }
    let texts = visit.texts
    return card(texts.domains.delegationTitle) {
        p(.class("hint"), text: texts.domains.delegationText)
        for line in delegation.codeLines { codeLine(visit, line) }
        if delegation.needsGlue { p(.class("hint"), text: texts.delegation.glueHint) }
        if view.domain.state == .active, visit.actor.mayWork(for: view.domain.owner) {
            actionButton(
                visit, texts.delegation.mailIt, to: "/domains/\(view.domain.name)/delegation-mail", kind: .quiet, icon: .mail)
        }
    }
}
