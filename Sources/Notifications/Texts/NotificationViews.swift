import Core
import Identity
import Presentation

func notificationListPage(_ visit: Visit, _ query: ListState, _ all: [NotificationOverview]) -> Page {
    let (texts, language) = (visit.texts.notifications, visit.texts.language)
    func matches(_ row: NotificationOverview) -> Bool {
        let words = [row.notification.title(language), row.notification.occasion(language), row.notification.key].joined(separator: " ")
            .folded
        return query.search.folded.split(separator: " ").allSatisfy { words.contains($0) }
    }
    func key(_ row: NotificationOverview) -> String {
        let title = row.notification.title(language).folded
        return switch query.sort {
        case "list": texts.word(row.notification.list).folded + " " + title
        case "audience": texts.word(row.notification.audience).folded + " " + title
        default: title
        }
    }
    let edited = all.filter { !$0.edited.isEmpty }
    let copied = all.filter(\.hasCopies)
    let chosen = (query.filter == "edited" ? edited : query.filter == "copied" ? copied : all).filter(matches).sorted { key($0) < key($1) }
    let rows = query.isDescending ? chosen.reversed() : chosen
    return Page(
        texts.title, summary: texts.summary,
        actions: [
            linkButton(texts.recipients, "/notification-recipients", icon: .people),
            linkButton(visit.texts.mails.title, "/mail-log", icon: .mail),
        ]
    ) {
        listCard(
            visit, at: "/notifications", state: query,
            columns: [
                Column<NotificationOverview>(texts.notification, .name, sort: "title") { row in
                    let title = row.notification.title(language)
                    // Texts of templates are for whoever manages accounts.
                    let isOpen = row.notification.editor == nil || visit.actor.may(.accountManager)
                    return html {
                        if isOpen {
                            a(.href(row.notification.editor ?? ("/notifications/\(row.notification.key)" as Link)), text: title)
                        } else {
                            title
                        }
                        p(.class("hint"), text: row.notification.occasion(language))
                    }
                },
                Column(texts.text, .state) { editedBadge(visit, $0) },
                Column(texts.audience, sort: "audience") { .text(texts.word($0.notification.audience)) },
                Column(texts.list, sort: "list") { .text(texts.word($0.notification.list)) },
                Column(texts.copies) { row in
                    row.hasCopies
                        ? span(.title(texts.copiesGo)) { mono("CC") }
                        : .text(row.notification.mayBeCopied ? texts.noCopies : texts.neverCopies)
                },
            ], rows: rows, total: rows.count,
            filters: [
                Filter(nil, visit.texts.panel.all), Filter("edited", texts.edited, count: edited.count),
                Filter("copied", texts.withCopies, count: copied.count),
            ], search: texts.search, rowName: { $0.notification.title(language) },
            empty: emptyState(texts.title, texts.summary, icon: .mail))
    }
}

private func editedBadge(_ visit: Visit, _ row: NotificationOverview) -> HTML {
    let texts = visit.texts.notifications
    if row.notification.editor != nil { return statusBadge(.idle, texts.ofTemplates) }
    if row.edited.isEmpty { return statusBadge(.idle, texts.standard) }
    let languages = Language.allCases.filter(row.edited.contains).map(\.rawValue).joined(separator: ", ")
    return statusBadge(.live, "\(texts.edited): \(languages)")
}

/// Everything that the page of a text shows.
struct NotificationView: Sendable {
    var overview: NotificationOverview
    var language: Language
    var found: NotificationEditing.Found
    /// nil while something is wrong.
    var preview: FilledNotification?
    /// Addresses that get copies.
    var subscribers: [String]
    var note: String?
}

func notificationPage(_ visit: Visit, _ form: Form, _ view: NotificationView) -> Page {
    let (texts, notification) = (visit.texts.notifications, view.overview.notification)
    let title = notification.title(visit.texts.language)
    return Page(
        title, state: statusBadge(view.found.own == nil ? .idle : .live, view.found.own == nil ? texts.standard : texts.edited),
        summary: notification.occasion(visit.texts.language), crumbs: [.init(texts.title, "/notifications"), .init(title)],
        tabs: Language.allCases.map {
            Tab($0.ownName, notificationLink(notification, $0), isCurrent: $0 == view.language)
        }
    ) {
        if let note = view.note { callout(.live, note) { linkButton(visit.texts.mails.title, "/mail-log") } }
        grid {
            card(
                view.language.ownName,
                aside: view.found.own.map { .text(texts.changed(by: $0.changedBy, visit.texts.moment($0.changedAt))) }
            ) {
                postForm(visit, form, id: "notification") {
                    textField(form, "subject", label: texts.subject, maxlength: NotificationText.longestSubject)
                    radioField(
                        form, "contentType", label: texts.contentType,
                        choices: NotificationText.Content.allCases.map { Choice($0.rawValue, texts.word($0)) })
                    textArea(form, "text", label: texts.text, hint: texts.textHint, rows: 18, isRequired: true, language: view.language)
                    copiesField(visit, form, view)
                    formActions {
                        submitButton(texts.save)
                        submitButton(texts.preview, kind: .plain, icon: .eye, name: "_do", value: "preview")
                        submitButton(texts.test, kind: .plain, icon: .mail, name: "_do", value: "test")
                        if view.found.own != nil {
                            linkButton(
                                texts.restore,
                                ("/notifications/\(notification.key)/default" as Link).with([("in", view.language.rawValue)]),
                                kind: .quiet, icon: .restore)
                        }
                    }
                }
            }
        } side: {
            previewCard(visit, form, view)
            card(texts.variables) {
                facts(
                    notification.variables.map { variable in
                        Fact(variable.meaning(visit.texts.language)) {
                            html {
                                code(.data(.insert, "{\(variable.name)}"), text: "{\(variable.name)}")
                                if variable.isRequired { span(.class("hint"), text: " " + texts.isNeeded) }
                            }
                        }
                    })
                p(.class("hint"), text: texts.sectionsHint)
            }
        }
    }
}

private func copiesField(_ visit: Visit, _ form: Form, _ view: NotificationView) -> HTML {
    let (texts, notification) = (visit.texts.notifications, view.overview.notification)
    guard notification.mayBeCopied else {
        return callout(.idle, notification.isSecret ? texts.secretNoCopies : texts.uselessNoCopies, title: texts.neverCopies)
    }
    let list = texts.word(notification.list)
    return html {
        checkbox(
            form, "copies", label: texts.sendCopies,
            hint: view.subscribers.isEmpty ? texts.nobodySubscribed(list) : texts.subscribed(list, view.subscribers.joined(separator: ", "))
        )
        p(.class("hint")) { a(.href("/notification-recipients"), text: texts.recipients) }
    }
}

private func previewCard(_ visit: Visit, _ form: Form, _ view: NotificationView) -> HTML {
    let texts = visit.texts.notifications
    return div(.data(.preview, "notification")) {
        card(texts.preview, aside: .text(texts.previewHint)) {
            if let preview = view.preview {
                p(.lang(view.language.rawValue)) { strong(text: preview.subject) }
                if preview.html == nil {
                    pre(.class("mail-text"), text: preview.text)
                } else {
                    div(.class("manual"), .lang(view.language.rawValue)) { preview.shown }
                    details {
                        summary(text: texts.textPart)
                        pre(.class("mail-text"), text: preview.text)
                    }
                }
            } else {
                p(.class("hint"), text: texts.noPreview)
                ul {
                    for field in form.fault?.fields ?? [] { li(text: field.sentence) }
                }
            }
        }
    }
}
