import AgentProtocol
import Core
import Domains
import Fleet
import Persistence

/// Operations on servers that reach further than the fleet: the service zone follows every logical server.
package struct Servers: Sendable {
    let authority: Authority
    let doorURL: String
    /// Addresses of the panel host in the service zone.
    let panelAddresses: [IPAddress]

    package init(authority: Authority, doorURL: String, panelAddresses: [IPAddress]) {
        self.authority = authority
        self.doorURL = doorURL
        self.panelAddresses = panelAddresses
    }

    /// The server of that name. Throws `Fault(.notFound)`.
    package static func required(_ name: String, in db: any Connection) throws -> NodeOverview {
        guard let server = try Nodes.all(in: db).first(where: { $0.server.name.folded == name.folded }) else {
            throw Fault.notFound("server")
        }
        return server
    }

    /// Adds a computer. Throws `Fault(.invalid)` beside the fields of the form.
    package static func add(_ form: ServerForm, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> PhysicalServer {
        try PhysicalServers.add(try form.checked(), by: actor, in: db, at: now)
    }

    /// Adds a computer of which only this much is said.
    package static func add(
        name: String, addresses: [String], operatingSystem: String, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> PhysicalServer {
        var form = ServerForm()
        form.name = name
        form.addresses = addresses
        form.operatingSystem = operatingSystem.trimmingWhitespace
        return try add(form, by: actor, in: db, at: now)
    }

    /// Makes the server of that name what the form says, which begins with what it is. `checking` is called with the server as it is, which
    /// nobody else can change any more. Throws `Fault(.invalid)` beside the fields.
    package static func change(
        _ name: String, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (NodeOverview) throws -> Void = { _ in },
        _ edit: (inout ServerForm) -> Void
    ) throws -> PhysicalServer {
        try PhysicalServers.lock(try required(name, in: db).server.id, in: db)
        let node = try required(name, in: db)
        try checking(node)
        let server = node.server
        var form = ServerForm(server)
        edit(&form)
        return try PhysicalServers.change(server.id, to: try form.checked(), by: actor, in: db, at: now)
    }

    /// The server with what it holds.
    static func use(of node: NodeOverview, in db: any Connection) throws -> ServerUse {
        try ServerUses.of([node.server.id], in: db)[node.server.id] ?? ServerUse(state: node.state)
    }

    /// The logical server of that host name or id on the server of that name. Throws `Fault(.notFound)`.
    static func required(_ logical: String, on name: String, in db: any Connection) throws -> LogicalServer {
        let server = try required(name, in: db)
        guard let found = server.logical.first(where: { $0.name.ascii == logical.folded || $0.id.text == logical }) else {
            throw Fault.notFound("server")
        }
        return found
    }

    /// Gives a logical server to another group, or closes it to new customers; what is nil stays as it is. `checking` is called with the server as it is, which nobody else can
    /// change any more. Throws `Fault(.invalid)` beside `group`.
    static func change(
        _ logical: String, on name: String, group: String?, isOpen: Bool?, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (LogicalServer) throws -> Void
    ) throws -> LogicalServer {
        try PhysicalServers.lock(try required(name, in: db).server.id, in: db)
        let server = try required(logical, on: name, in: db)
        try checking(server)
        return try LogicalServers.change(group: group, isOpen: isOpen, of: server.id, by: actor, in: db, at: now)
    }

    /// Adds a logical server, and its host name to the service zone. Throws `Fault(.invalid)` beside `kind`, `endpoints` and `group`.
    package func addLogical(
        _ kind: String, endpoints typed: [String], group typedGroup: String = "", on server: PhysicalServerID, by actor: Actor,
        in db: any Connection, at now: Timestamp
    ) throws -> LogicalServer {
        var complaints = Complaints()
        let kind = LogicalServerKind(rawValue: kind)
        if kind == nil { complaints.add("kind", key: "server.kind.unknown", "Choose web or dns.") }
        var endpoints: [Endpoint] = []
        for text in typed {
            if let end = try complaints.take("endpoints", { try Endpoint(typed: text, standardPort: kind == .dns ? 53 : 80) }) {
                endpoints.append(end)
            }
        }
        let group = try complaints.take("group") { try ServerGroup.checked(typedGroup) }
        try complaints.check()
        guard let kind, let group else { throw Fault.notFound("server") }
        let logical = try LogicalServers.add(kind, on: server, endpoints: endpoints, group: group, by: actor, in: db, at: now)
        try Zones.refreshServiceZone(panel: panelAddresses, in: db, at: now)
        return logical
    }

    package func joinLine(for server: PhysicalServerID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> JoinLine {
        try Enrolment.joinLine(for: server, url: doorURL, authority: authority, by: actor, in: db, at: now)
    }
}

extension Endpoint {
    /// `203.0.113.24`, `203.0.113.24:8082`, `2001:db8::24` or `[2001:db8::24]:8082`.
    init(typed: String, standardPort: Int) throws(InputProblem) {
        var (host, portText): (Substring, Substring?) = (typed[...], nil)
        if typed.hasPrefix("["), let end = typed.lastIndex(of: "]") {
            host = typed[typed.index(after: typed.startIndex)..<end]
            let rest = typed[typed.index(after: end)...]
            if !rest.isEmpty { portText = rest.hasPrefix(":") ? rest.dropFirst() : rest }
        } else if typed.count(where: { $0 == ":" }) == 1, let colon = typed.firstIndex(of: ":") {
            host = typed[..<colon]
            portText = typed[typed.index(after: colon)...]
        }
        let port = try Endpoint.port(portText, standard: standardPort)
        self.init(address: try IPAddress(String(host)), port: port)
    }

    private static func port(_ text: Substring?, standard: Int) throws(InputProblem) -> Int {
        guard let text else { return standard }
        guard let port = Int(text), (1...65_535).contains(port) else {
            throw InputProblem("endpoint.port", "A port is a number from 1 to 65535.")
        }
        return port
    }

    var shown: String { "\(address.inURL):\(port)" }
}
