/// A person as he sees himself: `GET /api/v1/me/profile`.
package struct ProfileResource: APIResource {
    package var login: String
    package var person: String
    package var email: String
    package var language: String?
    package var timeZone: String?
    package var theme: String?
    package var passwordChangedAt: String?

    package init(
        login: String, person: String, email: String, language: String?, timeZone: String?, theme: String?, passwordChangedAt: String?
    ) {
        self.login = login
        self.person = person
        self.email = email
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
        self.passwordChangedAt = passwordChangedAt
    }

    package static let notes: [String: FieldNote] = [
        "login": "The sign-in name.",
        "person": "What people call this person or company.",
        "email": FieldNote("Where mail for this person goes.", format: "email"),
        "language": FieldNote("The person's own choice; missing: the provider's default.", values: ["en", "de", "ru"]),
        "timeZone": "The person's own choice, as the IANA database names it; missing: the provider's default.",
        "theme": FieldNote("The person's own choice; missing: the provider's default.", values: Self.themes),
        "passwordChangedAt": .time("When the password was changed last; missing: it is still the first one."),
    ]

    /// How the panel can look.
    package static let themes = ["system", "light", "dark", "contrast"]

    package static let example: ProfileResource? = ProfileResource(
        login: "anna", person: "Anna Kern", email: "anna@example.org", language: "de", timeZone: "Europe/Berlin", theme: "dark",
        passwordChangedAt: "2026-11-22T09:41:00Z")
}

/// `PATCH /api/v1/me/profile`. What is missing stays.
package struct ProfileChangeResource: APIResource {
    package var person: String?
    package var language: String?
    package var timeZone: String?
    package var theme: String?

    package init(person: String? = nil, language: String? = nil, timeZone: String? = nil, theme: String? = nil) {
        self.person = person
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
    }

    package static let notes: [String: FieldNote] = [
        "person": FieldNote("What people call this person or company.", maximumLength: 100),
        "language": FieldNote("Empty text: the provider's default.", values: ["", "en", "de", "ru"]),
        "timeZone": FieldNote("As the IANA database names it. Empty text: the provider's default.", maximumLength: 60),
        "theme": FieldNote("Empty text: the provider's default.", values: [""] + ProfileResource.themes),
    ]

    package static let example: ProfileChangeResource? = ProfileChangeResource(
        person: "Anna Kern", language: "de", timeZone: "Europe/Berlin", theme: "dark")
}

/// `PATCH /api/v1/logins/{login}/look`: what staff give. What is missing stays.
package struct LookChangeResource: APIResource {
    package var language: String?
    package var timeZone: String?
    package var theme: String?

    package init(language: String? = nil, timeZone: String? = nil, theme: String? = nil) {
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
    }

    package static let notes = ProfileChangeResource.notes.filter { $0.key != "person" }
    package static let example: LookChangeResource? = LookChangeResource(language: "de", theme: "contrast")
}

/// A person's language, time zone and appearance; what is missing is the provider's default.
package struct LookResource: APIResource {
    package var language: String?
    package var timeZone: String?
    package var theme: String?

    package init(language: String?, timeZone: String?, theme: String?) {
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
    }

    package static let notes = ProfileResource.notes.filter { ["language", "timeZone", "theme"].contains($0.key) }
    package static let example: LookResource? = LookResource(language: "de", timeZone: "Europe/Berlin", theme: "contrast")
}

/// `PUT /api/v1/me/email`: a link goes to the address; it becomes the person's when the link is followed.
package struct NewEmailResource: APIResource {
    package var email: String

    package init(email: String) { self.email = email }

    package static let notes: [String: FieldNote] = ["email": FieldNote("The new address.", format: "email", maximumLength: 320)]

    package static let example: NewEmailResource? = NewEmailResource(email: "anna@kern-keramik.example")
}

/// `PUT /api/v1/me/password`.
package struct PasswordChangeResource: APIResource {
    package var password: String
    package var newPassword: String

    package init(password: String, newPassword: String) {
        self.password = password
        self.newPassword = newPassword
    }

    package static let notes: [String: FieldNote] = [
        "password": FieldNote("The present password.", format: "password"),
        "newPassword": FieldNote(
            "As the provider asks: by default 12 to 128 characters, hard to guess.", format: "password", maximumLength: 128),
    ]

    package static let example: PasswordChangeResource? = PasswordChangeResource(
        password: "four unrelated words", newPassword: "seven quiet harbours")
}

/// `PUT /api/v1/logins/{login}/password`.
package struct GivenPasswordResource: APIResource {
    package var password: String?

    package var holdsSecret: Bool { password != nil }

    package init(password: String? = nil) { self.password = password }

    package static let notes: [String: FieldNote] = [
        "password": FieldNote(
            "In the request: the new password; missing: one is made. In the answer: the one that was made, told this once.",
            format: "password", maximumLength: 128)
    ]

    package static let example: GivenPasswordResource? = GivenPasswordResource(password: "seven quiet harbours")
}
