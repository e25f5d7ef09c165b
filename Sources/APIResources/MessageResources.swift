/// Something a person or the provider is told.
package struct MessageResource: APIResource {
    package var id: String
    package var kind: String
    package var key: String
    package var text: String
    package var objectKind: String
    package var objectId: String
    package var object: String
    package var words: String
    package var at: String
    package var isUnread: Bool

    package init(
        id: String, kind: String, key: String, text: String, objectKind: String, objectId: String, object: String, words: String,
        at: String,
        isUnread: Bool
    ) {
        self.id = id
        self.kind = kind
        self.key = key
        self.text = text
        self.objectKind = objectKind
        self.objectId = objectId
        self.object = object
        self.words = words
        self.at = at
        self.isUnread = isUnread
    }

    package static let notes: [String: FieldNote] = [
        "id": "The id of the message.", "kind": FieldNote("What it is.", values: ["error", "notice"]),
        "key": "A stored name: `domain.added`, `node.failed`.", "text": "The message in the reader's language.",
        "objectKind": "What it is about: `account`, `domain` ...", "objectId": "The id of what it is about.",
        "object": "What people called it then.", "words": "A daemon's own words; may be empty.", "at": .time("When it happened."),
        "isUnread": "True until the reader has marked it as read.",
    ]
    package static let example: MessageResource? = MessageResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", kind: "notice", key: "domain.added", text: "Domain added: example.org (Anna)",
        objectKind: "domain", objectId: "0190163d-8694-739b-aea5-966c26f8ad91", object: "example.org", words: "",
        at: "2026-11-22T08:14:05.120Z", isUnread: true)
}

/// Part of the messages, newest first.
package struct MessageListResource: APIResource {
    package var items: [MessageResource]
    package var unread: Int
    package var next: String?

    package init(items: [MessageResource], unread: Int, next: String?) {
        self.items = items
        self.unread = unread
        self.next = next
    }

    package static let notes: [String: FieldNote] = [
        "items": "The messages.", "unread": "How many are unread in all, counted up to 100.",
        "next": "What `cursor` is for the messages after these; absent at the end.",
    ]
    package static let example: MessageListResource? = MessageListResource(
        items: [MessageResource.example].compactMap { $0 }, unread: 1, next: nil)
}
