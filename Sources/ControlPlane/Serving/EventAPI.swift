import APIResources
import Core
import Fleet
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Persistence
import Presentation

/// `/api/v1/events`: what happens, as it happens (server-sent events, HTML Living Standard §9.2): each row of the audit log that the caller may
/// see, with its number as the event's id, and each change of what he reaches on the servers. Whoever comes back with `Last-Event-ID` gets what
/// he has missed of the log.
struct EventAPI: Sendable {
    let features: Features
    let hub: StatusHub

    /// After this long the stream ends; the reader comes back with the last id he has seen, and his token is checked anew.
    private static let lifetime = Duration.minutes(30)
    private static let heartbeat = Duration.seconds(20)

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/events", .reaching, "Follow what happens, as server-sent events", open)
        return routes
    }

    private enum Wake: Sendable {
        case rows
        case statuses([ObjectKey])
        case beat, end
    }

    private func open(_ visit: Visit) async throws -> EventStream {
        let wakes = wakes(visit)
        let start = visit.headers[.lastEventID].flatMap { Int64($0) }
        let first: Int64
        if let start { first = max(0, start) } else { first = try await visit.database.read { db in try Audit.head(in: db) } }
        return EventStream { write in
            var position = first
            try await write("retry: 2000\n: open\n\n")
            for await wake in wakes {
                switch wake {
                case .beat: try await write(": \n\n")
                case .end: return
                case .statuses(let keys): for text in try await statuses(keys, visit) { try await write(text) }
                case .rows:
                    while true {
                        let from = position
                        let (rows, last) = try await visit.database.read { db in
                            try Audit.following(from, limit: 200, visibleTo: visit.actor, in: db)
                        }
                        for row in rows { try await write(try event(row)) }
                        position = last
                        if rows.count < 200 { break }
                    }
                }
            }
        }
    }

    private func event(_ entry: AuditEntry) throws -> String {
        let data = String(decoding: try jsonBytes(EventResource(entry)), as: UTF8.self)
        return "id: \(entry.sequence)\nevent: \(entry.action)\ndata: \(data)\n\n"
    }

    private func statuses(_ keys: [ObjectKey], _ visit: Visit) async throws -> [String] {
        let features = features
        return try await visit.database.read { db in
            var names: Set<String> = []
            for key in keys { if let domain = try features.domain(of: key, for: visit.actor, in: db) { names.insert(domain.name.ascii) } }
            return names.sorted().map { name in "event: status.changed\ndata: {\"domain\":\"\(name)\"}\n\n" }
        }
    }

    /// What wakes the stream. Ends with the hub, so that open streams do not hold up the process when it stops.
    private func wakes(_ visit: Visit) -> AsyncStream<Wake> {
        let changes = hub.changes()
        let rows = visit.database.notifications(.outbox)
        return AsyncStream(bufferingPolicy: .bufferingNewest(256)) { continuation in
            continuation.yield(.rows)
            let statuses = Task {
                for await change in changes {
                    switch change {
                    case .objects(let keys): continuation.yield(.statuses(keys))
                    case .everything: continuation.yield(.rows)
                    }
                }
                continuation.yield(.end)
                continuation.finish()
            }
            let log = Task { for await _ in rows { continuation.yield(.rows) } }
            let beating = Task {
                let end = ContinuousClock.now + Self.lifetime
                // Cancelled: the reader has gone.
                while ContinuousClock.now < end, (try? await Task.sleep(for: Self.heartbeat)) != nil {
                    continuation.yield(.beat)
                    // What a notification that was lost should have told.
                    continuation.yield(.rows)
                }
                continuation.yield(.end)
                continuation.finish()
            }
            continuation.onTermination = { _ in for task in [statuses, log, beating] { task.cancel() } }
        }
    }
}

extension EventResource {
    init(_ entry: AuditEntry) {
        self.init(
            sequence: entry.sequence, type: entry.action, timestamp: entry.at.description,
            object: Object(kind: entry.object.kind.rawValue, id: entry.object.id, name: entry.object.name), by: entry.actorName,
            result: entry.result.rawValue)
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .accept
}
