import Core
import Identity
import Persistence

/// A computer with its own operating system, real or virtualised. One node agent runs on it and carries its logical servers.
package struct PhysicalServer: Sendable, Hashable {
    package var id: PhysicalServerID
    package var name: String
    /// For people: `Debian 12`.
    package var operatingSystem: String
    /// In the order they were given.
    package var addresses: [IPAddress]
    /// See `Platform`.
    package var platform: String
    /// A virtual machine, not a computer of its own.
    package var isVirtual: Bool
    package var login: ServerLogin
    /// For staff: where it stands, who to call.
    package var note: String
    package var limits: ServerLimits
    /// The newest sequence of what is wanted of it.
    package var sequence: Int64
    /// When an agent last joined; nil when none has.
    package var joinedAt: Timestamp?
    /// Host name and system as the agent gave them when it joined.
    package var machine: String
    /// When the agent's certificate ends; it renews at two thirds of its life.
    package var certificateEnd: Timestamp?
    /// Set when an administrator took the agent's right to connect away; a new join gives it back.
    package var revokedAt: Timestamp?
    package var createdAt: Timestamp

    package init(
        id: PhysicalServerID, name: String, operatingSystem: String, addresses: [IPAddress], platform: String = Platform.standard,
        isVirtual: Bool = false, login: ServerLogin = ServerLogin(), note: String = "", limits: ServerLimits = ServerLimits(),
        sequence: Int64 = 0, joinedAt: Timestamp? = nil, machine: String = "", certificateEnd: Timestamp? = nil,
        revokedAt: Timestamp? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.operatingSystem = operatingSystem
        self.addresses = addresses
        self.platform = platform
        self.isVirtual = isVirtual
        self.login = login
        self.note = note
        self.limits = limits
        self.sequence = sequence
        self.joinedAt = joinedAt
        self.machine = machine
        self.certificateEnd = certificateEnd
        self.revokedAt = revokedAt
        self.createdAt = createdAt
    }
}

extension PhysicalServer {
    /// What people say of it, by field, for the audit log.
    fileprivate var audited: [(String, String)] {
        [
            ("name", name), ("operatingSystem", operatingSystem), ("addresses", addresses.map(\.text).joined(separator: ", ")),
            ("platform", platform), ("isVirtual", String(isVirtual)), ("loginAddress", login.address), ("loginPort", String(login.port)),
            ("loginUser", login.user), ("consoleURL", login.console), ("note", note),
            ("accountLimit", limits.accounts.map(String.init) ?? ""), ("siteLimit", limits.sites.map(String.init) ?? ""),
            ("diskLimit", limits.diskPercent.map(String.init) ?? ""), ("loadLimit", limits.loadHundredths.map(hundredths) ?? ""),
        ]
    }
}

/// What a person says of a server, when it is added and when it is changed.
package struct NewPhysicalServer: Sendable {
    package var name: String
    /// One at least; logical servers get their endpoints from them.
    package var addresses: [IPAddress]
    package var operatingSystem: String
    package var platform: String
    package var isVirtual: Bool
    package var login: ServerLogin
    /// At most 2,000 characters.
    package var note: String
    package var limits: ServerLimits

    package init(
        name: String, addresses: [IPAddress], operatingSystem: String = "Debian 12", platform: String = Platform.standard,
        isVirtual: Bool = false, login: ServerLogin = ServerLogin(), note: String = "", limits: ServerLimits = ServerLimits()
    ) {
        self.name = name
        self.addresses = addresses
        self.operatingSystem = operatingSystem
        self.platform = platform
        self.isVirtual = isVirtual
        self.login = login
        self.note = note
        self.limits = limits
    }

    /// The same with trimmed texts. Throws `input.invalid` beside every field that is not right.
    func checked() throws -> NewPhysicalServer {
        var complaints = Complaints()
        var checked = self
        checked.name = try complaints.take("name") { try name.asName() } ?? ""
        checked.operatingSystem = try complaints.take("operatingSystem") { try operatingSystem.asName() } ?? ""
        checked.platform = try complaints.take("platform") { try Platform.checked(platform) } ?? ""
        // Its page would be the form for a new server.
        if checked.name.folded == "new" { complaints.add("name", key: "server.name_reserved", "Choose another name than new.") }
        if addresses.isEmpty {
            complaints.add("addresses", key: "server.addresses_empty", "A server has at least one address, for example 203.0.113.24.")
        }
        if Set(addresses).count != addresses.count {
            complaints.add("addresses", key: "server.addresses_twice", "One of these addresses is there twice.")
        }
        login.check(&complaints)
        checked.note = note.trimmingWhitespace.replacing("\r\n", with: "\n")
        let isPlain = checked.note.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
        if checked.note.count > 2000 || !isPlain {
            complaints.add("note", key: "server.note", "A note has at most 2,000 characters and no control characters.")
        }
        limits.check(&complaints)
        try complaints.check()
        return checked
    }
}

