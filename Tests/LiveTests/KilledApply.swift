import AgentProtocol
import Core
import Foundation
import Logging
import NodeAgent
import Testing

/// What an agent is to do with a node whose daemons run already. A process of its own does it, so that it can be killed on the way.
struct ApplyScript: Codable {
    var configuration: AgentConfiguration
    var changes: [Change]

    private static let variable = "HOSTWRIGHT_APPLY"
    private static var quiet: Logger { Logger(label: "apply", factory: { _ in SwiftLogNoOpLogHandler() }) }

    /// The script that this process was started for; nil in an ordinary run of the tests.
    static func given() throws -> ApplyScript? {
        guard let path = ProcessInfo.processInfo.environment[variable] else { return nil }
        return try JSONDecoder().decode(ApplyScript.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// As an agent that has just started: adopts the daemons and brings what it finds in order first.
    func run() async throws {
        let supervisor = try DaemonSupervisor(root: configuration.root, logger: Self.quiet)
        let web = try WebDriver(configuration: configuration, supervisor: supervisor, logger: Self.quiet)
        let names = NameServerDriver(configuration: configuration, supervisor: supervisor, logger: Self.quiet)
        try await web.start()
        try await names.start()
        for change in changes {
            let driver: any ServiceDriver = names.kinds.contains(change.reference.kind) ? names : web
            _ = try await driver.apply(change, context: ApplyContext { _, _, _ in nil })
        }
    }

    /// Runs it in another process, if need be under a tracer.
    func runElsewhere(under tracer: [String] = []) async throws -> Finished {
        let file = "\(configuration.root)/apply-\(UUID().uuidString).json"
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: file))
        defer { unlink(file) }
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let words = tracer + [tests, "--testing-library", "swift-testing", "--filter", "ApplyScriptTests"]
        return try await ProcessLauncher.run(
            Command(words[0], Array(words.dropFirst()), environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", Self.variable: file]),
            timeout: .seconds(60))
    }
}

@Suite struct ApplyScriptTests {
    /// Other processes of the tests run this one, and die in it.
    @Test func `an agent without anything to apply leaves a node as it is`() async throws {
        if let script = try ApplyScript.given() { return try await script.run() }
        try await withWebNode { node in
            let before = try await node.get(host: "nobody.example").status
            #expect(try await ApplyScript(configuration: node.configuration, changes: []).runElsewhere().isSuccess)
            #expect(try await node.get(host: "nobody.example").status == before)
        }
    }
}

/// One node with a web server and two name servers, and the customer whose site and zone come and go on it.
struct KilledNode {
    let web: WebNode
    let names: NameServerBench
    private let account: WebNode.Account
    private let website = WebsiteID().text
    private let zone = ZoneID().text
    private let name: DomainName
    private let part: Part

    /// Which half of the work is done by the process that is killed.
    enum Part: String, CaseIterable, Sendable {
        case site, zone
    }

    init(_ part: Part) throws {
        self.part = part
        web = try WebNode()
        names = try NameServerBench(root: web.configuration.root, uids: web.configuration)
        account = web.account(1)
        name = try DomainName("phoenix.example")
    }

    enum Step: String, CaseIterable {
        case create, change, purge
    }

    func start() async throws {
        try await web.startServer()
        try await names.startBoth()
        // The master of PHP is there before the account is, as on every node that has one.
        try await web.apply(web.account(2))
    }

    func end() async throws {
        await names.driver.stop()
        await names.supervisor.stopAll()
        try await web.remove()
    }

