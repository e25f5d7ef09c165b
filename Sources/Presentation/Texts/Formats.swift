import Core
import Foundation

/// How a reader's language writes numbers, sizes, times. All words and signs are in `FormatTexts`.
extension Texts {
    // MARK: Numbers

    /// `1,284`; `1.284`; `1 284` (with a space that does not break).
    package func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        let separator = formats.groupSeparator
        var out = value < 0 ? "\u{2212}" : ""
        for (i, digit) in digits.enumerated() {
            if i > 0 && (digits.count - i) % 3 == 0 { out += separator }
            out.append(digit)
        }
        return out
    }

    /// `0.57`; `0,57`. Rounded to `digits` decimals; zeros at the end stay, so that numbers below each other line up.
    package func decimal(_ value: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        if digits == 0 { return sign + number(scaled) }
        let rest = String(scaled % scale)
        return sign + number(scaled / scale) + formats.decimalSeparator + String(repeating: "0", count: digits - rest.count) + rest
    }

    /// `47 %`.
    package func percent(_ share: Double) -> String { "\(number(Int((share * 100).rounded())))\u{A0}%" }

    /// Decimal units as disks are sold: `310 MB`, `6.2 GB`. Two digits that count below 10, none above.
    package func bytes(_ count: Int64) -> String {
        let units = formats.byteUnits
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count {
            value /= 1000
            unit += 1
        }
        if unit == 0 { return formats.bytes(Int(count)) }
        return short(value) + "\u{A0}" + units[unit - 1]
    }

    /// What plans count in megabytes of 1,024 kilobytes (contract 5.13): `512 MB`, `1.5 GB`.
    package func megabytes(_ count: Int64) -> String {
        let units = formats.byteUnits
        var value = Double(count)
        // kB is the first of them.
        var unit = 1
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return short(value) + "\u{A0}" + units[unit]
    }

    /// Bytes in the units of `megabytes`: `640 kB`, `1.5 GB`.
    package func storage(_ bytes: Int64) -> String {
        if bytes < 1024 { return formats.bytes(Int(bytes)) }
        let units = formats.byteUnits
        var value = Double(bytes) / 1024
        var unit = 0
        while value >= 1023.5, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return short(value) + "\u{A0}" + units[unit]
    }

    /// `6.2 of 10 GB`; without a limit `6.2 GB`.
    package func bytes(_ used: Int64, of limit: Int64?) -> String {
        guard let limit else { return bytes(used) }
        let (a, b) = (bytes(used), bytes(limit))
        guard let unit = b.split(separator: "\u{A0}").last, a.hasSuffix("\u{A0}" + unit) else { return formats.part(a, of: b) }
        return formats.part(String(a.dropLast(unit.count + 1)), of: b)
    }

    private func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths >= 100 || tenths % 10 == 0 ? number(Int(value.rounded())) : decimal(value, digits: 1)
    }

    // MARK: Money

    /// `€4.90`, `4,90 €`; a currency without a sign of its own by its letters: `CHF 4.90`, `4,90 CHF`.
    package func money(_ money: Money) -> String {
        let digits = money.currency.minorDigits
        let scale = UInt64((0..<digits).reduce(1) { power, _ in power * 10 })
        let whole = number(Int(clamping: money.minorUnits.magnitude / scale))
        let rest = String(money.minorUnits.magnitude % scale)
        let amount = digits == 0 ? whole : whole + formats.decimalSeparator + String(repeating: "0", count: digits - rest.count) + rest
        return (money.minorUnits < 0 ? "\u{2212}" : "") + formats.money(amount, money.currency.code)
    }

    /// The sign that people write instead of the letters; nil where the letters are what they write.
    static func sign(_ currency: String) -> String? {
        switch currency {
        case "EUR": "€"
        case "USD": "$"
        case "GBP": "£"
        case "RUB": "₽"
        case "UAH": "₴"
        case "KZT": "₸"
        default: nil
        }
    }

    // MARK: Durations

    /// How long: `12 s`, `4 min`, `3 h`, `12 days`. The largest unit only.
    ///
    /// As it stands after words such as "for", "in", "since": German says `seit 12 Tagen`. Standing alone: `isAlone`, `12 Tage`.
    package func duration(_ duration: Duration, isAlone: Bool = false) -> String {
        let seconds = max(0, duration.milliseconds / 1000)
        return switch seconds {
        case ..<1: formats.lessThanASecond(isAlone: isAlone)
        case ..<90: "\(seconds)\u{A0}\(formats.seconds)"
        case ..<(90 * 60): "\((seconds + 30) / 60)\u{A0}\(formats.minutes)"
        case ..<(36 * 3600): "\((seconds + 1800) / 3600)\u{A0}\(formats.hours)"
        default: formats.days(Int((seconds + 43200) / 86400), isAlone: isAlone)
        }
    }

    /// `12 s ago`.
    package func ago(_ moment: Timestamp, now: Timestamp) -> String {
        now - moment < .seconds(1) ? formats.justNow : formats.ago(duration(now - moment))
    }

    // MARK: Dates, in the reader's time zone

    /// `22 November 2026, 10:41 CET`, `22. November 2026, 10:41 Uhr MEZ`, `22 ноября 2026 г., 12:41 МСК`.
    package func moment(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return formats.moment(formats.date(parts.day, parts.month, parts.year), "\(pad(parts.hour)):\(pad(parts.minute))", zone(at: moment))
    }

    /// `22 November 2026`.
    package func date(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return formats.date(parts.day, parts.month, parts.year)
    }

    /// `22 November 2026`: a day of UTC, in whatever zone it is read.
    package func day(_ day: UTCDay) -> String { formats.date(day.dayOfMonth, day.month, day.year) }

    /// `10:41:07`.
    package func time(_ moment: Timestamp) -> String {
        let parts = calendarParts(moment)
        return "\(pad(parts.hour)):\(pad(parts.minute)):\(pad(parts.second))"
    }

    /// The hour from 0 to 23, for a greeting.
    package func hour(_ moment: Timestamp) -> Int { calendarParts(moment).hour }

    /// What the reader's time zone is called at that moment: `CET`, `MEZ`, `МСК`; where nobody has a short name for it, `UTC+5:30`.
    package func zone(at moment: Timestamp) -> String {
        let offset = offset(at: moment)
        if let known = CommonZone(timeZone.identifier, offset: offset) { return formats.zone(known) }
        if offset == 0 { return "UTC" }
        let minutes = abs(offset) / 60
        return "UTC" + (offset < 0 ? "\u{2212}" : "+") + String(minutes / 60) + (minutes % 60 == 0 ? "" : ":" + pad(minutes % 60))
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// Seconds east of Greenwich.
    private func offset(at moment: Timestamp) -> Int {
        // Asking the zone costs more than all the rest, and most installations that are tried run in UTC.
        timeZone.identifier == "GMT" ? 0 : timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
    }

    private func calendarParts(_ moment: Timestamp) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        var seconds = time_t(moment.milliseconds / 1000) + offset(at: moment)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return (
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)
        )
    }
}

