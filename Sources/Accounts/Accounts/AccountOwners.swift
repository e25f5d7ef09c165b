import Core
import Identity
import Persistence
import Presentation

/// Who an account is for, as typed: the sign-in name of an existing login, or what a new one needs.
package struct OwnerForm: Sendable {
    package var login: String
    /// What people call him; for a new login, empty: the sign-in name.
    package var person = ""
    package var email: String
    /// For a new login; empty: one is made and told once.
    package var password: String
    /// For a new login; empty: the provider's default.
    package var language: String
    package var theme: String

    package init(login: String, email: String, password: String, language: String = "", theme: String = "") {
        self.login = login
        self.email = email
        self.password = password
        self.language = language
        self.theme = theme
    }
}

/// A new account, and the password that was made for its new owner.
package struct CreatedAccount: Sendable {
    package var account: Account
    /// nil when the owner existed or chose one.
    package var initialPassword: String?
    /// Whether the owner was made with it.
    package var ownerIsNew = false
}

/// Creates accounts together with their owner: a login may own many accounts (H.ACC-02).
package struct AccountOwners: Sendable {
    private let logins: Logins

    package init(logins: Logins) { self.logins = logins }

    /// Finds or makes the login, then the account, in one transaction. Complaints stand beside `login`, `email`, `password`, `title` and `plan`.
    package func create(_ form: AccountForm, _ owner: OwnerForm, with accounts: Accounts, _ visit: Visit) async throws -> CreatedAccount {
        try await create(form, owner, with: accounts, by: visit.actor, in: visit.database, at: visit.now)
    }

    /// Complains as `create` would about a new owner; nobody is made.
    package func check(_ owner: OwnerForm, in database: any Database) async throws {
        let name = owner.login.trimmingWhitespace
        if try await database.read({ db in try Logins.find(name: name, in: db) }) != nil { return }
        do {
            try await logins.check(owner.newLogin, makesPassword: true, in: database)
        } catch let fault as Fault {
            throw AccountOwners.renamed(fault)
        }
    }

    /// - Parameter then: What else belongs to it, in the same transaction: what it throws undoes all.
    package func create(
        _ form: AccountForm, _ owner: OwnerForm, with accounts: Accounts, by actor: Actor, in database: any Database, at now: Timestamp,
        then: @escaping @Sendable (Account, Login, any Connection) throws -> Void = { _, _, _ in }
    ) async throws -> CreatedAccount {
        try actor.require(.accountManager)
        let name = owner.login.trimmingWhitespace
        let existing = try await database.read { db in try Logins.find(name: name, in: db) }
        // Hashing takes its time, so it is done before the transaction.
        let prepared = existing == nil ? try await prepare(owner, in: database) : nil
        let look = Profiles.Change(language: owner.language, theme: owner.theme)
        let account = try await database.write { db in
            let login: Login
            if let prepared {
                let made = try AccountOwners.naming { try Logins.create(prepared, by: actor, in: db, at: now) }
                login = try Profiles.give(look, to: made.name, by: actor, in: db, at: now)
            } else if let existing {
                login = existing
            } else {
                throw Fault.notFound("login")
            }
            // As the login spells it, not as it was typed.
            var form = form
            form.login = login.name
            let account = try accounts.create(form, owner: login.id, by: actor, in: db, at: now)
            try then(account, login, db)
            return account
        }
        return CreatedAccount(account: account, initialPassword: prepared?.madePassword, ownerIsNew: prepared != nil)
    }

    private func prepare(_ owner: OwnerForm, in database: any Database) async throws -> Logins.Prepared {
        do {
            return try await logins.prepare(owner.newLogin, makesPassword: true, in: database)
        } catch let fault as Fault {
            throw AccountOwners.renamed(fault)
        }
    }

    private static func naming<R>(_ body: () throws -> R) throws -> R {
        do { return try body() } catch let fault as Fault { throw renamed(fault) }
    }

    /// The form of an account calls the login's name `login`.
    private static func renamed(_ fault: Fault) -> Fault {
        var fault = fault
        for i in fault.fields.indices where fault.fields[i].name == "name" { fault.fields[i].name = "login" }
        return fault
    }
}

extension OwnerForm {
    fileprivate var newLogin: NewLogin { NewLogin(name: login, person: person, email: email, password: password, role: .customer) }
}
