/// Who does something: a person in a session, a program with a token, or the system itself.
package struct Actor: Sendable, Hashable {
    /// The roles of the first part of identity; permissions refine them later.
    package enum Role: String, Sendable, Codable, CaseIterable {
        /// May do everything on this installation.
        case administrator
        /// Sees and changes only the accounts of its login.
        case customer
        /// The program itself: jobs and schedules.
        case system
    }

    package var role: Role
    /// The person; nil for the system.
    package var login: LoginID?
    /// Set when a program acts with this token of the person.
    package var token: TokenID?
    /// What people read in lists and logs: the login's name.
    package var name: String

    package init(role: Role, login: LoginID?, token: TokenID? = nil, name: String) {
        self.role = role
        self.login = login
        self.token = token
        self.name = name
    }

    package static let system = Actor(role: .system, login: nil, name: "system")

    /// Which customers' data this actor can reach. Every query on such data takes it.
    package var reach: Reach {
        switch role {
        case .administrator, .system: .everything
        case .customer: login.map(Reach.login) ?? .nothing
        }
    }
}

/// The part of the customers' data that a query may see. What is out of reach does not exist.
package enum Reach: Sendable, Hashable {
    case everything
    /// The accounts that belong to this login.
    case login(LoginID)
    case nothing
}
