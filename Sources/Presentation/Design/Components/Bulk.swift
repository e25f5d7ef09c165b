import Core

/// What can be done with several rows of a list at once: boxes in front of the rows, a bar below them.
///
/// The buttons lead to `path` with the ticked rows and the button's name in the query (`row=...&row=...&do=trash`): a page that names what
/// will happen to which things and asks. So it works without JavaScript, and the page can be reloaded and sent to somebody.
package struct Bulk<Row> {
    package struct Action: Sendable {
        package var name: String
        package var text: String
        package var icon: Icon?
        package var kind: ButtonKind

        package init(_ name: String, _ text: String, icon: Icon? = nil, kind: ButtonKind = .plain) {
            self.name = name
            self.text = text
            self.icon = icon
            self.kind = kind
        }
    }

    package var path: Link
    package var actions: [Action]
    /// What names a row in the query.
    package var key: (Row) -> String

    package init(_ path: Link, actions: [Action], key: @escaping (Row) -> String) {
        self.path = path
        self.actions = actions
        self.key = key
    }
}

extension Visit {
    /// The rows that were ticked, at most 200, each once.
    package var tickedRows: [String] {
        var seen: Set<String> = []
        return query.all("row").filter { seen.insert($0).inserted }.prefix(200).map { $0 }
    }
}

private let bulkForm = "bulk"

func bulkHead<Row>(_ visit: Visit, _ bulk: Bulk<Row>) -> HTML {
    th(.scope("col"), .class("cell-tick")) {
        HTML.void(
            "input", [.type("checkbox"), .data(.rows, "all"), .autocomplete("off"), .ariaLabel(visit.texts.panel.tickAll)])
    }
}

func bulkCell<Row>(_ visit: Visit, _ bulk: Bulk<Row>, _ row: Row, _ name: String) -> HTML {
    td(.class("cell-tick")) {
        HTML.void(
            "input",
            [
                .type("checkbox"), .name("row"), .value(bulk.key(row)), .form(bulkForm), .data(.rows, "one"), .autocomplete("off"),
                .ariaLabel(visit.texts.panel.tick(name)),
            ])
    }
}

func bulkBar<Row>(_ visit: Visit, _ bulk: Bulk<Row>) -> HTML {
    form(.class("bulk-bar"), .id(bulkForm), .method("get"), .action(bulk.path)) {
        span(.class("bulk-count"), .data(.rows, "count"), .ariaLive("polite"), text: visit.texts.panel.withTicked)
        for action in bulk.actions { submitButton(action.text, kind: action.kind, icon: action.icon, name: "do", value: action.name) }
    }
}

/// Which columns a list shows: a menu of boxes whose choice stands in the URL.
func columnChoice(_ visit: Visit, _ path: Link, _ query: ListState, _ columns: [(key: String, title: String)]) -> HTML {
    details(.class("menu column-choice"), .data(.menu, "")) {
        summary(.class("button quiet"), .ariaLabel(visit.texts.panel.columns)) {
            icon(.sliders)
            span(text: visit.texts.panel.columns)
        }
        form(.class("menu-items"), .method("get"), .action(path)) {
            if !query.search.isEmpty { hiddenField("q", query.search) }
            if let filter = query.filter { hiddenField("state", filter) }
            for field in query.narrowing { hiddenField(field.name, field.value) }
            hiddenField("sort", (query.isDescending ? "-" : "") + query.sort)
            hiddenField("columns", "1")
            for column in columns {
                label(.class("check")) {
                    HTML.void(
                        "input",
                        [
                            .type("checkbox"), .name("column"), .value(column.key), .checked(query.columns?.contains(column.key) ?? true),
                            .autocomplete("off"),
                        ])
                    span(text: column.title)
                }
            }
            submitButton(visit.texts.panel.apply, kind: .plain)
        }
    }
}

/// Several things with which the same is to be done: asked for on one page, done one by one, each for itself.
package struct BulkWork: Sendable {
    package struct Item: Sendable {
        /// As the query names it.
        package var key: String
        /// What people call it.
        package var name: String

        package init(_ key: String, _ name: String) {
            self.key = key
            self.name = name
        }
    }

    package var items: [Item]

    package init(_ items: [Item]) { self.items = items }

    /// The page that names what will happen to which things. `fields` belong to all of them: a reason.
    package func page(
        _ visit: Visit, _ form: Form, title: String, question: String, keeps: String, submit: String, kind: ButtonKind = .danger,
        back: Link,
        crumbs: [Page.Crumb], @HTMLBuilder fields: () -> [HTML] = { [] }
    ) -> Page {
        let extra = fields()
        let texts = visit.texts.panel
        return Page(title, crumbs: crumbs) {
            if items.isEmpty {
                card {
                    emptyState(texts.nothingTickedTitle, texts.nothingTicked, icon: .check) { linkButton(texts.backToList, back) }
                }
            } else {
                confirmation(
                    visit, form, question: question, losses: items.map(\.name), keeps: keeps.isEmpty ? nil : keeps, button: submit,
                    cancel: back, kind: kind, fields: extra)
            }
        }
    }

    /// Does the work for each thing and goes back to the list; what was refused is said with its reason on a page of its own.
    package func answer(
        _ visit: Visit, title: String, back: Link, crumbs: [Page.Crumb], _ work: @Sendable (Item) async throws -> Void
    ) async throws -> any Answer {
        if items.isEmpty { throw Fault(.invalid, key: "bulk.nothing_ticked", "Nothing is ticked, so nothing was done.") }
        var refused: [(name: String, sentence: String)] = []
        for item in items {
            do { try await work(item) } catch let fault as Fault { refused.append((item.name, visit.texts.sentence(fault))) }
        }
        let done = items.count - refused.count
        if refused.isEmpty { return Redirect(back, saying: .done(visit.texts.panel.bulkDone(done))) }
        return Page(title, summary: visit.texts.panel.bulkDone(done), crumbs: crumbs) {
            card(visit.texts.panel.bulkRefused(refused.count)) {
                facts(refused.map { Fact($0.name, $0.sentence) })
                formActions { linkButton(visit.texts.panel.backToList, back, kind: .primary) }
            }
        }
    }
}
