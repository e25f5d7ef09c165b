import Identity
import Presentation

/// What owners are told by mail about disk space and traffic.
extension MailNotification {
    static let usageNear = usage(
        "account.usage_near", Words("Nearly used up", "Fast aufgebraucht", "Почти исчерпано"),
        Words(
            "To the owner, when disk space or traffic passes 80 % of the maximum.",
            "An den Inhaber, wenn Speicherplatz oder Datenverkehr 80 % des Maximums erreicht.",
            "Владельцу, когда место на диске или трафик достигают 80 % максимума.")
    ) { texts in
        texts.pick(
            ("{resource} of {account} is nearly used up", "has used 80 % or more of what it may have"),
            ("{resource} von {account} ist fast aufgebraucht", "hat mindestens 80 % dessen genutzt, was ihm zusteht"),
            ("{resource} аккаунта {account}: почти исчерпано", "использовал 80 % или более доступного"))
    }

    static let usageExceeded = usage(
        "account.usage_exceeded", Words("Over the maximum", "Über dem Maximum", "Сверх максимума"),
        Words(
            "To the owner, when disk space or traffic passes the maximum. Nothing is cut off.",
            "An den Inhaber, wenn Speicherplatz oder Datenverkehr das Maximum überschreitet. Abgeschaltet wird nichts.",
            "Владельцу, когда место на диске или трафик превышают максимум. Ничего не отключается.")
    ) { texts in
        texts.pick(
            ("{resource} of {account} is over the maximum", "has used more than it may have"),
            ("{resource} von {account} liegt über dem Maximum", "hat mehr genutzt, als ihm zusteht"),
            ("{resource} аккаунта {account}: сверх максимума", "использовал больше доступного"))
    }

    private static func usage(
        _ key: String, _ name: Words, _ purpose: Words, says: @escaping @Sendable (Texts) -> (subject: String, happened: String)
    ) -> MailNotification {
        MailNotification(
            key, list: .accounts, to: .customer, name, purpose,
            variables: [
                .person, .login, .email, .account, .number, .moment,
                Variable(
                    "resource", Words("Disk space or traffic", "Speicherplatz oder Datenverkehr", "Место на диске или трафик"),
                    example: Words("Traffic", "Datenverkehr", "Трафик")),
                Variable(
                    "amounts",
                    Words("How much is used, of how much", "Wie viel genutzt ist, und von wie viel", "Сколько использовано и из скольких"),
                    example: Words("1.1 GB of 1,000 MB", "1,1 GB von 1.000 MB", "1,1 ГБ из 1000 МБ")),
                Variable(
                    "traffic",
                    Words("Filled only when it is traffic", "Nur gefüllt, wenn es Datenverkehr ist", "Заполнено, только если это трафик"),
                    example: Words("Traffic", "Datenverkehr", "Трафик")),
                Variable(
                    "space",
                    Words(
                        "Filled only when it is disk space", "Nur gefüllt, wenn es Speicherplatz ist", "Заполнено, только если это место"),
                    example: Words("Disk space", "Speicherplatz", "Место на диске")),
                Variable(
                    "link", Words("Page that shows the days", "Seite mit den Tagen", "Страница по дням"),
                    example: Words("https://cp.hosting.example/accounts/1001/usage")),
            ]
        ) { language in
            let texts = Texts(language)
            let (subject, happened) = says(texts)
            return texts.pick(
                NotificationText(
                    subject: subject,
                    body: """
                        Hello {person},

                        your account “{account}” \(happened): {resource}, {amounts}.

                        {if traffic}
                        Your websites go on. The count begins anew with the next calendar month.

                        {end}
                        {if space}
                        Delete what you do not need, or ask us for more space.

                        {end}
                        Day by day, and website by website:
                          {link}

                        {company}

                        """),
                NotificationText(
                    subject: subject,
                    body: """
                        Guten Tag {person},

                        Ihr Konto „{account}“ \(happened): {resource}, {amounts}.

                        {if traffic}
                        Ihre Websites laufen weiter. Mit dem nächsten Kalendermonat beginnt die Zählung von vorn.

                        {end}
                        {if space}
                        Löschen Sie, was Sie nicht brauchen, oder fragen Sie uns nach mehr Platz.

                        {end}
                        Tag für Tag und Website für Website:
                          {link}

                        {company}

                        """),
                NotificationText(
                    subject: subject,
                    body: """
                        Здравствуйте, {person}!

                        Ваш аккаунт «{account}» \(happened): {resource}, {amounts}.

                        {if traffic}
                        Ваши сайты продолжают работать. Со следующим календарным месяцем счёт начнётся заново.

                        {end}
                        {if space}
                        Удалите ненужное или попросите у нас больше места.

                        {end}
                        По дням и по сайтам:
                          {link}

                        {company}

                        """))
        }
    }
}
