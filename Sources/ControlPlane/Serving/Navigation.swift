import Core
import Fleet
import Identity
import Persistence
import Presentation

/// What stands around the pages: the menu of the one who looks, with counts where something waits.
package struct Navigation: ShellSource {
    let list: FeatureList

    let manual: Manual

    package init(list: FeatureList) {
        self.list = list
        manual = list.manual
    }

    package func shell(for visit: Visit) async throws -> Shell {
        let (list, manual) = (list, manual)
        return try await visit.database.read { db in
            let items = try list.all.flatMap { try $0.menu(for: visit, in: db) }
            let home = MenuItem(.first, order: 0, visit.texts.home.title, "/", icon: .house)
            return Shell(
                provider: try Installations.current(in: db)?.providerName ?? "Hostwright", groups: groups([home] + items, visit),
                person: items.filter { $0.group == .person }.sorted { $0.order < $1.order }.map(\.item),
                banners: try list.all.flatMap { try $0.banners(for: visit, in: db) }, search: "/search",
                help: HelpFeature.link(for: visit.path, visit.actor, in: manual))
        }
    }

    private func groups(_ items: [MenuItem], _ visit: Visit) -> [Shell.Group] {
        let texts = visit.texts.home
        return MenuItem.Group.allCases.compactMap { group in
            let own = items.filter { $0.group == group }.sorted { $0.order < $1.order }.map(\.item)
            if own.isEmpty || group == .person { return nil }
            let heading: String? =
                switch group {
                case .first, .person: nil
                case .customers: texts.customersGroup
                case .cluster: texts.clusterGroup
                case .provider: texts.providerGroup
                case .own: visit.texts.home.accountsGroup
                }
            return Shell.Group(heading, own)
        }
    }
}
