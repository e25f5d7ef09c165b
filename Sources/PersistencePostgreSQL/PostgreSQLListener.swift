import CLibPQ
import Core
import Foundation
import Logging
import Persistence

/// LISTENs to every channel on a session and a thread of its own, and hands what comes to the hub.
///
/// Connects again after a loss, for as long as it takes; then, as after the first connect, listeners are told to look for themselves.
final class PostgreSQLListener: @unchecked Sendable {
    private let url: String
    private let hub: NotificationHub
    private let logger: Logger
    private let state = Locked(State.new)
    // Written once before the thread starts.
    private let wake: (read: Int32, write: Int32)

    private enum State { case new, running, closed }

    init(url: String, hub: NotificationHub, logger: Logger) {
        (self.url, self.hub, self.logger) = (url, hub, logger)
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wake = (ends[0], ends[1])
    }

    deinit {
        Foundation.close(wake.read)
        Foundation.close(wake.write)
    }

    /// Begins to listen, once.
    func start() {
        let isFirst = state.withLock { state in
            guard state == .new else { return false }
            state = .running
            return true
        }
        guard isFirst else { return }
        let thread = Thread { self.serve() }
        thread.name = "postgresql-listen"
        thread.start()
    }

    func close() {
        state.withLock { $0 = .closed }
        var byte: UInt8 = 0
        write(wake.write, &byte, 1)
    }

    private var isClosed: Bool { state.value == .closed }

    private func serve() {
        var pause: Int32 = 100
        while !isClosed {
            do {
                let session = try PostgreSQLSession(url: url)
                for channel in NotificationChannel.allCases { try session.command("LISTEN \(channel.rawValue)") }
                hub.deliverUnknown()
                pause = 100
                listen(session)
                if !isClosed { logger.warning("connection for notifications lost") }
            } catch {
                logger.warning("no connection for notifications", metadata: ["error": "\(error)", "next-try-ms": "\(pause)"])
                _ = wait(for: nil, milliseconds: pause)
                pause = min(pause * 2, 5000)
            }
        }
    }

    private func listen(_ session: PostgreSQLSession) {
        while !isClosed {
            let isAlive = session.receive { channel, payload in
                if let channel = NotificationChannel(rawValue: channel) { hub.deliver(payload, to: channel) }
            }
            guard isAlive, wait(for: session.socket, milliseconds: -1) else { return }
        }
    }

    /// Until the socket has something, the time is over or the listener is closed. False when waiting itself fails.
    private func wait(for socket: Int32?, milliseconds: Int32) -> Bool {
        var descriptors = [pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)]
        if let socket { descriptors.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        return poll(&descriptors, nfds_t(descriptors.count), milliseconds) >= 0 || errno == EINTR
    }
}
