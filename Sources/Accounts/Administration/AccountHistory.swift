import Core
import Foundation
import Identity
import Persistence
import Presentation

/// What was done to an account and to all it has, and what staff have noted of it: one list in the order in which it happened (H.ADM-13).
///
/// The rows are those of the audit log, which is only ever added to. A note is a row of the log, too; its words stand in a table of their own,
/// so that the account's owner, who reads the log's rows of his account, does not read them.
package enum AccountHistory {
    /// Which rows are wanted.
    package enum Part: String, Sendable, CaseIterable { case changes, notes }

    package struct Entry: Sendable {
        package var row: AuditEntry
        package var note: AccountNote?
    }

    static let noteKind: AuditEntry.Kind = "account_note"

    /// Writes a note. Throws `Fault(.invalid)` beside `text`.
    package static func write(
        _ text: String, about account: Account, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> AccountNote {
        try actor.require(.accountManager)
        var complaints = Complaints()
        let words = try complaints.take("text") { try checked(text) }
        try complaints.check()
        let note = AccountNote(id: AccountNoteID(at: now), account: account.id, author: actor.name, words: words ?? "", createdAt: now)
        try AccountNoteQueries.insert(note, login: actor.login, in: db)
        // Without an owner: the row is not in the history that he reads.
        let object = AuditEntry.Object(noteKind, note.id.text, "\(account.number) \(account.title)", account: account.id)
        try Audit.record("account.note_written", on: object, by: actor, in: db, at: now)
        return note
    }

    private static func checked(_ text: String) throws(InputProblem) -> String {
        let words = text.replacing("\r\n", with: "\n").trimmingWhitespace
        if words.isEmpty { throw InputProblem("account.note.empty", "Write something.") }
        if words.count > AccountNote.longest {
            throw InputProblem(
                "account.note.long", arguments: ["limit": String(AccountNote.longest)],
                "A note has at most \(AccountNote.longest) characters.")
        }
        let isPlain = words.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
        if !isPlain { throw InputProblem("name.characters", "This has a character that cannot be shown, such as a line break.") }
        return words
    }

    /// The rows that `filter` asks for, with the notes among them. The caller has found the account within the actor's reach.
    package static func list(
        _ filter: AuditFilter, part: Part?, of account: Account, by actor: Actor, in db: any Connection
    ) throws -> [Entry] {
        var filter = filter
        let isStaff = actor.reach == .everything
        switch part {
        case nil: break
        case .notes: filter.kind = noteKind
        case .changes: filter.exceptKind = noteKind
        }
        if isStaff, !filter.search.isEmpty {
            filter.foundObjects = try AccountNoteQueries.found(filter.search, of: account.id, limit: 200, in: db)
        }
        let rows = try Audit.history(ofAccount: account.id, filter, by: actor, in: db)
        guard isStaff else { return rows.map { Entry(row: $0) } }
        let ids = rows.filter { $0.object.kind == noteKind }.map(\.object.id)
        let notes = Dictionary(
            try AccountNoteQueries.of(account.id, ids, in: db).map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.map { Entry(row: $0, note: notes[$0.object.id]) }
    }
}

/// Which part of a history is looked at, all of it in the URL; the API takes the same.
struct AccountHistoryQuery: Sendable {
    static let fields = ["q", "part", "from", "to"]

    let values: FormValues
    /// Rows older than this number.
    let before: Int64?

    init(_ query: FormValues) {
        values = FormValues(Self.fields.map { (name: $0, value: String(query.text($0).prefix(200))) }.filter { !$0.value.isEmpty })
        before = query["before"].flatMap { Int64($0) }.map { max(1, $0) }
    }

    var part: AccountHistory.Part? { AccountHistory.Part(rawValue: values.text("part")) }

    /// Throws `Fault(.invalid)` beside `from` and `to`.
    func filter(in zone: TimeZone, limit: Int) throws -> AuditFilter {
        var filter = AuditFilter(search: values.text("q"), before: before, limit: limit)
        var complaints = Complaints()
        for name in ["from", "to"] where !values.text(name).isEmpty {
            guard let day = Day(values.text(name), in: zone) else {
                complaints.add(name, key: "account.search.day", "Write a day as 2026-11-22.")
                continue
            }
            if name == "from" { filter.from = day.start } else { filter.to = day.end }
        }
        try complaints.check()
        return filter
    }

    /// The same part, older rows or the newest.
    func link(_ path: Link, before: Int64? = nil) -> Link { path.with(values.pairs + [("before", before.map { String($0) } ?? "")]) }
}
