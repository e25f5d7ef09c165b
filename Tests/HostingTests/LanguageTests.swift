import Accounts
import AgentProtocol
import Core
import Domains
import HTTPTypes
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// In which language somebody is answered, and how names of three scripts are found and sorted.
@Suite struct LanguageTests {
    @Test(.proves("H.LNF-07", door: .page), arguments: Engine.available)
    func `a page is in the language of the person, of the browser, of the provider`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            func lang(_ reply: Client.Reply) -> String? {
                #expect(reply.text.contains("<html lang=\"\(reply.headers[.contentLanguage] ?? "")\""))
                return reply.headers[.contentLanguage]
            }
            let stranger = hosting.stranger
            #expect(try await lang(stranger.get("/sign-in")) == "en")
            #expect(try await lang(stranger.send(.get, "/sign-in", headers: [.acceptLanguage: "ru-RU,ru;q=0.9"])) == "ru")
            hosting.panel.defaults.withLock { $0.language = .german }
            #expect(try await lang(stranger.get("/sign-in")) == "de")
            // Chosen on the page: kept in this browser.
            #expect(try await lang(stranger.get("/sign-in?language=ru")) == "ru")
            #expect(try await lang(stranger.send(.get, "/sign-in", headers: [.acceptLanguage: "en"])) == "ru")
            #expect(try await lang(stranger.get("/sign-in?language=xx")) == "ru")
            #expect(try await stranger.get("/sign-in").text.contains("Логин"))
            // The browser of a person who chose nothing does not decide; what he chose himself does.
            _ = try await hosting.account()
            let anna = try await hosting.browser("anna")
            #expect(try await lang(anna.send(.get, "/", headers: [.acceptLanguage: "ru"])) == "de")
            let login = try await hosting.login("anna").id
            _ = try await hosting.write { db, _ in
                try db.execute("UPDATE login SET language = 'en', time_zone = 'Europe/Moscow' WHERE id = \(login)")
            }
            #expect(try await lang(anna.get("/")) == "en")
            #expect(try await lang(anna.get("/nothing-here")) == "en")
        }
    }

    @Test(arguments: Engine.available)
    func `what is refused is said in the reader's language, beside its field`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            _ = try await hosting.write { db, _ in try db.execute("UPDATE login SET language = 'ru'") }
            let anna = try await hosting.browser("anna")
            let refused = try await anna.post("/domains/new", [("name", "www.example.org"), ("account", "1"), ("documentRoot", "")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("Добавьте домен без www, он уже включён: example.org."))
            #expect(refused.text.contains("value=\"www.example.org\""))
            let missing = try await anna.get("/domains/nobody.example")
            #expect(missing.status == 404 && missing.text.contains("Такого домена нет, или он вам не принадлежит."))
            // Programs read English and the key.
            let program = try await hosting.program("anna")
            let problem = try await program.api(.get, "/domains/nobody.example")
            #expect(problem.text.contains("domain.not_found") && problem.text.contains("There is no such domain"))
        }
    }

    @Test(arguments: Engine.available)
    func `the first page of a site is in its owner's language`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("one.example", to: account)
            _ = try await hosting.write { db, _ in try db.execute("UPDATE login SET language = 'de'") }
            try await hosting.add("two.example", to: account)
            let pages = try await hosting.wanted(.website).compactMap { wanted -> (String, String)? in
                guard case .website(let site)? = wanted.specification else { return nil }
                return (site.names[0].ascii, site.indexPage)
            }
            let page = Dictionary(uniqueKeysWithValues: pages)
            #expect(page["one.example"]?.contains("<html lang=\"en\">") == true)
            #expect(page["two.example"]?.contains("<html lang=\"de\">") == true)
            #expect(page["two.example"]?.contains("Diese Website ist bereit") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `names of three scripts are found without their accents and sorted alike`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let titles = [
                "Zimmerei Öztürk", "Йогурт", "Müller & Söhne", "Ёлки", "Ирис", "Muller Bros", "Straßenbau", "Żółw", "Еда", "Acme",
            ]
            for (number, title) in titles.enumerated() { _ = try await hosting.account(title, of: "owner\(number)") }
            let accounts = hosting.accounts
            func found(_ search: String) async throws -> [String] {
                try await hosting.read { db in
                    try accounts.list(AccountFilter(search: search, order: .title, limit: 50), by: .system, in: db).accounts.map(\.title)
                }
            }
            #expect(
                try await found("") == [
                    "Acme", "Müller & Söhne", "Muller Bros", "Straßenbau", "Zimmerei Öztürk", "Żółw", "Еда", "Ёлки", "Ирис", "Йогурт",
                ])
            #expect(try await found("MULLER") == ["Müller & Söhne", "Muller Bros"])
            #expect(try await found("мЮллер").isEmpty)
            #expect(try await found("sohne") == ["Müller & Söhne"])
            #expect(try await found("STRASSE") == ["Straßenbau"])
            #expect(try await found("strasse") == (try await found("STRAẞE")))
            #expect(try await found("елки") == ["Ёлки"])
            #expect(try await found("ЁЛКИ") == ["Ёлки"])
            #expect(try await found("йогурт") == ["Йогурт"])
            #expect(try await found("иогурт").isEmpty)
            #expect(try await found("zolw") == ["Żółw"])
            // Domains by what people read and by what stands in the DNS.
            let account = try await hosting.account("Acme 2", of: "owner0")
            for name in ["ёлки.example", "müller.example", "йод.example"] { try await hosting.add(name, to: account) }
            let domains = hosting.domains
            func named(_ search: String) async throws -> [String] {
                try await hosting.read { db in
                    try domains.list(DomainFilter(search: search, order: .name), by: .system, in: db).domains.map(\.name.display)
                }
            }
            #expect(try await named("елки") == ["ёлки.example"])
            #expect(try await named("MULLER") == ["müller.example"])
            #expect(try await named("xn--mller") == ["müller.example"])
            #expect(try await named("") == ["müller.example", "ёлки.example", "йод.example"])
        }
    }
}
