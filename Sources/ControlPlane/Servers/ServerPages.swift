import AgentProtocol
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Pages of servers, for administrators.
struct ServerPages: Sendable {
    let servers: Servers
    let requests: NodeRequests

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/servers", .staff(.serverManager), list)
        routes.form("/servers/new", .staff(.serverManager), show: new, submit: add)
        routes.page("/servers/{server}", .staff(.serverManager), show)
        routes.form("/servers/{server}/settings", .staff(.serverManager), show: settings, submit: change)
        routes.form("/servers/{server}/logical-servers", .staff(.serverManager), show: newLogical, submit: addLogical)
        routes.form(
            "/servers/{server}/logical-servers/{logical}", .staff(.serverManager), show: editLogical, submit: changeLogical)
        routes.form("/servers/{server}/join-line", .staff(.serverManager), show: askJoinLine, submit: joinLine)
        routes.action("/servers/{server}/confirmation", .staff(.serverManager), confirm)
        routes.form("/servers/{server}/revocation", .staff(.serverManager), show: askRevocation, submit: revoke)
        routes.action("/servers/{server}/quarantine", .staff(.serverManager), resolveQuarantine)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        serverListPage(visit, try await visit.database.read { db in try Nodes.all(countingUpTo: Nodes.mostOnPages, in: db) })
    }

    private func show(_ visit: Visit, _ name: String) async throws -> any Answer {
        try await visit.database.read { db in
            let node = try Servers.required(name, in: db)
            return serverPage(
                visit, node, try Servers.use(of: node, in: db), quarantine: try Nodes.quarantine(of: node.server.id, in: db),
                foreign: try Nodes.foreignObjects(of: node.server.id, in: db),
                pool: try ServerAddresses.counts(of: node.logical.filter { $0.kind == .web }, in: db),
                history: try historyCard(
                    visit, of: .physicalServer, node.server.id.text, with: node.logical.map { (.logicalServer, $0.id.text) }, in: db))
        }
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        newServerPage(
            visit, form.starting(["operatingSystem": "Debian 12", "platform": Platform.standard, "machine": "real", "loginPort": "22"]))
    }

    private func add(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let server = try await visit.database.write { db in
            try Servers.add(ServerForm(form.values), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/servers/\(server.name)", saying: .done(visit.texts.servers.wasAdded(server.name)))
    }

    private func settings(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let node = try await node(visit, name)
        return serverSettingsPage(visit, form.editing(ServerForm(node.server).values), node)
    }

    private func change(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let server = try await visit.database.write { db in
            try Servers.change(
                name, by: visit.actor, in: db, at: visit.now, checking: { try form.requireUnchanged(ServerForm($0.server).values) }
            ) { $0 = ServerForm(form.values) }
        }
        return Redirect("/servers/\(server.name)", saying: .done(visit.texts.servers.wasChanged(server.name)))
    }

    private func newLogical(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        newLogicalPage(visit, form.starting(["kind": "web"]), try await node(visit, name))
    }

    private func addLogical(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let servers = servers
        let logical = try await visit.database.write { db in
            try servers.addLogical(
                form.values.text("kind"), endpoints: words(form.values.text("endpoints")), group: form.values.text("group"),
                on: try Servers.required(name, in: db).server.id, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/servers/\(name)", saying: .done(visit.texts.servers.logicalAdded(logical.name.ascii)))
    }

    private func editLogical(_ visit: Visit, _ form: Form, _ name: String, _ logical: String) async throws -> any Answer {
        try await visit.database.read { db in
            let server = try Servers.required(logical, on: name, in: db)
            return logicalServerPage(
                visit, form.editing(Self.values(of: server)), try Servers.required(name, in: db), server,
                groups: try ServerGroup.all(of: server.kind, in: db))
        }
    }

    private func changeLogical(_ visit: Visit, _ form: Form, _ name: String, _ logical: String) async throws -> any Answer {
        let server = try await visit.database.write { db in
            try Servers.change(
                logical, on: name, group: form.values.text("group"), isOpen: form.values.isOn("isOpen"), by: visit.actor, in: db,
                at: visit.now
            ) {
                try form.requireUnchanged(Self.values(of: $0))
            }
        }
        return Redirect("/servers/\(name)", saying: .done(visit.texts.servers.wasChanged(server.name.ascii)))
    }

    private static func values(of server: LogicalServer) -> [String: String] {
        ["group": server.group, "isOpen": server.isOpen ? "on" : ""]
    }

    private func askJoinLine(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        joinLinePage(visit, form, try await node(visit, name), line: nil)
    }

    /// The line is shown once, on the answer itself: it holds a secret, which has no place in an address.
    private func joinLine(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let node = try await node(visit, name)
        let servers = servers
        let line = try await visit.database.write { db in
            try servers.joinLine(for: node.server.id, by: visit.actor, in: db, at: visit.now)
        }
        return joinLinePage(visit, form, node, line: line)
    }

    private func confirm(_ visit: Visit, _ name: String) async throws -> any Answer {
        guard let sequence = visit.formValues.number("sequence") else { throw Fault.notFound("server") }
        try await visit.database.write { db in
            let node = try Servers.required(name, in: db)
            try Nodes.confirmStop(node.server.id, atSequence: Int64(sequence), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/servers/\(name)", saying: .done(visit.texts.servers.confirmed))
    }

    private func askRevocation(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let node = try await node(visit, name)
        let texts = visit.texts.servers
        return Page(texts.revoke, crumbs: serverCrumbs(visit, node, texts.revoke)) {
            confirmation(
                visit, form, question: texts.revokeQuestion, losses: [], keeps: texts.revokeKeeps, button: texts.revoke,
                cancel: "/servers/\(name)")
        }
    }

    private func revoke(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        try await visit.database.write { db in
            try Enrolment.revoke(try Servers.required(name, in: db).server.id, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/servers/\(name)", saying: .done(visit.texts.servers.wasRevoked))
    }

    private func resolveQuarantine(_ visit: Visit, _ name: String) async throws -> any Answer {
        let values = visit.formValues
        guard let server = LogicalServerID(values.text("server")), let kind = ObjectKind(rawValue: values.text("kind")),
            let decision = QuarantineDecision(rawValue: values.text("decision"))
        else { throw Fault.notFound("quarantine") }
        try await requests.resolveQuarantine(
            ObjectReference(server: server, kind: kind, object: values.text("object")), decision, by: visit.actor)
        return Redirect("/servers/\(name)", saying: .done(visit.texts.servers.decided))
    }

    private func node(_ visit: Visit, _ name: String) async throws -> NodeOverview {
        try await visit.database.read { db in try Servers.required(name, in: db) }
    }
}
