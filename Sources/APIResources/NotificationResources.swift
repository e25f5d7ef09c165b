/// A mail that the product writes by itself: `/api/v1/notifications`.
package struct NotificationResource: APIResource {
    package var id: String
    package var title: String
    package var occasion: String
    package var list: String
    package var audience: String
    package var isSecret: Bool
    package var mayBeCopied: Bool
    package var hasCopies: Bool
    package var editedLanguages: [String]
    package var variables: [NotificationVariableResource]
    package var textsAt: String

    package init(
        id: String, title: String, occasion: String, list: String, audience: String, isSecret: Bool, mayBeCopied: Bool, hasCopies: Bool,
        editedLanguages: [String], variables: [NotificationVariableResource], textsAt: String
    ) {
        self.id = id
        self.title = title
        self.occasion = occasion
        self.list = list
        self.audience = audience
        self.isSecret = isSecret
        self.mayBeCopied = mayBeCopied
        self.hasCopies = hasCopies
        self.editedLanguages = editedLanguages
        self.variables = variables
        self.textsAt = textsAt
    }

    package static var notes: [String: FieldNote] {
        [
            "id": "Its name; also the `kind` of its mails.", "title": "As people call it, in the caller's language.",
            "occasion": "When it is sent.",
            "list": FieldNote("Whose subscribers get copies.", values: ["welcome", "accounts", "domains", "security", "system"]),
            "audience": FieldNote("Who gets it.", values: ["customer", "person", "provider"]),
            "isSecret": "Whether it carries a password or a one-time link. Then nobody gets a copy.",
            "mayBeCopied": "Whether copies can go at all.", "hasCopies": "Whether copies go to the subscribers of the list.",
            "editedLanguages": "Languages for which the provider has written a text of his own.",
            "variables": "What can stand in its texts in braces.", "textsAt": "Where its texts are.",
        ]
    }

    package static var example: NotificationResource? {
        NotificationResource(
            id: "account.suspended", title: "Account suspended", occasion: "To the owner, when his account was suspended.",
            list: "accounts", audience: "customer", isSecret: false, mayBeCopied: true, hasCopies: true, editedLanguages: ["de"],
            variables: [.init(name: "reason", meaning: "Why", example: "The invoice is unpaid.", isSecret: false, isRequired: false)],
            textsAt: "/api/v1/notifications/account.suspended/texts")
    }
}

package struct NotificationVariableResource: APIResource {
    package var name: String
    package var meaning: String
    package var example: String
    package var isSecret: Bool
    package var isRequired: Bool

    package init(name: String, meaning: String, example: String, isSecret: Bool, isRequired: Bool) {
        self.name = name
        self.meaning = meaning
        self.example = example
        self.isSecret = isSecret
        self.isRequired = isRequired
    }

    package static var notes: [String: FieldNote] {
        [
            "name": "Written in braces: `{person}`.", "meaning": "What it stands for.", "example": "What a preview shows.",
            "isSecret": "A password or a one-time link: not in a subject.", "isRequired": "Whether the text must have it.",
        ]
    }

    package static var example: NotificationVariableResource? {
        .init(name: "person", meaning: "Name of the recipient", example: "Anna Berg", isSecret: false, isRequired: false)
    }
}

/// `PATCH /api/v1/notifications/{notification}`.
package struct NotificationChangeResource: APIResource {
    package var hasCopies: Bool?

    package init(hasCopies: Bool?) { self.hasCopies = hasCopies }

    package static var notes: [String: FieldNote] { ["hasCopies": "Whether copies go to the subscribers of its list."] }
    package static var example: NotificationChangeResource? { NotificationChangeResource(hasCopies: false) }
}

/// A text of a notification in one language.
package struct NotificationTextResource: APIResource {
    package var language: String
    package var subject: String
    package var contentType: String
    package var text: String
    package var isEdited: Bool
    package var changedAt: String?
    package var changedBy: String?

    package init(
        language: String, subject: String, contentType: String, text: String, isEdited: Bool, changedAt: String?, changedBy: String?
    ) {
        self.language = language
        self.subject = subject
        self.contentType = contentType
        self.text = text
        self.isEdited = isEdited
        self.changedAt = changedAt
        self.changedBy = changedBy
    }

    package static var notes: [String: FieldNote] {
        [
            "language": FieldNote("Of the recipient.", values: ["en", "de", "ru"]),
            "subject": "One line, with variables in braces.",
            "contentType": FieldNote("`html` is sent with a text part made from it.", values: ["text", "html"]),
            "text": "With variables in braces: `{person}`; `{if support} ... {end}` stands only where there is a value.",
            "isEdited": "Whether it is the provider's own; otherwise the one that comes with the product.",
            "changedAt": .time("When it was written last; absent for the product's own."), "changedBy": "By whom.",
        ]
    }

    package static var example: NotificationTextResource? {
        NotificationTextResource(
            language: "en", subject: "Your account {account} is suspended", contentType: "text", text: "Hello {person}, ...",
            isEdited: true,
            changedAt: "2026-11-22T09:41:07.120Z", changedBy: "ada")
    }
}

