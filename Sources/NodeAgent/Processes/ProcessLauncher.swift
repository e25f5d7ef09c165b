import CLinux
import Dispatch
import Foundation

/// A program and everything it is started with. The environment is exactly what stands here.
package struct Command: Sendable, Hashable {
    /// Absolute path. Shells and programs that run other programs by name are refused at the launch.
    package var executable: String
    /// Our own words: options and their values.
    package var arguments: [String]
    /// Values that come from outside (names, paths of customers). They follow `--`, so none can be read as an option.
    package var operands: [String]
    package var environment: [String: String]
    package var directory: String
    package var fileModeMask: UInt32

    package init(
        _ executable: String, _ arguments: [String] = [], operands: [String] = [], environment: [String: String] = [:],
        directory: String = "/", fileModeMask: UInt32 = 0o022
    ) {
        self.executable = executable
        self.arguments = arguments
        self.operands = operands
        self.environment = environment
        self.directory = directory
        self.fileModeMask = fileModeMask
    }

    package var words: [String] { [executable] + arguments + (operands.isEmpty ? [] : ["--"] + operands) }
}

/// Why a program was not started.
package struct LaunchFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package var executable: String
    package var words: String

    package init(executable: String, words: String) {
        self.executable = executable
        self.words = words
    }

    package var description: String { "\(executable) was not started: \(words)" }
}

