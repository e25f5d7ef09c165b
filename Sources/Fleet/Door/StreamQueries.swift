import AgentProtocol
import Core
import Foundation
import Persistence

/// All SQL of the stream. Everything is found by the index on (physical server, sequence).
enum StreamQueries {
    /// What a stream has to know about its node.
    struct Node: Sendable {
        var installation: InstallationID
        var epoch: Int64
        var sequence: Int64
        /// The newest sequence of a removal that is no longer kept because the node had reported it.
        var droppedThrough: Int64
        var confirmedThrough: Int64
    }

    static func node(_ server: PhysicalServerID, in db: any Connection) throws -> Node {
        let installation = try Installations.required(in: db)
        guard
            let row = try db.first("SELECT sequence, dropped_through, confirmed_through FROM physical_server WHERE id = \(server)")
        else { throw Fault.notFound("server") }
        return Node(
            installation: installation.id, epoch: installation.epoch, sequence: try row("sequence"),
            droppedThrough: try row("dropped_through"), confirmedThrough: try row("confirmed_through"))
    }

    /// A change as it lies in the database: its specification is JSON already.
    struct StoredChange: Sendable {
        var sequence: Int64
        var reference: ObjectReference
        var presence: Presence
        var body: String?
    }

    /// The next changes after `sequence`, in order. A publication holds its server's row until it commits, so none with a lower number comes later.
    static func changes(
        of server: PhysicalServerID, after sequence: Int64, limit: Int, in db: any Connection
    ) throws -> [StoredChange] {
        try db.query(
            """
            SELECT sequence, logical_server_id, kind, object, presence, body FROM specification
            WHERE physical_server_id = \(server) AND sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ).map { row in
            StoredChange(
                sequence: try row("sequence"),
                reference: ObjectReference(server: try row("logical_server_id"), kind: try row("kind"), object: try row("object")),
                presence: try row("presence"), body: try row("body"))
        }
    }

    /// Questions that wait for this node.
    static func openRequests(of server: PhysicalServerID, in db: any Connection, at now: Timestamp) throws -> [NodeRequest] {
        try db.query(
            """
            SELECT id, logical_server_id, operation, content_length FROM node_request
            WHERE physical_server_id = \(server) AND answered_at IS NULL AND expires_at > \(now) ORDER BY id LIMIT 64
            """
        ).map { row in
            NodeRequest(
                id: try row("id"), server: try row("logical_server_id"),
                operation: try JSONDecoder().decode(NodeRequest.Operation.self, from: Data(try row("operation", as: String.self).utf8)),
                contentLength: try row("content_length"))
        }
    }

    /// One row per node, read every heartbeat by the door for all its streams at once.
    struct Pulse: Sendable {
        var sequence: Int64
        var lastSeenAt: Timestamp?
        var isTrusted: Bool
        /// Certificates issued before this do not count any more.
        var trustedFrom: Timestamp?
    }

    static func pulses(in db: any Connection) throws -> [PhysicalServerID: Pulse] {
        var pulses: [PhysicalServerID: Pulse] = [:]
        for row in try db.query(
            """
            SELECT p.id, p.sequence, p.revoked_at, p.trusted_from, n.last_seen_at FROM physical_server p
            JOIN node_state n ON n.physical_server_id = p.id
            """)
        {
            pulses[try row("id")] = Pulse(
                sequence: try row("sequence"), lastSeenAt: try row("last_seen_at"),
                isTrusted: try row("revoked_at", as: Timestamp?.self) == nil, trustedFrom: try row("trusted_from"))
        }
        return pulses
    }

    /// Marks nodes silent whose last sign of life is older than `limit`. Returns which became so.
    static func markSilent(olderThan limit: Timestamp, in db: any Connection) throws -> [PhysicalServerID] {
        try db.query(
            """
            UPDATE node_state SET silent_since = last_seen_at WHERE silent_since IS NULL AND last_seen_at < \(limit)
            RETURNING physical_server_id
            """
        ).map { try $0("physical_server_id") }
    }

    static func hasNewlySilent(olderThan limit: Timestamp, in db: any Connection) throws -> Bool {
        try db.first("SELECT physical_server_id FROM node_state WHERE silent_since IS NULL AND last_seen_at < \(limit) LIMIT 1") != nil
    }

    static func deleteExpired(in db: any Connection, at now: Timestamp) throws {
        try db.execute("DELETE FROM node_request WHERE expires_at < \(now - .minutes(1))")
        // Used tokens are kept a day, so that a line that was used twice can be told from an unknown one.
        try db.execute("DELETE FROM join_token WHERE expires_at < \(now - .days(1))")
    }
}
