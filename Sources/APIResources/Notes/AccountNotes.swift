extension PlanResource {
    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the plan.", format: "uuid"),
            "name": "Name of the plan.",
            "domainLimit": FieldNote("How many domains an account may have; absent: any number.", minimum: 0),
            "includesPHP": "Whether its websites may run PHP.",
            "accounts": FieldNote("How many accounts have it.", minimum: 0),
            "platform": "Accounts are placed on servers of this platform only.",
            "webServerGroup": "Accounts are placed on web servers of this group only.",
            "nameServerGroup": "Their zones are on name servers of this group only.",
            "options": "On which terms it has the options of websites.",
            "category": FieldNote("For whom it is.", values: ["customer", "reseller"]),
            "description": "What customers read when they choose a plan.",
            "currency": "Of its prices; ISO 4217.",
            "isBilled": "Whether accounts of the plan are billed.",
            "trialDays": FieldNote("So many days nothing is charged.", minimum: 0, maximum: 3660),
            "creditLimit": "So much an account may owe, in the plan's currency.",
            "moneyBackDays": FieldNote("So many days customers get their money back on request.", minimum: 0, maximum: 3660),
            "isOnOffer": "Whether it is offered at sign-up.",
            "version": FieldNote("Counts up with each change of terms.", minimum: 1),
            "resources": "On which terms it has each resource; what is missing is not included.",
            "setupFee": "What the plan itself costs once, in its currency: `9.90`; absent: nothing.",
            "recurringFee": "What it costs for a month, whatever is used of it; absent: nothing.",
            "periods": "For how long customers pay at a time, in the order of the offer; the first one on offer is the usual one.",
            "isDemo": "Whether it is for demonstration: nothing of its accounts is on a server. Stays while accounts have it.",
            "address": FieldNote(
                "What its accounts begin with: the web server's address, or a free IPv4 address only for them.", values: ["shared", "own"]),
            "audience": FieldNote("Who sees it once it is offered.", values: ["everybody", "listed", "staff"]),
            "audienceMembers":
                "With `listed`: names or ids of plans whose customers see it, numbers of accounts, e-mail addresses of owners.",
        ]
    }

    package static var example: PlanResource? {
        PlanResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", name: "Business", domainLimit: 10, includesPHP: true, accounts: 3,
            options: PlanOptionResource.example.map { [$0] } ?? [])
    }
}

extension PlanResource {
    package static var observed: Set<String> { ["accounts"] }
}

extension PlanChangeResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "Another name; no other plan has it.",
            "domainLimit": FieldNote("How many domains an account may have; -1: any number.", minimum: -1),
            "platform": "New accounts are placed on servers of this platform only; those that exist stay where they are.",
            "webServerGroup": "New accounts are placed on web servers of this group only; those that exist stay where they are.",
            "nameServerGroup": "New zones are on name servers of this group only.",
            "options": "Other terms for these options; those left out stay. What websites use already stays turned on.",
            "description": "What customers read when they choose a plan.", "currency": "Of its prices; ISO 4217.",
            "isBilled": "Whether accounts of the plan are billed.",
            "trialDays": FieldNote("So many days nothing is charged.", minimum: 0, maximum: 3660),
            "creditLimit": "So much an account may owe, in the plan's currency.",
            "moneyBackDays": FieldNote("So many days customers get their money back on request.", minimum: 0, maximum: 3660),
            "resources": "Other terms for these resources; those left out stay, and so do their fields that are absent.",
            "setupFee": "What the plan itself costs once, in its currency: `9.90`; empty: nothing.",
            "recurringFee": "What it costs for a month, whatever is used of it; empty: nothing.",
            "periods": "Other lengths, discounts and prices for these periods, and new ones. Those left out stay: none is ever deleted.",
            "isDemo":
                "Whether it is for demonstration: nothing of its accounts is on a server. Stays while accounts have it; absent: it stays.",
            "address": FieldNote("The address that new accounts begin with; absent: it stays.", values: ["shared", "own"]),
            "audience": FieldNote("Who sees it once it is offered; absent: it stays.", values: ["everybody", "listed", "staff"]),
            "audienceMembers":
                "With `listed`: names or ids of plans whose customers see it, numbers of accounts, e-mail addresses of owners; absent: they stay.",
        ]
    }

    package static var example: PlanChangeResource? { PlanChangeResource(domainLimit: 20) }
}

