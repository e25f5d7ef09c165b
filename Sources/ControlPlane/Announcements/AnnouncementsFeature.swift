import Core
import Identity
import Persistence
import Presentation

/// A provider's news on his customers' first pages (H.LNF-11).
struct AnnouncementsFeature: Feature {
    init(_ parts: FeatureParts) {}

    static var migrations: [Migration] { AnnouncementQueries.migrations }
    static var faults: FaultTexts { .announcements }

    func routes() -> Routes {
        var routes = AnnouncementPages().routes()
        routes.add(AnnouncementAPI().routes())
        return routes
    }

    func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        guard visit.actor.may(.announcementManager) else { return [] }
        return [MenuItem(.provider, order: 30, visit.texts.announcements.title, "/announcements", icon: .info)]
    }

    func homeCards(for visit: Visit, in db: any Connection) throws -> [HomeCard] {
        // News is for customers; who publishes it sees it in the list.
        if visit.actor.role == .administrator { return [] }
        return try Announcements.unread(by: visit.actor, in: db, at: visit.now).enumerated().map { place, announcement in
            HomeCard(.top, order: place, announcementCard(visit, announcement))
        }
    }
}
