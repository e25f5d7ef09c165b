import Core

/// The version of the protocol. A control plane serves `current` and `previous`; unknown fields are ignored on both sides.
package enum ProtocolVersion {
    package static let current = 2
    package static let previous = 1
    /// Header that carries it on every request of an agent.
    package static let header = "Hostwright-Protocol"
}

/// Paths of the agent's door.
package enum AgentPaths {
    /// POST JoinRequest -> JoinAnswer; the only route without a client certificate.
    package static let join = "/agent/v1/join"
    /// POST RenewRequest -> JoinAnswer; takes an expired certificate whose key is the pinned one.
    package static let renew = "/agent/v1/renew"
    /// GET ?after=N -> newline-delimited `StreamMessage`s without end.
    package static let specifications = "/agent/v1/specifications"
    /// POST ReportBatch: outcomes, and the sign of life every 2 s.
    package static let reports = "/agent/v1/reports"
    /// GET: the bytes that belong to a `NodeRequest`.
    package static func requestContent(_ id: NodeRequestID) -> String { "/agent/v1/requests/\(id)/content" }
    /// POST NodeAnswer.
    package static func answer(_ id: NodeRequestID) -> String { "/agent/v1/requests/\(id)/answer" }
}

package struct JoinRequest: Sendable, Codable {
    package var token: String
    /// PKCS#10, PEM. Only its key is used: names come from the token.
    package var signingRequest: String
    /// For people: the machine's host name and system.
    package var machine: String

    package init(token: String, signingRequest: String, machine: String) {
        self.token = token
        self.signingRequest = signingRequest
        self.machine = machine
    }
}

package struct RenewRequest: Sendable, Codable {
    package var signingRequest: String

    package init(signingRequest: String) { self.signingRequest = signingRequest }
}

package struct JoinAnswer: Sendable, Codable {
    package var server: PhysicalServerID
    package var installation: InstallationID
    /// PEM, the leaf.
    package var certificate: String
    /// PEM, the installation's own CA.
    package var authority: String

    package init(server: PhysicalServerID, installation: InstallationID, certificate: String, authority: String) {
        self.server = server
        self.installation = installation
        self.certificate = certificate
        self.authority = authority
    }
}

/// One line of the stream.
package enum StreamMessage: Sendable {
    /// First line of every stream.
    case hello(Hello)
    case change(Change)
    /// All wanted objects follow, then `snapshotEnd`.
    case snapshotBegin
    case snapshotEnd(SnapshotEnd)
    /// Every 2 s; carries the newest sequence of this node.
    case heartbeat(sequence: Int64)
    /// A question that is answered once, such as reading a log; not part of the sequence.
    case request(NodeRequest)
    /// The control plane ends this stream on purpose.
    case goodbye(reason: String)
    /// A change whose object or specification this program cannot read: a newer control plane's. It fails alone. Only ever decoded.
    case unreadable(UnreadableChange)
    /// A message of a type this program does not know; it is passed over. Only ever decoded.
    case unknown(type: String)

    package struct Hello: Sendable, Codable, Hashable {
        package var protocolVersion: Int
        package var installation: InstallationID
        /// Raised when a database is restored or a resync is ordered; an agent refuses an older one than it knows.
        package var epoch: Int64
        package var server: PhysicalServerID
        /// The newest sequence of this node at this moment.
        package var sequence: Int64
        /// The sequence up to which a person confirmed changes that the agent had stopped at; 0 when none.
        package var confirmedThrough: Int64

        package init(
            protocolVersion: Int, installation: InstallationID, epoch: Int64, server: PhysicalServerID, sequence: Int64,
            confirmedThrough: Int64
        ) {
            self.protocolVersion = protocolVersion
            self.installation = installation
            self.epoch = epoch
            self.server = server
            self.sequence = sequence
            self.confirmedThrough = confirmedThrough
        }
    }

    package struct SnapshotEnd: Sendable, Codable, Hashable {
        /// Present and trashed objects that were named between begin and end.
        package var count: Int
        package var sequence: Int64

        package init(count: Int, sequence: Int64) {
            self.count = count
            self.sequence = sequence
        }
    }
}

/// A change of one object in the node's one sequence. Superseded ones are coalesced away: numbers jump, the chain of `previous` does not.
package struct Change: Sendable, Codable, Hashable {
    package var sequence: Int64
    package var previous: Int64
    package var reference: ObjectReference
    package var presence: Presence
    /// What is wanted; also present on `trashed`, nil on `purged`.
    package var specification: Specification?

    package init(sequence: Int64, previous: Int64, reference: ObjectReference, presence: Presence, specification: Specification?) {
        self.sequence = sequence
        self.previous = previous
        self.reference = reference
        self.presence = presence
        self.specification = specification
    }
}

