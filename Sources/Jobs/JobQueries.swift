import Core
import Persistence

/// A stored job.
package struct JobRecord: Sendable, Equatable {
    package var id: JobID
    package var kind: String
    /// JSON.
    package var payload: String
    package var version: Int
    package var queue: String
    package var priority: JobPriority
    package var state: JobState
    package var runAt: Timestamp
    package var attempts: Int
    package var maximumAttempts: Int
    package var lastError: String?
    package var lockedBy: String?
    package var lockedUntil: Timestamp?
    package var createdAt: Timestamp
    package var finishedAt: Timestamp?
    package var uniqueKey: String?
    /// How far a running job says it is, in per cent; nil when it says nothing.
    package var progress: Int?

    init(_ row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        payload = try row("payload")
        version = try row("version")
        queue = try row("queue")
        priority = JobPriority(rawValue: try row("priority")) ?? .normal
        state = try row("state")
        runAt = try row("run_at")
        attempts = try row("attempts")
        maximumAttempts = try row("max_attempts")
        lastError = try row("last_error")
        lockedBy = try row("locked_by")
        lockedUntil = try row("locked_until")
        createdAt = try row("created_at")
        finishedAt = try row("finished_at")
        uniqueKey = try row("unique_key")
        progress = try row("progress")
    }
}

/// All SQL of `job` and `schedule`.
enum JobQueries {
    private static let columns: SQL = """
        id, kind, payload, version, queue, priority, state, run_at, attempts, max_attempts, last_error, locked_by, locked_until, created_at,
        finished_at, unique_key, progress
        """

    /// Inserts, or brings forward the waiting job of the same kind and key. Returns the id of the one that waits.
    static func insert(_ job: NewJob, at now: Timestamp, in db: any Connection) throws -> JobID {
        let id = JobID(at: now)
        return try db.scalar(
            """
            INSERT INTO job (id, kind, payload, version, queue, priority, state, run_at, attempts, max_attempts, created_at, unique_key)
            VALUES (\(id), \(job.kind), \(job.payload), \(job.version), \(job.queue), \(job.priority.rawValue), 'waiting', \(job.runAt), 0,
                \(job.maximumAttempts), \(now), \(job.uniqueKey))
            ON CONFLICT (kind, unique_key) WHERE state = 'waiting' DO UPDATE SET
                payload = excluded.payload,
                version = excluded.version,
                run_at = CASE WHEN excluded.run_at < job.run_at THEN excluded.run_at ELSE job.run_at END,
                priority = CASE WHEN excluded.priority < job.priority THEN excluded.priority ELSE job.priority END
            RETURNING id
            """) ?? id
    }

    static func find(_ id: JobID, in db: any Connection) throws -> JobRecord? {
        try db.first("SELECT \(columns) FROM job WHERE id = \(id)").map(JobRecord.init)
    }

    static func list(_ filter: JobFilter, in db: any Connection) throws -> [JobRecord] {
        var conditions: [SQL] = ["1 = 1"]
        if let states = filter.states { conditions.append("state IN (\(list: states))") }
        if let kind = filter.kind { conditions.append("kind = \(kind)") }
        if let before = filter.before { conditions.append(filter.isOldestFirst ? "id > \(before)" : "id < \(before)") }
        let direction: SQL = filter.isOldestFirst ? "ASC" : "DESC"
        return try db.query(
            "SELECT \(columns) FROM job WHERE \(SQL.joined(conditions, separator: " AND ")) ORDER BY id \(direction) LIMIT \(filter.limit)"
        ).map(JobRecord.init)
    }

    static func counts(in db: any Connection) throws -> [JobState: Int] {
        try db.query("SELECT state, COUNT(*) AS count FROM job GROUP BY state").reduce(into: [:]) { counts, row in
            counts[try row("state")] = try row("count")
        }
    }

    /// Makes a job that waits or has failed due at once; false when it is neither.
    static func makeDue(_ id: JobID, at now: Timestamp, in db: any Connection) throws -> Bool {
        try db.execute(
            """
            UPDATE job SET state = 'waiting', run_at = \(now), attempts = CASE WHEN state = 'failed' THEN 0 ELSE attempts END, finished_at = NULL
            WHERE id = \(id) AND state IN ('waiting', 'failed')
            """) > 0
    }

    static func deleteFinished(_ state: JobState, before moment: Timestamp, in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM job WHERE state = \(state) AND finished_at < \(moment)")
    }

