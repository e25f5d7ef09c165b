import Core
import Identity
import Jobs
import Logging
import Persistence

/// Hands one mail to the relay. What was sent is not sent again, however often the job runs; only when the process dies between the relay's
/// "250" and the next write can a mail leave twice, and then with the same Message-ID.
package struct SendMail: Job {
    package static let kind = "notifications.send_mail"

    package var mail: MailID

    package init(mail: MailID) { self.mail = mail }

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let id = mail
        let relays = try context.services(Relays.self)
        let (found, original, relay, settings) = try await context.database.read { db in
            let found = try MailQueries.find(id, in: db)
            return (
                found, try found?.mail.copyOf.flatMap { try MailQueries.find($0, in: db) }, try relays.current(in: db),
                try ProviderSettings.current(in: db)
            )
        }
        // Removed with its age, or sent by an attempt whose end could not be stored.
        guard let stored = found, stored.state == .waiting else { return .done }
        guard let relay else {
            try await end(stored, as: .kept, words: "", attempts: stored.attempts, context)
            return .done
        }
        let message = MailMessage(
            from: relay.sender, to: original?.mail.to ?? stored.mail.to, subject: stored.mail.subject, text: stored.mail.text,
            html: stored.mail.html, language: stored.mail.language,
            // A support address may be a web page.
            date: stored.createdAt, id: stored.id.text, replyTo: try? MailAddress(settings.supportAddress, name: settings.company),
            envelope: original == nil ? nil : stored.mail.to)
        let attempts = stored.attempts + 1
        switch await relays.transport.deliver(message, relay) {
        case .taken(let words):
            try await end(stored, as: .sent, words: words, attempts: attempts, context)
            context.logger.info("mail sent", metadata: ["mail": "\(id)", "words": "\(words)"])
            return .done
        case .refused(let words):
            try await end(stored, as: .failed, words: words, attempts: attempts, context)
            return .giveUp(because: words)
        case .notNow(let words):
            let isLast = context.attempt >= Self.maximumAttempts
            try await end(stored, as: isLast ? .failed : .waiting, words: words, attempts: attempts, context)
            return isLast ? .giveUp(because: words) : .retry(after: JobBackoff.delay(afterAttempt: context.attempt), because: words)
        }
    }

    private func end(_ stored: StoredMail, as state: MailState, words: String, attempts: Int, _ context: JobContext) async throws {
        let now = context.clock.now
        try await context.database.write { db in
            try MailQueries.setState(
                stored.id, state, words: words, attempts: attempts, sentAt: state == .sent ? now : nil, in: db)
        }
    }
}

/// Removes mails older than 90 days.
struct PruneMail: Job {
    static let kind = "notifications.prune_mail"

    func run(_ context: JobContext) async throws -> JobOutcome {
        let now = context.clock.now
        let count = try await context.database.write { db in try MailQueries.delete(before: now - .days(90), in: db) }
        if count > 0 { context.logger.info("old mails removed", metadata: ["count": "\(count)"]) }
        return .done
    }
}
