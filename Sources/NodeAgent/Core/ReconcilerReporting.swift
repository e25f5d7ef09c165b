import AgentProtocol
import Core

/// Writing down and telling. Outcomes of one commit share one fsync; what comes up while it runs goes with the next.
extension Reconciler {
    /// Writes what is waiting, off the actor.
    func commit() {
        if isCommitting { return }
        isCommitting = true
        Task {
            // Not for a person's decision, a greeting or the end, which somebody waits for.
            if head == durable, !isSettling, !isEnding { try? await Task.sleep(for: settings.gathering) }
            await self.writeAll()
        }
    }

    /// Waits until everything that is waiting now is written, unless the journal cannot be written.
    func settle() async {
        isSettling = true
        defer { isSettling = false }
        commit()
        while isCommitting, journalProblem == nil { try? await Task.sleep(for: .milliseconds(1)) }
    }

    private func writeAll() async {
        defer { isCommitting = false }
        while true {
            head.position = plan.position
            var writing = batch
            writing.head = head == durable ? nil : head
            guard writing.isUrgent || writing.acknowledged.count > 500 else { return }
            batch = JournalBatch()
            let newHead = head
            do {
                try await journal.commit(writing)
            } catch {
                notWritten(writing, error)
                if isEnding { return }
                try? await Task.sleep(for: settings.journalRetry)
                continue
            }
            written(writing, newHead)
        }
    }

    private func written(_ writing: JournalBatch, _ newHead: JournalHead) {
        durable = newHead
        if journalProblem != nil { logger.notice("the journal can be written again") }
        journalProblem = nil
        pending.merge(writing.outcomes) { $1 }
        told = [:]
        recent.withLock { recent in
            for key in Array(writing.objects.keys) + Array(writing.forgotten)
            where batch.objects[key] == nil && !batch.forgotten.contains(key) {
                recent[key] = nil
            }
        }
        if writing.isUrgent { tell() }
    }

    private func notWritten(_ writing: JournalBatch, _ error: any Error) {
        logger.error("the journal cannot be written", metadata: ["error": "\(error)"])
        journalProblem = String(describing: error)
        var merged = writing
        merged.putBefore(batch)
        batch = merged
        // What failed is told although it is not durable: the reason may be the same full disk.
        for (key, outcome) in batch.outcomes {
            if case .failed = outcome.result { told[key] = outcome }
        }
        tell()
    }

    /// What is to be posted now. `node` goes with every batch that is a sign of life.
    package func nextReport(node: NodeState?) -> Report? {
        guard let installation = head.installation else { return nil }
        var outcomes: [Outcome] = []
        var unreadable: [UnreadableOutcome] = []
        var sent: [ObjectKey: Timestamp] = [:]
        for outcome in (Array(told.values) + pending.values.filter { told[$0.key] == nil }).prefix(Reconciler.outcomesPerReport) {
            sent[outcome.key] = outcome.at
            if let reference = outcome.key.known {
                outcomes.append(Outcome(reference: reference, sequence: outcome.sequence, result: outcome.result, at: outcome.at))
            } else {
                unreadable.append(
                    UnreadableOutcome(reference: outcome.key, sequence: outcome.sequence, result: outcome.result, at: outcome.at))
            }
        }
        var node = node
        if let journalProblem {
            node?.services.append(ServiceState(name: "journal", isRunning: false, words: journalProblem))
        }
        var body = ReportBatch(
            protocolVersion: ProtocolVersion.current, installation: installation, epoch: head.epoch, position: durable.position,
            outcomes: outcomes, node: node,
            quarantined: isQuarantineTold ? nil : quarantine.values.sorted { ($0.since, $0.name) < ($1.since, $1.name) }, stop: head.stop)
        body.unreadable = unreadable
        let tellsQuarantine = !isQuarantineTold
        isQuarantineTold = true
        return Report(body: body, sent: sent, tellsQuarantine: tellsQuarantine, hasMore: pending.count > sent.count)
    }

    /// The control plane has taken it.
    package func acknowledged(_ report: Report) {
        for (key, at) in report.sent {
            if told[key]?.at == at { told[key] = nil }
            guard pending[key]?.at == at else { continue }
            pending[key] = nil
            if batch.outcomes[key] == nil { batch.acknowledged[key] = at.milliseconds }
        }
        if report.hasMore { tell() }
        if batch.acknowledged.count > 500 { commit() }
    }

    /// It did not arrive; everything in it is told again.
    package func notArrived(_ report: Report) {
        if report.tellsQuarantine { isQuarantineTold = false }
    }

    /// A report on its way.
    package struct Report: Sendable {
        package var body: ReportBatch
        var sent: [ObjectKey: Timestamp]
        var tellsQuarantine: Bool
        var hasMore: Bool

        /// It says more than that the node is alive.
        var isWorthTelling: Bool { !sent.isEmpty || tellsQuarantine || body.stop != nil }
    }

    private static let outcomesPerReport = 500
}
