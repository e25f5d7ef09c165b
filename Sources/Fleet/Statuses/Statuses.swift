import AgentProtocol
import Core
import Foundation
import Persistence

/// Questions about how far the nodes are with what is wanted.
package enum Statuses {
    /// One per server the object is published to, by the server's kind and number. Empty when it is published nowhere.
    package static func of(kind: ObjectKind, object: String, in db: any Connection) throws -> [ObjectStatus] {
        try select("WHERE s.kind = \(kind) AND s.object = \(object) ORDER BY l.kind, l.number", in: db).map(\.status)
    }

    /// For the rows of a list: what each object is on each server, in one query.
    package static func of(_ objects: [ObjectKey], in db: any Connection) throws -> [ObjectKey: [ObjectStatus]] {
        if objects.isEmpty { return [:] }
        let conditions = Dictionary(grouping: objects, by: \.kind).map { kind, keys -> SQL in
            "(s.kind = \(kind) AND s.object IN (\(list: keys.map(\.object))))"
        }
        let items = try select("WHERE \(SQL.joined(conditions, separator: " OR ")) ORDER BY l.kind, l.number", in: db)
        return Dictionary(grouping: items, by: { ObjectKey($0.reference.kind, $0.reference.object) }).mapValues { $0.map(\.status) }
    }

    /// For the rows of a list: one query for all of them. Objects that are published nowhere are missing in the answer.
    package static func summary(of objects: [ObjectKey], in db: any Connection) throws -> [ObjectKey: StatusSummary] {
        if objects.isEmpty { return [:] }
        let conditions = Dictionary(grouping: objects, by: \.kind).map { kind, keys -> SQL in
            "(s.kind = \(kind) AND s.object IN (\(list: keys.map(\.object))))"
        }
        // Nearly all of a list is live on every server, of which there is nothing to tell: only the others are read row by row.
        var found: [ObjectKey: StatusSummary] = [:]
        var others: [ObjectKey] = []
        for row in try db.query(
            """
            SELECT s.kind, s.object, COUNT(*) AS servers, CAST(SUM(CASE WHEN \(isPlainlyLive) THEN 1 ELSE 0 END) AS BIGINT) AS live
            FROM specification s JOIN node_state n ON n.physical_server_id = s.physical_server_id
            LEFT JOIN specification_status t ON t.logical_server_id = s.logical_server_id AND t.kind = s.kind AND t.object = s.object
            WHERE \(SQL.joined(conditions, separator: " OR ")) GROUP BY s.kind, s.object
            """)
        {
            let key = ObjectKey(try row("kind"), try row("object"))
            let servers: Int = try row("servers")
            if try servers == row("live") { found[key] = StatusSummary(liveOn: servers) } else { others.append(key) }
        }
        return try found.merging(of(others, in: db).compactMapValues(StatusSummary.init)) { $1 }
    }

    private static let isPlainlyLive: SQL = """
        s.presence = 'present' AND t.sequence >= s.sequence AND t.state = 'live' AND n.silent_since IS NULL
        """

    package static func summary(of objects: [(ObjectKind, String)], in db: any Connection) throws -> [ObjectKey: StatusSummary] {
        try summary(of: objects.map { ObjectKey($0.0, $0.1) }, in: db)
    }

    /// Over all nodes. Costs as much as there is to do (pending, failed and trashed objects), not as there is live; with `most` at most that many
    /// of each are looked at.
    package static func counts(upTo most: Int? = nil, in db: any Connection) throws -> StatusCounts {
        let limit: SQL = most.map { "LIMIT \($0 + 1)" } ?? ""
        let total: Int64 = try db.scalar("SELECT CAST(COALESCE(SUM(object_count), 0) AS BIGINT) FROM physical_server") ?? 0
        let gone: Int64 = try db.scalar("SELECT COUNT(*) FROM specification WHERE presence <> 'present'") ?? 0
        // Of what is counted below: what is to go is in `gone` already.
        var notLive = Int(gone)
        var counts = StatusCounts(live: 0, applying: 0, failed: 0, contentMissing: 0, most: most)
        for row in try db.query(
            """
            SELECT (SELECT COUNT(*) FROM (\(waiting(of: "n", and: "", limit))) AS waiting) AS number,
                (SELECT COUNT(*) FROM (\(waiting(of: "n", and: "AND s.presence = 'present'", limit))) AS waiting) AS present
            FROM node_state n
            """)
        {
            counts.applying += try row("number")
            notLive += try row("present")
        }
        for row in try db.query(
            """
            SELECT state, presence, COUNT(*) AS number FROM (
                SELECT t.state AS state, (SELECT s.presence FROM specification s WHERE \(isSame)) AS presence
                FROM specification_status t WHERE \(needsAttention) \(limit)
            ) AS attention GROUP BY state, presence
            """)
        {
            let number: Int = try row("number")
            if try row("state", as: LiveState.self) == .failed { counts.failed += number } else { counts.contentMissing += number }
            if try row("presence", as: Presence.self) == .present { notLive += number }
        }
        counts.live = max(0, Int(total) - notLive)
        return counts
    }

    // The conditions below look the other table up for each row. As joins, PostgreSQL would read both tables to the end to count to a hundred.

    private static let isSame: SQL = "s.logical_server_id = t.logical_server_id AND s.kind = t.kind AND s.object = t.object"

    /// Of a status `t`, in the words of the partial indexes: it failed or misses content, and nothing newer is wanted.
    static let needsAttention: SQL = """
        t.state IN ('failed', 'content_missing') AND t.sequence >= (SELECT s.sequence FROM specification s WHERE \(isSame))
        """

    /// A row for each change that a node, whose `node_state` is `node`, has reported no outcome of. Everything up to `position` has one; a later
    /// one may have one already.
    static func waiting(of node: SQL, and condition: SQL, _ limit: SQL) -> SQL {
        """
        SELECT s.sequence FROM specification s
        WHERE s.physical_server_id = \(node).physical_server_id AND s.sequence > \(node).position \(condition)
            AND COALESCE((SELECT t.sequence FROM specification_status t WHERE \(isSame)), 0) < s.sequence \(limit)
        """
    }

    /// What failed or misses content, newest first: for "needs attention" on the home page. Reads no more than it returns, whatever has failed.
    package static func failed(in db: any Connection, limit: Int) throws -> [AttentionItem] {
        try select(
            """
            WHERE t.state IN ('failed', 'content_missing') AND \(isSame) AND t.sequence >= s.sequence
                AND l.id = s.logical_server_id AND n.physical_server_id = s.physical_server_id
            ORDER BY t.since DESC, t.object DESC LIMIT \(limit)
            """, from: "specification_status t CROSS JOIN specification s CROSS JOIN logical_server l CROSS JOIN node_state n", in: db)
    }

    private static let fromSpecification: SQL = """
        specification s
        JOIN logical_server l ON l.id = s.logical_server_id
        JOIN node_state n ON n.physical_server_id = s.physical_server_id
        LEFT JOIN specification_status t ON t.logical_server_id = s.logical_server_id AND t.kind = s.kind AND t.object = s.object
        """

    private static func select(_ condition: SQL, from tables: SQL = fromSpecification, in db: any Connection) throws -> [AttentionItem] {
        try db.query(
            """
            SELECT s.logical_server_id, s.kind, s.object, s.sequence, s.presence, s.published_at, l.name, n.last_seen_at, n.silent_since, n.stop,
                t.sequence AS reported, t.state, t.words, t.failure_key, t.next_try, t.since
            FROM \(tables)
            \(condition)
            """
        ).map { row in
            AttentionItem(
                reference: ObjectReference(server: try row("logical_server_id"), kind: try row("kind"), object: try row("object")),
                status: try status(row))
        }
    }

    private static func status(_ row: Row) throws -> ObjectStatus {
        let sequence: Int64 = try row("sequence")
        let reported: Int64? = try row("reported")
        let silent: Timestamp? = try row("silent_since")
        var status = ObjectStatus(
            server: try row("logical_server_id"), serverName: try row("name"), state: .applying, since: try row("published_at"),
            sequence: sequence, nodeSilentSince: silent, presence: try row("presence"))
        if let reported, reported >= sequence {
            status.state = try row("state")
            status.words = try row("words")
            status.failureKey = try row("failure_key")
            status.nextTry = try row("next_try")
            status.since = try row("since")
            return status
        }
        if let stop = try row("stop", as: String?.self).flatMap(Stop.init(stored:)) {
            status.state = .wanted
            status.words = stop.sentence
            status.failureKey = "node.\(stop.reason.rawValue)"
        } else if try silent != nil || row("last_seen_at", as: Timestamp?.self) == nil {
            status.state = .wanted
        }
        return status
    }
}

extension Stop {
    /// From our own database; nil for text of another form, such as a reason that a later release stored.
    init?(stored text: String) {
        // A reason that is unknown here is shown by the page of the server as "stopped"; it must not break a list.
        guard let stop = try? JSONDecoder().decode(Stop.self, from: Data(text.utf8)) else { return nil }
        self = stop
    }
}