/// A change that the reader's program is too old for: the places in the chain and the object's name are all it needs.
package struct UnreadableChange: Sendable, Codable, Hashable {
    package struct Reference: Sendable, Codable, Hashable {
        package var server: LogicalServerID
        /// As it was sent; may be no `ObjectKind` of this program.
        package var kind: String
        package var object: String

        package init(server: LogicalServerID, kind: String, object: String) {
            self.server = server
            self.kind = kind
            self.object = object
        }
    }

    package var sequence: Int64
    package var previous: Int64
    package var reference: Reference
    /// Raw value of a `Presence`, or one this program does not know.
    package var presence: String

    package init(sequence: Int64, previous: Int64, reference: Reference, presence: String) {
        self.sequence = sequence
        self.previous = previous
        self.reference = reference
        self.presence = presence
    }
}

extension StreamMessage: Codable {
    private enum Keys: String, CodingKey { case type, hello, change, end, sequence, request, reason }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "hello": self = .hello(try container.decode(Hello.self, forKey: .hello))
        case "change":
            do {
                self = .change(try container.decode(Change.self, forKey: .change))
            } catch {
                self = .unreadable(try container.decode(UnreadableChange.self, forKey: .change))
            }
        case "snapshot_begin": self = .snapshotBegin
        case "snapshot_end": self = .snapshotEnd(try container.decode(SnapshotEnd.self, forKey: .end))
        case "heartbeat": self = .heartbeat(sequence: try container.decode(Int64.self, forKey: .sequence))
        case "request": self = .request(try container.decode(NodeRequest.self, forKey: .request))
        case "goodbye": self = .goodbye(reason: try container.decode(String.self, forKey: .reason))
        case let other: self = .unknown(type: other)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .hello(let value):
            try container.encode("hello", forKey: .type)
            try container.encode(value, forKey: .hello)
        case .change(let value):
            try container.encode("change", forKey: .type)
            try container.encode(value, forKey: .change)
        case .snapshotBegin: try container.encode("snapshot_begin", forKey: .type)
        case .snapshotEnd(let value):
            try container.encode("snapshot_end", forKey: .type)
            try container.encode(value, forKey: .end)
        case .heartbeat(let sequence):
            try container.encode("heartbeat", forKey: .type)
            try container.encode(sequence, forKey: .sequence)
        case .request(let value):
            try container.encode("request", forKey: .type)
            try container.encode(value, forKey: .request)
        case .goodbye(let reason):
            try container.encode("goodbye", forKey: .type)
            try container.encode(reason, forKey: .reason)
        case .unreadable(let change):
            try container.encode("change", forKey: .type)
            try container.encode(change, forKey: .change)
        case .unknown(let type): try container.encode(type, forKey: .type)
        }
    }
}

/// A question to one node that is answered once. It changes no wanted state.
package struct NodeRequest: Sendable, Codable, Hashable {
    package enum Operation: Sendable, Codable, Hashable {
        /// Write the request's content to a file below the account's home, as the account (security rule 5). Parents are made.
        case writeFile(account: AccountID, path: RelativePath)
        /// Answer with the file's bytes, at most `limit`.
        case readFile(account: AccountID, path: RelativePath, limit: Int)
        /// Answer with the last `lines` lines of the site's log.
        case readLog(website: WebsiteID, log: SiteLog, lines: Int)
        /// Look at the object from outside again and report.
        case verify(ObjectReference)
        /// What to do with an object that the node has and nobody wants.
        case resolveQuarantine(ObjectReference, trash: Bool)
    }

    package var id: NodeRequestID
    package var server: LogicalServerID
    package var operation: Operation
    /// Bytes to fetch at `AgentPaths.requestContent`; 0 when there are none.
    package var contentLength: Int

    package init(id: NodeRequestID, server: LogicalServerID, operation: Operation, contentLength: Int) {
        self.id = id
        self.server = server
        self.operation = operation
        self.contentLength = contentLength
    }
}

package enum SiteLog: String, Sendable, Codable, Hashable, CaseIterable {
    case access
    case error
}

package struct NodeAnswer: Sendable, Codable {
    /// nil when it was done; else a Fault's kind and sentence.
    package var problem: NodeProblem?
    /// Bytes asked for.
    package var content: [UInt8]?

    package init(problem: NodeProblem? = nil, content: [UInt8]? = nil) {
        self.problem = problem
        self.content = content
    }

    private enum Keys: String, CodingKey { case problem, content }

    // Base64, for an array of numbers would be four times as long.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        problem = try container.decodeIfPresent(NodeProblem.self, forKey: .problem)
        content = try container.decodeIfPresent(Base64.self, forKey: .content)?.bytes
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encodeIfPresent(problem, forKey: .problem)
        try container.encodeIfPresent(content.map(Base64.init(bytes:)), forKey: .content)
    }
}

package struct NodeProblem: Sendable, Codable, Hashable {
    /// Raw value of `Fault.Kind`.
    package var kind: String
    /// Stored key: `file.not_found`, `file.too_large`, `node.disk_full`.
    package var key: String
    /// What the sentence mentions, by argument name; nil from an agent that does not say.
    package var arguments: [String: String]?
    package var sentence: String

    package init(kind: String, key: String, arguments: [String: String]? = nil, sentence: String) {
        self.kind = kind
        self.key = key
        self.arguments = arguments
        self.sentence = sentence
    }
}
