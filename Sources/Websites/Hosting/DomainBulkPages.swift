import Core
import Domains
import Persistence
import Presentation

/// What can be done with several domains at once: delete, restore, try again. Each for itself; one that is refused stops no other.
struct DomainBulkPages: Sendable {
    enum Action: String, CaseIterable { case trash, restore, apply }

    let hosted: HostedDomains

    func routes() -> Routes {
        var routes = Routes()
        routes.form("/domains/bulk", .reaching, show: ask, submit: carryOut)
        return routes
    }

    private func ask(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (action, work) = try await asked(visit)
        let texts = visit.texts.domains
        let days = Int(hosted.domains.configuration.trashPeriod.milliseconds / 86_400_000)
        let (submit, question, keeps): (String, String, String) =
            switch action {
            case .trash: (texts.delete, texts.bulkDeleteQuestion, texts.deleteKeeps(days))
            case .restore: (texts.restore, texts.bulkRestoreQuestion, "")
            case .apply: (texts.tryAgain, texts.bulkApplyQuestion, "")
            }
        return work.page(
            visit, form.starting(["content": "keep"]), title: texts.bulkTitle(submit, work.items.count), question: question, keeps: keeps,
            submit: submit, kind: action == .trash ? .danger : .primary, back: "/domains", crumbs: crumbs(visit, submit)
        ) {
            if action == .trash {
                radioField(
                    form.starting(["content": "keep"]), "content", label: texts.content,
                    choices: [Choice("keep", texts.keepContent), Choice("remove", texts.removeContent)])
            }
        }
    }

    private func carryOut(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (action, work) = try await asked(visit)
        let removes = form.values.text("content") == "remove"
        let hosted = hosted
        let title = visit.texts.domains.title
        return try await work.answer(visit, title: title, back: "/domains", crumbs: crumbs(visit, title)) { item in
            try await visit.database.write { db in
                switch action {
                case .trash: _ = try hosted.domains.trash(item.key, removesContent: removes, by: visit.actor, in: db, at: visit.now)
                case .restore: _ = try hosted.domains.restore(item.key, by: visit.actor, in: db, at: visit.now)
                case .apply:
                    try hosted.tryAgain(try hosted.domains.locked(item.key, by: visit.actor, in: db), in: db, at: visit.now)
                }
            }
        }
    }

    private func asked(_ visit: Visit) async throws -> (Action, BulkWork) {
        // Without a known action nothing is ticked either, and the page says so.
        guard let action = Action(rawValue: visit.query.text("do")) else { return (.trash, BulkWork([])) }
        let hosted = hosted
        let found = try await visit.database.read { db in
            try visit.tickedRows.compactMap { typed -> Domain? in
                // A text that is no name names nothing.
                guard let name = try? DomainName(typed) else { return nil }
                return try hosted.domains.find(name, by: visit.actor, in: db)
            }
        }
        return (action, BulkWork(found.map { .init($0.name.ascii, $0.name.display) }))
    }

    private func crumbs(_ visit: Visit, _ last: String) -> [Page.Crumb] { [.init(visit.texts.domains.title, "/domains"), .init(last)] }
}
