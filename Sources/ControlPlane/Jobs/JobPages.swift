import Core
import Jobs
import Persistence
import Presentation

/// The list of jobs and of what is done again and again, for staff (H.OPS-01, H.OPS-02, H.OPS-04).
struct JobPages: Sendable {
    private let queue = JobQueue()

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/jobs", .staff(.jobManager), list)
        routes.page("/jobs/schedules", .staff(.jobManager), schedules)
        routes.action("/jobs/{job}/retry", .staff(.jobManager), retry)
        routes.action("/jobs/schedules/{schedule}/run", .staff(.jobManager), runNow)
        routes.action("/jobs/schedules/{schedule}/change", .staff(.jobManager), change)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: ["runAt"], filters: JobState.allCases.map(\.rawValue), size: 100)
        let queue = queue
        let (jobs, counts) = try await visit.database.read { db in
            (
                try queue.list(JobFilter(states: query.filter.flatMap(JobState.init(rawValue:)).map { [$0] }, limit: 100), in: db),
                try queue.counts(in: db)
            )
        }
        return jobListPage(visit, query, jobs, counts)
    }

    private func schedules(_ visit: Visit) async throws -> any Answer {
        let queue = queue
        return schedulesPage(visit, try await visit.database.read { db in try queue.schedules(in: db) })
    }

    private func retry(_ visit: Visit, _ id: JobID) async throws -> any Answer {
        _ = try await visit.database.write { db in try SystemJobs.retry(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/jobs", saying: .done(visit.texts.jobs.willRetry))
    }

    private func runNow(_ visit: Visit, _ kind: String) async throws -> any Answer {
        _ = try await visit.database.write { db in try SystemJobs.runNow(kind, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/jobs/schedules", saying: .done(visit.texts.jobs.willRun))
    }

    private func change(_ visit: Visit, _ kind: String) async throws -> any Answer {
        let values = visit.formValues
        let isOn = values["isOn"].map { $0 == "on" }
        let priority = JobPriority(name: values.text("priority"))
        let changed = try await visit.database.write { db in
            try SystemJobs.change(kind, isOn: isOn, priority: priority, by: visit.actor, in: db, at: visit.now)
        }
        let texts = visit.texts.jobs
        let words = isOn == nil ? texts.saved : changed.isOn ? texts.isOnNow : texts.isOffNow
        return Redirect("/jobs/schedules", saying: .done(words))
    }
}

private func jobsFrame(_ visit: Visit, summary: String, isSchedules: Bool, @HTMLBuilder content: () -> [HTML]) -> Page {
    let texts = visit.texts.jobs
    return Page(
        texts.title, summary: summary,
        tabs: [
            Tab(texts.title, "/jobs", isCurrent: !isSchedules), Tab(texts.schedules, "/jobs/schedules", isCurrent: isSchedules),
        ], content: content)
}

func jobListPage(_ visit: Visit, _ query: ListState, _ jobs: [JobRecord], _ counts: [JobState: Int]) -> Page {
    let texts = visit.texts.jobs
    return jobsFrame(visit, summary: texts.summary(counts.values.reduce(0, +)), isSchedules: false) {
        listCard(
            visit, at: "/jobs", state: query,
            columns: [
                Column<JobRecord>(texts.kind, .name) { job in
                    html {
                        span(text: texts.name(job.kind) ?? job.kind)
                        p(.class("hint")) { mono(job.kind) }
                    }
                },
                Column(texts.state, .state) { job in
                    html {
                        jobBadge(visit, job)
                        if job.state == .running, let percent = job.progress {
                            progress(Double(percent) / 100, label: visit.texts.percent(Double(percent) / 100))
                        }
                    }
                },
                Column(texts.priority) { .text(texts.word($0.priority)) },
                Column(texts.attempts, .number) { .text("\(visit.texts.number($0.attempts)) / \(visit.texts.number($0.maximumAttempts))") },
                Column(texts.due) { moment(visit, $0.finishedAt ?? $0.runAt) },
                Column(texts.lastError) { job in
                    html {
                        if let words = job.lastError { mono(words) }
                        if job.state == .failed { actionButton(visit, texts.retry, to: "/jobs/\(job.id)/retry") }
                        if job.state == .waiting, job.runAt > visit.now { actionButton(visit, texts.runNow, to: "/jobs/\(job.id)/retry") }
                    }
                },
            ], rows: jobs, total: jobs.count,
            filters: [Filter(nil, visit.texts.panel.all)]
                + JobState.allCases.map { Filter($0.rawValue, texts.word($0), count: counts[$0] ?? 0) },
            rowName: { $0.kind }, empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .jobs))
    }
}

func schedulesPage(_ visit: Visit, _ schedules: [ScheduleRecord]) -> Page {
    let texts = visit.texts.jobs
    return jobsFrame(visit, summary: texts.schedulesSummary, isSchedules: true) {
        card(isFlush: true) {
            if schedules.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .jobs)
            } else {
                dataTable(
                    visit, columns: scheduleColumns(visit), rows: schedules, rowName: { texts.name($0.kind) ?? $0.kind },
                    menu: { schedule in scheduleMenu(visit, schedule) })
            }
        }
    }
}

private func scheduleColumns(_ visit: Visit) -> [Column<ScheduleRecord>] {
    let texts = visit.texts.jobs
    return [
        Column(texts.kind, .name) { schedule in
            html {
                span(text: texts.name(schedule.kind) ?? schedule.kind)
                p(.class("hint")) { mono(schedule.kind) }
            }
        },
        Column(texts.state, .state) { $0.isOn ? statusBadge(.live, texts.on) : statusBadge(.warn, texts.off) },
        Column(texts.every) { .text(visit.texts.duration($0.every)) },
        Column(texts.priority) { .text(texts.word($0.priority)) },
        Column(texts.nextRun) { $0.isOn ? moment(visit, $0.nextRunAt) : .text("–") },
        Column(texts.lastRun) { schedule in
            html {
                if let last = schedule.last {
                    ago(visit, last.finishedAt ?? last.runAt)
                    jobBadge(visit, last)
                    if let words = last.lastError { mono(words) }
                } else {
                    "–"
                }
            }
        },
        Column(texts.runNow) { schedule in actionButton(visit, texts.runNow, to: "/jobs/schedules/\(schedule.kind)/run") },
    ]
}

private func scheduleMenu(_ visit: Visit, _ schedule: ScheduleRecord) -> [HTML] {
    let texts = visit.texts.jobs
    let link: Link = "/jobs/schedules/\(schedule.kind)/change"
    let power = actionButton(
        visit, schedule.isOn ? texts.turnOff : texts.turnOn, to: link, kind: .quiet, icon: schedule.isOn ? .pause : .play,
        values: [("isOn", schedule.isOn ? "off" : "on")])
    return [power]
        + JobPriority.allCases.filter { $0 != schedule.priority }.map {
            actionButton(visit, texts.setPriority(texts.word($0)), to: link, kind: .quiet, values: [("priority", $0.name)])
        }
}

private func jobBadge(_ visit: Visit, _ job: JobRecord) -> HTML {
    let word = visit.texts.jobs.word(job.state)
    return switch job.state {
    case .waiting: statusBadge(.idle, word)
    case .running: statusBadge(.busy, word)
    case .done: statusBadge(.live, word)
    case .failed: statusBadge(.fail, word)
    }
}
