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
        id: PhysicalServerID, name: String, operatingSystem: String, addresses: [IPAddress], sequence: Int64 = 0,
        joinedAt: Timestamp? = nil,
        machine: String = "", certificateEnd: Timestamp? = nil, revokedAt: Timestamp? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.operatingSystem = operatingSystem
        self.addresses = addresses
        self.sequence = sequence
        self.joinedAt = joinedAt
        self.machine = machine
        self.certificateEnd = certificateEnd
        self.revokedAt = revokedAt
        self.createdAt = createdAt
    }
}

package struct NewPhysicalServer: Sendable {
    package var name: String
    /// One at least; logical servers get their endpoints from them.
    package var addresses: [IPAddress]
    package var operatingSystem: String

    package init(name: String, addresses: [IPAddress], operatingSystem: String = "Debian 12") {
        self.name = name
        self.addresses = addresses
        self.operatingSystem = operatingSystem
    }
}

package enum PhysicalServers {
    /// By name.
    package static func all(in db: any Connection) throws -> [PhysicalServer] {
        try load("ORDER BY name_folded, id", in: db)
    }

    package static func find(_ id: PhysicalServerID, in db: any Connection) throws -> PhysicalServer? {
        try load("WHERE id = \(id)", in: db).first
    }

    /// Throws `server.not_found`.
    package static func required(_ id: PhysicalServerID, in db: any Connection) throws -> PhysicalServer {
        guard let server = try find(id, in: db) else { throw Fault.notFound("server") }
        return server
    }

    /// Adds a computer. It is silent until an agent joins with a line of `Enrolment.joinLine`.
    /// Throws `Fault(.invalid)` beside name, addresses and operatingSystem, also when the name is taken; administrators only.
    package static func add(_ new: NewPhysicalServer, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> PhysicalServer {
        try actor.require(.serverManager)
        var complaints = Complaints()
        let name = try complaints.take("name") { try new.name.asName() }
        let system = try complaints.take("operatingSystem") { try new.operatingSystem.asName() }
        if new.addresses.isEmpty {
            complaints.add("addresses", key: "server.addresses_empty", "A server has at least one address, for example 203.0.113.24.")
        }
        if Set(new.addresses).count != new.addresses.count {
            complaints.add("addresses", key: "server.addresses_twice", "One of these addresses is there twice.")
        }
        try complaints.check()
        guard let name, let system else { throw Fault.invalid([]) }
        if try db.first("SELECT id FROM physical_server WHERE name_folded = \(name.folded)") != nil { throw taken(name) }
        let server = PhysicalServer(
            id: .init(at: now), name: name, operatingSystem: system, addresses: new.addresses, createdAt: now)
        do {
            try db.execute(
                """
                INSERT INTO physical_server (id, name, name_folded, operating_system, created_at)
                VALUES (\(server.id), \(name), \(name.folded), \(system), \(now))
                """)
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(name)
        }
        for (place, address) in new.addresses.enumerated() {
            try db.execute(
                """
                INSERT INTO physical_server_address (physical_server_id, address, place) VALUES (\(server.id), \(address), \(place))
                """)
        }
        try db.execute("INSERT INTO node_state (physical_server_id) VALUES (\(server.id))")
        try Audit.record(
            "server.added", on: .init(.physicalServer, server.id.text, name),
            changes: [.init("addresses", nil, new.addresses.map(\.text).joined(separator: ", "))], by: actor, in: db, at: now)
        return server
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
            SELECT id, name, operating_system, sequence, machine, certificate_not_after, joined_at, revoked_at, created_at
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
                sequence: try row("sequence"), joinedAt: try row("joined_at"), machine: try row("machine"),
                certificateEnd: try row("certificate_not_after"), revokedAt: try row("revoked_at"), createdAt: try row("created_at"))
        }
    }
}