    /// Takes up to `limit` jobs for `worker`: first those whose process has let its lease run out, then due ones by priority and time.
    ///
    /// One statement per priority, each along an index, because jobs for later may be many in any of them.
    /// `own`: jobs that this process is running.
    static func take(
        _ limit: Int, for worker: WorkerIdentity, excluding own: [JobID], until lease: Timestamp, at now: Timestamp, in db: any Connection
    ) throws -> [JobRecord] {
        var taken = try take(
            limit,
            where: """
                queue = \(worker.queue) AND state = 'running' AND locked_until < \(now) AND kind IN (\(list: worker.kinds))\(excluding(own))
                """,
            orderedBy: "locked_until", for: worker, until: lease, in: db)
        for priority in JobPriority.allCases where taken.count < limit {
            taken += try take(
                limit - taken.count,
                where: """
                    queue = \(worker.queue) AND priority = \(priority.rawValue) AND state = 'waiting' AND run_at <= \(now)
                    AND kind IN (\(list: worker.kinds))
                    """,
                orderedBy: "run_at, id", for: worker, until: lease, in: db)
        }
        return taken
    }

    private static func take(
        _ limit: Int, where condition: SQL, orderedBy order: SQL, for worker: WorkerIdentity, until lease: Timestamp, in db: any Connection
    ) throws -> [JobRecord] {
        // Locked first and changed second: in one statement PostgreSQL may lock more rows than LIMIT says when its plan runs the subquery again.
        let ids = try db.query("SELECT id FROM job WHERE \(condition) ORDER BY \(order) LIMIT \(limit)\(db.forUpdateSkippingLocked)")
            .map { try $0("id", as: JobID.self) }
        if ids.isEmpty { return [] }
        let jobs = try db.query(
            """
            UPDATE job SET state = 'running', attempts = attempts + 1, locked_by = \(worker.id), locked_until = \(lease), progress = NULL
            WHERE id IN (\(list: ids)) RETURNING \(columns)
            """
        ).map(JobRecord.init)
        let place = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        return jobs.sorted { place[$0.id, default: 0] < place[$1.id, default: 0] }
    }

    private static func excluding(_ ids: [JobID]) -> SQL { ids.isEmpty ? "" : " AND id NOT IN (\(list: ids))" }

    /// When something becomes due for `worker`: a waiting job, a schedule, or the end of another's lease. Nil: nothing ever, unless told.
    static func nextMoment(for worker: WorkerIdentity, schedules: [String], excluding own: [JobID], in db: any Connection) throws
        -> Timestamp?
    {
        var moments: [Timestamp?] = try JobPriority.allCases.map { priority in
            try db.scalar(
                """
                SELECT run_at FROM job WHERE queue = \(worker.queue) AND priority = \(priority.rawValue) AND state = 'waiting'
                AND kind IN (\(list: worker.kinds)) ORDER BY run_at LIMIT 1
                """)
        }
        moments.append(
            try db.scalar(
                """
                SELECT locked_until FROM job WHERE queue = \(worker.queue) AND state = 'running'
                AND kind IN (\(list: worker.kinds))\(excluding(own)) ORDER BY locked_until LIMIT 1
                """))
        moments.append(
            try db.scalar("SELECT next_run_at FROM schedule WHERE is_on AND kind IN (\(list: schedules)) ORDER BY next_run_at LIMIT 1"))
        return moments.compactMap { $0 }.min()
    }

    /// Renews the leases of `jobs`; returns those that `worker` still has.
    static func renew(_ jobs: [JobID], for worker: WorkerIdentity, until lease: Timestamp, in db: any Connection) throws -> Set<JobID> {
        Set(
            try db.query(
                """
                UPDATE job SET locked_until = \(lease) WHERE id IN (\(list: jobs)) AND locked_by = \(worker.id) AND state = 'running'
                RETURNING id
                """
            ).map { try $0("id", as: JobID.self) })
    }

    /// Ends an attempt. False when the job is no longer this attempt's: its lease had run out and another process has taken it.
    static func finish(_ job: JobRecord, as state: JobState, error: String?, at now: Timestamp, in db: any Connection) throws -> Bool {
        try db.execute(
            """
            UPDATE job SET state = \(state), last_error = \(error), locked_by = NULL, locked_until = NULL, finished_at = \(now)
            WHERE id = \(job.id) AND state = 'running' AND locked_by = \(job.lockedBy) AND attempts = \(job.attempts)
            """) > 0
    }

