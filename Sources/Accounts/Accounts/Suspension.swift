import Core
import Persistence

/// On whose behalf an account is suspended or resumed (H.ADM-07): a closed set. Stored by raw value.
package enum SuspensionAgent: String, Sendable, CaseIterable, SQLEnum {
    /// The provider's staff.
    case administrator
    /// The reseller whose customer it is.
    case reseller
    /// The job that finds accounts over their limits.
    case overLimit = "over_limit"
    /// The job that follows the suspension of a reseller: his customers go with him (contract 5.43).
    case resellerSuspended = "reseller_suspended"
    /// The job that watches debts.
    case debt
    /// The job that ends trials.
    case trial
    /// A customer who wants his money back.
    case moneyBack = "money_back"
    /// A customer who asks to be exempted from a tax.
    case exemption = "exemption_request"

    /// Whose suspensions it may lift.
    ///
    /// The first three rows are H.ADM-07's own words. A job and a request lift what they have caused themselves when its cause is gone: the
    /// debt is paid, the trial has become an account that is paid for, the reseller is back, the request is decided.
    package var mayLift: Set<SuspensionAgent> {
        switch self {
        case .administrator: Set(SuspensionAgent.allCases).subtracting([.moneyBack])
        case .reseller: Set(SuspensionAgent.allCases).subtracting([.administrator, .moneyBack])
        case .overLimit: []
        case .resellerSuspended, .debt, .trial, .moneyBack, .exemption: [self]
        }
    }

    /// Who may lift a suspension of this agent, in the order of the set.
    package var liftedBy: [SuspensionAgent] { SuspensionAgent.allCases.filter { $0.mayLift.contains(self) } }

    /// The agents in whose name staff may suspend: their own, and those that stand for something staff is told by letter, telephone or
    /// another program. What belongs to resellers and to measurements is said by these.
    package static let ofStaff: [SuspensionAgent] = [.administrator, .debt, .trial, .moneyBack, .exemption]
}

extension SuspensionAgent {
    /// What a form or a program says; nothing is the staff themselves. Throws `Fault(.invalid)` beside `agent`.
    static func typed(_ text: String) throws -> SuspensionAgent {
        if text.isEmpty { return .administrator }
        guard let agent = SuspensionAgent(rawValue: text) else {
            let known = SuspensionAgent.ofStaff.map(\.rawValue).joined(separator: ", ")
            throw Fault.invalid(.init("agent", key: "account.suspension.agent_unknown", "The agents are \(known)."))
        }
        return agent
    }
}

/// One reason for which an account is suspended. There is one for each agent at most; the account is suspended as long as there is any.
package struct Suspension: Sendable, Hashable {
    package var agent: SuspensionAgent
    /// The customer reads it.
    package var reason: String
    package var since: Timestamp
    /// Who did it, by name; empty for the system.
    package var actorName: String
}

/// All statements on `account_suspension`.
enum SuspensionQueries {
    /// The oldest first.
    static func of(_ account: AccountID, in db: any Connection) throws -> [Suspension] {
        try db.query(
            """
            SELECT agent, reason, since, actor_name FROM account_suspension WHERE account_id = \(account) ORDER BY since, agent
            """
        ).map { Suspension(agent: try $0("agent"), reason: try $0("reason"), since: try $0("since"), actorName: try $0("actor_name")) }
    }

    static func put(_ suspension: Suspension, on account: AccountID, login: LoginID?, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account_suspension (account_id, agent, reason, since, login_id, actor_name)
            VALUES (\(account), \(suspension.agent), \(suspension.reason), \(suspension.since), \(login), \(suspension.actorName))
            ON CONFLICT (account_id, agent) DO UPDATE SET
                reason = excluded.reason, login_id = excluded.login_id, actor_name = excluded.actor_name
            """)
    }

    static func delete(_ agents: [SuspensionAgent], of account: AccountID, in db: any Connection) throws {
        try db.execute("DELETE FROM account_suspension WHERE account_id = \(account) AND agent IN (\(list: agents))")
    }
}
