import Core
import Persistence
import Presentation

package typealias MailID = Identifier<Mail>

/// A mail to one person, as a feature writes it.
package struct Mail: Sendable {
    /// What it is about. Raw values are stored: `feature.event`.
    package struct Kind: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral text: String) { rawValue = text }

        /// From the test button of the relay.
        package static let test: Kind = "mail.test"
    }

    package var to: MailAddress
    package var subject: MailLine
    /// Plain text; lines end with `\n`.
    package var text: String
    /// The same as HTML, a whole document, sent beside the text; nil for a plain text.
    package var html: String?
    package var language: Language
    package var kind: Kind
    /// The account it concerns.
    package var account: AccountID?
    /// The login it is for.
    package var login: LoginID?
    /// It carries a secret, such as a one-time link: its text is forgotten as soon as the mail has left or has been given up.
    package var isSecret: Bool
    /// The mail of which this is a copy for staff: it says in its header to whom that one went.
    package var copyOf: MailID?

    package init(
        to: MailAddress, subject: String, text: String, html: String? = nil, language: Language, kind: Kind, account: AccountID? = nil,
        login: LoginID? = nil, isSecret: Bool = false, copyOf: MailID? = nil
    ) {
        self.to = to
        self.subject = MailLine(subject)
        self.text = text
        self.html = html
        self.copyOf = copyOf
        self.language = language
        self.kind = kind
        self.account = account
        self.login = login
        self.isSecret = isSecret
    }
}

/// How far a mail is. Raw values are stored and stand in the API.
package enum MailState: String, Sendable, CaseIterable, SQLEnum {
    /// For the job that sends it, or for its next try.
    case waiting
    /// The relay has taken it.
    case sent
    /// Given up; `words` says why.
    case failed
    /// There is no relay: it is kept here for people to read.
    case kept
}

/// A stored mail.
package struct StoredMail: Sendable {
    package let id: MailID
    package var mail: Mail
    package var state: MailState
    package var attempts: Int
    /// The relay's own words at the last try; empty before.
    package var words: String
    package var createdAt: Timestamp
    package var sentAt: Timestamp?
}