    /// Lets an attempt's job wait until `runAt`; `attempts` is what counts from now on.
    static func putBack(_ job: JobRecord, until runAt: Timestamp, attempts: Int, error: String?, in db: any Connection) throws -> Bool {
        try db.execute(
            """
            UPDATE job SET state = 'waiting', run_at = \(runAt), attempts = \(attempts), last_error = \(error), locked_by = NULL, locked_until = NULL
            WHERE id = \(job.id) AND state = 'running' AND locked_by = \(job.lockedBy) AND attempts = \(job.attempts)
            """) > 0
    }

    /// Stores a schedule of the program; whether it is on and when it is next due stay as they are stored.
    static func register(_ schedule: JobSchedule, at now: Timestamp, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO schedule (kind, every, next_run_at, is_on) VALUES (\(schedule.kind), \(schedule.every.milliseconds), \(now), \(true))
            ON CONFLICT (kind) DO UPDATE SET every = excluded.every WHERE schedule.every <> excluded.every
            """)
    }

    /// Kinds that are due, each moved on to its next time: no process gets one twice. One that was asked for is due whether it is on or not.
    static func takeDueSchedules(_ kinds: [String], at now: Timestamp, in db: any Connection) throws -> [(
        kind: String, priority: JobPriority
    )] {
        let rows = try db.query(
            """
            SELECT kind, every, next_run_at, priority, is_on FROM schedule
            WHERE ((is_on AND next_run_at <= \(now)) OR runs_once) AND kind IN (\(list: kinds)) ORDER BY kind\(db.forUpdateSkippingLocked)
            """)
        return try rows.map { row in
            let kind: String = try row("kind")
            let taken = (kind, JobPriority(rawValue: try row("priority")) ?? .normal)
            let every: Int64 = try row("every")
            let due: Timestamp = try row("next_run_at")
            guard due <= now, try row("is_on", as: Bool.self) else {
                try db.execute("UPDATE schedule SET runs_once = \(false) WHERE kind = \(kind)")
                return taken
            }
            // The rhythm is kept: 12:00, 13:00, ... also when 13:00 was missed until 13:20.
            let missed = (now.milliseconds - due.milliseconds) / every
            try db.execute(
                "UPDATE schedule SET next_run_at = \(due.milliseconds + (missed + 1) * every), runs_once = \(false) WHERE kind = \(kind)")
            return taken
        }
    }
}

/// A schedule as stored, with the last job it made.
package struct ScheduleRecord: Sendable {
    package var kind: String
    package var every: Duration
    package var nextRunAt: Timestamp
    package var isOn: Bool
    package var priority: JobPriority
    /// nil: none yet, or so long ago that it was removed.
    package var last: JobRecord?
}

extension JobQueries {
    /// By kind.
    static func schedules(in db: any Connection) throws -> [ScheduleRecord] {
        try db.query("SELECT kind, every, next_run_at, is_on, priority FROM schedule ORDER BY kind").map { row in
            let kind: String = try row("kind")
            let last = try db.first("SELECT \(columns) FROM job WHERE kind = \(kind) ORDER BY id DESC LIMIT 1").map(JobRecord.init)
            return ScheduleRecord(
                kind: kind, every: .milliseconds(try row("every", as: Int64.self)), nextRunAt: try row("next_run_at"),
                isOn: try row("is_on"),
                priority: JobPriority(rawValue: try row("priority")) ?? .normal, last: last)
        }
    }

    /// False when there is no such schedule.
    static func setRunsOnce(_ kind: String, in db: any Connection) throws -> Bool {
        try db.execute("UPDATE schedule SET runs_once = \(true) WHERE kind = \(kind)") > 0
    }

    static func setPriority(_ kind: String, _ priority: JobPriority, in db: any Connection) throws -> Bool {
        try db.execute("UPDATE schedule SET priority = \(priority.rawValue) WHERE kind = \(kind)") > 0
    }

    static func setProgress(_ id: JobID, percent: Int, in db: any Connection) throws {
        try db.execute("UPDATE job SET progress = \(percent) WHERE id = \(id) AND state = 'running'")
    }
}

/// Who takes jobs, and which.
struct WorkerIdentity: Sendable {
    let id: String
    let queue: String
    let kinds: [String]
}

/// A job about to be stored.
struct NewJob: Sendable {
    var kind: String
    var payload: String
    var version: Int
    var queue: String
    var priority: JobPriority
    var runAt: Timestamp
    var maximumAttempts: Int
    var uniqueKey: String?
}
