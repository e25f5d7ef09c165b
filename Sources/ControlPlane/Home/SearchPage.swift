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

    private func hits(_ visit: Visit, _ typed: String) async throws -> [SearchHit] {
        let list = list
        return try await visit.database.read { db in
            try list.all.flatMap { try $0.found(typed, limit: Self.most, for: visit, in: db) }
        }
    }
}
