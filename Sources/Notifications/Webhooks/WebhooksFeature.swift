import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Programs elsewhere that are told of what happens here.
package struct WebhooksFeature: Feature {
    private let webhooks: Webhooks

    package init(_ parts: FeatureParts) throws { webhooks = try parts() }

    package static var migrations: [Migration] { WebhookMigrations.all }
    package static var faults: FaultTexts { .webhooks }

    package func routes() -> Routes {
        var routes = WebhookPages(webhooks: webhooks).routes()
        routes.add(WebhookAPI(webhooks: webhooks).routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        let texts = visit.texts.webhooks
        if visit.actor.may(.webhookManager) { return [MenuItem(.provider, order: 70, texts.title, "/webhooks", icon: .network)] }
        // A customer's webhook belongs to one of his accounts (H.PLAT-07).
        if visit.actor.role == .customer, try !webhooks.choices(for: visit.actor, in: db).isEmpty {
            return [MenuItem(.own, order: 70, texts.title, "/webhooks", icon: .network)]
        }
        return []
    }

    package func register(in kinds: inout JobKinds) {
        kinds.register(DeliverWebhook.self)
        kinds.repeat(PruneWebhookDeliveries(), every: .days(1))
    }
}
