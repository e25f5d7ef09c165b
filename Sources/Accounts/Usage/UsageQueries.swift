import AgentProtocol
import Core
import Persistence

/// All statements on `usage_traffic`, `usage_disk`, `usage_meter` and `usage_node`.
enum UsageQueries {
    struct TrafficKey: Hashable {
        var account: AccountID
        var day: UTCDay
        var website: WebsiteID
        var counter: String
    }

    private static let perStatement = 100

    /// Which of these numbers are accounts whose homes are on the node.
    static func accounts(_ numbers: [Int], on node: PhysicalServerID, in db: any Connection) throws -> [Int: AccountID] {
        var found: [Int: AccountID] = [:]
        for start in stride(from: 0, to: numbers.count, by: 500) {
            let part = Array(numbers[start..<min(start + 500, numbers.count)])
            for row in try db.query(
                """
                SELECT account.number, account.id FROM account JOIN logical_server ON logical_server.id = account.server_id
                WHERE account.number IN (\(list: part)) AND account.purged_at IS NULL AND logical_server.physical_server_id = \(node)
                """)
            { found[try row("number")] = try row("id") }
        }
        return found
    }

    // MARK: Storing

    /// The larger value of each stays.
    static func store(_ traffic: [TrafficKey: (received: Int64, sent: Int64)], in db: any Connection) throws {
        // In one order, so that two reports do not wait for one another.
        let rows = traffic.sorted {
            ($0.key.account, $0.key.day, $0.key.website) < ($1.key.account, $1.key.day, $1.key.website)
        }.map { key, bytes -> SQL in
            "(\(key.account), \(key.day.number), \(key.website), \(key.counter), \(bytes.received), \(bytes.sent))"
        }
        for start in stride(from: 0, to: rows.count, by: perStatement) {
            try db.execute(
                """
                INSERT INTO usage_traffic (account_id, day, website_id, counter, bytes_in, bytes_out)
                VALUES \(SQL.joined(Array(rows[start..<min(start + perStatement, rows.count)]), separator: ", "))
                ON CONFLICT (account_id, day, website_id, counter) DO UPDATE SET
                    bytes_in = CASE WHEN excluded.bytes_in > usage_traffic.bytes_in THEN excluded.bytes_in ELSE usage_traffic.bytes_in END,
                    bytes_out = CASE WHEN excluded.bytes_out > usage_traffic.bytes_out THEN excluded.bytes_out ELSE usage_traffic.bytes_out END
                """)
        }
    }

