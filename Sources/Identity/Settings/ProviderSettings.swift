import Core
import Foundation
import Persistence
import Presentation

/// What the provider has decided about the whole installation. One value, whole at any time; stored setting by setting, so that a later release adds one
/// without a migration and an earlier one leaves alone what it does not know.
package struct ProviderSettings: Sendable, Equatable {
    /// As customers know the company: on every page, in mails.
    package var company = ""
    /// Several lines: street, town, country.
    package var address = ""
    /// The company's own e-mail address, where the provider reads: alerts go there too.
    package var email = ""
    package var phone = ""
    /// Where customers ask for help: an e-mail address or a web address. Empty: the company's e-mail address.
    package var support = ""
    /// Of the IANA database. For times shown to whoever chose none.
    package var timeZone = "UTC"
    /// ISO 4217.
    package var currency = "EUR"
    /// For whoever chose none, for strangers and for mails.
    package var language = Language.english
    /// How the panel looks to whoever chose nothing, and to strangers.
    package var theme = Theme.system
    /// Whether customers may choose a language and a time zone of their own.
    package var letsPeopleChoose = true
    /// Whether customers may choose how the panel looks to them.
    package var letsPeopleChooseTheme = false
    /// Whether a customer's first page shows his own name and addresses.
    package var showsPersonalData = true
    /// What new passwords must be.
    package var passwords = PasswordPolicy.standard
    /// A session ends when nobody has used it for this long.
    package var sessionIdle = Sessions.idleLimit
    /// A session ends in any case.
    package var sessionLifetime = Sessions.lifetime
    /// Staff cannot work without a second factor.
    package var staffNeedSecondFactor = false
    package var isInMaintenance = false
    /// What customers and programs read meanwhile, above the general sentence. May be empty.
    package var maintenanceText = ""
    /// A disk this full is an alert, in per cent.
    package var diskAlert = 90
    /// A clock this far off is an alert.
    package var clockAlert = Duration.seconds(5)
    /// A certificate that ends within this time is an alert.
    package var certificateAlert = Duration.days(14)
    /// A server silent for this long is an alert.
    package var silenceAlert = Duration.minutes(1)

    package init() {}

    /// Where customers ask for help.
    package var supportAddress: String { support.isEmpty ? email : support }

    /// Whether somebody of this role may choose language and time zone. Staff always may.
    package func letsChoose(_ role: Actor.Role) -> Bool { letsPeopleChoose || role == .administrator }

    /// Whether somebody of this role may choose how the panel looks to him. Staff always may.
    package func letsChooseTheme(_ role: Actor.Role) -> Bool { letsPeopleChooseTheme || role == .administrator }

    /// The texts for somebody: in his language where he has chosen one and may, otherwise in the provider's.
    package func texts(_ chosen: String?, timeZone zone: String? = nil, role: Actor.Role = .customer) -> Texts {
        let mayChoose = letsChoose(role)
        let own = mayChoose ? chosen.flatMap(Language.init(rawValue:)) : nil
        let place = (mayChoose ? zone : nil).flatMap { TimeZone(identifier: $0) } ?? TimeZone(identifier: timeZone) ?? .gmt
        return Texts(own ?? language, timeZone: place)
    }

    package func texts(for login: Login) -> Texts { texts(login.language, timeZone: login.timeZone, role: login.role) }

    // MARK: Stored form

    /// Stored names and values: forever.
    package var stored: [String: String] {
        [
            "company.name": company, "company.address": address, "company.email": email, "company.phone": phone,
            "support.address": support, "time_zone": timeZone, "currency": currency, "language": language.rawValue,
            "people.choose_language": letsPeopleChoose ? "1" : "0", "theme": theme.rawValue,
            "people.choose_theme": letsPeopleChooseTheme ? "1" : "0", "home.personal_data": showsPersonalData ? "1" : "0",
            "password.minimum": String(passwords.minimum), "password.maximum": String(passwords.maximum),
            "password.classes": String(passwords.classes),
            "session.idle_minutes": String(sessionIdle.milliseconds / 60_000),
            "session.lifetime_hours": String(sessionLifetime.milliseconds / 3_600_000),
            "staff.second_factor": staffNeedSecondFactor ? "1" : "0", "maintenance.is_on": isInMaintenance ? "1" : "0",
            "maintenance.text": maintenanceText, "alert.disk_percent": String(diskAlert),
            "alert.clock_seconds": String(clockAlert.milliseconds / 1000),
            "alert.certificate_days": String(certificateAlert.milliseconds / 86_400_000),
            "alert.silence_seconds": String(silenceAlert.milliseconds / 1000),
        ]
    }

    /// What is missing, or stored by a later release in another form, has its default.
    package init(stored: [String: String]) {
        func text(_ name: String, _ value: inout String) { if let known = stored[name] { value = known } }
        func number(_ name: String) -> Int? { stored[name].flatMap { Int($0) } }
        func isOn(_ name: String, _ value: inout Bool) { if let known = stored[name] { value = known == "1" } }
        text("company.name", &company)
        text("company.address", &address)
        text("company.email", &email)
        text("company.phone", &phone)
        text("support.address", &support)
        text("time_zone", &timeZone)
        text("currency", &currency)
        text("maintenance.text", &maintenanceText)
        if let known = stored["language"].flatMap(Language.init(rawValue:)) { language = known }
        if let known = stored["theme"].flatMap(Theme.init(rawValue:)) { theme = known }
        isOn("people.choose_language", &letsPeopleChoose)
        isOn("people.choose_theme", &letsPeopleChooseTheme)
        isOn("home.personal_data", &showsPersonalData)
        isOn("staff.second_factor", &staffNeedSecondFactor)
        isOn("maintenance.is_on", &isInMaintenance)
        if let known = number("password.minimum") { passwords.minimum = known }
        if let known = number("password.maximum") { passwords.maximum = known }
        if let known = number("password.classes") { passwords.classes = known }
        if let known = number("session.idle_minutes") { sessionIdle = .minutes(known) }
        if let known = number("session.lifetime_hours") { sessionLifetime = .hours(known) }
        if let known = number("alert.disk_percent") { diskAlert = known }
        if let known = number("alert.clock_seconds") { clockAlert = .seconds(known) }
        if let known = number("alert.certificate_days") { certificateAlert = .days(known) }
        if let known = number("alert.silence_seconds") { silenceAlert = .seconds(known) }
    }
}

extension ProviderSettings {
    /// As stored, with this transaction's changes.
    package static func current(in db: any Connection) throws -> ProviderSettings {
        var stored: [String: String] = [:]
        for row in try db.query("SELECT name, value FROM setting") { stored[try row("name")] = try row("value") }
        return ProviderSettings(stored: stored)
    }

    /// Stores what differs from `before` and tells all processes. Checks nothing: see `Settings` of the control plane.
    package func store(insteadOf before: ProviderSettings, in db: any Connection) throws {
        let old = before.stored
        for (name, value) in stored.sorted(by: { $0.key < $1.key }) where old[name] != value {
            try db.execute(
                "INSERT INTO setting (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        }
        try db.notify(.settings, "")
    }
}

/// The settings as this process last read them; the control plane keeps them in step with the database. For what is asked at every request.
package final class LiveSettings: Sendable {
    private let known: Locked<ProviderSettings>

    package init(_ settings: ProviderSettings = ProviderSettings()) { known = Locked(settings) }

    package var current: ProviderSettings { known.value }

    package func replace(with settings: ProviderSettings) { known.withLock { $0 = settings } }
}
