import CLinux
import Core
import Foundation
import NIOPosix

/// Threads for system calls that wait for the disk, so that none waits on the cooperative pool.
enum Blocking {
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 8)
        pool.start()
        return pool
    }()

    static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await pool.runIfActive(work)
    }

    static func submit(_ work: @escaping @Sendable () -> Void) { pool.submit { _ in work() } }
}

/// Frames between the agent and its file helper: two lengths (32 bits, big-endian), JSON, bytes.
enum FileFrame {
    /// Largest content of one file that goes through the helper.
    static let contentLimit = 256 << 20

    static func send(_ value: some Encodable, content: [UInt8], to socket: FileDescriptor) throws {
        let json = Array(try JSONEncoder().encode(value))
        try socket.writeAll(length(json.count) + length(content.count) + json)
        if !content.isEmpty { try socket.writeAll(content) }
    }

    static func receive<T: Decodable>(_ type: T.Type, from socket: FileDescriptor) throws -> (T, [UInt8]) {
        let head = try socket.readAll(upTo: 8)
        guard head.count == 8 else { throw SystemError("read", "file helper", code: EPIPE) }
        let lengths = [head[0..<4], head[4..<8]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
        guard lengths[0] <= 16 << 20, lengths[1] <= contentLimit else { throw SystemError("read", "file helper", code: EMSGSIZE) }
        let json = try socket.readAll(upTo: lengths[0])
        let content = try socket.readAll(upTo: lengths[1])
        guard json.count == lengths[0], content.count == lengths[1] else { throw SystemError("read", "file helper", code: EPIPE) }
        return (try JSONDecoder().decode(type, from: Data(json)), content)
    }

    private static func length(_ count: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * (3 - $0))) } }
}

