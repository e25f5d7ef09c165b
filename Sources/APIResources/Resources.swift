import Core

// The payloads of `/api/v1`: shared by the server, the command line and the tests. Times are RFC 3339 text, ids are text.

/// A page of a list.
package struct ListResource<Item: APIResource>: APIResource {
    package var items: [Item]
    /// How many there are over all pages; nil when they were not counted.
    package var total: Int?
    /// What `cursor` is for the rows after these; nil at the end.
    package var next: String?

    package init(items: [Item], total: Int? = nil, next: String? = nil) {
        self.items = items
        self.total = total
        self.next = next
    }
}

/// Who the caller is: `GET /api/v1/me`.
package struct MeResource: APIResource {
    package var name: String
    package var role: String
    /// What a member of staff may do.
    package var permissions: [String]?

    package init(name: String, role: String, permissions: [String]? = nil) {
        self.name = name
        self.role = role
        self.permissions = permissions
    }
}

/// Every refusal, as `application/problem+json` (RFC 9457) with the complaints per field.
package struct ProblemResource: APIResource {
    package struct Field: APIResource {
        /// Path of the field in the payload: `name`, `endpoints[1]`.
        package var field: String
        /// The stored key of the message: `domain.name.label_long`.
        package var code: String
        /// What is wrong with it, in a sentence.
        package var detail: String

        package init(field: String, code: String, detail: String) {
            self.field = field
            self.code = code
            self.detail = detail
        }
    }

    /// `about:blank`: the status and `code` say what it is (RFC 9457 §4.2.1).
    package var type: String
    package var title: String
    package var status: Int
    /// What happened, to what, what next: a sentence.
    package var detail: String
    /// The stored key of the sentence, which never changes: `account.in_trash`.
    package var code: String
    package var errors: [Field]?
    /// The request's id, by which the log can be searched.
    package var reference: String

    package init(
        type: String = "about:blank", title: String, status: Int, detail: String, code: String, errors: [Field]? = nil, reference: String
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.errors = errors
        self.reference = reference
    }
}

/// The state of a thing on one server: what is wanted against what is.
package struct StatusResource: APIResource {
    /// Host name of the logical server.
    package var server: String
    /// `web` or `dns`.
    package var kind: String
    /// `wanted`, `applying`, `live`, `failed`, `content_missing`, `removed`.
    package var state: String
    /// What was seen from outside, or the daemon's own words.
    package var words: String
    package var nextTry: String?
    package var since: String

    package init(server: String, kind: String, state: String, words: String, nextTry: String?, since: String) {
        self.server = server
        self.kind = kind
        self.state = state
        self.words = words
        self.nextTry = nextTry
        self.since = since
    }
}

/// An amount of money: `{"amount": "4.90", "currency": "EUR"}`.
package struct MoneyResource: APIResource, Equatable {
    /// Decimal, with the decimals of the currency: `4.90`, `490` yen.
    package var amount: String
    /// ISO 4217.
    package var currency: String

    package init(amount: String, currency: String) {
        self.amount = amount
        self.currency = currency
    }
}

/// On which terms a plan has an option of websites.
package struct PlanOptionResource: APIResource {
    /// `web` or `php`.
    package var option: String
    /// `included`, `monthly` (for the price a month) or `not_offered`.
    package var terms: String
    /// With `monthly`.
    package var price: MoneyResource?

    package init(option: String, terms: String, price: MoneyResource? = nil) {
        self.option = option
        self.terms = terms
        self.price = price
    }
}

package struct PlanResource: APIResource {
    package var id: String
    package var name: String
    /// nil: unlimited.
    package var domainLimit: Int?
    /// Whether PHP is offered at all; `options` says on which terms.
    package var includesPHP: Bool
    package var accounts: Int
    /// Accounts are placed on servers of this platform only.
    package var platform: String
    /// The same with groups of servers.
    package var webServerGroup = "Default"
    package var nameServerGroup = "Default"
    package var options: [PlanOptionResource]
    /// For whom: `customer` or `reseller`.
    package var category = "customer"
    package var description = ""
    /// Offered at sign-up.
    package var isOnOffer = false
    /// Of its prices; ISO 4217.
    package var currency = "EUR"
    /// Counts up with each change of terms.
    package var version = 1
    package var isBilled = true
    package var trialDays = 0
    /// In the plan's currency.
    package var creditLimit = "0.00"
    package var moneyBackDays = 0
    package var resources: [PlanTermResource] = []
    /// The plan's own prices for a month.
    package var setupFee: String?
    package var recurringFee: String?
    package var periods: [BillingPeriodResource] = []
    package var isDemo = false
    /// What its accounts begin with: `shared` or `own`.
    package var address = "shared"
    package var audience = "everybody"
    package var audienceMembers: [String]?

    package init(
        id: String, name: String, domainLimit: Int?, includesPHP: Bool, accounts: Int, platform: String = "Linux",
        options: [PlanOptionResource] = []
    ) {
        self.id = id
        self.name = name
        self.domainLimit = domainLimit
        self.includesPHP = includesPHP
        self.accounts = accounts
        self.platform = platform
        self.options = options
    }
}

