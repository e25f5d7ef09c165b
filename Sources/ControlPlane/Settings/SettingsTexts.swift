import Presentation

/// What the pages of the provider's settings say.
protocol SettingsTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var company: String { get }
    var people: String { get }
    var operation: String { get }
    var mail: String { get }
    var save: String { get }
    var saved: String { get }
    var companyName: String { get }
    var companyNameHint: String { get }
    var address: String { get }
    var email: String { get }
    var emailHint: String { get }
    var phone: String { get }
    var support: String { get }
    var supportHint: String { get }
    var language: String { get }
    var languageHint: String { get }
    var timeZone: String { get }
    var currency: String { get }
    var currencyHint: String { get }
    var panelAddress: String { get }
    var panelAddressHint: String { get }
    var selfSigned: String { get }
    var noTLS: String { get }
    var certificateEnd: String { get }
    var letsPeopleChoose: String { get }
    var letsPeopleChooseHint: String { get }
    var themeHint: String { get }
    var letsPeopleChooseTheme: String { get }
    var letsPeopleChooseThemeHint: String { get }
    var showsPersonalData: String { get }
    var showsPersonalDataHint: String { get }
    var passwordMinimum: String { get }
    var passwords: String { get }
    var passwordsHint: String { get }
    var passwordsStandard: String { get }
    var passwordsClassic: String { get }
    var passwordsOwn: String { get }
    var passwordsOwnHint: String { get }
    var passwordMaximum: String { get }
    var passwordClasses: String { get }
    var passwordClassesHint: String { get }
    func range(_ first: Int, _ last: Int) -> String
    var sessionIdle: String { get }
    var sessionIdleHint: String { get }
    var sessionLifetime: String { get }
    var sessionLifetimeHint: String { get }
    var secondFactor: String { get }
    var secondFactorHint: String { get }
    var characters: String { get }
    var minutes: String { get }
    var hours: String { get }
    var seconds: String { get }
    var days: String { get }
    var maintenance: String { get }
    var maintenanceHint: String { get }
    var maintenanceText: String { get }
    var maintenanceTextHint: String { get }
    /// What customers read while the panel is being maintained.
    var maintenanceSentence: String { get }
    /// The banner of staff meanwhile.
    var maintenanceBanner: String { get }
    var alerts: String { get }
    var alertsHint: String { get }
    var diskAlert: String { get }
    var silenceAlert: String { get }
    var clockAlert: String { get }
    var certificateAlert: String { get }
}

extension Texts {
    var settings: any SettingsTexts { pick(EnglishSettingsTexts(), GermanSettingsTexts(), RussianSettingsTexts()) }
}

struct EnglishSettingsTexts: SettingsTexts {
    let title = "Settings"
    let summary = "What holds for the whole installation. Changes act at once."
    let company = "Company"
    let people = "People"
    let operation = "Operation"
    let mail = "Mail"
    let save = "Save"
    let saved = "Saved."
    let companyName = "Name"
    let companyNameHint = "As customers know you: on every page and in mails."
    let address = "Address"
    let email = "E-mail address"
    let emailHint = "Where you read. Alerts go there."
    let phone = "Telephone"
    let support = "Where customers ask for help"
    let supportHint = "An e-mail address or a web address. Empty: the e-mail address above."
    let language = "Language"
    let languageHint = "For everybody who chose none, and for mails to them."
    let timeZone = "Time zone"
    let currency = "Currency"
    let currencyHint = "Three letters, as EUR."
    let panelAddress = "Address of the panel"
    let panelAddressHint = "The panel's own name in the service zone; the name servers answer for it."
    let selfSigned = "The certificate is signed by itself. Compare this fingerprint when a browser asks whether to go on."
    let noTLS = "The panel answers on this machine only. Start it with --tls-port to reach it from elsewhere."
    let certificateEnd = "Certificate ends"
    let letsPeopleChoose = "Customers choose their own language and time zone"
    let letsPeopleChooseHint = "Off: all of them have those of the company. Staff always choose."
    let themeHint = "For everybody who chose none, and for strangers on the sign-in page."
    let letsPeopleChooseTheme = "Customers choose their own appearance"
    let letsPeopleChooseThemeHint = "Off: they have yours, or what you give one of them. Staff always choose."
    let showsPersonalData = "The first page shows customers their own data"
    let showsPersonalDataHint = "Name, sign-in name and e-mail address, with the way to change them."
    let passwordMinimum = "Shortest password"
    let passwords = "New passwords"
    let passwordsHint = "Holds wherever a password is set. A longer one is refused, never cut."
    let passwordsStandard = "Standard (recommended)"
    let passwordsClassic = "Classic"
    let passwordsOwn = "A rule of your own"
    let passwordsOwnHint = "The numbers below."
    let passwordMaximum = "Longest password"
    let passwordClasses = "Kinds of characters"
    let passwordClassesHint = "How many of the four must occur: small letters, capitals, digits, others. 1: none in particular."

    func range(_ first: Int, _ last: Int) -> String { "\(first) to \(last)" }

    let sessionIdle = "A session ends when unused for"
    let sessionIdleHint = "5 minutes to 7 days."
    let sessionLifetime = "A session ends in any case after"
    let sessionLifetimeHint = "Up to 90 days."
    let secondFactor = "Staff need a second factor"
    let secondFactorHint = "Whoever has none is led to setting one up and can do nothing else before."
    let characters = "characters"
    let minutes = "minutes"
    let hours = "hours"
    let seconds = "seconds"
    let days = "days"
    let maintenance = "The panel is being maintained"
    let maintenanceHint =
        "Customers and their programs are asked to come back later; staff go on. Websites, mail and names are not touched."
    let maintenanceText = "What customers read"
    let maintenanceTextHint = "May be empty: why, and until when."
    let maintenanceSentence =
        "The panel is being maintained. Websites and everything else go on as they are. Please come back in a few minutes."
    let maintenanceBanner = "The panel is being maintained: customers cannot use it at the moment."
    let alerts = "Alerts"
    let alertsHint = "When these are reached you get a mail, once, and the home page says it until it is over."
    let diskAlert = "A disk is full to"
    let silenceAlert = "A server is silent for"
    let clockAlert = "A clock is off by"
    let certificateAlert = "A certificate ends within"
}
