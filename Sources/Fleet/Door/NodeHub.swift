import Core
import Foundation
import NIOCore
import Persistence

/// The streams of this process: wakes them, beats for them, and closes those that must end.
final class NodeHub: Sendable {
    private let streams = Locked<[ObjectIdentifier: StreamHandle]>([:])

    /// A node has one stream: an older one is what is left of a connection that was cut, or of a certificate that was renewed.
    func add(_ stream: StreamHandle) {
        let older = streams.withLock { streams in
            defer { streams[ObjectIdentifier(stream)] = stream }
            return streams.values.filter { $0.identity.server == stream.identity.server }
        }
        for stream in older { stream.close(because: "This server has opened another stream.") }
    }

    func remove(_ stream: StreamHandle) { streams.withLock { $0[ObjectIdentifier(stream)] = nil } }

    var count: Int { streams.withLock { $0.count } }

    /// nil: all of them.
    func wake(_ server: PhysicalServerID?) {
        for stream in streams.value.values where server == nil || stream.identity.server == server { stream.put { $0.isWoken = true } }
    }

    /// A report is a sign of life, whichever process took it; this one knows of its own at once.
    func heard(_ server: PhysicalServerID, at now: Timestamp) {
        for stream in streams.value.values where stream.identity.server == server { stream.heard(at: now) }
    }

    func beat(_ pulses: [PhysicalServerID: StreamQueries.Pulse], at now: Timestamp, silence: Duration) {
        for stream in streams.value.values {
            guard let pulse = pulses[stream.identity.server] else {
                stream.close(because: "This server was removed.")
                continue
            }
            if let seen = pulse.lastSeenAt { stream.heard(at: seen) }
            let issued = stream.identity.notBefore + Authority.backdating
            if !pulse.isTrusted {
                stream.close(because: "An administrator took this server's right to connect away.")
            } else if let from = pulse.trustedFrom, issued.milliseconds / 1000 < from.milliseconds / 1000 {
                stream.close(because: "Another agent has joined as this server.")
            } else if now >= stream.identity.notAfter {
                stream.close(because: "The certificate of this stream has ended.")
            } else if now - stream.lastHeard > silence {
                stream.close(because: "No report for \(silence.milliseconds / 1000) seconds.")
            } else {
                stream.put { $0.beat = max($0.beat ?? 0, pulse.sequence) }
            }
        }
    }

    /// Lets every stream say good-bye and end by itself.
    func end(because reason: String) {
        for stream in streams.value.values { stream.put { $0.goodbye = reason } }
    }
}

/// One open stream, as the rest of the door sees it.
final class StreamHandle: Sendable {
    struct News: Sendable {
        var isWoken = false
        /// Set when it is time for a heartbeat: the node's newest sequence.
        var beat: Int64?
        var goodbye: String?
    }

    let identity: NodeIdentity
    private let channel: any Channel
    private let news = Locked(News())
    private let seen: Locked<Timestamp>
    private let signal: AsyncStream<Void>.Continuation
    let signals: AsyncStream<Void>
    /// Long enough for a good-bye to leave, short against everything else.
    private static let grace = TimeAmount.milliseconds(200)

    init(identity: NodeIdentity, channel: any Channel, at now: Timestamp) {
        self.identity = identity
        self.channel = channel
        seen = Locked(now)
        // One waiting signal is enough: whoever wakes takes all there is.
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        channel.closeFuture.whenComplete { [signal] _ in signal.finish() }
    }

    var lastHeard: Timestamp { seen.value }
    func heard(at moment: Timestamp) { seen.withLock { $0 = max($0, moment) } }

    func put(_ change: (inout News) -> Void) {
        news.withLock { change(&$0) }
        signal.yield()
    }

    func take() -> News {
        news.withLock { news in
            defer { news = News() }
            return news
        }
    }

    /// Closes the connection, also when its writer is held back by an agent that does not read.
    func close(because reason: String) {
        put { $0.goodbye = reason }
        channel.eventLoop.scheduleTask(in: Self.grace) { [channel] in channel.close(mode: .all, promise: nil) }
    }
}
