import Core

/// The kinds of things a node can be asked for. Stored and sent by raw value: forever.
package enum ObjectKind: String, Sendable, Codable, CaseIterable, Hashable {
    /// The logical web server itself: addresses and ports.
    case webServer = "web_server"
    /// The logical name server itself.
    case nameServer = "name_server"
    /// A customer's system user and home on a web server.
    case account
    case website
    case zone
}

/// The name of one wanted object on one logical server.
package struct ObjectReference: Sendable, Codable, Hashable {
    package var server: LogicalServerID
    package var kind: ObjectKind
    /// The id of the record behind it (UUID text).
    package var object: String

    package init(server: LogicalServerID, kind: ObjectKind, object: String) {
        self.server = server
        self.kind = kind
        self.object = object
    }
}

/// Whether an object is to be served, kept without being served, or gone.
package enum Presence: String, Sendable, Codable, Hashable {
    case present
    /// Served no more; its files are kept (trash).
    case trashed
    /// Gone, its files too. Kept as a tombstone until every node has reported it.
    case purged
}

/// What is wanted of one object. Complete: applying the newest one needs no earlier one.
package enum Specification: Sendable, Hashable {
    case webServer(WebServerSpecification)
    case nameServer(NameServerSpecification)
    case account(AccountSpecification)
    case website(WebsiteSpecification)
    case zone(ZoneSpecification)

    package var kind: ObjectKind {
        switch self {
        case .webServer: .webServer
        case .nameServer: .nameServer
        case .account: .account
        case .website: .website
        case .zone: .zone
        }
    }
}

extension Specification: Codable {
    private enum Keys: String, CodingKey { case kind, wanted }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(ObjectKind.self, forKey: .kind) {
        case .webServer: self = .webServer(try container.decode(WebServerSpecification.self, forKey: .wanted))
        case .nameServer: self = .nameServer(try container.decode(NameServerSpecification.self, forKey: .wanted))
        case .account: self = .account(try container.decode(AccountSpecification.self, forKey: .wanted))
        case .website: self = .website(try container.decode(WebsiteSpecification.self, forKey: .wanted))
        case .zone: self = .zone(try container.decode(ZoneSpecification.self, forKey: .wanted))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .webServer(let value): try container.encode(value, forKey: .wanted)
        case .nameServer(let value): try container.encode(value, forKey: .wanted)
        case .account(let value): try container.encode(value, forKey: .wanted)
        case .website(let value): try container.encode(value, forKey: .wanted)
        case .zone(let value): try container.encode(value, forKey: .wanted)
        }
    }
}

/// An address a daemon listens on.
package struct Endpoint: Sendable, Codable, Hashable {
    package var address: IPAddress
    package var port: Int

    package init(address: IPAddress, port: Int) {
        self.address = address
        self.port = port
    }
}

package struct WebServerSpecification: Sendable, Codable, Hashable {
    /// Host name in the service zone: `web1.hosting.example`.
    package var name: DomainName
    package var endpoints: [Endpoint]
    /// First uid of the installation's range for customers; account `webN` has `firstUID + N`.
    package var firstUID: Int
    /// How many uids the range holds.
    package var uidCount: Int
    /// Addresses that single accounts have, answered at the ports of `endpoints`, too. One that the machine does not have is left out and told,
    /// and the others are served. nil: none. An agent of the release before does not know them.
    package var ownAddresses: [IPAddress]?

    /// - Parameter ownAddresses: Empty: none.
    package init(name: DomainName, endpoints: [Endpoint], firstUID: Int, uidCount: Int, ownAddresses: [IPAddress] = []) {
        self.name = name
        self.endpoints = endpoints
        self.firstUID = firstUID
        self.uidCount = uidCount
        self.ownAddresses = ownAddresses.isEmpty ? nil : ownAddresses
    }

    /// Every address that is an account's own, at every port that the server has.
    package var ownEndpoints: [Endpoint] {
        var ports: [Int] = []
        for endpoint in endpoints where !ports.contains(endpoint.port) { ports.append(endpoint.port) }
        return (ownAddresses ?? []).flatMap { address in ports.map { Endpoint(address: address, port: $0) } }
    }
}

