import Jobs
import Persistence
import Presentation

/// People: signing in and out, the first administrator.
package struct IdentityFeature: Feature {
    private let identity: Identity

    package init(_ parts: FeatureParts) throws { identity = try parts() }

    package static var migrations: [Migration] { IdentityMigrations.all }

    package func routes() -> Routes { SignInPages(identity).routes }
}