extension ServerLimits {
    fileprivate func check(_ complaints: inout Complaints) {
        for (name, limit) in [("accountLimit", accounts), ("siteLimit", sites)] {
            if let limit, !(0...1_000_000).contains(limit) {
                complaints.add(
                    name, key: "server.limit.count", "Type a whole number from 0 to 1,000,000, or leave it empty for no limit.")
            }
        }
        if let diskPercent, !(1...100).contains(diskPercent) {
            complaints.add("diskLimit", key: "server.limit.percent", "Type a whole number from 1 to 100, or leave it empty for no limit.")
        }
        if let loadHundredths, !(1...100_000).contains(loadHundredths) {
            complaints.add("loadLimit", key: "server.limit.load", "Type a load from 0.01 to 1000, or leave it empty for no limit.")
        }
    }
}

package enum PhysicalServers {
    /// By name.
    package static func all(in db: any Connection) throws -> [PhysicalServer] {
        try load("ORDER BY name_folded, id", in: db)
    }

    package static func count(in db: any Connection) throws -> Int { try db.scalar("SELECT COUNT(*) FROM physical_server") ?? 0 }

    package static func find(_ id: PhysicalServerID, in db: any Connection) throws -> PhysicalServer? {
        try load("WHERE id = \(id)", in: db).first
    }

    /// Throws `server.not_found`.
    package static func required(_ id: PhysicalServerID, in db: any Connection) throws -> PhysicalServer {
        guard let server = try find(id, in: db) else { throw Fault.notFound("server") }
        return server
    }

    /// Locks the server's row until the transaction ends.
    package static func lock(_ id: PhysicalServerID, in db: any Connection) throws {
        _ = try db.query("SELECT id FROM physical_server WHERE id = \(id)\(db.forUpdate)")
    }

    /// Adds a computer. It is silent until an agent joins with a line of `Enrolment.joinLine`.
    /// Throws `input.invalid` beside the fields, also when the name is taken; administrators only.
    package static func add(_ typed: NewPhysicalServer, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> PhysicalServer
    {
        try actor.require(.serverManager)
        let new = try typed.checked()
        try checkFree(new.name, for: nil, in: db)
        let id = PhysicalServerID(at: now)
        do {
            try db.execute(
                """
                INSERT INTO physical_server (id, name, name_folded, operating_system, platform, is_virtual, login_address, login_port, login_user,
                    console_url, note, account_limit, site_limit, disk_limit, load_limit, created_at)
                VALUES (\(id), \(new.name), \(new.name.folded), \(new.operatingSystem), \(new.platform), \(new.isVirtual), \(new.login.address),
                    \(new.login.port), \(new.login.user), \(new.login.console), \(new.note), \(new.limits.accounts), \(new.limits.sites),
                    \(new.limits.diskPercent), \(new.limits.loadHundredths), \(now))
                """)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(new.name)
        }
        try store(new.addresses, of: id, in: db)
        try db.execute("INSERT INTO node_state (physical_server_id) VALUES (\(id))")
        try Audit.record(
            "server.added", on: .init(.physicalServer, id.text, new.name),
            changes: [.init("addresses", nil, new.addresses.map(\.text).joined(separator: ", "))], by: actor, in: db, at: now)
        return try required(id, in: db)
    }

    /// Makes a server what `typed` says. What it serves stays; an address on which a logical server listens has to stay too.
    /// Throws as `add`, and beside `addresses` when one of them is in use.
    package static func change(
        _ id: PhysicalServerID, to typed: NewPhysicalServer, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> PhysicalServer {
        try actor.require(.serverManager)
        let new = try typed.checked()
        let server = try required(id, in: db)
        try checkFree(new.name, for: id, in: db)
        for logical in try LogicalServers.on(id, in: db) {
            for endpoint in logical.endpoints where !new.addresses.contains(endpoint.address) {
                throw Fault.invalid(
                    .init(
                        "addresses", key: "server.address_used",
                        arguments: ["address": endpoint.address.text, "server": logical.name.ascii],
                        "\(logical.name) listens on \(endpoint.address), so the address stays."))
            }
        }
        do {
            try db.execute(
                """
                UPDATE physical_server SET name = \(new.name), name_folded = \(new.name.folded), operating_system = \(new.operatingSystem),
                    platform = \(new.platform), is_virtual = \(new.isVirtual), login_address = \(new.login.address),
                    login_port = \(new.login.port), login_user = \(new.login.user), console_url = \(new.login.console), note = \(new.note),
                    account_limit = \(new.limits.accounts), site_limit = \(new.limits.sites), disk_limit = \(new.limits.diskPercent),
                    load_limit = \(new.limits.loadHundredths)
                WHERE id = \(id)
                """)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(new.name)
        }
        if new.addresses != server.addresses {
            try db.execute("DELETE FROM physical_server_address WHERE physical_server_id = \(id)")
            try store(new.addresses, of: id, in: db)
        }
        let changed = try required(id, in: db)
        let (old, fresh) = (server.audited, changed.audited)
        try Audit.record(
            "server.changed", on: .init(.physicalServer, id.text, changed.name),
            changes: zip(old, fresh).filter { $0.1 != $1.1 }.map { .init($0.0, $0.1, $1.1) }, by: actor, in: db, at: now)
        return changed
    }

    /// Throws `server.name_taken` beside `name` when another server has this name.
    private static func checkFree(_ name: String, for own: PhysicalServerID?, in db: any Connection) throws {
        let owner: PhysicalServerID? = try db.first("SELECT id FROM physical_server WHERE name_folded = \(name.folded)").map {
            try $0("id")
        }
        if let owner, owner != own { throw taken(name) }
    }

    private static func store(_ addresses: [IPAddress], of id: PhysicalServerID, in db: any Connection) throws {
        for (place, address) in addresses.enumerated() {
            try db.execute(
                "INSERT INTO physical_server_address (physical_server_id, address, place) VALUES (\(id), \(address), \(place))")
        }
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(
            .init(
                "name", key: "server.name_taken", arguments: ["name": name],
                "There is a server named \(name) already. Choose another name."))
    }

    private static func load(_ condition: SQL, in db: any Connection) throws -> [PhysicalServer] {
        let rows = try db.query(
            """
            SELECT id, name, operating_system, platform, is_virtual, login_address, login_port, login_user, console_url, note, account_limit,
                site_limit, disk_limit, load_limit, sequence, machine, certificate_not_after, joined_at, revoked_at, created_at
            FROM physical_server \(condition)
            """)
        if rows.isEmpty { return [] }
        let ids = try rows.map { try $0("id", as: PhysicalServerID.self) }
        var addresses: [PhysicalServerID: [IPAddress]] = [:]
        for row in try db.query(
            """
            SELECT physical_server_id, address FROM physical_server_address WHERE physical_server_id IN (\(list: ids))
            ORDER BY physical_server_id, place
            """)
        {
            addresses[try row("physical_server_id"), default: []].append(try row("address"))
        }
        return try rows.map { row in
            let id: PhysicalServerID = try row("id")
            return PhysicalServer(
                id: id, name: try row("name"), operatingSystem: try row("operating_system"), addresses: addresses[id] ?? [],
                platform: try row("platform"), isVirtual: try row("is_virtual"),
                login: ServerLogin(
                    address: try row("login_address"), port: try row("login_port"), user: try row("login_user"),
                    console: try row("console_url")),
                note: try row("note"),
                limits: ServerLimits(
                    accounts: try row("account_limit"), sites: try row("site_limit"), diskPercent: try row("disk_limit"),
                    loadHundredths: try row("load_limit")),
                sequence: try row("sequence"), joinedAt: try row("joined_at"), machine: try row("machine"),
                certificateEnd: try row("certificate_not_after"), revokedAt: try row("revoked_at"), createdAt: try row("created_at"))
        }
    }
}
