import Core
import Persistence
import Presentation

/// How much of its plan an account uses.
package struct PlanUse: Sendable {
    package var plan: Plan?
    package var domains: Int

    /// How many domains the account may have: its own limit, or its plan's; nil is any number.
    package var limit: Int?

    package init(of account: Account, domains: Int, in db: any Connection) throws {
        plan = try Plans.find(account.plan, in: db)
        limit = try Entitlements.of(.domain, for: account, in: db).most.number.map { Int($0) }
        self.domains = domains
    }

    /// 0 to 1; nil when the plan has no limit.
    package var share: Double? {
        limit.map { $0 == 0 ? 1 : Double(domains) / Double($0) }
    }

    /// `3 of 10 domains`, `3 domains`.
    package func sentence(_ visit: Visit) -> String {
        guard let limit else { return visit.texts.accounts.domainsUsed(domains) }
        return visit.texts.accounts.domainsUsed(domains, of: limit)
    }
}
