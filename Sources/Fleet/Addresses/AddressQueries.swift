import Core
import Persistence

/// All statements on `address_pool`, `pool_address` and `address_holding`.
enum AddressQueries {
    static func insert(_ addresses: [IPAddress], into server: LogicalServerID, in db: any Connection, at now: Timestamp) throws {
        let rows = addresses.map { address -> SQL in "(\(address), \(server), \(address.family), \(address.sortKey), \(now))" }
        try db.execute(
            "INSERT INTO pool_address (address, logical_server_id, family, sort_key, added_at) VALUES \(SQL.joined(rows, separator: ", "))")
    }

    static func delete(_ address: IPAddress, in db: any Connection) throws -> Bool {
        try db.execute("DELETE FROM pool_address WHERE address = \(address)") == 1
    }

    static func count(in server: LogicalServerID, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM pool_address WHERE logical_server_id = \(server)") ?? 0
    }

    static func server(of address: IPAddress, in db: any Connection) throws -> LogicalServerID? {
        try db.first("SELECT logical_server_id FROM pool_address WHERE address = \(address)").map { try $0("logical_server_id") }
    }

    /// In whose pools these addresses are.
    static func servers(of addresses: [IPAddress], in db: any Connection) throws -> [(IPAddress, DomainName)] {
        try db.query(
            """
            SELECT p.address, s.name FROM pool_address p JOIN logical_server s ON s.id = p.logical_server_id
            WHERE p.address IN (\(list: addresses)) ORDER BY p.sort_key
            """
        ).map { (try $0("address"), try $0("name")) }
    }

    /// Which servers listen on these addresses for everybody.
    static func listeners(at addresses: [IPAddress], in db: any Connection) throws -> [(IPAddress, DomainName)] {
        try db.query(
            """
            SELECT DISTINCT e.address, s.name FROM server_endpoint e JOIN logical_server s ON s.id = e.logical_server_id
            WHERE e.address IN (\(list: addresses)) ORDER BY e.address, s.name
            """
        ).map { (try $0("address"), try $0("name")) }
    }

    static func computers(
        with addresses: [IPAddress], except own: PhysicalServerID, in db: any Connection
    ) throws -> [(IPAddress, String)] {
        try db.query(
            """
            SELECT a.address, s.name FROM physical_server_address a JOIN physical_server s ON s.id = a.physical_server_id
            WHERE a.address IN (\(list: addresses)) AND a.physical_server_id <> \(own) ORDER BY a.address, s.name
            """
        ).map { (try $0("address"), try $0("name")) }
    }

    /// What a server is to answer at besides its endpoints, in the order of numbers.
    static func given(by server: LogicalServerID, in db: any Connection) throws -> [IPAddress] {
        try db.query(
            """
            SELECT p.address FROM pool_address p
            WHERE p.logical_server_id = \(server) AND EXISTS (SELECT 1 FROM address_holding h WHERE h.address = p.address)
            ORDER BY p.sort_key
            """
        ).map { try $0("address") }
    }

    static func serversWithFree(family: Int, in db: any Connection) throws -> Set<LogicalServerID> {
        Set(
            try db.query(
                """
                SELECT DISTINCT p.logical_server_id FROM pool_address p
                WHERE p.family = \(family) AND NOT EXISTS (SELECT 1 FROM address_holding h WHERE h.address = p.address)
                """
            ).map { try $0("logical_server_id") })
    }

    /// The lowest that nobody has.
    static func free(on server: LogicalServerID, family: Int, in db: any Connection) throws -> IPAddress? {
        try db.first(
            """
            SELECT p.address FROM pool_address p
            WHERE p.logical_server_id = \(server) AND p.family = \(family)
                AND NOT EXISTS (SELECT 1 FROM address_holding h WHERE h.address = p.address)
            ORDER BY p.sort_key LIMIT 1
            """
        ).map { try $0("address") }
    }

    static func choices(
        on server: LogicalServerID, for account: AccountID?, family: Int, limit: Int, in db: any Connection
    ) throws -> [AddressChoice] {
        let account = account?.text ?? ""
        return try db.query(
            """
            SELECT p.address,
                (SELECT COUNT(*) FROM address_holding h WHERE h.address = p.address AND h.account_id <> \(account)) AS others
            FROM pool_address p
            WHERE p.logical_server_id = \(server) AND p.family = \(family)
                AND NOT EXISTS (
                    SELECT 1 FROM address_holding h WHERE h.address = p.address AND h.account_id <> \(account) AND h.is_exclusive)
            ORDER BY p.sort_key LIMIT \(limit)
            """
        ).map { AddressChoice(try $0("address"), others: try $0("others")) }
    }

    static func holdings(of address: IPAddress, in db: any Connection) throws -> [(account: AccountID, isExclusive: Bool)] {
        try db.query("SELECT account_id, is_exclusive FROM address_holding WHERE address = \(address)").map {
            (try $0("account_id"), try $0("is_exclusive"))
        }
    }

    static func holdings(of account: AccountID, in db: any Connection) throws -> [OwnAddress] {
        try db.query("SELECT address, is_exclusive, since FROM address_holding WHERE account_id = \(account) ORDER BY family").map {
            OwnAddress(try $0("address"), isExclusive: try $0("is_exclusive"), since: try $0("since"))
        }
    }

    static func hold(_ own: OwnAddress, _ account: AccountID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO address_holding (account_id, family, address, is_exclusive, since)
            VALUES (\(account), \(own.address.family), \(own.address), \(own.isExclusive), \(own.since))
            ON CONFLICT (account_id, family) DO UPDATE SET
                address = excluded.address, is_exclusive = excluded.is_exclusive, since = excluded.since
            """)
    }

    static func release(family: Int, of account: AccountID, in db: any Connection) throws -> Bool {
        try db.execute("DELETE FROM address_holding WHERE account_id = \(account) AND family = \(family)") == 1
    }
}
