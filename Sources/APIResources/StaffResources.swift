/// A member of the provider's staff.
package struct StaffResource: APIResource {
    package var id: String
    package var name: String
    package var person: String
    package var email: String
    package var roles: [String]
    package var permissions: [String]
    package var isLocked: Bool
    package var createdAt: String
    package var initialPassword: String?

    package var holdsSecret: Bool { initialPassword != nil }

    package init(
        id: String, name: String, person: String, email: String, roles: [String], permissions: [String], isLocked: Bool, createdAt: String,
        initialPassword: String?
    ) {
        self.id = id
        self.name = name
        self.person = person
        self.email = email
        self.roles = roles
        self.permissions = permissions
        self.isLocked = isLocked
        self.createdAt = createdAt
        self.initialPassword = initialPassword
    }

    package static let notes: [String: FieldNote] = [
        "id": "The id of the login.", "name": "The sign-in name.", "person": "What people call this person.",
        "email": FieldNote("E-mail address.", format: "email"), "roles": "The names of the roles.",
        "permissions": "What all roles together allow.", "isLocked": "True for somebody who cannot sign in.",
        "createdAt": .time("When the login was made."),
        "initialPassword": "The password that was made, told only in the answer to its creation; absent when one was chosen.",
    ]
    package static let example: StaffResource? = StaffResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", name: "mira", person: "Mira Sol", email: "mira@hosting.example", roles: ["Support"],
        permissions: ["account_preview", "login_as_user"], isLocked: false, createdAt: "2026-11-22T08:14:05.120Z", initialPassword: nil)
}

/// A staff login to be made.
package struct NewStaffResource: APIResource {
    package var name: String
    package var person: String?
    package var email: String?
    package var password: String?
    package var roles: [String]

    package init(name: String, person: String? = nil, email: String? = nil, password: String? = nil, roles: [String]) {
        self.name = name
        self.person = person
        self.email = email
        self.password = password
        self.roles = roles
    }

    package static let notes: [String: FieldNote] = [
        "name": FieldNote("The sign-in name. That of a customer gives this login the roles; its password stays.", maximumLength: 60),
        "person": FieldNote("What people call this person. Default: the sign-in name.", maximumLength: 100),
        "email": FieldNote("E-mail address; needed for a new login.", format: "email"),
        "password": FieldNote(
            "As the settings ask: by default 12 to 128 characters. Missing: one is made and told once.", maximumLength: 128),
        "roles": "Names or ids of roles; at least one.",
    ]
    package static let example: NewStaffResource? = NewStaffResource(
        name: "mira", person: "Mira Sol", email: "mira@hosting.example", roles: ["Administrator"])
}

/// The roles a member of staff is to have.
package struct RoleNamesResource: APIResource {
    package var roles: [String]

    package init(roles: [String]) { self.roles = roles }

    package static let notes: [String: FieldNote] = ["roles": "Names or ids of roles; at least one. They replace those of now."]
    package static let example: RoleNamesResource? = RoleNamesResource(roles: ["Administrator"])
}

/// A named set of permissions.
package struct RoleResource: APIResource {
    package var id: String
    package var name: String
    package var isFull: Bool
    package var permissions: [String]
    package var members: Int
    package var createdAt: String

    package init(id: String, name: String, isFull: Bool, permissions: [String], members: Int, createdAt: String) {
        self.id = id
        self.name = name
        self.isFull = isFull
        self.permissions = permissions
        self.members = members
        self.createdAt = createdAt
    }

    package static var observed: Set<String> { ["members"] }

    package static let notes: [String: FieldNote] = [
        "id": "The id that stays.", "name": "What people call the role.",
        "isFull": "True for the built-in role that may do everything and cannot be changed.", "permissions": "What it allows.",
        "members": "How many people have it.", "createdAt": .time("When it was made."),
    ]
    package static let example: RoleResource? = RoleResource(
        id: "0190163d-8694-739b-aea5-966c26f8ad90", name: "Support", isFull: false, permissions: ["account_preview", "login_as_user"],
        members: 3, createdAt: "2026-11-22T08:14:05.120Z")
}

/// A role to be made, or what an existing one is to be.
package struct NewRoleResource: APIResource {
    package var name: String
    package var permissions: [String]

    package init(name: String, permissions: [String]) {
        self.name = name
        self.permissions = permissions
    }

    package static let notes: [String: FieldNote] = [
        "name": FieldNote("What people call the role.", maximumLength: 100),
        "permissions": "Names of permissions: see `GET /api/v1/permissions`. Nobody gives what he does not have himself.",
    ]
    package static let example: NewRoleResource? = NewRoleResource(name: "Support", permissions: ["account_preview", "login_as_user"])
}

/// Something that a role can allow.
package struct PermissionResource: APIResource {
    package var name: String
    package var title: String
    package var text: String
    package var hasEffect: Bool

    package init(name: String, title: String, text: String, hasEffect: Bool) {
        self.name = name
        self.title = title
        self.text = text
        self.hasEffect = hasEffect
    }

    package static let notes: [String: FieldNote] = [
        "name": "The stored name.", "title": "What people call it, in the reader's language.", "text": "What it allows.",
        "hasEffect": "False as long as the feature behind it does not exist.",
    ]
    package static let example: PermissionResource? = PermissionResource(
        name: "account_preview", title: "See customers", text: "Sees the accounts of all customers and what is in them.", hasEffect: true)
}
