import Core
import Persistence

/// All statements on `account_period`.
enum AccountPeriodQueries {
    struct Stored {
        /// nil: the plan's first.
        var period: BillingPeriodID?
        var anchor: CalendarDay
        var trialUntil: CalendarDay?
    }

    static func of(_ account: AccountID, in db: any Connection) throws -> Stored? {
        try db.first("SELECT period_id, anchor, trial_until FROM account_period WHERE account_id = \(account)").map { row in
            Stored(period: try row("period_id"), anchor: try row("anchor"), trialUntil: try row("trial_until"))
        }
    }

    static func set(_ stored: Stored, of account: AccountID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account_period (account_id, period_id, anchor, trial_until)
            VALUES (\(account), \(stored.period), \(stored.anchor), \(stored.trialUntil))
            ON CONFLICT (account_id) DO UPDATE SET
                period_id = excluded.period_id, anchor = excluded.anchor, trial_until = excluded.trial_until
            """)
    }
}
