import Core
import Persistence
import Presentation

/// What the page of the log shows.
struct AuditList: Sendable {
    var rows: [AuditEntry]
    /// The actions to choose from.
    var actions: [String]
    var hasMore: Bool
}

func auditPage(_ visit: Visit, _ query: AuditQuery, _ list: AuditList) -> Page {
    let texts = visit.texts.audit
    let readsAll = visit.actor.may(.auditReader)
    return Page(
        readsAll ? texts.title : texts.ownTitle, summary: readsAll ? texts.summary : texts.ownSummary,
        actions: [
            linkButton(texts.exportCSV, query.link("/audit/export", format: "csv"), kind: .quiet, icon: .file),
            linkButton(texts.exportJSON, query.link("/audit/export", format: "json"), kind: .quiet, icon: .file),
        ] + (readsAll ? [linkButton(texts.verify, "/audit/verification", icon: .shield)] : [])
    ) {
        filterCard(visit, query, list)
        if list.rows.isEmpty {
            card(isFlush: true) {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .search) {
                    query.isNarrowed || query.before != nil ? linkButton(texts.clear, "/audit") : .nothing
                }
            }
        } else {
            rowsCard(visit, query, list)
        }
    }
}

private func filterCard(_ visit: Visit, _ query: AuditQuery, _ list: AuditList) -> HTML {
    let texts = visit.texts.audit
    let state = Form.reading(query.values)
    var kinds = [
        "account", "audit_log", "domain", "job", "logical_server", "login", "physical_server", "plan", "route", "session", "settings",
        "staff_role", "token", "website",
    ]
    if !query.kind.isEmpty, !kinds.contains(query.kind) { kinds.append(query.kind) }
    return card {
        form(.class("form wide"), .method("get"), .action("/audit"), .role("search")) {
            if !query.object.isEmpty { hiddenField("object", query.object) }
            if !query.person.isEmpty { hiddenField("person", query.person) }
            fieldRow {
                textField(state, "q", label: texts.search, kind: .search, isRequired: false, maxlength: 200)
                selectField(
                    state, "kind", label: texts.object,
                    choices: kinds.map { Choice($0, texts.kind(.init(rawValue: $0))) }.sorted { $0.text.folded < $1.text.folded },
                    none: texts.anyObject, isRequired: false)
                selectField(
                    state, "action", label: texts.action,
                    choices: list.actions.map { Choice($0, texts.words($0)) }.sorted { $0.text.folded < $1.text.folded },
                    none: texts.anyAction, isRequired: false)
            }
            fieldRow {
                selectField(
                    state, "result", label: texts.result, choices: [Choice("done", texts.done), Choice("refused", texts.refused)],
                    none: texts.anyResult, isRequired: false)
                textField(state, "from", label: texts.firstDay, kind: .date, isRequired: false)
                textField(state, "to", label: texts.lastDay, kind: .date, isRequired: false)
            }
            formActions {
                submitButton(texts.show)
                if query.isNarrowed { linkButton(texts.clear, "/audit", kind: .quiet) }
            }
        }
    }
}

private func rowsCard(_ visit: Visit, _ query: AuditQuery, _ list: AuditList) -> HTML {
    let texts = visit.texts.audit
    return section(.class("card list")) {
        dataTable(
            visit,
            columns: [
                Column<AuditEntry>(texts.what, .name) { entryWords(visit, $0) },
                Column(texts.who) { .text(actorWords(visit, $0)) },
                Column(texts.when) { moment(visit, $0.at) },
                Column(texts.from) { $0.address.map { mono($0) } ?? .text("–") },
                Column(texts.result, .state) {
                    statusBadge($0.result == .done ? .live : .warn, $0.result == .done ? texts.done : texts.refused)
                },
            ], rows: list.rows, rowName: { texts.words($0.action) })
        if list.hasMore || query.before != nil {
            footer(.class("paging")) {
                p(text: "")
                div {
                    if query.before != nil { linkButton(texts.newest, query.link("/audit")) }
                    if list.hasMore { linkButton(texts.older, query.link("/audit", before: list.rows.last?.sequence)) }
                }
            }
        }
    }
}

/// Rows of a history, for a page that has found them: what, who, when. `beside` stands below what was done.
package func historyTable(_ visit: Visit, _ rows: [AuditEntry], beside: @escaping (AuditEntry) -> HTML) -> HTML {
    let texts = visit.texts.audit
    return dataTable(
        visit,
        columns: [
            Column<AuditEntry>(texts.what, .name) { entry in
                html {
                    entryWords(visit, entry)
                    beside(entry)
                }
            },
            Column(texts.who) { .text(actorWords(visit, $0)) },
            Column(texts.when) { moment(visit, $0.at) },
            Column(texts.result, .state) {
                statusBadge($0.result == .done ? .live : .warn, $0.result == .done ? texts.done : texts.refused)
            },
        ], rows: rows, rowName: { texts.words($0.action) })
}

