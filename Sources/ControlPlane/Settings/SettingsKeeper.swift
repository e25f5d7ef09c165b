import Core
import Foundation
import Identity
import Logging
import Persistence
import Presentation
import ServiceLifecycle

/// Keeps what this process knows of the settings in step with the database: changes act at once, in every process.
package struct SettingsKeeper: Service {
    let database: any Database
    let live: LiveSettings
    /// Language, time zone and maintenance of the panel.
    let defaults: Locked<PanelDefaults>
    let logger: Logger

    package init(database: any Database, live: LiveSettings, defaults: Locked<PanelDefaults>, logger: Logger) {
        self.database = database
        self.live = live
        self.defaults = defaults
        self.logger = logger
    }

    package func run() async throws {
        let changes = database.notifications(.settings)
        await cancelWhenGracefulShutdown {
            await refresh()
            for await _ in changes { await refresh() }
        }
    }

    package func refresh() async {
        do {
            let settings = try await database.read { db in try ProviderSettings.current(in: db) }
            live.replace(with: settings)
            defaults.withLock { $0 = PanelDefaults(settings) }
        } catch {
            logger.error("the settings cannot be read", metadata: ["error": "\(error)"])
        }
    }
}

extension PanelDefaults {
    init(_ settings: ProviderSettings) {
        self.init(language: settings.language, timeZone: TimeZone(identifier: settings.timeZone) ?? .gmt)
        letsPeopleChoose = settings.letsPeopleChoose
        letsPeopleChooseTheme = settings.letsPeopleChooseTheme
        theme = settings.theme
        provider = settings.company.isEmpty ? nil : settings.company
        guard settings.isInMaintenance else { return }
        for language in Language.allCases {
            let words = Texts(language).settings.maintenanceSentence
            maintenance[language] = settings.maintenanceText.isEmpty ? words : settings.maintenanceText + " " + words
        }
    }
}
