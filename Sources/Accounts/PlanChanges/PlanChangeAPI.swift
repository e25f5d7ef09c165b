import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/plan-changes`.
struct PlanChangeAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/accounts/{account}/plan-changes", .reaching, "List what each plan would do that the account may change to", list)
        routes.api(
            .get, "/api/v1/accounts/{account}/plan-changes/{plan}", .reaching, "Show what a change of the plan would do", show)
        routes.api(
            .post, "/api/v1/accounts/{account}/plan-changes", .reaching, "Change the plan of an account",
            taking: NewAccountPlanChangeResource.self, change)
        return routes
    }

    private func list(_ visit: Visit, _ number: Int) async throws -> Resource<ListResource<AccountPlanChangeResource>> {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let items = try accounts.plansToChange(account, by: visit.actor, in: db).map { plan in
                AccountPlanChangeResource(try accounts.planChange(number, to: plan.id.text, by: visit.actor, in: db), of: number)
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func show(_ visit: Visit, _ number: Int, _ plan: String) async throws -> Resource<AccountPlanChangeResource> {
        let accounts = accounts
        return try await visit.database.read { db in
            guard try Plans.find(named: plan, in: db) != nil else {
                _ = try accounts.required(number, by: visit.actor, in: db)
                throw Fault.notFound("plan")
            }
            return Resource(AccountPlanChangeResource(try accounts.planChange(number, to: plan, by: visit.actor, in: db), of: number))
        }
    }

    private func change(
        _ visit: Visit, _ number: Int, _ new: NewAccountPlanChangeResource
    ) async throws -> Created<AccountPlanChangeResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let change = try accounts.changePlan(
                number, to: new.plan ?? "", acceptsLosses: new.acceptsLosses ?? false, by: visit.actor, in: db, at: visit.now)
            return Created(AccountPlanChangeResource(change, of: number), at: "/api/v1/accounts/\(number)")
        }
    }
}

extension AccountPlanChangeResource {
    init(_ change: PlanChange, of number: Int) {
        self.init(
            account: number, from: change.from.name, to: change.to.name,
            effects: change.effects.map { effect in
                PlanEffectResource(
                    resource: effect.resource.rawValue, used: Int(effect.used), mostBefore: Int(effect.before.stored),
                    mostAfter: Int(effect.after.stored), freeBefore: Int(effect.freeBefore.stored), freeAfter: Int(effect.freeAfter.stored),
                    isLost: effect.isLost, isExceeded: effect.isExceeded)
            })
    }
}
