import APIResources
import Core
import Foundation

/// Why a command did not do what was asked: sentences for standard error, and the exit code.
struct Refusal: Error, Sendable, Equatable {
    var status: ExitStatus
    var lines: [String]

    init(_ status: ExitStatus, _ sentence: String) {
        self.status = status
        lines = [sentence]
    }

    /// A problem as the panel describes it (RFC 9457).
    ///
    /// - Parameter optionNames: How the command calls a field where that is not the field's own name: `["title": "TITLE"]`.
    init(_ problem: ProblemResource, optionNames: [String: String] = [:]) {
        status = ExitStatus(httpStatus: UInt(clamping: problem.status))
        let fields = problem.errors ?? []
        let complaints = fields.map { "\(optionNames[$0.field] ?? Self.option(for: $0.field)): \($0.message)" }
        // With one field the sentence of the whole is that of the field: say it once.
        let isSaidByField = fields.count == 1 && fields.first?.message == problem.detail
        let sentence = problem.detail.isEmpty ? problem.title : problem.detail
        lines = (isSaidByField ? [] : [sentence]) + complaints
        if problem.status >= 500, problem.status != 503, let instance = problem.instance {
            lines.append("The panel's log tells more about \(instance).")
        }
    }

    init(_ fault: Fault) {
        status =
            switch fault.kind {
            case .invalid: .invalid
            case .notFound: .notFound
            case .conflict: .conflict
            case .forbidden, .unauthenticated: .notAllowed
            case .limit: .failed
            case .unavailable: .unavailable
            }
        lines = [fault.sentence] + fault.fields.filter { $0.sentence != fault.sentence }.map { "\(Self.option(for: $0.name)): \($0.sentence)" }
    }

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
