import Core
import Persistence

/// An address that an account has of its own, out of the pool of its web server.
package struct OwnAddress: Sendable, Hashable {
    package var address: IPAddress
    /// Nobody else can choose it.
    package var isExclusive: Bool
    package var since: Timestamp

    package init(_ address: IPAddress, isExclusive: Bool, since: Timestamp) {
        self.address = address
        self.isExclusive = isExclusive
        self.since = since
    }
}

/// Which accounts have which addresses: at most one IPv4 and one IPv6 address each. Whether an account may is decided above.
package enum AddressHoldings {
    /// The address of IPv4 first.
    package static func of(_ account: AccountID, in db: any Connection) throws -> [OwnAddress] {
        try AddressQueries.holdings(of: account, in: db)
    }

    /// Of those that the server's pool has, what the account could take: nobody's, and those that their accounts share. By number.
    ///
    /// - Parameter account: Its own addresses are among them; nil for an account that is not there yet.
    package static func choices(
        on server: LogicalServerID, for account: AccountID?, family: Int, limit: Int = AddressPools.most, in db: any Connection
    ) throws -> [AddressChoice] {
        try AddressQueries.choices(on: server, for: account, family: family, limit: limit, in: db)
    }

    /// Gives the account an address, in place of the one of the same family that it had. Call it with the account locked.
    ///
    /// - Parameters:
    ///   - wanted: nil: any that nobody has.
    ///   - publishes: Whether the web server is to answer there: not for a demonstration.
    ///   - field: Beside which the complaint stands.
    ///
    /// Throws `Fault(.invalid)` beside `field`: `address.unknown` (not in the pool of this server), `address.exclusive` (somebody has it to
    /// himself), `address.shared` (wanted exclusively, and others have it) and `address.none_free`.
    package static func give(
        _ wanted: IPAddress?, family: Int, isExclusive: Bool, to account: AccountID, on server: LogicalServerID, publishes: Bool = true,
        field: String, in db: any Connection, at now: Timestamp
    ) throws -> OwnAddress {
        try AddressPools.lock(server, in: db)
        guard let wanted = try wanted ?? AddressQueries.free(on: server, family: family, in: db) else {
            throw Fault.invalid(
                .init(
                    field, key: "address.none_free", arguments: ["family": String(family)],
                    "The web server of this account has no free IPv\(family) address. Add some to its pool, or take one back elsewhere."))
        }
        guard wanted.family == family, try AddressQueries.server(of: wanted, in: db) == server else {
            throw Fault.invalid(
                .init(
                    field, key: "address.unknown", arguments: ["address": wanted.text, "family": String(family)],
                    "\(wanted) is not an IPv\(family) address in the pool of this account's web server. Choose one of the list."))
        }
        let others = try AddressQueries.holdings(of: wanted, in: db).filter { $0.account != account }
        if others.contains(where: \.isExclusive) {
            throw Fault.invalid(
                .init(
                    field, key: "address.exclusive", arguments: ["address": wanted.text],
                    "Another account has \(wanted) to itself. Choose another address."))
        }
        if isExclusive, !others.isEmpty {
            throw Fault.invalid(
                .init(
                    field, key: "address.shared", arguments: ["address": wanted.text, "count": String(others.count)],
                    "Other accounts have \(wanted), too (\(others.count)). Choose a free address, or share it."))
        }
        let before = try AddressQueries.holdings(of: account, in: db).first { $0.address.family == family }
        if let before, before.address == wanted, before.isExclusive == isExclusive { return before }
        let own = OwnAddress(wanted, isExclusive: isExclusive, since: before?.address == wanted ? before?.since ?? now : now)
        try AddressQueries.hold(own, account, in: db)
        if publishes { try LogicalServers.publishAddresses(of: server, in: db, at: now) }
        return own
    }

    /// Takes the account's address of a family back. False when it has none.
    package static func takeBack(
        family: Int, from account: AccountID, on server: LogicalServerID, in db: any Connection, at now: Timestamp
    ) throws -> Bool {
        try AddressPools.lock(server, in: db)
        guard try AddressQueries.release(family: family, of: account, in: db) else { return false }
        try LogicalServers.publishAddresses(of: server, in: db, at: now)
        return true
    }

    /// A query of the ids (`id`) of accounts whose own address is this, or begins so.
    package static func accounts(at address: String, isBeginning: Bool) -> SQL {
        let condition: SQL =
            isBeginning ? "address LIKE \(likePattern(beginning: address)) ESCAPE '\\'" : "address = \(address)"
        return "SELECT account_id AS id FROM address_holding WHERE \(condition)"
    }

    private static func likePattern(beginning text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}

/// An address that could be chosen.
package struct AddressChoice: Sendable, Hashable {
    package var address: IPAddress
    /// How many other accounts share it; 0: it is free.
    package var others: Int

    package init(_ address: IPAddress, others: Int) {
        self.address = address
        self.others = others
    }
}
