import Core
import Persistence
import Presentation

/// Somebody who can sign in.
package struct Login: Sendable, Equatable {
    package let id: LoginID
    /// The sign-in name. Unique without regard to case.
    package var name: String
    /// What people call this person or company.
    package var person: String
    package var email: String
    package var role: Actor.Role
    package var isLocked: Bool
    package var createdAt: Timestamp
    /// `en`, `de`, `ru`; nil: the provider's default.
    package var language: String?
    /// As the IANA database names it; nil: the provider's default.
    package var timeZone: String?
    /// nil: the provider's default.
    package var theme: Theme?
    /// nil: still the first one.
    package var passwordChangedAt: Timestamp?

    package var actor: Actor { Actor(role: role, login: id, name: person) }
}

/// What a new login is made from. Forms and the API fill the same fields.
package struct NewLogin: Sendable {
    /// 2 to 60 characters: letters, digits, `.`, `-`, `_` and `@`.
    package var name: String
    /// Empty: the sign-in name.
    package var person: String
    package var email: String
    /// As the provider's `PasswordPolicy` asks.
    package var password: String
    /// `.administrator` or `.customer`.
    package var role: Actor.Role

    package init(name: String, person: String = "", email: String, password: String, role: Actor.Role) {
        self.name = name
        self.person = person
        self.email = email
        self.password = password
        self.role = role
    }
}

extension Actor.Role: SQLEnum {}
