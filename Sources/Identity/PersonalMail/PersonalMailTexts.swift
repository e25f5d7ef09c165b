import Presentation

/// What the mails say that a person gets about his login. `panel` is the panel's address, `name` the sign-in name.
package protocol PersonalMailTexts: Sendable {
    func newPasswordSubject(_ panel: String) -> String
    func newPasswordText(person: String, name: String, link: String, panel: String, until: String) -> String
    func passwordChangedSubject(_ panel: String) -> String
    func passwordChangedText(person: String, name: String, panel: String, at: String) -> String
    func confirmEmailSubject(_ panel: String) -> String
    func confirmEmailText(person: String, name: String, link: String, panel: String, until: String) -> String
    func emailChangedSubject(_ panel: String) -> String
    func emailChangedText(person: String, name: String, new: String, panel: String, at: String) -> String
    func factorAddedSubject(_ panel: String) -> String
    func factorAddedText(person: String, name: String, factor: String, panel: String, at: String) -> String
    func factorRemovedSubject(_ panel: String) -> String
    func factorRemovedText(person: String, name: String, factor: String, panel: String, at: String) -> String
}

extension Texts {
    package var personalMail: any PersonalMailTexts { pick(EnglishPersonalMail(), GermanPersonalMail(), RussianPersonalMail()) }
}

struct EnglishPersonalMail: PersonalMailTexts {
    func newPasswordSubject(_ panel: String) -> String { "A new password for \(panel)" }

    func newPasswordText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Hello \(person),

        somebody, probably you, has asked for a new password for the sign-in name \(name) at \(panel).

        Choose the new password here:

        \(link)

        The link works once, until \(until). If you did not ask for it, do nothing: your password stays as it is.
        """
    }

    func passwordChangedSubject(_ panel: String) -> String { "Your password for \(panel) was changed" }

    func passwordChangedText(person: String, name: String, panel: String, at: String) -> String {
        """
        Hello \(person),

        the password of the sign-in name \(name) at \(panel) was changed on \(at). Whoever was signed in with it has been signed out.

        If this was not you, ask for a new password at \(panel)/lost-password at once, and tell your provider.
        """
    }

    func confirmEmailSubject(_ panel: String) -> String { "Confirm your e-mail address for \(panel)" }

    func confirmEmailText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Hello \(person),

        this address is to be the one of the sign-in name \(name) at \(panel).

        Confirm it here:

        \(link)

        The link works once, until \(until). If you know nothing of this, do nothing: then this address is not used.
        """
    }

    func emailChangedSubject(_ panel: String) -> String { "Your e-mail address for \(panel) was changed" }

    func emailChangedText(person: String, name: String, new: String, panel: String, at: String) -> String {
        """
        Hello \(person),

        the e-mail address of the sign-in name \(name) at \(panel) was changed on \(at). It is now \(new), and mail no longer comes here.

        If this was not you, tell your provider at once: somebody else may have your password.
        """
    }

    func factorAddedSubject(_ panel: String) -> String { "A second factor was added for \(panel)" }

    func factorAddedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Hello \(person),

        a second factor was added to the sign-in name \(name) at \(panel) on \(at): \(factor).

        If this was not you, change your password at once and tell your provider.
        """
    }

    func factorRemovedSubject(_ panel: String) -> String { "A second factor was removed for \(panel)" }

    func factorRemovedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Hello \(person),

        a second factor of the sign-in name \(name) at \(panel) was removed on \(at): \(factor).

        If this was not you, change your password at once and tell your provider.
        """
    }
}
