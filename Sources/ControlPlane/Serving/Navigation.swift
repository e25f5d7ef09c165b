import Accounts
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// What stands around the pages: the menu of the one who looks, with counts where something waits.
struct Navigation: ShellSource {
    let features: Features

    func shell(for visit: Visit) async throws -> Shell {
        let features = features
        let isAdministrator = visit.actor.role == .administrator
        let numbers = try await visit.database.read { db in
            Numbers(
                provider: try Installations.current(in: db)?.providerName ?? "Hostwright",
                accounts: try features.accounts.counts(by: visit.actor, in: db), domains: try features.hosted.domains.total(by: visit.actor, in: db),
                servers: isAdministrator ? try PhysicalServers.all(in: db).count : 0)
        }
        let texts = visit.texts
        let accounts = (numbers.accounts[.active] ?? 0) + (numbers.accounts[.suspended] ?? 0)
        var groups = [
            Shell.Group(nil, [.init(texts.home.title, "/", icon: .house)]),
            Shell.Group(
                isAdministrator ? texts.home.customersGroup : nil,
                [
                    .init(texts.accounts.title, "/accounts", icon: .people, count: accounts),
                    .init(texts.domains.title, "/domains", icon: .globe, count: numbers.domains),
                ] + (isAdministrator ? [.init(texts.plans.title, "/plans", icon: .box)] : [])),
        ]
        if isAdministrator {
            groups.append(
                Shell.Group(
                    texts.home.clusterGroup,
                    [
                        .init(texts.servers.title, "/servers", icon: .servers, count: numbers.servers),
                        .init(texts.home.jobs, "/jobs", icon: .jobs),
                    ]))
        }
        return Shell(provider: numbers.provider, groups: groups, search: "/search")
    }

    private struct Numbers: Sendable {
        var provider: String
        var accounts: [Account.State: Int]
        var domains: Int
        var servers: Int
    }
}
