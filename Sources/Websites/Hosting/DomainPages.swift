import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Identity
import Persistence
import Presentation

/// Pages of domains: list, add, and one domain with its overview, website, zone and logs.
package struct DomainPages: Sendable {
    private let hosted: HostedDomains
    private let files: SiteFiles

    package init(hosted: HostedDomains, files: SiteFiles) {
        self.hosted = hosted
        self.files = files
    }

    package func routes() -> Routes {
        var routes = Routes()
        routes.page("/domains", .reaching, list)
        routes.form("/domains/new", .reaching, show: new, submit: add)
        routes.page("/domains/{domain}", .reaching, show)
        routes.form("/domains/{domain}/website", .reaching, show: website, submit: changeWebsite)
        routes.form("/domains/{domain}/website/{option}", .reaching, show: askOption, submit: turnOption)
        routes.page("/domains/{domain}/dns", .reaching, zone)
        routes.action("/domains/{domain}/dns", .reaching, serveZone)
        routes.form("/domains/{domain}/dns/deletion", .reaching, show: askZoneDeletion, submit: removeZone)
        routes.action("/domains/{domain}/registration", .staff(.accountManager), setRegistration)
        routes.page("/domains/{domain}/logs", .reaching, logs)
        routes.action("/domains/{domain}/application", .reaching, tryAgain)
        routes.action("/domains/{domain}/index-page", .reaching, restoreIndexPage)
        routes.action("/domains/{domain}/delegation-mail", .reaching, mailDelegation)
        routes.form("/domains/{domain}/deletion", .reaching, show: askDeletion, submit: trash)
        routes.action("/domains/{domain}/restoration", .reaching, restore)
        routes.form("/domains/{domain}/purge", .reaching, show: askPurge, submit: purge)
        return routes
    }

    // MARK: Looking

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(
            visit.query, sorts: DomainFilter.Order.allCases.map(\.rawValue), filters: ["active", "suspended", "trashed", "unregistered"])
        let filter = DomainFilter(
            search: query.search, state: query.filter.flatMap(Domain.State.init(rawValue:)),
            registration: query.filter == "unregistered" ? .wanted : nil,
            order: DomainFilter.Order(rawValue: query.sort) ?? .name, isDescending: query.isDescending, offset: query.offset,
            limit: query.size)
        let hosted = hosted
        let shown = try await visit.database.read { db in
            let (rows, total) = try hosted.domains.list(filter, by: visit.actor, in: db)
            return DomainList(
                rows: rows, total: total, all: try hosted.domains.total(by: visit.actor, in: db),
                states: try hosted.summaries(of: rows, in: db), mayAdd: try hosted.mayAdd(visit.actor, in: db))
        }
        return domainListPage(visit, query, shown)
    }

    private func show(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        return try await visit.database.read { db in
            let view = try hosted.view(of: try hosted.domains.required(name, by: visit.actor, in: db), in: db)
            let site = view.site.map { [(AuditEntry.Kind.website, $0.id.text)] } ?? []
            return domainPage(
                visit, view, history: try historyCard(visit, of: .domain, view.domain.id.text, with: site, in: db))
        }
    }

    private func zone(_ visit: Visit, _ name: String) async throws -> any Answer { zonePage(visit, try await view(visit, name)) }

    private func logs(_ visit: Visit, _ name: String) async throws -> any Answer {
        let view = try await view(visit, name)
        let log = SiteLog(rawValue: visit.query.text("log")) ?? .access
        guard let site = view.site else { throw Fault.notFound("website") }
        do {
            let lines = try await files.log(log, lines: 200, of: view.domain, site: site)
            return logsPage(visit, view, log: log, lines: lines, problem: nil)
        } catch let fault as Fault where fault.kind == .unavailable || view.domain.isDemo {
            // The node is away, or there is none: the page still says where one is and why there are no lines.
            return logsPage(visit, view, log: log, lines: [], problem: fault)
        }
    }

    // MARK: Adding

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let hosted = hosted
        let choices = try await visit.database.read { db in
            try hosted.open(for: visit.actor, limit: 200, in: db).map { Choice(String($0.number), "\($0.systemUser) · \($0.title)") }
        }
        return newDomainPage(visit, form, choices)
    }

    private func add(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let hosted = hosted
        let domain = try await visit.database.write { db in
            guard let number = form.values.number("account"), let account = try hosted.accounts.find(number, by: visit.actor, in: db) else {
                throw Fault.invalid(.init("account", key: "domain.account.missing", "Choose the account that the domain belongs to."))
            }
            return try hosted.add(
                form.values.text("name"), to: account, documentRoot: form.values.text("documentRoot"), by: visit.actor, in: db,
                at: visit.now)
        }
        return Redirect("/domains/\(domain.name)", saying: .done(visit.texts.domains.wasAdded(domain.name.display)))
    }

    // MARK: The website

    private func website(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let view = try await view(visit, name)
        guard let site = view.site else { throw Fault.notFound("website") }
        return websitePage(visit, view, form.editing(["documentRoot": site.documentRoot.description]))
    }

    private func changeWebsite(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let change = WebsiteChange(documentRoot: form.values.text("documentRoot"))
        let hosted = hosted
        try await visit.database.write { db in
            let domain = try hosted.domains.locked(name, by: visit.actor, in: db)
            try form.requireUnchanged(["documentRoot": hosted.websites.required(domain, in: db).documentRoot.description])
            _ = try hosted.websites.change(domain, change, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/domains/\(name)", saying: .done(visit.texts.domains.saved))
    }

    /// Asks before an option is turned on or off, and names its price.
    private func askOption(_ visit: Visit, _ form: Form, _ name: String, _ typed: String) async throws -> any Answer {
        let view = try await view(visit, name)
        guard let option = WebOption(rawValue: typed), let site = view.site else { throw Fault.notFound("website") }
        let terms = view.terms(of: option)
        let first = [
            "turn": site.isOn(option) ? "off" : "on", "amount": terms.price?.amount ?? "", "currency": terms.price?.currency.code ?? "",
        ]
        // What is shown is what is agreed to: never a price of an earlier copy of the form.
        return optionPage(visit, view, option, form, first)
    }

    private func turnOption(_ visit: Visit, _ form: Form, _ name: String, _ typed: String) async throws -> any Answer {
        guard let option = WebOption(rawValue: typed) else { throw Fault.notFound("website") }
        let isOn = form.values.text("turn") == "on"
        // A price that cannot be read is none that anybody has agreed to.
        let agreed = try? Money(form.values.text("amount"), in: Currency(form.values.text("currency")))
        let hosted = hosted
        try await visit.database.write { db in
            let domain = try hosted.domains.locked(name, by: visit.actor, in: db)
            _ = try hosted.websites.change(
                domain, WebsiteChange(option, on: isOn, agreedPrice: agreed), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/domains/\(name)/website", saying: .done(visit.texts.domains.turned(visit.texts.plans.name(of: option), isOn)))
    }

    private func restoreIndexPage(_ visit: Visit, _ name: String) async throws -> any Answer {
        let view = try await view(visit, name)
        guard let site = view.site else { throw Fault.notFound("website") }
        try view.domain.requireOpen(for: visit.actor)
        try await files.restoreIndexPage(of: view.domain, site: site, in: visit.database)
        return Redirect("/domains/\(name)/website", saying: .done(visit.texts.domains.indexRestored))
    }

    private func tryAgain(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        try await visit.database.write { db in
            try hosted.tryAgain(try hosted.domains.locked(name, by: visit.actor, in: db), in: db, at: visit.now)
        }
        return Redirect("/domains/\(name)", saying: .note(visit.texts.domains.tryAgainSent))
    }

    private func mailDelegation(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        try await visit.database.write { db in try hosted.mailDelegationAgain(name, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/domains/\(name)", saying: .done(visit.texts.delegation.mailed))
    }

    // MARK: Zone and registration

    private func serveZone(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        let domain = try await visit.database.write { db in try hosted.serveZone(of: name, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/domains/\(name)/dns", saying: .done(visit.texts.registration.isServed(domain.name.display)))
    }

    private func askZoneDeletion(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        zoneDeletionPage(visit, try await view(visit, name), form)
    }

    private func removeZone(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let hosted = hosted
        let domain = try await visit.database.write { db in
            try hosted.domains.removeZone(of: name, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/domains/\(name)/dns", saying: .done(visit.texts.registration.isNotServed(domain.name.display)))
    }

    private func setRegistration(_ visit: Visit, _ name: String) async throws -> any Answer {
        let wanted = Domain.Registration(rawValue: visit.formValues.text("registration")) ?? .none
        let hosted = hosted
        let (before, domain) = try await visit.database.write { db in
            let before = try hosted.domains.locked(name, by: visit.actor, in: db).registration
            return (before, try hosted.domains.setRegistration(wanted, of: name, by: visit.actor, in: db, at: visit.now))
        }
        let texts = visit.texts.registration
        return Redirect(
            "/domains/\(name)",
            saying: .done(
                texts.isNow(domain.registration, domain.name.display),
                undo: before == wanted ? nil : .init("/domains/\(name)/registration", ["registration": before.rawValue])))
    }

    // MARK: Deleting

    private func askDeletion(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        domainDeletionPage(
            visit, try await view(visit, name), form.starting(["content": "keep"]),
            days: Int(hosted.domains.configuration.trashPeriod.milliseconds / 86_400_000))
    }

    private func trash(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let removes = form.values.text("content") == "remove"
        let hosted = hosted
        let domain = try await visit.database.write { db in
            try hosted.domains.trash(name, removesContent: removes, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect(
            "/domains/\(name)",
            saying: .done(visit.texts.domains.wasTrashed(domain.name.display), undo: .init("/domains/\(name)/restoration")))
    }

    private func restore(_ visit: Visit, _ name: String) async throws -> any Answer {
        let hosted = hosted
        let domain = try await visit.database.write { db in
            try hosted.domains.restore(name, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/domains/\(name)", saying: .done(visit.texts.domains.wasRestored(domain.name.display)))
    }

    private func askPurge(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let view = try await view(visit, name)
        return view.domain.trashedAt == nil ? domainNotInTrashPage(visit, view) : domainPurgePage(visit, view, form)
    }

    private func purge(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let view = try await view(visit, name)
        try view.domain.requireInTrash()
        guard form.values.text("confirmation") == view.domain.name.ascii else {
            throw Fault.invalid(
                .init(
                    "confirmation", key: "domain.purge.confirmation", arguments: ["name": view.domain.name.ascii],
                    "Type \(view.domain.name) to delete this domain for good."))
        }
        let hosted = hosted
        try await visit.database.write { db in try hosted.domains.purge(name, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/domains", saying: .done(visit.texts.domains.wasPurged(view.domain.name.display)))
    }

    private func view(_ visit: Visit, _ name: String) async throws -> DomainView {
        let hosted = hosted
        return try await visit.database.read { db in
            try hosted.view(of: try hosted.domains.required(name, by: visit.actor, in: db), in: db)
        }
    }
}

extension HostedDomains {
    func view(of domain: Domain, in db: any Connection) throws -> DomainView {
        let site = try websites.of(domain, in: db)
        return DomainView(
            domain: domain, site: site, parts: try statuses(of: domain, site: site, in: db),
            webEndpoints: try site.map { try LogicalServers.required($0.server, in: db).endpoints } ?? [],
            nameServers: try domain.zone.map { try Zones.servers(of: $0, in: db) } ?? [],
            delegation: try delegation(of: domain, in: db),
            zone: try domain.zone.flatMap { try Zones.find($0, in: db) },
            records: try domain.zone.map { try Zones.records(of: $0, in: db) } ?? [],
            plan: try Accounts.find(domain.account, by: .system, in: db).flatMap { try Plans.find($0.plan, in: db) })
    }

    /// What the parts of open pages that change with this domain are drawn from: the same for every reader.
    package func live(_ domain: Domain, in db: any Connection) throws -> LiveDomain {
        let site = try websites.of(domain, in: db)
        return LiveDomain(
            domain: domain,
            view: DomainView(
                domain: domain, site: site, parts: try statuses(of: domain, site: site, in: db), webEndpoints: [], nameServers: [],
                records: []))
    }
}

/// A domain and the state of its parts, for the stream of events.
package struct LiveDomain: Sendable {
    package let domain: Domain
    let view: DomainView

    /// The parts of open pages that change with it: target and markup. They hold forms, so they are the reader's own.
    package func parts(for visit: Visit) -> [(target: String, html: HTML)] {
        [("domain-\(domain.id)", domainTruth(visit, view)), ("badge-\(domain.id)", domainBadge(visit, domain, view.parts.summary))]
    }
}

/// The domains of an account on its page.
package struct AccountDomains: AccountPageSection {
    private let hosted: HostedDomains

    package init(hosted: HostedDomains) { self.hosted = hosted }

    package func section(for account: Account, _ visit: Visit, in db: any Connection) throws -> HTML {
        let texts = visit.texts.domains
        let rows = try hosted.domains.of(account.id, in: db)
        let states = try hosted.summaries(of: rows, in: db)
        return card(texts.title, aside: .text(visit.texts.number(rows.count)), isFlush: true) {
            if rows.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .globe) {
                    if account.state == .active, visit.actor.mayWork(for: account.login) {
                        linkButton(texts.add, Link("/domains/new").with([("account", String(account.number))]), kind: .primary)
                    }
                }
            } else {
                dataTable(visit, columns: domainColumns(visit, states, sortable: false), rows: rows, rowName: { $0.name.display })
            }
        }
    }

    package func domainCounts(of accounts: [AccountID], in db: any Connection) throws -> [AccountID: Int] {
        try hosted.domains.counts(of: accounts, in: db)
    }
}

extension AccountDomains: UserDomains {
    package func add(_ domain: NewUserDomain, to account: Account, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        _ = try hosted.add(
            domain.name, to: account, documentRoot: nil, hasZone: domain.hasZone,
            isToBeRegistered: domain.isToBeRegistered, by: actor, in: db, at: now)
    }

    package func names(of account: AccountID, in db: any Connection) throws -> [String] {
        try hosted.domains.of(account, in: db).map(\.name.display)
    }
}