/// What a finished program left.
package struct Finished: Sendable, Hashable {
    package enum End: Sendable, Hashable {
        case exited(Int32)
        case killed(Int32)
        /// It ran longer than allowed and was killed.
        case timedOut
    }

    package var end: End
    /// At most the limit's bytes each; more was read and dropped.
    package var output: String
    package var errors: String

    package init(end: End, output: String, errors: String) {
        self.end = end
        self.output = output
        self.errors = errors
    }

    package var isSuccess: Bool { end == .exited(0) }
    /// What a person is shown: the program's errors, else its output.
    package var words: String {
        let text = errors.isEmpty ? output : errors
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The only place that starts processes: an argument array, never a shell, no inherited descriptors, a session of its own (security rule 2).
package enum ProcessLauncher {
    /// Copies this process, which must have one thread only, and runs `child` in the copy, which ends with it. For the file helper.
    static func split(_ child: () -> Void) {
        guard hw_fork_single_threaded() == 0 else { return }
        child()
        hw_exit_now(0)
    }

    /// Interpreters of command lines, and programs whose argument is another program.
    private static let refused: Set<String> = [
        "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "csh", "tcsh", "fish", "rbash", "busybox", "env", "xargs", "nohup", "setsid",
        "sudo", "su", "doas", "runuser", "script", "eval",
    ]

    /// Starts a program that outlives the caller. `record` gets the pid before the program runs its first instruction: when it throws, or when
    /// the caller dies before it returns, the program never starts, so there is no process that nobody knows.
    package static func launch(_ command: Command, outputFile: String, record: @escaping (pid_t) throws -> Void) throws -> pid_t {
        let input = try open("/dev/null", O_RDONLY)
        let output = try open(outputFile, O_WRONLY | O_CREAT | O_APPEND)
        return try withExtendedLifetime((input, output)) {
            try start(command, input: input.number, output: output.number, errors: output.number, record: record)
        }
    }

    /// Starts a program whose standard input is `input` (an end of a pipe or socket of the caller's): the program learns from its end that the
    /// caller has gone. The caller reaps it.
    static func launch(_ command: Command, input: FileDescriptor, outputFile: String) throws -> pid_t {
        let output = try open(outputFile, O_WRONLY | O_CREAT | O_APPEND)
        return try withExtendedLifetime((input, output)) {
            try start(command, input: input.number, output: output.number, errors: output.number, record: nil)
        }
    }

    /// Runs a program to its end and keeps what it says, at most `limit` bytes of each stream. It is killed with its session after `timeout`.
    package static func run(_ command: Command, input: [UInt8] = [], limit: Int = 65536, timeout: Duration = .seconds(10)) async throws
        -> Finished
    {
        try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: waiting for a program must not hold a thread of the cooperative pool.
            Thread.detachNewThread {
                continuation.resume(with: Result { try runBlocking(command, input: input, limit: limit, timeout: timeout) })
            }
        }
    }

    /// Replaces the calling process by the program (execve(2)): pid, identity and namespaces stay. Returns only by throwing.
    static func become(_ command: Command) throws -> Never {
        try check(command)
        let environment = command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        umask(command.fileModeMask)
        let code = withCStrings(command.words, environment) { arguments, environment -> Int32 in
            execve(command.executable, arguments, environment)
            return errno
        }
        throw LaunchFailure(executable: command.executable, words: String(cString: strerror(code)))
    }

    private static func runBlocking(_ command: Command, input: [UInt8], limit: Int, timeout: Duration) throws -> Finished {
        let (stdin, feed) = try FileDescriptor.socketPair()
        let outputPipe = try FileDescriptor.pipe()
        let errorPipe = try FileDescriptor.pipe()
        let pid = try start(
            command, input: stdin.number, output: outputPipe.write.number, errors: errorPipe.write.number, record: nil)
        let deadline = ContinuousClock.now + timeout
        var collector = Collector(limit: limit, output: outputPipe.read, errors: errorPipe.read, feed: feed, input: input)
        // Our copies of the program's ends must go, or the pipes never end.
        close(outputPipe.write)
        close(errorPipe.write)
        close(stdin)
        let inTime = collector.collect(until: deadline)
        let status = reap(pid, killingAt: inTime ? deadline : .now)
        return Finished(
            end: status ?? .timedOut, output: String(decoding: collector.outputBytes, as: UTF8.self),
            errors: String(decoding: collector.errorBytes, as: UTF8.self))
    }

    /// Points the number at /dev/null; the object closes it later, so no number is closed twice.
    private static func close(_ descriptor: FileDescriptor) {
        guard let null = try? open("/dev/null", O_RDWR) else { return }
        _ = hw_replace(null.number, descriptor.number)
    }

    /// Waits for the end; after the deadline kills the program's whole session. nil when it had to be killed.
    private static func reap(_ pid: pid_t, killingAt deadline: ContinuousClock.Instant) -> Finished.End? {
        let pidfd = hw_pidfd_open(pid)
        defer { if pidfd >= 0 { Glibc.close(pidfd) } }
        let left = max(0, (deadline - .now).milliseconds)
        var waiting = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
        let ended = pidfd >= 0 && poll(&waiting, 1, Int32(clamping: left)) > 0
        if !ended { kill(-pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        guard ended else { return nil }
        return end(of: status)
    }

    static func end(of status: Int32) -> Finished.End {
        // wait(2): WIFEXITED and WTERMSIG are macros that Swift does not import.
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    private static func open(_ path: String, _ flags: Int32) throws -> FileDescriptor {
        try FileDescriptor(checking: Glibc.open(path, flags | O_CLOEXEC, 0o640), "open", path)
    }

    private static func check(_ command: Command) throws {
        func refuse(_ words: String) -> LaunchFailure { LaunchFailure(executable: command.executable, words: words) }
        guard command.executable.hasPrefix("/") else { throw refuse("its path is not absolute") }
        for word in command.words + command.environment.map({ "\($0)=\($1)" }) where word.utf8.contains(0) {
            throw refuse("an argument holds a zero byte")
        }
        for name in command.environment.keys where name.isEmpty || name.contains("=") { throw refuse("a variable has no proper name") }
        var paths = [command.executable]
        if let real = realpath(command.executable, nil) {
            paths.append(String(cString: real))
            free(real)
        }
        for path in paths where refused.contains(path.split(separator: "/").last.map(String.init) ?? "") {
            throw refuse("it runs other programs; give the program itself")
        }
    }

    private static func start(
        _ command: Command, input: Int32, output: Int32, errors: Int32, record: ((pid_t) throws -> Void)?
    ) throws -> pid_t {
        try check(command)
        let failure = try FileDescriptor.pipe()
        let gate = record == nil ? nil : try FileDescriptor.pipe()
        // The standard descriptors of an agent may be closed; those of the program must not take their numbers.
        var descriptors: [FileDescriptor] = []
        func lifted(_ number: Int32) throws -> Int32 {
            if number > 2 { return number }
            let copy = try FileDescriptor(checking: fcntl(number, F_DUPFD_CLOEXEC, 3), "fcntl", "")
            descriptors.append(copy)
            return copy.number
        }
        var plan = hw_launch()
        plan.input = try lifted(input)
        plan.output = try lifted(output)
        plan.error = try lifted(errors)
        plan.failure = failure.write.number
        plan.gate = gate?.read.number ?? -1
        plan.file_mode_mask = command.fileModeMask
        let pid = withCStrings(command.words, command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) {
            arguments, environment in
            command.executable.withCString { path in
                command.directory.withCString { directory in
                    plan.path = path
                    plan.argv = arguments
                    plan.envp = environment
                    plan.directory = directory
                    return hw_launch(&plan)
                }
            }
        }
        if pid < 0 { throw SystemError("fork", command.executable) }
        withExtendedLifetime((failure, gate, descriptors)) {}
        do {
            try record?(pid)
            try gate?.write.writeAll([1])
        } catch {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            throw error
        }
        close(failure.write)
        // The pipe closes by itself when execve succeeds.
        let told = try failure.read.readAll(upTo: 4)
        guard told.isEmpty else {
            waitpid(pid, nil, 0)
            let code = told.enumerated().reduce(Int32(0)) { $0 | Int32($1.element) << (8 * Int32($1.offset)) }
            throw LaunchFailure(executable: command.executable, words: String(cString: strerror(code)))
        }
        return pid
    }

    private static func withCStrings<R>(
        _ first: [String], _ second: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>, UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var a = first.map { strdup($0) } + [nil]
        var b = second.map { strdup($0) } + [nil]
        defer { for text in a + b { free(text) } }
        return a.withUnsafeMutableBufferPointer { one in
            b.withUnsafeMutableBufferPointer { two in
                body(pointer(one), pointer(two))
            }
        }
    }

    private static func pointer(_ buffer: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>) -> UnsafePointer<
        UnsafeMutablePointer<CChar>?
    > {
        UnsafePointer(buffer.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1))
    }
}

/// Feeds a program and reads both its streams at once, so that neither side can wait for the other.
private struct Collector {
    let limit: Int
    let output: FileDescriptor
    let errors: FileDescriptor
    let feed: FileDescriptor
    var input: [UInt8]
    var outputBytes: [UInt8] = []
    var errorBytes: [UInt8] = []

    init(limit: Int, output: FileDescriptor, errors: FileDescriptor, feed: FileDescriptor, input: [UInt8]) {
        self.limit = limit
        self.output = output
        self.errors = errors
        self.feed = feed
        self.input = input
    }

    /// False when the deadline came first.
    mutating func collect(until deadline: ContinuousClock.Instant) -> Bool {
        var open: Set<Int32> = [output.number, errors.number]
        var sent = 0
        if input.isEmpty { shutdown(feed.number, Int32(SHUT_WR)) }
        while !open.isEmpty {
            let left = (deadline - .now).milliseconds
            if left <= 0 { return false }
            var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            if sent < input.count { waiting.append(pollfd(fd: feed.number, events: Int16(POLLOUT), revents: 0)) }
            if poll(&waiting, nfds_t(waiting.count), Int32(clamping: left)) < 0 && errno != EINTR { return false }
            for one in waiting where one.revents != 0 {
                if one.fd == feed.number {
                    sent += write(from: sent)
                    if sent >= input.count { shutdown(feed.number, Int32(SHUT_WR)) }
                } else if !take(one.fd) {
                    open.remove(one.fd)
                }
            }
        }
        return true
    }

    private func write(from start: Int) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = input[start...].withUnsafeBytes { send(feed.number, $0.baseAddress, $0.count, flags) }
        // A program that does not read its input loses the rest of it.
        return count < 0 ? (errno == EAGAIN || errno == EINTR ? 0 : input.count) : count
    }

    private mutating func take(_ descriptor: Int32) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16384)
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0 && errno == EINTR { return true }
        guard count > 0 else { return false }
        if descriptor == output.number {
            outputBytes.append(contentsOf: chunk[0..<min(count, max(0, limit - outputBytes.count))])
        } else {
            errorBytes.append(contentsOf: chunk[0..<min(count, max(0, limit - errorBytes.count))])
        }
        return true
    }
}
