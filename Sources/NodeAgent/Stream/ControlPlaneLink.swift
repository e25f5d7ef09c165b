import AgentProtocol
import Core

/// The agent's side of the wire. `HTTPSLink` is the real one; tests script another.
package protocol ControlPlaneLink: Sendable {
    /// Opens the stream and hands over its messages one by one, waiting for each: what is not taken is held back at the sender.
    /// Returns when the control plane ends the stream; throws when it is lost or refused, or what `take` throws.
    func follow(after position: Int64, epoch: Int64, _ take: @Sendable (StreamMessage) async throws -> Void) async throws

    /// Posts a report; throws when it did not arrive.
    func report(_ batch: ReportBatch) async throws

    /// The bytes that belong to a request, at most `limit`.
    func content(of request: NodeRequestID, limit: Int) async throws -> [UInt8]

    func answer(_ request: NodeRequestID, _ answer: NodeAnswer) async throws

    /// Renews the certificate when it is time. True when it did: the stream is then opened anew.
    func renewIfDue() async throws -> Bool
}

/// The control plane answered, but not with what was asked for.
package struct LinkRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package var status: Int
    package var words: String

    package init(status: Int, words: String) {
        self.status = status
        self.words = words
    }

    package var description: String { "status \(status): \(words)" }
}

/// What accounts of this node use.
package protocol UsageSource: Sendable {
    /// What the control plane does not know yet; nil when there is nothing.
    func report(to installation: InstallationID, epoch: Int64) async -> UsageReport?
    /// The control plane has it.
    func taken(_ report: UsageReport) async
}

/// Answers questions about the node's files and logs.
package protocol NodeRequestHandler: Sendable {
    /// Answers with the bytes asked for, or nil when there are none to give. A `Fault` is told as it is.
    func answer(_ request: NodeRequest, content: [UInt8]) async throws -> [UInt8]?
}
