import AgentProtocol
import Core
import Foundation
import NodeAgent
import Testing

@Suite(.timeLimit(.minutes(2))) struct StopTests {
    /// A node that serves this many zones of as many customers.
    private func serving(_ count: Int) async throws -> NodeBench {
        // Longer than any test takes: what the delay is for is seen, not raced with.
        let bench = try NodeBench(removalDelay: .seconds(60))
        _ = try await bench.connect(sequence: Int64(count))
        for number in 1...count { try await bench.send(Int64(number), .zone(number)) }
        await bench.node.idle()
        _ = await bench.reports()
        bench.driver.applied.withLock { $0 = [] }
        return bench
    }

    private func stop(_ bench: NodeBench) async -> Stop? { await bench.node.nextReport(node: nil)?.body.stop }

    @Test func `another installation is not listened to`() async throws {
        let bench = try await serving(3)
        _ = await bench.node.beginStream()
        try await bench.hello(installation: InstallationID(), sequence: 50)
        try await bench.send(4, .zone(1), .trashed)
        await bench.node.idle()
        #expect(bench.driver.applied.value.isEmpty)
        #expect(await stop(bench)?.reason == .foreignInstallation)
        // The right one comes back.
        #expect(try await bench.connect(sequence: 3) == 3)
        #expect(await stop(bench) == nil)
    }

    @Test func `a node that joins another installation belongs to it and keeps what it has`() async throws {
        let bench = try await serving(3)
        let other = InstallationID()
        await bench.node.belong(to: other)
        #expect(await bench.node.beginStream().after == 0)
        try await bench.hello(installation: other, sequence: 0)
        try await bench.node.take(.snapshotBegin)
        try await bench.node.take(.snapshotEnd(.init(count: 0, sequence: 0)))
        await bench.node.idle()
        #expect(bench.driver.applied.value.isEmpty)
        #expect(try bench.journal.quarantined().count == 3)
    }

    @Test func `an older epoch is not followed until a person confirms`() async throws {
        let bench = try await serving(3)
        #expect(try await bench.connect(epoch: 2, sequence: 3) == 0)
        _ = await bench.node.beginStream()
        try await bench.hello(epoch: 1, sequence: 3)
        let stop = try #require(await stop(bench))
        #expect(stop.reason == .olderEpoch)
        try await bench.send(4, after: 3, .zone(1), .purged)
        await bench.node.idle()
        #expect(bench.driver.applied.value.isEmpty)
        _ = await bench.node.beginStream()
        try await bench.hello(epoch: 1, sequence: 3, confirmedThrough: stop.atSequence)
        #expect(await self.stop(bench) == nil)
    }

    @Test func `a database that is behind the node is not followed, and one confirmation given before does not count`() async throws {
        let bench = try await serving(10)
        _ = await bench.node.beginStream()
        try await bench.hello(sequence: 4, confirmedThrough: 4)
        let stop = try #require(await stop(bench))
        #expect(stop.reason == .sequenceBehind)
        #expect(stop.atSequence > 4)
        _ = await bench.node.beginStream()
        await #expect(throws: Reconciler.StreamEnd.self) { try await bench.hello(sequence: 4, confirmedThrough: stop.atSequence) }
        #expect(await bench.node.beginStream().after == 0)
    }

    @Test func `a mass removal stops the agent before the first object is touched`() async throws {
        let bench = try await serving(40)
        for number in 1...20 { try await bench.send(Int64(40 + number), .zone(number), .trashed) }
        await bench.node.idle()
        #expect(bench.driver.applied.value.isEmpty)
        let stop = try #require(await stop(bench))
        #expect(stop.reason == .tooManyRemovals)
        #expect(stop.atSequence == 60)
        #expect(try bench.journal.head().position == 40)
        #expect(try bench.journal.head().stop == stop)
        // The next process is stopped as well.
        let next = try NodeBench(after: bench)
        #expect(try await next.connect(sequence: 60) == 40)
        try await next.send(41, .zone(1), .trashed)
        await next.node.idle()
        #expect(next.driver.applied.value.isEmpty)
        // A person confirms.
        #expect(try await next.connect(sequence: 60, confirmedThrough: stop.atSequence) == 40)
        for number in 1...20 { try await next.send(Int64(40 + number), .zone(number), .trashed) }
        await next.node.idle()
        #expect(next.driver.applied.value.count == 20)
        #expect(try next.journal.head().position == 60)
    }

    @Test func `one customer may leave a small node`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .account())
        try await bench.send(2, .website(1))
        for number in 3...8 { try await bench.send(Int64(number), .zone(number, account: NodeBench.account)) }
        await bench.node.idle()
        for number in 3...8 { try await bench.send(Int64(number + 6), .zone(number, account: NodeBench.account), .trashed) }
        try await bench.send(15, .website(1), .trashed)
        try await bench.send(16, .account(), .trashed)
        await bench.node.idle()
        #expect(await stop(bench) == nil)
        #expect(try bench.journal.head().position == 16)
    }

    private func servingLargeCustomer(_ bench: NodeBench) async throws {
        _ = try await bench.connect()
        for number in 1...40 { try await bench.send(Int64(number), .zone(number)) }
        try await bench.send(41, .account())
        for number in 42...91 { try await bench.send(Int64(number), .zone(number, account: NodeBench.account)) }
        await bench.node.idle()
        _ = await bench.reports()
    }

    private func removeLargeCustomer(_ bench: NodeBench) async throws {
        for number in 42...91 { try await bench.send(Int64(number + 50), .zone(number, account: NodeBench.account), .trashed) }
        try await bench.send(142, .account(), .trashed)
    }

    @Test func `one large customer may leave`() async throws {
        let bench = try NodeBench()
        try await servingLargeCustomer(bench)
        try await removeLargeCustomer(bench)
        await bench.node.idle()
        #expect(await stop(bench) == nil)
        #expect(try bench.journal.head().position == 142)
    }

    @Test func `others who leave beside a large customer stop the agent`() async throws {
        let bench = try NodeBench(removalDelay: .seconds(60))
        try await servingLargeCustomer(bench)
        try await removeLargeCustomer(bench)
        for number in 1...3 { try await bench.send(Int64(142 + number), .zone(number), .trashed) }
        await bench.node.idle()
        #expect(await stop(bench)?.reason == .tooManyRemovals)
    }
}

