import Core
import Persistence

/// How long a billing period is: a day, a week, a month or a year, times n (H.PLAN-04).
package struct PeriodLength: Hashable, Sendable, CustomStringConvertible {
    package enum Unit: String, Sendable, CaseIterable, SQLEnum {
        case day, week, month, year

        /// No period is longer than ten years.
        package var most: Int {
            switch self {
            case .day: 365
            case .week: 104
            case .month: 120
            case .year: 10
            }
        }
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The period that prices are typed for.
    package static let month = PeriodLength(1, .month)

    /// As programs say it: `1 month`, `3 months`, `12 month`. nil for what is no period.
    package init?(_ typed: String) {
        let words = typed.folded.split(separator: " ")
        guard words.count == 2, let count = Int(words[0]),
            let unit = Unit.allCases.first(where: { words[1] == $0.rawValue || words[1] == $0.rawValue + "s" }),
            (1...unit.most).contains(count)
        else { return nil }
        self.init(count, unit)
    }

    /// `1 month`, `3 months`.
    package var description: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }

    /// Whether it always takes as long: twelve months are a year.
    package func isAsLong(as other: PeriodLength) -> Bool { inMonths == other.inMonths && inDays == other.inDays }

    private var inMonths: Int? {
        switch unit {
        case .month: count
        case .year: count * 12
        case .day, .week: nil
        }
    }

    private var inDays: Int? {
        switch unit {
        case .day: count
        case .week: count * 7
        case .month, .year: nil
        }
    }

    /// What of a month's price it costs: n months are n of them, and a day is a 365th part of twelve.
    package var ofMonth: (numerator: Int64, denominator: Int64) {
        if let inMonths { return (Int64(inMonths), 1) }
        return (Int64(inDays ?? 0) * 12, 365)
    }

    /// Where the n-th period begins. Always counted from the first day, so that what begins on the 31st is on the 31st again after a shorter month.
    package func start(of index: Int, from anchor: CalendarDay) -> CalendarDay {
        if let inMonths { return anchor.adding(months: index * inMonths) }
        return anchor.adding(days: index * (inDays ?? 1))
    }

    /// Which period a day is in; negative before the first one. A period goes from its first day up to, but without, the next one's.
    package func index(of day: CalendarDay, from anchor: CalendarDay) -> Int {
        let guess =
            inMonths.map { Self.floor(day.monthNumber - anchor.monthNumber, $0) } ?? Self.floor(day.number - anchor.number, inDays ?? 1)
        // The day of the month may not have come yet.
        return start(of: guess, from: anchor) > day ? guess - 1 : guess
    }

    private static func floor(_ a: Int, _ b: Int) -> Int { a / b - (a % b < 0 ? 1 : 0) }
}
