import APIResources
import Core
import Jobs
import Persistence
import Presentation

/// `/api/v1/jobs` and `/api/v1/schedules`, for staff.
struct JobAPI: Sendable {
    private let queue = JobQueue()

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/jobs", .staff(.jobManager), "List jobs",
            query: [.init("state", "Only those in this state.", .choice(JobState.allCases.map(\.rawValue)))], list)
        routes.api(.post, "/api/v1/jobs/{job}/retry", .staff(.jobManager), "Run a job that was given up again", retry)
        routes.api(.get, "/api/v1/schedules", .staff(.jobManager), "List what is done again and again", schedules)
        routes.api(.get, "/api/v1/schedules/{schedule}", .staff(.jobManager), "Show a schedule and its last run", show)
        routes.api(
            .patch, "/api/v1/schedules/{schedule}", .staff(.jobManager), "Turn a schedule on or off, or set its priority",
            taking: ScheduleChangeResource.self, change)
        routes.api(.post, "/api/v1/schedules/{schedule}/run", .staff(.jobManager), "Run a schedule's job once, now", runNow)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<JobResource>> {
        let typed = visit.query.text("state")
        let state = JobState(rawValue: typed)
        if state == nil, !typed.isEmpty {
            let known = JobState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault.invalid(.init("state", key: "list.state.unknown", arguments: ["known": known], "The states are \(known)."))
        }
        let queue = queue
        let jobs = try await visit.database.read { db in try queue.list(JobFilter(states: state.map { [$0] }, limit: 200), in: db) }
        return Resource(ListResource(items: jobs.map(JobResource.init), total: jobs.count))
    }

    private func retry(_ visit: Visit, _ id: JobID) async throws -> Accepted<JobResource> {
        Accepted(JobResource(try await visit.database.write { db in try SystemJobs.retry(id, by: visit.actor, in: db, at: visit.now) }))
    }

    private func schedules(_ visit: Visit) async throws -> Resource<ListResource<ScheduleResource>> {
        let queue = queue
        let all = try await visit.database.read { db in try queue.schedules(in: db) }
        return Resource(ListResource(items: all.map(ScheduleResource.init), total: all.count))
    }

    private func show(_ visit: Visit, _ kind: String) async throws -> Resource<ScheduleResource> {
        Resource(ScheduleResource(try await visit.database.read { db in try SystemJobs.required(kind, in: db) }))
    }

    private func change(_ visit: Visit, _ kind: String, _ wanted: ScheduleChangeResource) async throws -> Resource<ScheduleResource> {
        var priority: JobPriority?
        if let name = wanted.priority {
            guard let known = JobPriority(name: name) else {
                throw Fault.invalid(.init("priority", key: "job.priority.unknown", "The priorities are high, normal, low."))
            }
            priority = known
        }
        let chosen = priority
        return Resource(
            ScheduleResource(
                try await visit.database.write { db in
                    try SystemJobs.change(kind, isOn: wanted.isOn, priority: chosen, by: visit.actor, in: db, at: visit.now)
                }))
    }

    private func runNow(_ visit: Visit, _ kind: String) async throws -> Accepted<ScheduleResource> {
        Accepted(
            ScheduleResource(try await visit.database.write { db in try SystemJobs.runNow(kind, by: visit.actor, in: db, at: visit.now) }))
    }
}

extension JobResource {
    init(_ job: JobRecord) {
        self.init(
            id: job.id.text, kind: job.kind, state: job.state.rawValue, priority: job.priority.rawValue, attempts: job.attempts,
            runAt: job.runAt.description, lastError: job.lastError)
    }
}

extension ScheduleResource {
    init(_ schedule: ScheduleRecord) {
        self.init(
            kind: schedule.kind, isOn: schedule.isOn, everySeconds: Int(schedule.every.milliseconds / 1000),
            priority: schedule.priority.name,
            nextRunAt: schedule.nextRunAt.description, last: schedule.last.map(JobResource.init))
    }
}
