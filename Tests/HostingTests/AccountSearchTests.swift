import APIResources
import Accounts
import Core
import Fleet
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

@testable import ControlPlane

/// Accounts that are looked for (H.ADM-01, -02).
@Suite struct AccountSearchTests {
    /// Four customers on two plans, one of them suspended, one in the trash.
    private static func fill(_ hosting: Hosting) async throws {
        try await hosting.plan("Starter")
        try await hosting.plan("Business")
        let anna = try await hosting.account("Anna's Bakery", of: "anna")
        try await hosting.add("anna-bakery.example", to: anna)
        hosting.advance(.days(2))
        let muller = try await hosting.account("Müller & Söhne", of: "mueller", plan: "Business")
        try await hosting.add("müller.example", to: muller)
        let kafe = try await hosting.account("Ёлки", of: "kafe", plan: "Business")
        try await hosting.add("ёлки.example", to: kafe)
        hosting.advance(.days(2))
        _ = try await hosting.account("Old Shop", of: "oldshop")
        let (accounts, profile) = (hosting.accounts, try await hosting.login("mueller"))
        try await hosting.write { db, now in
            _ = try accounts.suspend(3, reason: "unpaid", by: .system, in: db, at: now)
            _ = try accounts.trash(4, by: .system, in: db, at: now)
            _ = try Profiles.give(Profiles.Change(person: "Jörg Müller"), to: profile.name, by: .system, in: db, at: now)
            guard let elki = try accounts.find(3, by: .system, in: db) else { return }
            _ = try PersonalDataOfAccounts.change(elki, person: nil, by: .system, in: db, at: now) { data in
                data.company = "Nördwind GmbH"
                data.phone = "+49 431 778899"
                data.own[0] = "K-4711"
            }
        }
    }

