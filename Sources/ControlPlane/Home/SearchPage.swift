import Accounts
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// What the search field on top finds: domains, accounts and, for administrators, servers. A single hit is opened at once.
struct SearchPage: Sendable {
    let features: Features

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/search", .reaching, show)
        return routes
    }

    private struct Hit: Sendable {
        var text: String
        var note: String
        var link: Link
        var icon: Icon
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
                            Column<Hit>(texts.hit, .name) { hit in
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

    private func hits(_ visit: Visit, _ typed: String) async throws -> [Hit] {
        let features = features
        return try await visit.database.read { db in
            let domains = try features.hosted.domains.list(DomainFilter(search: typed, limit: Self.most), by: visit.actor, in: db).domains
            let accounts = try features.accounts.list(AccountFilter(search: typed, limit: Self.most), by: visit.actor, in: db).accounts
            let servers = visit.actor.role == .administrator ? try PhysicalServers.all(in: db) : []
            return domains.map { Hit(text: $0.name.display, note: $0.accountTitle, link: "/domains/\($0.name)", icon: .globe) }
                + accounts.map { Hit(text: $0.title, note: $0.systemUser, link: "/accounts/\($0.number)", icon: .people) }
                + servers.filter { $0.name.folded.contains(typed.folded) }.prefix(Self.most)
                .map { Hit(text: $0.name, note: visit.texts.servers.server, link: "/servers/\($0.name)", icon: .servers) }
        }
    }
}
