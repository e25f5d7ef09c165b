import Core

/// The sentences of faults in German and Russian, by the fault's stored key. The English one stays where the fault is thrown.
///
/// A sentence is a template:
/// - `{name}` is the argument of that name as it is, a whole number as the language writes it;
/// - `{limit:Domain|Domains}` is a number with the form it takes: one and other in German, one, few and many in Russian;
/// - `{state=active:aktiv|suspended:gesperrt}` is a word for each value, and the value itself where none is given;
/// - `[ Grund: {reason}.]` is left out when an argument in it is missing or empty.
///
/// A feature brings its own (`Feature.faults`); those of the frame and of what lies below it are in `common`.
package struct FaultTexts: Sendable {
    /// The templates of one key.
    package struct Sentence: Sendable {
        package let german: String
        package let russian: String

        package init(_ german: String, _ russian: String) {
            self.german = german
            self.russian = russian
        }
    }

    package private(set) var sentences: [String: Sentence]

    package init(_ sentences: [String: Sentence]) { self.sentences = sentences }

    /// With the other's sentences; of two for one key the other's.
    package func adding(_ other: FaultTexts) -> FaultTexts { FaultTexts(sentences.merging(other.sentences) { $1 }) }

    /// The sentence in the reader's language; nil in English, and where the key has none or an argument is missing.
    func sentence(_ key: String, _ arguments: [String: String], _ texts: Texts) -> String? {
        let template = sentences[key].flatMap { found -> String? in
            switch texts.language {
            case .english: nil
            case .german: found.german
            case .russian: found.russian
            }
        }
        return template.flatMap { FaultTemplate($0).filled(arguments, texts) }
    }
}

/// A template, read.
package struct FaultTemplate: Sendable {
    enum Part: Sendable, Equatable {
        case text(String)
        case value(String)
        case counted(String, forms: [String])
        case worded(String, [String: String])
        case optional([Part])
    }

    let parts: [Part]

    package init(_ template: String) {
        var rest = Substring(template)
        parts = Self.read(&rest, isInside: false)
    }

    /// The arguments it cannot do without.
    package var needed: Set<String> { Self.names(parts, withOptional: false) }

    /// All arguments it mentions.
    package var mentioned: Set<String> { Self.names(parts, withOptional: true) }

    /// How many forms its counted nouns have.
    package var countedForms: Set<Int> {
        func forms(_ parts: [Part]) -> [Int] {
            parts.flatMap { part -> [Int] in
                switch part {
                case .counted(_, let forms): [forms.count]
                case .optional(let inner): forms(inner)
                default: []
                }
            }
        }
        return Set(forms(parts))
    }

    func filled(_ arguments: [String: String], _ texts: Texts) -> String? { Self.fill(parts, arguments, texts) }

    private static func fill(_ parts: [Part], _ arguments: [String: String], _ texts: Texts) -> String? {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .value(let name):
                guard let value = arguments[name] else { return nil }
                out += value
            case .counted(let name, let forms):
                guard let value = arguments[name] else { return nil }
                out += counted(value, forms, texts)
            case .worded(let name, let words):
                guard let value = arguments[name] else { return nil }
                out += words[value] ?? value
            case .optional(let inner):
                let isSaid = names(inner, withOptional: false).allSatisfy { arguments[$0].map { !$0.isEmpty } ?? false }
                if isSaid { out += fill(inner, arguments, texts) ?? "" }
            }
        }
        return out
    }

    private static func counted(_ value: String, _ forms: [String], _ texts: Texts) -> String {
        guard let count = Int(value) else { return value + " " + (forms.last ?? "") }
        return switch forms.count {
        case 2: texts.plural(count, one: forms[0], other: forms[1])
        case 3: texts.plural(count, one: forms[0], few: forms[1], many: forms[2])
        default: texts.number(count) + " " + (forms.first ?? "")
        }
    }

    private static func names(_ parts: [Part], withOptional: Bool) -> Set<String> {
        parts.reduce(into: []) { names, part in
            switch part {
            case .text: break
            case .value(let name), .counted(let name, _), .worded(let name, _): names.insert(name)
            case .optional(let inner): if withOptional { names.formUnion(self.names(inner, withOptional: true)) }
            }
        }
    }

    private static func read(_ rest: inout Substring, isInside: Bool) -> [Part] {
        var parts: [Part] = []
        var text = ""
        func close() {
            if !text.isEmpty { parts.append(.text(text)) }
            text = ""
        }
        while let character = rest.popFirst() {
            switch character {
            case "{":
                close()
                parts.append(place(String(rest.prefix { $0 != "}" })))
                rest = rest.drop { $0 != "}" }.dropFirst()
            case "[":
                close()
                parts.append(.optional(read(&rest, isInside: true)))
            case "]" where isInside:
                close()
                return parts
            default: text.append(character)
            }
        }
        close()
        return parts
    }

    private static func place(_ text: String) -> Part {
        if let equals = text.firstIndex(of: "=") {
            let words = text[text.index(after: equals)...].split(separator: "|").map {
                $0.split(separator: ":", maxSplits: 1).map(String.init)
            }
            let pairs = words.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
            return .worded(String(text[..<equals]), Dictionary(pairs) { first, _ in first })
        }
        if let colon = text.firstIndex(of: ":") {
            return .counted(String(text[..<colon]), forms: text[text.index(after: colon)...].split(separator: "|").map(String.init))
        }
        return .value(text)
    }
}