/// What was done to what, with its changes.
private func entryWords(_ visit: Visit, _ entry: AuditEntry) -> HTML {
    html {
        span(text: visit.texts.audit.words(entry.action))
        " "
        objectName(visit, entry.object)
        changeList(visit, entry.changes)
    }
}

private func objectName(_ visit: Visit, _ object: AuditEntry.Object) -> HTML {
    if object.kind == .login, object.id.isEmpty { return span(.class("muted"), text: visit.texts.audit.unknownName) }
    guard let link = objectLink(visit, object) else { return span(.class("muted"), text: object.name) }
    return a(.href(link), text: object.name)
}

/// The object's page, when it has one that goes by what the log knows. It may be gone by now.
func objectLink(_ visit: Visit, _ object: AuditEntry.Object) -> Link? {
    let seesCustomers = visit.actor.role == .customer || visit.actor.reach == .everything
    return switch object.kind {
    // What is out of reach of staff who see no customers is named only.
    case .domain, .website: seesCustomers ? "/domains/\(object.name)" : nil
    // "12 Anna's Bakery": the number comes first.
    case .account: !seesCustomers ? nil : object.name.split(separator: " ").first.flatMap { Int($0) }.map { "/accounts/\($0)" }
    case .physicalServer: visit.actor.may(.serverManager) ? "/servers/\(object.name)" : nil
    case .staffRole: visit.actor.may(.staffManager) ? "/roles/\(object.id)" : nil
    default: nil
    }
}

private func changeList(_ visit: Visit, _ changes: [AuditEntry.Change]) -> HTML {
    if changes.isEmpty { return .nothing }
    let texts = visit.texts.audit
    func said(_ value: String?) -> String {
        guard let value, !value.isEmpty else { return texts.nothing }
        return Bool(value).map(visit.texts.panel.switched) ?? value
    }
    return ul(.class("plain-list muted")) {
        for change in changes { li(text: "\(texts.field(change.field)): \(said(change.before)) → \(said(change.after))") }
    }
}

private func actorWords(_ visit: Visit, _ entry: AuditEntry) -> String {
    let texts = visit.texts.audit
    switch entry.actorKind {
    case "system": return texts.system
    case "stranger": return texts.stranger
    default: break
    }
    if let staff = entry.impersonator { return texts.inPanelOf(entry.actorName, staff: staff) }
    return entry.token == nil ? entry.actorName : "\(entry.actorName), \(texts.byToken)"
}

/// What has been done to one thing, for its page: the latest rows with what they changed, and the way to all of them.
/// `with`: parts of the thing that have no page of their own, such as a domain's website.
package func historyCard(
    _ visit: Visit, of kind: AuditEntry.Kind, _ id: String, with parts: [(kind: AuditEntry.Kind, id: String)] = [], in db: any Connection
) throws -> HTML {
    let texts = visit.texts.audit
    let own = try Audit.history(of: kind, id, limit: 6, by: visit.actor, in: db)
    let others = try parts.flatMap { try Audit.history(of: $0.kind, $0.id, limit: 6, by: visit.actor, in: db) }
    let rows = (own + others).sorted { $0.sequence > $1.sequence }.prefix(6)
    let all = Link("/audit").with([("kind", kind.rawValue), ("object", id)])
    return card(texts.history, aside: rows.isEmpty ? nil : a(.href(all), text: texts.showAll)) {
        if rows.isEmpty { p(.class("hint"), text: texts.historyEmpty) }
        ul(.class("plain-list entries")) {
            for entry in rows {
                li {
                    div(text: texts.words(entry.action) + (entry.result == .refused ? " (\(texts.refused))" : ""))
                    div(.class("muted")) {
                        "\(actorWords(visit, entry)) · "
                        moment(visit, entry.at)
                    }
                    changeList(visit, entry.changes)
                }
            }
        }
    }
}

func auditVerificationPage(_ visit: Visit, rows: Int64, finding: Audit.Finding?) -> Page {
    let texts = visit.texts.audit
    return Page(
        texts.verifyTitle, state: statusBadge(finding == nil ? .live : .fail, finding == nil ? texts.intact : texts.damaged),
        crumbs: [.init(texts.title, "/audit"), .init(texts.verify)]
    ) {
        if let finding {
            callout(.fail, texts.damagedText, title: texts.finding(finding))
        }
        card { p(text: texts.checked(Int(rows))) }
    }
}
