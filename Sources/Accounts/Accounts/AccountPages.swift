import Core
import Identity
import Persistence
import Presentation

/// A part of the account's page that a feature above this one fills: its domains.
package protocol AccountPageSection: Sendable {
    func section(for account: Account, _ visit: Visit, in db: any Connection) throws -> HTML
    /// What the list of accounts shows beside each one.
    func domainCounts(of accounts: [AccountID], in db: any Connection) throws -> [AccountID: Int]
}

/// Pages of accounts. Administrators see all, a customer his own.
package struct AccountPages: Sendable {
    private let accounts: Accounts
    private let domains: any AccountPageSection

    package init(accounts: Accounts, domains: any AccountPageSection) {
        self.accounts = accounts
        self.domains = domains
    }

    package func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts", .reaching, list)
        routes.page("/accounts/{account}", .reaching, show)
        routes.form("/accounts/{account}/settings", .staff(.accountManager), show: settings, submit: change)
        routes.form("/accounts/{account}/suspension", .staff(.accountManager), show: askSuspension, submit: suspend)
        routes.action("/accounts/{account}/resumption", .staff(.accountManager), resume)
        routes.form("/accounts/{account}/deletion", .staff(.accountManager), show: askDeletion, submit: trash)
        routes.action("/accounts/{account}/restoration", .staff(.accountManager), restore)
        routes.form("/accounts/{account}/purge", .staff(.accountManager), show: askPurge, submit: purge)
        return routes
    }

    // MARK: Looking

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(
            visit.query, sorts: AccountFilter.Order.allCases.map(\.rawValue),
            filters: [Account.State.suspended.rawValue, Account.State.trashed.rawValue])
        let filter = AccountFilter(
            search: query.search, state: query.filter.flatMap(Account.State.init(rawValue:)),
            order: AccountFilter.Order(rawValue: query.sort) ?? .number, isDescending: query.isDescending, offset: query.offset,
            limit: query.size)
        let (accounts, domains) = (accounts, domains)
        let shown = try await visit.database.read { db in
            let (rows, total) = try accounts.list(filter, by: visit.actor, in: db)
            return AccountList(
                rows: rows, total: total, counts: try accounts.counts(by: visit.actor, in: db),
                domains: try domains.domainCounts(of: rows.map(\.id), in: db))
        }
        return accountListPage(visit, query, shown)
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let (accounts, domains) = (accounts, domains)
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let use = try PlanUse(
                of: account, domains: domains.domainCounts(of: [account.id], in: db)[account.id] ?? 0, in: db)
            return accountPage(
                visit, account, use, domains: try domains.section(for: account, visit, in: db),
                history: try historyCard(visit, of: .account, account.id.text, in: db))
        }
    }

    // MARK: Changing

    private func settings(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let (account, plans) = try await visit.database.read { db in
            (try accounts.required(number, by: visit.actor, in: db), try Plans.all(in: db).map(\.plan))
        }
        return accountSettingsPage(visit, form.editing(account.formValues), account, plans)
    }

    private func change(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let typed = AccountChange(title: form.values.text("title"), plan: form.values.text("plan"))
        let accounts = accounts
        let account = try await visit.database.write { db in
            try accounts.change(number, typed, by: visit.actor, in: db, at: visit.now) { try form.requireUnchanged($0.formValues) }
        }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.accounts.wasChanged(account.title)))
    }

    // MARK: Suspending

    private func askSuspension(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        suspensionPage(visit, form, try await found(visit, number))
    }

    private func suspend(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let reason = form.values.text("reason")
        let accounts = accounts
        let account = try await visit.database.write { db in
            try accounts.suspend(number, reason: reason, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect(
            "/accounts/\(number)",
            saying: .done(visit.texts.accounts.wasSuspended(account.title), undo: .init("/accounts/\(number)/resumption")))
    }

    private func resume(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let (account, reason) = try await visit.database.write { db in
            let reason = try accounts.required(number, by: visit.actor, in: db).suspensionReason
            return (try accounts.resume(number, by: visit.actor, in: db, at: visit.now), reason)
        }
        let undo = reason.map { Flash.Undo("/accounts/\(number)/suspension", ["reason": $0]) }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.accounts.wasResumed(account.title), undo: undo))
    }

    // MARK: Deleting

    private func askDeletion(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return deletionPage(
                visit, form, account, losses: try accounts.whatIsLost(with: account, in: db),
                days: Int(accounts.configuration.trashPeriod.milliseconds / 86_400_000))
        }
    }

    private func trash(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let account = try await visit.database.write { db in try accounts.trash(number, by: visit.actor, in: db, at: visit.now) }
        return Redirect(
            "/accounts/\(number)",
            saying: .done(visit.texts.accounts.wasTrashed(account.title), undo: .init("/accounts/\(number)/restoration")))
    }

    private func restore(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let account = try await visit.database.write { db in try accounts.restore(number, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.accounts.wasRestored(account.title)))
    }

    private func askPurge(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            if account.trashedAt == nil { return notInTrashPage(visit, account) }
            return purgePage(visit, form, account, losses: try accounts.whatIsLost(with: account, in: db))
        }
    }

    private func purge(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let account = try await found(visit, number)
        try account.requireInTrash()
        guard form.values.number("confirmation") == number else {
            throw Fault.invalid(
                .init(
                    "confirmation", key: "account.purge.confirmation", arguments: ["number": String(number)],
                    "Type the number \(number) to delete this account for good."))
        }
        let accounts = accounts
        try await visit.database.write { db in try accounts.purge(number, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/accounts", saying: .done(visit.texts.accounts.wasPurged(account.title)))
    }

    private func found(_ visit: Visit, _ number: Int) async throws -> Account {
        let accounts = accounts
        return try await visit.database.read { db in try accounts.required(number, by: visit.actor, in: db) }
    }
}
