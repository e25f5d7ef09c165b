import Jobs
import Persistence
import Presentation

/// People: signing in and out, the first administrator, profiles, passwords and second factors.
package struct IdentityFeature: Feature {
    private let identity: Identity

    package init(_ parts: FeatureParts) throws { identity = try parts() }

    package static var migrations: [Migration] { IdentityMigrations.all }

    package func routes() -> Routes { IdentityFeature.routes(identity) }

    /// Everything about people; also for panels that have nothing else.
    package static func routes(_ identity: Identity) -> Routes {
        var routes = SignInPages(identity).routes
        routes.add(LostPasswordPages(identity).routes)
        routes.add(ProofPages(identity).routes)
        routes.add(ProfilePages(identity).routes)
        routes.add(ProfileAPI(identity).routes)
        routes.add(StrengthAnswers().routes)
        routes.add(SecondFactorSignInPages(identity).routes)
        routes.add(SecondFactorPages(identity).routes)
        routes.add(SecondFactorAPI(identity).routes)
        routes.add(RecoveryPages(identity).routes)
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        if visit.actor.impersonator != nil { return [] }
        return [MenuItem(.person, order: 10, visit.texts.profile.title, "/profile", icon: .person)]
    }
}
