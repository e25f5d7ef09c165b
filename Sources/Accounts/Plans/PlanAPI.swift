import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/plans`.
package struct PlanAPI: Sendable {
    private let services: HostingServices

    package init(services: HostingServices) { self.services = services }

    package func routes() -> Routes {
        let policy = Policy.staff(.planManager)
        var routes = Routes()
        routes.api(.get, "/api/v1/plans", policy, "List plans", list)
        routes.api(.post, "/api/v1/plans", policy, "Create a plan", taking: NewPlanResource.self, create)
        routes.api(.get, "/api/v1/plans/{plan}", policy, "Show a plan", show)
        routes.api(
            .patch, "/api/v1/plans/{plan}", policy, "Change a plan; accounts keep what they have", taking: PlanChangeResource.self, change)
        routes.api(.get, "/api/v1/plans/{plan}/prices", policy, "Show what a plan costs in each billing period", prices)
        routes.api(.delete, "/api/v1/plans/{plan}", policy, "Delete a plan that no account has", delete)
        routes.api(.post, "/api/v1/plans/{plan}/copies", policy, "Copy a plan", taking: PlanCopyResource.self, copy)
        routes.api(.put, "/api/v1/plans/{plan}/offer", policy, "Offer a plan at sign-up", offer)
        routes.api(.delete, "/api/v1/plans/{plan}/offer", policy, "Offer a plan at sign-up no more", stopOffering)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PlanResource>> {
        try await visit.database.read { db in
            let plans = try Plans.all(in: db)
            return Resource(ListResource(items: plans.map { PlanResource($0.plan, accounts: $0.accounts) }, total: plans.count))
        }
    }

    private func create(_ visit: Visit, _ new: NewPlanResource) async throws -> Created<PlanResource> {
        let (form, services) = (try PlanForm(new), services)
        return try await visit.database.write { db in
            let plan = try Plans.create(form, services: services, by: visit.actor, in: db, at: visit.now)
            return Created(PlanResource(plan, accounts: 0), at: "/api/v1/plans/\(plan.id)")
        }
    }

    private func show(_ visit: Visit, _ typed: String) async throws -> Resource<PlanResource> {
        try await visit.database.read { db in
            guard let plan = try Plans.find(named: typed, in: db) else { throw Fault.notFound("plan") }
            return Resource(try resource(plan, in: db))
        }
    }

    private func change(_ visit: Visit, _ typed: String, _ change: PlanChangeResource) async throws -> Resource<PlanResource> {
        let (options, services) = (try OptionTermsForm.all(change.options ?? []), services)
        return try await visit.database.write { db in
            let changed = try Plans.change(
                Plans.required(named: typed, in: db).id, services: services, by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(resource($0, in: db)) }
            ) { form in
                form.setupFee = change.setupFee ?? form.setupFee
                form.recurringFee = change.recurringFee ?? form.recurringFee
                try form.periods.apply(change.periods ?? [])
                form.isDemo = change.isDemo ?? form.isDemo
                form.address = change.address ?? form.address
                form.audience = change.audience ?? form.audience
                form.audienceMembers = change.audienceMembers?.joined(separator: "\n") ?? form.audienceMembers
                form.name = change.name ?? form.name
                form.description = change.description ?? form.description
                form.platform = change.platform ?? form.platform
                form.webServerGroup = change.webServerGroup ?? form.webServerGroup
                form.nameServerGroup = change.nameServerGroup ?? form.nameServerGroup
                form.currency = change.currency ?? form.currency
                form.isBilled = change.isBilled ?? form.isBilled
                form.trialDays = change.trialDays.map(String.init) ?? form.trialDays
                form.creditLimit = change.creditLimit ?? form.creditLimit
                form.moneyBackDays = change.moneyBackDays.map(String.init) ?? form.moneyBackDays
                form.domainLimit = change.domainLimit.map(String.init)
                form.options = options
                for term in change.resources ?? [] {
                    let key = ResourceKey(rawValue: term.resource)
                    form.resources[key] = ResourceTermsForm(term, instead: form.resources[key] ?? ResourceTermsForm())
                }
            }
            return Resource(try resource(changed, in: db))
        }
    }

    private func prices(_ visit: Visit, _ typed: String) async throws -> Resource<ListResource<PeriodPricesResource>> {
        try await visit.database.read { db in
            let plan = try Plans.required(named: typed, in: db)
            return Resource(ListResource(items: plan.periods.map { PeriodPricesResource($0, of: plan) }, total: plan.periods.count))
        }
    }

    private func delete(_ visit: Visit, _ typed: String) async throws -> NoContent {
        try await visit.database.write { db in
            try Plans.delete(locked(visit, typed, in: db), by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    private func copy(_ visit: Visit, _ typed: String, _ new: PlanCopyResource) async throws -> Created<PlanResource> {
        try await visit.database.write { db in
            let copy = try Plans.copy(Plans.locked(named: typed, in: db), named: new.name, by: visit.actor, in: db, at: visit.now)
            return Created(PlanResource(copy, accounts: 0), at: "/api/v1/plans/\(copy.id)")
        }
    }

    private func offer(_ visit: Visit, _ typed: String) async throws -> Resource<PlanResource> { try await offer(visit, typed, true) }

    private func stopOffering(_ visit: Visit, _ typed: String) async throws -> Resource<PlanResource> {
        try await offer(visit, typed, false)
    }

    private func offer(_ visit: Visit, _ typed: String, _ isOnOffer: Bool) async throws -> Resource<PlanResource> {
        try await visit.database.write { db in
            let plan = try locked(visit, typed, in: db)
            return Resource(try resource(Plans.offer(plan, isOnOffer, by: visit.actor, in: db, at: visit.now), in: db))
        }
    }

    private func locked(_ visit: Visit, _ typed: String, in db: any Connection) throws -> Plan {
        let plan = try Plans.locked(named: typed, in: db)
        try visit.requireMatch(resource(plan, in: db))
        return plan
    }

    private func resource(_ plan: Plan, in db: any Connection) throws -> PlanResource {
        PlanResource(plan, accounts: try Plans.accounts(of: plan, in: db))
    }
}

extension OptionTermsForm {
    /// Throws `Fault(.invalid)` beside `options` for an option that there is not, or that is there twice.
    static func all(_ items: [PlanOptionResource]) throws -> [WebOption: OptionTermsForm] {
        var complaints = Complaints()
        var options: [WebOption: OptionTermsForm] = [:]
        for (place, item) in items.enumerated() {
            guard let option = WebOption(rawValue: item.option) else {
                let known = WebOption.allCases.map(\.rawValue).joined(separator: " or ")
                complaints.add("options[\(place)].option", key: "plan.option.unknown", arguments: ["known": known], "Choose \(known).")
                continue
            }
            if options[option] != nil {
                complaints.add("options[\(place)].option", key: "plan.option.twice", "This option is there twice.")
            }
            options[option] = OptionTermsForm(terms: item.terms, amount: item.price?.amount ?? "", currency: item.price?.currency ?? "")
        }
        try complaints.check()
        return options
    }
}

extension PlanForm {
    /// Throws `Fault(.invalid)` beside `options` for an option that there is not, or that is there twice.
    init(_ new: NewPlanResource) throws {
        let options = try OptionTermsForm.all(new.options ?? [])
        if let resources = new.resources {
            self.init(name: new.name, platform: new.platform ?? "", resources: [:])
            for term in resources {
                self.resources[ResourceKey(rawValue: term.resource)] = ResourceTermsForm(term, instead: ResourceTermsForm())
            }
        } else {
            self.init(
                name: new.name, domainLimit: new.domainLimit.map(String.init) ?? "", includesPHP: new.includesPHP ?? true,
                platform: new.platform ?? "", options: options)
        }
        category = try Self.category(new.category)
        webServerGroup = new.webServerGroup ?? ""
        nameServerGroup = new.nameServerGroup ?? ""
        setupFee = new.setupFee ?? ""
        recurringFee = new.recurringFee ?? ""
        try periods.apply(new.periods ?? [])
        isDemo = new.isDemo ?? false
        address = new.address ?? address
        audience = new.audience ?? audience
        audienceMembers = new.audienceMembers?.joined(separator: "\n") ?? ""
        description = new.description ?? ""
        currency = new.currency ?? ""
        isBilled = new.isBilled ?? true
        trialDays = new.trialDays.map(String.init) ?? ""
        creditLimit = new.creditLimit ?? ""
        moneyBackDays = new.moneyBackDays.map(String.init) ?? ""
    }
}

extension PlanForm {
    fileprivate static func category(_ typed: String?) throws -> PlanCategory {
        guard let typed else { return .customer }
        guard let category = PlanCategory(rawValue: typed), category != .administrative else {
            throw Fault.invalid(
                .init(
                    "category", key: "plan.category.unknown",
                    "A plan is for customers (“customer”) or resellers (“reseller”); what staff may do is in their roles."))
        }
        return category
    }
}

extension ResourceTermsForm {
    /// What is absent stays as it was.
    init(_ term: PlanTermResource, instead before: ResourceTermsForm) {
        self.init(
            isIncluded: term.isIncluded ?? before.isIncluded, isActivated: term.isActivated ?? before.isActivated,
            isShownAtSignup: term.isShownAtSignup ?? before.isShownAtSignup, free: term.free.map(String.init) ?? before.free,
            most: term.most.map(String.init) ?? before.most, isHard: term.isHard ?? before.isHard, setup: term.setupPrice ?? before.setup,
            recurring: term.recurringPrice ?? before.recurring, usage: term.usagePrice ?? before.usage)
    }
}

extension PlanTermResource {
    init(_ key: ResourceKey, _ terms: ResourceTerms) {
        self.init(
            resource: key.rawValue, isIncluded: terms.isIncluded, isActivated: terms.isActivated, isShownAtSignup: terms.isShownAtSignup,
            free: Int(terms.free.stored), most: Int(terms.most.stored), isHard: terms.isHard, setupPrice: terms.prices.setup?.amount,
            recurringPrice: terms.prices.recurring?.amount, usagePrice: terms.prices.usage?.amount)
    }
}

extension PlanResource {
    init(_ plan: Plan, accounts: Int) {
        self.init(
            id: plan.id.text, name: plan.name, domainLimit: plan.domainLimit, includesPHP: plan.includesPHP, accounts: accounts,
            platform: plan.platform,
            options: WebOption.allCases.map { option in
                let terms = plan.terms(of: option)
                return PlanOptionResource(option: option.rawValue, terms: terms.key, price: terms.price.map(MoneyResource.init))
            })
        category = plan.category.rawValue
        webServerGroup = plan.webServerGroup
        nameServerGroup = plan.nameServerGroup
        description = plan.description
        isOnOffer = plan.isOnOffer
        currency = plan.currency.code
        version = plan.version
        isBilled = plan.billing.isBilled
        trialDays = plan.billing.trialDays
        creditLimit = Money(minorUnits: plan.billing.creditLimit, plan.currency).amount
        moneyBackDays = plan.billing.moneyBackDays
        (setupFee, recurringFee) = (plan.fee.setup?.amount, plan.fee.recurring?.amount)
        periods = plan.periods.map(BillingPeriodResource.init)
        isDemo = plan.isDemo
        address = plan.address.rawValue
        audience = plan.access.audience.rawValue
        audienceMembers = plan.access.members.isEmpty ? nil : plan.access.members.sorted().map(\.text)
        resources = ResourceCatalogue.all.compactMap { resource in plan.resources[resource.key].map { PlanTermResource(resource.key, $0) } }
    }
}

extension MoneyResource {
    package init(_ money: Money) { self.init(amount: money.amount, currency: money.currency.code) }
}
