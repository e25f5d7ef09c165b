import Accounts
import Core
import Domains
import Identity
import Jobs
import Persistence
import Presentation

/// Deletes for good what has been in the trash for its period. Every minute one customer's: many at once look like a mistake to a node, which stops.
struct PurgeTrash: Job {
    static let kind = "accounts.purge_trash"

    func run(_ context: JobContext) async throws -> JobOutcome {
        let features = try context.services(Features.self)
        let now = context.clock.now
        let purged = try await context.database.write { db in
            let domains = try features.hosted.domains.purgeDue(in: db, at: now)
            return domains > 0 ? domains : try features.accounts.purgeDue(in: db, at: now)
        }
        if purged > 0 { context.logger.info("purged from the trash", metadata: ["objects": "\(purged)"]) }
        return .done
    }
}

/// Forgets sessions, form tokens and counted failures that have expired. Every day.
struct SweepExpired: Job {
    static let kind = "identity.sweep_expired"

    func run(_ context: JobContext) async throws -> JobOutcome {
        try await context.services(Identity.self).sweep()
        try await FormSubmissions.sweep(context.database, now: context.clock.now)
        return .done
    }
}
