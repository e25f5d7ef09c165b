import Core
import Fleet

/// A plan as typed, before it is checked.
package struct PlanForm: Sendable {
    package var name: String
    package var category: PlanCategory = .customer
    package var description = ""
    /// Empty is `Platform.standard`.
    package var platform: String
    /// Empty is `ServerGroup.standard`.
    package var webServerGroup = ""
    package var nameServerGroup = ""
    /// Three letters. Empty is the currency of the prices given, or EUR.
    package var currency = ""
    package var isBilled = true
    /// Whole numbers; empty is 0.
    package var trialDays = ""
    package var creditLimit = ""
    package var moneyBackDays = ""
    /// The plan's own prices for a month; empty is none.
    package var setupFee = ""
    package var recurringFee = ""
    /// In their order; none is one of a month. Those of the plan that are not among them stay as they are.
    package var periods: [BillingPeriodForm] = []
    package var isDemo = false
    /// `shared` or `own`.
    package var address = PlanAddress.shared.rawValue
    /// `everybody`, `listed` or `staff`.
    package var audience = PlanAccess.Audience.everybody.rawValue
    /// Names or ids of plans, numbers of accounts, e-mail addresses of owners, one a line or with commas between.
    package var audienceMembers = ""
    /// Resources that are not in it are not included.
    package var resources: [ResourceKey: ResourceTermsForm]
    /// "unlimited" in the language of who types.
    package var unlimitedWord = "unlimited"

    package init(name: String, platform: String = "", resources: [ResourceKey: ResourceTermsForm]) {
        self.name = name
        self.platform = platform
        self.resources = resources
    }

    /// A plan in few words: so many domains, and websites on these terms.
    ///
    /// - Parameters:
    ///   - domainLimit: A whole number, or empty, `unlimited` or `-1` for unlimited.
    ///   - includesPHP: What PHP's terms are when `options` does not say.
    ///   - options: Those that are not in it are included.
    package init(
        name: String, domainLimit: String, includesPHP: Bool, platform: String = "", options: [WebOption: OptionTermsForm] = [:]
    ) {
        // Who says nothing of space and traffic limits neither.
        let unlimited = ResourceTermsForm(free: "-1", most: "-1", isHard: false)
        self.init(name: name, platform: platform, resources: [.diskSpace: unlimited, .traffic: unlimited])
        self.domainLimit = domainLimit
        for option in WebOption.allCases {
            let typed = options[option] ?? OptionTermsForm(terms: option == .php && !includesPHP ? "not_offered" : "included")
            self.options[option] = typed
        }
    }

    /// The short terms of domains and of websites' options, which win over `resources`.
    package var domainLimit: String?
    package var options: [WebOption: OptionTermsForm] = [:]

    /// What a plan is now, to be changed.
    package init(_ plan: Plan) {
        self.init(name: plan.name, platform: plan.platform, resources: [:])
        category = plan.category
        description = plan.description
        webServerGroup = plan.webServerGroup
        nameServerGroup = plan.nameServerGroup
        currency = plan.currency.code
        isBilled = plan.billing.isBilled
        trialDays = String(plan.billing.trialDays)
        creditLimit = Money(minorUnits: plan.billing.creditLimit, plan.currency).amount
        moneyBackDays = String(plan.billing.moneyBackDays)
        setupFee = plan.fee.setup?.amount ?? ""
        recurringFee = plan.fee.recurring?.amount ?? ""
        periods = plan.periods.map(BillingPeriodForm.init)
        isDemo = plan.isDemo
        address = plan.address.rawValue
        audience = plan.access.audience.rawValue
        audienceMembers = plan.access.members.map(\.text).joined(separator: ",")
        for (key, terms) in plan.resources {
            resources[key] = ResourceTermsForm(
                isIncluded: terms.isIncluded, isActivated: terms.isActivated, isShownAtSignup: terms.isShownAtSignup,
                free: String(terms.free.stored), most: String(terms.most.stored), isHard: terms.isHard,
                setup: terms.prices.setup?.amount ?? "", recurring: terms.prices.recurring?.amount ?? "",
                usage: terms.prices.usage?.amount ?? "")
        }
    }

    /// The plan, still without an id of its own. Throws `Fault(.invalid)` beside `name`, `description`, `platform`, `webServerGroup`, `nameServerGroup`,
    /// `address`, `currency`, `trialDays`, `creditLimit`, `moneyBackDays`, `fee.setup`, `fee.recurring`, the fields of resources (`resources.mailbox.most`), those of options
    /// (`options.php`) and those of billing periods (`periods.0.count`).
    ///
    /// - Parameters:
    ///   - had: What the plan had before and may keep although nothing provides it any more.
    ///   - before: The periods it has had so far, none of which is deleted.
    func checked(
        as id: PlanID, services: Set<HostingService>, had: Set<ResourceKey> = [], periods before: [BillingPeriod] = [], at now: Timestamp
    ) throws -> Plan {
        var complaints = Complaints()
        let name = try complaints.take("name") { try self.name.asName(limit: 60) }
        let description = try complaints.take("description") {
            try self.description.trimmingWhitespace.isEmpty ? "" : self.description.asName(limit: 1000)
        }
        let platform = try complaints.take("platform") { try Platform.checked(self.platform) }
        let webServers = try complaints.take("webServerGroup") { try ServerGroup.checked(webServerGroup) }
        let nameServers = try complaints.take("nameServerGroup") { try ServerGroup.checked(nameServerGroup) }
        // The short form tells the currency beside its price, and complains there.
        let told = options.values.first { $0.terms == "monthly" }?.currency
        let currency =
            self.currency.isEmpty
            ? told.map { (try? Currency($0)) ?? Currency(stored: "EUR") } ?? Currency(stored: "EUR")
            : try complaints.take("currency") { try Currency(self.currency) }
        let billing = PlanBilling(
            isBilled: isBilled, trialDays: try days("trialDays", trialDays, &complaints),
            creditLimit: try credit(currency, &complaints), moneyBackDays: try days("moneyBackDays", moneyBackDays, &complaints))
        var terms: [ResourceKey: ResourceTerms] = [:]
        for resource in ResourceCatalogue.all {
            guard let typed = resources[resource.key], typed.isIncluded else { continue }
            terms[resource.key] = try typed.checked(resource, currency: currency, unlimited: unlimitedWord, &complaints)
        }
        if let domainLimit, let most = try complaints.take("domainLimit", { try Self.limit(domainLimit) }) { terms[.domain] = .plain(most) }
        for (option, typed) in options.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let checked = try typed.checked(option, &complaints)
            if let price = checked.price, let currency, price.currency != currency {
                complaints.add(
                    "price.\(option.rawValue)", key: "plan.one_currency", arguments: ["currency": currency.code],
                    "All prices of a plan are in one currency, here \(currency.code).")
            }
            terms[option.resource] = checked.isOffered ? .option(checked) : nil
        }
        if category != .administrative {
            var wanted = terms.mapValues(\.allowance)
            for key in resources.keys where ResourceCatalogue.find(key) == nil { wanted[key] = .units(1) }
            // PHP without the web service is allowed: it is what the web service is bought for later.
            if options[.php] != nil, wanted[.web] == nil { wanted[.php] = nil }
            ResourceRules.check(
                wanted, had: had.union(options.keys.map(\.resource)).union([.domain, .diskSpace, .traffic]), services: services, &complaints
            ) {
                "resources.\($0.rawValue).included"
            }
        }
        let address = PlanAddress(rawValue: self.address)
        if address == nil {
            complaints.add(
                "address", key: "plan.address.unknown",
                "Accounts begin with the server's address (“shared”) or with one of their own (“own”).")
        }
        if address == .own, terms[.dedicatedIP]?.allowance.isAvailable != true {
            complaints.add(
                "resources.\(ResourceKey.dedicatedIP.rawValue).included", key: "plan.address.needs",
                "Accounts of this plan are to begin with an address of their own, so the plan has to include one at least.")
        }
        let fee = try PricesForm(setup: setupFee, recurring: recurringFee).checked(
            currency, field: "fee", keepsZero: false, &complaints)
        let items = Set(terms.filter(\.value.isIncluded).keys).union([.plan])
        let periods = try periods.checked(before: before, plan: id, currency: currency, items: items, at: now, &complaints)
        try complaints.check()
        guard let name, let currency, let platform else { throw Fault.notFound("plan") }
        var plan = Plan(
            id: id, name: name, category: category, description: description ?? "", platform: platform, currency: currency,
            billing: billing, resources: terms, fee: fee, periods: periods, createdAt: now)
        plan.isDemo = isDemo
        plan.webServerGroup = webServers ?? ServerGroup.standard
        plan.nameServerGroup = nameServers ?? ServerGroup.standard
        plan.address = address ?? .shared
        return plan
    }

    private static func limit(_ typed: String) throws(InputProblem) -> Allowance {
        let text = typed.trimmingWhitespace
        if text.isEmpty || text.folded == "unlimited" || text == "-1" { return .unlimited }
        guard let number = Int64(text), (0...100_000).contains(number) else {
            throw InputProblem("plan.domain_limit.form", "Type a whole number from 0 to 100,000, or leave it empty for unlimited.")
        }
        return .units(number)
    }

    private func days(_ field: String, _ typed: String, _ complaints: inout Complaints) throws -> Int {
        let text = typed.trimmingWhitespace
        if text.isEmpty { return 0 }
        guard let number = Int(text), (0...3660).contains(number) else {
            complaints.add(field, key: "plan.days", "Type a whole number of days from 0 to 3660, or leave it empty for none.")
            return 0
        }
        return number
    }

    private func credit(_ currency: Currency?, _ complaints: inout Complaints) throws -> Int64 {
        guard !creditLimit.trimmingWhitespace.isEmpty, let currency else { return 0 }
        return try complaints.take("creditLimit") { try Money(creditLimit, in: currency) }?.minorUnits ?? 0
    }
}

extension ResourceTerms {
    /// On from the beginning when it costs nothing; what has a price of its own begins turned off.
    static func option(_ terms: OptionTerms) -> ResourceTerms {
        ResourceTerms(isActivated: terms.price == nil, free: .units(1), most: .units(1), prices: UnitPrices(recurring: terms.price))
    }
}
