import AgentProtocol
import Core
import Foundation
import Logging
import ServiceConfiguration

/// The node's Apache and PHP-FPM masters: their configuration, checked before it is used, and their processes.
actor WebServers {
    private let paths: WebPaths
    private let configuration: AgentConfiguration
    private let supervisor: DaemonSupervisor
    private let token: String
    private var wanted: [LogicalServerID: WebServerSpecification] = [:]
    /// What Apache listens on besides the servers' endpoints.
    private var own: [Endpoint] = []
    private var leftOut: [Endpoint: LocalAddresses.Hindrance] = [:]
    private var turn: Task<Void, any Error>?
    /// Masters that were seen running, so that an account costs no look at them.
    private var shards: Set<Int> = []

    static let apache = "/usr/sbin/apache2"
    static let fpm = "/usr/sbin/php-fpm8.2"

    init(paths: WebPaths, configuration: AgentConfiguration, supervisor: DaemonSupervisor, token: String) {
        self.paths = paths
        self.configuration = configuration
        self.supervisor = supervisor
        self.token = token
    }

    func specification(_ server: LogicalServerID) -> WebServerSpecification? { wanted[server] }

    /// Takes the server's wanted state, nil when it is gone, and makes Apache follow.
    ///
    /// Returns the addresses of accounts' own that this server answers at from now on and did not before.
    func set(_ specification: WebServerSpecification?, for server: LogicalServerID) async throws -> [Endpoint] {
        let (before, answered) = (wanted[server], Set(own))
        wanted[server] = specification
        do {
            try await reconcile()
        } catch {
            wanted[server] = before
            throw error
        }
        let wantedHere = Set(specification?.ownEndpoints ?? [])
        return own.filter { wantedHere.contains($0) && !answered.contains($0) }
    }

    /// Why some of the server's accounts' own addresses are not answered; nil when all are.
    func leftOut(of server: LogicalServerID) -> LeftOutAddresses? {
        let wantedHere = Set(wanted[server]?.ownEndpoints ?? [])
        return LeftOutAddresses(leftOut.filter { wantedHere.contains($0.key) })
    }

    /// Takes up addresses that the machine has by now. What is still left out of all servers, in words; empty when nothing is.
    func lookAgain() async -> String {
        let missing = Array(leftOut.keys)
        if missing.isEmpty { return "" }
        // It is tried again at the next look, and with the next change of the server.
        let isSome = try? await Blocking.run { missing.contains { LocalAddresses.isFree($0) == nil } }
        if isSome == true { try? await reconcile() }
        return LeftOutAddresses(leftOut)?.words ?? ""
    }

    /// For the agent's start: several servers at once, one start of Apache.
    func set(_ all: [LogicalServerID: WebServerSpecification]) async throws {
        wanted = all
        try await reconcile()
    }

    /// One at a time, in their order: the newest wish is written last.
    private func reconcile() async throws {
        let before = turn
        let mine = Task {
            _ = await before?.result
            try await settle()
        }
        turn = mine
        try await mine.value
    }

    private func settle() async throws {
        let servers = wanted.sorted { $0.key < $1.key }.map(\.value)
        guard let first = servers.first else {
            (own, leftOut) = ([], [:])
            return await supervisor.stop("apache")
        }
        var endpoints: [Endpoint] = []
        for endpoint in servers.flatMap(\.endpoints) where !endpoints.contains(endpoint) { endpoints.append(endpoint) }
        guard !endpoints.isEmpty else {
            throw ApplyFailure(key: "webserver.no_address", words: "the web server has no address to listen on")
        }
        let gid = gid_t(configuration.webServerGID)
        let hook = WebServerHook(paths: paths.apache, probeToken: token).render()
        let (answered, missing) = try await available(servers.flatMap(\.ownEndpoints), besides: endpoints)
        let text = try WebServerConfiguration(paths: paths.apache, name: first.name, endpoints: endpoints + answered).render()
        var isChanged = try SmallFiles.write(Array(hook.utf8), to: paths.apache.hook, mode: 0o640, group: gid)
        if try SmallFiles.read(paths.apache.file) != Array(text.utf8) {
            try await check(text, group: gid)
            isChanged = try SmallFiles.write(Array(text.utf8), to: paths.apache.file, mode: 0o640, group: gid) || isChanged
        }
        let before = await supervisor.process("apache")
        do {
            try await supervisor.ensure(daemon(endpoints, own: answered, name: first.name))
            if isChanged, let before, await supervisor.process("apache") == before { try await supervisor.reload("apache") }
        } catch let failure as DaemonFailure {
            let words = SiteLogs.lastWords(paths.apache.errorLog)
            throw ApplyFailure(
                key: "webserver.not_running", words: failure.words + (words.isEmpty ? "" : "\n" + words), retryAfter: .seconds(2))
        }
        (own, leftOut) = (answered, missing)
    }

    /// Which of the accounts' own addresses Apache can listen on. It ends when it cannot listen on one of them, so each is tried before.
    private func available(
        _ wanted: [Endpoint], besides endpoints: [Endpoint]
    ) async throws -> (answered: [Endpoint], missing: [Endpoint: LocalAddresses.Hindrance]) {
        if wanted.isEmpty { return ([], [:]) }
        // What stands in the configuration is taken by our own Apache.
        let held = Set(
            String(decoding: try SmallFiles.read(paths.apache.file) ?? [], as: UTF8.self).split(separator: "\n").map(String.init))
        let known = leftOut
        // Apache lets go of an address a moment after it was told to.
        let deadline = ContinuousClock.now + .seconds(3)
        while true {
            let found = try await Self.available(wanted, besides: endpoints, held: held)
            let isNews = found.missing.contains { $0.value == .inUse && known[$0.key] != .inUse }
            if !isNews || ContinuousClock.now > deadline { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private static func available(
        _ wanted: [Endpoint], besides endpoints: [Endpoint], held: Set<String>
    ) async throws -> (answered: [Endpoint], missing: [Endpoint: LocalAddresses.Hindrance]) {
        try await Blocking.run {
            var (answered, missing): ([Endpoint], [Endpoint: LocalAddresses.Hindrance]) = ([], [:])
            var seen = Set(endpoints)
            for endpoint in wanted where seen.insert(endpoint).inserted {
                switch LocalAddresses.isFree(endpoint) {
                case nil: answered.append(endpoint)
                case .inUse where held.contains(WebServerConfiguration.listenLine(endpoint)): answered.append(endpoint)
                case .some(let hindrance): missing[endpoint] = hindrance
                }
            }
            return (answered, missing)
        }
    }

    /// The daemon's own checker, on a copy beside the file in use.
    private func check(_ text: String, group: gid_t) async throws {
        let candidate = paths.apache.file + ".candidate"
        try SmallFiles.write(Array(text.utf8), to: candidate, mode: 0o640, group: group)
        let checked = try await ProcessLauncher.run(
            Command(Self.apache, ["-t", "-f", candidate], environment: ["LANG": "C", "PATH": "/usr/bin:/bin"]))
        try SmallFiles.remove(candidate)
        if !checked.isSuccess { throw ApplyFailure(key: "webserver.configuration_refused", words: checked.words) }
    }

    private func daemon(_ endpoints: [Endpoint], own: [Endpoint], name: DomainName) -> Daemon {
        let program = [Self.apache, "-DFOREGROUND", "-f", paths.apache.file]
        let namespace = AgentSubcommands.Namespace(
            homes: paths.homes, uid: configuration.webServerUID, gid: configuration.webServerGID,
            bindsLowPorts: endpoints.contains { $0.port < 1024 }, program: program)
        return Daemon(
            name: "apache", command: Command(configuration.agentExecutable, namespace.command, operands: program), reloadSignal: SIGUSR1,
            prepare: { [paths, gid = gid_t(configuration.webServerGID)] in
                // The machine may have lost an address since the configuration was written, and Apache would not start with it.
                let there = own.filter { LocalAddresses.isFree($0) != .missing }
                if there.count == own.count { return }
                let text = try WebServerConfiguration(paths: paths.apache, name: name, endpoints: endpoints + there).render()
                try SmallFiles.write(Array(text.utf8), to: paths.apache.file, mode: 0o640, group: gid)
            },
            // The server's own addresses tell; those of accounts are looked at when they come.
            isReady: { await Self.isListening(endpoints) })
    }

    private static func isListening(_ endpoints: [Endpoint]) async -> Bool {
        for endpoint in endpoints {
            // No answer is the answer.
            let isOpen = try? await Blocking.run { Reachability.accepts(endpoint) }
            if isOpen != true { return false }
        }
        return true
    }

    // MARK: PHP

    /// Makes sure that the master runs which serves this account.
    func ensurePHP(forAccount number: Int) async throws {
        let index = PHPShardConfiguration.shard(ofAccount: number)
        try await ensureShard(index)
        // The next one is made ready in time, so that no customer waits for its start.
        let next = index + 1
        if number % PHPShardConfiguration.width >= PHPShardConfiguration.width / 2, !shards.contains(next),
            next * PHPShardConfiguration.width < configuration.uidCount
        {
            Task { try await self.ensureShard(next) }
        }
    }

    func phpSocket(ofAccount number: Int) -> String {
        shard(PHPShardConfiguration.shard(ofAccount: number)).socket(ofAccount: number)
    }

    private func shard(_ index: Int) -> PHPShardConfiguration {
        PHPShardConfiguration(
            paths: paths.php, index: index, firstUID: configuration.firstUID, uidCount: configuration.uidCount,
            webServerGID: configuration.webServerGID)
    }

    func ensureShard(_ index: Int) async throws {
        if shards.contains(index) { return }
        let shard = shard(index)
        try SmallFiles.makeDirectory(shard.directory, mode: 0o710, group: gid_t(configuration.webServerGID))
        var isChanged = try SmallFiles.write(Array(PHPShardConfiguration.ini.utf8), to: shard.iniFile, mode: 0o644)
        isChanged = try SmallFiles.write(Array(try shard.render().utf8), to: shard.file) || isChanged
        let sockets = shard.numbers.map { shard.socket(ofAccount: $0) }
        let directory = shard.directory
        let daemon = Daemon(
            name: shard.name, command: Command(Self.fpm, ["--nodaemonize", "--fpm-config", shard.file, "-c", shard.iniFile]),
            reloadSignal: SIGUSR2, ownLog: shard.errorLog,
            prepare: {
                for name in try SmallFiles.names(in: directory) where name.hasSuffix(".sock") {
                    try SmallFiles.remove("\(directory)/\(name)")
                }
            },
            // The pools' sockets are made in their order, and the last one is there when all are.
            isReady: { sockets.last.map { access($0, F_OK) == 0 } ?? false })
        do {
            let before = await supervisor.process(shard.name)
            try await supervisor.ensure(daemon)
            if isChanged, let before, await supervisor.process(shard.name) == before { try await supervisor.reload(shard.name) }
        } catch let failure as DaemonFailure {
            throw ApplyFailure(key: "php.not_running", words: failure.words, retryAfter: .seconds(2))
        }
        shards.insert(index)
    }
}

/// Connections to endpoints of this machine. Blocking.
enum Reachability {
    /// Whether somebody accepts connections.
    static func accepts(_ endpoint: Endpoint) -> Bool { (try? connect(endpoint, timeout: 2)) != nil }

    /// A connected socket whose calls fail after `timeout` seconds.
    static func connect(_ endpoint: Endpoint, timeout: Int) throws -> FileDescriptor {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let subject = "\(endpoint.address.inURL):\(endpoint.port)"
        let file = try FileDescriptor(checking: socket(endpoint.address.isIPv6 ? AF_INET6 : AF_INET, type, 0), "socket", subject)
        var wait = timeval(tv_sec: timeout, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(file.number, SOL_SOCKET, option, &wait, socklen_t(MemoryLayout<timeval>.size))
        }
        let isConnected: Bool
        if endpoint.address.isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(endpoint.port).bigEndian
            isConnected = inet_pton(AF_INET6, endpoint.address.text, &address.sin6_addr) == 1 && connected(file.number, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(endpoint.port).bigEndian
            isConnected = inet_pton(AF_INET, endpoint.address.text, &address.sin_addr) == 1 && connected(file.number, &address)
        }
        if !isConnected { throw SystemError("connect", subject) }
        return file
    }

    private static func connected<Address>(_ number: Int32, _ address: inout Address) -> Bool {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(number, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
    }
}
