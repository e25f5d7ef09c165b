/// Who does something: a person in a session, a program with a token, or the system itself.
package struct Actor: Sendable, Hashable {
    package enum Role: String, Sendable, Codable, CaseIterable {
        /// Works for the provider; `permissions` says what he may do. The first administrator may do everything.
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
    /// What a member of staff may do; everything for the system, nothing for customers. A token's are never more than its owner's.
    package var permissions: Set<Permission>
    /// Where the request came from; nil for jobs.
    package var origin: Origin?
    /// The member of staff who has entered this customer's panel (security rule 19): he acts, with the customer's rights.
    package var impersonator: Impersonator?
    /// True for a token that may only look.
    package var isReadOnly: Bool
    /// True for a token that was minted with the right to what people have to prove themselves for again: money, keys, rights.
    package var isProven = false

    /// Where a request came from, for the audit log.
    package struct Origin: Sendable, Hashable {
        package var address: IPAddress?
        /// The request's id, as in the log and in `X-Request-Id`.
        package var request: String

        package init(address: IPAddress?, request: String) {
            self.address = address
            self.request = request
        }
    }

    package struct Impersonator: Sendable, Hashable {
        package var login: LoginID
        package var name: String

        package init(login: LoginID, name: String) {
            self.login = login
            self.name = name
        }
    }

    /// Without `permissions` an administrator and the system may do everything, a customer nothing beyond his own accounts.
    package init(
        role: Role, login: LoginID?, token: TokenID? = nil, name: String, permissions: Set<Permission>? = nil, origin: Origin? = nil,
        impersonator: Impersonator? = nil, isReadOnly: Bool = false
    ) {
        self.role = role
        self.login = login
        self.token = token
        self.name = name
        self.permissions = permissions ?? (role == .customer ? [] : .everything)
        self.origin = origin
        self.impersonator = impersonator
        self.isReadOnly = isReadOnly
    }

    package static let system = Actor(role: .system, login: nil, name: "system")

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// Throws `Fault(.forbidden)` that names what is missing.
    package func require(_ permission: Permission) throws {
        guard may(permission) else {
            throw Fault(
                .forbidden, key: "access.permission_missing", arguments: ["permission": permission.rawValue],
                "You may not do this: it needs the permission \(permission.rawValue.replacing("_", with: " ")).")
        }
    }

    /// For whatever changes something of a customer's: himself on his own accounts, staff with `accountManager` on all.
    package func requireWork(for owner: LoginID) throws {
        if owner == login { return }
        try require(.accountManager)
    }

    /// Whether `requireWork` lets him: for pages, which show no button that would be refused.
    package func mayWork(for owner: LoginID) -> Bool { owner == login || may(.accountManager) }

    /// Which customers' data this actor can reach. Every query on such data takes it.
    package var reach: Reach {
        if may(.accountPreview) || may(.accountManager) { return .everything }
        return login.map(Reach.login) ?? .nothing
    }
}

/// The part of the customers' data that a query may see. What is out of reach does not exist.
package enum Reach: Sendable, Hashable {
    case everything
    /// The accounts that belong to this login.
    case login(LoginID)
    case nothing
}