/// What is written with `PUT`, and what a preview is made of.
package struct NotificationTextChangeResource: APIResource {
    package var subject: String
    package var contentType: String?
    package var text: String

    package init(subject: String, contentType: String?, text: String) {
        self.subject = subject
        self.contentType = contentType
        self.text = text
    }

    package static var notes: [String: FieldNote] {
        [
            "subject": FieldNote("One line, with variables in braces; no secret ones.", maximumLength: 150),
            "contentType": FieldNote("`text` unless told.", values: ["text", "html"]),
            "text": FieldNote("With variables in braces.", maximumLength: 20_000),
        ]
    }

    package static var example: NotificationTextChangeResource? {
        NotificationTextChangeResource(
            subject: "News from {company}", contentType: "text", text: "Hello {person},\n\nask us: {support}\n")
    }
}

/// A text with its example values.
package struct NotificationPreviewResource: APIResource {
    package var subject: String
    package var text: String
    package var html: String?

    package init(subject: String, text: String, html: String?) {
        self.subject = subject
        self.text = text
        self.html = html
    }

    package static var notes: [String: FieldNote] {
        ["subject": "As it arrives.", "text": "The text part.", "html": "The HTML part: a document; absent for a plain text."]
    }

    package static var example: NotificationPreviewResource? {
        NotificationPreviewResource(subject: "News from Northern Hosting", text: "Hello Anna Berg, ...", html: nil)
    }
}

/// Whom a test goes to.
package struct NotificationTestResource: APIResource {
    package var to: String

    package init(to: String) { self.to = to }

    package static var notes: [String: FieldNote] { ["to": FieldNote("Recipient of the test.", format: "email")] }
    package static var example: NotificationTestResource? { NotificationTestResource(to: "ada@hosting.example") }
}

/// An address of the staff that gets copies: `/api/v1/notification-subscriptions`.
package struct SubscriptionResource: APIResource {
    package var id: String
    package var email: String
    package var name: String
    package var lists: [String]
    package var createdAt: String

    package init(id: String, email: String, name: String, lists: [String], createdAt: String) {
        self.id = id
        self.email = email
        self.name = name
        self.lists = lists
        self.createdAt = createdAt
    }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the subscription.", format: "uuid"), "email": FieldNote("Where copies go.", format: "email"),
            "name": "What people call it; may be empty.", "lists": "Of which mails: `accounts`, `domains`, `security`, `system`.",
            "createdAt": .time("Since when."),
        ]
    }

    package static var example: SubscriptionResource? {
        SubscriptionResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c52", email: "office@hosting.example", name: "Office", lists: ["accounts", "domains"],
            createdAt: "2026-11-22T09:41:07.120Z")
    }
}

/// `POST /api/v1/notification-subscriptions`.
package struct NewSubscriptionResource: APIResource {
    package var email: String
    package var name: String?
    package var lists: [String]

    package init(email: String, name: String?, lists: [String]) {
        self.email = email
        self.name = name
        self.lists = lists
    }

    package static var notes: [String: FieldNote] {
        [
            "email": FieldNote("Where copies go.", format: "email"), "name": FieldNote("What people call it.", maximumLength: 100),
            "lists": "Of which mails: `accounts`, `domains`, `security`, `system`. At least one.",
        ]
    }

    package static var example: NewSubscriptionResource? {
        NewSubscriptionResource(email: "office@hosting.example", name: "Office", lists: ["accounts", "domains"])
    }
}

/// `PATCH /api/v1/notification-subscriptions/{subscription}`; what is absent stays as it is.
package struct SubscriptionChangeResource: APIResource {
    package var email: String?
    package var name: String?
    package var lists: [String]?

    package init(email: String? = nil, name: String? = nil, lists: [String]? = nil) {
        self.email = email
        self.name = name
        self.lists = lists
    }

    package static var notes: [String: FieldNote] {
        [
            "email": FieldNote("Where copies go.", format: "email"), "name": FieldNote("What people call it.", maximumLength: 100),
            "lists": "Of which mails. At least one.",
        ]
    }

    package static var example: SubscriptionChangeResource? { SubscriptionChangeResource(lists: ["accounts"]) }
}
