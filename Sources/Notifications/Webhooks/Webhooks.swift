import Core
import Foundation
import Identity
import Jobs
import Logging
import NIOHTTP1
import Persistence
import Presentation

/// Webhooks: who is told of which events, and the telling. Every action of the audit log is an event.
package struct Webhooks: Sendable {
    private let masterKey: MasterKey
    private let client: OutgoingClient
    private let accounts: any WebhookAccounts
    private let queue: JobQueue

    /// A customer's, and the installation's own.
    private static let mostOfOne = 20

    package init(masterKey: MasterKey, client: OutgoingClient, accounts: any WebhookAccounts, clock: Clock) {
        self.masterKey = masterKey
        self.client = client
        self.accounts = accounts
        queue = JobQueue(clock: clock)
    }

    // MARK: Looking

    package func list(by actor: Actor, in db: any Connection) throws -> [Webhook] { try WebhookQueries.list(actor, in: db) }

    /// Throws `Fault(.notFound)` for one that is out of reach.
    package func required(_ id: WebhookID, by actor: Actor, in db: any Connection) throws -> Webhook {
        guard let webhook = try WebhookQueries.find(id, actor, in: db) else { throw Fault.notFound("webhook") }
        return webhook
    }

    package func numbers(of webhooks: [Webhook], in db: any Connection) throws -> [AccountID: Int] {
        try accounts.numbers(of: webhooks.compactMap(\.account), in: db)
    }

    package func choices(for actor: Actor, in db: any Connection) throws -> [(number: Int, title: String)] {
        try accounts.choices(for: actor, in: db)
    }

    /// The key of its signatures, as its owner enters it at his receiver.
    package func secret(of webhook: Webhook, in db: any Connection) throws -> String {
        WebhookSignature.shown(try key(of: webhook.id, in: db))
    }

    package func deliveries(
        of webhook: Webhook, before: String? = nil, limit: Int = 50, in db: any Connection
    ) throws -> [WebhookDelivery] {
        try WebhookQueries.deliveries(of: webhook.id, before: before, limit: limit, in: db)
    }

    /// Throws `Fault(.notFound)` when it is not one of this webhook.
    package func delivery(_ id: WebhookDeliveryID, of webhook: Webhook, in db: any Connection) throws -> WebhookDelivery {
        guard let delivery = try WebhookQueries.delivery(id, in: db), delivery.webhook == webhook.id else {
            throw Fault.notFound("delivery")
        }
        return delivery
    }

    // MARK: Changing

    /// Refuses an address that must not be asked, while somebody can still change it. It is checked again each time something is sent.
    package func check(_ url: String) async throws { try await client.check(url) }

    /// Makes a webhook that is told of what happens from now on. `account` nil: the whole installation, which needs `webhookManager`.
    package func create(
        url: String, account number: Int?, events: [String], by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> (webhook: Webhook, secret: String) {
        var account: (id: AccountID, owner: LoginID)?
        if let number {
            account = try accounts.account(number, by: actor, in: db)
            if account == nil {
                throw Fault.invalid(.init("account", key: "account.not_found", "There is no account \(number), or it is not yours."))
            }
        } else {
            try actor.require(.webhookManager)
        }
        guard try WebhookQueries.count(ofOwner: account?.owner, in: db) < Self.mostOfOne else {
            throw Fault(.limit, key: "webhook.limit", "There are \(Self.mostOfOne) webhooks already. Delete one that is not needed.")
        }
        let webhook = Webhook(
            id: WebhookID(at: now), account: account?.id, owner: account?.owner, url: url.trimmed, events: try Self.checked(events),
            isOn: true, position: try Audit.head(in: db), createdAt: now)
        let secret = WebhookSignature.newSecret()
        try WebhookQueries.insert(webhook, sealed: try masterKey.seal(secret, for: Self.purpose(webhook.id)), in: db)
        try record("webhook.created", webhook, [.init("url", nil, webhook.url)], by: actor, in: db, at: now)
        return (webhook, WebhookSignature.shown(secret))
    }

    package func change(
        _ id: WebhookID, url: String?, events: [String]?, isOn: Bool?, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Webhook) throws -> Void = { _ in }
    ) throws -> Webhook {
        let before = try locked(id, by: actor, in: db)
        try checking(before)
        var webhook = before
        if let url { webhook.url = url.trimmed }
        if let events { webhook.events = try Self.checked(events) }
        if let isOn, isOn != webhook.isOn {
            webhook.isOn = isOn
            // What happened while it was off is not told.
            if isOn { webhook.position = try Audit.head(in: db) }
        }
        try WebhookQueries.update(webhook, in: db)
        try record(
            "webhook.changed", webhook,
            [
                .init("url", before.url, webhook.url),
                .init("events", before.events.joined(separator: " "), webhook.events.joined(separator: " ")),
                .init("isOn", String(before.isOn), String(webhook.isOn)),
            ], by: actor, in: db, at: now)
        return webhook
    }

    package func delete(
        _ id: WebhookID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Webhook) throws -> Void = { _ in }
    ) throws {
        let webhook = try locked(id, by: actor, in: db)
        try checking(webhook)
        try WebhookQueries.delete(id, in: db)
        try record("webhook.deleted", webhook, [.init("url", webhook.url, nil)], by: actor, in: db, at: now)
    }

    /// Sends a delivery once more, whatever has become of it.
    package func sendAgain(_ id: WebhookDeliveryID, of webhook: WebhookID, by actor: Actor, in db: any Connection) throws -> WebhookDelivery
    {
        let webhook = try locked(webhook, by: actor, in: db)
        var delivery = try delivery(id, of: webhook, in: db)
        delivery.state = .waiting
        try WebhookQueries.record(delivery, in: db)
        try enqueue(delivery, in: db)
        return delivery
    }

    /// Sends an event named `ping`, so that the receiver can be tried.
    package func ping(_ id: WebhookID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> WebhookDelivery {
        let webhook = try locked(id, by: actor, in: db)
        let delivery = Self.new("ping", nil, try WebhookPayload(pingAt: now).text(), for: webhook, at: now)
        try WebhookQueries.insert(delivery, in: db)
        try enqueue(delivery, in: db)
        return delivery
    }

    private func locked(_ id: WebhookID, by actor: Actor, in db: any Connection) throws -> Webhook {
        guard let webhook = try WebhookQueries.locked(id, actor, in: db) else { throw Fault.notFound("webhook") }
        return webhook
    }

    private static func checked(_ events: [String]) throws -> [String] {
        let names = events.map(\.trimmed).filter { !$0.isEmpty }
        for name in names {
            let isName = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2E || $0 == 0x5F }
            guard isName, name.contains("."), name.utf8.count <= 100 else {
                throw Fault.invalid(.init("events", key: "webhook.event", "An event is called like account.suspended or domain.added."))
            }
        }
        if names.count > 100 { throw Fault.invalid(.init("events", key: "webhook.events", "Name at most 100 events, or none for all.")) }
        return names
    }

    private func record(
        _ action: StaticString, _ webhook: Webhook, _ changes: [AuditEntry.Change], by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws {
        try Audit.record(
            action, on: .init("webhook", webhook.id.text, webhook.url, account: webhook.account, owner: webhook.owner), changes: changes,
            by: actor, in: db, at: now)
    }

    private static func purpose(_ id: WebhookID) -> String { "webhook.\(id)" }

    private func key(of id: WebhookID, in db: any Connection) throws -> [UInt8] {
        try masterKey.open(WebhookQueries.sealed(id, in: db), for: Self.purpose(id))
    }

    // MARK: Telling

    private static func new(
        _ event: String, _ sequence: Int64?, _ body: String, for webhook: Webhook, at now: Timestamp
    ) -> WebhookDelivery {
        WebhookDelivery(
            id: WebhookDeliveryID(at: now), webhook: webhook.id, event: event, sequence: sequence, body: body, state: .waiting, attempts: 0,
            createdAt: now)
    }

    private func enqueue(_ delivery: WebhookDelivery, in db: any Connection) throws {
        try queue.enqueue(DeliverWebhook(delivery: delivery.id), uniqueKey: delivery.id.text, in: db)
    }

    /// Turns new rows of the audit log into deliveries. Called whenever a row was written and now and then.
    package func dispatch(in database: any Database, at now: Timestamp) async throws {
        let behind = try await database.read { db in try WebhookQueries.behind(try Audit.head(in: db), in: db) }
        for id in behind {
            // Long ones in steps, so that no transaction is.
            while try await database.write({ db in try advance(id, in: db, at: now) }) {}
        }
    }

    /// One step of one webhook: true when there may be more.
    private func advance(_ id: WebhookID, in db: any Connection, at now: Timestamp) throws -> Bool {
        guard let webhook = try WebhookQueries.claim(id, in: db) else { return false }
        let entries = try Audit.following(webhook.position, limit: 200, in: db)
        guard let last = entries.last else { return false }
        for entry in entries where webhook.takes(entry) {
            let delivery = Self.new(entry.action, entry.sequence, try WebhookPayload(entry).text(), for: webhook, at: now)
            try WebhookQueries.insert(delivery, in: db)
            try enqueue(delivery, in: db)
        }
        try WebhookQueries.setPosition(last.sequence, of: id, in: db)
        return entries.count == 200
    }

    /// Follows the audit log until the task is cancelled.
    package func follow(_ database: any Database, clock: Clock, logger: Logger) async {
        let rows = database.notifications(.outbox)
        let ticks = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let following = Task { for await _ in rows { continuation.yield() } }
            let beating = Task {
                // Cancelled: the process stops.
                while (try? await Task.sleep(for: .seconds(30))) != nil { continuation.yield() }
            }
            continuation.yield()
            continuation.onTermination = { _ in
                following.cancel()
                beating.cancel()
            }
        }
        for await _ in ticks {
            do { try await dispatch(in: database, at: clock.now) } catch {
                logger.error("events could not be handed to the webhooks; tried again", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Sends one delivery and notes what came back. Nil when it has been delivered or is not wanted any more; otherwise why not, and whether
    /// trying again may help.
    func deliver(_ id: WebhookDeliveryID, isLast: Bool, in database: any Database, at now: Timestamp) async throws -> (
        because: String, mayHelp: Bool
    )? {
        let found = try await database.read { db -> (WebhookDelivery, Webhook, [UInt8])? in
            guard let delivery = try WebhookQueries.delivery(id, in: db), delivery.state == .waiting,
                let webhook = try WebhookQueries.find(delivery.webhook, .system, in: db)
            else { return nil }
            return (delivery, webhook, try key(of: webhook.id, in: db))
        }
        guard let (waiting, webhook, secret) = found else { return nil }
        var delivery = waiting
        delivery.attempts += 1
        delivery.lastAt = now
        (delivery.status, delivery.error, delivery.response) = (nil, nil, nil)
        var mayHelp = true
        do {
            let reply = try await client.send(request(delivery, webhook, secret, at: now))
            delivery.status = reply.status
            // What is no text is told as far as it is.
            delivery.response = String(decoding: reply.body.prefix(4096), as: UTF8.self).replacing("\0", with: "")
            if (200..<300).contains(reply.status) { delivery.state = .delivered } else { delivery.error = "status \(reply.status)" }
        } catch let fault as Fault {
            delivery.error = fault.sentence
            mayHelp = fault.kind == .unavailable
        }
        if delivery.state != .delivered, isLast || !mayHelp { delivery.state = .failed }
        let outcome = delivery
        try await database.write { db in try WebhookQueries.record(outcome, in: db) }
        return outcome.state == .delivered ? nil : (outcome.error ?? "", mayHelp)
    }

    private func request(
        _ delivery: WebhookDelivery, _ webhook: Webhook, _ secret: [UInt8], at now: Timestamp
    ) -> OutgoingClient.Request {
        let body = Array(delivery.body.utf8)
        let seconds = now.milliseconds / 1000
        return OutgoingClient.Request(
            .POST, webhook.url,
            headers: [
                ("content-type", "application/json"), ("webhook-id", delivery.id.text), ("webhook-timestamp", String(seconds)),
                ("webhook-signature", WebhookSignature.header(id: delivery.id.text, seconds: seconds, body: body, secret: secret)),
            ], body: body)
    }
}

/// Sends one event to one webhook, again and again for a day.
struct DeliverWebhook: Job {
    static let kind = "webhooks.deliver"
    static let maximumAttempts = pauses.count + 1

    private static let pauses: [Duration] = [
        .seconds(5), .seconds(30), .minutes(2), .minutes(10), .minutes(30), .hours(1), .hours(3), .hours(6), .hours(12),
    ]

    let delivery: WebhookDeliveryID

    func run(_ context: JobContext) async throws -> JobOutcome {
        let isLast = context.attempt >= Self.maximumAttempts
        let problem = try await context.services(Webhooks.self).deliver(
            delivery, isLast: isLast, in: context.database, at: context.clock.now)
        guard let problem else { return .done }
        if isLast || !problem.mayHelp { return .giveUp(because: problem.because) }
        return .retry(after: Self.pauses[min(context.attempt, Self.pauses.count) - 1], because: problem.because)
    }
}

/// Forgets deliveries after 30 days.
struct PruneWebhookDeliveries: Job {
    static let kind = "webhooks.prune"

    func run(_ context: JobContext) async throws -> JobOutcome {
        let now = context.clock.now
        try await context.database.write { db in try WebhookQueries.prune(before: now - .days(30), in: db) }
        return .done
    }
}
