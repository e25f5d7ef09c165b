import Core
import Persistence
import Presentation

/// Sends mail to a person about himself: links that only he should get, and what has been done to his login.
///
/// What sends mail lies above this module, so ControlPlane hands it in. The letter is written in the transaction of what it tells: with it
/// it is sent or not.
package protocol PersonalMail: Sendable {
    func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) throws
}

/// One of the notifications about logins for one person, in his language.
package struct PersonalLetter: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The one-time link with which a lost password is replaced.
        case newPasswordLink = "new_password_link"
        case passwordChanged = "password_changed"
        /// To the new address: the link that confirms it.
        case emailConfirmation = "email_confirmation"
        /// To the old address.
        case emailChanged = "email_changed"
        case secondFactorAdded = "second_factor_added"
        case secondFactorRemoved = "second_factor_removed"
    }

    package var kind: Kind
    package var login: LoginID
    /// The address it goes to.
    package var to: String
    package var person: String
    package var language: Language
    /// What the notification's variables stand for.
    package var values: [String: String]

    /// As it reads with the text that comes with the product.
    package var subject: String { MailTemplate(kind.notification.standard(language).subject).filled(values) }
    package var text: String { MailTemplate(kind.notification.standard(language).body).filled(values) }
}

/// Until there is something that sends: nothing leaves, and nobody is told otherwise. For tests and for tools that send nothing.
package struct NoPersonalMail: PersonalMail {
    package init() {}
    package func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) throws {}
}

extension PersonalLetter {
    /// Somebody asked for a new password for this login.
    static func newPasswordLink(_ login: Login, texts: Texts, panel: String, link: String, until: Timestamp) -> PersonalLetter {
        letter(.newPasswordLink, login, texts, panel, ["link": link, "until": texts.moment(until)])
    }

    static func passwordChanged(_ login: Login, texts: Texts, panel: String, at now: Timestamp) -> PersonalLetter {
        letter(.passwordChanged, login, texts, panel, ["at": texts.moment(now)])
    }

    /// To the address that is to be the new one.
    static func emailConfirmation(
        _ login: Login, to address: String, texts: Texts, panel: String, link: String, until: Timestamp
    ) -> PersonalLetter {
        letter(.emailConfirmation, login, texts, panel, to: address, ["link": link, "until": texts.moment(until)])
    }

    /// To the address that was the person's until now.
    static func emailChanged(_ login: Login, from old: String, texts: Texts, panel: String, at now: Timestamp) -> PersonalLetter {
        letter(.emailChanged, login, texts, panel, to: old, ["new_email": login.email, "at": texts.moment(now)])
    }

    /// `factor` in the person's language: "an authenticator app".
    static func secondFactor(
        _ kind: Kind, _ login: Login, factor: String, texts: Texts, panel: String, at now: Timestamp
    ) -> PersonalLetter { letter(kind, login, texts, panel, ["factor": factor, "at": texts.moment(now)]) }

    private static func letter(
        _ kind: Kind, _ login: Login, _ texts: Texts, _ panel: String, to address: String? = nil, _ values: [String: String]
    ) -> PersonalLetter {
        PersonalLetter(
            kind: kind, login: login.id, to: address ?? login.email, person: login.person, language: texts.language,
            values: values.merging(["person": login.person, "login": login.name, "panel": panel]) { own, _ in own })
    }
}
