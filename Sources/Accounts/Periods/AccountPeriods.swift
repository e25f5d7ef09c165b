import Core
import Foundation
import Identity
import Persistence

/// Operations on the billing periods of accounts. Prices are known here and nothing is charged.
package enum AccountPeriods {
    package static func of(_ account: Account, in db: any Connection, at now: Timestamp) throws -> AccountPeriod {
        let zone = try zone(in: db)
        let plan = try plan(of: account, in: db)
        let stored = try AccountPeriodQueries.of(account.id, in: db)
        let period = stored?.period.flatMap { id in plan.periods.first { $0.id == id } }
        return AccountPeriod(
            plan: plan, period: period ?? plan.periods.first ?? .monthly(of: plan.id),
            // Accounts of earlier releases: months from the day of their creation.
            anchor: stored?.anchor ?? CalendarDay(account.createdAt, in: zone), trialUntil: stored?.trialUntil,
            today: CalendarDay(now, in: zone))
    }

    /// The account's plan with the prices that are its own (H.PLAN-19).
    static func plan(of account: Account, in db: any Connection) throws -> Plan {
        guard let newest = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
        if account.planVersion == newest.version { return newest }
        var plan = newest
        plan.fee = try PlanQueries.fee(of: newest, version: account.planVersion, in: db)
        for (key, own) in try PlanQueries.terms(of: newest, version: account.planVersion, in: db) where own.isIncluded {
            guard var terms = plan.resources[key], terms.isIncluded else {
                plan.resources[key] = own
                continue
            }
            (terms.prices.setup, terms.prices.recurring) = (own.prices.setup, own.prices.recurring)
            plan.resources[key] = terms
        }
        let own = try BillingPeriodQueries.of(newest, version: account.planVersion, in: db)
        plan.periods = (own.isEmpty ? [.monthly(of: newest.id)] : own).map { period in
            guard let newest = newest.periods.first(where: { $0.id == period.id }) else { return period }
            var period = period
            period.discounts.usage = newest.discounts.usage
            for item in Set(period.prices.keys).union(newest.prices.keys) {
                period.prices[item, default: UnitPrices()].usage = newest.prices[item]?.usage
            }
            return period
        }
        return plan
    }

    /// The period that a new account of the plan is to have: the usual one unless one is named. Complains beside `period`.
    static func chosen(_ typed: String, of plan: Plan, _ complaints: inout Complaints) -> BillingPeriod? {
        if typed.trimmingWhitespace.isEmpty { return plan.usualPeriod }
        if let period = plan.period(named: typed), period.isOnOffer { return period }
        let known = plan.periodsOnOffer.map(\.length.description).joined(separator: ", ")
        complaints.add(
            "period", key: "account.period.unknown", arguments: ["plan": plan.name, "period": typed, "periods": known],
            "The plan \(plan.name) has no billing period “\(typed)”. Choose one of: \(known).")
        return nil
    }

    /// The first period of a new account: it begins today, or when the plan's trial is over.
    static func begin(_ period: BillingPeriod, of account: Account, with plan: Plan, in db: any Connection, at now: Timestamp) throws {
        let today = CalendarDay(now, in: try zone(in: db))
        let trial = plan.billing.trialDays > 0 ? today.adding(days: plan.billing.trialDays) : nil
        try AccountPeriodQueries.set(.init(period: period.id, anchor: trial ?? today, trialUntil: trial), of: account.id, in: db)
    }

    /// The account has got another plan. A period as long stays as it is; else the new plan's usual one begins today. A trial goes on.
    static func follow(_ account: Account, from before: AccountPeriod, in db: any Connection, at now: Timestamp) throws {
        guard let plan = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
        let same = plan.period(named: before.period.length.description).flatMap { $0.isOnOffer ? $0 : nil }
        let anchor = same != nil || before.isInTrial ? before.anchor : before.today
        try AccountPeriodQueries.set(
            .init(period: (same ?? plan.usualPeriod).id, anchor: anchor, trialUntil: before.trialUntil), of: account.id, in: db)
    }

    /// Gives the account another billing period, which begins today at the plan's newest prices, or another end of its trial, from which its periods
    /// are counted then (H.ADM-11). Who did it is in its history.
    ///
    /// - Parameter checking: Called with the account and its period as they are, which nobody else can change any more.
    ///
    /// Throws `Fault(.invalid)` beside `period` and `trialUntil`, and `account.in_trash` (conflict).
    package static func change(
        _ number: Int, _ change: AccountPeriodChange, with accounts: Accounts, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Account, AccountPeriod) throws -> Void = { _, _ in }
    ) throws -> (account: Account, period: AccountPeriod) {
        try actor.require(.accountManager)
        var account = try accounts.locked(number, by: actor, in: db)
        let before = try of(account, in: db, at: now)
        try checking(account, before)
        guard account.trashedAt == nil else { throw accounts.inTrash(account) }
        guard let newest = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
        var complaints = Complaints()
        var (period, anchor, trialUntil) = (before.period, before.anchor, before.trialUntil)
        var isOther = false
        if let typed = change.period, before.plan.period(named: typed)?.id != before.period.id || typed.trimmingWhitespace.isEmpty {
            if let chosen = chosen(typed, of: newest, &complaints), chosen.id != before.period.id {
                (period, isOther) = (chosen, true)
                if !before.isInTrial { anchor = before.today }
            }
        }
        if let typed = change.trialUntil, let day = trialEnd(typed, before, &complaints) {
            (trialUntil, anchor) = (day, day)
        }
        try complaints.check()
        if !isOther, trialUntil == before.trialUntil { return (account, before) }
        if isOther, account.planVersion != newest.version {
            account.planVersion = newest.version
            try AccountQueries.update(account, in: db)
        }
        try AccountPeriodQueries.set(.init(period: period.id, anchor: anchor, trialUntil: trialUntil), of: account.id, in: db)
        let after = try of(account, in: db, at: now)
        let changes: [AuditEntry.Change] = [
            .init("period", before.period.length.description, after.period.length.description),
            .init("periodStart", before.anchor.description, after.anchor.description),
            .init("trialUntil", before.trialUntil?.description, after.trialUntil?.description),
        ]
        try Audit.record(
            "account.period_changed", on: account.audited, changes: changes.filter { $0.before != $0.after }, by: actor, in: db, at: now)
        return (account, after)
    }

    /// A trial that goes on longer than this is none.
    private static let longestTrial = 3660

    /// nil: it stays as it is, or something is wrong with it.
    private static func trialEnd(_ typed: String, _ before: AccountPeriod, _ complaints: inout Complaints) -> CalendarDay? {
        if typed.trimmingWhitespace.isEmpty { return before.isInTrial ? before.today : nil }
        let day = CalendarDay(typed)
        if day != nil, day == before.trialUntil { return nil }
        guard let day, day >= before.today, day <= before.today.adding(days: longestTrial) else {
            complaints.add(
                "trialUntil", key: "account.trial.day", arguments: ["today": before.today.description],
                "Type a day from today on, as \(before.today.description), at most ten years ahead. Today: the trial is over.")
            return nil
        }
        // The trial of an account that has none cannot be over.
        return day == before.today && !before.isInTrial ? nil : day
    }

    private static func zone(in db: any Connection) throws -> TimeZone {
        TimeZone(identifier: try ProviderSettings.current(in: db).timeZone) ?? .gmt
    }
}
