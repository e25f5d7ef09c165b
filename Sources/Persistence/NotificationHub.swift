import Core

/// Who listens to which channel, within this process. Both drivers deliver through one: SQLite after a commit, PostgreSQL from its LISTEN connection.
package final class NotificationHub: Sendable {
    private struct Listeners {
        var next = 0
        var isFinished = false
        var byChannel: [NotificationChannel: [Int: AsyncStream<String>.Continuation]] = [:]
    }

    /// Payloads kept for one listener that does not fetch them.
    private static let backlog = 4096
    private let listeners = Locked(Listeners())

    package init() {}

    /// Payloads from now on; ends with `finish()`.
    package func stream(_ channel: NotificationChannel) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(Self.backlog))
        let id = listeners.withLock { listeners -> Int? in
            if listeners.isFinished { return nil }
            listeners.next += 1
            listeners.byChannel[channel, default: [:]][listeners.next] = continuation
            return listeners.next
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.byChannel[channel]?.removeValue(forKey: id) }
        }
        return stream
    }

    package func deliver(_ payload: String, to channel: NotificationChannel) {
        for continuation in continuations(of: channel) {
            // Something was lost, so the listener has to look for itself.
            if case .dropped = continuation.yield(payload) { continuation.yield("") }
        }
    }

    /// Tells all listeners of all channels to look for themselves.
    package func deliverUnknown() {
        for channel in NotificationChannel.allCases { deliver("", to: channel) }
    }

    package func finish() {
        let all = listeners.withLock { listeners in
            listeners.isFinished = true
            defer { listeners.byChannel = [:] }
            return listeners.byChannel.values.flatMap { Array($0.values) }
        }
        for continuation in all { continuation.finish() }
    }

    private func continuations(of channel: NotificationChannel) -> [AsyncStream<String>.Continuation] {
        listeners.withLock { $0.byChannel[channel].map { Array($0.values) } ?? [] }
    }
}
