import Core
import Foundation

extension Texts {
    /// `1,284`.
    package func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var out = ""
        for (i, digit) in digits.enumerated() {
            if i > 0 && (digits.count - i) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return value < 0 ? "\u{2212}" + out : out
    }

    /// Decimal units as disks are sold: `310 MB`, `6.2 GB`. Two digits that count below 10, none above.
    package func bytes(_ count: Int64) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let short = unit == 0 || value >= 9.95 ? String(Int(value.rounded())) : tenths(value)
        return short + "\u{A0}" + units[unit]
    }

    /// `6.2 of 10 GB`; without a limit `6.2 GB`.
    package func bytes(_ used: Int64, of limit: Int64?) -> String {
        guard let limit else { return bytes(used) }
        let (a, b) = (bytes(used), bytes(limit))
        guard let unit = b.split(separator: "\u{A0}").last, a.hasSuffix("\u{A0}" + unit) else { return a + " of " + b }
        return a.dropLast(unit.count + 1) + " of " + b
    }

    private func tenths(_ value: Double) -> String {
        let scaled = Int((value * 10).rounded())
        return scaled % 10 == 0 ? String(scaled / 10) : "\(scaled / 10).\(scaled % 10)"
    }

    /// `47 %`.
    package func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))\u{A0}%" }

    /// How long: `12 s`, `4 min`, `3 h`, `12 days`. The largest unit only.
    package func duration(_ duration: Duration) -> String {
        let seconds = max(0, duration.milliseconds / 1000)
        return switch seconds {
        case ..<1: "less than a second"
        case ..<90: "\(seconds)\u{A0}s"
        case ..<(90 * 60): "\((seconds + 30) / 60)\u{A0}min"
        case ..<(36 * 3600): "\((seconds + 1800) / 3600)\u{A0}h"
        default: plural(Int((seconds + 43200) / 86400), one: "day", other: "days")
        }
    }

    /// `12 s ago`.
    package func ago(_ moment: Timestamp, now: Timestamp) -> String {
        now - moment < .seconds(1) ? "just now" : duration(now - moment) + " ago"
    }

    /// `22 November 2026, 09:41` in UTC.
    package func moment(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return "\(parts.day) \(months[parts.month - 1]) \(parts.year), \(pad(parts.hour)):\(pad(parts.minute)) UTC"
    }

    /// `22 November 2026`.
    package func date(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return "\(parts.day) \(months[parts.month - 1]) \(parts.year)"
    }

    /// `09:41:07`.
    package func time(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return "\(pad(parts.hour)):\(pad(parts.minute)):\(pad(parts.second))"
    }

    private var months: [String] {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private func calendarParts(_ moment: Timestamp) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return (
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)
        )
    }
}
