import Core
import Presentation

/// What is said of disk space and traffic.
package protocol UsageTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var notMeasured: String { get }
    var notMeasuredHint: String { get }
    var noHome: String { get }
    var thisMonth: String { get }
    var trafficByDay: String { get }
    var trafficBySite: String { get }
    var trafficByMonth: String { get }
    var diskByDay: String { get }
    var day: String { get }
    var month: String { get }
    var site: String { get }
    var goneSite: String { get }
    var received: String { get }
    var sent: String { get }
    var total: String { get }
    var space: String { get }
    var files: String { get }
    var maximum: String { get }
    var noTraffic: String { get }
    var diskHint: String { get }
    var trafficHint: String { get }
    var span: String { get }
    var details: String { get }

    var listTitle: String { get }
    var listMenu: String { get }
    var listSummary: String { get }
    var listSearch: String { get }
    var account: String { get }
    var used: String { get }
    var share: String { get }
    var measuredAt: String { get }
    var stateExceeded: String { get }
    var stateNear: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var look: String { get }
    var decisionText: String { get }

    func lastDays(_ count: Int) -> String
    func measured(_ ago: String) -> String
    func counted(_ ago: String, since: String) -> String
    func near(_ resource: String, _ account: String) -> String
    func exceeded(_ resource: String, _ account: String) -> String
    func decisionTitle(_ count: Int) -> String
}

extension Texts {
    package var usage: any UsageTexts {
        pick(EnglishUsageTexts(texts: self), GermanUsageTexts(texts: self), RussianUsageTexts(texts: self))
    }

    /// How much is used of something that people have in numbers; what is not measured yet is said in words.
    package func used(_ entitlement: Entitlement, of resource: HostingResource) -> String {
        switch entitlement.measurement {
        case nil: amount(.units(entitlement.used), of: resource)
        case .notYet: usage.notMeasured
        case .bytes(let bytes, _): storage(bytes)
        }
    }

    /// `812 MB of 1 GB`; `812 MB, unlimited`; `not measured yet`.
    package func usedOf(_ entitlement: Entitlement, of resource: HostingResource) -> String {
        let used = used(entitlement, of: resource)
        if entitlement.measurement == .notYet { return used }
        guard entitlement.most.number != nil else { return "\(used), \(limits.unlimited)" }
        return limits.of(used, amount(entitlement.most, of: resource))
    }
}

extension Visit {
    /// How fresh it is: `Measured 4 min ago`; nil of what is counted here, and of what is not measured yet.
    package func freshness(_ entitlement: Entitlement) -> String? {
        guard let at = entitlement.measurement?.at else { return nil }
        let ago = texts.ago(at, now: now)
        return entitlement.resource == .traffic
            ? texts.usage.counted(ago, since: texts.day(UTCDay(now).firstOfMonth)) : texts.usage.measured(ago)
    }
}

struct EnglishUsageTexts: UsageTexts {
    let texts: Texts
    let title = "Usage"
    let summary = "Disk space and traffic, day by day."
    let notMeasured = "not measured yet"
    let notMeasuredHint = "The server tells it within a minute or two of its start."
    let noHome = "This account has no home directory and no websites, so there is nothing to measure."
    let thisMonth = "Traffic this month"
    let trafficByDay = "Traffic by day"
    let trafficBySite = "Traffic by website"
    let trafficByMonth = "Traffic by month"
    let diskByDay = "Disk space by day"
    let day = "Day"
    let month = "Month"
    let site = "Website"
    let goneSite = "deleted website"
    let received = "Received"
    let sent = "Sent"
    let total = "Total"
    let space = "Disk space"
    let files = "Files"
    let maximum = "Maximum"
    let noTraffic = "No traffic in this time."
    let diskHint = "What the files of the home directory take on the disk; a file with several names counts once."
    let trafficHint = "What the websites received and sent, headers included. Days and months are those of UTC."
    let span = "Span of time"
    let details = "All figures"

    let listTitle = "Disk space and traffic"
    let listMenu = "Usage"
    let listSummary =
        "Accounts at 80\u{A0}% of their maximum or beyond it. Customer and provider are told once when a mark is passed. Traffic is never held back."
    let listSearch = "Account, sign-in name"
    let account = "Account"
    let used = "In use"
    let share = "Share"
    let measuredAt = "Measured"
    let stateExceeded = "Exceeded"
    let stateNear = "Nearly used up"
    let emptyTitle = "Nobody is near a maximum"
    let emptyText = "Accounts appear here when their disk space or traffic passes 80\u{A0}% of what they may have."
    let look = "Look"
    let decisionText = "They use more disk space or traffic than they may have. Nothing was cut off."

    func lastDays(_ count: Int) -> String { "\(count) days" }
    func measured(_ ago: String) -> String { "measured \(ago)" }
    func counted(_ ago: String, since: String) -> String { "since \(since), counted \(ago)" }
    func near(_ resource: String, _ account: String) -> String { "\(resource) of \(account) is nearly used up" }
    func exceeded(_ resource: String, _ account: String) -> String { "\(resource) of \(account) is over the maximum" }
    func decisionTitle(_ count: Int) -> String { texts.plural(count, one: "maximum is exceeded", other: "maximums are exceeded") }
}
