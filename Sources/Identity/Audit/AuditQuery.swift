import Core
import Foundation
import Presentation

/// Which part of the log is looked at, all of it in the URL: `?q=anna&kind=account&from=2026-11-01&before=4711`. The API takes the same.
struct AuditQuery: Sendable {
    var search: String
    var kind: String
    var object: String
    var action: String
    var person: String
    var result: String
    /// Days as `2026-11-22`, both included, in the reader's time zone.
    var from: String
    var to: String
    /// Rows older than this number.
    var before: Int64?
    /// Rows of a page.
    var limit: Int

    init(_ query: FormValues) {
        func text(_ name: String) -> String { String(query.text(name).prefix(200)) }
        search = text("q")
        kind = text("kind")
        object = text("object")
        action = text("action")
        person = text("person")
        result = text("result")
        from = text("from")
        to = text("to")
        before = query["before"].flatMap { Int64($0) }.map { max(1, $0) }
        limit = min(max(1, query.number("limit") ?? 50), 200)
    }

    /// True when not everything is asked for.
    var isNarrowed: Bool { ![search, kind, object, action, person, result, from, to].allSatisfy(\.isEmpty) }

    /// What is typed that is no day or no id matches nothing, instead of everything.
    func filter(in zone: TimeZone) -> AuditFilter? {
        let days = (Day(from, in: zone), Day(to, in: zone))
        if (!from.isEmpty && days.0 == nil) || (!to.isEmpty && days.1 == nil) { return nil }
        let login = LoginID(person)
        if !person.isEmpty, login == nil { return nil }
        let outcome = AuditEntry.Result(rawValue: result)
        if !result.isEmpty, outcome == nil { return nil }
        return AuditFilter(
            kind: kind.isEmpty ? nil : AuditEntry.Kind(rawValue: kind), object: object.isEmpty ? nil : object,
            action: action.isEmpty ? nil : action, person: login, result: outcome, search: search, from: days.0?.start, to: days.1?.end,
            before: before, limit: limit)
    }

    /// The same part, older rows or the newest; without paging when `before` is nil.
    func link(_ path: Link, before: Int64? = nil, format: String = "") -> Link {
        path.with([
            ("q", search), ("kind", kind), ("object", object), ("action", action), ("person", person), ("result", result), ("from", from),
            ("to", to), ("before", before.map { String($0) } ?? ""), ("format", format),
        ])
    }

    /// For the fields of the filter's form.
    var values: FormValues {
        FormValues([
            ("q", search), ("kind", kind), ("object", object), ("action", action), ("person", person), ("result", result), ("from", from),
            ("to", to),
        ])
    }
}
