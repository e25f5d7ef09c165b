import Accounts
import Core
import Fleet
import Identity
import Persistence

/// What is decided about a domain beside its website: whether our name servers have its zone, and whether the provider registers its name
/// (C.USR-11, contract glossary: DNS flag and DNR flag).
extension Domains {
    /// Makes the zone of a domain that has none, with the records a new domain begins with. Does nothing for one that has a zone.
    ///
    /// - Parameter addresses: where its website is.
    ///
    /// Throws `Fault(.conflict)` for a domain in the trash, `Fault(.unavailable)` when there is no name server.
    package func serveZone(
        of typed: String, addresses: [IPAddress], by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Domain {
        var domain = try present(typed, by: actor, in: db)
        guard domain.zone == nil else { return domain }
        let zone = try Zones.create(domain.name, for: domain.account, addresses: addresses, in: db, at: now)
        domain.zone = zone.id
        try DomainQueries.setZone(zone.id, of: domain.id, in: db)
        // A suspended account's zone goes on being served, as those it had before.
        try Audit.record("domain.zone_added", on: domain.audited, by: actor, in: db, at: now)
        return domain
    }

    /// Takes the zone with its records from the name servers, for good: somebody else's answer for the domain. Does nothing without a zone.
    package func removeZone(
        of typed: String, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Domain) throws -> Void = { _ in }
    ) throws -> Domain {
        var domain = try present(typed, by: actor, in: db)
        try checking(domain)
        guard let zone = domain.zone else { return domain }
        domain.zone = nil
        try DomainQueries.setZone(nil, of: domain.id, in: db)
        try Zones.purge(zone, in: db, at: now)
        try Audit.record("domain.zone_removed", on: domain.audited, by: actor, in: db, at: now)
        return domain
    }

    /// Orders the registration of the name, says that it is done, or takes either back. Only who works on accounts may: it costs money and
    /// is carried out by people. Setting what is already set changes nothing.
    package func setRegistration(
        _ registration: Domain.Registration, of typed: String, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Domain) throws -> Void = { _ in }
    ) throws -> Domain {
        try actor.require(.accountManager)
        var domain = try present(typed, by: actor, in: db)
        try checking(domain)
        let before = domain.registration
        if before == registration { return domain }
        domain.registration = registration
        domain.registrationSince = registration == .none ? nil : now
        try DomainQueries.setRegistration(registration, since: domain.registrationSince, of: domain.id, in: db)
        try recordRegistration(of: domain, before: before, by: actor, in: db, at: now)
        return domain
    }

    /// How many names wait for the provider to register them.
    package func toBeRegistered(in db: any Connection) throws -> Int {
        try DomainQueries.count(DomainFilter(registration: .wanted), reach: .everything, in: db)
    }

    func recordRegistration(
        of domain: Domain, before: Domain.Registration, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try Audit.record(
            "domain.registration_changed", on: domain.audited,
            changes: [.init("registration", before.rawValue, domain.registration.rawValue)], by: actor, in: db, at: now)
    }

    private func present(_ typed: String, by actor: Actor, in db: any Connection) throws -> Domain {
        let domain = try locked(typed, by: actor, in: db)
        guard domain.state == .active || domain.state == .suspended else {
            throw Fault.conflict(
                key: "domain.in_trash", arguments: ["name": domain.name.display],
                "\(domain.name.display) is in the trash already. Restore or purge it there.")
        }
        return domain
    }
}
