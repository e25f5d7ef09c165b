import Presentation

/// What the pages of webhooks say.
protocol WebhookTexts: Sendable {
    var title: String { get }
    var add: String { get }
    var change: String { get }
    var delete: String { get }
    var save: String { get }
    var url: String { get }
    var urlHint: String { get }
    var whose: String { get }
    var events: String { get }
    var eventsHint: String { get }
    var allEvents: String { get }
    var isOn: String { get }
    var state: String { get }
    var on: String { get }
    var off: String { get }
    var secret: String { get }
    var secretHint: String { get }
    var ping: String { get }
    var pinged: String { get }
    var created: String { get }
    var changed: String { get }
    var deleted: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var deliveries: String { get }
    var nothingSentTitle: String { get }
    var nothingSent: String { get }
    var event: String { get }
    var attempts: String { get }
    var lastAt: String { get }
    var request: String { get }
    var answer: String { get }
    var noWords: String { get }
    var sendAgain: String { get }
    var willSend: String { get }
    func summary(_ webhooks: Int) -> String
    /// Whose events: of the account of this number, or of the whole installation.
    func owner(_ account: Int?) -> String
    func word(_ state: WebhookDelivery.State) -> String
}

extension Texts {
    var webhooks: any WebhookTexts {
        pick(EnglishWebhookTexts(texts: self), GermanWebhookTexts(texts: self), RussianWebhookTexts(texts: self))
    }
}

struct EnglishWebhookTexts: WebhookTexts {
    let texts: Texts
    let title = "Webhooks"
    let add = "Add a webhook"
    let change = "Change"
    let delete = "Delete"
    let save = "Save"
    let url = "Address"
    let urlHint = "Begins with https:// and can be reached from everywhere."
    let whose = "Events of"
    let events = "Events"
    let eventsHint = "Names with commas between, such as domain.added, account.suspended. Empty: all."
    let allEvents = "all"
    let isOn = "Send events"
    let state = "State"
    let on = "On"
    let off = "Off"
    let secret = "Key of the signatures"
    let secretHint =
        "Each request carries webhook-id, webhook-timestamp and webhook-signature: HMAC-SHA256 with this key over id, time and body, with full stops between."
    let ping = "Send a test"
    let pinged = "A test event is on its way."
    let created = "The webhook is told of what happens from now on."
    let changed = "The webhook has been changed."
    let deleted = "The webhook has been deleted."
    let emptyTitle = "No webhook yet"
    let emptyText = "A webhook tells a program of yours what happens here: a domain added, an account suspended."
    let deliveries = "What was sent"
    let nothingSentTitle = "Nothing sent yet"
    let nothingSent = "Events are listed here with request and answer for 30 days."
    let event = "Event"
    let attempts = "Attempts"
    let lastAt = "Last sent"
    let request = "Request"
    let answer = "Answer"
    let noWords = "The answer was empty."
    let sendAgain = "Send again"
    let willSend = "It is sent again now."
    func summary(_ webhooks: Int) -> String { texts.plural(webhooks, one: "webhook", other: "webhooks") }
    func owner(_ account: Int?) -> String { account.map { account in "Account \(account)" } ?? "the whole installation" }
    func word(_ state: WebhookDelivery.State) -> String {
        switch state {
        case .waiting: "Waiting"
        case .delivered: "Delivered"
        case .failed: "Given up"
        }
    }
}
