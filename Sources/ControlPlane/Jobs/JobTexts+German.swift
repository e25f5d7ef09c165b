import Jobs
import Presentation

struct GermanJobTexts: JobTexts {
    let texts: Texts
    let title = "Aufträge"
    let schedules = "Zeitpläne"
    let schedulesSummary = "Was immer wieder getan wird."
    let kind = "Auftrag"
    let state = "Status"
    let priority = "Priorität"
    let attempts = "Versuche"
    let due = "Fällig oder erledigt"
    let lastError = "Letzter Fehler"
    let every = "Alle"
    let nextRun = "Nächster Lauf"
    let lastRun = "Letzter Lauf"
    let on = "An"
    let off = "Aus"
    let turnOn = "Einschalten"
    let turnOff = "Ausschalten"
    let isOnNow = "Er läuft wieder nach Zeitplan."
    let isOffNow = "Er läuft nicht mehr nach Zeitplan. Von Hand können Sie ihn weiter starten."
    let saved = "Gespeichert."
    let retry = "Erneut versuchen"
    let runNow = "Jetzt ausführen"
    let willRetry = "Der Auftrag läuft jetzt noch einmal."
    let willRun = "Er läuft jetzt."
    let emptyTitle = "Noch kein Auftrag"
    let emptyText =
        "Hier steht Arbeit, die später oder immer wieder getan wird: Papierkorb leeren, alte Sitzungen vergessen, E-Mails senden."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "Auftrag", other: "Aufträge") }
    func setPriority(_ word: String) -> String { "Priorität: \(word.lowercased())" }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Wartet"
        case .running: "Läuft"
        case .done: "Erledigt"
        case .failed: "Aufgegeben"
        }
    }
    func word(_ priority: JobPriority) -> String {
        switch priority {
        case .high: "Hoch"
        case .normal: "Normal"
        case .low: "Niedrig"
        }
    }
    func name(_ kind: String) -> String? {
        switch kind {
        case "accounts.purge_trash": "Endgültig löschen, was seine Zeit im Papierkorb war"
        case "identity.sweep_expired": "Abgelaufene Sitzungen und Links vergessen"
        case "jobs.prune": "Alte Aufträge aus dieser Liste entfernen"
        case "notifications.send_mail": "Eine E-Mail senden"
        case "notifications.prune_mail": "Alte E-Mails entfernen"
        case "accounts.check_usage": "Nach Konten sehen, deren Speicherplatz oder Datenverkehr knapp wird"
        case "accounts.prune_usage": "Alte Tage von Speicherplatz und Datenverkehr entfernen"
        case "alerts.check": "Nach Alarmen sehen"
        default: nil
        }
    }
}
