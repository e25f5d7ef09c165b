import AgentProtocol
import Core
import Fleet
import Persistence

/// Accounts of a plan for demonstration (H.PLAN-13): they have the whole panel and nothing on any server. What becomes of what they make is
/// decided here and nowhere else.
package enum DemoAccounts {
    /// Whether the account's plan is for demonstration. Asked once the account is stored: from then on its plan stays one, or none.
    package static func contains(_ account: AccountID, in db: any Connection) throws -> Bool {
        try db.first(
            "SELECT 1 AS one FROM account JOIN plan ON plan.id = account.plan_id WHERE account.id = \(account) AND plan.is_demo") != nil
    }

    /// Wants an object of the account present on a server, unless the account is for demonstration. All that customers have is published through
    /// this; trashing and purging do nothing to what was never published.
    ///
    /// - Parameter account: nil: the provider's own.
    package static func publish(
        _ specification: Specification, of object: String, to servers: [LogicalServerID], for account: AccountID?, in db: any Connection,
        at now: Timestamp
    ) throws {
        if let account, try contains(account, in: db) { return }
        for server in servers { try Specifications.publish(specification, of: object, to: server, in: db, at: now) }
    }

    /// Throws `demo.no_server` (conflict): what only a server could do is not done for a demonstration.
    package static func refuse(_ isDemo: Bool) throws {
        if !isDemo { return }
        throw Fault.conflict(
            key: "demo.no_server", "This account is a demonstration: nothing of it is on a server, so there is nothing to do there.")
    }

    /// Complains beside `plan` about a change between a plan for demonstration and one that is none: what was made for show would become real, or
    /// what is real would be left on servers.
    static func check(from before: Plan, to after: Plan, _ complaints: inout Complaints) {
        if before.isDemo == after.isDemo { return }
        complaints.add(
            "plan", key: "plan.demo.change", arguments: ["plan": before.name, "other": after.name],
            "One of \(before.name) and \(after.name) is a plan for demonstration, the other is not. Create a new account with \(after.name)."
        )
    }

    /// Throws `plan.demo.in_use` beside `isDemo` while accounts have the plan. Called with the plan locked.
    static func checkSwitch(of plan: Plan, in db: any Connection) throws {
        let accounts = try PlanQueries.accounts(of: plan.id, in: db)
        if accounts == 0 { return }
        throw Fault.invalid(
            .init(
                "isDemo", key: "plan.demo.in_use", arguments: ["plan": plan.name, "accounts": String(accounts)],
                "Accounts have the plan \(plan.name). Whether it is for demonstration stays as it is; copy the plan for another one."))
    }
}
