import Core
import Identity
import Persistence
import Presentation

/// The mails of the product and their texts (H.NTF-02, -03). The language of the text stands in the query: `?in=de`.
struct NotificationPages: Sendable {
    let catalogue: NotificationCatalogue

    func routes() -> Routes {
        let policy = Policy.staff(.settingsManager)
        var routes = Routes()
        routes.page("/notifications", policy, list)
        routes.form("/notifications/{notification}", policy, show: show, submit: submit)
        routes.form("/notifications/{notification}/default", policy, show: askRestore, submit: restore)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: ["title", "list", "audience"], filters: ["edited", "copied"], size: 100)
        let all = try await visit.database.read { db in try NotificationEditing.overview(catalogue, by: visit.actor, in: db) }
        return notificationListPage(visit, query, all)
    }

    // MARK: One text

    private func show(_ visit: Visit, _ form: Form, _ key: String) async throws -> any Answer {
        try await page(visit, form, key, note: nil)
    }

    private func page(_ visit: Visit, _ form: Form, _ key: String, note: String?) async throws -> any Answer {
        let (notification, language) = (try catalogue.editable(key), language(visit))
        let (overview, found, settings, subscribers) = try await visit.database.read { db in
            (
                try NotificationEditing.overview(of: notification, by: visit.actor, in: db),
                try NotificationEditing.current(notification, language, by: visit.actor, in: db), try ProviderSettings.current(in: db),
                try Subscriptions.list(by: visit.actor, in: db).filter { $0.lists.contains(notification.list) }
            )
        }
        let form = form.editing(Self.values(found.text, overview))
        // What is not in order has its sentence beside the field.
        let checked = try? Self.typed(form)?.checked(for: notification)
        let preview = checked?.filled(NotificationEditing.examples(of: notification, language, settings), language: language)
        return notificationPage(
            visit, form,
            NotificationView(
                overview: overview, language: language, found: found, preview: preview, subscribers: subscribers.map(\.address.address),
                note: note))
    }

    private func submit(_ visit: Visit, _ form: Form, _ key: String) async throws -> any Answer {
        let (notification, language, texts) = (try catalogue.editable(key), language(visit), visit.texts.notifications)
        guard let typed = Self.typed(form) else { throw NotificationText.Content.unknown }
        switch form.values["_do"] {
        case "preview":
            _ = try typed.checked(for: notification)
            return try await page(visit, form.again(visit), key, note: nil)
        case "test":
            let mail = try await visit.database.write { db in
                let own = try visit.actor.login.flatMap { try Logins.find($0, in: db)?.email } ?? ""
                return try NotificationEditing.sendTest(typed, of: notification, language, to: own, by: visit.actor, in: db, at: visit.now)
            }
            return try await page(visit, form.again(visit), key, note: texts.testIsOnItsWay(mail.mail.to.address))
        default:
            try await visit.database.write { db in
                let before = try NotificationEditing.locked(notification, language, by: visit.actor, in: db)
                let overview = try NotificationEditing.overview(of: notification, by: visit.actor, in: db)
                try form.requireUnchanged(Self.values(before.text, overview))
                try NotificationEditing.set(typed, for: notification, language, by: visit.actor, in: db, at: visit.now)
                if notification.mayBeCopied {
                    try NotificationEditing.setCopies(
                        form.values.isOn("copies"), of: notification, by: visit.actor, in: db, at: visit.now)
                }
            }
            return Redirect(visit.here, saying: .done(texts.saved))
        }
    }

    private static func typed(_ form: Form) -> NotificationText? {
        NotificationText.Content(typed: form.values.text("contentType")).map {
            NotificationText(subject: form.values.verbatim("subject"), body: form.values.verbatim("text"), content: $0)
        }
    }

    private static func values(_ text: NotificationText, _ overview: NotificationOverview) -> [String: String] {
        [
            "subject": text.subject, "contentType": text.content.rawValue, "text": text.body, "copies": overview.hasCopies ? "on" : "",
        ]
    }

    // MARK: Back to the default

    private func askRestore(_ visit: Visit, _ form: Form, _ key: String) async throws -> any Answer {
        let (notification, language, texts) = (try catalogue.editable(key), language(visit), visit.texts.notifications)
        let found = try await visit.database.read { db in
            try NotificationEditing.current(notification, language, by: visit.actor, in: db)
        }
        let back = notificationLink(notification, language)
        guard let own = found.own else { return Redirect(back, saying: .note(texts.isStandard)) }
        let standard = notification.standard(language)
        return Page(
            texts.restore,
            crumbs: [.init(texts.title, "/notifications"), .init(notification.title(visit.texts.language), back), .init(texts.restore)]
        ) {
            confirmation(
                visit, form, question: texts.restoreQuestion(notification.title(visit.texts.language), language.ownName),
                losses: [texts.lostText(by: own.changedBy, visit.texts.moment(own.changedAt))], keeps: texts.restoreKeeps,
                button: texts.restore, cancel: back)
            grid {
                card(texts.lost) {
                    p { strong(text: own.text.subject) }
                    pre(.class("words mail-text"), .tabindex(0), text: own.text.body)
                }
            } side: {
                card(texts.instead) {
                    p { strong(text: standard.subject) }
                    pre(.class("words mail-text"), .tabindex(0), text: standard.body)
                }
            }
        }
    }

    private func restore(_ visit: Visit, _ form: Form, _ key: String) async throws -> any Answer {
        let (notification, language) = (try catalogue.editable(key), language(visit))
        _ = try await visit.database.write { db in
            try NotificationEditing.restore(notification, language, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect(notificationLink(notification, language), saying: .done(visit.texts.notifications.restored))
    }

    private func language(_ visit: Visit) -> Language { visit.query["in"].flatMap(Language.init(rawValue:)) ?? visit.texts.language }
}

func notificationLink(_ notification: MailNotification, _ language: Language) -> Link {
    ("/notifications/\(notification.key)" as Link).with([("in", language.rawValue)])
}
