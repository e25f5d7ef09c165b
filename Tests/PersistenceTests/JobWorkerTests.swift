import Core
import Jobs
import Persistence
import ServiceLifecycle
import TestSupport
import Testing

/// Workers as the program runs them: woken, shared between processes, killed.
@Suite struct JobWorkerTests {
    @Test(arguments: Engine.available) func `a worker is woken for a job and is silent while there is none`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let counting = CountingDatabase(base: bench.database)
            let worker = bench.worker(on: counting, clock: .system)
            let running = Task { try await worker.run() }
            // On PostgreSQL the worker looks a second time once it listens.
            let isListening = engine == .sqlite ? 2 : 3
            #expect(try await eventually { counting.transactions.value >= isListening })
            let queue = JobQueue(clock: .system)
            for round in 1...20 {
                let before = counting.transactions.value
                _ = try await bench.database.write { db in try queue.enqueue(SampleJob(name: "\(round)"), in: db) }
                // One transaction takes the job and one ends it: nothing was asked in between or before.
                #expect(try await eventually { counting.transactions.value == before + 2 })
                #expect(bench.diary.all.count == round)
            }
            running.cancel()
            try await running.value
            let counts = try await bench.counts()
            #expect(counts == [.done: 20])
        }
    }

    @Test(arguments: Engine.available) func `a worker wakes by itself when the next job becomes due`(_ engine: DatabaseEngine) async throws
    {
        try await withJobs(engine) { bench in
            let counting = CountingDatabase(base: bench.database)
            let queue = JobQueue(clock: .system)
            let due = Clock.system.now + .milliseconds(400)
            _ = try await bench.database.write { db in try queue.enqueue(SampleJob(name: "a"), at: due, in: db) }
            let isEarly = Locked(false)
            let worker = bench.worker(on: counting, clock: .system) { _, context in
                isEarly.withLock { $0 = context.clock.now < due }
                return .done
            }
            let running = Task { try await worker.run() }
            #expect(try await eventually { bench.diary.all == ["a"] })
            #expect(!isEarly.value)
            // Schedules, the first look, one more once it listens, the take, the end.
            #expect(try await eventually { counting.transactions.value >= 4 })
            #expect(counting.transactions.value <= 5)
            running.cancel()
            try await running.value
        }
    }

    @Test(arguments: Engine.available) func `a full worker goes on when a job ends, and starts no more than it may`(
        _ engine: DatabaseEngine
    ) async throws {
        try await withJobs(engine) { bench in
            for number in 0..<60 { try await bench.enqueue("\(number)") }
            let load = Locked((now: 0, most: 0))
            let worker = bench.worker(concurrency: 3) { _, _ in
                load.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                await Task.yield()
                load.withLock { $0.now -= 1 }
                return .done
            }
            let running = Task { try await worker.run() }
            #expect(try await eventually { try await bench.counts() == [.done: 60] })
            running.cancel()
            try await running.value
            #expect(load.value.most <= 3)
            #expect(Set(bench.diary.all).count == 60)
        }
    }

    @Test(arguments: Engine.available) func `the job of a dead process is taken over when its lease has run out`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let id = try await bench.enqueue("a")
            // A process that has taken the job and is then gone: nobody renews or ends it.
            try await bench.database.write { [now = bench.clock.now] db in
                _ = try db.execute(
                    "UPDATE job SET state = 'running', attempts = 1, locked_by = 'dead', locked_until = \(now + .seconds(60)) WHERE id = \(id)"
                )
            }
            let worker = bench.worker()
            bench.pass(.seconds(59))
            let early = try await worker.runOnce()
            bench.pass(.seconds(2))
            let late = try await worker.runOnce()
            #expect([early, late] == [0, 1])
            let job = try #require(try await bench.find(id))
            #expect(job.state == .done)
            #expect(job.attempts == 2)
        }
    }

    @Test(arguments: Engine.available) func `a job that kills its process each time fails in the end`(_ engine: DatabaseEngine) async throws
    {
        try await withJobs(engine) { bench in
            let id = try await bench.enqueue("a")
            try await bench.database.write { [now = bench.clock.now] db in
                _ = try db.execute(
                    "UPDATE job SET state = 'running', attempts = 3, locked_by = 'dead', locked_until = \(now - .seconds(1)) WHERE id = \(id)"
                )
            }
            try await bench.worker().runOnce()
            let job = try #require(try await bench.find(id))
            #expect(job.state == .failed)
            #expect(job.lastError == "its process ended while it ran, 3 times")
            #expect(bench.diary.all == [])
        }
    }

    @Test(arguments: Engine.available) func `a running job keeps its lease, and one that lost it changes nothing`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let id = try await bench.enqueue("a")
            let worker = bench.worker(lease: .milliseconds(300)) { _, _ in
                try await Task.sleep(for: .seconds(3600))
                return .done
            }
            let running = Task { try await worker.run() }
            #expect(try await eventually { bench.diary.all == ["a"] })
            bench.pass(.hours(1))
            let expected = bench.clock.now
            #expect(try await eventually { try await (bench.find(id)?.lockedUntil ?? expected) > expected })
            try await bench.database.write { db in
                _ = try db.execute("UPDATE job SET locked_by = 'another', attempts = 2 WHERE id = \(id)")
            }
            // The renewal finds the lease lost and cancels the job; its end is not written.
            running.cancel()
            try await running.value
            let job = try #require(try await bench.find(id))
            #expect(job.state == .running)
            #expect(job.lockedBy == "another")
        }
    }

    @Test(arguments: Engine.available) func `a shutdown waits for jobs and puts back those that take too long`(_ engine: DatabaseEngine)
        async throws
    {
        try await withJobs(engine) { bench in
            let short = try await bench.enqueue("short")
            let long = try await bench.enqueue("long")
            let isStopping = Locked(false)
            let worker = bench.worker(grace: .milliseconds(300)) { name, _ in
                if name == "long" { try await Task.sleep(for: .seconds(3600)) }
                while !isStopping.value { try await Task.sleep(for: .milliseconds(5)) }
                return .done
            }
            let group = ServiceGroup(services: [worker], logger: .silent)
            let running = Task { try await group.run() }
            #expect(try await eventually { bench.diary.all.count == 2 })
            isStopping.withLock { $0 = true }
            await group.triggerGracefulShutdown()
            try await running.value
            let first = try #require(try await bench.find(short))
            let second = try #require(try await bench.find(long))
            #expect(first.state == .done)
            #expect(second.state == .waiting)
            #expect(second.attempts == 0)
        }
    }

    @Test(arguments: Engine.available) func `two processes share five hundred jobs and run none twice`(_ engine: DatabaseEngine)
        async throws
    {
        try await withTestDatabase(engine, migrations: JobsMigrations.all) { test in
            let bench = JobBench(database: test.database)
            let queue = bench.queue
            // SQLite is for one process: there both workers use its one pool.
            let other = engine == .postgresql ? try test.another() : test.database
            let workers = [test.database, other].map { database in bench.worker(on: database, concurrency: 8) }
            let running = workers.map { worker in Task { try await worker.run() } }
            for batch in 0..<10 {
                try await bench.database.write { db in
                    for number in 0..<50 { try queue.enqueue(SampleJob(name: "\(batch)-\(number)"), in: db) }
                }
            }
            #expect(try await eventually(within: 60) { try await bench.counts() == [.done: 500] })
            for task in running {
                task.cancel()
                try await task.value
            }
            #expect(bench.diary.all.count == 500)
            #expect(Set(bench.diary.all).count == 500)
            let attempts = try await bench.database.read { db in try db.scalar("SELECT MAX(attempts) FROM job", as: Int.self) }
            #expect(attempts == 1)
            if engine == .postgresql { await other.close() }
        }
    }
}
