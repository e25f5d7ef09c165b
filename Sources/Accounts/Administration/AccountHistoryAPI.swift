import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/accounts/{account}/history` and `.../notes`.
struct AccountHistoryAPI: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/accounts/{account}/history", .reaching, "List what was done to an account and all it has, latest first",
            query: [
                .init("q", "In the name of who did it, of what it was done to, or in a note.", .text(maximumLength: 200)),
                .init("part", "Only changes, or only notes.", .choice(AccountHistory.Part.allCases.map(\.rawValue))),
                .init("from", "From this day on, as 2026-11-22, in the reader's time zone.", .text(maximumLength: 10)),
                .init("to", "Up to and with this day.", .text(maximumLength: 10)),
            ] + QueryParameter.following(sort: "sequence"), list)
        routes.api(
            .post, "/api/v1/accounts/{account}/notes", .staff(.accountManager), "Write a note about an account, for the staff",
            taking: NewAccountNoteResource.self, write)
        return routes
    }

    private func list(_ visit: Visit, _ number: Int) async throws -> Resource<ListResource<HistoryEntryResource>> {
        let page = try ResourceListQuery(visit.query, orders: ["sequence"], otherwise: "-sequence")
        let query = AccountHistoryQuery(visit.query)
        var filter = try query.filter(in: visit.texts.timeZone, limit: page.limit + 1)
        filter.before = nil
        if let cursor = page.cursor {
            guard let sequence = Int64(cursor.id) else { throw ListCursor.refused }
            filter.before = sequence
        }
        filter.isOldestFirst = !page.isDescending
        let (accounts, asked) = (accounts, filter)
        let found = try await visit.database.read { db in
            try AccountHistory.list(
                asked, part: query.part, of: accounts.required(number, by: visit.actor, in: db), by: visit.actor, in: db)
        }
        let (rows, next) = page.cut(found) { String($0.row.sequence) }
        return Resource(ListResource(items: rows.map { HistoryEntryResource($0) }, total: page.counted(rows.count, next), next: next))
    }

    private func write(_ visit: Visit, _ number: Int, _ typed: NewAccountNoteResource) async throws -> Created<AccountNoteResource> {
        let accounts = accounts
        let note = try await visit.database.write { db in
            try AccountHistory.write(
                typed.text, about: accounts.required(number, by: visit.actor, in: db), by: visit.actor, in: db, at: visit.now)
        }
        return Created(AccountNoteResource(note), at: "/api/v1/accounts/\(number)/history")
    }
}

extension AccountNoteResource {
    init(_ note: AccountNote) {
        self.init(id: note.id.text, author: note.author, text: note.words, createdAt: note.createdAt.description)
    }
}

extension HistoryEntryResource {
    init(_ entry: AccountHistory.Entry) {
        let row = entry.row
        self.init(
            sequence: Int(row.sequence), at: row.at.description, action: row.action, result: row.result.rawValue, actorKind: row.actorKind,
            actor: row.actorName, impersonator: row.impersonator, objectKind: row.object.kind.rawValue, objectId: row.object.id,
            object: row.object.name, changes: row.changes.map { .init(field: $0.field, before: $0.before, after: $0.after) },
            note: entry.note?.words)
    }
}
