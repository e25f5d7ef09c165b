import APIResources
import Core
import Persistence
import Presentation

/// The page of one's own sessions, and the same for programs.
struct SessionPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/sessions", .signedIn, list)
        routes.action("/sessions/{session}/deletion", .signedIn, end)
        routes.action("/other-sessions/deletion", .signedIn, endOthers)
        routes.api(.get, "/api/v1/sessions", .signedIn, "List where you are signed in", listForPrograms)
        routes.api(.delete, "/api/v1/sessions/{session}", .signedIn, "End one of your sessions", endForPrograms)
        return routes
    }

    private func entries(_ visit: Visit) async throws -> [SessionEntry] {
        try visit.actor.requireOneself()
        guard let login = visit.actor.login else { throw Fault.notFound("login") }
        return try await visit.database.read { db in try Sessions.list(of: login, in: db, at: visit.now) }
    }

    private func list(_ visit: Visit) async throws -> any Answer { sessionListPage(visit, try await entries(visit)) }

    private func end(_ visit: Visit, _ id: SessionID) async throws -> any Answer {
        try visit.actor.requireOneself()
        try await visit.database.write { db in try Sessions.remove(id, by: visit.actor, in: db, at: visit.now) }
        if id == visit.session?.id {
            return Redirect("/sign-in", saying: .done(visit.texts.identity.signedOut), cookies: [visit.noSessionCookie])
        }
        return Redirect("/sessions", saying: .done(visit.texts.sessions.ended))
    }

    private func endOthers(_ visit: Visit) async throws -> any Answer {
        try visit.actor.requireOneself()
        let count = try await visit.database.write { db in
            try Sessions.removeOthers(than: visit.session?.id, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/sessions", saying: .done(visit.texts.sessions.othersEnded(count)))
    }

    private func listForPrograms(_ visit: Visit) async throws -> Resource<ListResource<SessionResource>> {
        let found = try await entries(visit)
        return Resource(
            ListResource(
                items: found.map { entry in
                    SessionResource(
                        id: entry.id.text, browser: browserWords(visit, entry), userAgent: entry.userAgent, address: entry.address,
                        signedInAt: entry.signedInAt.description, seenAt: entry.seenAt.description, impersonator: entry.impersonator,
                        customer: entry.customer)
                }, total: found.count))
    }

    private func endForPrograms(_ visit: Visit, _ id: SessionID) async throws -> NoContent {
        try visit.actor.requireOneself()
        try await visit.database.write { db in try Sessions.remove(id, by: visit.actor, in: db, at: visit.now) }
        return NoContent()
    }
}

private func browserWords(_ visit: Visit, _ entry: SessionEntry) -> String {
    entry.userAgent.flatMap { BrowserWords.name(of: $0) } ?? visit.texts.sessions.unknownBrowser
}

func sessionListPage(_ visit: Visit, _ entries: [SessionEntry]) -> Page {
    let texts = visit.texts.sessions
    let others = entries.count { $0.id != visit.session?.id }
    return Page(
        texts.title, summary: texts.summary,
        actions: others == 0 ? [] : [actionButton(visit, texts.endOthers, to: "/other-sessions/deletion", icon: .signOut)]
    ) {
        card(isFlush: true) {
            dataTable(
                visit,
                columns: [
                    Column<SessionEntry>(texts.browser, .name) { entry in
                        html {
                            HTML.text(browserWords(visit, entry))
                            if let staff = entry.impersonator { div(.class("muted"), text: texts.staffInPanel(staff)) }
                            if let customer = entry.customer { div(.class("muted"), text: texts.inPanelOf(customer)) }
                        }
                    },
                    Column(texts.address) { $0.address.map { mono($0) } ?? .text("–") },
                    Column(texts.since) { moment(visit, $0.signedInAt) },
                    Column(texts.lastSeen) { ago(visit, $0.seenAt) },
                    Column(texts.state, .state) { entry in
                        entry.id == visit.session?.id ? statusBadge(.live, texts.thisOne) : statusBadge(.idle, texts.other)
                    },
                ], rows: entries, rowName: { browserWords(visit, $0) }
            ) { entry in
                [actionButton(visit, texts.end, to: "/sessions/\(entry.id)/deletion", kind: .quiet, icon: .signOut)]
            }
        }
        p(.class("hint"), text: texts.hint)
    }
}
