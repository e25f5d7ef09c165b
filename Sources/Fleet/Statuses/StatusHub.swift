import Core
import Persistence
import ServiceLifecycle

/// News for an open page.
package enum StatusChange: Sendable, Hashable {
    /// These objects may have another status now; look again. Each is named once, however often it changed.
    case objects([ObjectKey])
    /// More changed than is worth naming, or news may have been lost: look at everything again.
    case everything
}

/// Passes changes of status on to the open pages of this process.
///
/// A subscriber that is slow costs a bounded set of names: what changes twice before he looks is named once, and over the limit he is told to look at everything.
package final class StatusHub: Service {
    private let database: any Database
    private let subscribers = Locked<[Int: StatusMailbox]>([:])
    private let numbers = Locked(0)
    private let published = Locked(0)

    package init(database: any Database) { self.database = database }

    /// Listens until the database is closed or the task is cancelled.
    package func run() async throws {
        let changes = database.notifications(.statuses)
        await cancelWhenGracefulShutdown {
            for await payload in changes { self.publish(payload) }
        }
        for mailbox in subscribers.value.values { mailbox.finish() }
    }

    /// Changes from now on. Ends when the iterating task is cancelled or the hub stops.
    package func changes(limit: Int = 512) -> StatusChanges {
        let number = numbers.withLock { number in
            number += 1
            return number
        }
        // The mailbox holds only the writing end, so that a subscriber who goes away ends the stream and takes the mailbox with him.
        // One waiting signal is enough: whoever wakes takes all there is.
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        signal.onTermination = { [weak self] _ in self?.subscribers.withLock { $0[number] = nil } }
        let mailbox = StatusMailbox(limit: limit, signal: signal)
        subscribers.withLock { $0[number] = mailbox }
        return StatusChanges(mailbox: mailbox, signals: signals)
    }

    /// How many pages listen.
    package var subscriberCount: Int { subscribers.withLock { $0.count } }

    /// Grows with each change, before anybody is told of it: what was read since this number was taken knows all changes up to it.
    package var generation: Int { published.value }

    private func publish(_ payload: String) {
        published.withLock { $0 += 1 }
        // An empty payload follows a lost connection to the database.
        let key = ObjectKey(payload: payload)
        for mailbox in subscribers.value.values { mailbox.put(key) }
    }
}

/// One subscriber's changes; for one task.
package struct StatusChanges: AsyncSequence, Sendable {
    package typealias Element = StatusChange
    fileprivate let mailbox: StatusMailbox
    fileprivate let signals: AsyncStream<Void>

    package func makeAsyncIterator() -> Iterator {
        Iterator(mailbox: mailbox, signals: signals.makeAsyncIterator())
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let mailbox: StatusMailbox
        fileprivate var signals: AsyncStream<Void>.Iterator

        package mutating func next() async -> StatusChange? {
            while true {
                if let change = mailbox.take() { return change }
                guard await signals.next() != nil else { return nil }
            }
        }
    }
}

/// What one subscriber has not looked at yet.
private final class StatusMailbox: Sendable {
    private struct Contents: Sendable {
        var waiting: Set<ObjectKey> = []
        var order: [ObjectKey] = []
        var isEverything = false
    }

    private let contents = Locked(Contents())
    private let limit: Int
    private let signal: AsyncStream<Void>.Continuation

    init(limit: Int, signal: AsyncStream<Void>.Continuation) {
        self.limit = limit
        self.signal = signal
    }

    /// nil: everything.
    func put(_ key: ObjectKey?) {
        contents.withLock { contents in
            if contents.isEverything { return }
            guard let key, contents.order.count < limit || contents.waiting.contains(key) else {
                contents = Contents(isEverything: true)
                return
            }
            if contents.waiting.insert(key).inserted { contents.order.append(key) }
        }
        signal.yield()
    }

    func take() -> StatusChange? {
        contents.withLock { contents in
            defer { contents = Contents() }
            if contents.isEverything { return .everything }
            return contents.order.isEmpty ? nil : .objects(contents.order)
        }
    }

    func finish() { signal.finish() }
}
