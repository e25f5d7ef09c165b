import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/plans`.
package struct PlanAPI: Sendable {
    package init() {}

    package func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/plans", .staff(.planManager), "List plans", list)
        routes.api(.post, "/api/v1/plans", .staff(.planManager), "Create a plan", taking: NewPlanResource.self, create)
        routes.api(.get, "/api/v1/plans/{plan}", .staff(.planManager), "Show a plan", show)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PlanResource>> {
        try await visit.database.read { db in
            let plans = try Plans.all(in: db)
            return Resource(ListResource(items: plans.map { PlanResource($0.plan, accounts: $0.accounts) }, total: plans.count))
        }
    }

    private func create(_ visit: Visit, _ new: NewPlanResource) async throws -> Created<PlanResource> {
        return try await visit.database.write { db in
            let form = PlanForm(
                name: new.name, domainLimit: new.domainLimit.map(String.init) ?? "", includesPHP: new.includesPHP ?? true)
            let plan = try Plans.create(form, by: visit.actor, in: db, at: visit.now)
            return Created(PlanResource(plan, accounts: 0), at: "/api/v1/plans/\(plan.id)")
        }
    }

    private func show(_ visit: Visit, _ typed: String) async throws -> Resource<PlanResource> {
        try await visit.database.read { db in
            guard let plan = try Plans.find(named: typed, in: db) else { throw Fault.notFound("plan") }
            let accounts = try Plans.all(in: db).first { $0.plan.id == plan.id }?.accounts ?? 0
            return Resource(PlanResource(plan, accounts: accounts))
        }
    }
}

extension PlanResource {
    init(_ plan: Plan, accounts: Int) {
        self.init(
            id: plan.id.text, name: plan.name, domainLimit: plan.domainLimit, includesPHP: plan.includesPHP, accounts: accounts)
    }
}
