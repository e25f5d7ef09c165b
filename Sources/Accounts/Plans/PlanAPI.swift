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
        routes.api(
            .patch, "/api/v1/plans/{plan}", .staff(.planManager), "Change a plan; accounts keep what they have",
            taking: PlanChangeResource.self, change)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PlanResource>> {
        try await visit.database.read { db in
            let plans = try Plans.all(in: db)
            return Resource(ListResource(items: plans.map { PlanResource($0.plan, accounts: $0.accounts) }, total: plans.count))
        }
    }

    private func create(_ visit: Visit, _ new: NewPlanResource) async throws -> Created<PlanResource> {
        let form = try PlanForm(new)
        return try await visit.database.write { db in
            let plan = try Plans.create(form, by: visit.actor, in: db, at: visit.now)
            return Created(PlanResource(plan, accounts: 0), at: "/api/v1/plans/\(plan.id)")
        }
    }

    private func show(_ visit: Visit, _ typed: String) async throws -> Resource<PlanResource> {
        try await visit.database.read { db in
            Resource(try resource(try Plans.required(named: typed, in: db), in: db))
        }
    }

    private func change(_ visit: Visit, _ typed: String, _ change: PlanChangeResource) async throws -> Resource<PlanResource> {
        let options = try OptionTermsForm.all(change.options ?? [])
        return try await visit.database.write { db in
            let plan = try Plans.required(named: typed, in: db)
            let changed = try Plans.change(
                plan.id, by: visit.actor, in: db, at: visit.now, checking: { try visit.requireMatch(resource($0, in: db)) }
            ) { form in
                form.name = change.name ?? form.name
                form.domainLimit = change.domainLimit.map(String.init) ?? form.domainLimit
                form.platform = change.platform ?? form.platform
                form.options.merge(options) { $1 }
            }
            return Resource(try resource(changed, in: db))
        }
    }

    private func resource(_ plan: Plan, in db: any Connection) throws -> PlanResource {
        PlanResource(plan, accounts: try Plans.all(in: db).first { $0.plan.id == plan.id }?.accounts ?? 0)
    }
}

extension OptionTermsForm {
    /// Throws `Fault(.invalid)` beside `options` for an option that there is not, or that is there twice.
    static func all(_ items: [PlanOptionResource]) throws -> [WebOption: OptionTermsForm] {
        var complaints = Complaints()
        var options: [WebOption: OptionTermsForm] = [:]
        for (place, item) in items.enumerated() {
            guard let option = WebOption(rawValue: item.option) else {
                let known = WebOption.allCases.map(\.rawValue).joined(separator: " or ")
                complaints.add("options[\(place)].option", key: "plan.option.unknown", arguments: ["known": known], "Choose \(known).")
                continue
            }
            if options[option] != nil {
                complaints.add("options[\(place)].option", key: "plan.option.twice", "This option is there twice.")
            }
            options[option] = OptionTermsForm(
                terms: item.terms, amount: item.price?.amount ?? "", currency: item.price?.currency ?? "")
        }
        try complaints.check()
        return options
    }
}

extension PlanForm {
    /// Throws `Fault(.invalid)` beside `options` for an option that there is not, or that is there twice.
    init(_ new: NewPlanResource) throws {
        self.init(
            name: new.name, domainLimit: new.domainLimit.map(String.init) ?? "", includesPHP: new.includesPHP ?? true,
            platform: new.platform ?? "", options: try OptionTermsForm.all(new.options ?? []))
    }
}

extension PlanResource {
    init(_ plan: Plan, accounts: Int) {
        self.init(
            id: plan.id.text, name: plan.name, domainLimit: plan.domainLimit, includesPHP: plan.includesPHP, accounts: accounts,
            platform: plan.platform,
            options: WebOption.allCases.map { option in
                let terms = plan.terms(of: option)
                return PlanOptionResource(option: option.rawValue, terms: terms.key, price: terms.price.map(MoneyResource.init))
            })
    }
}

extension MoneyResource {
    package init(_ money: Money) { self.init(amount: money.amount, currency: money.currency.code) }
}
