import Core
import Persistence
import Presentation

/// What can be done with several accounts at once: suspend, resume, delete. Each is done for itself; one that is refused stops no other.
struct AccountBulkPages: Sendable {
    enum Action: String, CaseIterable { case suspend, resume, trash }

    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.form("/accounts/bulk", .staff(.accountManager), show: ask, submit: carryOut)
        return routes
    }

    private func ask(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (action, work) = try await asked(visit)
        let texts = visit.texts.accounts
        let days = Int(accounts.configuration.trashPeriod.milliseconds / 86_400_000)
        let (submit, question, keeps): (String, String, String) =
            switch action {
            case .suspend: (texts.suspend, texts.suspendQuestion, texts.nothingLost)
            case .resume: (texts.resume, texts.bulkResumeQuestion, texts.nothingLost)
            case .trash: (texts.delete, texts.bulkDeleteQuestion, texts.deleteKeeps(days))
            }
        return work.page(
            visit, form, title: texts.bulkTitle(submit, work.items.count), question: question, keeps: keeps, submit: submit,
            kind: action == .resume ? .primary : .danger, back: "/accounts", crumbs: crumbs(visit, submit)
        ) {
            if action == .suspend {
                textField(form, "reason", label: texts.reason, hint: texts.reasonHint, isFocused: true, maxlength: 200)
            }
        }
    }

    private func carryOut(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (action, work) = try await asked(visit)
        let reason = form.values.text("reason")
        if action == .suspend {
            var complaints = Complaints()
            _ = try complaints.take("reason") { try reason.asName(limit: 200) }
            try complaints.check()
        }
        let accounts = accounts
        let title = visit.texts.accounts.title
        return try await work.answer(visit, title: title, back: "/accounts", crumbs: crumbs(visit, title)) { item in
            let number = Int(item.key) ?? 0
            try await visit.database.write { db in
                switch action {
                case .suspend: _ = try accounts.suspend(number, reason: reason, by: visit.actor, in: db, at: visit.now)
                case .resume: _ = try accounts.resume(number, by: visit.actor, in: db, at: visit.now)
                case .trash: _ = try accounts.trash(number, by: visit.actor, in: db, at: visit.now)
                }
            }
        }
    }

    private func asked(_ visit: Visit) async throws -> (Action, BulkWork) {
        // Without a known action nothing is ticked either, and the page says so.
        guard let action = Action(rawValue: visit.query.text("do")) else { return (.suspend, BulkWork([])) }
        let accounts = accounts
        let found = try await visit.database.read { db in
            try visit.tickedRows.compactMap { Int($0) }.compactMap { try accounts.find($0, by: visit.actor, in: db) }
        }
        return (action, BulkWork(found.map { .init(String($0.number), $0.title) }))
    }

    private func crumbs(_ visit: Visit, _ last: String) -> [Page.Crumb] { [.init(visit.texts.accounts.title, "/accounts"), .init(last)] }
}
