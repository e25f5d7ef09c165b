import AgentProtocol
import Core
import Foundation
import Persistence

/// All statements on `zone`, `zone_server` and `zone_record`.
enum ZoneQueries {
    static func find(_ id: ZoneID, in db: any Connection) throws -> Zone? {
        try db.first("SELECT id, name, serial, created_at FROM zone WHERE id = \(id)").map(zone)
    }

    static func named(_ name: DomainName, in db: any Connection) throws -> Zone? {
        try db.first("SELECT id, name, serial, created_at FROM zone WHERE name = \(name)").map(zone)
    }

    static func count(in db: any Connection) throws -> Int { try db.scalar("SELECT COUNT(*) FROM zone") ?? 0 }

    static func insert(_ zone: Zone, in db: any Connection) throws {
        try db.execute(
            "INSERT INTO zone (id, name, serial, created_at) VALUES (\(zone.id), \(zone.name), \(zone.serial), \(zone.createdAt))")
    }

    static func setSerial(_ serial: UInt32, of id: ZoneID, in db: any Connection) throws {
        try db.execute("UPDATE zone SET serial = \(serial) WHERE id = \(id)")
    }

    static func delete(_ id: ZoneID, in db: any Connection) throws {
        try db.execute("DELETE FROM zone_record WHERE zone_id = \(id)")
        try db.execute("DELETE FROM zone_server WHERE zone_id = \(id)")
        try db.execute("DELETE FROM zone WHERE id = \(id)")
    }

    static func addServer(_ server: LogicalServerID, isPrimary: Bool, to id: ZoneID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO zone_server (zone_id, server_id, is_primary) VALUES (\(id), \(server), \(isPrimary))
            ON CONFLICT DO NOTHING
            """)
    }

    /// The primary first.
    static func servers(of id: ZoneID, in db: any Connection) throws -> [LogicalServerID] {
        try db.query("SELECT server_id, is_primary FROM zone_server WHERE zone_id = \(id) ORDER BY server_id")
            .map { (server: try $0("server_id", as: LogicalServerID.self), isPrimary: try $0("is_primary", as: Bool.self)) }
            .sorted { $0.isPrimary && !$1.isPrimary }
            .map(\.server)
    }

    static func serials(of ids: [ZoneID], in db: any Connection) throws -> [ZoneID: UInt32] {
        let rows = try db.query("SELECT id, serial FROM zone WHERE id IN (\(list: ids))")
        return Dictionary(try rows.map { (try $0("id"), try $0("serial")) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name servers of each zone, the primary first.
    static func servers(of ids: [ZoneID], in db: any Connection) throws -> [ZoneID: [LogicalServerID]] {
        let rows = try db.query(
            "SELECT zone_id, server_id, is_primary FROM zone_server WHERE zone_id IN (\(list: ids)) ORDER BY server_id")
        var servers: [ZoneID: [LogicalServerID]] = [:]
        for row in rows {
            let server: LogicalServerID = try row("server_id")
            if try row("is_primary", as: Bool.self) {
                servers[try row("zone_id"), default: []].insert(server, at: 0)
            } else {
                servers[try row("zone_id"), default: []].append(server)
            }
        }
        return servers
    }

    static func records(of id: ZoneID, in db: any Connection) throws -> [ZoneRecord] {
        let decoder = JSONDecoder()
        return try db.query("SELECT name, time_to_live, data FROM zone_record WHERE zone_id = \(id) ORDER BY place").map { row in
            ZoneRecord(
                name: try row("name"), timeToLive: try row("time_to_live"),
                data: try decoder.decode(ZoneRecord.Data.self, from: Data(row("data", as: String.self).utf8)))
        }
    }

    static func replaceRecords(_ records: [ZoneRecord], of id: ZoneID, in db: any Connection, at now: Timestamp) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try db.execute("DELETE FROM zone_record WHERE zone_id = \(id)")
        let rows = try records.enumerated().map { place, record -> [SQLValue] in
            [
                RecordID(at: now).sqlValue, id.sqlValue, place.sqlValue, record.name.sqlValue, record.timeToLive.sqlValue,
                .text(String(decoding: try encoder.encode(record.data), as: UTF8.self)),
            ]
        }
        let values = rows.map { row in "(" + SQL.joined(row.map { "\(bound: $0)" }, separator: ", ") + ")" }
        guard !values.isEmpty else { return }
        try db.execute(
            "INSERT INTO zone_record (id, zone_id, place, name, time_to_live, data) VALUES " + SQL.joined(values, separator: ", "))
    }

    private static func zone(_ row: Row) throws -> Zone {
        Zone(id: try row("id"), name: try row("name"), serial: try row("serial"), createdAt: try row("created_at"))
    }
}

extension SQL.StringInterpolation {
    mutating func appendInterpolation(bound value: SQLValue) { appendInterpolation(BoundValue(sqlValue: value)) }
}

private struct BoundValue: SQLConvertible {
    var sqlValue: SQLValue
}
