import APIResources
import AgentProtocol
import Core
import Fleet
import Persistence
import Presentation

/// `/api/v1/servers`, for administrators.
struct ServerAPI: Sendable {
    let servers: Servers

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/servers", .staff(.serverManager), "List physical servers", list)
        routes.api(.post, "/api/v1/servers", .staff(.serverManager), "Add a physical server", taking: NewPhysicalServerResource.self, add)
        routes.api(.get, "/api/v1/servers/{server}", .staff(.serverManager), "Show a physical server", show)
        routes.api(
            .patch, "/api/v1/servers/{server}", .staff(.serverManager), "Change a physical server and its limits",
            taking: PhysicalServerChangeResource.self, change)
        routes.api(
            .post, "/api/v1/servers/{server}/logical-servers", .staff(.serverManager), "Add a logical server to it",
            taking: NewLogicalServerResource.self, addLogical)
        routes.api(
            .get, "/api/v1/servers/{server}/logical-servers/{logical}", .staff(.serverManager), "Show a logical server", showLogical)
        routes.api(
            .patch, "/api/v1/servers/{server}/logical-servers/{logical}", .staff(.serverManager),
            "Give a logical server to another group, or close it",
            taking: LogicalServerChangeResource.self, changeLogical)
        routes.api(.post, "/api/v1/servers/{server}/join-line", .staff(.serverManager), "Make the line by which its agent joins", joinLine)
        routes.api(.post, "/api/v1/servers/{server}/confirmation", .staff(.serverManager), "Let a stopped server go on", confirm)
        routes.api(.post, "/api/v1/servers/{server}/revocation", .staff(.serverManager), "Revoke its certificate", revoke)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<PhysicalServerResource>> {
        try await visit.database.read { db in
            let nodes = try Nodes.all(in: db)
            let uses = try ServerUses.of(nodes.map(\.server.id), in: db)
            return Resource(
                ListResource(
                    items: try nodes.map { try PhysicalServerResource($0, uses[$0.server.id] ?? ServerUse(), in: db) }, total: nodes.count))
        }
    }

    private func add(_ visit: Visit, _ new: NewPhysicalServerResource) async throws -> Created<PhysicalServerResource> {
        try await visit.database.write { db in
            let server = try Servers.add(ServerForm(new), by: visit.actor, in: db, at: visit.now)
            return Created(try PhysicalServerResource(named: server.name, in: db), at: "/api/v1/servers/\(server.name)")
        }
    }

    private func change(
        _ visit: Visit, _ name: String, _ change: PhysicalServerChangeResource
    ) async throws -> Resource<PhysicalServerResource> {
        try await visit.database.write { db in
            let server = try Servers.change(
                name, by: visit.actor, in: db, at: visit.now,
                checking: { node in try visit.requireMatch(PhysicalServerResource(node, Servers.use(of: node, in: db), in: db)) }
            ) { $0.take(change) }
            return Resource(try PhysicalServerResource(named: server.name, in: db))
        }
    }

    private func show(_ visit: Visit, _ name: String) async throws -> Resource<PhysicalServerResource> {
        try await visit.database.read { db in Resource(try PhysicalServerResource(named: name, in: db)) }
    }

    private func addLogical(_ visit: Visit, _ name: String, _ new: NewLogicalServerResource) async throws -> Created<LogicalServerResource>
    {
        let servers = servers
        return try await visit.database.write { db in
            let logical = try servers.addLogical(
                new.kind, endpoints: new.endpoints, group: new.group ?? "", on: try Servers.required(name, in: db).server.id,
                by: visit.actor, in: db, at: visit.now)
            return Created(LogicalServerResource(logical), at: "/api/v1/servers/\(name)")
        }
    }

    private func showLogical(_ visit: Visit, _ name: String, _ logical: String) async throws -> Resource<LogicalServerResource> {
        try await visit.database.read { db in Resource(LogicalServerResource(try Servers.required(logical, on: name, in: db))) }
    }

