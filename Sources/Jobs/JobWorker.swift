import Core
import Logging
import Persistence
import ServiceLifecycle

/// Runs due jobs of one queue. Any number of processes may run one on the same database: no job is run by two at once.
///
/// It never polls: it looks when a job was put in or put back, when one of its own has ended, and at the moment the next one is due.
package final class JobWorker: Service {
    package struct Configuration: Sendable {
        /// Jobs run at once by this process.
        package var concurrency: Int
        /// How long a job stays with a process that no longer says it is alive. Renewed three times in this time while the job runs.
        package var lease: Duration
        /// How long a shutdown waits for running jobs before it cancels them and puts them back.
        package var grace: Duration
        package var queue: String

        package init(concurrency: Int = 8, lease: Duration = .seconds(60), grace: Duration = .seconds(10), queue: String = "default") {
            self.concurrency = max(1, concurrency)
            self.lease = lease
            self.grace = grace
            self.queue = queue
        }
    }

    private let database: any Database
    private let kinds: JobKinds
    private let configuration: Configuration
    private let services: JobServices
    private let queue: JobQueue
    private let clock: Clock
    private let logger: Logger
    private let identity: WorkerIdentity
    private let scheduled: [String]
    private let running = Locked<[JobID: Task<Void, Never>]>([:])
    private let isStopping = Locked(false)
    private let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// A worker is run once: `run()` for a service, or `runOnce()` as often as a test likes.
    package init(
        database: any Database, kinds: JobKinds, configuration: Configuration = Configuration(), services: JobServices = JobServices(),
        clock: Clock = .system, logger: Logger = Logger(label: "hostwright.jobs")
    ) {
        self.database = database
        self.kinds = kinds
        self.configuration = configuration
        self.services = services
        self.clock = clock
        self.logger = logger
        queue = JobQueue(clock: clock)
        identity = WorkerIdentity(id: JobID().text, queue: configuration.queue, kinds: kinds.runners.keys.sorted())
        scheduled = kinds.schedules.map(\.kind)
    }

    /// Runs jobs until the service group shuts down or the task is cancelled.
    package func run() async throws {
        let heard = database.notifications(.jobs)
        let listening = Task {
            for await payload in heard where payload.isEmpty || payload == configuration.queue { wake.yield() }
        }
        let renewing = Task { await renewLeases() }
        defer {
            listening.cancel()
            renewing.cancel()
        }
        let grace = Locked<Task<Void, Never>?>(nil)
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                await takeUntilStopped(in: &group)
                grace.withLock { $0 = Task { await self.cancelAfterGrace() } }
            }
        } onGracefulShutdown: {
            self.isStopping.withLock { $0 = true }
            self.wake.finish()
        }
        grace.value?.cancel()
    }

    /// Enqueues what the schedules say, runs what is due now, at most `concurrency` jobs, and returns how many ran. For tests.
    @discardableResult
    package func runOnce() async throws -> Int {
        try await registerSchedules()
        let (jobs, _) = try await look(for: configuration.concurrency)
        await withDiscardingTaskGroup { group in
            for job in jobs { start(job, in: &group) }
        }
        return jobs.count
    }

    private func takeUntilStopped(in group: inout DiscardingTaskGroup) async {
        var isRegistered = false
        var alarm: Task<Void, Never>?
        var pause = Duration.seconds(1)
        wake.yield()
        for await _ in wakes {
            if isStopping.value { break }
            alarm?.cancel()
            let free = configuration.concurrency - running.value.count
            // The end of a job wakes a full worker.
            if free <= 0 { continue }
            do {
                if !isRegistered { try await registerSchedules() }
                isRegistered = true
                let (jobs, next) = try await look(for: free)
                for job in jobs { start(job, in: &group) }
                pause = .seconds(1)
                if jobs.count < free {
                    alarm = next.map { setAlarm(after: $0) }
                } else if running.value.count < configuration.concurrency {
                    // One ended meanwhile, when the worker was not full yet.
                    wake.yield()
                }
            } catch {
                logger.error("jobs cannot be taken", metadata: ["error": "\(error)", "next-try": "\(pause)"])
                alarm = setAlarm(after: pause)
                pause = min(pause * 2, .seconds(30))
            }
        }
        alarm?.cancel()
    }

    private func setAlarm(after pause: Duration) -> Task<Void, Never> {
        Task {
            // A cancelled alarm is one that has been replaced.
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            wake.yield()
        }
    }

    private func registerSchedules() async throws {
        let schedules = kinds.schedules
        let now = clock.now
        try await database.write { db in
            for schedule in schedules { try JobQueries.register(schedule, at: now, in: db) }
        }
    }

    /// Takes up to `limit` due jobs, and says how long it is until something else is due.
    private func look(for limit: Int) async throws -> (jobs: [JobRecord], pause: Duration?) {
        let now = clock.now
        let own = Array(running.value.keys)
        return try await database.write { [identity, kinds, scheduled, queue, configuration] db in
            for due in try JobQueries.takeDueSchedules(scheduled, at: now, in: db) {
                for schedule in kinds.schedules where schedule.kind == due.kind { try schedule.enqueue(queue, due.priority, db) }
            }
            let jobs = try JobQueries.take(limit, for: identity, excluding: own, until: now + configuration.lease, at: now, in: db)
            guard jobs.count < limit else { return (jobs, nil) }
            let next = try JobQueries.nextMoment(for: identity, schedules: scheduled, excluding: own + jobs.map(\.id), in: db)
            // What is due and could not be taken is locked by another process that takes it right now.
            return (jobs, next.map { $0 > now ? $0 - now : .milliseconds(100) })
        }
    }

    private func start(_ job: JobRecord, in group: inout DiscardingTaskGroup) {
        let task = running.withLock { running in
            let task = Task { await self.perform(job) }
            running[job.id] = task
            return task
        }
        group.addTask {
            await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
        }
    }

    private func perform(_ job: JobRecord) async {
        var logger = logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "kind"] = "\(job.kind)"
        logger[metadataKey: "attempt"] = "\(job.attempts)"
        let ending = await attempt(job, logger)
        await settle(job, ending, logger)
        let wasFull = running.withLock { running in
            defer { running[job.id] = nil }
            return running.count >= configuration.concurrency
        }
        if wasFull { wake.yield() }
    }

    private enum Ending: Sendable {
        case outcome(JobOutcome)
        case failed(String)
        /// Cancelled by a shutdown: does not count as an attempt.
        case interrupted
    }

    private func attempt(_ job: JobRecord, _ logger: Logger) async -> Ending {
        guard job.attempts <= job.maximumAttempts else {
            return .outcome(.giveUp(because: job.lastError ?? "its process ended while it ran, \(job.maximumAttempts) times"))
        }
        guard let run = kinds.runners[job.kind] else { return .failed("no such kind in this process") }
        let context = JobContext(
            id: job.id, attempt: job.attempts, database: database, clock: clock, logger: logger, queue: queue, services: services)
        do {
            return .outcome(try await run(job.payload, job.version, context))
        } catch {
            if Task.isCancelled { return .interrupted }
            return .failed((error as? Fault)?.sentence ?? "\(error)")
        }
    }

    /// Writes down how the attempt ended. When that fails for longer than a hiccup the lease runs out and the job runs again.
    private func settle(_ job: JobRecord, _ ending: Ending, _ logger: Logger) async {
        for pause in [Duration.milliseconds(200), .seconds(1), .seconds(3), .zero] {
            do {
                let isOurs = try await database.write { [clock, configuration] db in
                    try Self.write(ending, of: job, at: clock.now, queue: configuration.queue, in: db)
                }
                if !isOurs { logger.warning("lease lost; another process has taken the job") }
                return report(ending, of: job, logger)
            } catch {
                logger.error("the end of a job cannot be stored", metadata: ["error": "\(error)"])
                if pause == .zero { return }
                // Cancelled: there is no time left to try again.
                guard (try? await Task.sleep(for: pause)) != nil else { return }
            }
        }
    }

    private static func write(_ ending: Ending, of job: JobRecord, at now: Timestamp, queue: String, in db: any Connection) throws -> Bool {
        switch ending {
        case .outcome(.done):
            return try JobQueries.finish(job, as: .done, error: nil, at: now, in: db)
        case .outcome(.giveUp(let why)):
            return try JobQueries.finish(job, as: .failed, error: shortened(why), at: now, in: db)
        case .outcome(.retry(let pause, let why)):
            return try tryAgain(job, at: now + pause, because: why, now: now, in: db)
        case .failed(let why):
            return try tryAgain(job, at: now + JobBackoff.delay(afterAttempt: job.attempts), because: why, now: now, in: db)
        case .interrupted:
            return try putBack(job, until: now, attempts: job.attempts - 1, error: job.lastError, now: now, in: db)
        }
    }

    private static func tryAgain(_ job: JobRecord, at moment: Timestamp, because why: String, now: Timestamp, in db: any Connection) throws
        -> Bool
    {
        if job.attempts >= job.maximumAttempts {
            return try JobQueries.finish(job, as: .failed, error: shortened(why), at: now, in: db)
        }
        return try putBack(job, until: moment, attempts: job.attempts, error: shortened(why), now: now, in: db)
    }

    private static func putBack(
        _ job: JobRecord, until moment: Timestamp, attempts: Int, error: String?, now: Timestamp, in db: any Connection
    ) throws -> Bool {
        do {
            let isOurs = try db.savepoint { try JobQueries.putBack(job, until: moment, attempts: attempts, error: error, in: db) }
            if isOurs { try db.notify(.jobs, job.queue) }
            return isOurs
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            // A newer one with its key waits already and does its work.
            return try JobQueries.finish(job, as: .done, error: error.map { "left to a newer job after: \($0)" }, at: now, in: db)
        }
    }

    private func report(_ ending: Ending, of job: JobRecord, _ logger: Logger) {
        switch ending {
        case .outcome(.done): logger.debug("job done")
        case .outcome(.retry(let pause, let why)): logger.info("job waits", metadata: ["for": "\(pause)", "because": "\(why)"])
        case .outcome(.giveUp(let why)): logger.error("job given up", metadata: ["because": "\(why)"])
        case .failed(let why) where job.attempts >= job.maximumAttempts: logger.error("job failed for good", metadata: ["error": "\(why)"])
        case .failed(let why): logger.warning("job failed", metadata: ["error": "\(why)"])
        case .interrupted: logger.info("job put back for a shutdown")
        }
    }

    /// Says three times per lease that the running jobs are alive, and cancels those that another process has taken meanwhile.
    private func renewLeases() async {
        while (try? await Task.sleep(for: configuration.lease / 3)) != nil {
            let own = Array(running.value.keys)
            if own.isEmpty { continue }
            let until = clock.now + configuration.lease
            do {
                let held = try await database.write { [identity] db in try JobQueries.renew(own, for: identity, until: until, in: db) }
                for (id, task) in running.value where own.contains(id) && !held.contains(id) { task.cancel() }
            } catch {
                logger.error("leases cannot be renewed", metadata: ["error": "\(error)"])
            }
        }
    }

    private func cancelAfterGrace() async {
        // Cancelled when the jobs have ended earlier.
        guard (try? await Task.sleep(for: configuration.grace)) != nil else { return }
        for task in running.value.values { task.cancel() }
    }

    private static func shortened(_ text: String) -> String { text.count > 2000 ? text.prefix(2000) + "..." : text }
}
