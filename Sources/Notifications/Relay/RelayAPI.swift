import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/settings/mail-relay`.
struct RelayAPI: Sendable {
    let relays: Relays

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/settings/mail-relay", .staff(.settingsManager), "Show the mail relay; 404 without one", show)
        routes.api(
            .put, "/api/v1/settings/mail-relay", .staff(.settingsManager), "Set the mail relay", taking: RelayResource.self, change)
        routes.api(.delete, "/api/v1/settings/mail-relay", .staff(.settingsManager), "Use no mail relay", remove)
        routes.api(
            .post, "/api/v1/settings/mail-relay/test", .staff(.settingsManager), "Send a test mail right now",
            taking: RelayTestResource.self,
            test)
        return routes
    }

    private func show(_ visit: Visit) async throws -> Resource<RelayResource> {
        let relays = relays
        guard let relay = try await visit.database.read({ db in try relays.current(in: db) }) else { throw Fault.notFound("relay") }
        return Resource(RelayResource(relay))
    }

    private func change(_ visit: Visit, _ new: RelayResource) async throws -> Resource<RelayResource> {
        let form = RelayForm(
            host: new.host, port: new.port.map(String.init) ?? "", security: new.security, user: new.user ?? "", password: new.password,
            senderAddress: new.senderAddress, senderName: new.senderName ?? "", authority: new.authority ?? "")
        let relays = relays
        return Resource(
            RelayResource(
                try await visit.database.write { db in
                    try relays.change(form, by: visit.actor, in: db, at: visit.now) { try requireMatch($0, visit) }
                }))
    }

    private func remove(_ visit: Visit) async throws -> NoContent {
        let relays = relays
        try await visit.database.write { db in
            try relays.remove(by: visit.actor, in: db, at: visit.now) { try requireMatch($0, visit) }
        }
        return NoContent()
    }

    private func requireMatch(_ relay: Relay?, _ visit: Visit) throws {
        guard let relay else { return try visit.requireNoMatch() }
        try visit.requireMatch(RelayResource(relay))
    }

    private func test(_ visit: Visit, _ test: RelayTestResource) async throws -> Resource<RelayWordsResource> {
        let words = try await relays.test(to: test.to, by: visit.actor, texts: visit.texts, in: visit.database, at: visit.now)
        return Resource(RelayWordsResource(words: words))
    }
}

extension RelayResource {
    init(_ relay: Relay) {
        self.init(
            host: relay.host, port: relay.port, security: relay.security.rawValue, user: relay.user, hasPassword: !relay.password.isEmpty,
            senderAddress: relay.sender.address, senderName: relay.sender.name.text,
            authority: relay.authority.isEmpty ? nil : relay.authority)
    }
}
