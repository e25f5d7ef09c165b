import Core

/// One row of the audit log: who did what to which object, from where, with which result.
package struct AuditEntry: Sendable, Equatable {
    /// The kind of thing something was done to. Raw values are stored.
    package struct Kind: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package init(stringLiteral text: String) { rawValue = text }

        package static let login: Kind = "login"
        package static let staffRole: Kind = "staff_role"
        package static let token: Kind = "token"
        package static let session: Kind = "session"
        package static let settings: Kind = "settings"
        package static let plan: Kind = "plan"
        package static let account: Kind = "account"
        package static let domain: Kind = "domain"
        package static let website: Kind = "website"
        package static let physicalServer: Kind = "physical_server"
        package static let logicalServer: Kind = "logical_server"
        package static let job: Kind = "job"
        /// A route of the panel or of the REST interface, by its template: what somebody was refused.
        package static let route: Kind = "route"
        /// A one-time link.
        package static let link: Kind = "link"
    }

    /// What it was done to.
    package struct Object: Sendable, Equatable {
        package var kind: Kind
        /// The id that stays; never the number or name that people say.
        package var id: String
        /// What people call it, as it was called then.
        package var name: String
        /// The account it belongs to; nil for the provider's own things.
        package var account: AccountID?
        /// The customer who sees it in his history: the account's owner at that time.
        package var owner: LoginID?

        package init(_ kind: Kind, _ id: String, _ name: String, account: AccountID? = nil, owner: LoginID? = nil) {
            self.kind = kind
            self.id = id
            self.name = name
            self.account = account
            self.owner = owner
        }

        /// The person sees in his history what was done to his login.
        package static func login(_ login: Login) -> Object { Object(.login, login.id.text, login.name, owner: login.id) }

        /// Somebody tried a name that nobody has. What was typed is not kept: it may have been a password in the wrong field.
        package static let unknownLogin = Object(.login, "", "")
    }

    /// One field before and after. Never a secret: a password is "changed", not shown.
    package struct Change: Sendable, Equatable, Codable {
        package var field: String
        package var before: String?
        package var after: String?

        package init(_ field: String, _ before: String?, _ after: String?) {
            self.field = field
            self.before = before
            self.after = after
        }
    }

    package enum Result: String, Sendable { case done, refused }

    /// From 1, without gaps.
    package var sequence: Int64
    package var at: Timestamp
    /// `administrator`, `customer`, `system`, `stranger`.
    package var actorKind: String
    package var login: LoginID?
    package var actorName: String
    package var token: TokenID?
    /// The member of staff who acted in a customer's panel.
    package var impersonator: String?
    package var address: String?
    package var request: String?
    /// A stored name: `account.suspended`. Also the name of the event that webhooks send.
    package var action: String
    package var object: Object
    package var result: Result
    package var changes: [Change]
    /// SHA-256 in hexadecimal over the previous hash and this row.
    package var previousHash: String
    package var hash: String
}
