import Core
import Presentation

func webhookListPage(_ visit: Visit, _ webhooks: [Webhook], _ numbers: [AccountID: Int]) -> Page {
    let texts = visit.texts.webhooks
    return Page(
        texts.title, summary: texts.summary(webhooks.count), actions: [linkButton(texts.add, "/webhooks/new", kind: .primary, icon: .plus)]
    ) {
        card(isFlush: true) {
            if webhooks.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .network) {
                    linkButton(texts.add, "/webhooks/new", kind: .primary)
                }
            } else {
                dataTable(
                    visit,
                    columns: [
                        Column<Webhook>(texts.url, .name) { webhook in a(.href("/webhooks/\(webhook.id)"), text: webhook.url) },
                        Column(texts.state, .state) { onBadge($0.isOn, texts) },
                        Column(texts.whose) { .text(texts.owner($0.account.flatMap { numbers[$0] })) },
                        Column(texts.events) { .text($0.events.isEmpty ? texts.allEvents : $0.events.joined(separator: ", ")) },
                    ], rows: webhooks, rowName: { $0.url })
            }
        }
    }
}

private func onBadge(_ isOn: Bool, _ texts: any WebhookTexts) -> HTML { statusBadge(isOn ? .live : .idle, isOn ? texts.on : texts.off) }

func newWebhookPage(_ visit: Visit, _ form: Form, _ accounts: [(number: Int, title: String)]) -> Page {
    let texts = visit.texts.webhooks
    var choices = accounts.map { Choice(String($0.number), "\($0.number) \($0.title)") }
    if visit.actor.may(.webhookManager) { choices.insert(Choice("", texts.owner(nil)), at: 0) }
    return Page(texts.add, crumbs: [.init(texts.title, "/webhooks"), .init(texts.add)]) {
        card {
            postForm(visit, form) {
                textField(form, "url", label: texts.url, hint: texts.urlHint, kind: .url, isFocused: true)
                selectField(form, "account", label: texts.whose, choices: choices, isRequired: false)
                textField(form, "events", label: texts.events, hint: texts.eventsHint, isRequired: false)
                formActions { submitButton(texts.add) }
            }
        }
    }
}

extension Webhook {
    /// The fields of the page that changes it.
    var formValues: [String: String] { ["url": url, "events": events.joined(separator: ", "), "isOn": isOn ? "on" : ""] }
}

func changeWebhookPage(_ visit: Visit, _ form: Form, _ webhook: Webhook) -> Page {
    let texts = visit.texts.webhooks
    let filled = form.editing(webhook.formValues)
    return Page(
        texts.change, crumbs: [.init(texts.title, "/webhooks"), .init(webhook.url, "/webhooks/\(webhook.id)"), .init(texts.change)]
    ) {
        card {
            postForm(visit, filled) {
                textField(filled, "url", label: texts.url, hint: texts.urlHint, kind: .url)
                textField(filled, "events", label: texts.events, hint: texts.eventsHint, isRequired: false)
                checkbox(filled, "isOn", label: texts.isOn)
                formActions { submitButton(texts.save) }
            }
        }
    }
}

func webhookPage(_ visit: Visit, _ webhook: Webhook, secret: String?, account: Int?, deliveries: [WebhookDelivery]) -> Page {
    let texts = visit.texts.webhooks
    return Page(
        webhook.url, state: onBadge(webhook.isOn, texts), crumbs: [.init(texts.title, "/webhooks"), .init(webhook.url)],
        actions: [
            linkButton(texts.change, "/webhooks/\(webhook.id)/change", icon: .edit),
            actionButton(visit, texts.ping, to: "/webhooks/\(webhook.id)/ping"),
            actionButton(visit, texts.delete, to: "/webhooks/\(webhook.id)/deletion"),
        ]
    ) {
        stack {
            card {
                facts([
                    Fact(texts.whose, texts.owner(account)),
                    Fact(texts.events, webhook.events.isEmpty ? texts.allEvents : webhook.events.joined(separator: ", ")),
                ])
                if let secret {
                    codeLine(visit, secret, label: texts.secret)
                    p(text: texts.secretHint)
                }
            }
            card(texts.deliveries, isFlush: true) {
                if deliveries.isEmpty {
                    emptyState(texts.nothingSentTitle, texts.nothingSent, icon: .history)
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<WebhookDelivery>(texts.event, .name) { delivery in
                                a(.href("/webhooks/\(webhook.id)/deliveries/\(delivery.id)"), text: delivery.event)
                            },
                            Column(texts.state, .state) { deliveryBadge(texts, $0) },
                            Column(texts.attempts, .number) { .text(visit.texts.number($0.attempts)) },
                            Column(texts.lastAt) { moment(visit, $0.lastAt ?? $0.createdAt) },
                            Column(texts.answer) { .text($0.error ?? $0.status.map { String($0) } ?? "") },
                        ], rows: deliveries, rowName: { $0.event })
                }
            }
        }
    }
}

func webhookDeliveryPage(_ visit: Visit, _ webhook: Webhook, _ delivery: WebhookDelivery) -> Page {
    let texts = visit.texts.webhooks
    return Page(
        delivery.event, state: deliveryBadge(texts, delivery),
        crumbs: [.init(texts.title, "/webhooks"), .init(webhook.url, "/webhooks/\(webhook.id)"), .init(delivery.event)],
        actions: [actionButton(visit, texts.sendAgain, to: "/webhooks/\(webhook.id)/deliveries/\(delivery.id)/redelivery")]
    ) {
        stack {
            card(texts.request) {
                facts([
                    Fact("webhook-id") { mono(delivery.id.text) }, Fact(texts.attempts, visit.texts.number(delivery.attempts)),
                    Fact(texts.lastAt) { moment(visit, delivery.lastAt ?? delivery.createdAt) },
                ])
                pre(.class("words"), .tabindex(0)) { code(text: delivery.body) }
            }
            card(texts.answer) {
                if let error = delivery.error { callout(.fail, error) }
                if let status = delivery.status { facts([Fact(texts.state, String(status))]) }
                if let response = delivery.response, !response.isEmpty {
                    pre(.class("words"), .tabindex(0)) { code(text: response) }
                } else if delivery.error == nil {
                    p(text: texts.noWords)
                }
            }
        }
    }
}

private func deliveryBadge(_ texts: any WebhookTexts, _ delivery: WebhookDelivery) -> HTML {
    switch delivery.state {
    case .waiting: statusBadge(.busy, texts.word(.waiting))
    case .delivered: statusBadge(.live, texts.word(.delivered))
    case .failed: statusBadge(.fail, texts.word(.failed))
    }
}
