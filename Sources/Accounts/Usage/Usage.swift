import Core
import Identity
import Persistence

/// Bytes that websites received and sent.
package struct UsageTraffic: Sendable, Hashable {
    package var received: Int64 = 0
    package var sent: Int64 = 0

    package var total: Int64 { received + sent }
}

/// The space of a home as it was last measured on a day.
package struct UsageDisk: Sendable, Hashable {
    package var bytes: Int64
    package var files: Int64
    package var measuredAt: Timestamp
}

/// What an account used over some days.
package struct Usage: Sendable {
    /// Days are of UTC.
    package var days: ClosedRange<UTCDay>
    /// Days without traffic are not in it.
    package var traffic: [UTCDay: UsageTraffic]
    /// Days on which the home was not measured are not in it.
    package var disk: [UTCDay: UsageDisk]
    /// The site with most traffic first; `name` nil: it is gone.
    package var sites: [(name: String?, website: WebsiteID, traffic: UsageTraffic)]
    package var countedThrough: Timestamp?

    package var total: UsageTraffic {
        traffic.values.reduce(into: UsageTraffic()) { sum, day in
            sum.received += day.received
            sum.sent += day.sent
        }
    }

    /// The longest span that can be asked for.
    package static let mostDays = UsageIntake.daysKept
}

/// A meter that has crossed a mark, up or down.
struct MovedMeter: Sendable {
    var account: AccountID
    var resource: ResourceKey
    /// The mark that was told last.
    var before: Int
    var level: UsageLevel
    /// Bytes; `most` -1 is unlimited.
    var used: Int64
    var most: Int64
}

/// An account that is near its maximum, or beyond it.
package struct AccountUsage: Sendable {
    package var account: Account
    package var resource: ResourceKey
    /// Bytes.
    package var used: Int64
    package var most: Int64
    package var measuredAt: Timestamp

    package var share: Double { most > 0 ? Double(used) / Double(most) : 1 }
    package var isExceeded: Bool { used > most }
}

/// What the list of accounts near their maximum is asked for.
package struct UsageFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable { case share, used, number, title }

    /// Words that all stand in the title, system user or sign-in name, or are the number.
    package var search = ""
    /// nil: both.
    package var level: UsageLevel?
    package var resource: ResourceKey?
    package var order = Order.share
    package var isDescending = true
    package var offset = 0
    package var limit = 50

    package init() {}
}

extension Accounts {
    /// What the account used on these days.
    package func usage(of account: Account, _ days: ClosedRange<UTCDay>, in db: any Connection) throws -> Usage {
        let names = try parts.reduce(into: [WebsiteID: String]()) { try $0.merge($1.siteNames(of: account, in: db)) { first, _ in first } }
        return Usage(
            days: days, traffic: try UsageQueries.traffic(of: account.id, days, in: db),
            disk: try UsageQueries.disk(of: account.id, days, in: db),
            sites: try UsageQueries.sites(of: account.id, days, in: db).map { (names[$0.website], $0.website, $0.traffic) },
            countedThrough: try UsageQueries.countedThrough(of: account, in: db))
    }

    /// Accounts near their maximum of disk space or traffic, or beyond it (C.GEN-04, C.LIM-03, C.LIM-08).
    package static func near(
        _ filter: UsageFilter, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> (rows: [AccountUsage], total: Int) {
        try actor.require(.accountPreview)
        return try UsageQueries.list(filter, month: UTCDay(now).firstOfMonth, in: db)
    }

    /// How many meters are near their maximum, and beyond it.
    package static func nearCounts(by actor: Actor, in db: any Connection, at now: Timestamp) throws -> [UsageLevel: Int] {
        try actor.require(.accountPreview)
        return try UsageQueries.counts(month: UTCDay(now).firstOfMonth, in: db)
    }
}
