import Core
import Fleet
import Identity
import Persistence

/// Own IP addresses of accounts (C.USR-12, H.DOM-14, contract 5.33): taken out of the pool of their web server, at most one IPv4 and one IPv6 address.
extension Accounts {
    /// The account's own addresses; empty when it has those of its server.
    package static func addresses(of account: Account, in db: any Connection) throws -> [OwnAddress] {
        try AddressHoldings.of(account.id, in: db)
    }

    /// Where the account's websites are: its own address in place of those of the same family that its server has for everybody.
    package static func effectiveAddresses(of account: Account, in db: any Connection) throws -> [IPAddress] {
        let shared = try LogicalServers.required(account.server, in: db).addresses
        let own = try AddressHoldings.of(account.id, in: db).map(\.address)
        let families = Set(own.map(\.family))
        return own + shared.filter { !families.contains($0.family) }
    }

    /// What the account could choose: what is free, what is shared, what it has. By number.
    package static func addressChoices(
        for account: Account, family: Int, limit: Int = AddressPools.most, in db: any Connection
    ) throws -> [AddressChoice] {
        try AddressHoldings.choices(on: account.server, for: account.id, family: family, limit: limit, in: db)
    }

    /// Gives the account the addresses of the wish and takes back what is not in it. Its zones and its web server follow.
    ///
    /// - Parameter checking: Called with the account and its addresses as they are, which nobody else can change any more.
    ///
    /// The owner may take an address to himself as far as his plan has `dedicated_ip`, and give it back; sharing one is for staff.
    /// Throws `Fault(.invalid)` beside `ipv4` and `ipv6`, `Fault(.limit)` when the account may have no (further) address to itself, and
    /// `Fault(.conflict)` for an account in the trash, without a home, or for demonstration.
    package func setAddresses(
        of number: Int, to wish: AddressWish, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Account, [OwnAddress]) throws -> Void = { _, _ in }
    ) throws -> [OwnAddress] {
        let account = try locked(number, by: actor, in: db)
        try actor.requireWork(for: account.login)
        let before = try AddressHoldings.of(account.id, in: db)
        try checking(account, before)
        guard account.trashedAt == nil else { throw inTrash(account) }
        try account.requireHome()
        try DemoAccounts.refuse(account.isDemo)
        if account.state == .suspended, !actor.may(.accountManager) {
            throw Fault(
                .forbidden, key: "account.suspended", arguments: ["reason": account.suspensionReason ?? ""],
                "This account is suspended, so nothing of it can be changed. Reason: \(account.suspensionReason ?? "not given").")
        }
        return try setAddresses(of: account, to: wish, from: before, by: actor, in: db, at: now)
    }

    /// What an account that was made in this transaction begins with.
    func beginAddresses(_ wish: AddressWish, of account: Account, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        if wish.isEmpty { return }
        try account.requireHome()
        try DemoAccounts.refuse(account.isDemo)
        _ = try setAddresses(of: account, to: wish, from: [], by: actor, in: db, at: now)
    }

    private func setAddresses(
        of account: Account, to wish: AddressWish, from before: [OwnAddress], by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> [OwnAddress] {
        var complaints = Complaints()
        let wanted = try wish.checked(&complaints)
        if !actor.may(.accountManager) {
            for one in wanted where !one.isExclusive && !before.contains(where: { $0.address == one.address && !$0.isExclusive }) {
                complaints.add(
                    one.field, key: "address.only_exclusive", "You can have an address to yourself. Tick that it is only for this account.")
            }
        }
        try complaints.check()
        let had = before.count(where: \.isExclusive)
        let more = wanted.count(where: \.isExclusive) - had
        if more > 0 { try Entitlements.require(.dedicatedIP, adding: Int64(more), used: Int64(had), for: account, in: db) }
        var after: [OwnAddress] = []
        for family in [4, 6] {
            let held = before.first { $0.address.family == family }
            guard let one = wanted.first(where: { $0.family == family }) else {
                if held != nil { _ = try AddressHoldings.takeBack(family: family, from: account.id, on: account.server, in: db, at: now) }
                continue
            }
            // Whoever has one and asks for any keeps it.
            let address = one.address ?? (held?.isExclusive == one.isExclusive ? held?.address : nil)
            after.append(
                try AddressHoldings.give(
                    address, family: family, isExclusive: one.isExclusive, to: account.id, on: account.server, field: one.field, in: db,
                    at: now))
        }
        if after == before { return before }
        if after.map(\.address) != before.map(\.address) {
            let addresses = try Self.effectiveAddresses(of: account, in: db)
            for part in parts { try part.addressesChanged(of: account, to: addresses, in: db, at: now) }
        }
        try Audit.record(
            "account.addresses_changed", on: account.audited, changes: AddressPart.changes(from: before, to: after), by: actor, in: db,
            at: now)
        return after
    }

    /// Throws `limit.not_available` and `limit.used_up` when the account has more addresses to itself than it may: after limits were set for an
    /// account that has just been made.
    static func requireAddressesAllowed(for account: Account, in db: any Connection) throws {
        let own = Int64(try AddressHoldings.of(account.id, in: db).count(where: \.isExclusive))
        if own > 0 { try Entitlements.require(.dedicatedIP, adding: 0, used: own, for: account, in: db) }
    }
}

