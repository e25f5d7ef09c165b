import Core
import Identity
import Persistence

/// The limits that accounts have instead of their plans'.
package enum AccountLimits {
    /// A limit as typed: empty goes back to the plan's.
    package struct Typed: Sendable {
        package var most: String
        package var isHard: Bool

        package init(most: String, isHard: Bool = true) {
            self.most = most
            self.isHard = isHard
        }
    }

    package static func of(_ account: Account, in db: any Connection) throws -> [ResourceKey: AccountLimit] {
        try AccountLimitQueries.of(account.id, in: db)
    }

    /// Sets the limits that are given and leaves the others. A limit below what is used takes nothing away: a hard one refuses more, the other
    /// is shown as exceeded.
    ///
    /// Throws `Fault(.invalid)` beside `limits.<resource>`: not a whole number, a resource that nothing provides or that is not known, one that
    /// requires or excludes another one.
    package static func set(
        _ typed: [ResourceKey: Typed], for account: Account, services: Set<HostingService>, unlimited: String = "unlimited",
        by actor: Actor,
        in db: any Connection, at now: Timestamp
    ) throws {
        try actor.require(.accountManager)
        let account = try Accounts.locked(account, in: db)
        var complaints = Complaints()
        let before = try AccountLimitQueries.of(account.id, in: db)
        var after = before
        for (key, limit) in typed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let resource = ResourceCatalogue.find(key) else {
                complaints.add(
                    "limits.\(key.rawValue)", key: "resource.unknown", arguments: ["resource": key.rawValue],
                    "There is no resource \(key.rawValue).")
                continue
            }
            if limit.most.trimmingWhitespace.isEmpty {
                after[key] = nil
            } else if let most = try complaints.take("limits.\(key.rawValue)", { try resource.allowance(limit.most, unlimited: unlimited) })
            {
                after[key] = AccountLimit(most, isHard: limit.isHard && resource.allowsHardLimit)
            }
        }
        let keys = ResourceCatalogue.all.map(\.key)
        let present = try Entitlements.of(keys, for: account, in: db)
        var wanted = Dictionary(uniqueKeysWithValues: present.map { ($0.resource, $0.most) })
        for (key, limit) in after { wanted[key] = limit.most }
        // What there is already may stay although no server provides it any more.
        let had = Set(present.filter(\.most.isAvailable).map(\.resource))
        var found = Complaints()
        ResourceRules.check(wanted, had: had, services: services, &found) { "limits.\($0.rawValue)" }
        // Only what this change is about: an old sin elsewhere is no reason to refuse it.
        let touched = Set(typed.keys.map { "limits.\($0.rawValue)" })
        for field in found.fields where touched.contains(field.name) {
            complaints.add(field.name, key: field.key, arguments: field.arguments, field.sentence)
        }
        try complaints.check()
        var changes: [AuditEntry.Change] = []
        for key in Set(before.keys).union(after.keys).sorted(by: { $0.rawValue < $1.rawValue }) where before[key] != after[key] {
            if let limit = after[key] {
                try AccountLimitQueries.set(limit, of: key, for: account.id, in: db)
            } else {
                try AccountLimitQueries.remove(key, of: account.id, in: db)
            }
            changes.append(.init("limit.\(key.rawValue)", before[key]?.most.description, after[key]?.most.description))
        }
        if changes.isEmpty { return }
        try Audit.record("account.limits_changed", on: account.audited, changes: changes, by: actor, in: db, at: now)
    }
}
