import Core
import Persistence
import Presentation

/// Webhooks in the panel: whom events are told, what was sent, what came back.
struct WebhookPages: Sendable {
    let webhooks: Webhooks

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/webhooks", .reaching, list)
        routes.form("/webhooks/new", .reaching, show: newPage, submit: create)
        routes.page("/webhooks/{webhook}", .reaching, show)
        routes.form("/webhooks/{webhook}/change", .reaching, show: changePage, submit: change)
        routes.action("/webhooks/{webhook}/ping", .reaching, ping)
        routes.action("/webhooks/{webhook}/deletion", .reaching, delete)
        routes.page("/webhooks/{webhook}/deliveries/{delivery}", .reaching, delivery)
        routes.action("/webhooks/{webhook}/deliveries/{delivery}/redelivery", .reaching, sendAgain)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let webhooks = webhooks
        let (all, numbers) = try await visit.database.read { db in
            let all = try webhooks.list(by: visit.actor, in: db)
            return (all, try webhooks.numbers(of: all, in: db))
        }
        return webhookListPage(visit, all, numbers)
    }

    private func newPage(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let webhooks = webhooks
        let choices = try await visit.database.read { db in try webhooks.choices(for: visit.actor, in: db) }
        return newWebhookPage(visit, form, choices)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let url = form.values.text("url")
        let account = try Self.account(form.values.text("account"))
        let webhooks = webhooks
        try await webhooks.check(url)
        let made = try await visit.database.write { db in
            try webhooks.create(url: url, account: account, events: Self.events(form), by: visit.actor, in: db, at: visit.now).webhook
        }
        return Redirect("/webhooks/\(made.id)", saying: .done(visit.texts.webhooks.created))
    }

    private static func account(_ typed: String) throws -> Int? {
        if typed.isEmpty { return nil }
        guard let number = Int(typed) else {
            throw Fault.invalid(.init("account", key: "account.not_found", "There is no account \(typed), or it is not yours."))
        }
        return number
    }

    private static func events(_ form: Form) -> [String] {
        form.values.text("events").split(whereSeparator: { $0.isWhitespace || $0 == "," }).map { String($0) }
    }

    private func show(_ visit: Visit, _ id: WebhookID) async throws -> any Answer {
        let webhooks = webhooks
        return try await visit.database.read { db in
            let webhook = try webhooks.required(id, by: visit.actor, in: db)
            // Whoever looks in from outside does not see it (security rule 19).
            let secret = visit.actor.impersonator == nil ? try webhooks.secret(of: webhook, in: db) : nil
            return webhookPage(
                visit, webhook, secret: secret, account: try webhooks.numbers(of: [webhook], in: db).values.first,
                deliveries: try webhooks.deliveries(of: webhook, in: db))
        }
    }

    private func changePage(_ visit: Visit, _ form: Form, _ id: WebhookID) async throws -> any Answer {
        let webhooks = webhooks
        let webhook = try await visit.database.read { db in try webhooks.required(id, by: visit.actor, in: db) }
        return changeWebhookPage(visit, form, webhook)
    }

    private func change(_ visit: Visit, _ form: Form, _ id: WebhookID) async throws -> any Answer {
        let url = form.values.text("url")
        let webhooks = webhooks
        _ = try await visit.database.read { db in try webhooks.required(id, by: visit.actor, in: db) }
        try await webhooks.check(url)
        try await visit.database.write { db in
            _ = try webhooks.change(
                id, url: url, events: Self.events(form), isOn: form.values.isOn("isOn"), by: visit.actor, in: db, at: visit.now
            ) { try form.requireUnchanged($0.formValues) }
        }
        return Redirect("/webhooks/\(id)", saying: .done(visit.texts.webhooks.changed))
    }

    private func ping(_ visit: Visit, _ id: WebhookID) async throws -> any Answer {
        let webhooks = webhooks
        try await visit.database.write { db in _ = try webhooks.ping(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/webhooks/\(id)", saying: .done(visit.texts.webhooks.pinged))
    }

    private func delete(_ visit: Visit, _ id: WebhookID) async throws -> any Answer {
        let webhooks = webhooks
        try await visit.database.write { db in try webhooks.delete(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/webhooks", saying: .done(visit.texts.webhooks.deleted))
    }

    private func delivery(_ visit: Visit, _ id: WebhookID, _ delivery: WebhookDeliveryID) async throws -> any Answer {
        let webhooks = webhooks
        return try await visit.database.read { db in
            let webhook = try webhooks.required(id, by: visit.actor, in: db)
            return webhookDeliveryPage(visit, webhook, try webhooks.delivery(delivery, of: webhook, in: db))
        }
    }

    private func sendAgain(_ visit: Visit, _ id: WebhookID, _ delivery: WebhookDeliveryID) async throws -> any Answer {
        let webhooks = webhooks
        try await visit.database.write { db in _ = try webhooks.sendAgain(delivery, of: id, by: visit.actor, in: db) }
        return Redirect("/webhooks/\(id)/deliveries/\(delivery)", saying: .done(visit.texts.webhooks.willSend))
    }
}
