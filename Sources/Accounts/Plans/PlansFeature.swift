import Core
import Identity
import Persistence
import Presentation

/// What a provider sells.
package struct PlansFeature: Feature {
    private let services: HostingServices

    package init(_ parts: FeatureParts) throws { services = try parts() }

    package static var faults: FaultTexts { ResourceFaults.texts.adding(PeriodFaults.texts) }

    package func routes() -> Routes {
        var routes = PlanPages(services: services).routes()
        routes.add(PlanAPI(services: services).routes())
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
