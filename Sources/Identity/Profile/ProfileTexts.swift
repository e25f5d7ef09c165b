import Presentation

/// What a person's own pages say: profile, e-mail address, password; and the password that staff give.
package protocol ProfileTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var about: String { get }
    var save: String { get }
    var saved: String { get }
    var person: String { get }
    var personHint: String { get }
    var language: String { get }
    var languageDefault: String { get }
    var timeZone: String { get }
    var timeZoneHint: String { get }
    var timeZoneDefault: String { get }
    var themeHint: String { get }
    var themeDefault: String { get }
    var lookTitle: String { get }
    func lookSummary(_ name: String) -> String
    func lookGiven(_ name: String) -> String
    var signingIn: String { get }
    var name: String { get }
    var email: String { get }
    var change: String { get }
    var password: String { get }
    var neverChanged: String { get }
    var emailTitle: String { get }
    var emailNow: String { get }
    var emailNew: String { get }
    var emailNewHint: String { get }
    var emailSend: String { get }
    var confirmTitle: String { get }
    var confirm: String { get }
    var passwordTitle: String { get }
    var passwordOld: String { get }
    var passwordNew: String { get }
    var passwordEnds: String { get }
    var passwordChange: String { get }
    var giveTitle: String { get }
    var give: String { get }
    var giveHint: String { get }
    var givenTitle: String { get }
    var strength: String { get }
    func changed(_ when: String) -> String
    func emailSent(_ address: String) -> String
    func emailOfOthers(_ name: String) -> String
    func emailAsked(_ name: String, _ address: String) -> String
    func confirmText(_ address: String, _ name: String) -> String
    func confirmed(_ address: String) -> String
    func passwordChanged(_ strength: PasswordStrength) -> String
    func giveSummary(_ name: String) -> String
    func given(_ name: String) -> String
    func givenOnce(_ name: String) -> String
    func word(_ strength: PasswordStrength) -> String
}

extension Texts {
    package var profile: any ProfileTexts { pick(EnglishProfileTexts(), GermanProfileTexts(), RussianProfileTexts()) }
}

struct EnglishProfileTexts: ProfileTexts {
    let title = "My profile"
    let summary = "Who you are to the panel, and how you sign in."
    let about = "About you"
    let save = "Save"
    let saved = "Your profile is saved."
    let person = "Your name"
    let personHint = "As others read it in lists and logs."
    let language = "Language"
    let languageDefault = "As the provider has set it"
    let timeZone = "Time zone"
    let timeZoneHint = "Times in the panel and in mails are shown in it."
    let timeZoneDefault = "As the provider has set it"
    let themeHint = "High contrast draws lines and letters as strong as they can be."
    let themeDefault = "As the provider has set it"
    let lookTitle = "Language and appearance"
    let signingIn = "Signing in"
    let name = "Sign-in name"
    let email = "E-mail"
    let change = "Change"
    let password = "Password"
    let neverChanged = "still the first one"
    let emailTitle = "Change the e-mail address"
    let emailNow = "Address until now"
    let emailNew = "New address"
    let emailNewHint = "A link goes to it. Until you have followed the link, the old address stays."
    let emailSend = "Send the link"
    let confirmTitle = "Confirm the e-mail address"
    let confirm = "Confirm"
    let passwordTitle = "Change the password"
    let passwordOld = "Present password"
    let passwordNew = "New password"
    let passwordEnds = "Every other session of yours ends."
    let passwordChange = "Change password"
    let giveTitle = "New password"
    let give = "Give this password"
    let giveHint = "Leave both fields empty and the panel makes one, which it shows once."
    let givenTitle = "The new password"
    let strength = "Strength"

    func lookSummary(_ name: String) -> String { "How the panel meets \(name)." }
    func lookGiven(_ name: String) -> String { "Saved for \(name)." }
    func changed(_ when: String) -> String { "changed \(when)" }
    func emailSent(_ address: String) -> String { "A link is on its way to \(address). Follow it within 24 hours." }
    func emailOfOthers(_ name: String) -> String {
        "A link goes to the new address. Until \(name) has followed it, the old one stays; then the old one is told."
    }
    func emailAsked(_ name: String, _ address: String) -> String {
        "A link is on its way to \(address). Once \(name) has followed it, within 24 hours, the address is changed."
    }
    func confirmText(_ address: String, _ name: String) -> String { "Should \(address) be the e-mail address of \(name)?" }
    func confirmed(_ address: String) -> String { "\(address) is your e-mail address now." }
    func passwordChanged(_ strength: PasswordStrength) -> String {
        "Your password is changed; it is \(word(strength)). Your other sessions have ended."
    }
    func giveSummary(_ name: String) -> String { "For \(name), whose sessions all end." }
    func given(_ name: String) -> String { "\(name) has a new password." }
    func givenOnce(_ name: String) -> String { "This is the password of \(name). It is shown this once: hand it over." }
    func word(_ strength: PasswordStrength) -> String {
        switch strength {
        case .veryWeak: "very weak"
        case .weak: "weak"
        case .fair: "not strong enough"
        case .good: "good"
        case .strong: "strong"
        }
    }
}
