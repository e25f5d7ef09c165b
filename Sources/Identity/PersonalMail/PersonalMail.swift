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

/// A letter ready to be sent, in the person's language.
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

        /// Holds a one-time link, so that its text must not be kept longer than needed.
        package var isSecret: Bool { self == .newPasswordLink || self == .emailConfirmation }
    }

    package var kind: Kind
    package var login: LoginID
    /// The address it goes to.
    package var to: String
    package var language: Language
    package var subject: String
    /// Plain text, lines as they are.
    package var text: String
}

/// Until there is something that sends: nothing leaves, and nobody is told otherwise. For tests and for tools that send nothing.
package struct NoPersonalMail: PersonalMail {
    package init() {}
    package func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) throws {}
}

extension PersonalLetter {
    /// Somebody asked for a new password for this login.
    static func newPasswordLink(_ login: Login, texts: Texts, panel: String, link: String, until: Timestamp) -> PersonalLetter {
        let words = texts.personalMail
        return letter(
            .newPasswordLink, login, texts, subject: words.newPasswordSubject(panel),
            text: words.newPasswordText(person: login.person, name: login.name, link: link, panel: panel, until: texts.moment(until)))
    }

    static func passwordChanged(_ login: Login, texts: Texts, panel: String, at now: Timestamp) -> PersonalLetter {
        let words = texts.personalMail
        return letter(
            .passwordChanged, login, texts, subject: words.passwordChangedSubject(panel),
            text: words.passwordChangedText(person: login.person, name: login.name, panel: panel, at: texts.moment(now)))
    }

    /// To the address that is to be the new one.
    static func emailConfirmation(
        _ login: Login, to address: String, texts: Texts, panel: String, link: String, until: Timestamp
    ) -> PersonalLetter {
        let words = texts.personalMail
        return letter(
            .emailConfirmation, login, texts, to: address, subject: words.confirmEmailSubject(panel),
            text: words.confirmEmailText(person: login.person, name: login.name, link: link, panel: panel, until: texts.moment(until)))
    }

    /// To the address that was the person's until now.
    static func emailChanged(_ login: Login, from old: String, texts: Texts, panel: String, at now: Timestamp) -> PersonalLetter {
        let words = texts.personalMail
        return letter(
            .emailChanged, login, texts, to: old, subject: words.emailChangedSubject(panel),
            text: words.emailChangedText(person: login.person, name: login.name, new: login.email, panel: panel, at: texts.moment(now)))
    }

    /// `factor` in the person's language: "an authenticator app".
    static func secondFactor(
        _ kind: Kind, _ login: Login, factor: String, texts: Texts, panel: String, at now: Timestamp
    ) -> PersonalLetter {
        let words = texts.personalMail
        let isNew = kind == .secondFactorAdded
        return letter(
            kind, login, texts, subject: isNew ? words.factorAddedSubject(panel) : words.factorRemovedSubject(panel),
            text: isNew
                ? words.factorAddedText(person: login.person, name: login.name, factor: factor, panel: panel, at: texts.moment(now))
                : words.factorRemovedText(person: login.person, name: login.name, factor: factor, panel: panel, at: texts.moment(now)))
    }

    private static func letter(
        _ kind: Kind, _ login: Login, _ texts: Texts, to address: String? = nil, subject: String, text: String
    ) -> PersonalLetter {
        PersonalLetter(
            kind: kind, login: login.id, to: address ?? login.email, language: texts.language, subject: subject, text: text)
    }
}
