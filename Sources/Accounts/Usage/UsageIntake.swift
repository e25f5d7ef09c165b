import AgentProtocol
import Core
import Fleet
import Persistence

/// Takes what nodes have measured. Told twice, or late, it changes nothing: of a day's traffic the larger value holds, of disk space the later one.
package struct UsageIntake: UsageListener {
    /// So many days are kept.
    package static let daysKept = 400
    /// In one day no website moves more (140 TB), and no home is larger than 64 PB: beyond it sums could pass what a database adds up.
    private static let mostTraffic = Int64(1) << 47
    private static let mostSpace = Int64(1) << 56

    package init() {}

    package func used(_ usage: UsageReport, on node: PhysicalServerID, in db: any Connection, at now: Timestamp) throws {
        guard let counter = Identifier<UsageReport>(usage.counter) else {
            throw Fault(.invalid, key: "agent.usage_counter", "The counter of a report of usage is a UUID.")
        }
        let numbers = Set(usage.traffic.map(\.account) + usage.disk.map(\.account)).sorted()
        let accounts = try UsageQueries.accounts(numbers, on: node, in: db)
        let today = UTCDay(now)
        let days = (today - Self.daysKept)...(today + 1)
        var traffic: [UsageQueries.TrafficKey: (received: Int64, sent: Int64)] = [:]
        for told in usage.traffic {
            guard let account = accounts[told.account], days.contains(told.day) else { continue }
            let key = UsageQueries.TrafficKey(account: account, day: told.day, website: told.website, counter: counter.text)
            let before = traffic[key] ?? (0, 0)
            traffic[key] = (
                max(before.received, told.bytesIn.limited(to: Self.mostTraffic)),
                max(before.sent, told.bytesOut.limited(to: Self.mostTraffic))
            )
        }
        var disk: [AccountID: DiskUse] = [:]
        for told in usage.disk {
            guard let account = accounts[told.account] else { continue }
            var told = told
            (told.bytes, told.files) = (told.bytes.limited(to: Self.mostSpace), told.files.limited(to: Self.mostSpace))
            // A node's clock that is ahead would make this measurement the newest one for long.
            told.measuredAt = min(told.measuredAt, now)
            guard days.contains(UTCDay(told.measuredAt)) else { continue }
            if let other = disk[account], other.measuredAt >= told.measuredAt { continue }
            disk[account] = told
        }
        try UsageQueries.store(traffic, in: db)
        try UsageQueries.store(disk, in: db)
        let through = min(usage.countedThrough, now)
        try UsageQueries.sumUp(Set(traffic.keys.map(\.account)), month: today.firstOfMonth, through: through, in: db)
        try UsageQueries.counted(through: through, on: node, in: db)
    }
}

extension Int64 {
    fileprivate func limited(to most: Int64) -> Int64 { Swift.min(Swift.max(self, 0), most) }
}
