struct GermanProfileTexts: ProfileTexts {
    let title = "Mein Profil"
    let summary = "Wer Sie für das Panel sind und wie Sie sich anmelden."
    let about = "Über Sie"
    let save = "Speichern"
    let saved = "Ihr Profil ist gespeichert."
    let person = "Ihr Name"
    let personHint = "So lesen ihn andere in Listen und Protokollen."
    let language = "Sprache"
    let languageDefault = "Wie vom Anbieter eingestellt"
    let timeZone = "Zeitzone"
    let timeZoneHint = "Zeiten im Panel und in E-Mails werden in ihr angezeigt."
    let timeZoneDefault = "Wie vom Anbieter eingestellt"
    let themeHint = "Hoher Kontrast zeichnet Linien und Schrift so kräftig wie möglich."
    let themeDefault = "Wie vom Anbieter eingestellt"
    let lookTitle = "Sprache und Darstellung"
    let signingIn = "Anmeldung"
    let name = "Anmeldename"
    let email = "E-Mail"
    let change = "Ändern"
    let password = "Passwort"
    let neverChanged = "noch das erste"
    let emailTitle = "E-Mail-Adresse ändern"
    let emailNow = "Bisherige Adresse"
    let emailNew = "Neue Adresse"
    let emailNewHint = "Dorthin geht ein Link. Bis Sie ihm gefolgt sind, bleibt die alte Adresse."
    let emailSend = "Link senden"
    let confirmTitle = "E-Mail-Adresse bestätigen"
    let confirm = "Bestätigen"
    let passwordTitle = "Passwort ändern"
    let passwordOld = "Bisheriges Passwort"
    let passwordNew = "Neues Passwort"
    let passwordEnds = "Ihre anderen Sitzungen enden alle."
    let passwordChange = "Passwort ändern"
    let giveTitle = "Neues Passwort"
    let give = "Dieses Passwort vergeben"
    let giveHint = "Bleiben beide Felder leer, erzeugt das Panel eines und zeigt es einmal an."
    let givenTitle = "Das neue Passwort"
    let strength = "Stärke"

    func lookSummary(_ name: String) -> String { "Wie das Panel \(name) begegnet." }
    func lookGiven(_ name: String) -> String { "Für \(name) gespeichert." }
    func changed(_ when: String) -> String { "geändert: \(when)" }
    func emailSent(_ address: String) -> String { "Ein Link ist unterwegs an \(address). Folgen Sie ihm innerhalb von 24 Stunden." }
    func emailOfOthers(_ name: String) -> String {
        "An die neue Adresse geht ein Link. Bis \(name) ihm gefolgt ist, bleibt die alte; dann erfährt es auch die alte."
    }
    func emailAsked(_ name: String, _ address: String) -> String {
        "Ein Link ist unterwegs an \(address). Ist \(name) ihm innerhalb von 24 Stunden gefolgt, ist die Adresse geändert."
    }
    func confirmText(_ address: String, _ name: String) -> String { "Soll \(address) die E-Mail-Adresse von \(name) sein?" }
    func confirmed(_ address: String) -> String { "\(address) ist jetzt Ihre E-Mail-Adresse." }
    func passwordChanged(_ strength: PasswordStrength) -> String {
        "Ihr Passwort ist geändert; es ist \(word(strength)). Ihre anderen Sitzungen sind beendet."
    }
    func giveSummary(_ name: String) -> String { "Für \(name). Alle Sitzungen von \(name) enden." }
    func given(_ name: String) -> String { "\(name) hat ein neues Passwort." }
    func givenOnce(_ name: String) -> String {
        "Das ist das Passwort von \(name). Es wird nur dieses eine Mal angezeigt: Geben Sie es weiter."
    }
    func word(_ strength: PasswordStrength) -> String {
        switch strength {
        case .veryWeak: "sehr schwach"
        case .weak: "schwach"
        case .fair: "nicht stark genug"
        case .good: "gut"
        case .strong: "stark"
        }
    }
}