    @Test(
        .proves("H.ADM-01", part: "billing columns", door: .api), .proves("H.ADM-02", part: "billing data, resellers", door: .api),
        arguments: Engine.available)
    func `accounts are found by each column, by any combination, and all without one`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await Self.fill(hosting)
            let admin = try await hosting.program("admin", role: .administrator)
            func found(_ query: String) async throws -> [Int] {
                let reply = try await admin.api(.get, "/accounts" + (query.isEmpty ? "" : "?" + query))
                #expect(reply.status == 200, "\(query): \(reply.text)")
                return try reply.json(ListResource<AccountResource>.self).items.map(\.number)
            }
            let cases: [(String, [Int])] = [
                ("", [1, 2, 3]), ("number=2", [2]), ("number=web3", [3]), ("number=4", []), ("number=4&state=trashed", [4]),
                ("login=mu", [2]), ("login=MUELLER", [2]), ("login=nobody", []), ("plan=business", [2, 3]), ("plan=Bus", []),
                ("domain=bakery", [1]), ("domain=MÜLLER", [2]), ("domain=xn--mller", [2]), ("domain=лк", [3]),
                ("domain=.example", [1, 2, 3]),
                ("domain=ry.ex", [1]), ("contact=jorg", [2]), ("contact=mueller@example", [2]), ("contact=g%20m", [2]),
                ("contact=kafe@", [3]), ("address=127.0.0.1", [1, 2, 3]), ("address=127.0.0.9", []), ("address=127.", [1, 2, 3]),
                ("address=%3A%3A1", [1, 2, 3]), ("state=suspended", [3]), ("state=trashed", [4]), ("state=active", [1, 2]),
                ("contact=nordwind", [3]), ("contact=k-4711", [3]),
                ("q=778899", [3]), ("type=user", [1, 2, 3]), ("type=reseller", []), ("from=2026-11-23", [2, 3]),
                ("to=2026-11-23", [1]),
                ("from=2026-11-24&to=2026-11-24", [2, 3]), ("plan=business&state=suspended&domain=example", [3]),
                ("plan=business&contact=mueller&from=2026-11-24", [2]), ("plan=starter&contact=mueller", []),
                // One field for all of it.
                ("q=2", [2]), ("q=web1", [1]), ("q=muller", [2]), ("q=sohne", [2]), ("q=елки", [3]), ("q=jorg", [2]),
                ("q=anna-bakery.example", [1]), ("q=bakery", [1]), ("q=business", [2, 3]), ("q=business+mueller", [2]),
                ("q=127.0.0.1", [1, 2, 3]), ("q=anna%40example.org", [1]), ("q=%25", []), ("q=_", []), ("q=shop&state=trashed", [4]),
                ("q=nothing+at+all", []), ("q=%22", []), ("sort=-number&plan=business", [3, 2]), ("sort=plan", [2, 3, 1]),
                ("sort=-created&type=user", [3, 2, 1]),
            ]
            for (query, numbers) in cases {
                let numbersFound = try await found(query)
                // Those made at one moment come in the order of their ids.
                #expect(
                    query.contains("sort") && !query.contains("number")
                        ? numbersFound.sorted() == numbers.sorted() : numbersFound == numbers, "\(query): \(numbersFound)")
            }
            for (query, field) in [("number=x", "number"), ("type=x", "type"), ("from=x", "from"), ("to=2026-02-31", "to")] {
                let reply = try await admin.api(.get, "/accounts?\(query)")
                #expect(reply.status == 422, "\(query)")
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == [field])
            }
            // A customer finds among his own only, whatever he asks for.
            let anna = try await hosting.program("anna")
            let own: ListResource<AccountResource> = try await anna.api(.get, "/accounts?domain=example").json()
            #expect(own.items.map(\.number) == [1])
            // What has changed is found as it is now.
            #expect(try await admin.api(.patch, "/accounts/1", #"{"title":"Café Anna"}"#).status == 200)
            #expect(try await found("q=cafe") == [1])
            #expect(try await found("q=bakery") == [1])
            let domains = hosting.domains
            _ = try await hosting.write { db, now in
                _ = try domains.trash("anna-bakery.example", removesContent: true, by: .system, in: db, at: now)
                try domains.purge("anna-bakery.example", by: .system, in: db, at: now)
            }
            #expect(try await found("domain=bakery") == [])
        }
    }

    @Test(.proves("H.ADM-01", part: "billing columns", door: .page), arguments: Engine.available)
    func `the page of accounts keeps what it was narrowed by, and says what is no number`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await Self.fill(hosting)
            let admin = try await hosting.browser("admin", role: .administrator)
            let page = try await admin.get("/accounts?plan=Business&domain=example&sort=-number").text
            #expect(page.contains("Müller &amp; Söhne") && !page.contains("Bakery"))
            #expect(page.contains(#"<details class="list-filters" open>"#))
            // Sorting, searching and chips keep it.
            #expect(page.contains("plan=Business&amp;domain=example"))
            #expect(page.contains(#"<input type="hidden" name="domain" value="example">"#))
            let wrong = try await admin.get("/accounts?number=x")
            #expect(wrong.status == 200 && wrong.text.contains("whole number") && !wrong.text.contains("Müller"))
            let anna = try await hosting.browser("anna")
            #expect(!(try await anna.get("/accounts").text.contains("list-filters")))
        }
    }

    @Test(arguments: Engine.available)
    func `a long list is read on by its cursor to the end, in every order, each account once`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Business")
            for number in 1...23 {
                _ = try await hosting.account(
                    "Shop \(number % 7)", of: "owner\(number % 5)", plan: number % 2 == 0 ? "Business" : "Starter")
            }
            let admin = try await hosting.program("admin", role: .administrator)
            for sort in ["number", "-number", "title", "-title", "plan", "-plan", "created", "-created"] {
                var (seen, cursor): ([Int], String?) = ([], nil)
                repeat {
                    let place = cursor.map { "&cursor=\($0)" } ?? ""
                    let page: ListResource<AccountResource> = try await admin.api(
                        .get, "/accounts?q=shop&per_page=4&sort=\(sort)\(place)"
                    ).json()
                    seen += page.items.map(\.number)
                    #expect(page.total == 23)
                    cursor = page.next
                } while cursor != nil
                #expect(seen.count == 23 && Set(seen).count == 23, "\(sort): \(seen)")
                if sort == "-number" { #expect(seen == (1...23).reversed()) }
            }
            // The page has the same way.
            let browser = try await hosting.browser("admin", role: .administrator)
            #expect(try await browser.get("/accounts").text.contains(#"class="paging""#) == false)
        }
    }

    @Test(arguments: Engine.available)
    func `of 100,000 accounts a search looks at as many as of 1,000`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let first = try await hosting.account("First", of: "first")
            let clerk = Actor(role: .administrator, login: try await hosting.login("admin", role: .administrator).id, name: "admin")
            try await ManyAccounts.make(100_000, like: first, in: hosting)
            let (accounts, day) = (hosting.accounts, hosting.now + .days(40))
            let filters: [(String, AccountFilter)] = [
                ("all", AccountFilter()), ("all by title", AccountFilter(order: .title)),
                ("all, latest first", AccountFilter(order: .created, isDescending: true)), ("number", AccountFilter(number: 150_000)),
                ("login", AccountFilter(login: "owner150000")), ("part of a domain", AccountFilter(domain: "d150000.ex")),
                ("a domain that all have", AccountFilter(domain: "example")), ("contact", AccountFilter(contact: "150000@")),
                ("plan", AccountFilter(plan: "Starter")), ("suspended", AccountFilter(state: .suspended)),
                ("made", AccountFilter(from: day, order: .created)), ("a rare word", AccountFilter(search: "w150000")),
                ("a word that all have", AccountFilter(search: "customer")), ("two words", AccountFilter(search: "customer d150000")),
                ("a word in a field of its own and one that all have", AccountFilter(login: "owner15000", domain: "example")),
                ("nothing", AccountFilter(search: "zzzzzz")),
            ]
            for (name, filter) in filters {
                let (found, plans, most, queries) = try await hosting.database.read { db in
                    let watched = WatchedConnection(db)
                    let found = try accounts.following(filter, after: nil, by: clerk, in: watched).accounts.count
                    return (found, watched.plans, watched.mostRowsOfAStep, watched.queries)
                }
                let text = plans.joined(separator: "\n")
                #expect(name == "nothing" ? found == 0 : found > 0, "\(name)")
                #expect(queries <= 8, "\(name): \(queries)")
                // PostgreSQL tells how many rows each step really had. Some thousand are the most that is called few.
                if name != "plan" || engine == .sqlite { #expect(most <= 10_000, "\(name): \(most)\n\(text)") }
                if engine == .sqlite {
                    // No step reads a table from its beginning but those of a few rows and those that a limit ends.
                    let scans = plans.filter { $0.hasPrefix("SCAN account") && !$0.contains("USING") && !$0.contains("VIRTUAL") }
                    #expect(scans.isEmpty, "\(name)\n\(text)")
                }
            }
        }
    }
}

