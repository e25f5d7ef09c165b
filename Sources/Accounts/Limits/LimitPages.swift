import Core
import Fleet
import Persistence
import Presentation

/// The resource meter of an account (H.PLAN-21), its own limits, and what the provider sells at all (H.PLAN-08).
struct LimitPages: Sendable {
    let accounts: Accounts
    let services: HostingServices

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts/{account}/limits", .reaching, show)
        routes.form("/accounts/{account}/limits/change", .staff(.accountManager), show: ask, submit: change)
        routes.page("/resources", .staff(.planManager), resources)
        routes.action("/resources/{resource}/withdrawal", .staff(.planManager), withdraw)
        routes.action("/resources/{resource}/offer", .staff(.planManager), offer)
        routes.action("/platforms/{platform}/withdrawal", .staff(.planManager), withdrawPlatform)
        routes.action("/platforms/{platform}/offer", .staff(.planManager), offerPlatform)
        return routes
    }

    // MARK: An account

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let (account, found) = try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return (account, try accounts.entitlements(of: account, in: db).filter { $0.most.isAvailable || $0.isOwn || $0.used > 0 })
        }
        let texts = visit.texts.limits
        let isOpen = visit.actor.may(.accountManager) && account.trashedAt == nil
        return Page(
            texts.title, summary: texts.summary, crumbs: crumbs(visit, account, texts.title),
            actions: isOpen ? [linkButton(texts.change, "/accounts/\(number)/limits/change", kind: .primary)] : [],
            tabs: accountTabs(visit, account, .resources)
        ) {
            card(isFlush: true) {
                if found.isEmpty {
                    emptyState(texts.emptyTitle, texts.emptyText, icon: .box)
                } else {
                    entitlementTable(visit, found)
                }
            }
        }
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let (accounts, services) = (accounts, services)
        let (account, rows) = try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let provided = try services.provided(in: db)
            let own = try AccountLimits.of(account, in: db)
            let found = try accounts.entitlements(of: account, in: db)
            let rows = zip(ResourceCatalogue.all, found).filter { provided.contains($0.needs) || $1.most.isAvailable || $1.isOwn }
                .map { LimitRow(resource: $0, entitlement: $1, own: own[$0.key]) }
            return (account, rows)
        }
        let texts = visit.texts.limits
        return Page(texts.change, summary: texts.changeHint, crumbs: crumbs(visit, account, texts.change)) {
            limitForm(visit, form, account, rows)
        }
    }

    private func change(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let (accounts, services) = (accounts, services)
        let typed = form.values.typedLimits
        let word = visit.texts.limits.unlimited
        try await visit.database.write { db in
            try AccountLimits.set(
                typed, for: accounts.required(number, by: visit.actor, in: db), services: services.provided(in: db), unlimited: word,
                by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/accounts/\(number)/limits", saying: .done(visit.texts.limits.wereChanged))
    }

    // MARK: What is sold

    private func resources(_ visit: Visit) async throws -> any Answer {
        let services = services
        let (provided, withdrawn, platforms, servers) = try await visit.database.read { db in
            (
                try services.provided(in: db), try GlobalResources.withdrawn(in: db), try GlobalPlatforms.all(in: db),
                try visit.actor.may(.serverManager) ? serversSold(in: db) : []
            )
        }
        let texts = visit.texts.limits
        func isKnown(_ resource: HostingResource) -> Bool { provided.contains(resource.needs) || withdrawn.contains(resource.key) }
        return Page(texts.offerTitle, summary: texts.offerSummary) {
            card(isFlush: true) {
                dataTable(
                    visit,
                    columns: [
                        Column<HostingResource>(texts.resource, .name) { .text($0.words(visit.texts.language)) },
                        Column(texts.name) { mono($0.key.rawValue) },
                        Column(texts.needs) { resource in
                            .text(
                                resource.requires.compactMap { ResourceCatalogue.find($0)?.words(visit.texts.language) }.joined(
                                    separator: ", "))
                        },
                        Column(texts.state, .state) { resource in
                            if withdrawn.contains(resource.key) { return statusBadge(.warn, texts.isWithdrawn) }
                            return provided.contains(resource.needs) ? statusBadge(.live, texts.isSold) : statusBadge(.idle, texts.noServer)
                        },
                        Column("") { resource in
                            let isWithdrawn = withdrawn.contains(resource.key)
                            // What nobody could buy anyway is not stopped here; a program can.
                            guard isWithdrawn || provided.contains(resource.needs) else { return .nothing }
                            return actionButton(
                                visit, isWithdrawn ? texts.sellAgain : texts.withdraw,
                                to: isWithdrawn
                                    ? "/resources/\(resource.key.rawValue)/offer" : "/resources/\(resource.key.rawValue)/withdrawal")
                        },
                    ], rows: ResourceCatalogue.all.filter(isKnown) + ResourceCatalogue.all.filter { !isKnown($0) },
                    rowName: { $0.words(visit.texts.language) })
            }
            card(texts.platforms, isFlush: true) { platformTable(visit, platforms) }
            if !servers.isEmpty { card(texts.servers, isFlush: true) { serverTable(visit, servers) } }
        }
    }

    /// Each logical server with the name of its computer.
    private func serversSold(in db: any Connection) throws -> [(server: LogicalServer, machine: String)] {
        let machines = Dictionary(try PhysicalServers.all(in: db).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return try LogicalServers.all(in: db).map { ($0, machines[$0.physical] ?? "") }
    }

    private func platformTable(_ visit: Visit, _ platforms: [SoldPlatform]) -> HTML {
        let texts = visit.texts.limits
        return dataTable(
            visit,
            columns: [
                Column<SoldPlatform>(texts.platform, .name) { .text($0.name) },
                Column(texts.servers, .number) { .text(visit.texts.number($0.servers)) },
                Column(texts.state, .state) {
                    $0.isWithdrawn ? statusBadge(.warn, texts.isWithdrawn) : statusBadge(.live, texts.isSold)
                },
                Column("") { platform in
                    actionButton(
                        visit, platform.isWithdrawn ? texts.sellAgain : texts.withdraw,
                        to: platform.isWithdrawn ? "/platforms/\(platform.name)/offer" : "/platforms/\(platform.name)/withdrawal")
                },
            ], rows: platforms, rowName: { $0.name })
    }

    private func serverTable(_ visit: Visit, _ servers: [(server: LogicalServer, machine: String)]) -> HTML {
        let texts = visit.texts.limits
        return dataTable(
            visit,
            columns: [
                Column<(server: LogicalServer, machine: String)>(texts.server, .name) { row in
                    a(.href("/servers/\(row.machine)/logical-servers/\(row.server.name.ascii)"), text: row.server.name.ascii)
                },
                Column(texts.group) { .text($0.server.group) },
                Column(texts.state, .state) {
                    $0.server.isOpen ? statusBadge(.live, texts.isOpen) : statusBadge(.warn, texts.isClosed)
                },
            ], rows: servers, rowName: { $0.server.name.ascii })
    }

    private func withdrawPlatform(_ visit: Visit, _ name: String) async throws -> any Answer {
        Redirect("/resources", saying: .done(visit.texts.limits.wasWithdrawn(try await set(platform: name, visit, true))))
    }

    private func offerPlatform(_ visit: Visit, _ name: String) async throws -> any Answer {
        Redirect("/resources", saying: .done(visit.texts.limits.isSoldAgain(try await set(platform: name, visit, false))))
    }

    private func set(platform name: String, _ visit: Visit, _ isWithdrawn: Bool) async throws -> String {
        try await visit.database.write { db in
            try GlobalPlatforms.withdraw(name, isWithdrawn, by: visit.actor, in: db, at: visit.now).name
        }
    }

    private func withdraw(_ visit: Visit, _ key: String) async throws -> any Answer {
        try await set(visit, key, true)
        return Redirect("/resources", saying: .done(visit.texts.limits.wasWithdrawn(name(visit, key))))
    }

    private func offer(_ visit: Visit, _ key: String) async throws -> any Answer {
        try await set(visit, key, false)
        return Redirect("/resources", saying: .done(visit.texts.limits.isSoldAgain(name(visit, key))))
    }

    private func set(_ visit: Visit, _ key: String, _ isWithdrawn: Bool) async throws {
        try await visit.database.write { db in
            try GlobalResources.withdraw(ResourceKey(rawValue: key), isWithdrawn, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func name(_ visit: Visit, _ key: String) -> String {
        ResourceCatalogue.find(ResourceKey(rawValue: key))?.words(visit.texts.language) ?? key
    }
}

/// One resource of the form: what the account may have now, and its own limit if it has one.
struct LimitRow: Sendable {
    var resource: HostingResource
    var entitlement: Entitlement
    var own: AccountLimit?
}

/// Every resource with what is used of what there may be (H.PLAN-07).
func entitlementTable(_ visit: Visit, _ found: [Entitlement]) -> HTML {
    let (texts, language) = (visit.texts.limits, visit.texts.language)
    let rows = found.compactMap { entitlement in ResourceCatalogue.find(entitlement.resource).map { ($0, entitlement) } }
    return dataTable(
        visit,
        columns: [
            Column<(HostingResource, Entitlement)>(texts.resource, .name) { .text($0.0.words(language)) },
            Column(texts.used) { resource, entitlement in
                guard resource.isCountable else { return .text("–") }
                let label =
                    entitlement.most.number == nil
                    ? visit.texts.used(entitlement, of: resource) : visit.texts.usedOf(entitlement, of: resource)
                return stack {
                    span(text: label)
                    if let share = entitlement.share { meter(share, label: "\(resource.words(language)), \(label)") }
                    if let freshness = visit.freshness(entitlement) { span(.class("hint"), text: freshness) }
                }
            },
            Column(texts.free) { resource, entitlement in
                .text(resource.isCountable ? visit.texts.amount(entitlement.free, of: resource) : "–")
            },
            Column(texts.most) { resource, entitlement in
                stack {
                    span(text: visit.texts.amount(entitlement.most, of: resource))
                    let notes = [entitlement.isOwn ? texts.ownLimit : nil, entitlement.isHard || !resource.isCountable ? nil : texts.soft]
                    if notes.contains(where: { $0 != nil }) { span(.class("hint"), text: notes.compactMap { $0 }.joined(separator: ", ")) }
                }
            },
            Column(texts.state, .state) { resource, entitlement in
                if !entitlement.most.isAvailable { return statusBadge(entitlement.used > 0 ? .fail : .idle, texts.notAvailable) }
                if !resource.isCountable { return statusBadge(.live, texts.on) }
                if entitlement.measurement == .notYet { return statusBadge(.idle, visit.texts.usage.notMeasured) }
                if entitlement.isExceeded { return statusBadge(.fail, texts.exceeded) }
                return entitlement.left == 0 ? statusBadge(.warn, texts.usedUp) : statusBadge(.live, texts.withinLimit)
            },
        ], rows: rows, rowName: { $0.0.words(language) })
}

func limitForm(_ visit: Visit, _ form: Form, _ account: Account, _ rows: [LimitRow]) -> HTML {
    let texts = visit.texts.limits
    var first: [String: String] = [:]
    for row in rows {
        first["limits.\(row.resource.key.rawValue)"] = row.own.map { row.resource.typed($0.most, unlimited: texts.unlimited) }
        first["beyond.\(row.resource.key.rawValue)"] = row.own?.isHard == false ? "report" : "refuse"
    }
    let form = form.starting(first)
    return card {
        postForm(visit, form) {
            limitFields(
                visit, form,
                rows.map { row in
                    let hint = texts.planSays(visit.texts.amount(row.entitlement.most, of: row.resource))
                    return LimitField(row.resource, hint: row.own == nil ? hint : nil)
                })
            formActions {
                submitButton(texts.save)
                linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)/limits")
            }
        }
    }
}

/// A resource whose limit is asked for.
struct LimitField: Sendable {
    var resource: HostingResource
    var hint: String?

    init(_ resource: HostingResource, hint: String? = nil) {
        self.resource = resource
        self.hint = hint
    }
}

/// The fields `limits.<resource>` and `beyond.<resource>`, alike wherever limits are typed: of accounts, of templates, of new customers.
@HTMLBuilder func limitFields(_ visit: Visit, _ form: Form, _ fields: [LimitField]) -> [HTML] {
    let (texts, language) = (visit.texts.limits, visit.texts.language)
    for field in fields {
        let (resource, key) = (field.resource, field.resource.key.rawValue)
        let name = resource.words(language)
        switch resource.kind {
        case .counted, .stored, .metered:
            fieldRow {
                textField(
                    form, "limits.\(key)", label: name, hint: field.hint, unit: resource.kind == .counted ? nil : texts.megabytes,
                    isRequired: false, maxlength: 20)
                if resource.allowsHardLimit {
                    selectField(
                        form, "beyond.\(key)", label: texts.kindOfLimit,
                        choices: [Choice("refuse", texts.hardLimit), Choice("report", texts.maximum)])
                }
            }
        case .onOff:
            selectField(
                form, "limits.\(key)", label: name, hint: field.hint,
                choices: [Choice("", texts.asPlan), Choice("on", texts.on), Choice("off", texts.off)])
        case .choice(let values):
            selectField(
                form, "limits.\(key)", label: name, hint: field.hint,
                choices: [Choice("", texts.asPlan)] + values.map { Choice($0.key, $0.words(language)) })
        }
    }
}

extension FormValues {
    /// What stands in the fields of `limitFields`; resources without a field are left out.
    var typedLimits: [ResourceKey: AccountLimits.Typed] {
        var typed: [ResourceKey: AccountLimits.Typed] = [:]
        for resource in ResourceCatalogue.all {
            guard let most = self["limits.\(resource.key.rawValue)"] else { continue }
            typed[resource.key] = .init(most: most, isHard: self["beyond.\(resource.key.rawValue)"] != "report")
        }
        return typed
    }
}
