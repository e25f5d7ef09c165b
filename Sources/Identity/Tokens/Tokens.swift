import Core
import Persistence
import Presentation

/// A program's token as lists show it. The secret is shown once, when it is made.
package struct APIToken: Sendable, Equatable {
    package let id: TokenID
    package let login: LoginID
    package let name: String
    package let role: Actor.Role
    /// May only look.
    package let isReadOnly: Bool
    /// What of its owner's permissions it has; nil: all of them, as they are at each use.
    package let permissions: Set<Permission>?
    /// Where it may be used from; empty: from everywhere.
    package let addresses: [AddressRange]
    package let createdAt: Timestamp
    /// Nil: does not expire.
    package let expiresAt: Timestamp?
    package let usedAt: Timestamp?
    /// The address it was used from last.
    package let usedFrom: String?
    /// May touch money, keys and rights, for which people are asked again who they are.
    package let isProven: Bool
}

/// A token as asked for.
package struct NewToken: Sendable {
    package var name: String
    /// Nil: the owner's. `.customer` for a member of staff who wants a program for his own accounts.
    package var role: Actor.Role?
    package var isReadOnly: Bool
    /// Nil: all that the owner may.
    package var permissions: Set<Permission>?
    /// Addresses and networks; empty: everywhere.
    package var addresses: [String]
    package var expires: Timestamp?
    /// May touch money, keys and rights, for which people are asked again who they are.
    package var isProven: Bool

    package init(
        name: String, role: Actor.Role? = nil, isReadOnly: Bool = false, permissions: Set<Permission>? = nil, addresses: [String] = [],
        expires: Timestamp? = nil, isProven: Bool = false
    ) {
        self.name = name
        self.role = role
        self.isReadOnly = isReadOnly
        self.permissions = permissions
        self.addresses = addresses
        self.expires = expires
        self.isProven = isProven
    }
}

