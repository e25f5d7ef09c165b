import Core
import Persistence
import Presentation

/// The name of something that plans include: `mailbox`. Stored, and said by programs.
package struct ResourceKey: RawRepresentable, Hashable, Sendable, SQLEnum {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Something that plans include and accounts have: what it is counted in and what it depends on (glossary "resource").
package struct HostingResource: Sendable {
    /// How it is had.
    package enum Kind: Sendable, Hashable {
        /// So many pieces: mailboxes, domains.
        case counted
        /// So many megabytes at a time: disk space.
        case stored
        /// So many megabytes a month: traffic. Can always be exceeded (contract 5.12, C.GEN-06).
        case metered
        /// On or off: PHP.
        case onOff
        /// One of these, the first of which is "not at all": backup no, yes, yes with upload.
        case choice([ResourceChoice])
    }

    package let key: ResourceKey
    package let kind: Kind
    /// What a server has to do for it.
    package let needs: HostingService
    /// These have to be available, too.
    package let requires: [ResourceKey]
    /// Not together with these.
    package let conflicts: [ResourceKey]
    /// Its name in the plural, as it stands in lists.
    package let words: Words

    init(
        _ key: ResourceKey, _ kind: Kind, needs: HostingService, requires: [ResourceKey] = [], conflicts: [ResourceKey] = [],
        _ english: String, _ german: String, _ russian: String
    ) {
        self.key = key
        self.kind = kind
        self.needs = needs
        self.requires = requires
        self.conflicts = conflicts
        words = Words(english, german, russian)
    }

    /// Only traffic cannot be held back (C.GEN-06).
    package var allowsHardLimit: Bool { kind != .metered }

    /// Whether people buy and use it in numbers.
    package var isCountable: Bool {
        switch kind {
        case .counted, .stored, .metered: true
        case .onOff, .choice: false
        }
    }

    /// The largest number of units that means anything; nil for what is counted.
    package var most: Int64? {
        switch kind {
        case .counted, .stored, .metered: nil
        case .onOff: 1
        case .choice(let values): Int64(values.count - 1)
        }
    }

    /// What was typed for it. Throws `allowance.form`, `allowance.switch` and `allowance.choice`.
    package func allowance(_ typed: String, unlimited word: String = "unlimited") throws(InputProblem) -> Allowance {
        let text = typed.trimmingWhitespace
        switch kind {
        case .counted, .stored, .metered: return try Allowance(text, unlimited: word)
        case .onOff:
            switch text.folded {
            case "1", "on", "yes", "true": return .units(1)
            case "0", "off", "no", "false", "": return .none
            default: throw InputProblem("allowance.switch", "This is only on or off.")
            }
        case .choice(let values):
            if let place = values.firstIndex(where: { $0.key == text }) { return .units(Int64(place)) }
            if let place = Int64(text), values.indices.contains(Int(place)) { return .units(place) }
            if text.isEmpty { return .none }
            let known = values.map(\.key).joined(separator: ", ")
            throw InputProblem("allowance.choice", arguments: ["choices": known], "Choose one of \(known).")
        }
    }

    /// The allowance as programs say it: a number, `unlimited`, `on`, `off`, or the name of the choice.
    package func text(_ allowance: Allowance) -> String {
        switch kind {
        case .counted, .stored, .metered: allowance.description
        case .onOff: allowance.isAvailable ? "on" : "off"
        case .choice: choice(allowance)?.key ?? ""
        }
    }
}

extension HostingResource {
    /// What is chosen; the highest for unlimited. nil for what is not chosen from.
    package func choice(_ allowance: Allowance) -> ResourceChoice? {
        guard case .choice(let values) = kind else { return nil }
        return allowance.number.flatMap { values.indices.contains(Int($0)) ? values[Int($0)] : nil } ?? values.last
    }
}

/// One of the values of a resource that is chosen: a key for programs and a name for people.
package struct ResourceChoice: Sendable, Hashable {
    package let key: String
    package let words: Words

    init(_ key: String, _ english: String, _ german: String, _ russian: String) {
        self.key = key
        words = Words(english, german, russian)
    }
}

/// A name in the languages of the panel.
package struct Words: Sendable, Hashable {
    package let english: String
    package let german: String
    package let russian: String

    package init(_ english: String, _ german: String, _ russian: String) {
        self.english = english
        self.german = german
        self.russian = russian
    }

    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .german: german
        case .russian: russian
        }
    }
}
