struct RussianFormatTexts: FormatTexts {
    let texts: Texts
    // CLDR, ru: a space that does not break.
    var groupSeparator: String { "\u{A0}" }
    var decimalSeparator: String { "," }
    var byteUnits: [String] { ["кБ", "МБ", "ГБ", "ТБ", "ПБ"] }
    var seconds: String { "с" }
    var minutes: String { "мин" }
    var hours: String { "ч" }
    var justNow: String { "только что" }
    func bytes(_ count: Int) -> String { texts.plural(count, one: "байт", few: "байта", many: "байт") }
    func money(_ amount: String, _ currency: String) -> String { "\(amount)\u{A0}\(Texts.sign(currency) ?? currency)" }
    func part(_ used: String, of limit: String) -> String { "\(used) из \(limit)" }
    func days(_ count: Int, isAlone: Bool) -> String { texts.plural(count, one: "день", few: "дня", many: "дней") }
    func lessThanASecond(isAlone: Bool) -> String { "меньше секунды" }
    func ago(_ duration: String) -> String { "\(duration) назад" }
    func date(_ day: Int, _ month: Int, _ year: Int) -> String {
        let months = [
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
        ]
        return "\(day)\u{A0}\(months[month - 1]) \(year)\u{A0}г."
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
        case .moscow: "МСК"
        }
    }
}
