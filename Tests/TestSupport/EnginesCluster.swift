import Core
import Foundation

/// The one private PostgreSQL cluster of a test process: Debian's PostgreSQL 15, started when first needed, on a unix socket of its own
/// directory, run by an unprivileged user (initdb and postgres refuse root), without fsync.
///
/// It ends with the test process, however that ends: the kernel interrupts it when its starter dies (prctl(2), PR_SET_PDEATHSIG).
final class TestCluster: Sendable {
    private static let binaries = "/usr/lib/postgresql/15/bin"
    private static let prefix = "hostwright-pg-"
    private static let instance = Locked<Result<TestCluster, any Error>?>(nil)

    private let directory: String

    /// The running cluster. Blocks for about two seconds the first time.
    static func shared() throws -> TestCluster {
        try instance.withLock { instance in
            if let instance { return instance }
            let started = Result { try TestCluster() }
            instance = started
            return started
        }.get()
    }

    func url(database: String) -> String { "postgresql://hostwright@/\(database)?host=\(directory)" }

    private init() throws {
        guard FileManager.default.isExecutableFile(atPath: "\(Self.binaries)/postgres") else {
            throw ClusterProblem("PostgreSQL 15 is not installed. Install Debian's package postgresql-15.")
        }
        Self.removeStale()
        // Socket paths hold 107 bytes, so the directory is directly under /tmp.
        directory = "/tmp/\(Self.prefix)\(getpid())"
        try? FileManager.default.removeItem(atPath: directory)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let user = getuid() == 0 ? getpwnam("postgres") : nil
        if let user { chown(directory, user.pointee.pw_uid, user.pointee.pw_gid) }
        atEnd(remove: directory)

        let initialize = Self.process(
            "initdb",
            [
                "-D", "\(directory)/data", "-U", "hostwright", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions",
            ], log: "\(directory).log")
        try initialize.run()
        initialize.waitUntilExit()
        guard initialize.terminationStatus == 0 else { throw ClusterProblem("initdb failed: \(Self.log("\(directory).log"))") }
        try start()
    }

    private func start() throws {
        let settings = [
            "listen_addresses=", "unix_socket_directories=\(directory)", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
            "max_connections=200", "shared_buffers=64MB", "autovacuum=off", "max_wal_size=2GB", "logging_collector=off",
        ]
        let server = Self.process("postgres", ["-D", "\(directory)/data"] + settings.flatMap { ["-c", $0] }, log: "\(directory).log")
        let outcome = Locked<Result<Void, any Error>?>(nil)
        // The death signal comes when the starting thread ends, so this one stays.
        let box = Box(server)
        Thread.detachNewThread {
            let started = Result { try box.process.run() }
            outcome.withLock { $0 = started }
            while true { sleep(3600) }
        }
        let deadline = Date(timeIntervalSinceNow: 30)
        while !FileManager.default.fileExists(atPath: "\(directory)/.s.PGSQL.5432") {
            if case .failure(let error) = outcome.value { throw error }
            if case .success = outcome.value, !server.isRunning { throw ClusterProblem("postgres ended: \(Self.log("\(directory).log"))") }
            if Date() > deadline { throw ClusterProblem("postgres did not start in 30 s: \(Self.log("\(directory).log"))") }
            usleep(20_000)
        }
        Self.running.withLock { $0 = server.processIdentifier }
        atexit {
            let pid = TestCluster.running.value
            // Immediate shutdown: nothing of it is wanted any more.
            kill(pid, SIGQUIT)
            for _ in 0..<200 where kill(pid, 0) == 0 { usleep(10_000) }
        }
    }

    private static let running = Locked<pid_t>(0)

    private struct Box: @unchecked Sendable {
        let process: Process
        init(_ process: Process) { self.process = process }
    }

    /// `program` of PostgreSQL, as an unprivileged user.
    private static func process(_ program: String, _ arguments: [String], log: String) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        let user = getuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        process.arguments = user + ["--pdeathsig=INT", "\(binaries)/\(program)"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"]
        process.standardInput = FileHandle.nullDevice
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        // Without a log the test only loses the words of a failure.
        let output = FileHandle(forWritingAtPath: log) ?? .nullDevice
        _ = try? output.seekToEnd()
        process.standardOutput = output
        process.standardError = output
        atEnd(remove: log)
        return process
    }

    private static func log(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8))?.suffix(2000).description ?? "no log"
    }

    /// Ends and removes clusters whose test process is gone.
    private static func removeStale() {
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] where entry.hasPrefix(prefix) {
            let number = entry.dropFirst(prefix.count).prefix { $0.isNumber }
            guard let owner = pid_t(number), kill(owner, 0) != 0, errno == ESRCH else { continue }
            let path = "/tmp/\(entry)"
            if let text = try? String(contentsOfFile: "\(path)/data/postmaster.pid", encoding: .utf8),
                let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }),
                let command = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8), command.contains(path)
            {
                kill(pid, SIGQUIT)
                for _ in 0..<200 where kill(pid, 0) == 0 { usleep(10_000) }
            }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}

private struct ClusterProblem: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
