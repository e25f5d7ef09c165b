import Core
import Foundation
import Logging
import Persistence

/// Work that is done later, once, by one control-plane process: a value that is stored as JSON and run when it is due.
///
/// A process can die at any line, so a job may run again after it has done its work: it looks first, and finding the work done is success.
package protocol Job: Codable, Sendable {
    /// The stored name, `feature.verb_noun`: `accounts.purge`. Forever; never derived from the type's name.
    static var kind: String { get }
    /// Version of the payload. Raise it when the stored form changes, and let `decode` read the older ones. Default 1.
    static var version: Int { get }
    /// How often it is started before it counts as failed. Default 25, which with the back-off is most of a day.
    static var maximumAttempts: Int { get }
    /// Reads a stored payload. The default decodes JSON and knows no older versions.
    static func decode(_ payload: String, version: Int) throws -> Self

    /// Does the work. An error thrown means: try again after the back-off.
    func run(_ context: JobContext) async throws -> JobOutcome
}

extension Job {
    package static var version: Int { 1 }
    package static var maximumAttempts: Int { 25 }
    package static func decode(_ payload: String, version: Int) throws -> Self {
        try JSONDecoder().decode(Self.self, from: Data(payload.utf8))
    }

    /// The JSON that is stored.
    func payload() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// How a job ended.
package enum JobOutcome: Sendable, Equatable {
    case done
    /// Not now: what it waits for is not there yet. Counts as an attempt.
    case retry(after: Duration, because: String)
    /// Trying again cannot help.
    case giveUp(because: String)
}

/// What a running job is given.
package struct JobContext: Sendable {
    package let id: JobID
    /// 1 for the first attempt.
    package let attempt: Int
    package let database: any Database
    package let clock: Clock
    package let logger: Logger
    package let queue: JobQueue
    /// What the control plane has handed in: `try context.services(Accounts.self)`.
    package let services: JobServices

    /// Says how far a long job is, 0 to 1, for the list of jobs. Not more often than every second or so.
    package func report(progress share: Double) async throws {
        let percent = Int((min(max(share, 0), 1) * 100).rounded())
        let id = id
        try await database.write { db in try JobQueries.setProgress(id, percent: percent, in: db) }
    }
}

/// Operations that jobs call, by their type. Filled by the control plane when it starts.
package struct JobServices: Sendable {
    private var values: [ObjectIdentifier: any Sendable] = [:]

    package init() {}

    package mutating func add<Service: Sendable>(_ service: Service) { values[ObjectIdentifier(Service.self)] = service }

    /// Throws `MissingJobService` when the control plane has not handed it in.
    package func callAsFunction<Service: Sendable>(_ type: Service.Type) throws -> Service {
        guard let service = values[ObjectIdentifier(type)] as? Service else { throw MissingJobService(name: "\(type)") }
        return service
    }
}

package struct MissingJobService: Error, CustomStringConvertible {
    package var name: String
    package var description: String { "no \(name) was handed to the jobs" }
}

/// The kinds of job that a process can run. Jobs of other kinds, such as those of a newer release beside it, it leaves alone.
package struct JobKinds: Sendable {
    typealias Runner = @Sendable (_ payload: String, _ version: Int, JobContext) async throws -> JobOutcome

    private(set) var runners: [String: Runner] = [:]
    private(set) var schedules: [JobSchedule] = []

    /// - Parameter schedules: whether the queue's own housekeeping is among them.
    package init(schedules: Bool = true) {
        if schedules { `repeat`(PruneJobs(), every: .days(1)) }
    }

    package mutating func register<J: Job>(_ type: J.Type) {
        runners[J.kind] = { payload, version, context in
            // A newer release has stored it; that release runs it, or this process once it has been upgraded.
            guard version <= J.version else { return .retry(after: .minutes(1), because: "stored by a newer release") }
            let job: J
            do { job = try J.decode(payload, version: version) } catch { return .giveUp(because: "the payload cannot be read: \(error)") }
            return try await job.run(context)
        }
    }

    /// Registers and runs `job` every so often, for the first time at once. One schedule per kind.
    package mutating func `repeat`<J: Job>(_ job: J, every: Duration) {
        register(J.self)
        schedules.removeAll { $0.kind == J.kind }
        schedules.append(
            JobSchedule(kind: J.kind, every: every) { queue, priority, db in
                // A run that has not begun yet covers this one too.
                try queue.enqueue(job, priority: priority, uniqueKey: "schedule", in: db)
            })
    }
}

/// A job that is enqueued every so often; what was missed while no process ran is made up for once.
struct JobSchedule: Sendable {
    let kind: String
    let every: Duration
    let enqueue: @Sendable (JobQueue, JobPriority, any Connection) throws -> Void

    init(kind: String, every: Duration, _ enqueue: @escaping @Sendable (JobQueue, JobPriority, any Connection) throws -> Void) {
        (self.kind, self.every, self.enqueue) = (kind, every, enqueue)
    }
}

/// Which of the due jobs run first.
package enum JobPriority: Int, Sendable, CaseIterable, Comparable, Codable {
    /// Somebody is waiting for it.
    case high = 0
    case normal = 1
    /// Housekeeping.
    case low = 2

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

package enum JobState: String, Sendable, CaseIterable, SQLEnum {
    /// For its time, or for a free worker.
    case waiting
    case running
    case done
    /// Given up; `lastError` says why. `JobQueue.retryNow` gives it another chance.
    case failed
}

/// Removes what finished long ago: done jobs after 7 days, failed ones after 90.
package struct PruneJobs: Job {
    package static let kind = "jobs.prune"

    package init() {}

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let now = context.clock.now
        let count = try await context.database.write { db in
            try JobQueries.deleteFinished(.done, before: now - .days(7), in: db)
                + JobQueries.deleteFinished(.failed, before: now - .days(90), in: db)
        }
        if count > 0 { context.logger.info("finished jobs removed", metadata: ["count": "\(count)"]) }
        return .done
    }
}

/// When a job that failed is tried again.
package enum JobBackoff {
    /// 2 s after the first attempt, then twice as long each time up to an hour; up to a quarter shorter or longer, so that what failed together
    /// does not come back together.
    package static func delay(afterAttempt attempt: Int, jitter: Double = .random(in: -0.25...0.25)) -> Duration {
        let seconds = min(3600, 2 << min(max(attempt - 1, 0), 11))
        return .milliseconds(Int64(Double(seconds) * 1000 * (1 + jitter)))
    }
}
