import AgentProtocol
import Core
import Persistence

/// An object that a node could not apply.
package struct NodeFailure: Sendable, Hashable {
    package var reference: ObjectReference
    /// The stored key: `apache.refused`.
    package var key: String
    /// The daemon's own.
    package var words: String

    package init(reference: ObjectReference, key: String, words: String) {
        self.reference = reference
        self.key = key
        self.words = words
    }
}

/// Is told, in the transaction that stores the report, what has begun to fail. Those above know whose it is.
package protocol FailureListener: Sendable {
    func failed(_ failures: [NodeFailure], in db: any Connection, at now: Timestamp) throws
}
