import Core
import Fleet
import Identity
import Notifications
import Persistence
import Presentation

/// What owners are told about their accounts by mail.
extension MailNotification {
    package static let accountSuspended = MailNotification(
        "account.suspended", list: .accounts, to: .customer,
        Words("Account suspended", "Konto gesperrt", "Аккаунт приостановлен"),
        Words(
            "To the owner, when his account was suspended.", "An den Inhaber, wenn sein Konto gesperrt wurde.",
            "Владельцу, когда его аккаунт приостановлен."),
        variables: [
            .person, .login, .email, .account, .number, .moment,
            Variable(
                "reason", Words("Why", "Warum", "Почему"),
                example: Words("The invoice of October is unpaid.", "Die Rechnung vom Oktober ist offen.", "Не оплачен счёт за октябрь.")),
        ]
    ) { language in
        Texts(language).pick(
            NotificationText(
                subject: "Your account {account} is suspended",
                body: """
                    Hello {person},

                    your account {account} (number {number}) at {company} has been suspended on {at}.

                    Reason: {reason}

                    Visitors of your websites see a page that says so. Nothing is deleted: your files and settings stay as they are until the
                    account is resumed.

                    {if support}
                    Questions? {support}

                    {end}
                    {company}

                    """),
            NotificationText(
                subject: "Ihr Konto {account} ist gesperrt",
                body: """
                    Guten Tag {person},

                    Ihr Konto {account} (Nummer {number}) bei {company} wurde gesperrt: {at}.

                    Grund: {reason}

                    Besucher Ihrer Websites sehen eine Seite, die das sagt. Nichts wird gelöscht: Ihre Dateien und Einstellungen bleiben, wie sie
                    sind, bis das Konto wieder freigegeben wird.

                    {if support}
                    Fragen? {support}

                    {end}
                    {company}

                    """),
            NotificationText(
                subject: "Ваш аккаунт {account} приостановлен",
                body: """
                    Здравствуйте, {person}!

                    Ваш аккаунт {account} (номер {number}) в {company} приостановлен: {at}.

                    Причина: {reason}

                    Посетители ваших сайтов видят страницу с сообщением об этом. Ничего не удаляется: файлы и настройки останутся как есть,
                    пока аккаунт не возобновят.

                    {if support}
                    Вопросы? {support}

                    {end}
                    {company}

                    """))
    }

    package static let accountResumed = MailNotification(
        "account.resumed", list: .accounts, to: .customer,
        Words("Account resumed", "Konto wieder freigegeben", "Аккаунт возобновлён"),
        Words(
            "To the owner, when no reason for the suspension is left.", "An den Inhaber, wenn kein Grund der Sperre mehr besteht.",
            "Владельцу, когда не осталось причин приостановки."),
        variables: [.person, .login, .email, .account, .number, .moment]
    ) { language in
        Texts(language).pick(
            NotificationText(
                subject: "Your account {account} is active again",
                body: """
                    Hello {person},

                    your account {account} (number {number}) at {company} is active again since {at}. Your websites are served as before.

                    {if support}
                    Questions? {support}

                    {end}
                    {company}

                    """),
            NotificationText(
                subject: "Ihr Konto {account} ist wieder freigegeben",
                body: """
                    Guten Tag {person},

                    Ihr Konto {account} (Nummer {number}) bei {company} ist wieder freigegeben: {at}. Ihre Websites werden ausgeliefert wie zuvor.

                    {if support}
                    Fragen? {support}

                    {end}
                    {company}

                    """),
            NotificationText(
                subject: "Ваш аккаунт {account} снова работает",
                body: """
                    Здравствуйте, {person}!

                    Ваш аккаунт {account} (номер {number}) в {company} снова работает: {at}. Сайты открываются как прежде.

                    {if support}
                    Вопросы? {support}

                    {end}
                    {company}

                    """))
    }

    /// Its texts are those of templates, and a default for whoever has none.
    static let registration = MailNotification(
        Mail.Kind.registration.rawValue, list: .welcome, to: .customer,
        Words("Registration e-mail", "Registrierungs-E-Mail", "Регистрационное письмо"),
        Words(
            "To a new customer, with his sign-in name and password.", "An einen neuen Kunden, mit Anmeldename und Passwort.",
            "Новому клиенту, с логином и паролем."),
        variables: [
            .person, .login, .email, .account, .number, .panel,
            Variable("password", Words("Password", "Passwort", "Пароль"), example: Words("mxr7k2hq9tw4"), isSecret: true),
        ], editor: "/registration-mail"
    ) { language in
        let text = Texts(language).templates.standardMail
        return NotificationText(subject: text.subject, body: text.text)
    }
}

extension Accounts {
    /// Mails the owner, in his language. Nobody is mailed about an account whose owner is gone.
    static func tellOwner(
        of account: Account, _ notification: MailNotification, _ values: [String: String] = [:], in db: any Connection, at now: Timestamp
    ) throws {
        // Nobody is mailed about a demonstration.
        guard !account.isDemo, let owner = try Logins.find(account.login, in: db) else { return }
        let settings = try ProviderSettings.current(in: db)
        let company = try settings.company.isEmpty ? Installations.current(in: db)?.providerName ?? "" : settings.company
        let all = [
            "account": account.title, "number": String(account.number), "at": settings.texts(for: owner).moment(now), "company": company,
        ].merging(values) { $1 }
        try Mails.notify(notification, to: owner, account: account.id, values: all, settings: settings, in: db, at: now)
    }
}
