import Presentation

struct GermanWebhookTexts: WebhookTexts {
    let texts: Texts
    let title = "Webhooks"
    let add = "Webhook hinzufügen"
    let change = "Ändern"
    let delete = "Löschen"
    let save = "Speichern"
    let url = "Adresse"
    let urlHint = "Beginnt mit https:// und ist von überall erreichbar."
    let whose = "Ereignisse von"
    let events = "Ereignisse"
    let eventsHint = "Namen mit Kommas dazwischen, etwa domain.added, account.suspended. Leer: alle."
    let allEvents = "alle"
    let isOn = "Ereignisse senden"
    let state = "Zustand"
    let on = "An"
    let off = "Aus"
    let secret = "Schlüssel der Signaturen"
    let secretHint =
        "Jede Anfrage trägt webhook-id, webhook-timestamp und webhook-signature: HMAC-SHA256 mit diesem Schlüssel über Id, Zeit und Inhalt, durch Punkte getrennt."
    let ping = "Test senden"
    let pinged = "Ein Testereignis ist unterwegs."
    let created = "Der Webhook erfährt ab jetzt, was geschieht."
    let changed = "Der Webhook wurde geändert."
    let deleted = "Der Webhook wurde gelöscht."
    let emptyTitle = "Noch kein Webhook"
    let emptyText = "Ein Webhook meldet Ihrem Programm, was hier geschieht: eine Domain hinzugefügt, ein Konto gesperrt."
    let deliveries = "Was gesendet wurde"
    let nothingSentTitle = "Noch nichts gesendet"
    let nothingSent = "Ereignisse stehen hier 30 Tage lang mit Anfrage und Antwort."
    let event = "Ereignis"
    let attempts = "Versuche"
    let lastAt = "Zuletzt gesendet"
    let request = "Anfrage"
    let answer = "Antwort"
    let noWords = "Die Antwort war leer."
    let sendAgain = "Erneut senden"
    let willSend = "Es wird jetzt erneut gesendet."
    func summary(_ webhooks: Int) -> String { texts.plural(webhooks, one: "Webhook", other: "Webhooks") }
    func owner(_ account: Int?) -> String { account.map { account in "Konto \(account)" } ?? "der ganzen Installation" }
    func word(_ state: WebhookDelivery.State) -> String {
        switch state {
        case .waiting: "Wartet"
        case .delivered: "Zugestellt"
        case .failed: "Aufgegeben"
        }
    }
}
