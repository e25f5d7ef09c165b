import APIResources
import ArgumentParser

/// `hostwright settings …`
package struct SettingsCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "What the provider has decided about the whole installation.",
        subcommands: [Show.self, Change.self])

    package init() {}

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show the settings.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("settings")
            try output.show(answer) { try answer.decode(SettingsResource.self).details }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Change settings; what is not named stays.")
        static let optionNames = [
            "letsPeopleChoose": "--people-choose", "letsPeopleChooseTheme": "--people-choose-theme", "showsPersonalData": "--personal-data",
            "isInMaintenance": "--maintenance", "staffNeedSecondFactor": "--second-factor",
        ]

        @Option(help: "The company's name.") var company: String?
        @Option(help: "Its address.") var address: String?
        @Option(help: "Its e-mail address; alerts go there.") var email: String?
        @Option(help: "Its telephone number.") var phone: String?
        @Option(help: "Where customers ask for help: an e-mail or a web address.") var support: String?
        @Option(help: "Time zone, as Europe/Berlin.") var timeZone: String?
        @Option(help: "Currency, as EUR.") var currency: String?
        @Option(help: "Language: en, de or ru.") var language: String?
        @Option(help: "How the panel looks: system, light, dark or contrast.") var theme: String?
        @Option(help: "Whether customers choose their own language: on or off.") var peopleChoose: Switch?
        @Option(help: "Whether customers choose their own appearance: on or off.") var peopleChooseTheme: Switch?
        @Option(help: "Whether the first page shows customers their own data: on or off.") var personalData: Switch?
        @Option(help: "What new passwords must be: standard (12 to 128 characters), classic (6 to 12) or own.") var passwordProfile: String?
        @Option(help: "Shortest password, in characters.") var passwordMinimum: Int?
        @Option(help: "Longest password, in characters.") var passwordMaximum: Int?
        @Option(help: "How many kinds of characters must occur: small letters, capitals, digits, others.") var passwordClasses: Int?
        @Option(help: "Minutes after which an unused session ends.") var sessionIdleMinutes: Int?
        @Option(help: "Hours after which a session ends in any case.") var sessionLifetimeHours: Int?
        @Option(help: "Whether staff need a second factor: on or off.") var secondFactor: Switch?
        @Option(help: "Whether the panel is being maintained: on or off.") var maintenance: Switch?
        @Option(help: "What customers read meanwhile.") var maintenanceText: String?
        @Option(help: "A disk this full is an alert, in per cent.") var diskAlert: Int?
        @Option(help: "A clock this many seconds off is an alert.") var clockAlertSeconds: Int?
        @Option(help: "A certificate that ends within so many days is an alert.") var certificateAlertDays: Int?
        @Option(help: "A server silent for so many seconds is an alert.") var silenceAlertSeconds: Int?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var change = SettingsChangeResource()
            change.company = company
            change.address = address
            change.email = email
            change.phone = phone
            change.support = support
            change.timeZone = timeZone
            change.currency = currency
            change.language = language
            change.theme = theme
            change.letsPeopleChoose = peopleChoose?.isOn
            change.letsPeopleChooseTheme = peopleChooseTheme?.isOn
            change.showsPersonalData = personalData?.isOn
            change.passwordProfile = passwordProfile
            change.passwordMinimum = passwordMinimum
            change.passwordMaximum = passwordMaximum
            change.passwordClasses = passwordClasses
            change.sessionIdleMinutes = sessionIdleMinutes
            change.sessionLifetimeHours = sessionLifetimeHours
            change.staffNeedSecondFactor = secondFactor?.isOn
            change.isInMaintenance = maintenance?.isOn
            change.maintenanceText = maintenanceText
            change.diskAlert = diskAlert
            change.clockAlertSeconds = clockAlertSeconds
            change.certificateAlertDays = certificateAlertDays
            change.silenceAlertSeconds = silenceAlertSeconds
            let answer = try await panel.patch("settings", body: .payload(change))
            try output.show(answer) { try answer.decode(SettingsResource.self).details }
        }
    }
}

extension SettingsResource {
    fileprivate var details: String {
        var details = Details()
        details.add("Company", company)
        details.add("Address", address.split(separator: "\n").joined(separator: ", "))
        details.add("E-mail", email)
        details.add("Telephone", phone)
        details.add("Support", support)
        details.add("Language", language)
        details.add("Time zone", timeZone)
        details.add("Currency", currency)
        details.add("Appearance", theme)
        details.add("Customers pick language", letsPeopleChoose.asSwitch)
        details.add("Customers pick design", letsPeopleChooseTheme.asSwitch)
        details.add("Personal data at home", showsPersonalData.asSwitch)
        details.add("Passwords", passwordProfile)
        details.add("Shortest password", passwordMinimum)
        details.add("Longest password", passwordMaximum)
        details.add("Kinds of characters", passwordClasses)
        details.add("Session idle, minutes", sessionIdleMinutes)
        details.add("Session lifetime, hours", sessionLifetimeHours)
        details.add("Second factor for staff", staffNeedSecondFactor.asSwitch)
        details.add("Maintenance", isInMaintenance.asSwitch)
        details.add("Maintenance text", maintenanceText)
        details.add("Alert: disk, per cent", diskAlert)
        details.add("Alert: clock, seconds", clockAlertSeconds)
        details.add("Alert: certificate, days", certificateAlertDays)
        details.add("Alert: silence, seconds", silenceAlertSeconds)
        return details.text
    }
}

/// `hostwright alert …`
package struct AlertCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "alert", abstract: "What an administrator has to know.", subcommands: [List.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List alerts, newest first.")
        static let optionNames = ["state": "--only"]

        @Option(help: "Only alerts in this state: open or over.") var only: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("alerts", query: [("state", only)])
            try output.show(answer) {
                let list = try answer.decode(ListResource<AlertResource>.self)
                var table = Table([.text("ALERT"), .text("BEGAN"), .text("OVER"), .text("WORDS")])
                for alert in list.items {
                    table.add([alert.title, alert.openedAt.asMoment, alert.closedAt?.asMoment ?? "", alert.text])
                }
                return list.items.isEmpty ? "No alerts." : table.text(width: Console.current.width)
            }
        }
    }
}
