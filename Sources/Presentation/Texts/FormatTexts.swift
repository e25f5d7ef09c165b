/// The words and signs of numbers, sizes and times.
protocol FormatTexts: Sendable {
    var groupSeparator: String { get }
    var decimalSeparator: String { get }
    /// From kilobytes on.
    var byteUnits: [String] { get }
    var seconds: String { get }
    var minutes: String { get }
    var hours: String { get }
    var justNow: String { get }
    func bytes(_ count: Int) -> String
    /// `currency` in its three letters.
    func money(_ amount: String, _ currency: String) -> String
    func part(_ used: String, of limit: String) -> String
    func days(_ count: Int, isAlone: Bool) -> String
    func lessThanASecond(isAlone: Bool) -> String
    func ago(_ duration: String) -> String
    /// `month` from 1.
    func date(_ day: Int, _ month: Int, _ year: Int) -> String
    func moment(_ date: String, _ time: String, _ zone: String) -> String
    func zone(_ zone: CommonZone) -> String
}

extension Texts {
    var formats: any FormatTexts {
        pick(EnglishFormatTexts(texts: self), GermanFormatTexts(texts: self), RussianFormatTexts(texts: self))
    }
}

struct EnglishFormatTexts: FormatTexts {
    let texts: Texts
    var groupSeparator: String { "," }
    var decimalSeparator: String { "." }
    var byteUnits: [String] { ["kB", "MB", "GB", "TB", "PB"] }
    var seconds: String { "s" }
    var minutes: String { "min" }
    var hours: String { "h" }
    var justNow: String { "just now" }
    func bytes(_ count: Int) -> String { texts.plural(count, one: "byte", other: "bytes") }
    func money(_ amount: String, _ currency: String) -> String { Texts.sign(currency).map { $0 + amount } ?? "\(currency)\u{A0}\(amount)" }
    func part(_ used: String, of limit: String) -> String { "\(used) of \(limit)" }
    func days(_ count: Int, isAlone: Bool) -> String { texts.plural(count, one: "day", other: "days") }
    func lessThanASecond(isAlone: Bool) -> String { "less than a second" }
    func ago(_ duration: String) -> String { "\(duration) ago" }
    func date(_ day: Int, _ month: Int, _ year: Int) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
        return "\(day) \(months[month - 1]) \(year)"
    }
    func moment(_ date: String, _ time: String, _ zone: String) -> String { "\(date), \(time) \(zone)" }
    func zone(_ zone: CommonZone) -> String {
        switch zone {
        case .centralEuropean: "CET"
        case .centralEuropeanSummer: "CEST"
        case .easternEuropean: "EET"
        case .easternEuropeanSummer: "EEST"
        case .british: "GMT"
        case .britishSummer: "BST"
        case .moscow: "MSK"
        }
    }
}
