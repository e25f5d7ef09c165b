import Presentation

struct GermanMailTexts: MailTexts {
    let texts: Texts
    let title = "Ausgehende E-Mail"
    let recipient = "An"
    let subject = "Betreff"
    let state = "Zustand"
    let when = "Geschrieben"
    let words = "Worte des Relays"
    let kind = "Worüber"
    let language = "Sprache"
    let attempts = "Versuche"
    let search = "Empfänger oder Betreff"
    let text = "Text"
    let textIsSecret = "Diese E-Mail enthält einen einmaligen Link; nur wer die Mitarbeiter verwaltet, darf sie hier lesen."
    let textIsGone = "Diese E-Mail enthielt einen einmaligen Link. Ihr Text wurde vergessen, als sie abgeschickt war."
    let sendAgain = "Noch einmal senden"
    let willSend = "Die E-Mail ist wieder unterwegs."
    let emptyTitle = "Noch keine E-Mail"
    let emptyText = "Hier steht jede E-Mail, die das Panel schreibt: Nachrichten an Kunden, Alarme, Links für neue Passwörter."
    let keptTitle = "E-Mails werden hier aufbewahrt, nicht gesendet"
    let keptText = "Es gibt noch kein Relay. Sie können jede E-Mail hier lesen; stellen Sie ein Relay ein, um sie zu senden."
    let setRelay = "Relay einstellen"
    let failedDecision = "E-Mails konnten nicht gesendet werden"
    func summary(_ mails: Int) -> String { texts.plural(mails, one: "E-Mail", other: "E-Mails") }
    func failedCount(_ mails: Int) -> String {
        texts.plural(mails, one: "E-Mail wurde aufgegeben", other: "E-Mails wurden aufgegeben") + ". Die Liste zeigt die Worte des Relays."
    }
    func word(_ state: MailState) -> String {
        switch state {
        case .waiting: "Unterwegs"
        case .sent: "Gesendet"
        case .failed: "Aufgegeben"
        case .kept: "Aufbewahrt"
        }
    }

    let relay = "Mail-Relay"
    let relayHint =
        "Der Server, der die E-Mails des Panels annimmt und weiterbringt. Ohne Relay werden E-Mails aufbewahrt und gezeigt statt gesendet."
    let host = "Host"
    let hostHint = "Ein Name oder eine Adresse: smtp.example.org"
    let port = "Port"
    let portHint = "Leer für den üblichen: 25, 587 oder 465."
    let security = "Sicherheit"
    func word(_ security: Relay.Security) -> String {
        switch security {
        case .none: "Keine: ein Relay auf dieser Maschine oder in einem geschlossenen Netz"
        case .startTLS: "STARTTLS: beginnt im Klartext und muss zu TLS wechseln"
        case .tls: "TLS vom ersten Byte an"
        }
    }
    let user = "Benutzer"
    let userHint = "Leer, wenn das Relay diese Maschine ohne Anmeldung einlässt."
    let password = "Passwort"
    let passwordHint = "Wird verschlüsselt gespeichert."
    let passwordStays = "Wird verschlüsselt gespeichert. Leer: das gespeicherte bleibt."
    let senderAddress = "Adresse des Absenders"
    let senderName = "Name des Absenders"
    let senderHint = "Was Empfänger als Absender sehen."
    let authority = "Zertifizierungsstelle"
    let authorityHint = "PEM, für ein Relay, dessen Zertifikat keine öffentliche Stelle unterschrieben hat. Meist leer."
    let save = "Speichern"
    let saved = "Das Relay ist eingestellt. E-Mails gehen ab jetzt darüber."
    let remove = "Kein Relay benutzen"
    let removed = "E-Mails werden ab jetzt hier aufbewahrt."
    let test = "Test"
    let testHint = "Sendet sofort eine E-Mail über das gespeicherte Relay und zeigt, was das Relay sagt."
    let testTo = "Empfänger"
    let testSend = "Test-E-Mail senden"
    func tested(_ words: String) -> String { "Das Relay hat die E-Mail angenommen: \(words)" }
}
