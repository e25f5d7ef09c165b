import Core
import Identity
import Persistence

/// What the provider does not sell any more, whatever his plans say (H.PLAN-08). Accounts that have it keep it (contract 5.40).
package enum GlobalResources {
    package static func withdrawn(in db: any Connection) throws -> Set<ResourceKey> {
        Set(try db.query("SELECT resource FROM withdrawn_resource").map { try $0("resource") })
    }

    /// Stops offering a resource, or offers it again. Doing it twice changes nothing. Throws `resource.not_found`.
    package static func withdraw(
        _ key: ResourceKey, _ isWithdrawn: Bool, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        try actor.require(.planManager)
        guard ResourceCatalogue.find(key) != nil else { throw Fault.notFound("resource") }
        if try withdrawn(in: db).contains(key) == isWithdrawn { return }
        if isWithdrawn {
            try db.execute("INSERT INTO withdrawn_resource (resource, withdrawn_at) VALUES (\(key), \(now)) ON CONFLICT DO NOTHING")
        } else {
            try db.execute("DELETE FROM withdrawn_resource WHERE resource = \(key)")
        }
        try Audit.record(
            isWithdrawn ? "resource.withdrawn" : "resource.offered", on: .init("resource", key.rawValue, key.rawValue), by: actor, in: db,
            at: now)
    }

    /// A new account does not get what is withdrawn now: a limit of its own says so, whatever happens to the plan later.
    static func keepFrom(_ account: Account, in db: any Connection) throws {
        let withdrawn = try withdrawn(in: db)
        if withdrawn.isEmpty { return }
        let keys = withdrawn.sorted { $0.rawValue < $1.rawValue }
        for entitlement in try Entitlements.of(keys, for: account, in: db) where entitlement.most.isAvailable {
            try AccountLimitQueries.set(AccountLimit(.none, isHard: true), of: entitlement.resource, for: account.id, in: db)
        }
    }
}
