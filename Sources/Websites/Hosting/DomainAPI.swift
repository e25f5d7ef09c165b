import APIResources
import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import HTTPTypes
import Persistence
import Presentation

/// `/api/v1/domains` and `/api/v1/trash/domains`.
package struct DomainAPI: Sendable {
    private let hosted: HostedDomains

    package init(hosted: HostedDomains) { self.hosted = hosted }

    package func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/domains", .reaching, "List domains", query: Self.listQuery, list)
        routes.api(.post, "/api/v1/domains", .reaching, "Add a domain with its zone and its website", taking: NewDomainResource.self, add)
        routes.api(.get, "/api/v1/domains/{domain}", .reaching, "Show a domain and the state of its parts", show)
        routes.api(.get, "/api/v1/domains/{domain}/records", .reaching, "List the records of its zone", records)
        routes.api(
            .get, "/api/v1/domains/{domain}/delegation", .reaching, "Show what to give the registrar of a domain", showDelegation)
        routes.api(
            .post, "/api/v1/domains/{domain}/delegation/mail", .reaching, "Mail the owner what to give his registrar", mailDelegation)
        routes.api(
            .delete, "/api/v1/domains/{domain}", .reaching, "Put a domain in the trash",
            query: [.init("content", "`remove` deletes the website's files too.", .choice(["keep", "remove"]))], trash)
        routes.api(.post, "/api/v1/domains/{domain}/restoration", .reaching, "Take a domain out of the trash", restore)
        routes.api(.post, "/api/v1/domains/{domain}/application", .reaching, "Have its servers try again now", tryAgain)
        routes.api(
            .put, "/api/v1/domains/{domain}/zone", .reaching, "Serve a domain's zone on the provider's name servers", serveZone)
        routes.api(
            .delete, "/api/v1/domains/{domain}/zone", .reaching, "Take a domain's zone from the provider's name servers, for good",
            removeZone)
        routes.api(
            .put, "/api/v1/domains/{domain}/registration", .staff(.accountManager), "Say whether the provider registers the name",
            taking: RegistrationResource.self, setRegistration)
        routes.api(.delete, "/api/v1/trash/domains/{domain}", .reaching, "Delete a trashed domain for good", purge)
        return routes
    }

    private static let listQuery =
        QueryParameter.list(sorts: DomainFilter.Order.allCases.map(\.rawValue), states: Domain.State.allCases.map(\.rawValue)) + [
            .init("account", "Only those of this account.", .integer(1...Int(Int32.max))),
            .init("registration", "Only those the provider registers so.", .choice(Domain.Registration.allCases.map(\.rawValue))),
        ]

    private func list(_ visit: Visit) async throws -> Resource<ListResource<DomainResource>> {
        let hosted = hosted
        return try await visit.database.read { db in
            let query = try DomainFilter.listQuery(visit.query)
            let filter = try DomainFilter(query: visit.query, accounts: hosted.accounts, by: visit.actor, in: db)
            if query.isPaged {
                let (domains, total) = try hosted.domains.list(filter, by: visit.actor, in: db)
                return Resource(ListResource(items: try resources(domains, in: db), total: total))
            }
            let (domains, next) = try hosted.domains.following(filter, after: query.cursor, by: visit.actor, in: db)
            // A list that ends on its first page has been counted by reading it.
            let isAll = query.cursor == nil && next == nil
            let total = try isAll ? domains.count : query.wantsTotal ? hosted.domains.count(filter, by: visit.actor, in: db) : nil
            return Resource(ListResource(items: try resources(domains, in: db), total: total, next: next?.text))
        }
    }

    private func add(_ visit: Visit, _ new: NewDomainResource) async throws -> WhenLive<Created<DomainResource>> {
        let hosted = hosted
        let created = try await visit.database.write { db in
            guard let account = try hosted.accounts.find(new.account, by: visit.actor, in: db) else {
                throw Fault.invalid(.init("account", key: "account.not_found", "There is no account \(new.account), or it is not yours."))
            }
            let domain = try hosted.add(
                new.name, to: account, documentRoot: new.documentRoot, hasZone: new.hasZone ?? true,
                isToBeRegistered: new.isToBeRegistered ?? false, by: visit.actor, in: db, at: visit.now)
            return Created(try resource(domain, in: db), at: "/api/v1/domains/\(domain.name)")
        }
        return live(created.value.name, visit, created) { Created($0, at: created.location) }
    }

    private func show(_ visit: Visit, _ name: String) async throws -> WhenLive<Resource<DomainResource>> {
        let hosted = hosted
        let shown = try await visit.database.read { db in
            Resource(try resource(hosted.domains.required(name, by: visit.actor, in: db), in: db))
        }
        return live(name, visit, shown) { Resource($0) }
    }

    private func records(_ visit: Visit, _ name: String) async throws -> Resource<ListResource<RecordResource>> {
        let hosted = hosted
        return try await visit.database.read { db in
            let domain = try hosted.domains.required(name, by: visit.actor, in: db)
            let records = try domain.zone.map { try Zones.records(of: $0, in: db) } ?? []
            let items = records.map {
                RecordResource(name: $0.name.ascii, type: $0.type, timeToLive: $0.timeToLive, data: $0.presentation)
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func showDelegation(_ visit: Visit, _ name: String) async throws -> Resource<DelegationResource> {
        let hosted = hosted
        return try await visit.database.read { db in
            let domain = try hosted.domains.required(name, by: visit.actor, in: db)
            let servers = try hosted.delegation(of: domain, in: db)?.nameServers ?? []
            return Resource(
                DelegationResource(
                    domain: domain.name.ascii, nameServers: servers.map { .init(name: $0.name.ascii, addresses: $0.addresses.map(\.text)) })
            )
        }
    }

    private func mailDelegation(_ visit: Visit, _ name: String) async throws -> NoContent {
        let hosted = hosted
        try await visit.database.write { db in try hosted.mailDelegationAgain(name, by: visit.actor, in: db, at: visit.now) }
        return NoContent()
    }

    private func trash(_ visit: Visit, _ name: String) async throws -> Resource<DomainResource> {
        let removesContent = visit.query.text("content") == "remove"
        let hosted = hosted
        return try await visit.database.write { db in
            if visit.isConditional { try requireMatch(hosted.domains.locked(name, by: visit.actor, in: db), visit, in: db) }
            let domain = try hosted.domains.trash(name, removesContent: removesContent, by: visit.actor, in: db, at: visit.now)
            return Resource(try resource(domain, in: db))
        }
    }

    private func restore(_ visit: Visit, _ name: String) async throws -> WhenLive<Resource<DomainResource>> {
        let hosted = hosted
        let restored = try await visit.database.write { db in
            Resource(try resource(hosted.domains.restore(name, by: visit.actor, in: db, at: visit.now), in: db))
        }
        return live(name, visit, restored) { Resource($0) }
    }

    private func tryAgain(_ visit: Visit, _ name: String) async throws -> WhenLive<Accepted<DomainResource>> {
        let hosted = hosted
        let accepted = try await visit.database.write { db in
            let domain = try hosted.domains.locked(name, by: visit.actor, in: db)
            try hosted.tryAgain(domain, in: db, at: visit.now)
            return Accepted(try resource(domain, in: db))
        }
        return live(name, visit, accepted) { Accepted($0) }
    }

    private func purge(_ visit: Visit, _ name: String) async throws -> NoContent {
        let hosted = hosted
        try await visit.database.write { db in
            if visit.isConditional { try requireMatch(hosted.domains.required(name, by: visit.actor, in: db), visit, in: db) }
            try hosted.domains.purge(name, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    private func serveZone(_ visit: Visit, _ name: String) async throws -> WhenLive<Resource<DomainResource>> {
        let hosted = hosted
        let served = try await visit.database.write { db in
            if visit.isConditional { try requireMatch(hosted.domains.locked(name, by: visit.actor, in: db), visit, in: db) }
            return Resource(try resource(hosted.serveZone(of: name, by: visit.actor, in: db, at: visit.now), in: db))
        }
        return live(name, visit, served) { Resource($0) }
    }

    private func removeZone(_ visit: Visit, _ name: String) async throws -> Resource<DomainResource> {
        let hosted = hosted
        return try await visit.database.write { db in
            let domain = try hosted.domains.removeZone(of: name, by: visit.actor, in: db, at: visit.now) {
                if visit.isConditional { try requireMatch($0, visit, in: db) }
            }
            return Resource(try resource(domain, in: db))
        }
    }

    private func setRegistration(_ visit: Visit, _ name: String, _ typed: RegistrationResource) async throws -> Resource<DomainResource> {
        guard let registration = Domain.Registration(rawValue: typed.registration) else {
            throw Fault.invalid(
                .init("registration", key: "domain.registration.unknown", "Write none, wanted or registered."))
        }
        let hosted = hosted
        return try await visit.database.write { db in
            let domain = try hosted.domains.setRegistration(registration, of: name, by: visit.actor, in: db, at: visit.now) {
                if visit.isConditional { try requireMatch($0, visit, in: db) }
            }
            return Resource(try resource(domain, in: db))
        }
    }

    private func requireMatch(_ domain: Domain, _ visit: Visit, in db: any Connection) throws {
        try visit.requireMatch(resource(domain, in: db))
    }

    private func resource(_ domain: Domain, in db: any Connection) throws -> DomainResource {
        guard let resource = try resources([domain], in: db).first else { throw Fault.notFound("domain") }
        return resource
    }

    /// With a few queries for all of them.
    private func resources(_ domains: [Domain], in db: any Connection) throws -> [DomainResource] {
        let sites = try hosted.websites.of(domains, in: db)
        let zones = try Zones.outlines(of: domains.compactMap(\.zone), in: db)
        let statuses = try Statuses.of(
            sites.values.map { ObjectKey(.website, $0.id.text) } + domains.compactMap(\.zone).map { ObjectKey(.zone, $0.text) }, in: db)
        var servers: [LogicalServerID: LogicalServer] = [:]
        for id in Set(sites.values.map(\.server)) { servers[id] = try LogicalServers.required(id, in: db) }
        var plans: [String: Plan] = [:]
        for name in Set(domains.map(\.planName)) { plans[name] = try Plans.find(named: name, in: db) }
        return domains.map { domain in
            let site = sites[domain.id]
            var parts: [PartStatus] = []
            if let site { parts += (statuses[ObjectKey(.website, site.id.text)] ?? []).map { PartStatus(kind: .website, status: $0) } }
            if let zone = domain.zone { parts += (statuses[ObjectKey(.zone, zone.text)] ?? []).map { PartStatus(kind: .zone, status: $0) } }
            let zone = domain.zone.flatMap { zones[$0] }
            var resource = DomainResource(
                name: domain.name.ascii, displayName: domain.name.display, account: domain.accountNumber, state: domain.state.rawValue,
                liveState: (parts.summary?.state ?? .removed).rawValue, statuses: parts.map(\.resource),
                nameServers: zone?.servers.map(\.ascii) ?? [], serial: Int(zone?.serial ?? 0),
                registration: domain.registration.rawValue, registrationSince: domain.registrationSince?.description,
                website: site.flatMap { site in
                    servers[site.server].map { WebsiteResource(site, of: domain, on: $0, plan: plans[domain.planName]) }
                },
                trashedAt: domain.trashedAt?.description, purgeAt: domain.purgeAt?.description, createdAt: domain.createdAt.description)
            resource.isDemo = domain.isDemo ? true : nil
            return resource
        }
    }

    /// The answer now, and what it becomes while the servers work.
    private func live<Out>(
        _ name: String, _ visit: Visit, _ first: Out, _ again: @escaping @Sendable (DomainResource) -> Out
    ) -> WhenLive<Out> {
        WhenLive(first) { db in
            let now = try resource(hosted.domains.required(name, by: visit.actor, in: db), in: db)
            return (again(now), now.isSettled)
        }
    }
}

extension DomainResource {
    /// Whether waiting longer changes nothing: all of it is live, or a server has refused it.
    var isSettled: Bool {
        if statuses.contains(where: { $0.state == "failed" || $0.state == "content_missing" }) { return true }
        return !statuses.isEmpty && statuses.allSatisfy { $0.state == "live" || $0.state == "removed" }
    }
}

extension PartStatus {
    package var resource: StatusResource {
        StatusResource(
            server: status.serverName.ascii, kind: kind == .zone ? "dns" : "web", state: status.state.rawValue, words: status.words,
            nextTry: status.nextTry?.description, since: status.since.description)
    }
}

extension WebsiteResource {
    init(_ site: Website, of domain: Domain, in db: any Connection) throws {
        self.init(
            site, of: domain, on: try LogicalServers.required(site.server, in: db), plan: try Plans.find(named: domain.planName, in: db))
    }

    init(_ site: Website, of domain: Domain, on server: LogicalServer, plan: Plan?) {
        self.init(
            names: Website.names(of: domain.name).map(\.ascii), documentRoot: site.documentRoot.description, isOn: site.isOn,
            runsPHP: site.runsPHP, server: server.name.ascii, endpoints: server.endpoints.map { "\($0.address.inURL):\($0.port)" },
            options: WebOption.allCases.map { option in
                let terms = plan?.terms(of: option) ?? .notOffered
                return WebsiteOptionResource(
                    option: option.rawValue, isOn: site.isOn(option), terms: terms.key, price: terms.price.map(MoneyResource.init))
            } + ["index_page", "logs"].map { WebsiteOptionResource(option: $0, isOn: true, terms: OptionTerms.included.key) })
    }
}

extension DomainFilter {
    /// Which of the rows, in which order.
    static func listQuery(_ query: FormValues) throws -> ResourceListQuery {
        try ResourceListQuery(query, orders: Order.allCases.map(\.rawValue), otherwise: Order.name.rawValue)
    }

    /// From a query: `q`, `account` (number), `state`, `sort` (`name`, `-name` ...), `page` (from 1), `per_page` (to 200).
    package init(query: FormValues, accounts: Accounts, by actor: Actor, in db: any Connection) throws {
        let list = try Self.listQuery(query)
        self.init(
            search: list.search, state: try list.state(Domain.State.self), order: Order(rawValue: list.order) ?? .name,
            isDescending: list.isDescending, offset: list.offset, limit: list.limit)
        if !query.text("account").isEmpty {
            guard let number = query.number("account"), let account = try accounts.find(number, by: actor, in: db) else {
                throw Fault.invalid(
                    .init("account", key: "account.not_found", "There is no account \(query.text("account")), or it is not yours."))
            }
            self.account = account.id
        }
        registration = Domain.Registration(rawValue: query.text("registration"))
    }
}
