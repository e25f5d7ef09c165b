import Core

/// What accounts of a node use, as far as the control plane does not know it yet.
///
/// Every value is whole by itself and may arrive several times and late: of the traffic of a day the larger value holds, of the space of a home the
/// later one. So a report that was taken without the agent hearing of it does no harm.
package struct UsageReport: Sendable, Codable, Hashable {
    /// Made when the node began to count (UUID). A node that was set up anew counts beside the counter before it; together they are what was used.
    package var counter: String
    /// All traffic up to this moment has been counted.
    package var countedThrough: Timestamp
    package var traffic: [TrafficOfDay]
    package var disk: [DiskUse]

    package init(counter: String, countedThrough: Timestamp, traffic: [TrafficOfDay], disk: [DiskUse]) {
        self.counter = counter
        self.countedThrough = countedThrough
        self.traffic = traffic
        self.disk = disk
    }
}

/// What one website has received and sent on one day so far.
package struct TrafficOfDay: Sendable, Codable, Hashable {
    /// N of `webN`.
    package var account: Int
    package var website: WebsiteID
    package var day: UTCDay
    package var bytesIn: Int64
    package var bytesOut: Int64

    package init(account: Int, website: WebsiteID, day: UTCDay, bytesIn: Int64, bytesOut: Int64) {
        self.account = account
        self.website = website
        self.day = day
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
    }
}

/// The space that one account's home takes.
package struct DiskUse: Sendable, Codable, Hashable {
    /// N of `webN`.
    package var account: Int
    /// Allocated; a file with several names counts once.
    package var bytes: Int64
    package var files: Int64
    package var measuredAt: Timestamp

    package init(account: Int, bytes: Int64, files: Int64, measuredAt: Timestamp) {
        self.account = account
        self.bytes = bytes
        self.files = files
        self.measuredAt = measuredAt
    }
}
