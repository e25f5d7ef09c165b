import AgentProtocol
import Core
import Dispatch
import Foundation
import Logging

/// Starts daemons, adopts those of an earlier agent, starts them again at once when they die, and tells how they are.
///
/// Daemons outlive the agent: when the supervisor's process ends, they go on. Its files: `<root>/daemons/NAME.json` (which process) and
/// `<root>/daemons/NAME.log` (what it says before it opens its own log).
package actor DaemonSupervisor {
    private let directory: String
    private let logger: Logger
    private var running: [String: Running] = [:]

    private struct Running {
        var daemon: Daemon
        var process: ProcessIdentity?
        var watch: DispatchSourceRead?
        var deaths = 0
        var lastStart = ContinuousClock.now
        var lastWords = ""
        /// A start that is under way, shared by all who ask.
        var start: Task<Void, any Error>?
        /// Raised by every stop and start, so that what belongs to an earlier life is ignored.
        var life = 0
    }

    package init(root: String, logger: Logger) throws {
        directory = root + "/daemons"
        self.logger = logger
        try SmallFiles.makeDirectory(directory, mode: 0o700)
    }

    /// Makes sure that the daemon runs with this command and answers: adopts it when it already does, starts it otherwise.
    /// Throws `DaemonFailure` when it does not come up; it is then tried again in the background with growing pauses.
    package func ensure(_ daemon: Daemon) async throws {
        var entry = running[daemon.name] ?? Running(daemon: daemon)
        entry.daemon = daemon
        if entry.process == nil, entry.start == nil, let record = try record(daemon.name), record.process.isAlive {
            entry.process = record.process
            entry.life += 1
            running[daemon.name] = entry
            watch(daemon.name)
            logger.info("daemon adopted", metadata: ["daemon": "\(daemon.name)", "pid": "\(record.process.pid)"])
        } else {
            running[daemon.name] = entry
        }
        if let process = running[daemon.name]?.process, process.isAlive {
            if try record(daemon.name)?.words == daemon.command.words { return }
            logger.info("daemon starts anew with another command", metadata: ["daemon": "\(daemon.name)"])
            await end(daemon.name)
        }
        try await startOnce(daemon.name)
    }

    /// Makes the daemon read its configuration again. Throws when it does not run and cannot be started.
    package func reload(_ name: String) async throws {
        guard let entry = running[name] else { throw DaemonFailure(name: name, words: "it was never started") }
        if let signal = entry.daemon.reloadSignal, let process = entry.process, process.signal(signal) { return }
        await end(name)
        try await startOnce(name)
    }

    /// Sends a signal to the daemon's own process. False when it does not run.
    @discardableResult
    package func signal(_ name: String, _ number: Int32) -> Bool { running[name]?.process?.signal(number) ?? false }

    /// Ends the daemon and its children and forgets it. Harmless when it does not run.
    package func stop(_ name: String) async {
        if running[name] == nil, let record = try? record(name) {
            // Not ours yet, but its record says that it may run: without its description the usual signal must do.
            running[name] = Running(daemon: Daemon(name: name, command: Command("/")), process: record.process)
        }
        await end(name)
        running[name] = nil
    }

    /// Ends every daemon this supervisor knows, at the same time.
    package func stopAll() async {
        await withTaskGroup { group in
            for name in running.keys { group.addTask { await self.stop(name) } }
        }
    }

    /// Names of the daemons that have a record on disk, running or not.
    package func recorded() throws -> [String] {
        try SmallFiles.names(in: directory).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    package func services() -> [ServiceState] {
        running.values.map { entry in
            let isRunning = entry.process?.isAlive ?? false
            var words = entry.lastWords
            if isRunning { words = entry.deaths == 0 ? "" : "started again \(entry.deaths) times" }
            return ServiceState(name: entry.daemon.name, isRunning: isRunning, words: words)
        }.sorted { $0.name < $1.name }
    }

    /// The daemon's process, for tests and measurements.
    package func process(_ name: String) -> ProcessIdentity? { running[name]?.process }

    // MARK: Starting

    private func startOnce(_ name: String) async throws {
        if let start = running[name]?.start { return try await start.value }
        let start = Task { try await self.start(name) }
        running[name]?.start = start
        defer { running[name]?.start = nil }
        do {
            try await start.value
        } catch {
            running[name]?.lastWords = Self.words(error)
            scheduleRestart(name)
            throw error
        }
    }

    private func start(_ name: String) async throws {
        guard let daemon = running[name]?.daemon else { return }
        if let old = try record(name)?.process {
            // A master that died leaves workers which hold its sockets.
            old.killRestOfSession()
        }
        try daemon.prepare()
        let outputFile = daemon.ownLog == nil ? "\(directory)/\(name).log" : "/dev/null"
        if daemon.ownLog == nil { truncate(outputFile, 0) }
        let recordFile = "\(directory)/\(name).json"
        let words = daemon.command.words
        running[name]?.lastStart = .now
        running[name]?.life += 1
        do {
            _ = try ProcessLauncher.launch(daemon.command, outputFile: outputFile) { pid in
                guard let process = ProcessIdentity(now: pid) else { throw SystemError("stat", "/proc/\(pid)", code: ESRCH) }
                try SmallFiles.write(Array(JSONEncoder().encode(DaemonRecord(process: process, words: words))), to: recordFile)
            }
        } catch {
            throw DaemonFailure(name: name, words: Self.words(error))
        }
        running[name]?.process = try record(name)?.process
        watch(name)
        try await waitUntilReady(daemon)
        logger.info("daemon started", metadata: ["daemon": "\(name)", "pid": "\(running[name]?.process?.pid ?? 0)"])
    }

    private func waitUntilReady(_ daemon: Daemon) async throws {
        let deadline = ContinuousClock.now + daemon.startTimeout
        var pause = Duration.milliseconds(2)
        while true {
            if await daemon.isReady() { return }
            guard running[daemon.name]?.process?.isAlive == true else {
                throw DaemonFailure(name: daemon.name, words: outputWords(daemon.name, otherwise: "it ended as soon as it was started"))
            }
            if ContinuousClock.now > deadline {
                throw DaemonFailure(name: daemon.name, words: outputWords(daemon.name, otherwise: "it does not answer"))
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 3 / 2, .milliseconds(50))
        }
    }

    // MARK: Dying

    /// pidfd_open(2): the descriptor becomes readable when the process ends, child of ours or not.
    private func watch(_ name: String) {
        running[name]?.watch?.cancel()
        running[name]?.watch = nil
        guard let entry = running[name], let process = entry.process else { return }
        guard let descriptor = process.descriptor() else { return ended(name, life: entry.life) }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor.number, queue: .global())
        let life = entry.life
        source.setEventHandler { [weak self] in
            source.cancel()
            Task { await self?.ended(name, life: life) }
        }
        source.setCancelHandler { withExtendedLifetime(descriptor) {} }
        running[name]?.watch = source
        source.activate()
    }

    private func ended(_ name: String, life: Int) {
        guard let entry = running[name], entry.life == life, let process = entry.process else { return }
        let end = reap(process.pid)
        let words = outputWords(name, otherwise: end)
        running[name]?.process = nil
        running[name]?.watch = nil
        running[name]?.deaths += 1
        running[name]?.lastWords = words
        logger.warning("daemon died", metadata: ["daemon": "\(name)", "pid": "\(process.pid)", "end": "\(end)"])
        if entry.start == nil { scheduleRestart(name) }
    }

    /// At once after a good run, then after 0.5, 1, 2 ... 30 s.
    private func scheduleRestart(_ name: String) {
        guard let entry = running[name], entry.process == nil else { return }
        let ranWell = entry.deaths <= 1 || ContinuousClock.now - entry.lastStart > .seconds(60)
        if ranWell { running[name]?.deaths = min(entry.deaths, 1) }
        let exponent = min(max(entry.deaths - 2, 0), 6)
        let pause: Duration = ranWell && entry.deaths > 0 ? .zero : min(.milliseconds(500) * (1 << exponent), .seconds(30))
        let life = entry.life
        Task {
            try await Task.sleep(for: pause)
            await self.restart(name, life: life)
        }
    }

    private func restart(_ name: String, life: Int) async {
        guard let entry = running[name], entry.life == life, entry.process == nil, entry.start == nil else { return }
        do {
            try await startOnce(name)
        } catch {
            if running[name]?.deaths == 0 { running[name]?.deaths = 1 }
            running[name]?.deaths += 1
            logger.error("daemon does not start", metadata: ["daemon": "\(name)", "words": "\(Self.words(error))"])
        }
    }

    private func end(_ name: String) async {
        guard let entry = running[name] else { return }
        running[name]?.life += 1
        running[name]?.watch?.cancel()
        running[name]?.watch = nil
        running[name]?.process = nil
        if let process = entry.process {
            process.signal(entry.daemon.stopSignal)
            if await !process.ends(within: entry.daemon.stopTimeout) {
                process.signal(SIGKILL)
                _ = await process.ends(within: .seconds(5))
            }
            _ = reap(process.pid)
            process.killRestOfSession()
        }
        do {
            try SmallFiles.remove("\(directory)/\(name).json")
        } catch {
            logger.warning("daemon's record stays", metadata: ["daemon": "\(name)", "error": "\(error)"])
        }
    }

    /// Takes the status of a child of ours; an adopted daemon is reaped by its own parent.
    private func reap(_ pid: pid_t) -> String {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return "it ended" }
        switch ProcessLauncher.end(of: status) {
        case .exited(let code): return "it ended with status \(code)"
        case .killed(let signal): return "it was killed by signal \(signal)"
        case .timedOut: return "it ended"
        }
    }

    // MARK: Files

    private func record(_ name: String) throws -> DaemonRecord? {
        guard let bytes = try SmallFiles.read("\(directory)/\(name).json") else { return nil }
        // A record that cannot be read is none: the daemon is then started, and its port tells when an old one still runs.
        return try? JSONDecoder().decode(DaemonRecord.self, from: Data(bytes))
    }

    private func outputWords(_ name: String, otherwise: String) -> String {
        let text = SmallFiles.tail(running[name]?.daemon.ownLog ?? "\(directory)/\(name).log", 2000)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? otherwise : text
    }

    private static func words(_ error: any Error) -> String {
        (error as? DaemonFailure)?.words ?? String(describing: error)
    }
}
