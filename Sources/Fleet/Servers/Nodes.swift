import AgentProtocol
import Core
import Foundation
import Persistence

/// What an administrator sees first of a server.
package enum NodeCondition: Sendable, Hashable {
    /// No agent has joined yet.
    case notJoined
    /// An administrator took its right to connect away.
    case revoked(since: Timestamp)
    /// Not heard since; what it serves it goes on serving, and nothing is lost.
    case silent(since: Timestamp)
    /// It takes no changes until a person confirms; the reason is in words.
    case stopped(Stop)
    /// Connected, with this many changes on their way.
    case applying(Int)
    /// Connected, and everything wanted has an outcome.
    case inStep
}

/// One server with everything its page shows.
package struct NodeOverview: Sendable, Hashable {
    package var server: PhysicalServer
    package var logical: [LogicalServer]
    package var condition: NodeCondition
    package var lastSeenAt: Timestamp?
    /// How many changes it has not reported an outcome of; one more than `most` means "more than that".
    package var pending: Int
    /// Wanted objects, removals included until they are reported.
    package var objects: Int
    /// What failed on it or misses content.
    package var failed: Int
    /// What it has and nobody wants.
    package var quarantined: Int
    /// Disk, load and daemons as last reported.
    package var state: NodeState?
    /// Of the agent's protocol; 0 before the first report.
    package var protocolVersion: Int
    /// How far changes and failures were counted; nil: to the end.
    package var most: Int?
}

/// An object that a node has and nobody wants.
package struct QuarantineEntry: Sendable, Hashable {
    package var object: QuarantinedObject
    package var serverName: DomainName
}

package enum Nodes {
    /// Pages that show many things count no further than this: "more than 100" says enough.
    package static let mostOnPages = 100

    /// By name. With `most`, what waits and what failed is counted no further than that on each.
    package static func all(countingUpTo most: Int? = nil, in db: any Connection) throws -> [NodeOverview] {
        try overviews(of: try PhysicalServers.all(in: db), upTo: most, in: db)
    }

    package static func find(_ id: PhysicalServerID, in db: any Connection) throws -> NodeOverview? {
        guard let server = try PhysicalServers.find(id, in: db) else { return nil }
        return try overviews(of: [server], upTo: nil, in: db).first
    }

    /// Lets a stopped agent go on: the changes up to the sequence at which it stopped are what a person wants. Its stream begins anew with this word.
    ///
    /// - Parameter sequence: of the stop that the person saw. Throws `node.not_stopped` (conflict) when the node is not stopped, or stopped elsewhere by now.
    package static func confirmStop(
        _ id: PhysicalServerID, atSequence sequence: Int64, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try actor.require(.serverManager)
        let server = try PhysicalServers.required(id, in: db)
        let stop: String? = try db.first("SELECT stop FROM node_state WHERE physical_server_id = \(id)").flatMap { try $0("stop") }
        guard let stop = stop.flatMap(Stop.init(stored:)), stop.atSequence == sequence else {
            throw Fault.conflict(
                key: "node.not_stopped", arguments: ["server": server.name],
                "\(server.name) is not stopped at this point any more. Look at it again.")
        }
        // Another installation's agent cannot be talked round: it joins anew or goes home.
        if stop.reason == .foreignInstallation {
            throw Fault.conflict(
                key: "node.foreign", arguments: ["server": server.name],
                "The agent of \(server.name) belongs to another installation. Join it here with a new join line if it is to belong to this one."
            )
        }
        try db.execute("UPDATE physical_server SET confirmed_through = \(sequence) WHERE id = \(id)")
        try db.notify(.nodes, id.text)
    }

    /// What the node has and nobody wants, by name.
    package static func quarantine(of id: PhysicalServerID, in db: any Connection) throws -> [QuarantineEntry] {
        try db.query(
            """
            SELECT q.logical_server_id, q.kind, q.object, q.name, q.since, l.name AS server_name FROM quarantined_object q
            JOIN logical_server l ON l.id = q.logical_server_id WHERE q.physical_server_id = \(id) ORDER BY q.name, q.object
            """
        ).map { row in
            QuarantineEntry(
                object: QuarantinedObject(
                    reference: ObjectReference(
                        server: try row("logical_server_id"), kind: try row("kind"), object: try row("object")),
                    name: try row("name"), since: try row("since")),
                serverName: try row("server_name"))
        }
    }

    /// What the node has from another installation, each name once: nobody here can want it, and it is served as before.
    package static func foreignObjects(of id: PhysicalServerID, in db: any Connection) throws -> [String] {
        try db.query("SELECT DISTINCT name FROM foreign_object WHERE physical_server_id = \(id) ORDER BY name").map { try $0("name") }
    }

    private static func overviews(of servers: [PhysicalServer], upTo most: Int?, in db: any Connection) throws -> [NodeOverview] {
        let logical = Dictionary(grouping: try LogicalServers.all(in: db), by: \.physical)
        let limit: SQL = most.map { "LIMIT \($0 + 1)" } ?? ""
        var quarantined: [PhysicalServerID: Int] = [:]
        for row in try db.query("SELECT physical_server_id AS id, COUNT(*) AS number FROM quarantined_object GROUP BY physical_server_id") {
            quarantined[try row("id")] = try row("number")
        }
        var overviews: [NodeOverview] = []
        for server in servers {
            guard
                let row = try db.first(
                    """
                    SELECT n.last_seen_at, n.silent_since, n.state, n.stop, n.protocol_version, p.object_count,
                        (SELECT COUNT(*) FROM (\(Statuses.waiting(of: "n", and: "", limit))) AS waiting) AS waiting
                    FROM node_state n
                    JOIN physical_server p ON p.id = n.physical_server_id WHERE n.physical_server_id = \(server.id)
                    """)
            else { continue }
            let waiting: Int = try row("waiting")
            let failed: Int =
                try db.scalar(
                    """
                    SELECT COUNT(*) FROM (
                        SELECT 1 AS one FROM specification_status t
                        WHERE t.logical_server_id IN (\(list: logical[server.id, default: []].map(\.id))) AND \(Statuses.needsAttention) \(limit)
                    ) AS attention
                    """) ?? 0
            overviews.append(
                NodeOverview(
                    server: server, logical: logical[server.id] ?? [], condition: try condition(of: server, row, pending: waiting),
                    lastSeenAt: try row("last_seen_at"), pending: waiting, objects: try row("object_count"),
                    failed: failed, quarantined: quarantined[server.id] ?? 0,
                    // Another release may have stored another form; the page then shows no figures until the next report.
                    state: try row("state", as: String?.self).flatMap { try? JSONDecoder().decode(NodeState.self, from: Data($0.utf8)) },
                    protocolVersion: try row("protocol_version"), most: most))
        }
        return overviews
    }

    private static func condition(of server: PhysicalServer, _ row: Row, pending: Int) throws -> NodeCondition {
        if let since = server.revokedAt { return .revoked(since: since) }
        guard try row("last_seen_at", as: Timestamp?.self) != nil else { return .notJoined }
        if let since = try row("silent_since", as: Timestamp?.self) { return .silent(since: since) }
        if let stop = try row("stop", as: String?.self).flatMap(Stop.init(stored:)) { return .stopped(stop) }
        return pending > 0 ? .applying(pending) : .inStep
    }
}

