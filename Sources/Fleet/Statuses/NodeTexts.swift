import Presentation

/// What agents say, in the reader's language: what they have seen, and why something failed. The words of daemons stay as they are.
package protocol NodeTexts: Sendable {
    /// What an agent has seen of something it serves: `answers in 12 ms`, `serial 2026112201`. What is not known stays.
    func seen(_ words: String) -> String
    /// What a failure of this key means; nil where the agent's own words say it, and for a key that is not known.
    func failure(_ key: String?) -> String?
}

extension Texts {
    package var nodes: any NodeTexts { pick(EnglishNodeTexts(), GermanNodeTexts(texts: self), RussianNodeTexts(texts: self)) }
}

/// As the agents speak.
struct EnglishNodeTexts: NodeTexts {
    func seen(_ words: String) -> String { words }
    func failure(_ key: String?) -> String? { nil }
}

/// The fixed sentences of our own agent, taken apart.
enum SeenByNode: Equatable {
    case answersIn(milliseconds: Int)
    case answersAt(String)
    case serial(String)
    case neutralPage
    case locked
    case homeReady
    case startedAgain(times: Int)

    init?(_ words: String) {
        func between(_ start: String, _ end: String) -> String? {
            guard words.hasPrefix(start), words.hasSuffix(end), words.count > start.count + end.count else { return nil }
            return String(words.dropFirst(start.count).dropLast(end.count))
        }
        switch words {
        case "shows the neutral page: the account is locked": self = .neutralPage
        case "locked": self = .locked
        case "home and PHP are ready": self = .homeReady
        default:
            if let time = between("answers in ", " ms").flatMap({ Int($0) }) {
                self = .answersIn(milliseconds: time)
            } else if let addresses = between("answers at ", "") {
                self = .answersAt(addresses)
            } else if let serial = between("serial ", "") {
                self = .serial(serial)
            } else if let times = between("started again ", " times").flatMap({ Int($0) }) {
                self = .startedAgain(times: times)
            } else {
                return nil
            }
        }
    }
}
