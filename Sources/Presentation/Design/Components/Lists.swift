import Core

/// What a list shows at the moment, all of it in the URL: `?q=müller&state=failed&sort=-name&page=3`. The API's lists take the same query.
package struct ListState: Sendable {
    /// What was typed into the search field, trimmed, at most 200 characters.
    package let search: String
    /// The key of the filter chip that is on, or nil for all: `state` in the URL.
    package let filter: String?
    /// The key of the column the rows are sorted by.
    package let sort: String
    package let isDescending: Bool
    /// From 1.
    package let page: Int
    /// Rows of a page.
    package let size: Int
    /// The keys of the columns the reader chose to see; nil for all.
    package var columns: Set<String>?
    /// Further fields that narrow the list, as the feature's own form names them. They stay while the list is sorted or searched.
    package var narrowing: [(name: String, value: String)] = []
    /// Where the list is read on, for lists that are not walked over by page numbers; nil at the beginning.
    package var cursor: String?

    /// What a query of the feature's own has read.
    package init(search: String, filter: String?, sort: String, isDescending: Bool, page: Int, size: Int = 50) {
        self.search = search
        self.filter = filter
        self.sort = sort
        self.isDescending = isDescending
        self.page = page
        self.size = size
    }

    /// Reads the URL; what the list does not know is ignored. The first of `sorts` is the order unless asked otherwise.
    package init(_ query: FormValues, sorts: [String], filters: [String] = [], size: Int = 50) {
        let asked = query.text("sort")
        let key = asked.hasPrefix("-") ? String(asked.dropFirst()) : asked
        let isKnown = sorts.contains(key)
        self.init(
            search: String(query.text("q").prefix(200)), filter: query["state"].flatMap { filters.contains($0) ? $0 : nil },
            sort: isKnown ? key : sorts.first ?? "", isDescending: isKnown && asked.hasPrefix("-"),
            page: min(max(1, query.number("page") ?? 1), 1_000_000), size: size)
        if query.isOn("columns") { columns = Set(query.all("column").prefix(40)) }
        cursor = query["cursor"]
    }

    package var offset: Int { (page - 1) * size }

    /// The same list with one thing changed; changing anything but the page or the cursor goes back to the first.
    package func link(
        _ path: Link, search: String? = nil, sort: String? = nil, isDescending: Bool? = nil, filter: String?? = nil, page: Int? = nil,
        cursor: String? = nil
    ) -> Link {
        let order = ((isDescending ?? self.isDescending) ? "-" : "") + (sort ?? self.sort)
        return path.with(
            [
                ("q", search ?? self.search), ("state", (filter ?? self.filter) ?? ""), ("sort", order == "-" ? "" : order),
                ("page", page.map { $0 > 1 ? String($0) : "" } ?? ""), ("cursor", cursor ?? ""),
            ] + narrowing + columnFields)
    }

    /// The choice of columns as the URL carries it.
    var columnFields: [(name: String, value: String)] {
        guard let columns else { return [] }
        return [("columns", "1")] + columns.sorted().map { ("column", $0) }
    }
}

/// One column of a list.
package struct Column<Row> {
    package enum Kind: Sendable {
        /// What the row is; stays visible on phones.
        case name
        /// Its state; stays visible on phones.
        case state
        /// Opened per row on phones.
        case other
        /// As `other`, right-aligned.
        case number
    }

    package var title: String
    package var kind: Kind
    /// The key it is sorted by in the URL; nil when it cannot be sorted by.
    package var sort: String?
    /// The key by which the reader shows or hides it; nil for one that is always there.
    package var key: String?
    package var cell: (Row) -> HTML

    /// `key` is the key of sorting unless it is given; a column of kind `name` or `state` is always there.
    package init(_ title: String, _ kind: Kind = .other, sort: String? = nil, key: String? = nil, cell: @escaping (Row) -> HTML) {
        self.title = title
        self.kind = kind
        self.sort = sort
        self.key = kind == .name || kind == .state ? nil : key ?? sort
        self.cell = cell
    }
}

/// A filter chip with its count. `key` nil is "all".
package struct Filter: Sendable {
    package var key: String?
    package var text: String
    package var count: Int?

    package init(_ key: String?, _ text: String, count: Int? = nil) {
        self.key = key
        self.text = text
        self.count = count
    }
}

