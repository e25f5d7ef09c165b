import AgentProtocol
import Core
import Foundation
import Logging

/// Measures what accounts of this node use: the traffic of their websites and the space of their homes.
///
/// Traffic is read from the web server's log every half minute. Homes are measured one after the other, those that wait longest first, each so often as
/// `AgentConfiguration.usagePeriod` says, and never more than a tenth of the time altogether: on a node with many large homes each waits longer.
package final class UsageMeter: UsageSource {
    private let driver: WebDriver
    private let store: UsageStore
    private let log: TrafficLog
    private let clock: Clock
    private let logger: Logger
    private let period: Duration
    private let state = Locked(State())

    private struct State: Sendable {
        var countedThrough: Timestamp?
        var toldThrough: Timestamp?
        /// Something was counted or measured that may have to be told.
        var hasNews = true
        var told: (installation: InstallationID, epoch: Int64)?
        /// Homes that could not be measured are tried again after the period, too.
        var failed: [Int: Timestamp] = [:]
    }

    private static let countingPeriod = Duration.seconds(30)
    /// How soon a new home is noticed.
    private static let lookPeriod = Duration.seconds(5)
    /// So long one round goes on before new homes are looked for.
    private static let round = Duration.seconds(20)
    private static let shortestPause = Duration.milliseconds(50)
    /// The control plane is told so often that all is counted, although nothing was used.
    private static let tellingPeriod = Duration.seconds(60)

    /// Opens or makes what was counted, below the driver's root.
    package init(driver: WebDriver, clock: Clock = .system, logger: Logger) throws {
        self.driver = driver
        self.clock = clock
        self.logger = logger
        period = .seconds(max(1, driver.configuration.usagePeriod ?? 300))
        store = try UsageStore(directory: driver.configuration.root + "/usage")
        log = TrafficLog(directory: driver.paths.apache.logs.text, store: store)
    }

    /// Counts and measures until it is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.keepCounting() }
            group.addTask { await self.keepMeasuring() }
        }
    }

    private func keepCounting() async {
        while !Task.isCancelled {
            do {
                try await count()
            } catch {
                logger.error("traffic cannot be counted", metadata: ["error": "\(error)"])
            }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: Self.countingPeriod)
        }
    }

    private func keepMeasuring() async {
        while !Task.isCancelled {
            do {
                try await measureRound()
            } catch is CancellationError {
                return
            } catch {
                logger.error("homes cannot be measured", metadata: ["error": "\(error)"])
            }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: min(period, Self.lookPeriod))
        }
    }

    // MARK: Traffic

    /// Counts what the web server has written since the last time.
    package func count() async throws {
        let now = clock.now
        try await Blocking.run { [log] in try log.count(at: now) }
        state.withLock { state in
            state.countedThrough = now
            state.hasNews = true
        }
    }

    // MARK: Homes

    /// Measures homes that are due, for a while.
    private func measureRound() async throws {
        let began = ContinuousClock.now
        for number in try await due() {
            let start = ContinuousClock.now
            await measure(number)
            if start - began > Self.round { return }
            try await Task.sleep(for: max(Self.shortestPause, (ContinuousClock.now - start) * 9))
        }
    }

    /// Measures every home that is due, without pauses: for tests and for who wants to know at once.
    package func measureDue() async throws {
        for number in try await due() { await measure(number) }
    }

    /// Never measured ones first, then those that wait longest.
    private func due() async throws -> [Int] {
        let homes = try await driver.state.read { try $0.homes() }
        let known = try await Blocking.run { [store] in try store.measurements() }
        let present = Set(homes)
        let gone = known.keys.filter { !present.contains($0) }
        if !gone.isEmpty { try await Blocking.run { [store] in try store.forget(gone) } }
        let failed = state.withLock { state in
            state.failed = state.failed.filter { present.contains($0.key) }
            return state.failed
        }
        let limit = clock.now - period
        return homes.map { ($0, max(known[$0] ?? Timestamp(milliseconds: 0), failed[$0] ?? Timestamp(milliseconds: 0))) }
            .filter { $0.1 <= limit }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }

    private func measure(_ number: Int) async {
        let configuration = driver.configuration
        // The first uid of the range is nobody's, so no customer can end the process that reads his home.
        let reader = UInt32(configuration.firstUID)
        let request = FileRequest(home: driver.paths.home("web\(number)"), uid: reader, gid: reader, operations: [.measure])
        do {
            let (answer, _) = try await driver.helper.visit(request)
            guard let space = answer.space else { throw FileProblem(key: "file.failed", words: "the home was not measured") }
            if !space.isWhole { logger.notice("a home is too deep to be measured whole", metadata: ["account": "web\(number)"]) }
            let now = clock.now
            try await Blocking.run { [store] in try store.measured(number, space, at: now) }
            state.withLock { state in
                state.failed[number] = nil
                state.hasNews = true
            }
        } catch {
            logger.info("a home cannot be measured", metadata: ["account": "web\(number)", "error": "\(error)"])
            let now = clock.now
            state.withLock { $0.failed[number] = now }
        }
    }

    // MARK: UsageSource

    package func report(to installation: InstallationID, epoch: Int64) async -> UsageReport? {
        let now = clock.now
        let through = state.withLock { state -> Timestamp? in
            guard let through = state.countedThrough else { return nil }
            let isSame = state.told.map { $0 == (installation, epoch) } ?? false
            if isSame, !state.hasNews { return nil }
            state.told = (installation, epoch)
            state.hasNews = false
            return through
        }
        guard let through else { return nil }
        do {
            let report = try await Blocking.run { [store] in
                try store.report(to: installation, epoch: epoch, countedThrough: through)
            }
            let isDue = state.withLock { state in state.toldThrough.map { now - $0 >= Self.tellingPeriod } ?? true }
            if report.traffic.isEmpty, report.disk.isEmpty, !isDue { return nil }
            // There may be more, and this one may get lost.
            state.withLock { $0.hasNews = true }
            return report
        } catch {
            logger.error("what was counted cannot be read", metadata: ["error": "\(error)"])
            state.withLock { $0.hasNews = true }
            return nil
        }
    }

    package func taken(_ report: UsageReport) async {
        let now = clock.now
        do {
            try await Blocking.run { [store] in try store.taken(report) }
            state.withLock { $0.toldThrough = now }
        } catch {
            // It is told again, which changes nothing there.
            logger.error("what was told cannot be written down", metadata: ["error": "\(error)"])
        }
    }
}
