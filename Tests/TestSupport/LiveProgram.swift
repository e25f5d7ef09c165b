import Core
import Foundation
import NodeAgent

/// What a live test waited for in vain, or could not do.
package struct LiveProblem: Error, CustomStringConvertible {
    package var description: String
    package init(_ description: String) { self.description = description }
}

/// One of our programs, started by a test as a process of its own: killed, stopped, continued and started again.
package final class LiveProgram: Sendable {
    package let name: String
    package let command: Command
    /// Everything it wrote, over all starts.
    package let logFile: String
    private let current = Locked<pid_t>(0)

    package init(name: String, command: Command, logFile: String) {
        self.name = name
        self.command = command
        self.logFile = logFile
    }

    /// 0 before the first start.
    package var pid: pid_t { current.value }

    /// Starts it. `under` is a program that gets this one as its arguments: a tracer.
    package func start(under tracer: [String] = []) throws {
        guard !isRunning else { throw LiveProblem("\(name) runs already") }
        var command = command
        if let first = tracer.first {
            command.arguments = Array(tracer.dropFirst()) + command.words
            command.executable = first
            command.operands = []
        }
        current.withLock { $0 = 0 }
        let pid = try ProcessLauncher.launch(command, outputFile: logFile) { _ in }
        current.withLock { $0 = pid }
    }

    /// Takes the status of the ended process, so that no zombie stays.
    package var isRunning: Bool {
        current.withLock { pid in
            if pid == 0 { return false }
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == 0 { return true }
            pid = 0
            return false
        }
    }

    /// Sends a signal, and after SIGKILL waits for the end.
    package func signal(_ number: Int32) async throws {
        guard isRunning else { throw LiveProblem("\(name) does not run:\n\(log)") }
        kill(pid, number)
        if number == SIGKILL { try await end() }
    }

    /// SIGTERM, and the end is waited for. Throws when it takes more than 15 s.
    package func stop() async throws {
        guard isRunning else { return }
        kill(pid, SIGCONT)
        kill(pid, SIGTERM)
        do { try await end() } catch {
            kill(pid, SIGKILL)
            try await end()
            throw error
        }
    }

    /// Waits for the end of the process.
    package func end(within limit: Duration = .seconds(15)) async throws {
        try await eventually("\(name) ends", within: limit) { !isRunning }
    }

    /// The last 4,000 characters of what it wrote.
    package var log: String {
        String(decoding: (FileManager.default.contents(atPath: logFile) ?? Data()).suffix(4000), as: UTF8.self)
    }
}

/// Asks again every 25 ms until the answer is yes. Throws what was waited for, and the last error, after `limit`.
package func eventually(
    _ what: String, within limit: Duration = .seconds(20), _ isSo: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    var last: (any Error)?
    while true {
        do {
            if try await isSo() { return }
            last = nil
        } catch let problem where ContinuousClock.now < deadline {
            last = problem
        }
        if ContinuousClock.now >= deadline {
            throw LiveProblem("not within \(limit): \(what)\(last.map { "; last: \($0)" } ?? "")")
        }
        try await Task.sleep(for: .milliseconds(25))
    }
}

/// What runs on this machine, from /proc.
package enum Processes {
    package struct Entry: Sendable {
        package var pid: pid_t
        package var parent: pid_t
        package var session: pid_t
        package var words: String
    }

    /// Every process that lives; what only waits to be reaped does not.
    package static func all() -> [Entry] {
        // /proc can always be read; without it the caller sees nothing running.
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { name in
            guard let pid = pid_t(name), let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
                let facts = FileManager.default.contents(atPath: "/proc/\(pid)/stat")
            else { return nil }
            // The second field, the name, may hold spaces and parentheses: proc(5).
            let fields = String(decoding: facts, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
            guard fields.count > 3, fields[0] != "Z", fields[0] != "X", let parent = pid_t(fields[1]), let session = pid_t(fields[3]) else {
                return nil
            }
            return Entry(
                pid: pid, parent: parent, session: session, words: String(decoding: words.map { $0 == 0 ? 32 : $0 }, as: UTF8.self))
        }
    }

    /// The processes whose command names something in `directory`, and everything in the sessions that they lead.
    package static func of(_ directory: String) -> [Entry] {
        let all = all()
        let named = all.filter { $0.words.contains(directory + "/") && $0.pid != getpid() }
        let sessions = Set(named.filter { $0.pid == $0.session }.map(\.session))
        let pids = Set(named.map(\.pid))
        return all.filter { pids.contains($0.pid) || sessions.contains($0.session) }
    }

    /// The daemon that an agent's root runs under this name, as its agent wrote it down.
    package static func daemon(_ name: String, root: String) -> pid_t? {
        of(root).first { entry in
            switch name {
            case "apache": entry.words.contains("/apache2 ") && entry.pid == entry.session
            case "php-fpm": entry.words.contains("php-fpm: master")
            default: entry.words.contains("pdns_server") && entry.pid == entry.session
            }
        }?.pid
    }
}
