import Core
import Identity

extension Things { package enum PlanGroup {} }
package typealias PlanGroupID = Identifier<Things.PlanGroup>

/// Plans between which customers may change by themselves (H.PLAN-10). A plan may be in several groups.
package struct PlanGroup: Sendable, Hashable {
    package var id: PlanGroupID
    package var name: String
    /// The ids of its plans, in the order of their names.
    package var plans: [PlanID]
    package var createdAt: Timestamp

    package init(id: PlanGroupID, name: String, plans: [PlanID], createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.plans = plans
        self.createdAt = createdAt
    }

    var audited: AuditEntry.Object { .init("plan_group", id.text, name) }
}

/// A group as typed, before it is checked.
package struct PlanGroupForm: Sendable {
    package var name: String
    /// Names or ids of plans.
    package var plans: [String]

    package init(name: String, plans: [String]) {
        self.name = name
        self.plans = plans
    }
}
