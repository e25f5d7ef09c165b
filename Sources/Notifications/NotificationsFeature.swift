import Core
import Identity
import Jobs
import Persistence
import Presentation

/// Mail to people, and the relay it leaves through.
package struct NotificationsFeature: Feature {
    private let relays: Relays
    private let catalogue: NotificationCatalogue

    package init(_ parts: FeatureParts) throws { (relays, catalogue) = (try parts(), try parts()) }

    package static var migrations: [Migration] { NotificationsMigrations.all }
    package static var faults: FaultTexts { .mail.adding(.notifications) }
    package static var notifications: [MailNotification] { [.relayTest] }

    package func routes() -> Routes {
        var routes = MailPages(relays: relays).routes()
        routes.add(RelayPages(relays: relays).routes())
        routes.add(MailAPI().routes())
        routes.add(RelayAPI(relays: relays).routes())
        routes.add(NotificationPages(catalogue: catalogue).routes())
        routes.add(SubscriptionPages(catalogue: catalogue).routes())
        routes.add(NotificationAPI(catalogue: catalogue).routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        guard visit.actor.may(.settingsManager) else { return [] }
        let failed = try Mails.failed(in: db)
        return [
            MenuItem(.provider, order: 60, visit.texts.mails.title, "/mail-log", icon: .mail, count: failed > 0 ? failed : nil),
            MenuItem(.provider, order: 62, visit.texts.notifications.title, "/notifications", icon: .edit),
        ]
    }

    package func decisions(for visit: Visit, in db: any Connection) throws -> [Decision] {
        guard visit.actor.may(.settingsManager) else { return [] }
        let failed = try Mails.failed(in: db)
        if failed == 0 { return [] }
        let texts = visit.texts.mails
        return [
            Decision(
                .warn, icon: .mail, title: texts.failedDecision, text: texts.failedCount(failed),
                action: linkButton(texts.title, Link("/mail-log").with([("state", MailState.failed.rawValue)])))
        ]
    }

    package func register(in kinds: inout JobKinds) {
        kinds.register(SendMail.self)
        kinds.repeat(PruneMail(), every: .days(1))
    }
}
