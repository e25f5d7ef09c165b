/// A change of an account's plan, as it would be or was done.
package struct AccountPlanChangeResource: APIResource {
    package var account: Int
    package var from: String
    package var to: String
    package var effects: [PlanEffectResource]

    package init(account: Int, from: String, to: String, effects: [PlanEffectResource]) {
        self.account = account
        self.from = from
        self.to = to
        self.effects = effects
    }

    package static var notes: [String: FieldNote] {
        [
            "account": "Number of the account.", "from": "Name of the plan before.", "to": "Name of the plan after.",
            "effects": "What becomes of each resource that the account has or gets.",
        ]
    }

    package static var example: AccountPlanChangeResource? {
        PlanEffectResource.example.map { AccountPlanChangeResource(account: 1, from: "Business", to: "Starter", effects: [$0]) }
    }
}

package struct PlanEffectResource: APIResource {
    package var resource: String
    package var used: Int
    package var mostBefore: Int
    package var mostAfter: Int
    package var freeBefore: Int
    package var freeAfter: Int
    package var isLost: Bool
    package var isExceeded: Bool

    package init(
        resource: String, used: Int, mostBefore: Int, mostAfter: Int, freeBefore: Int, freeAfter: Int, isLost: Bool, isExceeded: Bool
    ) {
        self.resource = resource
        self.used = used
        self.mostBefore = mostBefore
        self.mostAfter = mostAfter
        self.freeBefore = freeBefore
        self.freeAfter = freeAfter
        self.isLost = isLost
        self.isExceeded = isExceeded
    }

    package static var notes: [String: FieldNote] {
        [
            "resource": "Name of the resource, such as `domain`.", "used": "How much is in use.",
            "mostBefore": "How much there might be; -1: unlimited.", "mostAfter": "How much there may be; -1: unlimited, 0: not available.",
            "freeBefore": "So much was in the price; -1: unlimited.", "freeAfter": "So much is in the price; -1: unlimited.",
            "isLost": "It is turned off with the change.",
            "isExceeded": "More is in use than there may be: nothing is taken away, nothing more is given.",
        ]
    }

    package static var example: PlanEffectResource? {
        PlanEffectResource(
            resource: "domain", used: 2, mostBefore: 10, mostAfter: 5, freeBefore: 5, freeAfter: 3, isLost: false, isExceeded: false)
    }
}

package struct NewAccountPlanChangeResource: APIResource {
    package var plan: String?
    package var acceptsLosses: Bool?

    package init(plan: String? = nil, acceptsLosses: Bool? = nil) {
        self.plan = plan
        self.acceptsLosses = acceptsLosses
    }

    package static var notes: [String: FieldNote] {
        [
            "plan": "Name or id of the plan. It is needed.",
            "acceptsLosses": "Whether what the new plan does not include may be turned off. Default: false, and such a change is refused.",
        ]
    }

    package static var example: NewAccountPlanChangeResource? { NewAccountPlanChangeResource(plan: "Starter", acceptsLosses: true) }
}
