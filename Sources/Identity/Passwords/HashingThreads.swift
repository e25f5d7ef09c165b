import Core
import Dispatch
import Foundation
import Glibc

/// Threads that do nothing but hash, below everything else: whoever signs in takes only what those who read pages leave.
final class HashingThreads: Sendable {
    /// nice(2): under load a third of the share of a thread of the usual priority. Not less, for other programs of the machine work, too.
    private static let niceness: Int32 = 5

    private struct Work: Sendable {
        var jobs: [@Sendable () -> Void] = []
        var isStarted = false
        var isStopped = false
    }

    private let count: Int
    private let work = Locked(Work())
    private let signal = DispatchSemaphore(value: 0)

    /// The threads begin with the first job.
    init(_ count: Int) { self.count = count }

    /// In the order of the calls.
    func run(_ job: @escaping @Sendable () -> Void) {
        let isFirst = work.withLock { work in
            work.jobs.append(job)
            defer { work.isStarted = true }
            return !work.isStarted
        }
        if isFirst { for number in 0..<count { start(number) } }
        signal.signal()
    }

    /// Ends the threads once all jobs are done.
    func stop() {
        work.withLock { $0.isStopped = true }
        for _ in 0..<count { signal.signal() }
    }

    private func start(_ number: Int) {
        let (work, signal) = (work, signal)
        let thread = Thread {
            // Of this thread alone: setpriority(2), "C library/kernel differences". Without it hashing is only less polite.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, Self.niceness)
            while true {
                signal.wait()
                let (job, isOver) = work.withLock { work in
                    (work.jobs.isEmpty ? nil : work.jobs.removeFirst(), work.isStopped)
                }
                if let job { job() } else if isOver { return }
            }
        }
        thread.name = "hashing \(number)"
        thread.start()
    }
}
