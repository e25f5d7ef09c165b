import Identity
import Jobs
import Persistence
import Presentation

/// Work that is done later or again and again.
struct JobsFeature: Feature {
    init(_ parts: FeatureParts) {}

    static var migrations: [Migration] { JobsMigrations.all }

    func routes() -> Routes {
        var routes = JobPages().routes()
        routes.add(JobAPI().routes())
        return routes
    }

    func menu(for visit: Visit, in db: any Connection) -> [MenuItem] {
        guard visit.actor.may(.jobManager) else { return [] }
        return [MenuItem(.cluster, order: 40, visit.texts.jobs.title, "/jobs", icon: .jobs)]
    }

    func register(in kinds: inout JobKinds) {
        kinds.repeat(PurgeTrash(), every: .minutes(1))
        kinds.repeat(SweepExpired(), every: .days(1))
    }
}
