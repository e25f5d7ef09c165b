import Core
import Persistence

/// Limits that an account is to get at its beginning or from a template: within its plan (contract 5.4).
///
/// More than the plan allows is given on the page of an account's limits, by whoever wants that.
enum UserLimits {
    /// What a customer of the plan may be given: what is offered and what the plan includes (C.LIM-02).
    static func offered(with plan: Plan, _ services: HostingServices, in db: any Connection) throws -> [HostingResource] {
        try Plans.offered(services, in: db).filter { plan.allowance(of: $0.key).isAvailable }
    }

    /// Complains beside `limits.<resource>`: no number, more than the plan has, not offered, without its basis, not together.
    static func check(
        _ typed: [ResourceKey: AccountLimits.Typed], plan: Plan, offered: Set<ResourceKey>, unlimited word: String = "unlimited",
        _ complaints: inout Complaints
    ) throws {
        let limits = try TypedLimits.parsed(typed, unlimited: word, &complaints)
        for resource in ResourceCatalogue.all {
            guard let limit = limits[resource.key], let sentence = beyond(limit, resource, plan) else { continue }
            complaints.add(
                TypedLimits.field(resource.key), key: "user.limit.beyond_plan",
                arguments: ["plan": plan.name, "most": resource.text(plan.allowance(of: resource.key))], sentence)
        }
        TypedLimits.check(limits, offered: offered, otherwise: plan.resources.mapValues(\.allowance), &complaints)
    }

    /// Why the plan does not have so much; nil when it does.
    static func beyond(_ limit: AccountLimit, _ resource: HostingResource, _ plan: Plan) -> String? {
        let most = plan.allowance(of: resource.key)
        if limit.most <= most { return nil }
        return "The plan \(plan.name) allows at most \(resource.text(most)) of this. Type less, or choose a larger plan."
    }
}
