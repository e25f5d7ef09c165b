// The payloads of `/api/v1/servers`.

package struct PhysicalServerResource: APIResource {
    package var id: String
    package var name: String
    package var addresses: [String]
    package var operatingSystem: String
    /// `waiting` (not joined), `in_step`, `applying`, `silent`, `stopped`, `revoked`.
    package var state: String
    package var waitingChanges: Int
    package var silentSince: String?
    package var stopReason: String?
    package var diskTotal: Int64?
    package var diskUsed: Int64?
    package var load: Double?
    package var logicalServers: [LogicalServerResource]
    package var quarantined: [String]
    /// The label that plans ask for: `Linux`.
    package var platform: String = "Linux"
    package var isVirtual: Bool = false
    /// How staff get onto it; for people, without any password.
    package var loginAddress: String?
    package var loginPort: Int?
    package var loginUser: String?
    package var consoleURL: String?
    package var note: String?
    /// What it holds now.
    package var accounts: Int = 0
    package var sites: Int = 0
    /// No new account is placed here once one of these is reached; absent: no limit.
    package var accountLimit: Int?
    package var siteLimit: Int?
    /// Percent of the disk with the homes.
    package var diskLimit: Int?
    /// One-minute load average.
    package var loadLimit: Double?
    /// The limits that are reached, in words; empty while it takes new accounts.
    package var reachedLimits: [String] = []

    package init(
        id: String, name: String, addresses: [String], operatingSystem: String, state: String, waitingChanges: Int, silentSince: String?,
        stopReason: String?, diskTotal: Int64?, diskUsed: Int64?, load: Double?, logicalServers: [LogicalServerResource],
        quarantined: [String]
    ) {
        self.id = id
        self.name = name
        self.addresses = addresses
        self.operatingSystem = operatingSystem
        self.state = state
        self.waitingChanges = waitingChanges
        self.silentSince = silentSince
        self.stopReason = stopReason
        self.diskTotal = diskTotal
        self.diskUsed = diskUsed
        self.load = load
        self.logicalServers = logicalServers
        self.quarantined = quarantined
    }
}

package struct LogicalServerResource: APIResource {
    package var id: String
    /// Host name in the service zone: `web1.hosting.example`.
    package var name: String
    /// `web` or `dns`.
    package var kind: String
    package var endpoints: [String]
    /// Plans name one group of each kind.
    package var group: String
    /// Whether new customers land on it.
    package var isOpen: Bool

    package init(id: String, name: String, kind: String, endpoints: [String], group: String = "Default", isOpen: Bool = true) {
        self.id = id
        self.name = name
        self.kind = kind
        self.endpoints = endpoints
        self.group = group
        self.isOpen = isOpen
    }
}

/// `PATCH /api/v1/servers/{name}/logical-servers/{logical}`; what is absent stays as it is.
package struct LogicalServerChangeResource: APIResource {
    package var group: String?
    package var isOpen: Bool?

    package init(group: String? = nil, isOpen: Bool? = nil) {
        self.group = group
        self.isOpen = isOpen
    }
}

/// `POST /api/v1/servers`.
package struct NewPhysicalServerResource: APIResource {
    package var name: String
    package var addresses: [String]
    /// Default: `Debian 12`.
    package var operatingSystem: String?
    /// Default: `Linux`.
    package var platform: String?
    package var isVirtual: Bool?
    package var loginAddress: String?
    /// Default: 22.
    package var loginPort: Int?
    package var loginUser: String?
    package var consoleURL: String?
    package var note: String?
    /// No new account is placed there once one of these is reached; absent or -1: no limit.
    package var accountLimit: Int?
    package var siteLimit: Int?
    package var diskLimit: Int?
    package var loadLimit: Double?

    package init(name: String, addresses: [String], operatingSystem: String? = nil) {
        self.name = name
        self.addresses = addresses
        self.operatingSystem = operatingSystem
    }
}

/// `PATCH /api/v1/servers/{name}`; what is absent stays as it is.
package struct PhysicalServerChangeResource: APIResource {
    package var name: String?
    /// All of them.
    package var addresses: [String]?
    package var operatingSystem: String?
    package var platform: String?
    package var isVirtual: Bool?
    package var loginAddress: String?
    package var loginPort: Int?
    package var loginUser: String?
    package var consoleURL: String?
    package var note: String?
    /// -1 takes a limit away.
    package var accountLimit: Int?
    package var siteLimit: Int?
    package var diskLimit: Int?
    package var loadLimit: Double?

    package init() {}
}

/// `POST /api/v1/servers/{name}/logical-servers`.
package struct NewLogicalServerResource: APIResource {
    package var kind: String
    /// `address:port` or an address (then port 80 or 53).
    package var endpoints: [String]
    /// Default: `Default`.
    package var group: String?

    package init(kind: String, endpoints: [String], group: String? = nil) {
        self.kind = kind
        self.endpoints = endpoints
        self.group = group
    }
}

/// `POST /api/v1/servers/{name}/join-line`: the line that `hostwright-agent join` reads. Valid for 15 minutes, once.
package struct JoinLineResource: APIResource {
    package var joinLine: String
    package var expiresAt: String

    package var holdsSecret: Bool { true }

    package init(joinLine: String, expiresAt: String) {
        self.joinLine = joinLine
        self.expiresAt = expiresAt
    }
}