    func script(_ step: Step) throws -> ApplyScript {
        func change(_ server: LogicalServerID, _ kind: ObjectKind, _ object: String, _ wanted: Specification) -> Change {
            Change(
                sequence: 1, previous: 0, reference: ObjectReference(server: server, kind: kind, object: object),
                presence: step == .purge ? .purged : .present, specification: step == .purge ? nil : wanted)
        }
        let person = change(
            web.server, .account, account.id.text,
            .account(AccountSpecification(number: account.number, uid: account.uid, isLocked: false)))
        let site = change(
            web.server, .website, website,
            .website(
                WebsiteSpecification(
                    account: account.id, accountNumber: account.number, uid: account.uid,
                    names: [name, name.prefixed(step == .create ? "www" : "shop")], documentRoot: try RelativePath("phoenix.example"),
                    runsPHP: true, indexPage: "out of the ashes")))
        let rows = try NameServerBench.zone(name.ascii, serial: step == .create ? 1 : 2)
        let zones = [names.first, names.second].map { change($0, .zone, zone, .zone(rows)) }
        let changes =
            switch part {
            case .zone: zones
            case .site: step == .purge ? [site, person] : [person, site]
            }
        return ApplyScript(configuration: web.configuration, changes: changes)
    }

    /// What visitors see after the step, and what is left on the disk.
    func check(_ step: Step, after moment: String) async throws {
        switch part {
        case .site: try await checkSite(step, "after \(moment)")
        case .zone: try await checkZone(step, "after \(moment)")
        }
    }

    private func checkSite(_ step: Step, _ moment: Comment) async throws {
        let root = web.configuration.root
        let hosts = ["", "www.", "shop."].map { $0 + name.ascii }
        let place = "\(web.endpoint.port):\(web.endpoint.address.text)"
        let words = hosts.flatMap { ["--resolve", "\($0):\(place)", "http://\($0):\(web.endpoint.port)/", "-o", "/dev/null"] }
        let said = try await ProcessLauncher.run(Command("/usr/bin/curl", ["-s", "-w", "%{http_code} ", "--max-time", "10"] + words))
        let pages = said.output.split(separator: " ").map(String.init)
        let home = FileManager.default.fileExists(atPath: "\(root)/home/web1/phoenix.example/index.html")
        let rests = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        #expect(!rests.contains { $0.hasPrefix("home/") && $0.contains(".hostwright-") }, moment)
        switch step {
        case .create:
            #expect(pages == ["200", "200", "404"], moment)
            #expect(home, moment)
        case .change:
            #expect(pages == ["200", "404", "200"], moment)
            #expect(home, moment)
        case .purge:
            #expect(pages == ["404", "404", "404"], moment)
            #expect(!FileManager.default.fileExists(atPath: "\(root)/home/web1"), moment)
            #expect(!rests.contains { $0.contains(website) || $0.contains("phoenix") }, moment)
        }
    }

    private func checkZone(_ step: Step, _ moment: Comment) async throws {
        let questions = names.endpoints.values.flatMap { $0 }.flatMap {
            ["@\($0.address.text)", "-p", "\($0.port)", "+norecurse", "+short", "+time=2", name.ascii, "SOA"]
        }
        let serials = try await ProcessLauncher.run(Command("/usr/bin/dig", questions)).output.split(separator: "\n").map {
            String($0.split(separator: " ").dropFirst(2).first ?? "")
        }
        switch step {
        case .create: #expect(serials == ["1", "1", "1"], moment)
        case .change: #expect(serials == ["2", "2", "2"], moment)
        case .purge: #expect(serials == [], moment)
        }
    }
}

/// One system call on the files that the same parts of an apply change. strace(1) counts each call of each thread by itself, so parts that run on
/// several threads are told apart by their files.
struct Lane: Sendable, Hashable {
    var call: String
    var files: Set<String>

    static let calls = [
        "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fsync", "fdatasync",
        "ftruncate", "pwrite64",
    ]

