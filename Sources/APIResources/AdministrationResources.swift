/// `POST /api/v1/accounts/{number}/notes`.
package struct NewAccountNoteResource: APIResource {
    package var text: String

    package init(text: String) { self.text = text }

    package static let notes: [String: FieldNote] = ["text": FieldNote("What to note; several lines.", maximumLength: 4000)]
    package static let example: NewAccountNoteResource? = NewAccountNoteResource(text: "Called: pays by Friday.")
}

/// A note of the staff. It is never changed.
package struct AccountNoteResource: APIResource {
    package var id: String
    package var author: String
    package var text: String
    package var createdAt: String

    package init(id: String, author: String, text: String, createdAt: String) {
        self.id = id
        self.author = author
        self.text = text
        self.createdAt = createdAt
    }

    package static let notes: [String: FieldNote] = [
        "id": FieldNote("Id of the note.", format: "uuid"), "author": "Who wrote it, by name.", "text": "What was noted.",
        "createdAt": .time("When it was written."),
    ]
    package static let example: AccountNoteResource? = AccountNoteResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", author: "Paula Albers", text: "Called: pays by Friday.",
        createdAt: "2026-11-22T08:14:05.120Z")
}

/// One row of an account's history: a row of the audit log, with the note it tells of.
package struct HistoryEntryResource: APIResource {
    package var sequence: Int
    package var at: String
    package var action: String
    package var result: String
    package var actorKind: String
    package var actor: String
    package var impersonator: String?
    package var objectKind: String
    package var objectId: String
    package var object: String
    package var changes: [AuditChangeResource]
    package var note: String?

    package init(
        sequence: Int, at: String, action: String, result: String, actorKind: String, actor: String, impersonator: String?,
        objectKind: String, objectId: String, object: String, changes: [AuditChangeResource], note: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.action = action
        self.result = result
        self.actorKind = actorKind
        self.actor = actor
        self.impersonator = impersonator
        self.objectKind = objectKind
        self.objectId = objectId
        self.object = object
        self.changes = changes
        self.note = note
    }

    package static let notes: [String: FieldNote] = [
        "sequence": FieldNote("Number of the row in the audit log.", minimum: 1), "at": .time("When it was done."),
        "action": "A stored name: `account.suspended`.",
        "result": FieldNote("Whether it was done.", values: ["done", "refused"]),
        "actorKind": FieldNote("Who it was.", values: ["administrator", "customer", "system", "stranger"]),
        "actor": "The person's name at that time.", "impersonator": "The member of staff who had entered this person's panel.",
        "objectKind": "What it was done to: `account`, `domain`, `account_note` ...", "objectId": "The id that stays.",
        "object": "What people called it then.", "changes": "What changed. Secrets are never shown.",
        "note": "What staff noted; told to staff only.",
    ]
    package static let example: HistoryEntryResource? = HistoryEntryResource(
        sequence: 4711, at: "2026-11-22T08:14:05.120Z", action: "account.suspended", result: "done", actorKind: "administrator",
        actor: "Paula Albers", impersonator: nil, objectKind: "account", objectId: "0190163d-8694-739b-aea5-966c26f8ad91",
        object: "12 Anna's Bakery", changes: [.init(field: "reason", before: nil, after: "The invoice of October is unpaid.")], note: nil)
}

/// How many there are of something.
package struct CountResource: APIResource {
    package var name: String
    package var count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }

    package static let notes: [String: FieldNote] = ["name": "Of what.", "count": FieldNote("How many.", minimum: 0)]
    package static let example: CountResource? = CountResource(name: "Business", count: 3)
}

/// The whole installation in numbers.
package struct SystemInfoResource: APIResource {
    package var version: String
    package var database: String
    package var staff: Int
    package var customers: Int
    package var accountsByState: [CountResource]
    package var accountsByType: [CountResource]
    package var accountsByPlan: [CountResource]
    package var hosted: [CountResource]
    package var physicalServers: Int
    package var logicalServers: [CountResource]
    package var licensedAccounts: Int?

    package init(
        version: String, database: String, staff: Int, customers: Int, accountsByState: [CountResource], accountsByType: [CountResource],
        accountsByPlan: [CountResource], hosted: [CountResource], physicalServers: Int, logicalServers: [CountResource],
        licensedAccounts: Int?
    ) {
        self.version = version
        self.database = database
        self.staff = staff
        self.customers = customers
        self.accountsByState = accountsByState
        self.accountsByType = accountsByType
        self.accountsByPlan = accountsByPlan
        self.hosted = hosted
        self.physicalServers = physicalServers
        self.logicalServers = logicalServers
        self.licensedAccounts = licensedAccounts
    }

    package static let notes: [String: FieldNote] = [
        "version": "Of this program.", "database": FieldNote("The database engine.", values: ["sqlite", "postgresql"]),
        "staff": FieldNote("Logins of members of staff.", minimum: 0), "customers": FieldNote("Logins of customers.", minimum: 0),
        "accountsByState": "Accounts that were not deleted for good: `active`, `suspended`, `trashed`.",
        "accountsByType": "The same by type: `administrative`, `reseller`, `reseller_administrative`, `user`.",
        "accountsByPlan": "The same by the name of their plan.", "hosted": "`domains`, `zones`, `websites`.",
        "physicalServers": FieldNote("Computers.", minimum: 0), "logicalServers": "Servers by kind: `web`, `dns`.",
        "licensedAccounts": FieldNote("How many accounts the licence allows; absent: any number.", minimum: 0),
    ]
    package static let example: SystemInfoResource? = SystemInfoResource(
        version: "0.5.0", database: "sqlite", staff: 2, customers: 40, accountsByState: [.init(name: "active", count: 41)],
        accountsByType: [.init(name: "user", count: 41)], accountsByPlan: [.init(name: "Business", count: 41)],
        hosted: [.init(name: "domains", count: 60)], physicalServers: 3, logicalServers: [.init(name: "web", count: 2)],
        licensedAccounts: nil)
}

