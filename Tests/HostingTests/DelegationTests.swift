import APIResources
import Core
import Fleet
import Identity
import Notifications
import Persistence
import Presentation
import TestSupport
import Testing

@testable import Websites

/// H.DOM-04: who hosts a domain that is registered elsewhere is told what to give his registrar.
@Suite struct DelegationTests {
    private static let letter = DelegationLetter(
        delegation: Delegation(
            domain: DomainName(stored: "xn--tpferei-90a.example"),
            nameServers: [
                .init(name: DomainName(stored: "ns1.hosting.example"), addresses: []),
                .init(name: DomainName(stored: "ns2.hosting.example"), addresses: []),
            ]), person: "Anna Kern", company: "Northern Hosting", account: "web1, Anna's Bakery",
        page: "https://cp.hosting.example/domains/xn--tpferei-90a.example", support: "help@hosting.example")

    @Test func `the mail reads like this`() {
        #expect(Self.letter.subject(Texts(.english)) == "töpferei.example: what to give your registrar")
        #expect(
            Self.letter.text(Texts(.english)) == """
                Hello Anna Kern,

                töpferei.example is set up at Northern Hosting
                (account web1, Anna's Bakery).

                For visitors and mail to find it, the registrar with whom the domain
                is registered has to name our name servers. Give him this:

                  Domain:         xn--tpferei-90a.example
                  Name server 1:  ns1.hosting.example
                  Name server 2:  ns2.hosting.example

                In your registrar's panel the place is called "name servers" or "DNS".
                Take out the name servers that stand there now.

                If the domain has been signed with DNSSEC so far, have the registrar
                remove its DS records first. Otherwise it cannot be found.

                Until everybody has noticed it may take up to two days.

                The page of the domain shows it as it is:
                  https://cp.hosting.example/domains/xn--tpferei-90a.example

                Questions? help@hosting.example

                --\u{20}
                Northern Hosting

                """)
    }

    @Test(arguments: Language.allCases)
    func `every language says the name servers, and their addresses where they lie below the domain`(language: Language) throws {
        var letter = Self.letter
        letter.delegation = Delegation(
            domain: DomainName(stored: "hosting.example"),
            nameServers: [
                .init(
                    name: DomainName(stored: "ns1.hosting.example"),
                    addresses: [try IPAddress("203.0.113.5"), try IPAddress("2001:db8::5")])
            ])
        let text = letter.text(Texts(language))
        #expect(text.contains("ns1.hosting.example  203.0.113.5, 2001:db8::5"))
        #expect(text.contains("Anna Kern") && text.contains("Northern Hosting") && text.contains("help@hosting.example"))
        #expect(!text.contains("\n\n\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
    }

    @Test(.proves("H.DOM-04", door: .page), arguments: Engine.available)
    func `who hosts a domain gets a mail in his language with what to give his registrar`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                let relays = hosting.relays
                _ = try await hosting.write { db, now in try relays.change(MailTests.relay(server), by: .system, in: db, at: now) }
                let account = try await hosting.account()
                try await hosting.write { db, _ in _ = try db.execute("UPDATE login SET language = 'de' WHERE name = 'anna'") }
                let anna = try await hosting.browser("anna")
                let added = try await anna.post("/domains/new", [("name", "kern-keramik.example"), ("account", String(account.number))])
                #expect(added.location == "/domains/kern-keramik.example")
                let page = try await anna.get("/domains/kern-keramik.example").text
                #expect(page.contains("ns1.hosting.example") && page.contains("ns2.hosting.example"))
                try await hosting.work()
                let mail = try #require(try server.taken().first)
                #expect(mail.to == ["anna@example.org"] && mail.subject == "kern-keramik.example: Angaben für Ihren Registrar")
                #expect(
                    mail.text.contains("Nameserver 1:  ns1.hosting.example") && mail.text.contains("Nameserver 2:  ns2.hosting.example"))
                #expect(mail.text.contains("Northern Hosting") && mail.text.contains("/domains/kern-keramik.example"))
                #expect(mail.defects == [])
                #expect(try server.taken().count == 1)
            }
        }
    }

    @Test(.proves("H.DOM-04", door: .api), arguments: Engine.available)
    func `programs read the same and can have it mailed again`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("kern-keramik.example", to: account)
            let anna = try await hosting.program("anna")
            let answer = try await anna.api(.get, "/domains/kern-keramik.example/delegation").json(DelegationResource.self)
            #expect(answer.nameServers.map(\.name) == ["ns1.hosting.example", "ns2.hosting.example"])
            #expect(answer.nameServers.allSatisfy { $0.addresses.isEmpty })
            #expect(try await anna.api(.post, "/domains/kern-keramik.example/delegation/mail").status == 204)
            let mails = try await hosting.read { db in try Mails.list(MailFilter(account: account.id), by: .system, in: db).mails }
            #expect(mails.count == 2 && mails.allSatisfy { $0.mail.kind == .domainHosted && $0.mail.to.address == "anna@example.org" })
            let ben = try await hosting.program("ben")
            #expect(try await ben.api(.get, "/domains/kern-keramik.example/delegation").status == 404)
            #expect(try await ben.api(.post, "/domains/kern-keramik.example/delegation/mail").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `name servers below the domain are told with their addresses, a name below a hosted one needs no registrar`(engine: DatabaseEngine)
        async throws
    {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            // The service zone lies below the provider's own domain.
            try await hosting.write { db, _ in _ = try db.execute("UPDATE installation SET service_zone = 'srv.northern.example'") }
            try await hosting.write { db, _ in
                _ = try db.execute("UPDATE logical_server SET name = 'ns1.srv.northern.example' WHERE name = 'ns1.hosting.example'")
            }
            try await hosting.add("northern.example", to: account)
            let administrator = try await hosting.program("admin", role: .administrator)
            let answer = try await administrator.api(.get, "/domains/northern.example/delegation").json(DelegationResource.self)
            #expect(answer.nameServers.first { $0.name == "ns1.srv.northern.example" }?.addresses == ["127.0.0.53"])
            #expect(answer.nameServers.first { $0.name == "ns2.hosting.example" }?.addresses == [])
            try await hosting.add("shop.northern.example", to: account)
            let below = try await administrator.api(.get, "/domains/shop.northern.example/delegation").json(DelegationResource.self)
            #expect(below.nameServers.isEmpty)
            #expect(try await administrator.api(.post, "/domains/shop.northern.example/delegation/mail").status == 409)
            let mails = try await hosting.read { db in try Mails.list(MailFilter(), by: .system, in: db).mails }
            #expect(mails.count == 1 && mails[0].mail.text.contains("ns1.srv.northern.example  127.0.0.53"))
        }
    }
}
