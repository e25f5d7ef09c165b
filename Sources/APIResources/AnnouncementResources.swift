/// A piece of the provider's news: `/api/v1/announcements`.
package struct AnnouncementResource: APIResource, Equatable {
    package var id: String
    package var title: String
    package var text: String
    package var publishedAt: String
    package var expiresOn: String?
    package var readers: Int?

    package init(id: String, title: String, text: String, publishedAt: String, expiresOn: String?, readers: Int?) {
        self.id = id
        self.title = title
        self.text = text
        self.publishedAt = publishedAt
        self.expiresOn = expiresOn
        self.readers = readers
    }

    package static var observed: Set<String> { ["readers"] }

    package static var notes: [String: FieldNote] {
        [
            "id": "Names it in addresses.", "title": "One line.", "text": "Markdown.", "publishedAt": .time("When it was published."),
            "expiresOn": FieldNote("The last day it is shown; absent for one that stays until it is read.", format: "date"),
            "readers": "How many people have read it; only for those who publish.",
        ]
    }

    package static var example: AnnouncementResource? {
        AnnouncementResource(
            id: "0190a000-0000-7000-8000-000000000001", title: "New web server", text: "*web3* serves since this morning.",
            publishedAt: "2026-11-22T08:00:00.000Z", expiresOn: "2026-12-31", readers: 12)
    }
}

/// `POST /api/v1/announcements`.
package struct NewAnnouncementResource: APIResource {
    package var title: String
    package var text: String
    package var expiresOn: String?

    package init(title: String, text: String, expiresOn: String? = nil) {
        self.title = title
        self.text = text
        self.expiresOn = expiresOn
    }

    package static var notes: [String: FieldNote] {
        [
            "title": FieldNote("One line.", maximumLength: 120), "text": FieldNote("Markdown.", maximumLength: 5000),
            "expiresOn": FieldNote("The last day it is shown; absent: until it is read.", format: "date"),
        ]
    }

    package static var example: NewAnnouncementResource? {
        NewAnnouncementResource(title: "New web server", text: "*web3* serves since this morning.", expiresOn: "2099-12-31")
    }
}

/// `PATCH /api/v1/announcements/{announcement}`; what is absent stays as it is, an empty `expiresOn` takes the last day away.
package struct AnnouncementChangeResource: APIResource {
    package var title: String?
    package var text: String?
    package var expiresOn: String?

    package init(title: String? = nil, text: String? = nil, expiresOn: String? = nil) {
        self.title = title
        self.text = text
        self.expiresOn = expiresOn
    }

    package static var notes: [String: FieldNote] {
        [
            "title": FieldNote("One line.", maximumLength: 120), "text": FieldNote("Markdown.", maximumLength: 5000),
            "expiresOn": "The last day it is shown; empty for none.",
        ]
    }

    package static var example: AnnouncementChangeResource? { AnnouncementChangeResource(title: "A new web server") }
}
