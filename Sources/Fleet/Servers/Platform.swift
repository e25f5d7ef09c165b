import Core

/// What accounts can run on a server, in the provider's own words: `Linux`, `Linux, application server`. A plan asks for one, a server has one, and an
/// account is placed only where the two are the same. It is a label: every server runs the agent, and the agent runs on Linux.
package enum Platform {
    /// What a server or a plan has when nobody says otherwise.
    package static let standard = "Linux"

    /// A label as typed; empty is the standard one. Throws `name.long`, `name.characters` and `platform.windows`.
    package static func checked(_ typed: String) throws(InputProblem) -> String {
        if typed.trimmingWhitespace.isEmpty { return standard }
        let label = try typed.asName(limit: 60)
        if label.folded.contains("windows") {
            throw InputProblem(
                "platform.windows",
                "Hostwright serves Linux only; Windows is out of its scope. Choose a label such as Linux, application server.")
        }
        return label
    }
}
