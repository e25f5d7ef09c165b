import APIResources
import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Alerts to the administrator.
struct AlertsFeature: Feature {
    init(_ parts: FeatureParts) {}

    static var migrations: [Migration] { AlertQueries.migrations }
    static var notifications: [MailNotification] { [.alertOpened] }

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/alerts", .staff(.messageReader), showPage)
        routes.api(
            .get, "/api/v1/alerts", .staff(.messageReader), "List alerts, newest first",
            query: QueryParameter.following(sort: "opened", states: ["open", "over"]), list)
        return routes
    }

    func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        guard visit.actor.may(.messageReader) else { return [] }
        let open = try Alerts.open(in: db).count
        return [MenuItem(.cluster, order: 50, visit.texts.alerts.pageTitle, "/alerts", icon: .attention, count: open > 0 ? open : nil)]
    }

    /// What the home page does not show already: servers that are silent and changes that failed it draws itself.
    func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        guard visit.actor.may(.messageReader) else { return [] }
        let texts = visit.texts.alerts
        return try Alerts.open(in: db).filter { ![.serverDown, .provisioningFailed, .mailGivenUp].contains($0.kind) }.prefix(20).map {
            Decision(
                $0.kind == .jobGivenUp ? .fail : .warn, title: texts.title($0), text: texts.text($0),
                action: linkButton(texts.look, $0.link))
        }
    }

    func register(in kinds: inout JobKinds) { kinds.repeat(CheckAlerts(), every: .minutes(1)) }

    private func showPage(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: ["began"], filters: ["open", "over"], size: 200)
        let (alerts, open) = try await visit.database.read { db in
            (
                try Alerts.list(isOpen: query.filter.map { $0 == "open" }, by: visit.actor, in: db), try Alerts.open(in: db).count
            )
        }
        let texts = visit.texts.alerts
        return Page(texts.pageTitle, summary: texts.summary(open)) {
            listCard(
                visit, at: "/alerts", state: query,
                columns: [
                    Column<Alert>(texts.alert, .name) { alert in
                        html {
                            a(.href(alert.link), text: texts.title(alert))
                            p(.class("hint"), text: texts.text(alert))
                        }
                    },
                    Column(texts.state, .state) { $0.closedAt == nil ? statusBadge(.fail, texts.open) : statusBadge(.idle, texts.over) },
                    Column(texts.began) { ago(visit, $0.openedAt) },
                    Column(texts.ended) { $0.closedAt.map { ago(visit, $0) } ?? .nothing },
                ], rows: alerts, total: alerts.count,
                filters: [Filter(nil, visit.texts.panel.all), Filter("open", texts.open, count: open), Filter("over", texts.over)],
                rowName: { texts.title($0) }, empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .done))
        }
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AlertResource>> {
        let query = try ResourceListQuery(visit.query, orders: ["opened"], otherwise: "-opened")
        let isOpen = query.stateText.isEmpty ? nil : query.stateText == "open"
        let last: AlertID? = try query.cursor?.identifier()
        let (alerts, next) = query.cut(
            try await visit.database.read { db in
                try Alerts.list(
                    isOpen: isOpen, after: last, isOldestFirst: !query.isDescending, limit: query.limit + 1, by: visit.actor, in: db)
            }
        ) { $0.id.text }
        let texts = visit.texts.alerts
        return Resource(
            ListResource(
                items: alerts.map {
                    AlertResource(
                        id: $0.id.text, kind: $0.kind.rawValue, name: $0.name, title: texts.title($0), text: texts.text($0),
                        openedAt: $0.openedAt.description, closedAt: $0.closedAt?.description)
                }, total: query.counted(alerts.count, next), next: next))
    }
}
