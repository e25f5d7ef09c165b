import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/accounts` and `/api/v1/trash/accounts`.
package struct AccountAPI: Sendable {
    private let accounts: Accounts
    private let owners: AccountOwners
    private let domains: any AccountPageSection

    package init(accounts: Accounts, owners: AccountOwners, domains: any AccountPageSection) {
        self.accounts = accounts
        self.owners = owners
        self.domains = domains
    }

    package func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/accounts", .reaching, list)
        routes.api(.post, "/api/v1/accounts", .administrator, create)
        routes.api(.get, "/api/v1/accounts/{account}", .reaching, show)
        routes.api(.put, "/api/v1/accounts/{account}/suspension", .administrator, suspend)
        routes.api(.delete, "/api/v1/accounts/{account}/suspension", .administrator, resume)
        routes.api(.delete, "/api/v1/accounts/{account}", .administrator, trash)
        routes.api(.post, "/api/v1/accounts/{account}/restoration", .administrator, restore)
        routes.api(.delete, "/api/v1/trash/accounts/{account}", .administrator, purge)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = try ResourceListQuery(
            visit.query, orders: AccountFilter.Order.allCases.map(\.rawValue), otherwise: AccountFilter.Order.number.rawValue)
        let filter = AccountFilter(
            search: query.search, state: try query.state(Account.State.self), order: AccountFilter.Order(rawValue: query.order) ?? .number,
            isDescending: query.isDescending, offset: query.offset, limit: query.limit)
        let (accounts, domains) = (accounts, domains)
        return try await visit.database.read { db in
            let (rows, total) = try accounts.list(filter, by: visit.actor, in: db)
            let counts = try domains.domainCounts(of: rows.map(\.id), in: db)
            return Resource(ListResource(items: rows.map { AccountResource($0, domains: counts[$0.id] ?? 0) }, total: total))
        }
    }

    private func create(_ visit: Visit) async throws -> any Answer {
        let new = try visit.decode(NewAccountResource.self)
        let created = try await owners.create(
            AccountForm(title: new.title, plan: new.plan, login: new.login),
            OwnerForm(login: new.login, email: new.email ?? "", password: new.password ?? ""), with: accounts, visit)
        var resource = AccountResource(created.account, domains: 0)
        resource.initialPassword = created.initialPassword
        return Resource.created(resource, at: "/api/v1/accounts/\(created.account.number)")
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            Resource(try resource(try accounts.required(number, by: visit.actor, in: db), in: db))
        }
    }

    private func suspend(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let reason = try visit.decode(SuspensionResource.self).reason
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.suspend(number, reason: reason, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func resume(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.resume(number, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func trash(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.trash(number, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func restore(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.write { db in
            Resource(try resource(try accounts.restore(number, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func purge(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        try await visit.database.write { db in try accounts.purge(number, by: visit.actor, in: db, at: visit.now) }
        return NoContent()
    }

    private func resource(_ account: Account, in db: any Connection) throws -> AccountResource {
        AccountResource(account, domains: try domains.domainCounts(of: [account.id], in: db)[account.id] ?? 0)
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
