import AgentProtocol
import Core
import Foundation
import Persistence

/// Takes what agents report: one transaction per batch, repeated and late reports change nothing.
enum ReportIntake {
    /// Words of a daemon are kept up to this many characters.
    static let longestWords = 4000

    /// - Parameter version: of the request; version 1 knows neither `contentMissing` nor `quarantined` nor `usage`.
    static func take(
        _ batch: ReportBatch, from server: PhysicalServerID, version: Int, telling listener: (any FailureListener)? = nil,
        usage: (any UsageListener)? = nil, in db: any Connection, at now: Timestamp
    ) throws {
        let installation = try Installations.required(in: db)
        guard batch.installation == installation.id else {
            throw Fault.conflict(key: "agent.foreign_installation", "This agent reports about another installation. It was not taken.")
        }
        guard let known = try db.first("SELECT sequence FROM physical_server WHERE id = \(server)") else { throw Fault.notFound("server") }
        try sign(of: server, batch, newest: try known("sequence"), version, in: db, at: now)
        // An agent of an older epoch speaks about numbers that mean something else by now; it is alive, and that is all that is taken.
        guard batch.epoch == installation.epoch else { return }
        let failures = try take(outcomes: batch.outcomes, from: server, in: db)
        if !failures.isEmpty { try listener?.failed(failures, in: db, at: now) }
        if version >= 2, let used = batch.usage { try usage?.used(used, on: server, in: db, at: now) }
        if version >= 2, let quarantined = batch.quarantined { try replaceQuarantine(of: server, with: quarantined, in: db) }
    }

    /// The sign of life: when, how far, and how the node is.
    private static func sign(
        of server: PhysicalServerID, _ batch: ReportBatch, newest: Int64, _ version: Int, in db: any Connection, at now: Timestamp
    ) throws {
        let stop = try batch.stop.map(text)
        let before = try db.first(
            "SELECT epoch, position, silent_since, last_seen_at, stop, state FROM node_state WHERE physical_server_id = \(server)\(db.forUpdate)"
        )
        let isNews =
            try before.map { row in
                try row("silent_since", as: Timestamp?.self) != nil || row("last_seen_at", as: Timestamp?.self) == nil
                    || row("stop", as: String?.self) != stop
            } ?? true
        // Within an epoch a node only goes forward; reports may arrive on two connections in another order than they were sent.
        var position = min(batch.position, newest)
        if let before, try before("epoch", as: Int64.self) == batch.epoch { position = max(position, try before("position")) }
        let state = try batch.node.map(text)
        let skew = batch.node.map { now.milliseconds - $0.clock.milliseconds }
        try db.execute(
            """
            UPDATE node_state SET epoch = \(batch.epoch), position = \(position), protocol_version = \(version), last_seen_at = \(now),
                silent_since = NULL, stop = \(stop), state = COALESCE(CAST(\(state) AS TEXT), state),
                clock_skew = COALESCE(CAST(\(skew) AS BIGINT), clock_skew) WHERE physical_server_id = \(server)
            """)
        // Every object of the node is shown in another way now.
        if isNews { try db.notify(.statuses, "") }
    }

    private struct Known {
        var wanted: Int64
        var presence: Presence
        var status: Stored?
    }

    private struct Stored: Equatable {
        var sequence: Int64
        var state: LiveState
        var words: String
        var failureKey: String?
        var nextTry: Timestamp?
        var since: Timestamp
    }

