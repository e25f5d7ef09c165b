/// What an account may have of a resource, and what it uses.
package struct EntitlementResource: APIResource {
    package var resource: String
    /// `counted`, `stored`, `metered`, `switch` or `choice`.
    package var kind: String
    /// Megabytes of what is stored or metered, places in the list of a choice, 0 and 1 of a switch; -1: unlimited.
    package var free: Int
    package var most: Int
    package var isHard: Bool
    /// Absent: not measured yet.
    package var used: Int?
    package var isExceeded: Bool
    /// Whether the account has a limit of its own instead of its plan's.
    package var isOwn: Bool
    /// Of what servers measure.
    package var usedBytes: Int?
    package var measuredAt: String?

    package init(
        resource: String, kind: String, free: Int, most: Int, isHard: Bool, used: Int?, isExceeded: Bool, isOwn: Bool,
        usedBytes: Int? = nil,
        measuredAt: String? = nil
    ) {
        self.resource = resource
        self.kind = kind
        self.free = free
        self.most = most
        self.isHard = isHard
        self.used = used
        self.isExceeded = isExceeded
        self.isOwn = isOwn
        self.usedBytes = usedBytes
        self.measuredAt = measuredAt
    }

    package static var notes: [String: FieldNote] {
        [
            "resource": "Name of the resource, such as `domain` or `disk_space`.",
            "kind": FieldNote("How it is had.", values: ["counted", "stored", "metered", "switch", "choice"]),
            "free": FieldNote("So much is in the price of the plan; -1: unlimited. Megabytes of what is stored or metered.", minimum: -1),
            "most": FieldNote("So much there may be; -1: unlimited, 0: not available.", minimum: -1),
            "isHard": "Whether more than `most` is refused; otherwise it is given and reported.",
            "used": FieldNote(
                "So much is used now; of traffic in this calendar month (UTC). Absent: no server has measured it yet.", minimum: 0),
            "usedBytes": FieldNote("Of what servers measure: exactly so many bytes.", minimum: 0),
            "measuredAt": .time("Of what servers measure: when it was measured, or up to when it is counted."),
            "isExceeded": "Whether more is used than there may be.",
            "isOwn": "Whether the account has a limit of its own instead of its plan's.",
        ]
    }

    package static var example: EntitlementResource? {
        EntitlementResource(
            resource: "domain", kind: "counted", free: 10, most: 10, isHard: true, used: 3, isExceeded: false, isOwn: false)
    }
}

/// A limit that an account is to have instead of its plan's.
package struct LimitResource: APIResource {
    package var resource: String
    /// -1: unlimited, 0: not available; absent: as the plan says.
    package var most: Int?
    package var isHard: Bool?

    package init(resource: String, most: Int? = nil, isHard: Bool? = nil) {
        self.resource = resource
        self.most = most
        self.isHard = isHard
    }

    package static var notes: [String: FieldNote] {
        [
            "resource": "Name of the resource, such as `domain` or `disk_space`.",
            "most": FieldNote("So much there may be; -1: unlimited, 0: not available. Absent: what the plan says.", minimum: -1),
            "isHard": "Whether more is refused; otherwise it is given and reported. Default: true. Traffic is never refused.",
        ]
    }

    package static var example: LimitResource? { LimitResource(resource: "domain", most: 25, isHard: true) }
}

package struct LimitsResource: APIResource {
    /// Those that are not named stay as they are.
    package var limits: [LimitResource]

    package init(limits: [LimitResource]) { self.limits = limits }

    package static var notes: [String: FieldNote] { ["limits": "The limits to change; those that are not named stay as they are."] }
    package static var example: LimitsResource? { LimitsResource(limits: LimitResource.example.map { [$0] } ?? []) }
}

/// Something that plans include.
/// What accounts can run on a server, in the provider's words.
package struct PlatformResource: APIResource {
    package var platform: String
    /// Whether the provider does not sell it any more.
    package var isWithdrawn: Bool
    package var servers: Int

    package init(platform: String, isWithdrawn: Bool, servers: Int) {
        self.platform = platform
        self.isWithdrawn = isWithdrawn
        self.servers = servers
    }

    package static var notes: [String: FieldNote] {
        [
            "platform": "The label that servers and plans have.",
            "isWithdrawn":
                "Whether it is not sold any more: no new plan is for it, no new account goes there. Accounts that are there stay.",
            "servers": FieldNote("How many physical servers have it.", minimum: 0),
        ]
    }

    package static var example: PlatformResource? { PlatformResource(platform: "Linux", isWithdrawn: false, servers: 3) }
}

package struct HostingResourceResource: APIResource {
    package var resource: String
    package var name: String
    package var kind: String
    /// Whether a server of the installation provides it.
    package var isProvided: Bool
    /// Whether the provider does not sell it any more.
    package var isWithdrawn: Bool
    package var requires: [String]
    package var conflicts: [String]

    package init(
        resource: String, name: String, kind: String, isProvided: Bool, isWithdrawn: Bool, requires: [String], conflicts: [String]
    ) {
        self.resource = resource
        self.name = name
        self.kind = kind
        self.isProvided = isProvided
        self.isWithdrawn = isWithdrawn
        self.requires = requires
        self.conflicts = conflicts
    }

    package static var notes: [String: FieldNote] {
        [
            "resource": "Its name for programs.", "name": "Its name for people, in the language asked for.",
            "kind": FieldNote("How it is had.", values: ["counted", "stored", "metered", "switch", "choice"]),
            "isProvided": "Whether a server of the installation provides it; what none provides cannot be in a plan.",
            "isWithdrawn": "Whether it is not sold any more. Accounts that have it keep it.",
            "requires": "Resources that have to be available, too.", "conflicts": "Resources that it does not go together with.",
        ]
    }

    package static var example: HostingResourceResource? {
        HostingResourceResource(
            resource: "php", name: "PHP", kind: "switch", isProvided: true, isWithdrawn: false, requires: ["web"], conflicts: [])
    }
}
