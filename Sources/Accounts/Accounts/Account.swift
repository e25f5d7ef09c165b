import Core
import Identity

/// The unit the system works with: one system user, one home, any number of domains, one plan.
package struct Account: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        case active
        /// Locked with a reason: every site shows the neutral page, nothing is deleted.
        case suspended
        /// Deleted by a person; kept until `purgeAt`, can be restored.
        case trashed
        /// Gone; the row stays so that its number is never given again.
        case purged
    }

    package var id: AccountID
    /// What people call it by; also N of the system user `webN`. Never reused.
    package var number: Int
    package var login: LoginID
    package var loginName: String
    package var plan: PlanID
    package var planName: String
    /// The version of the plan whose setup and recurring prices it has (H.PLAN-19).
    package var planVersion = 1
    /// Nothing of it is on any server; see `DemoAccounts`.
    package var isDemo = false
    /// What the account is for, as far as it follows from its plan and its owner.
    package var type = AccountType.user
    /// The logical web server that holds the home.
    package var server: LogicalServerID
    package var serverName: DomainName
    package var title: String
    package var uid: Int
    package var suspensionReason: String?
    package var suspendedAt: Timestamp?
    package var trashedAt: Timestamp?
    package var purgeAt: Timestamp?
    package var purgedAt: Timestamp?
    package var createdAt: Timestamp

    /// As the audit log names it.
    package var audited: AuditEntry.Object { .init(.account, id.text, "\(number) \(title)", account: id, owner: login) }

    package var systemUser: String { "web\(number)" }

    /// 12 for `web12`.
    static func number(ofSystemUser typed: String) -> Int? {
        let name = typed.lowercased()
        guard name.hasPrefix("web") else { return nil }
        return Int(name.dropFirst(3)).flatMap { $0 > 0 ? $0 : nil }
    }

    package var state: State {
        if purgedAt != nil { return .purged }
        if trashedAt != nil { return .trashed }
        return suspendedAt == nil ? .active : .suspended
    }
}

/// An account as typed, before it is checked.
package struct AccountForm: Sendable {
    package var title: String
    /// Name or id of the plan.
    package var plan: String
    /// Sign-in name of the owner.
    package var login: String
    /// A billing period of the plan, by id or length (`1 year`); empty: the plan's usual one.
    package var period = ""
    /// The addresses it begins with; nil: as the plan says.
    package var addresses: AddressWish?

    package init(title: String, plan: String, login: String, period: String = "", addresses: AddressWish? = nil) {
        self.addresses = addresses
        self.title = title
        self.plan = plan
        self.login = login
        self.period = period
    }
}

/// What is to change of an account, as typed; nil leaves a value as it is.
package struct AccountChange: Sendable {
    package var title: String?
    /// Name or id of the plan.
    package var plan: String?

    package init(title: String? = nil, plan: String? = nil) {
        self.title = title
        self.plan = plan
    }
}

extension Account {
    /// The fields of the page that changes it.
    var formValues: [String: String] { ["title": title, "plan": planName] }
}

/// What an account is for (H.ACC-05). Follows from the plan's category and who the owner is; never stored. Raw values stand in URLs and the API.
package enum AccountType: String, Sendable, CaseIterable {
    /// The provider's own people: the main administrator, support.
    case administrative
    /// Somebody who sells on, as a customer of the provider.
    case reseller
    /// Where a reseller is provider himself: an administrative account of somebody who is not of the provider's staff.
    case resellerAdministrative = "reseller_administrative"
    /// A customer's, or the provider's own sites: the only one with a home, and so with sites and FTP.
    case user

    package init(_ category: PlanCategory, owner role: Actor.Role) {
        self =
            switch category {
            case .customer: .user
            case .reseller: .reseller
            case .administrative: role == .administrator ? .administrative : .resellerAdministrative
            }
    }

    /// Whether it has a system user, a home on a web server, and what lives there.
    package var hasHome: Bool { self == .user }

    /// The plans of accounts of this type.
    var category: PlanCategory {
        switch self {
        case .user: .customer
        case .reseller: .reseller
        case .administrative, .resellerAdministrative: .administrative
        }
    }
}