    /// Returns what has failed now and had not failed before, or had failed with an earlier wish.
    private static func take(outcomes: [Outcome], from server: PhysicalServerID, in db: any Connection) throws -> [NodeFailure] {
        if outcomes.isEmpty { return [] }
        var failures: [NodeFailure] = []
        // The newest of each object counts.
        var newest: [ObjectReference: Outcome] = [:]
        for outcome in outcomes where newest[outcome.reference].map({ $0.sequence <= outcome.sequence }) ?? true {
            newest[outcome.reference] = outcome
        }
        let known = try load(Array(newest.keys), on: server, in: db)
        var changed: [(ObjectReference, Stored)] = []
        var gone: [(reference: ObjectReference, sequence: Int64)] = []
        for (reference, outcome) in newest {
            // Neither about objects of other nodes nor about numbers that were never given.
            guard let about = known[reference], outcome.sequence <= about.wanted else { continue }
            if let last = about.status, outcome.sequence < last.sequence { continue }
            if about.presence == .purged, outcome.sequence == about.wanted, outcome.result == .removed {
                gone.append((reference, about.wanted))
                continue
            }
            let stored = status(outcome, before: about.status)
            if stored != about.status { changed.append((reference, stored)) }
            if stored.state == .failed, about.status?.state != .failed || about.status?.sequence != stored.sequence {
                failures.append(NodeFailure(reference: reference, key: stored.failureKey ?? "", words: stored.words))
            }
        }
        if !gone.isEmpty { try drop(gone, of: server, in: db) }
        try store(changed, in: db)
        for key in Set((changed.map(\.0) + gone.map(\.reference)).map { ObjectKey($0.kind, $0.object) }) {
            try db.notify(.statuses, key.payload)
        }
        return failures.sorted { ($0.reference.kind.rawValue, $0.reference.object) < ($1.reference.kind.rawValue, $1.reference.object) }
    }

    private static func status(_ outcome: Outcome, before: Stored?) -> Stored {
        var stored: Stored
        switch outcome.result {
        case .live(let seen):
            stored = Stored(sequence: outcome.sequence, state: .live, words: seen, since: outcome.at)
        case .failed(let key, let words, let nextTry):
            stored = Stored(
                sequence: outcome.sequence, state: .failed, words: words, failureKey: String(key.prefix(100)), nextTry: nextTry,
                since: outcome.at)
        case .removed:
            stored = Stored(sequence: outcome.sequence, state: .removed, words: "", since: outcome.at)
        case .contentMissing(let seen):
            stored = Stored(sequence: outcome.sequence, state: .contentMissing, words: seen, since: outcome.at)
        }
        stored.words = String(stored.words.prefix(longestWords)).replacing("\0", with: "")
        // A repeated try that ends alike does not begin the state anew.
        if let before, before.state == stored.state, before.sequence == stored.sequence { stored.since = before.since }
        return stored
    }

    private static func load(
        _ references: [ObjectReference], on server: PhysicalServerID, in db: any Connection
    ) throws -> [ObjectReference: Known] {
        struct Group: Hashable {
            var server: LogicalServerID
            var kind: ObjectKind
        }
        var known: [ObjectReference: Known] = [:]
        for (group, members) in Dictionary(grouping: references, by: { Group(server: $0.server, kind: $0.kind) }) {
            for start in stride(from: 0, to: members.count, by: 500) {
                let objects = members[start..<min(start + 500, members.count)].map(\.object)
                for row in try db.query(
                    """
                    SELECT s.object, s.sequence, s.presence, t.sequence AS reported, t.state, t.words, t.failure_key, t.next_try, t.since
                    FROM specification s
                    LEFT JOIN specification_status t
                        ON t.logical_server_id = s.logical_server_id AND t.kind = s.kind AND t.object = s.object
                    WHERE s.logical_server_id = \(group.server) AND s.kind = \(group.kind) AND s.object IN (\(list: objects))
                        AND s.physical_server_id = \(server)
                    """)
                {
                    let reported: Int64? = try row("reported")
                    known[ObjectReference(server: group.server, kind: group.kind, object: try row("object"))] = Known(
                        wanted: try row("sequence"), presence: try row("presence"),
                        status: try reported.map { sequence in
                            Stored(
                                sequence: sequence, state: try row("state"), words: try row("words"), failureKey: try row("failure_key"),
                                nextTry: try row("next_try"), since: try row("since"))
                        })
                }
            }
        }
        return known
    }

