import Core
import Foundation

/// Languages the panel speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"
    case russian = "ru"

    /// What the language calls itself, for the list to choose from.
    package var ownName: String {
        switch self {
        case .english: "English"
        case .german: "Deutsch"
        case .russian: "Русский"
        }
    }

    /// The first language of an `Accept-Language` header that the panel speaks (RFC 9110 §12.5.4), by the reader's weights.
    package init?(accepting header: String) {
        let wishes = header.split(separator: ",").compactMap { part -> (tag: String, weight: Double)? in
            let pieces = part.split(separator: ";").map { String($0).trimmed }
            guard let tag = pieces.first, !tag.isEmpty else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (tag.lowercased(), weight)
        }
        // Equal weights stay in the order in which they were written.
        let ordered = wishes.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        for (_, wish) in ordered where wish.weight > 0 {
            if let known = wish.tag.split(separator: "-").first.flatMap({ Language(rawValue: String($0)) }) {
                self = known
                return
            }
        }
        return nil
    }
}

/// The catalogue in one language. Each area has a protocol with a member per message and a type per language that fills it, so a missing
/// message, a missing language or a wrong argument does not compile:
///
/// ```swift
/// package protocol DomainTexts: Sendable {            // DomainTexts.swift
///     var title: String { get }
///     func count(_ domains: Int) -> String
/// }
/// extension Texts { package var domains: any DomainTexts { pick(EnglishDomainTexts(texts: self), GermanDomainTexts(texts: self), ...) } }
///
/// struct EnglishDomainTexts: DomainTexts {            // in the same file; DomainTexts+German.swift, DomainTexts+Russian.swift beside it
///     let texts: Texts
///     let title = "Domains"
///     func count(_ domains: Int) -> String { texts.plural(domains, one: "domain", other: "domains") }
/// }
/// ```
package struct Texts: Sendable {
    package let language: Language
    /// The zone in which the reader's times are shown.
    package let timeZone: TimeZone

    package init(_ language: Language, timeZone: TimeZone = .gmt) {
        self.language = language
        self.timeZone = timeZone
    }

    package func pick<Area>(
        _ english: @autoclosure () -> Area, _ german: @autoclosure () -> Area, _ russian: @autoclosure () -> Area
    ) -> Area {
        switch language {
        case .english: english()
        case .german: german()
        case .russian: russian()
        }
    }

    /// For an area that is written in English only so far.
    package func pick<Area>(_ english: @autoclosure () -> Area) -> Area { english() }

    /// `1 domain`, `2,907 domains`: the number and the form it takes (CLDR plural rules of English and German).
    package func plural(_ count: Int, one: String, other: String) -> String {
        number(count) + " " + (count == 1 ? one : other)
    }

    /// The sentence of a fault in this language.
    package func sentence(_ fault: Fault) -> String { fault.sentence }

    package func sentence(_ field: Fault.Field) -> String { field.sentence }
}
