import Core
import Identity
import Persistence
import Presentation

/// What a provider sells.
package struct PlansFeature: Feature {
    package init(_ parts: FeatureParts) {}

    package func routes() -> Routes {
        var routes = PlanPages().routes()
        routes.add(PlanAPI().routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        guard visit.actor.may(.planManager) else { return [] }
        return [MenuItem(.customers, order: 30, visit.texts.plans.title, "/plans", icon: .box)]
    }

    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        guard visit.actor.may(.planManager), try Plans.list(in: db).isEmpty else { return [] }
        let texts = visit.texts.plans
        return [
            Decision(
                .warn, icon: .box, title: texts.emptyTitle, text: texts.emptyText, action: linkButton(texts.new, "/plans/new"))
        ]
    }
}
