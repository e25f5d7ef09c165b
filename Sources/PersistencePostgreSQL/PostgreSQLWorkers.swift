import Core
import Foundation

/// Threads that each own one session, and the queue they take work from. That is the whole pool: who waits for a connection waits in the queue.
///
/// Threads start when work comes that no idle one can take, up to the limit.
final class PostgreSQLWorkers: @unchecked Sendable {
    /// A worker's session; nil until it is needed, and after it was lost.
    final class Slot {
        var session: PostgreSQLSession?
    }

    typealias Work = @Sendable (Slot) -> Void

    private let most: Int
    // Guards everything below, which is why the class may call itself Sendable.
    private let condition = NSCondition()
    private var queue: [Work] = []
    private var idle = 0
    private var alive = 0
    private var isClosed = false

    init(most: Int) { self.most = max(1, most) }

    /// Queues `work`; false when the workers have been closed.
    func submit(_ work: @escaping Work) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { return false }
        queue.append(work)
        if idle >= queue.count {
            condition.signal()
        } else if alive < most {
            alive += 1
            let thread = Thread { self.serve() }
            thread.name = "postgresql-\(alive)"
            thread.start()
        }
        return true
    }

    /// Takes no more work, waits until what is queued has been done and closes the sessions. Blocks.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        while alive > 0 { condition.wait() }
        condition.unlock()
    }

    private func serve() {
        let slot = Slot()
        while let work = next() { work(slot) }
        slot.session = nil
        condition.lock()
        alive -= 1
        condition.broadcast()
        condition.unlock()
    }

    private func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while queue.isEmpty {
            if isClosed { return nil }
            idle += 1
            condition.wait()
            idle -= 1
        }
        return queue.removeFirst()
    }
}
