/// On which terms a plan has a resource.
package struct PlanTermResource: APIResource {
    package var resource: String
    package var isIncluded: Bool?
    package var isActivated: Bool?
    package var isShownAtSignup: Bool?
    /// -1: unlimited.
    package var free: Int?
    package var most: Int?
    package var isHard: Bool?
    /// Amounts in the plan's currency.
    package var setupPrice: String?
    package var recurringPrice: String?
    package var usagePrice: String?

    package init(
        resource: String, isIncluded: Bool? = nil, isActivated: Bool? = nil, isShownAtSignup: Bool? = nil, free: Int? = nil,
        most: Int? = nil,
        isHard: Bool? = nil, setupPrice: String? = nil, recurringPrice: String? = nil, usagePrice: String? = nil
    ) {
        self.resource = resource
        self.isIncluded = isIncluded
        self.isActivated = isActivated
        self.isShownAtSignup = isShownAtSignup
        self.free = free
        self.most = most
        self.isHard = isHard
        self.setupPrice = setupPrice
        self.recurringPrice = recurringPrice
        self.usagePrice = usagePrice
    }

    package static var notes: [String: FieldNote] {
        [
            "resource": "Name of the resource, such as `domain`; `GET /resources` lists them.",
            "isIncluded": "Whether accounts of the plan may have it. Default: true.",
            "isActivated": "Whether new accounts have it from the beginning. Default: true.",
            "isShownAtSignup": "Whether the pages of sign-up list it. Default: true.",
            "free": FieldNote("So much is in the price; -1: unlimited. Megabytes of what is stored or metered. Default: 0.", minimum: -1),
            "most": FieldNote("So much an account may have; -1: unlimited; the place of a choice. Default: what is free.", minimum: -1),
            "isHard": "Whether more is refused; otherwise it is given and reported. Default: true; traffic is never refused.",
            "setupPrice": "For a unit, once, in the plan's currency: `4.90`.", "recurringPrice": "For a unit a month.",
            "usagePrice": "For each unit used beyond the free ones.",
        ]
    }

    package static var example: PlanTermResource? {
        PlanTermResource(resource: "domain", isIncluded: true, isActivated: true, isShownAtSignup: true, free: 5, most: 10, isHard: true)
    }
}

package struct PlanCopyResource: APIResource {
    package var name: String

    package init(name: String) { self.name = name }

    package static var notes: [String: FieldNote] { ["name": FieldNote("Name of the copy; no other plan has it.", maximumLength: 60)] }
    package static var example: PlanCopyResource? { PlanCopyResource(name: "Business 2027") }
}
