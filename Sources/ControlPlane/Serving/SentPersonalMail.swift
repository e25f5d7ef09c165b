import Core
import Identity
import Notifications
import Persistence

/// Queues the letters that people get about their logins.
struct SentPersonalMail: PersonalMail {
    func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) throws {
        try Mails.queue(
            Mail(
                to: MailAddress(stored: letter.to), subject: letter.subject, text: letter.text, language: letter.language,
                kind: Mail.Kind(rawValue: "login." + letter.kind.rawValue), login: letter.login, isSecret: letter.kind.isSecret), in: db,
            at: now)
    }
}
