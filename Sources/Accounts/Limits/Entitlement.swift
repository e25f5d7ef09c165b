import Core

/// What an account may have of one resource and what it uses: the answer that every operation asks for before it acts.
package struct Entitlement: Sendable, Hashable {
    package var resource: ResourceKey
    /// Included in the plan's price.
    package var free: Allowance
    /// At most.
    package var most: Allowance
    /// Beyond `most` nothing is given; otherwise it is given, marked and reported (C.GEN-04, -05).
    package var isHard: Bool
    package var used: Int64
    /// Of what servers measure: exactly how much, and when; nil of what is counted here.
    package var measurement: Measurement?
    /// The account has a limit of its own instead of its plan's.
    package var isOwn: Bool

    package init(resource: ResourceKey, free: Allowance, most: Allowance, isHard: Bool, used: Int64 = 0, isOwn: Bool = false) {
        self.resource = resource
        self.free = free
        self.most = most
        self.isHard = isHard
        self.used = used
        self.isOwn = isOwn
    }

    /// More is used than there may be.
    package var isExceeded: Bool { !most.covers(used) }

    /// 0 to 1 and above; nil: there is no limit, or it is not measured yet.
    package var share: Double? {
        guard let most = most.number, measurement != .notYet else { return nil }
        if most == 0 { return 1 }
        return measurement?.bytes.map { Double($0) / (Double(most) * Double(Measurement.megabyte)) } ?? Double(used) / Double(most)
    }

    /// How much more there may be; nil: any number.
    package var left: Int64? { most.number.map { max(0, $0 - used) } }

    /// Whether `units` more may be had: in hard limits only what is left, else whatever, once the resource is available at all.
    package func allows(_ units: Int64) -> Bool {
        guard most.isAvailable else { return false }
        let (sum, overflows) = used.addingReportingOverflow(units)
        return !overflows && (!isHard || most.covers(sum))
    }

    /// Why `units` more are refused; nil when they are not. Keys: `limit.not_available` and `limit.used_up` (C.GEN-05).
    package func refusal(of units: Int64, plan: String) -> Fault? {
        if allows(units) { return nil }
        let name = ResourceCatalogue.find(resource)?.words.english ?? resource.rawValue
        guard most.isAvailable else {
            return Fault(
                .limit, key: "limit.not_available", arguments: ["resource": resource.rawValue, "plan": plan],
                "The plan \(plan) does not include “\(name)”. A larger plan may; ask your provider.")
        }
        return Fault(
            .limit, key: "limit.used_up",
            arguments: ["resource": resource.rawValue, "used": String(used), "most": most.description, "plan": plan],
            "“\(name)”: \(used) of \(most) are in use, which is what the plan \(plan) allows. Delete one, or ask your provider for more.")
    }
}
