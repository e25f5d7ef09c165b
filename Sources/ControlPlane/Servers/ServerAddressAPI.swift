import APIResources
import Core
import Fleet
import Persistence
import Presentation

/// `/api/v1/servers/{server}/addresses`.
struct ServerAddressAPI: Sendable {
    func routes() -> Routes {
        let path: StaticString = "/api/v1/servers/{server}/addresses"
        let query = QueryParameter.list(
            sorts: PoolAddressFilter.Order.allCases.map(\.rawValue), states: PoolAddress.State.allCases.map(\.rawValue)
        ).filter { $0.name != "cursor" }
        var routes = Routes()
        routes.api(
            .get, path, .staff(.serverManager), "List the addresses that its web servers can give to accounts", query: query, list)
        routes.api(
            .post, path, .staff(.serverManager), "Add addresses that a web server can give to accounts",
            taking: NewPoolAddressesResource.self, add)
        routes.api(
            .delete, "/api/v1/servers/{server}/addresses/{address}", .staff(.serverManager), "Remove an address that nobody has", remove)
        return routes
    }

    private func list(_ visit: Visit, _ name: String) async throws -> Resource<ListResource<PoolAddressResource>> {
        let query = try ResourceListQuery(
            visit.query, orders: PoolAddressFilter.Order.allCases.map(\.rawValue), otherwise: PoolAddressFilter.Order.address.rawValue)
        let filter = PoolAddressFilter(
            search: query.search, state: try query.state(PoolAddress.State.self),
            order: PoolAddressFilter.Order(rawValue: query.order) ?? .address, isDescending: query.isDescending, offset: query.offset,
            limit: query.limit)
        return try await visit.database.read { db in
            let servers = try Servers.required(name, in: db).logical.filter { $0.kind == .web }
            let (rows, total) = try ServerAddresses.list(filter, of: servers, in: db)
            return Resource(ListResource(items: rows.map(PoolAddressResource.init), total: total))
        }
    }

    private func add(
        _ visit: Visit, _ name: String, _ new: NewPoolAddressesResource
    ) async throws -> Created<ListResource<PoolAddressResource>> {
        try await visit.database.write { db in
            let server = try ServerAddresses.webServer(named: new.webServer ?? "", of: Servers.required(name, in: db))
            let added = try AddressPools.add(new.addresses.joined(separator: "\n"), to: server.id, by: visit.actor, in: db, at: visit.now)
            let items = added.map {
                PoolAddressResource(
                    address: $0.text, webServer: server.name.ascii, state: PoolAddress.State.free.rawValue, accounts: 0,
                    addedAt: visit.now.description)
            }
            return Created(ListResource(items: items, total: items.count), at: "/api/v1/servers/\(name)/addresses")
        }
    }

    private func remove(_ visit: Visit, _ name: String, _ typed: String) async throws -> NoContent {
        guard let address = try? IPAddress(typed) else { throw Fault.notFound("address") }  // What is no address is in no pool.
        return try await visit.database.write { db in
            let servers = try Servers.required(name, in: db).logical.map(\.id)
            try AddressPools.remove(address, from: servers, by: visit.actor, in: db, at: visit.now)
            return NoContent()
        }
    }
}

extension PoolAddressResource {
    init(_ row: PoolAddress) {
        self.init(
            address: row.address.text, webServer: row.server.ascii, state: row.state.rawValue, accounts: row.holders,
            account: row.holder?.number, accountTitle: row.holder?.title, addedAt: row.addedAt.description)
    }
}
