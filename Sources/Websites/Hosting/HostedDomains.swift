import APIResources
import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Persistence

/// Domain, zone and website together: what a customer means by "my domain". Pages, REST and the example installation call this.
package struct HostedDomains: Sendable {
    package let accounts: Accounts
    package let domains: Domains
    package let websites: Websites

    package init(accounts: Accounts, domains: Domains, websites: Websites) {
        self.accounts = accounts
        self.domains = domains
        self.websites = websites
    }

    /// Adds the domain, its zone on two name servers and its website, in one transaction, and mails the owner what to give his registrar (H.DOM-04).
    /// Faults as `Domains.add` and `Websites.create`.
    ///
    /// - Parameters:
    ///   - hasZone: false: without a zone, because its name servers are somebody else's.
    ///   - isToBeRegistered: the provider registers the name; for who works on accounts.
    package func add(
        _ name: String, to account: Account, documentRoot: String?, hasZone: Bool = true, isToBeRegistered: Bool = false, by actor: Actor,
        in db: any Connection, at now: Timestamp
    ) throws -> Domain {
        let addresses = try Accounts.effectiveAddresses(of: account, in: db)
        let domain = try domains.add(
            name, to: account, addresses: addresses, hasZone: hasZone, isToBeRegistered: isToBeRegistered, by: actor, in: db, at: now)
        _ = try websites.create(for: domain, of: account, documentRoot: documentRoot, in: db, at: now)
        try mailDelegation(of: domain, in: db, at: now)
        return domain
    }

    /// The zone of a domain that has none, on our name servers from now on; its owner is mailed what to give his registrar.
    package func serveZone(of name: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Domain {
        let domain = try domains.locked(name, by: actor, in: db)
        guard let account = try Accounts.find(domain.account, by: .system, in: db) else { throw Fault.notFound("account") }
        let addresses = try Accounts.effectiveAddresses(of: account, in: db)
        let served = try domains.serveZone(of: name, addresses: addresses, by: actor, in: db, at: now)
        if domain.zone == nil { try mailDelegation(of: served, in: db, at: now) }
        return served
    }

    /// The accounts this person may add a domain to, by number: all active ones for staff who work on accounts, his own for everybody else.
    package func open(for actor: Actor, limit: Int, in db: any Connection) throws -> [Account] {
        let owner = actor.may(.accountManager) ? nil : actor.login
        return try accounts.list(AccountFilter(state: .active, owner: owner, limit: limit), by: actor, in: db).accounts
    }

    /// Whether adding a domain is this person's business. Staff who work on accounts are led to making one where there is none.
    package func mayAdd(_ actor: Actor, in db: any Connection) throws -> Bool {
        try actor.may(.accountManager) || !open(for: actor, limit: 1, in: db).isEmpty
    }

    /// What is, on every server that has a part of the domain.
    package func statuses(of domain: Domain, site: Website?, in db: any Connection) throws -> [PartStatus] {
        var parts: [PartStatus] = []
        if let site {
            parts += try Statuses.of(kind: .website, object: site.id.text, in: db).map { PartStatus(kind: .website, status: $0) }
        }
        if let zone = domain.zone {
            parts += try Statuses.of(kind: .zone, object: zone.text, in: db).map { PartStatus(kind: .zone, status: $0) }
        }
        return parts
    }

    /// The states of many domains for a list, by domain.
    package func summaries(of domains: [Domain], in db: any Connection) throws -> [DomainID: StatusSummary] {
        let ids = domains.map(\.id)
        var objects: [DomainID: [ObjectKey]] = [:]
        for domain in domains { if let zone = domain.zone { objects[domain.id] = [ObjectKey(.zone, zone.text)] } }
        for row in try db.query("SELECT id, domain_id FROM website WHERE domain_id IN (\(list: ids))") {
            objects[try row("domain_id"), default: []].append(ObjectKey(.website, try row("id")))
        }
        let known = try Statuses.summary(of: objects.values.flatMap { $0 }, in: db)
        return objects.compactMapValues { keys in
            let parts = keys.compactMap { known[$0] }
            let order: [LiveState] = [.failed, .contentMissing, .wanted, .applying, .live, .removed]
            return order.lazy.compactMap { state in parts.first { $0.state == state } }.first
        }
    }

    /// Has every node apply the domain's parts once more.
    package func tryAgain(_ domain: Domain, in db: any Connection, at now: Timestamp) throws {
        if let site = try websites.of(domain, in: db) {
            try Specifications.republish(kind: .website, object: site.id.text, on: site.server, in: db, at: now)
        }
        guard let zone = domain.zone else { return }
        for server in try Zones.servers(of: zone, in: db).inLockOrder {
            try Specifications.republish(kind: .zone, object: zone.text, on: server.id, in: db, at: now)
        }
    }
}

/// One part of a domain on one server.
package struct PartStatus: Sendable {
    package var kind: ObjectKind
    package var status: ObjectStatus
}

extension [PartStatus] {
    /// The state that needs most attention.
    package var summary: StatusSummary? { StatusSummary(map(\.status)) }
}
