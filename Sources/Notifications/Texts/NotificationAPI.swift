import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/notifications` and `/api/v1/notification-subscriptions`.
struct NotificationAPI: Sendable {
    let catalogue: NotificationCatalogue

    func routes() -> Routes {
        let policy = Policy.staff(.settingsManager)
        var routes = Routes()
        routes.api(.get, "/api/v1/notifications", policy, "List the mails that the product writes by itself", list)
        routes.api(.get, "/api/v1/notifications/{notification}", policy, "Show a notification with its variables", show)
        routes.api(
            .patch, "/api/v1/notifications/{notification}", policy, "Switch copies of a notification on or off",
            taking: NotificationChangeResource.self, change)
        routes.api(.get, "/api/v1/notifications/{notification}/texts", policy, "List the texts of a notification", texts)
        routes.api(.get, "/api/v1/notifications/{notification}/texts/{language}", policy, "Show a text of a notification", text)
        routes.api(
            .put, "/api/v1/notifications/{notification}/texts/{language}", policy, "Write a text of a notification",
            taking: NotificationTextChangeResource.self, set)
        routes.api(
            .delete, "/api/v1/notifications/{notification}/texts/{language}", policy, "Go back to the text that comes with the product",
            restore)
        routes.api(
            .post, "/api/v1/notifications/{notification}/texts/{language}/preview", policy, "Show a text with example values",
            taking: NotificationTextChangeResource.self, preview)
        routes.api(
            .post, "/api/v1/notifications/{notification}/texts/{language}/test", policy, "Send the text with example values to an address",
            taking: NotificationTestResource.self, test)
        routes.api(.get, "/api/v1/notification-subscriptions", policy, "List addresses that get copies", subscriptions)
        routes.api(
            .post, "/api/v1/notification-subscriptions", policy, "Have an address get copies", taking: NewSubscriptionResource.self,
            subscribe)
        routes.api(.get, "/api/v1/notification-subscriptions/{subscription}", policy, "Show an address that gets copies", subscription)
        routes.api(
            .patch, "/api/v1/notification-subscriptions/{subscription}", policy, "Change what an address gets copies of",
            taking: SubscriptionChangeResource.self, changeSubscription)
        routes.api(.delete, "/api/v1/notification-subscriptions/{subscription}", policy, "Stop sending copies to an address", unsubscribe)
        return routes
    }

    // MARK: Notifications

    private func list(_ visit: Visit) async throws -> Resource<ListResource<NotificationResource>> {
        let all = try await visit.database.read { db in try NotificationEditing.overview(catalogue, by: visit.actor, in: db) }
        return Resource(
            ListResource(items: all.map { NotificationResource($0, visit.texts.language) }, total: all.count))
    }

    private func show(_ visit: Visit, _ key: String) async throws -> Resource<NotificationResource> {
        let notification = try catalogue.required(key)
        return try await visit.database.read { db in Resource(try resource(notification, visit, in: db)) }
    }

    private func change(_ visit: Visit, _ key: String, _ change: NotificationChangeResource) async throws -> Resource<NotificationResource>
    {
        let notification = try catalogue.required(key)
        return try await visit.database.write { db in
            try NotificationQueries.lock(notification.key, in: db)
            try visit.requireMatch(resource(notification, visit, in: db))
            if let hasCopies = change.hasCopies {
                try NotificationEditing.setCopies(hasCopies, of: notification, by: visit.actor, in: db, at: visit.now)
            }
            return Resource(try resource(notification, visit, in: db))
        }
    }

    private func resource(_ notification: MailNotification, _ visit: Visit, in db: any Connection) throws -> NotificationResource {
        NotificationResource(
            try NotificationEditing.overview(of: notification, by: visit.actor, in: db), visit.texts.language)
    }

    // MARK: Texts

    private func texts(_ visit: Visit, _ key: String) async throws -> Resource<ListResource<NotificationTextResource>> {
        let notification = try catalogue.editable(key)
        return try await visit.database.read { db in
            let items = try Language.allCases.map {
                NotificationTextResource($0, try NotificationEditing.current(notification, $0, by: visit.actor, in: db))
            }
            return Resource(ListResource(items: items, total: items.count))
        }
    }

    private func text(_ visit: Visit, _ key: String, _ code: String) async throws -> Resource<NotificationTextResource> {
        let (notification, language) = (try catalogue.editable(key), try Self.language(code))
        return try await visit.database.read { db in
            Resource(NotificationTextResource(language, try NotificationEditing.current(notification, language, by: visit.actor, in: db)))
        }
    }

    private func set(
        _ visit: Visit, _ key: String, _ code: String, _ new: NotificationTextChangeResource
    ) async throws -> Resource<NotificationTextResource> {
        let typed = try new.typed
        return try await change(visit, key, code) { notification, language, db in
            try NotificationEditing.set(typed, for: notification, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func restore(_ visit: Visit, _ key: String, _ code: String) async throws -> Resource<NotificationTextResource> {
        try await change(visit, key, code) { notification, language, db in
            try NotificationEditing.restore(notification, language, by: visit.actor, in: db, at: visit.now)
        }
    }

    private func change(
        _ visit: Visit, _ key: String, _ code: String,
        _ work: @escaping @Sendable (MailNotification, Language, any Connection) throws -> NotificationEditing.Found
    ) async throws -> Resource<NotificationTextResource> {
        let (notification, language) = (try catalogue.editable(key), try Self.language(code))
        return try await visit.database.write { db in
            let before = try NotificationEditing.locked(notification, language, by: visit.actor, in: db)
            try visit.requireMatch(NotificationTextResource(language, before))
            return Resource(NotificationTextResource(language, try work(notification, language, db)))
        }
    }

    private func preview(
        _ visit: Visit, _ key: String, _ code: String, _ new: NotificationTextChangeResource
    ) async throws -> Resource<NotificationPreviewResource> {
        let (notification, language) = (try catalogue.editable(key), try Self.language(code))
        let text = try new.typed.checked(for: notification)
        let settings = try await visit.database.read { db in try ProviderSettings.current(in: db) }
        let filled = text.filled(NotificationEditing.examples(of: notification, language, settings), language: language)
        return Resource(NotificationPreviewResource(subject: filled.subject, text: filled.text, html: filled.html))
    }

    private func test(
        _ visit: Visit, _ key: String, _ code: String, _ test: NotificationTestResource
    ) async throws -> Accepted<MailResource> {
        let (notification, language) = (try catalogue.editable(key), try Self.language(code))
        let mail = try await visit.database.write { db in
            let text = try NotificationEditing.current(notification, language, by: visit.actor, in: db).text
            return try NotificationEditing.sendTest(text, of: notification, language, to: test.to, by: visit.actor, in: db, at: visit.now)
        }
        return Accepted(MailResource(mail, for: visit.actor, withText: false))
    }

    private static func language(_ code: String) throws -> Language {
        guard let language = Language(rawValue: code) else { throw Fault.notFound("language") }
        return language
    }

    // MARK: Subscriptions

    private func subscriptions(_ visit: Visit) async throws -> Resource<ListResource<SubscriptionResource>> {
        let all = try await visit.database.read { db in try Subscriptions.list(by: visit.actor, in: db) }
        return Resource(ListResource(items: all.map(SubscriptionResource.init), total: all.count))
    }

    private func subscribe(_ visit: Visit, _ new: NewSubscriptionResource) async throws -> Created<SubscriptionResource> {
        let form = SubscriptionForm(email: new.email, name: new.name ?? "", lists: new.lists)
        return try await visit.database.write { db in
            let made = try Subscriptions.create(form, lists: catalogue.lists, by: visit.actor, in: db, at: visit.now)
            return Created(SubscriptionResource(made), at: "/api/v1/notification-subscriptions/\(made.id)")
        }
    }

    private func subscription(_ visit: Visit, _ id: SubscriptionID) async throws -> Resource<SubscriptionResource> {
        try await visit.database.read { db in Resource(SubscriptionResource(try Subscriptions.required(id, by: visit.actor, in: db))) }
    }

    private func changeSubscription(
        _ visit: Visit, _ id: SubscriptionID, _ change: SubscriptionChangeResource
    ) async throws -> Resource<SubscriptionResource> {
        try await visit.database.write { db in
            let changed = try Subscriptions.change(
                id, lists: catalogue.lists, by: visit.actor, in: db, at: visit.now,
                checking: { try visit.requireMatch(SubscriptionResource($0)) }
            ) { form in
                form.email = change.email ?? form.email
                form.name = change.name ?? form.name
                form.lists = change.lists ?? form.lists
            }
            return Resource(SubscriptionResource(changed))
        }
    }

    private func unsubscribe(_ visit: Visit, _ id: SubscriptionID) async throws -> NoContent {
        try await visit.database.write { db in
            try Subscriptions.delete(id, by: visit.actor, in: db, at: visit.now) { try visit.requireMatch(SubscriptionResource($0)) }
        }
        return NoContent()
    }
}

extension NotificationTextChangeResource {
    fileprivate var typed: NotificationText {
        get throws {
            guard let content = NotificationText.Content(typed: contentType ?? "") else { throw NotificationText.Content.unknown }
            return NotificationText(subject: subject, body: text, content: content)
        }
    }
}

extension NotificationText.Content {
    /// Nothing is plain text.
    init?(typed: String) {
        if typed.isEmpty { self = .plain } else { self.init(rawValue: typed) }
    }

    static let unknown = Fault.invalid(.init("contentType", key: "notification.content", "Choose text or html."))
}

extension NotificationResource {
    init(_ overview: NotificationOverview, _ language: Language) {
        let notification = overview.notification
        self.init(
            id: notification.key, title: notification.title(language), occasion: notification.occasion(language),
            list: notification.list.rawValue, audience: notification.audience.rawValue, isSecret: notification.isSecret,
            mayBeCopied: notification.mayBeCopied, hasCopies: overview.hasCopies,
            editedLanguages: Language.allCases.filter(overview.edited.contains).map(\.rawValue),
            variables: notification.variables.map {
                NotificationVariableResource(
                    name: $0.name, meaning: $0.meaning(language), example: $0.example(language), isSecret: $0.isSecret,
                    isRequired: $0.isRequired)
            },
            textsAt: notification.editor == nil
                ? "/api/v1/notifications/\(notification.key)/texts" : "/api/v1\(notification.editor?.text ?? "")s")
    }
}

extension NotificationTextResource {
    init(_ language: Language, _ found: NotificationEditing.Found) {
        self.init(
            language: language.rawValue, subject: found.text.subject, contentType: found.text.content.rawValue, text: found.text.body,
            isEdited: found.own != nil, changedAt: found.own?.changedAt.description, changedBy: found.own?.changedBy)
    }
}

extension SubscriptionResource {
    init(_ subscription: Subscription) {
        self.init(
            id: subscription.id.text, email: subscription.address.address, name: subscription.address.name.text,
            lists: subscription.listNames, createdAt: subscription.createdAt.description)
    }
}
