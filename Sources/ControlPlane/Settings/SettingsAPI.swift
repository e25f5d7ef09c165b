import APIResources
import Core
import Identity
import Persistence
import Presentation

/// `/api/v1/settings`.
struct SettingsAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/settings", .staff(.settingsManager), "Show the provider's settings", show)
        routes.api(
            .patch, "/api/v1/settings", .staff(.settingsManager), "Change the provider's settings", taking: SettingsChangeResource.self,
            change)
        return routes
    }

    private func show(_ visit: Visit) async throws -> Resource<SettingsResource> {
        Resource(SettingsResource(try await visit.database.read { db in try Settings.current(in: db) }))
    }

    private func change(_ visit: Visit, _ wanted: SettingsChangeResource) async throws -> Resource<SettingsResource> {
        let change = SettingsChange(wanted)
        return Resource(
            SettingsResource(
                try await visit.database.write { db in
                    try Settings.change(change, by: visit.actor, in: db, at: visit.now) { try visit.requireMatch(SettingsResource($0)) }
                }))
    }
}

extension SettingsChange {
    init(_ wanted: SettingsChangeResource) {
        self.init()
        company = wanted.company
        address = wanted.address
        email = wanted.email
        phone = wanted.phone
        support = wanted.support
        timeZone = wanted.timeZone
        currency = wanted.currency
        language = wanted.language
        theme = wanted.theme
        letsPeopleChoose = wanted.letsPeopleChoose
        letsPeopleChooseTheme = wanted.letsPeopleChooseTheme
        showsPersonalData = wanted.showsPersonalData
        passwordProfile = wanted.passwordProfile
        passwordMinimum = wanted.passwordMinimum.map(String.init)
        passwordMaximum = wanted.passwordMaximum.map(String.init)
        passwordClasses = wanted.passwordClasses.map(String.init)
        sessionIdleMinutes = wanted.sessionIdleMinutes.map(String.init)
        sessionLifetimeHours = wanted.sessionLifetimeHours.map(String.init)
        staffNeedSecondFactor = wanted.staffNeedSecondFactor
        isInMaintenance = wanted.isInMaintenance
        maintenanceText = wanted.maintenanceText
        diskAlert = wanted.diskAlert.map(String.init)
        clockAlertSeconds = wanted.clockAlertSeconds.map(String.init)
        certificateAlertDays = wanted.certificateAlertDays.map(String.init)
        silenceAlertSeconds = wanted.silenceAlertSeconds.map(String.init)
    }
}

extension SettingsResource {
    init(_ settings: ProviderSettings) {
        self.init(
            company: settings.company, address: settings.address, email: settings.email, phone: settings.phone, support: settings.support,
            timeZone: settings.timeZone, currency: settings.currency, language: settings.language.rawValue,
            theme: settings.theme.rawValue, letsPeopleChoose: settings.letsPeopleChoose,
            letsPeopleChooseTheme: settings.letsPeopleChooseTheme, showsPersonalData: settings.showsPersonalData,
            passwordProfile: settings.passwords.profile.rawValue, passwordMinimum: settings.passwords.minimum,
            passwordMaximum: settings.passwords.maximum, passwordClasses: settings.passwords.classes,
            sessionIdleMinutes: Int(settings.sessionIdle.milliseconds / 60_000),
            sessionLifetimeHours: Int(settings.sessionLifetime.milliseconds / 3_600_000),
            staffNeedSecondFactor: settings.staffNeedSecondFactor, isInMaintenance: settings.isInMaintenance,
            maintenanceText: settings.maintenanceText, diskAlert: settings.diskAlert,
            clockAlertSeconds: Int(settings.clockAlert.milliseconds / 1000),
            certificateAlertDays: Int(settings.certificateAlert.milliseconds / 86_400_000),
            silenceAlertSeconds: Int(settings.silenceAlert.milliseconds / 1000))
    }
}