/// Tokens for programs: `Authorization: Bearer hw_...`. A token acts as its owner and never with more rights than the owner has now.
package enum Tokens {
    /// Most addresses and networks of one token.
    static let mostAddresses = 20

    /// Makes a token and returns its secret, which is stored as a hash only.
    ///
    /// Throws `Fault(.invalid)` beside `name`, `expires`, `permissions` and `addresses`, and `Fault(.forbidden)` for more than the owner has.
    package static func mint(
        _ new: NewToken, for login: LoginID, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> (token: APIToken, secret: String) {
        guard let owner = try LoginQueries.find(login, in: db), !owner.isLocked else { throw Fault.notFound("login") }
        let role = new.role ?? owner.role
        guard role != .system, role == owner.role || owner.role == .administrator else {
            throw Fault(
                .forbidden, key: "token.outranks", arguments: ["name": owner.name],
                "A token cannot do more than its owner. \(owner.name) is not an administrator.")
        }
        var complaints = Complaints()
        let title = try complaints.take("name") { try new.name.asName() }
        if let expires = new.expires, expires <= now { complaints.add("expires", key: "token.expired", "Choose a time in the future.") }
        let addresses = ranges(new.addresses, &complaints)
        try check(new.permissions, of: owner, role, &complaints, in: db)
        try complaints.check()
        let secret = "hw_" + randomSecret()
        let token = APIToken(
            id: TokenID(at: now), login: login, name: title ?? "", role: role, isReadOnly: new.isReadOnly,
            permissions: role == .administrator ? new.permissions : nil, addresses: addresses, createdAt: now, expiresAt: new.expires,
            usedAt: nil, usedFrom: nil, isProven: new.isProven)
        try TokenQueries.insert(token, secretHash: secretHash(secret), in: db)
        try Audit.record(
            "token.created", on: audited(token),
            changes: [
                .init("expires", nil, token.expiresAt?.description), .init("isReadOnly", nil, token.isReadOnly ? "true" : nil),
                .init("permissions", nil, token.permissions.map { $0.sorted().map(\.rawValue).joined(separator: ", ") }),
                .init("addresses", nil, addresses.isEmpty ? nil : addresses.map(\.text).joined(separator: ", ")),
            ], by: actor, in: db, at: now)
        return (token, secret)
    }

    /// A token of the installation itself, with all that the role may.
    package static func mint(
        name: String, for login: LoginID, role: Actor.Role, expires: Timestamp?, isProven: Bool = false, in db: any Connection,
        at now: Timestamp
    ) throws -> (token: APIToken, secret: String) {
        try mint(NewToken(name: name, role: role, expires: expires, isProven: isProven), for: login, by: .system, in: db, at: now)
    }

    private static func ranges(_ typed: [String], _ complaints: inout Complaints) -> [AddressRange] {
        if typed.count > mostAddresses {
            complaints.add(
                "addresses", key: "token.addresses.many", arguments: ["limit": String(mostAddresses)],
                "A token has at most \(mostAddresses) addresses and networks. Use a larger network.")
            return []
        }
        var found: [AddressRange] = []
        for text in typed {
            do throws(InputProblem) {
                found.append(try AddressRange(text))
            } catch {
                complaints.add("addresses", key: error.key, arguments: error.arguments, "\(text): \(error.sentence)")
                return []
            }
        }
        return found
    }

    private static func check(
        _ permissions: Set<Permission>?, of owner: Login, _ role: Actor.Role, _ complaints: inout Complaints, in db: any Connection
    ) throws {
        guard role == .administrator, let permissions else { return }
        let missing = permissions.subtracting(try StaffRoleQueries.permissions(of: owner.id, in: db))
        if !missing.isEmpty {
            let names = missing.sorted().map(\.rawValue).joined(separator: ", ")
            complaints.add(
                "permissions", key: "token.permissions.outrank", arguments: ["permissions": names],
                "A token cannot do more than its owner, who does not have: \(names).")
        } else if permissions.isEmpty {
            complaints.add("permissions", key: "token.permissions.empty", "Tick what the token may do, or let it do all that you may.")
        }
    }

    package static func list(of login: LoginID, in db: any Connection) throws -> [APIToken] { try TokenQueries.list(of: login, in: db) }

    /// Throws `Fault(.notFound)` unless it belongs to the actor.
    package static func required(_ id: TokenID, of login: LoginID, in db: any Connection) throws -> APIToken {
        guard let token = try list(of: login, in: db).first(where: { $0.id == id }) else { throw Fault.notFound("token") }
        return token
    }

    /// The token stops at once. Throws `Fault(.notFound)` unless it belongs to the login.
    ///
    /// - Parameter checking: Called with the token as it is.
    package static func revoke(
        _ id: TokenID, of login: LoginID, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (APIToken) throws -> Void = { _ in }
    ) throws {
        let token = try required(id, of: login, in: db)
        try checking(token)
        if try TokenQueries.remove(id, of: login, in: db) == 0 { throw Fault.notFound("token") }
        try Audit.record("token.revoked", on: audited(token), by: actor, in: db, at: now)
    }

    private static func audited(_ token: APIToken) -> AuditEntry.Object { .init(.token, token.id.text, token.name, owner: token.login) }

    /// Who the token stands for now. Throws `Fault(.forbidden)` when it is used from an address it is not for.
    static func verify(_ secret: String, from address: IPAddress?, in database: any Database, at now: Timestamp) async throws -> Verified? {
        guard secret.hasPrefix("hw_"), secret.utf8.count <= 64 else { return nil }
        let hash = secretHash(secret)
        let found = try await database.read { db -> (APIToken, Login, Set<Permission>)? in
            guard let (token, owner) = try TokenQueries.find(secretHash: hash, in: db) else { return nil }
            return (token, owner, owner.role == .administrator ? try StaffRoleQueries.permissions(of: owner.id, in: db) : [])
        }
        guard let (token, owner, permissions) = found else { return nil }
        if owner.isLocked { return nil }
        if let expires = token.expiresAt, expires <= now { return nil }
        // The owner may have become a customer since: then so has the token.
        let role: Actor.Role = token.role == .administrator && owner.role == .administrator ? .administrator : .customer
        var actor = Actor(
            role: role, login: owner.id, token: token.id, name: owner.person,
            // What the owner has lost since, the token has lost too.
            permissions: role == .customer ? [] : permissions.intersection(token.permissions ?? .everything), isReadOnly: token.isReadOnly)
        actor.isProven = token.isProven
        if !token.addresses.isEmpty, !token.addresses.contains(where: { range in address.map { range.contains($0) } ?? false }) {
            try await refuse(token, actor, from: address, in: database, at: now)
        }
        let isOld = token.usedAt.map { now - $0 > .minutes(1) } ?? true
        if isOld || token.usedFrom != address?.text {
            try await database.write { db in try TokenQueries.touch(token.id, at: now, from: address?.text, in: db) }
        }
        return Verified(
            actor: actor, session: nil, language: owner.language.flatMap(Language.init(rawValue:)), timeZone: owner.timeZone)
    }

    private static func refuse(
        _ token: APIToken, _ actor: Actor, from address: IPAddress?, in database: any Database, at now: Timestamp
    ) async throws -> Never {
        try await Audit.refused(
            "token.refused", on: audited(token), by: actor, from: .init(address: address, request: ""), in: database, at: now)
        throw Fault(
            .forbidden, key: "token.address", arguments: ["address": address?.text ?? ""],
            "This token is not for use from \(address?.text ?? "here"). Its owner can make one that is.")
    }
}
