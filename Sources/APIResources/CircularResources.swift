/// One mail to many customers: `/api/v1/circulars`.
package struct CircularResource: APIResource {
    package var id: String
    package var subject: String
    package var text: String
    package var createdAt: String
    package var recipients: Int
    /// Mails that have been written for recipients.
    package var written: Int
    package var waiting: Int
    package var failed: Int

    package init(
        id: String, subject: String, text: String, createdAt: String, recipients: Int, written: Int, waiting: Int, failed: Int
    ) {
        self.id = id
        self.subject = subject
        self.text = text
        self.createdAt = createdAt
        self.recipients = recipients
        self.written = written
        self.waiting = waiting
        self.failed = failed
    }

    package static var observed: Set<String> { ["written", "waiting", "failed"] }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the circular.", format: "uuid"), "subject": "One line.", "text": "Plain text.",
            "createdAt": .time("When it was sent."), "recipients": FieldNote("How many customers get it.", minimum: 0),
            "written": FieldNote("For how many of them the e-mail is written.", minimum: 0),
            "waiting": FieldNote("How many e-mails are on their way to the relay.", minimum: 0),
            "failed": FieldNote("How many e-mails were given up.", minimum: 0),
        ]
    }

    package static var example: CircularResource? {
        CircularResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4f", subject: "Maintenance on Sunday", text: "From 4 to 5 in the morning.",
            createdAt: "2026-11-22T08:00:00.000Z", recipients: 120, written: 120, waiting: 2, failed: 0)
    }
}

/// `POST /api/v1/circulars`.
package struct NewCircularResource: APIResource {
    package var subject: String
    package var text: String
    /// Sign-in names.
    package var except: [String]?

    package init(subject: String, text: String, except: [String]? = nil) {
        self.subject = subject
        self.text = text
        self.except = except
    }

    package static var notes: [String: FieldNote] {
        [
            "subject": FieldNote("One line.", maximumLength: 150),
            "text": FieldNote(
                "Plain text. Variables: `{person}`, `{login}`, `{email}`, `{company}`, `{support}`.", maximumLength: 20_000),
            "except": "Sign-in names of customers who are not to get it.",
        ]
    }

    package static var example: NewCircularResource? {
        NewCircularResource(subject: "Maintenance on Sunday", text: "From 4 to 5 in the morning.", except: [])
    }
}
