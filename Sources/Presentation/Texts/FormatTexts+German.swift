struct GermanFormatTexts: FormatTexts {
    let texts: Texts
    var groupSeparator: String { "." }
    var decimalSeparator: String { "," }
    var byteUnits: [String] { ["kB", "MB", "GB", "TB", "PB"] }
    var seconds: String { "s" }
    var minutes: String { "min" }
    var hours: String { "h" }
    var justNow: String { "gerade eben" }
    func bytes(_ count: Int) -> String { texts.plural(count, one: "Byte", other: "Byte") }
    func money(_ amount: String, _ currency: String) -> String { "\(amount)\u{A0}\(Texts.sign(currency) ?? currency)" }
    func part(_ used: String, of limit: String) -> String { "\(used) von \(limit)" }
    func days(_ count: Int, isAlone: Bool) -> String { texts.plural(count, one: "Tag", other: isAlone ? "Tage" : "Tagen") }
    func lessThanASecond(isAlone: Bool) -> String { isAlone ? "weniger als eine Sekunde" : "weniger als einer Sekunde" }
    func ago(_ duration: String) -> String { "vor \(duration)" }
    func date(_ day: Int, _ month: Int, _ year: Int) -> String {
        let months = [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
        ]
        return "\(day).\u{A0}\(months[month - 1]) \(year)"
    }
    func moment(_ date: String, _ time: String, _ zone: String) -> String { "\(date), \(time) Uhr \(zone)" }
    func zone(_ zone: CommonZone) -> String {
        switch zone {
        case .centralEuropean: "MEZ"
        case .centralEuropeanSummer: "MESZ"
        case .easternEuropean: "OEZ"
        case .easternEuropeanSummer: "OESZ"
        case .british: "GMT"
        case .britishSummer: "BST"
        case .moscow: "MSK"
        }
    }
}
