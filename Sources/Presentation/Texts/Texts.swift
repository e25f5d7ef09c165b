import Core

/// Languages the panel speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
}

/// The catalogue in one language. Each area has a protocol with a member per message and a type per language that fills it, so a missing
/// message, a missing language or a wrong argument does not compile:
///
/// ```swift
/// package protocol DomainTexts: Sendable {            // DomainTexts.swift
///     var title: String { get }
///     func count(_ domains: Int) -> String
/// }
/// extension Texts { package var domains: any DomainTexts { pick(EnglishDomainTexts(texts: self)) } }
///
/// struct EnglishDomainTexts: DomainTexts {            // DomainTexts+English.swift
///     let texts: Texts
///     let title = "Domains"
///     func count(_ domains: Int) -> String { texts.plural(domains, one: "domain", other: "domains") }
/// }
/// ```
/// A further language adds a parameter to `pick`; the compiler then names every area that lacks it.
package struct Texts: Sendable {
    package let language: Language

    package init(_ language: Language) { self.language = language }

    package func pick<Area>(_ english: @autoclosure () -> Area) -> Area {
        switch language {
        case .english: english()
        }
    }

    /// `1 domain`, `2,907 domains`: the number and the form it takes (CLDR plural rules of English and German).
    package func plural(_ count: Int, one: String, other: String) -> String {
        number(count) + " " + (count == 1 ? one : other)
    }

    /// The sentence of a fault in this language.
    package func sentence(_ fault: Fault) -> String { fault.sentence }

    package func sentence(_ field: Fault.Field) -> String { field.sentence }
}
