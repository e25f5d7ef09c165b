import Accounts
import AgentProtocol
import Core
import Fleet
import Persistence

/// Operations on zones: every zone is the same on all its name servers.
package enum Zones {
    package static func find(_ id: ZoneID, in db: any Connection) throws -> Zone? { try ZoneQueries.find(id, in: db) }

    package static func records(of id: ZoneID, in db: any Connection) throws -> [ZoneRecord] { try ZoneQueries.records(of: id, in: db) }

    /// The name servers of a zone, the primary first.
    package static func servers(of id: ZoneID, in db: any Connection) throws -> [LogicalServer] {
        let all = Dictionary(try LogicalServers.of(kind: .dns, in: db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try ZoneQueries.servers(of: id, in: db).compactMap { all[$0] }
    }

    /// Serial and name servers of many zones, for a list.
    package static func outlines(of ids: [ZoneID], in db: any Connection) throws -> [ZoneID: (serial: UInt32, servers: [DomainName])] {
        if ids.isEmpty { return [:] }
        let names = Dictionary(try LogicalServers.of(kind: .dns, in: db).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let servers = try ZoneQueries.servers(of: ids, in: db)
        let serials = try ZoneQueries.serials(of: ids, in: db)
        return Dictionary(
            serials.map { id, serial in (id, (serial: serial, servers: (servers[id] ?? []).compactMap { names[$0] })) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Makes the zone on two name servers of the plan's group (all, when there are fewer) and publishes it.
    ///
    /// Throws `Fault(.unavailable)` when the installation or the group has no name server.
    static func create(
        _ name: DomainName, for account: AccountID, addresses: [IPAddress], in db: any Connection, at now: Timestamp
    ) throws -> Zone {
        let installation = try Installations.required(in: db)
        // The same name gets the same servers in the same order when it comes back; names are spread evenly over all of them.
        let all = try LogicalServers.of(kind: .dns, in: db)
        let group = try nameServerGroup(of: account, in: db)
        let servers = Array(
            all.filter { $0.isOpen && $0.group.folded == group.folded }.sorted { place($0.id, name) < place($1.id, name) }.prefix(2))
        guard !servers.isEmpty else {
            if !all.isEmpty {
                throw Fault(
                    .unavailable, key: "zone.no_server_of_group", arguments: ["group": group],
                    "No name server of the group “\(group)”, which the account's plan asks for, takes new zones. Put one into it or open one under Servers."
                )
            }
            throw Fault(
                .unavailable, key: "zone.no_name_server", "There is no name server yet. Add one under Servers, then add the domain.")
        }
        var zone = Zone(id: ZoneID(at: now), name: name, serial: 0, createdAt: now)
        zone.serial = zone.nextSerial(at: now)
        try ZoneQueries.insert(zone, in: db)
        for (i, server) in servers.enumerated() { try ZoneQueries.addServer(server.id, isPrimary: i == 0, to: zone.id, in: db) }
        let records = ZoneTemplate.records(
            for: name, nameServers: servers.map(\.name), contact: installation.serviceZone.prefixed("hostmaster"), addresses: addresses)
        try ZoneQueries.replaceRecords(records, of: zone.id, in: db, at: now)
        try publish(zone, of: account, records: records, to: servers, in: db, at: now)
        return zone
    }

    private static func nameServerGroup(of account: AccountID, in db: any Connection) throws -> String {
        try db.scalar("SELECT p.name_server_group FROM account a JOIN plan p ON p.id = a.plan_id WHERE a.id = \(account)")
            ?? ServerGroup.standard
    }

    /// Where a server stands among those that could serve the zone: rendezvous hashing by FNV-1a.
    private static func place(_ server: LogicalServerID, _ zone: DomainName) -> UInt64 {
        (zone.ascii + " " + server.text).utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Publishes what is stored once more, for a zone that comes back from the trash.
    static func publish(_ id: ZoneID, in db: any Connection, at now: Timestamp) throws {
        guard let zone = try ZoneQueries.find(id, in: db) else { return }
        let account = try DomainQueries.account(ofZone: id, in: db)
        try publish(zone, of: account, records: ZoneQueries.records(of: id, in: db), to: servers(of: id, in: db), in: db, at: now)
    }

    /// Has the website's names lead to these addresses. What is in the trash comes back with them.
    static func readdress(_ id: ZoneID, of domain: Domain, to addresses: [IPAddress], in db: any Connection, at now: Timestamp) throws {
        guard var zone = try ZoneQueries.find(id, in: db) else { return }
        let before = try ZoneQueries.records(of: id, in: db)
        let after = ZoneTemplate.readdressed(before, of: zone.name, to: addresses)
        if after == before { return }
        zone.serial = zone.nextSerial(at: now)
        try ZoneQueries.setSerial(zone.serial, of: id, in: db)
        try ZoneQueries.replaceRecords(after, of: id, in: db, at: now)
        if domain.state == .active || domain.state == .suspended { try publish(id, in: db, at: now) }
    }

    static func trash(_ id: ZoneID, in db: any Connection, at now: Timestamp) throws {
        for server in try servers(of: id, in: db).inLockOrder {
            try Specifications.trash(kind: .zone, object: id.text, on: server.id, in: db, at: now)
        }
    }

    static func purge(_ id: ZoneID, in db: any Connection, at now: Timestamp) throws {
        for server in try servers(of: id, in: db).inLockOrder {
            try Specifications.purge(kind: .zone, object: id.text, on: server.id, in: db, at: now)
        }
        try ZoneQueries.delete(id, in: db)
    }

    private static func publish(
        _ zone: Zone, of account: AccountID?, records: [ZoneRecord], to servers: [LogicalServer], in db: any Connection, at now: Timestamp
    ) throws {
        let specification = ZoneSpecification(name: zone.name, serial: zone.serial, records: records, account: account)
        try DemoAccounts.publish(
            .zone(specification), of: zone.id.text, to: servers.inLockOrder.map(\.id), for: account, in: db, at: now)
    }

    /// The service zone (H.DNS-07): host names of the panel and of every logical server. Made when missing, else brought up to date;
    /// nothing is published when nothing has changed. Call it in the transaction that adds or changes a server.
    package static func refreshServiceZone(panel: [IPAddress], in db: any Connection, at now: Timestamp) throws {
        let installation = try Installations.required(in: db)
        let name = installation.serviceZone
        let nameServers = try LogicalServers.of(kind: .dns, in: db)
        guard !nameServers.isEmpty else { return }
        var records = ZoneTemplate.base(
            for: name, nameServers: nameServers.map(\.name), contact: name.prefixed("hostmaster"))
        for server in try LogicalServers.all(in: db) { records += ZoneTemplate.hostRecords(server.name, server.addresses) }
        records += ZoneTemplate.hostRecords(name.prefixed("cp"), panel)
        var zone: Zone
        if let known = try ZoneQueries.named(name, in: db) {
            zone = known
            let sameRecords = try ZoneQueries.records(of: zone.id, in: db) == records
            let sameServers = try Set(ZoneQueries.servers(of: zone.id, in: db)) == Set(nameServers.map(\.id))
            if sameRecords, sameServers { return }
            zone.serial = zone.nextSerial(at: now)
            try ZoneQueries.setSerial(zone.serial, of: zone.id, in: db)
        } else {
            zone = Zone(id: ZoneID(at: now), name: name, serial: 0, createdAt: now)
            zone.serial = zone.nextSerial(at: now)
            try ZoneQueries.insert(zone, in: db)
        }
        for (i, server) in nameServers.enumerated() { try ZoneQueries.addServer(server.id, isPrimary: i == 0, to: zone.id, in: db) }
        try ZoneQueries.replaceRecords(records, of: zone.id, in: db, at: now)
        try publish(zone, of: nil, records: records, to: nameServers, in: db, at: now)
    }

    package static func serviceZone(in db: any Connection) throws -> Zone? {
        try Installations.current(in: db).flatMap { try ZoneQueries.named($0.serviceZone, in: db) }
    }
}

extension [LogicalServer] {
    /// Nodes' sequences are locked in one order, so that two publications never wait for one another in a circle.
    package var inLockOrder: [LogicalServer] { sorted { ($0.physical, $0.id) < ($1.physical, $1.id) } }
}
