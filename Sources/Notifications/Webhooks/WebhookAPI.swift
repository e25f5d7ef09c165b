import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/webhooks`: a customer those of his accounts, staff with `webhookManager` all.
struct WebhookAPI: Sendable {
    let webhooks: Webhooks

    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/webhooks", .reaching, "List webhooks", list)
        routes.api(.post, "/api/v1/webhooks", .reaching, "Have an address told of events", taking: NewWebhookResource.self, create)
        routes.api(.get, "/api/v1/webhooks/{webhook}", .reaching, "Show a webhook", show)
        routes.api(.patch, "/api/v1/webhooks/{webhook}", .reaching, "Change a webhook", taking: WebhookChangeResource.self, change)
        routes.api(.delete, "/api/v1/webhooks/{webhook}", .reaching, "Delete a webhook and what it was told", delete)
        routes.api(.post, "/api/v1/webhooks/{webhook}/ping", .reaching, "Send a test event", ping)
        routes.api(
            .get, "/api/v1/webhooks/{webhook}/deliveries", .reaching, "List what it was told, latest first",
            query: [
                .init("cursor", "Read on after these rows: `next` of the answer before.", .text(maximumLength: 2000)),
                .init("per_page", "Rows of a page; 50 unless told.", .integer(1...200)),
            ], deliveries)
        routes.api(
            .get, "/api/v1/webhooks/{webhook}/deliveries/{delivery}", .reaching, "Show one delivery with request and answer", delivery)
        routes.api(
            .post, "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", .reaching, "Send a delivery again", sendAgain)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<WebhookResource>> {
        try await visit.database.read { db in
            let all = try webhooks.list(by: visit.actor, in: db)
            return Resource(ListResource(items: try resources(all, in: db), total: all.count))
        }
    }

    private func create(_ visit: Visit, _ new: NewWebhookResource) async throws -> Created<WebhookResource> {
        try await webhooks.check(new.url)
        return try await visit.database.write { db in
            let (webhook, secret) = try webhooks.create(
                url: new.url, account: new.account, events: new.events ?? [], by: visit.actor, in: db, at: visit.now)
            var resource = try resource(webhook, in: db)
            resource.secret = secret
            return Created(resource, at: "/api/v1/webhooks/\(webhook.id)")
        }
    }

    private func show(_ visit: Visit, _ id: WebhookID) async throws -> Resource<WebhookResource> {
        try await visit.database.read { db in Resource(try resource(webhooks.required(id, by: visit.actor, in: db), in: db)) }
    }

    private func change(_ visit: Visit, _ id: WebhookID, _ change: WebhookChangeResource) async throws -> Resource<WebhookResource> {
        // Whether it is his is asked first, so that nobody learns from here what an address is.
        _ = try await show(visit, id)
        if let url = change.url { try await webhooks.check(url) }
        return try await visit.database.write { db in
            let webhook = try webhooks.change(
                id, url: change.url, events: change.events, isOn: change.isOn, by: visit.actor, in: db, at: visit.now
            ) { try visit.requireMatch(resource($0, in: db)) }
            return Resource(try resource(webhook, in: db))
        }
    }

    private func delete(_ visit: Visit, _ id: WebhookID) async throws -> NoContent {
        try await visit.database.write { db in
            try webhooks.delete(id, by: visit.actor, in: db, at: visit.now) { try visit.requireMatch(resource($0, in: db)) }
            return NoContent()
        }
    }

    private func ping(_ visit: Visit, _ id: WebhookID) async throws -> Accepted<WebhookDeliveryResource> {
        try await visit.database.write { db in
            Accepted(WebhookDeliveryResource(try webhooks.ping(id, by: visit.actor, in: db, at: visit.now)))
        }
    }

    private func deliveries(_ visit: Visit, _ id: WebhookID) async throws -> Resource<ListResource<WebhookDeliveryResource>> {
        let limit = visit.query.number("per_page") ?? 50
        let cursor = visit.query["cursor"].map { ListCursor(text: $0) }
        if let cursor, cursor?.order != "-id" { throw ListCursor.refused }
        return try await visit.database.read { db in
            let webhook = try webhooks.required(id, by: visit.actor, in: db)
            let rows = try webhooks.deliveries(of: webhook, before: cursor??.id, limit: limit + 1, in: db)
            let page = rows.prefix(limit)
            let next = rows.count > limit ? page.last.map { ListCursor(order: "-id", value: "", id: $0.id.text).text } : nil
            let isAll = cursor == nil && next == nil
            return Resource(
                ListResource(items: page.map { WebhookDeliveryResource($0) }, total: isAll ? page.count : nil, next: next))
        }
    }

    private func delivery(_ visit: Visit, _ id: WebhookID, _ delivery: WebhookDeliveryID) async throws -> Resource<WebhookDeliveryResource>
    {
        try await visit.database.read { db in
            let webhook = try webhooks.required(id, by: visit.actor, in: db)
            return Resource(WebhookDeliveryResource(try webhooks.delivery(delivery, of: webhook, in: db)))
        }
    }

    private func sendAgain(
        _ visit: Visit, _ id: WebhookID, _ delivery: WebhookDeliveryID
    ) async throws -> Accepted<WebhookDeliveryResource> {
        try await visit.database.write { db in
            Accepted(WebhookDeliveryResource(try webhooks.sendAgain(delivery, of: id, by: visit.actor, in: db)))
        }
    }

    private func resource(_ webhook: Webhook, in db: any Connection) throws -> WebhookResource {
        WebhookResource(webhook, numbers: try webhooks.numbers(of: [webhook], in: db))
    }

    private func resources(_ all: [Webhook], in db: any Connection) throws -> [WebhookResource] {
        let numbers = try webhooks.numbers(of: all, in: db)
        return all.map { WebhookResource($0, numbers: numbers) }
    }
}

extension WebhookResource {
    init(_ webhook: Webhook, numbers: [AccountID: Int]) {
        self.init(
            id: webhook.id.text, account: webhook.account.flatMap { numbers[$0] }, url: webhook.url, events: webhook.events,
            isOn: webhook.isOn, createdAt: webhook.createdAt.description)
    }
}

extension WebhookDeliveryResource {
    init(_ delivery: WebhookDelivery) {
        self.init(
            id: delivery.id.text, event: delivery.event, sequence: delivery.sequence, state: delivery.state.rawValue,
            attempts: delivery.attempts, createdAt: delivery.createdAt.description, lastAt: delivery.lastAt?.description,
            status: delivery.status, error: delivery.error, request: delivery.body, response: delivery.response)
    }
}
