import Core
import Identity
import Persistence

package typealias CircularID = Identifier<Circular>

/// One mail to many customers (C.USR-04): who gets it was decided when it was sent.
package struct Circular: Sendable, Hashable {
    package static let longestSubject = 150
    package static let longestText = 20_000
    /// What can stand in subject and text in braces: each customer reads his own.
    package static let variables: [MailNotification.Variable] = [.person, .login, .email, .company, .support]

    package var id: CircularID
    package var subject: String
    package var text: String
    package var createdAt: Timestamp
    /// How far it is.
    package var progress: CircularProgress

    /// As the audit log names it.
    package var audited: AuditEntry.Object { .init("circular", id.text, subject) }
}

/// How many of a circular's mails are where.
package struct CircularProgress: Sendable, Hashable {
    package var recipients: Int
    /// Not written yet.
    package var left: Int
    /// Written and on their way.
    package var waiting: Int
    package var failed: Int

    package var written: Int { recipients - left }
    package var isDone: Bool { left == 0 }
    package var share: Double { recipients == 0 ? 1 : Double(written) / Double(recipients) }
}

/// A circular as typed, before it is checked.
package struct CircularForm: Sendable {
    package var subject: String
    package var text: String
    /// Who gets it; nil: every customer but those of `except`.
    package var to: Set<LoginID>?
    /// Sign-in names.
    package var except: [String]

    package init(subject: String, text: String, to: Set<LoginID>? = nil, except: [String] = []) {
        self.subject = subject
        self.text = text
        self.to = to
        self.except = except
    }

    /// Throws `Fault(.invalid)` beside `subject` and `text`.
    func checkText() throws -> (subject: String, text: String) {
        var complaints = Complaints()
        let subject = try complaints.take("subject") { try self.subject.asName(limit: Circular.longestSubject) }
        let text = self.text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmingWhitespace
        if text.isEmpty { complaints.add("text", key: "circular.empty", "Write what your customers are to read.") }
        if text.count > Circular.longestText {
            complaints.add(
                "text", key: "circular.long", arguments: ["limit": String(Circular.longestText)],
                "At most \(Circular.longestText) characters, please.")
        }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }) {
            complaints.add("text", key: "circular.characters", "This has a control character, which mails cannot carry. Take it out.")
        }
        let known = Circular.variables.map(\.name)
        MailTemplate(self.subject).check("subject", hasLines: false, known: known, complaints: &complaints)
        MailTemplate(text).check("text", known: known, complaints: &complaints)
        try complaints.check()
        return (subject ?? "", text)
    }
}

/// A customer who can get one.
package struct CircularRecipient: Sendable, Hashable {
    package var id: LoginID
    package var name: String
    package var person: String
    package var email: String
}
