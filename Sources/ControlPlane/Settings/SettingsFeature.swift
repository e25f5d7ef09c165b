import Core
import Identity
import Persistence
import Presentation

/// What the provider decides about the whole installation, and maintenance.
struct SettingsFeature: Feature {
    init(_ parts: FeatureParts) {}

    static var faults: FaultTexts { .settings }

    func routes() -> Routes {
        var routes = SettingsPages().routes()
        routes.add(SettingsAPI().routes())
        return routes
    }

    func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        guard visit.actor.may(.settingsManager) else { return [] }
        return [MenuItem(.provider, order: 90, visit.texts.settings.title, "/settings", icon: .gear)]
    }

    func banners(for visit: Visit, in db: any Connection) throws -> [HTML] {
        guard visit.actor.role == .administrator, try ProviderSettings.current(in: db).isInMaintenance else { return [] }
        let texts = visit.texts.settings
        return [
            callout(.warn, texts.maintenanceBanner) {
                if visit.actor.may(.settingsManager) { linkButton(texts.title, "/settings/operation") }
            }
        ]
    }
}
