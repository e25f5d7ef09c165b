import Core
import Identity
import Persistence
import Presentation

/// What the search field on top finds, of all features. A single hit is opened at once.
struct SearchPage: Sendable {
    let list: FeatureList

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/search", .reaching, show)
        routes.page("/palette", .reaching, palette)
        return routes
    }

    /// Most hits of each kind.
    private static let most = 20

    private func show(_ visit: Visit) async throws -> any Answer {
        let typed = String(visit.query.text("q").prefix(200))
        let hits = typed.isEmpty ? [] : try await hits(visit, typed)
        if hits.count == 1 { return Redirect(hits[0].link) }
        let texts = visit.texts.home
        return Page(texts.searchTitle, summary: typed.isEmpty ? nil : texts.found(hits.count, typed)) {
            card(isFlush: true) {
                if hits.isEmpty {
                    emptyState(visit.texts.panel.nothingFoundTitle, texts.searchHint, icon: .search)
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<SearchHit>(texts.hit, .name) { hit in
                                div(.class("hit")) {
                                    icon(hit.icon)
                                    a(.href(hit.link), text: hit.text)
                                }
                            },
                            Column("") { .text($0.note) },
                        ], rows: hits, rowName: { $0.text })
                }
            }
        }
    }

    /// Hits of each kind in the palette.
    private static let mostInPalette = 6

    /// Pages of the menu and objects, for the palette.
    private func palette(_ visit: Visit) async throws -> any Answer {
        let typed = String(visit.query.text("q").prefix(200))
        let list = list
        let (pages, hits) = try await visit.database.read { db in
            let items = try list.all.flatMap { try $0.menu(for: visit, in: db) }.map(\.item)
            let pages = items.filter { typed.isEmpty || $0.text.folded.contains(typed.folded) }
            let hits = typed.isEmpty ? [] : try list.all.flatMap { try $0.found(typed, limit: Self.mostInPalette, for: visit, in: db) }
            return (pages, hits)
        }
        let texts = visit.texts.panel
        return Fragment {
            for hit in hits { option(hit.text, hit.note, hit.link, hit.icon) }
            if !pages.isEmpty { p(.class("palette-heading"), .role("presentation"), text: texts.pages) }
            for page in pages { option(page.text, "", page.link, page.icon) }
            if pages.isEmpty && hits.isEmpty { p(.class("palette-none"), .role("presentation"), text: texts.paletteEmpty) }
        }
    }

    private func option(_ text: String, _ note: String, _ link: Link, _ mark: Icon) -> HTML {
        a(.role("option"), .href(link), .tabindex(-1)) {
            icon(mark)
            span(text: text)
            if !note.isEmpty { span(text: note) }
        }
    }

    private func hits(_ visit: Visit, _ typed: String) async throws -> [SearchHit] {
        let list = list
        return try await visit.database.read { db in
            try list.all.flatMap { try $0.found(typed, limit: Self.most, for: visit, in: db) }
        }
    }
}
