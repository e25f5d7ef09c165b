import Core
import Foundation
import Persistence

/// A local date without a time: billing knows days only. Stored as `2026-11-22`.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// nil for what is no day of the Gregorian calendar.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// As `2026-11-22`; nil for what is no day.
    package init?(_ typed: String) {
        let parts = typed.trimmingWhitespace.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of this moment in a time zone.
    package init(_ moment: Timestamp, in zone: TimeZone) {
        let seconds = moment.milliseconds.flooredDivision(by: 1000) + Int64(zone.secondsFromGMT(for: moment.date))
        self.init(number: Int(seconds.flooredDivision(by: 86_400)))
    }

    /// Days since 1 January 1970. (Proleptic Gregorian calendar, counted in eras of 400 years that begin in March.)
    package init(number: Int) {
        let shifted = number + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    package var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// Months since the year 0, for counting whole ones.
    var monthNumber: Int { year * 12 + month - 1 }

    package func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    /// So many months later, or the last day of that month where it has no such day.
    package func adding(months: Int) -> CalendarDay {
        let all = monthNumber + months
        let (year, month) = (all.flooredDivision(by: 12), all - all.flooredDivision(by: 12) * 12 + 1)
        return CalendarDay(number: Self.number(year, month, min(day, Self.days(inMonth: month, of: year))))
    }

    /// Noon of it in Greenwich: to be shown by `Texts`.
    var noon: Timestamp { Timestamp(milliseconds: Int64(number) * 86_400_000 + 43_200_000) }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        (CalendarDay(year: year, month: month, day: 1) ?? CalendarDay(number: 0)).number + day - 1
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (a: CalendarDay, b: CalendarDay) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    package var description: String {
        func pad(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }
}

extension CalendarDay: SQLConvertible, SQLDecodable {
    package var sqlValue: SQLValue { .text(description) }

    package init?(sql: SQLValue) {
        guard let text = String(sql: sql) else { return nil }
        self.init(text)
    }
}

extension BinaryInteger {
    /// Rounded down, for negative numbers too.
    fileprivate func flooredDivision(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
