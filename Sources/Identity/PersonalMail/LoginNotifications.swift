import Presentation

extension PersonalLetter.Kind {
    package var notification: MailNotification {
        switch self {
        case .newPasswordLink: .newPasswordLink
        case .passwordChanged: .passwordChanged
        case .emailConfirmation: .emailConfirmation
        case .emailChanged: .emailChanged
        case .secondFactorAdded: .secondFactorAdded
        case .secondFactorRemoved: .secondFactorRemoved
        }
    }
}

/// What people get about their logins.
extension MailNotification {
    static let newPasswordLink = MailNotification(
        "login.new_password_link", list: .security, to: .person,
        Words("Lost password", "Passwort vergessen", "Забытый пароль"),
        Words(
            "When somebody asks for a new password on the sign-in page.", "Wenn jemand auf der Anmeldeseite ein neues Passwort anfordert.",
            "Когда на странице входа запрашивают новый пароль."),
        variables: [.person, .login, .panel, .link("new-password"), .until]
    ) { Texts($0).loginNotifications.newPasswordLink }

    static let passwordChanged = MailNotification(
        "login.password_changed", list: .security, to: .person,
        Words("Password changed", "Passwort geändert", "Пароль изменён"),
        Words(
            "When a password was changed, by its owner or by staff.",
            "Wenn ein Passwort geändert wurde, vom Inhaber oder von Mitarbeitern.",
            "Когда пароль изменён владельцем или сотрудниками."),
        variables: [.person, .login, .panel, .moment]
    ) { Texts($0).loginNotifications.passwordChanged }

    static let emailConfirmation = MailNotification(
        "login.email_confirmation", list: .security, to: .person,
        Words("Confirm an e-mail address", "E-Mail-Adresse bestätigen", "Подтверждение адреса"),
        Words(
            "To the new address, when somebody wants to change his.", "An die neue Adresse, wenn jemand seine ändern will.",
            "На новый адрес, когда кто-то хочет сменить свой."),
        variables: [.person, .login, .panel, .link("confirm-email"), .until]
    ) { Texts($0).loginNotifications.emailConfirmation }

    static let emailChanged = MailNotification(
        "login.email_changed", list: .security, to: .person,
        Words("E-mail address changed", "E-Mail-Adresse geändert", "Адрес изменён"),
        Words(
            "To the old address, when the new one was confirmed.", "An die alte Adresse, wenn die neue bestätigt wurde.",
            "На прежний адрес, когда новый подтверждён."),
        variables: [
            .person, .login, .panel, .moment,
            Variable("new_email", Words("The new address", "Die neue Adresse", "Новый адрес"), example: Words("anna@new.example")),
        ]
    ) { Texts($0).loginNotifications.emailChanged }

    static let secondFactorAdded = MailNotification(
        "login.second_factor_added", list: .security, to: .person,
        Words("Second factor added", "Zweiter Faktor hinzugefügt", "Второй фактор добавлен"),
        Words(
            "When an authenticator app or a passkey was added.", "Wenn eine Authenticator-App oder ein Passkey hinzukam.",
            "Когда добавлено приложение-аутентификатор или ключ доступа."),
        variables: [.person, .login, .panel, .moment, .factor]
    ) { Texts($0).loginNotifications.secondFactorAdded }

    static let secondFactorRemoved = MailNotification(
        "login.second_factor_removed", list: .security, to: .person,
        Words("Second factor removed", "Zweiter Faktor entfernt", "Второй фактор удалён"),
        Words(
            "When an authenticator app or a passkey was removed.", "Wenn eine Authenticator-App oder ein Passkey entfernt wurde.",
            "Когда удалено приложение-аутентификатор или ключ доступа."),
        variables: [.person, .login, .panel, .moment, .factor]
    ) { Texts($0).loginNotifications.secondFactorRemoved }
}

extension MailNotification.Variable {
    fileprivate static let factor = Self(
        "factor", Words("What kind of factor", "Welcher Faktor", "Какой фактор"),
        example: Words("an authenticator app", "eine Authenticator-App", "приложение-аутентификатор"))
}

/// The texts of notifications about logins, as they come with the product.
protocol LoginNotificationTexts: Sendable {
    var newPasswordLink: NotificationText { get }
    var passwordChanged: NotificationText { get }
    var emailConfirmation: NotificationText { get }
    var emailChanged: NotificationText { get }
    var secondFactorAdded: NotificationText { get }
    var secondFactorRemoved: NotificationText { get }
}

extension Texts {
    var loginNotifications: any LoginNotificationTexts {
        pick(EnglishLoginNotificationTexts(), GermanLoginNotificationTexts(), RussianLoginNotificationTexts())
    }
}
