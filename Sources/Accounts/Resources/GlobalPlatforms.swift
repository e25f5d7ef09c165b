import Core
import Fleet
import Identity
import Persistence

/// A platform that servers or plans have, and whether it is sold.
package struct SoldPlatform: Sendable, Hashable {
    package var name: String
    package var isWithdrawn: Bool
    /// Physical servers that have it.
    package var servers: Int
}

/// Platforms that the provider does not sell any more (H.PLAN-08): no new plan is for them, and no new account goes to a plan that is. Accounts that are
/// there stay (contract 5.40).
package enum GlobalPlatforms {
    /// Every platform that servers and plans have, by name.
    package static func all(in db: any Connection) throws -> [SoldPlatform] {
        let withdrawn = try withdrawn(in: db)
        let servers = Dictionary(grouping: try PhysicalServers.all(in: db), by: \.platform.folded)
        return try Plans.platforms(in: db).map {
            SoldPlatform(name: $0, isWithdrawn: withdrawn.contains($0.folded), servers: servers[$0.folded]?.count ?? 0)
        }
    }

    static func isWithdrawn(_ platform: String, in db: any Connection) throws -> Bool { try withdrawn(in: db).contains(platform.folded) }

    /// Stops selling a platform, or sells it again. Doing it twice changes nothing. Throws `platform.not_found`.
    package static func withdraw(
        _ typed: String, _ isWithdrawn: Bool, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> SoldPlatform {
        try actor.require(.planManager)
        guard var platform = try all(in: db).first(where: { $0.name.folded == typed.folded }) else { throw Fault.notFound("platform") }
        if platform.isWithdrawn == isWithdrawn { return platform }
        platform.isWithdrawn = isWithdrawn
        if isWithdrawn {
            try db.execute(
                "INSERT INTO withdrawn_platform (platform_folded, withdrawn_at) VALUES (\(platform.name.folded), \(now)) ON CONFLICT DO NOTHING"
            )
        } else {
            try db.execute("DELETE FROM withdrawn_platform WHERE platform_folded = \(platform.name.folded)")
        }
        try Audit.record(
            isWithdrawn ? "platform.withdrawn" : "platform.offered", on: .init("platform", platform.name, platform.name), by: actor, in: db,
            at: now)
        return platform
    }

    private static func withdrawn(in db: any Connection) throws -> Set<String> {
        Set(try db.query("SELECT platform_folded FROM withdrawn_platform").map { try $0("platform_folded") })
    }
}
