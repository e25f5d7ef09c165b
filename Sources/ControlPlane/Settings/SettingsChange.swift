import Core
import Fleet
import Foundation
import Identity
import Persistence
import Presentation

/// What is to change of the settings: only what is not nil. Texts are as typed; forms and the API fill the same fields.
package struct SettingsChange: Sendable {
    package var company: String?
    package var address: String?
    package var email: String?
    package var phone: String?
    package var support: String?
    package var timeZone: String?
    package var currency: String?
    package var language: String?
    package var theme: String?
    package var letsPeopleChoose: Bool?
    package var letsPeopleChooseTheme: Bool?
    package var showsPersonalData: Bool?
    /// Sets the three below; those of them that are given win.
    package var passwordProfile: String?
    package var passwordMinimum: String?
    package var passwordMaximum: String?
    package var passwordClasses: String?
    package var sessionIdleMinutes: String?
    package var sessionLifetimeHours: String?
    package var staffNeedSecondFactor: Bool?
    package var isInMaintenance: Bool?
    package var maintenanceText: String?
    package var diskAlert: String?
    package var clockAlertSeconds: String?
    package var certificateAlertDays: String?
    package var silenceAlertSeconds: String?

    package init() {}

    /// Throws `Fault(.invalid)` beside the fields.
    func checked(on known: ProviderSettings) throws -> ProviderSettings {
        var complaints = Complaints()
        var settings = known
        func take<Value>(_ field: String, _ typed: String?, _ parse: (String) throws(InputProblem) -> Value, _ use: (Value) -> Void) throws
        {
            guard let typed else { return }
            if let value = try complaints.take(field, { try parse(typed) }) { use(value) }
        }
        func companyName(_ text: String) throws(InputProblem) -> String { try text.asName(limit: 100) }
        try take("company", company, companyName) { settings.company = $0 }
        try take("address", address, Self.lines) { settings.address = $0 }
        try take("email", email, Self.email) { settings.email = $0 }
        try take("phone", phone, Self.phone) { settings.phone = $0 }
        try take("support", support, Self.support) { settings.support = $0 }
        try take("timeZone", timeZone, Self.timeZone) { settings.timeZone = $0 }
        try take("currency", currency, Self.currency) { settings.currency = $0 }
        try take("language", language, Self.language) { settings.language = $0 }
        try take("theme", theme, Self.theme) { settings.theme = $0 }
        try take("maintenanceText", maintenanceText, Self.lines) { settings.maintenanceText = $0 }
        try take("passwordProfile", passwordProfile, Self.passwordProfile) { settings.passwords = $0.policy ?? settings.passwords }
        try take("passwordMinimum", passwordMinimum, Self.number(6...64)) { settings.passwords.minimum = $0 }
        try take("passwordMaximum", passwordMaximum, Self.number(12...PasswordPolicy.longest)) { settings.passwords.maximum = $0 }
        try take("passwordClasses", passwordClasses, Self.number(1...4)) { settings.passwords.classes = $0 }
        if complaints.fields.isEmpty, settings.passwords.minimum > settings.passwords.maximum {
            complaints.add("passwordMaximum", key: "settings.password_order", "The longest password cannot be shorter than the shortest.")
        }
        try take("sessionIdleMinutes", sessionIdleMinutes, Self.number(5...10_080)) { settings.sessionIdle = .minutes($0) }
        try take("sessionLifetimeHours", sessionLifetimeHours, Self.number(1...2160)) { settings.sessionLifetime = .hours($0) }
        try take("diskAlert", diskAlert, Self.number(50...99)) { settings.diskAlert = $0 }
        try take("clockAlertSeconds", clockAlertSeconds, Self.number(1...3600)) { settings.clockAlert = .seconds($0) }
        try take("certificateAlertDays", certificateAlertDays, Self.number(1...365)) { settings.certificateAlert = .days($0) }
        try take("silenceAlertSeconds", silenceAlertSeconds, Self.number(10...86_400)) { settings.silenceAlert = .seconds($0) }
        try complaints.check()
        settings.letsPeopleChoose = letsPeopleChoose ?? known.letsPeopleChoose
        settings.letsPeopleChooseTheme = letsPeopleChooseTheme ?? known.letsPeopleChooseTheme
        settings.showsPersonalData = showsPersonalData ?? known.showsPersonalData
        settings.staffNeedSecondFactor = staffNeedSecondFactor ?? known.staffNeedSecondFactor
        settings.isInMaintenance = isInMaintenance ?? known.isInMaintenance
        return settings
    }

    private static func number(_ range: ClosedRange<Int>) -> (String) throws(InputProblem) -> Int {
        { typed throws(InputProblem) in
            if let number = Int(typed.trimmingWhitespace), range.contains(number) { return number }
            throw InputProblem(
                "settings.range", arguments: ["first": String(range.lowerBound), "last": String(range.upperBound)],
                "A whole number from \(range.lowerBound) to \(range.upperBound), please.")
        }
    }

    private static func passwordProfile(_ typed: String) throws(InputProblem) -> PasswordPolicy.Profile {
        if let profile = PasswordPolicy.Profile(rawValue: typed) { return profile }
        throw InputProblem("settings.password_profile", "The profiles of passwords are standard, classic and own.")
    }

    /// At most 10 lines, each without control characters.
    private static func lines(_ typed: String) throws(InputProblem) -> String {
        let lines = typed.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
        if lines.count > 10 || typed.count > 1000 { throw InputProblem("settings.lines", "At most 10 lines, please.") }
        var checked: [String] = []
        for line in lines { checked.append(try line.asName(limit: 500)) }
        return checked.joined(separator: "\n")
    }

    private static func email(_ typed: String) throws(InputProblem) -> String {
        typed.trimmingWhitespace.isEmpty ? "" : try Logins.checkEmail(typed)
    }

    private static func phone(_ typed: String) throws(InputProblem) -> String {
        let text = typed.trimmingWhitespace
        if text.count > 40 || !text.unicodeScalars.allSatisfy({ "0123456789 +-/().".unicodeScalars.contains($0) }) {
            throw InputProblem("settings.phone", "A telephone number has digits, spaces and + - / ( ) only, for example +49 40 123456.")
        }
        return text
    }

    private static func support(_ typed: String) throws(InputProblem) -> String {
        let text = typed.trimmingWhitespace
        if text.hasPrefix("https://") || text.hasPrefix("http://") {
            if text.count > 200 || Link(outside: text) == nil {
                throw InputProblem("settings.support", "This is no web address. Example: https://help.example.org")
            }
            return text
        }
        return text.isEmpty ? "" : try Logins.checkEmail(text)
    }

    private static func language(_ typed: String) throws(InputProblem) -> Language {
        if let language = Language(rawValue: typed) { return language }
        throw InputProblem("settings.language", "The panel speaks \(Language.allCases.map(\.rawValue).joined(separator: ", ")).")
    }

    private static func theme(_ typed: String) throws(InputProblem) -> Theme {
        if let theme = Theme(rawValue: typed) { return theme }
        throw InputProblem("theme.unknown", "There is no such appearance. Choose one from the list.")
    }

    private static func timeZone(_ typed: String) throws(InputProblem) -> String {
        let text = typed.trimmingWhitespace
        guard text.count < 64, text == "UTC" || text.contains("/"), TimeZone(identifier: text) != nil else {
            throw InputProblem("settings.time_zone", "There is no such time zone. Example: Europe/Berlin")
        }
        return text
    }

    private static func currency(_ typed: String) throws(InputProblem) -> String {
        let code = typed.trimmingWhitespace.uppercased()
        guard Locale.commonISOCurrencyCodes.contains(code) else {
            throw InputProblem("settings.currency", "A currency has three letters as in ISO 4217: EUR, USD, RUB.")
        }
        return code
    }
}
