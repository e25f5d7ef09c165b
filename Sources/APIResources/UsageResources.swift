/// What an account used over some days.
package struct UsageResource: APIResource {
    package var account: Int
    package var from: String
    package var to: String
    package var disk: DiskUsageResource
    package var traffic: TrafficUsageResource
    package var days: [UsageDayResource]
    package var sites: [SiteTrafficResource]

    package init(
        account: Int, from: String, to: String, disk: DiskUsageResource, traffic: TrafficUsageResource, days: [UsageDayResource],
        sites: [SiteTrafficResource]
    ) {
        self.account = account
        self.from = from
        self.to = to
        self.disk = disk
        self.traffic = traffic
        self.days = days
        self.sites = sites
    }

    package static var notes: [String: FieldNote] {
        [
            "account": "Number of the account.", "from": "The first day, in UTC, as 2026-11-01.", "to": "The last day.",
            "disk": "The space of the home now.", "traffic": "The traffic of this calendar month (UTC) so far.",
            "days": "One entry for each day of the span, the first day first.", "sites": "Traffic of the span by website, the most first.",
        ]
    }

    package static var example: UsageResource? {
        UsageResource(
            account: 12, from: "2026-11-21", to: "2026-11-22", disk: DiskUsageResource.sample, traffic: TrafficUsageResource.sample,
            days: [
                UsageDayResource(day: "2026-11-21", bytesIn: 48_211, bytesOut: 9_120_344, diskBytes: 870_400),
                UsageDayResource(day: "2026-11-22", bytesIn: 12_004, bytesOut: 2_480_112, diskBytes: 874_496),
            ], sites: [SiteTrafficResource.sample])
    }
}

package struct DiskUsageResource: APIResource {
    /// Absent: not measured yet.
    package var bytes: Int?
    package var measuredAt: String?
    /// Megabytes; -1: unlimited.
    package var most: Int

    package init(bytes: Int?, measuredAt: String?, most: Int) {
        self.bytes = bytes
        self.measuredAt = measuredAt
        self.most = most
    }

    package static var notes: [String: FieldNote] {
        [
            "bytes": FieldNote("Allocated space of the home; a file with several names counts once. Absent: not measured yet.", minimum: 0),
            "measuredAt": .time("When it was measured."),
            "most": FieldNote("So many megabytes of 1,024 KB there may be; -1: unlimited, 0: not available.", minimum: -1),
        ]
    }
    static let sample = DiskUsageResource(bytes: 874_496, measuredAt: "2026-11-22T08:14:05.120Z", most: 10_240)
    package static var example: DiskUsageResource? { sample }
}

package struct TrafficUsageResource: APIResource {
    /// Absent: not counted yet.
    package var bytes: Int?
    package var countedThrough: String?
    package var month: String
    /// Megabytes; -1: unlimited.
    package var most: Int

    package init(bytes: Int?, countedThrough: String?, month: String, most: Int) {
        self.bytes = bytes
        self.countedThrough = countedThrough
        self.month = month
        self.most = most
    }

    package static var notes: [String: FieldNote] {
        [
            "bytes": FieldNote("Received and sent together. Absent: not counted yet.", minimum: 0),
            "countedThrough": .time("All traffic up to this moment is counted."), "month": "The calendar month (UTC), as 2026-11.",
            "most": FieldNote("So many megabytes of 1,024 KB there may be in a month; -1: unlimited, 0: not available.", minimum: -1),
        ]
    }
    static let sample = TrafficUsageResource(
        bytes: 81_220_400, countedThrough: "2026-11-22T08:14:30.000Z", month: "2026-11", most: 102_400)
    package static var example: TrafficUsageResource? { sample }
}

package struct UsageDayResource: APIResource {
    package var day: String
    package var bytesIn: Int
    package var bytesOut: Int
    /// Absent: not measured on that day.
    package var diskBytes: Int?

    package init(day: String, bytesIn: Int, bytesOut: Int, diskBytes: Int?) {
        self.day = day
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
        self.diskBytes = diskBytes
    }

    package static var notes: [String: FieldNote] {
        [
            "day": "In UTC, as 2026-11-22.", "bytesIn": FieldNote("Received from visitors.", minimum: 0),
            "bytesOut": FieldNote("Sent to visitors.", minimum: 0),
            "diskBytes": FieldNote("The space of the home as last measured on that day; absent when it was not.", minimum: 0),
        ]
    }
    package static var example: UsageDayResource? {
        UsageDayResource(day: "2026-11-22", bytesIn: 12_004, bytesOut: 2_480_112, diskBytes: 874_496)
    }
}

package struct SiteTrafficResource: APIResource {
    package var website: String
    /// Absent: the website is gone.
    package var name: String?
    package var bytesIn: Int
    package var bytesOut: Int

    package init(website: String, name: String?, bytesIn: Int, bytesOut: Int) {
        self.website = website
        self.name = name
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
    }

    package static var notes: [String: FieldNote] {
        [
            "website": FieldNote("Id of the website.", format: "uuid"), "name": "Its domain; absent when the website is gone.",
            "bytesIn": FieldNote("Received from visitors.", minimum: 0), "bytesOut": FieldNote("Sent to visitors.", minimum: 0),
        ]
    }
    static let sample = SiteTrafficResource(
        website: "0190163d-8694-739b-aea5-966c26f8ad90", name: "example.org", bytesIn: 60_215, bytesOut: 11_600_456)
    package static var example: SiteTrafficResource? { sample }
}

/// An account near its maximum of disk space or traffic, or beyond it.
package struct AccountUsageResource: APIResource {
    package var account: Int
    package var title: String
    package var resource: String
    package var usedBytes: Int
    /// Megabytes.
    package var most: Int
    package var percent: Int
    package var isExceeded: Bool
    package var measuredAt: String

    package init(
        account: Int, title: String, resource: String, usedBytes: Int, most: Int, percent: Int, isExceeded: Bool, measuredAt: String
    ) {
        self.account = account
        self.title = title
        self.resource = resource
        self.usedBytes = usedBytes
        self.most = most
        self.percent = percent
        self.isExceeded = isExceeded
        self.measuredAt = measuredAt
    }

    package static var notes: [String: FieldNote] {
        [
            "account": "Number of the account.", "title": "What the account is called.",
            "resource": FieldNote("What is nearly used up, or exceeded.", values: ["disk_space", "traffic"]),
            "usedBytes": FieldNote("So much is used; of traffic in this calendar month (UTC).", minimum: 0),
            "most": FieldNote("So many megabytes of 1,024 KB there may be.", minimum: 0),
            "percent": FieldNote("Of the maximum, rounded down.", minimum: 0), "isExceeded": "Whether more is used than there may be.",
            "measuredAt": .time("When it was measured."),
        ]
    }
    package static var example: AccountUsageResource? {
        AccountUsageResource(
            account: 12, title: "Anna's Bakery", resource: "disk_space", usedBytes: 11_274_289_152, most: 10_240, percent: 105,
            isExceeded: true, measuredAt: "2026-11-22T08:14:05.120Z")
    }
}