package struct NameServerSpecification: Sendable, Codable, Hashable {
    /// Host name in the service zone: `ns1.hosting.example`.
    package var name: DomainName
    package var endpoints: [Endpoint]

    package init(name: DomainName, endpoints: [Endpoint]) {
        self.name = name
        self.endpoints = endpoints
    }
}

package struct AccountSpecification: Sendable, Codable, Hashable {
    /// N of `webN`, from 1; never reused.
    package var number: Int
    package var uid: Int
    /// Set while the account is locked: every site shows the neutral page, no script of it runs.
    package var isLocked: Bool

    package init(number: Int, uid: Int, isLocked: Bool) {
        self.number = number
        self.uid = uid
        self.isLocked = isLocked
    }

    package var systemUser: String { "web\(number)" }
}

package struct WebsiteSpecification: Sendable, Codable, Hashable {
    /// The account's record id; the account's specification on the same logical server comes before this one.
    package var account: AccountID
    package var accountNumber: Int
    package var uid: Int
    /// Host names this site answers: the domain and `www`.
    package var names: [DomainName]
    /// Below the account's home.
    package var documentRoot: RelativePath
    package var runsPHP: Bool
    /// Shown while the document root has no index file of the customer's: put there once as `index.html` when the document root is made.
    package var indexPage: String
    /// True when the files below the document root go with the site once it is purged; nil and false keep them until the account is purged.
    /// Set when the site is trashed, so that a purge whose trashing the node never saw keeps the files.
    package var removesContent: Bool?
    /// When the site was first wanted. A node whose storage is younger reports that the site's content is missing; nil: it never does.
    package var createdAt: Timestamp?

    package init(
        account: AccountID, accountNumber: Int, uid: Int, names: [DomainName], documentRoot: RelativePath, runsPHP: Bool, indexPage: String,
        removesContent: Bool? = nil, createdAt: Timestamp? = nil
    ) {
        self.account = account
        self.accountNumber = accountNumber
        self.uid = uid
        self.names = names
        self.documentRoot = documentRoot
        self.runsPHP = runsPHP
        self.indexPage = indexPage
        self.createdAt = createdAt
        self.removesContent = removesContent
    }
}

package struct ZoneSpecification: Sendable, Codable, Hashable {
    package var name: DomainName
    /// SOA serial, the control plane's, equal on all name servers (RFC 1982 arithmetic).
    package var serial: UInt32
    /// Everything but the SOA's serial, SOA included.
    package var records: [ZoneRecord]
    /// Whose zone it is, so that a node can tell one customer's removal from a mass removal; nil for the service zone.
    package var account: AccountID?

    package init(name: DomainName, serial: UInt32, records: [ZoneRecord], account: AccountID? = nil) {
        self.account = account
        self.name = name
        self.serial = serial
        self.records = records
    }
}

/// One resource record, data already in presentation format without quoting surprises: names end in a dot only on the wire to a person, never here.
package struct ZoneRecord: Sendable, Codable, Hashable {
    package enum Data: Sendable, Codable, Hashable {
        /// Primary name, mailbox as a name, then refresh, retry, expire, minimum in seconds (RFC 1035 §3.3.13).
        case soa(primary: DomainName, contact: DomainName, refresh: Int, retry: Int, expire: Int, minimum: Int)
        case ns(DomainName)
        case a(IPAddress)
        case aaaa(IPAddress)
        case mx(preference: Int, exchange: DomainName)
        case cname(DomainName)
        case txt(String)
    }

    /// Owner name, complete.
    package var name: DomainName
    /// Seconds.
    package var timeToLive: Int
    package var data: Data

    package init(name: DomainName, timeToLive: Int, data: Data) {
        self.name = name
        self.timeToLive = timeToLive
        self.data = data
    }
}
