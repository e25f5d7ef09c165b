import Core
import Domains
import Identity
import Persistence
import Presentation

/// Domains with their zones and websites.
package struct DomainsFeature: Feature {
    private let hosted: HostedDomains
    private let files: SiteFiles

    package init(_ parts: FeatureParts) throws {
        hosted = try parts()
        files = try parts()
    }

    package static var migrations: [Migration] { DomainsMigrations.all + WebsitesMigrations.all }
    package static var notifications: [MailNotification] { [.domainHosted] }

    package func routes() -> Routes {
        var routes = DomainPages(hosted: hosted, files: files).routes()
        routes.add(DomainBulkPages(hosted: hosted).routes())
        routes.add(DomainAPI(hosted: hosted).routes())
        routes.add(WebsiteAPI(hosted: hosted, files: files).routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        let total = try hosted.domains.total(by: visit.actor, in: db)
        let isStaff = visit.actor.reach == .everything
        // Whoever sees no customers and has neither a domain nor an account for one has no use for the line (H.PLAT-07).
        if !isStaff, total == 0 {
            let counts = try hosted.accounts.counts(by: visit.actor, in: db)
            if [.active, .suspended, .trashed].allSatisfy({ (counts[$0] ?? 0) == 0 }) { return [] }
        }
        return [MenuItem(isStaff ? .customers : .first, order: 20, visit.texts.domains.title, "/domains", icon: .globe, count: total)]
    }

    package func shortcuts(for visit: Visit, in db: any Connection) throws -> [Shortcut] {
        guard try hosted.mayAdd(visit.actor, in: db) else { return [] }
        return [Shortcut(order: 10, visit.texts.domains.add, "/domains/new", icon: .plus)]
    }

    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        guard visit.actor.may(.accountManager) else { return [] }
        let waiting = try hosted.domains.toBeRegistered(in: db)
        if waiting == 0 { return [] }
        let texts = visit.texts.registration
        return [
            Decision(
                .warn, icon: .globe, title: texts.decision(waiting), text: texts.decisionText,
                action: linkButton(texts.toRegister, Link("/domains").with([("state", "unregistered")])))
        ]
    }

    package func found(_ typed: String, limit: Int, for visit: Visit, in db: any Connection) throws -> [SearchHit] {
        try hosted.domains.list(DomainFilter(search: typed, limit: limit), by: visit.actor, in: db).domains
            .map { SearchHit($0.name.display, note: $0.accountTitle, "/domains/\($0.name)", icon: .globe) }
    }
}