/// Rows of customers who were never created: what a search looks at and nothing else.
enum ManyAccounts {
    static func make(_ count: Int, like first: Account, in hosting: Hosting) async throws {
        let texts = ["account_text", "login_text", "domain_text"].map { SQL(trusted: $0) }
        try await hosting.write { db, now in
            let numbers: SQL =
                """
                WITH RECURSIVE numbers (n) AS (SELECT 100001 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(100_000 + count))
                """
            func id(_ prefix: SQL) -> SQL { "'00000000-0000-7000-8\(prefix)-000000' || CAST(n AS TEXT)" }
            try db.execute(
                """
                INSERT INTO login (id, name, name_folded, person, email, role, password_hash, is_locked, created_at) \(numbers)
                SELECT \(id("001")), 'owner' || CAST(n AS TEXT), 'owner' || CAST(n AS TEXT), 'Customer', CAST(n AS TEXT) || '@example.org', 'customer',
                    '', FALSE, 0 FROM numbers
                """)
            try db.execute(
                """
                INSERT INTO account (id, number, login_id, plan_id, plan_version, server_id, title, title_folded, uid, created_at, suspension_reason,
                    suspended_at) \(numbers)
                SELECT \(id("002")), n, \(id("001")), CAST(\(first.plan) AS TEXT), 1, CAST(\(first.server) AS TEXT),
                    'Customer w' || CAST(n AS TEXT), 'customer w' || CAST(n AS TEXT), 200000 + n, CAST(\(now) AS BIGINT) + CAST(n AS BIGINT) * 60000,
                    CASE WHEN n % 500 = 0 THEN 'unpaid' ELSE NULL END, CASE WHEN n % 500 = 0 THEN 1 ELSE NULL END FROM numbers
                """)
            try db.execute(
                """
                INSERT INTO domain (id, account_id, name, name_folded, held_name, created_at) \(numbers)
                SELECT \(id("003")), \(id("002")), 'd' || CAST(n AS TEXT) || '.example', 'd' || CAST(n AS TEXT) || '.example',
                    'd' || CAST(n AS TEXT) || '.example', 0 FROM numbers
                """)
            try db.execute("INSERT INTO \(texts[0]) (id, words) SELECT id, title_folded FROM account WHERE number > 100000")
            try db.execute(
                "INSERT INTO \(texts[1]) (id, words) SELECT id, LOWER(person || ' ' || email) FROM login WHERE name LIKE 'owner1%'")
            try db.execute("INSERT INTO \(texts[2]) (id, words) SELECT id, name_folded FROM domain")
            try db.execute("UPDATE account_series SET last_number = last_number + \(count)")
        }
        // Beside the transaction, so that PostgreSQL counts what is there.
        try await hosting.write { db, _ in _ = try db.execute("ANALYZE") }
    }
}
