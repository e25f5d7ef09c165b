import APIResources
import Core
import Domains
import Foundation
import HTTPTypes
import Persistence
import Presentation
import TestSupport
import Testing

/// Lists of an installation that has grown.
@Suite struct LongListTests {
    @Test(arguments: Engine.available)
    func `the last page of 100,000 domains looks at no more rows than the first`(engine: DatabaseEngine) async throws {
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
            let clerk = Actor(role: .administrator, login: try await hosting.login("admin", role: .administrator).id, name: "admin")
            for order in [DomainFilter.Order.name, .created] {
                let isUp = order == .name
                let sort = isUp ? "name" : "-created"
                let begin: ListResource<DomainResource> = try await admin.api(.get, "/domains?sort=\(sort)").json()
                #expect(begin.items.count == 50)
                #expect(begin.total == nil)
                let near = isUp ? count + 99_960 : count + 40
                let cursor = ListCursor(
                    order: sort, value: isUp ? "d\(near).example" : String(hosting.now.milliseconds + Int64(near)),
                    id: "00000000-0000-7000-8000-000000\(near)")
                let end: ListResource<DomainResource> = try await admin.api(.get, "/domains?sort=\(sort)&cursor=\(cursor.text)").json()
                #expect(end.next == nil)
                #expect(end.items.last?.name == (isUp ? "d199999.example" : "d100000.example"))

                // What the engine looks at for the page, at either end of the list: the page and no more.
                for place in [nil, cursor] {
                    let (plans, most) = try await hosting.database.read { [domains = hosting.domains] db in
                        let watched = WatchedConnection(db)
                        _ = try domains.following(
                            DomainFilter(order: order, isDescending: !isUp), after: place, by: clerk, in: watched)
                        return (watched.plans, watched.mostRowsOfAStep)
                    }
                    let text = plans.joined(separator: "\n")
                    #expect(most <= 200, "\(text)")
                    if engine == .sqlite {
                        #expect(text.contains("domain USING INDEX"), "\(text)")
                        #expect(!text.contains("TEMP B-TREE"), "\(text)")
                        if place != nil { #expect(text.contains("SEARCH domain USING INDEX"), "\(text)") }
                    }
                }
            }
        }
    }
}