/// Zones that the readers of our languages call by a short name.
package enum CommonZone: Sendable, Hashable {
    case centralEuropean, centralEuropeanSummer, easternEuropean, easternEuropeanSummer, british, britishSummer, moscow

    init?(_ identifier: String, offset: Int) {
        let isBritish = ["Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"].contains(identifier)
        if isBritish {
            self = offset == 0 ? .british : .britishSummer
            return
        }
        guard identifier.hasPrefix("Europe/") else { return nil }
        let isEastern = CommonZone.eastern.contains(identifier)
        switch (offset / 3600, isEastern) {
        case (1, false) where !["Europe/Lisbon", "Europe/Dublin"].contains(identifier): self = .centralEuropean
        case (2, false) where identifier != "Europe/Kaliningrad": self = .centralEuropeanSummer
        case (2, _): self = .easternEuropean
        case (3, true): self = .easternEuropeanSummer
        case (3, false) where ["Europe/Moscow", "Europe/Simferopol", "Europe/Kirov"].contains(identifier): self = .moscow
        default: return nil
        }
    }

    /// tzdata, file europe: the zones of Eastern European time with summer time.
    private static let eastern: Set<String> = [
        "Europe/Athens", "Europe/Bucharest", "Europe/Chisinau", "Europe/Helsinki", "Europe/Kiev", "Europe/Kyiv", "Europe/Mariehamn",
        "Europe/Nicosia", "Europe/Riga", "Europe/Sofia", "Europe/Tallinn", "Europe/Tiraspol", "Europe/Uzhgorod", "Europe/Vilnius",
        "Europe/Zaporozhye",
    ]
}
