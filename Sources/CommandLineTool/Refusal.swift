import Core

/// Why a command did not do what was asked: sentences for standard error, and the exit code.
struct Refusal: Error, Sendable, Equatable {
    var status: ExitReason
    var lines: [String]

    init(_ status: ExitReason, _ sentence: String) {
        self.status = status
        lines = [sentence]
    }

    /// A problem as the panel describes it (RFC 9457).
    ///
    /// - Parameter optionNames: How the command calls a field where that is not the field's own name: `["title": "TITLE"]`.
    init(_ problem: Problem, httpStatus: UInt, optionNames: [String: String] = [:]) {
        status = ExitReason(httpStatus: httpStatus)
        let fields = problem.fields
        let complaints = fields.map { "\(optionNames[$0.field] ?? Self.option(for: $0.field)): \($0.detail)" }
        // With one field the sentence of the whole is that of the field: say it once.
        let isSaidByField = fields.count == 1 && fields.first?.detail == problem.detail
        lines = (isSaidByField ? [] : [problem.detail]) + complaints
        if httpStatus >= 500, httpStatus != 503, let reference = problem.reference, !problem.detail.contains(reference) {
            lines.append("The panel's log tells more about \(reference).")
        }
    }

    init(_ fault: Fault) {
        status =
            switch fault.kind {
            case .invalid: .invalid
            case .notFound: .notFound
            case .conflict: .conflict
            case .forbidden, .unauthenticated: .notAllowed
            case .limit: fault.retryAfter == nil ? .conflict : .unavailable
            case .unavailable: .unavailable
            }
        lines =
            [fault.sentence] + fault.fields.filter { $0.sentence != fault.sentence }.map { "\(Self.option(for: $0.name)): \($0.sentence)" }
    }

    /// Whether what was asked for cannot be, rather than that nobody answers or may ask.
    var isAboutInput: Bool { status == .invalid || status == .conflict }

    /// `documentRoot` is `--document-root`; for `endpoints[0]` and `website.documentRoot` the name of the option is what counts.
    static func option(for field: String) -> String {
        let last = field.split(separator: ".").last.map(String.init) ?? field
        let name = last.prefix { $0 != "[" }
        var text = "--"
        for character in name {
            if character.isUppercase, text != "--" { text.append("-") }
            text += character == "_" ? "-" : character.lowercased()
        }
        return text
    }
}

/// What a refusal of the REST interface says (`ProblemResource`), as far as a person wants to read it.
///
/// Read leniently: the status alone decides the exit code, and a member that is missing only makes the text shorter.
struct Problem: Decodable {
    struct Field: Decodable {
        var field: String
        var detail: String
    }

    var detail: String
    var fields: [Field]
    /// By which the panel's log can be searched.
    var reference: String?

    private enum Key: String, CodingKey { case title, detail, errors, reference }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        detail = try members.decodeIfPresent(String.self, forKey: .detail) ?? members.decode(String.self, forKey: .title)
        fields = try members.decodeIfPresent([Field].self, forKey: .errors) ?? []
        reference = try members.decodeIfPresent(String.self, forKey: .reference)
    }
}