/// What to do with an object that a node has and nobody wants.
package enum QuarantineDecision: String, Sendable, CaseIterable {
    /// Serve it on as one of ours. The record behind it has to exist here and to be wanted on this server.
    case adopt
    /// Serve it no more and keep its files in the node's trash.
    case trash
}

extension NodeRequests {
    /// Carries out an administrator's decision on a quarantined object.
    ///
    /// Adopting sends what is wanted of the object once more; it throws `quarantine.no_record` (conflict) when no record here wants it: create the object
    /// first (the node then finds its files), or trash it. Trashing is asked of the node. Throws `quarantine.not_found` when it is not quarantined.
    package func resolveQuarantine(
        _ reference: ObjectReference, _ decision: QuarantineDecision, by actor: Actor, timeout: Duration = .seconds(30)
    ) async throws {
        try actor.require(.serverManager)
        let now = clock.now
        try await database.write { db in
            let row = try db.first(
                """
                SELECT name FROM quarantined_object
                WHERE logical_server_id = \(reference.server) AND kind = \(reference.kind) AND object = \(reference.object)
                """)
            guard let row else { throw Fault.notFound("quarantine") }
            if decision == .trash { return }
            let name: String = try row("name")
            let isWanted =
                try Specifications.presence(kind: reference.kind, object: reference.object, on: reference.server, in: db) == .present
            guard isWanted else {
                throw Fault.conflict(
                    key: "quarantine.no_record", arguments: ["name": name],
                    "Nothing here wants \(name) on this server. Create it first, or put it into the server's trash.")
            }
            try Specifications.republish(kind: reference.kind, object: reference.object, on: reference.server, in: db, at: now)
        }
        _ = try await ask(.resolveQuarantine(reference, trash: decision == .trash), of: reference.server, timeout: timeout).bytes()
    }
}
