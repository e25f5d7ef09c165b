import Foundation

extension String {
    /// The form that is searched and sorted by, alike on both engines: compared byte by byte, it needs no collation of theirs.
    ///
    /// One rule for all languages: case, accents and width do not count, so `MÜLLER` finds `müller` and `muller`, but not `mueller`
    /// (DIN 5007-1, as dictionaries sort). `ß` is `ss`, `ё` is `е`; `й` is a letter of its own behind `и`. Latin letters with a stroke
    /// or joined ones are written out: `ø` is `o`, `ł` is `l`, `đ` is `d`, `æ` is `ae`, `œ` is `oe`.
    package var folded: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        // Unicode calls the breve of й an accent like any other; the parts between are folded, й stays.
        return precomposedStringWithCanonicalMapping.lowercased().split(separator: "й", omittingEmptySubsequences: false)
            .map { $0.description.withoutAccents }.joined(separator: "й")
    }

    private var withoutAccents: String {
        let folded = folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "en_US_POSIX"))
        var out = ""
        for character in folded {
            switch character {
            case "ß": out += "ss"
            case "æ": out += "ae"
            case "œ": out += "oe"
            case "ø": out += "o"
            case "ł": out += "l"
            case "đ": out += "d"
            default: out.append(character)
            }
        }
        return out
    }

    /// One line that people typed as a name or title: trimmed, 1 to `limit` characters, no control or direction characters.
    package func asName(limit: Int = 100) throws(InputProblem) -> String {
        let text = trimmingCharacters(in: .whitespaces)
        if text.isEmpty { throw InputProblem("name.empty", "This may not be empty.") }
        if text.count > limit {
            throw InputProblem("name.long", arguments: ["limit": String(limit)], "At most \(limit) characters, please.")
        }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                throw InputProblem("name.characters", "This has a character that cannot be shown, such as a line break.")
            // U+202A to U+202E and U+2066 to U+2069 turn the reading direction and so can disguise a name (Unicode TR #36).
            case .format where (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
                throw InputProblem("name.characters", "This has a character that turns the reading direction.")
            default: break
            }
        }
        return text
    }
}

extension String {
    /// Without spaces and line breaks at both ends.
    package var trimmingWhitespace: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
