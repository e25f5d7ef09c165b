import Core
import Jobs
import Logging
import Persistence
import TestSupport

/// Runs whatever a test hands in under its `name`.
struct SampleJob: Job {
    static let kind = "sample.run"
    static let maximumAttempts = 3
    var name: String

    func run(_ context: JobContext) async throws -> JobOutcome { try await context.services(SampleWork.self).run(name, context) }
}

struct SampleWork: Sendable {
    var run: @Sendable (String, JobContext) async throws -> JobOutcome
}

/// Starts that a test looks at.
final class Diary: Sendable {
    private let lines = Locked<[String]>([])
    func note(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.value }
}

/// A database that counts its transactions.
struct CountingDatabase: Database {
    let base: any Database
    let transactions = Locked(0)
    var engine: DatabaseEngine { base.engine }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        transactions.withLock { $0 += 1 }
        return try await base.read(body)
    }

    func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        transactions.withLock { $0 += 1 }
        return try await base.write(body)
    }

    func notifications(_ channel: NotificationChannel) -> AsyncStream<String> { base.notifications(channel) }
    func close() async { await base.close() }
}

/// A queue, a clock that stands still, and workers for them.
struct JobBench: Sendable {
    let database: any Database
    let time = Locked(Timestamp(milliseconds: 1_800_000_000_000))
    let diary = Diary()
    var clock: Clock { .manual(time) }
    var queue: JobQueue { JobQueue(clock: clock) }

    func worker(
        on database: (any Database)? = nil, clock: Clock? = nil, concurrency: Int = 4, lease: Duration = .seconds(60),
        grace: Duration = .seconds(10), kinds: JobKinds? = nil,
        _ run: @escaping @Sendable (String, JobContext) async throws -> JobOutcome = { _, _ in .done }
    ) -> JobWorker {
        var services = JobServices()
        services.add(
            SampleWork { [diary] name, context in
                diary.note(name)
                return try await run(name, context)
            })
        return JobWorker(
            database: database ?? self.database, kinds: kinds ?? Self.kinds,
            configuration: .init(concurrency: concurrency, lease: lease, grace: grace), services: services, clock: clock ?? self.clock,
            logger: .silent)
    }

    /// The sample job alone, without the program's own schedules.
    static var kinds: JobKinds {
        var kinds = JobKinds(schedules: false)
        kinds.register(SampleJob.self)
        return kinds
    }

    func pass(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    @discardableResult
    func enqueue(_ name: String, priority: JobPriority = .normal, after: Duration = .zero, uniqueKey: String? = nil) async throws -> JobID {
        let queue = queue
        let moment = clock.now + after
        return try await database.write { db in
            try queue.enqueue(SampleJob(name: name), priority: priority, at: moment, uniqueKey: uniqueKey, in: db)
        }
    }

    func find(_ id: JobID) async throws -> JobRecord? {
        let queue = queue
        return try await database.read { db in try queue.find(id, in: db) }
    }

    func counts() async throws -> [JobState: Int] {
        let queue = queue
        return try await database.read { db in try queue.counts(in: db) }
    }
}

func withJobs(_ engine: DatabaseEngine, _ body: (JobBench) async throws -> Void) async throws {
    try await withDatabase(engine, migrations: JobsMigrations.all) { try await body(JobBench(database: $0)) }
}
