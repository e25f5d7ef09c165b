struct GermanAnnouncementTexts: AnnouncementTexts {
    let title = "Ankündigungen"
    let summary = "Neuigkeiten auf den Startseiten Ihrer Kunden, bis sie gelesen sind oder ihr letzter Tag vorbei ist."
    let new = "Neue Ankündigung"
    let headline = "Überschrift"
    let text = "Text"
    let textHint = "Markdown: *Hervorhebung*, Listen, Links."
    let lastDay = "Letzter Tag"
    let lastDayHint = "Leer: bis sie gelesen ist."
    let untilRead = "bis gelesen"
    let published = "Veröffentlicht"
    let readers = "Gelesen von"
    let state = "Zustand"
    let shown = "Wird gezeigt"
    let over = "Vorbei"
    let deleted = "Gelöscht"
    let notDeleted = "Alle"
    let change = "Ändern"
    let restore = "Wiederherstellen"
    let publish = "Veröffentlichen"
    let save = "Speichern"
    let delete = "Löschen"
    let deleteQuestion = "Ihre Kunden sehen diese Ankündigung danach nicht mehr; Sie können das zurücknehmen:"
    let wasDeleted = "Die Ankündigung ist gelöscht."
    let read = "Gelesen"
    let emptyTitle = "Noch nichts angekündigt"
    let emptyText =
        "Sagen Sie Ihren Kunden Bescheid, etwa über einen neuen Server, Wartung oder Preise: Es steht auf der Startseite, bis es gelesen ist."
    func wasPublished(_ title: String) -> String { "„\(title)“ steht auf den Startseiten Ihrer Kunden." }
    func wasChanged(_ title: String) -> String { "„\(title)“ ist geändert." }
    func wasRestored(_ title: String) -> String { "„\(title)“ ist wieder da." }
}
