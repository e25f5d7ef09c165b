import AgentProtocol
import Core
import Logging
import NodeAgent
import Testing

/// A control plane at the other end of a wire that loses nothing but what the test takes.
final class ScriptedLink: ControlPlaneLink {
    struct Lost: Error {}

    /// What each stream sends, one after the other; the last one stays open.
    private let streams: Locked<[[StreamMessage]]>
    let asked = Locked<[Int64]>([])
    let posted = Locked<[ReportBatch]>([])
    let answers = Locked<[NodeRequestID: NodeAnswer]>([:])
    let reportsToLose = Locked(0)
    let renewals = Locked(0)

    init(_ streams: [[StreamMessage]]) { self.streams = Locked(streams) }

    func follow(after position: Int64, epoch: Int64, _ take: @Sendable (StreamMessage) async throws -> Void) async throws {
        asked.withLock { $0.append(position) }
        // A stream ends with its last message, except the last one, and one whose reports are to get lost: they end it.
        let staysOpen = reportsToLose.value > 0
        let (messages, isLast) = streams.withLock { streams -> ([StreamMessage], Bool) in
            guard let first = streams.first else { return ([], true) }
            // The last one can be opened again and again.
            if streams.count == 1 { return (first, true) }
            streams.removeFirst()
            return (first, staysOpen)
        }
        for message in messages { try await take(message) }
        if isLast { try await Task.sleep(for: .seconds(3600)) }
    }

    func report(_ batch: ReportBatch) async throws {
        let isLost = reportsToLose.withLock { left -> Bool in
            left -= 1
            return left >= 0
        }
        if isLost { throw Lost() }
        posted.withLock { $0.append(batch) }
    }

    func content(of request: NodeRequestID, limit: Int) async throws -> [UInt8] { Array("content".utf8) }

    func answer(_ request: NodeRequestID, _ answer: NodeAnswer) async throws { answers.withLock { $0[request] = answer } }

    func renewIfDue() async throws -> Bool {
        renewals.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}

struct ScriptedRequests: NodeRequestHandler {
    func answer(_ request: NodeRequest, content: [UInt8]) async throws -> [UInt8]? {
        if case .readFile = request.operation { throw Fault.notFound("file") }
        return content.reversed()
    }
}

@Suite(.timeLimit(.minutes(2))) struct SessionTests {
    private func hello(_ sequence: Int64) -> StreamMessage {
        .hello(
            .init(
                protocolVersion: 2, installation: NodeBench.installation, epoch: 1, server: NodeBench.physical, sequence: sequence,
                confirmedThrough: 0))
    }

    private func change(_ sequence: Int64) throws -> StreamMessage {
        let wanted = try Wanted.zone(Int(sequence))
        return .change(
            Change(
                sequence: sequence, previous: sequence - 1, reference: wanted.reference, presence: .present,
                specification: wanted.specification))
    }

    private func running(_ bench: NodeBench, _ link: ScriptedLink, _ body: () async throws -> Void) async throws {
        var session = ControlPlaneSession(
            link: link, reconciler: bench.node, requests: ScriptedRequests(),
            measure: {
                NodeState(diskTotal: 1, diskUsed: 0, load: 0, clock: .now, agentVersion: "test", services: [])
            }, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        session.signOfLife = .milliseconds(50)
        session.firstPause = .milliseconds(5)
        let running = session
        let task = Task { await running.run() }
        try await body()
        task.cancel()
        await task.value
    }

    @Test func `after a gap or a lost stream the agent asks again from where it stands`() async throws {
        let bench = try NodeBench()
        let link = ScriptedLink([[hello(3), try change(1), try change(3)], [hello(3), try change(2)], [hello(3), try change(3)]])
        try await running(bench, link) {
            try await bench.requireEventually { link.posted.value.last?.position == 3 }
        }
        #expect(link.asked.value == [0, 1, 2])
        #expect(Set(link.posted.value.flatMap(\.outcomes).map(\.sequence)) == [1, 2, 3])
    }

    @Test func `signs of life go on while nothing happens`() async throws {
        let bench = try NodeBench()
        let link = ScriptedLink([[hello(0)]])
        try await running(bench, link) {
            try await bench.requireEventually { link.posted.value.filter { $0.node != nil }.count >= 4 }
        }
        #expect(link.posted.value.allSatisfy { $0.outcomes.isEmpty })
    }

    @Test func `reports that are lost are told again`() async throws {
        let bench = try NodeBench()
        let link = ScriptedLink([[hello(1), try change(1)], [hello(1)], [hello(1)]])
        link.reportsToLose.withLock { $0 = 2 }
        try await running(bench, link) {
            try await bench.requireEventually { link.posted.value.contains { $0.outcomes.map(\.sequence) == [1] } }
        }
    }

    @Test func `a renewed certificate opens the stream anew`() async throws {
        let bench = try NodeBench()
        let link = ScriptedLink([[hello(0)], [hello(0)], [hello(0)]])
        try await running(bench, link) {
            try await bench.requireEventually { link.asked.value.count >= 3 }
            link.renewals.withLock { $0 = 1 }
            try await bench.requireEventually { link.asked.value.count >= 4 }
        }
    }

    @Test func `requests are answered with bytes or with a fault in words`() async throws {
        let bench = try NodeBench()
        let path = try RelativePath("public/index.html")
        let write = NodeRequest(
            id: NodeRequestID(), server: NodeBench.server, operation: .writeFile(account: NodeBench.account, path: path), contentLength: 7)
        let short = NodeRequest(
            id: NodeRequestID(), server: NodeBench.server, operation: .writeFile(account: NodeBench.account, path: path), contentLength: 8)
        let read = NodeRequest(
            id: NodeRequestID(), server: NodeBench.server, operation: .readFile(account: NodeBench.account, path: path, limit: 10),
            contentLength: 0)
        let verify = NodeRequest(
            id: NodeRequestID(), server: NodeBench.server, operation: .verify(try Wanted.zone(1).reference), contentLength: 0)
        let link = ScriptedLink([[hello(0), .request(write), .request(short), .request(read), .request(verify)]])
        try await running(bench, link) {
            try await bench.requireEventually { link.answers.value.count == 4 }
        }
        #expect(link.answers.value[write.id]?.content == Array("tnetnoc".utf8))
        #expect(link.answers.value[short.id]?.problem?.key == "file.incomplete")
        #expect(link.answers.value[read.id]?.problem?.kind == "notFound")
        #expect(link.answers.value[verify.id]?.problem?.kind == "notFound")
    }
}
