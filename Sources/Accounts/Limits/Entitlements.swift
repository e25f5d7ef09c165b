import Core
import Identity
import Persistence

/// What accounts may do: the one place that every feature asks.
package enum Entitlements {
    /// Throws `limit.not_available` or `limit.used_up` unless the account may have `units` more of the resource.
    ///
    /// Call it in the transaction that adds, with the account locked (`Accounts.locked`) before `used` is counted: of many who ask at once for
    /// the last one, one gets it.
    ///
    /// - Parameter used: What the account uses of it now, counted by the feature that keeps it.
    /// - Returns: The state after it, for whoever tells that a maximum is exceeded.
    @discardableResult
    package static func require(
        _ key: ResourceKey, adding units: Int64 = 1, used: Int64, for account: Account, in db: any Connection
    ) throws -> Entitlement {
        var entitlement = try of(key, for: account, in: db)
        entitlement.used = used
        if let refusal = entitlement.refusal(of: units, plan: account.planName) { throw refusal }
        entitlement.used += units
        return entitlement
    }

    /// What the account may have of one resource, with `used` left at 0.
    package static func of(_ key: ResourceKey, for account: Account, in db: any Connection) throws -> Entitlement {
        try of([key], for: account, in: db)[0]
    }

    /// The same for several, in their order.
    ///
    /// A limit of the account's own comes before the plan's. Of the plan the newest version counts, for free units reach the accounts there are
    /// (H.PLAN-19); but what it includes no more stays with accounts whose own version did (contract 5.40).
    package static func of(_ keys: [ResourceKey], for account: Account, in db: any Connection) throws -> [Entitlement] {
        let own = try AccountLimitQueries.of(account.id, in: db)
        guard let plan = try Plans.find(account.plan, in: db) else { throw Fault.notFound("plan") }
        let isMissing = keys.contains { own[$0] == nil && !plan.allowance(of: $0).isAvailable }
        let earlier =
            isMissing && account.planVersion != plan.version
            ? try PlanQueries.terms(of: plan, version: account.planVersion, in: db) : [:]
        return keys.map { key in
            var terms = plan.resources[key]
            if terms?.allowance.isAvailable != true, let before = earlier[key], before.allowance.isAvailable { terms = before }
            let allowsHard = ResourceCatalogue.find(key)?.allowsHardLimit ?? true
            if let limit = own[key] {
                return Entitlement(
                    resource: key, free: min(terms?.free ?? .none, limit.most), most: limit.most, isHard: limit.isHard && allowsHard,
                    isOwn: true)
            }
            return Entitlement(
                resource: key, free: terms?.isIncluded == true ? terms?.free ?? .none : .none, most: terms?.allowance ?? .none,
                isHard: (terms?.isHard ?? true) && allowsHard)
        }
    }
}

/// A limit that an account has instead of its plan's.
package struct AccountLimit: Sendable, Hashable {
    package var most: Allowance
    package var isHard: Bool

    package init(_ most: Allowance, isHard: Bool) {
        self.most = most
        self.isHard = isHard
    }
}

/// All statements on `account_limit`.
enum AccountLimitQueries {
    static func of(_ account: AccountID, in db: any Connection) throws -> [ResourceKey: AccountLimit] {
        var found: [ResourceKey: AccountLimit] = [:]
        for row in try db.query("SELECT resource, most_units, is_hard FROM account_limit WHERE account_id = \(account)") {
            found[try row("resource")] = AccountLimit(try row("most_units"), isHard: try row("is_hard"))
        }
        return found
    }

    static func set(_ limit: AccountLimit, of key: ResourceKey, for account: AccountID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account_limit (account_id, resource, most_units, is_hard) VALUES (\(account), \(key), \(limit.most), \(limit.isHard))
            ON CONFLICT (account_id, resource) DO UPDATE SET most_units = excluded.most_units, is_hard = excluded.is_hard
            """)
    }

    static func remove(_ key: ResourceKey, of account: AccountID, in db: any Connection) throws {
        try db.execute("DELETE FROM account_limit WHERE account_id = \(account) AND resource = \(key)")
    }
}