    /// The tombstones have done their work.
    private static func drop(
        _ gone: [(reference: ObjectReference, sequence: Int64)], of server: PhysicalServerID, in db: any Connection
    ) throws {
        // In the order of publishing (the server's row first), or the two would wait for one another.
        guard let _: Int64 = try db.scalar("SELECT sequence FROM physical_server WHERE id = \(server)\(db.forUpdate)") else { return }
        var dropped: Int64 = 0
        var count = 0
        for (reference, sequence) in gone {
            let condition: SQL =
                "logical_server_id = \(reference.server) AND kind = \(reference.kind) AND object = \(reference.object)"
            // Published anew since it was read above: it stays.
            guard try db.execute("DELETE FROM specification WHERE \(condition) AND sequence = \(sequence)") == 1 else { continue }
            try db.execute("DELETE FROM specification_status WHERE \(condition)")
            dropped = max(dropped, sequence)
            count += 1
        }
        try db.execute(
            """
            UPDATE physical_server SET object_count = object_count - \(count),
                dropped_through = CASE WHEN dropped_through < \(dropped) THEN \(dropped) ELSE dropped_through END WHERE id = \(server)
            """)
    }

    private static func store(_ changed: [(ObjectReference, Stored)], in db: any Connection) throws {
        // In one order, so that two batches do not wait for one another.
        let ordered = changed.sorted { ($0.0.server, $0.0.kind.rawValue, $0.0.object) < ($1.0.server, $1.0.kind.rawValue, $1.0.object) }
        for start in stride(from: 0, to: ordered.count, by: 100) {
            let rows = ordered[start..<min(start + 100, ordered.count)].map { reference, status -> SQL in
                """
                (\(reference.server), \(reference.kind), \(reference.object), \(status.sequence), \(status.state), \(status.words), \
                \(status.failureKey), \(status.nextTry), \(status.since))
                """
            }
            try db.execute(
                """
                INSERT INTO specification_status (logical_server_id, kind, object, sequence, state, words, failure_key, next_try, since)
                VALUES \(SQL.joined(rows, separator: ", "))
                ON CONFLICT (logical_server_id, kind, object) DO UPDATE SET sequence = excluded.sequence, state = excluded.state,
                    words = excluded.words, failure_key = excluded.failure_key, next_try = excluded.next_try, since = excluded.since
                WHERE specification_status.sequence <= excluded.sequence
                """)
        }
    }

    private static func replaceQuarantine(
        of server: PhysicalServerID, with objects: [QuarantinedObject], in db: any Connection
    ) throws {
        let own = Set(
            try db.query("SELECT id FROM logical_server WHERE physical_server_id = \(server)").map {
                try $0("id", as: LogicalServerID.self)
            })
        try db.execute("DELETE FROM quarantined_object WHERE physical_server_id = \(server)")
        try db.execute("DELETE FROM foreign_object WHERE physical_server_id = \(server)")
        var seen: Set<ObjectReference> = []
        for object in objects where seen.insert(object.reference).inserted {
            let (reference, name) = (object.reference, String(object.name.prefix(255)).replacing("\0", with: ""))
            guard own.contains(reference.server) else {
                // Of another installation or database: shown, but nothing can be decided about it here.
                try db.execute(
                    """
                    INSERT INTO foreign_object (physical_server_id, logical_server_id, kind, object, name)
                    VALUES (\(server), \(reference.server), \(reference.kind), \(reference.object), \(name))
                    """)
                continue
            }
            try db.execute(
                """
                INSERT INTO quarantined_object (logical_server_id, kind, object, physical_server_id, name, since)
                VALUES (\(reference.server), \(reference.kind), \(reference.object), \(server), \(name), \(object.since))
                """)
        }
        try db.notify(.statuses, "")
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
