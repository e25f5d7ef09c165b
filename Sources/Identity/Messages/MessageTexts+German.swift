import Presentation

struct GermanMessageTexts: MessageTexts {
    let texts: Texts
    let title = "Meldungen"
    let providerMenu = "Hinweise"
    let providerTitle = "Meldungen an den Anbieter"
    let message = "Meldung"
    let kind = "Art"
    let error = "Fehler"
    let notice = "Hinweis"
    let newNotice = "Neuer Hinweis"
    let errors = "Fehler"
    let notices = "Hinweise"
    let perPage = "Meldungen je Seite"
    let markRead = "Alle als gelesen markieren"
    let allRead = "Alle Meldungen sind als gelesen markiert."
    let nothingUnread = "Nichts ungelesen."
    let emptyTitle = "Keine Meldungen"
    let emptyText = "Fehler und Hinweise erscheinen hier: Anmeldungen, was angelegt und gelöscht wird, und was ein Server nicht konnte."

    func unread(_ count: Int) -> String { count < 100 ? "\(texts.number(count)) ungelesen." : "100 oder mehr ungelesen." }
    func failed(_ name: String) -> String { "\(name) konnte auf einem Server nicht eingerichtet werden" }
}
