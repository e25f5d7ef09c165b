import Core
import Persistence

/// All statements on `plan_period` and `plan_period_price`. A version of a plan without rows, made by an earlier release, has one period of a month.
enum BillingPeriodQueries {
    private static let columns: SQL = """
        p.plan_id, p.period_id, p.length, p.unit, p.is_on_offer, p.setup_discount, p.recurring_discount, p.usage_discount, x.item, x.setup_price,
        x.recurring_price, x.usage_price
        """
    private static let tables: SQL = """
        plan_period p LEFT JOIN plan_period_price x ON x.plan_id = p.plan_id AND x.version = p.version AND x.period_id = p.period_id
        """

    /// Those of the newest versions.
    static func current(of plans: [PlanID: Currency], in db: any Connection) throws -> [PlanID: [BillingPeriod]] {
        let rows = try db.query(
            """
            SELECT \(columns) FROM \(tables) JOIN plan ON plan.id = p.plan_id AND plan.version = p.version
            WHERE p.plan_id IN (\(list: Array(plans.keys))) ORDER BY p.plan_id, p.place
            """)
        return try Dictionary(grouping: rows) { try $0("plan_id", as: PlanID.self) }.reduce(into: [:]) { found, pair in
            found[pair.key] = try periods(pair.value, in: plans[pair.key] ?? Currency(stored: "EUR"))
        }
    }

    /// Those of an older version; empty when it has no rows.
    static func of(_ plan: Plan, version: Int, in db: any Connection) throws -> [BillingPeriod] {
        try periods(
            db.query("SELECT \(columns) FROM \(tables) WHERE p.plan_id = \(plan.id) AND p.version = \(version) ORDER BY p.place"),
            in: plan.currency)
    }

    /// With the version that the plan has now.
    static func insert(_ periods: [BillingPeriod], of plan: Plan, in db: any Connection) throws {
        for (place, period) in periods.enumerated() {
            try db.execute(
                """
                INSERT INTO plan_period (plan_id, version, period_id, place, length, unit, is_on_offer, setup_discount, recurring_discount,
                    usage_discount)
                VALUES (\(plan.id), \(plan.version), \(period.id), \(place), \(period.length.count), \(period.length.unit),
                    \(period.isOnOffer), \(period.discounts.setup), \(period.discounts.recurring), \(period.discounts.usage))
                """)
            for (item, prices) in period.prices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                try db.execute(
                    """
                    INSERT INTO plan_period_price (plan_id, version, period_id, item, setup_price, recurring_price, usage_price)
                    VALUES (\(plan.id), \(plan.version), \(period.id), \(item), \(prices.setup?.minorUnits), \(prices.recurring?.minorUnits),
                        \(prices.usage?.minorUnits))
                    """)
            }
        }
    }

    static func delete(of plan: PlanID, in db: any Connection) throws {
        try db.execute("DELETE FROM plan_period_price WHERE plan_id = \(plan)")
        try db.execute("DELETE FROM plan_period WHERE plan_id = \(plan)")
    }

    /// A row for each price, or one without. In their order.
    private static func periods(_ rows: [Row], in currency: Currency) throws -> [BillingPeriod] {
        var periods: [BillingPeriod] = []
        for row in rows {
            let id: BillingPeriodID = try row("period_id")
            if periods.last?.id != id {
                periods.append(
                    BillingPeriod(
                        id: id, length: PeriodLength(try row("length"), try row("unit")), isOnOffer: try row("is_on_offer"),
                        discounts: PeriodDiscounts(
                            setup: try row("setup_discount"), recurring: try row("recurring_discount"), usage: try row("usage_discount"))))
            }
            if let item = try row("item", as: ResourceKey?.self) {
                periods[periods.count - 1].prices[item] = try PlanQueries.prices(row, in: currency)
            }
        }
        return periods
    }
}