/// Where a list that is read on by a cursor goes on.
package struct Following: Sendable {
    /// The cursor of the next rows; nil at the end.
    package var next: String?

    package init(_ next: String?) { self.next = next }
}

/// A list of things: search, filter chips, table, paging. Works without JavaScript; its whole state is in the URL.
///
/// - Parameters:
///   - total: how many rows there are with this search and filter, on all pages.
///   - following: for a list that is read on by a cursor instead of by page numbers: that of the next rows, or none at the end. `total` may then
///     be nil, unknown.
///   - search: the placeholder of the search field, nil for none: "Name, account, address".
///   - rowName: what a row is called, for the labels of its buttons.
///   - menu: what can be done with a row; the dots at its end.
///   - bulk: what can be done with several ticked rows at once.
///   - tools: a form of the feature's own that narrows the list further, below the search.
///   - empty: shown when there is nothing at all. When only the search or filter finds nothing, that is said instead.
package func listCard<Row>(
    _ visit: Visit, at path: Link, state query: ListState, columns: [Column<Row>], rows: [Row], total: Int?, following: Following? = nil,
    filters: [Filter] = [], search: String? = nil, rowName: (Row) -> String, menu: ((Row) -> [HTML])? = nil, bulk: Bulk<Row>? = nil,
    tools: HTML = .nothing, empty: HTML
) -> HTML {
    let shown = columns.filter { column in column.key.map { query.columns?.contains($0) ?? true } ?? true }
    let choosable = columns.filter { $0.key != nil }
    let isNarrowed = !query.search.isEmpty || query.filter != nil || !query.narrowing.isEmpty
    if rows.isEmpty && !isNarrowed && query.page == 1 && query.cursor == nil { return section(.class("card")) { empty } }
    return section(.class("card list")) {
        if search != nil || !filters.isEmpty || choosable.count > 1 {
            listTools(visit, path, query, filters, search) {
                if choosable.count > 1 { columnChoice(visit, path, query, choosable.map { ($0.key ?? "", $0.title) }) }
            }
        }
        tools
        if rows.isEmpty {
            emptyState(
                visit.texts.panel.nothingFoundTitle,
                query.search.isEmpty ? "" : visit.texts.panel.nothingFound(query.search), icon: .search
            ) { linkButton(visit.texts.panel.clearSearch, path) }
        } else {
            rowsTable(visit, path, query, shown, rows, rowName, menu, bulk)
            if let bulk { bulkBar(visit, bulk) }
        }
        if let following {
            if following.next != nil || query.cursor != nil { paging(visit, path, query, following, total: total) }
        } else if let total, total > query.size || query.page > 1 {
            paging(visit, path, query, shown: rows.count, total: total)
        }
    }
}

/// A plain table without search and paging, for a few rows in a card.
package func dataTable<Row>(
    _ visit: Visit, columns: [Column<Row>], rows: [Row], rowName: (Row) -> String, menu: ((Row) -> [HTML])? = nil
) -> HTML {
    rowsTable(visit, "", nil, columns, rows, rowName, menu, nil)
}

// MARK: Parts

private func listTools(
    _ visit: Visit, _ path: Link, _ query: ListState, _ filters: [Filter], _ search: String?, @HTMLBuilder end: () -> [HTML]
) -> HTML {
    div(.class("list-tools")) {
        if let search {
            form(.class("list-search"), .method("get"), .action(path), .role("search")) {
                icon(.search)
                HTML.void(
                    "input",
                    [.type("search"), .name("q"), .value(query.search), .placeholder(search), .ariaLabel(search), .autocomplete("off")])
                if let filter = query.filter { hiddenField("state", filter) }
                for field in query.narrowing { hiddenField(field.name, field.value) }
                hiddenField("sort", (query.isDescending ? "-" : "") + query.sort)
                for field in query.columnFields { hiddenField(field.name, field.value) }
            }
        }
        if !filters.isEmpty {
            nav(.class("chips"), .ariaLabel(visit.texts.panel.filters)) {
                for filter in filters {
                    a(
                        .class("chip"), .href(query.link(path, filter: .some(filter.key))),
                        .ariaCurrent(filter.key == query.filter ? "true" : nil)
                    ) {
                        filter.text
                        if let count = filter.count { span(.class("count"), text: visit.texts.number(count)) }
                    }
                }
            }
        }
        end()
    }
}

