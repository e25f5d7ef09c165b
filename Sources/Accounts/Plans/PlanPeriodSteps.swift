import Core
import Presentation

/// The steps of the wizard about billing periods: which there are, with their discounts, and prices of their own (H.PLAN-05, -06).
extension PlanWizard {
    private static let discounts: [(kind: PriceKind, name: String)] = [
        (.setup, "setupDiscount"), (.recurring, "recurringDiscount"), (.usage, "usageDiscount"),
    ]

    static let periodFields = (0..<[BillingPeriodForm].most).flatMap { place in
        (["id", "count", "unit", "isOnOffer"] + discounts.map(\.name)).map { "periods.\(place).\($0)" }
    }

    var priceFields: [String] {
        (0..<[BillingPeriodForm].most).flatMap { place in
            items.flatMap { item in PriceKind.allCases.map { Self.priceField(place, item, $0) } }
        }
    }

    private var items: [ResourceKey] { [.plan] + resources.map(\.key) }

    private static func priceField(_ place: Int, _ item: ResourceKey, _ kind: PriceKind) -> String {
        "periods.\(place).prices.\(item.rawValue).\(kind.rawValue)"
    }

    /// A new plan has a month.
    static var usualPeriods: [String: String] { values(of: []).merging(["periods.0.count": "1"]) { $1 } }

    /// A row for each place: what is typed in rows without a length is no period.
    func typedPeriods(_ values: FormValues) -> [BillingPeriodForm] {
        (0..<[BillingPeriodForm].most).map { place in
            let field = "periods.\(place)"
            var form = BillingPeriodForm()
            form.id = values.text("\(field).id")
            form.count = values.text("\(field).count")
            form.unit = values.text("\(field).unit").isEmpty ? form.unit : values.text("\(field).unit")
            form.isOnOffer = values.isOn("\(field).isOnOffer")
            form.setupDiscount = values.text("\(field).setupDiscount")
            form.recurringDiscount = values.text("\(field).recurringDiscount")
            form.usageDiscount = values.text("\(field).usageDiscount")
            for item in items {
                let prices = PricesForm(
                    setup: values.text(Self.priceField(place, item, .setup)),
                    recurring: values.text(Self.priceField(place, item, .recurring)),
                    usage: values.text(Self.priceField(place, item, .usage)))
                if prices != PricesForm() { form.prices[item] = prices }
            }
            return form
        }
    }

    /// What stands in the fields of these periods, and in the empty rows behind them.
    static func values(of periods: [BillingPeriod]) -> [String: String] {
        var values: [String: String] = [:]
        for place in 0..<[BillingPeriodForm].most {
            let field = "periods.\(place)"
            let form = place < periods.count ? BillingPeriodForm(periods[place]) : BillingPeriodForm()
            values["\(field).id"] = form.id
            values["\(field).count"] = form.count
            values["\(field).unit"] = form.unit
            values["\(field).isOnOffer"] = form.isOnOffer ? "on" : ""
            values["\(field).setupDiscount"] = form.setupDiscount
            values["\(field).recurringDiscount"] = form.recurringDiscount
            values["\(field).usageDiscount"] = form.usageDiscount
            for (item, prices) in form.prices {
                values[priceField(place, item, .setup)] = prices.setup
                values[priceField(place, item, .recurring)] = prices.recurring
                values[priceField(place, item, .usage)] = prices.usage
            }
        }
        return values
    }

    /// The fee and the periods typed so far.
    func periodFacts(_ values: FormValues) -> [Fact] {
        let texts = visit.texts.periods
        let fee = values.text("fee.recurring")
        let lengths = typedPeriods(values).compactMap { form in
            Int(form.count).flatMap { count in PeriodLength.Unit(rawValue: form.unit).map { texts.length(PeriodLength(count, $0)) } }
        }
        return (fee.isEmpty ? [] : [Fact(visit.texts.planWizard.recurringPrice, "\(fee) \(values.text("currency").uppercased())")])
            + (lengths.isEmpty ? [] : [Fact(texts.periodStep, lengths.joined(separator: ", "))])
    }

