import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/platforms`.
struct PlatformAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/platforms", .staff(.planManager), "List the platforms of servers and plans", list)
        routes.api(.put, "/api/v1/platforms/{platform}/withdrawal", .staff(.planManager), "Sell a platform no more", withdraw)
        routes.api(.delete, "/api/v1/platforms/{platform}/withdrawal", .staff(.planManager), "Sell a platform again", offer)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PlatformResource>> {
        try await visit.database.read { db in
            let items = try GlobalPlatforms.all(in: db).map {
                PlatformResource(platform: $0.name, isWithdrawn: $0.isWithdrawn, servers: $0.servers)
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func withdraw(_ visit: Visit, _ name: String) async throws -> NoContent { try await set(visit, name, true) }

    private func offer(_ visit: Visit, _ name: String) async throws -> NoContent { try await set(visit, name, false) }

    private func set(_ visit: Visit, _ name: String, _ isWithdrawn: Bool) async throws -> NoContent {
        _ = try await visit.database.write { db in
            try GlobalPlatforms.withdraw(name, isWithdrawn, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }
}
