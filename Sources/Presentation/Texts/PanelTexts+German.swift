struct GermanPanelTexts: PanelTexts {
    let texts: Texts
    let formSentTwice = "Dieses Formular war bereits abgeschickt; es wurde nichts doppelt ausgeführt."
    let signOut = "Abmelden"
    let search = "Domain, Konto oder Server suchen …"
    let help = "Hilfe"
    let skipToContent = "Zum Inhalt springen"
    let navigation = "Hauptnavigation"
    let menu = "Menü"
    let previous = "Zurück"
    let next = "Weiter"
    let firstPage = "Zum Anfang"
    let cancel = "Abbrechen"
    let copy = "Kopieren"
    let copied = "Kopiert"
    let more = "Mehr"
    let all = "Alle"
    let optional = "optional"
    let seenFromOutside = "Von außen gesehen"
    let checkAgain = "erneut prüfen"
    let notFoundTitle = "Hier gibt es nichts"
    let forbiddenTitle = "Dazu fehlt Ihnen die Berechtigung"
    let failureTitle = "Etwas ist schiefgegangen"
    let unavailableTitle = "Zurzeit nicht verfügbar"
    let refusedTitle = "Das wurde nicht angenommen"
    let reference = "Vorgangsnummer"
    let backHome = "Zur Startseite"
    let breadcrumbs = "Sie befinden sich hier"
    let sections = "Bereiche"
    let filters = "Filter"
    let details = "Einzelheiten"
    let nothingFoundTitle = "Nichts gefunden"
    let clearSearch = "Alles anzeigen"
    let lookOver = "Bitte prüfen Sie Ihre Angaben"
    let emptyLog = "Es wurde noch nichts protokolliert."
    let apply = "Anwenden"
    let language = "Sprache"
    let appearance = "Darstellung"
    let undo = "Rückgängig machen"
    let stepBack = "Zurück"
    let stepNext = "Weiter"
    func step(_ number: Int, of steps: Int) -> String { "Schritt \(number) von \(steps)" }
    func theme(_ theme: Theme) -> String {
        switch theme {
        case .system: "Wie das System"
        case .light: "Hell"
        case .dark: "Dunkel"
        case .contrast: "Hoher Kontrast"
        }
    }
    let columns = "Spalten"
    let numbers = "Zahlen"
    let nothingTickedTitle = "Nichts ausgewählt"
    let nothingTicked = "Gehen Sie zurück zur Liste und wählen Sie die gewünschten Zeilen aus."
    let backToList = "Zurück zur Liste"
    let changedMeanwhileTitle = "Inzwischen hat jemand anders gespeichert"
    let changedMeanwhile =
        "Von Ihnen ist noch nichts gespeichert. Neben jedem abweichenden Feld steht die andere Fassung. Ändern Sie, was Sie möchten, und speichern Sie dann: Es gilt, was die Felder jetzt zeigen."
    let saveAnyway = "Trotzdem speichern"
    let showStored = "Meines verwerfen und Gespeichertes zeigen"
    let nothingThere = "nichts"
    func switched(_ isOn: Bool) -> String { isOn ? "an" : "aus" }
    func storedMeanwhile(_ value: String) -> String { "Inzwischen gespeichert: \(value)" }
    func takenOver(_ before: String) -> String { "Inzwischen geändert und hier übernommen. Vorher: \(before)" }
    let tickAll = "Alle Zeilen dieser Seite auswählen"
    let withTicked = "Mit den ausgewählten Zeilen:"
    let paletteTitle = "Gehe zu"
    let paletteEmpty = "Nichts gefunden"
    let pages = "Seiten"

    func bulkDone(_ things: Int) -> String { "Für \(texts.number(things)) erledigt." }
    func bulkRefused(_ things: Int) -> String { "Abgelehnt: \(texts.number(things))" }
    func tick(_ name: String) -> String { "\(name) auswählen" }
    func range(_ first: Int, _ last: Int, of total: Int) -> String {
        "\(texts.number(first))–\(texts.number(last)) von \(texts.number(total))"
    }
    func nothingFound(_ typed: String) -> String { "Zu „\(typed)“ gibt es keinen Treffer." }
    func checked(_ ago: String) -> String { "geprüft \(ago)" }
    func nextTry(_ wait: String) -> String { "Nächster Versuch in \(wait)." }
    func signedInAs(_ name: String) -> String { "Angemeldet als \(name)" }
    func selected(_ rows: Int) -> String { "\(texts.number(rows)) ausgewählt" }
    func sortBy(_ column: String) -> String { "Sortieren nach: \(column)" }
    func windowTitle(_ page: String, _ provider: String) -> String { "\(page) · \(provider)" }
}
