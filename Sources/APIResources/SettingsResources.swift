/// What the provider has decided about the whole installation.
package struct SettingsResource: APIResource {
    package var company: String
    package var address: String
    package var email: String
    package var phone: String
    package var support: String
    package var timeZone: String
    package var currency: String
    package var language: String
    package var theme: String
    package var letsPeopleChoose: Bool
    package var letsPeopleChooseTheme: Bool
    package var showsPersonalData: Bool
    package var passwordProfile: String
    package var passwordMinimum: Int
    package var passwordMaximum: Int
    package var passwordClasses: Int
    package var sessionIdleMinutes: Int
    package var sessionLifetimeHours: Int
    package var staffNeedSecondFactor: Bool
    package var isInMaintenance: Bool
    package var maintenanceText: String
    package var diskAlert: Int
    package var clockAlertSeconds: Int
    package var certificateAlertDays: Int
    package var silenceAlertSeconds: Int

    package init(
        company: String, address: String, email: String, phone: String, support: String, timeZone: String, currency: String,
        language: String, theme: String, letsPeopleChoose: Bool, letsPeopleChooseTheme: Bool, showsPersonalData: Bool,
        passwordProfile: String, passwordMinimum: Int, passwordMaximum: Int, passwordClasses: Int,
        sessionIdleMinutes: Int, sessionLifetimeHours: Int,
        staffNeedSecondFactor: Bool, isInMaintenance: Bool, maintenanceText: String, diskAlert: Int, clockAlertSeconds: Int,
        certificateAlertDays: Int, silenceAlertSeconds: Int
    ) {
        self.company = company
        self.address = address
        self.email = email
        self.phone = phone
        self.support = support
        self.timeZone = timeZone
        self.currency = currency
        self.language = language
        self.theme = theme
        self.letsPeopleChoose = letsPeopleChoose
        self.letsPeopleChooseTheme = letsPeopleChooseTheme
        self.showsPersonalData = showsPersonalData
        self.passwordProfile = passwordProfile
        self.passwordMinimum = passwordMinimum
        self.passwordMaximum = passwordMaximum
        self.passwordClasses = passwordClasses
        self.sessionIdleMinutes = sessionIdleMinutes
        self.sessionLifetimeHours = sessionLifetimeHours
        self.staffNeedSecondFactor = staffNeedSecondFactor
        self.isInMaintenance = isInMaintenance
        self.maintenanceText = maintenanceText
        self.diskAlert = diskAlert
        self.clockAlertSeconds = clockAlertSeconds
        self.certificateAlertDays = certificateAlertDays
        self.silenceAlertSeconds = silenceAlertSeconds
    }

    package static let notes: [String: FieldNote] = [
        "company": FieldNote("As customers know the company.", maximumLength: 100),
        "address": FieldNote("Street, town, country; several lines.", maximumLength: 500),
        "email": FieldNote("Where the provider reads; alerts go there too. May be empty."),
        "phone": FieldNote("May be empty.", maximumLength: 40),
        "support": FieldNote(
            "Where customers ask for help: an e-mail address or a web address. Empty: the company's e-mail address.", maximumLength: 200),
        "timeZone": FieldNote("Of the IANA database, for whoever chose none."),
        "currency": FieldNote("ISO 4217.", maximumLength: 3),
        "language": FieldNote("For whoever chose none, and for mails to them.", values: ["en", "de", "ru"]),
        "theme": FieldNote("How the panel looks to whoever chose nothing, and to strangers.", values: ProfileResource.themes),
        "letsPeopleChoose": FieldNote("Whether customers may choose a language and a time zone of their own. Staff always may."),
        "letsPeopleChooseTheme": FieldNote("Whether customers may choose how the panel looks to them. Staff always may."),
        "showsPersonalData": FieldNote("Whether a customer's first page shows his own name and addresses."),
        "passwordProfile": FieldNote(
            "What new passwords must be: `standard` (12 to 128 characters, hard to guess), `classic` (6 to 12), or `own`: the three fields below. In a change "
                + "it sets them; what is named beside it wins.", values: ["standard", "classic", "own"]),
        "passwordMinimum": FieldNote("Shortest password, in characters.", minimum: 6, maximum: 64),
        "passwordMaximum": FieldNote("Longest password, in characters; a longer one is refused, never cut.", minimum: 12, maximum: 128),
        "passwordClasses": FieldNote(
            "How many of the four kinds must occur: small letters, capitals, digits, others. 1 asks for none.", minimum: 1, maximum: 4),
        "sessionIdleMinutes": FieldNote("A session ends when nobody has used it for this long.", minimum: 5, maximum: 10_080),
        "sessionLifetimeHours": FieldNote("A session ends in any case.", minimum: 1, maximum: 2160),
        "staffNeedSecondFactor": FieldNote("Whether staff cannot work without a second factor."),
        "isInMaintenance": FieldNote("Whether customers and their programs are answered with 503 while staff go on."),
        "maintenanceText": FieldNote("What customers read meanwhile. May be empty.", maximumLength: 500),
        "diskAlert": FieldNote("A disk this full is an alert, in per cent.", minimum: 50, maximum: 99),
        "clockAlertSeconds": FieldNote("A server's clock this far off is an alert.", minimum: 1, maximum: 3600),
        "certificateAlertDays": FieldNote("A certificate that ends within so many days is an alert.", minimum: 1, maximum: 365),
        "silenceAlertSeconds": FieldNote("A server silent for this long is an alert.", minimum: 10, maximum: 86_400),
    ]
    package static let example: SettingsResource? = SettingsResource(
        company: "Northern Hosting", address: "Deichstraße 1\n20459 Hamburg", email: "post@hosting.example", phone: "+49 40 123456",
        support: "https://help.hosting.example", timeZone: "Europe/Berlin", currency: "EUR", language: "de", theme: "system",
        letsPeopleChoose: true, letsPeopleChooseTheme: false, showsPersonalData: true, passwordProfile: "standard", passwordMinimum: 12,
        passwordMaximum: 128, passwordClasses: 1, sessionIdleMinutes: 720,
        sessionLifetimeHours: 336, staffNeedSecondFactor: false, isInMaintenance: false,
        maintenanceText: "", diskAlert: 90, clockAlertSeconds: 5, certificateAlertDays: 14, silenceAlertSeconds: 60)
}

/// `PATCH /api/v1/settings`: what is to change; the rest stays.
package struct SettingsChangeResource: APIResource {
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
    package var passwordProfile: String?
    package var passwordMinimum: Int?
    package var passwordMaximum: Int?
    package var passwordClasses: Int?
    package var sessionIdleMinutes: Int?
    package var sessionLifetimeHours: Int?
    package var staffNeedSecondFactor: Bool?
    package var isInMaintenance: Bool?
    package var maintenanceText: String?
    package var diskAlert: Int?
    package var clockAlertSeconds: Int?
    package var certificateAlertDays: Int?
    package var silenceAlertSeconds: Int?

    package init() {}

    package static let notes = SettingsResource.notes
    package static var example: SettingsChangeResource? {
        var change = SettingsChangeResource()
        change.language = "de"
        change.passwordMinimum = 14
        return change
    }
}
