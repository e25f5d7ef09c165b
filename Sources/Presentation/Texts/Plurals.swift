/// The forms of a counted noun (Unicode CLDR, "Language Plural Rules"; of its six categories those that our languages have).
package enum PluralForm: Sendable, Equatable {
    case one, few, many, other
}

extension Language {
    /// Which form goes with a whole number.
    package func form(_ count: Int) -> PluralForm {
        switch self {
        case .english, .german: return count.magnitude == 1 ? .one : .other
        case .russian:
            let (ones, tens) = (count.magnitude % 10, count.magnitude % 100)
            if ones == 1 && tens != 11 { return .one }
            if (2...4).contains(ones) && !(12...14).contains(tens) { return .few }
            return .many
        }
    }
}

extension Texts {
    /// `1 domain`, `2,907 domains`: the number and the form it takes, in languages with two forms.
    package func plural(_ count: Int, one: String, other: String) -> String {
        number(count) + " " + form(count, one: one, other: other)
    }

    /// `1 домен`, `2 домена`, `5 доменов`. `other` goes with fractions; for most nouns it is the same word as `few`, which stands in for it.
    package func plural(_ count: Int, one: String, few: String, many: String, other: String? = nil) -> String {
        number(count) + " " + form(count, one: one, few: few, many: many, other: other)
    }

    /// As above, for numbers with decimals: `1,5 домена`.
    package func plural(_ value: Double, digits: Int = 1, one: String, few: String, many: String, other: String? = nil) -> String {
        if value == value.rounded(), let count = Int(exactly: value) { return plural(count, one: one, few: few, many: many, other: other) }
        return decimal(value, digits: digits) + " " + (other ?? few)
    }

    package func plural(_ value: Double, digits: Int = 1, one: String, other: String) -> String {
        if value == value.rounded(), let count = Int(exactly: value) { return plural(count, one: one, other: other) }
        return decimal(value, digits: digits) + " " + other
    }

    /// Only the words that go with the number, where it stands elsewhere in the sentence or not at all.
    package func form(_ count: Int, one: String, other: String) -> String { count.magnitude == 1 ? one : other }

    package func form(_ count: Int, one: String, few: String, many: String, other: String? = nil) -> String {
        switch language.form(count) {
        case .one: one
        case .few: few
        case .many: many
        case .other: other ?? few
        }
    }
}
