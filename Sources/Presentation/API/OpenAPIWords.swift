import APIResources

/// What every operation of the description shares.
enum OpenAPIWords {
    static let introduction = """
        Every operation of the panel, under the same rules: what a token's owner cannot reach answers 404. Times are RFC 3339 in UTC, \
        durations are seconds, sizes are bytes. A field of a request that nobody knows is refused; a field of an answer that you do not \
        know is to be ignored. Refusals are `application/problem+json` (RFC 9457).
        """

    static let headerParameters: JSONTree = [
        "IfNoneMatch": [
            "name": "If-None-Match", "in": "header", "schema": ["type": "string"],
            "description": "The `ETag` of what you have: 304 without a body when it is still that.",
        ],
        "IfMatch": [
            "name": "If-Match", "in": "header", "schema": ["type": "string"],
            "description": "The `ETag` of what you have read. When it has changed meanwhile nothing is done: 412 says what is different.",
        ],
        "IdempotencyKey": [
            "name": "Idempotency-Key", "in": "header", "schema": ["type": "string", "minLength": 1, "maxLength": 200],
            "description": """
            A text of your own, such as a UUID. Sent again within 24 hours with the same request, it is answered as the first time and \
            nothing is done twice.
            """,
        ],
        "Prefer": [
            "name": "Prefer", "in": "header", "schema": ["type": "string"], "example": "wait=10",
            "description": "`wait=N`: answer when it is live on every server, or after N seconds, at most 60 (RFC 7240).",
        ],
    ]

    /// Headers of every answer.
    static let rates = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]

    static let headers: JSONTree = [
        "ETag": ["description": "Which state of the resource this is.", "schema": ["type": "string"]],
        "Location": ["description": "Where the new thing is.", "schema": ["type": "string"]],
        "Link": ["description": "The next rows, as `rel=\"next\"` (RFC 8288).", "schema": ["type": "string"]],
        "Retry-After": ["description": "Seconds after which trying again may help.", "schema": ["type": "integer"]],
        "RateLimit-Limit": ["description": "Requests of this kind (reading, changing) per minute.", "schema": ["type": "integer"]],
        "RateLimit-Remaining": ["description": "How many are left now.", "schema": ["type": "integer"]],
        "RateLimit-Reset": ["description": "Seconds until all of them are there again.", "schema": ["type": "integer"]],
    ]

    private static let refusals: [(status: Int, title: String, sentence: String, code: String, detail: String)] = [
        (401, "Unauthorized", "There is no valid token.", "session.needed", "Sign in to go on."),
        (403, "Forbidden", "The token's owner may not do this.", "token.read_only", "This token may only look. Nothing was changed."),
        (404, "Not Found", "It does not exist, or not for the caller.", "domain.not_found", "There is no such domain, or it is not yours."),
        (
            409, "Conflict", "It contradicts what is there, or a limit is reached.", "domain.already_hosted",
            "example.org is hosted here already."
        ),
        (
            412, "Precondition Failed", "It has changed since it was read: `errors` names the fields.", "precondition.failed",
            "This has changed since you read it: documentRoot. Nothing was done; read it again."
        ),
        (
            413, "Content Too Large", "The body is too large.", "body.too_large",
            "What was sent is larger than this address takes (1024 KiB)."
        ),
        (
            415, "Unsupported Media Type", "The body is not JSON.", "body.type",
            "Send JSON, with the header Content-Type: application/json."
        ),
        (
            422, "Unprocessable Content", "A value is not right: `errors` names the fields.", "input.invalid",
            "This name has no ending. Did you mean anna.com?"
        ),
        (
            429, "Too Many Requests", "Too often; `Retry-After` says when to go on.", "rate.exceeded",
            "You ask more than 600 times in a minute."
        ),
        (
            503, "Service Unavailable", "A part that is needed does not answer.", "node.silent",
            "The server does not answer. Try again later."
        ),
    ]

    /// One shared answer per status.
    static func problems(_ schema: JSONTree) -> JSONTree {
        .object(
            refusals.map { refusal in
                var headers: [(name: String, value: JSONTree)] = []
                if refusal.status == 429 || refusal.status == 503 {
                    headers.append((name: "Retry-After", value: ["$ref": "#/components/headers/Retry-After"]))
                }
                let example: JSONTree = [
                    "type": "about:blank", "title": .string(refusal.title), "status": JSONTree(refusal.status),
                    "detail": .string(refusal.detail), "code": .string(refusal.code), "reference": "vB0rTq3fN2mZkXcd",
                ]
                var answer: JSONTree = [
                    "description": .string(refusal.sentence),
                    "content": ["application/problem+json": ["schema": schema, "example": example]],
                ]
                if !headers.isEmpty { answer = answer.with("headers", .object(headers)) }
                return (name: String(refusal.status), value: answer)
            })
    }
}
