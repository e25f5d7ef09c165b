import AgentProtocol
import Core
import Persistence

/// The name of one object wherever it is wanted: the same website or zone on all its servers.
package struct ObjectKey: Sendable, Hashable {
    package var kind: ObjectKind
    /// The id of the record behind it.
    package var object: String

    package init(_ kind: ObjectKind, _ object: String) {
        self.kind = kind
        self.object = object
    }

    /// What notifications of status changes carry: `website:0190...`.
    package var payload: String { "\(kind.rawValue):\(object)" }

    /// nil for text that is not a payload.
    package init?(payload: String) {
        let parts = payload.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = ObjectKind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]))
    }
}

/// What is, on one server, compared with what is wanted. Raw values go over the API.
package enum LiveState: String, Sendable, Codable, CaseIterable, Hashable, SQLEnum {
    /// Stored here and not yet on its way: the node is silent, stopped, or has not joined.
    case wanted
    /// On its way: the node is connected and has not reported the newest change yet.
    case applying
    /// Applied and seen from outside.
    case live
    /// The node tried and could not; the words are the daemon's own.
    case failed
    /// Served no more (trashed) or gone (purged), as wanted.
    case removed
    /// The configuration is back, but files of the customer are missing on the node.
    case contentMissing = "content_missing"
}

/// One object on one server.
package struct ObjectStatus: Sendable, Hashable {
    package var server: LogicalServerID
    package var serverName: DomainName
    package var state: LiveState
    /// For people: what was seen (`200 in 12 ms`), the daemon's own words of a failure, or why a node is stopped. May be empty.
    package var words: String
    /// The stored key of a failure: `apache.refused`; `node.older_epoch` for a stopped node.
    package var failureKey: String?
    /// When the node tries again by itself.
    package var nextTry: Timestamp?
    /// Since when it is in this state; for `wanted` and `applying`: when it was published.
    package var since: Timestamp
    /// The sequence of what is wanted.
    package var sequence: Int64
    /// The last sign of life of a node that is silent now; nil while it is connected, and before it joined.
    package var nodeSilentSince: Timestamp?
    /// What is wanted of it.
    package var presence: Presence

    package init(
        server: LogicalServerID, serverName: DomainName, state: LiveState, words: String = "", failureKey: String? = nil,
        nextTry: Timestamp? = nil, since: Timestamp, sequence: Int64, nodeSilentSince: Timestamp? = nil, presence: Presence = .present
    ) {
        self.server = server
        self.serverName = serverName
        self.state = state
        self.words = words
        self.failureKey = failureKey
        self.nextTry = nextTry
        self.since = since
        self.sequence = sequence
        self.nodeSilentSince = nodeSilentSince
        self.presence = presence
    }
}

/// One object over all its servers, for a row of a list.
package struct StatusSummary: Sendable, Hashable {
    /// The state that needs most attention: failed, contentMissing, wanted, applying, live, removed.
    package var state: LiveState
    /// How many servers have it live (or removed, when that is wanted), and how many are to.
    package var done: Int
    package var of: Int
    /// Words and next try of the server that `state` comes from.
    package var words: String
    package var nextTry: Timestamp?
    /// The oldest silence among its nodes.
    package var nodeSilentSince: Timestamp?

    /// Live on all of so many servers, none of which is silent.
    init(liveOn servers: Int) {
        state = .live
        (done, of, words) = (servers, servers, "")
    }

    /// nil when the object is published nowhere.
    package init?(_ statuses: [ObjectStatus]) {
        let order: [LiveState] = [.failed, .contentMissing, .wanted, .applying, .live, .removed]
        guard let worst = order.lazy.compactMap({ state in statuses.first { $0.state == state } }).first else { return nil }
        state = worst.state
        done = statuses.count { $0.state == .live || $0.state == .removed }
        of = statuses.count
        words = worst.words
        nextTry = worst.nextTry
        nodeSilentSince = statuses.compactMap(\.nodeSilentSince).min()
    }
}

/// How many objects of all nodes are in which state.
package struct StatusCounts: Sendable, Hashable {
    package var live: Int
    /// On their way or waiting for a silent node.
    package var applying: Int
    package var failed: Int
    package var contentMissing: Int
    /// How far `applying` and what needs attention were counted: one more than this means "more than this", and `live` is then too many.
    /// nil: to the end.
    package var most: Int?

    package init(live: Int, applying: Int, failed: Int, contentMissing: Int, most: Int? = nil) {
        self.live = live
        self.applying = applying
        self.failed = failed
        self.contentMissing = contentMissing
        self.most = most
    }

    /// `live` is what there is, not a bound.
    package var isExact: Bool { most.map { applying <= $0 && failed + contentMissing <= $0 } ?? true }
}

/// An object that needs attention, for the home page.
package struct AttentionItem: Sendable, Hashable {
    package var reference: ObjectReference
    package var status: ObjectStatus

    package init(reference: ObjectReference, status: ObjectStatus) {
        self.reference = reference
        self.status = status
    }
}
