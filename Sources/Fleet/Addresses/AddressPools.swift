import AgentProtocol
import Core
import Identity
import Persistence

/// The addresses that a web server can give to accounts of their own (H.SRV-10). Its own endpoints are not among them.
///
/// An address that somebody has is answered by the server, at the ports of its endpoints; one that nobody has is only kept here.
package enum AddressPools {
    /// So many can be added at a time.
    package static let mostAtOnce = 256
    /// So many a server can have. Agents take no more (`LocalPolicy`).
    package static let most = 4096

    /// Adds addresses to the pool of a web server, all or none.
    ///
    /// - Parameter typed: Single addresses and ranges as `AddressRange` takes them, with spaces, commas or lines between.
    /// - Returns: Those that were added, in the order of their numbers.
    ///
    /// Throws `Fault(.invalid)` beside `addresses` about everything that is wrong, and `server.not_found`.
    package static func add(
        _ typed: String, to id: LogicalServerID, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> [IPAddress] {
        try actor.require(.serverManager)
        let addresses = try parsed(typed)
        let server = try LogicalServers.required(id, in: db)
        guard server.kind == .web else { throw Fault.notFound("server") }
        try db.execute("INSERT INTO address_pool (logical_server_id, created_at) VALUES (\(id), \(now)) ON CONFLICT DO NOTHING")
        try lock(id, in: db)
        try check(addresses, for: server, in: db)
        do {
            try AddressQueries.insert(addresses, into: id, in: db, at: now)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw Fault.invalid(
                .init(
                    "addresses", key: "address.meanwhile",
                    "One of these addresses was added to another server's pool meanwhile. Look at the list and try again."))
        }
        try Audit.record(
            "address.added", on: .init(.logicalServer, id.text, server.name.ascii), changes: [.init("addresses", nil, shown(addresses))],
            by: actor, in: db, at: now)
        return addresses
    }

    /// Takes a free address out of the pool. Throws `address.not_found`, and `address.taken` (conflict) when an account has it.
    package static func remove(
        _ address: IPAddress, from servers: [LogicalServerID], by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try actor.require(.serverManager)
        guard let id = try AddressQueries.server(of: address, in: db), servers.contains(id) else { throw Fault.notFound("address") }
        try lock(id, in: db)
        let holders = try AddressQueries.holdings(of: address, in: db).count
        if holders > 0 {
            throw Fault.conflict(
                key: "address.taken", arguments: ["address": address.text, "count": String(holders)],
                "\(address) belongs to \(holders == 1 ? "an account" : "\(holders) accounts"). Take it away there first; then remove it here."
            )
        }
        guard try AddressQueries.delete(address, in: db) else { throw Fault.notFound("address") }
        let name = try LogicalServers.required(id, in: db).name
        try Audit.record(
            "address.removed", on: .init(.logicalServer, id.text, name.ascii), changes: [.init("addresses", address.text, nil)], by: actor,
            in: db, at: now)
    }

    /// Whether any web server can give addresses away at all.
    package static func isAnywhere(in db: any Connection) throws -> Bool {
        try db.first("SELECT 1 AS one FROM pool_address LIMIT 1") != nil
    }

    /// Whether a server has addresses to give at all, be they taken.
    package static func isThere(on server: LogicalServerID, in db: any Connection) throws -> Bool {
        try db.first("SELECT 1 AS one FROM pool_address WHERE logical_server_id = \(server) LIMIT 1") != nil
    }

    /// In whose pool it is.
    package static func server(of address: IPAddress, in db: any Connection) throws -> LogicalServerID? {
        try AddressQueries.server(of: address, in: db)
    }

    /// The servers that have a free address of the family: what an account of its own address can be placed on.
    package static func serversWithFree(family: Int, in db: any Connection) throws -> Set<LogicalServerID> {
        try AddressQueries.serversWithFree(family: family, in: db)
    }

    /// Until the transaction ends nobody else adds, removes, gives or takes back an address of this pool.
    static func lock(_ server: LogicalServerID, in db: any Connection) throws {
        _ = try db.query("SELECT logical_server_id FROM address_pool WHERE logical_server_id = \(server)\(db.forUpdate)")
    }

    // MARK: What was typed

    /// Complains about everything that is wrong at once, each with what was typed.
    static func parsed(_ typed: String) throws -> [IPAddress] {
        var complaints = Complaints()
        var seen: Set<IPAddress> = []
        var all: [IPAddress] = []
        let words = typed.replacing(" - ", with: "-").replacing(" / ", with: "/").split { $0 == "," || $0 == ";" || $0.isWhitespace }
        if words.isEmpty {
            complaints.add(
                "addresses", key: "address.none", "Type at least one address, for example 203.0.113.24 or 203.0.113.0/28.")
        }
        for word in words.prefix(mostAtOnce) {
            guard let range = try range(String(word), &complaints) else { continue }
            guard let addresses = range.addresses(upTo: mostAtOnce), all.count + addresses.count <= mostAtOnce else {
                complaints.add("addresses", key: "address.too_many", arguments: ["most": String(mostAtOnce)], tooMany)
                break
            }
            for address in addresses {
                if !address.isHost {
                    complaints.add(
                        "addresses", key: "address.not_host", arguments: ["address": address.text],
                        "\(address) is no address that one computer can have.")
                    break
                }
                if seen.insert(address).inserted {
                    all.append(address)
                } else {
                    complaints.add("addresses", key: "address.twice", arguments: ["address": address.text], "\(address) is there twice.")
                    break
                }
            }
        }
        if words.count > mostAtOnce {
            complaints.add("addresses", key: "address.too_many", arguments: ["most": String(mostAtOnce)], tooMany)
        }
        try complaints.check()
        return all.sorted { $0.sortKey < $1.sortKey }
    }

    private static let tooMany = "At most \(mostAtOnce) addresses can be added at a time. Add them in several steps."

    private static func range(_ word: String, _ complaints: inout Complaints) throws -> AddressRange? {
        do {
            return try AddressRange(word)
        } catch let problem {
            if problem.key == "address.form" {
                complaints.add(
                    "addresses", key: "address.unreadable", arguments: ["typed": String(word.prefix(60))],
                    "“\(word.prefix(60))” is no address and no range. Write 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28 or 2001:db8::24."
                )
            } else {
                complaints.add("addresses", key: problem.key, arguments: problem.arguments, problem.sentence)
            }
            return nil
        }
    }

    /// Complains about addresses that somebody has already. The pool is locked.
    private static func check(_ addresses: [IPAddress], for server: LogicalServer, in db: any Connection) throws {
        var complaints = Complaints()
        for (address, owner) in try AddressQueries.servers(of: addresses, in: db) {
            complaints.add(
                "addresses", key: "address.in_pool", arguments: ["address": address.text, "server": owner.ascii],
                "\(address) is in the pool of \(owner) already.")
        }
        for (address, owner) in try AddressQueries.listeners(at: addresses, in: db) {
            complaints.add(
                "addresses", key: "address.endpoint", arguments: ["address": address.text, "server": owner.ascii],
                "\(owner) listens on \(address) for everybody, so it cannot be given to one account.")
        }
        for (address, owner) in try AddressQueries.computers(with: addresses, except: server.physical, in: db) {
            complaints.add(
                "addresses", key: "address.of_other_server", arguments: ["address": address.text, "server": owner],
                "\(address) is an address of the server \(owner), so no other server can answer at it.")
        }
        let held = try AddressQueries.count(in: server.id, in: db)
        if held + addresses.count > most {
            complaints.add(
                "addresses", key: "address.pool_full", arguments: ["most": String(most), "held": String(held)],
                "A web server has at most \(most) addresses to give away; it has \(held) now.")
        }
        try complaints.check()
    }

    private static func shown(_ addresses: [IPAddress]) -> String {
        addresses.prefix(20).map(\.text).joined(separator: ", ") + (addresses.count > 20 ? " (+\(addresses.count - 20))" : "")
    }
}
