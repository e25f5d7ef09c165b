import AgentProtocol
import Core
import Persistence
import TestSupport
import Testing

@testable import Fleet

/// What many failures at once cost the pages that tell of them.
@Suite struct AttentionTests {
    private struct Cost: Sendable {
        var queries: Int
        var rows: Int
        var plans: [String]
        var mostRowsOfAStep: Int
        var counts: StatusCounts
        var node: NodeOverview?
        var failed: [AttentionItem]
    }

    /// What the home page asks of the fleet.
    private func look(_ database: any Database) async throws -> Cost {
        try await database.read { db in
            let watched = WatchedConnection(db)
            let counts = try Statuses.counts(upTo: 100, in: watched)
            let node = try Nodes.all(countingUpTo: 100, in: watched).first
            let failed = try Statuses.failed(in: watched, limit: 21)
            return Cost(
                queries: watched.queries, rows: watched.rows, plans: watched.plans, mostRowsOfAStep: watched.mostRowsOfAStep,
                counts: counts,
                node: node, failed: failed)
        }
    }

    /// The first `failed` of the accounts fail one after another, the rest waits.
    private func publish(_ count: Int, failed: Int, from first: Int, on sample: FleetSample) async throws -> [AccountID] {
        let ids = (0..<count).map { _ in AccountID() }
        let sequences = try await sample.database.write { [web = sample.web, time = sample.time] db in
            try ids.enumerated().map { place, id in
                let number = first + place
                try Specifications.publish(
                    .account(.init(number: number, uid: 200_000 + number, isLocked: false)), of: id.text, to: web.id, in: db, at: time.value
                )
                return try #require(try Statuses.of(kind: .account, object: id.text, in: db).first).sequence
            }
        }
        for start in stride(from: 0, to: failed, by: 500) {
            sample.advance(.seconds(1))
            let outcomes = (start..<min(start + 500, failed)).map {
                sample.outcome(sample.account(ids[$0]), sequences[$0], .failed(key: "k", words: "w", nextTry: nil))
            }
            try await sample.take(sample.batch(outcomes, position: failed > 0 ? sequences[min(start + 500, failed) - 1] : 0))
        }
        return ids
    }

    @Test(arguments: Engine.available)
    func `what the home page asks does not grow with what waits and what has failed`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.take(
                sample.batch(
                    [
                        sample.outcome(ObjectReference(server: sample.web.id, kind: .webServer, object: sample.web.id.text), 1),
                        sample.outcome(ObjectReference(server: sample.dns.id, kind: .nameServer, object: sample.dns.id.text), 2),
                    ], position: 2))
            _ = try await publish(30, failed: 22, from: 1, on: sample)
            let few = try await look(database)
            #expect(few.counts == StatusCounts(live: 2, applying: 8, failed: 22, contentMissing: 0, most: 100))
            #expect(few.counts.isExact)
            #expect(few.node?.pending == 8 && few.node?.failed == 22)

            let ids = try await publish(1500, failed: 1200, from: 100, on: sample)
            if engine == .postgresql { try await database.write { db in _ = try db.execute("ANALYZE") } }
            let many = try await look(database)
            #expect(!many.counts.isExact)
            #expect(many.counts.applying == 101 && many.counts.failed == 101)
            #expect(many.node?.pending == 101 && many.node?.failed == 101 && many.node?.condition == .applying(101))
            #expect(many.failed.count == 21)
            // The newest report failed the accounts 1000 to 1199.
            #expect(many.failed.allSatisfy { ids[1000..<1200].map(\.text).contains($0.reference.object) })
            #expect(many.queries == few.queries)
            #expect(many.rows <= few.rows + 1)
            #expect(many.mostRowsOfAStep <= 1000, "\(many.plans.joined(separator: "\n"))")
            if engine == .sqlite {
                let text = many.plans.joined(separator: "\n")
                #expect(text.contains("SCAN t USING INDEX specification_status_attention"))
                // Not all specifications, and nothing of them sorted.
                #expect(
                    !many.plans.contains { $0 == "SCAN s" || $0.hasPrefix("SCAN s ") || $0 == "USE TEMP B-TREE FOR ORDER BY" }, "\(text)")
            }
            let all = try await database.read { db in try Statuses.counts(in: db) }
            // The node's position says that the first eight have an outcome, too.
            #expect(all == StatusCounts(live: 10, applying: 300, failed: 1222, contentMissing: 0))
        }
    }
}
