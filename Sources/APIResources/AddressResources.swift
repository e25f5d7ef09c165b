// The payloads of `/api/v1/servers/{server}/addresses` and `/api/v1/accounts/{account}/address`.

/// An address that a web server can give to an account.
package struct PoolAddressResource: APIResource {
    package var address: String
    package var webServer: String
    /// `free`, `taken` or `shared`.
    package var state: String
    /// How many accounts have it.
    package var accounts: Int
    /// The account that has it alone.
    package var account: Int?
    package var accountTitle: String?
    package var addedAt: String

    package init(
        address: String, webServer: String, state: String, accounts: Int, account: Int? = nil, accountTitle: String? = nil, addedAt: String
    ) {
        self.address = address
        self.webServer = webServer
        self.state = state
        self.accounts = accounts
        self.account = account
        self.accountTitle = accountTitle
        self.addedAt = addedAt
    }

    package static var notes: [String: FieldNote] {
        [
            "address": "The address.",
            "webServer": "Host name of the web server in whose pool it is.",
            "state": FieldNote(
                "`free`: nobody has it; `taken`: one account has it to itself; `shared`: accounts have it and others can choose it, too.",
                values: ["free", "taken", "shared"]),
            "accounts": FieldNote("How many accounts have it.", minimum: 0),
            "account": "Number of the account that has it; absent when none or several do.",
            "accountTitle": "What people call that account.",
            "addedAt": .time("When it was added."),
        ]
    }

    package static var example: PoolAddressResource? {
        PoolAddressResource(
            address: "203.0.113.10", webServer: "web1.hosting.example", state: "taken", accounts: 1, account: 12,
            accountTitle: "Anna Berg", addedAt: "2026-11-22T20:15:00Z")
    }
}

/// Addresses to be added to the pool of a web server.
package struct NewPoolAddressesResource: APIResource {
    /// Single ones and ranges.
    package var addresses: [String]
    package var webServer: String?

    package init(addresses: [String], webServer: String? = nil) {
        self.addresses = addresses
        self.webServer = webServer
    }

    package static var notes: [String: FieldNote] {
        [
            "addresses":
                "Addresses and ranges: `203.0.113.24`, `203.0.113.10-203.0.113.20`, `203.0.113.0/28`, `2001:db8::10/124`. At most 256 addresses at a time; all or none are added.",
            "webServer": "Host name of the web server, where this machine has several.",
        ]
    }

    package static var example: NewPoolAddressesResource? { NewPoolAddressesResource(addresses: ["203.0.113.10-203.0.113.20"]) }
}

/// The addresses that an account has of its own.
package struct OwnAddressesResource: APIResource {
    /// Absent: that of the web server.
    package var ipv4: String?
    /// Only for this account.
    package var ipv4IsExclusive: Bool?
    package var ipv6: String?
    package var ipv6IsExclusive: Bool?

    package init(ipv4: String? = nil, ipv4IsExclusive: Bool? = nil, ipv6: String? = nil, ipv6IsExclusive: Bool? = nil) {
        self.ipv4 = ipv4
        self.ipv4IsExclusive = ipv4IsExclusive
        self.ipv6 = ipv6
        self.ipv6IsExclusive = ipv6IsExclusive
    }

    package static var notes: [String: FieldNote] {
        [
            "ipv4":
                "An IPv4 address out of the pool of its web server, or `any` for one that is free. Absent: the address that all accounts of the server share.",
            "ipv4IsExclusive": "Whether nobody else can choose it; counts as `dedicated_ip`. Default: false.",
            "ipv6": "The same for IPv6.",
            "ipv6IsExclusive": "The same for IPv6.",
        ]
    }

    package static var example: OwnAddressesResource? { OwnAddressesResource(ipv4: "203.0.113.10", ipv4IsExclusive: true) }
}