package struct NewPlanResource: APIResource {
    package var name: String
    package var domainLimit: Int?
    /// Short for the terms of the option `php`: included or not offered. Default: included.
    package var includesPHP: Bool?
    /// Default: `Linux`.
    package var platform: String?
    /// Default: `Default`.
    package var webServerGroup: String?
    package var nameServerGroup: String?
    /// Options that are left out are included.
    package var options: [PlanOptionResource]?
    /// For whom: `customer` or `reseller`. Default: `customer`.
    package var category: String?
    package var description: String?
    /// ISO 4217. Default: that of the prices in `options`, or EUR.
    package var currency: String?
    package var isBilled: Bool?
    package var trialDays: Int?
    package var creditLimit: String?
    package var moneyBackDays: Int?
    /// When given, exactly these are included, and `domainLimit`, `includesPHP` and `options` are not looked at.
    package var resources: [PlanTermResource]?
    package var setupFee: String?
    package var recurringFee: String?
    /// Default: one of a month.
    package var periods: [BillingPeriodResource]?
    package var isDemo: Bool?
    package var address: String?
    package var audience: String?
    package var audienceMembers: [String]?

    package init(
        name: String, domainLimit: Int? = nil, includesPHP: Bool? = nil, platform: String? = nil, options: [PlanOptionResource]? = nil
    ) {
        self.name = name
        self.domainLimit = domainLimit
        self.includesPHP = includesPHP
        self.platform = platform
        self.options = options
    }
}

/// What is absent stays as it is.
package struct PlanChangeResource: APIResource {
    package var name: String?
    /// -1: unlimited.
    package var domainLimit: Int?
    package var platform: String?
    package var webServerGroup: String?
    package var nameServerGroup: String?
    package var options: [PlanOptionResource]?
    package var description: String?
    package var currency: String?
    package var isBilled: Bool?
    package var trialDays: Int?
    package var creditLimit: String?
    package var moneyBackDays: Int?
    /// Those that are not named stay as they are, and so do their fields that are absent.
    package var resources: [PlanTermResource]?
    package var setupFee: String?
    package var recurringFee: String?
    /// As with resources; none is deleted.
    package var periods: [BillingPeriodResource]?
    package var isDemo: Bool?
    package var address: String?
    package var audience: String?
    package var audienceMembers: [String]?

    package init(name: String? = nil, domainLimit: Int? = nil, platform: String? = nil, options: [PlanOptionResource]? = nil) {
        self.name = name
        self.domainLimit = domainLimit
        self.platform = platform
        self.options = options
    }
}

package struct AccountResource: APIResource {
    package var number: Int
    package var title: String
    /// Name of the plan.
    package var plan: String
    /// The owner's sign-in name.
    package var login: String
    /// The owner's e-mail address; only in the answer for one account.
    package var email: String?
    /// The owner's name; only in the answer for one account.
    package var person: String?
    /// `administrative`, `reseller`, `reseller_administrative`, `user`.
    package var type = "user"
    /// The version of the plan whose setup and recurring prices it has.
    package var planVersion = 1
    package var systemUser: String
    package var uid: Int
    package var webServer: String
    /// `active`, `suspended`, `trashed`.
    package var state: String
    package var suspensionReason: String?
    package var trashedAt: String?
    package var purgeAt: String?
    package var domains: Int
    package var createdAt: String
    /// Only for an account for demonstration.
    package var isDemo: Bool?
    /// Length of its billing period: `1 month`; only in the answer for one account.
    package var period: String?
    /// When something is due next; only in the answer for one account, and not when it is not billed.
    package var nextChargeOn: String?
    /// How much, estimated and before tax.
    package var nextCharge: MoneyResource?
    /// Only in the answer to `POST /api/v1/accounts`, when a password was made for a new owner. Told this once.
    package var initialPassword: String?

    package var holdsSecret: Bool { initialPassword != nil }

    package init(
        number: Int, title: String, plan: String, login: String, systemUser: String, uid: Int, webServer: String, state: String,
        suspensionReason: String?, trashedAt: String?, purgeAt: String?, domains: Int, createdAt: String
    ) {
        self.number = number
        self.title = title
        self.plan = plan
        self.login = login
        self.systemUser = systemUser
        self.uid = uid
        self.webServer = webServer
        self.state = state
        self.suspensionReason = suspensionReason
        self.trashedAt = trashedAt
        self.purgeAt = purgeAt
        self.domains = domains
        self.createdAt = createdAt
    }
}

