/// A program's token.
package struct TokenResource: APIResource {
    package var id: String
    package var name: String
    package var role: String
    package var isReadOnly: Bool
    package var permissions: [String]?
    package var addresses: [String]
    package var createdAt: String
    package var expires: String?
    package var usedAt: String?
    package var usedFrom: String?
    package var secret: String?

    package var holdsSecret: Bool { secret != nil }

    package init(
        id: String, name: String, role: String, isReadOnly: Bool, permissions: [String]?, addresses: [String], createdAt: String,
        expires: String?, usedAt: String?, usedFrom: String?, secret: String?
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.isReadOnly = isReadOnly
        self.permissions = permissions
        self.addresses = addresses
        self.createdAt = createdAt
        self.expires = expires
        self.usedAt = usedAt
        self.usedFrom = usedFrom
        self.secret = secret
    }

    package static var observed: Set<String> { ["usedAt", "usedFrom"] }

    package static let notes: [String: FieldNote] = [
        "id": "The id that stays.", "name": "Which program it is for.",
        "role": FieldNote("What it acts as; never more than its owner.", values: ["administrator", "customer"]),
        "isReadOnly": "True when every change is refused.",
        "permissions": "What of its owner's permissions it has; absent when it has all of them.",
        "addresses": "Addresses and networks it may be used from; empty for everywhere.", "createdAt": .time("When it was made."),
        "expires": .time("When it stops working; absent when it does not."), "usedAt": .time("When it was used last, to the minute."),
        "usedFrom": "The address it was used from last.",
        "secret": "What the program shows: `Authorization: Bearer hw_...`. Told only in the answer to its creation.",
    ]
    package static let example: TokenResource? = TokenResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", name: "Monitoring", role: "administrator", isReadOnly: true,
        permissions: ["server_manager"], addresses: ["203.0.113.0/24"], createdAt: "2026-11-22T08:14:05.120Z",
        expires: "2027-02-20T08:14:05.120Z", usedAt: "2026-11-22T09:00:00.000Z", usedFrom: "203.0.113.24", secret: nil)
}

/// A token to be made.
package struct NewTokenResource: APIResource {
    package var name: String
    package var role: String?
    package var isReadOnly: Bool?
    package var permissions: [String]?
    package var addresses: [String]?
    package var expires: String?

    package init(
        name: String, role: String? = nil, isReadOnly: Bool? = nil, permissions: [String]? = nil, addresses: [String]? = nil,
        expires: String? = nil
    ) {
        self.name = name
        self.role = role
        self.isReadOnly = isReadOnly
        self.permissions = permissions
        self.addresses = addresses
        self.expires = expires
    }

    package static let notes: [String: FieldNote] = [
        "name": FieldNote("Which program it is for.", maximumLength: 100),
        "role": FieldNote("What it acts as. Default: as its owner.", values: ["administrator", "customer"]),
        "isReadOnly": "True: every change is refused. Default: false.",
        "permissions": "Names of permissions of its owner. Default: all that he has at each use.",
        "addresses": "Addresses and networks (CIDR) it may be used from, at most 20. Default: everywhere.",
        "expires": .time("When it stops working. Default: never."),
    ]
    package static let example: NewTokenResource? = NewTokenResource(
        name: "Monitoring", isReadOnly: true, addresses: ["203.0.113.0/24"], expires: "2027-02-20T08:14:05Z")
}

/// Where somebody is signed in.
package struct SessionResource: APIResource {
    package var id: String
    package var browser: String
    package var userAgent: String?
    package var address: String?
    package var signedInAt: String
    package var seenAt: String
    package var impersonator: String?
    package var customer: String?

    package init(
        id: String, browser: String, userAgent: String?, address: String?, signedInAt: String, seenAt: String, impersonator: String?,
        customer: String?
    ) {
        self.id = id
        self.browser = browser
        self.userAgent = userAgent
        self.address = address
        self.signedInAt = signedInAt
        self.seenAt = seenAt
        self.impersonator = impersonator
        self.customer = customer
    }

    package static let notes: [String: FieldNote] = [
        "id": "The id of the session; not the secret in the cookie.", "browser": "Browser and system in words.",
        "userAgent": "What the browser calls itself.", "address": "The address it was begun from.",
        "signedInAt": .time("When it began."), "seenAt": .time("When it was used last, to the minute."),
        "impersonator": "The member of staff who has entered your panel with it; absent for your own sessions.",
        "customer": "The customer whose panel you have entered with it; absent for your own panel.",
    ]
    package static let example: SessionResource? = SessionResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", browser: "Firefox, Linux",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", address: "203.0.113.24",
        signedInAt: "2026-11-22T08:14:05.120Z", seenAt: "2026-11-22T09:00:00.000Z", impersonator: nil, customer: nil)
}
