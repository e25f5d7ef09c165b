import Core

/// On which terms a plan has one resource (H.PLAN-04, -05, -07).
package struct ResourceTerms: Sendable, Hashable {
    /// Customers may have it.
    package var isIncluded: Bool
    /// New accounts have it from the beginning, and their first bill says so.
    package var isActivated: Bool
    /// The pages of sign-up list it (H.PLAN-17).
    package var isShownAtSignup: Bool
    /// So much is in the plan's own price.
    package var free: Allowance
    /// So much an account may have at most; the highest choice of what is chosen, 1 of what is on or off.
    package var most: Allowance
    /// More than `most` is refused; otherwise it is possible, marked and reported (C.GEN-04, -05). Never for traffic.
    package var isHard: Bool
    package var prices: UnitPrices

    package init(
        isIncluded: Bool = true, isActivated: Bool = true, isShownAtSignup: Bool = true, free: Allowance, most: Allowance,
        isHard: Bool = true,
        prices: UnitPrices = UnitPrices()
    ) {
        self.isIncluded = isIncluded
        self.isActivated = isActivated
        self.isShownAtSignup = isShownAtSignup
        self.free = free
        self.most = most
        self.isHard = isHard
        self.prices = prices
    }

    /// In the plan, on from the beginning, for nothing: as much as that.
    package static func plain(_ amount: Allowance, hard isHard: Bool = true) -> ResourceTerms {
        ResourceTerms(free: amount, most: amount, isHard: isHard)
    }

    /// What an account may have: nothing unless it is included.
    package var allowance: Allowance { isIncluded ? most : .none }
}

/// What a unit costs, in the plan's currency; nil is nothing. Stored by plans, charged by billing.
package struct UnitPrices: Sendable, Hashable {
    /// Once.
    package var setup: Money?
    /// A period.
    package var recurring: Money?
    /// For each unit used beyond the free ones, in a period.
    package var usage: Money?

    package init(setup: Money? = nil, recurring: Money? = nil, usage: Money? = nil) {
        self.setup = setup
        self.recurring = recurring
        self.usage = usage
    }

    package var isNothing: Bool { setup == nil && recurring == nil && usage == nil }
}

/// The terms of one resource as typed, before they are checked.
package struct ResourceTermsForm: Sendable {
    package var isIncluded: Bool
    package var isActivated: Bool
    package var isShownAtSignup: Bool
    package var free: String
    package var most: String
    package var isHard: Bool
    package var setup: String
    package var recurring: String
    package var usage: String

    package init(
        isIncluded: Bool = true, isActivated: Bool = true, isShownAtSignup: Bool = true, free: String = "", most: String = "",
        isHard: Bool = true, setup: String = "", recurring: String = "", usage: String = ""
    ) {
        self.isIncluded = isIncluded
        self.isActivated = isActivated
        self.isShownAtSignup = isShownAtSignup
        self.free = free
        self.most = most
        self.isHard = isHard
        self.setup = setup
        self.recurring = recurring
        self.usage = usage
    }

    /// Adds what is wrong beside `resources.<key>.free`, `.most`, `.setup`, `.recurring` and `.usage`. nil when something is.
    ///
    /// An empty `most` is what is free, and an empty `free` nothing; of a switch both are on.
    func checked(
        _ resource: HostingResource, currency: Currency?, unlimited: String, _ complaints: inout Complaints
    ) throws -> ResourceTerms? {
        let field = "resources.\(resource.key.rawValue)"
        func amount(_ name: String, _ typed: String, otherwise: Allowance) throws -> Allowance? {
            typed.trimmingWhitespace.isEmpty
                ? otherwise
                : try complaints.take("\(field).\(name)") { try resource.allowance(typed, unlimited: unlimited) }
        }
        func price(_ name: String, _ typed: String) throws -> Money? {
            guard !typed.trimmingWhitespace.isEmpty, let currency else { return nil }
            let money = try complaints.take("\(field).\(name)") { try Money(typed, in: currency) }
            return money?.minorUnits == 0 ? nil : money
        }
        let before = complaints.fields.count
        let isOnOff = resource.kind == .onOff
        let freely = try amount("free", isOnOff ? "1" : free, otherwise: .none)
        let mostly = try amount("most", isOnOff ? "1" : most, otherwise: freely ?? .none)
        let prices = UnitPrices(
            setup: try price("setup", setup), recurring: try price("recurring", recurring), usage: try price("usage", usage))
        if let freely, let mostly, freely > mostly {
            complaints.add(
                "\(field).free", key: "plan.free_beyond_most", "More is free than an account may have. Raise the maximum, or lower this.")
        }
        guard complaints.fields.count == before, let freely, let mostly else { return nil }
        return ResourceTerms(
            isIncluded: isIncluded, isActivated: isIncluded && isActivated, isShownAtSignup: isShownAtSignup, free: freely, most: mostly,
            isHard: isHard && resource.allowsHardLimit, prices: prices)
    }
}