/// What is absent stays as it is.
package struct AccountChangeResource: APIResource {
    package var title: String?
    /// Name or id of the plan.
    package var plan: String?

    package init(title: String? = nil, plan: String? = nil) {
        self.title = title
        self.plan = plan
    }
}

/// `POST /api/v1/accounts`. The owner is an existing login, or a new one is made from name, e-mail and password.
package struct NewAccountResource: APIResource {
    package var title: String
    /// Name or id of the plan.
    package var plan: String
    /// Sign-in name of the owner.
    package var login: String
    /// Only for a new login.
    package var email: String?
    /// Only for a new login.
    package var password: String?
    /// Only for a new login.
    package var person: String?
    /// Only for a new login.
    package var language: String?
    /// Id or length of a billing period of the plan.
    package var period: String?
    /// Name or id of a template whose limits it gets.
    package var template: String?
    package var limits: [LimitResource]?
    package var data: PersonalDataResource?
    package var domains: [NewAccountDomainResource]?
    /// The addresses it begins with; all absent: as the plan says.
    package var ipv4: String?
    package var ipv4IsExclusive: Bool?
    package var ipv6: String?
    package var ipv6IsExclusive: Bool?
    /// Whether the registration mail goes to its owner at once.
    package var sendsMail: Bool?

    package init(title: String, plan: String, login: String, email: String? = nil, password: String? = nil) {
        self.title = title
        self.plan = plan
        self.login = login
        self.email = email
        self.password = password
    }
}

/// `PUT /api/v1/accounts/{number}/suspension`.
package struct SuspensionResource: APIResource {
    package var reason: String
    /// On whose behalf; absent: the administration's.
    package var agent: String?

    package init(reason: String, agent: String? = nil) {
        self.reason = reason
        self.agent = agent
    }
}

/// One reason for which an account is suspended.
package struct ReasonResource: APIResource {
    package var agent: String
    package var reason: String
    package var since: String
    /// Who did it, by name; absent for the system, and for customers.
    package var actor: String?
    /// The agents who may lift it.
    package var liftedBy: [String]
    /// Whether the administration is one of them and the reader belongs to it.
    package var mayLift: Bool

    package init(agent: String, reason: String, since: String, actor: String?, liftedBy: [String], mayLift: Bool) {
        self.agent = agent
        self.reason = reason
        self.since = since
        self.actor = actor
        self.liftedBy = liftedBy
        self.mayLift = mayLift
    }
}

package struct DomainResource: APIResource {
    /// A-labels in lower case.
    package var name: String
    package var displayName: String
    package var account: Int
    /// `active`, `suspended`, `trashed`.
    package var state: String
    /// The worst of what its parts are: `live`, `applying`, `failed` ...
    package var liveState: String
    /// Only for a domain of an account for demonstration, which is on no server.
    package var isDemo: Bool?
    package var statuses: [StatusResource]
    package var nameServers: [String]
    package var serial: Int
    /// `none`, `wanted`, `registered`.
    package var registration: String
    package var registrationSince: String?
    package var website: WebsiteResource?
    package var trashedAt: String?
    package var purgeAt: String?
    package var createdAt: String

    package init(
        name: String, displayName: String, account: Int, state: String, liveState: String, statuses: [StatusResource],
        nameServers: [String], serial: Int, registration: String = "none", registrationSince: String? = nil, website: WebsiteResource?,
        trashedAt: String?, purgeAt: String?, createdAt: String
    ) {
        self.name = name
        self.displayName = displayName
        self.account = account
        self.state = state
        self.liveState = liveState
        self.statuses = statuses
        self.nameServers = nameServers
        self.serial = serial
        self.registration = registration
        self.registrationSince = registrationSince
        self.website = website
        self.trashedAt = trashedAt
        self.purgeAt = purgeAt
        self.createdAt = createdAt
    }
}

