/// A mail that the panel has written.
package struct MailResource: APIResource {
    package var id: String
    package var kind: String
    package var to: String
    package var toName: String
    package var subject: String
    package var text: String?
    package var html: String?
    package var copyOf: String?
    package var language: String
    package var state: String
    package var attempts: Int
    package var words: String?
    package var createdAt: String
    package var sentAt: String?

    package init(
        id: String, kind: String, to: String, toName: String, subject: String, text: String?, html: String? = nil, copyOf: String? = nil,
        language: String, state: String, attempts: Int,
        words: String?, createdAt: String, sentAt: String?
    ) {
        self.id = id
        self.kind = kind
        self.to = to
        self.toName = toName
        self.subject = subject
        self.text = text
        self.html = html
        self.copyOf = copyOf
        self.language = language
        self.state = state
        self.attempts = attempts
        self.words = words
        self.createdAt = createdAt
        self.sentAt = sentAt
    }

    package static let notes: [String: FieldNote] = [
        "id": FieldNote("Also stands before the @ of its Message-ID.", format: "uuid"),
        "kind": "What it is about: `domain.hosted`.",
        "to": FieldNote("The recipient's address.", format: "email"),
        "toName": "What the recipient is called; may be empty.",
        "subject": "One line.",
        "text": "Plain text. Only when one mail is asked for; absent where it carries a one-time link that the caller may not read.",
        "html": "The HTML part, a document. Only when one mail is asked for; absent for a plain text.",
        "copyOf": FieldNote("The mail of which this is a copy for staff; absent for any other.", format: "uuid"),
        "language": FieldNote("The recipient's language.", values: ["en", "de", "ru"]),
        "state": FieldNote("How far it is; `kept` without a relay.", values: ["waiting", "sent", "failed", "kept"]),
        "attempts": FieldNote("How often the relay was tried.", minimum: 0),
        "words": "The relay's own words at the last try.",
        "createdAt": .time("When it was written."),
        "sentAt": .time("When the relay took it."),
    ]

    package static let example: MailResource? = MailResource(
        id: "0193a5b2-6c1e-7a3f-8d21-5b0c9e4f7a10", kind: "domain.hosted", to: "anna@example.org", toName: "Anna Kern",
        subject: "kern-keramik.example: what to give your registrar", text: nil, language: "en", state: "sent", attempts: 1,
        words: "250 2.0.0 Ok: queued as 4F1C8", createdAt: "2026-11-22T09:41:07.120Z", sentAt: "2026-11-22T09:41:08.004Z")
}

/// The server that takes the panel's mail and brings it on.
package struct RelayResource: APIResource {
    package var host: String
    package var port: Int?
    package var security: String
    package var user: String?
    package var password: String?
    package var hasPassword: Bool?
    package var senderAddress: String
    package var senderName: String?
    package var authority: String?

    package init(
        host: String, port: Int?, security: String, user: String?, password: String? = nil, hasPassword: Bool? = nil, senderAddress: String,
        senderName: String?, authority: String?
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.hasPassword = hasPassword
        self.senderAddress = senderAddress
        self.senderName = senderName
        self.authority = authority
    }

    package static let notes: [String: FieldNote] = [
        "host": FieldNote("A host name or an address.", maximumLength: 253),
        "port": FieldNote("Absent for the usual one of the security: 25, 587 or 465.", minimum: 1, maximum: 65_535),
        "security": FieldNote("`starttls` begins in the clear and must change to TLS.", values: ["none", "starttls", "tls"]),
        "user": "Empty or absent: no signing in.",
        "password": "Taken and never given. Absent: the stored one stays.",
        "hasPassword": "Whether one is stored. Given and ignored when taken.",
        "senderAddress": FieldNote("What recipients see as the sender.", format: "email"),
        "senderName": "The sender's name.",
        "authority": "PEM of the authority that signed the relay's certificate, where the system does not know it.",
    ]

    package static let example: RelayResource? = RelayResource(
        host: "smtp.example.org", port: 587, security: "starttls", user: "hosting", password: nil, hasPassword: true,
        senderAddress: "post@hosting.example", senderName: "Northern Hosting", authority: nil)
}

/// Whom a test mail goes to.
package struct RelayTestResource: APIResource {
    package var to: String

    package init(to: String) { self.to = to }

    package static let notes: [String: FieldNote] = ["to": FieldNote("Recipient of the test mail.", format: "email")]
    package static let example: RelayTestResource? = RelayTestResource(to: "ada@hosting.example")
}

/// What the relay said to a test mail.
package struct RelayWordsResource: APIResource {
    package var words: String

    package init(words: String) { self.words = words }

    package static let notes: [String: FieldNote] = ["words": "The last line of the dialogue."]
    package static let example: RelayWordsResource? = RelayWordsResource(words: "250 2.0.0 Ok: queued as 4F1C8")
}

/// What the registrar of a domain needs.
package struct DelegationResource: APIResource {
    package struct NameServer: APIResource {
        package var name: String
        package var addresses: [String]

        package init(name: String, addresses: [String]) {
            self.name = name
            self.addresses = addresses
        }

        package static let notes: [String: FieldNote] = [
            "name": "Its host name.", "addresses": "Its addresses; needed at the registrar where its name lies below the domain.",
        ]
        package static let example: NameServer? = NameServer(name: "ns1.hosting.example", addresses: ["192.0.2.53"])
    }

    package var domain: String
    package var nameServers: [NameServer]

    package init(domain: String, nameServers: [NameServer]) {
        self.domain = domain
        self.nameServers = nameServers
    }

    package static let notes: [String: FieldNote] = [
        "domain": "The name in its ASCII form.",
        "nameServers":
            "The name servers to enter, in order; empty where no registrar is involved. `addresses` only where a name server lies below the domain itself (glue).",
    ]
    package static let example: DelegationResource? = DelegationResource(
        domain: "kern-keramik.example",
        nameServers: [.init(name: "ns1.hosting.example", addresses: []), .init(name: "ns2.hosting.example", addresses: [])])
}