private func rowsTable<Row>(
    _ visit: Visit, _ path: Link, _ query: ListState?, _ columns: [Column<Row>], _ rows: [Row], _ rowName: (Row) -> String,
    _ menu: ((Row) -> [HTML])?, _ bulk: Bulk<Row>?
) -> HTML {
    var head: [HTML] = columns.map { columnHead(visit, path, query, $0) }
    if let bulk { head.insert(bulkHead(visit, bulk), at: 0) }
    let opens = columns.contains { $0.kind == .other || $0.kind == .number }
    if opens { head.append(td(.class("cell-open")) {}) }
    if menu != nil { head.append(td(.class("cell-menu")) {}) }
    let body = rows.map { row -> HTML in
        var cells = columns.map { column -> HTML in
            switch column.kind {
            case .name: .element("th", [.scope("row"), .class("cell-name")], [column.cell(row)])
            case .state: .element("td", [.class("cell-state")], [column.cell(row)])
            case .other: .element("td", [.class("cell-rest"), .data(.at, column.title)], [column.cell(row)])
            case .number: .element("td", [.class("cell-rest number"), .data(.at, column.title)], [column.cell(row)])
            }
        }
        if let bulk { cells.insert(bulkCell(visit, bulk, row, rowName(row)), at: 0) }
        if opens {
            cells.append(
                td(.class("cell-open")) {
                    label(.class("row-open")) {
                        HTML.void(
                            "input", [.type("checkbox"), .autocomplete("off"), .ariaLabel(visit.texts.panel.details + ": " + rowName(row))])
                        icon(.chevronDown)
                    }
                })
        }
        if let menu {
            let items = menu(row)
            cells.append(
                td(.class("cell-menu")) { items.isEmpty ? .nothing : rowMenu(visit.texts.panel.more + ": " + rowName(row)) { items } })
        }
        return .element("tr", [], cells)
    }
    return div(.class("table-frame")) {
        HTML.element("table", [.class("table")], [thead { HTML.element("tr", [], head) }, .element("tbody", [], body)])
    }
}

private func columnHead<Row>(_ visit: Visit, _ path: Link, _ query: ListState?, _ column: Column<Row>) -> HTML {
    let style =
        switch column.kind {
        case .name: "cell-name"
        case .state: "cell-state"
        case .other: "cell-rest"
        case .number: "cell-rest number"
        }
    guard let query, let sort = column.sort else { return th(.scope("col"), .class(style), text: column.title) }
    let isSorted = query.sort == sort
    return th(.scope("col"), .class(style), .ariaSort(isSorted ? (query.isDescending ? "descending" : "ascending") : nil)) {
        a(.class("sort"), .href(query.link(path, sort: sort, isDescending: isSorted ? !query.isDescending : false))) {
            column.title
            if isSorted { icon(query.isDescending ? .up : .down) }
        }
    }
}

private func paging(_ visit: Visit, _ path: Link, _ query: ListState, shown: Int, total: Int) -> HTML {
    let texts = visit.texts.panel
    let hasNext = query.offset + shown < total
    return HTML.element(
        "footer", [.class("paging")],
        [
            p(text: shown == 0 ? visit.texts.number(total) : texts.range(query.offset + 1, query.offset + shown, of: total)),
            div {
                if query.page > 1 { linkButton(texts.previous, query.link(path, page: query.page - 1)) }
                if hasNext { linkButton(texts.next, query.link(path, page: query.page + 1)) }
            },
        ])
}

private func paging(_ visit: Visit, _ path: Link, _ query: ListState, _ following: Following, total: Int?) -> HTML {
    let texts = visit.texts.panel
    return HTML.element(
        "footer", [.class("paging")],
        [
            p(text: total.map { visit.texts.number($0) } ?? ""),
            div {
                if query.cursor != nil { linkButton(texts.firstPage, query.link(path)) }
                if let next = following.next { linkButton(texts.next, query.link(path, cursor: next)) }
            },
        ])
}
