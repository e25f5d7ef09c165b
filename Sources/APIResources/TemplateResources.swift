/// A stored preset of limits and services for new customers: `/api/v1/templates`.
package struct UserTemplateResource: APIResource {
    package var id: String
    package var name: String
    package var limits: [LimitResource]
    package var createdAt: String

    package init(id: String, name: String, limits: [LimitResource], createdAt: String) {
        self.id = id
        self.name = name
        self.limits = limits
        self.createdAt = createdAt
    }

    package static var notes: [String: FieldNote] {
        [
            "id": FieldNote("Id of the template.", format: "uuid"), "name": "Its name; it only tells templates apart.",
            "limits": "What accounts made from it get; what is missing is as their plan says.",
            "createdAt": .time("When it was made."),
        ]
    }

    package static var example: UserTemplateResource? {
        UserTemplateResource(
            id: "019b2f5e-7a10-7c35-9d1e-5f0c1a2b3c4e", name: "Small shop", limits: LimitResource.example.map { [$0] } ?? [],
            createdAt: "2026-11-22T08:00:00.000Z")
    }
}

/// `POST /api/v1/templates`.
package struct NewUserTemplateResource: APIResource {
    package var name: String
    package var limits: [LimitResource]?

    package init(name: String, limits: [LimitResource]? = nil) {
        self.name = name
        self.limits = limits
    }

    package static var notes: [String: FieldNote] {
        [
            "name": FieldNote("No other template has it.", maximumLength: 60),
            "limits": "What accounts made from it get; what is missing is as their plan says.",
        ]
    }

    package static var example: NewUserTemplateResource? {
        NewUserTemplateResource(name: "Small shop", limits: LimitResource.example.map { [$0] } ?? [])
    }
}

/// `PATCH /api/v1/templates/{template}`: what is absent stays as it is.
package struct UserTemplateChangeResource: APIResource {
    package var name: String?
    package var limits: [LimitResource]?

    package init(name: String? = nil, limits: [LimitResource]? = nil) {
        self.name = name
        self.limits = limits
    }

    package static var notes: [String: FieldNote] {
        [
            "name": FieldNote("Another name; no other template has it.", maximumLength: 60),
            "limits": "The limits to change; one without `most` is as the plan says from now on, those that are not named stay.",
        ]
    }

    package static var example: UserTemplateChangeResource? {
        UserTemplateChangeResource(limits: LimitResource.example.map { [$0] } ?? [])
    }
}

package struct UserTemplateCopyResource: APIResource {
    package var name: String

    package init(name: String) { self.name = name }

    package static var notes: [String: FieldNote] { ["name": FieldNote("Name of the copy; no other template has it.", maximumLength: 60)] }
    package static var example: UserTemplateCopyResource? { UserTemplateCopyResource(name: "Large shop") }
}

/// The mail that new customers get, in one language.
package struct RegistrationMailResource: APIResource {
    package var language: String
    package var subject: String
    package var text: String
    /// Whether it was written for this template, or here as the default.
    package var isOwn: Bool

    package init(language: String, subject: String, text: String, isOwn: Bool) {
        self.language = language
        self.subject = subject
        self.text = text
        self.isOwn = isOwn
    }

    package static var notes: [String: FieldNote] {
        [
            "language": FieldNote("Of the customer it goes to.", values: ["en", "de", "ru"]),
            "subject": "One line, with variables in braces.", "text": "Plain text, with variables in braces: `{login}`.",
            "isOwn":
                "Whether it was written for this template, or as the provider's default; otherwise it is the one that stands in for it.",
        ]
    }

    package static var example: RegistrationMailResource? {
        RegistrationMailResource(
            language: "en", subject: "Welcome to {company}", text: "Sign in at {panel} as {login}, with the password {password}.",
            isOwn: true)
    }
}

package struct RegistrationTextResource: APIResource {
    package var subject: String
    package var text: String

    package init(subject: String, text: String) {
        self.subject = subject
        self.text = text
    }

    package static var notes: [String: FieldNote] {
        [
            "subject": FieldNote("One line, with variables in braces; not the password.", maximumLength: 150),
            "text": FieldNote(
                "Plain text. Variables: `{login}`, `{password}`, `{person}`, `{email}`, `{account}`, `{number}`, `{domain}`, `{domains}`, `{plan}`, `{system_user}`, `{panel}`, `{company}`, `{support}`, `{field1}`, `{field2}`, `{field3}`.",
                maximumLength: 10_000),
        ]
    }

    package static var example: RegistrationTextResource? {
        RegistrationTextResource(
            subject: "Welcome to {company}", text: "Sign in at {panel} as {login}, with the password {password}.")
    }
}
