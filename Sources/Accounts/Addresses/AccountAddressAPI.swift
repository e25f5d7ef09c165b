import APIResources
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/address`.
struct AccountAddressAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        let path: StaticString = "/api/v1/accounts/{account}/address"
        var routes = Routes()
        routes.api(.get, path, .reaching, "Show the IP addresses that an account has of its own", show)
        routes.api(.put, path, .reaching, "Give an account IP addresses of its own", taking: OwnAddressesResource.self, give)
        routes.api(.delete, path, .reaching, "Take the IP addresses of its own from an account", takeBack)
        return routes
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> Resource<OwnAddressesResource> {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return Resource(OwnAddressesResource(try Accounts.addresses(of: account, in: db)))
        }
    }

    private func give(_ visit: Visit, _ number: Int, _ wanted: OwnAddressesResource) async throws -> Resource<OwnAddressesResource> {
        try await set(visit, number, AddressWish(wanted))
    }

    private func takeBack(_ visit: Visit, _ number: Int) async throws -> NoContent {
        _ = try await set(visit, number, AddressWish())
        return NoContent()
    }

    private func set(_ visit: Visit, _ number: Int, _ wish: AddressWish) async throws -> Resource<OwnAddressesResource> {
        let accounts = accounts
        return try await visit.database.write { db in
            let own = try accounts.setAddresses(of: number, to: wish, by: visit.actor, in: db, at: visit.now) { _, own in
                try visit.requireMatch(OwnAddressesResource(own))
            }
            return Resource(OwnAddressesResource(own))
        }
    }
}

extension OwnAddressesResource {
    init(_ own: [OwnAddress]) {
        let (ipv4, ipv6) = (own.first { !$0.address.isIPv6 }, own.first(where: \.address.isIPv6))
        self.init(
            ipv4: ipv4?.address.text, ipv4IsExclusive: ipv4?.isExclusive, ipv6: ipv6?.address.text, ipv6IsExclusive: ipv6?.isExclusive)
    }
}

extension AddressWish {
    init(_ wanted: OwnAddressesResource) {
        self.init(
            ipv4: wanted.ipv4 ?? "", ipv4IsExclusive: wanted.ipv4IsExclusive ?? false, ipv6: wanted.ipv6 ?? "",
            ipv6IsExclusive: wanted.ipv6IsExclusive ?? false)
    }

    /// nil when nothing is said of addresses.
    init?(_ new: NewAccountResource) {
        if new.ipv4 == nil, new.ipv6 == nil, new.ipv4IsExclusive == nil, new.ipv6IsExclusive == nil { return nil }
        self.init(
            ipv4: new.ipv4 ?? "", ipv4IsExclusive: new.ipv4IsExclusive ?? false, ipv6: new.ipv6 ?? "",
            ipv6IsExclusive: new.ipv6IsExclusive ?? false)
    }
}
