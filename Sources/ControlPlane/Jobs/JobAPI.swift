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
            .get, "/api/v1/jobs", .staff(.jobManager), "List jobs, newest first",
            query: QueryParameter.following(sort: "created", states: JobState.allCases.map(\.rawValue))
                + [QueryParameter("kind", "Only jobs of this kind: `mail.send`.", .text(maximumLength: 100))], list)
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
        let query = try ResourceListQuery(visit.query, orders: ["created"], otherwise: "-created")
        let kind = visit.query.text("kind")
        let filter = JobFilter(
            states: try query.state(JobState.self).map { [$0] }, kind: kind.isEmpty ? nil : kind, before: try query.cursor?.identifier(),
            limit: query.limit + 1, isOldestFirst: !query.isDescending)
        let queue = queue
        let (jobs, next) = query.cut(try await visit.database.read { db in try queue.list(filter, in: db) }) { $0.id.text }
        return Resource(ListResource(items: jobs.map(JobResource.init), total: query.counted(jobs.count, next), next: next))
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
                    try SystemJobs.change(kind, isOn: wanted.isOn, priority: chosen, by: visit.actor, in: db, at: visit.now) {
                        try visit.requireMatch(ScheduleResource($0))
                    }
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
