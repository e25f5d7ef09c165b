/// What is done again and again.
package struct ScheduleResource: APIResource {
    package var kind: String
    package var isOn: Bool
    package var everySeconds: Int
    package var priority: String
    package var nextRunAt: String
    package var last: JobResource?

    package init(kind: String, isOn: Bool, everySeconds: Int, priority: String, nextRunAt: String, last: JobResource?) {
        self.kind = kind
        self.isOn = isOn
        self.everySeconds = everySeconds
        self.priority = priority
        self.nextRunAt = nextRunAt
        self.last = last
    }

    package static var observed: Set<String> { ["nextRunAt", "last"] }

    package static let notes: [String: FieldNote] = [
        "kind": "The kind of its jobs; also its name in paths.",
        "isOn": "Whether it runs by itself.",
        "everySeconds": FieldNote("How often.", minimum: 1),
        "priority": FieldNote("Of its jobs.", values: ["high", "normal", "low"]),
        "nextRunAt": .time("When it runs next, if it is on."),
        "last": "The last job it made; absent when there is none any more.",
    ]
    package static let example: ScheduleResource? = ScheduleResource(
        kind: "accounts.purge_trash", isOn: true, everySeconds: 60, priority: "normal", nextRunAt: "2026-11-22T09:42:00.000Z", last: nil)
}

/// `PATCH /api/v1/schedules/{schedule}`: what is to change; the rest stays.
package struct ScheduleChangeResource: APIResource {
    package var isOn: Bool?
    package var priority: String?

    package init(isOn: Bool? = nil, priority: String? = nil) {
        self.isOn = isOn
        self.priority = priority
    }

    package static let notes: [String: FieldNote] = [
        "isOn": "Whether it runs by itself.", "priority": FieldNote("Of its jobs.", values: ["high", "normal", "low"]),
    ]
    package static let example: ScheduleChangeResource? = ScheduleChangeResource(isOn: false)
}

/// Something of the installation that an administrator has to know.
package struct AlertResource: APIResource {
    package var id: String
    package var kind: String
    package var name: String
    package var title: String
    package var text: String
    package var openedAt: String
    package var closedAt: String?

    package init(id: String, kind: String, name: String, title: String, text: String, openedAt: String, closedAt: String?) {
        self.id = id
        self.kind = kind
        self.name = name
        self.title = title
        self.text = text
        self.openedAt = openedAt
        self.closedAt = closedAt
    }

    package static let notes: [String: FieldNote] = [
        "id": FieldNote("Never used again.", format: "uuid"),
        "kind": FieldNote(
            "What happened.",
            values: [
                "server_down", "disk_full", "job_given_up", "clock_off", "certificate_ends", "provisioning_failed", "mail_given_up",
                "database_sorting",
            ]),
        "name": "What it happened to.",
        "title": "A short sentence in the caller's language.",
        "text": "What to do, or the words of the daemon or job.",
        "openedAt": .time("When it began."),
        "closedAt": .time("When it was over; absent while it is open."),
    ]
    package static let example: AlertResource? = AlertResource(
        id: "0193a5b2-6c1e-7a3f-8d21-5b0c9e4f7a10", kind: "disk_full", name: "machine-1", title: "The disk of machine-1 is full to 93 %",
        text: "Make room or add a disk before websites and mailboxes cannot write any more.", openedAt: "2026-11-22T09:41:07.120Z",
        closedAt: nil)
}
