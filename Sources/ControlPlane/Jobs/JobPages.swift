import APIResources
import Core
import Jobs
import Persistence
import Presentation

/// The list of jobs, for administrators (the part of H.OPS-04 that exists: a failure is seen here with its words, and can be tried again).
struct JobPages: Sendable {
    private let queue = JobQueue()

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/jobs", .staff(.jobManager), list)
        routes.action("/jobs/{job}/retry", .staff(.jobManager), retry)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let state = JobState(rawValue: visit.query.text("filter"))
        let queue = queue
        let (jobs, counts) = try await visit.database.read { db in
            (try queue.list(JobFilter(states: state.map { [$0] }, limit: 100), in: db), try queue.counts(in: db))
        }
        return jobListPage(visit, jobs, counts)
    }

    private func retry(_ visit: Visit, _ id: JobID) async throws -> any Answer {
        let queue = queue
        try await visit.database.write { db in try queue.retryNow(id, in: db) }
        return Redirect("/jobs", saying: .done(visit.texts.jobs.willRetry))
    }
}

func jobListPage(_ visit: Visit, _ jobs: [JobRecord], _ counts: [JobState: Int]) -> Page {
    let texts = visit.texts.jobs
    let query = ListState(
        visit.query, sorts: ["runAt"], filters: JobState.allCases.map(\.rawValue), size: 100)
    return Page(texts.title, summary: texts.summary(counts.values.reduce(0, +))) {
        listCard(
            visit, at: "/jobs", state: query,
            columns: [
                Column<JobRecord>(texts.kind, .name) { mono($0.kind) },
                Column(texts.state, .state) { jobBadge(visit, $0.state) },
                Column(texts.attempts, .number) { .text("\($0.attempts) / \($0.maximumAttempts)") },
                Column(texts.due) { moment(visit, $0.finishedAt ?? $0.runAt) },
                Column(texts.lastError) { job in
                    html {
                        if let words = job.lastError { mono(words) }
                        if job.state == .failed { actionButton(visit, texts.retry, to: "/jobs/\(job.id)/retry") }
                    }
                },
            ], rows: jobs, total: jobs.count,
            filters: [Filter(nil, visit.texts.panel.all)]
                + JobState.allCases.map { Filter($0.rawValue, texts.word($0), count: counts[$0] ?? 0) },
            rowName: { $0.kind }, empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .jobs))
    }
}

private func jobBadge(_ visit: Visit, _ state: JobState) -> HTML {
    let word = visit.texts.jobs.word(state)
    return switch state {
    case .waiting: statusBadge(.idle, word)
    case .running: statusBadge(.busy, word)
    case .done: statusBadge(.live, word)
    case .failed: statusBadge(.fail, word)
    }
}

/// `/api/v1/jobs`, for administrators.
struct JobAPI: Sendable {
    private let queue = JobQueue()

    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/jobs", .staff(.jobManager), "List jobs",
            query: [.init("state", "Only those in this state.", .choice(JobState.allCases.map(\.rawValue)))], list)
        routes.api(.post, "/api/v1/jobs/{job}/retry", .staff(.jobManager), "Run a job that was given up again", retry)
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
        let queue = queue
        return try await visit.database.write { db in
            try queue.retryNow(id, in: db)
            guard let job = try queue.find(id, in: db) else { throw Fault.notFound("job") }
            return Accepted(JobResource(job))
        }
    }
}

extension JobResource {
    init(_ job: JobRecord) {
        self.init(
            id: job.id.text, kind: job.kind, state: job.state.rawValue, priority: job.priority.rawValue, attempts: job.attempts,
            runAt: job.runAt.description, lastError: job.lastError)
    }
}
