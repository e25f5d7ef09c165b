import Core
import Presentation

/// One of the mails that the product writes by itself: when it is written, to whom, and its texts as they come with the product. Staff may
/// write texts of their own for each language.
///
/// A feature declares its own (`Feature.notifications`); whatever sends one names the declaration, so that nothing is sent which staff cannot
/// edit.
package struct MailNotification: Sendable {
    /// Who gets it. Raw values stand in the API.
    package enum Audience: String, Sendable, CaseIterable {
        /// The owner of an account.
        case customer
        /// Whoever has a login: customers and staff.
        case person
        /// The company's own address, or the administrators.
        case provider
    }

    /// What can stand in the texts in braces.
    package struct Variable: Sendable {
        package typealias Words = MailNotification.Words

        /// Stands in stored texts: forever.
        package let name: String
        package let meaning: Words
        /// What the preview shows.
        package let example: Words
        /// A password, or a link that is one: never in a subject, never in a copy.
        package let isSecret: Bool
        /// Without it the mail is of no use.
        package let isRequired: Bool

        package init(_ name: String, _ meaning: Words, example: Words, isSecret: Bool = false, isRequired: Bool = false) {
            self.name = name
            self.meaning = meaning
            self.example = example
            self.isSecret = isSecret
            self.isRequired = isRequired
        }
    }

    /// Stands in the database, the API and the list of mails: `login.password_changed`. Forever.
    package let key: String
    /// Whose subscribers get copies.
    package let list: NotificationList
    package let audience: Audience
    package let title: Words
    /// When it is written: one sentence.
    package let occasion: Words
    package let variables: [Variable]
    /// Whether staff may have copies. Never when it carries a secret.
    package let mayBeCopied: Bool
    /// Where its texts are edited, when they are not simply one for each language.
    package let editor: Link?
    private let texts: [Language: NotificationText]

    /// `company` and `support` are variables of every notification.
    package init(
        _ key: String, list: NotificationList, to audience: Audience, _ title: Words, _ occasion: Words, variables: [Variable],
        mayBeCopied: Bool = true, editor: Link? = nil, texts: (Language) -> NotificationText
    ) {
        self.key = key
        self.list = list
        self.audience = audience
        self.title = title
        self.occasion = occasion
        self.variables = variables + [.company, .support]
        self.mayBeCopied = mayBeCopied && !variables.contains(where: \.isSecret)
        self.editor = editor
        self.texts = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, texts($0)) })
    }

    /// Carries a password or a one-time link.
    package var isSecret: Bool { variables.contains(where: \.isSecret) }

    /// The text that comes with the product.
    package func standard(_ language: Language) -> NotificationText {
        texts[language] ?? texts[.english] ?? NotificationText(subject: key, body: key)
    }

    /// What the preview fills in.
    package func examples(_ language: Language) -> [String: String] {
        Dictionary(variables.map { ($0.name, $0.example(language)) }) { first, _ in first }
    }
}

extension MailNotification {
    /// A few words in every language.
    package struct Words: Sendable, Hashable {
        private let english: String
        private let german: String
        private let russian: String

        package init(_ english: String, _ german: String, _ russian: String) {
            self.english = english
            self.german = german
            self.russian = russian
        }

        /// What is the same everywhere: a name, an address.
        package init(_ same: String) { self.init(same, same, same) }

        package func callAsFunction(_ language: Language) -> String { Texts(language).pick(english, german, russian) }
    }
}

/// Subject and body of a notification in one language, with variables.
package struct NotificationText: Sendable, Hashable {
    package enum Content: String, Sendable, CaseIterable {
        case plain = "text"
        /// With a text part made from it beside it.
        case html
    }

    package var subject: String
    /// Lines end with `\n`.
    package var body: String
    package var content: Content

    package init(subject: String, body: String, content: Content = .plain) {
        self.subject = subject
        self.body = body
        self.content = content
    }
}

/// What a group of notifications is about; staff addresses subscribe to lists. Raw values are stored and stand in the API.
package enum NotificationList: String, Sendable, CaseIterable {
    /// New customers.
    case welcome
    /// Suspended and resumed accounts.
    case accounts
    case domains
    /// Passwords, addresses and second factors of people.
    case security
    /// Errors of the installation.
    case system
}

extension MailNotification.Variable {
    package static let company = Self(
        "company", Words("Your company", "Ihre Firma", "Ваша компания"), example: Words("Northern Hosting"))
    package static let support = Self(
        "support", Words("Where customers ask for help", "Wo Kunden Hilfe bekommen", "Куда обращаются за помощью"),
        example: Words("help@hosting.example"))
    package static let person = Self(
        "person", Words("Name of the recipient", "Name des Empfängers", "Имя получателя"), example: Words("Anna Berg"))
    package static let login = Self("login", Words("Sign-in name", "Anmeldename", "Логин"), example: Words("anna"))
    package static let email = Self(
        "email", Words("E-mail address", "E-Mail-Adresse", "Адрес электронной почты"), example: Words("anna@example.net"))
    package static let panel = Self(
        "panel", Words("Address of the panel", "Adresse des Panels", "Адрес панели"), example: Words("https://cp.hosting.example"))
    package static let account = Self("account", Words("The account", "Das Konto", "Аккаунт"), example: Words("Berg Ceramics"))
    package static let number = Self(
        "number", Words("Number of the account", "Nummer des Kontos", "Номер аккаунта"), example: Words("17"))
    package static let moment = Self(
        "at", Words("When it happened", "Wann es geschah", "Когда это произошло"),
        example: Words("22 Nov 2026, 09:41", "22.11.2026, 09:41", "22.11.2026, 09:41"))
    package static let until = Self(
        "until", Words("Until when the link works", "Bis wann der Link gilt", "До какого времени действует ссылка"),
        example: Words("22 Nov 2026, 11:41", "22.11.2026, 11:41", "22.11.2026, 11:41"))
    /// A one-time link.
    package static func link(_ path: String) -> Self {
        Self(
            "link", Words("The one-time link", "Der einmalige Link", "Одноразовая ссылка"),
            example: Words("https://cp.hosting.example/\(path)/example"), isSecret: true, isRequired: true)
    }
}
