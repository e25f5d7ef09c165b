import Core
import Identity
import Persistence
import Presentation

/// The provider's settings, in three parts of one form each.
struct SettingsPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.form("/settings", .staff(.settingsManager), show: showCompany, submit: changeCompany)
        routes.form("/settings/people", .staff(.settingsManager), show: showPeople, submit: changePeople)
        routes.form("/settings/operation", .staff(.settingsManager), show: showOperation, submit: changeOperation)
        return routes
    }

    private func settings(_ visit: Visit) async throws -> ProviderSettings {
        try await visit.database.read { db in try Settings.current(in: db) }
    }

    private func change(
        _ visit: Visit, _ form: Form, _ change: SettingsChange, of shown: @escaping @Sendable (ProviderSettings) -> [String: String],
        then link: Link
    ) async throws -> any Answer {
        _ = try await visit.database.write { db in
            try Settings.change(change, by: visit.actor, in: db, at: visit.now) { try form.requireUnchanged(shown($0)) }
        }
        return Redirect(link, saying: .done(visit.texts.settings.saved))
    }

    private func showCompany(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (known, address) = try await visit.database.read { db in (try Settings.current(in: db), try PanelAddress.shown(in: db)) }
        return companyPage(visit, form.editing(Self.company(known)), address)
    }

    private func changeCompany(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let values = form.values
        var wanted = SettingsChange()
        wanted.company = values.text("company")
        wanted.address = values.verbatim("address")
        wanted.email = values.text("email")
        wanted.phone = values.text("phone")
        wanted.support = values.text("support")
        wanted.timeZone = values.text("timeZone")
        wanted.currency = values.text("currency")
        wanted.language = values.text("language")
        return try await change(visit, form, wanted, of: Self.company, then: "/settings")
    }

    private func showPeople(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let known = try await settings(visit)
        return peopleSettingsPage(visit, form.editing(Self.people(known)))
    }

    private func changePeople(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let values = form.values
        var wanted = SettingsChange()
        wanted.theme = values["theme"]
        wanted.letsPeopleChoose = values.isOn("letsPeopleChoose")
        wanted.letsPeopleChooseTheme = values.isOn("letsPeopleChooseTheme")
        wanted.showsPersonalData = values.isOn("showsPersonalData")
        let typed = ["passwordMinimum", "passwordMaximum", "passwordClasses"].map { values[$0]?.trimmed }
        let now = try await settings(visit).passwords
        // Whoever chooses a profile and leaves the numbers as they stood means the profile.
        if zip(typed, [now.minimum, now.maximum, now.classes]).allSatisfy({ $0 == nil || $0 == String($1) }) {
            wanted.passwordProfile = values["passwordProfile"]
        } else {
            (wanted.passwordMinimum, wanted.passwordMaximum, wanted.passwordClasses) = (typed[0], typed[1], typed[2])
        }
        wanted.sessionIdleMinutes = values.text("sessionIdleMinutes")
        wanted.sessionLifetimeHours = values.text("sessionLifetimeHours")
        wanted.staffNeedSecondFactor = values.isOn("staffNeedSecondFactor")
        return try await change(visit, form, wanted, of: Self.people, then: "/settings/people")
    }

    private func showOperation(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let known = try await settings(visit)
        return operationPage(visit, form.editing(Self.operation(known)))
    }

    private func changeOperation(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let values = form.values
        var wanted = SettingsChange()
        wanted.isInMaintenance = values.isOn("isInMaintenance")
        wanted.maintenanceText = values.verbatim("maintenanceText")
        wanted.diskAlert = values.text("diskAlert")
        wanted.clockAlertSeconds = values.text("clockAlertSeconds")
        wanted.certificateAlertDays = values.text("certificateAlertDays")
        wanted.silenceAlertSeconds = values.text("silenceAlertSeconds")
        return try await change(visit, form, wanted, of: Self.operation, then: "/settings/operation")
    }

    // MARK: What the forms show

    private static func company(_ known: ProviderSettings) -> [String: String] {
        [
            "company": known.company, "address": known.address, "email": known.email, "phone": known.phone, "support": known.support,
            "timeZone": known.timeZone, "currency": known.currency, "language": known.language.rawValue,
        ]
    }

    private static func people(_ known: ProviderSettings) -> [String: String] {
        [
            "theme": known.theme.rawValue, "letsPeopleChoose": known.letsPeopleChoose ? "on" : "",
            "letsPeopleChooseTheme": known.letsPeopleChooseTheme ? "on" : "",
            "showsPersonalData": known.showsPersonalData ? "on" : "", "passwordProfile": known.passwords.profile.rawValue,
            "passwordMinimum": String(known.passwords.minimum), "passwordMaximum": String(known.passwords.maximum),
            "passwordClasses": String(known.passwords.classes),
            "sessionIdleMinutes": String(known.sessionIdle.milliseconds / 60_000),
            "sessionLifetimeHours": String(known.sessionLifetime.milliseconds / 3_600_000),
            "staffNeedSecondFactor": known.staffNeedSecondFactor ? "on" : "",
        ]
    }

    private static func operation(_ known: ProviderSettings) -> [String: String] {
        [
            "isInMaintenance": known.isInMaintenance ? "on" : "", "maintenanceText": known.maintenanceText,
            "diskAlert": String(known.diskAlert), "clockAlertSeconds": String(known.clockAlert.milliseconds / 1000),
            "certificateAlertDays": String(known.certificateAlert.milliseconds / 86_400_000),
            "silenceAlertSeconds": String(known.silenceAlert.milliseconds / 1000),
        ]
    }
}
