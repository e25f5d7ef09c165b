import AgentProtocol
import Core
import Foundation
import Persistence

/// Questions to a node that are answered once: a file, a log, a look from outside.
///
/// The question is a row, so it reaches the node through whichever control-plane process holds its stream, and the answer comes back the same way.
package struct NodeRequests: Sendable {
    /// Most bytes that a question or an answer carries.
    package static let largestContent = 16 * 1024 * 1024

    let database: any Database
    let clock: Clock

    package init(database: any Database, clock: Clock) {
        self.database = database
        self.clock = clock
    }

    /// Asks and waits.
    ///
    /// Throws `node.silent` (unavailable) at once when the node is not heard, `node.no_answer` (unavailable) after `timeout`, `node.content_too_large`
    /// (limit). What the node itself refuses is in the answer: `NodeAnswer.bytes()` throws it as a `Fault`.
    package func ask(
        _ operation: NodeRequest.Operation, of server: LogicalServerID, content: [UInt8]? = nil, timeout: Duration = .seconds(10)
    ) async throws -> NodeAnswer {
        if let content, content.count > Self.largestContent {
            throw Fault(
                .limit, key: "node.content_too_large", arguments: ["limit": "16 MiB"], "At most 16 MiB can be sent to a server at once.")
        }
        // Subscribed before the question is written, so that its answer cannot be missed.
        let answers = database.notifications(.answers)
        let now = clock.now
        let id = NodeRequestID(at: now)
        let name = try await database.write { db in
            let name = try check(server, operation, in: db, at: now)
            try insert(id, operation, of: server, content: content, expires: now + timeout, in: db, at: now)
            return name
        }
        let answer = try await withThrowingTaskGroup(of: NodeAnswer?.self) { group in
            group.addTask {
                for await payload in answers where payload.isEmpty || payload == id.text {
                    if let answer = try await database.read({ db in try Self.answer(id, in: db) }) { return answer }
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: timeout)
                return try await database.read { db in try Self.answer(id, in: db) }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        _ = try await database.write { db in try db.execute("DELETE FROM node_request WHERE id = \(id)") }
        guard let answer else {
            throw Fault(
                .unavailable, key: "node.no_answer", arguments: ["server": name.ascii],
                "\(name) has not answered in \(max(1, timeout.milliseconds / 1000)) seconds. Try again.", retryAfter: .seconds(5))
        }
        return answer
    }

    private func check(
        _ server: LogicalServerID, _ operation: NodeRequest.Operation, in db: any Connection, at now: Timestamp
    ) throws -> DomainName {
        guard
            let row = try db.first(
                """
                SELECT l.name, n.last_seen_at, n.protocol_version FROM logical_server l
                JOIN node_state n ON n.physical_server_id = l.physical_server_id WHERE l.id = \(server)
                """)
        else { throw Fault.notFound("server") }
        let name: DomainName = try row("name")
        guard let seen = try row("last_seen_at", as: Timestamp?.self) else {
            throw Fault(
                .unavailable, key: "node.not_joined", arguments: ["server": name.ascii], "No agent has joined for \(name) yet.")
        }
        if now - seen > AgentDoor.silence {
            throw Fault(
                .unavailable, key: "node.silent", arguments: ["server": name.ascii, "since": seen.description],
                "\(name) has not been heard since \(seen). Nothing is lost; try again when it is back.", retryAfter: .seconds(10))
        }
        if case .resolveQuarantine = operation, try row("protocol_version", as: Int.self) < 2 {
            throw Fault(
                .unavailable, key: "node.agent_old", arguments: ["server": name.ascii],
                "The agent of \(name) is too old for this. Update it and try again.")
        }
        return name
    }

    private func insert(
        _ id: NodeRequestID, _ operation: NodeRequest.Operation, of server: LogicalServerID, content: [UInt8]?, expires: Timestamp,
        in db: any Connection, at now: Timestamp
    ) throws {
        let text = String(decoding: try JSONEncoder().encode(operation), as: UTF8.self)
        let node: PhysicalServerID? = try db.scalar("SELECT physical_server_id FROM logical_server WHERE id = \(server)")
        guard let node else { throw Fault.notFound("server") }
        try db.execute(
            """
            INSERT INTO node_request
                (id, physical_server_id, logical_server_id, operation, content, content_length, created_at, expires_at)
            VALUES (\(id), \(node), \(server), \(text), \(content), \(content?.count ?? 0), \(now), \(expires))
            """)
        try db.notify(.nodes, node.text)
    }

    private static func answer(_ id: NodeRequestID, in db: any Connection) throws -> NodeAnswer? {
        try db.first("SELECT problem, answer FROM node_request WHERE id = \(id) AND answered_at IS NOT NULL").map { row in
            NodeAnswer(
                problem: try row("problem", as: String?.self).map { try JSONDecoder().decode(NodeProblem.self, from: Data($0.utf8)) },
                content: try row("answer"))
        }
    }

    /// The bytes that belong to a question; only for the node that was asked.
    static func content(of id: NodeRequestID, for node: PhysicalServerID, in db: any Connection) throws -> [UInt8] {
        guard let row = try db.first("SELECT content FROM node_request WHERE id = \(id) AND physical_server_id = \(node)") else {
            throw Fault.notFound("request")
        }
        return try row("content", as: [UInt8]?.self) ?? []
    }

    /// Stores an answer; a second one changes nothing. Throws `request.not_found` for a question to another node, or one nobody waits for any more.
    static func store(_ answer: NodeAnswer, to id: NodeRequestID, from node: PhysicalServerID, in db: any Connection, at now: Timestamp)
        throws
    {
        guard try db.first("SELECT id FROM node_request WHERE id = \(id) AND physical_server_id = \(node)") != nil else {
            throw Fault.notFound("request")
        }
        let problem = try answer.problem.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let changed = try db.execute(
            """
            UPDATE node_request SET answered_at = \(now), problem = \(problem), answer = \(answer.content)
            WHERE id = \(id) AND answered_at IS NULL
            """)
        if changed == 1 { try db.notify(.answers, id.text) }
    }
}

extension NodeAnswer {
    /// The bytes asked for, or the node's refusal as a `Fault`.
    package func bytes() throws -> [UInt8] {
        if let problem {
            throw Fault(
                Fault.Kind(rawValue: problem.kind) ?? .unavailable, key: problem.key, arguments: problem.arguments ?? [:], problem.sentence)
        }
        return content ?? []
    }
}
