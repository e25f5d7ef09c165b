import Core
import Persistence

/// Where jobs are put, in the same transaction as the change they belong to: both happen or neither.
package struct JobQueue: Sendable {
    private let clock: Clock

    package init(clock: Clock = .system) { self.clock = clock }

    /// Stores a job; workers of all processes hear of it when the transaction commits.
    ///
    /// - Parameters:
    ///   - moment: when it is due; nil: at once.
    ///   - uniqueKey: at most one job of the kind waits with a key. When one waits already it takes this payload, and the earlier time and
    ///     higher priority of the two. One that runs already has perhaps not seen the change, so another may wait beside it.
    ///   - queue: which workers may take it; all of ours take `default`.
    /// - Returns: the id of the job that waits.
    @discardableResult
    package func enqueue<J: Job>(
        _ job: J, priority: JobPriority = .normal, at moment: Timestamp? = nil, uniqueKey: String? = nil, queue: String = "default",
        in db: any Connection
    ) throws -> JobID {
        let now = clock.now
        let new = NewJob(
            kind: J.kind, payload: try job.payload(), version: J.version, queue: queue, priority: priority, runAt: moment ?? now,
            maximumAttempts: J.maximumAttempts, uniqueKey: uniqueKey)
        let id = try JobQueries.insert(new, at: now, in: db)
        try db.notify(.jobs, queue)
        return id
    }

    /// Newest first.
    package func list(_ filter: JobFilter = JobFilter(), in db: any Connection) throws -> [JobRecord] {
        try JobQueries.list(filter, in: db)
    }

    package func find(_ id: JobID, in db: any Connection) throws -> JobRecord? { try JobQueries.find(id, in: db) }

    /// How many there are in each state.
    package func counts(in db: any Connection) throws -> [JobState: Int] { try JobQueries.counts(in: db) }

    /// Makes a job that waits for its time, or has failed, due at once. Faults: `job.not_found`, `job.not_waiting`, `job.already_waiting`.
    package func retryNow(_ id: JobID, in db: any Connection) throws {
        guard let job = try find(id, in: db) else { throw Fault.notFound("job") }
        do {
            let isDue = try db.savepoint { try JobQueries.makeDue(id, at: clock.now, in: db) }
            if !isDue {
                throw Fault.conflict(
                    key: "job.not_waiting", arguments: ["state": job.state.rawValue],
                    "The job is \(job.state.rawValue). Only a job that waits or has failed can be tried again.")
            }
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw Fault.conflict(key: "job.already_waiting", "Another job for the same work is waiting already.")
        }
        try db.notify(.jobs, job.queue)
    }

    /// Every schedule by its kind, with the last job it made.
    package func schedules(in db: any Connection) throws -> [ScheduleRecord] { try JobQueries.schedules(in: db) }

    /// Has a schedule's job run once, now, whether it is on or not; its rhythm stays. Fault: `schedule.not_found`.
    package func runNow(_ kind: String, in db: any Connection) throws {
        guard try JobQueries.setRunsOnce(kind, in: db) else { throw Fault.notFound("schedule") }
        try db.notify(.jobs, "")
    }

    /// Locks the schedule's row until the transaction ends.
    package func lockSchedule(_ kind: String, in db: any Connection) throws {
        _ = try db.query("SELECT kind FROM schedule WHERE kind = \(kind)\(db.forUpdate)")
    }

    /// The priority of the jobs that a schedule makes from now on. Fault: `schedule.not_found`.
    package func setPriority(_ kind: String, _ priority: JobPriority, in db: any Connection) throws {
        guard try JobQueries.setPriority(kind, priority, in: db) else { throw Fault.notFound("schedule") }
    }

    /// Turns a schedule on or off. Fault: `schedule.not_found`.
    package func setSchedule(_ kind: String, isOn: Bool, in db: any Connection) throws {
        guard try db.execute("UPDATE schedule SET is_on = \(isOn) WHERE kind = \(kind)") > 0 else { throw Fault.notFound("schedule") }
        try db.notify(.jobs, "")
    }
}

/// Which jobs to list.
package struct JobFilter: Sendable {
    /// Nil: every state.
    package var states: [JobState]?
    package var kind: String?
    /// Only jobs made before this one: the last of the previous page. With `isOldestFirst` those made after it.
    package var before: JobID?
    package var limit: Int
    package var isOldestFirst: Bool

    package init(
        states: [JobState]? = nil, kind: String? = nil, before: JobID? = nil, limit: Int = 50, isOldestFirst: Bool = false
    ) {
        (self.states, self.kind, self.before, self.limit, self.isOldestFirst) = (states, kind, before, limit, isOldestFirst)
    }
}
