/// An error that may be shown to a person.
///
/// Everything else that is thrown is a failure: it is logged once with a reference, and the person sees the reference.
/// Mapped at four edges: page, REST (RFC 9457), CLI exit code, agent report.
package struct Fault: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// What was sent cannot be accepted; `fields` says why, per field.
        case invalid
        /// It does not exist, or not for the one who asks.
        case notFound
        /// It contradicts what is stored: taken, changed meanwhile, already done.
        case conflict
        /// The one who asks may not.
        case forbidden
        /// Nobody is signed in, or the session or token has ended.
        case unauthenticated
        /// A limit of the plan or of the program (size, rate) is reached.
        case limit
        /// A part that is needed does not answer at the moment; trying again may help.
        case unavailable
    }

    /// One sentence beside one field.
    package struct Field: Sendable, Equatable, Codable {
        /// The field's name as the form and the API spell it: `name`, `documentRoot`.
        package var name: String
        /// The stored key of the message: `domain.name.reserved`.
        package var key: String
        /// What the message's text mentions, by argument name.
        package var arguments: [String: String]
        /// The English sentence; pages take the reader's language by `key`.
        package var sentence: String

        package init(_ name: String, key: String, arguments: [String: String] = [:], _ sentence: String) {
            self.name = name
            self.key = key
            self.arguments = arguments
            self.sentence = sentence
        }
    }

    package var kind: Kind
    /// The stored key of the message: `domain.already_hosted`. Never derived from a type's name.
    package var key: String
    package var arguments: [String: String]
    /// The English sentence: what happened, to what, what next.
    package var sentence: String
    package var fields: [Field]
    package var retryAfter: Duration?

    package init(
        _ kind: Kind, key: String, arguments: [String: String] = [:], _ sentence: String, fields: [Field] = [], retryAfter: Duration? = nil
    ) {
        self.kind = kind
        self.key = key
        self.arguments = arguments
        self.sentence = sentence
        self.fields = fields
        self.retryAfter = retryAfter
    }

    /// The key of `invalid(_:)`: the fields say what is wrong.
    package static let inputKey = "input.invalid"

    /// Bad input, told beside the fields.
    package static func invalid(_ fields: [Field]) -> Fault {
        Fault(
            .invalid, key: inputKey,
            fields.count == 1 ? fields[0].sentence : "\(fields.count) fields need another value.", fields: fields)
    }

    package static func invalid(_ field: Field) -> Fault { .invalid([field]) }

    /// `what` is the noun of the thing: "domain", "account".
    package static func notFound(_ what: String) -> Fault {
        Fault(.notFound, key: "\(what).not_found", arguments: ["what": what], "There is no such \(what), or it is not yours.")
    }

    package static func conflict(key: String, arguments: [String: String] = [:], _ sentence: String) -> Fault {
        Fault(.conflict, key: key, arguments: arguments, sentence)
    }
}

/// Collects what is wrong with an input, so that a person sees all of it at once.
package struct Complaints: Sendable {
    package private(set) var fields: [Fault.Field] = []

    package init() {}

    package mutating func add(_ name: String, key: String, arguments: [String: String] = [:], _ sentence: String) {
        fields.append(.init(name, key: key, arguments: arguments, sentence))
    }

    /// Runs a parser; a complaint it throws is kept under the field's name, and nil comes back.
    package mutating func take<Value>(_ name: String, _ parse: () throws -> Value) rethrows -> Value? {
        do {
            return try parse()
        } catch let problem as InputProblem {
            add(name, key: problem.key, arguments: problem.arguments, problem.sentence)
            return nil
        }
    }

    package func check() throws {
        if !fields.isEmpty { throw Fault.invalid(fields) }
    }
}

/// Why a parser refuses a value; the caller knows which field it belongs to.
package struct InputProblem: Error, Sendable, Equatable {
    package var key: String
    package var arguments: [String: String]
    package var sentence: String

    package init(_ key: String, arguments: [String: String] = [:], _ sentence: String) {
        self.key = key
        self.arguments = arguments
        self.sentence = sentence
    }
}
