import Accounts
import Core
import Foundation
import Persistence
import TestSupport
import Testing

/// Random sequences of what people do with plans, limits and accounts, against `OfferModel`.
///
/// `SEQUENCES=10000` in the environment runs so many on each engine instead of a few; `SEED=n` begins with another one.
@Suite struct OfferPropertyTests {
    private static let count = ProcessInfo.processInfo.environment["SEQUENCES"].flatMap { Int($0) } ?? 60
    private static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 20_261_122

    @Test(
        .proves("H.PLAN-19", part: "prices, which nobody charges yet"), .proves("C.GEN-05", part: "resellers"),
        .proves("C.LIM-01"), arguments: Engine.available)
    func `whatever is done in whatever order, accounts may have what the rules say`(engine: DatabaseEngine) async throws {
        let (first, count) = (Self.seed, Self.count)
        print("offer: \(count) sequences on \(engine.rawValue), seed \(first)")
        let differences = try await atOnce(2) { worker in
            let found = Locked<String?>(nil)
            try await Offer.with(engine) { offer in
                for n in stride(from: worker, to: count, by: 2) {
                    guard let difference = try await offer.play(seed: first &+ UInt64(n), mistake: nil) else { continue }
                    found.withLock { $0 = difference }
                    break
                }
            }
            return found.value
        }
        #expect(differences.compactMap { $0 }.isEmpty)
    }

    @Test(arguments: OfferModel.Mistake.allCases)
    fileprivate func `a rule that is broken on purpose is found within two hundred sequences`(mistake: OfferModel.Mistake) async throws {
        try await Offer.with(.sqlite) { offer in
            var difference: String?
            for n in 0..<200 where difference == nil { difference = try await offer.play(seed: Self.seed &+ UInt64(n), mistake: mistake) }
            #expect(difference != nil, "\(mistake)")
        }
    }
}

/// What accounts use, kept by the test: a feature whose units cost nothing.
private struct Units: AccountPart {
    static let table =
        "CREATE TABLE test_unit (account_id TEXT NOT NULL, resource TEXT NOT NULL, units BIGINT NOT NULL, PRIMARY KEY (account_id, resource))"

