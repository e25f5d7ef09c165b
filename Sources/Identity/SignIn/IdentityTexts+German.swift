import Presentation

struct GermanIdentityTexts: IdentityTexts {
    let texts: Texts
    let signIn = "Anmelden"
    let signInSummary = "Mit Ihrem Anmeldenamen und Passwort."
    let name = "Anmeldename"
    let password = "Passwort"
    let signedOut = "Sie sind abgemeldet."
    let firstTitle = "Der erste Administrator"
    let firstSummary = "Dieser Link gilt einmal. Legen Sie fest, wie Sie sich anmelden."
    let person = "Ihr Name"
    let personHint = "So, wie Kunden und Kollegen ihn lesen."
    let email = "E-Mail-Adresse"
    let nameHint = "Buchstaben, Ziffern und . - _ @"
    let passwordTip = "Drei oder vier Wörter ohne Zusammenhang ergeben ein gutes Passwort."
    let passwordAgain = "Passwort wiederholen"
    let passwordsDiffer = "Die beiden Passwörter stimmen nicht überein. Geben Sie zweimal dasselbe ein."
    let createAdministrator = "Anlegen und anmelden"
    let linkUsedTitle = "Dieser Link wurde bereits verwendet"
    let linkUsed =
        "Der erste Administrator ist schon angelegt. Melden Sie sich mit dem Namen und dem Passwort an, die dabei gewählt wurden."
    let linkExpiredTitle = "Dieser Link ist abgelaufen"
    let linkExpired = "Er galt 24 Stunden. Starten Sie das Panel neu: Solange es keinen Administrator gibt, gibt es einen neuen Link aus."
    let linkUnknownTitle = "Dieser Link ist ungültig"
    let linkUnknown =
        "Er wurde unvollständig kopiert oder durch einen neueren ersetzt: Jeder Start des Panels gibt einen aus, bis es einen Administrator gibt. Gibt es bereits einen, melden Sie sich an."

    func passwordRule(_ policy: PasswordPolicy) -> String {
        let length =
            policy.maximum < PasswordPolicy.longest
            ? "\(policy.minimum) bis " + texts.plural(policy.maximum, one: "Zeichen", other: "Zeichen") + "."
            : "Mindestens " + texts.plural(policy.minimum, one: "Zeichen", other: "Zeichen") + "."
        if policy.classes < 2 { return length }
        return length + " Mindestens \(policy.classes) der vier Arten: Kleinbuchstaben, Großbuchstaben, Ziffern, andere Zeichen."
    }

    func welcome(_ name: String) -> String { "Willkommen, \(name)." }
}
