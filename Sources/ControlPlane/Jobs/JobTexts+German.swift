import Jobs
import Presentation

struct GermanJobTexts: JobTexts {
    let texts: Texts
    let title = "Aufträge"
    let kind = "Auftrag"
    let state = "Status"
    let attempts = "Versuche"
    let due = "Fällig oder erledigt"
    let lastError = "Letzter Fehler"
    let retry = "Erneut versuchen"
    let willRetry = "Der Auftrag läuft jetzt noch einmal."
    let emptyTitle = "Noch kein Auftrag"
    let emptyText =
        "Hier steht, was später oder immer wieder erledigt wird: den Papierkorb leeren, alte Sitzungen vergessen."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "Auftrag", other: "Aufträge") }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Wartet"
        case .running: "Läuft"
        case .done: "Erledigt"
        case .failed: "Aufgegeben"
        }
    }
}
