import Presentation

struct GermanTokenTexts: TokenTexts {
    let texts: Texts
    let title = "API-Tokens"
    let summary = "Schlüssel für Programme, die in Ihrem Namen arbeiten. Ein Token darf nie mehr als Sie."
    let new = "Neues Token"
    let create = "Token anlegen"
    let name = "Name"
    let nameHint = "Für welches Programm: Überwachung, Sicherungsskript."
    let readOnly = "Darf nur lesen"
    let readOnlyHint = "Jede Änderung wird verweigert."
    let mayDo = "Es darf"
    let mayAll = "Alles, was ich darf"
    let mayAllHint = "Folgt Ihren Rechten: Was Sie verlieren, verliert es auch."
    let maySome = "Nur, was unten angekreuzt ist"
    let mayOwn = "Als Kunde an meinen eigenen Accounts arbeiten"
    let mayOwnHint = "Keine der Berechtigungen von Mitarbeitern."
    let permissionsHint = "Gilt mit „Nur, was unten angekreuzt ist“."
    let expires = "Gültig für"
    let never = "Bis zum Widerruf"
    let addresses = "Erlaubte Adressen"
    let addressesHint = "Je Zeile eine Adresse oder ein Netz: 203.0.113.24, 2001:db8::/32. Leer: von überall."
    let everywhere = "überall"
    let lastUse = "Zuletzt benutzt"
    let neverUsed = "nie"
    let expired = "Abgelaufen"
    let works = "Gültig"
    let state = "Zustand"
    let revoke = "Widerrufen"
    let emptyTitle = "Noch kein Token"
    let emptyText =
        "Ein Programm zeigt ein Token statt Ihres Passworts. Legen Sie für jedes Programm eines an, damit Sie es einzeln widerrufen können."
    let onceTitle = "Kopieren Sie das Token jetzt"
    let onceText =
        "Es wird nur dieses eine Mal gezeigt und nirgends lesbar gespeichert. Geht es verloren, widerrufen Sie es und legen ein neues an."
    let secret = "Token"
    let back = "Ich habe es kopiert"
    let revokeLoss = "Das Programm, das es benutzt, wird ab jetzt abgewiesen."

    func days(_ count: Int) -> String { texts.plural(count, one: "Tag", other: "Tage") }
    func used(_ ago: String, from address: String) -> String { "\(ago), von \(address)" }
    func wasRevoked(_ name: String) -> String { "Das Token \(name) ist widerrufen." }
    func revokeQuestion(_ name: String) -> String { "Das Token \(name) widerrufen?" }
}
