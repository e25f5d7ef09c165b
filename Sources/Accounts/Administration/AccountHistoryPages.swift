import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/accounts/{account}/history` and the notes of the staff.
struct AccountHistoryPages: Sendable {
    private static let size = 50
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts/{account}/history", .reaching, show)
        routes.form("/accounts/{account}/notes/new", .staff(.accountManager), show: ask, submit: write)
        return routes
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let query = AccountHistoryQuery(visit.query)
        var refusal: Fault?
        var filter: AuditFilter?
        do { filter = try query.filter(in: visit.texts.timeZone, limit: Self.size + 1) } catch let fault as Fault { refusal = fault }
        let (accounts, asked) = (accounts, filter)
        let (account, found) = try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            // What is no day finds nothing, instead of everything.
            let found = try asked.map { try AccountHistory.list($0, part: query.part, of: account, by: visit.actor, in: db) } ?? []
            return (account, found)
        }
        return historyPage(
            visit, account, query, Array(found.prefix(Self.size)), hasMore: found.count > Self.size, refusal: refusal)
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let account = try await visit.database.read { db in try accounts.required(number, by: visit.actor, in: db) }
        let texts = visit.texts.accountHistory
        return Page(texts.writeNote, summary: texts.noteSummary, crumbs: crumbs(visit, account, texts.writeNote)) {
            card {
                postForm(visit, form) {
                    textArea(form, "text", label: texts.note, hint: texts.noteHint, rows: 6, isRequired: true)
                    formActions {
                        submitButton(texts.saveNote)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(number)/history")
                    }
                }
            }
        }
    }

    private func write(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let text = form.values.verbatim("text")
        let accounts = accounts
        try await visit.database.write { db in
            _ = try AccountHistory.write(
                text, about: accounts.required(number, by: visit.actor, in: db), by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/accounts/\(number)/history", saying: .done(visit.texts.accountHistory.noteWasWritten))
    }
}

private func historyPage(
    _ visit: Visit, _ account: Account, _ query: AccountHistoryQuery, _ entries: [AccountHistory.Entry], hasMore: Bool, refusal: Fault?
) -> Page {
    let (texts, audit) = (visit.texts.accountHistory, visit.texts.audit)
    let isStaff = visit.actor.reach == .everything
    let path: Link = "/accounts/\(account.number)/history"
    let notes = Dictionary(entries.map { ($0.row.sequence, $0.note) }, uniquingKeysWith: { first, _ in first })
    return Page(
        account.title, state: accountBadge(visit, account.state), summary: isStaff ? texts.summary : texts.ownSummary,
        crumbs: crumbs(visit, account, audit.history),
        actions: visit.actor.may(.accountManager)
            ? [linkButton(texts.writeNote, "/accounts/\(account.number)/notes/new", kind: .primary, icon: .edit)] : [],
        tabs: accountTabs(visit, account, .history)
    ) {
        if let refusal { callout(.warn, refusal.fields.map { visit.texts.sentence($0) }.joined(separator: " "), isAlert: true) }
        historyFilter(visit, query, path, isStaff: isStaff)
        section(.class("card list")) {
            if entries.isEmpty {
                emptyState(texts.emptyTitle, query.values.isEmpty ? "" : audit.emptyText, icon: .history) {
                    query.values.isEmpty && query.before == nil ? .nothing : linkButton(audit.clear, path)
                }
            } else {
                historyTable(visit, entries.map(\.row)) { row in
                    guard let note = notes[row.sequence] ?? nil else { return .nothing }
                    return div(.class("note"), text: note.words)
                }
            }
            if hasMore || query.before != nil {
                footer(.class("paging")) {
                    p(text: "")
                    div {
                        if query.before != nil { linkButton(audit.newest, query.link(path)) }
                        if hasMore { linkButton(audit.older, query.link(path, before: entries.last?.row.sequence)) }
                    }
                }
            }
        }
    }
}

private func historyFilter(_ visit: Visit, _ query: AccountHistoryQuery, _ path: Link, isStaff: Bool) -> HTML {
    let (texts, audit) = (visit.texts.accountHistory, visit.texts.audit)
    let state = Form.reading(query.values)
    return card {
        form(.class("form wide"), .method("get"), .action(path), .role("search")) {
            fieldRow {
                textField(state, "q", label: isStaff ? texts.search : audit.search, kind: .search, isRequired: false, maxlength: 200)
                if isStaff {
                    selectField(
                        state, "part", label: texts.part,
                        choices: [Choice("changes", texts.changesOnly), Choice("notes", texts.notesOnly)],
                        none: texts.everything, isRequired: false)
                }
                textField(state, "from", label: audit.firstDay, kind: .date, isRequired: false)
                textField(state, "to", label: audit.lastDay, kind: .date, isRequired: false)
            }
            formActions {
                submitButton(audit.show)
                if !query.values.isEmpty { linkButton(audit.clear, path, kind: .quiet) }
            }
        }
    }
}