extension NewPlanResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "Name of the plan; no other plan has it.",
            "domainLimit": "How many domains an account may have; absent: any number.",
            "includesPHP": "Whether its websites may run PHP. Default: true.",
            "platform": "Accounts are placed on servers of this platform only. Default: `Linux`.",
            "webServerGroup": "Accounts are placed on web servers of this group only. Default: `Default`.",
            "nameServerGroup": "Their zones are on name servers of this group only. Default: `Default`.",
            "options": "On which terms it has the options of websites; those left out are included.",
            "category": FieldNote("For whom it is; stays. Default: `customer`.", values: ["customer", "reseller"]),
            "description": "What customers read when they choose a plan.",
            "currency": "Of its prices; ISO 4217.",
            "isBilled": "Whether accounts of the plan are billed.",
            "trialDays": FieldNote("So many days nothing is charged.", minimum: 0, maximum: 3660),
            "creditLimit": "So much an account may owe, in the plan's currency.",
            "moneyBackDays": FieldNote("So many days customers get their money back on request.", minimum: 0, maximum: 3660),
            "setupFee": "What the plan itself costs once, in its currency: `9.90`; absent: nothing.",
            "recurringFee": "What it costs for a month, whatever is used of it; absent: nothing.",
            "periods": "For how long customers pay at a time. Default: a month.",
            "isDemo":
                "Whether it is for demonstration: nothing of its accounts is on a server. Stays while accounts have it; default: false.",
            "address": FieldNote(
                "What its accounts begin with: the web server's address, or a free IPv4 address only for them, which takes the resource `dedicated_ip`. Default: `shared`.",
                values: ["shared", "own"]),
            "audience": FieldNote("Who sees it once it is offered; default: `everybody`.", values: ["everybody", "listed", "staff"]),
            "audienceMembers":
                "With `listed`: names or ids of plans whose customers see it, numbers of accounts, e-mail addresses of owners.",
            "resources":
                "On which terms it has each resource. When given, exactly these are included, and `domainLimit`, `includesPHP` and `options` are not looked at.",
        ]
    }

    package static var example: NewPlanResource? { NewPlanResource(name: "Business", domainLimit: 10, includesPHP: true) }
}

extension MoneyResource {
    package static var notes: [String: FieldNote] {
        ["amount": "Decimal, with the decimals of the currency: `4.90`, `490` yen.", "currency": "ISO 4217."]
    }

    package static var example: MoneyResource? { MoneyResource(amount: "4.90", currency: "EUR") }
}

extension PlanOptionResource {
    package static var notes: [String: FieldNote] {
        [
            "option": FieldNote("Which option.", values: ["web", "php"]),
            "terms": FieldNote("On which terms; `monthly` has a price.", values: ["included", "monthly", "not_offered"]),
            "price": "A month; with `monthly`.",
        ]
    }

    package static var example: PlanOptionResource? { PlanOptionResource(option: "php", terms: "included") }
}

extension AccountResource {
    package static var notes: [String: FieldNote] {
        [
            "number": FieldNote("Number of the account.", minimum: 1),
            "title": "What people call it.",
            "plan": "Name of its plan.",
            "login": "Its owner's sign-in name.",
            "email": FieldNote("His e-mail address; only in the answer for one account.", format: "email"),
            "person": "His name; only in the answer for one account.",
            "type": FieldNote(
                "What it is for; only accounts of users have a home, sites and FTP.",
                values: ["administrative", "reseller", "reseller_administrative", "user"]),
            "planVersion": FieldNote("The version of the plan whose setup and recurring prices it has.", minimum: 1),
            "systemUser": "User of the operating system to whom its files belong.",
            "uid": "Number of that user.",
            "webServer": "Host name of the web server its sites are on.",
            "state": FieldNote("Whether it is served.", values: ["active", "suspended", "trashed", "purged"]),
            "suspensionReason": "Why it is suspended.",
            "trashedAt": .time("When it was put in the trash."),
            "purgeAt": .time("When it will be deleted for good."),
            "domains": FieldNote("How many domains it has, without those in the trash.", minimum: 0),
            "createdAt": .time("When it was created."),
            "isDemo": "Whether it is for demonstration, with nothing on any server; absent: no.",
            "period": "Length of its billing period; only in the answer for one account.",
            "nextChargeOn": "Day on which something is due next; only in the answer for one account, and not when it is not billed.",
            "nextCharge": "How much, before tax: an estimate. Nothing is charged by this installation yet.",
            "initialPassword": "Only in the answer that created a new owner without a password of his own. Told this once.",
        ]
    }

