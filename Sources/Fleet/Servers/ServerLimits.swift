import AgentProtocol
import Core
import Foundation
import Persistence

/// How much a physical server may hold before no new account is placed on it. What is there already goes on; nil is no limit.
package struct ServerLimits: Sendable, Hashable {
    package var accounts: Int?
    package var sites: Int?
    /// Percent of the disk that holds the homes.
    package var diskPercent: Int?
    /// One-minute load average, in hundredths.
    package var loadHundredths: Int?

    package init(accounts: Int? = nil, sites: Int? = nil, diskPercent: Int? = nil, loadHundredths: Int? = nil) {
        self.accounts = accounts
        self.sites = sites
        self.diskPercent = diskPercent
        self.loadHundredths = loadHundredths
    }

    package var isUnlimited: Bool { self == ServerLimits() }

    /// Why a server with this use takes no further account; empty when it does. What a server has not reported yet stops nothing.
    package func reached(by use: ServerUse) -> [ReachedLimit] {
        var reached: [ReachedLimit] = []
        if let accounts, use.accounts >= accounts { reached.append(.accounts(use.accounts, of: accounts)) }
        if let sites, use.sites >= sites { reached.append(.sites(use.sites, of: sites)) }
        if let diskPercent, let used = use.diskPercent, used >= diskPercent { reached.append(.disk(percent: used, of: diskPercent)) }
        if let loadHundredths, let load = use.loadHundredths, load >= loadHundredths { reached.append(.load(load, of: loadHundredths)) }
        return reached
    }
}

/// A limit that a server has reached.
package enum ReachedLimit: Sendable, Hashable {
    case accounts(Int, of: Int)
    case sites(Int, of: Int)
    case disk(percent: Int, of: Int)
    /// In hundredths.
    case load(Int, of: Int)

    /// `12 of 12 accounts`.
    package var sentence: String {
        switch self {
        case .accounts(let used, let limit): "\(used) of \(limit) accounts"
        case .sites(let used, let limit): "\(used) of \(limit) websites"
        case .disk(let used, let limit): "disk \(used) % full, the limit is \(limit) %"
        case .load(let load, let limit): "load \(hundredths(load)), the limit is \(hundredths(limit))"
        }
    }
}

/// `1.25`.
package func hundredths(_ value: Int) -> String {
    let rest = value % 100
    return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// What a physical server holds and how it is.
package struct ServerUse: Sendable, Hashable {
    /// Accounts with their home here; those in the trash do not count.
    package var accounts: Int
    /// Websites that are served here.
    package var sites: Int
    /// As the node reported it last; nil before its first report.
    package var state: NodeState?

    package init(accounts: Int = 0, sites: Int = 0, state: NodeState? = nil) {
        self.accounts = accounts
        self.sites = sites
        self.state = state
    }

    /// Percent of the disk with the homes; nil while it is not known.
    package var diskPercent: Int? {
        guard let state, state.diskTotal > 0 else { return nil }
        return Int((Double(state.diskUsed) / Double(state.diskTotal) * 100).rounded(.down))
    }

    package var loadHundredths: Int? { state.map { Int(($0.load * 100).rounded()) } }
}

package enum ServerUses {
    /// The use of each of these servers.
    package static func of(_ servers: [PhysicalServerID], in db: any Connection) throws -> [PhysicalServerID: ServerUse] {
        var uses: [PhysicalServerID: ServerUse] = [:]
        for row in try db.query("SELECT physical_server_id, state FROM node_state WHERE physical_server_id IN (\(list: servers))") {
            // Another release may have stored another form; the figures are then unknown until the next report.
            let state = try row("state", as: String?.self).flatMap { try? JSONDecoder().decode(NodeState.self, from: Data($0.utf8)) }
            uses[try row("physical_server_id")] = ServerUse(state: state)
        }
        // The condition is the index's own, word for word, or SQLite does not use it (https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
        for row in try db.query(
            """
            SELECT physical_server_id, kind, COUNT(*) AS number FROM specification
            WHERE presence = 'present' AND kind IN ('account', 'website') AND physical_server_id IN (\(list: servers))
            GROUP BY physical_server_id, kind
            """)
        {
            let id: PhysicalServerID = try row("physical_server_id")
            let kind: ObjectKind = try row("kind")
            if kind == .account { uses[id, default: ServerUse()].accounts = try row("number") }
            if kind == .website { uses[id, default: ServerUse()].sites = try row("number") }
        }
        return uses
    }
}
