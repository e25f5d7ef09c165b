import AgentProtocol
import Core
import Foundation
import Logging
import ServiceConfiguration

/// Web servers, accounts and websites of the node.
///
/// A new site is a few small files: its document root made by the helper as the customer, and one record per host name that the web server's
/// hook looks up at the next request. Nothing is reloaded. Every step may be repeated, and state is on the disk before what it describes.
package final class WebDriver: ServiceDriver {
    package let kinds: Set<ObjectKind> = [.webServer, .account, .website]
    let paths: WebPaths
    let configuration: AgentConfiguration
    let supervisor: DaemonSupervisor
    let helper: FileHelper
    let state: WebState
    let servers: WebServers
    let probe: WebProbe
    let logger: Logger
    /// Held while a record's file is looked at and replaced or removed, so that nobody removes what another site has just written.
    private let recordFiles = Locked(())

    /// Prepares the directories below the configuration's root. Throws when the configuration is refused or the disk does not allow it.
    package init(configuration: AgentConfiguration, supervisor: DaemonSupervisor, logger: Logger) throws {
        try configuration.check()
        self.configuration = configuration
        self.supervisor = supervisor
        self.logger = logger
        paths = try WebPaths(root: configuration.root)
        try paths.prepare(webServerUID: configuration.webServerUID, webServerGID: configuration.webServerGID)
        state = try WebState(directory: paths.state)
        let token = try Self.token(paths.token)
        helper = try FileHelper(root: configuration.root, executable: configuration.agentExecutable)
        servers = WebServers(paths: paths, configuration: configuration, supervisor: supervisor, token: token)
        probe = WebProbe(token: token)
    }

    private static func token(_ path: String) throws -> String {
        if let bytes = try SmallFiles.read(path) { return String(decoding: bytes, as: UTF8.self) }
        let token = (0..<4).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 36) }.joined()
        try SmallFiles.write(Array(token.utf8), to: path)
        return token
    }

    // MARK: ServiceDriver

    package func start() async throws {
        try await Blocking.run { try self.takeUp() }
        let specifications = try await state.read { try $0.webServers() }
        let shards = Set(try await state.read { try $0.accountNumbers() }.map(PHPShardConfiguration.shard(ofAccount:)))
        var failure: (any Error)?
        do {
            try await servers.set(specifications)
        } catch {
            failure = error
        }
        for shard in shards.sorted() {
            do {
                try await servers.ensureShard(shard)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    package func stop() async {
        for service in await supervisor.services() where service.name == "apache" || service.name.hasPrefix("php-fpm-") {
            await supervisor.stop(service.name)
        }
        helper.stop()
    }

    package func services() async -> [ServiceState] {
        let leftOut = await servers.lookAgain()
        return await supervisor.services().filter { $0.name == "apache" || $0.name.hasPrefix("php-fpm-") }.map { service in
            guard service.name == "apache", !leftOut.isEmpty else { return service }
            return ServiceState(name: service.name, isRunning: service.isRunning, words: leftOut)
        }
    }

    package func inventory() async throws -> [ObjectReference: String] {
        try await state.read { try $0.inventory() }
    }

    package func has(_ reference: ObjectReference) async throws -> Bool {
        try await state.read { try $0.contains(reference) }
    }

    package func apply(_ change: Change, context: ApplyContext) async throws -> AppliedObject {
        do {
            switch change.reference.kind {
            case .webServer: return try await applyServer(change)
            case .account: return try await applyAccount(change)
            case .website: return try await applyWebsite(change)
            case .nameServer, .zone: throw ApplyFailure(key: "node.refused", words: "the web part has no \(change.reference.kind.rawValue)")
            }
        } catch let error as SystemError {
            throw Self.failure(error.isDiskFull ? "node.disk_full" : "node.failed", error.description)
        } catch let error as SQLiteError {
            throw Self.failure(error.isDiskFull ? "node.disk_full" : "node.failed", error.description)
        } catch let problem as FileProblem {
            throw Self.failure(problem.key == "node.disk_full" ? problem.key : "website.files", problem.words)
        } catch let problem as InputProblem {
            throw ApplyFailure(key: "node.refused", words: problem.sentence)
        }
    }

    static func failure(_ key: String, _ words: String) -> ApplyFailure { ApplyFailure(key: key, words: words, retryAfter: .seconds(5)) }

    // MARK: Files of a customer

    /// The files of an account that this node has. Throws `Fault` `.notFound` when it has none.
    package func files(of account: AccountID, on server: LogicalServerID) async throws -> CustomerFiles {
        let reference = ObjectReference(server: server, kind: .account, object: account.text)
        guard let object = try await state.read({ try $0.object(reference) }), object.presence != .purged,
            case .account(let wanted) = object.specification
        else { throw Fault.notFound("account") }
        return files(systemUser: wanted.systemUser, uid: wanted.uid)
    }

    func files(systemUser: String, uid: Int) -> CustomerFiles {
        CustomerFiles(home: paths.home(systemUser), uid: uid, gid: uid, helper: helper)
    }

    // MARK: Records

    /// What the web server reads from the next request on. Its row is on the disk already.
    func serve(_ record: WebTables.Record, under names: [String]) async throws {
        try await Blocking.run {
            try self.recordFiles.withLock { _ in _ = try self.writeFiles(record, names) }
        }
    }

    /// Removes the files of these names unless another site has them by now; durable when it returns.
    func removeNames(_ names: [DomainName], of website: WebsiteID) async throws {
        if names.isEmpty { return }
        try await Blocking.run {
            for name in names {
                try self.recordFiles.withLock { _ in
                    guard let bytes = try SmallFiles.read(self.paths.nameRecord(name)) else { return }
                    if let record = SiteRecord(bytes), record.website != website { return }
                    try SmallFiles.remove(self.paths.nameRecord(name))
                }
            }
        }
    }

    private func writeFiles(_ record: WebTables.Record, _ names: [String]) throws -> Bool {
        let directory =
            switch record.kind {
            case .name: paths.apache.names
            case .account: paths.apache.accounts
            }
        return try SmallFiles.writeUnsynced(
            Array(record.content.utf8), to: names.map { "\(directory)/\($0)" }, mode: 0o640, group: gid_t(configuration.webServerGID))
    }

    /// For the start: takes over the state of an earlier release, and makes again what was not synced before a power cut.
    private func takeUp() throws {
        let taken = try FormerWebState(directory: paths.state, paths: paths).takeOver(into: state)
        if taken > 0 { logger.notice("took over the web part's state of an earlier release", metadata: ["objects": "\(taken)"]) }
        var repaired = 0
        try state.changeBlocking { tables in
            try tables.eachRecord { record in
                if record.kind == .account, let number = Int(record.name.dropFirst("web".count)) {
                    try makeHome(record.name, uid: configuration.firstUID + number)
                }
                if try writeFiles(record, [record.name]) { repaired += 1 }
            }
        }
        if repaired > 0 { logger.notice("made records anew that were missing", metadata: ["records": "\(repaired)"]) }
    }

    /// Set-group-id: what is made below belongs to the web server's group, so that it can be served. Others cannot pass.
    private func makeHome(_ systemUser: String, uid: Int) throws {
        try SmallFiles.makeDirectory(
            paths.home(systemUser), mode: 0o2710, owner: uid_t(uid), group: gid_t(configuration.webServerGID))
    }
}

// MARK: Web server

extension WebDriver {
    private func applyServer(_ change: Change) async throws -> AppliedObject {
        guard change.presence == .present, case .webServer(let wanted) = change.specification else {
            _ = try await servers.set(nil, for: change.reference.server)
            try await state.change { try $0.remove(change.reference) }
            return AppliedObject(result: .removed)
        }
        // Rule 4: what the control plane sends never widens the node's own policy.
        guard wanted.firstUID == configuration.firstUID, wanted.uidCount <= configuration.uidCount else {
            throw ApplyFailure(
                key: "node.refused",
                words: "uids \(wanted.firstUID) and \(wanted.uidCount) more are wanted, "
                    + "but this node gives \(configuration.firstUID) and \(configuration.uidCount) more")
        }
        let object = WebObject(reference: change.reference, presence: .present, specification: .webServer(wanted))
        try await state.change { try $0.put(object) }
        let added = try await servers.set(wanted, for: change.reference.server)
        var slowest = Duration.zero
        for endpoint in wanted.endpoints + added {
            slowest = max(slowest, try await look(wanted.name, at: endpoint, until: .now + .seconds(5)).time)
        }
        if let leftOut = await servers.leftOut(of: change.reference.server) {
            // Everything else is served. Somebody has to give the machine the address; it is taken up soon after that.
            throw ApplyFailure(key: leftOut.key, words: leftOut.words, retryAfter: .seconds(30))
        }
        return AppliedObject(result: .live(seen: "answers in \(slowest.milliseconds) ms"))
    }

    /// A graceful restart opens a new address a moment later.
    private func look(_ name: DomainName, at endpoint: Endpoint, until deadline: ContinuousClock.Instant) async throws -> WebProbe.Sighting
    {
        while true {
            do {
                return try await probe.look(name, at: endpoint)
            } catch let failure as ApplyFailure where ContinuousClock.now < deadline {
                logger.debug("web server does not answer yet", metadata: ["words": "\(failure.words)"])
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}

// MARK: Account

extension WebDriver {
    private func applyAccount(_ change: Change) async throws -> AppliedObject {
        if change.presence == .purged { return try await purgeAccount(change.reference) }
        guard case .account(let wanted) = change.specification else {
            throw ApplyFailure(key: "node.refused", words: "the account's specification is missing")
        }
        try checkPolicy(number: wanted.number, uid: wanted.uid)
        let home = paths.home(wanted.systemUser)
        let object = WebObject(reference: change.reference, presence: change.presence, specification: .account(wanted))
        let recordState: AccountRecord.State = change.presence == .trashed ? .trashed : wanted.isLocked ? .locked : .open
        let content = AccountRecord(
            systemUser: wanted.systemUser, state: recordState, settings: PHPRequestSettings(home: try PlainPath(home)))
        let record = WebTables.Record(
            kind: .account, name: wanted.systemUser, owner: change.reference.object, content: String(decoding: content.bytes, as: UTF8.self)
        )
        if change.presence == .present { try await servers.ensurePHP(forAccount: wanted.number) }
        try await state.change { tables in
            try tables.put(object)
            try tables.put(record)
        }
        try await Blocking.run { try self.makeHome(wanted.systemUser, uid: wanted.uid) }
        try await serve(record, under: [record.name])
        if change.presence == .trashed { return AppliedObject(result: .removed) }
        return AppliedObject(result: .live(seen: wanted.isLocked ? "locked" : "home and PHP are ready"))
    }

    func checkPolicy(number: Int, uid: Int) throws {
        guard number >= 1, number < configuration.uidCount, uid == configuration.firstUID + number else {
            throw ApplyFailure(
                key: "node.refused",
                words:
                    "web\(number) with uid \(uid) lies outside this node's range of \(configuration.uidCount) from \(configuration.firstUID)"
            )
        }
    }

    private func purgeAccount(_ reference: ObjectReference) async throws -> AppliedObject {
        guard var object = try await state.read({ try $0.object(reference) }), case .account(let wanted) = object.specification else {
            return AppliedObject(result: .removed)
        }
        object.presence = .purged
        try await state.change { [object] tables in
            try tables.put(object)
            _ = try tables.remove(.account, wanted.systemUser, of: reference.object)
        }
        try await Blocking.run { try SmallFiles.remove(self.paths.accountRecord(wanted.systemUser)) }
        let home = paths.home(wanted.systemUser)
        if access(home, F_OK) == 0 {
            _ = try await files(systemUser: wanted.systemUser, uid: wanted.uid).visit([.endProcesses, .removeTree(path: [])])
            // The empty directory itself lies in one that only root writes.
            if rmdir(home) != 0 && errno != ENOENT { throw SystemError("rmdir", home) }
        }
        try await state.change { try $0.remove(reference) }
        return AppliedObject(result: .removed)
    }
}
