import AgentProtocol
import Core
import Foundation
import Hummingbird
import Logging
import NIOCore
import Persistence

/// One node's stream: hello, what it does not know yet, then changes as they commit, requests, and a heartbeat.
///
/// The writer is held back by TCP: no more than one batch is read from the database ahead of what the agent takes.
struct NodeStream: Sendable {
    /// Where the agent stands, as it asked.
    struct Position: Sendable {
        var after: Int64
        /// nil: an agent that does not say.
        var epoch: Int64?
    }

    let handle: StreamHandle
    let position: Position
    let version: Int
    let database: any Database
    let clock: Clock
    let batch: Int

    private var server: PhysicalServerID { handle.identity.server }

    /// Writes until the stream ends: a good-bye, a closed connection, or a certificate that is refused meanwhile.
    func run(_ writer: inout any ResponseBodyWriter) async throws {
        let node = try await database.read { [server] db in try StreamQueries.node(server, in: db) }
        try await send(
            .hello(
                .init(
                    protocolVersion: version, installation: node.installation, epoch: node.epoch, server: server, sequence: node.sequence,
                    confirmedThrough: node.confirmedThrough)), to: &writer)
        var state = State(hello: node, last: position.after)
        if needsSnapshot(node) {
            try await sendSnapshot(to: &writer, &state)
        } else {
            try await catchUp(to: &writer, &state)
        }
        for await _ in handle.signals {
            let news = handle.take()
            if let reason = news.goodbye { return try await send(.goodbye(reason: reason), to: &writer) }
            // A heartbeat's number above what was sent says that a notification was lost: look.
            if news.isWoken || news.beat.map({ $0 > state.known }) == true {
                guard try await catchUp(to: &writer, &state) else { return }
            }
            if news.beat != nil { try await send(.heartbeat(sequence: state.known), to: &writer) }
        }
    }

    private struct State {
        /// What the hello of this stream said.
        let hello: StreamQueries.Node
        /// Sequence of the last change that was written: the next one's `previous`.
        var last: Int64
        /// The node's newest sequence when the database was last read.
        var known: Int64 = 0
        var sentRequests: Set<NodeRequestID> = []
    }

    /// From the beginning; the agent is ahead of a restored database; another epoch; or removals it has not seen are kept no more.
    private func needsSnapshot(_ node: StreamQueries.Node) -> Bool {
        if position.after <= 0 || position.after > node.sequence || position.after < node.droppedThrough { return true }
        if let epoch = position.epoch { return epoch != node.epoch }
        return false
    }

    private struct Fetched: Sendable {
        var changes: [StreamQueries.StoredChange]
        var node: StreamQueries.Node
        var requests: [NodeRequest]
    }

    private func fetch(after sequence: Int64) async throws -> Fetched {
        let now = clock.now
        return try await database.read { [server, batch, identity = handle.identity] db in
            // The connection outlives the handshake, so the right to it is looked at with every fetch.
            try identity.admit(for: .work, in: db, at: now)
            return Fetched(
                changes: try StreamQueries.changes(of: server, after: sequence, limit: batch, in: db),
                node: try StreamQueries.node(server, in: db),
                requests: try StreamQueries.openRequests(of: server, in: db, at: now))
        }
    }

    /// Returns false when the node may not go on.
    @discardableResult
    private func catchUp(to writer: inout any ResponseBodyWriter, _ state: inout State) async throws -> Bool {
        while true {
            let fetched: Fetched
            do {
                fetched = try await fetch(after: state.last)
            } catch let fault as Fault {
                try await send(.goodbye(reason: fault.sentence), to: &writer)
                handle.close(because: fault.sentence)
                return false
            }
            if fetched.node.epoch != state.hello.epoch || fetched.node.confirmedThrough != state.hello.confirmedThrough {
                // Both stand in the hello, so the agent has to hear another one.
                let reason = "A restored database or a confirmation changed what this stream began with. Connect again."
                try await send(.goodbye(reason: reason), to: &writer)
                handle.close(because: reason)
                return false
            }
            var lines = LineBuffer()
            for change in fetched.changes {
                try lines.append(change, previous: state.last)
                state.last = change.sequence
            }
            try append(fetched.requests, to: &lines, &state)
            state.known = fetched.node.sequence
            if !lines.isEmpty { try await writer.write(lines.buffer) }
            if fetched.changes.count < batch { return true }
        }
    }

    /// All wanted objects in the order of their sequences. What changes meanwhile moves behind and so is named too, perhaps twice; it is counted once,
    /// for the last read sees everything up to its number.
    private func sendSnapshot(to writer: inout any ResponseBodyWriter, _ state: inout State) async throws {
        state.last = 0
        try await send(.snapshotBegin, to: &writer)
        var named: Set<ObjectReference> = []
        while true {
            let fetched = try await fetch(after: state.last)
            var lines = LineBuffer()
            for change in fetched.changes {
                try lines.append(change, previous: state.last)
                state.last = change.sequence
                if change.presence == .purged { named.remove(change.reference) } else { named.insert(change.reference) }
            }
            if fetched.changes.count < batch {
                // Numbers between the last object and the newest one belong to removals that are done.
                state.last = max(state.last, fetched.node.sequence)
                state.known = fetched.node.sequence
                try lines.append(.snapshotEnd(.init(count: named.count, sequence: state.last)))
                try append(fetched.requests, to: &lines, &state)
                return try await writer.write(lines.buffer)
            }
            try await writer.write(lines.buffer)
        }
    }

    private func append(_ requests: [NodeRequest], to lines: inout LineBuffer, _ state: inout State) throws {
        for request in requests where !state.sentRequests.contains(request.id) {
            if version < 2, case .resolveQuarantine = request.operation { continue }
            try lines.append(.request(request))
        }
        state.sentRequests = Set(requests.map(\.id))
    }

    private func send(_ message: StreamMessage, to writer: inout any ResponseBodyWriter) async throws {
        var lines = LineBuffer()
        try lines.append(message)
        try await writer.write(lines.buffer)
    }
}

/// Messages of one write, a line each.
struct LineBuffer {
    private(set) var buffer = ByteBuffer()

    var isEmpty: Bool { buffer.readableBytes == 0 }

    mutating func append(_ message: StreamMessage) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        buffer.writeBytes(try encoder.encode(message))
        buffer.writeInteger(UInt8(ascii: "\n"))
    }

    /// The same text as `StreamMessage.change` encodes to, put together around the stored specification: decoding and encoding a hundred thousand of them
    /// again would be most of the work of a catch-up.
    mutating func append(_ change: StreamQueries.StoredChange, previous: Int64) throws {
        buffer.writeString(#"{"type":"change","change":{"sequence":"#)
        buffer.writeString(String(change.sequence))
        buffer.writeString(#","previous":"#)
        buffer.writeString(String(previous))
        buffer.writeString(#","reference":{"server":""#)
        buffer.writeString(change.reference.server.text)
        buffer.writeString(#"","kind":""#)
        buffer.writeString(change.reference.kind.rawValue)
        buffer.writeString(#"","object":"#)
        buffer.writeBytes(try JSONEncoder().encode(change.reference.object))
        buffer.writeString(#"},"presence":""#)
        buffer.writeString(change.presence.rawValue)
        buffer.writeString(#"""#)
        if let body = change.body {
            buffer.writeString(#","specification":"#)
            buffer.writeString(body)
        }
        buffer.writeString("}}\n")
    }
}