    // MARK: Steps

    @HTMLBuilder func periodStep(_ form: Form) -> [HTML] {
        let texts = visit.texts.periods
        let all = typedPeriods(form.values)
        let filled = (all.lastIndex { !$0.isBlank } ?? -1) + 1
        p(.class("hint"), text: texts.periodHint)
        for place in 0..<min([BillingPeriodForm].most, filled + 2) {
            let field = "periods.\(place)"
            fieldset(.class("field-set")) {
                legend(text: place < filled ? texts.period(place + 1) : texts.another)
                hiddenField("\(field).id", all[place].id)
                fieldRow {
                    textField(
                        form, "\(field).count", label: texts.count, hint: place < filled ? nil : texts.anotherHint, kind: .number,
                        isRequired: false, maxlength: 4)
                    selectField(
                        form, "\(field).unit", label: texts.unitLabel,
                        choices: PeriodLength.Unit.allCases.map { Choice($0.rawValue, texts.unit($0)) })
                    checkbox(form, "\(field).isOnOffer", label: texts.isOnOffer)
                }
                fieldRow {
                    for (kind, name) in Self.discounts {
                        textField(
                            form, "\(field).\(name)", label: texts.discount(kind), kind: .number, unit: "%", isRequired: false, maxlength: 6
                        )
                    }
                }
            }
        }
    }

    @HTMLBuilder func priceStep(_ form: Form) -> [HTML] {
        let texts = visit.texts.periods
        let shown = periodsToPrice(form.values)
        p(.class("hint"), text: shown.isEmpty ? texts.monthOnly : texts.priceHint)
        for (place, period, plan) in shown {
            fieldset(.class("field-set")) {
                legend(text: periodWords(visit, period, of: plan))
                for item in pricedItems(plan, form.values) {
                    p { strong(text: visit.texts.pricedItem(item)) }
                    fieldRow {
                        for kind in kinds(of: item) { price(form, place, item, kind, plan, period) }
                    }
                }
            }
        }
    }

    private func price(_ form: Form, _ place: Int, _ item: ResourceKey, _ kind: PriceKind, _ plan: Plan, _ period: BillingPeriod) -> HTML {
        let texts = visit.texts.periods
        let computed = plan.monthPrices(of: item)[kind].map { Price(ofMonth: $0, kind, in: period).amount() }
        return textField(
            form, Self.priceField(place, item, kind), label: texts.kind(kind), kind: .number,
            placeholder: computed.map { texts.computed($0.amount) }, unit: form.values.text("currency").uppercased(), isRequired: false,
            maxlength: 12)
    }

    /// The plan itself is not used in units.
    private func kinds(of item: ResourceKey) -> [PriceKind] {
        guard let resource = ResourceCatalogue.find(item), resource.isCountable else { return [.setup, .recurring] }
        return PriceKind.allCases
    }

    /// The plan itself, and what has a price for a month or one that was typed for a period.
    private func pricedItems(_ plan: Plan, _ values: FormValues) -> [ResourceKey] {
        let typed = typedPeriods(values)
        return items.filter { item in
            item == .plan || !plan.monthPrices(of: item).isNothing
                || plan.resources[item]?.isIncluded == true && typed.contains { $0.prices[item] != nil }
        }
    }

    /// Those whose prices are not simply those of a month, with their places in the form and the plan as it would be with what is typed so far.
    private func periodsToPrice(_ values: FormValues) -> [(place: Int, period: BillingPeriod, plan: Plan)] {
        var draft = typed(values)
        let rows = draft.periods
        for place in draft.periods.indices { draft.periods[place].prices = [:] }
        // The steps before this one have been checked when they were left; if one was broken since, its own check says so.
        guard let plan = try? checked(draft) else { return [] }
        let places = rows.indices.filter { !rows[$0].isBlank }
        return zip(places, plan.periods).compactMap { place, period in
            period.isPlainMonth && rows[place].prices.isEmpty ? nil : (place, period, plan)
        }
    }
}
