import Core
import Foundation
import Persistence

/// All statements on `webhook` and `webhook_delivery`.
enum WebhookQueries {
    private static let columns: SQL = "id, account_id, owner_id, url, events, is_on, position, created_at"
    private static let deliveryColumns: SQL =
        "id, webhook_id, event, sequence, body, state, attempts, created_at, last_at, status, error, response"

    /// Which webhooks somebody reaches: staff with the permission all, a customer those of his accounts.
    static func condition(_ actor: Actor) -> SQL {
        if actor.may(.webhookManager) { return "1 = 1" }
        guard let login = actor.login else { return "1 = 0" }
        return "owner_id = \(login)"
    }

    static func list(_ actor: Actor, in db: any Connection) throws -> [Webhook] {
        try db.query("SELECT \(columns) FROM webhook WHERE \(condition(actor)) ORDER BY id").map(webhook)
    }

    static func find(_ id: WebhookID, _ actor: Actor, in db: any Connection) throws -> Webhook? {
        try db.first("SELECT \(columns) FROM webhook WHERE id = \(id) AND \(condition(actor))").map(webhook)
    }

    static func locked(_ id: WebhookID, _ actor: Actor, in db: any Connection) throws -> Webhook? {
        try db.first("SELECT \(columns) FROM webhook WHERE id = \(id) AND \(condition(actor))" + db.forUpdate).map(webhook)
    }

    static func count(ofOwner owner: LoginID?, in db: any Connection) throws -> Int {
        let condition: SQL = owner.map { "owner_id = \($0)" } ?? "owner_id IS NULL"
        return try db.scalar("SELECT COUNT(*) FROM webhook WHERE \(condition)") ?? 0
    }

    static func insert(_ webhook: Webhook, sealed: [UInt8], in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO webhook (id, account_id, owner_id, url, events, is_on, position, created_at, secret)
            VALUES (\(webhook.id), \(webhook.account), \(webhook.owner), \(webhook.url), \(webhook.events.joined(separator: " ")),
                \(webhook.isOn), \(webhook.position), \(webhook.createdAt), \(Data(sealed).base64EncodedString()))
            """)
    }

    static func update(_ webhook: Webhook, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE webhook SET url = \(webhook.url), events = \(webhook.events.joined(separator: " ")), is_on = \(webhook.isOn),
                position = \(webhook.position) WHERE id = \(webhook.id)
            """)
    }

    static func delete(_ id: WebhookID, in db: any Connection) throws {
        try db.execute("DELETE FROM webhook_delivery WHERE webhook_id = \(id)")
        try db.execute("DELETE FROM webhook WHERE id = \(id)")
    }

    static func sealed(_ id: WebhookID, in db: any Connection) throws -> [UInt8] {
        let text = try db.scalar("SELECT secret FROM webhook WHERE id = \(id)", as: String.self) ?? ""
        return Data(base64Encoded: text).map { [UInt8]($0) } ?? []
    }

    /// Webhooks that have not been told of everything up to `head`.
    static func behind(_ head: Int64, in db: any Connection) throws -> [WebhookID] {
        try db.query("SELECT id FROM webhook WHERE is_on AND position < \(head) ORDER BY position LIMIT 1000").map { try $0("id") }
    }

    /// Nil when another process is at it.
    static func claim(_ id: WebhookID, in db: any Connection) throws -> Webhook? {
        try db.first("SELECT \(columns) FROM webhook WHERE id = \(id) AND is_on" + db.forUpdateSkippingLocked).map(webhook)
    }

    static func setPosition(_ position: Int64, of id: WebhookID, in db: any Connection) throws {
        try db.execute("UPDATE webhook SET position = \(position) WHERE id = \(id)")
    }

    // MARK: Deliveries

    static func insert(_ delivery: WebhookDelivery, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO webhook_delivery (id, webhook_id, event, sequence, body, state, attempts, created_at)
            VALUES (\(delivery.id), \(delivery.webhook), \(delivery.event), \(delivery.sequence), \(delivery.body), \(delivery.state),
                \(delivery.attempts), \(delivery.createdAt))
            """)
    }

    /// Latest first.
    static func deliveries(of id: WebhookID, before: String?, limit: Int, in db: any Connection) throws -> [WebhookDelivery] {
        let older: SQL = before.map { "AND id < \($0)" } ?? ""
        return try db.query(
            "SELECT \(deliveryColumns) FROM webhook_delivery WHERE webhook_id = \(id) \(older) ORDER BY id DESC LIMIT \(limit)"
        ).map(delivery)
    }

    static func delivery(_ id: WebhookDeliveryID, in db: any Connection) throws -> WebhookDelivery? {
        try db.first("SELECT \(deliveryColumns) FROM webhook_delivery WHERE id = \(id)").map(delivery)
    }

    static func record(_ delivery: WebhookDelivery, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE webhook_delivery SET state = \(delivery.state), attempts = \(delivery.attempts), last_at = \(delivery.lastAt),
                status = \(delivery.status), error = \(delivery.error), response = \(delivery.response) WHERE id = \(delivery.id)
            """)
    }

    static func prune(before moment: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM webhook_delivery WHERE created_at < \(moment)")
    }

    private static func webhook(_ row: Row) throws -> Webhook {
        Webhook(
            id: try row("id"), account: try row("account_id"), owner: try row("owner_id"), url: try row("url"),
            events: try row("events", as: String.self).split(separator: " ").map { String($0) }, isOn: try row("is_on"),
            position: try row("position"), createdAt: try row("created_at"))
    }

    private static func delivery(_ row: Row) throws -> WebhookDelivery {
        WebhookDelivery(
            id: try row("id"), webhook: try row("webhook_id"), event: try row("event"), sequence: try row("sequence"),
            body: try row("body"), state: try row("state"), attempts: try row("attempts"), createdAt: try row("created_at"),
            lastAt: try row("last_at"), status: try row("status"), error: try row("error"), response: try row("response"))
    }
}
