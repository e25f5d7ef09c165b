import Core
import Presentation

/// What a plan costs in each of its periods: the card of its page and of its settings (H.PLAN-06, -16).
func priceCard(_ visit: Visit, _ plan: Plan) -> HTML {
    let texts = visit.texts.periods
    let rows = plan.pricedItems.flatMap { item in
        PriceKind.allCases.compactMap { kind in
            plan.periods.contains { plan.price(kind, of: item, in: $0) != nil } ? PriceRow(item: item, kind: kind) : nil
        }
    }
    return card(texts.pricesTitle, isFlush: !rows.isEmpty) {
        if rows.isEmpty {
            p(.class("hint"), text: texts.noPrices)
            p(text: plan.periods.map { periodTitle(visit, $0) }.joined(separator: "; "))
        } else {
            dataTable(
                visit,
                columns: [Column<PriceRow>(texts.item, .name) { .text(priceTitle(visit, $0)) }]
                    + plan.periods.map { period in
                        // The usual one is what a phone shows at once.
                        Column(periodTitle(visit, period), period.id == plan.usualPeriod.id ? .state : .number) { row in
                            priceCell(visit, plan, row, period)
                        }
                    }, rows: rows, rowName: { priceTitle(visit, $0) })
        }
    }
}

private struct PriceRow {
    var item: ResourceKey
    var kind: PriceKind
}

private func priceTitle(_ visit: Visit, _ row: PriceRow) -> String {
    "\(visit.texts.pricedItem(row.item)): \(visit.texts.periods.kind(row.kind))"
}

/// `1 year, not on offer`.
private func periodTitle(_ visit: Visit, _ period: BillingPeriod) -> String {
    let texts = visit.texts.periods
    return texts.length(period.length) + (period.isOnOffer ? "" : ", \(texts.notOnOffer)")
}

private func priceCell(_ visit: Visit, _ plan: Plan, _ row: PriceRow, _ period: BillingPeriod) -> HTML {
    let texts = visit.texts.periods
    guard let price = plan.price(row.kind, of: row.item, in: period) else { return .text("–") }
    let discount = period.discounts[row.kind]
    let note =
        price.isExplicit && period.prices[row.item]?[row.kind] != nil
        ? texts.explicitMark : discount == .none ? nil : texts.less(visit.texts.percent(discount))
    return div {
        div(text: visit.texts.money(price.amount()))
        if let note { div(.class("hint"), text: note) }
    }
}
