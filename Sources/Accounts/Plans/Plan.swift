import Core
import Fleet
import Persistence

/// For whom a plan is (H.PLAN-01). Stored by raw value.
package enum PlanCategory: String, Sendable, CaseIterable, SQLEnum {
    /// End users: accounts with a home and domains.
    case customer
    /// Who sells on.
    case reseller
    /// Staff: rights instead of resources. Their rights are the roles of the staff.
    case administrative
}

/// What is sold: a bundle of resources with prices. A live contract: of its edits some reach the accounts that have it (H.PLAN-19).
package struct Plan: Sendable, Hashable {
    package var id: PlanID
    package var name: String
    package var category: PlanCategory
    package var description: String
    /// Offered at sign-up. A new plan and a copy are not (H.PLAN-15).
    package var isOnOffer: Bool
    /// Accounts are placed on servers with this label only; see `Platform`.
    package var platform: String
    /// Of its prices.
    package var currency: Currency
    package var billing: PlanBilling
    /// Counts up with each change of terms. An account keeps the setup and recurring prices of the version it was made with.
    package var version: Int
    /// What is not in it is not included.
    package var resources: [ResourceKey: ResourceTerms]
    /// What the plan itself costs for a month, whatever is used of it: setup and recurring.
    package var fee: UnitPrices
    /// At least one, in the order in which they are offered.
    package var periods: [BillingPeriod]
    /// Its accounts are for demonstration: nothing of them is on any server; see `DemoAccounts`.
    package var isDemo = false
    package var access = PlanAccess()
    /// Accounts are placed on web servers of this group only, and their zones on name servers of that one; see `ServerGroup`.
    package var webServerGroup = ServerGroup.standard
    package var nameServerGroup = ServerGroup.standard
    /// What its accounts begin with.
    package var address = PlanAddress.shared
    package var createdAt: Timestamp

    /// - Parameter periods: Empty: one of a month.
    package init(
        id: PlanID, name: String, category: PlanCategory = .customer, description: String = "", isOnOffer: Bool = false,
        platform: String = Platform.standard, currency: Currency, billing: PlanBilling = PlanBilling(), version: Int = 1,
        resources: [ResourceKey: ResourceTerms], fee: UnitPrices = UnitPrices(), periods: [BillingPeriod] = [], createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.category = category
        self.description = description
        self.isOnOffer = isOnOffer
        self.platform = platform
        self.currency = currency
        self.billing = billing
        self.version = version
        self.resources = resources
        self.fee = fee
        self.periods = periods.isEmpty ? [.monthly(of: id)] : periods
        self.createdAt = createdAt
    }

    /// How much of it an account of this plan may have.
    package func allowance(of key: ResourceKey) -> Allowance { resources[key]?.allowance ?? .none }

    /// How many domains an account may have; nil is unlimited.
    package var domainLimit: Int? { allowance(of: .domain).number.map(Int.init) }

    package func terms(of option: WebOption) -> OptionTerms {
        guard let terms = resources[option.resource], terms.isIncluded else { return .notOffered }
        return terms.prices.recurring.map { .monthly($0) } ?? .included
    }

    package var includesPHP: Bool { terms(of: .php).isOffered }
}

extension WebOption {
    package var resource: ResourceKey {
        switch self {
        case .web: .web
        case .php: .php
        }
    }
}

/// How the accounts of a plan are billed (H.PLAN-04, -16). Stored here, acted upon by billing.
package struct PlanBilling: Sendable, Hashable {
    package var isBilled = true
    /// Nothing is charged so long; 0 is no trial.
    package var trialDays = 0
    /// How far an account may owe, in minor units of the plan's currency; 0 is not at all (contract 5.30).
    package var creditLimit: Int64 = 0
    /// So long the money comes back on request; 0 is no such promise.
    package var moneyBackDays = 0

    package init(isBilled: Bool = true, trialDays: Int = 0, creditLimit: Int64 = 0, moneyBackDays: Int = 0) {
        self.isBilled = isBilled
        self.trialDays = trialDays
        self.creditLimit = creditLimit
        self.moneyBackDays = moneyBackDays
    }
}
