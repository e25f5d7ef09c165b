import Core
import Identity
import Jobs
import Persistence
import Presentation

/// What accounts use of disk space and traffic: kept, shown, and told when it nears a maximum or passes it.
package struct UsageFeature: Feature {
    private let accounts: Accounts
    private let origin: String

    package init(_ parts: FeatureParts) throws {
        accounts = try parts()
        origin = parts.origin
    }

    package static var migrations: [Migration] { UsageMigrations.all + PlanAddressMigrations.all }
    package static var notifications: [MailNotification] { [.usageNear, .usageExceeded] }
    package static var faults: FaultTexts {
        FaultTexts([
            "usage.days_order": .init("Der erste Tag liegt nach dem letzten.", "Первый день позже последнего."),
            "usage.days_many": .init("Fragen Sie nach höchstens {most} Tagen.", "Запросите не более {most} дней."),
            "agent.usage_counter": .init("Der Zähler in einem Bericht ist eine UUID.", "Счётчик в отчёте — это UUID."),
        ])
    }

    package func routes() -> Routes {
        var routes = UsagePages(accounts: accounts).routes()
        routes.add(UsageAPI(accounts: accounts).routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        guard visit.actor.may(.accountPreview) else { return [] }
        let exceeded = try Accounts.nearCounts(by: visit.actor, in: db, at: visit.now)[.exceeded] ?? 0
        return [
            MenuItem(.customers, order: 15, visit.texts.usage.listMenu, "/usage", icon: .disk, count: exceeded > 0 ? exceeded : nil)
        ]
    }

    /// More accounts than these are looked at on their pages.
    private static let mostAccounts = 4

    /// Disk space and traffic of a customer's accounts, as bars (H.ACC-11, C.END-01).
    package func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] {
        try own(visit, in: db).map { account, found in
            HomeCard(.side, order: 10, usageCard(visit, account, found))
        }
    }

    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        let texts = visit.texts.usage
        if visit.actor.reach == .everything {
            guard visit.actor.may(.accountPreview) else { return [] }
            let exceeded = try Accounts.nearCounts(by: visit.actor, in: db, at: visit.now)[.exceeded] ?? 0
            if exceeded == 0 { return [] }
            return [
                Decision(
                    .warn, icon: .disk, title: texts.decisionTitle(exceeded), text: texts.decisionText,
                    action: linkButton(texts.look, "/usage?state=exceeded"))
            ]
        }
        return try own(visit, in: db).flatMap { account, found in
            found.compactMap { entitlement -> Decision? in
                guard let share = entitlement.share, share >= 0.8, entitlement.most.isAvailable,
                    let resource = ResourceCatalogue.find(entitlement.resource)
                else { return nil }
                let name = resource.words(visit.texts.language)
                return Decision(
                    entitlement.isExceeded ? .fail : .warn, icon: .disk,
                    title: entitlement.isExceeded ? texts.exceeded(name, account.title) : texts.near(name, account.title),
                    text: visit.texts.usedOf(entitlement, of: resource), action: linkButton(texts.look, "/accounts/\(account.number)/usage")
                )
            }
        }
    }

    private func own(_ visit: Visit, in db: any Connection) throws -> [(Account, [Entitlement])] {
        guard visit.actor.reach != .everything, visit.actor.login != nil else { return [] }
        return try accounts.following(AccountFilter(order: .title, limit: Self.mostAccounts), after: nil, by: visit.actor, in: db).accounts
            .filter { $0.type.hasHome }.map { account in
                (account, try accounts.entitlements(of: account, in: db).filter { $0.measurement != nil })
            }
    }

    package func register(in kinds: inout JobKinds) {
        kinds.repeat(CheckUsage(panel: origin), every: .minutes(1))
        kinds.repeat(PruneUsage(), every: .days(1))
    }
}
