import Core
import Identity
import Jobs
import Notifications
import Persistence
import Presentation

/// Tells customer and provider when an account's disk space or traffic passes 80 % of its maximum, and when it passes the maximum: once each, and again
/// only after it was below. Every minute.
package struct CheckUsage: Job {
    package static let kind = "accounts.check_usage"
    private static let atOnce = 100

    /// The panel's address without a path, for mails.
    package var panel: String

    package init(panel: String) { self.panel = panel }

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let (panel, now) = (panel, context.clock.now)
        while try await context.database.write({ db in try UsageWarnings.tell(atMost: Self.atOnce, panel: panel, in: db, at: now) }) > 0 {}
        return .done
    }
}

/// Removes days that are too old. Every day.
package struct PruneUsage: Job {
    package static let kind = "accounts.prune_usage"

    package init() {}

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let oldest = UTCDay(context.clock.now) - UsageIntake.daysKept
        _ = try await context.database.write { db in try UsageQueries.prune(before: oldest, in: db) }
        return .done
    }
}

/// What is told when a mark is crossed.
enum UsageWarnings {
    /// Notes how far meters are that have moved, and tells of those that have risen. Returns how many there were.
    static func tell(atMost limit: Int, panel: String, in db: any Connection, at now: Timestamp) throws -> Int {
        let moved = try UsageQueries.moved(month: UTCDay(now).firstOfMonth, limit: limit, in: db)
        if moved.isEmpty { return 0 }
        let settings = try ProviderSettings.current(in: db)
        for meter in moved {
            // Another process may have been here first.
            guard try UsageQueries.setLevel(meter.level, of: meter.account, meter.resource, from: meter.before, in: db),
                meter.level.rawValue > meter.before, let account = try Accounts.find(meter.account, by: .system, in: db)
            else { continue }
            try tell(meter, account, settings, panel: panel, in: db, at: now)
        }
        return moved.count
    }

    private static func tell(
        _ meter: MovedMeter, _ account: Account, _ settings: ProviderSettings, panel: String, in db: any Connection, at now: Timestamp
    ) throws {
        guard let resource = ResourceCatalogue.find(meter.resource) else { return }
        let action: StaticString =
            switch (meter.resource == .traffic, meter.level == .exceeded) {
            case (false, false): "account.disk_neared"
            case (false, true): "account.disk_exceeded"
            case (true, false): "account.traffic_neared"
            case (true, true): "account.traffic_exceeded"
            }
        func amounts(_ texts: Texts) -> String { texts.limits.of(texts.storage(meter.used), texts.storage(meter.most)) }
        try Audit.record(
            action, on: account.audited, changes: [.init(meter.resource.rawValue, nil, amounts(Texts(.english)))], by: .system, in: db,
            at: now)
        try Messages.tell(
            .notice, String(describing: action), about: account.audited, to: [.person(account.login), .provider],
            words: amounts(settings.texts(nil)), in: db, at: now)
        guard let owner = try Logins.find(account.login, in: db) else { return }
        let texts = settings.texts(for: owner)
        let name = resource.words(texts.language)
        try Accounts.tellOwner(
            of: account, meter.level == .exceeded ? .usageExceeded : .usageNear,
            [
                "resource": name, "amounts": amounts(texts), "traffic": meter.resource == .traffic ? name : "",
                "space": meter.resource == .traffic ? "" : name, "link": "\(panel)/accounts/\(account.number)/usage",
            ], in: db, at: now)
    }
}