/// Something of an account that is published to servers.
package struct PublishedObjectResource: APIResource {
    package var object: String
    package var kind: String
    package var name: String

    package init(object: String, kind: String, name: String) {
        self.object = object
        self.kind = kind
        self.name = name
    }

    package static let notes: [String: FieldNote] = [
        "object": "As it is chosen for a recreation.", "kind": FieldNote("What it is.", values: ["account", "website", "zone"]),
        "name": "As people call it.",
    ]
    package static let example: PublishedObjectResource? = PublishedObjectResource(
        object: "website:0190163d-8694-739b-aea5-966c26f8ad91", kind: "website", name: "example.org")
}

/// `POST /api/v1/accounts/{number}/recreations`.
package struct NewRecreationResource: APIResource {
    package var objects: [String]?

    package init(objects: [String]? = nil) { self.objects = objects }

    package static let notes: [String: FieldNote] = ["objects": "Only these, as `.../objects` names them. Absent: all."]
    package static let example: NewRecreationResource? = NewRecreationResource(objects: ["website:0190163d-8694-739b-aea5-966c26f8ad91"])
}

/// `POST /api/v1/recreations`.
package struct NewServerRecreationResource: APIResource {
    package var server: String

    package init(server: String) { self.server = server }

    package static let notes: [String: FieldNote] = ["server": "Host name or id of a web server: `web1.hosting.example`."]
    package static let example: NewServerRecreationResource? = NewServerRecreationResource(server: "web1.hosting.example")
}

/// One object that was published anew, on one server.
package struct RecreatedObjectResource: APIResource {
    package var kind: String
    package var name: String
    package var server: String
    package var state: String
    package var words: String?

    package init(kind: String, name: String, server: String, state: String, words: String?) {
        self.kind = kind
        self.name = name
        self.server = server
        self.state = state
        self.words = words
    }

    package static let notes: [String: FieldNote] = [
        "kind": FieldNote("What it is.", values: ["account", "website", "zone"]), "name": "As people call it.",
        "server": "Host name of the server.",
        "state": FieldNote("How far its node is.", values: ["waiting", "applying", "live", "failed", "gone"]),
        "words": "What was seen, or the daemon's own words of a failure.",
    ]
    package static let example: RecreatedObjectResource? = RecreatedObjectResource(
        kind: "website", name: "example.org", server: "web1.hosting.example", state: "live", words: "200 in 12 ms")
}

/// Objects that were published anew, and how far the servers are.
package struct RecreationResource: APIResource {
    package var id: String
    package var name: String
    package var actor: String
    package var createdAt: String
    package var isDone: Bool
    package var total: Int
    package var done: Int
    package var failed: Int
    package var objects: [RecreatedObjectResource]?

    package init(
        id: String, name: String, actor: String, createdAt: String, isDone: Bool, total: Int, done: Int, failed: Int,
        objects: [RecreatedObjectResource]?
    ) {
        self.id = id
        self.name = name
        self.actor = actor
        self.createdAt = createdAt
        self.isDone = isDone
        self.total = total
        self.done = done
        self.failed = failed
        self.objects = objects
    }

    package static var observed: Set<String> { ["isDone", "total", "done", "failed", "objects"] }
    package static let notes: [String: FieldNote] = [
        "id": FieldNote("Id of the run.", format: "uuid"), "name": "The account or the server.", "actor": "Who began it.",
        "createdAt": .time("When it began."), "isDone": "Whether every object was reported.",
        "total": FieldNote("How many objects, each counted on each of its servers.", minimum: 0),
        "done": FieldNote("How many were reported.", minimum: 0), "failed": FieldNote("How many of these failed.", minimum: 0),
        "objects": "What needs attention first, at most 200; only in the answer for one run.",
    ]
    package static let example: RecreationResource? = RecreationResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad92", name: "12 Anna's Bakery", actor: "Paula Albers", createdAt: "2026-11-22T08:14:05.120Z",
        isDone: true, total: 4, done: 4, failed: 0, objects: RecreatedObjectResource.example.map { [$0] })
}
