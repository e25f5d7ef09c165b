import Core
import Fleet
import Identity
import Notifications
import Persistence

/// Queues the letters that people get about their logins.
package struct SentPersonalMail: PersonalMail {
    package init() {}

    package func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) throws {
        let settings = try ProviderSettings.current(in: db)
        var values = letter.values
        if settings.company.isEmpty { values["company"] = try Installations.current(in: db)?.providerName ?? "" }
        try Mails.notify(
            letter.kind.notification, to: MailAddress(stored: letter.to), language: letter.language, login: letter.login, values: values,
            settings: settings, in: db, at: now)
    }
}