/// Root's way into customers' homes: a small process of its own that forks for each visit; the child becomes the customer for good
/// (security rule 5), walks, answers and ends. Starting it costs a fork of a small process, not the start of a program.
package final class FileHelper: Sendable {
    private let path: String
    private let outputFile: String
    private let command: Command
    private let state = Locked<State>(State())

    private struct State: Sendable {
        var process: pid_t?
        /// Its end tells the helper that the agent has gone.
        var leash: FileDescriptor?
    }

    /// `executable` is the agent's own program, which knows the subcommand `file-helper`.
    package init(root: String, executable: String) throws {
        path = root + "/run/files.sock"
        outputFile = root + "/log/file-helper.log"
        command = Command(executable, ["file-helper"], fileModeMask: 0)
    }

    deinit { stop() }

    package func stop() {
        let old = state.withLock { state -> State in
            defer { state = State() }
            return state
        }
        // Closing the leash ends it; a child on a visit finishes its work.
        if let process = old.process {
            withExtendedLifetime(old.leash) { _ = kill(process, SIGTERM) }
            waitpid(process, nil, 0)
        }
    }

    /// Runs one visit. Throws `FileProblem` for what happens in the home, `SystemError` when the helper itself fails.
    func visit(_ request: FileRequest, content: [UInt8] = []) async throws -> (FileAnswer, [UInt8]) {
        let (answer, bytes) = try await Blocking.run { try self.visitBlocking(request, content: content) }
        if let problem = answer.problem { throw problem }
        return (answer, bytes)
    }

    private func visitBlocking(_ request: FileRequest, content: [UInt8]) throws -> (FileAnswer, [UInt8]) {
        let socket = try connected()
        try FileFrame.send(request, content: content, to: socket)
        return try FileFrame.receive(FileAnswer.self, from: socket)
    }

    private func connected() throws -> FileDescriptor {
        try state.withLock { state in
            if state.leash != nil, let socket = try? connectOnce() { return socket }
            if let process = state.process { waitpid(process, nil, WNOHANG) }
            let listener = try listen()
            // Before the helper exists: an agent that is killed right after the launch would leave one that waits for its leash for ever.
            let leash = try connectOnce()
            state.process = try ProcessLauncher.launch(command, input: listener, outputFile: outputFile)
            state.leash = leash
            return try connectOnce()
        }
    }

    private func listen() throws -> FileDescriptor {
        if unlink(path) != 0 && errno != ENOENT { throw SystemError("unlink", path) }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let listener = try FileDescriptor(checking: socket(AF_UNIX, type, 0), "socket", path)
        if try withAddress({ bind(listener.number, $0, $1) }) != 0 { throw SystemError("bind", path) }
        if chmod(path, 0o600) != 0 { throw SystemError("chmod", path) }
        if Glibc.listen(listener.number, 128) != 0 { throw SystemError("listen", path) }
        return listener
    }

    private func connectOnce() throws -> FileDescriptor {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = try FileDescriptor(checking: Glibc.socket(AF_UNIX, type, 0), "socket", path)
        if try withAddress({ connect(socket.number, $0, $1) }) != 0 { throw SystemError("connect", path) }
        return socket
    }

    private func withAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) throws -> R {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw SystemError("bind", path, code: ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}

/// The helper's own program: one thread, so that fork(2) is safe.
enum FileHelperProgram {
    /// Standard input is the listening socket. Its first connection is the agent's leash; each other one is a visit. Returns when the agent has gone.
    static func run() throws {
        signal(SIGCHLD, SIG_IGN)
        umask(0)
        warmUp()
        guard getuid() == 0 else { throw SystemError("setresuid", "file helper", code: EPERM) }
        let leash = try accepted()
        while true {
            var waiting = [pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: leash.number, events: Int16(POLLIN), revents: 0)]
            if poll(&waiting, 2, -1) < 0 && errno != EINTR { throw SystemError("poll", "") }
            if waiting[1].revents != 0 { return }
            guard waiting[0].revents != 0 else { continue }
            let visitor = try accepted()
            guard hw_peer_uid(visitor.number) == 0 else { continue }
            ProcessLauncher.split {
                close(0)
                close(leash.number)
                serve(visitor)
            }
        }
    }

    private static func accepted() throws -> FileDescriptor {
        while true {
            let number = accept(0, nil, nil)
            if number >= 0 {
                _ = fcntl(number, F_SETFD, FD_CLOEXEC)
                return FileDescriptor(number)
            }
            if errno != EINTR && errno != ECONNABORTED { throw SystemError("accept", "") }
        }
    }

    private static func serve(_ visitor: FileDescriptor) {
        var answer = FileAnswer()
        var bytes: [UInt8] = []
        do {
            let (request, content) = try FileFrame.receive(FileRequest.self, from: visitor)
            guard request.uid >= 1000, request.gid >= 1000 else { throw SystemError("setresuid", "\(request.uid)", code: EPERM) }
            // A customer who takes the rights from his own directory does not hide what is in it.
            let become = request.operations == [.measure] ? hw_become_keeping_search : hw_become
            if hw_no_new_privileges() != 0 || become(request.uid, request.gid) != 0 { throw SystemError("setresuid", "\(request.uid)") }
            let walk = try HomeWalk(home: request.home)
            for operation in request.operations {
                bytes += try walk.perform(operation, content: content, answer: &answer)
            }
        } catch let problem as FileProblem {
            answer.problem = problem
        } catch let error as SystemError {
            answer.problem = FileProblem(error)
        } catch {
            answer.problem = FileProblem(key: "file.failed", words: String(describing: error))
        }
        // An agent that has gone meanwhile asks again after its start: every operation may be repeated.
        try? FileFrame.send(answer, content: answer.problem == nil ? bytes : [], to: visitor)
    }

    /// Coders build their tables on first use; done once here, the children find them ready.
    private static func warmUp() {
        let request = FileRequest(home: "/", uid: 1, gid: 1, operations: [.inspect(path: ["a"]), .list(path: []), .write(path: ["a"])])
        let entry = FileEntry(name: "a", kind: .file, size: 1, modified: .now)
        let answer = FileAnswer(problem: FileProblem(key: "a", words: "b"), entries: [entry], isFresh: true)
        // Nothing depends on the result.
        _ = try? JSONDecoder().decode(FileRequest.self, from: JSONEncoder().encode(request))
        _ = try? JSONDecoder().decode(FileAnswer.self, from: JSONEncoder().encode(answer))
    }
}
