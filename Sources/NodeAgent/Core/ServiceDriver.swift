import AgentProtocol
import Core

/// What a service does with specifications. One driver per kind of logical server.
package protocol ServiceDriver: Sendable {
    var kinds: Set<ObjectKind> { get }

    /// How many objects are applied at the same time; 16 unless the driver says otherwise.
    var concurrency: Int { get }

    /// Applies one wanted object so that it survives a crash at any system call, then looks at it from outside. Idempotent.
    /// Throws `ApplyFailure` with the daemon's own words.
    func apply(_ change: Change, context: ApplyContext) async throws -> AppliedObject

    /// Objects this driver finds on disk, for quarantine and adoption after a restart: reference -> name for people.
    func inventory() async throws -> [ObjectReference: String]

    /// Whether the inventory names it.
    func has(_ reference: ObjectReference) async throws -> Bool

    func services() async -> [ServiceState]

    /// Starts or adopts its daemons for what is on disk; called at the agent's start, before the control plane is reachable.
    func start() async throws

    /// Stops its daemons (only on request: daemons outlive the agent).
    func stop() async
}

extension ServiceDriver {
    package var concurrency: Int { 16 }
    package func has(_ reference: ObjectReference) async throws -> Bool { try await inventory()[reference] != nil }
}

/// What a driver may know about other objects of the node while it applies one.
package struct ApplyContext: Sendable {
    private let lookUp: @Sendable (ObjectKind, String, LogicalServerID) -> Specification?

    package init(_ lookUp: @escaping @Sendable (ObjectKind, String, LogicalServerID) -> Specification?) { self.lookUp = lookUp }

    /// The specification of another applied object on the same logical server, or nil when there is none.
    package func specification(_ kind: ObjectKind, _ object: String, on server: LogicalServerID) -> Specification? {
        lookUp(kind, object, server)
    }
}

package struct AppliedObject: Sendable {
    package var result: Outcome.Result

    package init(result: Outcome.Result) { self.result = result }
}

/// Why one object could not be applied. The others are not concerned.
package struct ApplyFailure: Error, Sendable, Hashable {
    /// Stored key: `node.disk_full`, `website.document_root_missing`.
    package var key: String
    /// The daemon's own words.
    package var words: String
    /// When the agent tries again by itself; nil: only after a new change.
    package var retryAfter: Duration?

    package init(key: String, words: String, retryAfter: Duration? = nil) {
        self.key = key
        self.words = words
        self.retryAfter = retryAfter
    }
}
