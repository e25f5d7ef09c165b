import AgentProtocol
import Core

/// Applying: what may run is started, what ends is written down, what failed is tried again.
extension Reconciler {
    /// Starts everything that may run now.
    func pump() {
        if isEnding { return }
        let (items, lookAgain) = plan.next(now: clock.now) { [drivers] lane in
            drivers.indices.contains(lane) ? drivers[lane].concurrency : 16
        }
        for item in items {
            retries[item.key] = nil
            tasks[item.key] = Task { await self.run(item) }
        }
        if let lookAgain { setAlarm(noLaterThan: lookAgain) }
    }

    private func run(_ item: Plan.Item) async {
        let result: Outcome.Result?
        do {
            result = try await apply(item)
        } catch is CancellationError {
            result = nil
        } catch {
            result = failure(error, item)
        }
        finish(item, result)
    }

    private func apply(_ item: Plan.Item) async throws -> Outcome.Result {
        let context = self.context
        try policy.check(item, context: context)
        guard let reference = item.key.known, drivers.indices.contains(item.lane) else {
            throw ApplyFailure(key: "node.no_such_service", words: "this node has no service for objects of the kind \(item.key.kind)")
        }
        let change = Change(
            sequence: item.sequence, previous: item.sequence, reference: reference, presence: item.presence,
            specification: item.specification)
        return try await drivers[item.lane].apply(change, context: context).result
    }

    private func finish(_ item: Plan.Item, _ result: Outcome.Result?) {
        tasks[item.key] = nil
        guard let result else {
            plan.abandon(item.key)
            return wakeReaders()
        }
        // A throwing look-up is the same as none: the object is then written as new.
        let before = try? stored(item.key)
        var object = JournalObject(
            key: item.key, sequence: item.sequence, presence: item.presence, specification: item.specification, result: result,
            at: clock.now,
            wasLive: before?.wasLive ?? false)
        var isForgotten = false
        if case .failed(_, let words, let nextTry) = result {
            object.attempts = (before?.attempts ?? 0) + 1
            object.nextTry = nextTry
            if let nextTry { retries[item.key] = nextTry }
            logger.warning("not applied", metadata: ["object": "\(object.name)", "kind": "\(item.key.kind)", "words": "\(words)"])
        } else {
            object.wasLive = item.presence == .present
            isForgotten = item.presence == .purged
            if item.presence != .present, quarantine[item.key] != nil { release(item.key) }
            retryDependants(of: item.key)
        }
        batch.put(object, isForgotten: isForgotten)
        let kept: JournalObject? = isForgotten ? nil : object
        recent.withLock { $0[object.key] = .some(kept) }
        plan.finish(item.key)
        commit()
        pump()
        setAlarm()
        wakeReaders()
    }

    private func failure(_ error: any Error, _ item: Plan.Item) -> Outcome.Result {
        let attempts = ((try? stored(item.key))?.flatMap { $0.sequence == item.sequence ? $0.attempts : 0 }) ?? 0
        guard let failure = error as? ApplyFailure else {
            return .failed(key: "node.failure", words: String(describing: error), nextTry: clock.now + delay(settings.firstRetry, attempts))
        }
        let nextTry = failure.retryAfter.map { clock.now + delay($0, attempts) }
        return .failed(key: failure.key, words: failure.words, nextTry: nextTry)
    }

    /// Doubles with every failure in a row; scattered by a tenth, so that many objects do not try at the same moment.
    private func delay(_ first: Duration, _ attempts: Int) -> Duration {
        let doubled = Double(first.milliseconds) * Double(1 << min(attempts, 16))
        let longest = Double(max(settings.longestRetry, first).milliseconds)
        return .milliseconds(Int64(min(doubled, longest) * Double.random(in: 0.9...1.1)))
    }

    /// An account or a server is there now: what failed on it need not wait for its next try.
    private func retryDependants(of key: ObjectKey) {
        let kind = ObjectKind(rawValue: key.kind)
        guard kind == .account || kind == .webServer || kind == .nameServer else { return }
        for other in retries.keys where other.server == key.server && other != key {
            if kind == .account, other.kind != ObjectKind.website.rawValue { continue }
            retries[other] = clock.now
        }
    }

    /// What drivers may know about other objects.
    var context: ApplyContext {
        ApplyContext { [recent, journal] kind, object, server in
            let key = ObjectKey(server: server, kind: kind.rawValue, object: object)
            let found: JournalObject?
            if let newest = recent.withLock({ $0[key] }) {
                found = newest
            } else {
                // The journal's reader fails only when its file is gone; a driver then finds nothing and says what it misses.
                found = try? journal.object(key)
            }
            guard let found, found.presence == .present, found.wasLive else { return nil }
            return found.specification
        }
    }

    // MARK: Time

    /// Sets the one timer to whatever is due first: a retry, or removals that are held.
    func setAlarm(noLaterThan other: Timestamp? = nil) {
        if isEnding { return }
        var due = retries.values.min()
        if let other { due = min(due ?? other, other) }
        guard let due else { return }
        if let alarm, alarm.at <= due { return }
        alarm?.task.cancel()
        let wait = max(due - clock.now, .zero)
        alarm = (
            due,
            Task {
                // Cancelled when something is due earlier: that one's alarm rings instead.
                guard (try? await Task.sleep(for: wait)) != nil else { return }
                self.ring()
            }
        )
    }

    private func ring() {
        alarm = nil
        let now = clock.now
        for (key, due) in retries where due <= now {
            retries[key] = nil
            // Unreadable means written by another program: it waits for the control plane to name it again.
            if head.stop == nil || quarantine[key] == nil, let object = try? stored(key) { `repeat`(object) }
        }
        pump()
        setAlarm()
    }

    /// Another try, or another look from outside, at what the journal holds.
    func `repeat`(_ object: JournalObject, presence: Presence? = nil) {
        guard let kind = ObjectKind(rawValue: object.key.kind) else { return }
        plan.repeat(
            Plan.Item(
                key: object.key, sequence: object.sequence, presence: presence ?? object.presence, specification: object.specification,
                account: account(of: object.specification), lane: lane(of: kind)))
    }

    // MARK: Requests

    /// Looks at the object again; the outcome goes the way of all outcomes.
    package func verify(_ reference: ObjectReference) throws {
        guard let object = try stored(ObjectKey(reference)) else { throw Fault.notFound("object on this node") }
        `repeat`(object)
        pump()
    }

    /// What a person decided about an object that nobody wants: to trash it, or to leave it served and no longer ask.
    package func resolveQuarantine(_ reference: ObjectReference, trash: Bool) throws {
        let key = ObjectKey(reference)
        guard quarantine[key] != nil else {
            throw Fault(.conflict, key: "node.not_quarantined", "This object is not in quarantine on the node any more.")
        }
        if trash {
            let object =
                try stored(key)
                ?? JournalObject(
                    key: key, sequence: 0, presence: .present, specification: nil, result: .live(seen: ""), at: clock.now, wasLive: true)
            `repeat`(object, presence: .trashed)
            pump()
        } else {
            release(key)
            commit()
        }
    }
}
