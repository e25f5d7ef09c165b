import Foundation

/// A day of the calendar in UTC: what traffic and disk space are added up by, the same on every server and for every reader.
package struct UTCDay: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01. Stored and sent.
    package let number: Int

    package init(number: Int) { self.number = number }

    package init(_ moment: Timestamp) {
        let (days, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        number = Int(rest < 0 ? days - 1 : days)
    }

    /// As `2026-11-22`; nil for what is no day of the years 1970 to 9999.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 1970, (1...12).contains(month)
        else { return nil }
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
        self.init(Timestamp(milliseconds: Int64(timegm(&fields)) * 1000))
        // The 31st of a shorter month is no day.
        guard description == text else { return nil }
    }

    /// The first day of a month; `month` from 1.
    package init(year: Int, month: Int) {
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday) = (Int32(clamping: year - 1900), Int32(clamping: month - 1), 1)
        self.init(Timestamp(milliseconds: Int64(timegm(&fields)) * 1000))
    }

    package var start: Timestamp { Timestamp(milliseconds: Int64(number) * 86_400_000) }

    package var year: Int { Int(fields.tm_year) + 1900 }
    /// From 1.
    package var month: Int { Int(fields.tm_mon) + 1 }
    /// From 1.
    package var dayOfMonth: Int { Int(fields.tm_mday) }

    package var firstOfMonth: UTCDay { self - (dayOfMonth - 1) }
    package var firstOfNextMonth: UTCDay { UTCDay(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1) }

    package static func < (a: UTCDay, b: UTCDay) -> Bool { a.number < b.number }
    package static func + (day: UTCDay, days: Int) -> UTCDay { UTCDay(number: day.number + days) }
    package static func - (day: UTCDay, days: Int) -> UTCDay { UTCDay(number: day.number - days) }
    package static func - (later: UTCDay, earlier: UTCDay) -> Int { later.number - earlier.number }

    /// `2026-11-22`.
    package var description: String { String(start.description.prefix(10)) }

    private var fields: tm {
        var seconds = time_t(number) * 86_400
        var fields = tm()
        gmtime_r(&seconds, &fields)
        return fields
    }

    package init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
