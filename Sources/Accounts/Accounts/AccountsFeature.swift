import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Customers and their accounts.
package struct AccountsFeature: Feature {
    private let accounts: Accounts
    private let domains: any AccountPageSection
    private let services: HostingServices

    package init(_ parts: FeatureParts) throws {
        accounts = try parts()
        domains = try parts((any AccountPageSection).self)
        services = try parts()
    }

    package static var migrations: [Migration] { AccountsMigrations.all }
    package static var faults: FaultTexts { AccountFaults.texts.adding(AddressFaults.texts) }
    package static var notifications: [MailNotification] { [.accountSuspended, .accountResumed, .registration] }

    package func routes() -> Routes {
        var routes = AccountPages(accounts: accounts, domains: domains).routes()
        routes.add(AccountBulkPages(accounts: accounts).routes())
        routes.add(AdministrationPages(accounts: accounts).routes())
        routes.add(AdministrationAPI(accounts: accounts).routes())
        routes.add(AccountHistoryPages(accounts: accounts).routes())
        routes.add(AccountHistoryAPI(accounts: accounts).routes())
        routes.add(LimitPages(accounts: accounts, services: services).routes())
        routes.add(PeriodPages(accounts: accounts).routes())
        routes.add(PeriodAPI(accounts: accounts).routes())
        routes.add(AccountAddressPages(accounts: accounts).routes())
        routes.add(AccountAddressAPI(accounts: accounts).routes())
        routes.add(PlanChangePages(accounts: accounts).routes())
        routes.add(PlanChangeAPI(accounts: accounts).routes())
        routes.add(LimitAPI(accounts: accounts, services: services).routes())
        routes.add(AccountAPI(accounts: accounts, domains: domains).routes())
        return routes
    }

    /// More accounts than these are looked up in their list.
    private static let mostNamed = 12

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        let counts = try accounts.counts(by: visit.actor, in: db)
        let living = (counts[.active] ?? 0) + (counts[.suspended] ?? 0)
        let seesAll = visit.actor.reach == .everything
        // Somebody goes from one of his accounts to the next here, without signing in again (H.ACC-02); a member of staff may have some too.
        let own =
            try visit.actor.login.map { login in
                try accounts.following(
                    AccountFilter(owner: login, order: .title, limit: Self.mostNamed), after: nil, by: visit.actor, in: db
                ).accounts
            } ?? []
        var items = own.enumerated().map { place, account in
            MenuItem(.own, order: place, account.title, "/accounts/\(account.number)", icon: .person)
        }
        if seesAll {
            items.append(MenuItem(.customers, order: 10, visit.texts.accounts.title, "/accounts", icon: .people, count: living))
        } else if living > own.count {
            items.append(MenuItem(.own, order: own.count, visit.texts.accounts.title, "/accounts", icon: .people, count: living))
        }
        if visit.actor.may(.recreationTool), seesAll {
            items.append(MenuItem(.cluster, order: 45, visit.texts.recreation.title, "/recreations", icon: .restore))
        }
        if visit.actor.may(.settingsManager) {
            items.append(MenuItem(.provider, order: 90, visit.texts.recreation.systemTitle, "/system", icon: .info))
        }
        return items
    }

    /// Whose accounts are for demonstration reads so on every page.
    package func banners(for visit: Visit, in db: any Connection) throws -> [HTML] {
        guard let login = visit.actor.login, visit.actor.reach != .everything else { return [] }
        let titles = try AccountQueries.demonstrations(of: login, in: db)
        return titles.isEmpty ? [] : [callout(.idle, visit.texts.planAccess.demoBanner(titles))]
    }

    package func register(in kinds: inout JobKinds) { kinds.register(RecreateObjects.self) }

    /// How many weeks the plot on the first page goes back.
    private static let weeks = 12

    package func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] {
        guard visit.actor.reach == .everything else { return try periodCards(for: visit, in: db) }
        let texts = visit.texts.accounts
        let now = visit.now
        let starts = (0..<Self.weeks).reversed().map { now - .days(7 * ($0 + 1)) }
        let counts = try AccountQueries.created(in: starts.map { ($0, $0 + .days(7)) }, in: db)
        if counts.reduce(0, +) == 0 { return [] }
        let points = zip(starts, counts).map { start, count in
            ChartPoint(visit.texts.date(start + .days(7)), Double(count), text: visit.texts.number(count))
        }
        return [
            HomeCard(
                .side,
                card(texts.newAccounts, aside: .text(texts.lastWeeks(Self.weeks))) {
                    barChart(visit, texts.newAccounts, points: points, column: texts.weekUntil)
                })
        ]
    }

    /// Accounts whose next charge a customer's first page says; more are looked up one by one.
    private static let mostNextCharges = 5

    /// Plan, period and next charge of a customer's own accounts (H.ACC-11).
    private func periodCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] {
        guard let login = visit.actor.login else { return [] }
        let filter = AccountFilter(owner: login, order: .title, limit: Self.mostNextCharges)
        let own = try accounts.following(filter, after: nil, by: visit.actor, in: db).accounts.filter { $0.trashedAt == nil }
        let all = try own.prefix(Self.mostNextCharges).map { account in
            let period = try AccountPeriods.of(account, in: db, at: visit.now)
            return PeriodOfAccount(
                account: account, period: period, charge: period.nextCharge(for: try accounts.entitlements(of: account, in: db)))
        }
        return all.isEmpty ? [] : [HomeCard(.side, order: 20, periodCard(visit, all))]
    }

    package func found(_ typed: String, limit: Int, for visit: Visit, in db: any Connection) throws -> [SearchHit] {
        let filter = AccountFilter(search: typed, exceptDomains: true, limit: limit)
        return try accounts.following(filter, after: nil, by: visit.actor, in: db).accounts.map {
            SearchHit($0.title, note: $0.systemUser, "/accounts/\($0.number)", icon: .people)
        }
    }
}
