/// What the exit code says.
package enum ExitReason: Int32, CaseIterable, Sendable {
    case ok = 0
    case failed = 1
    case invalid = 2
    case notFound = 3
    case conflict = 4
    case notAllowed = 5
    case unavailable = 6

    /// The meaning in a few words, for help and manual.
    package var meaning: String {
        switch self {
        case .ok: "done"
        case .failed: "failed or refused; with --wait, also: a daemon refused the change"
        case .invalid: "the command or a value in it is not valid"
        case .notFound: "no such account, domain, server, plan or job"
        case .conflict: "it contradicts what is there: taken, in use, already done"
        case .notAllowed: "the token is not valid, or may not do this"
        case .unavailable: "the panel or a server does not answer, or --wait ran out of time; try again"
        }
    }

    static var table: String {
        (["Exit codes:"] + allCases.map { "  \($0.rawValue)  \($0.meaning)" }).joined(separator: "\n")
    }

    /// The exit code for a status of the REST interface (RFC 9110 §15).
    package init(httpStatus: UInt) {
        self =
            switch httpStatus {
            case 200..<300: .ok
            case 400, 413, 414, 415, 422: .invalid
            case 401, 403: .notAllowed
            case 404, 410: .notFound
            case 409, 412: .conflict
            // 429: a limit of rate; waiting helps, as with the others.
            case 408, 429, 502, 503, 504: .unavailable
            default: .failed
            }
    }
}
