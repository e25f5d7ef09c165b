import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/circulars`.
struct CircularAPI: Sendable {
    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.api(
            .get, "/api/v1/circulars", policy, "List circulars, newest first",
            query: QueryParameter.list(sorts: ["created"]).filter { ["page", "per_page"].contains($0.name) }, list)
        routes.api(
            .post, "/api/v1/circulars", policy, "Send an e-mail to all customers, or to all but some", taking: NewCircularResource.self,
            send)
        routes.api(.get, "/api/v1/circulars/{circular}", policy, "Show a circular and how far it is", show)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<CircularResource>> {
        let query = try ResourceListQuery(visit.query, orders: ["created"], otherwise: "created")
        return try await visit.database.read { db in
            let (rows, total) = try Circulars.list(limit: query.limit, offset: query.offset, by: visit.actor, in: db)
            return Resource(ListResource(items: rows.map(CircularResource.init), total: total))
        }
    }

    private func send(_ visit: Visit, _ new: NewCircularResource) async throws -> Created<CircularResource> {
        let form = CircularForm(subject: new.subject, text: new.text, except: new.except ?? [])
        return try await visit.database.write { db in
            let circular = try Circulars.send(form, by: visit.actor, in: db, at: visit.now)
            return Created(CircularResource(circular), at: "/api/v1/circulars/\(circular.id)")
        }
    }

    private func show(_ visit: Visit, _ id: CircularID) async throws -> Resource<CircularResource> {
        try await visit.database.read { db in Resource(CircularResource(try Circulars.required(id, by: visit.actor, in: db))) }
    }
}

extension CircularResource {
    init(_ circular: Circular) {
        self.init(
            id: circular.id.text, subject: circular.subject, text: circular.text, createdAt: circular.createdAt.description,
            recipients: circular.progress.recipients, written: circular.progress.written, waiting: circular.progress.waiting,
            failed: circular.progress.failed)
    }
}
