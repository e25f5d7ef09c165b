import Accounts
import Core
import Domains
import Fleet
import Identity
import Notifications
import Persistence
import Presentation

/// What the owner of a domain that is registered elsewhere has to give his registrar, so that the world asks our name servers for it.
package struct Delegation: Sendable, Equatable {
    package struct NameServer: Sendable, Equatable {
        package var name: DomainName
        /// Only for a name below the domain itself: nobody could look it up before the domain is delegated, so the registrar needs the addresses
        /// too (glue, RFC 1034 §4.2.1).
        package var addresses: [IPAddress]

        package init(name: DomainName, addresses: [IPAddress]) {
            self.name = name
            self.addresses = addresses
        }
    }

    package var domain: DomainName
    /// By number.
    package var nameServers: [NameServer]

    package init(domain: DomainName, nameServers: [NameServer]) {
        self.domain = domain
        self.nameServers = nameServers
    }

    package init(of domain: DomainName, to servers: [LogicalServer]) {
        self.init(
            domain: domain,
            nameServers: servers.sorted { $0.number < $1.number }
                .map { NameServer(name: $0.name, addresses: $0.name.isWithin(domain) ? $0.addresses : []) })
    }

    package var needsGlue: Bool { nameServers.contains { !$0.addresses.isEmpty } }

    /// The lines to give the registrar, alike in every language but for their names.
    func lines(_ texts: any DelegationTexts) -> [String] {
        var pairs = [(texts.domain, domain.ascii)]
        for (i, server) in nameServers.enumerated() {
            let addresses = server.addresses.map(\.text).joined(separator: ", ")
            pairs.append((texts.nameServer(i + 1), server.name.ascii + (addresses.isEmpty ? "" : "  " + addresses)))
        }
        let width = pairs.map(\.0.count).max() ?? 0
        return pairs.map { "  " + $0.0 + ":" + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
    }

    /// One line per name server, for the page: `ns1.example.org 203.0.113.24`.
    package var codeLines: [String] {
        nameServers.map { ([$0.name.ascii] + $0.addresses.map(\.text)).joined(separator: " ") }
    }
}

/// Everything that the mail to the owner mentions.
package struct DelegationLetter: Sendable {
    package var delegation: Delegation
    package var person: String
    package var company: String
    package var account: String
    /// Of the domain's page.
    package var page: String
    /// Where he asks for help; may be empty.
    package var support: String

    package init(delegation: Delegation, person: String, company: String, account: String, page: String, support: String) {
        self.delegation = delegation
        self.person = person
        self.company = company
        self.account = account
        self.page = page
        self.support = support
    }

    /// What the notification's variables stand for.
    func values(_ texts: Texts) -> [String: String] {
        let words = texts.delegation
        return [
            "person": person, "company": company, "account": account, "domain": delegation.domain.display,
            "name_servers": delegation.lines(words).joined(separator: "\n"), "needs_glue": delegation.needsGlue ? words.yes : "",
            "page": page, "support": support,
        ]
    }

    /// As they read with the text that comes with the product.
    package func subject(_ texts: Texts) -> String { MailTemplate(texts.delegation.mail.subject).filled(values(texts)) }

    package func text(_ texts: Texts) -> String { MailTemplate(texts.delegation.mail.body).filled(values(texts)) }
}

extension Mail.Kind {
    package static let domainHosted: Mail.Kind = "domain.hosted"
}

extension HostedDomains {
    /// nil for a domain without a zone, and for one below another domain that is hosted here: its parent's zone is ours, no registrar knows it.
    package func delegation(of domain: Domain, in db: any Connection) throws -> Delegation? {
        guard let zone = domain.zone else { return nil }
        var above = domain.name
        while let parent = above.parent {
            if try domains.find(parent, by: .system, in: db) != nil { return nil }
            above = parent
        }
        let servers = try Zones.servers(of: zone, in: db)
        return servers.isEmpty ? nil : Delegation(of: domain.name, to: servers)
    }

    /// Mails the owner of the account, in his language, what to give his registrar. Nil when there is nothing to give.
    @discardableResult
    package func mailDelegation(of domain: Domain, in db: any Connection, at now: Timestamp) throws -> MailID? {
        // Nobody is told to point a name at what is not there.
        guard !domain.isDemo, let delegation = try delegation(of: domain, in: db), let owner = try Logins.find(domain.owner, in: db) else {
            return nil
        }
        let settings = try ProviderSettings.current(in: db)
        let company = try settings.company.isEmpty ? Installations.required(in: db).providerName : settings.company
        let letter = DelegationLetter(
            delegation: delegation, person: owner.person, company: company, account: "\(domain.systemUser), \(domain.accountTitle)",
            page: "\(websites.configuration.panelURL)/domains/\(domain.name)", support: settings.supportAddress)
        let texts = settings.texts(for: owner)
        return try Mails.notify(
            .domainHosted, to: owner, account: domain.account, values: letter.values(texts), settings: settings, in: db, at: now)
    }

    /// The same once more, because somebody asked. Faults: `domain.not_found`, `domain.no_delegation` (conflict).
    package func mailDelegationAgain(_ name: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let domain = try domains.locked(name, by: actor, in: db)
        guard domain.state == .active, try mailDelegation(of: domain, in: db, at: now) != nil else {
            throw Fault.conflict(
                key: "domain.no_delegation", arguments: ["domain": domain.name.display],
                "\(domain.name.display) needs nothing from a registrar: it is not served, or lies below another domain that is hosted here."
            )
        }
        try Audit.record("domain.delegation_mailed", on: domain.audited, by: actor, in: db, at: now)
    }
}
