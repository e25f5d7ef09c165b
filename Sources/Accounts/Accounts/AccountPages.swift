import Core
import Fleet
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
        routes.action("/accounts/{account}/suspension-reasons/{agent}/lifting", .staff(.accountManager), lift)
        routes.form("/accounts/{account}/deletion", .staff(.accountManager), show: askDeletion, submit: trash)
        routes.action("/accounts/{account}/restoration", .staff(.accountManager), restore)
        routes.form("/accounts/{account}/purge", .staff(.accountManager), show: askPurge, submit: purge)
        return routes
    }

    // MARK: Looking

    private func list(_ visit: Visit) async throws -> any Answer {
        var query = ListState(
            visit.query, sorts: AccountFilter.Order.allCases.map(\.rawValue),
            filters: [Account.State.suspended.rawValue, Account.State.trashed.rawValue])
        let asked = AccountQuery(visit.query)
        query.narrowing = asked.values.pairs
        var filter = AccountFilter(
            search: query.search, state: query.filter.flatMap(Account.State.init(rawValue:)),
            order: AccountFilter.Order(rawValue: query.sort) ?? .number, isDescending: query.isDescending, limit: query.size)
        // A cursor of another order, from an address that was changed by hand, begins anew.
        let cursor = query.cursor.flatMap(ListCursor.init(text:)).flatMap {
            $0.order == (filter.isDescending ? "-" : "") + filter.order.rawValue ? $0 : nil
        }
        if cursor == nil { query.cursor = nil }
        var refusal: Fault?
        do { try asked.apply(to: &filter, in: visit.texts.timeZone) } catch let fault as Fault { refusal = fault }
        let (accounts, domains, wanted, isRefused) = (accounts, domains, filter, refusal != nil)
        let shown = try await visit.database.read { db in
            let counts = try accounts.counts(by: visit.actor, in: db)
            let plans = visit.actor.reach == .everything ? try Plans.list(in: db).map(\.name) : []
            var list = AccountList(rows: [], counts: counts, domains: [:], plans: plans)
            // What is no number or no day finds nothing, instead of everything.
            if isRefused { return list }
            let (rows, next, total) = try accounts.following(wanted, after: cursor, by: visit.actor, in: db)
            (list.rows, list.next, list.total) = (rows, next?.text, total)
            list.domains = try domains.domainCounts(of: rows.map(\.id), in: db)
            return list
        }
        return accountListPage(visit, query, shown, form: Form.reading(asked.values), refusal: refusal)
    }

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let (accounts, domains) = (accounts, domains)
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let view = AccountView(
                account: account, plan: try Plans.find(account.plan, in: db), owner: try Logins.find(account.login, in: db),
                server: try LogicalServers.find(account.server, in: db),
                entitlements: try accounts.entitlements(of: account, in: db),
                suspensions: try accounts.suspensions(of: account, in: db),
                period: try AccountPeriods.of(account, in: db, at: visit.now), addresses: try Accounts.addresses(of: account, in: db),
                hasAddressesToChoose: try AddressPools.isThere(on: account.server, in: db))
            return accountPage(
                visit, view, domains: account.type.hasHome ? try domains.section(for: account, visit, in: db) : .nothing,
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
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return suspensionPage(visit, form, account, try accounts.suspensions(of: account, in: db))
        }
    }

    private func suspend(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let reason = form.values.text("reason")
        let agent = try SuspensionAgent.typed(form.values.text("agent"))
        let accounts = accounts
        let (account, isFirst) = try await visit.database.write { db in
            let isFirst = try accounts.required(number, by: visit.actor, in: db).suspendedAt == nil
            return (try accounts.suspend(number, reason: reason, as: agent, by: visit.actor, in: db, at: visit.now), isFirst)
        }
        // Undoing would lift the other reasons too, or what this person may not lift.
        let canUndo = isFirst && SuspensionAgent.administrator.mayLift.contains(agent)
        return Redirect(
            "/accounts/\(number)",
            saying: .done(
                visit.texts.accounts.wasSuspended(account.title), undo: canUndo ? .init("/accounts/\(number)/resumption") : nil))
    }

    private func resume(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let (account, before, left) = try await visit.database.write { db in
            let before = try accounts.suspensions(of: accounts.required(number, by: visit.actor, in: db), in: db)
            let account = try accounts.resume(number, by: visit.actor, in: db, at: visit.now)
            return (account, before, try accounts.suspensions(of: account, in: db).count)
        }
        // More than one reason does not come back with one press.
        let only = before.count == 1 ? before.first : nil
        let undo = only.map { Flash.Undo("/accounts/\(number)/suspension", ["reason": $0.reason, "agent": $0.agent.rawValue]) }
        return Redirect(
            "/accounts/\(number)",
            saying: .done(visit.texts.accountAdministration.wasLifted(account.title, left: left), undo: left == 0 ? undo : nil))
    }

    private func lift(_ visit: Visit, _ number: Int, _ agent: String) async throws -> any Answer {
        guard let agent = SuspensionAgent(rawValue: agent) else { throw Fault.notFound("suspension") }
        let accounts = accounts
        let (account, left) = try await visit.database.write { db in
            let account = try accounts.resume(number, only: agent, by: visit.actor, in: db, at: visit.now)
            return (account, try accounts.suspensions(of: account, in: db).count)
        }
        return Redirect(
            "/accounts/\(number)", saying: .done(visit.texts.accountAdministration.wasLifted(account.title, left: left)))
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
