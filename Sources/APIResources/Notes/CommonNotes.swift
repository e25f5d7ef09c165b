extension ListResource {
    package static var notes: [String: FieldNote] {
        [
            "items": "The rows of this page.",
            "total": FieldNote("How many there are over all pages; absent when they were not counted.", minimum: 0),
            "next": "The `cursor` of the rows after these; absent at the end.",
        ]
    }

    package static var example: ListResource? { Item.example.map { ListResource(items: [$0], total: 1) } }
}

extension MeResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "Sign-in name.",
            "role": FieldNote("What kind of login it is.", values: ["administrator", "customer", "system"]),
            "permissions": "What a member of staff may do.",
        ]
    }

    package static var example: MeResource? { MeResource(name: "clerk", role: "administrator", permissions: ["account_preview"]) }
}

extension ProblemResource {
    package static var notes: [String: FieldNote] {
        [
            "type": "`about:blank`: status and code say what it is.",
            "title": "The status in words.",
            "status": FieldNote("The HTTP status.", minimum: 400, maximum: 599),
            "detail": "What happened, to what, what next: a sentence.",
            "code": "The key of the sentence, which never changes: `account.in_trash`.",
            "errors": "What is wrong with which field.",
            "reference": "The request's id, by which the log can be searched.",
        ]
    }

    package static var example: ProblemResource? {
        ProblemResource(
            title: "Unprocessable Content", status: 422, detail: "This name has no ending. Did you mean anna.com?", code: "input.invalid",
            errors: Field.example.map { [$0] }, reference: "vB0rTq3fN2mZkXcd")
    }
}

extension ProblemResource.Field {
    package static var notes: [String: FieldNote] {
        [
            "field": "Path of the field in the request: `name`, `endpoints[1]`, or the name of a parameter.",
            "code": "The key of the sentence, which never changes.",
            "detail": "What is wrong with it, in a sentence.",
        ]
    }

    package static var example: ProblemResource.Field? {
        ProblemResource.Field(field: "name", code: "domain.name.ending", detail: "This name has no ending. Did you mean anna.com?")
    }
}

extension JobResource {
    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the job.", format: "uuid"),
            "kind": "What it does: `accounts.purge`.",
            "state": FieldNote("How far it is; `failed` has been given up.", values: ["waiting", "running", "done", "failed"]),
            "priority": FieldNote("0 is first, 2 is housekeeping.", minimum: 0, maximum: 2),
            "attempts": FieldNote("How often it was started.", minimum: 0),
            "runAt": .time("When it is due."),
            "lastError": "Why the last attempt failed.",
        ]
    }

    package static var example: JobResource? {
        JobResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4d", kind: "trash.purge", state: "done", priority: 2, attempts: 1,
            runAt: "2026-11-22T09:41:07.120Z", lastError: nil)
    }
}
