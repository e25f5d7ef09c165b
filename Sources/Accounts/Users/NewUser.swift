import Core
import Identity
import Persistence

/// A customer as typed, whole: the account, who owns it, what it may have, what is known about him, his first domains.
package struct NewUser: Sendable {
    package var account: AccountForm
    package var owner: OwnerForm
    package var data = PersonalData()
    /// Name or id; empty: none.
    package var template = ""
    /// Whether the template's limits count where `limits` name none. Not when they were copied into `limits` already.
    package var takesTemplate = true
    /// An empty one is as the plan says.
    package var limits: [ResourceKey: AccountLimits.Typed] = [:]
    package var domains: [NewUserDomain] = []
    /// "unlimited" in the language of who types.
    package var unlimitedWord = "unlimited"

    package init(account: AccountForm, owner: OwnerForm) {
        self.account = account
        self.owner = owner
    }
}

package struct NewUserDomain: Sendable, Hashable {
    package var name: String
    /// Its zone is on our name servers.
    package var hasZone: Bool
    /// Whether the provider registers the name.
    package var isToBeRegistered: Bool

    package init(name: String, hasZone: Bool = true, isToBeRegistered: Bool = false) {
        self.name = name
        self.isToBeRegistered = isToBeRegistered
        self.hasZone = hasZone
    }
}

/// Domains of a new customer: what lies above accounts. ControlPlane hands it in.
package protocol UserDomains: Sendable {
    /// Adds the domain with its website, and its zone if it has one. Complaints stand beside `name`.
    func add(_ domain: NewUserDomain, to account: Account, by actor: Actor, in db: any Connection, at now: Timestamp) throws
    /// As people write them.
    func names(of account: AccountID, in db: any Connection) throws -> [String]
}

/// Somebody who has just been created.
package struct CreatedUser: Sendable {
    package var account: Account
    package var login: Login
    package var data: PersonalData
    package var domains: [String]
    /// nil when he has none, or none any more.
    package var template: UserTemplateID?
    /// To be told this once; nil for an owner who was there before.
    package var password: String?
    /// Whether the password was made here and nobody has typed it.
    package var passwordWasMade: Bool
}

/// Creates customers, whole or not at all.
package struct Users: Sendable {
    package let accounts: Accounts
    package let owners: AccountOwners
    package let domains: any UserDomains
    package let services: HostingServices

    package init(accounts: Accounts, owners: AccountOwners, domains: any UserDomains, services: HostingServices) {
        self.accounts = accounts
        self.owners = owners
        self.domains = domains
        self.services = services
    }

    /// In one transaction: login, account, limits, personal data, domains. What is wrong with any of it undoes all.
    ///
    /// Complaints stand beside `template`, `limits.<resource>`, the fields of `PersonalData` and `AccountOwners.create`, and
    /// `domains.<place>.name`.
    package func create(
        _ new: NewUser, by actor: Actor, in database: any Database, at now: Timestamp
    ) async throws -> CreatedUser {
        try actor.require(.accountManager)
        // Before a password is hashed. In the transaction it is looked at again: a template may be deleted meanwhile.
        try await database.read { db in
            _ = try checked(new, plan: Plans.find(named: new.account.plan, in: db), in: db)
        }
        let made = Locked<(login: Login, data: PersonalData, template: UserTemplateID?)?>(nil)
        let created = try await owners.create(new.account, new.owner, with: accounts, by: actor, in: database, at: now) {
            account, login, db in
            let (limits, data, template) = try checked(new, plan: Plans.find(account.plan, in: db), in: db)
            let given = limits.filter { !$0.value.most.trimmingWhitespace.isEmpty }
            if !given.isEmpty {
                try AccountLimits.set(
                    given, for: account, services: services.provided(in: db), unlimited: new.unlimitedWord, by: actor, in: db, at: now)
            }
            try Accounts.requireAddressesAllowed(for: account, in: db)
            try PersonalDataOfAccounts.store(data, of: account, by: actor, in: db, at: now)
            for (place, domain) in new.domains.enumerated() {
                try beside(place) { try domains.add(domain, to: account, by: actor, in: db, at: now) }
            }
            made.withLock { $0 = (login, data, template?.id) }
        }
        guard let found = made.value else { throw Fault.notFound("account") }
        let names = try await database.read { db in try domains.names(of: created.account.id, in: db) }
        let isNew = created.ownerIsNew
        return CreatedUser(
            account: created.account, login: found.login, data: found.data, domains: names, template: found.template,
            password: created.initialPassword ?? (isNew ? new.owner.password : nil), passwordWasMade: created.initialPassword != nil)
    }

    /// What of it is typed in order, with the template's limits in their places.
    private func checked(
        _ new: NewUser, plan: Plan?, in db: any Connection
    ) throws -> (limits: [ResourceKey: AccountLimits.Typed], data: PersonalData, template: UserTemplate?) {
        var complaints = Complaints()
        let template = try Users.template(named: new.template, &complaints, in: db)
        var limits = new.limits
        if new.takesTemplate, let template { limits.merge(template.typed(unlimited: new.unlimitedWord)) { own, _ in own } }
        if let plan {
            let offered = Set(try UserLimits.offered(with: plan, services, in: db).map(\.key))
            try UserLimits.check(limits, plan: plan, offered: offered, unlimited: new.unlimitedWord, &complaints)
        }
        let data = try new.data.checked(&complaints)
        try complaints.check()
        return (limits, data, template)
    }

    /// Complains beside `template` about one that there is not, or not any more.
    static func template(named typed: String, _ complaints: inout Complaints, in db: any Connection) throws -> UserTemplate? {
        if typed.trimmingWhitespace.isEmpty { return nil }
        if let template = try UserTemplates.find(named: typed, in: db) { return template }
        complaints.add(
            "template", key: "user.template.gone",
            "This template is not there, or was deleted meanwhile. The limits you see stay; choose another one or none.")
        return nil
    }

    /// What is wrong with a domain stands beside its own field.
    private func beside(_ place: Int, _ work: () throws -> Void) throws {
        do { try work() } catch var fault as Fault {
            let field = "domains.\(place).name"
            fault.fields = fault.fields.map { .init(field, key: $0.key, arguments: $0.arguments, $0.sentence) }
            if fault.fields.isEmpty { fault.fields = [.init(field, key: fault.key, arguments: fault.arguments, fault.sentence)] }
            throw fault
        }
    }
}
