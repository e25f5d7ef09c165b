import Accounts
import Fleet
import Identity
import Jobs
import Notifications
import Persistence
import Presentation
import Websites

/// The one list of features, in the order of their tables. A new feature is its folder and a line here.
package struct FeatureList: Sendable {
    static let types: [any Feature.Type] = [
        JobsFeature.self,
        IdentityFeature.self,
        NotificationsFeature.self,
        ServersFeature.self,
        AccountsFeature.self,
        PlansFeature.self,
        UsersFeature.self,
        UsageFeature.self,
        DomainsFeature.self,
        SettingsFeature.self,
        AlertsFeature.self,
        WebhooksFeature.self,
        HelpFeature.self,
        AnnouncementsFeature.self,
    ]

    package let all: [any Feature]
    let manual: Manual

    package init(_ parts: FeatureParts) throws {
        all = try FeatureList.types.map { try $0.init(parts) }
        manual = try parts()
    }

    /// The schema of all features.
    package static var migrations: [Migration] {
        PersistenceMigrations.all + PresentationMigrations.all + types.flatMap { $0.migrations }
    }

    /// What the faults of the frame and of all features say.
    package static var faults: FaultTexts { types.reduce(.common) { $0.adding($1.faults) } }

    /// The mails that features write.
    package static var notifications: [MailNotification] { types.flatMap { $0.notifications } }

    var routes: Routes {
        var routes = Routes()
        for feature in all { routes.add(feature.routes()) }
        return routes
    }

    var jobKinds: JobKinds {
        var kinds = JobKinds()
        for feature in all { feature.register(in: &kinds) }
        return kinds
    }
}
