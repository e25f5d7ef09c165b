import Core
import Foundation

/// What an agent posts: outcomes since the last batch, and with each batch its sign of life.
package struct ReportBatch: Sendable, Codable {
    package var protocolVersion: Int
    package var installation: InstallationID
    package var epoch: Int64
    /// Everything up to this sequence has an outcome (live, failed or removed) and is on the node's disk.
    package var position: Int64
    package var outcomes: [Outcome]
    package var node: NodeState?
    /// The complete list of what is quarantined now; nil when it has not changed since the last batch.
    package var quarantined: [QuarantinedObject]?
    /// Why the agent takes no changes until a person confirms; nil when it does.
    package var stop: Stop?
    /// Outcomes of objects whose kind this program does not know; on the wire they stand among `outcomes`. An agent fills it for changes that it
    /// could not read; a control plane finds there what a newer agent says and passes over it.
    package var unreadable: [UnreadableOutcome] = []
    /// What accounts use, as far as it is news; nil when nothing is, and from an agent that does not measure.
    package var usage: UsageReport?

    package init(
        protocolVersion: Int, installation: InstallationID, epoch: Int64, position: Int64, outcomes: [Outcome], node: NodeState? = nil,
        quarantined: [QuarantinedObject]? = nil, stop: Stop? = nil
    ) {
        self.protocolVersion = protocolVersion
        self.installation = installation
        self.epoch = epoch
        self.position = position
        self.outcomes = outcomes
        self.node = node
        self.quarantined = quarantined
        self.stop = stop
    }
}

/// An outcome whose object's kind is only a word to this program.
package struct UnreadableOutcome: Sendable, Codable, Hashable {
    package var reference: UnreadableChange.Reference
    package var sequence: Int64
    package var result: Outcome.Result
    package var at: Timestamp

    package init(reference: UnreadableChange.Reference, sequence: Int64, result: Outcome.Result, at: Timestamp) {
        self.reference = reference
        self.sequence = sequence
        self.result = result
        self.at = at
    }
}

extension ReportBatch {
    private enum Keys: String, CodingKey { case protocolVersion, installation, epoch, position, outcomes, node, quarantined, stop, usage }

    /// One element of `outcomes`.
    private enum Entry: Codable {
        case known(Outcome)
        case unreadable(UnreadableOutcome)

        init(from decoder: any Decoder) throws {
            do {
                self = .known(try Outcome(from: decoder))
            } catch {
                self = .unreadable(try UnreadableOutcome(from: decoder))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .known(let outcome): try outcome.encode(to: encoder)
            case .unreadable(let outcome): try outcome.encode(to: encoder)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        protocolVersion = try container.decode(Int.self, forKey: .protocolVersion)
        installation = try container.decode(InstallationID.self, forKey: .installation)
        epoch = try container.decode(Int64.self, forKey: .epoch)
        position = try container.decode(Int64.self, forKey: .position)
        outcomes = []
        unreadable = []
        for entry in try container.decode([Entry].self, forKey: .outcomes) {
            switch entry {
            case .known(let outcome): outcomes.append(outcome)
            case .unreadable(let outcome): unreadable.append(outcome)
            }
        }
        node = try container.decodeIfPresent(NodeState.self, forKey: .node)
        quarantined = try container.decodeIfPresent([QuarantinedObject].self, forKey: .quarantined)
        stop = try container.decodeIfPresent(Stop.self, forKey: .stop)
        usage = try container.decodeIfPresent(UsageReport.self, forKey: .usage)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(protocolVersion, forKey: .protocolVersion)
        try container.encode(installation, forKey: .installation)
        try container.encode(epoch, forKey: .epoch)
        try container.encode(position, forKey: .position)
        try container.encode(outcomes.map(Entry.known) + unreadable.map(Entry.unreadable), forKey: .outcomes)
        try container.encodeIfPresent(node, forKey: .node)
        try container.encodeIfPresent(quarantined, forKey: .quarantined)
        try container.encodeIfPresent(stop, forKey: .stop)
        try container.encodeIfPresent(usage, forKey: .usage)
    }
}

/// How one change ended on the node.
package struct Outcome: Sendable, Codable, Hashable {
    package enum Result: Sendable, Codable, Hashable {
        /// Applied and seen from outside. `seen` is for people: `200 in 12 ms`, `serial 2026112201`.
        case live(seen: String)
        /// The daemon's own words, and when the agent tries again by itself (nil: only after a new change).
        case failed(key: String, words: String, nextTry: Timestamp?)
        /// Trashed or purged as wanted.
        case removed
        /// The configuration is back, but files of the customer that the site had are missing on this node.
        case contentMissing(seen: String)
    }

    package var reference: ObjectReference
    /// The sequence whose wanted state this is about.
    package var sequence: Int64
    package var result: Result
    package var at: Timestamp

    package init(reference: ObjectReference, sequence: Int64, result: Result, at: Timestamp) {
        self.reference = reference
        self.sequence = sequence
        self.result = result
        self.at = at
    }
}

package struct NodeState: Sendable, Codable, Hashable {
    /// Bytes on the file system that holds the homes.
    package var diskTotal: Int64
    package var diskUsed: Int64
    /// One-minute load average.
    package var load: Double
    /// The agent's clock when it wrote this.
    package var clock: Timestamp
    package var agentVersion: String
    package var services: [ServiceState]

    package init(diskTotal: Int64, diskUsed: Int64, load: Double, clock: Timestamp, agentVersion: String, services: [ServiceState]) {
        self.diskTotal = diskTotal
        self.diskUsed = diskUsed
        self.load = load
        self.clock = clock
        self.agentVersion = agentVersion
        self.services = services
    }
}

package struct ServiceState: Sendable, Codable, Hashable {
    /// `apache`, `php-fpm-0`, `powerdns`.
    package var name: String
    package var isRunning: Bool
    /// Last words when it is not running, or how often it was started again.
    package var words: String

    package init(name: String, isRunning: Bool, words: String) {
        self.name = name
        self.isRunning = isRunning
        self.words = words
    }
}

package struct QuarantinedObject: Sendable, Codable, Hashable {
    package var reference: ObjectReference
    /// For people: the site's or the zone's name.
    package var name: String
    package var since: Timestamp

    package init(reference: ObjectReference, name: String, since: Timestamp) {
        self.reference = reference
        self.name = name
        self.since = since
    }
}

package struct Stop: Sendable, Codable, Hashable {
    package enum Reason: String, Sendable, Codable {
        case foreignInstallation = "foreign_installation"
        case olderEpoch = "older_epoch"
        case sequenceBehind = "sequence_behind"
        case tooManyRemovals = "too_many_removals"
    }

    package var reason: Reason
    package var sentence: String
    /// What a confirmation must cover: the stream's sequence at which the agent stopped.
    package var atSequence: Int64

    package init(reason: Reason, sentence: String, atSequence: Int64) {
        self.reason = reason
        self.sentence = sentence
        self.atSequence = atSequence
    }
}

/// Bytes as base64 text in JSON.
package struct Base64: Sendable, Codable, Hashable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let data = Data(base64Encoded: text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not base64"))
        }
        bytes = [UInt8](data)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(bytes).base64EncodedString())
    }
}
