import Accounts
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// The addresses that the web servers of a machine can give to accounts, with who has them (H.SRV-10).
struct PoolAddress: Sendable {
    enum State: String, Sendable, CaseIterable {
        case free
        /// One account has it to itself.
        case taken
        /// Accounts have it, and others can choose it, too.
        case shared
    }

    var address: IPAddress
    var server: DomainName
    var addedAt: Timestamp
    var isExclusive: Bool
    /// How many accounts have it.
    var holders: Int
    /// The lowest of their numbers, and that account's title.
    var number: Int?
    var title: String?

    var state: State { holders == 0 ? .free : isExclusive ? .taken : .shared }

    /// The account, where there is exactly one.
    var holder: (number: Int, title: String)? {
        guard holders == 1, let number else { return nil }
        return (number, title ?? String(number))
    }
}

struct PoolAddressFilter: Sendable {
    enum Order: String, Sendable, CaseIterable { case address, state, account, added }

    /// Part of an address, of an account's title, or its number.
    var search = ""
    var state: PoolAddress.State?
    var order = Order.address
    var isDescending = false
    var offset = 0
    var limit = 50
}

enum ServerAddresses {
    /// A page of the addresses of these web servers.
    static func list(
        _ filter: PoolAddressFilter, of servers: [LogicalServer], in db: any Connection
    ) throws -> (rows: [PoolAddress], total: Int) {
        let (source, condition) = (source(servers), condition(filter))
        let total: Int = try db.scalar("SELECT COUNT(*) FROM (\(source)) AS pool WHERE \(condition)") ?? 0
        let rows = try db.query(
            """
            SELECT pool.address, pool.server_id, pool.added_at, pool.holders, pool.exclusives, pool.first_number, account.title
            FROM (\(source)) AS pool LEFT JOIN account ON account.number = pool.first_number
            WHERE \(condition) ORDER BY \(order(filter)) LIMIT \(filter.limit) OFFSET \(filter.offset)
            """)
        let names = Dictionary(servers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return (
            try rows.compactMap { row in
                guard let server = names[try row("server_id")] else { return nil }
                return PoolAddress(
                    address: try row("address"), server: server, addedAt: try row("added_at"),
                    isExclusive: try row("exclusives", as: Int.self) > 0, holders: try row("holders"), number: try row("first_number"),
                    title: try row("title"))
            }, total
        )
    }

    /// How many there are of each state.
    static func counts(of servers: [LogicalServer], in db: any Connection) throws -> [PoolAddress.State: Int] {
        var counts: [PoolAddress.State: Int] = [:]
        for state in PoolAddress.State.allCases {
            let isMeant = condition(PoolAddressFilter(state: state))
            counts[state] = try db.scalar("SELECT COUNT(*) FROM (\(source(servers))) AS pool WHERE \(isMeant)") ?? 0
        }
        return counts
    }

    /// The web server of the machine that is meant: the named one, or the only one.
    ///
    /// Throws `Fault(.invalid)` beside `webServer`: none, several and none is named, or no such one.
    static func webServer(named typed: String, of node: NodeOverview) throws -> LogicalServer {
        let servers = node.logical.filter { $0.kind == .web }
        let name = typed.trimmingWhitespace.lowercased()
        if let server = servers.first(where: { $0.name.ascii == name || $0.id.text == name }) { return server }
        if servers.count == 1, name.isEmpty { return servers[0] }
        if servers.isEmpty {
            throw Fault.invalid(
                .init(
                    "webServer", key: "address.no_web_server", "This machine has no web server. Add one first."))
        }
        throw Fault.invalid(
            .init(
                "webServer", key: "address.web_server",
                "This machine has several web servers. Choose the one that is to give the addresses."))
    }

    // MARK: SQL

    /// One row for each address, with how many accounts have it.
    private static func source(_ servers: [LogicalServer]) -> SQL {
        """
        SELECT p.address, p.sort_key, p.logical_server_id AS server_id, p.added_at, COUNT(h.account_id) AS holders,
            COALESCE(SUM(CASE WHEN h.is_exclusive THEN 1 ELSE 0 END), 0) AS exclusives, MIN(a.number) AS first_number
        FROM pool_address p
        LEFT JOIN address_holding h ON h.address = p.address
        LEFT JOIN account a ON a.id = h.account_id
        WHERE p.logical_server_id IN (\(list: servers.map(\.id)))
        GROUP BY p.address, p.sort_key, p.logical_server_id, p.added_at
        """
    }

    private static func condition(_ filter: PoolAddressFilter) -> SQL {
        var parts: [SQL] = ["1 = 1"]
        switch filter.state {
        case .free: parts.append("pool.holders = 0")
        case .taken: parts.append("pool.exclusives > 0")
        case .shared: parts.append("pool.holders > 0 AND pool.exclusives = 0")
        case nil: break
        }
        let word = filter.search.trimmingWhitespace
        if !word.isEmpty {
            let pattern = likePattern(containing: word)
            // `web12` and `12` mean the same account.
            let number = Int(word.folded.hasPrefix("web") ? String(word.folded.dropFirst(3)) : word) ?? -1
            parts.append(
                """
                (pool.address LIKE \(pattern) ESCAPE '\\' OR EXISTS (
                    SELECT 1 FROM address_holding g JOIN account b ON b.id = g.account_id
                    WHERE g.address = pool.address AND (b.number = \(number) OR b.title_folded LIKE \(pattern) ESCAPE '\\')))
                """)
        }
        return .joined(parts, separator: " AND ")
    }

    private static func order(_ filter: PoolAddressFilter) -> SQL {
        let turn: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.order {
        case .address: "pool.sort_key" + turn
        case .state: "CASE WHEN pool.holders = 0 THEN 0 WHEN pool.exclusives > 0 THEN 1 ELSE 2 END" + turn + ", pool.sort_key"
        case .account: "COALESCE(pool.first_number, 0)" + turn + ", pool.sort_key"
        case .added: "pool.added_at" + turn + ", pool.sort_key"
        }
    }
}
