import Core
import HTTPTypes

/// Thrown when a person has to prove anew who he is; answered by leading him to `/prove` and back (step-up).
struct ProofNeeded: Error {
    /// Where he goes on afterwards.
    let back: Link
}

/// Thrown when a session may do one thing only, such as adding the second factor that the provider requires.
struct Confined: Error {
    let place: Link
}

extension Visit {
    /// So long a proof is good for money, keys and rights.
    package static let proofLifetime = Duration.minutes(10)

    /// For whatever is about money, keys or rights: goes on when the person has proved within the last ten minutes who he is; otherwise leads him
    /// to the page that asks. A route says it with `Policy.provenAnew`; what decides it only in the middle calls this.
    ///
    /// A program cannot be asked: it may when its token was minted with that right, and gets `Fault(.forbidden)` otherwise.
    package func requireRecentProof() throws {
        guard let session else {
            if let person, person.isProven { return }
            throw Fault(
                .forbidden, key: "token.not_proven",
                "This token may not touch money, keys or rights. Make one with that right, or do it in the panel.")
        }
        let age = now - session.provedAt
        // A clock that was set back must not make a proof good for longer.
        if age >= .zero, age <= Visit.proofLifetime { return }
        throw ProofNeeded(back: isUnsafe(method) ? formValues[Form.backField].flatMap(Link.init(local:)) ?? here : here)
    }
}