    /// The later value of each stays.
    static func store(_ disk: [AccountID: DiskUse], in db: any Connection) throws {
        for (account, use) in disk.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO usage_disk (account_id, day, bytes, files, measured_at)
                VALUES (\(account), \(UTCDay(use.measuredAt).number), \(use.bytes), \(use.files), \(use.measuredAt))
                ON CONFLICT (account_id, day) DO UPDATE SET bytes = excluded.bytes, files = excluded.files, measured_at = excluded.measured_at
                WHERE usage_disk.measured_at <= excluded.measured_at
                """)
            try setMeter(.diskSpace, of: account, used: use.bytes, month: 0, at: use.measuredAt, in: db)
        }
    }

    /// Adds up the traffic of the month for these accounts.
    static func sumUp(_ accounts: Set<AccountID>, month: UTCDay, through: Timestamp, in db: any Connection) throws {
        let ids = accounts.sorted()
        for start in stride(from: 0, to: ids.count, by: 500) {
            let part = Array(ids[start..<min(start + 500, ids.count)])
            let sums = try db.query(
                """
                SELECT account_id, CAST(SUM(bytes_in + bytes_out) AS BIGINT) AS used FROM usage_traffic
                WHERE account_id IN (\(list: part)) AND day >= \(month.number) AND day < \(month.firstOfNextMonth.number)
                GROUP BY account_id ORDER BY account_id
                """)
            for row in sums {
                try setMeter(.traffic, of: try row("account_id"), used: try row("used"), month: month.number, at: through, in: db)
            }
        }
    }

    private static func setMeter(
        _ resource: ResourceKey, of account: AccountID, used: Int64, month: Int, at: Timestamp, in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO usage_meter (account_id, resource, used, month, measured_at, level)
            VALUES (\(account), \(resource), \(used), \(month), \(at), 0)
            ON CONFLICT (account_id, resource) DO UPDATE SET used = excluded.used, month = excluded.month, measured_at = excluded.measured_at
            WHERE usage_meter.month < excluded.month
                OR (usage_meter.month = excluded.month AND usage_meter.measured_at <= excluded.measured_at)
            """)
    }

    static func counted(through: Timestamp, on node: PhysicalServerID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO usage_node (physical_server_id, counted_through) VALUES (\(node), \(through))
            ON CONFLICT (physical_server_id) DO UPDATE SET counted_through = excluded.counted_through
            WHERE usage_node.counted_through < excluded.counted_through
            """)
    }

    static func setLevel(_ level: UsageLevel, of account: AccountID, _ resource: ResourceKey, from before: Int, in db: any Connection)
        throws
        -> Bool
    {
        try db.execute(
            """
            UPDATE usage_meter SET level = \(level.rawValue)
            WHERE account_id = \(account) AND resource = \(resource) AND level = \(before)
            """) == 1
    }

    static func forgetMeters(of account: AccountID, in db: any Connection) throws {
        try db.execute("DELETE FROM usage_meter WHERE account_id = \(account)")
    }

    /// Returns how many rows went.
    static func prune(before day: UTCDay, in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM usage_traffic WHERE day < \(day.number)")
            + db.execute("DELETE FROM usage_disk WHERE day < \(day.number)")
    }

    // MARK: One account

    static func measurements(of account: Account, month: UTCDay, in db: any Connection) throws -> [ResourceKey: Measurement] {
        var found: [ResourceKey: Measurement] = [.diskSpace: .notYet, .traffic: .notYet]
        var traffic: Int64 = 0
        for row in try db.query("SELECT resource, used, month, measured_at FROM usage_meter WHERE account_id = \(account.id)") {
            if try row("resource", as: ResourceKey.self) == .diskSpace {
                found[.diskSpace] = .bytes(try row("used"), at: try row("measured_at"))
            } else if try row("month", as: Int.self) == month.number {
                traffic = try row("used")
            }
        }
        // What nobody has visited is nothing only as far as it was counted.
        if let through = try countedThrough(of: account, in: db), through >= month.start { found[.traffic] = .bytes(traffic, at: through) }
        return found
    }

    static func countedThrough(of account: Account, in db: any Connection) throws -> Timestamp? {
        try db.first(
            """
            SELECT usage_node.counted_through FROM usage_node
            JOIN logical_server ON logical_server.physical_server_id = usage_node.physical_server_id
            WHERE logical_server.id = \(account.server)
            """
        ).map { try $0("counted_through") }
    }

    static func traffic(of account: AccountID, _ days: ClosedRange<UTCDay>, in db: any Connection) throws -> [UTCDay: UsageTraffic] {
        var found: [UTCDay: UsageTraffic] = [:]
        for row in try db.query(
            """
            SELECT day, CAST(SUM(bytes_in) AS BIGINT) AS received, CAST(SUM(bytes_out) AS BIGINT) AS sent FROM usage_traffic
            WHERE account_id = \(account) AND day >= \(days.lowerBound.number) AND day <= \(days.upperBound.number) GROUP BY day
            """)
        { found[UTCDay(number: try row("day"))] = UsageTraffic(received: try row("received"), sent: try row("sent")) }
        return found
    }

    static func disk(of account: AccountID, _ days: ClosedRange<UTCDay>, in db: any Connection) throws -> [UTCDay: UsageDisk] {
        var found: [UTCDay: UsageDisk] = [:]
        for row in try db.query(
            """
            SELECT day, bytes, files, measured_at FROM usage_disk
            WHERE account_id = \(account) AND day >= \(days.lowerBound.number) AND day <= \(days.upperBound.number)
            """)
        {
            found[UTCDay(number: try row("day"))] = UsageDisk(
                bytes: try row("bytes"), files: try row("files"), measuredAt: try row("measured_at"))
        }
        return found
    }

    /// The most first.
    static func sites(
        of account: AccountID, _ days: ClosedRange<UTCDay>, in db: any Connection
    ) throws -> [(website: WebsiteID, traffic: UsageTraffic)] {
        try db.query(
            """
            SELECT website_id, CAST(SUM(bytes_in) AS BIGINT) AS received, CAST(SUM(bytes_out) AS BIGINT) AS sent FROM usage_traffic
            WHERE account_id = \(account) AND day >= \(days.lowerBound.number) AND day <= \(days.upperBound.number) GROUP BY website_id
            ORDER BY SUM(bytes_in + bytes_out) DESC, website_id
            """
        ).map { (try $0("website_id"), UsageTraffic(received: try $0("received"), sent: try $0("sent"))) }
    }

    // MARK: All accounts

    /// Each meter of a living account with what there may be of it, in bytes (`most`; -1: unlimited) and as `Entitlements` says it: the account's own
    /// limit, else the plan's newest terms, else what its own version of the plan included. `level_now` is how far it is: it rises at 80 % and above the
    /// maximum, and falls only when it is two per cent below, so that it does not come and go.
    private static func meters(month: UTCDay, where condition: SQL) -> SQL {
        """
        SELECT metered.*, CASE
            WHEN most <= 0 THEN 0
            WHEN used > most THEN 100
            WHEN level = 100 AND used > most / 100 * 98 THEN 100
            WHEN used >= most / 100 * 80 THEN 80
            WHEN level >= 80 AND used > most / 100 * 78 THEN 80
            ELSE 0 END AS level_now
        FROM (
            SELECT account.id, account.number, account.title_folded, usage_meter.resource, usage_meter.level, usage_meter.measured_at,
                CASE WHEN usage_meter.resource = 'traffic' AND usage_meter.month <> \(month.number) THEN 0 ELSE usage_meter.used END AS used,
                CASE WHEN limits.units < 0 THEN -1 ELSE limits.units * 1048576 END AS most
            FROM (
                SELECT usage_meter.account_id, usage_meter.resource,
                    COALESCE(
                        account_limit.most_units,
                        CASE WHEN term.is_included AND term.most_units <> 0 THEN term.most_units END,
                        CASE WHEN earlier.is_included THEN earlier.most_units END, 0) AS units
                FROM usage_meter
                JOIN account ON account.id = usage_meter.account_id
                JOIN plan ON plan.id = account.plan_id
                LEFT JOIN account_limit
                    ON account_limit.account_id = account.id AND account_limit.resource = usage_meter.resource
                LEFT JOIN plan_term AS term
                    ON term.plan_id = plan.id AND term.version = plan.version AND term.resource = usage_meter.resource
                LEFT JOIN plan_term AS earlier
                    ON earlier.plan_id = plan.id AND earlier.version = account.plan_version AND earlier.resource = usage_meter.resource
                WHERE account.trashed_at IS NULL AND account.purged_at IS NULL AND \(condition)
            ) AS limits
            JOIN usage_meter ON usage_meter.account_id = limits.account_id AND usage_meter.resource = limits.resource
            JOIN account ON account.id = limits.account_id
        ) AS metered
        """
    }

    /// Meters that are not as far any more as they were when somebody was told.
    static func moved(month: UTCDay, limit: Int, in db: any Connection) throws -> [MovedMeter] {
        try db.query(
            """
            SELECT id, resource, level, level_now, used, most FROM (\(meters(month: month, where: "1 = 1"))) AS found
            WHERE level <> level_now ORDER BY id, resource LIMIT \(limit)
            """
        ).map { row in
            MovedMeter(
                account: try row("id"), resource: try row("resource"), before: try row("level"),
                level: UsageLevel(rawValue: try row("level_now")) ?? .within, used: try row("used"), most: try row("most"))
        }
    }

    /// Accounts that were found near their maximum or beyond it, as they are now.
    static func list(_ filter: UsageFilter, month: UTCDay, in db: any Connection) throws -> (rows: [AccountUsage], total: Int) {
        let found = meters(month: month, where: "usage_meter.level > 0")
        let condition = condition(filter)
        let total: Int = try db.scalar("SELECT COUNT(*) FROM (\(found)) AS found WHERE \(condition)") ?? 0
        let direction: SQL = filter.isDescending ? "DESC" : "ASC"
        let column: SQL =
            switch filter.order {
            case .number: "number"
            case .title: "title_folded"
            case .used: "used"
            // Whole per mille are enough to sort by.
            case .share: "used / (most / 1000 + 1)"
            }
        let rows = try db.query(
            """
            SELECT id, resource, used, most, measured_at FROM (\(found)) AS found WHERE \(condition)
            ORDER BY \(column) \(direction), number \(direction), resource LIMIT \(filter.limit) OFFSET \(filter.offset)
            """)
        let accounts = try AccountQueries.these(rows.map { try $0("id", as: AccountID.self) }, in: db)
        return (
            try rows.compactMap { row in
                try accounts[row("id")].map {
                    AccountUsage(
                        account: $0, resource: try row("resource"), used: try row("used"), most: try row("most"),
                        measuredAt: try row("measured_at"))
                }
            }, total
        )
    }

    static func counts(month: UTCDay, in db: any Connection) throws -> [UsageLevel: Int] {
        let rows = try db.query(
            """
            SELECT CASE WHEN used > most THEN 100 ELSE 80 END AS mark, COUNT(*) AS number
            FROM (\(meters(month: month, where: "usage_meter.level > 0"))) AS found WHERE level_now > 0 GROUP BY 1
            """)
        var counts: [UsageLevel: Int] = [:]
        for row in rows { if let level = UsageLevel(rawValue: try row("mark")) { counts[level] = try row("number") } }
        return counts
    }

    private static func condition(_ filter: UsageFilter) -> SQL {
        var parts: [SQL] = ["level_now > 0"]
        switch filter.level {
        case .exceeded: parts.append("used > most")
        case .near: parts.append("used <= most")
        case .within, nil: break
        }
        if let resource = filter.resource { parts.append("resource = \(resource)") }
        for word in filter.search.split(whereSeparator: \.isWhitespace).prefix(6) {
            let pattern = likePattern(containing: String(word))
            if let number = Int(word) {
                parts.append("(number = \(number) OR title_folded LIKE \(pattern) ESCAPE '\\')")
            } else {
                parts.append("title_folded LIKE \(pattern) ESCAPE '\\'")
            }
        }
        return .joined(parts, separator: " AND ")
    }
}