    /// From what `strace -f -y` wrote. A part is what one thread did without another in between; calls that failed changed nothing.
    static func all(in trace: String, below root: String) -> [Lane] {
        var parts: [String: Set<Int>] = [:]
        var made: [String: Set<String>] = [:]
        var (part, thread) = (0, Substring())
        for line in trace.split(separator: "\n") where !line.contains(" = -1 ") {
            guard let match = line.firstMatch(of: /^(\d+) +([a-z0-9]+)\((.*)$/),
                // A descriptor with its file (of `unlinkat` the directory), or the file's name.
                let file = (match.3.firstMatch(of: /^\d+<([^>]+)>/)?.1 ?? match.3.firstMatch(of: /^"([^"]+)"/)?.1).map(String.init),
                file.hasPrefix(root + "/")
            else { continue }
            if match.1 != thread { (part, thread) = (part + 1, match.1) }
            parts[file, default: []].insert(part)
            made[file, default: []].insert(String(match.2))
        }
        var lanes: [Lane] = []
        for files in Dictionary(grouping: parts, by: \.value).values.map({ Set($0.map(\.key)) }) {
            for call in calls {
                let changed = files.filter { made[$0]?.contains(call) == true }
                if !changed.isEmpty { lanes.append(Lane(call: call, files: changed)) }
            }
        }
        return lanes
    }

    /// Kills whoever makes the call for the `number`th time.
    func tracer(_ number: Int, log: String) -> [String] {
        ["/usr/bin/strace", "-f", "-qq", "-o", log] + files.sorted().flatMap { ["-P", $0] }
            + ["-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"]
    }
}

/// An agent that dies at any system call by which an apply changes the disk, N = 1, 2, ... until an apply gets through.
@Suite struct KilledApplyTests {
    @Test(arguments: KilledNode.Part.allCases)
    func `an agent killed at any change of the disk converges when it is started again`(part: KilledNode.Part) async throws {
        let node = try KilledNode(part)
        do {
            try await node.start()
            let hits = try await killAll(node)
            for step in KilledNode.Step.allCases {
                let calls = hits[step] ?? [:]
                print(
                    "\(part.rawValue), \(step.rawValue): killed \(calls.values.reduce(0, +)) times, at \(calls.sorted { $0.key < $1.key })")
                #expect(calls.values.reduce(0, +) >= 5)
            }
            let all = Set(hits.values.flatMap(\.keys))
            let known: Set<String> =
                part == .zone ? ["pwrite64", "fdatasync"] : ["rename", "renameat", "unlinkat", "mkdirat"]
            #expect(all.isSuperset(of: known), "\(all)")
        } catch {
            try await node.end()
            throw error
        }
        try await node.end()
    }

    private func killAll(_ node: KilledNode) async throws -> [KilledNode.Step: [String: Int]] {
        let log = "\(node.web.configuration.root)/strace"
        func trace() -> String { String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self) }
        var waiting: [KilledNode.Step: [(lane: Lane, number: Int)]] = [:]
        for step in KilledNode.Step.allCases {
            let seen = try await node.script(step).runElsewhere(
                under: ["/usr/bin/strace", "-f", "-qq", "-y", "-o", log, "-e", "trace=" + Lane.calls.joined(separator: ",")])
            #expect(seen.isSuccess, "\(seen.output)\(seen.errors)")
            try await node.check(step, after: "nothing")
            waiting[step] = Lane.all(in: trace(), below: node.web.configuration.root).map { ($0, 1) }
        }
        var hits: [KilledNode.Step: [String: Int]] = [:]
        // Creating, changing and purging follow each other, so each finds the node as the step before has left it.
        while waiting.values.contains(where: { !$0.isEmpty }) {
            for step in KilledNode.Step.allCases {
                let script = try node.script(step)
                var last = ""
                if let (lane, number) = waiting[step]?.popLast() {
                    let run = try await script.runElsewhere(under: lane.tracer(number, log: log))
                    last = trace()
                    if last.contains("killed by SIGKILL") {
                        hits[step, default: [:]][lane.call, default: 0] += 1
                        waiting[step]?.append((lane, number + 1))
                    } else {
                        #expect(run.isSuccess, "\(number): \(run.output)\(run.errors)")
                    }
                }
                // In a process of its own again: one that closes a file of SQLite's loses the locks that others of its connections have on it.
                let again = try await script.runElsewhere()
                #expect(again.isSuccess, "\(last)\(again.output)\(again.errors)")
                try await node.check(step, after: last)
            }
        }
        return hits
    }
}
