import AgentProtocol
import Core
import Identity
import Persistence

/// What a logical server does. Stored by raw value.
package enum LogicalServerKind: String, Sendable, Codable, CaseIterable, SQLEnum {
    case web
    case dns

    /// First part of the host name; the number follows.
    package var label: String {
        switch self {
        case .web: "web"
        case .dns: "ns"
        }
    }
}

/// A service on a physical server: what day-to-day work names. Its host name follows from kind and number and never changes.
package struct LogicalServer: Sendable, Hashable {
    package var id: LogicalServerID
    package var physical: PhysicalServerID
    package var kind: LogicalServerKind
    /// From 1 per kind; never reused.
    package var number: Int
    /// `web1.<service zone>`, `ns1.<service zone>`.
    package var name: DomainName
    /// Where the daemon listens, in the order they were given.
    package var endpoints: [Endpoint]
    /// See `ServerGroup`.
    package var group: String
    /// New customers land on it (H.SRV-08); those that exist stay whatever it is.
    package var isOpen = true
    package var createdAt: Timestamp

    package init(
        id: LogicalServerID, physical: PhysicalServerID, kind: LogicalServerKind, number: Int, name: DomainName, endpoints: [Endpoint],
        group: String = ServerGroup.standard, createdAt: Timestamp
    ) {
        self.id = id
        self.physical = physical
        self.kind = kind
        self.number = number
        self.name = name
        self.endpoints = endpoints
        self.group = group
        self.createdAt = createdAt
    }
}

extension LogicalServer {
    /// Distinct addresses in the order of the endpoints.
    package var addresses: [IPAddress] {
        var seen: Set<IPAddress> = []
        return endpoints.map(\.address).filter { seen.insert($0).inserted }
    }
}

