import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/plan-groups`.
struct PlanGroupAPI: Sendable {
    func routes() -> Routes {
        let policy = Policy.staff(.planGroups)
        var routes = Routes()
        routes.api(.get, "/api/v1/plan-groups", policy, "List groups of plans", list)
        routes.api(.post, "/api/v1/plan-groups", policy, "Create a group of plans", taking: NewPlanGroupResource.self, create)
        routes.api(.get, "/api/v1/plan-groups/{group}", policy, "Show a group of plans", show)
        routes.api(
            .patch, "/api/v1/plan-groups/{group}", policy, "Change a group of plans", taking: PlanGroupChangeResource.self, change)
        routes.api(.delete, "/api/v1/plan-groups/{group}", policy, "Delete a group of plans; the plans stay", delete)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PlanGroupResource>> {
        try await visit.database.read { db in
            let groups = try PlanGroups.all(in: db)
            return Resource(ListResource(items: try groups.map { try PlanGroupResource($0, in: db) }, total: groups.count))
        }
    }

    private func create(_ visit: Visit, _ new: NewPlanGroupResource) async throws -> Created<PlanGroupResource> {
        try await visit.database.write { db in
            let form = PlanGroupForm(name: new.name, plans: new.plans ?? [])
            let group = try PlanGroups.create(form, by: visit.actor, in: db, at: visit.now)
            return Created(try PlanGroupResource(group, in: db), at: "/api/v1/plan-groups/\(group.id)")
        }
    }

    private func show(_ visit: Visit, _ id: PlanGroupID) async throws -> Resource<PlanGroupResource> {
        try await visit.database.read { db in Resource(try PlanGroupResource(PlanGroups.required(id, in: db), in: db)) }
    }

    private func change(_ visit: Visit, _ id: PlanGroupID, _ change: PlanGroupChangeResource) async throws -> Resource<PlanGroupResource> {
        try await visit.database.write { db in
            let group = try PlanGroups.change(
                id, by: visit.actor, in: db, at: visit.now, checking: { try visit.requireMatch(PlanGroupResource($0, in: db)) }
            ) { form in
                form.name = change.name ?? form.name
                form.plans = change.plans ?? form.plans
            }
            return Resource(try PlanGroupResource(group, in: db))
        }
    }

    private func delete(_ visit: Visit, _ id: PlanGroupID) async throws -> NoContent {
        try await visit.database.write { db in
            _ = try PlanGroups.delete(id, by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(PlanGroupResource($0, in: db))
            }
        }
        return NoContent()
    }
}

extension PlanGroupResource {
    init(_ group: PlanGroup, in db: any Connection) throws {
        self.init(id: group.id.text, name: group.name, plans: try group.plans.compactMap { try Plans.find($0, in: db)?.name })
    }
}
