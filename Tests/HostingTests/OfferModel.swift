import Accounts
import Core

/// The rules of plans, limits and use as plainly as they can be said: what the product is compared with. It knows no database, and nothing of how
/// the product does it.
struct OfferModel {
    /// A rule that the model breaks on purpose: whoever compares has to find out.
    enum Mistake: CaseIterable {
        /// A hard limit lets one more through.
        case oneTooMany
        /// A maximum refuses like a hard limit.
        case maximumRefuses
        /// What a plan includes no more is gone from the accounts that have it.
        case takenAway
        /// New free units do not reach the accounts there are.
        case freeUnitsStay
        /// A downgrade leaves the limits of accounts as they are.
        case quotaStays
        /// What is withdrawn is withdrawn from everybody.
        case withdrawnFromAll
        /// A dearer plan is dearer for the accounts there are.
        case pricesFollow
        /// A new price of use does not reach the accounts there are.
        case usagePricesStay
    }

    struct Terms: Hashable {
        var free: Allowance
        var most: Allowance
        var isHard: Bool
        /// For a month, and for each unit used, in cents; 0 is none.
        var recurring: Int64 = 0
        var usage: Int64 = 0
    }

    struct Plan {
        var version = 1
        /// By version; what is not there is not included.
        var terms: [[ResourceKey: Terms]]
        var now: [ResourceKey: Terms] { terms[terms.count - 1] }
    }

    struct Account {
        var plan: Int
        var version: Int
        var own: [ResourceKey: (most: Allowance, isHard: Bool)] = [:]
        var used: [ResourceKey: Int64] = [:]
        var isSuspended = false
    }

    struct Right: Hashable {
        var free: Allowance
        var most: Allowance
        var isHard: Bool
        var used: Int64
    }

    var mistake: Mistake?
    var plans: [Plan] = []
    var accounts: [Account] = []
    var withdrawn: Set<ResourceKey> = []

    init(mistake: Mistake? = nil) { self.mistake = mistake }

    func right(_ account: Int, _ key: ResourceKey) -> Right {
        let of = accounts[account]
        let plan = plans[of.plan]
        let atFirst = plan.terms[of.version - 1][key]
        var terms = plan.now[key]
        if terms == nil || terms?.most == Allowance.none, mistake != .takenAway, let atFirst, atFirst.most != Allowance.none {
            terms = atFirst
        }
        if mistake == .freeUnitsStay, let atFirst { terms = terms.map { Terms(free: atFirst.free, most: $0.most, isHard: $0.isHard) } }
        if mistake == .withdrawnFromAll, withdrawn.contains(key) { terms = nil }
        let used = of.used[key] ?? 0
        if let own = of.own[key] {
            return Right(
                free: min(terms?.free ?? Allowance.none, own.most), most: own.most, isHard: own.isHard && key != .traffic, used: used)
        }
        return Right(
            free: terms?.free ?? Allowance.none, most: terms?.most ?? Allowance.none, isHard: (terms?.isHard ?? true) && key != .traffic,
            used: used)
    }

    /// What a unit costs the account for a month, and what one costs that was used: its own version's, and the newest.
    func prices(_ account: Int, _ key: ResourceKey) -> [Int64] {
        let of = accounts[account]
        let (own, now) = (plans[of.plan].terms[of.version - 1][key], plans[of.plan].now[key])
        let recurring = mistake == .pricesFollow ? now ?? own : own ?? now
        let usage = mistake == .usagePricesStay ? own ?? now : now ?? own
        return [recurring?.recurring ?? 0, usage?.usage ?? 0]
    }

    /// How many of `asked` who ask at once for one unit each get it.
    func granted(_ account: Int, _ key: ResourceKey, of asked: Int64, each units: Int64) -> Int64 {
        let right = right(account, key)
        guard right.most != Allowance.none else { return 0 }
        guard case .units(var most) = right.most, right.isHard || mistake == .maximumRefuses else { return asked }
        if mistake == .oneTooMany { most += 1 }
        return units == 0 ? asked : max(0, min(asked, (most - right.used) / units))
    }

    /// Why one unit is refused; nil when it is not.
    func refusal(_ account: Int, _ key: ResourceKey, of units: Int64) -> String? {
        if right(account, key).most == Allowance.none { return "limit.not_available" }
        return granted(account, key, of: 1, each: units) == 1 ? nil : "limit.used_up"
    }

    mutating func edit(_ plan: Int, _ terms: [ResourceKey: Terms]) {
        if plans[plan].now == terms { return }
        plans[plan].terms.append(terms)
        plans[plan].version += 1
    }

    mutating func open(_ plan: Int) {
        accounts.append(Account(plan: plan, version: plans[plan].version))
        let place = accounts.count - 1
        for key in withdrawn where right(place, key).most != Allowance.none { accounts[place].own[key] = (Allowance.none, true) }
    }

    /// Whether something would be turned off by the other plan.
    func loses(_ account: Int, by plan: Int, among keys: [ResourceKey]) -> Bool {
        keys.contains { right(account, $0).most != Allowance.none && after(account, $0, plan) == Allowance.none }
    }

    /// How much there may be with the other plan.
    private func after(_ account: Int, _ key: ResourceKey, _ plan: Int) -> Allowance {
        guard let terms = plans[plan].now[key], terms.most != Allowance.none else { return Allowance.none }
        return kept(account, key, terms)?.most ?? terms.most
    }

    /// The account's own limit with these terms.
    private func kept(_ account: Int, _ key: ResourceKey, _ terms: Terms) -> (most: Allowance, isHard: Bool)? {
        guard var own = accounts[account].own[key] else { return nil }
        if own.most == Allowance.none { return own }
        let had = right(account, key)
        if terms.free < had.free, mistake != .quotaStays {
            let floor = max(terms.free, Allowance.units(had.used))
            if floor < own.most { own.most = floor }
        }
        return own.most == Allowance.none ? nil : own
    }

    mutating func move(_ account: Int, to plan: Int, among keys: [ResourceKey]) {
        var own: [ResourceKey: (most: Allowance, isHard: Bool)] = [:]
        for key in keys {
            guard let terms = plans[plan].now[key], terms.most != Allowance.none else {
                if accounts[account].own[key]?.most == Allowance.none { own[key] = accounts[account].own[key] }
                continue
            }
            own[key] = kept(account, key, terms)
        }
        accounts[account].own = own
        accounts[account].plan = plan
        accounts[account].version = plans[plan].version
    }
}
