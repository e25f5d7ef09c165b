import AgentProtocol
import Core

/// Whom the agent listens to: the stops that keep a wrong, restored or emptied database from removing a customer.
extension Reconciler {
    func take(_ hello: StreamMessage.Hello) async throws {
        isGreeted = true
        newest = hello.sequence
        defer { tell() }
        if let stop = head.stop, hello.confirmedThrough >= stop.atSequence {
            logger.notice("a person confirmed; taking changes again", metadata: ["stop": "\(stop.reason.rawValue)"])
            head.stop = nil
            removals.reset()
            if stop.reason != .tooManyRemovals {
                // What is wanted now is another history: it is asked for as a whole.
                return try await beginAnew(hello)
            }
        }
        if let stop = head.stop, stop.reason == .foreignInstallation || stop.reason == .olderEpoch,
            head.installation == hello.installation, hello.epoch >= head.epoch
        {
            // The right control plane is back.
            head.stop = nil
        }
        confirmedThrough = hello.confirmedThrough
        if head.stop != nil { return commit() }
        if let mine = head.installation, mine != hello.installation {
            return stop(
                .foreignInstallation, atSequence: unconfirmed(hello),
                "The control plane belongs to another installation (\(hello.installation)) than this node (\(mine)).")
        }
        if hello.epoch < head.epoch {
            return stop(
                .olderEpoch, atSequence: unconfirmed(hello),
                "The control plane's database is of epoch \(hello.epoch), but this node has already followed epoch \(head.epoch).")
        }
        if hello.epoch > head.epoch || head.installation == nil { return try await beginAnew(hello) }
        if hello.sequence < max(received, plan.position) {
            return stop(
                .sequenceBehind, atSequence: unconfirmed(hello),
                "The control plane is at change \(hello.sequence), but this node has already applied \(max(received, plan.position)): an older "
                    + "database seems to have been restored.")
        }
    }

    /// Stops taking changes. What runs comes to its end, what waits is dropped (and asked for again later), and everything goes on being served.
    func stop(_ reason: Stop.Reason, atSequence: Int64, _ sentence: String) {
        logger.error("stopped taking changes", metadata: ["reason": "\(reason.rawValue)", "sentence": "\(sentence)"])
        stoppedAt = clock.now
        head.stop = Stop(reason: reason, sentence: sentence, atSequence: atSequence)
        plan.dropWaiting()
        named = nil
        commit()
        wakeReaders()
        tell()
    }

    /// More of the same burst: one confirmation is to cover all of it.
    func widenStop(_ sequence: Int64) {
        guard let stop = head.stop, stop.reason == .tooManyRemovals, sequence > stop.atSequence, let stoppedAt,
            clock.now < stoppedAt + .seconds(10)
        else { return }
        head.stop?.atSequence = sequence
        commit()
        tell()
    }

    /// The first greeting, a new epoch, or a history that a person confirmed.
    private func beginAnew(_ hello: StreamMessage.Hello) async throws {
        head.installation = hello.installation
        head.epoch = hello.epoch
        confirmedThrough = hello.confirmedThrough
        plan.restart(at: 0)
        received = 0
        commit()
        await settle()
        if askedAfter != 0 { throw StreamEnd.askAgain("the history is another one; everything is asked for") }
    }

    /// A number that no confirmation given before covers.
    private func unconfirmed(_ hello: StreamMessage.Hello) -> Int64 { max(hello.sequence, hello.confirmedThrough + 1, 1) }
}
