import Core
import Identity
import Jobs
import Persistence

/// What staff do with jobs and schedules. Everything needs `jobManager` and stands in the audit log.
package enum SystemJobs {
    /// Lets a job that waits or was given up run now. Faults: `job.not_found`, `job.not_waiting`, `job.already_waiting`.
    package static func retry(_ id: JobID, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> JobRecord {
        try actor.require(.jobManager)
        let queue = JobQueue(clock: Clock { now })
        try queue.retryNow(id, in: db)
        guard let job = try queue.find(id, in: db) else { throw Fault.notFound("job") }
        try Audit.record("job.retried", on: .init(.job, id.text, job.kind), by: actor, in: db, at: now)
        return job
    }

    /// Has a schedule's job run once, now. Fault: `schedule.not_found`.
    package static func runNow(_ kind: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> ScheduleRecord {
        try actor.require(.jobManager)
        try JobQueue().runNow(kind, in: db)
        try Audit.record("schedule.run", on: audited(kind), by: actor, in: db, at: now)
        return try required(kind, in: db)
    }

    /// Turns a schedule on or off, and sets the priority of its jobs; nil: stays. Fault: `schedule.not_found`.
    package static func change(
        _ kind: String, isOn: Bool?, priority: JobPriority?, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (ScheduleRecord) throws -> Void = { _ in }
    ) throws -> ScheduleRecord {
        try actor.require(.jobManager)
        try JobQueue().lockSchedule(kind, in: db)
        let before = try required(kind, in: db)
        try checking(before)
        if let isOn { try JobQueue().setSchedule(kind, isOn: isOn, in: db) }
        if let priority { try JobQueue().setPriority(kind, priority, in: db) }
        let after = try required(kind, in: db)
        try Audit.record(
            "schedule.changed", on: audited(kind),
            changes: [
                .init("isOn", before.isOn ? "on" : "off", after.isOn ? "on" : "off"),
                .init("priority", before.priority.name, after.priority.name),
            ], by: actor, in: db, at: now)
        return after
    }

    package static func required(_ kind: String, in db: any Connection) throws -> ScheduleRecord {
        guard let schedule = try JobQueue().schedules(in: db).first(where: { $0.kind == kind }) else { throw Fault.notFound("schedule") }
        return schedule
    }

    private static func audited(_ kind: String) -> AuditEntry.Object { .init("schedule", kind, kind) }
}

extension JobPriority {
    /// As the API and forms spell it.
    package var name: String {
        switch self {
        case .high: "high"
        case .normal: "normal"
        case .low: "low"
        }
    }

    package init?(name: String) {
        guard let priority = JobPriority.allCases.first(where: { $0.name == name }) else { return nil }
        self = priority
    }
}
