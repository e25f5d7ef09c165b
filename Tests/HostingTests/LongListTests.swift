import APIResources
import Core
import Foundation
import HTTPTypes
import Persistence
import Presentation
import TestSupport
import Testing

/// Lists of an installation that has grown.
@Suite struct LongListTests {
    @Test(arguments: Engine.available)
    func `the last page of 100,000 domains takes no longer than the first`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let count = 100_000
            try await hosting.write { db, now in
                let digits: SQL = "SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                let tens: SQL = "SELECT a.d + 5 * b.d AS d FROM (\(digits)) a, (\(digits)) b WHERE a.d + 5 * b.d < 10"
                let numbers: SQL = """
                    SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 AS n
                    FROM (\(tens)) a, (\(tens)) b, (\(tens)) c, (\(tens)) e, (\(tens)) f
                    """
                try db.execute(
                    """
                    INSERT INTO domain (id, account_id, name, name_folded, held_name, created_at)
                    SELECT '00000000-0000-7000-8000-000000' || CAST(n AS TEXT), CAST(\(account.id) AS TEXT), 'd' || CAST(n AS TEXT) || '.example',
                        'd' || CAST(n AS TEXT) || '.example', 'd' || CAST(n AS TEXT) || '.example', CAST(\(now) AS BIGINT) + n
                    FROM (\(numbers)) numbers
                    """)
                try db.execute(engine == .postgresql ? "ANALYZE domain" : "ANALYZE")
            }
            let admin = try await hosting.program("admin", role: .administrator)
            func time(_ path: String) async throws -> (Duration, ListResource<DomainResource>) {
                var best = Duration.seconds(60)
                var page: ListResource<DomainResource>?
                for _ in 0..<5 {
                    let started = ContinuousClock.now
                    let reply = try await admin.api(.get, path)
                    best = min(best, ContinuousClock.now - started)
                    #expect(reply.status == 200)
                    page = try reply.json()
                }
                return (best, try #require(page))
            }
            for sort in ["name", "-created"] {
                let (first, begin) = try await time("/domains?sort=\(sort)")
                #expect(begin.items.count == 50)
                #expect(begin.total == nil)
                let isUp = sort == "name"
                let near = isUp ? count + 99_960 : count + 40
                let order = ListCursor(
                    order: sort, value: isUp ? "d\(near).example" : String(hosting.now.milliseconds + Int64(near)),
                    id: "00000000-0000-7000-8000-000000\(near)")
                let (last, end) = try await time("/domains?sort=\(sort)&cursor=\(order.text)")
                #expect(end.next == nil)
                #expect(end.items.last?.name == (isUp ? "d199999.example" : "d100000.example"))
                print("list of 100,000 domains by \(sort) on \(engine): first page \(first), last page \(last)")
                #expect(last < first * 3 + .milliseconds(20))
            }
        }
    }
}
