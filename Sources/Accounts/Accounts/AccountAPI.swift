import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/accounts` and `/api/v1/trash/accounts`.
package struct AccountAPI: Sendable {
    private let accounts: Accounts
    private let domains: any AccountPageSection

    package init(accounts: Accounts, domains: any AccountPageSection) {
        self.accounts = accounts
        self.domains = domains
    }

    package func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/accounts", .reaching, "List accounts", query: Self.listQuery, list)
        routes.api(.get, "/api/v1/accounts/{account}", .reaching, "Show an account", show)
        routes.api(
            .patch, "/api/v1/accounts/{account}", .staff(.accountManager), "Change an account", taking: AccountChangeResource.self, change)
        routes.api(
            .put, "/api/v1/accounts/{account}/suspension", .staff(.accountManager), "Suspend an account", taking: SuspensionResource.self,
            suspend)
        routes.api(.delete, "/api/v1/accounts/{account}/suspension", .staff(.accountManager), "Resume an account", resume)
        routes.api(
            .get, "/api/v1/accounts/{account}/suspension-reasons", .reaching,
            "List why an account is suspended, and who may lift each reason",
            suspensions)
        routes.api(
            .delete, "/api/v1/accounts/{account}/suspension-reasons/{agent}", .staff(.accountManager), "Lift one reason of a suspension",
            lift)
        routes.api(.delete, "/api/v1/accounts/{account}", .staff(.accountManager), "Put an account in the trash", trash)
        routes.api(.post, "/api/v1/accounts/{account}/restoration", .staff(.accountManager), "Take an account out of the trash", restore)
        routes.api(.delete, "/api/v1/trash/accounts/{account}", .staff(.accountManager), "Delete a trashed account for good", purge)
        return routes
    }

    private static let listQuery =
        QueryParameter.list(sorts: AccountFilter.Order.allCases.map(\.rawValue), states: Account.State.allCases.map(\.rawValue)).map {
            parameter in
            guard parameter.name == "q" else { return parameter }
            return QueryParameter(
                "q",
                "Words, each of which stands in the number, title, system user, sign-in name, person, e-mail address, plan, IP address or a domain.",
                .text(maximumLength: 200))
        } + [
            QueryParameter("number", "Only the account of this number.", .text(maximumLength: 20)),
            QueryParameter("login", "Only those whose owner's sign-in name begins so.", .text(maximumLength: 64)),
            QueryParameter("plan", "Only those of this plan, by name or id.", .text(maximumLength: 100)),
            QueryParameter("domain", "Only those with a domain that has this in its name.", .text(maximumLength: 200)),
            QueryParameter("contact", "Only those with this in the owner's name or e-mail address.", .text(maximumLength: 100)),
            QueryParameter(
                "address", "Only those whose sites are at this IP address; `192.0.2.` for all that begin so.", .text(maximumLength: 45)),
            QueryParameter("type", "Only those of this type.", .choice(AccountType.allCases.map(\.rawValue))),
            QueryParameter("from", "Created on this day or later, as 2026-11-22, in the reader's time zone.", .text(maximumLength: 10)),
            QueryParameter("to", "Created on this day or earlier.", .text(maximumLength: 10)),
        ]

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AccountResource>> {
        let query = try ResourceListQuery(
            visit.query, orders: AccountFilter.Order.allCases.map(\.rawValue), otherwise: AccountFilter.Order.number.rawValue)
        var typed = AccountFilter(
            search: query.search, state: try query.state(Account.State.self), order: AccountFilter.Order(rawValue: query.order) ?? .number,
            isDescending: query.isDescending, offset: query.offset, limit: query.limit)
        try AccountQuery(visit.query).apply(to: &typed, in: visit.texts.timeZone)
        let (accounts, domains, filter) = (accounts, domains, typed)
        return try await visit.database.read { db in
            var (rows, next, total): ([Account], ListCursor?, Int?) = ([], nil, nil)
            if !query.isPaged { (rows, next, total) = try accounts.following(filter, after: query.cursor, by: visit.actor, in: db) }
            if query.isPaged || (query.wantsTotal && total == nil) {
                let page = try accounts.list(filter, by: visit.actor, in: db)
                total = page.total
                if query.isPaged { rows = page.accounts }
            }
            let counts = try domains.domainCounts(of: rows.map(\.id), in: db)
            return Resource(
                ListResource(items: rows.map { AccountResource($0, domains: counts[$0.id] ?? 0) }, total: total, next: next?.text))
        }
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.read { db in
            Resource(try resource(try accounts.required(number, by: visit.actor, in: db), visit, in: db))
        }
    }

    private func change(_ visit: Visit, _ number: Int, _ typed: AccountChangeResource) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let account = try accounts.change(
                number, AccountChange(title: typed.title, plan: typed.plan), by: visit.actor, in: db, at: visit.now
            ) { try visit.requireMatch(resource($0, visit, in: db)) }
            return Resource(try resource(account, visit, in: db))
        }
    }

    private func suspend(_ visit: Visit, _ number: Int, _ typed: SuspensionResource) async throws -> Resource<AccountResource> {
        let agent = try SuspensionAgent.typed(typed.agent ?? "")
        let reason = typed.reason
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(
                try resource(try accounts.suspend(number, reason: reason, as: agent, by: visit.actor, in: db, at: visit.now), visit, in: db)
            )
        }
    }

    private func suspensions(_ visit: Visit, _ number: Int) async throws -> Resource<ListResource<ReasonResource>> {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let isStaff = visit.actor.reach == .everything
            let items = try accounts.suspensions(of: account, in: db).map { ReasonResource($0, naming: isStaff) }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func lift(_ visit: Visit, _ number: Int, _ agent: String) async throws -> Resource<AccountResource> {
        guard let agent = SuspensionAgent(rawValue: agent) else { throw Fault.notFound("suspension") }
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.resume(number, only: agent, by: visit.actor, in: db, at: visit.now), visit, in: db))
        }
    }

    private func resume(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.resume(number, by: visit.actor, in: db, at: visit.now), visit, in: db))
        }
    }

    private func trash(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.trash(number, by: visit.actor, in: db, at: visit.now), visit, in: db))
        }
    }

    private func restore(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.restore(number, by: visit.actor, in: db, at: visit.now), visit, in: db))
        }
    }

    private func purge(_ visit: Visit, _ number: Int) async throws -> NoContent {
        let accounts = accounts
        try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            try accounts.purge(number, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    private func requireMatch(_ number: Int, _ visit: Visit, in db: any Connection) throws {
        if !visit.isConditional { return }
        try visit.requireMatch(resource(Accounts.locked(accounts.required(number, by: visit.actor, in: db), in: db), visit, in: db))
    }

    private func resource(_ account: Account, _ visit: Visit, in db: any Connection) throws -> AccountResource {
        var resource = AccountResource(account, domains: try domains.domainCounts(of: [account.id], in: db)[account.id] ?? 0)
        let owner = try Logins.find(account.login, in: db)
        (resource.email, resource.person) = (owner?.email, owner?.person)
        if account.purgedAt == nil {
            let period = try AccountPeriods.of(account, in: db, at: visit.now)
            let charge = period.nextCharge(for: try accounts.entitlements(of: account, in: db))
            resource.period = period.period.length.description
            (resource.nextChargeOn, resource.nextCharge) = (charge?.day.description, charge.map { MoneyResource($0.total) })
        }
        return resource
    }
}

extension AccountResource {
    init(_ account: Account, domains: Int) {
        self.init(
            number: account.number, title: account.title, plan: account.planName, login: account.loginName, systemUser: account.systemUser,
            uid: account.uid, webServer: account.serverName.ascii, state: account.state.rawValue,
            suspensionReason: account.suspensionReason,
            trashedAt: account.trashedAt?.description, purgeAt: account.purgeAt?.description, domains: domains,
            createdAt: account.createdAt.description)
        type = account.type.rawValue
        planVersion = account.planVersion
        isDemo = account.isDemo ? true : nil
    }
}

extension ReasonResource {
    /// Who did it is told to staff only.
    init(_ suspension: Suspension, naming: Bool) {
        self.init(
            agent: suspension.agent.rawValue, reason: suspension.reason, since: suspension.since.description,
            actor: naming && !suspension.actorName.isEmpty ? suspension.actorName : nil,
            liftedBy: suspension.agent.liftedBy.map(\.rawValue),
            mayLift: naming && SuspensionAgent.administrator.mayLift.contains(suspension.agent))
    }
}
