import ControlPlane
import Core
import Foundation
import Logging
import NodeAgent
import Persistence
import Synchronization

/// A whole installation of a test's own, made of the built programs: a control plane and node agents with real daemons, on ports, addresses
/// and user ids that no other installation of this machine has.
package final class LiveInstallation: Sendable {
    package struct Address: Sendable, Hashable {
        package var address: String
        package var port: Int

        package init(address: String, port: Int) {
            self.address = address
            self.port = port
        }
    }

    /// Below /tmp, for the customers' processes have to walk down to their homes.
    package let state: String
    package let panelPort: Int
    package let agentPort: Int
    package let web: Address
    package let nameServers: [Address]
    package let firstUID: Int
    package let uidCount = 400
    package let token: String
    private let programs = Locked<[LiveProgram]>([])
    private let control: Locked<LiveProgram?>
    private let location = Locked<String?>(nil)
    private let copies = Locked(0)
    private let example: Bool

    /// What it would take to run one; starts nothing. Without the example there are no servers, and an administrator's token is there all the same.
    package init(example: Bool = true) throws {
        let number = Self.next.wrappingAdd(1, ordering: .relaxed).oldValue
        if number == 0 { Self.removeStale() }
        self.example = example
        state = "/tmp/hwl-\(getpid())-\(number)"
        let base = try Self.freePorts(number)
        (panelPort, agentPort) = (base, base + 1)
        web = Address(address: "127.0.0.1", port: base + 2)
        nameServers = [Address(address: "127.88.0.2", port: base + 3), Address(address: "127.88.0.3", port: base + 3)]
        firstUID = 400_000_000 + Int(getpid() % 20_000) * 20_000 + (number % 40) * 500
        token = "hw_livetest"
        control = Locked(nil)
        try SmallFiles.makeDirectory(state, mode: 0o1777)
        try SmallFiles.makeDirectory(state + "/control-plane", mode: 0o700, owner: uid_t(controlUID), group: gid_t(controlUID))
        atEnd(remove: state)
        Self.running.withLock { running in
            if running.isEmpty { atexit { for state in LiveInstallation.running.value { LiveInstallation.sweep(state) } } }
            running.append(state)
        }
    }

    private static let next = Atomic<Int>(0)
    private static let running = Locked<[String]>([])

    // MARK: Programs

    /// Root only when the control plane's own user could not reach the built program.
    private var controlUID: Int { Self.isOpenToOthers(Self.buildDirectory) ? firstUID - 5 : 0 }

    /// The control plane that was started last.
    package var controlPlane: LiveProgram {
        get throws {
            guard let program = control.value else { throw LiveProblem("no control plane was started") }
            return program
        }
    }

    /// The database of the control plane that was started last, as `--database` takes it.
    package var database: String { location.value ?? "sqlite:\(state)/control-plane/hostwright.sqlite" }

    /// An empty database on the same engine, for a control plane of this installation or of another one.
    package func emptyDatabase() async throws -> String {
        let number = copies.withLock { number in
            number += 1
            return number
        }
        if database.hasPrefix("sqlite:") { return "\(database).empty\(number)" }
        return try await TestDatabase.create("\(database.databaseName)_empty\(number)", beside: database, template: "template0")
    }

    /// A copy of the database. No control plane may run.
    package func copyDatabase() async throws -> String {
        if !database.hasPrefix("sqlite:") {
            return try await TestDatabase.create("\(database.databaseName)_copy", beside: database, template: database.databaseName)
        }
        let (path, copy) = (String(database.dropFirst("sqlite:".count)), "\(database.dropFirst("sqlite:".count)).copy")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let owner = try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int
        chown(copy, uid_t(owner ?? 0), gid_t(owner ?? 0))
        return "sqlite:\(copy)"
    }

    /// A connection to the panel on which this was said; the caller closes it.
    package func connection(saying text: String) throws -> Int32 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(panelPort).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard result == 0 else { throw LiveProblem("the panel does not take a connection") }
        _ = send(number, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        return number
    }

    /// Starts a control plane. `database` as `--database` takes it; nil: a SQLite file of the installation. The one that ran before must have ended.
    /// `more` are options of `serve`.
    @discardableResult
    package func startControlPlane(database: String? = nil, more: [String] = []) async throws -> LiveProgram {
        // PostgreSQL's socket is the cluster's own user's.
        let isPostgreSQL = database?.hasPrefix("postgresql:") == true
        let user = isPostgreSQL ? getpwnam("postgres").map { Int($0.pointee.pw_uid) } ?? 0 : controlUID
        if isPostgreSQL {
            try SmallFiles.makeDirectory(state + "/control-plane", mode: 0o700, owner: uid_t(user), group: gid_t(user))
        }
        var words = [
            "serve", "--state", state, "--database", database ?? "sqlite:\(state)/control-plane/hostwright.sqlite", "--panel-port",
            "\(panelPort)", "--agent-port", "\(agentPort)", "--first-uid", "\(firstUID)", "--uid-count", "\(uidCount)",
            // Tests ask until something is so, many times a second.
            "--api-rate", "0",
        ]
        words += more
        if example {
            words += ["--example", "--web-port", "\(web.port)", "--dns-port", "\(web.port + 1)"]
            words += nameServers.flatMap { ["--dns-address", $0.address] }
        }
        let asUser = user == 0 ? [] : ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--no-new-privs"]
        let program = LiveProgram(
            name: "control plane",
            command: Command(
                "/usr/bin/setpriv", asUser + [Self.program("hostwright")] + words,
                environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]),
            logFile: "\(state)/control-plane.log")
        try program.start()
        control.withLock { $0 = program }
        location.withLock { $0 = database }
        programs.withLock { $0.append(program) }
        try await untilReady(program)
        return program
    }

    /// Waits until the panel reaches its database.
    package func untilReady(_ program: LiveProgram) async throws {
        try await eventually("the control plane is ready", within: .seconds(30)) {
            guard program.isRunning else { throw LiveProblem("the control plane ended:\n\(program.log)") }
            return try await curl(["http://127.0.0.1:\(panelPort)/readyz"]).status == 200
        }
    }

    /// An agent of its own root below the state directory; not joined and not started yet.
    package func agent(_ name: String = "node") throws -> LiveProgram {
        let root = "\(state)/\(name)"
        try SmallFiles.makeDirectory(root, mode: 0o711)
        let configuration = AgentConfiguration(
            root: root, firstUID: firstUID, uidCount: uidCount, webServerUID: firstUID - 3, webServerGID: firstUID - 3,
            nameServerUID: firstUID - 2, nameServerGID: firstUID - 2)
        try JSONEncoder().encode(configuration).write(to: URL(fileURLWithPath: "\(state)/\(name).json"))
        let program = LiveProgram(
            name: name, command: Command(Self.program("hostwright-agent"), ["run", "--configuration", "\(state)/\(name).json"]),
            logFile: "\(state)/\(name).log")
        programs.withLock { $0.append(program) }
        return program
    }

    /// Makes the agent of that name belong to the installation. `under` is a program that gets the agent's command as its arguments.
    package func join(_ name: String = "node", line: String, under runner: [String] = []) async throws {
        let words = runner + [Self.program("hostwright-agent"), "join", "--configuration", "\(state)/\(name).json"]
        let joined = try await ProcessLauncher.run(
            Command(words[0], Array(words.dropFirst())), input: Array(line.utf8), timeout: .seconds(20))
        guard joined.isSuccess else { throw LiveProblem("joining failed: \(joined.output)\(joined.errors)") }
    }

    /// The line that the example's control plane left for the node of this machine.
    package func joinLine() async throws -> String {
        var line = ""
        try await eventually("there is a join line") {
            line = String(decoding: FileManager.default.contents(atPath: "\(state)/join-line") ?? Data(), as: UTF8.self)
            return !line.isEmpty
        }
        try FileManager.default.removeItem(atPath: "\(state)/join-line")
        return line
    }

    /// Gives programs an administrator's token, the same in every database.
    package func addToken(database: String? = nil) async throws {
        let opened = try TestDatabase.open(database ?? "sqlite:\(state)/control-plane/hostwright.sqlite", connections: 1)
        let (now, login, id) = (Timestamp.now, LoginID(), TokenID())
        try await opened.write { db in
            if try db.first("SELECT id FROM api_token WHERE name = 'live test'") != nil { return }
            try db.execute(
                """
                INSERT INTO login (id, name, name_folded, person, email, role, password_hash, is_locked, created_at)
                VALUES (\(login), 'livetest', 'livetest', 'Live test', 'live@example.org', 'administrator', 'none', FALSE, \(now))
                """)
            try db.execute(
                "INSERT INTO login_staff_role (login_id, role_id) SELECT \(login), id FROM staff_role WHERE is_full")
            // The hash of `hw_livetest`.
            try db.execute(
                """
                INSERT INTO api_token (id, secret_hash, login_id, name, role, created_at)
                VALUES (\(id), 'c263f4dc7f06a250230430d6ba8c0468e68f422507735ebf50b0a7e1d152b08a', \(login), 'live test', 'administrator', \(now))
                """)
        }
        await opened.close()
    }

    /// Brings everything up: control plane, one node, the example. Returns the agent.
    ///
    /// - Parameter homesLimit: puts the homes on a file system of their own of this size, as mount(8) takes it: `4m`.
    @discardableResult
    package func start(database: String? = nil, homesLimit: String? = nil) async throws -> LiveProgram {
        let panel = try await startControlPlane(database: database)
        try await addToken(database: database)
        let node = try agent()
        if let homesLimit {
            try SmallFiles.makeDirectory("\(state)/node/home", mode: 0o711)
            let mounted = try await ProcessLauncher.run(
                Command("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=\(homesLimit),mode=0711", "hostwright-test", "\(state)/node/home"]))
            guard mounted.isSuccess else { throw LiveProblem("mounting failed: \(mounted.words)") }
        }
        try await join(line: try await joinLine())
        try node.start()
        try await eventually("the example answers", within: .seconds(60)) {
            guard panel.isRunning, node.isRunning else { throw LiveProblem("ended:\n\(panel.log)\n\(node.log)") }
            return FileManager.default.fileExists(atPath: "\(state)/ready.json")
        }
        return node
    }

    /// Stops the programs in good order, then their daemons.
    package func stop() async throws {
        for program in programs.value.reversed() { try await program.stop() }
        for name in try FileManager.default.contentsOfDirectory(atPath: state) where name.hasSuffix(".json") && name != "ready.json" {
            try await stopDaemons(String(name.dropLast(5)))
        }
    }

    /// Ends the daemons that the agent of that name left running.
    package func stopDaemons(_ name: String) async throws {
        let stopped = try await ProcessLauncher.run(
            Command(Self.program("hostwright-agent"), ["stop", "--configuration", "\(state)/\(name).json"]), timeout: .seconds(30))
        guard stopped.isSuccess else { throw LiveProblem("stopping the daemons failed: \(stopped.words)") }
    }

    /// Ends whatever is left, and removes the files.
    package func remove() async {
        Self.sweep(state)
        Self.running.withLock { $0.removeAll { $0 == state } }
        // Most installations have nothing mounted, and what a mounted file system holds back goes with the end of the process.
        _ = try? await ProcessLauncher.run(Command("/usr/bin/umount", ["--lazy", "--quiet", "\(state)/node/home"]))
        try? FileManager.default.removeItem(atPath: state)
    }

    /// The last words of every program, for a test that failed.
    package var logs: String { programs.value.map { "--- \($0.name)\n\($0.log)" }.joined(separator: "\n") }

    private static func sweep(_ state: String) {
        for _ in 0..<50 {
            let rest = Processes.of(state)
            if rest.isEmpty { return }
            for entry in rest { kill(entry.pid, SIGKILL) }
            usleep(20_000)
        }
    }

    /// Ends and removes what test processes left that were killed.
    private static func removeStale() {
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] where entry.hasPrefix("hwl-") {
            guard let owner = pid_t(entry.dropFirst(4).prefix { $0 != "-" }), kill(owner, 0) != 0, errno == ESRCH else { continue }
            sweep("/tmp/\(entry)")
            try? FileManager.default.removeItem(atPath: "/tmp/\(entry)")
        }
    }

    // MARK: Where things are

    /// Four ports in a row, below those that the kernel gives away by itself.
    private static func freePorts(_ number: Int) throws -> Int {
        let start = Int(getpid()) * 64 + number * 4
        for step in 0..<240 {
            let base = 30_000 + (start + step * 4) % 960
            if (0..<4).allSatisfy({ isFree(base + $0) }) { return base }
        }
        throw LiveProblem("no four ports in a row are free from 30000 to 30960")
    }

    private static func isFree(_ port: Int) -> Bool {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        } == 0
    }

    /// The built programs lie beside the test bundle.
    package static func program(_ name: String) -> String { "\(buildDirectory)/\(name)" }

    private static let buildDirectory: String = {
        let candidates = [
            CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? "",
            FileManager.default.currentDirectoryPath + "/.build/debug",
        ]
        let found = candidates.first { access($0 + "/hostwright-agent", X_OK) == 0 } ?? candidates[1]
        return URL(fileURLWithPath: found).resolvingSymlinksInPath().path
    }()

    private static func isOpenToOthers(_ path: String) -> Bool {
        var path = URL(fileURLWithPath: path)
        while true {
            guard let mode = try? FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int, mode & 0o001 != 0
            else {
                return false
            }
            if path.path == "/" { return true }
            path.deleteLastPathComponent()
        }
    }
}

/// The databases that a whole installation is tried on.
package enum LiveDatabase: String, CaseIterable, Sendable {
    case sqlite, postgresql
}

/// Runs `body` with an installation that is up; whatever happens, nothing of it is left.
package func withInstallation(
    on database: LiveDatabase = .sqlite, homesLimit: String? = nil,
    _ body: (_ installation: LiveInstallation, _ node: LiveProgram) async throws -> Void
) async throws {
    if database == .sqlite { return try await withInstallation(location: nil, homesLimit: homesLimit, body) }
    try await withTestDatabase(.postgresql) { test in
        await test.database.close()
        try await withInstallation(location: test.location, homesLimit: homesLimit, body)
    }
}

private func withInstallation(
    location: String?, homesLimit: String?, _ body: (_ installation: LiveInstallation, _ node: LiveProgram) async throws -> Void
) async throws {
    let installation = try LiveInstallation()
    do {
        try await body(installation, try await installation.start(database: location, homesLimit: homesLimit))
        try await installation.stop()
    } catch {
        print(installation.logs)
        await installation.remove()
        throw error
    }
    await installation.remove()
}
