import Core
import Foundation

/// A day that was typed as `2026-11-22`, in somebody's time zone: from `start` up to, but without, `end`.
package struct Day: Sendable, Equatable {
    package let start: Timestamp
    package let end: Timestamp

    /// nil for what is no day.
    package init?(_ text: String, in zone: TimeZone) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
            return nil
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let components = DateComponents(year: parts[0], month: parts[1], day: parts[2])
        // The 31st of a shorter month is no day.
        guard components.isValidDate(in: calendar), let start = calendar.date(from: components),
            let end = calendar.date(byAdding: .day, value: 1, to: start)
        else { return nil }
        func moment(_ date: Date) -> Timestamp { Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000)) }
        (self.start, self.end) = (moment(start), moment(end))
    }
}
