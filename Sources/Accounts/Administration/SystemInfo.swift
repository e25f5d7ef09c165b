import Core
import Fleet
import Identity
import Persistence

/// The whole installation in numbers (H.ADM-12).
package struct SystemInfo: Sendable {
    package var version: String
    /// `sqlite` or `postgresql`.
    package var database: String
    package var staff: Int
    package var customers: Int
    package var states: [Account.State: Int]
    package var types: [AccountType: Int]
    package var plans: [(name: String, accounts: Int)]
    package var figures: [SystemFigure]
    package var physicalServers: Int
    package var logicalServers: [LogicalServerKind: Int]
    /// How many accounts a licence allows; nil: any number. There is none yet that allows fewer (contract 5.23).
    package var licensedAccounts: Int?
}

extension Accounts {
    /// Counts everything. Costs as much as there are accounts, so it is for a page that is seldom looked at.
    package func systemInfo(by actor: Actor, in db: any Connection) throws -> SystemInfo {
        try actor.require(.settingsManager)
        let plans = try Plans.all(in: db)
        var types: [AccountType: Int] = [:]
        for (plan, accounts) in plans where accounts > 0 {
            // Of an administrative plan the owner decides whose administration it is.
            let staff = plan.category == .administrative ? try AccountQueries.ofStaff(with: plan.id, in: db) : 0
            types[AccountType(plan.category, owner: .administrator), default: 0] +=
                plan.category == .administrative ? staff : accounts
            if plan.category == .administrative { types[.resellerAdministrative, default: 0] += accounts - staff }
        }
        return SystemInfo(
            version: Product.version, database: db.engine.rawValue, staff: try Logins.count(.administrator, in: db),
            customers: try Logins.count(.customer, in: db), states: try AccountQueries.counts(reach: .everything, in: db), types: types,
            plans: plans.map { ($0.plan.name, $0.accounts) }, figures: try parts.flatMap { try $0.figures(in: db) },
            physicalServers: try PhysicalServers.all(in: db).count,
            logicalServers: Dictionary(grouping: try LogicalServers.all(in: db), by: \.kind).mapValues(\.count))
    }
}
