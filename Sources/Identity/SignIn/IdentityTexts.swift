import Presentation

/// What sign-in and the first administrator's page say.
package protocol IdentityTexts: Sendable {
    var signIn: String { get }
    var signInSummary: String { get }
    var name: String { get }
    var password: String { get }
    var signedOut: String { get }
    var firstTitle: String { get }
    var firstSummary: String { get }
    var person: String { get }
    var personHint: String { get }
    var email: String { get }
    var nameHint: String { get }
    /// Lengths and kinds of characters that a new password must have.
    func passwordRule(_ policy: PasswordPolicy) -> String
    var passwordTip: String { get }
    var passwordAgain: String { get }
    var passwordsDiffer: String { get }
    var createAdministrator: String { get }
    var linkUsedTitle: String { get }
    var linkUsed: String { get }
    var linkExpiredTitle: String { get }
    var linkExpired: String { get }
    var linkUnknownTitle: String { get }
    var linkUnknown: String { get }
    func welcome(_ name: String) -> String
}

extension Texts {
    package var identity: any IdentityTexts {
        pick(EnglishIdentityTexts(texts: self), GermanIdentityTexts(texts: self), RussianIdentityTexts(texts: self))
    }
}

struct EnglishIdentityTexts: IdentityTexts {
    let texts: Texts
    let signIn = "Sign in"
    let signInSummary = "With your sign-in name and password."
    let name = "Sign-in name"
    let password = "Password"
    let signedOut = "You are signed out."
    let firstTitle = "The first administrator"
    let firstSummary = "This link works once. Choose how you will sign in."
    let person = "Your name"
    let personHint = "As your customers and colleagues will read it."
    let email = "E-mail"
    let nameHint = "Letters, digits and . - _ @"
    let passwordTip = "Three or four unrelated words make a good one."
    let passwordAgain = "Password again"
    let passwordsDiffer = "The two passwords differ. Type the same one twice."
    let createAdministrator = "Create and sign in"
    let linkUsedTitle = "This link has been used"
    let linkUsed = "The first administrator exists already. Sign in with the name and password chosen then."
    let linkExpiredTitle = "This link has expired"
    let linkExpired = "It worked for 24 hours. Start the panel again: as long as there is no administrator, it prints a new one."
    let linkUnknownTitle = "This link does not work"
    let linkUnknown =
        "It was copied incompletely, or a newer one has replaced it: each start of the panel prints one, until there is an administrator. If there is one, sign in."

    func passwordRule(_ policy: PasswordPolicy) -> String {
        let length =
            policy.maximum < PasswordPolicy.longest
            ? "\(policy.minimum) to " + texts.plural(policy.maximum, one: "character", other: "characters") + "."
            : "At least " + texts.plural(policy.minimum, one: "character", other: "characters") + "."
        if policy.classes < 2 { return length }
        return length + " At least \(policy.classes) of the four kinds: small letters, capitals, digits, others."
    }

    func welcome(_ name: String) -> String { "Welcome, \(name)." }
}