    private func changeLogical(
        _ visit: Visit, _ name: String, _ logical: String, _ change: LogicalServerChangeResource
    ) async throws -> Resource<LogicalServerResource> {
        try await visit.database.write { db in
            let server = try Servers.change(
                logical, on: name, group: change.group, isOpen: change.isOpen, by: visit.actor, in: db, at: visit.now
            ) {
                try visit.requireMatch(LogicalServerResource($0))
            }
            return Resource(LogicalServerResource(server))
        }
    }

    private func joinLine(_ visit: Visit, _ name: String) async throws -> Resource<JoinLineResource> {
        let servers = servers
        return try await visit.database.write { db in
            let line = try servers.joinLine(for: try Servers.required(name, in: db).server.id, by: visit.actor, in: db, at: visit.now)
            return Resource(JoinLineResource(joinLine: line.description, expiresAt: (visit.now + Enrolment.tokenLife).description))
        }
    }

    private func confirm(_ visit: Visit, _ name: String) async throws -> NoContent {
        try await visit.database.write { db in
            let node = try Servers.required(name, in: db)
            guard case .stopped(let stop) = node.condition else {
                throw Fault.conflict(
                    key: "node.not_stopped", arguments: ["server": node.server.name],
                    "\(node.server.name) is not stopped, so there is nothing to confirm.")
            }
            try Nodes.confirmStop(node.server.id, atSequence: stop.atSequence, by: visit.actor, in: db, at: visit.now)
            return NoContent()
        }
    }

    private func revoke(_ visit: Visit, _ name: String) async throws -> NoContent {
        try await visit.database.write { db in
            try Enrolment.revoke(try Servers.required(name, in: db).server.id, by: visit.actor, in: db, at: visit.now)
            return NoContent()
        }
    }
}

extension LogicalServerResource {
    init(_ server: LogicalServer) {
        self.init(
            id: server.id.text, name: server.name.ascii, kind: server.kind.rawValue, endpoints: server.endpoints.map(\.shown),
            group: server.group, isOpen: server.isOpen)
    }
}

extension PhysicalServerResource {
    init(named name: String, in db: any Connection) throws {
        let node = try Servers.required(name, in: db)
        try self.init(node, try Servers.use(of: node, in: db), in: db)
    }

    init(_ node: NodeOverview, _ use: ServerUse, in db: any Connection) throws {
        var (silent, reason): (Timestamp?, String?) = (nil, nil)
        if case .silent(let since) = node.condition { silent = since }
        if case .stopped(let stop) = node.condition { reason = stop.sentence }
        let server = node.server
        self.init(
            id: server.id.text, name: server.name, addresses: server.addresses.map(\.text), operatingSystem: server.operatingSystem,
            state: node.condition.key, waitingChanges: node.pending, silentSince: silent?.description, stopReason: reason,
            diskTotal: node.state?.diskTotal, diskUsed: node.state?.diskUsed, load: node.state?.load,
            logicalServers: node.logical.map(LogicalServerResource.init),
            quarantined: try Nodes.quarantine(of: server.id, in: db).map(\.object.name)
                + Nodes.foreignObjects(of: server.id, in: db))
        platform = server.platform
        isVirtual = server.isVirtual
        if !server.login.address.isEmpty { (loginAddress, loginPort) = (server.login.address, server.login.port) }
        loginUser = server.login.user.isEmpty ? nil : server.login.user
        consoleURL = server.login.console.isEmpty ? nil : server.login.console
        note = server.note.isEmpty ? nil : server.note
        (accounts, sites) = (use.accounts, use.sites)
        (accountLimit, siteLimit, diskLimit) = (server.limits.accounts, server.limits.sites, server.limits.diskPercent)
        loadLimit = server.limits.loadHundredths.map { Double($0) / 100 }
        reachedLimits = server.limits.reached(by: use).map(\.sentence)
    }
}

extension NodeCondition {
    /// As the API spells it.
    var key: String {
        switch self {
        case .notJoined: "waiting"
        case .revoked: "revoked"
        case .silent: "silent"
        case .stopped: "stopped"
        case .applying: "applying"
        case .inStep: "in_step"
        }
    }
}
