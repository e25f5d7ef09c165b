import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/limits` and `/api/v1/resources`.
struct LimitAPI: Sendable {
    let accounts: Accounts
    let services: HostingServices

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/accounts/{account}/limits", .reaching, "Show what an account may have and what it uses", limits)
        routes.api(
            .patch, "/api/v1/accounts/{account}/limits", .staff(.accountManager), "Give an account limits of its own",
            taking: LimitsResource.self, change)
        routes.api(.get, "/api/v1/resources", .staff(.planManager), "List what plans can include", resources)
        routes.api(.put, "/api/v1/resources/{resource}/withdrawal", .staff(.planManager), "Sell a resource no more", withdraw)
        routes.api(.delete, "/api/v1/resources/{resource}/withdrawal", .staff(.planManager), "Sell a resource again", offer)
        return routes
    }

    private func limits(_ visit: Visit, _ number: Int) async throws -> Resource<ListResource<EntitlementResource>> {
        let accounts = accounts
        return try await visit.database.read { db in
            Resource(try list(of: accounts.required(number, by: visit.actor, in: db), in: db))
        }
    }

    private func change(_ visit: Visit, _ number: Int, _ change: LimitsResource) async throws -> Resource<ListResource<EntitlementResource>>
    {
        let (accounts, services) = (accounts, services)
        var typed: [ResourceKey: AccountLimits.Typed] = [:]
        for limit in change.limits {
            typed[ResourceKey(rawValue: limit.resource)] = .init(most: limit.most.map { String($0) } ?? "", isHard: limit.isHard ?? true)
        }
        return try await visit.database.write { [typed] db in
            let account = try Accounts.locked(accounts.required(number, by: visit.actor, in: db), in: db)
            try visit.requireMatch(list(of: account, in: db))
            try AccountLimits.set(typed, for: account, services: services.provided(in: db), by: visit.actor, in: db, at: visit.now)
            return Resource(try list(of: account, in: db))
        }
    }

    private func list(of account: Account, in db: any Connection) throws -> ListResource<EntitlementResource> {
        let found = try accounts.entitlements(of: account, in: db).filter { $0.most.isAvailable || $0.isOwn || $0.used > 0 }
        return ListResource(items: found.compactMap(EntitlementResource.init), total: found.count)
    }

    private func resources(_ visit: Visit) async throws -> Resource<ListResource<HostingResourceResource>> {
        let services = services
        return try await visit.database.read { db in
            let (provided, withdrawn) = (try services.provided(in: db), try GlobalResources.withdrawn(in: db))
            let items = ResourceCatalogue.all.map { resource in
                HostingResourceResource(
                    resource: resource.key.rawValue, name: resource.words(visit.texts.language), kind: resource.kind.name,
                    isProvided: provided.contains(resource.needs), isWithdrawn: withdrawn.contains(resource.key),
                    requires: resource.requires.map(\.rawValue), conflicts: resource.conflicts.map(\.rawValue))
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func withdraw(_ visit: Visit, _ key: String) async throws -> NoContent { try await set(visit, key, true) }

    private func offer(_ visit: Visit, _ key: String) async throws -> NoContent { try await set(visit, key, false) }

    private func set(_ visit: Visit, _ key: String, _ isWithdrawn: Bool) async throws -> NoContent {
        try await visit.database.write { db in
            try GlobalResources.withdraw(ResourceKey(rawValue: key), isWithdrawn, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }
}

extension HostingResource.Kind {
    /// As programs say it.
    package var name: String {
        switch self {
        case .counted: "counted"
        case .stored: "stored"
        case .metered: "metered"
        case .onOff: "switch"
        case .choice: "choice"
        }
    }
}

extension EntitlementResource {
    /// nil for a resource of a later release.
    init?(_ entitlement: Entitlement) {
        guard let resource = ResourceCatalogue.find(entitlement.resource) else { return nil }
        self.init(
            resource: resource.key.rawValue, kind: resource.kind.name, free: Int(entitlement.free.stored),
            most: Int(entitlement.most.stored),
            isHard: entitlement.isHard, used: entitlement.measurement == .notYet ? nil : Int(entitlement.used),
            isExceeded: entitlement.isExceeded,
            isOwn: entitlement.isOwn, usedBytes: entitlement.measurement?.bytes.map { Int($0) },
            measuredAt: entitlement.measurement?.at?.description)
    }
}
