import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/system-info`, `/api/v1/recreations` and what of an account is published.
struct AdministrationAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/system-info", .staff(.settingsManager), "Show the whole installation in numbers", system)
        routes.api(
            .get, "/api/v1/accounts/{account}/objects", .staff(.recreationTool), "List what of an account is published to servers", objects)
        routes.api(
            .post, "/api/v1/accounts/{account}/recreations", .staff(.recreationTool), "Publish an account's objects anew",
            taking: NewRecreationResource.self, recreate)
        routes.api(
            .get, "/api/v1/recreations", .staff(.recreationTool), "List what was published anew, latest first",
            query: QueryParameter.following(sort: "created"), list)
        routes.api(
            .post, "/api/v1/recreations", .staff(.recreationTool), "Publish the objects of all accounts of a server anew",
            taking: NewServerRecreationResource.self, recreateServer)
        routes.api(.get, "/api/v1/recreations/{recreation}", .staff(.recreationTool), "Show how far a recreation is", show)
        return routes
    }

    private func system(_ visit: Visit) async throws -> Resource<SystemInfoResource> {
        let accounts = accounts
        return Resource(
            SystemInfoResource(try await visit.database.read { db in try accounts.systemInfo(by: visit.actor, in: db) }))
    }

    private func objects(_ visit: Visit, _ number: Int) async throws -> Resource<ListResource<PublishedObjectResource>> {
        let accounts = accounts
        return try await visit.database.read { db in
            let found = try accounts.published(of: accounts.required(number, by: visit.actor, in: db), in: db)
            var seen: Set<String> = []
            let items = found.filter { seen.insert($0.key).inserted }.map {
                PublishedObjectResource(object: $0.key, kind: $0.reference.kind.rawValue, name: $0.name)
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func recreate(_ visit: Visit, _ number: Int, _ typed: NewRecreationResource) async throws -> Created<RecreationResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let made = try accounts.recreate(number, only: typed.objects, by: visit.actor, in: db, at: visit.now)
            return Created(try resource(made, detail: true, in: db), at: "/api/v1/recreations/\(made.id)")
        }
    }

    private func recreateServer(_ visit: Visit, _ typed: NewServerRecreationResource) async throws -> Created<RecreationResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let made = try accounts.recreate(server: typed.server, by: visit.actor, in: db, at: visit.now)
            return Created(try resource(made, detail: true, in: db), at: "/api/v1/recreations/\(made.id)")
        }
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<RecreationResource>> {
        let query = try ResourceListQuery(visit.query, orders: ["created"], otherwise: "-created")
        let before: RecreationID? = try query.cursor?.identifier()
        return try await visit.database.read { db in
            let found = try Recreations.list(
                before: before, isOldestFirst: !query.isDescending, limit: query.limit + 1, by: visit.actor, in: db)
            let (rows, next) = query.cut(found) { $0.id.text }
            let items = try rows.map { try resource($0, detail: false, in: db) }
            return Resource(ListResource(items: items, total: query.counted(rows.count, next), next: next))
        }
    }

    private func show(_ visit: Visit, _ id: RecreationID) async throws -> Resource<RecreationResource> {
        try await visit.database.read { db in
            Resource(try resource(try Recreations.required(id, by: visit.actor, in: db), detail: true, in: db))
        }
    }

    private func resource(_ recreation: Recreation, detail: Bool, in db: any Connection) throws -> RecreationResource {
        let progress = try Recreations.progress(of: recreation, in: db)
        let objects = detail ? try Recreations.objects(of: recreation, limit: 200, in: db) : nil
        return RecreationResource(
            id: recreation.id.text, name: recreation.name, actor: recreation.actorName, createdAt: recreation.createdAt.description,
            isDone: progress.isDone, total: progress.total, done: progress.done, failed: progress.counts[.failed] ?? 0,
            objects: objects?.map {
                RecreatedObjectResource(
                    kind: $0.reference.kind.rawValue, name: $0.name, server: $0.serverName, state: $0.state.rawValue,
                    words: $0.words.isEmpty ? nil : $0.words)
            })
    }
}

extension SystemInfoResource {
    init(_ info: SystemInfo) {
        func counts<Key: RawRepresentable>(_ counts: [Key: Int], _ keys: [Key]) -> [CountResource] where Key.RawValue == String {
            keys.map { CountResource(name: $0.rawValue, count: counts[$0] ?? 0) }
        }
        self.init(
            version: info.version, database: info.database, staff: info.staff, customers: info.customers,
            accountsByState: counts(info.states, [.active, .suspended, .trashed]), accountsByType: counts(info.types, AccountType.allCases),
            accountsByPlan: info.plans.map { CountResource(name: $0.name, count: $0.accounts) },
            hosted: info.figures.map { CountResource(name: $0.what.rawValue, count: $0.count) }, physicalServers: info.physicalServers,
            logicalServers: counts(info.logicalServers, [.web, .dns]), licensedAccounts: info.licensedAccounts)
    }
}