    func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64] {
        var found: [ResourceKey: Int64] = [:]
        for row in try db.query("SELECT resource, units FROM test_unit WHERE account_id = \(account.id)") {
            found[try row("resource")] = try row("units")
        }
        return found
    }

    static func add(_ units: Int64, of key: ResourceKey, to account: Account, in db: any Connection) throws {
        let locked = try Accounts.locked(account, in: db)
        let used = try Units().usage(of: locked, in: db)[key] ?? 0
        try Entitlements.require(key, adding: units, used: used, for: locked, in: db)
        try set(used + units, of: key, for: account, in: db)
    }

    static func remove(_ units: Int64, of key: ResourceKey, from account: Account, in db: any Connection) throws {
        let locked = try Accounts.locked(account, in: db)
        try set(max(0, (Units().usage(of: locked, in: db)[key] ?? 0) - units), of: key, for: account, in: db)
    }

    private static func set(_ units: Int64, of key: ResourceKey, for account: Account, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO test_unit (account_id, resource, units) VALUES (\(account.id), \(key), \(units))
            ON CONFLICT (account_id, resource) DO UPDATE SET units = excluded.units
            """)
    }
}

private struct Offer: Sendable {
    static let keys: [ResourceKey] = [.domain, .mailbox, .traffic, .mailingList]
    private static let services = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    let hosting: Hosting
    let accounts = Accounts(parts: [Units()])
    private let all: Set<HostingService>

    static func with(_ engine: DatabaseEngine, _ body: @escaping @Sendable (Offer) async throws -> Void) async throws {
        try await Hosting.with(engine, uidCount: 45_000, services: services) { hosting in
            _ = try await hosting.login("anna")
            let all = try await hosting.write { db, _ in
                try db.execute(SQL(trusted: Units.table))
                return try services.provided(in: db)
            }
            try await body(Offer(hosting: hosting, all: all))
        }
    }

    private init(hosting: Hosting, all: Set<HostingService>) {
        self.hosting = hosting
        self.all = all
    }

    /// Plays one sequence of 50 steps. Returns the first difference in words; nil when there is none.
    func play(seed: UInt64, mistake: OfferModel.Mistake?) async throws -> String? {
        var game = Game(offer: self, seed: seed, model: OfferModel(mistake: mistake))
        let difference = try await game.play()
        let keys = game.model.withdrawn
        try await hosting.write { db, now in
            for key in keys { try GlobalResources.withdraw(key, false, by: .system, in: db, at: now) }
        }
        return difference.map { "seed \(seed): \($0)" }
    }

    func create(_ name: String, _ terms: [ResourceKey: OfferModel.Terms]) async throws -> Plan {
        try await hosting.write { db, now in
            try Plans.create(Self.form(name, terms), services: Self.services, by: .system, in: db, at: now)
        }
    }

    func change(_ plan: Plan, _ terms: [ResourceKey: OfferModel.Terms]) async throws {
        _ = try await hosting.write { db, now in
            try Plans.change(plan.id, services: Self.services, by: .system, in: db, at: now) { $0 = Self.form(plan.name, terms) }
        }
    }

    private static func form(_ name: String, _ terms: [ResourceKey: OfferModel.Terms]) -> PlanForm {
        var form = PlanForm(name: name, resources: [:])
        for (key, terms) in terms {
            func amount(_ cents: Int64) -> String { cents == 0 ? "" : Money(minorUnits: cents, Currency(stored: "EUR")).amount }
            form.resources[key] = ResourceTermsForm(
                free: terms.free.description, most: terms.most.description, isHard: terms.isHard, recurring: amount(terms.recurring),
                usage: amount(terms.usage))
        }
        return form
    }

    func limit(_ account: Account, _ key: ResourceKey, _ typed: String, isHard: Bool) async throws {
        try await hosting.write { [all] db, now in
            try AccountLimits.set([key: .init(most: typed, isHard: isHard)], for: account, services: all, by: .system, in: db, at: now)
        }
    }
}

/// One sequence: the same steps in the product and in the model.
private struct Game {
    let offer: Offer
    var model: OfferModel
    private var random: Seeded
    private let name: String
    private var plans: [Plan] = []
    private var accounts: [Account] = []
    private var steps: [String] = []

    init(offer: Offer, seed: UInt64, model: OfferModel) {
        (self.offer, self.model) = (offer, model)
        random = Seeded(seed)
        name = UUID().uuidString
    }

    mutating func play() async throws -> String? {
        for n in 0..<2 {
            let terms = randomTerms()
            plans.append(try await offer.create("\(name) \(n)", terms))
            model.plans.append(.init(terms: [terms]))
        }
        try await open(0)
        for _ in 0..<50 {
            if let difference = try await step() { return "\(steps.suffix(12).joined(separator: "; ")): \(difference)" }
        }
        return nil
    }

    private mutating func randomTerms() -> [ResourceKey: OfferModel.Terms] {
        var terms: [ResourceKey: OfferModel.Terms] = [:]
        for key in Offer.keys where random.next(upTo: 5) > 0 {
            let free = Int64(random.next(upTo: 4))
            let most = random.next(upTo: 6) == 0 ? Allowance.unlimited : .units(free + Int64(random.next(upTo: 5)))
            terms[key] = .init(
                free: .units(free), most: most, isHard: key != .traffic && random.next(upTo: 3) > 0,
                recurring: Int64(random.next(upTo: 3)) * 50, usage: Int64(random.next(upTo: 3)) * 5)
        }
        return terms
    }

    private mutating func open(_ plan: Int) async throws {
        accounts.append(try await offer.hosting.account("Customer", plan: plans[plan].name))
        model.open(plan)
    }

    private mutating func step() async throws -> String? {
        let hosting = offer.hosting
        let (account, key) = (Int(random.next(upTo: UInt64(accounts.count))), Offer.keys[Int(random.next(upTo: 4))])
        let plan = Int(random.next(upTo: 2))
        let object = accounts[account]
        switch random.next(upTo: 20) {
        case 0..<6:
            let units = Int64(random.next(upTo: 3)) + 1
            steps.append("account \(account) takes \(units) \(key.rawValue)")
            let found = try await refusal { try await hosting.write { db, _ in try Units.add(units, of: key, to: object, in: db) } }
            let expected = model.refusal(account, key, of: units)
            if expected == nil { model.accounts[account].used[key, default: 0] += units }
            if found != expected { return "\(found ?? "granted") instead of \(expected ?? "granted")" }
        case 6..<8:
            steps.append("four at once take one \(key.rawValue) of account \(account)")
            let faults = try await atOnce(4) { _ in
                try await refusal { try await hosting.write { db, _ in try Units.add(1, of: key, to: object, in: db) } }
            }
            let expected = model.granted(account, key, of: 4, each: 1)
            model.accounts[account].used[key, default: 0] += expected
            if faults.count(where: { $0 == nil }) != Int(expected) { return "\(faults) instead of \(expected) granted" }
        case 8..<10:
            let units = Int64(random.next(upTo: 3)) + 1
            steps.append("account \(account) gives back \(units) \(key.rawValue)")
            try await hosting.write { db, _ in try Units.remove(units, of: key, from: object, in: db) }
            model.accounts[account].used[key] = max(0, (model.accounts[account].used[key] ?? 0) - units)
        case 10..<13:
            var terms = randomTerms()
            // Mostly one thing is changed, as people do.
            if random.next(upTo: 3) > 0 { terms = model.plans[plan].now.merging([key: terms[key]].compactMapValues { $0 }) { $1 } }
            steps.append("plan \(plan) becomes \(terms.map { "\($0.key.rawValue) \($0.value.free)/\($0.value.most)" }.sorted())")
            try await offer.change(plans[plan], terms)
            model.edit(plan, terms)
        case 13..<15:
            let typed = ["", "0", "unlimited", "1", "2", "5"][Int(random.next(upTo: 6))]
            let isHard = key != .traffic && random.next(upTo: 2) == 0
            steps.append("account \(account) gets a limit of its own, \(typed) \(key.rawValue)")
            try await offer.limit(object, key, typed, isHard: isHard)
            model.accounts[account].own[key] = typed.isEmpty ? nil : (try Allowance(typed), isHard)
        case 15..<17:
            return try await move(account, to: plan)
        case 17:
            let isSuspended = !model.accounts[account].isSuspended
            steps.append("account \(account) is \(isSuspended ? "locked" : "unlocked")")
            try await offer.suspend(object.number, isSuspended)
            model.accounts[account].isSuspended = isSuspended
        case 18:
            let isWithdrawn = !model.withdrawn.contains(key)
            steps.append("\(key.rawValue) is \(isWithdrawn ? "withdrawn" : "sold again")")
            try await hosting.write { db, now in try GlobalResources.withdraw(key, isWithdrawn, by: .system, in: db, at: now) }
            if isWithdrawn { model.withdrawn.insert(key) } else { model.withdrawn.remove(key) }
        default:
            if accounts.count < 3 {
                steps.append("an account of plan \(plan) is opened")
                try await open(plan)
            }
        }
        return try await difference()
    }

    private mutating func move(_ account: Int, to plan: Int) async throws -> String? {
        let accepts = random.next(upTo: 2) == 0
        steps.append("account \(account) changes to plan \(plan)\(accepts ? ", whatever is lost" : "")")
        let (plans, object) = (plans, accounts[account])
        let found = try await refusal { try await offer.move(object.number, to: plans[plan].name, accepts: accepts) }
        let expected: String? =
            model.accounts[account].plan == plan
            ? "plan: plan_change.same" : !accepts && model.loses(account, by: plan, among: Offer.keys) ? "plan_change.losses" : nil
        if expected == nil { model.move(account, to: plan, among: Offer.keys) }
        if found != expected { return "\(found ?? "changed") instead of \(expected ?? "changed")" }
        return try await difference()
    }

    /// What the product says of the accounts and the model does not.
    private func difference() async throws -> String? {
        let (manager, objects) = (offer.accounts, accounts)
        let now = offer.hosting.now
        let (rights, plans) = try await offer.hosting.read { db in
            let accounts = try objects.map { try manager.required($0.number, by: .system, in: db) }
            return (
                try accounts.map { try manager.entitlements(of: $0, in: db) },
                try accounts.map { try AccountPeriods.of($0, in: db, at: now).plan }
            )
        }
        for (place, plan) in plans.enumerated() {
            for key in Offer.keys {
                let found = [plan.monthPrices(of: key).recurring?.minorUnits ?? 0, plan.monthPrices(of: key).usage?.minorUnits ?? 0]
                let expected = model.prices(place, key)
                if found != expected { return "account \(place), prices of \(key.rawValue): \(found) instead of \(expected)" }
            }
        }
        for (place, found) in rights.enumerated() {
            for entitlement in found where Offer.keys.contains(entitlement.resource) {
                let right = OfferModel.Right(
                    free: entitlement.free, most: entitlement.most, isHard: entitlement.isHard, used: entitlement.used)
                let expected = model.right(place, entitlement.resource)
                if right != expected { return "account \(place), \(entitlement.resource.rawValue): \(right) instead of \(expected)" }
            }
        }
        return nil
    }
}

extension Offer {
    func suspend(_ number: Int, _ isSuspended: Bool) async throws {
        try await hosting.write { [accounts] db, now in
            if isSuspended {
                _ = try accounts.suspend(number, reason: "unpaid", by: .system, in: db, at: now)
            } else {
                _ = try accounts.resume(number, by: .system, in: db, at: now)
            }
        }
    }

    func move(_ number: Int, to plan: String, accepts: Bool) async throws {
        _ = try await hosting.write { [accounts] db, now in
            try accounts.changePlan(number, to: plan, acceptsLosses: accepts, by: .system, in: db, at: now)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere for one seed.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next(upTo limit: UInt64) -> UInt64 { next() % limit }
}