/// `POST /api/v1/domains`.
package struct NewDomainResource: APIResource {
    package var name: String
    package var account: Int
    /// Below the account's home; default `<name>/public`.
    package var documentRoot: String?
    package var hasZone: Bool?
    package var isToBeRegistered: Bool?

    package init(name: String, account: Int, documentRoot: String? = nil, hasZone: Bool? = nil, isToBeRegistered: Bool? = nil) {
        self.name = name
        self.account = account
        self.documentRoot = documentRoot
        self.hasZone = hasZone
        self.isToBeRegistered = isToBeRegistered
    }
}

/// `PUT /api/v1/domains/{domain}/registration`.
package struct RegistrationResource: APIResource {
    /// `none`, `wanted`, `registered`.
    package var registration: String

    package init(registration: String) { self.registration = registration }
}

package struct RecordResource: APIResource {
    package var name: String
    package var type: String
    /// Seconds.
    package var timeToLive: Int
    package var data: String

    package init(name: String, type: String, timeToLive: Int, data: String) {
        self.name = name
        self.type = type
        self.timeToLive = timeToLive
        self.data = data
    }
}

/// One option of a website: whether it is on, and on which terms the plan has it.
package struct WebsiteOptionResource: APIResource {
    /// `web`, `php`; `index_page` and `logs` are always on.
    package var option: String
    package var isOn: Bool
    /// `included`, `monthly` or `not_offered`.
    package var terms: String
    /// A month; with `monthly`.
    package var price: MoneyResource?

    package init(option: String, isOn: Bool, terms: String, price: MoneyResource? = nil) {
        self.option = option
        self.isOn = isOn
        self.terms = terms
        self.price = price
    }
}

package struct WebsiteResource: APIResource {
    package var names: [String]
    package var documentRoot: String
    package var isOn: Bool
    package var runsPHP: Bool
    package var server: String
    /// Where the server listens: `127.0.0.1:8082`.
    package var endpoints: [String]
    package var options: [WebsiteOptionResource]

    package init(
        names: [String], documentRoot: String, isOn: Bool, runsPHP: Bool, server: String, endpoints: [String],
        options: [WebsiteOptionResource] = []
    ) {
        self.names = names
        self.documentRoot = documentRoot
        self.isOn = isOn
        self.runsPHP = runsPHP
        self.server = server
        self.endpoints = endpoints
        self.options = options
    }
}

/// `PATCH /api/v1/websites/{domain}`; what is absent stays as it is.
package struct WebsiteChangeResource: APIResource {
    /// The price that somebody has agreed to for an option that is turned on.
    package struct Agreement: APIResource {
        package var option: String
        package var price: MoneyResource

        package init(option: String, price: MoneyResource) {
            self.option = option
            self.price = price
        }
    }

    package var documentRoot: String?
    package var isOn: Bool?
    package var runsPHP: Bool?
    /// Needed for each option that is turned on and has a price of its own.
    package var agreedPrices: [Agreement]?

    package init(documentRoot: String? = nil, isOn: Bool? = nil, runsPHP: Bool? = nil, agreedPrices: [Agreement]? = nil) {
        self.documentRoot = documentRoot
        self.isOn = isOn
        self.runsPHP = runsPHP
        self.agreedPrices = agreedPrices
    }
}

/// `GET /api/v1/websites/{domain}/logs/{access|error}?lines=N`.
package struct LogResource: APIResource {
    package var lines: [String]

    package init(lines: [String]) { self.lines = lines }
}

package struct JobResource: APIResource {
    package var id: String
    package var kind: String
    /// `waiting`, `running`, `done`, `given_up`.
    package var state: String
    package var priority: Int
    package var attempts: Int
    package var runAt: String
    package var lastError: String?

    package init(id: String, kind: String, state: String, priority: Int, attempts: Int, runAt: String, lastError: String?) {
        self.id = id
        self.kind = kind
        self.state = state
        self.priority = priority
        self.attempts = attempts
        self.runAt = runAt
        self.lastError = lastError
    }
}
