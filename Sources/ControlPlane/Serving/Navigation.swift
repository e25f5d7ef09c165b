import Accounts
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// What stands around the pages: the menu of the one who looks, with counts where something waits.
package struct Navigation: ShellSource {
    let features: Features

    package init(features: Features) { self.features = features }

    package func shell(for visit: Visit) async throws -> Shell {
        let features = features
        let isAdministrator = visit.actor.role == .administrator
        let numbers = try await visit.database.read { db in
            Numbers(
                provider: try Installations.current(in: db)?.providerName ?? "Hostwright",
                accounts: try features.accounts.counts(by: visit.actor, in: db),
                domains: try features.hosted.domains.total(by: visit.actor, in: db),
                servers: isAdministrator ? try PhysicalServers.all(in: db).count : 0,
                own: isAdministrator
                    ? []
                    : try features.accounts.list(AccountFilter(order: .title, limit: Self.mostAccounts), by: visit.actor, in: db).accounts)
        }
        let groups = isAdministrator ? administrator(visit, numbers) : customer(visit, numbers)
        return Shell(provider: numbers.provider, groups: groups, search: "/search")
    }

    private func administrator(_ visit: Visit, _ numbers: Numbers) -> [Shell.Group] {
        let texts = visit.texts
        return [
            Shell.Group(nil, [.init(texts.home.title, "/", icon: .house)]),
            Shell.Group(
                texts.home.customersGroup,
                [
                    .init(texts.accounts.title, "/accounts", icon: .people, count: numbers.living),
                    .init(texts.domains.title, "/domains", icon: .globe, count: numbers.domains),
                    .init(texts.plans.title, "/plans", icon: .box),
                ]),
            Shell.Group(
                texts.home.clusterGroup,
                [
                    .init(texts.servers.title, "/servers", icon: .servers, count: numbers.servers),
                    .init(texts.home.jobs, "/jobs", icon: .jobs),
                ]),
        ]
    }

    /// A customer goes from one of his accounts to the next here, without signing in again (H.ACC-02).
    private func customer(_ visit: Visit, _ numbers: Numbers) -> [Shell.Group] {
        let texts = visit.texts
        var accounts = numbers.own.map { Shell.Item($0.title, "/accounts/\($0.number)", icon: .person) }
        if numbers.living > accounts.count {
            accounts.append(.init(texts.home.allAccounts, "/accounts", icon: .people, count: numbers.living))
        }
        return [
            Shell.Group(
                nil,
                [
                    .init(texts.home.title, "/", icon: .house),
                    .init(texts.domains.title, "/domains", icon: .globe, count: numbers.domains),
                ])
        ] + (accounts.isEmpty ? [] : [Shell.Group(texts.accounts.title, accounts)])
    }

    /// More accounts than these are looked up in their list.
    private static let mostAccounts = 12

    private struct Numbers: Sendable {
        var provider: String
        var accounts: [Account.State: Int]
        var domains: Int
        var servers: Int
        /// A customer's accounts, the first ones by title.
        var own: [Account]

        var living: Int { (accounts[.active] ?? 0) + (accounts[.suspended] ?? 0) }
    }
}
