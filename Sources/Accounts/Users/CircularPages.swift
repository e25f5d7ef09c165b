import Core
import Persistence
import Presentation

/// Pages of circulars: written, sent to everybody who stays ticked, watched on their way (C.USR-04).
struct CircularPages: Sendable {
    /// More customers than these are not ticked one by one: a form has no room for them.
    private static let mostTicked = 500

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.page("/circulars", policy, list)
        routes.form("/circulars/new", policy, show: new, submit: send)
        routes.page("/circulars/{circular}", policy, show)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: ["created"])
        let (rows, total) = try await visit.database.read { db in
            try Circulars.list(limit: query.size, offset: query.offset, by: visit.actor, in: db)
        }
        let texts = visit.texts.circulars
        let create = linkButton(texts.new, "/circulars/new", kind: .primary, icon: .plus)
        return Page(texts.title, summary: texts.summary, actions: [create]) {
            listCard(
                visit, at: "/circulars", state: query,
                columns: [
                    Column<Circular>(texts.subject, .name) { a(.href("/circulars/\($0.id)"), text: $0.subject) },
                    Column(texts.recipients, .number) { .text(visit.texts.number($0.progress.recipients)) },
                    Column(texts.sent) { moment(visit, $0.createdAt) },
                    Column(texts.state, .state) { circularBadge(visit, $0.progress) },
                ], rows: rows, total: total, rowName: { $0.subject },
                empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .mail) { create })
        }
    }

    private func show(_ visit: Visit, _ id: CircularID) async throws -> any Answer {
        let circular = try await visit.database.read { db in try Circulars.required(id, by: visit.actor, in: db) }
        let (texts, progress) = (visit.texts.circulars, circular.progress)
        return Page(
            circular.subject, state: circularBadge(visit, progress), crumbs: [.init(texts.title, "/circulars"), .init(circular.subject)]
        ) {
            grid {
                card(texts.text) { pre(.class("words mail-text"), .tabindex(0), text: circular.text) }
            } side: {
                card(texts.state) {
                    workProgress(
                        "circular-\(circular.id)", share: progress.share, label: texts.written(progress.written, of: progress.recipients),
                        note: progress.isDone ? nil : texts.mayClose, isDone: progress.isDone)
                    facts([
                        Fact(texts.waiting, visit.texts.number(progress.waiting)), Fact(texts.failed, visit.texts.number(progress.failed)),
                        Fact(texts.sent) { moment(visit, circular.createdAt) },
                    ])
                }
            }
        }
    }

    // MARK: Writing

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer { try await wizard(visit).wizard.page(visit, form) }

    private func send(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (wizard, isTicked) = try await wizard(visit)
        if let page = try await wizard.turn(visit, form) { return page }
        let typed = CircularForm(
            subject: form.values.text("subject"), text: form.values.verbatim("text"),
            to: isTicked ? Set(form.values.ticked("to").map { LoginID(stored: $0) }) : nil,
            except: form.values.text("except").split(whereSeparator: \.isNewline).map(String.init))
        let circular = try await visit.database.write { db in try Circulars.send(typed, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/circulars/\(circular.id)", saying: .done(visit.texts.circulars.isOnItsWay(circular.progress.recipients)))
    }

    private func wizard(_ visit: Visit) async throws -> (wizard: Wizard, isTicked: Bool) {
        let (all, count) = try await visit.database.read { db in
            (
                try Circulars.recipients(limit: Self.mostTicked + 1, by: visit.actor, in: db), try Circulars.countRecipients(in: db)
            )
        }
        let texts = visit.texts.circulars
        let isTicked = all.count <= Self.mostTicked
        let names = isTicked ? all.map { "to-\($0.id)" } : []
        let wizard = Wizard(
            texts.new, crumbs: [.init(texts.title, "/circulars"), .init(texts.new)],
            steps: [
                .init("text", texts.textStep, fields: ["subject", "text"], check: { try Self.checkText($0) }) { form in
                    textField(form, "subject", label: texts.subject, isFocused: true, maxlength: Circular.longestSubject)
                    textArea(form, "text", label: texts.text, hint: texts.textHint, rows: 14, isRequired: true)
                    facts(
                        Circular.variables.map { variable in
                            Fact(variable.meaning(visit.texts.language)) { mono("{\(variable.name)}") }
                        })
                },
                .init(
                    "recipients", texts.recipientsStep, fields: names + ["to", "except"],
                    defaults: Dictionary(names.map { ($0, "on") }, uniquingKeysWith: { first, _ in first })
                ) { form in
                    if all.isEmpty {
                        emptyState(texts.nobodyTitle, texts.nobodyText, icon: .people)
                    } else if isTicked {
                        tickList(
                            form, "to", field: "to", label: texts.recipients, hint: texts.recipientsHint,
                            groups: [TickGroup(nil, all.map { Choice($0.id.text, $0.person, hint: "\($0.name), \($0.email)") })])
                    } else {
                        p(text: texts.everybody(count))
                        textArea(form, "except", label: texts.except, hint: texts.exceptHint, rows: 5)
                    }
                },
            ], submit: texts.send, cancel: "/circulars")
        return (wizard, isTicked)
    }

    private static func checkText(_ values: FormValues) throws {
        _ = try CircularForm(subject: values.text("subject"), text: values.verbatim("text")).checkText()
    }
}

private func circularBadge(_ visit: Visit, _ progress: CircularProgress) -> HTML {
    let texts = visit.texts.circulars
    if !progress.isDone { return statusBadge(.busy, texts.isWriting) }
    if progress.failed > 0 { return statusBadge(.warn, texts.someFailed) }
    return progress.waiting > 0 ? statusBadge(.busy, texts.isSending) : statusBadge(.live, texts.isSent)
}
