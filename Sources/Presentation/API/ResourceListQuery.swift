import Core

/// What the query of a list says, the same in pages and in the API: `q`, `state`, `sort`, `page`, `per_page`.
package struct ResourceListQuery: Sendable {
    package var search: String
    package var stateText: String
    package var order: String
    package var isDescending: Bool
    /// From 1.
    package var page: Int
    /// Rows of a page.
    package var limit: Int
    /// Where to read on; nil at the beginning.
    package var cursor: ListCursor?
    /// Whether the rows are walked over by number (`page`) instead of being read on (`cursor`).
    package var isPaged: Bool
    /// Whether all rows are to be counted.
    package var wantsTotal: Bool

    /// The order as `sort` spells it: `-created`.
    package var sort: String { (isDescending ? "-" : "") + order }

    package var offset: Int { (page - 1) * limit }

    /// - Parameter otherwise: the order when none is asked for: `name`, `-created`.
    ///
    /// Throws `Fault(.invalid)` beside `sort`, `page`, `per_page` and `q`.
    package init(_ query: FormValues, orders: [String], otherwise: String) throws {
        var complaints = Complaints()
        search = query.text("q")
        if search.count > 200 { complaints.add("q", key: "list.search.long", "Search for at most 200 characters.") }
        stateText = query.text("state")
        let sort = query.text("sort").isEmpty ? otherwise : query.text("sort")
        isDescending = sort.hasPrefix("-")
        order = String(isDescending ? sort.dropFirst() : sort[...])
        if !orders.contains(order) {
            complaints.add(
                "sort", key: "list.sort.unknown", arguments: ["orders": orders.joined(separator: ", ")],
                "Sort by \(orders.joined(separator: ", ")); a minus in front turns the order.")
        }
        page = query.text("page").isEmpty ? 1 : query.number("page") ?? 0
        if !(1...1_000_000).contains(page) { complaints.add("page", key: "list.page", "Pages are counted from 1 to 1,000,000.") }
        limit = query.text("per_page").isEmpty ? 50 : query.number("per_page") ?? 0
        if !(1...200).contains(limit) { complaints.add("per_page", key: "list.per_page", "A page has 1 to 200 rows.") }
        isPaged = !query.text("page").isEmpty
        wantsTotal = query.text("count") == "true"
        if let typed = query["cursor"] {
            cursor = ListCursor(text: typed)
            if cursor?.order != (isDescending ? "-" : "") + order || isPaged {
                complaints.add(
                    "cursor", key: "list.cursor", "This cursor is not from this list in this order. Begin without one, and without `page`.")
            }
        }
        try complaints.check()
    }

    /// A page of `rows`, which are one more than a page when there are more, for a list whose order is that of its ids; and the cursor of the
    /// rows after it.
    package func cut<Row>(_ rows: [Row], id: (Row) -> String) -> (rows: ArraySlice<Row>, next: String?) {
        let page = rows.prefix(limit)
        let last = rows.count > limit ? page.last : nil
        return (page, last.map { ListCursor(order: sort, value: "", id: id($0)).text })
    }

    /// How many rows there are, where reading them has counted them: a list that ends on its first page.
    package func counted(_ rows: Int, _ next: String?) -> Int? { cursor == nil && !isPaged && next == nil ? rows : nil }

    /// The state asked for; nil when none is. Throws `Fault(.invalid)` for an unknown one.
    package func state<S: RawRepresentable & CaseIterable>(_ type: S.Type) throws -> S? where S.RawValue == String {
        if stateText.isEmpty { return nil }
        guard let state = S(rawValue: stateText) else {
            let known = S.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault.invalid(.init("state", key: "list.state.unknown", arguments: ["known": known], "The states are \(known)."))
        }
        return state
    }
}
