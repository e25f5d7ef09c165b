import Accounts
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// The pool of addresses of a machine's web servers: what it has to give to accounts, and who has what.
struct ServerAddressPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/servers/{server}/addresses", .staff(.serverManager), list)
        routes.form("/servers/{server}/addresses/new", .staff(.serverManager), show: new, submit: add)
        routes.action("/servers/{server}/addresses/{address}/removal", .staff(.serverManager), remove)
        return routes
    }

    private func list(_ visit: Visit, _ name: String) async throws -> any Answer {
        let query = ListState(
            visit.query, sorts: PoolAddressFilter.Order.allCases.map(\.rawValue), filters: PoolAddress.State.allCases.map(\.rawValue))
        let filter = PoolAddressFilter(
            search: query.search, state: query.filter.flatMap(PoolAddress.State.init(rawValue:)),
            order: PoolAddressFilter.Order(rawValue: query.sort) ?? .address, isDescending: query.isDescending, offset: query.offset,
            limit: query.size)
        return try await visit.database.read { db in
            let node = try Servers.required(name, in: db)
            let servers = node.logical.filter { $0.kind == .web }
            let (rows, total) = try ServerAddresses.list(filter, of: servers, in: db)
            return poolPage(
                visit, node, query, rows, total: total, counts: try ServerAddresses.counts(of: servers, in: db),
                leftOut: try leftOut(visit, by: servers, in: db))
        }
    }

    /// What agents say about addresses that their machine does not have.
    private func leftOut(_ visit: Visit, by servers: [LogicalServer], in db: any Connection) throws -> [String] {
        try servers.flatMap { server in
            try Statuses.of(kind: .webServer, object: server.id.text, in: db).filter {
                $0.state == .failed && $0.failureKey?.hasPrefix("webserver.address_") == true
            }.map { [visit.texts.nodes.failure($0.failureKey), $0.words].compactMap(\.self).joined(separator: " ") }
        }
    }

    private func new(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let node = try await visit.database.read { db in try Servers.required(name, in: db) }
        return newAddressesPage(visit, form, node)
    }

    private func add(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let (typed, server) = (form.values.verbatim("addresses"), form.values.text("webServer"))
        let added = try await visit.database.write { db in
            try AddressPools.add(
                typed, to: ServerAddresses.webServer(named: server, of: Servers.required(name, in: db)).id, by: visit.actor, in: db,
                at: visit.now)
        }
        return Redirect("/servers/\(name)/addresses", saying: .done(visit.texts.addresses.wereAdded(added.count)))
    }

    private func remove(_ visit: Visit, _ name: String, _ typed: String) async throws -> any Answer {
        guard let address = try? IPAddress(typed) else { throw Fault.notFound("address") }  // What is no address is in no pool.
        try await visit.database.write { db in
            let servers = try Servers.required(name, in: db).logical.map(\.id)
            try AddressPools.remove(address, from: servers, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/servers/\(name)/addresses", saying: .done(visit.texts.addresses.wasRemoved(address.text)))
    }
}

private func poolPage(
    _ visit: Visit, _ node: NodeOverview, _ query: ListState, _ rows: [PoolAddress], total: Int, counts: [PoolAddress.State: Int],
    leftOut: [String]
) -> Page {
    let (texts, servers) = (visit.texts.addresses, visit.texts.servers)
    let path: Link = "/servers/\(node.server.name)/addresses"
    let web = node.logical.filter { $0.kind == .web }
    let add = linkButton(texts.add, "\(path)/new", kind: .primary, icon: .plus)
    let more =
        web.count > 1 ? [Column<PoolAddress>(texts.webServer, key: "server") { .text($0.server.labels.first.map(String.init) ?? "") }] : []
    return Page(
        texts.poolTitle, summary: texts.poolSummary, crumbs: serverCrumbs(visit, node, texts.poolTitle), actions: web.isEmpty ? [] : [add]
    ) {
        if !leftOut.isEmpty {
            callout(
                .warn, leftOut.joined(separator: "; "), title: texts.leftOut)
        }
        listCard(
            visit, at: path, state: query,
            columns: [
                Column(texts.address, .name, sort: "address") { mono($0.address.text) },
                Column(texts.state, .state, sort: "state") { poolBadge(visit, $0.state) },
                Column(texts.account, sort: "account") { poolHolder(visit, $0) },
            ] + more + [Column(texts.added, sort: "added") { moment(visit, $0.addedAt, text: visit.texts.date($0.addedAt)) }],
            rows: rows, total: total,
            filters: [Filter(nil, texts.all, count: counts.values.reduce(0, +))]
                + PoolAddress.State.allCases.map { Filter($0.rawValue, poolState(visit, $0), count: counts[$0] ?? 0) },
            search: texts.search, rowName: { $0.address.text },
            menu: { row in
                row.state == .free
                    ? [actionButton(visit, texts.remove, to: "\(path)/\(row.address.text)/removal", kind: .quiet, icon: .trash)] : []
            },
            empty: web.isEmpty
                ? emptyState(texts.noWebServerTitle, texts.noWebServerText, icon: .servers) {
                    linkButton(servers.addLogical, "/servers/\(node.server.name)/logical-servers", kind: .primary)
                } : emptyState(texts.poolEmptyTitle, texts.poolEmptyText, icon: .globe) { add })
    }
}

private func poolState(_ visit: Visit, _ state: PoolAddress.State) -> String {
    let texts = visit.texts.addresses
    return switch state {
    case .free: texts.free
    case .taken: texts.taken
    case .shared: texts.isShared
    }
}

private func poolBadge(_ visit: Visit, _ state: PoolAddress.State) -> HTML {
    switch state {
    case .free: statusBadge(.idle, poolState(visit, state))
    case .taken: statusBadge(.live, poolState(visit, state))
    case .shared: statusBadge(.live, poolState(visit, state))
    }
}

private func poolHolder(_ visit: Visit, _ row: PoolAddress) -> HTML {
    if let holder = row.holder {
        return html {
            a(.href("/accounts/\(holder.number)"), text: holder.title)
            " "
            span(.class("muted"), text: "web\(holder.number)")
        }
    }
    if row.holders == 0 { return .text("–") }
    return a(.href(Link("/accounts").with([("address", row.address.text)])), text: visit.texts.addresses.accounts(row.holders))
}

private func newAddressesPage(_ visit: Visit, _ form: Form, _ node: NodeOverview) -> Page {
    let texts = visit.texts.addresses
    let path: Link = "/servers/\(node.server.name)/addresses"
    let web = node.logical.filter { $0.kind == .web }
    return Page(
        texts.add,
        crumbs: [
            .init(visit.texts.servers.title, "/servers"), .init(node.server.name, "/servers/\(node.server.name)"),
            .init(texts.poolTitle, path), .init(texts.add),
        ]
    ) {
        card {
            postForm(visit, form) {
                if web.count > 1 {
                    selectField(form, "webServer", label: texts.webServer, choices: web.map { Choice($0.name.ascii, $0.name.ascii) })
                }
                textArea(form, "addresses", label: texts.addresses, hint: texts.addressesHint, rows: 5, isCode: true, isRequired: true)
                formActions {
                    submitButton(texts.add)
                    linkButton(visit.texts.panel.cancel, path)
                }
            }
        }
    }
}

/// On the page of a machine with a web server: how many of its addresses are free, and the way to them.
func poolCard(_ visit: Visit, _ node: NodeOverview, _ counts: [PoolAddress.State: Int]) -> HTML {
    guard node.logical.contains(where: { $0.kind == .web }) else { return .nothing }
    let texts = visit.texts.addresses
    let all = counts.values.reduce(0, +)
    let path: Link = "/servers/\(node.server.name)/addresses"
    return card(texts.poolTitle) {
        if all == 0 {
            p(.class("hint"), text: texts.poolEmptyText)
            linkButton(texts.add, "\(path)/new", icon: .plus)
        } else {
            p { a(.href(path), text: texts.freeOf(counts[.free] ?? 0, all)) }
        }
    }
}
