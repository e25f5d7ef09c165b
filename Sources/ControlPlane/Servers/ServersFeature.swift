import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Physical and logical servers.
struct ServersFeature: Feature {
    private let servers: Servers
    private let requests: NodeRequests

    init(_ parts: FeatureParts) throws {
        servers = try parts()
        requests = try parts()
    }

    static var migrations: [Migration] { FleetMigrations.all }

    func routes() -> Routes {
        var routes = ServerPages(servers: servers, requests: requests).routes()
        routes.add(ServerAPI(servers: servers).routes())
        routes.add(ServerAddressPages().routes())
        routes.add(ServerAddressAPI().routes())
        return routes
    }

    func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        guard visit.actor.may(.serverManager) else { return [] }
        let count = try PhysicalServers.count(in: db)
        return [MenuItem(.cluster, order: 10, visit.texts.servers.title, "/servers", icon: .servers, count: count)]
    }

    func found(_ typed: String, limit: Int, for visit: Visit, in db: any Connection) throws -> [SearchHit] {
        guard visit.actor.may(.serverManager) else { return [] }
        return try PhysicalServers.all(in: db).filter { $0.name.folded.contains(typed.folded) }.prefix(limit)
            .map { SearchHit($0.name, note: visit.texts.servers.server, "/servers/\($0.name)", icon: .servers) }
    }
}
