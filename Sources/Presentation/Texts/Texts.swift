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
/// extension Texts {
///     package var domains: any DomainTexts {
///         pick(EnglishDomainTexts(texts: self), GermanDomainTexts(texts: self), RussianDomainTexts(texts: self))
///     }
/// }
///
/// struct EnglishDomainTexts: DomainTexts {            // in the same file; DomainTexts+German.swift, DomainTexts+Russian.swift beside it
///     let texts: Texts
///     let title = "Domains"
///     func count(_ domains: Int) -> String { texts.plural(domains, one: "domain", other: "domains") }
/// }
/// ```
///
/// What a `Fault` says has its sentences in a `FaultTexts`, by the fault's key.
package struct Texts: Sendable {
    package let language: Language
    /// The zone in which the reader's times are shown.
    package let timeZone: TimeZone
    /// The sentences of faults in German and Russian.
    let faults: FaultTexts

    /// - Parameter faults: every feature's; without them the faults of features keep their English sentences.
    package init(_ language: Language, timeZone: TimeZone = .gmt, faults: FaultTexts = .common) {
        self.language = language
        self.timeZone = timeZone
        self.faults = faults
    }

    /// The one in this language. All three are written, or it does not compile.
    package func pick<Area>(
        _ english: @autoclosure () -> Area, _ german: @autoclosure () -> Area, _ russian: @autoclosure () -> Area
    ) -> Area {
        switch language {
        case .english: english()
        case .german: german()
        case .russian: russian()
        }
    }

    /// The sentence of a fault in this language: by its key and arguments; the English one where the key has none.
    package func sentence(_ fault: Fault) -> String {
        // Bad input is said beside its fields; the fault itself only counts them.
        if fault.key == Fault.inputKey {
            if fault.fields.count == 1 { return sentence(fault.fields[0]) }
            return faults.sentence(fault.key, ["count": String(fault.fields.count)], self) ?? fault.sentence
        }
        return faults.sentence(fault.key, fault.arguments, self) ?? fault.sentence
    }

    package func sentence(_ field: Fault.Field) -> String { faults.sentence(field.key, field.arguments, self) ?? field.sentence }
}
