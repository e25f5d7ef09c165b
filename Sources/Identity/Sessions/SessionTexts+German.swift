import Presentation

struct GermanSessionTexts: SessionTexts {
    let texts: Texts
    let title = "Sitzungen"
    let summary = "Wo Sie angemeldet sind."
    let browser = "Browser"
    let unknownBrowser = "Unbekannter Browser"
    let address = "Adresse"
    let since = "Seit"
    let lastSeen = "Zuletzt gesehen"
    let state = "Zustand"
    let thisOne = "Diese hier"
    let other = "Offen"
    let end = "Beenden"
    let endOthers = "Alle anderen beenden"
    let ended = "Die Sitzung ist beendet."
    let hint = "Eine Sitzung, die Sie nicht kennen? Beenden Sie sie und ändern Sie Ihr Passwort: Das beendet auch alle anderen."

    func othersEnded(_ count: Int) -> String { texts.plural(count, one: "Sitzung ist beendet.", other: "Sitzungen sind beendet.") }
    func staffInPanel(_ staff: String) -> String { "\(staff) von Ihrem Anbieter, in Ihrem Panel" }
    func inPanelOf(_ customer: String) -> String { "im Panel von \(customer)" }
}
