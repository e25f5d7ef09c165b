import Presentation

struct GermanUsageTexts: UsageTexts {
    let texts: Texts
    let title = "Nutzung"
    let summary = "Speicherplatz und Datenverkehr, Tag für Tag."
    let notMeasured = "noch nicht gemessen"
    let notMeasuredHint = "Der Server meldet es ein bis zwei Minuten nach seinem Start."
    let noHome = "Dieses Konto hat kein Home-Verzeichnis und keine Websites; es gibt nichts zu messen."
    let thisMonth = "Datenverkehr diesen Monat"
    let trafficByDay = "Datenverkehr nach Tagen"
    let trafficBySite = "Datenverkehr nach Websites"
    let trafficByMonth = "Datenverkehr nach Monaten"
    let diskByDay = "Speicherplatz nach Tagen"
    let day = "Tag"
    let month = "Monat"
    let site = "Website"
    let goneSite = "gelöschte Website"
    let received = "Empfangen"
    let sent = "Gesendet"
    let total = "Summe"
    let space = "Speicherplatz"
    let files = "Dateien"
    let maximum = "Maximum"
    let noTraffic = "Kein Datenverkehr in dieser Zeit."
    let diskHint = "Was die Dateien des Home-Verzeichnisses auf der Platte belegen; eine Datei mit mehreren Namen zählt einmal."
    let trafficHint = "Was die Websites empfangen und gesendet haben, samt Kopfzeilen. Tage und Monate sind die der UTC."
    let span = "Zeitraum"
    let details = "Alle Zahlen"

    let listTitle = "Speicherplatz und Datenverkehr"
    let listMenu = "Nutzung"
    let listSummary =
        "Konten, die 80\u{A0}% ihres Maximums erreicht oder es überschritten haben. Kunde und Anbieter werden je Marke einmal benachrichtigt. Datenverkehr wird nie abgeschnitten."
    let listSearch = "Konto, Anmeldename"
    let account = "Konto"
    let used = "In Gebrauch"
    let share = "Anteil"
    let measuredAt = "Gemessen"
    let stateExceeded = "Überschritten"
    let stateNear = "Fast aufgebraucht"
    let emptyTitle = "Niemand ist nahe am Maximum"
    let emptyText = "Konten erscheinen hier, sobald Speicherplatz oder Datenverkehr 80\u{A0}% des Erlaubten überschreitet."
    let look = "Ansehen"
    let decisionText = "Hier wird mehr Speicherplatz oder Datenverkehr genutzt als erlaubt. Abgeschnitten wurde nichts."

    func lastDays(_ count: Int) -> String { "\(count) Tage" }
    func measured(_ ago: String) -> String { "gemessen \(ago)" }
    func counted(_ ago: String, since: String) -> String { "seit \(since), gezählt \(ago)" }
    func near(_ resource: String, _ account: String) -> String { "\(resource) von \(account) ist fast aufgebraucht" }
    func exceeded(_ resource: String, _ account: String) -> String { "\(resource) von \(account) liegt über dem Maximum" }
    func decisionTitle(_ count: Int) -> String {
        texts.plural(count, one: "Maximum ist überschritten", other: "Maxima sind überschritten")
    }
}
