/// Plans between which customers may change by themselves.
package struct PlanGroupResource: APIResource {
    package var id: String
    package var name: String
    package var plans: [String]

    package init(id: String, name: String, plans: [String]) {
        self.id = id
        self.name = name
        self.plans = plans
    }

    package static var notes: [String: FieldNote] {
        ["id": "Stays the same.", "name": "No other group has it.", "plans": "Names of its plans, all of one platform."]
    }

    package static var example: PlanGroupResource? {
        PlanGroupResource(id: "01JD7Q6Y4V8T2M9R0K3X5B1N7C", name: "Web hosting", plans: ["Business", "Starter"])
    }
}

package struct NewPlanGroupResource: APIResource {
    package var name: String
    package var plans: [String]?

    package init(name: String, plans: [String]? = nil) {
        self.name = name
        self.plans = plans
    }

    package static var notes: [String: FieldNote] {
        [
            "name": FieldNote("No other group has it.", maximumLength: 60),
            "plans": "Names or ids of plans, all of one platform and for one kind of account. Default: none.",
        ]
    }

    package static var example: NewPlanGroupResource? { NewPlanGroupResource(name: "Web hosting", plans: ["Starter"]) }
}

package struct PlanGroupChangeResource: APIResource {
    package var name: String?
    package var plans: [String]?

    package init(name: String? = nil, plans: [String]? = nil) {
        self.name = name
        self.plans = plans
    }

    package static var notes: [String: FieldNote] {
        [
            "name": FieldNote("Absent: stays.", maximumLength: 60),
            "plans": "All plans of the group from now on, by name or id. Absent: they stay.",
        ]
    }

    package static var example: PlanGroupChangeResource? { PlanGroupChangeResource(name: "Web hosting") }
}
