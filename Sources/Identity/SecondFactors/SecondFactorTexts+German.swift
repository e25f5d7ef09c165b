import Presentation

struct GermanSecondFactorTexts: SecondFactorTexts {
    let texts: Texts
    let title = "Zweite Faktoren"
    let summary = "Was Sie außer dem Passwort vorzeigen, damit das Passwort allein nichts öffnet."
    let isOn = "Ein"
    let isOff = "Aus"
    let required = "Ihr Anbieter verlangt einen zweiten Faktor von allen, die hier arbeiten."
    let requiredNow = "Fügen Sie eine Authenticator-App oder einen Passkey hinzu; dann öffnet sich der Rest des Panels."
    let app = "Authenticator-App"
    let appText = "Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code aus sechs Ziffern."
    let addApp = "App einrichten"
    let replaceApp = "Auf ein anderes Telefon wechseln"
    let removeApp = "Entfernen"
    let appTitle = "Authenticator-App einrichten"
    let appScan = "Scannen Sie dies mit der App oder tippen Sie den Schlüssel ein. Geben Sie dann den Code ein, den die App zeigt."
    let appQR = "QR-Code für die Authenticator-App"
    let appSecret = "Schlüssel"
    let code = "Code"
    let codeHint = "Sechs Ziffern, wie die App sie jetzt zeigt."
    let confirm = "Bestätigen"
    let appAdded = "Die App gilt ab jetzt: Beim Anmelden wird nach ihrem Code gefragt."
    let removeAppQuestion = "Authenticator-App entfernen?"
    let remove = "Entfernen"
    let removed = "Entfernt."
    let passkeys = "Passkeys"
    let passkeysText =
        "Ein Schlüssel in Ihrem Telefon, Ihrem Rechner oder auf einem Stick. Er funktioniert nur hier und lässt sich Ihnen nicht entlocken."
    let addPasskey = "Passkey hinzufügen"
    let noPasskey = "Sie haben noch keinen."
    let passkeyTitle = "Passkey hinzufügen"
    let passkeyName = "Name"
    let passkeyNameHint = "Damit Sie ihn in der Liste erkennen: das Gerät, in dem er steckt."
    let passkeyFirstName = "Mein Passkey"
    let passkeyAdded = "Der Passkey ist hinzugefügt."
    let passkeyFailed = "Der Browser hat keinen Passkey bekommen. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg."
    let passkeyNeedsScript = "Passkeys brauchen JavaScript und einen Browser, der sie kennt."
    let neverUsed = "noch nicht benutzt"
    let recovery = "Wiederherstellungscodes"
    let recoveryText = "Für den Tag, an dem das Telefon weg ist: Jeder ersetzt einmal den zweiten Faktor."
    let recoveryNew = "Neue erzeugen"
    let recoveryTitle = "Ihre Wiederherstellungscodes"
    let recoveryOnce =
        "Bewahren Sie sie auf, wo sonst niemand nachsieht: gedruckt oder in einem Passwortmanager. Sie werden nur dieses eine Mal angezeigt. Jeder gilt einmal, anstelle des Codes der App."
    let recoveryQuestion = "Zehn neue Codes erzeugen? Die alten gelten dann nicht mehr."
    let recoveryFile = "Als Datei speichern"
    let done = "Ich habe sie aufbewahrt"
    let signInTitle = "Zweiter Faktor"
    let signInSummary = "Das Passwort stimmt. Zeigen Sie jetzt, dass Sie es sind."
    let signInCode = "Code der App oder Wiederherstellungscode"
    let signInCodeHint = "Sechs Ziffern; oder einer der Codes, die Sie für den Verlust des Telefons aufbewahrt haben."
    let signInPasskey = "Passkey verwenden"
    let signInWithPasskey = "Mit einem Passkey anmelden"
    let orPassword = "oder"
    let recoverTitle = "Wieder hineinkommen"
    let recoverText = "Dieser Link wurde auf dem Rechner des Panels selbst erzeugt. Er meldet Sie einmal an."
    let recoverPassword = "Neues Passwort"
    let recoverPasswordHint = "Lassen Sie beide Felder leer, um das bisherige Passwort zu behalten."
    let recoverDone = "Sie sind angemeldet. Fügen Sie wieder einen zweiten Faktor hinzu."
    let all = "alle zweiten Faktoren"

    func since(_ when: String) -> String { "seit \(when)" }
    func lastUsed(_ when: String) -> String { "zuletzt benutzt: \(when)" }
    func removePasskeyQuestion(_ name: String) -> String { "Passkey \(name) entfernen?" }
    func recoveryLeft(_ count: Int) -> String { "noch " + texts.plural(count, one: "Code", other: "Codes") }
    func method(_ method: SecondFactors.Method) -> String {
        switch method {
        case .authenticator: "Authenticator-App"
        case .recoveryCode: "Wiederherstellungscode"
        case .passkey: "Passkey"
        }
    }
}
