/// One field of a row of the audit log, before and after.
package struct AuditChangeResource: APIResource {
    package var field: String
    package var before: String?
    package var after: String?

    package init(field: String, before: String?, after: String?) {
        self.field = field
        self.before = before
        self.after = after
    }

    package static let notes: [String: FieldNote] = [
        "field": "The field's name.", "before": "What it was; absent when there was nothing.",
        "after": "What it became; absent when there is nothing.",
    ]
    package static let example: AuditChangeResource? = AuditChangeResource(
        field: "reason", before: nil, after: "The invoice of October is unpaid.")
}

/// One row of the audit log.
package struct AuditEntryResource: APIResource {
    package var sequence: Int
    package var at: String
    package var action: String
    package var result: String
    package var actorKind: String
    package var actor: String
    package var login: String?
    package var token: String?
    package var impersonator: String?
    package var address: String?
    package var request: String?
    package var objectKind: String
    package var objectId: String
    package var object: String
    package var changes: [AuditChangeResource]
    package var hash: String

    package init(
        sequence: Int, at: String, action: String, result: String, actorKind: String, actor: String, login: String?, token: String?,
        impersonator: String?, address: String?, request: String?, objectKind: String, objectId: String, object: String,
        changes: [AuditChangeResource],
        hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.action = action
        self.result = result
        self.actorKind = actorKind
        self.actor = actor
        self.login = login
        self.token = token
        self.impersonator = impersonator
        self.address = address
        self.request = request
        self.objectKind = objectKind
        self.objectId = objectId
        self.object = object
        self.changes = changes
        self.hash = hash
    }

    package static let notes: [String: FieldNote] = [
        "sequence": FieldNote("Number of the row, from 1 without gaps.", minimum: 1), "at": .time("When it was done."),
        "action": "A stored name: `account.suspended`. Also the name of the event that webhooks send.",
        "result": FieldNote("Whether it was done.", values: ["done", "refused"]),
        "actorKind": FieldNote("Who it was.", values: ["administrator", "customer", "system", "stranger"]),
        "actor": "The person's name at that time.", "login": "The person's login; absent for the system and for strangers.",
        "token": "The token with which a program acted.", "impersonator": "The member of staff who had entered this person's panel.",
        "address": "The address the request came from.", "request": "The request's id, as in `X-Request-Id` and the log.",
        "objectKind": "What it was done to: `account`, `domain`, `login` ...", "objectId": "The id that stays.",
        "object": "What people called it then.", "changes": "What changed. Secrets are never shown.",
        "hash": "SHA-256 over the previous row's hash and this row.",
    ]
    package static let example: AuditEntryResource? = AuditEntryResource(
        sequence: 4711, at: "2026-11-22T08:14:05.120Z", action: "account.suspended", result: "done", actorKind: "administrator",
        actor: "Paula Albers", login: "0190163d-8694-739b-aea5-966c26f8ad90", token: nil, impersonator: nil, address: "203.0.113.24",
        request: "q9kCGrm2cYt0dA7e", objectKind: "account", objectId: "0190163d-8694-739b-aea5-966c26f8ad91", object: "12 Anna's Bakery",
        changes: [.init(field: "reason", before: nil, after: "The invoice of October is unpaid.")],
        hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
}

/// Whether the audit log is as it was written.
package struct AuditVerificationResource: APIResource {
    package var rows: Int
    package var isIntact: Bool
    package var damage: String?
    package var sequence: Int?
    package var detail: String?

    package init(rows: Int, isIntact: Bool, damage: String?, sequence: Int?, detail: String?) {
        self.rows = rows
        self.isIntact = isIntact
        self.damage = damage
        self.sequence = sequence
        self.detail = detail
    }

    package static let notes: [String: FieldNote] = [
        "rows": "How many rows were right, from the first.", "isIntact": "True when nothing is wrong.",
        "damage": FieldNote("What is wrong first.", values: ["missing", "swapped", "changed", "truncated", "added"]),
        "sequence": "The number of the first row that is wrong.", "detail": "The same in a sentence.",
    ]
    package static let example: AuditVerificationResource? = AuditVerificationResource(
        rows: 4711, isIntact: true, damage: nil, sequence: nil, detail: nil)
}
