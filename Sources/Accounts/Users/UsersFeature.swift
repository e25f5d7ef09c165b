import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Templates for new customers, the wizard that creates them, their registration mails, and what is known about them.
package struct UsersFeature: Feature {
    private let users: Users
    private let secrets: WizardSecrets

    package init(_ parts: FeatureParts) throws {
        users = try parts()
        secrets = try parts()
    }

    package static var migrations: [Migration] { UserMigrations.all }
    package static var faults: FaultTexts { UserTemplateFaults.texts }

    package func routes() -> Routes {
        var routes = UserTemplatePages(services: users.services).routes()
        routes.add(RegistrationMailPages().routes())
        routes.add(UserTemplateAPI(services: users.services).routes())
        routes.add(UserWizardPages(users: users, secrets: secrets).routes())
        routes.add(UserPages(users: users).routes())
        routes.add(UserAPI(users: users).routes())
        routes.add(CircularPages().routes())
        routes.add(CircularAPI().routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        guard visit.actor.may(.accountManager) else { return [] }
        return [
            MenuItem(.customers, order: 20, visit.texts.templates.title, "/templates", icon: .copy),
            MenuItem(.customers, order: 40, visit.texts.circulars.title, "/circulars", icon: .mail),
        ]
    }

    package func register(in kinds: inout JobKinds) { kinds.register(SendCircular.self) }

    /// What the provider knows about him, where he decided to show it (C.USR-08).
    package func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] {
        guard visit.actor.reach != .everything, visit.actor.impersonator == nil, let login = visit.actor.login else { return [] }
        let names = try UserFields.names(in: db)
        return try users.accounts.list(AccountFilter(owner: login, order: .title, limit: 12), by: visit.actor, in: db).accounts
            .compactMap { account in
                let data = try PersonalDataOfAccounts.of(account.id, in: db)
                return data.isShown ? HomeCard(.side, personalDataCard(visit, account, data, names)) : nil
            }
    }
}

private func personalDataCard(_ visit: Visit, _ account: Account, _ data: PersonalData, _ names: [String]) -> HTML {
    let texts = visit.texts.users
    let place = [data.postalCode, data.city].filter { !$0.isEmpty }.joined(separator: " ")
    let known =
        [
            (texts.company, data.company), (texts.street, data.street), (texts.city, place), (texts.country, data.country),
            (texts.phone, data.phone),
        ] + zip(names, data.own).filter { !$0.0.isEmpty }
    return card(texts.dataTitle, aside: .text(account.title)) {
        facts(known.filter { !$0.1.isEmpty }.map { Fact($0.0, $0.1) })
    }
}
