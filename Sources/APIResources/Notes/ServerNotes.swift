extension PhysicalServerResource {
    package static var observed: Set<String> {
        [
            "state", "waitingChanges", "silentSince", "stopReason", "diskTotal", "diskUsed", "load", "quarantined", "accounts", "sites",
            "reachedLimits",
        ]
    }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the machine.", format: "uuid"),
            "name": "What it is called here.",
            "addresses": "Its addresses.",
            "operatingSystem": "What runs on it.",
            "state": FieldNote(
                "`waiting` has not joined; `in_step` does what is wanted; `silent` does not answer; `stopped` wants a decision.",
                values: ["waiting", "revoked", "silent", "stopped", "applying", "in_step"]),
            "waitingChanges": FieldNote("Changes it has not yet confirmed.", minimum: 0),
            "silentSince": .time("Since when it does not answer."),
            "stopReason": "Why it stopped.",
            "diskTotal": FieldNote("Size of its disk in bytes.", minimum: 0),
            "diskUsed": FieldNote("Bytes used of it.", minimum: 0),
            "load": FieldNote("Load average of one minute.", minimum: 0),
            "logicalServers": "What it serves.",
            "quarantined": "Things it was not allowed to touch.",
            "platform": "The label that plans ask for.",
            "isVirtual": "Whether it is a virtual machine.",
            "loginAddress": "Where staff get onto it.",
            "loginPort": FieldNote("At which port.", minimum: 1, maximum: 65535),
            "loginUser": "As which user.",
            "consoleURL": "Where its console is.",
            "note": "For whoever works on it.",
            "accounts": FieldNote("How many accounts it holds.", minimum: 0),
            "sites": FieldNote("How many websites it holds.", minimum: 0),
            "accountLimit": "No new account is placed there once it holds so many; absent: any number.",
            "siteLimit": "The same for websites.",
            "diskLimit": "The same for percent of the disk with the homes.",
            "loadLimit": "The same for the load average of one minute.",
            "reachedLimits": "The limits that are reached, in words; empty while it takes new accounts.",
        ]
    }

    package static var example: PhysicalServerResource? {
        PhysicalServerResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", name: "machine-1", addresses: ["192.0.2.10"], operatingSystem: "Debian 12",
            state: "in_step", waitingChanges: 0, silentSince: nil, stopReason: nil, diskTotal: 512_000_000_000, diskUsed: 96_000_000_000,
            load: 0.4, logicalServers: LogicalServerResource.example.map { [$0] } ?? [], quarantined: [])
    }
}

extension LogicalServerResource {
    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the logical server.", format: "uuid"),
            "name": "Host name in the service zone.",
            "kind": FieldNote("What it serves.", values: ["web", "dns"]),
            "endpoints": "Where it listens: `192.0.2.10:80`.",
            "group": "The group of servers it belongs to, which plans name.",
            "isOpen": "Whether new customers land on it.",
        ]
    }

    package static var example: LogicalServerResource? {
        LogicalServerResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4e", name: "web1.hosting.example", kind: "web", endpoints: ["192.0.2.10:80"])
    }
}

extension NewPhysicalServerResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "What it is called here: letters, digits and hyphens.",
            "addresses": "Its IPv4 and IPv6 addresses.",
            "operatingSystem": "What runs on it. Default: `Debian 12`.",
            "platform": "The label that plans ask for. Default: `Linux`.",
            "isVirtual": "Whether it is a virtual machine.",
            "loginAddress": "Where staff get onto it.",
            "loginPort": FieldNote("At which port. Default: 22.", minimum: 1, maximum: 65535),
            "loginUser": "As which user.",
            "consoleURL": "Where its console is.",
            "note": "For whoever works on it.",
            "accountLimit": "No new account is placed there once it holds so many; absent or -1: any number.",
            "siteLimit": "The same for websites.",
            "diskLimit": "The same for percent of the disk with the homes.",
            "loadLimit": "The same for the load average of one minute.",
        ]
    }

    package static var example: NewPhysicalServerResource? { NewPhysicalServerResource(name: "machine-2", addresses: ["192.0.2.11"]) }
}

extension PhysicalServerChangeResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "What it is called here: letters, digits and hyphens.",
            "addresses": "All of its addresses.",
            "operatingSystem": "What runs on it.",
            "platform": "The label that plans ask for.",
            "isVirtual": "Whether it is a virtual machine.",
            "loginAddress": "Where staff get onto it.",
            "loginPort": FieldNote("At which port.", minimum: 1, maximum: 65535),
            "loginUser": "As which user.",
            "consoleURL": "Where its console is.",
            "note": "For whoever works on it.",
            "accountLimit": "No new account is placed there once it holds so many; -1: any number.",
            "siteLimit": "The same for websites.",
            "diskLimit": "The same for percent of the disk with the homes.",
            "loadLimit": "The same for the load average of one minute.",
        ]
    }

    package static var example: PhysicalServerChangeResource? {
        var change = PhysicalServerChangeResource()
        change.note = "Rack 4, at the top."
        return change
    }
}

extension NewLogicalServerResource {
    package static var notes: [String: FieldNote] {
        [
            "kind": FieldNote("What it serves.", values: ["web", "dns"]),
            "endpoints": "Where it listens: `address:port`, or an address for port 80 or 53.",
            "group": "The group of servers it belongs to, which plans name. Default: `Default`.",
        ]
    }

    package static var example: NewLogicalServerResource? { NewLogicalServerResource(kind: "web", endpoints: ["192.0.2.11"]) }
}

extension LogicalServerChangeResource {
    package static var notes: [String: FieldNote] {
        [
            "group": "Another group of servers: new customers of its plans land there.",
            "isOpen": "False closes it to new customers; those that exist stay.",
        ]
    }

    package static var example: LogicalServerChangeResource? { LogicalServerChangeResource(group: "Fast disks") }
}

extension JoinLineResource {
    package static var notes: [String: FieldNote] {
        [
            "joinLine": "What `hostwright-agent join` reads from standard input. A secret; used once.",
            "expiresAt": .time("Until when it can be used."),
        ]
    }

    package static var example: JoinLineResource? {
        JoinLineResource(joinLine: "hw1.eyJkb29yIjoi...", expiresAt: "2026-11-22T09:56:07.120Z")
    }
}
