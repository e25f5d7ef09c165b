import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/usage` and `/api/v1/usage`.
struct UsageAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/accounts/{account}/usage", .reaching, "Show what an account uses of disk space and traffic, day by day",
            query: [
                .init("from", "From this day on, in UTC, as 2026-11-01; 30 days unless told.", .text(maximumLength: 10)),
                .init("to", "Up to and with this day; today unless told.", .text(maximumLength: 10)),
            ], show)
        routes.api(
            .get, "/api/v1/usage", .staff(.accountPreview), "List accounts near their maximum of disk space or traffic, or beyond it",
            query: QueryParameter.list(sorts: UsageFilter.Order.allCases.map(\.rawValue), states: UsageState.allCases.map(\.rawValue))
                .filter { $0.name != "cursor" } + [
                    .init("resource", "Only this one.", .choice([ResourceKey.diskSpace.rawValue, ResourceKey.traffic.rawValue]))
                ], list)
        return routes
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> Resource<UsageResource> {
        let days = try UsageSpan.days(visit.query, now: visit.now)
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let usage = try accounts.usage(of: account, days, in: db)
            let found = try accounts.entitlements(of: account, in: db)
            return Resource(
                UsageResource(
                    usage, of: account, disk: found.first { $0.resource == .diskSpace }, traffic: found.first { $0.resource == .traffic },
                    month: UTCDay(visit.now)))
        }
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AccountUsageResource>> {
        let query = try ResourceListQuery(
            visit.query, orders: UsageFilter.Order.allCases.map(\.rawValue), otherwise: "-" + UsageFilter.Order.share.rawValue)
        var typed = UsageFilter()
        (typed.search, typed.level) = (query.search, try query.state(UsageState.self)?.level)
        typed.resource = visit.query["resource"].map { ResourceKey(rawValue: $0) }
        (typed.order, typed.isDescending) = (UsageFilter.Order(rawValue: query.order) ?? .share, query.isDescending)
        (typed.offset, typed.limit) = (query.offset, query.limit)
        let filter = typed
        return try await visit.database.read { db in
            let (rows, total) = try Accounts.near(filter, by: visit.actor, in: db, at: visit.now)
            return Resource(ListResource(items: rows.map(AccountUsageResource.init), total: total))
        }
    }
}

/// The states by which the list is narrowed. Raw values stand in URLs.
enum UsageState: String, CaseIterable {
    case exceeded, near

    var level: UsageLevel {
        switch self {
        case .exceeded: .exceeded
        case .near: .near
        }
    }
}

/// The days that somebody asks for.
enum UsageSpan {
    /// Throws `Fault(.invalid)` beside `from` and `to`: no day, the wrong order, more than `Usage.mostDays`.
    static func days(_ query: FormValues, now: Timestamp) throws -> ClosedRange<UTCDay> {
        var complaints = Complaints()
        func day(_ name: String, _ otherwise: UTCDay) -> UTCDay {
            let typed = query.text(name)
            if typed.isEmpty { return otherwise }
            guard let day = UTCDay(typed) else {
                complaints.add(name, key: "account.search.day", "Write a day as 2026-11-22.")
                return otherwise
            }
            return day
        }
        let last = day("to", UTCDay(now))
        let first = day("from", last - 29)
        try complaints.check()
        if first > last {
            complaints.add("from", key: "usage.days_order", "The first day is after the last one.")
        } else if last - first >= Usage.mostDays {
            complaints.add(
                "from", key: "usage.days_many", arguments: ["most": String(Usage.mostDays)], "Ask for at most \(Usage.mostDays) days.")
        }
        try complaints.check()
        return first...last
    }

    static func each(_ days: ClosedRange<UTCDay>) -> [UTCDay] {
        (days.lowerBound.number...days.upperBound.number).map { UTCDay(number: $0) }
    }
}

extension UsageResource {
    init(_ usage: Usage, of account: Account, disk: Entitlement?, traffic: Entitlement?, month: UTCDay) {
        self.init(
            account: account.number, from: usage.days.lowerBound.description, to: usage.days.upperBound.description,
            disk: DiskUsageResource(
                bytes: disk?.measurement?.bytes.map { Int($0) }, measuredAt: disk?.measurement?.at?.description,
                most: Int(disk?.most.stored ?? 0)),
            traffic: TrafficUsageResource(
                bytes: traffic?.measurement?.bytes.map { Int($0) }, countedThrough: traffic?.measurement?.at?.description,
                month: String(month.description.prefix(7)), most: Int(traffic?.most.stored ?? 0)),
            days: UsageSpan.each(usage.days).map { day in
                UsageDayResource(
                    day: day.description, bytesIn: Int(usage.traffic[day]?.received ?? 0), bytesOut: Int(usage.traffic[day]?.sent ?? 0),
                    diskBytes: usage.disk[day].map { Int($0.bytes) })
            },
            sites: usage.sites.map {
                SiteTrafficResource(
                    website: $0.website.text, name: $0.name, bytesIn: Int($0.traffic.received), bytesOut: Int($0.traffic.sent))
            })
    }
}

extension AccountUsageResource {
    init(_ row: AccountUsage) {
        self.init(
            account: row.account.number, title: row.account.title, resource: row.resource.rawValue, usedBytes: Int(row.used),
            most: Int(row.most / Measurement.megabyte), percent: Int(row.share * 100), isExceeded: row.isExceeded,
            measuredAt: row.measuredAt.description)
    }
}
