import Accounts
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// What hangs on a domain in a feature above this one (its website).
package protocol DomainPart: Sendable {
    /// - Parameter removesContent: the person chose to lose the files too, once the domain is purged.
    func domainWasTrashed(_ domain: Domain, removesContent: Bool, in db: any Connection, at now: Timestamp) throws
    func domainWasRestored(_ domain: Domain, in db: any Connection, at now: Timestamp) throws
    func domainWasPurged(_ domain: Domain, in db: any Connection, at now: Timestamp) throws
}

/// Operations on domains.
package struct Domains: Sendable {
    package struct Configuration: Sendable {
        /// How long a trashed domain can be restored.
        package var trashPeriod: Duration = .days(30)

        package init() {}
    }

    package var configuration: Configuration
    private let parts: [any DomainPart]

    package init(configuration: Configuration = Configuration(), parts: [any DomainPart]) {
        self.configuration = configuration
        self.parts = parts
    }

    package func find(_ name: DomainName, by actor: Actor, in db: any Connection) throws -> Domain? {
        try DomainQueries.find(name, reach: actor.reach, in: db)
    }

    /// `typed` may be what stands in a URL. Throws `Fault(.notFound)` for anything that is not a domain within reach.
    package func required(_ typed: String, by actor: Actor, in db: any Connection) throws -> Domain {
        // A malformed name names nothing: not found is the whole truth.
        guard let name = try? DomainName(typed), let domain = try find(name, by: actor, in: db) else { throw Fault.notFound("domain") }
        return domain
    }

    /// The domain as it stays until the transaction ends: nobody else can change it, its account or its site. Throws `Fault(.notFound)`,
    /// and `Fault(.forbidden)` for the customer of a suspended account.
    package func locked(_ typed: String, by actor: Actor, in db: any Connection) throws -> Domain {
        let found = try required(typed, by: actor, in: db)
        try found.requireOpen(for: actor)
        if db.engine == .sqlite { return found }
        try Domains.lock(found.account, in: db)
        // It may have changed while this waited.
        let now = try required(typed, by: actor, in: db)
        try now.requireOpen(for: actor)
        return now
    }

    package func list(_ filter: DomainFilter, by actor: Actor, in db: any Connection) throws -> (domains: [Domain], total: Int) {
        try DomainQueries.list(filter, reach: actor.reach, in: db)
    }

    /// The rows after `cursor`, and where the next ones are; nil at the end. What `filter` says of pages is not looked at.
    package func following(
        _ filter: DomainFilter, after cursor: ListCursor?, by actor: Actor, in db: any Connection
    ) throws -> (domains: [Domain], next: ListCursor?) {
        try DomainQueries.following(filter, after: cursor, reach: actor.reach, in: db)
    }

    package func count(_ filter: DomainFilter, by actor: Actor, in db: any Connection) throws -> Int {
        try DomainQueries.count(filter, reach: actor.reach, in: db)
    }

    package func total(by actor: Actor, in db: any Connection) throws -> Int { try DomainQueries.total(reach: actor.reach, in: db) }

    package func counts(of accounts: [AccountID], in db: any Connection) throws -> [AccountID: Int] {
        try DomainQueries.counts(of: accounts, in: db)
    }

    package func of(_ account: AccountID, in db: any Connection) throws -> [Domain] { try Self.all(of: account, in: db) }

    /// The domains of an account, those in the trash too.
    package static func all(of account: AccountID, in db: any Connection) throws -> [Domain] { try DomainQueries.of(account, in: db) }

    /// Adds a domain with its zone to an account. `addresses` are where its website will be.
    ///
    /// - Parameters:
    ///   - hasZone: false: its name servers are somebody else's, and no zone is made here (C.USR-11).
    ///   - isToBeRegistered: The provider registers the name; only who works on accounts orders that.
    ///
    /// Throws `Fault(.invalid)` beside `name` (form, reserved, taken), `Fault(.conflict)` when the account is locked or in the trash,
    /// `Fault(.limit)` when the plan's domains are used up.
    package func add(
        _ typed: String, to account: Account, addresses: [IPAddress], hasZone: Bool = true, isToBeRegistered: Bool = false, by actor: Actor,
        in db: any Connection, at now: Timestamp
    ) throws -> Domain {
        if isToBeRegistered { try actor.require(.accountManager) }
        try actor.requireWork(for: account.login)
        let installation = try Installations.required(in: db)
        var complaints = Complaints()
        let name = try complaints.take("name") {
            let name = try DomainName(typed.trimmingWhitespace)
            try HostedNameRule.check(name, serviceZone: installation.serviceZone)
            return name
        }
        try complaints.check()
        guard let name else { throw Fault.notFound("domain") }
        if !actor.may(.accountManager), installation.serviceZone.isWithin(name) {
            throw Fault.invalid(
                .init(
                    "name", key: "domain.name.above_service_zone", arguments: ["name": name.display],
                    "The service zone of this installation lies below \(name). Only your provider can add it."))
        }
        let account = try Accounts.locked(account, in: db)
        guard account.state == .active else {
            throw Fault.conflict(
                key: "account.not_active", arguments: ["number": String(account.number), "state": account.state.rawValue],
                "Account \(account.number) is \(account.state.rawValue), so no domain can be added to it.")
        }
        try account.requireHome()
        try checkFree(name, for: account, by: actor, in: db)
        try Domains.checkLimit(of: account, in: db)
        do {
            let zone = hasZone ? try Zones.create(name, for: account.id, addresses: addresses, in: db, at: now) : nil
            let domain = Domain(
                id: DomainID(at: now), account: account.id, accountNumber: account.number, owner: account.login,
                accountTitle: account.title,
                planName: account.planName, accountIsSuspended: false, accountIsTrashed: false, isDemo: account.isDemo,
                zone: zone?.id, name: name,
                createdAt: now, registration: isToBeRegistered ? .wanted : .none, registrationSince: isToBeRegistered ? now : nil)
            try DomainQueries.insert(domain, in: db)
            try Audit.record("domain.added", on: domain.audited, by: actor, in: db, at: now)
            if isToBeRegistered { try recordRegistration(of: domain, before: .none, by: actor, in: db, at: now) }
            return domain
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw Domains.alreadyHosted(name)
        }
    }

    /// Puts the domain in the trash: it is served no more, its name stays with the account, nothing is lost until `purgeAt`.
    package func trash(
        _ typed: String, removesContent: Bool, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Domain {
        var domain = try locked(typed, by: actor, in: db)
        guard domain.trashedAt == nil else {
            throw Fault.conflict(
                key: "domain.in_trash", arguments: ["name": domain.name.display],
                "\(domain.name.display) is in the trash already. Restore or purge it there.")
        }
        domain.trashedAt = now
        domain.purgeAt = now + configuration.trashPeriod
        try DomainQueries.setTrash(domain.id, at: now, purgeAt: domain.purgeAt, in: db)
        for part in parts { try part.domainWasTrashed(domain, removesContent: removesContent, in: db, at: now) }
        if let zone = domain.zone { try Zones.trash(zone, in: db, at: now) }
        try Audit.record(
            "domain.trashed", on: domain.audited, changes: [.init("content", nil, removesContent ? "removed" : nil)], by: actor, in: db,
            at: now)
        return domain
    }

    /// Takes the domain out of the trash as it was. Throws `Fault(.limit)` when the plan's domains are used up meanwhile.
    package func restore(_ typed: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Domain {
        var domain = try locked(typed, by: actor, in: db)
        guard domain.trashedAt != nil else {
            throw Fault.conflict(
                key: "domain.not_in_trash", arguments: ["name": domain.name.display],
                "\(domain.name.display) is not in the trash, so there is nothing to restore.")
        }
        if let account = try Accounts.find(domain.account, by: .system, in: db) { try Domains.checkLimit(of: account, in: db) }
        domain.trashedAt = nil
        domain.purgeAt = nil
        try DomainQueries.setTrash(domain.id, at: nil, purgeAt: nil, in: db)
        try Audit.record("domain.restored", on: domain.audited, by: actor, in: db, at: now)
        guard !domain.accountIsTrashed else { return domain }
        for part in parts { try part.domainWasRestored(domain, in: db, at: now) }
        if let zone = domain.zone { try Zones.publish(zone, in: db, at: now) }
        return domain
    }

    package func purge(_ typed: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        let domain = try locked(typed, by: actor, in: db)
        try domain.requireInTrash()
        try purge(domain, by: actor, in: db, at: now)
    }

    /// Purges what has been in the trash for its period, one account's at a time. Returns how many.
    package func purgeDue(in db: any Connection, at now: Timestamp) throws -> Int {
        var purged = 0
        for id in try DomainQueries.due(for: now, in: db) {
            guard let account = try DomainQueries.find(id, in: db)?.account else { continue }
            try Domains.lock(account, in: db)
            // Somebody may have restored or purged it a moment ago.
            guard let domain = try DomainQueries.find(id, in: db), domain.trashedAt != nil, domain.purgedAt == nil else { continue }
            try purge(domain, by: .system, in: db, at: now)
            purged += 1
        }
        return purged
    }

    private func purge(_ domain: Domain, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try DomainQueries.setPurged(domain.id, at: now, in: db)
        for part in parts { try part.domainWasPurged(domain, in: db, at: now) }
        if let zone = domain.zone { try Zones.purge(zone, in: db, at: now) }
        try Audit.record("domain.purged", on: domain.audited, by: actor, in: db, at: now)
    }

    private static func lock(_ account: AccountID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM account WHERE id = \(account)" + db.forUpdate)
    }

    private static func checkLimit(of account: Account, in db: any Connection) throws {
        try Entitlements.require(.domain, used: Int64(DomainQueries.count(of: account.id, in: db)), for: account, in: db)
    }

    private static func alreadyHosted(_ name: DomainName) -> Fault {
        .invalid(
            .init(
                "name", key: "domain.already_hosted", arguments: ["name": name.display],
                "\(name.display) is already hosted here. Transfer it from its current account."))
    }

    private func checkFree(_ name: DomainName, for account: Account, by actor: Actor, in db: any Connection) throws {
        try DomainQueries.lockTree(of: name, in: db)
        var above: [DomainName] = [name]
        while let parent = above[above.count - 1].parent { above.append(parent) }
        for holder in try DomainQueries.holding(above, in: db) {
            if holder.name == name, holder.account == account.id {
                let place = holder.trashedAt == nil ? "is in this account already" : "is in the trash of this account. Restore it there"
                throw Fault.invalid(
                    .init(
                        "name", key: "domain.already_yours",
                        arguments: ["name": name.display, "place": holder.trashedAt == nil ? "account" : "trash"],
                        "\(name.display) \(place)."))
            }
            if holder.name == name { throw Domains.alreadyHosted(name) }
            if holder.account != account.id {
                throw Fault.invalid(
                    .init(
                        "name", key: "domain.below_foreign", arguments: ["name": name.display],
                        "\(name.display) lies below a domain of another customer. Only that customer can add it."))
            }
        }
        // A customer could otherwise take the parent of a name that somebody else uses; an administrator may know better.
        if !actor.may(.accountManager), try DomainQueries.hasHeldBelow(name, notOf: account.id, in: db) {
            throw Fault.invalid(
                .init(
                    "name", key: "domain.above_foreign", arguments: ["name": name.display],
                    "A name below \(name.display) belongs to another customer. Ask your provider."))
        }
    }
}

extension Domains: AccountPart {
    package func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64] {
        [.domain: Int64(try DomainQueries.count(of: account.id, in: db))]
    }

    package func accountWasTrashed(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        for domain in try DomainQueries.of(account.id, in: db) where domain.trashedAt == nil {
            for part in parts { try part.domainWasTrashed(domain, removesContent: false, in: db, at: now) }
            if let zone = domain.zone { try Zones.trash(zone, in: db, at: now) }
        }
    }

    package func accountWasRestored(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        for domain in try DomainQueries.of(account.id, in: db) where domain.trashedAt == nil {
            for part in parts { try part.domainWasRestored(domain, in: db, at: now) }
            if let zone = domain.zone { try Zones.publish(zone, in: db, at: now) }
        }
    }

    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        for domain in try DomainQueries.of(account.id, in: db) { try purge(domain, by: .system, in: db, at: now) }
    }

    package func addressesChanged(of account: Account, to addresses: [IPAddress], in db: any Connection, at now: Timestamp) throws {
        for domain in try DomainQueries.of(account.id, in: db) {
            guard let zone = domain.zone else { continue }
            try Zones.readdress(zone, of: domain, to: addresses, in: db, at: now)
        }
    }

    package func whatIsLost(with account: Account, in db: any Connection) throws -> [String] {
        try DomainQueries.of(account.id, in: db).map(\.name.display)
    }

    package func accounts(withDomain typed: String, in engine: DatabaseEngine) -> AccountSource? {
        DomainQueries.accounts(withDomain: typed, in: engine)
    }

    package func published(of account: Account, in db: any Connection) throws -> [PublishedObject] {
        try DomainQueries.of(account.id, in: db).flatMap { domain in
            guard domain.trashedAt == nil, let zone = domain.zone else { return [PublishedObject]() }
            return try Zones.servers(of: zone, in: db).map { .init(.zone, zone.text, on: $0.id, name: domain.name.display) }
        }
    }

    package func figures(in db: any Connection) throws -> [SystemFigure] {
        [.init(.domains, try DomainQueries.total(reach: .everything, in: db)), .init(.zones, try ZoneQueries.count(in: db))]
    }
}

extension Domain {
    /// Throws `domain.not_in_trash` (conflict): only what was deleted can be deleted for good.
    package func requireInTrash() throws {
        guard trashedAt == nil else { return }
        throw Fault.conflict(
            key: "domain.not_in_trash", arguments: ["name": name.display],
            "\(name.display) is not in the trash. Delete it first; purging cannot be undone.")
    }
}
