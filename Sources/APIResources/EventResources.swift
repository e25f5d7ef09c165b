/// One row of the audit log as the stream of events and webhooks tell it.
package struct EventResource: APIResource {
    package struct Object: APIResource {
        package var kind: String
        package var id: String
        package var name: String

        package init(kind: String, id: String, name: String) {
            self.kind = kind
            self.id = id
            self.name = name
        }

        package static let notes: [String: FieldNote] = [
            "kind": "What kind of thing: `account`.", "id": "Its id, which stays.", "name": "What it was called then.",
        ]
        package static let example: Object? = Object(kind: "domain", id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", name: "example.org")
    }

    package var sequence: Int64
    package var type: String
    package var timestamp: String
    package var object: Object
    package var by: String
    package var result: String

    package init(sequence: Int64, type: String, timestamp: String, object: Object, by: String, result: String) {
        self.sequence = sequence
        self.type = type
        self.timestamp = timestamp
        self.object = object
        self.by = by
        self.result = result
    }

    package static let notes: [String: FieldNote] = [
        "sequence": "Number of the row, without gaps.", "type": "What happened: `account.suspended`.", "timestamp": .time("When."),
        "object": "To what.", "by": "Who did it.", "result": FieldNote("Whether it was done.", values: ["done", "refused"]),
    ]

    package static let example: EventResource? = Object.example.map {
        EventResource(
            sequence: 4711, type: "domain.added", timestamp: "2026-11-22T09:41:07.120Z", object: $0, by: "anna", result: "done")
    }
}
