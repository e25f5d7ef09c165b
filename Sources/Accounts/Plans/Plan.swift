import Core
import Fleet

/// What is sold: a name and what it includes.
package struct Plan: Sendable, Hashable {
    package var id: PlanID
    package var name: String
    /// How many domains an account may have; nil is unlimited (contract 5.2: unlimited is a value of its own).
    package var domainLimit: Int?
    /// Accounts are placed on servers with this label only; see `Platform`.
    package var platform: String
    /// Options that are not in it are included.
    package var options: [WebOption: OptionTerms]
    package var createdAt: Timestamp

    package init(
        id: PlanID, name: String, domainLimit: Int?, platform: String = Platform.standard, options: [WebOption: OptionTerms] = [:],
        createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.domainLimit = domainLimit
        self.platform = platform
        self.options = options
        self.createdAt = createdAt
    }

    package func terms(of option: WebOption) -> OptionTerms { options[option] ?? .included }

    package var includesPHP: Bool { terms(of: .php).isOffered }
}

/// A plan as typed, before it is checked.
package struct PlanForm: Sendable {
    package var name: String
    /// A whole number, or empty, `unlimited` or `-1` for unlimited.
    package var domainLimit: String
    /// What PHP's terms are when `options` does not say.
    package var includesPHP: Bool
    /// Empty is `Platform.standard`.
    package var platform: String
    package var options: [WebOption: OptionTermsForm]

    package init(
        name: String, domainLimit: String, includesPHP: Bool, platform: String = "", options: [WebOption: OptionTermsForm] = [:]
    ) {
        self.name = name
        self.domainLimit = domainLimit
        self.includesPHP = includesPHP
        self.platform = platform
        self.options = options
    }

    /// The plan, still without an id of its own. Throws `Fault(.invalid)` beside `name`, `domainLimit`, `platform` and the fields of options.
    func checked(as id: PlanID, at now: Timestamp) throws -> Plan {
        var complaints = Complaints()
        let name = try complaints.take("name") { try self.name.asName(limit: 60) }
        let limit = try complaints.take("domainLimit") { try PlanForm.limit(domainLimit) }
        let platform = try complaints.take("platform") { try Platform.checked(self.platform) }
        var terms: [WebOption: OptionTerms] = includesPHP ? [:] : [.php: .notOffered]
        for option in WebOption.allCases {
            if let form = options[option] { terms[option] = try form.checked(option, &complaints) }
        }
        try complaints.check()
        return Plan(
            id: id, name: name ?? "", domainLimit: limit ?? nil, platform: platform ?? Platform.standard, options: terms, createdAt: now)
    }

    /// What a plan is now, to be changed.
    init(_ plan: Plan) {
        var options: [WebOption: OptionTermsForm] = [:]
        for option in WebOption.allCases { options[option] = OptionTermsForm(plan.terms(of: option)) }
        self.init(
            name: plan.name, domainLimit: plan.domainLimit.map(String.init) ?? "", includesPHP: plan.includesPHP, platform: plan.platform,
            options: options)
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
