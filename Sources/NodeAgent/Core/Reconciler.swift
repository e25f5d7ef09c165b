import AgentProtocol
import Core
import Logging

/// The heart of the agent: takes the stream's messages in order, applies what they want, remembers the outcomes and tells them.
///
/// Nothing here knows the network or a daemon: messages are handed in, drivers apply, `Journal` remembers, `nextReport` is what is to be posted.
package actor Reconciler {
    /// Why a stream has to be opened anew.
    package enum StreamEnd: Error, Sendable, Hashable {
        /// A message is missing, or the place in the sequence has changed: ask again after the position.
        case askAgain(String)
        /// The control plane ended it on purpose.
        case goodbye(String)
    }

    /// Limits and delays; the defaults are what runs in production.
    package struct Settings: Sendable {
        /// Changes held in memory; beyond it the stream is not read, and TCP holds the sender back.
        package var mostWaiting = 2000
        /// How long a removal waits for others of its kind, so that a mass removal is stopped before it begins.
        package var removalDelay: Duration = .milliseconds(100)
        /// First delay after a failure whose cause did not say one.
        package var firstRetry: Duration = .seconds(5)
        /// Longest delay between two tries.
        package var longestRetry: Duration = .seconds(600)
        /// How long an outcome waits for others, so that they are written with one fsync and told in one report.
        package var gathering: Duration = .milliseconds(8)
        /// Delay after the journal could not be written.
        package var journalRetry: Duration = .seconds(1)

        package init() {}
    }

    let drivers: [any ServiceDriver]
    let policy: LocalPolicy
    let journal: any JournalStore
    let clock: Clock
    let settings: Settings
    let logger: Logger
    /// Whoever posts reports; there is one at most.
    private var listener: AsyncStream<Void>.Continuation?

    /// As it is on the disk.
    var durable: JournalHead
    /// As it will be with the next commit; its position is the plan's.
    var head: JournalHead
    var plan: Plan
    var removals = RemovalGuard()
    /// Removals up to here have been confirmed by a person.
    var confirmedThrough: Int64 = 0
    /// The last sequence seen on this stream.
    var received: Int64
    /// What the open snapshot has named; nil outside one.
    var named: Set<ObjectKey>?
    var askedAfter: Int64 = 0
    /// The newest sequence that the control plane has spoken of on this stream.
    var newest: Int64 = 0
    /// When this process stopped taking changes.
    var stoppedAt: Timestamp?
    var isGreeted = false

    var batch = JournalBatch()
    var isCommitting = false
    /// Somebody waits until everything is written.
    var isSettling = false
    var journalProblem: String?
    /// Durable outcomes that the control plane has not taken yet.
    var pending: [ObjectKey: PendingOutcome] = [:]
    /// Failures that could not be written down (the disk is full) and are told all the same.
    var told: [ObjectKey: PendingOutcome] = [:]
    var quarantine: [ObjectKey: QuarantinedObject] = [:]
    var isQuarantineTold = false
    /// Outcomes that are not in the journal yet, for drivers that ask about other objects.
    let recent = Locked<[ObjectKey: JournalObject?]>([:])

    var tasks: [ObjectKey: Task<Void, Never>] = [:]
    var retries: [ObjectKey: Timestamp] = [:]
    var alarm: (at: Timestamp, task: Task<Void, Never>)?
    var isEnding = false
    private var slotWaiters: [CheckedContinuation<Void, Never>] = []

    /// Reads the journal. Throws when it cannot be read.
    package init(
        drivers: [any ServiceDriver], configuration: AgentConfiguration, journal: any JournalStore, clock: Clock = .system,
        settings: Settings = Settings(), logger: Logger
    ) throws {
        self.drivers = drivers
        policy = LocalPolicy(configuration)
        self.journal = journal
        self.clock = clock
        self.settings = settings
        self.logger = logger
        durable = try journal.head()
        head = durable
        plan = Plan(position: durable.position)
        received = durable.position
        for outcome in try journal.pendingOutcomes() { pending[outcome.key] = outcome }
        for object in try journal.quarantined() { quarantine[ObjectKey(object.reference)] = object }
        retries = try journal.retries()
        // A newer program may understand what the one before it could not read: everything is asked for once more.
        if try journal.failures().values.contains(Reconciler.olderProgram) {
            head.position = 0
            plan.restart(at: 0)
            received = 0
        }
    }

    static let olderProgram = "node.program_older"

    /// The node has joined this installation. When it is another one than before, its history begins anew: joining is the confirmation, for only the
    /// machine's administrator can do it. What the old installation wanted is quarantined by the first snapshot.
    package func belong(to installation: InstallationID) {
        guard let before = head.installation, before != installation else { return }
        logger.notice(
            "the node belongs to another installation now; what it has is served on and nothing of it is removed",
            metadata: ["before": "\(before)", "now": "\(installation)"])
        head = JournalHead(installation: installation)
        plan.restart(at: 0)
        pending = [:]
        commit()
    }

    /// Where the stream is to begin. What waits or runs goes on meanwhile.
    package func beginStream() async -> (after: Int64, epoch: Int64) {
        await settle()
        // With a full disk the newest outcomes are not durable: they are asked for again, which is harmless.
        let position = min(plan.position, durable.position)
        plan.restart(at: position)
        received = position
        named = nil
        askedAfter = position
        isGreeted = false
        isQuarantineTold = false
        return (position, head.epoch)
    }

    /// Yields whenever there is something to report, until it is asked for again or the agent ends.
    package func news() -> AsyncStream<Void> {
        listener?.finish()
        let (stream, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        listener = source
        source.yield()
        return stream
    }

    func tell() { listener?.yield() }

    /// One message of the stream, in its order. Suspends while too much waits. Throws `StreamEnd`.
    package func take(_ message: StreamMessage) async throws {
        switch message {
        case .hello(let hello): try await take(hello)
        case .change(let change): try await take(change)
        case .unreadable(let change): try takeUnreadable(change)
        case .snapshotBegin: if head.stop == nil { named = [] }
        case .snapshotEnd(let end): try await take(end)
        case .goodbye(let reason): throw StreamEnd.goodbye(reason)
        case .heartbeat(let sequence): newest = max(newest, sequence)
        // Requests are answered by whoever runs the stream.
        case .request, .unknown: break
        }
    }

    /// The agent starts: failures wait for their next try as before.
    package func wake() { setAlarm() }

    /// Waits until nothing waits, runs or is unwritten. For tests and for an orderly end.
    package func idle() async {
        while !plan.isIdle || isCommitting || batch.isUrgent {
            if isEnding && tasks.isEmpty && !isCommitting { return }
            if let task = tasks.values.first {
                await task.value
            } else {
                try? await Task.sleep(for: .milliseconds(2))
            }
        }
    }

    /// Starts nothing more, lets what runs come to its outcome and writes it down.
    package func end() async {
        isEnding = true
        alarm?.task.cancel()
        alarm = nil
        for task in tasks.values { await task.value }
        await settle()
        listener?.finish()
    }

    // MARK: Changes

    private func take(_ change: Change) async throws {
        if head.stop != nil { return widenStop(change.sequence) }
        try follow(change.sequence, change.previous)
        let key = ObjectKey(change.reference)
        // A removal that is complete is named by nobody; the end of the snapshot does not count it.
        if change.presence == .purged { named?.remove(key) } else { named?.insert(key) }
        let position = named == nil ? change.sequence : nil
        if quarantine[key] != nil { release(key) }
        let known = try stored(key)
        if let known, known.sequence == change.sequence, known.presence == change.presence, known.specification == change.specification,
            known.isDone, !plan.contains(key)
        {
            // Sent again, as after a lost connection or in a snapshot: its outcome is told again.
            plan.pass(position: position)
            batch.outcomes[key] = PendingOutcome(key: key, sequence: known.sequence, result: known.result, at: known.at)
            return commit()
        }
        if change.presence == .purged, known == nil, !plan.contains(key), try await !isOnDisk(change.reference) {
            // A tombstone of something that this node has never had, or has forgotten already.
            plan.pass(position: position)
            batch.outcomes[key] = PendingOutcome(key: key, sequence: change.sequence, result: .removed, at: clock.now)
            return commit()
        }
        var item = Plan.Item(
            key: key, sequence: change.sequence, presence: change.presence, specification: change.specification,
            account: account(of: change.specification ?? known?.specification), lane: lane(of: change.reference.kind))
        if change.presence != .present, change.sequence > confirmedThrough {
            if let known, known.presence != change.presence {
                let unit = JournalObject.unit(key, change.specification ?? known.specification)
                if try removals.isTooMany(key, unit: unit, at: clock.now, counts: { try journal.presentCounts() }) {
                    return stop(
                        .tooManyRemovals, atSequence: max(change.sequence, newest),
                        "More than 5 % of this node's objects were to be removed at once. It goes on serving and takes no changes until a person "
                            + "confirms.")
                }
            }
            item.notBefore = clock.now + settings.removalDelay
        }
        plan.accept(item, position: position)
        pump()
        while plan.count >= settings.mostWaiting, head.stop == nil, !isEnding {
            await withCheckedContinuation { slotWaiters.append($0) }
        }
    }

    private func takeUnreadable(_ change: UnreadableChange) throws {
        if head.stop != nil { return }
        try follow(change.sequence, change.previous)
        named?.insert(change.reference)
        let known = try stored(change.reference)
        plan.pass(position: named == nil ? change.sequence : nil)
        batch.put(
            JournalObject(
                key: change.reference, sequence: change.sequence, presence: known?.presence ?? .present,
                specification: known?.specification,
                result: .failed(
                    key: Reconciler.olderProgram, words: "this node's program is older and does not understand what is wanted", nextTry: nil
                ),
                at: clock.now, wasLive: known?.wasLive ?? false),
            isForgotten: false)
        commit()
    }

    /// The chain: a message that does not follow the one before it means that one is missing. A snapshot has no chain, only its count.
    private func follow(_ sequence: Int64, _ previous: Int64) throws {
        guard isGreeted else { throw StreamEnd.askAgain("the stream began without a greeting") }
        if named != nil { return }
        guard previous == received, sequence > received else {
            throw StreamEnd.askAgain("change \(sequence) follows \(previous), but \(received) was the last one here")
        }
        received = sequence
    }

    private func take(_ end: StreamMessage.SnapshotEnd) async throws {
        guard head.stop == nil else { return }
        guard let complete = named else { throw StreamEnd.askAgain("a snapshot ended that had not begun") }
        guard complete.count == end.count else {
            throw StreamEnd.askAgain("the snapshot named \(complete.count) objects, not \(end.count)")
        }
        var unnamed: [ObjectKey: String] = [:]
        for (key, presence) in try journal.keys() where presence == .present && !complete.contains(key) {
            unnamed[key] = try journal.object(key)?.name ?? key.object
        }
        for driver in drivers {
            // A driver that cannot be asked now is asked at the next snapshot; its objects go on being served meanwhile.
            for (reference, name) in (try? await driver.inventory()) ?? [:] {
                let key = ObjectKey(reference)
                if !complete.contains(key), try stored(key)?.presence ?? .present == .present { unnamed[key] = unnamed[key] ?? name }
            }
        }
        for (key, name) in unnamed where quarantine[key] == nil && !plan.contains(key) {
            guard let reference = key.known else { continue }
            let object = QuarantinedObject(reference: reference, name: name, since: clock.now)
            quarantine[key] = object
            batch.quarantined[key] = object
            batch.released.remove(key)
            isQuarantineTold = false
            logger.warning("quarantined, for nobody wants it", metadata: ["object": "\(name)", "kind": "\(key.kind)"])
        }
        plan.pass(position: end.sequence)
        received = end.sequence
        named = nil
        commit()
    }

    // MARK: Small helpers of several parts

    /// The object as the journal will have it, with what is not written yet.
    func stored(_ key: ObjectKey) throws -> JournalObject? {
        if let newest = recent.withLock({ $0[key] }) { return newest }
        return try journal.object(key)
    }

    func lane(of kind: ObjectKind) -> Int { drivers.firstIndex { $0.kinds.contains(kind) } ?? -1 }

    func account(of specification: Specification?) -> AccountID? {
        if case .website(let wanted) = specification { wanted.account } else { nil }
    }

    func release(_ key: ObjectKey) {
        quarantine[key] = nil
        batch.quarantined[key] = nil
        batch.released.insert(key)
        isQuarantineTold = false
    }

    func wakeReaders() {
        let waiting = slotWaiters
        slotWaiters = []
        for waiter in waiting { waiter.resume() }
    }

    private func isOnDisk(_ reference: ObjectReference) async throws -> Bool {
        let lane = lane(of: reference.kind)
        guard lane >= 0 else { return false }
        return try await drivers[lane].has(reference)
    }
}

extension JournalObject {
    /// It has become what was wanted, as far as it can.
    var isDone: Bool {
        switch result {
        case .live, .removed, .contentMissing: true
        case .failed: false
        }
    }
}
