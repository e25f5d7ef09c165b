import CLinux
import Core
import Foundation

/// Which process, beyond doubt: a pid alone may be another process by now, a pid with its start time in a boot may not (proc(5), stat field 22).
package struct ProcessIdentity: Codable, Sendable, Hashable {
    package var pid: Int32
    /// Clock ticks since the boot.
    package var startTime: UInt64
    /// /proc/sys/kernel/random/boot_id.
    package var boot: String

    package init(pid: Int32, startTime: UInt64, boot: String) {
        self.pid = pid
        self.startTime = startTime
        self.boot = boot
    }

    /// The process that has this pid now, or nil when there is none or it is dead and only waits to be reaped.
    package init?(now pid: Int32) {
        guard let facts = ProcessFacts(pid), facts.state != "Z", facts.state != "X" else { return nil }
        self.init(pid: pid, startTime: facts.startTime, boot: Self.currentBoot)
    }

    package var isAlive: Bool { ProcessIdentity(now: pid) == self }

    package static let currentBoot = SmallFiles.text("/proc/sys/kernel/random/boot_id").trimmingCharacters(in: .whitespacesAndNewlines)

    /// A descriptor of exactly this process, readable when it ends; nil when it has gone.
    func descriptor() -> FileDescriptor? {
        let number = hw_pidfd_open(pid)
        guard number >= 0 else { return nil }
        let descriptor = FileDescriptor(number)
        // Looked at after the descriptor exists: from now on the pid cannot become another process unnoticed.
        return isAlive ? descriptor : nil
    }

    /// Sends the signal to this process and to no other. False when it has gone.
    @discardableResult
    package func signal(_ signal: Int32) -> Bool {
        guard let descriptor = descriptor() else { return false }
        return hw_pidfd_signal(descriptor.number, signal) == 0
    }

    /// Waits for the process's end; false when it still runs after `limit`.
    func ends(within limit: Duration) async -> Bool {
        guard let descriptor = descriptor() else { return true }
        return await withCheckedContinuation { continuation in
            // A thread of its own: poll(2) must not hold a thread of the cooperative pool.
            Thread.detachNewThread {
                var waiting = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
                let hasEnded = poll(&waiting, 1, Int32(clamping: limit.milliseconds)) > 0
                withExtendedLifetime(descriptor) { continuation.resume(returning: hasEnded) }
            }
        }
    }

    /// Kills what a dead leader left of its session (setsid(2)): a session's number is not given again while it has a member.
    func killRestOfSession() {
        guard boot == Self.currentBoot, ProcessFacts(pid).map({ $0.state == "Z" || $0.startTime == startTime }) ?? true else { return }
        for member in ProcessFacts.all() where member.session == pid && member.pid != pid && member.startTime >= startTime {
            ProcessIdentity(pid: member.pid, startTime: member.startTime, boot: Self.currentBoot).signal(SIGKILL)
        }
    }
}

/// A line of /proc/PID/stat.
struct ProcessFacts {
    var pid: Int32
    var state: Character
    var parent: Int32
    var session: Int32
    var startTime: UInt64

    init?(_ pid: Int32) {
        let line = SmallFiles.text("/proc/\(pid)/stat")
        // The second field is the program's name in parentheses and may itself contain some.
        guard let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let state = fields[0].first, let parent = Int32(fields[1]), let session = Int32(fields[3]),
            let startTime = UInt64(fields[19])
        else { return nil }
        self.pid = pid
        self.state = state
        self.parent = parent
        self.session = session
        self.startTime = startTime
    }

    static func all() -> [ProcessFacts] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var found: [ProcessFacts] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = Int32(name), let facts = ProcessFacts(pid) { found.append(facts) }
        }
        return found
    }
}
