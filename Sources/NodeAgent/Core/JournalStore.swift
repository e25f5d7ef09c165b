import AgentProtocol
import Core

/// The name of an object as the journal keeps it: its kind may be one that this program does not know.
package typealias ObjectKey = UnreadableChange.Reference

extension UnreadableChange.Reference {
    package init(_ reference: ObjectReference) {
        self.init(server: reference.server, kind: reference.kind.rawValue, object: reference.object)
    }

    /// nil when this program does not know the kind.
    package var known: ObjectReference? {
        ObjectKind(rawValue: kind).map { ObjectReference(server: server, kind: $0, object: object) }
    }
}

/// One object as the node has it: the newest wanted state that has an outcome, and the outcome.
package struct JournalObject: Sendable, Hashable {
    package var key: ObjectKey
    package var sequence: Int64
    package var presence: Presence
    package var specification: Specification?
    package var result: Outcome.Result
    package var at: Timestamp
    /// When the agent tries again by itself; nil when it does not.
    package var nextTry: Timestamp?
    /// How many times in a row it has failed.
    package var attempts: Int
    /// It has been live under some specification, so that it may be serving although the newest try failed.
    package var wasLive: Bool

    package init(
        key: ObjectKey, sequence: Int64, presence: Presence, specification: Specification?, result: Outcome.Result, at: Timestamp,
        nextTry: Timestamp? = nil, attempts: Int = 0, wasLive: Bool
    ) {
        self.key = key
        self.sequence = sequence
        self.presence = presence
        self.specification = specification
        self.result = result
        self.at = at
        self.nextTry = nextTry
        self.attempts = attempts
        self.wasLive = wasLive
    }

    /// What is removed together when one customer is removed: the account's id, or the object's own where no account is known.
    package var unit: String { JournalObject.unit(key, specification) }

    package static func unit(_ key: ObjectKey, _ specification: Specification?) -> String {
        switch specification {
        case .website(let wanted): wanted.account.text
        case .zone(let wanted): wanted.account?.text ?? key.object
        default: key.object
        }
    }

    /// For people: the site's or the zone's name.
    package var name: String {
        switch specification {
        case .website(let wanted): wanted.names.first?.display ?? key.object
        case .zone(let wanted): wanted.name.display
        case .account(let wanted): wanted.systemUser
        case .webServer(let wanted): wanted.name.display
        case .nameServer(let wanted): wanted.name.display
        case nil: key.object
        }
    }
}

/// An outcome that the control plane has not acknowledged yet. Only the newest of an object counts.
package struct PendingOutcome: Sendable, Hashable {
    package var key: ObjectKey
    package var sequence: Int64
    package var result: Outcome.Result
    package var at: Timestamp

    package init(key: ObjectKey, sequence: Int64, result: Outcome.Result, at: Timestamp) {
        self.key = key
        self.sequence = sequence
        self.result = result
        self.at = at
    }
}

/// Where the agent stands towards the control plane.
package struct JournalHead: Sendable, Hashable {
    package var installation: InstallationID?
    package var epoch: Int64
    /// Everything up to it has a durable outcome.
    package var position: Int64
    /// Why no changes are taken.
    package var stop: Stop?

    package init(installation: InstallationID? = nil, epoch: Int64 = 0, position: Int64 = 0, stop: Stop? = nil) {
        self.installation = installation
        self.epoch = epoch
        self.position = position
        self.stop = stop
    }
}

/// What is written in one transaction, with one fsync.
package struct JournalBatch: Sendable {
    /// nil: unchanged.
    package var head: JournalHead?
    package var objects: [ObjectKey: JournalObject] = [:]
    /// Purged: their rows go. An outcome for them is still reported.
    package var forgotten: Set<ObjectKey> = []
    package var outcomes: [ObjectKey: PendingOutcome] = [:]
    /// Outcomes that the control plane has taken; removed only when no newer one has come since.
    package var acknowledged: [ObjectKey: Int64] = [:]
    package var quarantined: [ObjectKey: QuarantinedObject] = [:]
    package var released: Set<ObjectKey> = []

    package init() {}

    package var isEmpty: Bool {
        head == nil && objects.isEmpty && forgotten.isEmpty && outcomes.isEmpty && acknowledged.isEmpty && quarantined.isEmpty
            && released.isEmpty
    }

    /// Nothing but acknowledgements, which can wait: a repeated report changes nothing.
    var isUrgent: Bool {
        head != nil || !objects.isEmpty || !forgotten.isEmpty || !outcomes.isEmpty || !quarantined.isEmpty || !released.isEmpty
    }

    package mutating func put(_ object: JournalObject, isForgotten: Bool) {
        if isForgotten {
            objects[object.key] = nil
            forgotten.insert(object.key)
        } else {
            forgotten.remove(object.key)
            objects[object.key] = object
        }
        // Whatever was acknowledged before is about an older outcome.
        acknowledged[object.key] = nil
        outcomes[object.key] = PendingOutcome(key: object.key, sequence: object.sequence, result: object.result, at: object.at)
    }

    /// This batch could not be written: what came after it counts more.
    package mutating func putBefore(_ later: JournalBatch) {
        if let head = later.head { self.head = head }
        for key in later.forgotten {
            objects[key] = nil
            forgotten.insert(key)
        }
        for (key, object) in later.objects {
            forgotten.remove(key)
            objects[key] = object
        }
        for (key, outcome) in later.outcomes {
            outcomes[key] = outcome
            acknowledged[key] = nil
        }
        acknowledged.merge(later.acknowledged) { $1 }
        for key in later.released {
            quarantined[key] = nil
            released.insert(key)
        }
        for (key, object) in later.quarantined {
            released.remove(key)
            quarantined[key] = object
        }
    }
}

/// The agent's memory. `Journal` is the one on disk; tests put faults in front of it.
package protocol JournalStore: Sendable {
    func head() throws -> JournalHead
    func object(_ key: ObjectKey) throws -> JournalObject?
    /// The objects that are waiting for another try, and when.
    func retries() throws -> [ObjectKey: Timestamp]
    /// Names of all objects. For snapshots.
    func keys() throws -> [ObjectKey: Presence]
    /// Names of the objects that are not live as wanted, with the key of what failed. Few.
    func failures() throws -> [ObjectKey: String]
    /// How many objects are on the node, and how many customers (`JournalObject.unit`) they belong to.
    func presentCounts() throws -> (objects: Int, units: Int)
    func pendingOutcomes() throws -> [PendingOutcome]
    func quarantined() throws -> [QuarantinedObject]
    /// Writes everything or nothing, and returns when it is on the disk.
    func commit(_ batch: JournalBatch) async throws
}
