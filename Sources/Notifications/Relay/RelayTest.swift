import Identity
import Presentation

extension MailNotification {
    /// From the test button of the relay.
    static let relayTest = MailNotification(
        "mail.test", list: .system, to: .provider, Words("Test of the relay", "Test des Relays", "Проверка почтового сервера"),
        Words(
            "When somebody presses the test button of the relay.", "Wenn jemand beim Relay auf Testen drückt.",
            "Когда нажата кнопка проверки почтового сервера."),
        variables: [
            Variable("host", Words("Host of the relay", "Host des Relays", "Хост сервера"), example: Words("smtp.example.org"))
        ], mayBeCopied: false
    ) { language in
        Texts(language).pick(
            NotificationText(
                subject: "Test of the mail relay",
                body: """
                    This mail shows that Hostwright can send mail through {host}.

                    Somebody pressed the test button in the settings. There is nothing to do.

                    """),
            NotificationText(
                subject: "Test des Mail-Relays",
                body: """
                    Diese E-Mail zeigt, dass Hostwright über {host} E-Mails senden kann.

                    Jemand hat in den Einstellungen auf Testen gedrückt. Es ist nichts zu tun.

                    """),
            NotificationText(
                subject: "Проверка почтового сервера",
                body: """
                    Это письмо показывает, что Hostwright может отправлять почту через {host}.

                    Кто-то нажал кнопку проверки в настройках. Ничего делать не нужно.

                    """))
    }
}
