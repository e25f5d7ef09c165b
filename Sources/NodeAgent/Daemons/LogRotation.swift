import Core
import Foundation
import Logging

/// Keeps the logs below the node's root from growing without bound. The agent's own words go to its standard error, which whoever started it keeps.
///
/// The web server's shared logs hold what customers read, so several older ones are kept; of every other log one is.
package struct LogRotation: Sendable {
    /// Older logs of the web server: `access.log.1` is the newest of them.
    static let kept = 8
    /// Bytes after which a log of the web server begins anew, unless the configuration says otherwise.
    private static let webLimit = 64 << 20
    /// Bytes after which every other log does.
    private static let otherLimit = 4 << 20
    private static let interval = Duration.seconds(30)

    private let root: String
    private let limit: Int
    private let webServer: (uid: uid_t, gid: gid_t)
    private let supervisor: DaemonSupervisor
    private let logger: Logger

    package init(configuration: AgentConfiguration, supervisor: DaemonSupervisor, logger: Logger) {
        root = configuration.root
        limit = configuration.logLimit ?? Self.webLimit
        webServer = (uid_t(configuration.webServerUID), gid_t(configuration.webServerGID))
        self.supervisor = supervisor
        self.logger = logger
    }

    /// Looks every half minute, until it is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await runOnce()
            } catch {
                logger.error("logs do not begin anew", metadata: ["error": "\(error)"])
            }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// Lets every log that is over its limit begin anew.
    package func runOnce() async throws {
        try await rotateWebLogs()
        try await rotatePHPLogs()
        // Standard output and error of a program cannot be opened anew; it writes at the end, wherever that is.
        for path in try logs(in: root + "/daemons") + logs(in: root + "/log") where try size(path) > otherLimit { try restart(path) }
    }

    private var otherLimit: Int { min(limit, Self.otherLimit) }

    // MARK: Apache

    /// Apache opens its logs anew when it is asked to read its configuration again, without dropping a request (apachectl(8), graceful).
    private func rotateWebLogs() async throws {
        var mustReopen = false
        for path in try logs(in: root + "/log/web") {
            if try size(path) > limit {
                try shift(path)
                mustReopen = true
            } else if try isWrittenAsOlder(path) {
                // The agent ended between the two steps.
                mustReopen = true
            }
        }
        if mustReopen { await supervisor.signal("apache", SIGUSR1) }
    }

    /// `log` becomes `log.1`, that `log.2`, and the oldest goes. A new one lies there at every moment but one.
    private func shift(_ path: String) throws {
        let new = path + "~"
        try SmallFiles.remove(new)
        let file = try FileDescriptor(
            checking: open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640), "open", new)
        // Apache is never root: the file must be its own before it opens it.
        if fchown(file.number, webServer.uid, webServer.gid) != 0 { throw SystemError("fchown", new) }
        for number in stride(from: Self.kept - 1, through: 1, by: -1) { try move("\(path).\(number)", to: "\(path).\(number + 1)") }
        try move(path, to: path + ".1")
        try move(new, to: path)
    }

    /// The new log is empty, and the one before has been written to for a minute longer.
    private func isWrittenAsOlder(_ path: String) throws -> Bool {
        guard let now = try facts(path), let before = try facts(path + ".1"), now.st_size == 0 else { return false }
        return before.st_mtim.tv_sec > now.st_mtim.tv_sec + 60
    }

    // MARK: PHP

    /// A master opens its log anew at SIGUSR1 (php-fpm8.2(8)), and makes it itself, for it is root.
    private func rotatePHPLogs() async throws {
        for path in try logs(in: root + "/log/php") where try size(path) > otherLimit {
            try move(path, to: path + ".1")
            let name = path.split(separator: "/").last?.dropLast(".log".count) ?? ""
            await supervisor.signal(String(name), SIGUSR1)
        }
    }

    // MARK: Files

    /// Keeps what is there as `log.1` and empties the log. A line written at that moment may be lost.
    private func restart(_ path: String) throws {
        let file = try FileDescriptor(checking: open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW), "open", path)
        // The last part of a log that has become far too long.
        let length = lseek(file.number, 0, SEEK_END)
        lseek(file.number, max(0, length - off_t(2 * otherLimit)), SEEK_SET)
        try SmallFiles.write(try file.readAll(upTo: 2 * otherLimit), to: path + ".1")
        if ftruncate(file.number, 0) != 0 { throw SystemError("ftruncate", path) }
    }

    private func logs(in directory: String) throws -> [String] {
        try SmallFiles.names(in: directory).filter { $0.hasSuffix(".log") }.sorted().map { "\(directory)/\($0)" }
    }

    private func size(_ path: String) throws -> Int { Int(try facts(path)?.st_size ?? 0) }

    /// nil when there is no such file.
    private func facts(_ path: String) throws -> stat? {
        var found = stat()
        if lstat(path, &found) == 0 { return found }
        if errno == ENOENT { return nil }
        throw SystemError("lstat", path)
    }

    private func move(_ path: String, to other: String) throws {
        if rename(path, other) != 0 && errno != ENOENT { throw SystemError("rename", path) }
    }
}
