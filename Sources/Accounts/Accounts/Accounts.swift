import AgentProtocol
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Operations on accounts. Pages, REST, command line and jobs all call these.
package struct Accounts: Sendable {
    package struct Configuration: Sendable {
        /// How long a trashed account can be restored (contract 5.48). Zero purges at once.
        package var trashPeriod: Duration = .days(30)

        package init() {}
    }

    package var configuration: Configuration
    let parts: [any AccountPart]

    package init(configuration: Configuration = Configuration(), parts: [any AccountPart]) {
        self.configuration = configuration
        self.parts = parts
    }

    /// The account of that number, if it is within reach and not purged.
    package func find(_ number: Int, by actor: Actor, in db: any Connection) throws -> Account? {
        try AccountQueries.find(number: number, reach: actor.reach, in: db)
    }

    /// Throws `Fault(.notFound)`.
    package func required(_ number: Int, by actor: Actor, in db: any Connection) throws -> Account {
        guard let account = try find(number, by: actor, in: db) else { throw Fault.notFound("account") }
        return account
    }

    /// The account as it stays until the transaction ends: nobody else can change it. Throws `Fault(.notFound)`.
    func locked(_ number: Int, by actor: Actor, in db: any Connection) throws -> Account {
        try AccountQueries.lock(number: number, in: db)
        return try required(number, by: actor, in: db)
    }

    /// Locks the account until the transaction ends and reads it anew: it may have been suspended or deleted since it was read.
    package static func locked(_ account: Account, in db: any Connection) throws -> Account {
        try AccountQueries.lock(account.id, in: db)
        guard let locked = try AccountQueries.find(account.id, reach: .everything, in: db) else { throw Fault.notFound("account") }
        return locked
    }

    /// The account of that id, if it is within reach; purged ones too.
    package static func find(_ id: AccountID, by actor: Actor, in db: any Connection) throws -> Account? {
        try AccountQueries.find(id, reach: actor.reach, in: db)
    }

    package func list(_ filter: AccountFilter, by actor: Actor, in db: any Connection) throws -> (accounts: [Account], total: Int) {
        let search = try AccountSearch(filter, reach: actor.reach, parts: parts, in: db)
        return (try AccountQueries.page(filter, search, in: db), try search.count(in: db))
    }

    /// The rows after `cursor`, and where the next ones are; nil at the end. What `filter` says of pages is not looked at. `total` is told
    /// where it costs nothing.
    package func following(
        _ filter: AccountFilter, after cursor: ListCursor?, by actor: Actor, in db: any Connection
    ) throws -> (accounts: [Account], next: ListCursor?, total: Int?) {
        let search = try AccountSearch(filter, reach: actor.reach, parts: parts, in: db)
        let (accounts, next) = try AccountQueries.following(filter, search, after: cursor, in: db)
        return (accounts, next, next == nil && cursor == nil ? accounts.count : try search.total(in: db))
    }

    package func counts(by actor: Actor, in db: any Connection) throws -> [Account.State: Int] {
        try AccountQueries.counts(reach: actor.reach, in: db)
    }

    /// Makes the account and asks its web server for the system user and the home.
    ///
    /// Without a plan the only one there is is taken. The owner must exist: `owner` is found or made by the caller in the same transaction. Throws `Fault(.invalid)` beside `title`, `plan`
    /// `period`, `ipv4` and `ipv6`, `Fault(.unavailable)` when no web server exists and `Fault(.limit)` when every server is full or the uid range is used up.
    package func create(
        _ form: AccountForm, owner: LoginID, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Account {
        try actor.require(.accountManager)
        var complaints = Complaints()
        let title = try complaints.take("title") { try form.title.asName() }
        let plans = try Plans.list(in: db).filter { $0.category == .customer }
        let isUnsaid = form.plan.trimmingWhitespace.isEmpty
        let plan = isUnsaid && plans.count == 1 ? plans[0] : try Plans.find(named: form.plan, in: db)
        if plan == nil {
            complaints.add(
                "plan", key: "account.plan.unknown", arguments: ["plan": form.plan],
                isUnsaid ? "Choose a plan." : "There is no plan \(form.plan). Choose one of the list.")
        }
        if let plan, plan.category != .customer {
            complaints.add(
                "plan", key: "account.plan.category", arguments: ["plan": plan.name],
                "The plan \(plan.name) is not for customers' accounts. Choose another one.")
        }
        let period = plan.flatMap { AccountPeriods.chosen(form.period, of: $0, &complaints) }
        try complaints.check()
        guard let title, let plan, let period else { throw Fault.notFound("plan") }
        let installation = try Installations.required(in: db)
        let number = try AccountQueries.nextNumber(in: db)
        guard number < installation.uidCount else {
            throw Fault(
                .limit, key: "account.uids_used_up", arguments: ["count": String(installation.uidCount)],
                "All \(installation.uidCount) user ids of this installation are given away. Widen the range first.")
        }
        let wish = form.addresses ?? AddressWish(plan.isDemo ? .shared : plan.address)
        let server = try Placement.choose(for: plan, among: Placement.servers(for: wish, in: db), in: db)
        let account = Account(
            id: AccountID(at: now), number: number, login: owner, loginName: form.login, plan: plan.id, planName: plan.name,
            planVersion: plan.version, isDemo: plan.isDemo, type: try Self.type(plan, owner: owner, in: db), server: server.id,
            serverName: server.name,
            title: title, uid: installation.firstUID + number,
            createdAt: now)
        try AccountQueries.insert(account, in: db)
        try AccountPeriods.begin(period, of: account, with: plan, in: db, at: now)
        try GlobalResources.keepFrom(account, in: db)
        try publish(account, isLocked: false, in: db, at: now)
        try beginAddresses(wish, of: account, by: actor, in: db, at: now)
        try Audit.record(
            "account.created", on: account.audited,
            changes: [
                .init("plan", nil, plan.name), .init("period", nil, period.length.description), .init("login", nil, form.login),
                .init("server", nil, server.name.ascii),
            ],
            by: actor, in: db, at: now)
        return account
    }

    private static func type(_ plan: Plan, owner: LoginID, in db: any Connection) throws -> AccountType {
        AccountType(plan.category, owner: try Logins.find(owner, in: db)?.role ?? .customer)
    }

    /// Changes what is not nil. A plan that allows less than the account has takes nothing away: nothing more can be added.
    ///
    /// - Parameter checking: Called with the account as it is, which nobody else can change any more.
    ///
    /// Throws `Fault(.invalid)` beside `title` and `plan` (unknown, of another platform, or without something that the account uses) and
    /// `account.in_trash` (conflict).
    package func change(
        _ number: Int, _ change: AccountChange, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Account) throws -> Void = { _ in }
    ) throws -> Account {
        try actor.require(.accountManager)
        let before = try locked(number, by: actor, in: db)
        try checking(before)
        guard before.trashedAt == nil else { throw inTrash(before) }
        var account = before
        var complaints = Complaints()
        if let typed = change.title, let title = try complaints.take("title", { try typed.asName(limit: 100) }) { account.title = title }
        if let typed = change.plan {
            if let plan = try Plans.find(named: typed, in: db) {
                // The plan it has stays the version it has, with its prices (H.PLAN-19).
                if plan.id != before.plan {
                    try checkFit(plan, before, &complaints, in: db)
                    (account.plan, account.planName, account.planVersion) = (plan.id, plan.name, plan.version)
                }
            } else {
                complaints.add(
                    "plan", key: "account.plan.unknown", arguments: ["plan": typed], "There is no plan \(typed). Choose one of the list.")
            }
        }
        try complaints.check()
        if account == before { return before }
        let period = account.plan == before.plan ? nil : try AccountPeriods.of(before, in: db, at: now)
        try AccountQueries.update(account, in: db)
        if let period { try AccountPeriods.follow(account, from: period, in: db, at: now) }
        try Audit.record(
            "account.changed", on: account.audited,
            changes: [.init("title", before.title, account.title), .init("plan", before.planName, account.planName)], by: actor, in: db,
            at: now)
        return account
    }

    /// Complains beside `plan` about everything that keeps the account from having it.
    private func checkFit(_ plan: Plan, _ account: Account, _ complaints: inout Complaints, in db: any Connection) throws {
        try checkPlatform(plan, account, &complaints, in: db)
        if let before = try Plans.find(account.plan, in: db) { DemoAccounts.check(from: before, to: plan, &complaints) }
        // Its type stays: an account with a home keeps it, one without gets none (H.ACC-05).
        if plan.category != account.type.category {
            complaints.add(
                "plan", key: "plan_group.categories", arguments: ["plan": account.planName, "other": plan.name],
                "\(account.planName) and \(plan.name) are not for the same kind of account.")
        }
        for part in parts {
            for field in try part.hindrances(of: plan, for: account, in: db) {
                complaints.add(field.name, key: field.key, arguments: field.arguments, field.sentence)
            }
        }
    }

    /// Complains beside `plan` when it is for other servers than the account's.
    func checkPlatform(_ plan: Plan, _ account: Account, _ complaints: inout Complaints, in db: any Connection) throws {
        let server = try LogicalServers.required(account.server, in: db)
        let platform = try PhysicalServers.required(server.physical, in: db).platform
        if platform.folded != plan.platform.folded {
            complaints.add(
                "plan", key: "account.plan.platform",
                arguments: ["plan": plan.name, "platform": plan.platform, "server": account.serverName.ascii],
                "The plan \(plan.name) is for servers of the platform “\(plan.platform)”, and this account is on \(account.serverName.ascii)."
            )
        }
    }

    /// What the account may have of every resource and what it uses, in the order of the catalogue (H.PLAN-07, -21).
    package func entitlements(of account: Account, in db: any Connection) throws -> [Entitlement] {
        let usage = try parts.reduce(into: [ResourceKey: Int64]()) { try $0.merge($1.usage(of: account, in: db)) { $0 + $1 } }
        let measured = try parts.reduce(into: [ResourceKey: Measurement]()) {
            try $0.merge($1.measured(of: account, in: db)) { first, _ in first }
        }
        return try Entitlements.of(ResourceCatalogue.all.map(\.key), for: account, in: db).map { found in
            var entitlement = found
            entitlement.measurement = measured[found.resource]
            entitlement.used = usage[found.resource] ?? entitlement.measurement?.units ?? 0
            return entitlement
        }
    }

    /// What would be lost, in words, for the confirmation.
    package func whatIsLost(with account: Account, in db: any Connection) throws -> [String] {
        try parts.flatMap { try $0.whatIsLost(with: account, in: db) }
    }

    /// Puts the account in the trash: nothing of it is served, nothing is lost until `purgeAt`. A trashed account is refused in words.
    package func trash(_ number: Int, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Account {
        try actor.require(.accountManager)
        var account = try locked(number, by: actor, in: db)
        guard account.trashedAt == nil else { throw inTrash(account) }
        account.trashedAt = now
        account.purgeAt = now + configuration.trashPeriod
        try AccountQueries.setTrash(account.id, at: now, purgeAt: account.purgeAt, in: db)
        for part in parts { try part.accountWasTrashed(account, in: db, at: now) }
        try Specifications.trash(kind: .account, object: account.id.text, on: account.server, in: db, at: now)
        try Audit.record("account.trashed", on: account.audited, by: actor, in: db, at: now)
        return account
    }

    /// Takes the account out of the trash as it was.
    package func restore(_ number: Int, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Account {
        try actor.require(.accountManager)
        var account = try locked(number, by: actor, in: db)
        guard account.trashedAt != nil else {
            throw Fault.conflict(
                key: "account.not_in_trash", arguments: ["number": String(account.number)],
                "Account \(account.number) is not in the trash, so there is nothing to restore.")
        }
        account.trashedAt = nil
        account.purgeAt = nil
        try AccountQueries.setTrash(account.id, at: nil, purgeAt: nil, in: db)
        try publish(account, isLocked: account.suspendedAt != nil, in: db, at: now)
        for part in parts { try part.accountWasRestored(account, in: db, at: now) }
        try Audit.record("account.restored", on: account.audited, by: actor, in: db, at: now)
        return account
    }

    /// Deletes a trashed account for good: home, sites, zones. Its number and uid are never given again.
    package func purge(_ number: Int, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try actor.require(.accountManager)
        try purge(locked(number, by: actor, in: db), by: actor, in: db, at: now)
    }

    /// Purges what has been in the trash for its period, one account's at a time. Returns how many.
    package func purgeDue(in db: any Connection, at now: Timestamp) throws -> Int {
        var purged = 0
        for id in try AccountQueries.due(for: now, in: db) {
            try AccountQueries.lock(id, in: db)
            // Somebody may have restored or purged it a moment ago.
            guard let account = try AccountQueries.find(id, reach: .everything, in: db), account.state == .trashed else { continue }
            try purge(account, by: .system, in: db, at: now)
            purged += 1
        }
        return purged
    }

    private func purge(_ account: Account, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try account.requireInTrash()
        for part in parts { try part.accountWasPurged(account, in: db, at: now) }
        try Specifications.purge(kind: .account, object: account.id.text, on: account.server, in: db, at: now)
        try AccountQueries.setPurged(account.id, at: now, in: db)
        try Audit.record("account.purged", on: account.audited, by: actor, in: db, at: now)
    }

    /// Asks its web server for the system user and the home, open or locked. An account without a home has neither (H.ACC-05).
    func publish(_ account: Account, isLocked: Bool, in db: any Connection, at now: Timestamp) throws {
        guard account.type.hasHome else { return }
        try DemoAccounts.publish(
            .account(AccountSpecification(number: account.number, uid: account.uid, isLocked: isLocked)), of: account.id.text,
            to: [account.server], for: account.id, in: db, at: now)
    }

    func inTrash(_ account: Account) -> Fault {
        Fault.conflict(
            key: "account.in_trash", arguments: ["number": String(account.number)],
            "Account \(account.number) is in the trash. Restore it first.")
    }
}

extension Account {
    /// Throws `account.no_home` (conflict): only accounts of users have domains, sites and FTP (H.ACC-05).
    package func requireHome() throws {
        if type.hasHome { return }
        throw Fault.conflict(
            key: "account.no_home", arguments: ["number": String(number)],
            "Account \(number) has no home: only accounts of users have domains and websites.")
    }

    /// Throws `account.not_in_trash` (conflict): only what was deleted can be deleted for good.
    func requireInTrash() throws {
        guard trashedAt == nil else { return }
        throw Fault.conflict(
            key: "account.not_in_trash", arguments: ["number": String(number)],
            "Account \(number) is not in the trash. Delete it first; purging cannot be undone.")
    }
}