    package static var example: AccountResource? {
        AccountResource(
            number: 1001, title: "Anna Berg", plan: "Business", login: "anna", systemUser: "web1001", uid: 201_001,
            webServer: "web1.hosting.example", state: "active", suspensionReason: nil, trashedAt: nil, purgeAt: nil, domains: 2,
            createdAt: "2026-11-22T06:50:50.841Z")
    }
}

extension AccountResource {
    package static var observed: Set<String> { ["domains", "nextChargeOn", "nextCharge"] }
}

extension AccountChangeResource {
    package static var notes: [String: FieldNote] {
        [
            "title": FieldNote("What people call it.", maximumLength: 100),
            "plan": "Name or id of another plan: of the platform of its server, and with every option that its websites use.",
        ]
    }

    package static var example: AccountChangeResource? { AccountChangeResource(title: "Anna Berg e. K.", plan: "Business") }
}

extension NewAccountResource {
    package static var notes: [String: FieldNote] {
        [
            "title": "What people call it.",
            "plan": "Name or id of the plan.",
            "login": "Sign-in name of the owner: one that exists, or a new one.",
            "email": "E-mail address of a new owner.",
            "password": "Password of a new owner; absent: one is made and told in the answer.",
            "person": FieldNote("What people call a new owner; absent: the sign-in name.", maximumLength: 100),
            "language": FieldNote("Of a new owner; absent: the provider's.", values: ["en", "de", "ru"]),
            "period": "Id of a billing period of the plan, or its length: `1 year`. Absent: the plan's usual one.",
            "template": "Name or id of a template whose limits it gets, where `limits` names none.",
            "limits": "Limits of its own, within its plan; what is not named is as the template or the plan says.",
            "data": "What is known about the customer besides.",
            "domains": "Its first domains. Nothing is made when one of them is refused.",
            "ipv4":
                "An IPv4 address of its own out of a web server's pool, or `any` for one that is free; it is placed on that server. Absent: as the plan says.",
            "ipv4IsExclusive": "Whether nobody else can choose it; takes the resource `dedicated_ip`. Default: false.",
            "ipv6": "The same for IPv6.", "ipv6IsExclusive": "The same for IPv6.",
            "sendsMail": "Whether the registration mail goes to its owner at once. Default: false.",
        ]
    }

    package static var example: NewAccountResource? {
        NewAccountResource(title: "Anna Berg", plan: "Business", login: "anna", email: "anna@example.net")
    }
}

extension SuspensionResource {
    package static var notes: [String: FieldNote] {
        [
            "reason": "Why; its owner reads it.",
            "agent": FieldNote(
                "On whose behalf, which decides who may resume it. Absent: `administrator`.",
                values: ["administrator", "debt", "trial", "money_back", "exemption_request"]),
        ]
    }
    package static var example: SuspensionResource? { SuspensionResource(reason: "The invoice of October is unpaid.") }
}

extension ReasonResource {
    private static let agents = [
        "administrator", "reseller", "over_limit", "reseller_suspended", "debt", "trial", "money_back", "exemption_request",
    ]
    package static var notes: [String: FieldNote] {
        [
            "agent": FieldNote("On whose behalf.", values: agents),
            "reason": "Why; its owner reads it.",
            "since": .time("Since when."),
            "actor": "Who did it; absent for the system. Told to staff only.",
            "liftedBy": "The agents who may lift it.",
            "mayLift": "Whether the one who asks may lift it.",
        ]
    }
    package static var example: ReasonResource? {
        ReasonResource(
            agent: "debt", reason: "The invoice of October is unpaid.", since: "2026-11-22T06:50:50.841Z", actor: "admin",
            liftedBy: ["administrator", "reseller", "debt"], mayLift: true)
    }
}
