import Core

/// What is sold: a name and what it includes.
package struct Plan: Sendable, Hashable {
    package var id: PlanID
    package var name: String
    /// How many domains an account may have; nil is unlimited (contract 5.2: unlimited is a value of its own).
    package var domainLimit: Int?
    package var includesPHP: Bool
    package var createdAt: Timestamp

    package init(id: PlanID, name: String, domainLimit: Int?, includesPHP: Bool, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.domainLimit = domainLimit
        self.includesPHP = includesPHP
        self.createdAt = createdAt
    }
}

/// A plan as typed, before it is checked.
package struct PlanForm: Sendable {
    package var name: String
    /// A whole number, or empty, `unlimited` or `-1` for unlimited.
    package var domainLimit: String
    package var includesPHP: Bool

    package init(name: String, domainLimit: String, includesPHP: Bool) {
        self.name = name
        self.domainLimit = domainLimit
        self.includesPHP = includesPHP
    }

    func checked() throws -> (name: String, domainLimit: Int?) {
        var complaints = Complaints()
        let name = try complaints.take("name") { try self.name.asName(limit: 60) }
        let limit = try complaints.take("domainLimit") { try PlanForm.limit(domainLimit) }
        try complaints.check()
        return (name ?? "", limit ?? nil)
    }

    private static func limit(_ typed: String) throws(InputProblem) -> Int? {
        let text = typed.trimmingWhitespace
        if text.isEmpty || text.folded == "unlimited" || text == "-1" { return nil }
        guard let number = Int(text), (0...100_000).contains(number) else {
            throw InputProblem("plan.domain_limit.form", "Type a whole number from 0 to 100,000, or leave it empty for unlimited.")
        }
        return number
    }
}
