/// A billing period of a plan.
package struct BillingPeriodResource: APIResource {
    package var id: String?
    package var length: String
    package var isOnOffer: Bool?
    /// Per cent.
    package var setupDiscount: String?
    package var recurringDiscount: String?
    package var usageDiscount: String?
    package var prices: [PeriodPriceResource]?

    package init(
        id: String? = nil, length: String, isOnOffer: Bool? = nil, setupDiscount: String? = nil, recurringDiscount: String? = nil,
        usageDiscount: String? = nil, prices: [PeriodPriceResource]? = nil
    ) {
        self.id = id
        self.length = length
        self.isOnOffer = isOnOffer
        self.setupDiscount = setupDiscount
        self.recurringDiscount = recurringDiscount
        self.usageDiscount = usageDiscount
        self.prices = prices
    }

    package static var notes: [String: FieldNote] {
        [
            "id": "Id of a period that the plan has; absent: one of this length, or a new one.",
            "length": "So many days, weeks, months or years: `1 month`, `3 months`, `1 year`.",
            "isOnOffer": "Whether new accounts may have it. Absent: it stays; of a new one: true.",
            "setupDiscount": "By how many per cent setup prices are lower than a month's: `12.5`.",
            "recurringDiscount": "By how many per cent prices for the period are lower than those of its months.",
            "usageDiscount": "By how many per cent prices of use are lower than a month's.",
            "prices": "Prices for this period, in place of those computed. Absent: they stay; given: exactly these.",
        ]
    }

    package static var example: BillingPeriodResource? { BillingPeriodResource(length: "1 year", recurringDiscount: "10") }
}

/// A price of something in one billing period.
package struct PeriodPriceResource: APIResource {
    package var item: String
    package var setupPrice: String?
    package var recurringPrice: String?
    package var usagePrice: String?

    package init(item: String, setupPrice: String? = nil, recurringPrice: String? = nil, usagePrice: String? = nil) {
        self.item = item
        self.setupPrice = setupPrice
        self.recurringPrice = recurringPrice
        self.usagePrice = usagePrice
    }

    package static var notes: [String: FieldNote] {
        [
            "item": "Name of a resource of the plan, or `plan` for the plan itself.",
            "setupPrice": "Once, in the plan's currency: `4.90`. Discounts do not apply to it; 0 is for nothing.",
            "recurringPrice": "For the whole period.", "usagePrice": "For each unit used beyond the free ones.",
        ]
    }

    package static var example: PeriodPriceResource? { PeriodPriceResource(item: "plan", recurringPrice: "99.00") }
}

/// What everything costs in one billing period of a plan.
package struct PeriodPricesResource: APIResource {
    package var id: String
    package var length: String
    package var isOnOffer: Bool
    package var currency: String
    package var prices: [PeriodPriceResource]

    package init(id: String, length: String, isOnOffer: Bool, currency: String, prices: [PeriodPriceResource]) {
        self.id = id
        self.length = length
        self.isOnOffer = isOnOffer
        self.currency = currency
        self.prices = prices
    }

    package static var notes: [String: FieldNote] {
        [
            "id": "Id of the period.", "length": "As `1 year`.", "isOnOffer": "Whether new accounts may have it.",
            "currency": "Of the prices; ISO 4217.", "prices": "What a unit costs in it, computed or set; what is absent costs nothing.",
        ]
    }

    package static var example: PeriodPricesResource? {
        PeriodPricesResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", length: "1 year", isOnOffer: true, currency: "EUR",
            prices: PeriodPriceResource.example.map { [$0] } ?? [])
    }
}

/// The billing period of an account, and what is due next: `GET /api/v1/accounts/{number}/period`.
package struct AccountPeriodResource: APIResource {
    package var account: Int
    package var plan: String
    package var period: String
    package var length: String
    package var firstDay: String
    package var from: String?
    package var to: String?
    package var trialUntil: String?
    package var isInTrial: Bool
    package var isBilled: Bool
    package var nextChargeOn: String?
    package var nextCharge: MoneyResource?
    package var lines: [ChargeLineResource]

    package init(account: Int, plan: String, period: String, length: String, firstDay: String, isInTrial: Bool, isBilled: Bool) {
        self.account = account
        self.plan = plan
        self.period = period
        self.length = length
        self.firstDay = firstDay
        self.isInTrial = isInTrial
        self.isBilled = isBilled
        lines = []
    }

    package static var notes: [String: FieldNote] {
        [
            "account": FieldNote("Number of the account.", minimum: 1), "plan": "Name of its plan.",
            "period": "Id of the plan's billing period.", "length": "Of the period: `1 year`.",
            "firstDay": "The first day that is paid for; all periods are counted from it.",
            "from": "First day of the period it is in; absent before the first one.", "to": "First day of the next period.",
            "trialUntil": "On this day the trial is over; absent: there was none.", "isInTrial": "Whether the trial goes on.",
            "isBilled": "Whether accounts of the plan are billed.",
            "nextChargeOn": "When something is due next; absent for an account that is not billed.",
            "nextCharge":
                "How much, before tax: an estimate from stored prices and the use of now. Nothing is charged by this installation yet.",
            "lines": "What it is made of.",
        ]
    }

    package static var example: AccountPeriodResource? {
        AccountPeriodResource(
            account: 1001, plan: "Business", period: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", length: "1 month", firstDay: "2026-11-22",
            isInTrial: false, isBilled: true)
    }

    /// What changes by itself, with the days and with use.
    package static var observed: Set<String> { ["from", "to", "isInTrial", "nextChargeOn", "nextCharge", "lines"] }
}

/// A line of a charge that is to come.
package struct ChargeLineResource: APIResource {
    package var item: String
    package var kind: String
    package var quantity: Int
    package var amount: MoneyResource

    package init(item: String, kind: String, quantity: Int, amount: MoneyResource) {
        self.item = item
        self.kind = kind
        self.quantity = quantity
        self.amount = amount
    }

    package static var notes: [String: FieldNote] {
        [
            "item": "Name of a resource, or `plan` for the plan itself.",
            "kind": FieldNote("When it is paid.", values: ["setup", "recurring", "usage"]),
            "quantity": FieldNote("So many units.", minimum: 1), "amount": "For all of them, before tax.",
        ]
    }

    package static var example: ChargeLineResource? {
        ChargeLineResource(item: "plan", kind: "recurring", quantity: 1, amount: MoneyResource(amount: "4.90", currency: "EUR"))
    }
}

/// What is absent stays as it is.
package struct AccountPeriodChangeResource: APIResource {
    package var period: String?
    package var trialUntil: String?

    package init(period: String? = nil, trialUntil: String? = nil) {
        self.period = period
        self.trialUntil = trialUntil
    }

    package static var notes: [String: FieldNote] {
        [
            "period": FieldNote(
                "Id or length (`1 year`) of a billing period of the plan that is on offer. It begins today, at the plan's newest prices.",
                maximumLength: 60),
            "trialUntil": FieldNote(
                "The first day after the trial, from today on; today or empty: the trial is over. Periods are counted from it.",
                maximumLength: 10),
        ]
    }

    package static var example: AccountPeriodChangeResource? { AccountPeriodChangeResource(period: "1 year") }
}
