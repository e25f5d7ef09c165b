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
        routes.api(.delete, "/api/v1/accounts/{account}", .staff(.accountManager), "Put an account in the trash", trash)
        routes.api(.post, "/api/v1/accounts/{account}/restoration", .staff(.accountManager), "Take an account out of the trash", restore)
        routes.api(.delete, "/api/v1/trash/accounts/{account}", .staff(.accountManager), "Delete a trashed account for good", purge)
        return routes
    }

    private static let listQuery = QueryParameter.list(
        sorts: AccountFilter.Order.allCases.map(\.rawValue), states: Account.State.allCases.map(\.rawValue))

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AccountResource>> {
        let query = try ResourceListQuery(
            visit.query, orders: AccountFilter.Order.allCases.map(\.rawValue), otherwise: AccountFilter.Order.number.rawValue)
        let filter = AccountFilter(
            search: query.search, state: try query.state(Account.State.self), order: AccountFilter.Order(rawValue: query.order) ?? .number,
            isDescending: query.isDescending, offset: query.offset, limit: query.limit)
        let (accounts, domains) = (accounts, domains)
        return try await visit.database.read { db in
            var (rows, next): ([Account], ListCursor?) = ([], nil)
            var total: Int?
            if query.isPaged || query.wantsTotal { (rows, total) = try accounts.list(filter, by: visit.actor, in: db) }
            if !query.isPaged { (rows, next) = try accounts.following(filter, after: query.cursor, by: visit.actor, in: db) }
            // A list that ends on its first page has been counted by reading it.
            if !query.isPaged, query.cursor == nil, next == nil { total = rows.count }
            let counts = try domains.domainCounts(of: rows.map(\.id), in: db)
            return Resource(
                ListResource(items: rows.map { AccountResource($0, domains: counts[$0.id] ?? 0) }, total: total, next: next?.text))
        }
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.read { db in
            Resource(try resource(try accounts.required(number, by: visit.actor, in: db), in: db))
        }
    }

    private func change(_ visit: Visit, _ number: Int, _ typed: AccountChangeResource) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let account = try accounts.change(
                number, AccountChange(title: typed.title, plan: typed.plan), by: visit.actor, in: db, at: visit.now
            ) { try visit.requireMatch(resource($0, in: db)) }
            return Resource(try resource(account, in: db))
        }
    }

    private func suspend(_ visit: Visit, _ number: Int, _ typed: SuspensionResource) async throws -> Resource<AccountResource> {
        let reason = typed.reason
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.suspend(number, reason: reason, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func resume(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.resume(number, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func trash(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            try requireMatch(number, visit, in: db)
            return Resource(try resource(try accounts.trash(number, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func restore(_ visit: Visit, _ number: Int) async throws -> Resource<AccountResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.restore(number, by: visit.actor, in: db, at: visit.now), in: db))
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
        try visit.requireMatch(resource(Accounts.locked(accounts.required(number, by: visit.actor, in: db), in: db), in: db))
    }

    private func resource(_ account: Account, in db: any Connection) throws -> AccountResource {
        var resource = AccountResource(account, domains: try domains.domainCounts(of: [account.id], in: db)[account.id] ?? 0)
        resource.email = try Logins.find(account.login, in: db)?.email
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
    }
}
