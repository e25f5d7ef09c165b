import Core
import Identity
import Persistence
import Presentation

/// Who of the staff gets copies of which mails (H.NTF-01).
struct SubscriptionPages: Sendable {
    let catalogue: NotificationCatalogue

    func routes() -> Routes {
        let policy = Policy.staff(.settingsManager)
        var routes = Routes()
        routes.page("/notification-recipients", policy, list)
        routes.form("/notification-recipients/new", policy, show: new, submit: create)
        routes.form("/notification-recipients/{subscription}", policy, show: show, submit: change)
        routes.action("/notification-recipients/{subscription}/deletion", policy, delete)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let all = try await visit.database.read { db in try Subscriptions.list(by: visit.actor, in: db) }
        let texts = visit.texts.notifications
        let add = linkButton(texts.newRecipient, "/notification-recipients/new", kind: .primary, icon: .plus)
        return Page(
            texts.recipients, summary: texts.recipientsSummary, crumbs: [.init(texts.title, "/notifications"), .init(texts.recipients)],
            actions: [add]
        ) {
            card(isFlush: true) {
                if all.isEmpty {
                    emptyState(texts.nobodyTitle, texts.nobodyText, icon: .people) { add }
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<Subscription>(texts.email, .name) { row in
                                a(.href("/notification-recipients/\(row.id)"), text: row.address.address)
                            },
                            Column(texts.name) { .text($0.address.name.text) },
                            Column(texts.lists) { row in
                                .text(NotificationList.allCases.filter(row.lists.contains).map(texts.word).joined(separator: ", "))
                            },
                        ], rows: all, rowName: { $0.address.address },
                        menu: { row in
                            [
                                actionButton(
                                    visit, texts.remove, to: "/notification-recipients/\(row.id)/deletion", kind: .quiet, icon: .trash)
                            ]
                        })
                }
            }
        }
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        page(visit, form, title: visit.texts.notifications.newRecipient, button: visit.texts.notifications.add)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = Self.typed(form)
        _ = try await visit.database.write { db in
            try Subscriptions.create(typed, lists: catalogue.lists, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/notification-recipients", saying: .done(visit.texts.notifications.added))
    }

    private func show(_ visit: Visit, _ form: Form, _ id: SubscriptionID) async throws -> any Answer {
        let found = try await visit.database.read { db in try Subscriptions.required(id, by: visit.actor, in: db) }
        return page(visit, form.editing(Self.values(found)), title: found.address.address, button: visit.texts.notifications.save)
    }

    private func change(_ visit: Visit, _ form: Form, _ id: SubscriptionID) async throws -> any Answer {
        let typed = Self.typed(form)
        _ = try await visit.database.write { db in
            try Subscriptions.change(
                id, lists: catalogue.lists, by: visit.actor, in: db, at: visit.now,
                checking: { try form.requireUnchanged(Self.values($0)) }
            ) { $0 = typed }
        }
        return Redirect("/notification-recipients", saying: .done(visit.texts.notifications.changedRecipient))
    }

    private func delete(_ visit: Visit, _ id: SubscriptionID) async throws -> any Answer {
        try await visit.database.write { db in try Subscriptions.delete(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/notification-recipients", saying: .done(visit.texts.notifications.removed))
    }

    private func page(_ visit: Visit, _ form: Form, title: String, button: String) -> Page {
        let texts = visit.texts.notifications
        return Page(
            title,
            crumbs: [.init(texts.title, "/notifications"), .init(texts.recipients, "/notification-recipients"), .init(title)]
        ) {
            card {
                postForm(visit, form) {
                    fieldRow {
                        textField(form, "email", label: texts.email, kind: .email, isFocused: true, maxlength: 320)
                        textField(form, "name", label: texts.name, hint: texts.nameHint, isRequired: false, maxlength: 100)
                    }
                    tickList(
                        form, "lists", field: "lists", label: texts.lists, hint: texts.listsHint,
                        groups: [TickGroup(nil, catalogue.lists.map { Choice($0.rawValue, texts.word($0)) })])
                    formActions {
                        submitButton(button)
                        linkButton(visit.texts.panel.cancel, "/notification-recipients", kind: .quiet)
                    }
                }
            }
        }
    }

    private static func typed(_ form: Form) -> SubscriptionForm {
        SubscriptionForm(email: form.values.text("email"), name: form.values.text("name"), lists: form.values.ticked("lists"))
    }

    private static func values(_ found: Subscription) -> [String: String] {
        ["email": found.address.address, "name": found.address.name.text].merging(ticks("lists", found.listNames)) { own, _ in own }
    }
}
