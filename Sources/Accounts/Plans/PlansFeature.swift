import Core
import Identity
import Persistence
import Presentation

/// What a provider sells.
package struct PlansFeature: Feature {
    private let services: HostingServices

    package init(_ parts: FeatureParts) throws { services = try parts() }

    package static let migrations: [Migration] = [
        Migration(
            "plans.0001_server_groups",
            """
            CREATE TABLE withdrawn_platform (platform_folded TEXT NOT NULL PRIMARY KEY, withdrawn_at BIGINT NOT NULL);
            ALTER TABLE plan ADD COLUMN web_server_group TEXT NOT NULL DEFAULT 'Default';
            ALTER TABLE plan ADD COLUMN name_server_group TEXT NOT NULL DEFAULT 'Default';
            """)
    ]

    package static var faults: FaultTexts { ResourceFaults.texts.adding(PeriodFaults.texts) }

    package func routes() -> Routes {
        var routes = PlanPages(services: services).routes()
        routes.add(PlanAPI(services: services).routes())
        routes.add(PlatformAPI().routes())
        routes.add(PlanGroupPages().routes())
        routes.add(PlanGroupAPI().routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        var items: [MenuItem] = []
        if visit.actor.may(.planManager) { items.append(MenuItem(.customers, order: 30, visit.texts.plans.title, "/plans", icon: .box)) }
        if visit.actor.may(.planGroups) {
            items.append(MenuItem(.customers, order: 31, visit.texts.planGroups.title, "/plan-groups", icon: .box))
        }
        if visit.actor.may(.planManager) {
            items.append(MenuItem(.customers, order: 32, visit.texts.limits.offerTitle, "/resources", icon: .check))
        }
        return items
    }

    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        guard visit.actor.may(.planManager), try Plans.list(in: db).isEmpty else { return [] }
        let texts = visit.texts.plans
        return [
            Decision(
                .warn, icon: .box, title: texts.emptyTitle, text: texts.emptyText, action: linkButton(texts.new, "/plans/kinds"))
        ]
    }
}