extension Placement {
    /// On which servers an account with this wish can be; nil: on any.
    ///
    /// Throws `Fault(.invalid)` beside `ipv4` and `ipv6`: an address in no pool, two of different servers, no free one anywhere.
    static func servers(for wish: AddressWish, in db: any Connection) throws -> Set<LogicalServerID>? {
        if wish.isEmpty { return nil }
        var complaints = Complaints()
        var possible: Set<LogicalServerID>?
        for one in try wish.checked(&complaints) {
            let having: Set<LogicalServerID>
            if let address = one.address {
                having = Set([try AddressPools.server(of: address, in: db)].compactMap(\.self))
                if having.isEmpty {
                    complaints.add(
                        one.field, key: "address.in_no_pool", arguments: ["address": address.text],
                        "\(address) is in the pool of no web server. Choose one of the list, or add it to a pool under Servers.")
                }
            } else {
                having = try AddressPools.serversWithFree(family: one.family, in: db)
                if having.isEmpty {
                    complaints.add(
                        one.field, key: "address.none_free_anywhere", arguments: ["family": String(one.family)],
                        "No web server has a free IPv\(one.family) address. Add some to a pool under Servers, or take one back elsewhere.")
                }
            }
            let common = possible?.intersection(having) ?? having
            if common.isEmpty, !having.isEmpty {
                complaints.add(
                    one.field, key: "address.different_servers",
                    "The two addresses are in the pools of different web servers, and an account is on one. Choose both from one pool.")
            }
            possible = common
        }
        try complaints.check()
        return possible
    }
}

/// Own addresses follow their account: kept in the trash, free once it is purged.
package struct AddressPart: AccountPart {
    /// What has the addresses of an account in it: its zones.
    private let followers: [any AccountPart]

    package init(followers: [any AccountPart]) { self.followers = followers }

    package func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64] {
        [.dedicatedIP: Int64(try AddressHoldings.of(account.id, in: db).count(where: \.isExclusive))]
    }

    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        for own in try AddressHoldings.of(account.id, in: db) {
            _ = try AddressHoldings.takeBack(family: own.address.family, from: account.id, on: account.server, in: db, at: now)
        }
    }

    package func whatIsLost(with account: Account, in db: any Connection) throws -> [String] {
        try AddressHoldings.of(account.id, in: db).map(\.address.text)
    }

    package func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field] {
        if plan.allowance(of: .dedicatedIP).isAvailable { return [] }
        let own = try AddressHoldings.of(account.id, in: db).filter(\.isExclusive)
        // A limit of the account's own comes before the plan's.
        if own.isEmpty { return [] }
        if let limit = try AccountLimitQueries.of(account.id, in: db)[.dedicatedIP], limit.most.isAvailable { return [] }
        let shown = own.map(\.address.text).joined(separator: ", ")
        return [
            .init(
                "plan", key: "account.plan.address_in_use", arguments: ["plan": plan.name, "address": shown],
                "The plan \(plan.name) includes no own IP address, and this account has \(shown) to itself. Take it back first.")
        ]
    }

    package func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws {
        guard resources.contains(.dedicatedIP) else { return }
        let before = try AddressHoldings.of(account.id, in: db)
        if !before.contains(where: \.isExclusive) { return }
        for own in before where own.isExclusive {
            _ = try AddressHoldings.takeBack(family: own.address.family, from: account.id, on: account.server, in: db, at: now)
        }
        let addresses = try Accounts.effectiveAddresses(of: account, in: db)
        for part in followers { try part.addressesChanged(of: account, to: addresses, in: db, at: now) }
    }

    /// For the audit log and the history: `203.0.113.24 (exclusive)`.
    static func changes(from before: [OwnAddress], to after: [OwnAddress]) -> [AuditEntry.Change] {
        [4, 6].compactMap { family in
            func said(_ all: [OwnAddress]) -> String? {
                all.first { $0.address.family == family }.map { $0.address.text + ($0.isExclusive ? " (exclusive)" : " (shared)") }
            }
            let (old, new) = (said(before), said(after))
            return old == new ? nil : .init("ipv\(family)", old, new)
        }
    }
}
