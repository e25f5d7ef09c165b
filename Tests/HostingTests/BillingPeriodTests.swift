import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import TestSupport
import Testing

/// Billing periods of plans and accounts, and what they cost.
@Suite struct BillingPeriodTests {
    // MARK: Rules without a database

    @Test(arguments: [
        // From what billing engines and their documentation say of months' ends.
        ("2024-01-31", "1 month", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("2024-01-30", "1 month", ["2024-01-30", "2024-02-29", "2024-03-30", "2024-04-30"]),
        ("2026-01-31", "1 month", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        ("2024-02-29", "1 year", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2025-11-30", "3 months", ["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30"]),
        ("2025-12-31", "2 weeks", ["2025-12-31", "2026-01-14", "2026-01-28"]),
        ("2024-02-28", "1 day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ])
    func `periods are counted from their first day, so a short month shortens none of those after it`(
        anchor: String, length: String, starts: [String]
    ) throws {
        let (first, length) = (try #require(CalendarDay(anchor)), try #require(PeriodLength(length)))
        #expect(starts.indices.map { length.start(of: $0, from: first).description } == starts)
    }

    @Test func `every day is in exactly one period, whatever its length and first day`() throws {
        let first = try #require(CalendarDay("2023-12-25"))
        for unit in PeriodLength.Unit.allCases {
            for count in [1, 2, 3, 5] {
                let length = PeriodLength(count, unit)
                for anchor in (0..<75).map({ first.adding(days: $0) }) {
                    for distance in stride(from: -400, to: 1200, by: 13) {
                        let day = anchor.adding(days: distance)
                        let index = length.index(of: day, from: anchor)
                        #expect(length.start(of: index, from: anchor) <= day && day < length.start(of: index + 1, from: anchor))
                    }
                }
            }
        }
    }

    @Test func `days are those of the calendar`() throws {
        for (text, number) in [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-22", 20_779), ("1969-12-31", -1)] {
            #expect(CalendarDay(text)?.number == number)
            #expect(CalendarDay(number: number).description == text)
        }
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1x", "", "yesterday", "2026-01-32", "+026-01-01"] {
            #expect(CalendarDay(text) == nil, "\(text)")
        }
        // The day of the provider, not of Greenwich.
        let late = Timestamp(milliseconds: 20_779 * 86_400_000 + 86_000_000)
        #expect(CalendarDay(late, in: try #require(TimeZone(identifier: "Europe/Berlin"))).description == "2026-11-23")
    }

    @Test func `a price is rounded once, half away from zero, when it becomes an amount`() throws {
        let euro = Currency(stored: "EUR")
        func amount(_ unit: Int64, _ length: PeriodLength, _ discount: Int64, _ quantity: Int64 = 1) -> Int64 {
            let period = BillingPeriod(
                id: .init(), length: length, discounts: PeriodDiscounts(recurring: Percent(hundredths: discount)))
            let fee = UnitPrices(recurring: Money(minorUnits: unit, euro))
            let plan = Plan(
                id: .init(), name: "x", currency: euro, resources: [:], fee: fee, periods: [period], createdAt: .init(milliseconds: 0))
            return plan.price(.recurring, of: .plan, in: period)?.amount(for: quantity).minorUnits ?? -1
        }
        #expect(amount(490, .month, 0) == 490)
        #expect(amount(495, .month, 1000) == 446)  // 445.5
        #expect(amount(495, PeriodLength(1, .year), 1000) == 5346)
        #expect(amount(1, .month, 5000, 3) == 2)  // 1.5 and not three times 1
        #expect(amount(1000, PeriodLength(1, .day), 0) == 33)  // a 365th part of 12,000
        #expect(amount(10_000_000_000, PeriodLength(10, .year), 0, 1_000_000_000) == Int64.max)
        #expect(try Percent("12,5").hundredths == 1250)
        #expect(try Percent("100").description == "100" && Percent("0.05").description == "0.05")
        for bad in ["-1", "100.01", "ten", "1.234", "10%", "1e1", ".", "99999999999999999999"] {
            #expect(throws: InputProblem.self, "\(bad)") { try Percent(bad) }
        }
    }

    // MARK: Plans

    private static let priced = """
        {"name":"Priced","currency":"EUR","setupFee":"10.00","recurringFee":"4.95","trialDays":0,
        "resources":[{"resource":"web"},{"resource":"php"},{"resource":"domain","free":1,"most":-1,"setupPrice":"1.00","recurringPrice":"0.50","usagePrice":"0.10"}],
        "periods":[{"length":"1 month"},{"length":"1 year","setupDiscount":"100","recurringDiscount":"10","usageDiscount":"50",
        "prices":[{"item":"domain","recurringPrice":"5.00"}]}]}
        """

    private func prices(_ plan: String, _ admin: Client) async throws -> [String: [String: [String?]]] {
        let list: ListResource<PeriodPricesResource> = try await admin.api(.get, "/plans/\(plan)/prices").json()
        return Dictionary(
            uniqueKeysWithValues: list.items.map { period in
                (
                    period.length,
                    Dictionary(
                        uniqueKeysWithValues: period.prices.map { ($0.item, [$0.setupPrice, $0.recurringPrice, $0.usagePrice]) })
                )
            })
    }

    @Test(
        .proves("H.PLAN-05", door: .api), .proves("H.PLAN-06", door: .api),
        .proves("H.PLAN-04", door: .api),
        .proves("H.PLAN-16", part: "subsidies; templates of mails for each plan", door: .api), .proves("H.PLAN-15", door: .api),
        arguments: Engine.available)
    func `a price that is typed for a period counts, and discounts are of the others`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let made = try await admin.api(.post, "/plans", Self.priced)
            #expect(made.status == 201, "\(made.text)")
            let plan: PlanResource = try made.json()
            #expect((plan.setupFee, plan.recurringFee) == ("10.00", "4.95"))
            #expect(plan.periods.map(\.length) == ["1 month", "1 year"])
            #expect(
                try await prices("Priced", admin) == [
                    "1 month": ["plan": ["10.00", "4.95", nil], "domain": ["1.00", "0.50", "0.10"]],
                    // 12 × 4.95 less a tenth; no setup; the domain's price is set, its use is half.
                    "1 year": ["plan": ["0.00", "53.46", nil], "domain": ["0.00", "5.00", "0.05"]],
                ])
            // Named by length or id; what is not named stays, and nothing is ever deleted.
            let changed = try await admin.api(
                .patch, "/plans/Priced", #"{"periods":[{"length":"12 months","recurringDiscount":"20"},{"length":"2 weeks"}]}"#)
            let after: PlanResource = try changed.json()
            #expect(after.version == 2)
            #expect(after.periods.map(\.length) == ["1 month", "12 months", "2 weeks"])
            #expect(after.periods.prefix(2).map(\.id) == plan.periods.map(\.id))
            #expect((after.periods[1].recurringDiscount, after.periods[1].setupDiscount) == ("20", "100"))
            #expect(after.periods[1].prices?.map(\.recurringPrice) == ["5.00"])
            // 4.95 × 168 / 365 = 2.278...
            #expect(try await prices("Priced", admin)["2 weeks"]?["plan"] == ["10.00", "2.28", nil])
            // The same again is no new version.
            let same = try await admin.api(.patch, "/plans/Priced", #"{"periods":[{"length":"1 year"}]}"#)
            #expect(try same.json(PlanResource.self).version == 3)
            let again = try await admin.api(.patch, "/plans/Priced", #"{"periods":[{"length":"1 year"}]}"#)
            #expect(try again.json(PlanResource.self).version == 3)
            let copy = try await admin.api(.post, "/plans/Priced/copies", #"{"name":"Copy"}"#).json(PlanResource.self)
            #expect(copy.periods.map(\.length) == ["1 month", "1 year", "2 weeks"] && copy.recurringFee == "4.95")
            #expect(Set(copy.periods.compactMap(\.id)).isDisjoint(with: after.periods.compactMap(\.id)))
            #expect(try await prices("Copy", admin) == prices("Priced", admin))
            #expect(try await admin.api(.delete, "/plans/Copy").status == 204)
            let before = try await hosting.everything()
            for (bad, field) in [
                (#"[{"length":"0 months"}]"#, "periods[0].length"), (#"[{"length":"-1 month"}]"#, "periods[0].length"),
                (#"[{"length":"1.5 months"}]"#, "periods[0].length"), (#"[{"length":"99999999999999999999 days"}]"#, "periods[0].length"),
                (#"[{"length":""}]"#, "periods[0].length"), (#"[{"length":"soon"}]"#, "periods[0].length"),
                (#"[{"id":"none","length":"1 month"}]"#, "periods[0].id"),
                (#"[{"length":"1 month","recurringDiscount":"101"}]"#, "periods.0.recurringDiscount"),
                (#"[{"length":"1 month","usageDiscount":"-1"}]"#, "periods.0.usageDiscount"),
                (#"[{"length":"1 month","setupDiscount":"much"}]"#, "periods.0.setupDiscount"),
                (#"[{"length":"1 month","prices":[{"item":"plan","recurringPrice":"-1"}]}]"#, "periods.0.prices.plan.recurring"),
                (#"[{"length":"1 month","prices":[{"item":"moon","recurringPrice":"1"}]}]"#, "periods[0].prices[0].item"),
                (
                    #"[{"length":"1 month","isOnOffer":false},{"length":"1 year","isOnOffer":false},{"length":"2 weeks","isOnOffer":false}]"#,
                    "periods.0.isOnOffer"
                ),
            ] {
                let reply = try await admin.api(.patch, "/plans/Priced", "{\"periods\":\(bad)}")
                #expect(reply.status == 422, "\(bad)")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(bad)")
            }
            for (body, field) in [(#"{"setupFee":"-3"}"#, "fee.setup"), (#"{"recurringFee":"a lot"}"#, "fee.recurring")] {
                let reply = try await admin.api(.patch, "/plans/Priced", body)
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(body)")
            }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(
        .proves("H.PLAN-05", door: .page), .proves("H.PLAN-06", door: .page),
        .proves("H.PLAN-16", part: "subsidies; templates of mails for each plan", door: .page), arguments: Engine.available)
    func `the wizard has a step for periods and one for their prices`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            var fields =
                Hosting.planFields("Stepped") + [
                    ("fee.recurring", "4.95"), ("periods.0.count", "1"), ("periods.0.unit", "month"), ("periods.0.isOnOffer", "on"),
                    ("periods.1.count", "1"), ("periods.1.unit", "year"), ("periods.1.isOnOffer", "on"),
                    ("periods.1.recurringDiscount", "10"),
                ]
            func again(_ step: String) -> [(String, String)] { fields.filter { $0.0 != "_go" } + [("_step", "plan"), ("_go", step)] }
            let step = try await admin.post("/plans/new", again("prices")).text
            #expect(step.contains("= 53.46") && step.contains("10% off"), "the month's price is computed for the year")
            #expect(step.contains("name=\"periods.1.prices.plan.recurring\"") && !step.contains("name=\"periods.0.prices.plan.recurring\""))
            fields.append(("periods.1.prices.plan.recurring", "50.00"))
            #expect(try await admin.post("/plans/new", fields).status == 303)
            let plan = try #require(try await hosting.read { db in try Plans.find(named: "Stepped", in: db) })
            #expect(plan.periods.map(\.length) == [.month, PeriodLength(1, .year)])
            let page = try await admin.get("/plans/\(plan.id)").text
            for words in ["Prices per billing period", "€4.95", "€50.00", "set for this period"] {
                #expect(page.contains(words), "\(words)")
            }
            // Something wrong stands beside its field, in its step.
            let wrong = fields.filter { $0.0 != "periods.1.count" } + [("periods.1.count", "-2")]
            let refused = try await admin.post("/plans/new", wrong.filter { $0.0 != "name" } + [("name", "Other")])
            #expect(refused.status == 422 && refused.text.contains("Type a whole number from 1 to 10."))
            // Walking through the steps again changes nothing.
            let same = try await hosting.write { db, now in
                try Plans.change(plan.id, by: .system, in: db, at: now) { _ in }
            }
            #expect(same == plan)
        }
    }

    // MARK: Accounts

    @Test(.proves("H.ACC-11", part: "traffic and disk", door: .api), arguments: Engine.available)
    func `an account keeps its setup and recurring prices, and free units and prices of use follow the plan`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await admin.api(.post, "/plans", Self.priced)
            let created = try await admin.api(
                .post, "/accounts",
                #"{"title":"Anna","plan":"Priced","login":"anna","email":"anna@example.org","period":"1 year"}"#)
            #expect(created.status == 201, "\(created.text)")
            let account = try #require(try await hosting.account(1))
            for name in ["a", "b", "c"] { try await hosting.add("\(name).example", to: account) }
            func period() async throws -> AccountPeriodResource { try await admin.api(.get, "/accounts/1/period").json() }
            var now = try await period()
            let today = CalendarDay(hosting.now, in: .gmt)
            #expect((now.length, now.firstDay, now.from) == ("1 year", today.description, today.description))
            let next = today.adding(months: 12).description
            #expect((now.to, now.nextChargeOn, now.nextCharge?.amount) == (next, next, "63.46"))
            #expect(now.lines.map(\.item) == ["plan", "domain"] && now.lines.map(\.quantity) == [1, 2])
            let shown: AccountResource = try await admin.api(.get, "/accounts/1").json()
            #expect((shown.period, shown.nextChargeOn, shown.nextCharge?.amount) == ("1 year", next, "63.46"))
            // Dearer, and one domain more is free.
            let dearer =
                #"{"recurringFee":"9.00","resources":[{"resource":"domain","free":2,"recurringPrice":"2.00"}],"#
                + #""periods":[{"length":"1 year","recurringDiscount":"0","prices":[{"item":"domain","recurringPrice":"20.00"}]}]}"#
            #expect(try await admin.api(.patch, "/plans/Priced", dearer).status == 200)
            now = try await period()
            #expect(now.nextCharge?.amount == "58.46", "53.46 as before, and 5.00 for one domain instead of two")
            // A new account has the new ones.
            _ = try await admin.api(
                .post, "/accounts", #"{"title":"Ben","plan":"Priced","login":"ben","email":"ben@example.org","period":"1 year"}"#)
            let new: AccountPeriodResource = try await admin.api(.get, "/accounts/2/period").json()
            #expect(new.nextCharge?.amount == "108.00")
            // A year later the next one is due a year later.
            hosting.advance(.days(370))
            #expect(try await period().nextChargeOn == today.adding(months: 24).description)
            // Nobody may change the currency of prices that accounts keep; the plan of the account, named again, is not its newest version.
            let currency = try await admin.api(.patch, "/plans/Priced", #"{"currency":"CHF"}"#)
            #expect(try currency.json(ProblemResource.self).errors?.map(\.code) == ["plan.currency.in_use"])
            #expect(try await admin.api(.patch, "/accounts/1", #"{"plan":"Priced","title":"Anna B"}"#).status == 200)
            #expect(try await hosting.account(1)?.planVersion == 1)
        }
    }

    @Test(
        .proves("H.ADM-11", part: "the address; the bill", door: .api), .proves("H.ADM-11", part: "the address; the bill", door: .page),
        arguments: Engine.available)
    func `staff end and prolong trials and change periods, and the history says who`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await admin.api(.post, "/plans", Self.priced.replacing("\"trialDays\":0", with: "\"trialDays\":14"))
            _ = try await admin.api(.post, "/accounts", #"{"title":"Anna","plan":"Priced","login":"anna","email":"anna@example.org"}"#)
            _ = try await hosting.login("ben")
            let (anna, ben) = (try await hosting.program("anna"), try await hosting.program("ben"))
            let today = CalendarDay(hosting.now, in: .gmt)
            var period: AccountPeriodResource = try await anna.api(.get, "/accounts/1/period").json()
            let end = today.adding(days: 14).description
            #expect((period.isInTrial, period.trialUntil, period.nextChargeOn, period.from) == (true, end, end, nil))
            // With the first period setup is paid too.
            #expect(period.nextCharge?.amount == "14.95")
            let later = today.adding(days: 30).description
            period = try await admin.api(.patch, "/accounts/1/period", "{\"trialUntil\":\"\(later)\",\"period\":\"1 year\"}").json()
            #expect((period.trialUntil, period.firstDay, period.length) == (later, later, "1 year"))
            // A trial is over from today on: the first period begins.
            period = try await admin.api(.patch, "/accounts/1/period", "{\"trialUntil\":\"\(today)\"}").json()
            #expect((period.isInTrial, period.from) == (false, today.description))
            period = try await admin.api(.patch, "/accounts/1/period", #"{"period":"1 month"}"#).json()
            #expect((period.length, period.to) == ("1 month", today.adding(months: 1).description))
            try await hosting.login("clerk", role: .administrator, may: [.planManager])
            let clerk = try await hosting.program("clerk", role: .administrator)
            let before = try await hosting.everything()
            for (body, field) in [
                (#"{"trialUntil":"2020-01-01"}"#, "trialUntil"), (#"{"trialUntil":"9999-01-01"}"#, "trialUntil"),
                (#"{"trialUntil":"soon"}"#, "trialUntil"), (#"{"trialUntil":"2027-02-30"}"#, "trialUntil"),
                (#"{"period":"2 months"}"#, "period"), (#"{"period":"-1"}"#, "period"), (#"{"period":"none"}"#, "period"),
            ] {
                let reply = try await admin.api(.patch, "/accounts/1/period", body)
                #expect(reply.status == 422, "\(body)")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field], "\(body)")
            }
            #expect(try await admin.api(.patch, "/accounts/1/period", "{}").status == 200)
            #expect(try await anna.api(.patch, "/accounts/1/period", #"{"period":"1 year"}"#).status == 404)
            #expect(try await ben.api(.get, "/accounts/1/period").status == 404)
            #expect(try await clerk.api(.patch, "/accounts/1/period", #"{"period":"1 year"}"#).status == 403)
            #expect(try await hosting.everything() == before)
            // As a page.
            let browser = try await hosting.browser("admin", role: .administrator)
            #expect(try await browser.get("/accounts/1/period/change").text.contains("1 year, €53.46, 10% off"))
            let year = try #require(try await hosting.read { db in try Plans.find(named: "Priced", in: db) }).periods[1]
            #expect(try await browser.post("/accounts/1/period/change", [("period", year.id.text), ("trialUntil", "")]).status == 303)
            let page = try await browser.get("/accounts/1/period").text
            #expect(page.contains("1 year") && page.contains("does not charge anything yet"))
            let history = try await browser.get("/accounts/1/history").text
            #expect(history.contains("Billing period of the account changed") && history.contains("admin"))
            // A customer sees it on his first page, and has no button.
            let customer = try await hosting.browser("anna")
            let home = try await customer.get("/").text
            for words in ["Billing period", "Priced", "Next charge", "€53.46"] { #expect(home.contains(words), "\(words)") }
            #expect(!(try await customer.get("/accounts/1/period").text.contains("/period/change")))
            #expect(try await customer.get("/accounts/1/period/change").status == 404)
            // In the trash nothing is changed.
            _ = try await admin.api(.delete, "/accounts/1")
            #expect(try await admin.api(.patch, "/accounts/1/period", #"{"period":"1 month"}"#).status == 409)
        }
    }

    @Test(arguments: Engine.available)
    func `another plan keeps a period as long, else its usual one begins`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await admin.api(.post, "/plans", Self.priced)
            for (name, length) in [("Yearly", "12 months"), ("Weekly", "1 week")] {
                let made = try await admin.api(.post, "/plans", "{\"name\":\"\(name)\",\"periods\":[{\"length\":\"\(length)\"}]}")
                #expect(made.status == 201, "\(made.text)")
            }
            let body = #"{"title":"Anna","plan":"Priced","login":"anna","email":"anna@example.org","period":"1 year"}"#
            #expect(try await admin.api(.post, "/accounts", body).status == 201)
            let first = CalendarDay(hosting.now, in: .gmt).description
            hosting.advance(.days(40))
            let later = CalendarDay(hosting.now, in: .gmt).description
            for (plan, length, day) in [("Yearly", "12 months", first), ("Weekly", "1 week", later), ("Priced", "1 month", later)] {
                #expect(
                    try await admin.api(.post, "/accounts/1/plan-changes", "{\"plan\":\"\(plan)\",\"acceptsLosses\":true}").status == 201)
                let period: AccountPeriodResource = try await admin.api(.get, "/accounts/1/period").json()
                #expect((period.length, period.firstDay) == (length, day), "\(plan)")
            }
            // What is not on offer is not given to new accounts, and stays where it is.
            let off = #"{"periods":[{"length":"1 month","isOnOffer":false}]}"#
            #expect(try await admin.api(.patch, "/plans/Priced", off).status == 200)
            let refused = try await admin.api(.post, "/accounts", body.replacing("anna", with: "ben").replacing("1 year", with: "1 month"))
            #expect(try refused.json(ProblemResource.self).errors?.map(\.code) == ["account.period.unknown"])
            #expect(try await admin.api(.get, "/accounts/1/period").json(AccountPeriodResource.self).length == "1 month")
        }
    }

    @Test(arguments: Engine.available)
    func `accounts and plans of the release before have a month from the day of their creation`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.write { db, _ in
                for table in ["account_period", "plan_period_price", "plan_period"] { try db.execute(SQL(trusted: "DELETE FROM \(table)")) }
            }
            let made = CalendarDay(account.createdAt, in: .gmt)
            hosting.advance(.days(100))
            let now = hosting.now
            let period = try await hosting.read { db in try AccountPeriods.of(account, in: db, at: now) }
            #expect((period.period.length, period.anchor, period.isInTrial) == (.month, made, false))
            #expect(period.current.map { $0.from <= period.today && period.today < $0.to } == true)
            #expect(period.nextCharge(for: [])?.lines.isEmpty == true)
        }
    }
}
