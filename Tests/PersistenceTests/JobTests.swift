import Core
import Jobs
import Persistence
import TestSupport
import Testing

/// What happens to one job: run step by step, by a clock that stands still.
@Suite struct JobTests {
    @Test(arguments: Engine.available) func `a job runs once and is done`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            let id = try await bench.enqueue("a")
            let worker = bench.worker()
            let ran = [try await worker.runOnce(), try await worker.runOnce()]
            #expect(ran == [1, 0])
            #expect(bench.diary.all == ["a"])
            let job = try #require(try await bench.find(id))
            #expect(job.state == .done)
            #expect(job.attempts == 1)
            #expect(job.finishedAt == bench.clock.now)
            #expect(job.lockedBy == nil)
        }
    }

    @Test(arguments: Engine.available) func `a job of a change that is rolled back does not exist`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            let queue = bench.queue
            await #expect(throws: Refusal()) {
                try await bench.database.write { db in
                    try queue.enqueue(SampleJob(name: "a"), in: db)
                    throw Refusal()
                }
            }
            let counts = try await bench.counts()
            #expect(counts == [:])
        }
    }

    @Test(arguments: Engine.available) func `a job that throws is tried again later and fails in the end`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let id = try await bench.enqueue("a")
            let worker = bench.worker { _, context in throw Fault(.unavailable, key: "x", "Attempt \(context.attempt) failed.") }
            for attempt in 1...3 {
                let ran = try await worker.runOnce()
                #expect(ran == 1)
                let job = try #require(try await bench.find(id))
                #expect(job.attempts == attempt)
                #expect(job.lastError == "Attempt \(attempt) failed.")
                #expect(job.state == (attempt < 3 ? .waiting : .failed))
                if attempt < 3 {
                    let pause = (job.runAt - bench.clock.now).milliseconds
                    #expect((1500 << (attempt - 1)...2500 << (attempt - 1)).contains(Int(pause)))
                    let early = try await worker.runOnce()
                    #expect(early == 0)
                    bench.pass(.milliseconds(pause))
                }
            }
            let late = try await worker.runOnce()
            #expect(late == 0)
        }
    }

    @Test(arguments: Engine.available) func `a job says when to try again, or that it gives up`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            let later = try await bench.enqueue("later")
            let never = try await bench.enqueue("never")
            let worker = bench.worker { name, _ in
                name == "never" ? .giveUp(because: "no such account") : .retry(after: .minutes(5), because: "the registrar is closed")
            }
            try await worker.runOnce()
            let waiting = try #require(try await bench.find(later))
            #expect(waiting.state == .waiting)
            #expect(waiting.runAt == bench.clock.now + .minutes(5))
            #expect(waiting.lastError == "the registrar is closed")
            let failed = try #require(try await bench.find(never))
            #expect(failed.state == .failed)
            #expect(failed.lastError == "no such account")
        }
    }

    @Test(arguments: Engine.available) func `due jobs run by priority and then by time`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            try await bench.enqueue("low", priority: .low)
            try await bench.enqueue("second", after: .seconds(2))
            try await bench.enqueue("first", after: .seconds(1))
            try await bench.enqueue("high", priority: .high, after: .seconds(3))
            try await bench.enqueue("tomorrow", priority: .high, after: .days(1))
            bench.pass(.seconds(10))
            let worker = bench.worker(concurrency: 1)
            for _ in 0..<5 { try await worker.runOnce() }
            #expect(bench.diary.all == ["high", "first", "second", "low"])
        }
    }

    @Test(arguments: Engine.available) func `one job waits per key, with the newest payload and the earliest time`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let first = try await bench.enqueue("old", after: .hours(1), uniqueKey: "k")
            let second = try await bench.enqueue("new", priority: .high, uniqueKey: "k")
            try await bench.enqueue("other", uniqueKey: "l")
            #expect(first == second)
            try await bench.worker().runOnce()
            #expect(bench.diary.all.sorted() == ["new", "other"])
            let third = try await bench.enqueue("again", uniqueKey: "k")
            #expect(third != first)
        }
    }

    @Test(arguments: Engine.available) func `a running job may have a successor, and leaves its retry to it`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let first = try await bench.enqueue("first", uniqueKey: "k")
            try await bench.worker { name, _ in
                if name == "first" {
                    try await bench.enqueue("second", uniqueKey: "k")
                    throw Refusal()
                }
                return .done
            }.runOnce()
            let job = try #require(try await bench.find(first))
            #expect(job.state == .done)
            #expect(job.lastError?.hasPrefix("left to a newer job after: ") == true)
            let counts = try await bench.counts()
            #expect(counts == [.done: 1, .waiting: 1])
        }
    }

    @Test(arguments: Engine.available) func `a failed job can be given another chance`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            let queue = bench.queue
            let id = try await bench.enqueue("a", uniqueKey: "k")
            try await bench.worker { _, _ in .giveUp(because: "no") }.runOnce()
            try await bench.database.write { db in try queue.retryNow(id, in: db) }
            try await bench.worker().runOnce()
            let job = try #require(try await bench.find(id))
            #expect(job.state == .done)
            #expect(job.attempts == 1)
            let again = await #expect(throws: Fault.self) { try await bench.database.write { db in try queue.retryNow(id, in: db) } }
            #expect(again?.key == "job.not_waiting")
            let unknown = await #expect(throws: Fault.self) { try await bench.database.write { db in try queue.retryNow(JobID(), in: db) } }
            #expect(unknown?.kind == .notFound)
        }
    }

    @Test(arguments: Engine.available) func `a failed job cannot come back beside one that waits for the same work`(
        _ engine: DatabaseEngine
    ) async throws {
        try await withJobs(engine) { bench in
            let queue = bench.queue
            let id = try await bench.enqueue("a", uniqueKey: "k")
            try await bench.worker { _, _ in .giveUp(because: "no") }.runOnce()
            try await bench.enqueue("b", uniqueKey: "k")
            let fault = await #expect(throws: Fault.self) { try await bench.database.write { db in try queue.retryNow(id, in: db) } }
            #expect(fault?.key == "job.already_waiting")
        }
    }

    @Test(arguments: Engine.available) func `a payload that cannot be read, and one of a newer release`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let unreadable = try await bench.enqueue("a")
            let newer = try await bench.enqueue("b")
            try await bench.database.write { db in
                try db.execute("UPDATE job SET payload = '{\"title\": 1}' WHERE id = \(unreadable)")
                try db.execute("UPDATE job SET version = 2 WHERE id = \(newer)")
            }
            try await bench.worker().runOnce()
            let first = try #require(try await bench.find(unreadable))
            let second = try #require(try await bench.find(newer))
            #expect(first.state == .failed)
            #expect(second.state == .waiting)
            #expect(bench.diary.all == [])
        }
    }

    @Test(arguments: Engine.available) func `kinds that a process does not know it leaves to others`(_ engine: DatabaseEngine) async throws
    {
        try await withJobs(engine) { bench in
            try await bench.enqueue("a")
            let ran = try await bench.worker(kinds: JobKinds(schedules: false)).runOnce()
            #expect(ran == 0)
            let counts = try await bench.counts()
            #expect(counts == [.waiting: 1])
        }
    }

    @Test(arguments: Engine.available) func `the list is filtered and goes on after a job`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            var ids: [JobID] = []
            for name in ["a", "b", "c", "d"] { ids.append(try await bench.enqueue(name, after: name == "d" ? .hours(1) : .zero)) }
            try await bench.worker { name, _ in name == "b" ? .giveUp(because: "no") : .done }.runOnce()
            let queue = bench.queue
            let filters = [
                JobFilter(), JobFilter(states: [.done, .waiting]), JobFilter(before: ids[2], limit: 1), JobFilter(kind: "other.kind"),
                JobFilter(states: []),
            ]
            let lists = try await bench.database.read { db in try filters.map { try queue.list($0, in: db).map(\.id) } }
            #expect(lists == [ids.reversed(), [ids[3], ids[2], ids[0]], [ids[1]], [], []])
        }
    }

    @Test(arguments: Engine.available) func `what finished long ago is removed`(_ engine: DatabaseEngine) async throws {
        try await withJobs(engine) { bench in
            for name in ["a", "b"] { try await bench.enqueue(name) }
            try await bench.worker { name, _ in name == "b" ? .giveUp(because: "no") : .done }.runOnce()
            bench.pass(.days(8))
            let queue = bench.queue
            try await bench.database.write { db in _ = try queue.enqueue(PruneJobs(), in: db) }
            var kinds = JobBench.kinds
            kinds.register(PruneJobs.self)
            try await bench.worker(kinds: kinds).runOnce()
            let counts = try await bench.counts()
            #expect(counts == [.done: 1, .failed: 1])
        }
    }

    @Test(arguments: Engine.available) func `a schedule enqueues in its rhythm and makes up once for what was missed`(
        _ engine: DatabaseEngine
    ) async throws {
        try await withJobs(engine) { bench in
            var kinds = JobKinds(schedules: false)
            kinds.repeat(SampleJob(name: "tick"), every: .hours(1))
            let worker = bench.worker(kinds: kinds)
            var counts: [Int] = []
            for pause in [Duration.zero, .minutes(1), .minutes(59), .minutes(30), .hours(5), .minutes(29), .minutes(1)] {
                bench.pass(pause)
                counts.append(try await worker.runOnce())
            }
            #expect(counts == [1, 0, 1, 0, 1, 0, 1])
            let queue = bench.queue
            try await bench.database.write { db in try queue.setSchedule(SampleJob.kind, isOn: false, in: db) }
            bench.pass(.hours(3))
            let off = try await worker.runOnce()
            #expect(off == 0)
        }
    }

    @Test func `the back-off doubles up to an hour and spreads`() {
        #expect(
            (1...14).map { JobBackoff.delay(afterAttempt: $0, jitter: 0) }
                == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600].map { .seconds($0) })
        #expect(JobBackoff.delay(afterAttempt: 1, jitter: 0.25) == .milliseconds(2500))
        #expect(JobBackoff.delay(afterAttempt: 1_000_000, jitter: -0.25) == .seconds(2700))
    }
}
