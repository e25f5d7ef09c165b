import Core
import Identity
import Persistence
import Presentation

/// Suspending and resuming. Suspensions are stacked: each agent has its own reason, and the account is served again when none is left (H.ADM-07).
extension Accounts {
    /// Locks the account: its sites show the neutral page. Suspending again in the name of the same agent only changes the reason; in the name of
    /// another one it adds a reason.
    ///
    /// - Parameter agent: On whose behalf. Staff may choose among `SuspensionAgent.ofStaff`; jobs act as `Actor.system` and may name any.
    ///
    /// Throws `Fault(.invalid)` beside `reason` and `agent`, and `account.in_trash` (conflict).
    package func suspend(
        _ number: Int, reason: String, as agent: SuspensionAgent = .administrator, by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws -> Account {
        try actor.require(.accountManager)
        var account = try locked(number, by: actor, in: db)
        var complaints = Complaints()
        let reason = try complaints.take("reason") { try reason.asName(limit: 200) }
        if actor.role != .system, !SuspensionAgent.ofStaff.contains(agent) {
            complaints.add(
                "agent", key: "account.suspension.agent", arguments: ["agent": agent.rawValue],
                "Only the system itself suspends in the name of \(agent.rawValue). Choose another agent.")
        }
        try complaints.check()
        guard let reason else { return account }
        guard account.trashedAt == nil else { throw inTrash(account) }
        let before = try suspensions(of: account, in: db)
        let same = before.first { $0.agent == agent }
        if same?.reason == reason { return account }
        // A suspension of the release before this one gets its row.
        if let first = before.first, try SuspensionQueries.of(account.id, in: db).isEmpty {
            try SuspensionQueries.put(first, on: account.id, login: nil, in: db)
        }
        let suspension = Suspension(
            agent: agent, reason: reason, since: same?.since ?? now, actorName: actor.role == .system ? "" : actor.name)
        try SuspensionQueries.put(suspension, on: account.id, login: actor.login, in: db)
        try sum(up: &account, in: db)
        if before.isEmpty {
            try publish(account, isLocked: true, in: db, at: now)
            try Self.tellOwner(of: account, .accountSuspended, ["reason": reason], in: db, at: now)
        }
        try Audit.record(
            "account.suspended", on: account.audited,
            changes: [.init("agent", nil, same == nil ? agent.rawValue : nil), .init("reason", same?.reason, reason)], by: actor, in: db,
            at: now)
        return account
    }

    /// Lifts suspensions: those of `only`, or all that may be lifted. The account is active again when none is left. Resuming an active account
    /// changes nothing.
    ///
    /// - Parameter agent: On whose behalf; its row of the matrix (`SuspensionAgent.mayLift`) decides.
    ///
    /// Throws `account.resume_refused` (forbidden) when none of them may be lifted, with the agents who may, and `account.in_trash`.
    package func resume(
        _ number: Int, only: SuspensionAgent? = nil, as agent: SuspensionAgent = .administrator, by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws -> Account {
        try actor.require(.accountManager)
        var account = try locked(number, by: actor, in: db)
        guard account.trashedAt == nil else { throw inTrash(account) }
        let wanted = try suspensions(of: account, in: db).filter { only == nil || $0.agent == only }
        let lifted = wanted.filter { agent.mayLift.contains($0.agent) }
        if lifted.isEmpty {
            guard let first = wanted.first else { return account }
            throw refusal(to: agent, of: first.agent)
        }
        try SuspensionQueries.delete(lifted.map(\.agent), of: account.id, in: db)
        try sum(up: &account, in: db)
        if account.suspendedAt == nil {
            try publish(account, isLocked: false, in: db, at: now)
            try Self.tellOwner(of: account, .accountResumed, in: db, at: now)
        }
        for suspension in lifted {
            try Audit.record(
                account.suspendedAt == nil && suspension == lifted.last ? "account.resumed" : "account.suspension_lifted",
                on: account.audited, changes: [.init("agent", suspension.agent.rawValue, nil), .init("reason", suspension.reason, nil)],
                by: actor, in: db, at: now)
        }
        return account
    }

    /// Why the account is suspended, the oldest reason first; empty when it is not.
    package func suspensions(of account: Account, in db: any Connection) throws -> [Suspension] {
        let known = try SuspensionQueries.of(account.id, in: db)
        // The release before this one knows no agents.
        guard known.isEmpty, let reason = account.suspensionReason, let since = account.suspendedAt else { return known }
        return [Suspension(agent: .administrator, reason: reason, since: since, actorName: "")]
    }

    /// The account's own columns say since when and for which reason first.
    private func sum(up account: inout Account, in db: any Connection) throws {
        let left = try SuspensionQueries.of(account.id, in: db).first
        (account.suspensionReason, account.suspendedAt) = (left?.reason, left?.since)
        try AccountQueries.setSuspension(account.id, reason: left?.reason, at: left?.since, in: db)
    }

    private func refusal(to agent: SuspensionAgent, of suspended: SuspensionAgent) -> Fault {
        let words = EnglishAdministrationTexts(texts: Texts(.english))
        return Fault(
            .forbidden, key: "account.resume_refused", arguments: ["agent": agent.rawValue, "suspended": suspended.rawValue],
            "This account is suspended on behalf of \(words.agent(suspended)), which \(words.agent(agent)) may not lift. "
                + words.mayLift(suspended.liftedBy))
    }
}
