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

    package init(title: String, plan: String, login: String) {
        self.title = title
        self.plan = plan
        self.login = login
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

/// What a list of accounts is asked for.
package struct AccountFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable { case number, title, plan, created }

    package var search: String
    /// nil: active and suspended.
    package var state: Account.State?
    /// Only those of this login; nil for all within reach.
    package var owner: LoginID?
    package var order: Order
    package var isDescending: Bool
    package var offset: Int
    package var limit: Int

    package init(
        search: String = "", state: Account.State? = nil, owner: LoginID? = nil, order: Order = .number, isDescending: Bool = false,
        offset: Int = 0, limit: Int = 50
    ) {
        self.search = search
        self.state = state
        self.owner = owner
        self.order = order
        self.isDescending = isDescending
        self.offset = offset
        self.limit = limit
    }
}
