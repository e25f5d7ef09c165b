import Presentation

struct GermanAlertTexts: AlertTexts {
    let texts: Texts
    let pageTitle = "Alarme"
    let alert = "Alarm"
    let state = "Zustand"
    let began = "Begonnen"
    let ended = "Vorbei"
    let open = "Offen"
    let over = "Vorbei"
    let look = "Ansehen"
    let emptyTitle = "Kein Alarm"
    let emptyText =
        "Hier steht ein Server, der schweigt, ein voller Datenträger, eine falsche Uhr, ein bald endendes Zertifikat, ein Job oder eine Änderung, die gescheitert ist."
    func summary(_ open: Int) -> String {
        open == 0 ? "Keiner ist offen." : texts.plural(open, one: "Alarm ist offen", other: "Alarme sind offen") + "."
    }
    func several(_ alerts: Int) -> String { texts.plural(alerts, one: "Alarm", other: "Alarme") }
    func title(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown: "\(alert.name) schweigt"
        case .diskFull: "Der Datenträger von \(alert.name) ist zu \(alert.value)\u{A0}% voll"
        case .jobGivenUp: "Ein Job wurde aufgegeben: \(alert.name)"
        case .clockOff: "Die Uhr von \(alert.name) geht um \(alert.value) Sekunden falsch"
        case .certificateEnds: "Das Zertifikat von \(alert.name) endet bald"
        case .provisioningFailed: "Nicht angewendet: \(alert.name)"
        case .mailGivenUp: "Nicht gesendet: " + texts.plural(Int(alert.value) ?? 0, one: "E-Mail", other: "E-Mails")
        case .databaseSorting: "Die Datenbank sortiert Text in anderer Reihenfolge"
        }
    }
    func text(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown:
            "Nicht mehr gehört seit \(texts.moment(alert.moment)). Was er ausliefert, läuft vielleicht weiter; sehen Sie nach der Maschine und ihrem Netz."
        case .diskFull:
            "Schaffen Sie Platz oder fügen Sie einen Datenträger hinzu, bevor Websites und Postfächer nicht mehr schreiben können."
        case .databaseSorting:
            "\(alert.name) verwendet die Sortierfolge \(alert.value) statt C. Verloren geht nichts, aber Listen stehen in anderer Reihenfolge als beschrieben, und nach einer Aktualisierung des Systems müssen Indizes eventuell neu erstellt werden. Ziehen Sie in eine Datenbank um, die mit LOCALE 'C' TEMPLATE template0 angelegt ist."
        case .jobGivenUp, .provisioningFailed: alert.value
        case .mailGivenUp:
            "Das Relay hat sie abgelehnt oder war einen Tag lang nicht zu erreichen. Die Liste zeigt seine Worte; von dort senden Sie sie noch einmal."
        case .clockOff: "Zertifikate und Protokolle werden dadurch falsch. Prüfen Sie den Zeitdienst (systemd-timesyncd, chrony)."
        case .certificateEnds:
            "Es endet am \(texts.moment(alert.moment)). Agenten und Panel erneuern ihre selbst; sehen Sie nach, warum dieses nicht erneuert wurde."
        }
    }
}
