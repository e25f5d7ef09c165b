import AgentProtocol
import Core
import Foundation
import Persistence

extension ObjectKind: SQLEnum {}
extension Presence: SQLEnum {}

/// Publishing: what is wanted of the nodes is written in the same transaction as the record it follows from.
///
/// A publication locks the row of its physical server until the transaction ends, so that sequences become visible in their order: publish last, and
/// to several servers in the order of their ids. Publishing what is published already changes nothing.
package enum Specifications {
    /// Wants `object` present on `server`, as `specification` says. Throws `server.not_found`.
    package static func publish(
        _ specification: Specification, of object: String, to server: LogicalServerID, in db: any Connection, at now: Timestamp
    ) throws {
        let reference = ObjectReference(server: server, kind: specification.kind, object: object)
        try write(reference, .present, body: .new(encode(specification)), in: db, at: now)
    }

    /// Wants `object` served no more and kept. Nothing happens when it was never published there.
    package static func trash(
        kind: ObjectKind, object: String, on server: LogicalServerID, in db: any Connection, at now: Timestamp
    ) throws {
        try write(ObjectReference(server: server, kind: kind, object: object), .trashed, body: .kept, in: db, at: now)
    }

    /// Wants `object` gone, with its files. The tombstone stays until the node has reported it; nothing happens when it was never published there.
    package static func purge(
        kind: ObjectKind, object: String, on server: LogicalServerID, in db: any Connection, at now: Timestamp
    ) throws {
        try write(ObjectReference(server: server, kind: kind, object: object), .purged, body: .none, in: db, at: now)
    }

    /// Sends what is wanted of `object` once more, so that the node applies it anew ("try again"). Returns false when it is not published there.
    @discardableResult
    package static func republish(
        kind: ObjectKind, object: String, on server: LogicalServerID, in db: any Connection, at now: Timestamp
    ) throws -> Bool {
        let reference = ObjectReference(server: server, kind: kind, object: object)
        guard let known = try find(reference, in: db) else { return false }
        try write(reference, known.presence, body: .kept, in: db, at: now, evenIfEqual: true)
        return true
    }

    /// The wanted presence of an object on a server; nil when it is not published there (or its purge was reported).
    package static func presence(
        kind: ObjectKind, object: String, on server: LogicalServerID, in db: any Connection
    ) throws -> Presence? {
        try find(ObjectReference(server: server, kind: kind, object: object), in: db)?.presence
    }

    private enum Body {
        case new(String)
        case kept
        case none
    }

    private static func write(
        _ reference: ObjectReference, _ presence: Presence, body: Body, in db: any Connection, at now: Timestamp, evenIfEqual: Bool = false
    ) throws {
        guard
            let physical: PhysicalServerID = try db.scalar(
                "SELECT physical_server_id FROM logical_server WHERE id = \(reference.server)")
        else { throw Fault.notFound("server") }
        // Locked before the comparison: another transaction may be publishing the same object.
        guard let last: Int64 = try db.scalar("SELECT sequence FROM physical_server WHERE id = \(physical)\(db.forUpdate)") else {
            throw Fault.notFound("server")
        }
        let known = try find(reference, in: db)
        let text: String?
        switch body {
        case .new(let fresh): text = fresh
        case .kept:
            guard let known, known.presence != .purged || presence == .purged else { return }
            text = known.body
        case .none:
            if known == nil { return }
            text = nil
        }
        if let known, known.presence == presence, known.body == text, !evenIfEqual { return }
        let sequence = last + 1
        try db.execute(
            """
            INSERT INTO specification (logical_server_id, kind, object, physical_server_id, sequence, presence, body, published_at)
            VALUES (\(reference.server), \(reference.kind), \(reference.object), \(physical), \(sequence), \(presence), \(text), \(now))
            ON CONFLICT (logical_server_id, kind, object) DO UPDATE SET
                sequence = excluded.sequence, presence = excluded.presence, body = excluded.body, published_at = excluded.published_at
            """)
        try db.execute(
            """
            UPDATE physical_server SET sequence = \(sequence), object_count = object_count + \(known == nil ? 1 : 0) WHERE id = \(physical)
            """)
        try db.notify(.nodes, physical.text)
        try db.notify(.statuses, ObjectKey(reference.kind, reference.object).payload)
    }

    private static func find(_ reference: ObjectReference, in db: any Connection) throws -> (presence: Presence, body: String?)? {
        try db.first(
            """
            SELECT presence, body FROM specification
            WHERE logical_server_id = \(reference.server) AND kind = \(reference.kind) AND object = \(reference.object)
            """
        ).map { (try $0("presence"), try $0("body")) }
    }

    /// One line of JSON with sorted keys, so that equal specifications have equal text.
    static func encode(_ specification: Specification) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(specification), as: UTF8.self)
    }
}

extension Specifications {
    /// Which change of its node says what is wanted of an object; nil when it is not published there.
    package static func sequence(of reference: ObjectReference, in db: any Connection) throws -> Int64? {
        try db.scalar(
            """
            SELECT sequence FROM specification
            WHERE logical_server_id = \(reference.server) AND kind = \(reference.kind) AND object = \(reference.object)
            """)
    }
}
