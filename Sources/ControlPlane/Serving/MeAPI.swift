import APIResources
import Presentation

/// `/api/v1/me`: who the caller is.
struct MeAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/me", .signedIn) { visit in
            Resource(MeResource(name: visit.actor.name, role: visit.actor.role.rawValue))
        }
        return routes
    }
}