package enum LogicalServers {
    /// By kind and number.
    package static func all(in db: any Connection) throws -> [LogicalServer] {
        try load("", in: db)
    }

    /// By number.
    package static func of(kind: LogicalServerKind, in db: any Connection) throws -> [LogicalServer] {
        try load("WHERE kind = \(kind)", in: db)
    }

    package static func on(_ server: PhysicalServerID, in db: any Connection) throws -> [LogicalServer] {
        try load("WHERE physical_server_id = \(server)", in: db)
    }

    package static func find(_ id: LogicalServerID, in db: any Connection) throws -> LogicalServer? {
        try load("WHERE id = \(id)", in: db).first
    }

    /// Throws `server.not_found`.
    package static func required(_ id: LogicalServerID, in db: any Connection) throws -> LogicalServer {
        guard let server = try find(id, in: db) else { throw Fault.notFound("server") }
        return server
    }

    /// Adds a web or name server to a computer and publishes its specification, so the node starts its daemon.
    ///
    /// The number is the next of its kind and is never reused, so a name means one server for ever. Throws `input.invalid` (endpoints),
    /// `server.endpoint_taken` (conflict), `server.not_found`, `installation.missing`; administrators only.
    package static func add(
        _ kind: LogicalServerKind, on physical: PhysicalServerID, endpoints: [Endpoint], group: String = ServerGroup.standard,
        by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> LogicalServer {
        try actor.require(.serverManager)
        let installation = try Installations.required(in: db)
        let computer = try PhysicalServers.required(physical, in: db)
        try check(endpoints, on: computer, of: nil, in: db)
        let number = try nextNumber(of: kind, in: db)
        let server = LogicalServer(
            id: .init(at: now), physical: physical, kind: kind, number: number,
            name: installation.serviceZone.prefixed("\(kind.label)\(number)"), endpoints: endpoints, group: group, createdAt: now)
        try db.execute(
            """
            INSERT INTO logical_server (id, physical_server_id, kind, number, name, group_name, created_at)
            VALUES (\(server.id), \(physical), \(kind), \(number), \(server.name), \(group), \(now))
            """)
        try store(endpoints, of: server, in: db)
        try publish(server, of: installation, in: db, at: now)
        try Audit.record(
            "logical_server.added", on: .init(.logicalServer, server.id.text, server.name.ascii),
            changes: [.init("endpoints", nil, listed(endpoints)), .init("group", nil, group)], by: actor, in: db, at: now)
        return server
    }

    /// Gives a logical server to another group, whose plans' new customers land there, or closes it to new customers; those that exist stay. What is nil
    /// stays as it is. Throws `server.not_found` and `input.invalid` beside `group`.
    package static func change(
        group typed: String?, isOpen: Bool?, of id: LogicalServerID, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> LogicalServer {
        try actor.require(.serverManager)
        var complaints = Complaints()
        let before = try required(id, in: db)
        let group = try complaints.take("group") { try typed.map { try ServerGroup.checked($0) } ?? before.group }
        try complaints.check()
        var server = before
        server.group = group ?? before.group
        server.isOpen = isOpen ?? before.isOpen
        if server == before { return before }
        try db.execute("UPDATE logical_server SET group_name = \(server.group), is_open = \(server.isOpen) WHERE id = \(id)")
        try Audit.record(
            "logical_server.changed", on: .init(.logicalServer, id.text, server.name.ascii),
            changes: [.init("group", before.group, server.group), .init("isOpen", String(before.isOpen), String(server.isOpen))]
                .filter { $0.before != $0.after }, by: actor, in: db, at: now)
        return server
    }

    /// Gives a logical server other addresses or ports. Throws as `add`.
    package static func change(
        endpoints: [Endpoint], of id: LogicalServerID, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> LogicalServer {
        try actor.require(.serverManager)
        let installation = try Installations.required(in: db)
        var server = try required(id, in: db)
        let before = server.endpoints
        try check(endpoints, on: try PhysicalServers.required(server.physical, in: db), of: id, in: db)
        server.endpoints = endpoints
        try db.execute("DELETE FROM server_endpoint WHERE logical_server_id = \(id)")
        try store(endpoints, of: server, in: db)
        try publish(server, of: installation, in: db, at: now)
        try Audit.record(
            "logical_server.changed", on: .init(.logicalServer, server.id.text, server.name.ascii),
            changes: [.init("endpoints", listed(before), listed(endpoints))], by: actor, in: db, at: now)
        return server
    }

    /// Has a web server answer at exactly the addresses of its pool that accounts have.
    static func publishAddresses(of id: LogicalServerID, in db: any Connection, at now: Timestamp) throws {
        try publish(try required(id, in: db), of: try Installations.required(in: db), in: db, at: now)
    }

    private static func listed(_ endpoints: [Endpoint]) -> String {
        endpoints.map { "\($0.address.text) port \($0.port)" }.joined(separator: ", ")
    }

    private static func publish(
        _ server: LogicalServer, of installation: Installation, in db: any Connection, at now: Timestamp
    ) throws {
        let specification: Specification =
            switch server.kind {
            case .web:
                .webServer(
                    WebServerSpecification(
                        name: server.name, endpoints: server.endpoints, firstUID: installation.firstUID, uidCount: installation.uidCount,
                        ownAddresses: try AddressQueries.given(by: server.id, in: db)))
            case .dns: .nameServer(NameServerSpecification(name: server.name, endpoints: server.endpoints))
            }
        try Specifications.publish(specification, of: server.id.text, to: server.id, in: db, at: now)
    }

    private static func check(
        _ endpoints: [Endpoint], on computer: PhysicalServer, of server: LogicalServerID?, in db: any Connection
    ) throws {
        var complaints = Complaints()
        if endpoints.isEmpty {
            complaints.add("endpoints", key: "server.endpoints_empty", "A server listens on at least one address and port.")
        }
        if Set(endpoints).count != endpoints.count {
            complaints.add("endpoints", key: "server.endpoints_twice", "One of these addresses and ports is there twice.")
        }
        for endpoint in endpoints {
            if !(1...65535).contains(endpoint.port) {
                complaints.add("endpoints", key: "server.port", "A port is a number from 1 to 65535.")
            }
            if !computer.addresses.contains(endpoint.address) {
                complaints.add(
                    "endpoints", key: "server.address_foreign", arguments: ["address": endpoint.address.text, "server": computer.name],
                    "\(endpoint.address) is not an address of \(computer.name). Add it to the server first.")
            }
        }
        for (address, owner) in try AddressQueries.servers(of: endpoints.map(\.address), in: db) {
            complaints.add(
                "endpoints", key: "address.in_pool", arguments: ["address": address.text, "server": owner.ascii],
                "\(address) is in the pool of \(owner) already.")
        }
        try complaints.check()
        for endpoint in endpoints {
            let taken = try db.first(
                """
                SELECT s.id, s.name FROM server_endpoint e JOIN logical_server s ON s.id = e.logical_server_id
                WHERE e.physical_server_id = \(computer.id) AND e.address = \(endpoint.address) AND e.port = \(endpoint.port)
                """)
            if let taken, try taken("id", as: LogicalServerID.self) != server {
                let name: DomainName = try taken("name")
                throw Fault.conflict(
                    key: "server.endpoint_taken",
                    arguments: ["address": endpoint.address.text, "port": String(endpoint.port), "server": name.ascii],
                    "\(endpoint.address) port \(endpoint.port) belongs to \(name). Choose another address or port.")
            }
        }
    }

    private static func nextNumber(of kind: LogicalServerKind, in db: any Connection) throws -> Int {
        let number: Int? = try db.scalar(
            """
            INSERT INTO logical_server_series (kind, last_number) VALUES (\(kind), 1)
            ON CONFLICT (kind) DO UPDATE SET last_number = logical_server_series.last_number + 1 RETURNING last_number
            """)
        guard let number else { throw Fault.notFound("server") }
        return number
    }

    private static func store(_ endpoints: [Endpoint], of server: LogicalServer, in db: any Connection) throws {
        for (place, endpoint) in endpoints.enumerated() {
            try db.execute(
                """
                INSERT INTO server_endpoint (physical_server_id, address, port, logical_server_id, place)
                VALUES (\(server.physical), \(endpoint.address), \(endpoint.port), \(server.id), \(place))
                """)
        }
    }

    private static func load(_ condition: SQL, in db: any Connection) throws -> [LogicalServer] {
        let rows = try db.query(
            "SELECT id, physical_server_id, kind, number, name, group_name, is_open, created_at FROM logical_server \(condition) ORDER BY kind, number"
        )
        if rows.isEmpty { return [] }
        let ids = try rows.map { try $0("id", as: LogicalServerID.self) }
        var endpoints: [LogicalServerID: [Endpoint]] = [:]
        for row in try db.query(
            """
            SELECT logical_server_id, address, port FROM server_endpoint WHERE logical_server_id IN (\(list: ids))
            ORDER BY logical_server_id, place
            """)
        {
            endpoints[try row("logical_server_id"), default: []].append(Endpoint(address: try row("address"), port: try row("port")))
        }
        return try rows.map { row in
            let id: LogicalServerID = try row("id")
            var server = LogicalServer(
                id: id, physical: try row("physical_server_id"), kind: try row("kind"), number: try row("number"), name: try row("name"),
                endpoints: endpoints[id] ?? [], group: try row("group_name"), createdAt: try row("created_at"))
            server.isOpen = try row("is_open")
            return server
        }
    }
}
