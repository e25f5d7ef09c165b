/// An address that is told of events.
package struct WebhookResource: APIResource {
    package var id: String
    package var account: Int?
    package var url: String
    package var events: [String]
    package var isOn: Bool
    package var createdAt: String
    package var secret: String?

    package var holdsSecret: Bool { secret != nil }

    package init(id: String, account: Int?, url: String, events: [String], isOn: Bool, createdAt: String, secret: String? = nil) {
        self.id = id
        self.account = account
        self.url = url
        self.events = events
        self.isOn = isOn
        self.createdAt = createdAt
        self.secret = secret
    }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the webhook.", format: "uuid"),
            "account": "Number of the account whose events it is told; absent: those of the whole installation.",
            "url": "Where events are sent.",
            "events": "Names of the events it is told, `account.suspended`; empty: all.",
            "isOn": "Whether it is told anything.",
            "createdAt": .time("When it was made."),
            "secret": "The key of its signatures. Told only in the answer that made the webhook.",
        ]
    }

    package static var example: WebhookResource? {
        WebhookResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", account: 1001, url: "https://hooks.example.net/hostwright",
            events: ["domain.added"], isOn: true, createdAt: "2026-11-22T09:41:07.120Z")
    }
}

/// `POST /api/v1/webhooks`.
package struct NewWebhookResource: APIResource {
    package var url: String
    package var account: Int?
    package var events: [String]?

    package init(url: String, account: Int? = nil, events: [String]? = nil) {
        self.url = url
        self.account = account
        self.events = events
    }

    package static var notes: [String: FieldNote] {
        [
            "url": FieldNote("Where events are sent: an address that the whole world can reach.", maximumLength: 2000),
            "account": "Number of the account whose events it is told; absent: those of the whole installation, for staff.",
            "events": "Names of the events it is told; absent or empty: all.",
        ]
    }

    package static var example: NewWebhookResource? {
        NewWebhookResource(url: "https://hooks.example.net/hostwright", account: 1001, events: ["domain.added"])
    }
}

/// `PATCH /api/v1/webhooks/{webhook}`; what is absent stays as it is.
package struct WebhookChangeResource: APIResource {
    package var url: String?
    package var events: [String]?
    package var isOn: Bool?

    package init(url: String? = nil, events: [String]? = nil, isOn: Bool? = nil) {
        self.url = url
        self.events = events
        self.isOn = isOn
    }

    package static var notes: [String: FieldNote] {
        [
            "url": FieldNote("Where events are sent.", maximumLength: 2000), "events": "Names of the events it is told; empty: all.",
            "isOn": "Whether it is told anything.",
        ]
    }

    package static var example: WebhookChangeResource? { WebhookChangeResource(isOn: false) }
}

/// One event for one webhook.
package struct WebhookDeliveryResource: APIResource {
    package var id: String
    package var event: String
    package var sequence: Int64?
    package var state: String
    package var attempts: Int
    package var createdAt: String
    package var lastAt: String?
    package var status: Int?
    package var error: String?
    package var request: String
    package var response: String?

    package init(
        id: String, event: String, sequence: Int64?, state: String, attempts: Int, createdAt: String, lastAt: String?, status: Int?,
        error: String?, request: String, response: String?
    ) {
        self.id = id
        self.event = event
        self.sequence = sequence
        self.state = state
        self.attempts = attempts
        self.createdAt = createdAt
        self.lastAt = lastAt
        self.status = status
        self.error = error
        self.request = request
        self.response = response
    }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the delivery; the header `webhook-id` of each attempt.", format: "uuid"),
            "event": "Name of the event.",
            "sequence": "Number of its row in the audit log; absent for a test.",
            "state": FieldNote("How far it is.", values: ["waiting", "delivered", "failed"]),
            "attempts": FieldNote("How often it was sent.", minimum: 0),
            "createdAt": .time("When the event was noticed."),
            "lastAt": .time("When it was sent last."),
            "status": "The HTTP status of the last answer.",
            "error": "Why there was no answer, or no good one.",
            "request": "What is sent: JSON text.",
            "response": "The beginning of the last answer.",
        ]
    }

    package static var example: WebhookDeliveryResource? {
        WebhookDeliveryResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4e", event: "domain.added", sequence: 4711, state: "delivered", attempts: 1,
            createdAt: "2026-11-22T09:41:07.120Z", lastAt: "2026-11-22T09:41:07.412Z", status: 204, error: nil,
            request: #"{"type":"domain.added"}"#, response: "")
    }
}