@Suite(.timeLimit(.minutes(2))) struct SnapshotTests {
    @Test func `what a snapshot does not name is quarantined and goes on being served`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .zone(1))
        try await bench.send(2, .zone(2))
        await bench.node.idle()
        bench.driver.applied.withLock { $0 = [] }
        bench.driver.onDisk.withLock {
            $0[ObjectReference(server: NodeBench.server, kind: .zone, object: "left-behind")] = "left-behind.example"
        }
        #expect(try await bench.connect(epoch: 2, sequence: 7) == 0)
        try await bench.node.take(.snapshotBegin)
        try await bench.send(1, after: 0, .zone(1))
        try await bench.send(7, after: 1, .zone(3))
        try await bench.node.take(.snapshotEnd(.init(count: 2, sequence: 7)))
        await bench.node.idle()
        let report = try #require(await bench.node.nextReport(node: nil))
        #expect(Set(report.body.quarantined?.map(\.name) ?? []) == ["zone2.example", "left-behind.example"])
        // Nothing was removed, and what was the same already was not applied again.
        #expect(bench.driver.order == [Wanted.id(3)])
        #expect(try bench.journal.head().position == 7)

        // A change that names it adopts it.
        try await bench.send(8, after: 7, .zone(2))
        await bench.node.idle()
        #expect(try bench.journal.quarantined().map(\.name) == ["left-behind.example"])
    }

    @Test func `a person trashes what is in quarantine`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .zone(1))
        await bench.node.idle()
        _ = try await bench.connect(epoch: 2, sequence: 1)
        try await bench.node.take(.snapshotBegin)
        try await bench.node.take(.snapshotEnd(.init(count: 0, sequence: 1)))
        await bench.node.idle()
        let reference = try Wanted.zone(1).reference
        try await bench.node.resolveQuarantine(reference, trash: true)
        await bench.node.idle()
        #expect(bench.driver.applied.value.last?.presence == .trashed)
        #expect(try bench.journal.quarantined().isEmpty)
        await #expect(throws: Fault.self) { try await bench.node.resolveQuarantine(reference, trash: true) }
    }

    @Test func `a snapshot that is not whole is asked for again and quarantines nothing`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .zone(1))
        await bench.node.idle()
        _ = try await bench.connect(epoch: 2, sequence: 9)
        try await bench.node.take(.snapshotBegin)
        try await bench.send(5, after: 0, .zone(2))
        await #expect(throws: Reconciler.StreamEnd.self) { try await bench.node.take(.snapshotEnd(.init(count: 2, sequence: 9))) }
        await bench.node.idle()
        #expect(try bench.journal.quarantined().isEmpty)
        #expect(await bench.node.beginStream().after == 0)
    }
}

@Suite(.timeLimit(.minutes(2))) struct CrashTests {
    /// The journal fails at each of its commits in turn; the agent gets over it within the same process.
    @Test func `a commit that fails is repeated and nothing is lost`() async throws {
        for failing in 1...12 {
            let bench = try NodeBench(driver: ScriptedDriver(concurrency: 2), failingCommits: [failing])
            _ = try await bench.connect()
            for number in 1...30 { try await bench.send(Int64(number), .zone(number)) }
            await bench.node.idle()
            #expect(try bench.journal.head().position == 30, "commit \(failing)")
            #expect(Set(await bench.reports().map(\.reference.object)).count == 30, "commit \(failing)")
        }
    }

    /// From one commit on nothing reaches the disk any more, as if the process were gone: the next one asks for what has no durable outcome.
    @Test func `a process that dies after any commit is continued by the next`() async throws {
        for survived in 1...8 {
            let first = try NodeBench(driver: ScriptedDriver(concurrency: 2), failingCommits: Array((survived + 1)...2000))
            #expect(try await first.connect() == 0)
            for number in 1...20 { try await first.send(Int64(number), .zone(number)) }
            _ = try await first.eventually {
                let position = try first.journal.head().position
                return first.driver.applied.value.count == 20 && (first.journal.count > survived || position == 20)
            }
            let position = try first.journal.head().position

            let second = try NodeBench(after: first)
            #expect(try await second.connect() == position)
            for number in (Int(position) + 1)..<21 { try await second.send(Int64(number), .zone(number)) }
            await second.node.idle()
            #expect(try second.journal.head().position == 20, "after \(survived) commits")
            #expect(try second.journal.keys().count == 20)
            #expect(Set(await second.reports().map(\.reference.object)).count == 20)
            await first.node.end()
        }
    }
}
