import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/period`.
struct PeriodAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/accounts/{account}/period", .reaching, "Show the billing period of an account and what is due next", show)
        routes.api(
            .patch, "/api/v1/accounts/{account}/period", .staff(.accountManager), "Change the billing period or the trial of an account",
            taking: AccountPeriodChangeResource.self, change)
        return routes
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> Resource<AccountPeriodResource> {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return Resource(try resource(account, AccountPeriods.of(account, in: db, at: visit.now), in: db))
        }
    }

    private func change(
        _ visit: Visit, _ number: Int, _ change: AccountPeriodChangeResource
    ) async throws -> Resource<AccountPeriodResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let (account, period) = try AccountPeriods.change(
                number, AccountPeriodChange(period: change.period, trialUntil: change.trialUntil), with: accounts, by: visit.actor, in: db,
                at: visit.now, checking: { try visit.requireMatch(resource($0, $1, in: db)) })
            return Resource(try resource(account, period, in: db))
        }
    }

    private func resource(_ account: Account, _ period: AccountPeriod, in db: any Connection) throws -> AccountPeriodResource {
        AccountPeriodResource(account, period, period.nextCharge(for: try accounts.entitlements(of: account, in: db)))
    }
}

extension AccountPeriodResource {
    init(_ account: Account, _ period: AccountPeriod, _ charge: NextCharge?) {
        self.init(
            account: account.number, plan: account.planName, period: period.period.id.text, length: period.period.length.description,
            firstDay: period.anchor.description, isInTrial: period.isInTrial, isBilled: period.plan.billing.isBilled)
        (from, to) = (period.current?.from.description, period.current?.to.description)
        trialUntil = period.trialUntil?.description
        (nextChargeOn, nextCharge) = (charge?.day.description, charge.map { MoneyResource($0.total) })
        lines = (charge?.lines ?? []).map { line in
            ChargeLineResource(
                item: line.item.rawValue, kind: line.kind.rawValue, quantity: Int(clamping: line.quantity),
                amount: MoneyResource(line.amount))
        }
    }
}

extension BillingPeriodResource {
    init(_ period: BillingPeriod) {
        self.init(
            id: period.id.text, length: period.length.description, isOnOffer: period.isOnOffer,
            setupDiscount: period.discounts.setup.description, recurringDiscount: period.discounts.recurring.description,
            usageDiscount: period.discounts.usage.description,
            prices: period.prices.sorted { $0.key.rawValue < $1.key.rawValue }.map { item, prices in
                PeriodPriceResource(
                    item: item.rawValue, setupPrice: prices.setup?.amount, recurringPrice: prices.recurring?.amount,
                    usagePrice: prices.usage?.amount)
            })
    }
}

extension PeriodPricesResource {
    init(_ period: BillingPeriod, of plan: Plan) {
        self.init(
            id: period.id.text, length: period.length.description, isOnOffer: period.isOnOffer, currency: plan.currency.code,
            prices: plan.pricedItems.compactMap { item in
                func amount(_ kind: PriceKind) -> String? { plan.price(kind, of: item, in: period)?.amount().amount }
                let prices = PeriodPriceResource(
                    item: item.rawValue, setupPrice: amount(.setup), recurringPrice: amount(.recurring), usagePrice: amount(.usage))
                return prices.setupPrice ?? prices.recurringPrice ?? prices.usagePrice == nil ? nil : prices
            })
    }
}

extension [BillingPeriodForm] {
    /// Those that are named get what is said of them; the others stay.
    mutating func apply(_ changes: [BillingPeriodResource]) throws {
        var complaints = Complaints()
        for (place, change) in changes.enumerated() {
            let field = "periods[\(place)]"
            guard let length = PeriodLength(change.length) else {
                complaints.add(
                    "\(field).length", key: "billing_period.form",
                    "Say how long it is as `1 month`, `3 months`, `2 weeks` or `1 year`; at most ten years.")
                continue
            }
            let known = firstIndex { form in
                if let id = change.id { return form.id == id }
                return Int(form.count).flatMap { count in PeriodLength.Unit(rawValue: form.unit).map { PeriodLength(count, $0) } }?
                    .isAsLong(as: length) == true
            }
            if change.id != nil, known == nil {
                complaints.add("\(field).id", key: "billing_period.unknown", "The plan has no such billing period.")
                continue
            }
            var form = known.map { self[$0] } ?? BillingPeriodForm()
            (form.count, form.unit) = (String(length.count), length.unit.rawValue)
            form.isOnOffer = change.isOnOffer ?? form.isOnOffer
            form.setupDiscount = change.setupDiscount ?? form.setupDiscount
            form.recurringDiscount = change.recurringDiscount ?? form.recurringDiscount
            form.usageDiscount = change.usageDiscount ?? form.usageDiscount
            if let prices = change.prices {
                form.prices = [:]
                for (number, price) in prices.enumerated() {
                    let item = ResourceKey(rawValue: price.item)
                    if item != .plan, ResourceCatalogue.find(item) == nil {
                        complaints.add(
                            "\(field).prices[\(number)].item", key: "resource.unknown", arguments: ["resource": price.item],
                            "There is no resource \(price.item).")
                    }
                    form.prices[item] = PricesForm(
                        setup: price.setupPrice ?? "", recurring: price.recurringPrice ?? "", usage: price.usagePrice ?? "")
                }
            }
            if let known { self[known] = form } else { append(form) }
        }
        try complaints.check()
    }
}
